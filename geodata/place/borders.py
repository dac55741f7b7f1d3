"""In which province or country a point lies, by the outlines that the map draws.

The outlines are coarse (about 2 km): near a border the answer may be the neighbour's.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from geodata.place.files import outlines
from geodata.place.topojson import Polygon, area, contains

_Box = tuple[float, float, float, float]


def admin1_at(latitude: float, longitude: float) -> str:
    """ISO 3166-2 code of Iran's province at the point; "" outside Iran."""
    return _at("provinces", "admin1_code", latitude, longitude)


def country_at(latitude: float, longitude: float) -> str:
    """ISO 3166-1 alpha-2 of the country at the point; "" at sea."""
    return _at("countries", "country_code", latitude, longitude)


def _at(
    what: Literal["provinces", "countries"], code: str, latitude: float, longitude: float
) -> str:
    for (south, west, north, east), polygon, properties in _polygons(what):
        is_near = south <= latitude <= north and west <= longitude <= east
        if is_near and contains(polygon, latitude, longitude):
            return str(properties[code])
    return ""


@cache
def _polygons(
    what: Literal["provinces", "countries"],
) -> tuple[tuple[_Box, Polygon, dict[str, Any]], ...]:
    """Every polygon with its bounding box and the properties of its feature, smallest first:
    Hong Kong, which only the finer outlines have, lies inside the coarser China."""
    found = []
    for feature in outlines(what)["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for polygon in [parts] if geometry["type"] == "Polygon" else parts:
            longitudes, latitudes = zip(*polygon[0], strict=True)
            box = (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
            found.append((box, polygon, feature["properties"]))
    return tuple(sorted(found, key=lambda each: area(each[1][0])))
