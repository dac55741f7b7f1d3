"""The geocoder: what is asked first, what is remembered, and events placed."""

import json
from datetime import date

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderTimedOut
from geopy.location import Location

from geodata.errors import LookupTrouble, UnknownValue
from geodata.model import PLACE_COLUMNS, Event, Place
from geodata.place.geocode_lines import Geocode
from geodata.place.geocoder import Geocoder, user_agent
from geodata.place.geocodes import Geocodes

OFFLINE = Geocoder()


class Service:
    """Stands in for a geopy geocoder: answers from a table, or raises."""

    def __init__(self, answers=None, trouble=None):
        self.answers, self.trouble, self.asked = answers or {}, trouble, []

    def geocode(self, query, **_options):
        self.asked.append(query)
        if self.trouble:
            raise self.trouble
        return self.answers.get(query)


def result(name, latitude, longitude, addresstype="village", country="ir"):
    raw = {"name": name, "addresstype": addresstype, "address": {"country_code": country}}
    return Location(name, (latitude, longitude, 0), raw)


VILLAGE = [result("Kuchak Deh", 29.5, 52.6)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "geocodes.csv"


def online(path, service):
    return Geocoder(path, online=service, min_delay_seconds=0)


# -- as geopy has it


def test_a_location_as_geopy_has_it():
    location = OFFLINE.geocode("Torbat-E Jam")
    assert location.address == "Torbat-e Jam, Razavi Khorasan, IR"
    assert location.latitude == pytest.approx(35.244)
    assert location.raw["geonameid"] == 1159362
    assert OFFLINE.geocode("Torbat-E Jam", exactly_one=False) == [location]


def test_nothing_found_is_none():
    assert OFFLINE.geocode("Qwertzuiop") is None
    assert OFFLINE.geocode("Aliabad") is None
    assert OFFLINE.geocode("") is None


# -- the order of asking


def test_a_decision_wins_over_the_gazetteer(path):
    decided = Place("Azadi", latitude=30.0, longitude=50.0, geo_precision="town")
    Geocodes(path).add([Geocode("Tehran", decided)])
    place = Geocoder(path).find("Tehran")
    assert (place.place_name, place.placed_by) == ("Azadi", "manual")


def test_none_of_these_is_a_decision(path):
    Geocodes(path).add([Geocode("Tehran", Place(placed_by="not_found"))])
    place = Geocoder(path).find("Tehran")
    assert (place.geo_precision, place.placed_by) == ("unplaced", "manual")


def test_an_edit_of_the_file_counts_at_once(path):
    geocoder = Geocoder(path)
    assert geocoder.find("Tehran").placed_by == "gazetteer"
    decided = Place("Azadi", latitude=30.0, longitude=50.0, geo_precision="town")
    Geocodes(path).add([Geocode("Tehran", decided)])
    assert geocoder.find("Tehran").placed_by == "manual"


def test_an_earlier_not_found_does_not_hide_the_gazetteer(path):
    Geocodes(path).add([Geocode("Tehran", Place(placed_by="not_found"), source="nominatim")])
    assert Geocoder(path).find("Tehran").placed_by == "gazetteer"


def test_the_service_is_asked_last_and_only_for_what_nobody_knows(path):
    service = Service({"Kuchak Deh, Fars": VILLAGE})
    geocoder = online(path, service)
    assert geocoder.find("Shiraz", "Fars").placed_by == "gazetteer"
    assert geocoder.find("Aliabad").placed_by == "ambiguous"
    assert geocoder.find("Kuchak Deh", "فارس", "Iran").latitude == 29.5
    assert service.asked == ["Kuchak Deh, Fars"]


def test_no_service_unless_switched_on(path):
    assert Geocoder(path).find("Kuchak Deh").placed_by == "not_found"
    assert not path.exists()


def test_the_service_s_answer_is_remembered_with_its_date(path):
    service = Service({"Kuchak Deh, Fars": VILLAGE})
    online(path, service).find("Kuchak Deh", "Fars", "IR")
    again = online(path, service).find("Kuchak Deh", "Fars", "IR")
    assert (again.place_name, again.admin1_code, again.placed_by) == (
        "Kuchak Deh",
        "IR-07",
        "service",
    )
    assert len(service.asked) == 1
    (line,) = Geocodes(path).all()
    assert line.answered_on == date.today()


def test_not_found_is_remembered(path):
    service = Service()
    for _ in range(2):
        assert online(path, service).find("Nowhere").placed_by == "not_found"
    assert service.asked == ["Nowhere"]


@pytest.mark.parametrize(
    "trouble", [GeocoderTimedOut("slow"), ConnectionError("down"), KeyError("lat"), ValueError()]
)
def test_an_outage_is_told_and_never_remembered(path, trouble):
    geocoder = online(path, Service(trouble=trouble))
    with pytest.raises(LookupTrouble, match="service did not answer for 'Kuchak Deh'"):
        geocoder.find("Kuchak Deh")
    assert not path.exists()
    healthy = online(path, Service({"Kuchak Deh": VILLAGE}))
    assert healthy.find("Kuchak Deh").is_placed


def test_an_answer_elsewhere_is_no_answer(path):
    elsewhere = Service({"Kuchak Deh, Gilan": VILLAGE, "Kuchak Deh": VILLAGE})
    place = online(path, elsewhere).find("Kuchak Deh", "Gilan")
    assert (place.placed_by, place.candidates) == ("not_found", ("Kuchak Deh, Fars",))
    assert online(path, elsewhere).find("Kuchak Deh", country="IQ").placed_by == "not_found"


def test_answers_far_apart_stay_open(path):
    two = [result("Kuchak Deh", 29.5, 52.6), result("Kuchak Deh", 36.5, 52.6)]
    place = online(path, Service({"Kuchak Deh": two})).find("Kuchak Deh")
    assert (place.placed_by, place.is_placed) == ("ambiguous", False)
    assert Geocodes(path).all()[0].answer == "ambiguous"


@pytest.mark.parametrize(
    ("addresstype", "precision"),
    [
        ("city", "town"),
        ("county", "admin2"),
        ("state", "admin1"),
        ("country", "country"),
        ("building", "site"),
    ],
)
def test_an_answer_is_never_sharper_than_its_kind(path, addresstype, precision):
    service = Service({"Kuchak Deh": [result("x", 29.5, 52.6, addresstype)]})
    assert online(path, service).find("Kuchak Deh").geo_precision == precision


# -- the services of geopy, at geopy's own seam


class Adapter(BaseSyncAdapter):
    """Answers every request with the text of the class, and notes what was asked."""

    answer: object = "[]"
    asked: list

    def __init__(self, *, proxies, ssl_context):
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_text(self, url, *, timeout, headers):
        type(self).asked.append((url, headers["User-Agent"]))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def get_json(self, url, *, timeout, headers):
        return json.loads(self.get_text(url, timeout=timeout, headers=headers))


def adapter(answer):
    return type("Stub", (Adapter,), {"answer": answer, "asked": []})


NOMINATIM = json.dumps(
    [
        {
            "lat": "29.5",
            "lon": "52.6",
            "name": "Kuchak Deh",
            "display_name": "Kuchak Deh, Fars, Iran",
            "addresstype": "village",
            "address": {"country_code": "ir", "state": "Fars Province"},
        }
    ]
)
PHOTON = json.dumps(
    {
        "features": [
            {
                "geometry": {"coordinates": [52.6, 29.5]},
                "properties": {"name": "Kuchak Deh", "type": "city", "countrycode": "IR"},
            }
        ]
    }
)


@pytest.mark.parametrize(("name", "answer"), [("nominatim", NOMINATIM), ("photon", PHOTON)])
def test_the_services_by_name(path, name, answer):
    stub = adapter(answer)
    geocoder = Geocoder(path, online=name, min_delay_seconds=0, adapter_factory=stub)
    place = geocoder.find("Kuchak Deh", "Fars", "IR")
    assert (place.place_name, place.admin1_name, place.placed_by) == ("Kuchak Deh", "Fars", name)
    ((url, agent),) = stub.asked
    assert agent == user_agent() and agent.startswith("maydan/")
    assert "Kuchak+Deh%2C+Fars" in url
    if name == "nominatim":
        assert "countrycodes=ir" in url


@pytest.mark.parametrize(
    "answer",
    [
        AdapterHTTPError("429", status_code=429, headers={}, text="slow down"),
        AdapterHTTPError("500", status_code=500, headers={}, text=""),
        "<html>no json</html>",
        '{"surprise": true}',
        '[{"lat": "north"}]',
        "[1]",
    ],
)
def test_refusal_and_junk_are_trouble(path, answer):
    stub = adapter(answer)
    geocoder = Geocoder(path, online="nominatim", min_delay_seconds=0, adapter_factory=stub)
    with pytest.raises(LookupTrouble):
        geocoder.find("Kuchak Deh")
    assert not path.exists()


def test_an_unknown_service_is_refused():
    with pytest.raises(UnknownValue, match="allowed: nominatim, photon"):
        Geocoder(online="oracle")


# -- events


@pytest.mark.parametrize(
    ("event", "place_name", "precision", "placed_by"),
    [
        (Event(toponym="Torbat-E Jam", country_hint="IR"), "Torbat-e Jam", "town", "gazetteer"),
        (
            Event(toponym="North Khorasan", toponym_kind="admin1"),
            "North Khorasan",
            "admin1",
            "gazetteer",
        ),
        (Event(toponym="Nurabad", admin1_hint="Fars"), "Nurabad", "town", "gazetteer"),
        (Event(toponym="Nurabad"), "", "unplaced", "ambiguous"),
        (Event(toponym="Qwertz"), "", "unplaced", "not_found"),
        (Event(admin1_hint="Fars"), "Fars", "admin1", "gazetteer"),
        (Event(country_hint="IR", nationwide=True), "Iran", "country", "gazetteer"),
        (Event(), "", "unplaced", "no_toponym"),
        (Event(toponym="Isfahan", site="Khourasgan Square"), "Isfahan", "town", "gazetteer"),
        (Event(toponym="Tehran", site="Azadi Square"), "Tehran", "site", "gazetteer"),
        (Event(toponym="Kermanshah", site="Azadi Square"), "Kermanshah", "town", "gazetteer"),
        (Event(site="Azadi Square"), "", "unplaced", "no_toponym"),
    ],
)
def test_events(event, place_name, precision, placed_by):
    placed = OFFLINE.place(event)
    assert (placed.place_name, placed.geo_precision, placed.placed_by) == (
        place_name,
        precision,
        placed_by,
    )
    assert (placed.latitude is None) == (precision == "unplaced")
    assert placed.event_id == event.event_id


def test_an_event_with_a_place_keeps_it():
    event = Event(toponym="Tehran", latitude=1.0, longitude=2.0, geo_precision="town")
    assert OFFLINE.place(event) is event


def test_every_place_field_is_a_field_of_events_and_places():
    assert set(PLACE_COLUMNS) == set(Place.__dataclass_fields__) - {"candidates"}


def test_falling_back_to_the_province_is_a_choice():
    asked = {"name": "Qwertz", "admin1": "Fars"}
    assert not OFFLINE.find(**asked).is_placed
    assert Geocoder(falls_back=True).find(**asked).geo_precision == "admin1"


# -- maydan geocode


def test_the_answer_as_json():
    assert OFFLINE.lookup("Kazeroun", "Fars", "IR") == {
        "query": "Kazeroun",
        "place_name": "Kazerun",
        "geonameid": 128321,
        "latitude": 29.61919,
        "longitude": 51.6535,
        "admin1_name": "Fars",
        "country_code": "IR",
        "geo_precision": "town",
        "placed_by": "gazetteer",
        "candidates": [],
    }


def test_the_answer_to_an_unknown_name_says_why():
    answer = OFFLINE.lookup("Sari", "Fars")
    assert answer["latitude"] is None and answer["longitude"] is None
    assert answer["placed_by"] == "not_found"
    assert answer["candidates"][0] == "Sari, Mazandaran (116996)"
    json.dumps(answer)
