"""The geocoder: the cache file first, the gazetteer second, a service last and only if asked.

    geocoder = Geocoder(folder / "geocodes.csv")
    geocoder.geocode("Torbat-e Jam").point
    placed = geocoder.place(event)

The order in full: a person's decision or a service's earlier answer (`geocodes.csv`); the
gazetteer; an earlier "not found"; the online service, if one was switched on. Nothing found
is None or an unplaced `Place`; trouble with a service is LookupTrouble and is not remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location
from geopy.point import Point

from geodata.errors import LookupTrouble
from geodata.model import PLACE_COLUMNS, Event, Place, PlaceKind
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes
from geodata.place.online import TIMEOUT_SECONDS, Service, service_named, user_agent
from geodata.place.pace import MIN_DELAY_SECONDS
from geodata.place.service import place_of

PROVINCE_ONLY = "province_only"
"""`placed_by` of a place that is only known to lie in its province: for review."""
_place_values = attrgetter(*PLACE_COLUMNS)


class Geocoder(GeopyGeocoder):  # type: ignore[misc]  # geopy is untyped
    """A geopy geocoder over our gazetteer, our memory, and one service if switched on.

    `cache` is the path of `geocodes.csv`, or None to remember nothing. `online` is None, a name
    of `online.ADDRESSES`, or any geopy geocoder; `address`, `user` and geopy's
    `adapter_factory` are for the named services. `falls_back` places a name that nobody knows, or
    that stays ambiguous, at the province named with it, at "admin1" precision.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        online: str | GeopyGeocoder | None = None,
        address: str = "",
        user: str = "",
        gazetteer: Gazetteer | None = None,
        falls_back: bool = False,
        timeout: float = TIMEOUT_SECONDS,
        min_delay_seconds: float = MIN_DELAY_SECONDS,
        adapter_factory: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__(timeout=timeout, user_agent=user_agent(), adapter_factory=URLLibAdapter)
        self.gazetteer = gazetteer or Gazetteer()
        self.geocodes = Geocodes(cache) if cache else None
        self.falls_back = falls_back
        if isinstance(online, str):
            online = service_named(
                online, address=address, user=user, timeout=timeout, adapter_factory=adapter_factory
            )
        self._online = Service(online, min_delay_seconds=min_delay_seconds) if online else None
        self.troubles: list[LookupTrouble] = []
        """Why `lookup` gave no answer, once for each name."""
        self._placed = lru_cache(maxsize=65536)(self._find)

    # -- as geopy has it

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: float = DEFAULT_SENTINEL,
        admin1: str | None = None,
        country: str | None = None,
        kind: PlaceKind | None = None,
    ) -> Location | list[Location] | None:
        """The place's location, its `raw` holding the fields of `Place`; None if unplaced.

        `timeout` is accepted as geopy has it; a service has the one given at the start.
        """
        place = self.find(query, admin1, country, kind)
        if not place.is_placed:
            return None
        named = (place.place_name, place.admin1_name, place.country_code)
        address = ", ".join(dict.fromkeys(filter(None, named)))
        location = Location(address, (place.latitude, place.longitude, 0.0), asdict(place))
        return location if exactly_one else [location]

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: float = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The town nearest to a point (latitude first), from the gazetteer; None if none is near.

        The address names the town and what the point lies in. `raw` has the town's fields of
        `Place`, `distance_km` from the point, and the point's own `point_admin1_code`,
        `point_admin1_name` and `point_country_code`. `timeout` is accepted as geopy has it.
        """
        point = Point(query)
        found = self.gazetteer.nearest(point.latitude, point.longitude)
        if not found:
            return None
        named = (found.town.place_name, found.admin1_name, found.country_code)
        raw = asdict(found.town) | {
            "distance_km": round(found.distance_km, 3),
            "point_admin1_code": found.admin1_code,
            "point_admin1_name": found.admin1_name,
            "point_country_code": found.country_code,
        }
        address = ", ".join(dict.fromkeys(filter(None, named)))
        location = Location(address, (found.town.latitude, found.town.longitude, 0.0), raw)
        return location if exactly_one else [location]

    # -- as the flow needs it

    def find(
        self,
        name: str,
        admin1: str | None = None,
        country: str | None = None,
        kind: PlaceKind | None = None,
    ) -> Place:
        """The place of that name, or an unplaced one that says why.

        Raises LookupTrouble when the service does not answer.
        """
        memory = self.geocodes.version if self.geocodes else ()
        return self._placed(name, admin1 or "", country or "", kind, memory)

    def _find(
        self, name: str, admin1: str, country: str, kind: PlaceKind | None, _memory: object
    ) -> Place:
        known = self._remembered(name, admin1, country)
        if known and (known.is_manual or known.place.is_placed):
            place = replace(known.place, placed_by=known.source)
            return place if place.is_placed else self._left_open(place, admin1, country)
        place = self.gazetteer.find(name, admin1, country, kind)
        if not place.is_placed and place.placed_by == "not_found":
            if known:
                place = known.place
            elif self._online:
                place = self._answer(name, admin1, country)
        if not place.is_placed and admin1 and self.falls_back:
            return self._province_of(place, admin1, country)
        return place

    def _province_of(self, unplaced: Place, admin1: str, country: str) -> Place:
        """The province named with a place that stays unplaced, for review: its candidates stay."""
        province = self.gazetteer.find(admin1, country=country, kind="admin1")
        if not province.is_placed:
            return unplaced
        return replace(province, placed_by=PROVINCE_ONLY, candidates=unplaced.candidates)

    def _left_open(self, decided: Place, admin1: str, country: str) -> Place:
        """A person said that no known place is meant: the province that the words name stays."""
        if not admin1 or not self.falls_back:
            return decided
        return replace(self._province_of(decided, admin1, country), placed_by=decided.placed_by)

    def _remembered(self, name: str, admin1: str, country: str) -> Geocode | None:
        if not self.geocodes:
            return None
        return self.geocodes.get(name, *self._canonical(admin1, country))

    def _canonical(self, admin1: str, country: str) -> tuple[str, str]:
        """The province's English name and the country's code, under which answers are kept."""
        code = self.gazetteer.country_code(country)
        province = self.gazetteer.find(admin1, country=code, kind="admin1") if admin1 else Place()
        return province.admin1_name or admin1, code or country

    def _answer(self, name: str, admin1: str, country: str) -> Place:
        """The service's answer, remembered with its date."""
        assert self._online
        service = self._online.name
        province, code = self._canonical(admin1, country)
        codes = self.gazetteer.admin1_codes(admin1, code)

        def read(results: list[Location]) -> Place:
            return place_of(results, service, codes, code)

        place: Place = self._online.ask(", ".join(filter(None, (name, province))), code, read)
        if self.geocodes:
            today, note = date.today(), "; ".join(place.candidates)
            self.geocodes.add([Geocode(name, place, province, code, service, today, note)])
        return place

    def place(self, event: Event) -> Event:
        """The event with its place fields filled from its words.

        An event that has a place already (of its dataset) stays as it is. A site whose
        position is known gives "site" precision within its town; else the town counts.
        """
        if event.geo_precision != "unplaced":
            return event
        place = self._place_of(event)
        return replace(event, **dict(zip(PLACE_COLUMNS, _place_values(place), strict=True)))

    def _place_of(self, event: Event) -> Place:
        admin1, country = event.admin1_hint, event.country_hint
        if event.toponym:
            town = self.find(event.toponym, admin1, country, event.toponym_kind)
            if town.placed_by == "not_found" and country not in ("", "IR"):
                town = self.find(country, kind="country")
        elif admin1:
            town = self.find(admin1, country=country, kind="admin1")
        elif country:
            town = self.find(country, kind="country")
        else:
            town = Place()
        return (self.gazetteer.site(event.site, town) if event.site else None) or town

    def lookup(
        self, query: str, admin1: str | None = None, country: str | None = None
    ) -> dict[str, Any]:
        """The answer of `maydan geocode` to one name, ready for JSON.

        `placed_by` is "no_answer", and the trouble kept, where the service failed.
        """
        try:
            place = self.find(query, admin1, country)
        except LookupTrouble as trouble:
            self.troubles.append(trouble)
            place = Place(placed_by="no_answer")
        return {
            "query": query,
            "place_name": place.place_name,
            "geonameid": place.geonameid,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "admin1_name": place.admin1_name,
            "country_code": place.country_code,
            "geo_precision": place.geo_precision,
            "placed_by": place.placed_by,
            "candidates": list(place.candidates),
        }
