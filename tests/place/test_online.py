"""Online services, against a real server on this machine."""

import json
from contextlib import suppress

import pytest

from geodata.errors import InputError, LookupTrouble, QuotaTrouble, UnknownValue
from geodata.place.geocoder import Geocoder
from geodata.place.geocodes import Geocodes
from geodata.place.online import Service, service_named, user_agent
from geodata.place.pace import Pace
from tests.place.stub import NOTHING, STALLS, found, served


@pytest.fixture
def path(tmp_path):
    return tmp_path / "geocodes.csv"


def geocoder(path, stub, name="nominatim", **options):
    options = {"min_delay_seconds": 0, "timeout": 0.3, "user": "me", **options}
    return Geocoder(path, online=name, address=stub.address, **options)


# -- what is asked


def test_nominatim_is_asked_by_name_within_the_country(path):
    with served(found()) as stub:
        place = geocoder(path, stub).find("Kuchak Deh", "فارس", "Iran")
    assert (place.place_name, place.admin1_name, place.placed_by) == (
        "Kuchak Deh",
        "Fars",
        "nominatim",
    )
    (asked,) = stub.asked
    assert asked["agent"] == user_agent() and asked["agent"].startswith("maydan/")
    assert (asked["path"], asked["q"], asked["countrycodes"]) == (
        "/search",
        "Kuchak Deh, Fars",
        "ir",
    )


def test_an_own_address_may_have_a_path(path):
    with served(NOTHING) as stub:
        stub.address += "/nominatim/"
        assert geocoder(path, stub).find("Kuchak Deh").placed_by == "not_found"
    assert stub.asked[0]["path"] == "/nominatim/search"


def test_photon(path):
    properties = {"name": "Kuchak Deh", "countrycode": "IR", "type": "city", "osm_value": "village"}
    feature = {"geometry": {"coordinates": [52.6, 29.5]}, "properties": properties}
    with served((200, {}, json.dumps({"features": [feature]}))) as stub:
        place = geocoder(path, stub, "photon").find("Kuchak Deh", "Fars")
    assert (place.admin1_name, place.geo_precision, place.placed_by) == ("Fars", "town", "photon")


def test_geonames(path):
    toponym = {
        "lat": "41.0",
        "lng": "29.0",
        "name": "Kızılköy",
        "geonameId": 7,
        "countryCode": "TR",
        "adminName1": "Istanbul",
        "fcode": "PPL",
    }
    with served((200, {}, json.dumps({"geonames": [toponym]}))) as stub:
        place = geocoder(path, stub, "geonames").find("Kizilkoy", "Istanbul", "TR")
    assert (stub.asked[0]["username"], stub.asked[0]["country"]) == ("me", "TR")
    assert (place.geonameid, place.admin1_code, place.geo_precision) == (7, "TR-34", "town")


@pytest.mark.parametrize(
    ("name", "options", "trouble"),
    [
        ("oracle", {}, UnknownValue),
        ("nominatim", {"address": "nominatim.org"}, UnknownValue),
        ("nominatim", {"address": "ftp://nominatim.org"}, UnknownValue),
        ("geonames", {}, InputError),
    ],
)
def test_what_cannot_be_switched_on(name, options, trouble):
    with pytest.raises(trouble):
        service_named(name, **options)


def test_the_usual_addresses_are_asked_over_tls():
    for name in ("nominatim", "photon", "geonames"):
        assert service_named(name, user="me").scheme == "https"


# -- answers, and none


def test_an_answer_elsewhere_is_no_answer(path):
    with served(found(), found(country="iq")) as stub:
        asked = geocoder(path, stub)
        assert asked.find("Kuchak Deh", "Gilan").placed_by == "not_found"
        assert asked.find("Kuchak Deh", country="IR").placed_by == "not_found"


