"""Events whose dataset gives a point: what else is known of the place, the point kept as it is.

A town of the gazetteer that bears the name and lies near is the same town, so that its events
stand together with those read from texts. A centroid stays what it is: a province or a country.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from geodata.model import PLACE_COLUMNS, Event, GeoPrecision, PlaceKind
from geodata.place.borders import admin1_at, country_at
from geodata.place.geocoder import Geocoder
from geodata.place.nearest import great_circle_km

SAME_TOWN_KM = 15.0


class Positions:
    """Looks places up: of events with a point by it, of the others by their words."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self._known = lru_cache(maxsize=65536)(self._find)

    def fields(self, event: Event) -> dict[str, Any]:
        """The place fields of an event, as far as they are to be changed."""
        if event.latitude is None or event.longitude is None:
            placed = self._geocoder.place(event)
            return {name: getattr(placed, name) for name in PLACE_COLUMNS}
        return self._known(
            event.toponym, event.toponym_kind, event.admin1_hint, event.country_hint,
            event.latitude, event.longitude, event.geo_precision,
        )  # fmt: skip

    def _find(
        self,
        name: str,
        kind: PlaceKind | None,
        admin1: str,
        country: str,
        latitude: float,
        longitude: float,
        precision: GeoPrecision,
    ) -> dict[str, Any]:
        gazetteer = self._geocoder.gazetteer
        code = gazetteer.country_code(country) if country else ""
        code = code or country_at(latitude, longitude)
        found: dict[str, Any] = {"place_name": name, "country_code": code}
        if precision == "country":
            return found
        if admin1:
            province = gazetteer.find(admin1, country=code, kind="admin1")
            if province.is_placed:
                found |= {
                    "admin1_code": province.admin1_code,
                    "admin1_name": province.admin1_name,
                }
        if precision == "town" and name:
            town = gazetteer.find(name, admin1 if "admin1_code" in found else "", code, kind)
            near = town.latitude is not None and town.longitude is not None
            if near and town.geo_precision == "town":
                point = np.array([[town.latitude, town.longitude]])
                if great_circle_km(latitude, longitude, point)[0] <= SAME_TOWN_KM:
                    found |= {
                        "place_name": town.place_name, "geonameid": town.geonameid,
                        "feature_code": town.feature_code, "admin1_code": town.admin1_code,
                        "admin1_name": town.admin1_name,
                    }  # fmt: skip
        if "admin1_code" not in found and code == "IR" and (at := admin1_at(latitude, longitude)):
            named = gazetteer.find(at, country="IR", kind="admin1")
            found |= {"admin1_code": at, "admin1_name": named.admin1_name}
        return found
