"""What a name can mean: every place of the data files with its strong and weak names.

The strongest is the usual name; then come other spellings of it, and last the other names
that GeoNames knows, old, foreign or mistaken. Tīrān's "Tehran" must never win over the
capital's own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from geodata.model import Place, PlaceKind
from geodata.place import files


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place and what is needed to choose among places of one name."""

    place: Place
    kind: PlaceKind
    population: int = 0
    is_seat: bool = False
    """Whether it is the seat of a province, or the capital."""
    within: tuple[str, str] | None = None
    """Name and province code of the town that it is in."""
    needs_town: bool = False
    """Whether its name says nothing without the town: there is an Azadi Square in many."""
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
        if self.within:
            return f"{self.usual[0]}, {self.within[0]}"
        named = f"{place.place_name}, {where}" if where != place.place_name else where
        named = f"{named} Province" if self.kind == "admin1" else named
        return f"{named} ({place.geonameid})" if place.geonameid else named


@cache
def meanings() -> tuple[Meaning, ...]:
    """All meanings: countries, provinces, towns and sites."""
    towns = tuple(_towns())
    return (*_countries(), *_provinces(), *towns, *_sites(towns))


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
            "town",
            town.population,
            town.feature_code in ("PPLC", "PPLA"),
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
        geo_precision="admin2" if town.feature_code == "ADM2" else "town",
        placed_by="gazetteer",
    )


def _sites(towns: Iterable[Meaning]) -> Iterator[Meaning]:
    """The sites: at their own position and named after their town, else at the town itself."""
    by_name: dict[tuple[str, str], Meaning] = {}
    for meaning in sorted(towns, key=lambda each: each.population):
        by_name[meaning.place.place_name, meaning.place.admin1_code] = meaning
    for site in files.sites():
        within = (site.town, site.admin1_code) if site.town else None
        yield Meaning(
            _site_place(site, by_name[within].place if within else None),
            "town" if site.feature_code == "PPLX" else "site",
            within=within,
            needs_town=site.feature_code == "SQR",
            is_scanned=site.feature_code in _SCANNED,
            usual=(site.name, *site.names),
        )


_SCANNED = frozenset({"PRN", "UNIV", "MN", "PPLX", "PRT", "ISL"})
"""Sites to look for in running text. The names of works, refineries and bazaars also tell who
acts, which a place's words may not: they place an event whose words point at them."""


def _site_place(site: files.Site, town: Place | None) -> Place:
    own = Place(
        place_name=site.name,
        feature_code=site.feature_code,
        admin1_code=site.admin1_code,
        admin1_name=province_names()[site.admin1_code],
        country_code="IR",
        latitude=site.latitude,
        longitude=site.longitude,
        geo_precision="town" if site.feature_code == "PPLX" else "site",
        placed_by="gazetteer",
    )
    if town is None:
        return own
    if site.latitude is None:
        return town
    if site.feature_code == "PPLX":
        return own
    return replace(town, latitude=site.latitude, longitude=site.longitude, geo_precision="site")
