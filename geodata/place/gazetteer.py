"""The gazetteer: from a name, and what is known with it, to one place or an honest "unsure".

A name is compared by its exact key (`spelling.key`), then by its loose one. Among places of
one name decide, in this order: the named country and province; the strong name before the
weak; the larger population, if clearly larger. A near tie stays unplaced, with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from geodata.model import Place, PlaceKind, PlaceName
from geodata.place.bounds import Bounds, inside
from geodata.place.choice import LOOSE, OTHER, SPELLING, USUAL, Claim, choose
from geodata.place.meanings import meanings, province_names
from geodata.place.question import parts, questions
from geodata.place.scan import scannable
from geodata.spelling import key, loose, skeleton

_EZAFE = re.compile(r"(?<=.) (?:e|ye)(?= .)")
"""Between two words of a folded name; written and left out at will."""
FEWEST_CONSONANTS = 5
"""Of the towns with four consonants 2.3 % share them with another name in their province, of
those with five 0.4 % (GeoNames at 500)."""
Index = dict[str, tuple[Claim, ...]]


class Gazetteer:
    """Iran's towns and sites, its provinces, and the countries of the world.

    Cheap to make: the data files are read at the first question of the process (0.25 s).
    """

    def __init__(self) -> None:
        self._remembered = lru_cache(maxsize=65536)(self._find)

    def find(
        self,
        name: str,
        admin1: str | None = None,
        country: str | None = None,
        kind: PlaceKind | None = None,
    ) -> Place:
        """The place of that name; unplaced with the reason "not_found", "ambiguous" or
        "country_unknown".

        `admin1` and `country` are names or ISO codes; a province that nobody knows is ignored.
        A town that lies outside them is no match, but stands among the candidates.
        """
        return self._remembered(name, admin1 or "", country or "", kind)

    def site(self, name: str, town: Place) -> Place | None:
        """A site of that town at its own position; None if it is not known there."""
        claims = (claim.meaning for claim in self._claims(key(name)))
        for meaning in claims if town.geonameid else ():
            if meaning.within == town.geonameid:
                at = meaning.place
                return replace(
                    town, latitude=at.latitude, longitude=at.longitude, geo_precision="site"
                )
        return None

    def _find(self, name: str, admin1: str, country: str, kind: PlaceKind | None) -> Place:
        if kind == "country" and name.lower() in _by_code():
            return _by_code()[name.lower()]
        if country and not self.country_code(country):
            return Place(placed_by="country_unknown")
        name, bounds = self._bounds(name, admin1, country)
        elsewhere: tuple[Claim, ...] = ()
        for question in questions(name, kind):
            claims = self._claims(question.name)
            fitting = inside(claims, bounds, question.kind)
            if fitting:
                return choose(fitting, bounds.admin1_codes, question.is_county)
            elsewhere = elsewhere or claims
        if bounds.admin1_codes and kind in (None, "town"):
            alike = self._with_consonants(name, bounds)
            if alike:
                return choose(alike, bounds.admin1_codes)
        labels = tuple(dict.fromkeys(claim.meaning.label for claim in elsewhere))
        return Place(placed_by="not_found" if name else "no_toponym", candidates=labels[:10])

    def _claims(self, name: str) -> tuple[Claim, ...]:
        """Who bears the folded name, exactly or in a loose spelling."""
        exact = _exact().get(name, ())
        seen = {id(claim.meaning) for claim in exact}
        return exact + tuple(
            Claim(claim.meaning, min(claim.strength, LOOSE))
            for spelling in loose(name)
            for claim in _loose().get(spelling, ())
            if id(claim.meaning) not in seen
        )

    def _with_consonants(self, name: str, bounds: Bounds) -> tuple[Claim, ...]:
        """Towns of the named province with the same consonants: `Kelardasht` there is
        `Kalardasht`, and اروندکنار is `Arvand Kenar`. Elsewhere this would be guessing."""
        consonants = skeleton(name)
        if len(consonants) < FEWEST_CONSONANTS:
            return ()
        return tuple(
            claim
            for claim in _skeletons().get(consonants, ())
            if claim.strength != OTHER
            and claim.meaning.kind == "town"
            and claim.meaning.place.admin1_code in bounds.admin1_codes
        )

    def _bounds(self, name: str, admin1: str, country: str) -> tuple[str, Bounds]:
        """The name without the province and country that follow it, and the bounds."""
        pieces = parts(name)
        if len(pieces) > 1 and (code := self.country_code(pieces[-1])):
            pieces, country = pieces[:-1], country or code
        if len(pieces) > 1 and self.admin1_codes(pieces[-1]):
            pieces, admin1 = pieces[:-1], admin1 or pieces[-1]
        name = " ".join(pieces)
        return name, Bounds(self.admin1_codes(admin1), self.country_code(country))

    def admin1_codes(self, name: str) -> frozenset[str]:
        """ISO 3166-2 codes of the provinces of that name or code; Khorasan has three."""
        if name in province_names():
            return frozenset({name})
        claims = self._named(name, "admin1")
        return frozenset(claim.meaning.place.admin1_code for claim in claims)

    def country_code(self, name: str) -> str:
        """ISO 3166-1 alpha-2 of the country of that name or code; "" if nobody knows it."""
        if name.lower() in _by_code():
            return name.upper()
        claims = self._named(name, "country")
        return claims[0].meaning.place.country_code if len(claims) == 1 else ""

    def _named(self, name: str, kind: PlaceKind) -> list[Claim]:
        if not name:
            return []
        asked = questions(name, kind)[-1]
        claims = self._claims(asked.name)
        return [claim for claim in claims if claim.meaning.kind == kind]

    def names(self) -> Iterator[PlaceName]:
        """Every name under which a report could mention a place, once for each folded key."""
        return scannable(_exact())


@cache
def _exact() -> Index:
    return _index(lambda name: (key(name), _EZAFE.sub("", key(name))))


@cache
def _loose() -> Index:
    return _index(loose)


@cache
def _skeletons() -> Index:
    return _index(lambda name: (skeleton(name),))


@cache
def _by_code() -> dict[str, Place]:
    countries = (each.place for each in meanings() if each.kind == "country")
    return {place.country_code.lower(): place for place in countries}


def _index(keys_of: Callable[[str], tuple[str, ...]]) -> Index:
    """Key → who claims it; a place claims a key once, by its strongest name."""
    found: dict[str, dict[int, Claim]] = {}
    for number, meaning in enumerate(meanings()):
        named = ((USUAL, meaning.usual), (SPELLING, meaning.spellings), (OTHER, meaning.others))
        for strength, names in named:
            for spelling in (each for name in names for each in keys_of(name)):
                claims = found.setdefault(spelling, {})
                claims.setdefault(number, Claim(meaning, strength))
    return {name: tuple(claims.values()) for name, claims in found.items() if name}
