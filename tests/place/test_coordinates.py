"""Coordinates as people write them, and points that may be a slip."""

import pytest

from geodata.errors import InputError
from geodata.place.coordinates import doubts, is_swapped, point_place, read_point
from geodata.place.gazetteer import Gazetteer
from geodata.place.review import OpenName

TEHRAN = (35.69, 51.42)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("35.69, 51.42", TEHRAN),
        ("  35.69 51.42 ", TEHRAN),
        ("(35.69; 51.42)", TEHRAN),
        ("35.69N 51.42E", TEHRAN),
        ("51.42 E, 35.69 N", TEHRAN),
        ("35.69° N, 51.42° E", TEHRAN),
        ("35°41′24″N 51°25′12″E", TEHRAN),
        ("35° 41' 24\" N, 51° 25' 12\" E", TEHRAN),
        ("35°41'24''N, 51°25'12''E", TEHRAN),
        ("N 35° 41.4', E 51° 25.2'", TEHRAN),
        ("n35.69 w51.42", (35.69, -51.42)),
        ("S 33.87 W 70.5", (-33.87, -70.5)),
        ("35°41′24″, 51°25′12″", TEHRAN),
        ("۳۵٫۶۹، ۵۱٫۴۲", TEHRAN),
        ("۳۵°۴۱′۲۴″ ۵۱°۲۵′۱۲″", TEHRAN),
        ("-33.87, 151.21", (-33.87, 151.21)),
        ("33.87 S, 70.5 W", (-33.87, -70.5)),
        ("35, 51", (35.0, 51.0)),
    ],
)
def test_as_people_write_them(text, point):
    assert read_point(text) == pytest.approx(point, abs=1e-6), text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not two coordinates"),
        ("Tehran", "not two coordinates"),
        ("35.69", "one number only"),
        ("35.69, 51.42, 1200", "not two coordinates"),
        ("35.69, fifty", "not two coordinates"),
        ("35,69 51,42", "write it as 35.69, 51.42"),
        ("35°75′ N, 51° E", "below 60"),
        ("35 N, 51 N", "both are latitudes"),
        ("51 E, 52 W", "both are longitudes"),
        ("151.21, -33.87", "longitude written first? Then: -33.87, 151.21"),
        ("35.69, 251", "longitudes from -180 to 180"),
        ("nan, 51", "not two coordinates"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(InputError) as trouble:
        read_point(text)
    assert said in str(trouble.value), text


@pytest.mark.parametrize(
    ("admin1", "point", "said", "swapped"),
    [
        ("", TEHRAN, "", False),
        ("Tehran", TEHRAN, "", False),
        ("Fars", TEHRAN, "lies in Tehran, but the reports name Fars with X", False),
        ("", (51.42, 35.69), "lies in Russia, not in Iran", True),
        ("", (48.2, 16.37), "lies in Austria, not in Iran", False),
        ("", (0.0, -30.0), "lies at sea or in no country, not in Iran", False),
    ],
)
def test_a_slip_is_doubted(admin1, point, said, swapped):
    asked = OpenName("X", admin1, "IR" if admin1 else "", 1, (), ())
    place = point_place(asked, *point, Gazetteer())
    doubt = " ".join(doubts(place, asked))
    assert said in doubt if said else not doubt
    assert is_swapped(place, asked) is swapped


def test_the_point_knows_its_province():
    asked = OpenName("Qwert Deh", "", "", 1, (), ())
    place = point_place(asked, 29.5, 52.5, Gazetteer())
    assert (place.place_name, place.admin1_code, place.admin1_name, place.country_code) == (
        "Qwert Deh",
        "IR-07",
        "Fars",
        "IR",
    )
