"""Lists of places: "in Qom, Sari and Nowabad", where one name vouches for the others.

A list goes on with commas and "and"; a province behind a town only says where that lies; a
name that nobody knows counts between others that are known.
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.extract.toponyms import PlaceWords, unknown_place, word_keys

_LIST_MARKS = frozenset((",", "،", "&", "/", ";", ""))
_LIST_WORDS = frozenset(("and", "و", "or", "تا"))
_MAX_UNKNOWN = 3
"""Names that nobody knows, one after the other, in a list of known ones."""
_PROVINCE = frozenset(("province", "استان", "provinces"))
_PLURAL = frozenset(("provinces", "های", "استانهای"))


def with_lists(
    passage: Passage, heads: list[PlaceWords], found: list[PlaceWords]
) -> list[PlaceWords]:
    """The places, each with the list that it begins, once."""
    known = {place.first: place for place in found}
    chosen: dict[int, PlaceWords] = {}
    for head in heads:
        if head.first not in chosen:
            chosen.update((place.first, place) for place in _list_from(passage, head, known))
    return [chosen[first] for first in sorted(chosen)]


def _list_from(
    passage: Passage, head: PlaceWords, known: dict[int, PlaceWords]
) -> list[PlaceWords]:
    """The place and those that a list ties to it; a province after its town is no other."""
    items = [head]
    doubtful: list[PlaceWords] = []
    at = head.last
    while (after := next_item(passage, at)) is not None:
        place = known.get(after)
        if place is None:
            place = unknown_place(passage, after)
            if place is None or len(doubtful) == _MAX_UNKNOWN:
                break
            doubtful.append(place)
            if place.is_known:
                items, doubtful = items + doubtful, []
        else:
            items, doubtful = items + doubtful, []
            items.append(place)
        at = _past_brackets(passage, place, known, items)
    if any(mark.last == head.first for mark in _provinces_words(passage)):
        return [each._replace(kind="admin1") for each in items]
    return _all_provinces(passage, _without_hints(passage, items))


def _past_brackets(
    passage: Passage, place: PlaceWords, known: dict[int, PlaceWords], items: list[PlaceWords]
) -> int:
    """The word after the "(Lorestan)" of "Nurabad (Lorestan) and Qom", which becomes an item."""
    beside = known.get(place.last)
    if (
        beside is not None
        and beside.kind == "admin1"
        and "(" in passage.gap(place.last, place.last)
    ):
        items.append(beside)
        return beside.last
    words = passage.page.words
    if place.last + 1 < passage.last and words[place.last].key == "in":
        holder = [mark for mark in passage.marks if mark.first == place.last + 1 and mark.names]
        if holder:  # "Shahin Shahr in Isfahan and Bandar Abbas in Hormozgan"
            return holder[0].last
    return place.last


def _provinces_words(passage: Passage) -> list[Mark]:
    """استان‌های, "provinces" before a list: all of it are provinces."""
    return [
        mark
        for mark, term in passage.of("admin1", "before")
        if not _PLURAL.isdisjoint(word_keys(passage, mark))
    ]


def _without_hints(passage: Passage, items: list[PlaceWords]) -> list[PlaceWords]:
    """Without the provinces that only say where a town lies: "Izeh, Khuzestan, and Sari".

    Among many towns a name that is only a province's is one of them: "in Qom, Sari, Gilan …".
    """
    n_provinces = sum(item.kind == "admin1" for item in items)
    is_long = len(items) > 3 and 3 * n_provinces <= len(items)
    return [
        item
        for before, item in zip([None, *items], items, strict=False)
        if item.kind != "admin1"
        or before is None
        or before.kind == "admin1"
        or passage.page.words[item.first - 1].key in _LIST_WORDS
        or (is_long and not _is_said_province(passage, before, item))
    ]


def _is_said_province(passage: Passage, before: PlaceWords, item: PlaceWords) -> bool:
    """ "Izeh (Khuzestan)", "Izeh, Khuzestan Province"."""
    said = {word.key for word in passage.page.words[item.first : item.last]}
    return "(" in passage.gap(before.last, item.first) or not said.isdisjoint(_PROVINCE)


def next_item(passage: Passage, at: int) -> int | None:
    """The word after the comma or "and" that stands before word `at`; None at a list's end."""
    if at >= passage.last:
        return None
    mark = passage.gap(at, at).strip(" \u200c\u00a0()\n#")
    if mark not in _LIST_MARKS:
        return None
    if passage.page.words[at].key in _LIST_WORDS:
        at += 1
        if at >= passage.last or passage.is_divided(at, at):
            return None
    elif not mark:
        return None
    words = [word.key for word in passage.page.words[at : min(at + 2, passage.last)]]
    if words == ["the", "capital"] and at + 2 < passage.last:
        return at + 2  # "Yasuj and the capital, Tehran"
    return at + 1 if words[:1] == ["the"] and len(words) > 1 else at


def _all_provinces(passage: Passage, items: list[PlaceWords]) -> list[PlaceWords]:
    """ "Fars, Yazd and Kerman provinces", استان‌های فارس و یزد: each of them is one."""
    for mark, _ in passage.of("admin1"):
        is_plural = not _PLURAL.isdisjoint(word_keys(passage, mark))
        if is_plural and (mark.last == items[0].first or mark.last == items[-1].last):
            return [each._replace(kind="admin1") for each in items]
    for link in passage.links("place"):
        if link.last == items[0].first and not _PLURAL.isdisjoint(word_keys(passage, link)):
            is_latin = passage.page.text[link.start].isascii()
            return [each._replace(kind="admin1") for each in items] if is_latin else items
    return items


def after_colon(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """The first of "in 22 cities on Thursday: Qom, Sari, …": a list of three or more."""
    known = {place.first: place for place in found}
    for place in found:
        is_after = place.first > passage.first and ":" in passage.gap(place.first, place.first)
        if is_after and len(_list_from(passage, place, known)) > 2:
            return [place]
    return []


def unknown_heads(passage: Passage, found: list[PlaceWords]) -> Iterator[PlaceWords]:
    """The "Nowabad" of "in Nowabad, Qom and Sari": nobody knows it, but it begins a list."""
    known = {place.first for place in found}
    for link in passage.links("place"):
        at = link.last
        is_name = at < passage.last and not known & {at, at + 1}
        head = unknown_place(passage, at) if is_name and not passage.is_divided(at, at) else None
        if head is not None and next_item(passage, head.last) in known:
            yield head
