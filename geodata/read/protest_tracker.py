"""Global Protest Tracker: protests of whole countries.

Its months went through Excel: "17-Jun" is June 2017 there, but looks like a day. It is read so
only if the person says so (`--dates yy-mon`); else the row is set aside.
"""

from __future__ import annotations

from geodata.model import Event, Report
from geodata.read.cells import Cells, Found, Settings, Unusable


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row: a country's, of no town."""
    country, title = cells.name("Country"), cells.name("Protest Name")
    if not country:
        raise Unusable("Country", "", "there is no country")
    days, size = cells.days("Start Date"), cells.size("Peak Size")
    words = [cells.text(name) for name in ("Motivation", "Triggers", "Key Participants")]
    text = ". ".join(filter(None, (title, *words)))
    event = Event(
        event_date=days.first,
        end_date=days.last,
        date_precision=days.precision,
        sector_text=cells.name("Key Participants"),
        toponym=country,
        toponym_kind="country",
        country_hint=country,
        size_low=size.low,
        size_high=size.high,
        size_text=size.text,
        title=(title or country)[:300],
        sources=("Global Protest Tracker",),
        dataset="protest_tracker",
        licence=settings.licence,
    )
    report = Report(
        text, source="Global Protest Tracker", retrieved_at=settings.accessed,
        licence=settings.licence, dataset="protest_tracker",
    )  # fmt: skip
    return Found(event, report, actions=frozenset(), sector_words=cells.name("Key Participants"))
