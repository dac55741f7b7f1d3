"""Events as GeoJSON (RFC 7946): points for towns and sites, no geometry for what is coarser.

A province or a country gets no point: another program would draw it as a dot on a town that
nobody named. Its code and name are among the properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from geodata.query.selection import TOWN_PRECISIONS


def write(rows: Iterable[dict[str, Any]], out: TextIO) -> int:
    """Write one feature collection, a feature a line; returns how many features."""
    out.write('{"type": "FeatureCollection", "features": [')
    n_rows = 0
    for row in rows:
        out.write(",\n" if n_rows else "\n")
        out.write(json.dumps(feature(row), ensure_ascii=False, default=str))
        n_rows += 1
    out.write("\n]}\n")
    return n_rows


def feature(row: dict[str, Any]) -> dict[str, Any]:
    """One event; longitude comes first, as GeoJSON has it."""
    properties = {
        name: value for name, value in row.items() if name not in ("latitude", "longitude", "spans")
    }
    properties["spans"] = json.loads(row["spans"] or "{}")
    point = None
    if row["geo_precision"] in TOWN_PRECISIONS:
        point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": properties}
