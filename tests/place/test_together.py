"""Ambiguous names of a report, decided by the rest of it."""

import pytest

from geodata.model import Event
from geodata.place.geocoder import Geocoder
from geodata.place.together import placed_together

GEOCODER = Geocoder()


def events(*named: str | tuple[str, str]) -> list[Event]:
    pairs = [(each, "") if isinstance(each, str) else each for each in named]
    return [
        Event(toponym=name, admin1_hint=province, country_hint="IR") for name, province in pairs
    ]


@pytest.mark.parametrize(
    "named,last",
    [
        (("Rudbar",), "ambiguous"),
        ((("Rudbar", "Gilan"), "Rudbar"), "Gilan"),
        ((("Rudbar", "Gilan"), ("Rudbar", "Kerman"), "Rudbar"), "ambiguous"),
        (("Rasht", "Lahijan", "Rudbar"), "Gilan"),
        (("Sirjan", "Zarand", "Rudbar"), "Kerman"),
        (("Sirjan", "Rudbar"), "ambiguous"),  # one other place is too few
        (("Sirjan", "Zarand", "Tehran", "Rudbar"), "ambiguous"),
    ],
)
def test_the_rest_of_a_report_decides(named, last):
    found = placed_together(events(*named), GEOCODER)[-1]
    assert (found.admin1_name or found.placed_by) == last


def test_what_is_clear_stays_as_the_geocoder_places_it():
    some = events("Karaj", ("Shush", "Khuzestan"), "Nowhereabad")
    assert placed_together(some, GEOCODER) == [GEOCODER.place(each) for each in some]
