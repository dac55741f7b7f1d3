"""Names for review, decisions about them, and taking them back."""

import pytest

from geodata.errors import UnknownValue
from geodata.model import Event, Place
from geodata.place import review
from geodata.place.geocoder import Geocoder
from geodata.place.geocodes import Geocodes


def placed(geocoder, *events):
    return [geocoder.place(event).to_row() for event in events]


EVENTS = (
    Event(toponym="Aliabad", title="one"),
    Event(toponym="Qwert Deh", admin1_hint="استان فارس", title="two"),
    Event(toponym="Qwert-Deh", admin1_hint="Fars", title="three"),
    Event(toponym="Tehran", title="four"),
    Event(title="five"),
)


@pytest.fixture
def geocoder(tmp_path):
    return Geocoder(tmp_path / "geocodes.csv", falls_back=True)


def test_a_name_that_nobody_knows_falls_back_to_its_province_and_is_listed(geocoder):
    rows = placed(geocoder, *EVENTS)
    unknown = rows[1]
    assert (unknown["toponym"], unknown["place_name"], unknown["geo_precision"]) == (
        "Qwert Deh",
        "Fars",
        "admin1",
    )
    assert unknown["placed_by"] == "province_only"
    names = review.open_names(rows)
    assert [(each.name, each.admin1, each.n_events) for each in names] == [
        ("Qwert Deh", "Fars", 2),
        ("Aliabad", "", 1),
    ]
    assert names[0].event_ids == (rows[1]["event_id"], rows[2]["event_id"])
    assert names[1].reasons == ("ambiguous",)


def test_an_ambiguous_name_falls_back_too(geocoder):
    place = geocoder.find("Mobarakabad", "Fars")
    assert (place.geo_precision, place.placed_by) == ("admin1", "province_only")
    assert len(place.candidates) > 1
    assert geocoder.find("Mobarakabad").placed_by == "ambiguous"


def test_the_candidates_of_a_name(geocoder):
    (aliabad,) = review.open_names(placed(geocoder, EVENTS[0]))
    places = review.candidates(aliabad, geocoder.gazetteer)
    assert len(places) >= 5 and len(set(places)) == len(places)
    in_fars = review.OpenName("Nurabad", "Fars", "IR", 1, (), ())
    assert review.candidates(in_fars, geocoder.gazetteer)[0].admin1_name == "Fars"


def test_a_decision_places_all_its_events_and_can_be_taken_back(geocoder):
    before = placed(geocoder, *EVENTS)
    deh = review.open_names(before)[0]
    there = review.at_point("Qwert Deh", 29.5, 52.5)
    assert review.decide(geocoder.geocodes, deh, there, "on the road to Shiraz") is None
    after = placed(geocoder, *EVENTS)
    assert [(row["latitude"], row["placed_by"]) for row in after[1:3]] == [(29.5, "manual")] * 2
    assert [each.name for each in review.open_names(after)] == ["Aliabad"]
    review.take_back(geocoder.geocodes, deh)
    assert placed(geocoder, *EVENTS) == before


def test_one_of_the_candidates_and_then_another(geocoder):
    (aliabad,) = review.open_names(placed(geocoder, EVENTS[0]))
    first, second = review.candidates(aliabad, geocoder.gazetteer)[:2]
    review.decide(geocoder.geocodes, aliabad, first)
    earlier = review.decide(geocoder.geocodes, aliabad, second)
    assert geocoder.find("Aliabad").geonameid == second.geonameid
    review.take_back(geocoder.geocodes, aliabad, earlier)
    assert geocoder.find("Aliabad").geonameid == first.geonameid


def test_none_of_these_is_a_decision_too(geocoder):
    (aliabad,) = review.open_names(placed(geocoder, EVENTS[0]))
    review.decide(geocoder.geocodes, aliabad, None)
    (row,) = placed(geocoder, EVENTS[0])
    assert (row["geo_precision"], row["placed_by"]) == ("unplaced", "manual")
    assert review.open_names([row]) == []


@pytest.mark.parametrize("latitude", [None, 91.0, float("nan")])
def test_a_point_must_be_on_earth(tmp_path, latitude):
    asked = review.OpenName("x", "", "", 1, (), ())
    place = Place("x", latitude=latitude, longitude=1.0, geo_precision="town")
    with pytest.raises(UnknownValue, match="degrees from -90 to 90"):
        review.decide(Geocodes(tmp_path / "geocodes.csv"), asked, place)
