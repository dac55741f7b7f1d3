"""Names that nobody has exactly, compared with the few hundred places of the named province.

Measured on 944 names of towns with their province (Persian and English, two sources agreeing):
how many of those without an exact or loose match were then right or wrong, and (held out) in
how many of all 944 a name was taken for one of another place, with its own left out:

| consonants | likeness | right | wrong | held out | of these with four consonants |
|---|---|---|---|---|---|
| the same | 95 and more | 29 | 0 | 19 | 14, all true homonyms |
| the same | 85 to 95 | 27 | 2 | 9 | 2 |
| the same | below 85 | 1 | 1 | 20 | 0 |
| other | 90 and more | 1 | 0 | 6 | 0 |
| other | 85 to 90 | 2 | 4 | 19 | 11 |
| other | 80 to 85 | 4 | 4 | 68 | 48 |
| other | 70 to 80 | 5 | 11 | 208 | 148 |

So the same consonants count from a likeness of 85, fewer than four from 95; others from 90
and with four. Who is clearly less alike than the best does not count; a second place as alike,
elsewhere in the province, leaves the name open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from geodata.place.choice import LOOSE, SPELLING, Claim
from geodata.place.likeness import sounding_alike, sounds
from geodata.place.meanings import Meaning, meanings
from geodata.spelling import skeleton

SAME_CONSONANTS, FEW_CONSONANTS, OTHER_CONSONANTS = 85.0, 95.0, 90.0
"""Least likeness, of 100."""
FEWEST_CONSONANTS = 4
MARGIN = 6.0
"""Places within so many points of the best are as alike as it."""


class Shelf(NamedTuple):
    """The names of one province's towns and counties."""

    sounds: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    by_consonants: dict[str, list[tuple[str, bool, Meaning]]]
    """Consonants → what such names sound like, whether in Latin script, and who has them."""


def same_consonants(name: str, shelves: Iterable[Shelf]) -> list[Claim]:
    """Who bears a name with the same consonants that sounds much the same: `Kelardasht` is
    `Kalardasht`, and اروندکنار is `Arvand Kenar`."""
    consonants, heard, is_latin = skeleton(name), sounds(name), name.isascii()
    bound = SAME_CONSONANTS if len(consonants) >= FEWEST_CONSONANTS else FEW_CONSONANTS
    scored = [
        (sounding_alike(heard, own, is_latin != own_is_latin), meaning)
        for shelf in shelves
        for own, own_is_latin, meaning in shelf.by_consonants.get(consonants, ())
    ]
    return _best(((score, meaning) for score, meaning in scored if score >= bound), SPELLING)


def alike(name: str, shelves: Iterable[Shelf]) -> list[Claim]:
    """Who bears a name that is nearly the same (`Bolbolanabad` is `Bolbanabad`)."""
    if len(skeleton(name)) < FEWEST_CONSONANTS:
        return []
    heard = sounds(name)
    scored = (
        (score, shelf.meanings[number])
        for shelf in shelves
        for _, score, number in process.extract(
            heard, shelf.sounds, scorer=fuzz.ratio, score_cutoff=OTHER_CONSONANTS, limit=5
        )
    )
    return _best(scored, LOOSE)


def _best(scored: Iterable[tuple[float, Meaning]], strength: int) -> list[Claim]:
    """The meanings within the margin of the best, each once."""
    found: dict[int, tuple[float, Meaning]] = {}
    for score, meaning in scored:
        if score > found.get(id(meaning), (0.0, meaning))[0]:
            found[id(meaning)] = (score, meaning)
    best = max((score for score, _ in found.values()), default=0.0)
    return [Claim(each, strength) for score, each in found.values() if score >= best - MARGIN]


def shelf(meanings: Iterable[Meaning]) -> Shelf:
    """The usual names of these and their other spellings."""
    named = [
        (name, meaning)
        for meaning in meanings
        for name in dict.fromkeys((*meaning.usual, *meaning.spellings))
    ]
    by_consonants: dict[str, list[tuple[str, bool, Meaning]]] = {}
    for name, meaning in named:
        own = (sounds(name), name.isascii(), meaning)
        by_consonants.setdefault(skeleton(name), []).append(own)
    return Shelf(
        tuple(sounds(name) for name, _ in named),
        tuple(meaning for _, meaning in named),
        by_consonants,
    )


def shelves_of(admin1_codes: Iterable[str]) -> list[Shelf]:
    """The names to compare with in provinces of Iran."""
    return [_shelf_of(code) for code in sorted(admin1_codes)]


@cache
def _shelf_of(admin1_code: str) -> Shelf:
    return shelf(_by_province().get(admin1_code, ()))


@cache
def _by_province() -> dict[str, list[Meaning]]:
    found: dict[str, list[Meaning]] = {}
    for meaning in meanings():
        if meaning.kind == "town":
            found.setdefault(meaning.place.admin1_code, []).append(meaning)
    return found
