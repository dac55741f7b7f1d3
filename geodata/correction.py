"""Values of an event that a person sets by hand, from the words in which they are given.

    correct(folder, "5f2a…", {"sector": "teachers", "event_date": "2019-05-07"}, "see the photo")

| name | allowed |
|---|---|
| event_date, end_date | a day, 2019-05-07; empty: unknown |
| date_precision | day, reported, week, month, year, unknown |
| sector, action, status | a code |
| strike_day, size_low, size_high | a whole number; empty: unknown |
| nationwide | yes or no |
| title, sector_text, action_text, size_text, toponym | words |
| place | LATITUDE, LONGITUDE or a name that the gazetteer knows, "Town, Province" if needed |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from geodata import vocabulary
from geodata.errors import InputError, UnknownValue
from geodata.model import DATE_PRECISIONS, PLACE_COLUMNS, STATUSES, Place
from geodata.place import coordinates
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import MANUAL
from geodata.place.geocoder import Geocoder
from geodata.place.review import OpenName
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def correct(folder: DataFolder, event_id: str, given: Mapping[str, str], why: str = "") -> None:
    """Set values of one event, in one version of the table.

    Raises UnknownValue for a name or value that is not allowed, InputError for an event that
    is not there or a place that nobody knows; nothing is then changed.
    """
    table = EventTable(folder)
    standing = table.rows([event_id])
    if not standing:
        raise InputError(f"event {event_id}: there is no such event in the table")
    values = parsed(given)
    if "place" in given:
        values |= place_columns(placed(folder, given["place"], standing[0]))
    _check(standing[0] | values)
    table.correct(event_id, values, why, tuple(given))


def parsed(given: Mapping[str, str]) -> dict[str, Any]:
    """Column → value of all that is given but the place.

    A day that is named alone is the whole event: its last day too, and exact.
    """
    values: dict[str, Any] = {}
    for name, text in given.items():
        if name != "place":
            values[name] = _read(name, text)
    if "event_date" in values:
        day = values["event_date"]
        values.setdefault("end_date", day)
        values.setdefault("date_precision", "day" if day else "unknown")
    return values


def placed(folder: DataFolder, text: str, row: Mapping[str, Any]) -> Place:
    """The place that a person means by coordinates or a name, for an event.

    Raises InputError, with what it could be, for a name that is not known or not the only one.
    """
    gazetteer = Gazetteer(folder.gazetteers)
    if any(sign.isdigit() for sign in text):
        name = row["place_name"] or row["toponym"] or text
        asked = OpenName(name, row["admin1_name"] or "", row["country_code"] or "", 1, (), ())
        return coordinates.point_place(asked, *coordinates.read_point(text), gazetteer)
    name, _, admin1 = text.partition(",")
    found = Geocoder(folder.geocodes, gazetteer=gazetteer).find(name.strip(), admin1.strip())
    if found.is_placed:
        return found
    could_be = f"; it could be: {'; '.join(found.candidates)}" if found.candidates else ""
    raise InputError(
        f"place {text!r}: {found.placed_by.replace('_', ' ')}{could_be}; name its province "
        "(Town, Province) or give its coordinates (35.69, 51.42)"
    )


def place_columns(place: Place) -> dict[str, Any]:
    """The columns of a place that a person chose."""
    columns = {name: getattr(place, name) for name in PLACE_COLUMNS}
    return columns | {"placed_by": MANUAL}


def _read(name: str, text: str) -> Any:
    if name not in _READERS:
        raise UnknownValue("column", name, [*_READERS, "place"])
    return _READERS[name](name, text.strip())


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UnknownValue(name, text, ["a day, as 2019-05-07", "empty for unknown"]) from None


def _number(name: str, text: str) -> int | None:
    if text and not text.isdecimal():
        raise UnknownValue(name, text, ["a whole number", "empty for unknown"])
    return int(text) if text else None


def _flag(name: str, text: str) -> bool:
    if text.casefold() not in _YES_NO:
        raise UnknownValue(name, text, ["yes", "no"])
    return _YES_NO[text.casefold()]


def _words(_: str, text: str) -> str:
    return text


def _one_of(allowed: Callable[[], list[str]]) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text not in allowed():
            raise UnknownValue(name, text, allowed())
        return text

    return read


_READERS: dict[str, Callable[[str, str], Any]] = {
    "event_date": _day,
    "end_date": _day,
    "date_precision": _one_of(lambda: list(DATE_PRECISIONS)),
    "sector": _one_of(lambda: list(vocabulary.sectors())),
    "action": _one_of(lambda: list(vocabulary.actions())),
    "status": _one_of(lambda: list(STATUSES)),
    "strike_day": _number,
    "size_low": _number,
    "size_high": _number,
    "nationwide": _flag,
    **dict.fromkeys(("title", "sector_text", "action_text", "size_text", "toponym"), _words),
}


def _check(row: Mapping[str, Any]) -> None:
    for low, high in (("event_date", "end_date"), ("size_low", "size_high")):
        if row[low] is not None and row[high] is not None and row[low] > row[high]:
            raise InputError(f"{low} {row[low]} is more than {high} {row[high]}: change both")
