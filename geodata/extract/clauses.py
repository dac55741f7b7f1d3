"""A sentence's clauses, where each may tell of a place and day of its own.

"In Sari nurses rallied; in Qom they struck" tells two things. A sentence is cut after a
semicolon, before ", where" and "while", and before ", and" if a day or "in" follows: only then
is it no list. A piece without a known word stays with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from geodata.extract.page import Passage

_CUT = re.compile(
    r"(?<=[;؛])\s"
    r"|(?=(?<=,)\s+(?:where|while|whereas|but)\s)|(?=\s+where\s)"
    r"|(?=(?<=[،,])\s+(?:جایی که|در حالی که|اما|ولی)\s)"
    r"|(?=(?<=,)\s+and\s+(?P<latin>\w+))"
    r"|(?=(?<=،)\s+و\s+(?P<persian>\w+))"
    r"|(?=(?<=[\w\d])\s+و\s+(?P<tight>در)\s)",
    re.IGNORECASE,
)
_LEADS = frozenset(("in", "at", "on", "در", "از"))


def clauses(sentence: Passage) -> list[Passage]:
    """The clauses in order; most sentences are one."""
    page = sentence.page
    cuts = [cut for cut in _cuts(sentence) if sentence.start < cut < sentence.end]
    if not cuts:
        return [sentence]
    edges = [sentence.start, *cuts, sentence.end]
    return [
        piece
        for left, right in pairwise(edges)
        if (piece := page.passage(_past_blanks(page.text, left, right), right)).marks
    ]


def _cuts(sentence: Passage) -> Iterator[int]:
    for found in _CUT.finditer(sentence.page.text, sentence.start, sentence.end):
        word = found["latin"] or found["persian"] or found["tight"]
        if word is None or word.casefold() in _LEADS or _is_day(sentence, found):
            yield found.start()


def _is_day(sentence: Passage, found: re.Match[str]) -> bool:
    """Whether a day stands first after the "and"."""
    group = "latin" if found["latin"] else "persian"
    at = found.start(group)
    return any(each.start == at for each in sentence.dates)


def _past_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def is_relative(clause: Passage) -> bool:
    """Whether it speaks of the place named last: "…, the port where police fought"."""
    words = clause.page.words[clause.first : clause.first + 2]
    return bool(words) and (
        words[0].key == "where" or [word.key for word in words] == ["جایی", "که"]
    )
