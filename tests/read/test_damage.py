"""Whatever happens to a file, each of its rows is taken, merged, left out or set aside, once;
and what is taken was in the file before the damage."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import InputError
from tests.read.tables import ACLED, gdelt, read, text

ROWS = [
    ACLED | {"event_id_cnty": f"IRN{n}", "event_date": f"2018-05-{n:02d}",
             "event_type": "Battles" if n % 5 == 0 else "Protests"}
    for n in range(1, 13)
]  # fmt: skip
OWN = [
    {"date": f"2018-05-{n:02d}", "city": "Shiraz", "title": f"سخن {n}, “café”"}
    for n in range(1, 13)
]
FILES = {
    "acled.csv": text(ROWS),
    "own.csv": text(OWN, ";"),
    "day.csv": "".join(gdelt(n, EventRootCode="14" if n % 3 else "19") for n in range(1, 13)),
}


def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    kind = draw(st.sampled_from(["cut", "reorder", "double", "encode", "null", "byte", "quote"]))
    at = draw(st.integers(0, len(content) - 1))
    lines = content.splitlines(keepends=True)
    if kind == "cut":
        return content[:at]
    if kind == "reorder":
        return b"".join(lines[:1] + draw(st.permutations(lines[1:])))
    if kind == "double":
        return b"".join(lines + lines[1 : 1 + at % 12])
    if kind == "encode":
        encoding = draw(st.sampled_from(["utf-16", "windows-1256", "latin-1", "utf-8-sig"]))
        return content.decode("utf-8", "replace").encode(encoding, "replace")
    put = {"null": b"\x00", "quote": b'"', "byte": bytes([draw(st.integers(0, 255))])}[kind]
    return content[:at] + put + content[at + draw(st.integers(0, 1)) :]


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(sorted(FILES)))
    content = FILES[name].encode("utf-8")
    for _ in range(draw(st.integers(1, 3))):
        content = damaged(draw, content) or b"x"
    return name, content


@settings(max_examples=300, deadline=None)
@given(files())
def test_every_row_is_accounted_for(file: tuple[str, bytes]) -> None:
    name, content = file
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            events, tally = read(path)
        except InputError as refused:
            assert "\n" not in str(refused)
            return
    assert tally.n_rows == (tally.n_taken + tally.n_merged + tally.n_left + len(tally.unused)), (
        tally
    )
    assert all(row.line >= 1 and row.reason for row in tally.unused)
    assert len({event.event_id for event in events}) == tally.n_taken


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_is_taken_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    _, tally = read(path)
    n_lines = sum(1 for row in csv.reader(StringIO(FILES[name])) if row) - (name != "day.csv")
    assert (tally.n_rows, tally.n_set_aside, tally.n_merged) == (n_lines, 0, 0)
