"""A sentence's clauses, where each may tell of a place and day of its own.

"In Sari nurses rallied; in Qom they struck" tells two things. A sentence is cut after a
semicolon, before ", where" and "while", and before ", and" if a day or "in" follows: only then
is it no list. A piece without a known word stays with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage

_CUT = re.compile(
    r"(?<=[;؛])\s"
    r"|(?=(?<=,)\s+(?:where|while|whereas|but)\s)|(?=\s+where\s)"
    r"|(?=(?<=,)\s+(?:so that|after|because|although|though|which|whose)\s)"
    r"|(?=(?<=[،,])\s+(?:جایی که|در حالی که|اما|ولی)\s)"
    r"|(?=(?<=,)\s+and\s+(?P<latin>\w+))"
    r"|(?=(?<=،)\s+و\s+(?P<persian>\w+))"
    r"|(?=(?<=[\w\d])\s+و\s+(?P<tight>در)\s)",
    re.IGNORECASE,
)
_AND = frozenset(("and", "و"))
_SUBORDINATE = frozenset(("so", "after", "because", "although", "though", "which", "whose"))
_REACH = 4
"""Words between a group and what it did."""
_LEADS = frozenset(("in", "at", "on", "در", "از"))


def clauses(sentence: Passage) -> list[Passage]:
    """The clauses in order; most sentences are one."""
    page = sentence.page
    cuts = [*_cuts(sentence), *_before_groups(sentence)]
    cuts = sorted({cut for cut in cuts if sentence.start < cut < sentence.end})
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


def _before_groups(sentence: Passage) -> Iterator[int]:
    """ "Drivers in Yazd and nurses in Qom" are two groups, each in its place."""
    leads = {link.first for link in sentence.links("place")}
    words = sentence.page.words
    for kind in ("sector", "actor"):
        for mark, term in sentence.of(kind):
            is_group = term.role in ("actor", "noun")
            is_group = is_group and (mark.last in leads or _acts_alone(sentence, mark))
            if is_group and mark.first - 1 > sentence.first and words[mark.first - 1].key in _AND:
                yield words[mark.first - 2].end


def _acts_alone(sentence: Passage, group: Mark) -> bool:
    """ "Drivers stayed at home, and nurses held a rally": each side has a deed of its own."""
    verbs = [mark for mark, _ in sentence.of("action", "verb", "verb_of_people", "with_object")]
    nouns = [mark for mark, _ in sentence.of("action", "noun")]
    is_before = any(mark.last < group.first for mark in verbs)
    return is_before and any(0 <= mark.first - group.last <= _REACH for mark in (*verbs, *nouns))


def _is_day(sentence: Passage, found: re.Match[str]) -> bool:
    """Whether a day stands first after the "and"."""
    group = "latin" if found["latin"] else "persian"
    at = found.start(group)
    return any(each.start == at for each in sentence.dates)


def _past_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def is_subordinate(clause: Passage) -> bool:
    """Whether it only says why or with what outcome: "…, so that trains waited at Sari"."""
    words = clause.page.words
    return clause.first < clause.last and words[clause.first].key in _SUBORDINATE


def is_relative(clause: Passage) -> bool:
    """Whether it speaks of the place named last: "…, the port where police fought"."""
    words = clause.page.words[clause.first : clause.first + 2]
    return bool(words) and (
        words[0].key == "where" or [word.key for word in words] == ["جایی", "که"]
    )
