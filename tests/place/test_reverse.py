"""From points back to towns and provinces."""

import pytest
from geopy.point import Point

from geodata.place import adding
from geodata.place.borders import admin1_at
from geodata.place.files import geonames_towns
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import Geocoder
from tests.place.dumps import WORLD, dump

GEOCODER = Geocoder()

POINTS = """
31.90 54.37 = Yazd, IR
36.30 59.60 = Mashhad, Razavi Khorasan, IR
29.60 52.53 = Shiraz, Fars, IR
30.50 59.00 = Nosratabad, Kerman, IR
33.60 56.93 = Tabas, South Khorasan, IR
"""


@pytest.mark.parametrize("case", POINTS.strip().splitlines())
def test_the_nearest_town_and_the_province_of_the_point(case):
    point, address = case.split(" = ")
    latitude, longitude = map(float, point.split())
    location = GEOCODER.reverse((latitude, longitude))
    assert location.address == address
    assert location.raw["feature_code"].startswith("PPL")


def test_as_geopy_has_it():
    location = GEOCODER.reverse((31.9, 54.37))
    assert (location.raw["geonameid"], location.raw["point_admin1_code"]) == (111822, "IR-21")
    assert 0 < location.raw["distance_km"] < 2
    assert (location.latitude, location.longitude) == (
        location.raw["latitude"],
        location.raw["longitude"],
    )
    assert GEOCODER.reverse("31.9, 54.37") == GEOCODER.reverse(Point(31.9, 54.37)) == location
    assert GEOCODER.reverse((31.9, 54.37), exactly_one=False) == [location]


def test_far_from_every_town_is_none():
    assert GEOCODER.reverse((0, -30)) is None
    assert GEOCODER.reverse((52.5, 13.4)) is None


def test_what_is_no_point():
    with pytest.raises(ValueError, match="is no latitude and longitude"):
        GEOCODER.gazetteer.nearest(91, 0)


def test_added_towns_count(tmp_path):
    adding.add(tmp_path, str(dump(tmp_path / "allCountries.txt", *WORLD)))
    found = Gazetteer(tmp_path).nearest(34.01, 36.01)
    assert (found.town.place_name, found.admin1_code, found.country_code) == (
        "Qal'at al Jadid",
        "SY-RD",
        "SY",
    )
    assert 1 < found.distance_km < 2
    assert Gazetteer(tmp_path).nearest(31.9, 54.37).town.place_name == "Yazd"


def test_outlines_and_gazetteer_agree_on_the_province_of_nearly_every_town():
    towns = geonames_towns()
    n_agreeing = sum(admin1_at(town.latitude, town.longitude) == town.admin1_code for town in towns)
    assert n_agreeing / len(towns) > 0.96


def test_every_town_of_geonames_is_found_again_with_its_own_province():
    for town in geonames_towns()[::25]:
        found = GEOCODER.gazetteer.nearest(town.latitude, town.longitude)
        assert found.distance_km < 1, town
        assert found.admin1_code == found.town.admin1_code
