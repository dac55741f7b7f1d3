"""SCAD: social conflict in Africa and Latin America. etype 1, 2 demonstrations, 3, 4 riots,
5, 6 strikes; −99, −88, −77 and −9 are missing; an event of several places repeats its `eventid`.

Days are written "03-Mar-91", of the years from 1970 on.
"""

from __future__ import annotations

from geodata.model import Event, GeoPrecision, Report
from geodata.read import values
from geodata.read.cells import Cells, Found, LeftOut, Settings, Unusable, position

_ACTIONS = {"1": "rally", "2": "rally", "3": "clash", "4": "clash", "5": "strike", "6": "strike"}
_SIZES = {
    "1": (1, 9), "2": (10, 100), "3": (101, 1000), "4": (1001, 10_000), "5": (10_001, 100_000),
    "6": (100_001, 1_000_000), "7": (1_000_001, None),
}  # fmt: skip
_NATIONWIDE = "6"
_FIRST_YEAR = 1970


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row: one place of one event."""
    kind, event_id = cells.text("etype"), cells.name("eventid")
    if kind not in _ACTIONS:
        if kind.isdecimal():
            raise LeftOut(f"no protest: etype {kind[:4]}")
        raise Unusable("etype", kind, "no whole number")
    if not event_id:
        raise Unusable("eventid", "", "there is no id")
    first, last = _day(cells, "startdate"), _day(cells, "enddate")
    place, number = cells.name("elocal"), cells.text("gislocnum") or cells.text("locnum")
    low, high = _SIZES.get(cells.text("npart"), (None, None))
    notes = cells.text("issuenote") or cells.text("notes")
    precision: GeoPrecision = "town"
    event = Event(
        event_date=first.first,
        end_date=last.last or first.last,
        date_precision=first.precision,
        sector_text=cells.name("actor1"),
        action=_ACTIONS[kind],
        nationwide=number == _NATIONWIDE or place.casefold() == "nationwide",
        toponym="" if place.casefold() == "nationwide" else place,
        country_hint=cells.name("countryname"),
        size_low=low,
        size_high=high,
        title=notes[:300] or ", ".join(filter(None, (cells.name("actor1"), place))),
        dataset="scad",
        dataset_row_id="/".join(filter(None, (event_id, cells.text("locnum")))),
        licence=settings.licence,
        **position(cells.point("latitude", "longitude"), precision),
    )
    report = Report(
        notes, source=cells.name("sourcenote") or "SCAD", retrieved_at=settings.accessed,
        licence=settings.licence, dataset="scad", dataset_row_id=event.dataset_row_id,
    )  # fmt: skip
    actions = frozenset({"strike"}) if kind in "56" else frozenset()
    words = cells.name("actor1")
    return Found(event, report if notes else None, actions=actions, sector_words=words)


def _day(cells: Cells, column: str) -> values.Days:
    text = values.short_year(cells.text(column), _FIRST_YEAR)
    return Cells({column: text}, cells.missing, cells.dates).days(column)
