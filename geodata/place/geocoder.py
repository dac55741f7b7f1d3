"""The geocoder: the cache file first, the gazetteer second, a service last and only if asked.

    geocoder = Geocoder(folder / "geocodes.csv")
    geocoder.geocode("Torbat-e Jam").point
    placed = geocoder.place(event)

The order in full: a person's decision or a service's earlier answer (`geocodes.csv`); the
gazetteer; an earlier "not found"; the online service, if one was switched on. Nothing found
is None or an unplaced `Place`; trouble with a service is LookupTrouble and is not remembered.
This is the only file of the room that opens a network connection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from pathlib import Path
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location

from geodata.errors import LookupTrouble, UnknownValue
from geodata.model import Event, Place, PlaceKind
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes
from geodata.place.service import place_of

SERVICES: dict[str, type[GeopyGeocoder]] = {"nominatim": Nominatim, "photon": Photon}
MIN_DELAY_SECONDS = 1.0
"""Nominatim's usage policy: at most one request a second for the whole application."""
TIMEOUT_SECONDS = 10.0
PLACE_FIELDS = (
    "place_name", "geonameid", "feature_code", "admin1_code", "admin1_name", "country_code",
    "latitude", "longitude", "geo_precision", "placed_by",
)  # fmt: skip
_place_values = attrgetter(*PLACE_FIELDS)


def user_agent() -> str:
    """How we name ourselves to a service: `maydan/<version>`."""
    try:
        return f"maydan/{version('maydan')}"
    except PackageNotFoundError:
        return "maydan/0"


class Geocoder(GeopyGeocoder):  # type: ignore[misc]  # geopy is untyped
    """A geopy geocoder over our gazetteer, our memory, and one service if switched on.

    `cache` is the path of `geocodes.csv`, or None to remember nothing. `online` is None,
    "nominatim", "photon", or any geopy geocoder; `adapter_factory` is geopy's, for the
    named services. `falls_back` places a name that nobody knows at the province named with
    it, at "admin1" precision.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        online: str | GeopyGeocoder | None = None,
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
        self.service = ""
        self._ask_service: RateLimiter | None = None
        if online is not None:
            self._switch_on(online, min_delay_seconds, adapter_factory)
        self._placed = lru_cache(maxsize=65536)(self._find)

    def _switch_on(
        self, online: str | GeopyGeocoder, delay: float, adapter_factory: Callable[..., Any] | None
    ) -> None:
        if isinstance(online, str):
            if online not in SERVICES:
                raise UnknownValue("online", online, SERVICES)
            online = SERVICES[online](
                user_agent=user_agent(), timeout=self.timeout, adapter_factory=adapter_factory
            )
        self.service = type(online).__name__.lower()
        # By default the limiter swallows errors, and an outage would look like "not found".
        self._ask_service = RateLimiter(
            online.geocode, min_delay_seconds=delay, max_retries=0, swallow_exceptions=False
        )

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
            return replace(known.place, placed_by=known.source)
        place = self.gazetteer.find(name, admin1, country, kind)
        if not place.is_placed and place.placed_by == "not_found":
            if known:
                place = known.place
            elif self._ask_service:
                place = self._answer(name, admin1, country)
            if not place.is_placed and admin1 and self.falls_back:
                return self.gazetteer.find(admin1, country=country, kind="admin1")
        return place

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
        province, code = self._canonical(admin1, country)
        try:
            results = self._results(", ".join(filter(None, (name, province))), code)
            place = place_of(results, self.service, self.gazetteer.admin1_codes(admin1, code), code)
        except (GeopyError, OSError, ValueError, LookupError, TypeError, AttributeError) as trouble:
            why = str(trouble) or type(trouble).__name__
            raise LookupTrouble(
                f"{self.service} did not answer for {name!r}: {why}; try again later"
            ) from trouble
        if self.geocodes:
            today, note = date.today(), "; ".join(place.candidates)
            self.geocodes.add([Geocode(name, place, province, code, self.service, today, note)])
        return place

    def _results(self, words: str, country_code: str) -> list[Location] | None:
        options: dict[str, Any] = {"exactly_one": False}
        if self.service in SERVICES:
            options["language"] = "en"
        if self.service == "nominatim":
            options |= {"addressdetails": True, "country_codes": country_code.lower() or None}
        assert self._ask_service is not None
        found: list[Location] | None = self._ask_service(words, **options)
        return found

    def place(self, event: Event) -> Event:
        """The event with its place fields filled from its words.

        An event that has a place already (of its dataset) stays as it is. A site whose
        position is known gives "site" precision within its town; else the town counts.
        """
        if event.geo_precision != "unplaced":
            return event
        place = self._place_of(event)
        return replace(event, **dict(zip(PLACE_FIELDS, _place_values(place), strict=True)))

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
        """The answer of `maydan geocode` to one name, ready for JSON."""
        place = self.find(query, admin1, country)
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
