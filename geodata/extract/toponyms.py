"""Place words in the running text: towns, villages, provinces and sites that a passage names.

The words only: which place on earth they mean is decided elsewhere. "Yazd Province" is a
province whatever "Yazd" alone would be; "Khourasgan Square" is a site and no town of that
name; a town that is also a word or surname counts only where a small word like "in" says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geodata.extract.lexicon import JOINER, Mark
from geodata.extract.page import Passage, once
from geodata.model import PlaceKind

_VILLAGE_OF = "روستای"
_PARTS = frozenset(("admin1", "admin2"))
_SITE_WORDS = 3
"""Words of a site's name beside "Square", "Bridge", میدان."""


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
    is_village: bool = False


def place_of(passage: Passage, mark: Mark) -> PlaceWords | None:
    """The place that a mark names, with "Province" or استان beside it; None if it names none."""
    if mark.place is None:  # شهرستان is a town, but "county" everywhere else
        return None
    kind, is_plain = mark.place
    first, last, start, end = mark.first, mark.last, mark.start, mark.end
    is_plain = is_plain and not _is_tag(passage, start)
    if _PARTS.isdisjoint(passage.by_kind):
        return PlaceWords(first, last, start, end, kind, True, is_plain)
    for word, term in passage.of("admin1"):
        if term.role == "after" and word.first == last and _is_blank(passage, last):
            kind, last, end, is_plain = "admin1", word.last, word.end, False
        elif term.role == "before" and word.last == first and _is_blank(passage, first):
            kind, is_plain = "admin1", False
            if "های" not in word_keys(passage, word):  # "provinces" belongs to the whole list
                first, start = word.first, word.start
    for word, _ in passage.of("admin2"):
        if word.first == last and _is_blank(passage, last):
            last, end, is_plain = word.last, word.end, False
    return PlaceWords(first, last, start, end, kind, True, is_plain)


def word_keys(passage: Passage, mark: Mark) -> list[str]:
    """The folded words of a mark."""
    return [word.key for word in passage.page.words[mark.first : mark.last]]


def _is_blank(passage: Passage, at: int) -> bool:
    return not passage.gap(at, at).strip("\u200c \u00a0\t#_")


@once
def sites(passage: Passage) -> list[PlaceWords]:
    """Squares, bridges, prisons …: "Khourasgan Square", میدان انقلاب."""
    named = (
        _named_before(passage, mark) if term.role == "after" else _named_after(passage, mark)
        for mark, term in passage.of("site")
    )
    return [site for site in named if site is not None]


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
    if passage.gap(mark.last, mark.last) == JOINER:  # دانشگاه‌های: a plural, and no name
        return None
    if _is_other_word(passage, mark.last) or passage.page.words[mark.last].key.isdigit():
        return None
    last = mark.last + 1
    while last < passage.last and passage.gap(last, last) == JOINER:
        last += 1  # قزل‌حصار is one name
    end = passage.page.words[last - 1].end
    return PlaceWords(mark.first, last, mark.start, end, "site")


def _is_other_word(passage: Passage, at: int) -> bool:
    """Whether the word says who, what or when, so that it is no part of a name."""
    kinds = ("action", "actor", "context", "month", "link", "occurrence", "country")
    return any(mark.first <= at < mark.last for kind in kinds for mark, _ in passage.of(kind))


def villages(passage: Passage) -> Iterator[PlaceWords]:
    """ "the village of Nowabad", روستای نوآباد, زنان روستای نوآباد: the word vouches for a name
    that nobody lists."""
    words = passage.page.words
    latin = {mark.first for mark, term in passage.of("village") if term.language == "en"}
    for mark in passage.marks:
        is_latin, is_persian = mark.first in latin, words[mark.last - 1].key == _VILLAGE_OF
        if not (is_latin or is_persian):
            continue
        if mark.last >= passage.last or not _is_blank(passage, mark.last):
            continue
        if is_latin and (last := _capitals_from(passage, mark.last)) > mark.last:
            yield _village(passage, mark.last, last)
        if is_persian and not _is_other_word(passage, mark.last):
            yield _village(passage, mark.last - 1, mark.last + 1)


def _capitals_from(passage: Passage, at: int) -> int:
    """The word after the capitalised ones that begin at a word."""
    last = at
    while last < passage.last and last - at < _SITE_WORDS:
        word = passage.page.words[last]
        if not passage.page.text[word.start].isupper() or (
            last > at and not _is_blank(passage, last)
        ):
            break
        last += 1
    return last


def _village(passage: Passage, first: int, last: int) -> PlaceWords:
    while last < passage.last and passage.gap(last, last) == JOINER:
        last += 1
    words = passage.page.words
    start, end = words[first].start, words[last - 1].end
    return PlaceWords(first, last, start, end, "town", is_known=False, is_village=True)


def spelled_otherwise(passage: Passage) -> Iterator[PlaceWords]:
    """ "in Yasouj", "Dorood steel workers": a name after "in" or first of all, before people,
    that is known in another spelling."""
    heads = [link.last for link in passage.links("place")]
    if origins := passage.links("origin"):
        seats = {mark.last for kind in ("seat", "sector", "actor") for mark, _ in passage.of(kind)}
        heads += [link.last for link in origins if link.first in seats]
    beside = [mark for mark in passage.marks if 0 < mark.first - passage.first <= 3]
    if any(mark.names or _is_people(mark) for mark in beside):
        heads.append(passage.first)
    for at in heads:
        if at < passage.last and passage.page.text[passage.page.words[at].start].isupper():
            if any(mark.first == at for mark in passage.marks) or not _is_blank(passage, at):
                continue
            place = unknown_place(passage, at)
            if place is not None and place.is_known:
                yield place


def _is_tied(passage: Passage, at: int) -> bool:
    return _is_blank(passage, at) or passage.gap(at, at) in ("-", "’", "'")


def _is_people(mark: Mark) -> bool:
    return any(term.kind in ("sector", "actor") for term in mark.terms)


def unknown_place(passage: Passage, at: int) -> PlaceWords | None:
    """What stands where a list names its next place, if it may be a name that nobody lists.

    It ends where the list goes on. `is_known` tells whether the speller knows it after all.
    """
    page = passage.page
    last = at
    while last < passage.last and last - at < _SITE_WORDS and _may_be_name(passage, last):
        last += 1
        if last < passage.last and (
            page.words[last].key in ("and", "و") or not _is_tied(passage, last)
        ):
            break
    if last == at:
        return None
    start, end = page.words[at].start, page.words[last - 1].end
    is_known = page.is_place(page.text[start:end])
    return PlaceWords(at, last, start, end, None, is_known)


def _may_be_name(passage: Passage, at: int) -> bool:
    word = passage.page.words[at]
    first = passage.page.text[word.start]
    is_tied = at > passage.first and passage.gap(at, at) in ("-", "’", "'")
    if word.key[0].isdigit() or (first.isascii() and not first.isupper() and not is_tied):
        return False
    return not any(mark.first <= at < mark.last and mark.terms for mark in passage.marks)


def _is_tag(passage: Passage, start: int) -> bool:
    """#شوش is a place's name even where the word may be another."""
    return start > 0 and passage.page.text[start - 1] == "#"
