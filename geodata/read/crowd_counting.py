"""Crowd Counting Consortium: crowds in the United States; `size_low` and `size_high` are given.

There "hundreds" is 200 and "thousands" 2,000, so the numbers count and not the words.
"""

from __future__ import annotations

from geodata.model import Event, Report
from geodata.read.cells import Cells, Found, Settings, position

_ACTIONS = (
    ("hunger strike", "hunger_strike"), ("strike", "strike"), ("walkout", "strike"),
    ("picket", "rally"), ("march", "march"), ("sit-in", "sit_in"), ("blockade", "blockade"),
    ("caravan", "march"),
)  # fmt: skip


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row; a point that is known to the town only has the town's precision."""
    days = cells.days("date")
    kind, actors = cells.name("type").casefold(), cells.name("actors")
    claims, title = cells.text("claims") or cells.text("claims_summary"), cells.name("title")
    urls = tuple(filter(None, (cells.url(f"source_{n}") for n in range(1, 31))))
    notes = cells.text("notes")
    words = ". ".join(filter(None, (title, actors, claims, notes)))
    place = cells.name("resolved_locality") or cells.name("locality")
    event = Event(
        event_date=days.first,
        end_date=days.last,
        date_precision=days.precision,
        sector_text=actors or cells.name("participants"),
        action=next((code for word, code in _ACTIONS if word in kind), "rally"),
        action_text=cells.name("type"),
        toponym=place,
        toponym_kind="town",
        admin1_hint=cells.name("resolved_state") or cells.name("state"),
        country_hint="US",
        size_low=cells.count("size_low"),
        size_high=cells.count("size_high"),
        size_text=cells.name("size_text"),
        title=(title or claims or actors)[:300],
        urls=urls,
        sources=("Crowd Counting Consortium",),
        dataset="crowd_counting",
        licence=settings.licence,
        **position(cells.point("lat", "lon"), "town"),
    )
    report = Report(
        words, source="Crowd Counting Consortium", url=urls[0] if urls else "",
        retrieved_at=settings.accessed, licence=settings.licence, dataset="crowd_counting",
    )  # fmt: skip
    words_of_actors = actors or cells.name("participants")
    return Found(
        event, report if words else None, actions=frozenset(), sector_words=words_of_actors
    )
