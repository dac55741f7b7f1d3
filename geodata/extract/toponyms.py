"""Place words in the running text: which towns, provinces and sites a passage speaks of.

The words only: which place on earth they mean is decided elsewhere. "Yazd Province" is a
province whatever "Yazd" alone would be; "Khourasgan Square" is a site and no town of that
name; a town that is also a word or surname counts only where a small word like "in" says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.model import PlaceKind

_SITE_WORDS = 3
"""Words of a site's name beside "Square", "Bridge", میدان."""
_LISTING = frozenset((",", "،", "&", "/", ";", "and", "و", ", and", "، و"))


class PlaceWords(NamedTuple):
    """Words that name a place: words [first, last), characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    kind: PlaceKind | None
    """What the words say it is; None if they do not."""
    is_known: bool = True
    is_plain: bool = False


def place_of(passage: Passage, mark: Mark) -> PlaceWords | None:
    """The place that a mark names, with "Province" or استان beside it; None if it names none."""
    names = [name for name in mark.names if name.kind != "country"]
    if not names or mark.terms:  # شهرستان is a town, but the word for "county" everywhere else
        return None
    kinds = {name.kind for name in names}
    kind: PlaceKind | None = next(iter(kinds)) if kinds in ({"admin1"}, {"site"}) else None
    first, last, start, end = mark.first, mark.last, mark.start, mark.end
    is_plain = all(name.is_plain_word for name in names)
    for word, term in passage.of("admin1"):
        if term.role == "after" and word.first == last and _is_blank(passage, last):
            kind, last, end, is_plain = "admin1", word.last, word.end, False
        elif term.role == "before" and word.last == first and _is_blank(passage, first):
            kind, first, start, is_plain = "admin1", word.first, word.start, False
    return PlaceWords(first, last, start, end, kind, True, is_plain)


def _is_blank(passage: Passage, at: int) -> bool:
    return not passage.gap(at, at).strip("\u200c \u00a0\t")


def sites(passage: Passage) -> Iterator[PlaceWords]:
    """Squares, bridges, prisons …: "Khourasgan Square", میدان انقلاب."""
    for mark, term in passage.of("site"):
        found = (
            _named_before(passage, mark) if term.role == "after" else _named_after(passage, mark)
        )
        if found is not None:
            yield found


def _named_before(passage: Passage, mark: Mark) -> PlaceWords | None:
    """The capitalised words before "Square"; "the main Square" has no name."""
    if not passage.page.text[mark.start].isupper():
        return None
    first = mark.first
    while first > passage.first and mark.first - first < _SITE_WORDS:
        word = passage.page.words[first - 1]
        is_name = passage.page.text[word.start].isupper() and _is_blank(passage, first)
        if not is_name or _is_other_word(passage, first - 1):
            break
        first -= 1
    if first == mark.first:
        return None
    return PlaceWords(first, mark.last, passage.page.words[first].start, mark.end, "site")


def _named_after(passage: Passage, mark: Mark) -> PlaceWords | None:
    """The word after میدان, unless it is a word of its own ("میدان اعتراض")."""
    if mark.last >= passage.last or not _is_blank(passage, mark.last):
        return None
    if _is_other_word(passage, mark.last) or passage.page.words[mark.last].key.isdigit():
        return None
    end = passage.page.words[mark.last].end
    return PlaceWords(mark.first, mark.last + 1, mark.start, end, "site")


def _is_other_word(passage: Passage, at: int) -> bool:
    """Whether the word says who, what or when, so that it is no part of a name."""
    kinds = ("action", "actor", "context", "month", "link", "occurrence", "country")
    return any(mark.first <= at < mark.last for kind in kinds for mark, _ in passage.of(kind))


def towns(passage: Passage, is_sentence: bool) -> list[PlaceWords]:
    """The towns and provinces where the passage says that its event was.

    Those that "in" or its like leads, with the list that follows ("in Yazd, Shiraz and Qom");
    else the first that stands free. In a sentence, unlike in a caption, a free one must stand
    with those who act ("Ahvaz steel workers").
    """
    found = [place for mark in passage.marks if (place := place_of(passage, mark)) is not None]
    found = _outside_of(found, list(sites(passage)))
    led = [place for place in found if _is_led(passage, place)]
    free = [each for each in found if _is_free(passage, each, is_sentence)]
    chosen = led or free[:1]
    return [each for place in chosen for each in _list_from(passage, place, found)]


def _outside_of(places: list[PlaceWords], named_sites: list[PlaceWords]) -> list[PlaceWords]:
    return [
        place
        for place in places
        if not any(site.first <= place.first < site.last for site in named_sites)
    ]


def _is_led(passage: Passage, place: PlaceWords) -> bool:
    if passage.page.text[place.start].islower():
        return False
    return any(
        link.last == place.first and not passage.is_divided(link.last, place.first)
        for link in passage.links("place")
    ) or (place.kind == "admin1" and _stands_led(passage, place))


def _stands_led(passage: Passage, place: PlaceWords) -> bool:
    """ "in the province of Yazd": words of the kind stand between."""
    return any(0 <= place.first - link.last <= 1 for link in passage.links("place"))


def _is_free(passage: Passage, place: PlaceWords, is_sentence: bool) -> bool:
    if place.is_plain or passage.page.text[place.start].islower():
        return False
    if any(link.last == place.first for link in passage.links("aim")):
        return False
    if _is_road(passage, place):
        return False
    return not is_sentence or _has_actors(passage, place)


def _is_road(passage: Passage, place: PlaceWords) -> bool:
    """ "the Isfahan-Shiraz road" is in neither town."""
    beside = (
        passage.page.text[max(0, place.start - 1) : place.start],
        passage.page.text[place.end : place.end + 1],
    )
    roads = (mark for mark, term in passage.of("action", "object") if term.code == "blockade")
    return not {"-", "–"}.isdisjoint(beside) and any(
        0 <= road.first - place.last <= 2 for road in roads
    )


def _has_actors(passage: Passage, place: PlaceWords) -> bool:
    """ "Ahvaz steel workers", "Tehran's shopkeepers"; not "Tehran's regime"."""
    near = (mark for kind in ("sector", "actor") for mark, _ in passage.of(kind))
    return any(
        0 <= mark.first - place.last <= 1 and not passage.is_divided(place.last, mark.first)
        for mark in near
    )


def _list_from(
    passage: Passage, place: PlaceWords, found: list[PlaceWords]
) -> Iterator[PlaceWords]:
    """The place and those that a list ties to it; a province after its town is no other."""
    yield place
    for other in found:
        if other.first <= place.first:
            continue
        between = passage.gap(place.last, other.first).strip().casefold()
        if between not in _LISTING or _is_led(passage, other):
            return
        if other.kind != "admin1" or place.kind == "admin1":
            yield other
        place = other


def province_of(passage: Passage, place: PlaceWords) -> PlaceWords | None:
    """The province named right after a town: "Shush, Khuzestan", "Sirjan in Kerman Province"."""
    for mark in passage.marks:
        if mark.first < place.last:
            continue
        other = place_of(passage, mark)
        if other is None or other.kind != "admin1" or place.kind == "admin1":
            continue
        between = passage.gap(place.last, other.first).strip(" \u200c,،()").casefold()
        return other if between in ("", "in", "در", "واقع در") else None
    return None
