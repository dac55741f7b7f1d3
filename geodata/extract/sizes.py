"""How many people: the words, and the least and most that they say.

- "200 people", ۲۰۰ نفر, "about 200", حدود ۲۰۰: 200 and 200;
- "more than 200", بیش از ۲۰۰, "at least 200": 200 and unknown; "up to 200": unknown and 200;
- "between 50 and 300", "50 to 300", بین ۵۰ تا ۳۰۰ نفر: 50 and 300;
- "dozens", ده‌ها: 24 to 99; "scores" 40 to 99; "hundreds", صدها: 200 to 999; "thousands",
  هزاران: 2,000 to 9,999; "tens of thousands", ده‌ها هزار: 20,000 to 99,999; "hundreds of
  thousands" 200,000 to 999,999. "Several hundred" is as "hundreds".

A number counts only beside people who may gather ("600 workers"), and not if they were hurt,
killed, arrested or dismissed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.extract.toponyms import PlaceWords

_REACH = 3
"""Words between a number and its people ("200 of the dismissed workers")."""
_FATE_REACH = 5
"""Words between people and what was done to them."""
_THOUSANDS = {"thousand": 1000, "هزار": 1000, "hundred": 100, "صد": 100, "million": 1_000_000}
_TO = frozenset(("to", "and", "تا", "و", "الی"))
_MAX = 10_000_000


class Size(NamedTuple):
    """A number of people: characters [start, end), the least and the most."""

    low: int | None
    high: int | None
    first: int
    last: int
    start: int
    end: int


def size(passage: Passage, place: PlaceWords | None = None) -> Size | None:
    """How many people acted; of several numbers the one right after the place."""
    found = list(_sizes(passage, place))
    if place is not None and len(found) > 1:
        found.sort(key=lambda each: (each.first < place.last, abs(each.first - place.last)))
    return found[0] if found else None


def _sizes(passage: Passage, place: PlaceWords | None) -> Iterator[Size]:
    for each in (*_in_words(passage), *_in_numbers(passage, place)):
        if not _is_fate(passage, each):
            yield each


def _in_words(passage: Passage) -> Iterator[Size]:
    """ "Dozens", "tens of thousands", صدها: the range is the term's code, "200-999"."""
    for mark, term in passage.of("size"):
        if term.role == "range":
            low, high = (int(part) for part in term.code.split("-"))
            yield Size(low, high, mark.first, mark.last, mark.start, mark.end)


def _in_numbers(passage: Passage, place: PlaceWords | None) -> Iterator[Size]:
    taken, words = passage.first, passage.page.words
    for at in range(passage.first, passage.last):
        if at < taken or not words[at].key.isdecimal():
            continue
        if (number := _number(passage, at)) is None:
            continue
        low, last = number
        high = low
        is_span = last < passage.last and words[last].key in _TO
        if is_span and (other := _number(passage, last + 1)) is not None and other[0] > low:
            high, last = other
        found = _bounded(passage, at, last, low, high)
        is_places = place is not None and place.last == found.first < at
        if (is_places or _has_people(passage, last)) and not _in_date(passage, at):
            taken = last
            yield found


def _number(passage: Passage, at: int) -> tuple[int, int] | None:
    """The number at a word and the word after it: "3,000", "3 thousand", ۲۰۰."""
    if not passage.first <= at < passage.last or not passage.page.words[at].key.isdecimal():
        return None
    words, last = passage.page.words, at + 1
    digits = words[at].key
    while (
        last < passage.last
        and passage.gap(last, last) in (",", "٬", "،")
        and (len(words[last].key) == 3 and words[last].key.isdecimal() and len(digits) < 8)
    ):
        digits, last = digits + words[last].key, last + 1
    value = int(digits[:9])
    if last < passage.last and (times := _THOUSANDS.get(words[last].key)):
        value, last = value * times, last + 1
    return (value, last) if 2 <= value <= _MAX else None


def _has_people(passage: Passage, at: int) -> bool:
    """Whether people stand right after the number."""
    kinds = ("actor", "sector", "size")
    for kind in kinds:
        for mark, term in passage.of(kind):
            is_people = term.role in ("noun", "actor", "crowd", "person")
            if (
                is_people
                and 0 <= mark.first - at < _REACH
                and not passage.is_divided(at, mark.first)
            ):
                return True
    return False


def _in_date(passage: Passage, at: int) -> bool:
    return any(words.first <= at < words.last for words in passage.dates)


def _bounded(passage: Passage, first: int, last: int, low: int, high: int) -> Size:
    """With the "more than", "up to" or "about" before it."""
    start, end = passage.page.words[first].start, passage.page.words[last - 1].end
    least: int | None = low
    most: int | None = high
    for mark, term in passage.of("size", "bound"):
        if mark.last == first:
            first, start = mark.first, mark.start
            most = None if term.code == "least" else most
            least = None if term.code == "most" else least
    return Size(least, most, first, last, start, end)


def _is_fate(passage: Passage, found: Size) -> bool:
    """Whether the people were hurt or arrested: they are not the crowd."""
    fates: list[Mark] = [mark for mark, _ in passage.of("size", "fate")]
    return any(0 <= mark.first - found.last < _FATE_REACH for mark in fates) or any(
        0 <= found.first - mark.last <= 1 for mark in fates
    )
