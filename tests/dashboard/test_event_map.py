"""The map's layer: one row a place, areas by count, and nothing that runs."""

from __future__ import annotations

import math

import folium
import pandas as pd
import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string

from dashboard import event_map
from geodata import vocabulary

CENTRES = {"IR-28": (37.4, 57.1)}
HOSTILE = (
    "{{ 7 * 6 }} {% raw %} ${alert(1)} `x` </script> <img src=x onerror=alert(1)> \" ' \\ \u2028"
)


def towns(*rows: tuple[str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "place_key": str(at),
                "place_name": name,
                "admin1_name": name,
                "latitude": 30.0 + at,
                "longitude": 50.0,
                "n": n,
                "group": group,
            }
            for at, (name, n, group) in enumerate(rows)
        ],
        columns=["place_key", "place_name", "admin1_name", "latitude", "longitude", "n", "group"],
    )


def provinces(*rows: tuple[str, str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["admin1_code", "admin1_name", "n", "group"])


def script_of(layer: folium.FeatureGroup) -> str:
    """What streamlit-folium sends to the browser to be evaluated."""
    base = event_map.base_map("light", event_map.bounds_of(towns(), True))
    base.get_root().render()
    base.render()
    _get_map_string(base)
    return str(_get_feature_group_string(layer, map=base))


def test_no_name_is_run_on_the_way() -> None:
    layer = event_map.events_layer(
        towns((HOSTILE, 1, "transport")),
        provinces(("IR-28", HOSTILE, 1, "industry")),
        CENTRES,
        "light",
    )
    script = script_of(layer)
    assert "42" not in script, "Jinja evaluated a name"
    for run in ("{{", "{%", "${", "`", "<img", "</script"):
        assert run not in script
    assert script.count("%7B%7B%207%20%2A%206") + script.count("%7B%7B 7 %2A 6") >= 2


def test_the_base_is_the_same_whatever_is_shown() -> None:
    def base() -> str:
        made = event_map.base_map("light", event_map.bounds_of(towns(), True))
        made.get_root().render()
        return str(_get_map_string(made))

    assert base() == base()
    assert len(base()) < 5_000, "the base is fetched by the browser, not sent with each filter"


def test_a_layer_is_small() -> None:
    many = towns(*[(f"Town {n}", n + 1, "transport") for n in range(1_500)])
    script = script_of(event_map.events_layer(many, provinces(), CENTRES, "light"))
    assert len(script) < 150_000


def test_no_event_is_an_empty_layer() -> None:
    assert "maydan.draw" in script_of(event_map.events_layer(towns(), provinces(), CENTRES, "dark"))


@pytest.mark.parametrize("most", [1, 4, 11, 12, 900, 50_000])
@pytest.mark.parametrize(("n_places", "largest"), [(1, 30), (60, 30), (240, 15), (9_000, 10)])
def test_area_goes_by_count(most: int, n_places: int, largest: float) -> None:
    one = event_map._radius_of_one(most, n_places)
    assert one * math.sqrt(most) <= largest + 0.2
    assert one <= 9


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_can_be_read_on_every_colour(theme: str) -> None:
    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for group in vocabulary.groups().values():
        colour = event_map._colour(group, theme)
        light, dark = sorted((luminance(colour), luminance(event_map._ink(colour))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{group.code} in {theme}"


def test_a_click_is_matched_by_its_point() -> None:
    known = event_map.spots(
        towns(("Yazd", 2, "transport")), provinces(("IR-28", "North", 1, "industry")), CENTRES
    )
    town = event_map.clicked({"last_object_clicked": {"lat": 30.0, "lng": 50.0}}, known)
    province = event_map.clicked({"last_object_clicked": {"lat": 37.4, "lng": 57.1}}, known)
    assert town and town.key == "0"
    assert province and province.key == "IR-28"
    for nothing in (None, {}, {"last_object_clicked": None}):
        assert event_map.clicked(nothing, known) is None
    assert event_map.clicked({"last_object_clicked": {"lat": 1.0, "lng": 1.0}}, known) is None


def test_bounds_hold_every_place() -> None:
    far = towns(("Yazd", 1, "transport"))
    assert event_map.bounds_of(far, True) == event_map._IRAN
    (south, west), (north, east) = event_map.bounds_of(far, False)
    assert south <= 30 <= north and west <= 50 <= east
