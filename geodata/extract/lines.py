"""A text's lines and sentences: what ends like a sentence is prose.

Lines broken by width are made one; a very long text is cut into sheets of lines, so that memory
does not grow with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.extract.headers import Header, header
from geodata.extract.page import Page, Passage

MAX_CAPTION_CHARS = 220
"""A longer line is prose, however it ends."""
MAX_SENTENCE_CHARS = 1500
"""A longer sentence is cut between words: it is no sentence, and words so far apart say
nothing of each other."""
SHEET_CHARS = 200_000
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t\u00a0]*(?:\r\n|\n|\r)|\u2029")
_EDGE = re.compile(r"[^\w(«“‘\"'\[]+")
_PROSE_END = re.compile(r"[.!…؟]['\"’”»)\]]*\s*\Z")
_SENTENCE_END = re.compile(
    r"[.!?؟…]+(?<!\b[Nn]o\.)['\"’”»)\]]*(?=\s+[^\sa-z]|\s*\Z)"
    r"|\.(?<=\b[Nn]o\.)(?=\s+[^\sa-z\d]|\s*\Z)"  # "no. 4" goes on
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Gov|Sen|Rep|No|vs|etc|Co|Inc|Ltd|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx)|\b[A-Z](?:\.[A-Z])*)\.\Z"
)
_NEW_BEGINNING = re.compile(r"(?<=[.!?؟”\"]\n)\n*(?=[^\n]{1,200}[^\n.!?؟”\"]\n)")
_SEVERAL = frozenset((
    "protests", "rallies", "strikes", "demonstrations", "gatherings", "actions", "اعتراضات",
    "اعتصابات", "تجمعات", "تجمعها", "اعتراضها", "اعتصابها", "های",
))  # fmt: skip
MIN_PROSE_WORDS = 4
_MIN_LEADING_WORDS = 8
"""Words of a sentence that leads to a list: "Prisoners in these prisons refused food:"."""


@dataclass(slots=True)
class Caption:
    """One line that tells of one event, with its head."""

    passage: Passage
    head: Header
    is_prose: bool
    """Whether it ends like a sentence."""
    is_item: bool = False
    """Whether it stands in a list of protests: it need not say that it tells of one."""


def lines_of(page: Page) -> Iterator[Caption]:
    """Every line with a word in it, its bullet left out, lines broken by width made one."""
    for start, end in _unwrapped(page.text):
        passage = page.passage(start, end)
        n_words = passage.last - passage.first
        if n_words:
            head = header(passage)
            yield Caption(passage, head, n_words >= MIN_PROSE_WORDS and _is_prose(passage, head))


def _is_prose(passage: Passage, head: Header) -> bool:
    """Whether it ends like a sentence, is long, or holds a sentence and more behind its head."""
    text, start, end = passage.page.text, passage.start, passage.end
    if end - start > MAX_CAPTION_CHARS or _PROSE_END.search(text, max(start, end - 12), end):
        return True
    if text[end - 1] == ":" and passage.last - passage.first >= _MIN_LEADING_WORDS:
        return True
    after = passage.page.words[head.last].start if head.last < passage.last else end
    found = _SENTENCE_END.search(text, after, end)
    return found is not None and not _ABBREVIATION.search(text, after, found.end())


def _unwrapped(text: str) -> Iterator[tuple[int, int]]:
    """Lines; one that goes on in lower case after a long line without an end is joined."""
    start = end = -1
    for found in _LINE.finditer(text):
        left, right = _trimmed(text, found.start(), found.end())
        if left >= right:
            continue
        goes_on = (
            start >= 0
            and text[left].islower()
            and left - end <= 2
            and end - start >= 50
            and text[end - 1] not in ".!?:;"
            and right - start <= MAX_SENTENCE_CHARS
        )
        if start >= 0 and not goes_on:
            yield start, end
        start, end = (start if goes_on else left), right
    if start >= 0:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    edge = _EDGE.match(text, start, end)
    return (edge.end() if edge else start), end


def sentences(page: Page, start: int, end: int) -> list[Passage]:
    """The sentences of a stretch of prose."""
    return [page.passage(left, right) for left, right in _sentence_ends(page.text, start, end)]


def stretches(page: Page) -> Iterator[Passage]:
    """Every sentence of a page, whatever it belongs to."""
    for start, end in _unwrapped(page.text):
        yield from sentences(page, start, end)


def _sentence_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(left, found.end() - 12), found.end()):
            continue
        yield from _cut(text, left, found.end())
        left = found.end()
    yield from _cut(text, left, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without blanks at its edges, in pieces if it is too long to be a sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end - start > MAX_SENTENCE_CHARS:
        blank = text.rfind(" ", start + 1, start + MAX_SENTENCE_CHARS)
        middle = blank if blank > start else start + MAX_SENTENCE_CHARS
        yield start, middle
        start = middle + 1 if blank > start else middle
    if start < end:
        yield start, end


def sheets(text: str) -> Iterator[tuple[int, int]]:
    """A long text cut into stretches of lines, so that memory does not grow with it.

    The cut is before a line that ends an article, if there is one: what follows prose and
    is no prose begins something new.
    """
    start = 0
    while len(text) - start > SHEET_CHARS:
        cut = _cut_before(text, start + SHEET_CHARS // 2, start + SHEET_CHARS)
        yield start, cut
        start = cut
    yield start, len(text)


def _cut_before(text: str, start: int, end: int) -> int:
    """Where a headline seems to begin in [start, end), else a line, else the end."""
    begins = [found.start() for found in _NEW_BEGINNING.finditer(text, start, end)]
    if begins:
        return begins[-1]
    newline = text.rfind("\n", start, end)
    return newline + 1 if newline >= 0 else end


def is_blank_between(before: Passage, after: Passage) -> bool:
    """Whether a blank line divides two passages: they are of two paragraphs."""
    return _BLANK_LINE.search(before.page.text, before.end, after.start) is not None


def is_roundup(lead: Passage) -> bool:
    """ "Five protests were held": a headline or first sentence that speaks of several."""
    words = lead.page.words
    return any(words[mark.last - 1].key in _SEVERAL for mark, _ in lead.of("action", "noun"))
