"""Coordinates as people write them."""

import pytest

from geodata.errors import InputError
from geodata.place import coordinates
from geodata.place.gazetteer import Gazetteer
from geodata.place.review import OpenName

ASKED = OpenName("Nowhereabad", "Fars", "IR", 1, ("a",), ("not_found",))


@pytest.mark.parametrize(
    "text,point",
    [
        ("35.69, 51.42", (35.69, 51.42)),
        ("35.69 51.42", (35.69, 51.42)),
        ("35.69° N, 51.42° E", (35.69, 51.42)),
        ("51.42 E, 35.69 N", (35.69, 51.42)),
        ("35°41′24″N 51°25′12″E", (35.69, 51.42)),
        ("N 35° 41.4', E 51° 25.2'", (35.69, 51.42)),
        ("۳۵٫۶۹، ۵۱٫۴۲", (35.69, 51.42)),
        ("-33.9, 18.4", (-33.9, 18.4)),
        ("33.9 S, 18.4 W", (-33.9, -18.4)),
    ],
)
def test_points(text, point):
    assert coordinates.read_point(text) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize(
    "text,said",
    [
        ("", "not two coordinates"),
        ("35.69", "one number only"),
        ("Tehran", "not two coordinates"),
        ("135.69, 51.42", "is the longitude"),
        ("35.69 N, 51.42 N", "both are latitudes"),
        ("35°61′ N, 51° E", "below 60"),
        ("35.69, 251.42", "longitudes from -180 to 180"),
    ],
)
def test_what_is_no_point_is_said_with_the_way_to_write_it(text, said):
    with pytest.raises(InputError, match=said):
        coordinates.read_point(text)


@pytest.mark.parametrize(
    "point,n_doubts,is_swapped",
    [((29.6, 52.5), 0, False), ((35.69, 51.42), 1, False), ((52.5, 29.6), 1, True)],
)
def test_doubts(point, n_doubts, is_swapped):
    place = coordinates.point_place(ASKED, *point, Gazetteer())
    assert len(coordinates.doubts(place, ASKED)) == n_doubts
    assert coordinates.is_swapped(place, ASKED) == is_swapped
