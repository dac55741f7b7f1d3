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
from geodata.extract.persian import is_persian

_CUT = re.compile(
    r"(?=[\s,])(?:"  # where none of it can begin, nothing is tried
    r"(?<=[;؛])\s"
    r"|(?=(?<=,)\s+(?:where|while|whereas|but)\s)|(?=\s+where\s)"
    r"|(?=(?<=,)\s+(?:so that|after|because|although|though|which|whose)\s)"
    r"|(?=(?<=[،,])\s+(?:جایی که|در حالی که|اما|ولی)\s)"
    r"|(?=(?<=,)\s+and\s+(?P<latin>\w+))"
    r"|(?=,?\s+and so (?:did|have|had|were|was|are)\s)"
    r"|(?=(?<=،)\s+و\s+(?P<persian>\w+))"
    r"|(?=(?<=[\w\d])\s+و\s+(?P<tight>در)\s))",
    re.IGNORECASE,
)
_AND = frozenset(("and", "و"))
_SUBORDINATE = frozenset(("so", "after", "because", "although", "though", "which", "whose"))
_DID = (["did"], ["have"], ["had"], ["were"], ["was"], ["are"])
_PLACE_REACH = 6
_QUANTIFIED = 4
"""Words of "and some of the", "and dozens of"."""
_TIES = frozenset(("و", "تا"))
_VERBS = frozenset(("verb", "verb_of_people", "with_object"))
_REACH = 4
"""Words between a group and what it did."""
_LEADS = frozenset(("in", "at", "on", "در", "از"))


def clauses(sentence: Passage) -> list[Passage]:
    """The clauses in order; most sentences are one."""
    page = sentence.page
    cuts = [
        *_cuts(sentence),
        *_before_groups(sentence),
        *_after_verbs(sentence),
        *_between_groups(sentence),
    ]
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
    words = sentence.page.words
    for kind in ("sector", "actor"):
        for mark, term in sentence.of(kind):
            at = mark.first - 1
            is_led = at > sentence.first and words[at].key in _AND
            if is_led and term.role in ("actor", "noun") and _is_apart(sentence, mark):
                yield words[at - 1].end


def _is_apart(sentence: Passage, group: Mark) -> bool:
    """Whether a group is in a place of its own, or does something by itself."""
    if any(link.first == group.last for link in sentence.links("place")):
        return True
    return _acts_alone(sentence, group) or _is_after_comma(sentence, group)


def _after_verbs(sentence: Passage) -> Iterator[int]:
    """In Persian the verb is the end of a clause: … تجمع کردند، در قم …, … بستند و رانندگان …"""
    if not is_persian(sentence):
        return
    words = sentence.page.words
    starts = {each.first for each in sentence.dates} | {mark.first for mark in _groups(sentence)}
    for kind in ("action", "occurrence"):
        for mark, term in sentence.of(kind):
            if term.role not in _VERBS or mark.last >= sentence.last:
                continue
            is_and = words[mark.last].key == "و"
            at = mark.last + is_and
            is_tied = is_and or "،" in sentence.gap(mark.last, mark.last)
            if is_tied and at < sentence.last and (at in starts or words[at].key in _LEADS):
                yield words[mark.last - 1].end


def _between_groups(sentence: Passage) -> Iterator[int]:
    """کارگران شهرداری قم، رانندگان در اراک و معلمان ساوه تجمع کردند: each group in its place."""
    if not is_persian(sentence):
        return
    words = sentence.page.words
    named = [mark for mark in sentence.marks if mark.names and not mark.terms]
    nouns = [mark for mark, _ in sentence.of("action", "noun")]
    for marks in (_groups(sentence), nouns):
        for before, after in pairwise(sorted(marks, key=lambda mark: mark.first)):
            start = _start_of_item(sentence, after.first)
            is_placed = any(before.last <= mark.first < start for mark in named)
            follows = any(0 <= mark.first - after.last <= _PLACE_REACH for mark in named)
            if start > before.last and is_placed and follows:
                yield words[start - 1].end


def _start_of_item(sentence: Passage, at: int) -> int:
    """Where the item begins in which word `at` stands: at its "and", after its comma; 0 if it
    is none. "Some of", "dozens of" may stand before a group."""
    words = sentence.page.words
    for first in range(at, max(sentence.first, at - _QUANTIFIED), -1):
        if words[first - 1].key in _TIES:
            return first - 1
        if "،" in sentence.gap(first, first):
            return first
        if first < at and words[first].key in _LEADS and words[first].key != "از":
            return 0
    return 0


def _groups(sentence: Passage) -> Iterator[Mark]:
    for kind in ("sector", "actor"):
        for mark, term in sentence.of(kind):
            if term.role in ("actor", "crowd", "noun"):
                yield mark


def _acts_alone(sentence: Passage, group: Mark) -> bool:
    """ "Drivers stayed at home, and nurses held a rally": each side has a deed of its own."""
    verbs = [mark for mark, _ in sentence.of("action", "verb", "verb_of_people", "with_object")]
    nouns = [mark for mark, _ in sentence.of("action", "noun")]
    is_before = any(mark.last < group.first for mark in verbs)
    return is_before and any(0 <= mark.first - group.last <= _REACH for mark in (*verbs, *nouns))


def _is_after_comma(sentence: Passage, group: Mark) -> bool:
    """ "Rail workers went on strike, and customers of a car maker rallied"."""
    at = group.first - 1
    if at <= sentence.first or "," not in sentence.gap(at, at):
        return False
    verbs = [mark for mark, _ in sentence.of("action", "verb", "verb_of_people", "with_object")]
    is_between = any(mark.last < group.first for mark in verbs)
    return is_between and any(mark.first > group.last for mark in verbs)


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


def is_so_too(clause: Passage) -> bool:
    """ "And so did the staff of a dairy": another group did the same."""
    words = [word.key for word in clause.page.words[clause.first : clause.first + 3]]
    return (words[:1] == ["so"] and words[1:2] in _DID) or (
        words[:2] == ["and", "so"] and [words[-1]] in _DID
    )


def is_relative(clause: Passage) -> bool:
    """Whether it speaks of the place named last: "…, the port where police fought"."""
    words = clause.page.words[clause.first : clause.first + 2]
    return bool(words) and (
        words[0].key == "where" or [word.key for word in words] == ["جایی", "که"]
    )
