"""Places that Persian grammar alone ties to what was done.

A list may hold works, quarters and other nouns, each with its town at the end: در پالایشگاه قم،
پتروشیمی اراک (واحد دو) و نیروگاه ساوه.
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.extract.lists import with_lists
from geodata.extract.page import Passage
from geodata.extract.persian import CHAIN, is_chain, is_persian
from geodata.extract.toponyms import PlaceWords

_ALSO = frozenset(("هم", "نیز", "باز", "همچنان", "امروز", "دیروز"))
_AND = frozenset(("و", "تا"))
_IN = frozenset(("در", "همچنین"))
_MOTION = frozenset((
    "امدند", "امدن", "اومدن", "اومده", "امده", "رفتند", "رفتن", "رساندند", "کشاندند", "کشاند",
    "اعزام", "سفر", "اومدند",
))  # fmt: skip
_MAX_UNKNOWN = 4
"""Items of a list, one after the other, that name no known town."""


def facilities(
    passage: Passage, led: list[PlaceWords], found: list[PlaceWords]
) -> list[PlaceWords]:
    """The places led to, and those of a list whose items end with a town."""
    if not is_persian(passage) or len(found) < 2:
        return led
    known = sorted(
        (place for place in found if not place.is_plain and place.kind != "admin1"),
        key=lambda place: place.first,
    )
    best: list[PlaceWords] = []
    for first in _beginnings(passage):
        items = list(_items(passage, first, known))
        best = items if len(items) > len(best) else best
    if len(best) < 2:
        return led
    firsts = {place.first for place in led}
    return sorted([*led, *(each for each in best if each.first not in firsts)])


def _beginnings(passage: Passage) -> Iterator[int]:
    """Where a list may begin: after a word like "in", after works or people, after a colon."""
    for link in passage.links("place", "spot", "seat"):
        yield link.last
    for kind in ("sector", "actor", "site"):
        for mark, _ in passage.of(kind):
            yield mark.last
    for at in range(passage.first + 1, passage.last):
        if ":" in passage.gap(at, at):
            yield at


def _items(passage: Passage, first: int, known: list[PlaceWords]) -> Iterator[PlaceWords]:
    """The places with which the items of a list end that begins at a word."""
    at, n_unknown = first, 0
    while at < passage.last:
        place = next((each for each in known if each.first >= at), None)
        is_item = place is not None and _is_one_item(passage, at, place.first)
        if place is not None and is_item:
            yield place
            after, n_unknown = _next(passage, place.last), 0
        else:
            after, n_unknown = _past_unknown(passage, at), n_unknown + 1
        if after is None or n_unknown > _MAX_UNKNOWN:
            return
        at = after


def _is_one_item(passage: Passage, first: int, last: int) -> bool:
    """Whether the words [first, last] are one noun and what belongs to it."""
    return first == last or is_chain(passage, first + 1, last)


def _past_unknown(passage: Passage, at: int) -> int | None:
    """The item after one that names no known town, None if it is no item."""
    for last in range(at + 1, min(at + CHAIN, passage.last)):
        if not _is_one_item(passage, at, last - 1):
            return None
        if (after := _next(passage, last)) is not None:
            return after
    return None


def _next(passage: Passage, at: int) -> int | None:
    """The word after the comma or "and" at word `at`, what stands in brackets left out."""
    if at < passage.last and "(" in passage.gap(at, at):
        at += 1
        while at < passage.last and ")" not in passage.gap(at, at):
            at += 1
    if at >= passage.last:
        return None
    words = passage.page.words
    is_tied = "،" in passage.gap(at, at)
    if words[at].key in _AND:
        at, is_tied = at + 1, True
    while is_tied and at < passage.last and words[at].key in _IN:
        at += 1
    return at if is_tied and at < passage.last else None


def goes_somewhere(passage: Passage) -> bool:
    """Whether people set out for a place: معلمان یزد به تهران آمدند."""
    words = passage.page.words[passage.first : passage.last]
    return any(word.key in _MOTION for word in words)


def told_first(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """The place that a Persian sentence begins with, and the list after it: اراک و قم هم …; the
    first of a list of three or more anywhere."""
    if not is_persian(passage) or not found:
        return []
    first = _past_dates(passage)
    for place in found:
        if place.is_plain or place.kind == "admin1":
            continue
        listed = with_lists(passage, [place], found)
        at = listed[-1].last
        is_begun = place.first == first and at < passage.last
        if is_begun and passage.page.words[at].key in _ALSO:
            return [place]
        if len(listed) > 2 and sum(each.is_known for each in listed) > 2:
            return [place]
    return []


def _past_dates(passage: Passage) -> int:
    first = passage.first
    for each in passage.dates:
        if each.first <= first:
            first = max(first, each.last)
    return first


def spelled_out(
    passage: Passage, chosen: list[PlaceWords], found: list[PlaceWords]
) -> list[PlaceWords]:
    """The towns in brackets behind a province instead of it: خوزستان (اهواز و دزفول)."""
    kept: list[PlaceWords] = []
    for place in chosen:
        inside = next((each for each in found if each.first == place.last), None)
        is_open = inside is not None and "(" in passage.gap(place.last, place.last)
        if inside is not None and is_open and place.kind == "admin1" and inside.kind != "admin1":
            kept += with_lists(passage, [inside], found)
        else:
            kept.append(place)
    return kept
