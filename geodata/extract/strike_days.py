"""The day of a strike: "eleventh day", "5th day", "day 11", "11 days on strike", هجدهمین روز."""

from __future__ import annotations

import re
from typing import NamedTuple

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage, once

_NUMERAL = re.compile(r"(\d{1,3})(st|nd|rd|th)?")
_REACH = 6


class StrikeDay(NamedTuple):
    """The nth day, and its characters [start, end)."""

    n: int
    start: int
    end: int


@once
def strike_day(passage: Passage) -> StrikeDay | None:
    """Which day of the strike the words count; None if they count none.

    "First day of school" counts something else: an "of" must lead to an action.
    """
    for day in passage.links("day_word"):
        found = _before(passage, day) or _after(passage, day) or _counted(passage, day)
        if found is not None and _is_of_action(passage, day) and not _in_date(passage, found):
            return found
    return None


def _before(passage: Passage, day: Mark) -> StrikeDay | None:
    """ "eleventh day", "11th consecutive day"."""
    at = next((each.first for each in passage.links("in_a_row") if each.last == day.first), None)
    first = day.first if at is None else at
    for mark, term in passage.of("ordinal"):
        if mark.last == first and not passage.is_divided(first, first):
            return StrikeDay(int(term.code), mark.start, day.end)
    return _numeral(passage, first - 1, day, is_ordinal=True)


def _after(passage: Passage, day: Mark) -> StrikeDay | None:
    """ "day 11", "day eleven", روز هجدهم."""
    for mark, term in (*passage.of("number"), *passage.of("ordinal")):
        if mark.first == day.last and not passage.is_divided(day.last, day.last):
            return StrikeDay(int(term.code), day.start, mark.end)
    return _numeral(passage, day.last, day, is_ordinal=False)


def _counted(passage: Passage, day: Mark) -> StrikeDay | None:
    """ "18 days of strike", "18 days and counting": it is the 18th."""
    after = [word.key for word in passage.page.words[day.last : min(day.last + 3, passage.last)]]
    if after[:2] != ["and", "counting"] and (
        after[:1] not in (["of"], ["on"], ["into"]) or "strike" not in after
    ):
        return None
    for mark, term in passage.of("number"):
        if mark.last == day.first:
            return StrikeDay(int(term.code), mark.start, day.end)
    return _numeral(passage, day.first - 1, day, is_ordinal=False)


def _numeral(passage: Passage, at: int, day: Mark, is_ordinal: bool) -> StrikeDay | None:
    if not passage.first <= at < passage.last:
        return None
    word = passage.page.words[at]
    found = _NUMERAL.fullmatch(word.key)
    if found is None or bool(found[2]) != is_ordinal or not int(found[1]):
        return None
    if passage.is_divided(min(at + 1, day.last), max(at, day.first)):
        return None
    return StrikeDay(int(found[1]), min(word.start, day.start), max(word.end, day.end))


def _is_of_action(passage: Passage, day: Mark) -> bool:
    is_of = day.last < passage.last and passage.page.words[day.last].key == "of"
    actions = (mark for mark, _ in passage.of("action"))
    return not is_of or any(0 <= mark.first - day.last <= _REACH for mark in actions)


def _in_date(passage: Passage, found: StrikeDay) -> bool:
    """ "روز ۲۷ خرداد" is a date and no count; so is a day before a month's name."""
    if any(each.start < found.end and found.start < each.end for each in passage.dates):
        return True
    return any(0 <= mark.start - found.end <= 1 for mark, _ in passage.of("month"))
