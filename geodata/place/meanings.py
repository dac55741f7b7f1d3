"""What a name can mean: every place of the data files with its strong and weak names.

The strongest is the usual name; then come other spellings of it, and last the other names
that GeoNames knows, old, foreign or mistaken. Tīrān's "Tehran" must never win over the
capital's own name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geodata.model import GeoPrecision, Place, PlaceKind
from geodata.place import files


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place and what is needed to choose among places of one name."""

    place: Place
    kind: PlaceKind
    population: int = 0
    is_seat: bool = False
    """Whether it is the seat of a province, or the capital."""
    within: int | None = None
    """Geonameid of the town that it is in."""
    is_listed: bool = False
    """Whether the official list of Iran's towns names it."""
    is_scanned: bool = True
    """Whether to look for it in running text."""
    usual: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """For people to read: "Name, Province (geonameid)"."""
        place = self.place
        where = place.admin1_name or place.country_code
        named = f"{place.place_name}, {where}" if where != place.place_name else where
        named = f"{named} Province" if self.kind == "admin1" else named
        return f"{named} ({place.geonameid})" if place.geonameid else named


@cache
def meanings() -> tuple[Meaning, ...]:
    """All meanings: countries, provinces, towns and sites."""
    return (*_countries(), *_provinces(), *_towns())


@cache
def province_names() -> dict[str, str]:
    """ISO 3166-2 code to English name."""
    return {each.admin1_code: each.name for each in files.admin1s()}


def _countries() -> Iterator[Meaning]:
    more = files.variants()
    for each in files.countries():
        place = Place(
            place_name=each.name,
            feature_code="PCLI",
            country_code=each.country_code,
            latitude=each.latitude,
            longitude=each.longitude,
            geo_precision="country",
            placed_by="gazetteer",
        )
        usual = (each.name, *each.names, *more.get(each.country_code, ()))
        yield Meaning(place, "country", usual=usual)


def _provinces() -> Iterator[Meaning]:
    more = files.variants()
    seats = {town.geonameid: town for town in files.towns()}
    for each in files.admin1s():
        seat = seats[each.seat]
        place = Place(
            place_name=each.name,
            feature_code="ADM1",
            admin1_code=each.admin1_code,
            admin1_name=each.name,
            country_code="IR",
            latitude=seat.latitude,
            longitude=seat.longitude,
            geo_precision="admin1",
            placed_by="gazetteer",
        )
        usual = (each.name, each.name_fa, *each.variants, *more.get(each.admin1_code, ()))
        yield Meaning(place, "admin1", usual=usual, others=(each.admin1_code,))


def _towns() -> Iterator[Meaning]:
    more = files.variants()
    for town in files.towns():
        yield Meaning(
            _town_place(town),
            "site" if town.is_site else "town",
            town.population,
            town.feature_code in ("PPLC", "PPLA"),
            town.within,
            usual=(town.name, *more.get(str(town.geonameid), ())),
            spellings=town.names,
            others=town.other_names,
            is_listed=town.is_listed,
            is_scanned=town.is_scanned,
        )


def _town_place(town: files.Town) -> Place:
    return Place(
        place_name=town.name,
        geonameid=town.geonameid,
        feature_code=town.feature_code,
        admin1_code=town.admin1_code,
        admin1_name=province_names().get(town.admin1_code, ""),
        country_code=town.country_code,
        latitude=town.latitude,
        longitude=town.longitude,
        geo_precision=_precision(town),
        placed_by="gazetteer",
    )


def _precision(town: files.Town) -> GeoPrecision:
    if town.feature_code == "ADM2":
        return "admin2"
    return "site" if town.is_site else "town"
