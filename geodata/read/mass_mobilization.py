"""Mass Mobilization: protests against states by day and place name; no coordinates.

A row with `protest` 0 is a country-year without one. "." is missing. `location` may say
"national", or several places, which stay words of one event: which of them counts is not said.
"""

from __future__ import annotations

from datetime import date

from geodata.model import Event, Report
from geodata.read import values
from geodata.read.cells import Cells, Found, LeftOut, Settings, Unusable, split

_WIDE = frozenset(("national", "nationwide", "countrywide", "country-wide", "across the country"))


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row."""
    protest = cells.text("protest")
    if protest == "0":
        raise LeftOut("a country-year without protest (protest = 0)")
    if protest != "1":
        raise Unusable("protest", protest, "allowed: 0, 1")
    first, last = _day(cells, "start"), _day(cells, "end")
    if first and last and last < first:
        raise Unusable("endday", last, f"the last day is before the first, {first}")
    row_id, notes = cells.name("id"), cells.text("notes")
    places = cells.name("location")
    named = split(places.replace(" and ", ";").replace(",", ";"))
    is_wide = places.casefold() in _WIDE
    category = values.size(cells.name("participants_category") or cells.name("participants"))
    if cells.text("participants").isdecimal():
        category = values.size(cells.text("participants"))
    report = Report(
        notes, source=cells.name("sources")[:200], retrieved_at=settings.accessed,
        licence=settings.licence, dataset="mass_mobilization", dataset_row_id=row_id,
    )  # fmt: skip
    event = Event(
        event_date=first,
        end_date=last or first,
        date_precision="day" if first else "unknown",
        sector_text=cells.name("protesteridentity"),
        action="clash" if cells.text("protesterviolence") == "1" else "rally",
        nationwide=is_wide,
        # Of several places no one is the place: the country is what they share.
        toponym=named[0] if len(named) == 1 and not is_wide else "",
        country_hint=cells.name("country"),
        size_low=category.low,
        size_high=category.high,
        size_text=category.text,
        title=notes[:300] or places,
        sources=split(cells.name("sources")[:500]),
        dataset="mass_mobilization",
        dataset_row_id=row_id,
        licence=settings.licence,
    )
    return Found(event, report if notes else None, sector_words=cells.name("protesteridentity"))


def _day(cells: Cells, which: str) -> date | None:
    parts = [cells.count(f"{which}{unit}") for unit in ("year", "month", "day")]
    if None in parts:
        return None
    try:
        year, month, day = (part or 0 for part in parts)
        return date(year, month, day)
    except ValueError:
        raise Unusable(f"{which}day", "-".join(map(str, parts)), "there is no such day") from None
