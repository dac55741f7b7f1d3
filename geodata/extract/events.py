"""From a report to its events: the assembly of all that the other files of this room find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from geodata.extract.articles import article_drafts
from geodata.extract.captions import caption_drafts
from geodata.extract.days import Evidence, full_dates
from geodata.extract.drafts import Draft, Unread, event
from geodata.extract.lexicon import Lexicon
from geodata.extract.page import Page
from geodata.extract.segments import Caption, segments, sheets
from geodata.model import Event, PlaceName, Report

KEPT_CHARS = 1_200_000
"""A longer text is read twice if a year is missing, so that memory stays small."""

__all__ = ["Extractor", "Reading", "Unread"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a report: its events, and passages that speak of protest in vain."""

    events: tuple[Event, ...]
    unread: tuple[Unread, ...]


class Extractor:
    """Reads events from reports; made once (the phrases are compiled), used for many.

    `names` are the names of places to look for, as a gazetteer gives them; `is_place` tells
    whether it knows another spelling, and is asked of few words. Nothing is kept between
    reports, so one extractor may serve several threads.
    """

    def __init__(
        self, names: Iterable[PlaceName], is_place: Callable[[str], bool] | None = None
    ) -> None:
        self._lexicon = Lexicon(names, is_place)

    def events(self, report: Report) -> list[Event]:
        """The events that a report tells of, in the order of its text."""
        return list(self.read(report).events)

    def read(self, report: Report) -> Reading:
        """The events of a report, and the passages of which no event could be made."""
        reading = _Reading(report, _Document(report, self._lexicon))
        for page in reading.document.pages():
            reading.take(page)
        return Reading(tuple(reading.events), tuple(reading.unread))


class _Document:
    """A report's sheets, and what the whole tells its parts: read again only if asked."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.text = report.text
        self.lexicon = lexicon
        self.kept: list[Page] = []
        self.evidence = Evidence(report.published, cache(self._full_dates))
        self.names_home = cache(self._names_home)

    def pages(self) -> Iterable[Page]:
        """The pages in order; those of a very long text are not kept, and are made again."""
        if len(self.text) > KEPT_CHARS:
            return self._made()
        self.kept = self.kept or list(self._made())
        return self.kept

    def _made(self) -> Iterator[Page]:
        for start, end in sheets(self.text):
            yield Page(self.text[start:end], self.lexicon, start)

    def _full_dates(self) -> tuple[date, ...]:
        return tuple(sorted({day for page in self.pages() for day in full_dates(page.dates)}))

    def _names_home(self) -> bool:
        return any(mark.is_home for page in self.pages() for mark in page.marks)


class _Reading:
    """A reading in the making: the same words told twice of one place are one event."""

    def __init__(self, report: Report, document: _Document) -> None:
        self.report = report
        self.document = document
        self.report_id = ""
        self.told: set[tuple[object, ...]] = set()
        self.events: list[Event] = []
        self.unread: list[Unread] = []

    def take(self, page: Page) -> None:
        """Add what a page gives."""
        for segment in segments(page):
            if isinstance(segment, Caption):
                outcome = caption_drafts(segment, self.document.evidence)
            else:
                outcome = article_drafts(segment, self.document.evidence)
            self.unread.extend(outcome.unread)
            for draft in outcome.drafts:
                self._add(draft)

    def _add(self, draft: Draft) -> None:
        if draft.told in self.told:
            return
        self.told.add(draft.told)
        self.report_id = self.report_id or self.report.report_id
        self.events.append(event(draft, self.report, self.report_id, self.document.names_home))
