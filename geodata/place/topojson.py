"""TopoJSON to GeoJSON, as much as our two sources need, and points in polygons.

TopoJSON (https://github.com/topojson/topojson-specification) keeps each border once, as an
arc of differences between whole numbers; a ring is a list of arcs, `~i` being arc i backwards.
Positions are [longitude, latitude], as GeoJSON has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Position = tuple[float, float]
Ring = list[Position]
Polygon = list[Ring]


def polygons(topology: dict[str, Any], geometry: dict[str, Any], digits: int) -> list[Polygon]:
    """The polygons of one geometry of a quantised topology, rounded to `digits` decimals.

    Rings that rounding leaves without an area are left out.
    """
    arcs: list[Any] = geometry.get("arcs", [])
    parts = {"Polygon": [arcs], "MultiPolygon": arcs}[geometry["type"]]
    rounded = ([_ring(topology, ring, digits) for ring in part] for part in parts)
    return [[ring for ring in part if ring] for part in rounded if part and part[0]]


def _ring(topology: dict[str, Any], arcs: Iterable[int], digits: int) -> Ring:
    """A closed ring without repeated positions; empty if it has no area."""
    ring: Ring = []
    for index in arcs:
        arc = _arc(topology, index if index >= 0 else ~index, digits)
        for position in arc if index >= 0 else reversed(arc):
            if not ring or ring[-1] != position:
                ring.append(position)
    return ring if len(ring) >= 4 and area(ring) else []


def _arc(topology: dict[str, Any], index: int, digits: int) -> Ring:
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    arc: Ring = []
    for dx, dy in topology["arcs"][index]:
        x, y = x + dx, y + dy
        longitude, latitude = x * scale[0] + translate[0], y * scale[1] + translate[1]
        arc.append((round(longitude, digits), round(latitude, digits)))
    return arc


def area(ring: Ring) -> float:
    """Area in square degrees, without a sign; good enough to tell large from small."""
    pairs = pairwise(ring)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def contains(polygon: Polygon, latitude: float, longitude: float) -> bool:
    """Whether the point lies in the polygon and in none of its holes (even-odd rule)."""
    return sum(len(_crossings(ring, latitude, longitude)) for ring in polygon) % 2 == 1


def _crossings(ring: Ring, latitude: float, west_of: float = float("inf")) -> list[float]:
    """Longitudes, below `west_of`, where the ring crosses the parallel."""
    found = (
        x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > latitude) != (y2 > latitude)
    )
    return [longitude for longitude in found if longitude < west_of]


def inner_point(parts: list[Polygon]) -> tuple[float, float]:
    """Latitude and longitude of a point inside the largest polygon.

    The middle of the widest stretch of its middle parallel, so that a country in the shape
    of a crescent still has it inside.
    """
    largest = max(parts, key=lambda polygon: area(polygon[0]))
    latitudes = [y for _, y in largest[0]]
    # A little off the middle: a parallel through a corner would count that corner twice.
    latitude = (min(latitudes) + max(latitudes)) / 2 + 1e-4
    edges = sorted(x for ring in largest for x in _crossings(ring, latitude))
    west, east = max(zip(edges[::2], edges[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return round(latitude, 3), round((west + east) / 2, 3)
