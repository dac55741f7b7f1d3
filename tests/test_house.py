"""The rules of the house: who may import whom, and who may open a connection."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*ROOT.glob("geodata/**/*.py"), *ROOT.glob("dashboard/**/*.py")])

# The rooms of geodata in the order of the flow: a room may import those before it.
FLOW = ["read", "extract", "place", "store", "query", "export"]
# These know each other only through the model.
STRANGERS = {"read", "extract", "place", "store"}
# One library, one home. What stands in brackets is a folder or a file.
HOMES = {
    "folium": ["dashboard/event_map.py"],
    "streamlit_folium": ["dashboard/event_map.py"],
    "plotly": ["dashboard/timeline.py"],
    "deltalake": ["geodata/store/delta.py"],
    "duckdb": ["geodata/query/engine.py"],
    "ahocorasick": ["geodata/extract/lexicon.py"],
    "uvicorn": ["dashboard/serving.py"],
    "typer": [
        "dashboard/cli.py",
        "dashboard/options.py",
        "dashboard/history_cli.py",
        "dashboard/places_cli.py",
        "dashboard/tables_cli.py",
    ],
}
# Everything that can open a connection, and the one file that may.
NETWORK = {
    "socket": ["dashboard/serving.py"],
    # The first is a geopy geocoder itself; the second asks the services.
    "geopy": ["geodata/place/geocoder.py", "geodata/place/online.py"],
    "urllib.request": [],
    "http.client": [],
    "requests": [],
    "httpx": [],
    "urllib3": [],
    "aiohttp": [],
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_import_of(imported: str, library: str) -> bool:
    return imported == library or imported.startswith(f"{library}.")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_follow_the_flow(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    if parts[0] != "geodata":
        return
    room = parts[1] if parts[1] in FLOW else ""
    for imported in imports(path):
        for stranger in ("dashboard", "streamlit", "folium", "plotly"):
            assert not is_import_of(imported, stranger), f"{name_of(path)} imports {imported}"
        other = next((r for r in FLOW if is_import_of(imported, f"geodata.{r}")), "")
        if room and other and other != room:
            assert FLOW.index(other) < FLOW.index(room), f"{name_of(path)} imports {imported}"
            assert not {room, other} <= STRANGERS, f"{name_of(path)} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_has_one_home(path: Path) -> None:
    for imported in imports(path):
        for library, homes in {**HOMES, **NETWORK}.items():
            if is_import_of(imported, library):
                assert name_of(path) in homes, f"{name_of(path)} imports {imported}"


def test_the_homes_exist() -> None:
    for library, homes in {**HOMES, **NETWORK}.items():
        for home in homes:
            found = set(imports(ROOT / home))
            assert any(is_import_of(each, library) for each in found), f"{home}: no {library}"


def test_no_module_hides_the_standard_library() -> None:
    import sys

    hidden = {p.stem for p in (ROOT / "dashboard").glob("*.py")} & sys.stdlib_module_names
    assert not hidden - {"__init__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_small(path: Path) -> None:
    n_lines = len(path.read_text(encoding="utf-8").splitlines())
    assert n_lines <= 400, f"{name_of(path)} has {n_lines} lines: is it two rooms?"


def test_no_page_names_an_outside_script_or_style() -> None:
    for path in [*ROOT.glob("dashboard/**/*.js"), *ROOT.glob("dashboard/**/*.css")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text and "https:" not in text, name_of(path)
