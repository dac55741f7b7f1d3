"""What importers work with: the cells of a row, what a row gave, and why one gave nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from geodata.model import Event, GeoPrecision, Report
from geodata.read import values

_SHOWN_CHARS = 80
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]")
_HALF = re.compile("[\ud800-\udfff]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202c\u2066-\u2069\ufeff]")
"""Marks of direction that programs put around copied words; of a name they are no part."""
_FORMULA = re.compile(r"\s*(?:=\s*[A-Za-z_.]+\s*\(|[=+@-]\s*cmd\s*\|)", re.IGNORECASE)
PEACEFUL = frozenset(
    ("strike", "shop_closure", "rally", "march", "sit_in", "blockade", "hunger_strike")
)
VIOLENT = frozenset(("clash", "property_attack"))


class Unusable(ValueError):
    """A row that cannot be used, with the column at fault and its value."""

    def __init__(self, column: str, value: object, reason: str) -> None:
        self.column, self.value, self.reason = column, shown(value), reason
        super().__init__(reason)


class LeftOut(Exception):
    """A sound row that tells of no protest; the reason is the same for many rows."""


def shown(value: object) -> str:
    """A value as it stands in a message: its first characters, none that hides others."""
    return _HALF.sub("\ufffd", _HIDDEN.sub("\ufffd", str(value)[:_SHOWN_CHARS]))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person says of a file, beside what stands in it."""

    dates: str = ""
    """How days in numbers are written: one of `values.ORDERS`, "" if nobody said."""
    accessed: str = ""
    """Day on which the file was fetched, ISO 8601."""
    source: str = ""
    licence: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field → column, of a table that is no known dataset."""
    country: str = ""
    """Of all rows that do not say another."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a row gave: an event with what the dataset says, and the text that may say more.

    Without an event the text alone is read, as any report.
    """

    event: Event | None
    report: Report | None = None
    actions: frozenset[str] = PEACEFUL | VIOLENT
    """What the words may tell the action to be; empty: the dataset has told it."""
    is_sector_told: bool = False
    """Whether the dataset names the sector, so that words need not be read for it."""
    sector_words: str = ""
    """Words that name the sector and nothing else."""
    action_words: str = ""
    story: str = ""
    """Rows of one story tell of one event."""


class Cells:
    """A row: text, numbers and days by column; every mistake in it is Unusable."""

    __slots__ = ("dates", "missing", "row")

    def __init__(
        self, row: Mapping[str, Any], missing: frozenset[str] = frozenset(), dates: str = ""
    ) -> None:
        self.row, self.missing, self.dates = row, missing, dates

    def text(self, column: str) -> str:
        """The words of a cell, "" if it is empty or holds a sign for "missing"."""
        value = self.row.get(column)
        if value is None or value == "":
            return ""
        text = value if isinstance(value, str) else values.written(value)
        text = text.strip()
        if text in self.missing:
            return ""
        if not text.isascii() and _HALF.search(text):
            raise Unusable(column, text, "not in the file's encoding")
        if found := _HIDDEN.search(text):
            code = f"U+{ord(found[0]):04X}"
            raise Unusable(column, text, f"has the character {code}, which hides what is written")
        if text[:1] in "=+@- " and _FORMULA.match(text):
            raise Unusable(column, text, "a spreadsheet's formula, not a value")
        return text

    def name(self, column: str) -> str:
        """The same on one line, without marks of direction."""
        text = self.text(column)
        return " ".join((text if text.isascii() else _MARKS.sub("", text)).split())

    def url(self, column: str) -> str:
        """A web address; "" for what is none."""
        text = self.text(column)
        return text if text.startswith(("http://", "https://")) and len(text) < 2000 else ""

    def count(self, column: str) -> int | None:
        """A whole number of zero or more; None if empty."""
        return self._read(column, values.count)

    def days(self, column: str) -> values.Days:
        """First and last day and how exact that is; unknown if empty."""
        value = self.row.get(column)
        if isinstance(value, datetime):
            return values.one_day(value.date())
        if isinstance(value, date):
            return values.one_day(value)
        return self._read(column, lambda text: values.days(text, self.dates)) or values.UNKNOWN

    def size(self, column: str) -> values.Size:
        """Least and most people and the words; unknown if empty or in words of another kind."""
        return values.size(self.text(column))

    def point(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        """Latitude and longitude; None if both are empty."""
        lat, lon = self._read(latitude, values.degrees), self._read(longitude, values.degrees)
        if lat is None and lon is None:
            return None
        if lat is None or lon is None:
            lacking = latitude if lat is None else longitude
            raise Unusable(lacking, "", "one coordinate without the other")
        return self._checked((latitude, longitude), lat, lon)

    def both(self, column: str) -> tuple[float, float] | None:
        """Latitude and longitude that stand in one cell, in this order."""
        pair = self._read(column, values.two_degrees)
        return self._checked((column, column), *pair) if pair else None

    def _checked(self, columns: tuple[str, str], lat: float, lon: float) -> tuple[float, float]:
        if not -90 <= lat <= 90:
            raise Unusable(columns[0], lat, "a latitude is from -90 to 90 degrees")
        if not -180 <= lon <= 180:
            raise Unusable(columns[1], lon, "a longitude is from -180 to 180 degrees")
        if lat == lon == 0:
            raise Unusable(columns[0], "0, 0", "0, 0 is what programs write for no place")
        return lat, lon

    def _read(self, column: str, read: Callable[[str], Any]) -> Any:
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except ValueError as trouble:
            raise Unusable(column, text, str(trouble)) from trouble


class Position(NamedTuple):
    """The place fields of an event that its dataset has placed."""

    latitude: float
    longitude: float
    geo_precision: GeoPrecision

    def fields(self) -> dict[str, Any]:
        """As arguments of an Event."""
        return {
            "latitude": self.latitude, "longitude": self.longitude,
            "geo_precision": self.geo_precision, "placed_by": "source",
        }  # fmt: skip


def position(point: tuple[float, float] | None, precision: GeoPrecision) -> dict[str, Any]:
    """Place fields of a point; none where there is no point."""
    return Position(*point, precision).fields() if point else {}


def split(text: str, sign: str = ";") -> tuple[str, ...]:
    """Several names in one cell."""
    return tuple(dict.fromkeys(part for each in text.split(sign) if (part := each.strip())))