TROUBLES = {
    "stalls": STALLS,
    "500": (500, {}, "no"),
    "502": (502, {}, "<html>no</html>"),
    "no json": (200, {}, "<html>down for maintenance</html>"),
    "cut json": (200, {}, '[{"lat": "29.5", "lo'),
    "another form": (200, {}, '{"surprise": true}'),
    "numbers": (200, {}, "[1, 2]"),
    "no coordinates": (200, {}, '[{"lat": "north", "lon": "52"}]'),
    "out of the world": found(latitude=129.0),
    "null": (200, {}, "null"),
    "nothing": (200, {}, ""),
    "an empty object": (200, {}, "{}"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Latitude normalization")
@pytest.mark.parametrize("reply", TROUBLES.values(), ids=TROUBLES)
def test_trouble_is_told_asked_once_more_and_never_remembered(path, reply):
    with served(reply) as stub:
        with pytest.raises(LookupTrouble, match="nominatim did not answer for 'Kuchak Deh'"):
            geocoder(path, stub).find("Kuchak Deh")
        assert len(stub.asked) == 2
    assert not path.exists()
    with served(found()) as stub:
        assert geocoder(path, stub).find("Kuchak Deh").is_placed


def test_one_trouble_is_got_over(path):
    with served(TROUBLES["500"], found()) as stub:
        assert geocoder(path, stub).find("Kuchak Deh").is_placed


def test_nobody_there(path):
    with served(NOTHING) as stub:
        pass
    with pytest.raises(LookupTrouble):
        geocoder(path, stub).find("Kuchak Deh")


def test_a_service_that_is_down_is_left_alone(path):
    with served(TROUBLES["500"]) as stub:
        asked = geocoder(path, stub)
        for name in ("Aaaaq", "Bbbbq", "Ccccq", "Ddddq", "Eeeeq"):
            with pytest.raises(LookupTrouble):
                asked.find(name)
    assert stub.names == ["Aaaaq", "Aaaaq", "Bbbbq", "Bbbbq", "Ccccq", "Ccccq"]


REFUSALS = {
    "429": (429, {}, "slow down"),
    "429 for an hour": (429, {"Retry-After": "3600"}, "slow down"),
    "403": (403, {}, "blocked"),
    "402": (402, {}, "pay"),
}


@pytest.mark.parametrize("reply", REFUSALS.values(), ids=REFUSALS)
def test_a_used_up_quota_ends_the_asking_at_once(path, reply):
    with served(reply) as stub:
        asked = geocoder(path, stub)
        for name in ("Aaaaq", "Bbbbq"):
            with pytest.raises(QuotaTrouble, match="nominatim wants no more requests for now"):
                asked.find(name)
    assert stub.names == ["Aaaaq"]
    assert not path.exists()


def test_geonames_quota_comes_as_an_answer(path):
    quota = {"status": {"value": 19, "message": "the hourly limit has been exceeded"}}
    with served((200, {}, json.dumps(quota))) as stub, pytest.raises(QuotaTrouble):
        geocoder(path, stub, "geonames").find("Kuchak Deh")


def test_a_run_goes_on_where_it_stopped(path):
    names = ["Aaaaq", "Bbbbq", "Ccccq"]
    with served(found("Aaaaq"), REFUSALS["429"]) as stub:
        first = geocoder(path, stub)
        rows = [first.lookup(name) for name in names]
    assert [row["placed_by"] for row in rows] == ["nominatim", "no_answer", "no_answer"]
    assert len(first.troubles) == 2
    with served(NOTHING, found("Ccccq")) as stub:
        second = geocoder(path, stub)
        rows = [second.lookup(name) for name in names]
    assert stub.names == ["Bbbbq", "Ccccq"]
    assert [row["placed_by"] for row in rows] == ["nominatim", "not_found", "nominatim"]
    assert [each.answer for each in Geocodes(path).all()] == ["found", "not_found", "found"]


# -- the pace


def test_a_second_lies_between_requests_whoever_asks(tmp_path):
    with served(NOTHING) as stub:
        services = [
            Service(
                service_named("nominatim", address=stub.address),
                min_delay_seconds=0.2,
                pace=tmp_path / "pace",
            )
            for _ in range(2)
        ]
        for number in range(4):
            services[number % 2].ask(f"name {number}", "", list)
    waits = [later - sooner for sooner, later in zip(stub.moments, stub.moments[1:], strict=False)]
    assert min(waits) > 0.15, waits


def test_retry_after_holds_all_and_is_then_asked_again(tmp_path):
    with served((429, {"Retry-After": "1"}, ""), NOTHING) as stub:
        service = Service(
            service_named("nominatim", address=stub.address),
            min_delay_seconds=0.01,
            pace=tmp_path / "pace",
        )
        assert service.ask("name", "", list) == []
    assert 0.95 < stub.moments[1] - stub.moments[0] < 10


def test_a_long_wait_that_another_process_was_told_of_is_kept(tmp_path):
    Pace(1.0, tmp_path / "pace").hold(600)
    with pytest.raises(QuotaTrouble, match="it asked to wait 10 minutes"):
        Pace(1.0, tmp_path / "pace").wait()


@pytest.mark.parametrize("text", ["", "half", "1e999x"])
def test_a_damaged_pace_file_is_made_anew(tmp_path, text):
    (tmp_path / "pace").write_text(text)
    Pace(0.01, tmp_path / "pace").wait()
    assert float((tmp_path / "pace").read_text()) > 1.7e9


def test_without_its_file_no_pace_can_be_kept(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LookupTrouble, match="one request a second"):
        Pace(1.0, tmp_path / "file" / "pace").wait()


def test_no_service_is_asked_unless_switched_on(path):
    with served(found()) as stub, suppress(LookupTrouble):
        Geocoder(path, address=stub.address).find("Kuchak Deh")
    assert stub.asked == [] and not path.exists()
