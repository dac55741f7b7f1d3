"""The map: counts of a selection → a Folium map, shown by streamlit-folium.

The base map never changes with a filter: the same `folium.Map`, the same key. What changes is
one layer that holds a short row for each place, so that zoom and position stay, nothing
reloads and little is sent. The drawing itself is `assets/map.js`, which we serve, as we serve
Leaflet.

Names are data and may hold anything. On their way to the browser they pass through Jinja (twice,
in branca) and through `eval` (in streamlit-folium), where `{{ }}` and `${ }` would run; so
every one travels percent-encoded and map.js sets it as text, never as HTML. No report's words
are on the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

import folium
import pandas as pd
import xyzservices.providers as tiles
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from geodata import vocabulary

KEY = "map"
HEIGHT_PX = 600
_LARGEST_RADIUS_PX = 30.0
_SMALLEST_RADIUS_PX = 4.0
_UNCROWDED_PLACES = 60
_RADIUS_OF_ONE_PX = 9.0
_MARGIN_DEGREES = 2.0
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

    def __init__(self, theme: str, bounds: Bounds) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Base"
        self.options = {
            "theme": theme,
            "bounds": bounds,
            "base": f"{_ASSETS}/base",
            "credit": "Natural Earth; GeoNames, CC BY 4.0",
            "label": "Map of events; the same events are in the list",
        }


class _Events(MacroElement):
    """The rows of places and provinces, and the legend; drawn by map.js into its layer."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "maydan.draw({{ this._parent.get_name() }}, {{ this.drawing | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, drawing: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Events"
        self.drawing = drawing


class _Candidates(MacroElement):
    """Numbered points that a person chooses from; drawn by map.js into its layer."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "maydan.candidates({{ this._parent.get_name() }}, {{ this.drawing | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, drawing: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Candidates"
        self.drawing = drawing


@dataclass(frozen=True, slots=True)
class Spot:
    """What a click on the map can mean: a town or a province, by its key and its point."""

    key: str
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
    base.add_child(_Base(theme, bounds))
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
    towns: pd.DataFrame,
    provinces: pd.DataFrame,
    centres: Mapping[str, tuple[float, float]],
    theme: str,
    selected: str = "",
) -> folium.FeatureGroup:
    """One circle a town and one name a province, as counted by `geodata.query.counts`.

    `centres` has the point of each province's name, latitude first; a province without one
    is left out. `selected` is the key of the place whose events stand beside the map.
    """
    most = int(towns["n"].max()) if len(towns) else 0
    of_one = _radius_of_one(most, len(towns))
    known = provinces[provinces["admin1_code"].isin(list(centres))]
    shown = set(towns["group"]) | set(known["group"])
    groups = {code: group for code, group in vocabulary.groups().items() if code in shown}
    at = {code: number for number, code in enumerate(groups)}
    drawing = {
        "radius_of_one": of_one,
        "smallest_radius": _SMALLEST_RADIUS_PX,
        "samples": sorted({1, max(round(most / 4), 1), most}) if most else [],
        "groups": [
            [g.label_en, colour := _colour(g, theme), _ink(colour)] for g in groups.values()
        ],
        "towns": [
            [
                *_point(latitude, longitude),
                _inert(name),
                _inert(province),
                n,
                at[group],
                key == selected,
            ]
            for latitude, longitude, name, province, n, group, key in _columns(
                towns,
                "latitude",
                "longitude",
                "place_name",
                "admin1_name",
                "n",
                "group",
                "place_key",
            )
        ],
        "provinces": [
            [*_point(*centres[code]), _inert(name), code, n, at[group], code == selected]
            for code, name, n, group in _columns(known, "admin1_code", "admin1_name", "n", "group")
        ],
        "words": {
            "event": "event",
            "events": "events",
            "mostly": "mostly",
            "town_unknown": "province, town not known",
            "hatch": "province known, town not",
            "legend": "Legend",
        },
    }
    layer = folium.FeatureGroup(name="events")
    layer.add_child(_Events(drawing))
    return layer


def tile_layer() -> folium.FeatureGroup:
    """A street map behind the events, fetched by the reader's browser from its maker."""
    layer = folium.FeatureGroup(name="tiles")
    layer.add_child(folium.TileLayer(tiles.OpenStreetMap.Mapnik))
    return layer


def candidates_layer(points: list[tuple[float, float, str]]) -> folium.FeatureGroup:
    """Points numbered from 1 in their order: latitude, longitude and name of each."""
    layer = folium.FeatureGroup(name="Candidates", control=False)
    rows = [[*_point(lat, lon), _inert(name)] for lat, lon, name in points]
    layer.add_child(_Candidates({"points": rows}))
    return layer


def bounds_round(points: list[tuple[float, float, str]]) -> Bounds:
    """A box round the points with a margin of about 200 km, so that one alone is seen in its
    country."""
    latitudes, longitudes = [lat for lat, _, _ in points], [lon for _, lon, _ in points]
    return (
        (min(latitudes) - _MARGIN_DEGREES, min(longitudes) - _MARGIN_DEGREES),
        (max(latitudes) + _MARGIN_DEGREES, max(longitudes) + _MARGIN_DEGREES),
    )


def show_still(base: folium.Map, layer: folium.FeatureGroup, key: str, height: int) -> None:
    """Put a map on the page that answers nothing."""
    st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=[layer],
        returned_objects=[],
    )


def spots(
    towns: pd.DataFrame, provinces: pd.DataFrame, centres: Mapping[str, tuple[float, float]]
) -> list[Spot]:
    """What can be clicked in the layer that these counts make."""
    found = [
        Spot(key, *_point(latitude, longitude))
        for key, latitude, longitude in _columns(towns, "place_key", "latitude", "longitude")
    ]
    codes = (code for (code,) in _columns(provinces, "admin1_code"))
    return found + [Spot(code, *_point(*centres[code])) for code in codes if code in centres]


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


def _radius_of_one(most: int, n_places: int) -> float:
    """Radius in pixels of a circle of one event; one of n has that times the root of n.

    Area by count, so a circle of four has twice the radius of one. The largest circle has at
    most 30 pixels, less where many places share the map (10 from 540 places on); the others
    keep their proportion, down to 4 pixels, below which a circle could not be hit.
    """
    crowd = math.sqrt(_UNCROWDED_PLACES / max(n_places, _UNCROWDED_PLACES))
    largest = max(_LARGEST_RADIUS_PX * crowd, _LARGEST_RADIUS_PX / 3)
    return round(min(_RADIUS_OF_ONE_PX, largest / math.sqrt(max(most, 1))), 3)


def _colour(group: vocabulary.Group, theme: str) -> str:
    return group.colour_dark if theme == "dark" else group.colour


@cache
def _ink(colour: str) -> str:
    """White or near black, whichever reads better on the colour.

    Luminance as WCAG 2.2 defines it; 0.2 is where the contrast of both is about the same.
    """
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if luminance < 0.2 else "#16181b"


def _inert(text: str) -> str:
    """The text with nothing in it that Jinja or JavaScript could take for its own."""
    return quote(text, safe=" ")


def _point(latitude: float, longitude: float) -> tuple[float, float]:
    """To about a metre, which is also how a click is matched."""
    return round(latitude, 5), round(longitude, 5)


def _columns(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in names), strict=True)
