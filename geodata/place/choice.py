"""Choosing among places of one name; what is not clear stays ambiguous."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geodata.model import Place
from geodata.place.meanings import Meaning

CLEARLY_LARGER = 5
"""Times the population that makes one of two homonyms the one that is meant."""
SAME_PLACE_KM = 8.0
"""Homonyms nearer than this are one town twice in GeoNames, or a town and its old centre."""
SAME_COUNTY_KM = 40.0
"""A county's middle and its seat, which may bear its name, are no two places."""
SMALLEST_TOWN = 500
"""Persons; taken for towns whose population GeoNames does not say."""
SMALLEST_LISTED = 2_500
"""Persons; taken for towns of the official list: 7 % of those have fewer in GeoNames."""
KM_PER_DEGREE = 111.2


USUAL, SPELLING, LOOSE, OTHER = 3, 2, 1, 0
"""How strongly a place bears a name: it is the usual one, a known other spelling of that, one
with the same loose key, or an other name altogether."""


class Claim(NamedTuple):
    """A place that bears the name asked for."""

    meaning: Meaning
    strength: int


def choose(claims: Sequence[Claim], admin1_codes: frozenset[str], is_county: bool = False) -> Place:
    """The one place meant, or an unplaced one with its candidates."""
    ranked = sorted(_of_one_kind(claims, admin1_codes), key=_rank, reverse=True)
    first, rivals = ranked[0], [each for each in ranked[1:] if _is_rival(ranked[0], each)]
    # Old names of towns (Soltanabad, now Arak) are names of many villages that we do not have.
    is_unsure = first.strength == OTHER and not admin1_codes
    if rivals or is_unsure:
        labels = tuple(dict.fromkeys(each.meaning.label for each in (first, *rivals)))
        return Place(placed_by="ambiguous", candidates=labels[:10])
    if is_county:
        return replace(first.meaning.place, geo_precision="admin2")
    return first.meaning.place


def _of_one_kind(claims: Sequence[Claim], admin1_codes: frozenset[str]) -> Sequence[Claim]:
    """Country, province or town. Yazd, town and province, is the town; Golestan is the
    province and not the small town elsewhere, unless that town's province is named."""
    if len(claims) == 1:
        return claims
    by_kind = {
        kind: [claim for claim in claims if claim.meaning.kind == kind]
        for kind in ("country", "admin1")
    }
    if by_kind["country"]:
        return by_kind["country"]
    towns = [claim for claim in claims if claim.meaning.kind in ("town", "site")]
    if not by_kind["admin1"]:
        return towns
    seats = [claim for claim in towns if claim.meaning.is_seat]
    if seats:
        return seats
    own = {claim.meaning.place.admin1_code for claim in by_kind["admin1"]}
    return towns if towns and admin1_codes and not admin1_codes & own else by_kind["admin1"]


def _rank(claim: Claim) -> tuple[int, bool, int, int]:
    meaning = claim.meaning
    return claim.strength, meaning.is_seat, meaning.population, -(meaning.place.geonameid or 0)


def _is_rival(first: Claim, other: Claim) -> bool:
    """Whether the other could be meant as well."""
    if first.meaning.place == other.meaning.place:
        return False
    if first.meaning.is_seat > other.meaning.is_seat:
        return False
    if distance_km(first.meaning.place, other.meaning.place) <= _same_place_km(first, other):
        return False
    if first.strength > other.strength:
        # A village's own name against a city's other spelling: then the city may be meant.
        return _persons(other) >= CLEARLY_LARGER * _persons(first)
    return _persons(first) < CLEARLY_LARGER * _persons(other)


def _same_place_km(first: Claim, other: Claim) -> float:
    is_county = "admin2" in (first.meaning.place.geo_precision, other.meaning.place.geo_precision)
    return SAME_COUNTY_KM if is_county else SAME_PLACE_KM


def _persons(claim: Claim) -> int:
    least = SMALLEST_LISTED if claim.meaning.is_listed else SMALLEST_TOWN
    return max(claim.meaning.population, least)


def distance_km(one: Place, other: Place) -> float:
    """Distance on a plane, right within 1 % for the tens of kilometres asked here."""
    if one.latitude is None or one.longitude is None:
        return math.inf
    if other.latitude is None or other.longitude is None:
        return math.inf
    return flat_km(one.latitude, one.longitude, other.latitude, other.longitude)


def flat_km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The same between two points in degrees."""
    dx = (longitude - to_longitude) * math.cos(math.radians(latitude))
    return math.hypot(dx, latitude - to_latitude) * KM_PER_DEGREE
