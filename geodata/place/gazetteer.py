"""The gazetteer: from a name, and what is known with it, to one place or an honest "unsure".

A name is compared by its exact key (`spelling.key`), then by its loose one. Among places of
one name decide, in this order: the named country and province; the strong name before the
weak; the larger population, if clearly larger. A near tie stays unplaced, with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.model import Place, PlaceKind, PlaceName
from geodata.place import files, world_admin1
from geodata.place.abroad import Abroad
from geodata.place.alike import alike, same_consonants, shelves_of
from geodata.place.bounds import Bounds, inside
from geodata.place.choice import LOOSE, OTHER, SPELLING, USUAL, Claim, choose
from geodata.place.meanings import meanings, province_names
from geodata.place.question import Question, before_dash, bracketed, parts, questions
from geodata.place.scan import scannable
from geodata.spelling import key, loose, loose_folded

if TYPE_CHECKING:
    from geodata.place.nearest import Nearby

_EZAFE = re.compile(r"(?<=.) (?:e|ye)(?= .)")
"""Between two words of a folded name; written and left out at will."""
Index = dict[str, tuple[Claim, ...]]


class Gazetteer:
    """Iran's towns and sites, its provinces, the countries of the world, and added places.

    `added` is the folder of `maydan gazetteer add`, or None. Cheap to make: the data files are
    read at the first question of the process (0.25 s), those added at the first question that
    Iran's have no answer to.
    """

    def __init__(self, added: Path | None = None) -> None:
        self._abroad = Abroad(added)
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
        for meaning in (claim.meaning for claim in self._claims(key(name))):
            is_there = meaning.within == (town.place_name, town.admin1_code)
            if is_there and meaning.place.geo_precision == "site":
                return meaning.place
        return None

    def _find(self, name: str, admin1: str, country: str, kind: PlaceKind | None) -> Place:
        if kind == "country" and name.lower() in _by_code():
            return _by_code()[name.lower()]
        if country and not self.country_code(country):
            return Place(placed_by="country_unknown")
        bare, bounds = self._bounds(name, admin1, country)
        asked = [each for spelling in _spellings(bare) for each in questions(spelling, kind)]
        return (
            self._named_so(asked, bounds)
            or self._abroad.named_so(asked, bounds)
            or self._alike(asked, bounds)
            or self._abroad.alike(asked, bounds)
            or self._quarter(name, admin1, country)
            or self._abroad.city_of(bare, bounds)
            or self._unknown(asked)
        )

    def _quarter(self, name: str, admin1: str, country: str) -> Place | None:
        """The town of `Vienna - Mariahilf`, where nobody knows the quarter."""
        before, _ = before_dash(name)
        town = self.find(before, admin1, country, "town") if before else Place()
        return town if town.geo_precision == "town" else None

    def _named_so(self, asked: list[Question], bounds: Bounds) -> Place | None:
        """The place with exactly or loosely that name, its homonyms in the province weighed."""
        for question in asked:
            fitting = inside(self._claims(question.name), bounds, question.kind)
            if fitting and bounds.admin1_codes and fitting[0].meaning.kind == "town":
                fitting = _with_homonyms(fitting, question.name, bounds)
            if fitting:
                return choose(fitting, bounds.admin1_codes, question.is_county)
            if _is_nowhere(question.name, bounds):
                return None
        return None

    def _alike(self, asked: list[Question], bounds: Bounds) -> Place | None:
        """The place of the named province that has nearly that name; elsewhere this would be
        guessing."""
        if _is_nowhere(asked[0].name, bounds):
            return None
        shelves = shelves_of(bounds.admin1_codes)
        for search in (same_consonants, alike) if shelves else ():
            for question in asked:
                found = search(question.name, shelves)
                if found and question.kind in (None, "town"):
                    return choose(found, bounds.admin1_codes, question.is_county)
        return None

    def _unknown(self, asked: list[Question]) -> Place:
        """Nobody has it there; who has it elsewhere stands among the candidates."""
        claims = next(filter(None, (self._claims(each.name) for each in asked)), ())
        labels = tuple(dict.fromkeys(claim.meaning.label for claim in claims))
        return Place(
            placed_by="not_found" if asked[0].name else "no_toponym", candidates=labels[:10]
        )

    def _claims(self, name: str) -> tuple[Claim, ...]:
        """Who bears the folded name, exactly or in a loose spelling."""
        exact = _exact().get(name, ())
        seen = {id(claim.meaning) for claim in exact}
        return exact + tuple(
            Claim(claim.meaning, min(claim.strength, LOOSE))
            for spelling in loose_folded(name)
            for claim in _loose().get(spelling, ())
            if id(claim.meaning) not in seen
        )

    def _bounds(self, name: str, admin1: str, country: str) -> tuple[str, Bounds]:
        """The name without the province and country that stand with it, and the bounds."""
        pieces, code = parts(name), self.country_code(country) if country else ""
        if len(pieces) > 1 and (named := self.country_code(pieces[-1])):
            pieces, code = pieces[:-1], code or named
        before, after = before_dash(" ".join(pieces))
        if len(pieces) == 1 and before and self.admin1_codes(before, code):
            pieces, admin1 = [after], admin1 or before
        if len(pieces) > 1 and self.admin1_codes(pieces[-1], code):
            pieces, admin1 = pieces[:-1], admin1 or pieces[-1]
        codes = self.admin1_codes(admin1, code) if admin1 else frozenset()
        return " ".join(pieces), Bounds(codes, code)

    def admin1_codes(self, name: str, country_code: str = "") -> frozenset[str]:
        """ISO 3166-2 codes of the provinces of that name or code; Khorasan has three.

        Without a country Iran's come first.
        """
        if name in province_names():
            return frozenset({name})
        claims = self._named(name, "admin1") if country_code in ("", "IR") else ()
        codes = frozenset(claim.meaning.place.admin1_code for claim in claims)
        if codes or not name or country_code == "IR":
            return codes
        return world_admin1.admin1_codes(name, country_code)

    def country_code(self, name: str) -> str:
        """ISO 3166-1 alpha-2 of the country of that name or code; "" if nobody knows it."""
        if name.lower() in _by_code():
            return name.upper()
        claims = self._named(name, "country")
        return claims[0].meaning.place.country_code if len(claims) == 1 else ""

    def _named(self, name: str, kind: PlaceKind) -> list[Claim]:
        if not name:
            return []
        for asked in reversed(questions(name, kind)):
            claims = [each for each in self._claims(asked.name) if each.meaning.kind == kind]
            if claims:
                return claims
        return []

    def bearers(self, name: str, admin1: str = "", country: str = "") -> list[Place]:
        """Every place that could bear the name, for a person to choose: those of the named
        province first, then by population."""
        name, bounds = self._bounds(name, admin1, country)
        claims = [
            claim
            for asked in questions(name)
            for claim in (*self._claims(asked.name), *self._abroad.claims(asked.name))
            if bounds.country_code in ("", claim.meaning.place.country_code)
        ]
        claims.sort(key=lambda each: (_is_in(each, bounds), each.meaning.population), reverse=True)
        return list(dict.fromkeys(claim.meaning.place for claim in claims))

    def nearest(self, latitude: float, longitude: float) -> Nearby | None:
        """The town nearest to a point, and the province and country that the point lies in."""
        from geodata.place.nearest import nearest

        return nearest(latitude, longitude, self._abroad)

    def names(self) -> Iterator[PlaceName]:
        """Every name under which a report could mention a place, once for each folded key."""
        return scannable(_exact())


def _is_in(claim: Claim, bounds: Bounds) -> bool:
    return claim.meaning.place.admin1_code in bounds.admin1_codes


def _spellings(name: str) -> list[str]:
    """The name, and those around and in its brackets."""
    return [name, *bracketed(name)]


def _with_homonyms(claims: tuple[Claim, ...], name: str, bounds: Bounds) -> tuple[Claim, ...]:
    """The claims and who else in the province is called much the same, in either script."""
    seen = {id(claim.meaning) for claim in claims}
    more = same_consonants(name, shelves_of(bounds.admin1_codes))
    return (*claims, *(claim for claim in more if id(claim.meaning) not in seen))


def _is_nowhere(name: str, bounds: Bounds) -> bool:
    """Whether it is a listed town of the province whose position nobody knows: what is only
    called alike is another place."""
    return any(
        not _nowhere().get(spelling, frozenset()).isdisjoint(bounds.admin1_codes)
        for spelling in loose_folded(name)
    )


@cache
def _nowhere() -> dict[str, frozenset[str]]:
    """Loose key → provinces of listed towns without a position."""
    found: dict[str, frozenset[str]] = {}
    for code, name in files.unplaced_towns():
        for spelling in loose(name):
            found[spelling] = found.get(spelling, frozenset()) | {code}
    return found


@cache
def _exact() -> Index:
    return _index(_exact_keys)


def _exact_keys(name: str) -> tuple[str, ...]:
    """With its ezafe and without."""
    folded = key(name)
    return (folded, _EZAFE.sub("", folded)) if "e " in folded else (folded,)


@cache
def _loose() -> Index:
    return _index(loose)


@cache
def _by_code() -> dict[str, Place]:
    countries = (each.place for each in meanings() if each.kind == "country")
    return {place.country_code.lower(): place for place in countries}


def _index(keys_of: Callable[[str], tuple[str, ...]]) -> Index:
    """Key → who claims it; a place claims a key once, by its strongest name."""
    found: dict[str, list[Claim]] = {}
    for meaning in meanings():
        named = ((USUAL, meaning.usual), (SPELLING, meaning.spellings), (OTHER, meaning.others))
        for strength, names in named:
            for spelling in (each for name in names for each in keys_of(name)):
                claims = found.setdefault(spelling, [])
                if not claims or claims[-1].meaning is not meaning:
                    claims.append(Claim(meaning, strength))
    found.pop("", None)
    return {name: tuple(claims) for name, claims in found.items()}
