"""Provinces, states and regions of the countries other than Iran, by any usual name.

The names are those of GeoNames and ISO 3166-2 (`world_admin1.csv`). What is written otherwise
(`Ar-Raqqa`, `Taizz`, `Vastra Gotalands`) is compared, without words such as "region", with the
few dozen of the named country.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from geodata.place import files
from geodata.spelling import key, loose

LEAST_ALIKE = 84.0
"""Of 100, rapidfuzz's ratio. Of the 48 provinces that 2,000 coded places give in a spelling
without a key in common, 13 so found theirs; the one that found another's was South Chungcheong,
hence no words of the compass."""
_COMPASS = frozenset(("north", "south", "east", "west", "central", "northern", "southern"))
_GENERIC = frozenset(
    (
        "province", "state", "region", "governorate", "city", "district", "county", "capital",
        "territory", "republic", "oblast", "department", "prefecture", "municipality",
        "metropolitan", "al", "el", "ar", "as", "of", "the",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorldAdmin1:
    """A row of `world_admin1.csv`."""

    geonames_code: str
    """Country and GeoNames' code: "TR.34"."""
    admin1_code: str
    """ISO 3166-2, else the same as `geonames_code`."""
    name: str
    names: tuple[str, ...]

    @property
    def country_code(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.geonames_code[:2]


@cache
def world_admin1s() -> dict[str, WorldAdmin1]:
    """Every one by its `admin1_code`."""
    return {
        row["admin1_code"]: WorldAdmin1(
            row["geonames_code"], row["admin1_code"], row["name"], files.split(row["names"])
        )
        for row in files.rows("world_admin1.csv")
    }


@lru_cache(maxsize=4096)
def admin1_codes(name: str, country_code: str = "") -> frozenset[str]:
    """Codes of those that bear the name or code in the country.

    Without a country only the exact name counts, and only if one country has it.
    """
    if name in world_admin1s():
        return frozenset({name})
    folded = key(name)
    if country_code:
        return _in_country(folded, country_code)
    exact = exactly_named(folded)
    return exact if len(set(map(_country, exact))) == 1 else _NONE


def exactly_named(name: str, country_code: str = "") -> frozenset[str]:
    """Codes of those of the country, or of any, that have exactly this folded name."""
    codes = _named().get(name, _NONE)
    return frozenset(code for code in codes if country_code in ("", _country(code)))


def _country(code: str) -> str:
    return world_admin1s()[code].country_code


_NONE: frozenset[str] = frozenset()


def _in_country(folded: str, country_code: str) -> frozenset[str]:
    names = _by_country().get(country_code, {})
    for spelling in (folded, *loose(folded), _bare(folded)):
        if found := names.get(spelling):
            return found
    if not folded or not _COMPASS.isdisjoint(folded.split()):
        return _NONE
    close = process.extractOne(
        _bare(folded), names.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE
    )
    return names[close[0]] if close else _NONE


def _bare(folded: str) -> str:
    """Without the words that many have."""
    return " ".join(word for word in folded.split() if word not in _GENERIC) or folded


@cache
def _named() -> dict[str, frozenset[str]]:
    """Exact key → codes, of all countries."""
    found: dict[str, frozenset[str]] = {}
    for each in world_admin1s().values():
        for name in map(key, (each.name, *each.names)):
            found[name] = found.get(name, _NONE) | {each.admin1_code}
    return found


@cache
def _by_country() -> dict[str, dict[str, frozenset[str]]]:
    """Country → exact, loose and bare key → codes."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for each in world_admin1s().values():
        names = found.setdefault(each.country_code, {})
        for name in map(key, (each.name, *each.names)):
            for spelling in {name, *loose(name), _bare(name)}:
                names[spelling] = names.get(spelling, _NONE) | {each.admin1_code}
    return found
