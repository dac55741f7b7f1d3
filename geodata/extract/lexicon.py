"""All words worth knowing, found in one pass over a text.

Terms of the vocabulary and names of places stand in one Aho-Corasick automaton over folded
whole words, so the longest wins across both: "Iran Khodro", a car maker, leaves no "Iran",
and "air strike" leaves no "strike". Part-words are never found: شبانه, "nightly", is not the
town of بانه.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

import ahocorasick

from geodata.model import PlaceKind, PlaceName
from geodata.spelling import Word, key
from geodata.vocabulary import Term, terms

_FEWEST_TOGETHER = 6
"""Letters of a name that may be written as one word: shorter ones are words of their own."""
JOINER = "\u200c"
_DIVIDERS = frozenset(",;:!?()[]|/،؛؟\r\t")


class Mark(NamedTuple):
    """A known phrase: words [first, last) of the text, characters [start, end).

    One phrase may mean several things ("March", "Isfahan"): `terms` and `names` hold all.
    """

    first: int
    last: int
    start: int
    end: int
    terms: tuple[Term, ...]
    names: tuple[PlaceName, ...]
    is_home: bool
    """Whether the words name the country that this reader is made for."""
    is_abroad: bool
    """Whether they name another country or a place in one, and nothing at home."""
    place: tuple[PlaceKind | None, bool] | None
    """The kind of place that they name, None if it is open, and whether the name is a plain word
    too; None if they name none or may be something else."""
    tells: bool
    """Whether they may tell of a protest by themselves."""


_make_mark = partial(tuple.__new__, Mark)


class Lexicon:
    """The vocabulary and the names given, compiled once.

    `is_place` is asked of words in a list of places that are no name as it is given: another
    spelling, perhaps.
    """

    def __init__(
        self, names: Iterable[PlaceName], is_place: Callable[[str], bool] | None = None
    ) -> None:
        self.is_place = is_place or _is_no_place
        meanings: dict[str, tuple[list[Term], list[PlaceName]]] = {}
        for term in terms():
            for spelled in _spellings(term.term):
                meanings.setdefault(spelled, ([], []))[0].append(term)
        for name in names:
            for spelled in _spellings(name.name) | _written_together(name.name):
                meanings.setdefault(spelled, ([], []))[1].append(name)
        self._automaton: Any = ahocorasick.Automaton()
        for spelled, (its_terms, its_names) in meanings.items():
            padded = f" {spelled} "
            self._automaton.add_word(padded, (len(padded), _meaning(its_terms, its_names)))
        self._automaton.make_automaton()

    def marks(self, text: str, words: list[Word]) -> list[Mark]:
        """The known phrases of a text from left to right, the longest at each place."""
        kept: list[Mark] = []
        reached = 0
        for first, minus_last, meaning in sorted(self._all(text, words)):
            last = -minus_last
            mark = _make_mark((first, last, words[first].start, words[last - 1].end, *meaning))
            if first >= reached:
                kept.append(mark)
                reached = last
            elif _is_place_within(mark, kept[-1]):
                kept.append(mark)
        return kept

    def _all(self, text: str, words: list[Word]) -> Iterator[tuple[int, int, _Meaning]]:
        """First word and, negative, last of each phrase, so that sorting puts the longest first."""
        keys = [word.key for word in words]
        line, starts = f" {' '.join(keys)} ", _starts(keys)
        for offset, (length, meaning) in self._automaton.iter(line):
            first, last = starts[offset - length + 2], starts[offset + 1]
            if last - first == 1 or _is_one_phrase(text, words, first, last):
                yield first, -last, meaning


def _is_no_place(_name: str) -> bool:
    return False


def _is_place_within(inner: Mark, outer: Mark) -> bool:
    """ "Haft Tappeh sugarcane workers" are a group and name a town."""
    if not inner.names or inner.terms or outer.names or inner.last > outer.last:
        return False
    is_group = any(term.kind == "sector" for term in outer.terms)
    return is_group and all(
        name.kind in ("town", "admin1") and not name.is_plain_word for name in inner.names
    )


_TELLING = frozenset(("noun", "verb"))
"""Roles of action words that tell of a protest by themselves."""
_Meaning = tuple[
    tuple[Term, ...], tuple[PlaceName, ...], bool, bool, tuple[PlaceKind | None, bool] | None, bool
]


def _meaning(its_terms: list[Term], its_names: list[PlaceName]) -> _Meaning:
    is_home = any(term.kind == "country" and term.role == "name" for term in its_terms)
    is_abroad = not is_home and all(name.kind == "country" for name in its_names)
    is_abroad &= bool(its_names) or any(term.kind == "abroad" for term in its_terms)
    place = None if its_terms else _place(its_names)
    tells = any(term.kind == "action" and term.role in _TELLING for term in its_terms)
    return tuple(its_terms), tuple(its_names), is_home, is_abroad, place, tells


def _place(its_names: list[PlaceName]) -> tuple[PlaceKind | None, bool] | None:
    names = [name for name in its_names if name.kind != "country"]
    if not names:
        return None
    kinds = {name.kind for name in names}
    kind = next(iter(kinds)) if kinds in ({"admin1"}, {"site"}) else None
    return kind, all(name.is_plain_word for name in names)


def _spellings(term: str) -> set[str]:
    """Keys of a term: خرم‌آباد is also written خرم آباد and خرماباد."""
    together = {key(term.replace(JOINER, ""))} if JOINER in term else set()
    return {key(term), *together} - {""}


def _written_together(name: str) -> set[str]:
    """شهر کرد is also written شهرکرد, "Shahr-e Kord" Shahrekord."""
    folded = key(name)
    n_blanks = folded.count(" ")
    if not 1 <= n_blanks <= 2 or len(folded) - n_blanks < _FEWEST_TOGETHER:
        return set()
    return {folded.replace(" ", "")}


def _starts(keys: list[str]) -> dict[int, int]:
    """Where in the joined line each word begins, and one after the last would; to word indices."""
    offsets = accumulate((len(key) + 1 for key in keys), initial=1)
    return {offset: index for index, offset in enumerate(offsets)}


def _is_one_phrase(text: str, words: list[Word], first: int, last: int) -> bool:
    """Whether nothing stands between the words that would divide them.

    A line may be broken inside a phrase ("truck\\ndrivers") but then goes on in lower case.
    """
    for index in range(first, last - 1):
        gap = text[words[index].end : words[index + 1].start]
        if gap in (" ", JOINER, "-", "_", "’", "'"):
            continue
        if "." in gap and len(gap) > 1:
            return False
        if "\n" in gap and not (gap == "\n" and text[words[index + 1].start].islower()):
            return False
        if not _DIVIDERS.isdisjoint(gap):
            return False
    return True
