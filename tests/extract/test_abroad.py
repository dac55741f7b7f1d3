"""Rallies abroad: left out, or placed in their own countries, and never in Iran."""

from datetime import date

import pytest

from geodata.extract.events import Extractor
from geodata.model import Report
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import Geocoder

PUBLISHED = date(2024, 6, 9)
CASES = [
    (
        "In Paris hundreds of Iranians marched to the embassy on Saturday.",
        [("Paris", "FR", "march", date(2024, 6, 8))],
    ),
    (
        "Exiles rallied in Berlin and Stockholm for the prisoners of Evin.",
        [("Berlin", "DE", "rally", PUBLISHED), ("Stockholm", "SE", "rally", PUBLISHED)],
    ),
    ("London, UK. June 7, 2024. Rally of exiles", [("London", "GB", "rally", date(2024, 6, 7))]),
    ("Iraqi power workers are on strike in Basra.", [("Basra", "IQ", "strike", PUBLISHED)]),
    ("No rally was held in Paris on Saturday.", []),
    ("French pension strikes are admired by a columnist.", []),
]


@pytest.fixture(scope="module")
def full() -> Extractor:
    return Extractor(Gazetteer().names())


@pytest.mark.parametrize("text,told", CASES)
def test_abroad_is_told_when_asked_for(full: Extractor, text: str, told: list[tuple[object, ...]]):
    events = full.read(Report(text, published=PUBLISHED), with_abroad=True).events
    found = [(each.toponym, each.country_hint, each.action, each.event_date) for each in events]
    assert found == told
    for event in map(Geocoder().place, events):
        assert (event.country_code, event.geo_precision) == (event.country_hint, "country")
        span = event.spans["toponym"]
        assert (text[span.start : span.end], span.rule) == (event.toponym, "abroad")


@pytest.mark.parametrize("text,told", CASES)
def test_abroad_is_left_out_and_accounted_for(full: Extractor, text: str, told: list[object]):
    reading = full.read(Report(text, published=PUBLISHED))
    assert not reading.events
    assert not told or [each.reason for each in reading.unread] == ["abroad"]


def test_home_and_abroad_in_one_report(full: Extractor):
    text = (
        "Nurses rallied in Karaj on Saturday, 8 June 2024.\n"
        "In Vienna their friends marched on the same Saturday."
    )
    events = full.read(Report(text), with_abroad=True).events
    placed = [Geocoder().place(each) for each in events]
    assert [(each.place_name, each.country_code) for each in placed][:1] == [("Karaj", "IR")]
    assert {each.country_code for each in placed[1:]} <= {"AT"}
