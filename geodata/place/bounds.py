"""Where a place must lie to be the one that a text means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from geodata.model import PlaceKind
from geodata.place import files
from geodata.place.borders import admin1_at
from geodata.place.choice import Claim
from geodata.place.meanings import Meaning


class Bounds(NamedTuple):
    """What is known of where the place lies; empty: not said."""

    admin1_codes: frozenset[str] = frozenset()
    country_code: str = ""


_KINDS: dict[PlaceKind | None, tuple[PlaceKind, ...]] = {
    None: ("country", "admin1", "town", "site"),
    "country": ("country",),
    "admin1": ("admin1",),
    "town": ("town", "site"),
    "site": ("site", "town"),
}


def inside(claims: Iterable[Claim], bounds: Bounds, kind: PlaceKind | None) -> tuple[Claim, ...]:
    """The claims of that kind within the bounds."""
    fitting = tuple(
        claim
        for claim in claims
        if claim.meaning.kind in _KINDS[kind]
        and not claim.meaning.needs_town
        and bounds.country_code in ("", claim.meaning.place.country_code)
    )
    if not bounds.admin1_codes:
        return fitting
    return tuple(
        each
        for each in fitting
        if any(lies_in(each.meaning) in bounds.admin1_codes for lies_in in _PROVINCES)
    )


def _admin1(meaning: Meaning) -> str:
    return meaning.place.admin1_code


def _former_admin1(meaning: Meaning) -> str:
    """The province of which the town's own was a part: Karaj was in Tehran until 2010."""
    if meaning.kind in ("admin1", "country"):
        return ""
    return _former().get(meaning.place.admin1_code, "")


def _outlined_admin1(meaning: Meaning) -> str:
    """The province in whose outline the town lies, where GeoNames says another."""
    place = meaning.place
    if meaning.kind in ("admin1", "country") or place.country_code != "IR":
        return ""
    if place.latitude is None or place.longitude is None:
        return ""
    return admin1_at(place.latitude, place.longitude)


@cache
def _former() -> dict[str, str]:
    return {each.admin1_code: each.formerly for each in files.admin1s()}


_PROVINCES = (_admin1, _former_admin1, _outlined_admin1)
"""Ways in which a text's province can be a town's: all count, for texts are old and new."""
