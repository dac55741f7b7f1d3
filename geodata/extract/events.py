"""From a report to its events: the assembly of all that the other files of this room find."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from geodata.extract.abroad import abroad_drafts
from geodata.extract.articles import article_drafts
from geodata.extract.captions import caption_drafts
from geodata.extract.dates import Calendar
from geodata.extract.days import Evidence, years
from geodata.extract.drafts import Draft, Unread, event, unread
from geodata.extract.lexicon import Lexicon, Mark
from geodata.extract.lines import Caption, sheets, stretches
from geodata.extract.page import Page
from geodata.extract.posts import parts
from geodata.extract.terms import deeds
from geodata.model import Event, PlaceName, Report

KEPT_CHARS = 1_200_000
"""A longer text is read twice if a year is missing, so that memory stays small."""

_HELPFUL = frozenset(("no_place", "not_said_to_happen"))
"""Reasons of passages that tell of no event alone, but may tell more of another."""
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

    def read(self, report: Report, with_abroad: bool = False) -> Reading:
        """The events of a report, and the passages of which no event could be made.

        Rallies abroad are left out as such passages, unless they are asked for.
        """
        reading = _Reading(report, _Document(report, self._lexicon), with_abroad)
        for page in reading.document.pages():
            reading.take(page)
        return Reading(tuple(reading.events), tuple(reading.in_vain()))


class _Document:
    """A report's sheets, and what the whole tells its parts: read again only if asked."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.text = report.text
        self.lexicon = lexicon
        self.kept: list[Page] = []
        self._years: dict[Calendar, tuple[int, ...]] = {}
        self._is_home: bool | None = None

    def pages(self) -> Iterable[Page]:
        """The pages in order; those of a very long text are not kept, and are made again."""
        if len(self.text) > KEPT_CHARS:
            return self._made()
        self.kept = self.kept or list(self._made())
        return self.kept

    def _made(self) -> Iterator[Page]:
        for start, end in sheets(self.text):
            yield Page(self.text[start:end], self.lexicon, start)

    def years(self, calendar: Calendar) -> tuple[int, ...]:
        """The years of a calendar in which it names a day."""
        if calendar not in self._years:
            found = (each for page in self.pages() for each in page.dates)
            self._years[calendar] = years(found, calendar)
        return self._years[calendar]

    def names_home(self) -> bool:
        """Whether the country itself is named anywhere."""
        if self._is_home is None:
            self._is_home = any(mark.is_home for page in self.pages() for mark in page.marks)
        return self._is_home


class _Reading:
    """A reading in the making: the same words told twice of one place are one event."""

    def __init__(self, report: Report, document: _Document, with_abroad: bool) -> None:
        self.report = report
        self.document = document
        # Held here and not by the document: a ring of the two would wait for Python's search
        # for garbage, which took a tenth of the time.
        self.evidence = Evidence(report.published, document.years)
        self.with_abroad = with_abroad
        self.report_id = ""
        self.told: set[tuple[object, ...]] = set()
        self.events: list[Event] = []
        self.unread: list[Unread] = []

    def take(self, page: Page) -> None:
        """Add what a page gives, and account for its other passages that speak of protest."""
        read: list[tuple[int, int]] = []
        for segment in parts(page):
            if isinstance(segment, Caption):
                outcome = caption_drafts(segment, self.evidence)
            else:
                outcome = article_drafts(segment, self.evidence)
            for draft in outcome.drafts:
                self._add(draft)
            told = (*outcome.read, *(draft.passage for draft in outcome.drafts))
            read += ((each.start + page.base, each.end + page.base) for each in told)
            read += ((each.start, each.end) for each in outcome.unread)
            self._set_aside(page, outcome.unread)
        self._set_aside(page, _left_over(page, _apart(read)))
        page.forget_passages()

    def _set_aside(self, page: Page, passages: Iterable[Unread]) -> None:
        """Note what gave no event; what was abroad is told after all, if that is wished."""
        for each in passages:
            drafts = self._abroad(page, each) if each.reason == "abroad" else []
            for draft in drafts:
                self._add(draft)
            if not drafts:
                self.unread.append(each)

    def _abroad(self, page: Page, each: Unread) -> list[Draft]:
        if not self.with_abroad:
            return []
        passage = page.passage(each.start - page.base, each.end - page.base)
        return abroad_drafts(passage, self.evidence)

    def in_vain(self) -> list[Unread]:
        """What gave no event, in order, without what lent one its day, group or place."""
        used = sorted({span.start for event in self.events for span in event.spans.values()})
        return sorted(
            (
                each
                for each in set(self.unread)
                if each.reason not in _HELPFUL or not _is_any_within(used, each.start, each.end)
            ),
            key=lambda each: (each.start, each.end),
        )

    def _add(self, draft: Draft) -> None:
        if draft.told in self.told:
            return
        self.told.add(draft.told)
        self.report_id = self.report_id or self.report.report_id
        self.events.append(event(draft, self.report, self.report_id, self.document.names_home))


def _is_any_within(numbers: list[int], first: int, last: int) -> bool:
    """Whether one of the sorted numbers lies in [first, last)."""
    at = bisect_left(numbers, first)
    return at < len(numbers) and numbers[at] < last


def _left_over(page: Page, read: list[tuple[int, int]]) -> Iterator[Unread]:
    """Sentences with a protest word that no rule has looked at.

    One walk along the page: a text of many captions has as many read stretches.
    """
    telling = (mark for mark in page.marks if mark.tells)
    left = [mark.start for mark in telling if not _is_read(page, mark, read)]
    if not left:
        return
    for sentence in stretches(page):
        if _is_any_within(left, sentence.start, sentence.end):
            done, reason = deeds(sentence)
            if done or reason:
                yield unread(sentence, reason or "not_understood")


def _is_read(page: Page, mark: Mark, read: list[tuple[int, int]]) -> bool:
    """Whether it lies in one of the stretches, which are sorted and apart from each other."""
    at = bisect_right(read, (page.base + mark.start, len(page.text) + page.base))
    return at > 0 and page.base + mark.start < read[at - 1][1]


def _apart(read: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches sorted, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(read):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
