"""Cards: whatever a report holds, a card shows it as text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard import event_cards
from geodata.query.evidence import Fragment
from tests.factories import event

HOSTILE = "<img src=x onerror=alert(1)> ${alert(2)} `x` \" ' </blockquote>"


def row(**values: Any) -> dict[str, Any]:
    return event(**values).to_row()


def card(words: tuple[Fragment, ...] = (), **values: Any) -> str:
    return event_cards.cards([(row(**values), words)])


@pytest.mark.parametrize("field", ["title", "place_name", "admin1_name", "size_text", "toponym"])
def test_no_value_is_html(field: str) -> None:
    html = card(**{field: HOSTILE})
    assert "<img" not in html and "</blockquote>" not in html


def test_no_word_of_a_report_is_html() -> None:
    html = card((Fragment(HOSTILE, "sector"), Fragment(HOSTILE)))
    assert "<img" not in html and html.count("</blockquote>") == 1
    assert '<mark class="sector" title="who">&lt;img' in html


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=c&d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(url: str, is_link: bool) -> None:
    html = card(sources=("A source",), urls=(url,))
    assert ("<a " in html) == is_link
    assert "A source" in html


def test_a_link_cannot_leave_its_attribute() -> None:
    html = card(sources=("S",), urls=('https://example.org/"onmouseover="alert(1)',))
    assert 'href="https://example.org/&quot;onmouseover' in html


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": None}, ("Date not known", "")),
        ({}, ("22 May 2018", "1 Khordad 1397")),
        ({"end_date": date(2018, 5, 23)}, ("22 to 23 May 2018", "1 Khordad 1397")),
        ({"date_precision": "month"}, ("May 2018, day not known", "")),
        ({"date_precision": "year"}, ("2018, day not known", "")),
        ({"date_precision": "reported"}, ("Reported 22 May 2018", "1 Khordad 1397")),
    ],
)
def test_the_day_in_words(values: dict[str, Any], said: tuple[str, str]) -> None:
    assert event_cards.when(row(**{"day": date(2018, 5, 22), **values})) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Shiraz, Fars"),
        ({"admin1_name": "Shiraz"}, ">Shiraz<"),
        ({"geo_precision": "admin1"}, "Fars province, town not known"),
        ({"geo_precision": "country", "place_name": "Iran"}, "Iran, town not known"),
        ({"geo_precision": "unplaced"}, "Shiraz (not placed)"),
        ({"town": None}, "No place named"),
    ],
)
def test_the_place_in_words(values: dict[str, Any], said: str) -> None:
    assert said in card(**values)


def test_a_title_is_not_said_twice() -> None:
    words = (Fragment("Teachers rally in the square"),)
    assert "<p" not in card(words, title="Teachers rally")
    assert "<p" in card(words, title="Another title")


def test_the_day_of_the_strike_is_said() -> None:
    assert "day 11 of the strike, nationwide" in card(strike_day=11, nationwide=True)
