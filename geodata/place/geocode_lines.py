"""The lines of `geocodes.csv`: one remembered answer each, as text and back.

One line a name, comma-separated UTF-8, the columns of `COLUMNS`:

- what was asked: `query` as written, `admin1` (the province named with it), `country`
  (ISO 3166-1 alpha-2), both empty if none was named;
- the answer: `answer` is `found`, `not_found` or `ambiguous`; for `found` the place's
  `place_name, geonameid, feature_code, admin1_code, admin1_name, country_code, latitude,
  longitude` (degrees, WGS 84) and `geo_precision`;
- where it is from: `source` ("manual" for a person's decision, else the service), `date`
  (ISO 8601) and `note`.

A cell holds no line break. For a person's line `source` "manual", a `query`, `latitude` and
`longitude` are enough.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from geodata.errors import InputError
from geodata.model import GEO_PRECISIONS, GeoPrecision, Place
from geodata.spelling import key

Answer = Literal["found", "not_found", "ambiguous"]
Slot = tuple[tuple[str, str, str], bool]
COLUMNS = (
    "query", "admin1", "country", "answer", "place_name", "geonameid", "feature_code",
    "admin1_code", "admin1_name", "country_code", "latitude", "longitude", "geo_precision",
    "source", "date", "note",
)  # fmt: skip
MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used, and why."""

    line: int
    """Its number in the file; the heading is line 1."""
    field: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field} {self.value!r}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Geocode:
    """A remembered answer."""

    query: str
    place: Place
    admin1: str = ""
    country: str = ""
    source: str = MANUAL
    answered_on: date | None = None
    note: str = ""

    @property
    def question(self) -> tuple[str, str, str]:
        """What was asked, folded."""
        return key(self.query), key(self.admin1), self.country.upper()

    @property
    def is_manual(self) -> bool:
        """Whether a person decided it."""
        return self.source == MANUAL

    @property
    def slot(self) -> Slot:
        """Its one line in the file: a question may have a person's and a service's answer."""
        return self.question, self.is_manual

    @property
    def answer(self) -> Answer:
        """What kind of answer it is."""
        if self.place.is_placed:
            return "found"
        return "ambiguous" if self.place.placed_by == "ambiguous" else "not_found"


@dataclass
class Lines:
    """The file as read: usable lines by question and by whether a person decided."""

    good: dict[Slot, Geocode] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(path: Path) -> Lines:
    """The file's lines; each is read by itself, so that a stray quote spoils only its own."""
    lines = Lines()
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except FileNotFoundError:
        return lines
    heading, *body = text.split("\n")
    if heading.strip() and heading.strip() != ",".join(COLUMNS):
        raise InputError(f"{path}: line 1 must name the columns: {','.join(COLUMNS)}")
    for number, raw in enumerate(body, start=2):
        line = raw.rstrip("\r")
        if not line:
            continue
        parsed = _parse(line, number)
        if isinstance(parsed, Geocode) and parsed.slot in lines.good:
            parsed = Problem(number, "query", parsed.query, "asked and answered above already")
        if isinstance(parsed, Geocode):
            lines.good[parsed.slot] = parsed
        else:
            lines.problems.append(parsed)
            lines.bad.append(line)
    return lines


def _parse(line: str, number: int) -> Geocode | Problem:
    if any("\udc80" <= char <= "\udcff" for char in line):
        return Problem(number, "line", line.encode("ascii", "replace").decode(), "not UTF-8")
    try:
        cells = next(csv.reader([line], strict=True))
    except (csv.Error, StopIteration):
        return Problem(number, "line", line, "a quote is opened and not closed, or the reverse")
    if len(cells) > len(COLUMNS):
        return Problem(number, "line", line, f"{len(cells)} cells; {len(COLUMNS)} at most")
    row = dict(zip(COLUMNS, (*cells, *[""] * len(COLUMNS)), strict=False))
    row = {column: cell.strip() for column, cell in row.items()}
    for column, check in _CHECKS.items():
        if reason := check(row[column]):
            return Problem(number, column, row[column], reason)
    if bool(row["latitude"]) != bool(row["longitude"]):
        return Problem(number, "longitude", row["longitude"], "one coordinate without the other")
    if row["answer"] == "found" and not row["latitude"]:
        return Problem(number, "latitude", "", "found, but without coordinates")
    return _geocode(row)


def _degrees(limit: int) -> Callable[[str], str]:
    def check(cell: str) -> str:
        try:
            fits = not cell or -limit <= float(cell) <= limit
        except ValueError:
            fits = False
        return "" if fits else f"degrees from -{limit} to {limit}, with a point, or empty"

    return check


def _date(cell: str) -> str:
    if cell:
        with suppress(ValueError):
            date.fromisoformat(cell)
            return ""
        return "a date as 2026-01-31, or empty"
    return ""


def _one_of(allowed: Iterable[str]) -> Callable[[str], str]:
    permitted = ("", *allowed)
    return lambda cell: "" if cell in permitted else "allowed: " + ", ".join(permitted[1:])


_CHECKS: dict[str, Callable[[str], str]] = {
    "query": lambda cell: "" if key(cell) else "a name is needed",
    "answer": _one_of(get_args(Answer)),
    "geonameid": lambda cell: "" if not cell or cell.isdecimal() else "a whole number, or empty",
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "geo_precision": _one_of(GEO_PRECISIONS),
    "source": lambda cell: "" if cell else "who says so? manual, or a service's name",
    "date": _date,
}


def _geocode(row: dict[str, str]) -> Geocode:
    return Geocode(
        query=row["query"],
        admin1=row["admin1"],
        country=row["country"],
        place=_place(row),
        source=row["source"],
        answered_on=date.fromisoformat(row["date"]) if row["date"] else None,
        note=row["note"],
    )


def _place(row: dict[str, str]) -> Place:
    if not row["latitude"]:
        return Place(placed_by="ambiguous" if row["answer"] == "ambiguous" else "not_found")
    precision: GeoPrecision = next(
        (each for each in GEO_PRECISIONS if each == row["geo_precision"]), "town"
    )
    return Place(
        place_name=row["place_name"] or row["query"],
        geonameid=int(row["geonameid"]) if row["geonameid"] else None,
        feature_code=row["feature_code"],
        admin1_code=row["admin1_code"],
        admin1_name=row["admin1_name"],
        country_code=row["country_code"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        geo_precision=precision,
        placed_by=row["source"],
    )


def as_text(lines: Lines) -> str:
    """The file in its canonical form; lines that cannot be used stand at its end."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(geocode) for _, geocode in sorted(lines.good.items()))
    return text.getvalue() + "".join(f"{line}\n" for line in lines.bad)


def _row(geocode: Geocode) -> list[str]:
    place = geocode.place
    own = {
        "query": geocode.query,
        "admin1": geocode.admin1,
        "country": geocode.country,
        "answer": geocode.answer,
        "geo_precision": place.geo_precision if place.is_placed else "",
        "source": geocode.source,
        "date": geocode.answered_on or "",
        "note": geocode.note,
    }
    cells = (own[column] if column in own else getattr(place, column) for column in COLUMNS)
    # A line break inside a cell would make two lines of one.
    return [" ".join(str("" if cell is None else cell).split()) for cell in cells]
