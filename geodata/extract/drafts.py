"""An event in the making: what one passage says, and how it becomes an Event with its spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from geodata.extract.actors import CROWD, Actor
from geodata.extract.dates import DateWords
from geodata.extract.days import NO_DAYS, Days
from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.extract.sizes import Size
from geodata.extract.strike_days import StrikeDay
from geodata.extract.terms import STRIKES, Deed
from geodata.extract.toponyms import PlaceWords
from geodata.model import Event, Report, Span
from geodata.spelling import key

MAX_TITLE_CHARS = 300
_UNNAMED_SECTOR = {
    "rally": "general_public",
    "march": "general_public",
    "clash": "general_public",
    "property_attack": "general_public",
    "shop_closure": "merchants",
}
"""Who acts if the words name nobody: a strike is of someone unknown, a rally of the public."""


class _Words(Protocol):
    """Whatever was read from some words of the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Stretch(NamedTuple):
    """Characters [start, end)."""

    start: int
    end: int


class Abroad(NamedTuple):
    """A place in another country: characters [start, end), and the country's code or name."""

    start: int
    end: int
    country: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage with a protest word of which no event was made, and why."""

    start: int
    end: int
    reason: str


class Draft(NamedTuple):
    """What one passage says of one event."""

    passage: Passage
    deed: Deed
    actor: Actor | None = None
    place: PlaceWords | None = None
    site: PlaceWords | None = None
    admin1: PlaceWords | None = None
    country: Mark | None = None
    days: Days = NO_DAYS
    date_words: DateWords | None = None
    strike_day: StrikeDay | None = None
    nationwide: Mark | None = None
    size: Size | None = None
    abroad: Abroad | None = None
    """Where it was, if that is in another country."""
    cause: Mark | None = None
    """What it was over, where that tells who a crowd without a name is."""

    @property
    def told(self) -> tuple[object, ...]:
        """What two tellings share if they are one: words, place, day and deed."""
        where: _Words | None = self.place or self.abroad
        place = key(_text(self.passage, where)) if where else ""
        return self.passage.text, place, self.days[:2], self.deed.action

    @property
    def action(self) -> str:
        """The action; a strike of those who keep shops is a closure."""
        if self.deed.action == "strike" and self.sector == "merchants":
            return "shop_closure"
        return self.deed.action

    @property
    def is_told_who(self) -> bool:
        """Whether the words name who acts."""
        return self.actor is not None and self.actor.sector == self.sector

    @property
    def sector(self) -> str:
        """Who acts, by the words or, if they name nobody, by what was done."""
        is_crowd = self.actor is None or self.actor.rank >= CROWD
        if is_crowd and self.cause is not None and self.deed.action not in STRIKES:
            return "residents"
        if is_crowd and self.deed.action in ("shop_closure", "hunger_strike"):
            return _UNNAMED_SECTOR.get(self.deed.action, "other")
        if self.actor is not None:
            return self.actor.sector
        return _UNNAMED_SECTOR.get(self.deed.action, "other")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a caption or an article gave."""

    drafts: list[Draft] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    read: list[Passage] = field(default_factory=list)
    """Passages that told something of the drafts, beside their own."""


def unread(passage: Passage, reason: str) -> Unread:
    """A passage that gave nothing, and why: a code of `reasons.csv`."""
    base = passage.page.base
    return Unread(base + passage.start, base + passage.end, reason)


def event(draft: Draft, report: Report, report_id: str, names_home: Callable[[], bool]) -> Event:
    """The event of a draft, with the report's particulars; places have words only yet."""
    text = report.text
    place, site = draft.place, draft.site
    if place is None and site is not None and site.is_known:
        place, site = site, None
    is_home = draft.country is not None or (place is not None and place.is_known) or names_home()
    days, strike_day, action = draft.days, draft.strike_day, draft.action
    spans = _spans(draft, place, site)
    return Event(
        event_date=days.first,
        end_date=days.last,
        date_precision=days.precision,
        strike_day=strike_day.n if strike_day and action in STRIKES else None,
        sector=draft.sector,
        sector_text=_told(text, spans.get("sector")),
        action=action,
        action_text=_told(text, spans.get("action")),
        nationwide=draft.nationwide is not None,
        toponym=_told(text, spans.get("toponym")),
        size_low=draft.size.low if draft.size else None,
        size_high=draft.size.high if draft.size else None,
        size_text=_told(text, spans.get("size")),
        title=_told(text, spans["title"]),
        report_ids=(report_id,),
        sources=(report.source,) if report.source else (),
        urls=(report.url,) if report.url else (),
        dataset=report.dataset,
        dataset_row_id=report.dataset_row_id,
        licence=report.licence,
        spans=spans,
        toponym_kind=place.kind if place else None,
        site=_told(text, spans.get("site")),
        admin1_hint=_told(text, spans.get("admin1")),
        country_hint=draft.abroad.country if draft.abroad else "IR" if is_home else "",
    )


def _spans(draft: Draft, place: PlaceWords | None, site: PlaceWords | None) -> dict[str, Span]:
    """Where each value was read, in the report's text; the fields in the table's order."""
    read: dict[str, tuple[_Words | None, str]] = {
        "event_date": (draft.date_words, draft.days.rule),
        "strike_day": (draft.strike_day if draft.action in STRIKES else None, "nth_day"),
        "sector": (draft.actor if draft.is_told_who else None, "who_acts"),
        "action": (draft.deed, draft.deed.role),
        "nationwide": (draft.nationwide, "term"),
        "toponym": (
            place or draft.abroad,
            "abroad" if draft.abroad else "name" if place and place.is_known else "position",
        ),
        "site": (site, "site_word"),
        "admin1": (draft.admin1, "beside_town"),
        "country": (draft.country, "name"),
        "size": (draft.size, "people_counted"),
        "title": (_title(draft.passage), "passage"),
    }
    base = draft.passage.page.base
    return {
        field: Span(base + words.start, base + words.end, rule)
        for field, (words, rule) in read.items()
        if words is not None
    }


def _title(passage: Passage) -> Stretch:
    """The whole caption or sentence; one that is too long is cut between words."""
    start, end = passage.start, passage.end
    if end - start > MAX_TITLE_CHARS:
        blank = passage.page.text.rfind(" ", start + 1, start + MAX_TITLE_CHARS)
        end = blank if blank > start else start + MAX_TITLE_CHARS
    return Stretch(start, end)


def _told(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""


def _text(passage: Passage, words: _Words) -> str:
    return passage.page.text[words.start : words.end]
