"""The map's own ground: outlines and town names as GeoJSON, from the files of `geodata.place`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from geodata.place import files, topojson

LAYERS = ("countries", "provinces", "towns")
# Towns below this number of inhabitants are not named on the ground, at any zoom.
_SMALLEST_NAMED = 20_000


def layer(name: str) -> Mapping[str, Any]:
    """One of `LAYERS` as a GeoJSON feature collection."""
    match name:
        case "provinces":
            return files.outlines("provinces")
        case "countries":
            return files.outlines("countries")
    return _towns()


@cache
def admin1_centres() -> dict[str, tuple[float, float]]:
    """Code → a point well inside the province, latitude first, for its name."""
    return {
        feature["properties"]["admin1_code"]: topojson.inner_point(_parts(feature["geometry"]))
        for feature in files.outlines("provinces")["features"]
    }


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 code → English name."""
    return {country.country_code: country.name for country in files.countries()}


def _parts(geometry: Mapping[str, Any]) -> list[Any]:
    parts: list[Any] = geometry["coordinates"]
    return parts if geometry["type"] == "MultiPolygon" else [parts]


def _towns() -> dict[str, Any]:
    """Names of larger towns; `rank` says from which zoom on: see `arrangeLabels` in map.js.

    It is 12.5 at 900,000 inhabitants (named when all of Iran is in view) and 1.5 at 100,000.
    """
    named = [town for town in files.towns() if town.population >= _SMALLEST_NAMED]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [town.longitude, town.latitude]},
                "properties": {
                    "name": town.name,
                    "rank": round(5 * math.log(town.population) - 56, 1),
                },
            }
            for town in named
        ],
    }
