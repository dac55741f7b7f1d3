"""Which column of any table gives which field: proposed, changed by hand, kept beside the data.

A proposal comes from the names (English and Persian, `headers.csv`) and, for what no name tells,
from the values. It is kept as TOML in `NAME.maydan.toml` beside the file, and applied again.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from geodata.errors import InputError, UnknownValue, UnreadableFile
from geodata.read import values
from geodata.read.any_table import OF_EVENTS
from geodata.read.cells import Settings
from geodata.spelling import key

FIELDS = (
    "id", "date", "end_date", "place", "admin1", "country", "latitude", "longitude",
    "coordinates", "sector", "action", "strike_day", "size", "title", "text", "source", "url",
)  # fmt: skip
_CONSTANTS = ("dates", "country", "source", "licence")
_HIDDEN = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONG_TEXT = 60
"""Characters that a column of texts has in the middle, at least."""
_MOST = 0.8
"""Part of the values that must fit a field, if only values tell."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field → column, and what holds for all rows."""

    columns: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    country: str = ""
    source: str = ""
    licence: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether rows become anything at all."""
        return "text" in self.columns or not OF_EVENTS.isdisjoint(self.columns)

    def said(self) -> str:
        """In one line: "date ← تاریخ, place ← شهر"."""
        return ", ".join(f"{name} ← {column}" for name, column in self.columns.items())

    def toml(self) -> str:
        """As the file that is kept."""
        lines = ["# Which column gives which field. Fields: " + ", ".join(FIELDS), "[columns]"]
        lines += [f"{name} = {_quoted(column)}" for name, column in self.columns.items()]
        lines += ["", f"# For all rows. dates: {', '.join(values.ORDERS)}, or empty", "[rows]"]
        lines += [f"{name} = {_quoted(getattr(self, name))}" for name in _CONSTANTS]
        return "\n".join(lines) + "\n"

    def settings(self, base: Settings) -> Settings:
        """With what a person said of this file, which comes first."""
        return replace(
            base,
            dates=base.dates or self.dates,
            country=base.country or self.country,
            source=base.source or self.source,
            licence=base.licence or self.licence,
            columns=self.columns,
        )


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for signs that neither may show.
    shown = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)


def path_of(path: Path) -> Path:
    """Where the mapping of a file is kept."""
    return path.with_name(f"{path.name}.maydan.toml")


def kept(path: Path, columns: Iterable[str]) -> ColumnMapping | None:
    """The mapping that is kept beside a file, None if none is; raises InputError."""
    file, known = path_of(path), list(columns)
    if not file.is_file():
        return None
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise UnreadableFile(file, f"no mapping: {trouble}; correct or delete it") from trouble
    chosen, rows = given.get("columns", {}), given.get("rows", {})
    if not isinstance(chosen, dict) or not isinstance(rows, dict):
        raise UnreadableFile(file, "no mapping: [columns] and [rows] are tables of name = value")
    _check(file, chosen, rows, known)
    return ColumnMapping(
        {name: column for name, column in chosen.items() if column},
        **{name: str(rows.get(name, "")) for name in _CONSTANTS},
    )


def _check(file: Path, chosen: dict[str, Any], rows: dict[str, Any], known: list[str]) -> None:
    for name, column in chosen.items():
        if name not in FIELDS:
            raise UnknownValue(f"{file}: field", name, FIELDS)
        if column and column not in known:
            raise UnknownValue(f"{file}: column", column, known)
    for name in rows:
        if name not in _CONSTANTS:
            raise UnknownValue(f"{file}: [rows]", name, _CONSTANTS)
    if rows.get("dates") and rows["dates"] not in values.ORDERS:
        raise UnknownValue(f"{file}: dates", rows["dates"], values.ORDERS)


def changed(mapping: ColumnMapping, wishes: Iterable[str], columns: Iterable[str]) -> ColumnMapping:
    """With wishes like "place=شهر"; "place=" takes the field away. Raises InputError."""
    known, chosen = list(columns), dict(mapping.columns)
    for wish in wishes:
        name, sign, column = wish.partition("=")
        if not sign:
            raise InputError(f"--map {wish!r}: write FIELD=COLUMN, such as place={known[0]}")
        if name not in FIELDS:
            raise UnknownValue("--map: field", name, FIELDS)
        if column and column not in known:
            raise UnknownValue("--map: column", column, known)
        chosen.pop(name, None)
        if column:
            chosen[name] = column
    return replace(mapping, columns=chosen)


@cache
def _known_names() -> dict[str, str]:
    """Folded header → field."""
    text = files(__package__).joinpath("headers.csv").read_text(encoding="utf-8")
    return {key(row["name"]): row["field"] for row in csv.DictReader(text.splitlines())}


def proposed(columns: Iterable[str], rows: list[Mapping[str, Any]]) -> ColumnMapping:
    """A mapping from the names and, where they tell nothing, the first rows."""
    chosen: dict[str, str] = {}
    known = list(columns)
    for column in known:
        name = _known_names().get(key(column.replace("_", " ")))
        if name and name not in chosen:
            chosen[name] = column
    texts = {
        column: [text for row in rows if (text := values.written(row.get(column)).strip())]
        for column in known
        if column not in chosen.values()
    }
    for name, fits in _BY_VALUES:
        if name not in chosen and not (name == "coordinates" and "latitude" in chosen):
            column = next((each for each, some in texts.items() if fits(some)), "")
            if column:
                chosen[name] = column
                del texts[column]
    if "latitude" not in chosen or "longitude" not in chosen:
        chosen.pop("latitude", None), chosen.pop("longitude", None)
    ordered = {name: chosen[name] for name in FIELDS if name in chosen}
    date = chosen.get("date", "")
    return ColumnMapping(ordered, dates=_order([values.written(row.get(date)) for row in rows]))


def _share(read: Callable[[str], Any]) -> Callable[[list[str]], bool]:
    def fits(texts: list[str]) -> bool:
        n_fitting = 0
        for text in texts:
            try:
                n_fitting += bool(read(text))
            except ValueError:
                continue
        return bool(texts) and n_fitting >= _MOST * len(texts)

    return fits


def _is_text(texts: list[str]) -> bool:
    return bool(texts) and sorted(map(len, texts))[len(texts) // 2] >= _LONG_TEXT


def _is_day(text: str) -> bool:
    """Whether it can only be a day: a bare number may be anything."""
    return not text.replace(".", "").isdecimal() and values.days(text, "dmy").precision == "day"


def _is_pair(text: str) -> bool:
    latitude, longitude = values.two_degrees(text)
    return abs(latitude) <= 90 and abs(longitude) <= 180 and "." in values.western(text)


_BY_VALUES: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    ("url", _share(lambda text: text.startswith(("http://", "https://")))),
    ("date", _share(_is_day)),
    ("coordinates", _share(_is_pair)),
    ("text", _is_text),
)


def _order(texts: list[str]) -> str:
    """ "dmy" or "mdy" if some day can only be so and none contradicts; else ""."""
    found = set()
    for text in texts:
        parts = values.western(text).replace("-", "/").replace(".", "/").split("/")
        if len(parts) == 3 and all(part.isdecimal() for part in parts[:2]):
            first, second = int(parts[0]), int(parts[1])
            if 12 < first <= 31 and second <= 12:
                found.add("dmy")
            elif first <= 12 < second <= 31:
                found.add("mdy")
    return found.pop() if len(found) == 1 else ""
