"""Labor Action Tracker: strikes and labour protests in the United States.

Both coordinates stand in one column; some days are Excel's serial numbers; "unknown" is missing.
"""

from __future__ import annotations

from geodata.model import Event, Report
from geodata.read.cells import Cells, Found, Settings, Unusable, position

_ACTIONS = {"strike": "strike", "protest": "rally", "labor protest": "rally", "lockout": "strike"}
_SECTORS = (
    ("health", "health"), ("education", "teachers"), ("transportation", "transport"),
    ("manufacturing", "manufacturing"), ("construction", "construction"), ("mining", "mining"),
    ("utilities", "utilities"), ("agriculture", "farmers"), ("public admin", "public_employees"),
    ("information", "telecom"),
)  # fmt: skip


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row."""
    kind, row_id = cells.name("Strike Or Protest"), cells.name("ID")
    if kind.casefold() not in _ACTIONS:
        raise Unusable("Strike Or Protest", kind, f"allowed: {', '.join(_ACTIONS)}")
    if kind.casefold() == "lockout":
        raise Unusable("Strike Or Protest", kind, "a lockout is the employer's act")
    first, last = cells.days("Start Date"), cells.days("End Date")
    if first.first and last.last and last.last < first.first:
        raise Unusable("End Date", last.last, f"the last day is before the first, {first.first}")
    industry, employer = cells.name("Industry"), cells.name("Employer")
    size = cells.size("Approximate Number Of Participants")
    notes, url = cells.text("Notes"), cells.url("Source")
    title = ", ".join(filter(None, (employer, cells.name("Worker Demands"))))
    text = ". ".join(filter(None, (title, notes)))
    event = Event(
        event_date=first.first,
        end_date=last.last or first.last,
        date_precision=first.precision,
        sector=next((s for word, s in _SECTORS if word in industry.casefold()), "other"),
        sector_text=industry,
        action=_ACTIONS[kind.casefold()],
        action_text=kind,
        toponym=cells.name("City"),
        toponym_kind="town",
        admin1_hint=cells.name("State"),
        country_hint="US",
        size_low=size.low,
        size_high=size.high,
        size_text=size.text,
        title=title[:300],
        sources=("Labor Action Tracker",),
        urls=(url,) if url else (),
        dataset="labor_tracker",
        dataset_row_id=row_id,
        licence=settings.licence,
        **position(cells.both("Latitude, Longitude"), "town"),
    )
    report = Report(
        text, source="Labor Action Tracker", url=url, retrieved_at=settings.accessed,
        licence=settings.licence, dataset="labor_tracker", dataset_row_id=row_id,
    )  # fmt: skip
    return Found(event, report if text else None, actions=frozenset())
