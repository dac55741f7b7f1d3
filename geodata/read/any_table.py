"""Any other table: what its mapping says of its columns (`geodata.read.mapping`)."""

from __future__ import annotations

from geodata.model import Event, Report
from geodata.read import values
from geodata.read.cells import PEACEFUL, VIOLENT, Cells, Found, Settings, Unusable, position

OF_EVENTS = frozenset(
    ("place", "admin1", "latitude", "longitude", "coordinates", "sector", "action")
)
"""Fields of which one makes a row an event; without any, its text is read as a report."""


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row or, where only a text is mapped, its report."""
    columns = settings.columns

    def name(field: str) -> str:
        return cells.name(columns[field]) if field in columns else ""

    text = cells.text(columns["text"]) if "text" in columns else ""
    days = cells.days(columns["date"]) if "date" in columns else values.UNKNOWN
    url = cells.url(columns["url"]) if "url" in columns else ""
    source, row_id = name("source") or settings.source, name("id")
    report = Report(
        text, source=source, url=url, published=days.first, retrieved_at=settings.accessed,
        licence=settings.licence, dataset="table", dataset_row_id=row_id,
    )  # fmt: skip
    if OF_EVENTS.isdisjoint(columns):
        if not text:
            raise Unusable(columns.get("text", ""), "", "there is no text")
        return Found(None, report)
    last = cells.days(columns["end_date"]) if "end_date" in columns else values.UNKNOWN
    if days.first and last.last and last.last < days.first:
        raise Unusable(columns["end_date"], last.last, f"before the first day, {days.first}")
    size = cells.size(columns["size"]) if "size" in columns else values.Size()
    place, admin1, title = name("place"), name("admin1"), name("title")
    point = _point(cells, settings)
    if not (days.first or place or admin1 or point or text or title):
        raise Unusable("", "", "no day, no place and no words: nothing is told")
    event = Event(
        event_date=days.first,
        end_date=last.last or days.last,
        date_precision=days.precision,
        strike_day=cells.count(columns["strike_day"]) if "strike_day" in columns else None,
        sector_text=name("sector"),
        action_text=name("action"),
        toponym=place or admin1,
        toponym_kind=None if place else "admin1" if admin1 else None,
        admin1_hint=admin1,
        country_hint=name("country") or settings.country,
        size_low=size.low,
        size_high=size.high,
        size_text=size.text,
        title=(title or text)[:300],
        sources=(source,) if source else (),
        urls=(url,) if url else (),
        dataset="table",
        dataset_row_id=row_id,
        licence=settings.licence,
        **position(point, "town"),
    )
    return Found(
        event,
        report if text else None,
        actions=PEACEFUL | VIOLENT,
        sector_words=name("sector"),
        action_words=name("action"),
    )


def _point(cells: Cells, settings: Settings) -> tuple[float, float] | None:
    columns = settings.columns
    if "coordinates" in columns:
        return cells.both(columns["coordinates"])
    if "latitude" in columns and "longitude" in columns:
        return cells.point(columns["latitude"], columns["longitude"])
    return None
