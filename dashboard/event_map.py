"""The map: counts of a selection → a Folium map, shown by streamlit-folium.

The base map never changes with a filter: the same `folium.Map`, the same key. What changes is
one layer with one feature a place, so that zoom and position stay and nothing reloads. The
drawing itself is `assets/map.js`, which we serve, as we serve Leaflet.

Names reach the browser as JSON inside a script that streamlit-folium evaluates, and folium's
JSON filter leaves `<`, `>`, `&` and quotes escaped; map.js then sets them as text, never as
HTML. No report's words are on the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import folium
import pandas as pd
import xyzservices.providers as tiles
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import JsCode
from streamlit_folium import st_folium

from geodata import vocabulary
from geodata.query.counts import records

KEY = "map"
HEIGHT_PX = 600
_LARGEST_RADIUS_PX = 30.0
_SMALLEST_RADIUS_PX = 5.0
_RADIUS_OF_ONE_PX = 9.0
Bounds = tuple[tuple[float, float], tuple[float, float]]
# South-west and north-east corners of Iran, latitude first.
_IRAN: Bounds = ((24.8, 43.6), (40.0, 63.6))

# Relative to the component's own page, so that a server under a path prefix works too.
_ASSETS = "../../assets"
folium.Map.default_js = [
    ("leaflet", f"{_ASSETS}/leaflet/leaflet.js"),
    ("maydan", f"{_ASSETS}/maydan/map.js"),
]
folium.Map.default_css = [
    ("leaflet_css", f"{_ASSETS}/leaflet/leaflet.css"),
    ("maydan_css", f"{_ASSETS}/maydan/map.css"),
]


class _Base(MacroElement):
    """Countries, provinces and names of towns, fetched by map.js from our own server."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "maydan.base({{ this._parent.get_name() }}, {{ this.options | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, theme: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Base"
        self.options = {
            "theme": theme,
            "base": f"{_ASSETS}/base",
            "credit": "Natural Earth; GeoNames, CC BY 4.0",
            "label": "Map of events; the same events are in the list",
        }


class _Arranged(MacroElement):
    """Tells map.js that the layer of a selection is there, with its legend."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "maydan.arrange({{ this._parent.get_name() }}, {{ this.legend | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, legend: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Arranged"
        self.legend = legend


@dataclass(frozen=True, slots=True)
class Spot:
    """What a click on the map can mean: a town or a province, by its key and its point."""

    kind: str
    key: str
    name: str
    latitude: float
    longitude: float


def base_map(theme: str, bounds: Bounds) -> folium.Map:
    """The map without events; `bounds` are south-west and north-east, latitude first."""
    base = folium.Map(
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=90,
        min_zoom=2,
        max_zoom=13,
        world_copy_jump=True,
        control_scale=True,
    )
    base.fit_bounds(bounds)
    base.add_child(_Base(theme))
    return base


def bounds_of(places: pd.DataFrame, is_iran_only: bool) -> Bounds:
    """Iran, or a box of whole five degrees round all places, so that it seldom changes."""
    if is_iran_only or places.empty:
        return _IRAN
    south, west = places["latitude"].min(), places["longitude"].min()
    north, east = places["latitude"].max(), places["longitude"].max()
    return (
        (5 * math.floor(south / 5), 5 * math.floor(west / 5)),
        (5 * math.ceil(north / 5), 5 * math.ceil(east / 5)),
    )


def events_layer(
    places: pd.DataFrame,
    provinces: pd.DataFrame,
    centres: dict[str, tuple[float, float]],
    theme: str,
    selected: str = "",
) -> folium.FeatureGroup:
    """One feature a place; `places` and `provinces` as counted by `geodata.query.counts`.

    `centres` has the point of each province's name, latitude first; a province without one
    is left out. `selected` is the key of the place whose events stand beside the map.
    """
    scale = _Scale(int(places["n"].max()) if len(places) else 1)
    colours = _colours(theme)
    known = provinces[provinces["admin1_code"].isin(list(centres))]
    features = [_town(row, scale, colours, selected) for row in records(places)]
    features += [
        _province(row, centres[row["admin1_code"]], colours, selected) for row in records(known)
    ]
    layer = folium.FeatureGroup(name="events")
    points = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        point_to_layer=JsCode("maydan.marker"),
    )
    shown = set(places["group"]) | set(known["group"])
    points.add_child(_Arranged(_legend(scale, shown, colours, has_hatch=not known.empty)))
    layer.add_child(points)
    return layer


def tile_layer(theme: str) -> folium.FeatureGroup:
    """A street map behind the events, fetched by the reader's browser from its maker."""
    made_by = tiles.CartoDB.DarkMatter if theme == "dark" else tiles.CartoDB.Positron
    layer = folium.FeatureGroup(name="tiles")
    layer.add_child(folium.TileLayer(made_by))
    return layer


def spots(
    places: pd.DataFrame, provinces: pd.DataFrame, centres: dict[str, tuple[float, float]]
) -> list[Spot]:
    """What can be clicked in the layer that these counts make."""
    towns = [
        Spot("town", row["place_key"], row["place_name"], row["latitude"], row["longitude"])
        for row in records(places)
    ]
    return towns + [
        Spot("admin1", row["admin1_code"], row["admin1_name"], *centres[row["admin1_code"]])
        for row in records(provinces)
        if row["admin1_code"] in centres
    ]


def clicked(answer: dict[str, Any] | None, known: list[Spot]) -> Spot | None:
    """The place at the point that streamlit-folium says was clicked, None if there is none."""
    point = (answer or {}).get("last_object_clicked")
    if not point:
        return None
    for spot in known:
        if math.isclose(spot.latitude, point["lat"], abs_tol=1e-6) and math.isclose(
            spot.longitude, point["lng"], abs_tol=1e-6
        ):
            return spot
    return None


def show(
    base: folium.Map, layers: list[folium.FeatureGroup], on_click: Callable[[], None]
) -> dict[str, Any] | None:
    """Put the map on the page; the answer is what was clicked last."""
    answer: dict[str, Any] | None = st_folium(
        base,
        key=KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        feature_group_to_add=layers,
        returned_objects=["last_object_clicked", "last_object_clicked_count"],
        on_change=on_click,
    )
    return answer


class _Scale:
    """Counts to radii in pixels: area by count, so a circle of four has twice the radius of one.

    With many events at one place the largest circle stays at 30 pixels and the others keep
    their proportion, down to 5 pixels, below which a circle could not be hit.
    """

    def __init__(self, most: int) -> None:
        self.most = max(most, 1)
        self._of_one = min(_RADIUS_OF_ONE_PX, _LARGEST_RADIUS_PX / math.sqrt(self.most))

    def radius(self, n: int) -> float:
        return round(max(self._of_one * math.sqrt(n), _SMALLEST_RADIUS_PX), 1)

    def samples(self) -> list[int]:
        middle = max(round(self.most / 4), 1)
        return sorted({1, middle, self.most})


def _colours(theme: str) -> dict[str, str]:
    return {
        code: group.colour_dark if theme == "dark" else group.colour
        for code, group in vocabulary.groups().items()
    }


def _ink(colour: str) -> str:
    """Black or white, whichever reads better on the colour (WCAG relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if luminance < 0.25 else "#16181b"


def _said(name: str, province: str, n: int, group: str) -> str:
    label = vocabulary.groups()[group].label_en
    where = f"{name}, {province}" if province and province != name else name
    return f"{where}: {n:,} {'event' if n == 1 else 'events'}, mostly {label.lower()}"


def _point(latitude: float, longitude: float, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _town(
    row: dict[str, Any], scale: _Scale, colours: dict[str, str], selected: str
) -> dict[str, Any]:
    n, colour = int(row["n"]), colours[row["group"]]
    properties = {
        "kind": "town",
        "name": row["place_name"],
        "n": n,
        "n_short": n if n < 1000 else f"{n / 1000:.3g}k",
        "radius": scale.radius(n),
        "colour": colour,
        "ink": _ink(colour),
        "said": _said(row["place_name"], row["admin1_name"], n, row["group"]),
        "selected": row["place_key"] == selected,
    }
    return _point(row["latitude"], row["longitude"], properties)


def _province(
    row: dict[str, Any], centre: tuple[float, float], colours: dict[str, str], selected: str
) -> dict[str, Any]:
    n = int(row["n"])
    properties = {
        "kind": "admin1",
        "code": row["admin1_code"],
        "name": row["admin1_name"],
        "n": n,
        "colour": colours[row["group"]],
        "ink": "#ffffff",
        "said": _said(f"{row['admin1_name']} province, town not known", "", n, row["group"]),
        "selected": row["admin1_code"] == selected,
    }
    return _point(*centre, properties)


def _legend(
    scale: _Scale, shown: set[str], colours: dict[str, str], *, has_hatch: bool
) -> dict[str, Any]:
    samples = scale.samples()
    return {
        "sizes": [{"radius": scale.radius(n)} for n in samples],
        "sizes_text": " · ".join(f"{n:,}" for n in samples)
        + (" event" if samples == [1] else " events"),
        "groups": [
            {"colour": colours[code], "label": group.label_en}
            for code, group in vocabulary.groups().items()
            if code in shown
        ],
        "has_hatch": has_hatch,
        "hatch_text": "province known, town not",
    }
