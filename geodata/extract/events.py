"""From a report to its events: the assembly of all that the other files of this room find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodata.extract.articles import article_drafts
from geodata.extract.captions import caption_drafts
from geodata.extract.days import Evidence, full_dates
from geodata.extract.drafts import Draft, Outcome, Unread, event
from geodata.extract.lexicon import Lexicon
from geodata.extract.page import Page
from geodata.extract.segments import Caption, segments
from geodata.extract.toponyms import is_home
from geodata.model import Event, PlaceName, Report

__all__ = ["Extractor", "Reading", "Unread"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a report: its events, and passages that speak of protest in vain."""

    events: tuple[Event, ...]
    unread: tuple[Unread, ...]


class Extractor:
    """Reads events from reports; made once (the phrases are compiled), used for many.

    `names` are the names of places to look for, as a gazetteer gives them. Nothing is kept
    between reports, so one extractor may serve several threads.
    """

    def __init__(self, names: Iterable[PlaceName]) -> None:
        self._lexicon = Lexicon(names)

    def events(self, report: Report) -> list[Event]:
        """The events that a report tells of, in the order of its text."""
        return list(self.read(report).events)

    def read(self, report: Report) -> Reading:
        """The events of a report, and the passages of which no event could be made."""
        page = Page(report.text, self._lexicon)
        names_home = any(is_home(mark) for mark in page.marks)
        evidence = Evidence(report.published, full_dates(page.dates))
        outcomes = list(_outcomes(page, evidence))
        drafts = _without_repeats(draft for each in outcomes for draft in each.drafts)
        report_id = report.report_id if drafts else ""
        return Reading(
            tuple(event(draft, report, report_id, names_home) for draft in drafts),
            tuple(unread for each in outcomes for unread in each.unread),
        )


def _outcomes(page: Page, evidence: Evidence) -> Iterator[Outcome]:
    for segment in segments(page):
        if isinstance(segment, Caption):
            yield caption_drafts(segment, evidence)
        else:
            yield article_drafts(segment, evidence)


def _without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """The same words about the same place told twice are one event."""
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.told, draft)
    return list(kept.values())
