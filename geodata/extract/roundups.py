"""Round-ups: reports that tell once that what follows are protests, and on which day.

    Monday, June 7                                   the day of the lines below
    – Sari: nurses, unpaid, before the court         who stood at whose door

No verb of protest is needed there: a group, and a word like "outside" that leads to a building.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata.extract.facts import day_alone
from geodata.extract.headers import header
from geodata.extract.lexicon import Mark
from geodata.extract.lines import Caption, is_blank_between, is_roundup
from geodata.extract.page import Passage
from geodata.extract.seats import seats
from geodata.extract.terms import Deed

_MAX_HEADING_WORDS = 6
"""A longer line that is no item begins another report."""

_STANDING = frozenset((
    "stood", "stand", "stands", "standing", "were", "was", "are", "is", "came", "come", "went",
    "go", "gone", "returned", "appeared", "showed", "turned", "met", "collected", "lined", "sat",
    "been", "waited", "marched", "back", "up", "out", "again", "more", "too", "also", "still",
    "once", "today", "together",
))  # fmt: skip
"""Verbs of being there, and small words between them and "outside"."""
_SEAT_REACH = 8
"""Words between "outside" and the building: "outside the provincial office of the fund"."""
_STOOD = frozenset(("stood", "stand", "standing", "met"))
_VERB_REACH, _STOOD_REACH = 3, 7
_COLONS = frozenset(":–—")
_PEOPLE = frozenset(("actor", "noun", "crowd", "person"))
_ENDS = frozenset(".;!?؟")


def listed(lines: Iterable[Caption]) -> Iterator[Caption]:
    """The lines, each item of a list with the day above it, if it names none."""
    day, is_list, before = None, False, None
    for line in lines:
        if (words := day_alone(line.passage)) is not None:
            day = words
        elif day is not None or is_list:
            if not line.head.places:
                line.head = header(line.passage, is_item=True)
            if line.head.places and not _COLONS.isdisjoint(line.head.separator):
                line.is_item = True
                if not line.is_prose and not line.passage.dates:
                    line.head.date = day
            elif before is not None and _is_new(before, line):
                day, is_list = None, False
        is_list = is_list or is_roundup(line.passage)
        before = line.passage
        yield line


def _is_new(before: Passage, line: Caption) -> bool:
    """Whether a line without a place begins another report: a heading after a blank line."""
    is_long = line.passage.last - line.passage.first > _MAX_HEADING_WORDS
    return is_long and not line.is_prose and is_blank_between(before, line.passage)


def presence(piece: Passage, is_item: bool, is_list: bool = True) -> list[Deed]:
    """The rally of those who are said to be at somebody's door, [] if nobody is.

    An item of a list ("Sari: nurses, unpaid, at the governor's office") needs no verb; outside
    of lists they must have stood there.
    """
    verbs = _STANDING if is_list else _STOOD
    is_item = is_item and not _is_of_fate(piece)
    if not piece.text.isascii() and not piece.of("seat"):
        return []
    for link in piece.links("aim") if is_item else ():
        if _is_in_protest(piece, link) and _group_before(piece, link) is not None:
            return [Deed("rally", "verb", link.first, link.last, link.start, link.end)]
    for link in piece.links("spot"):
        group = _group_before(piece, link)
        if group is None or not _leads_to_seat(piece, link):
            continue
        if is_item or _is_standing(piece, link, verbs):
            return [Deed("rally", "verb", link.first, link.last, link.start, link.end)]
    return []


def _is_of_fate(piece: Passage) -> bool:
    """Whether it tells what was done to them: "three teachers arrested at home"."""
    seats_of = {mark.first for mark in seats(piece)}
    return any(
        term.code == "aside" and mark.first not in seats_of for mark, term in piece.of("context")
    )


def only_named(body: Passage) -> list[Deed]:
    """The rally of a group of which an item of a list says no more than whom it is of:
    "Tehran: Literacy Movement teachers, July 2"."""
    is_of_others = body.of("size", "fate") or body.of("authority") or body.of("action")
    if is_of_others or body.of("context") or body.of("occurrence"):
        return []
    for kind in ("sector", "actor"):
        for mark, term in body.of(kind):
            if term.role in ("actor", "noun") and mark.first - body.first < _MAX_HEADING_WORDS:
                return [Deed("rally", "listed", mark.first, mark.last, mark.start, mark.end)]
    return []


def _is_in_protest(piece: Passage, link: Mark) -> bool:
    """ "Citizens in protest against blackouts"."""
    return [word.key for word in piece.page.words[link.first : link.first + 2]] == ["in", "protest"]


def _group_before(piece: Passage, link: Mark) -> Mark | None:
    for kind in ("sector", "actor", "size"):
        for mark, term in piece.of(kind):
            if term.role not in _PEOPLE or mark.last > link.first:
                continue
            if _ENDS.isdisjoint(piece.page.text[mark.end : link.start]):
                return mark
    return None


def _leads_to_seat(piece: Passage, link: Mark) -> bool:
    return any(
        0 <= mark.first - link.last <= _SEAT_REACH
        and _ENDS.isdisjoint(piece.page.text[link.end : mark.start])
        for mark in seats(piece)
    )


def _is_standing(piece: Passage, link: Mark, verbs: frozenset[str]) -> bool:
    words = piece.page.words[max(piece.first, link.first - _STOOD_REACH) : link.first]
    return any(word.key in verbs for word in words[-_VERB_REACH:]) or any(
        word.key in _STOOD for word in words
    )
