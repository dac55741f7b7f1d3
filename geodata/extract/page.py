"""A report's text with everything marked that is known, and passages of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property, wraps
from typing import Any, TypeVar

from geodata.extract.dates import DateWords, find_dates
from geodata.extract.lexicon import Lexicon, Mark
from geodata.spelling import Word, words
from geodata.vocabulary import Term

_Answer = TypeVar("_Answer")

_TIES = frozenset((" ", "-", "–", "’", "'", "\u200c"))
"""What ties two words: "the Sari–Qom road"."""
Meant = tuple[Mark, Term]
"""A mark, and one of the things that it may mean."""
_JOINED = re.compile(r"(?<=\w)[-–](?=\w)")
"""The dash of "closed the Sari–Qom road"."""
_QUOTED = re.compile(r"“[^”\n]{1,400}”|«[^»\n]{1,400}»|(?<!\w)\"[^\"\n]{1,400}\"(?!\w)")
BARRIERS = frozenset(',.;:!?()،؛؟–—\n“”"«»')


class Page:
    """A text, read once: its words, the phrases known among them, its date words."""

    def __init__(self, text: str, lexicon: Lexicon, base: int = 0) -> None:
        self.text = text
        self.base = base
        """Where the text begins in the report's, to which the spans of events refer."""
        self.words: list[Word] = words(text)
        self.is_place = lexicon.is_place
        self.marks: list[Mark] = lexicon.marks(text, self.words)
        self.dates: list[DateWords] = find_dates(text, self.words, self.marks)
        self._word_starts = [word.start for word in self.words]
        self._mark_starts = [mark.start for mark in self.marks]
        self._date_starts = [each.start for each in self.dates]
        self._passages: dict[tuple[int, int], Passage] = {}

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Characters [start, end) of what stands between quotation marks."""
        return [found.span() for found in _QUOTED.finditer(self.text)]

    def passage(self, start: int, end: int) -> Passage:
        """The characters [start, end) with what is marked wholly inside them.

        Of the same characters it is the same, with all that was found in it.
        """
        known = self._passages.get((start, end))
        if known is None:
            known = self._passages[start, end] = self._passage(start, end)
        return known

    def forget_passages(self) -> None:
        """Let go of the passages, which hold the page: it has been read."""
        self._passages.clear()

    def _passage(self, start: int, end: int) -> Passage:
        word_range = (bisect_left(self._word_starts, start), bisect_left(self._word_starts, end))
        marks = self.marks[
            bisect_left(self._mark_starts, start) : bisect_left(self._mark_starts, end)
        ]
        dates = self.dates[
            bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)
        ]
        while marks and marks[-1].end > end:
            marks.pop()
        while dates and dates[-1].end > end:
            dates.pop()
        return Passage(self, start, end, word_range, marks, dates)


class Passage:
    """A caption, headline or sentence: characters [start, end) of a page."""

    def __init__(
        self,
        page: Page,
        start: int,
        end: int,
        word_range: tuple[int, int],
        marks: list[Mark],
        dates: list[DateWords],
    ) -> None:
        self.page = page
        self.start = start
        self.end = end
        self.first, self.last = word_range
        self.marks = marks
        self.dates = dates
        self.by_kind = _by_kind(marks)
        """Kind of term → the marks that may be of it, with the term."""
        self.answers: dict[Callable[[Passage], Any], Any] = {}
        """What was found here by the functions that look `once`."""

    @property
    def text(self) -> str:
        """The words as written."""
        return self.page.text[self.start : self.end]

    def of(self, kind: str, *roles: str) -> Sequence[Meant]:
        """The marks of a kind in order, of these roles if any are named."""
        found = self.by_kind.get(kind, ())
        return [each for each in found if each[1].role in roles] if roles and found else found

    def links(self, *codes: str) -> Sequence[Mark]:
        """The small words that tie others together in one of these ways."""
        found = self.by_kind.get("link", ())
        return [mark for mark, term in found if term.code in codes] if found else ()

    def is_quoted(self, at: int) -> bool:
        """Whether a character stands between quotation marks: a slogan, a name, an answer.

        A passage that is one quotation, or nearly, is no quotation within itself.
        """
        quotations = self.page.quotations
        n_before = bisect_left(quotations, (at,))
        if not n_before:
            return False
        start, end = quotations[n_before - 1]
        return at < end and end - start < 0.8 * (self.end - self.start)

    def gap(self, left: int, right: int) -> str:
        """What stands between the end of word `left - 1` and the start of word `right`."""
        return self.page.text[self.page.words[left - 1].end : self.page.words[right].start]

    def is_divided(self, left: int, right: int) -> bool:
        """Whether punctuation stands between word `left - 1` and word `right`."""
        gap = self.gap(left, right)
        if gap in _TIES or BARRIERS.isdisjoint(gap):
            return False
        return not BARRIERS.isdisjoint(_JOINED.sub("", gap))


def _by_kind(marks: list[Mark]) -> dict[str, list[Meant]]:
    found: dict[str, list[Meant]] = {}
    for mark in marks:
        for term in mark.terms:
            found.setdefault(term.kind, []).append((mark, term))
    return found


def once(look: Callable[[Passage], _Answer]) -> Callable[[Passage], _Answer]:
    """A function that looks for something in a passage, made to look once in each."""

    @wraps(look)
    def answer(passage: Passage) -> _Answer:
        answers = passage.answers
        if look not in answers:
            answers[look] = look(passage)
        found: _Answer = answers[look]
        return found

    return answer
