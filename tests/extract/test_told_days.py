"""How the day that one sentence tells reaches the others, and whom a sentence speaks of."""

import pytest


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "The teachers' strike went on spreading on 4 May 2018. "
            "Pictures came from Sari, Qom and Arak.",
            [("Sari", "2018-05-04"), ("Qom", "2018-05-04"), ("Arak", "2018-05-04")],
        ),
        (
            "Nurses rallied in Sari on 4 May 2018. The next day nurses in Qom went on strike.",
            [("Sari", "2018-05-04"), ("Qom", "2018-05-05")],
        ),
        (
            "Nurses rallied in Sari on 4 May 2018. Two days earlier drivers in Qom went on strike.",
            [("Sari", "2018-05-04"), ("Qom", "2018-05-02")],
        ),
        (
            "Nurses rallied in Sari on Friday, 4 May 2018. On Monday drivers in Qom rallied.",
            [("Sari", "2018-05-04"), ("Qom", "2018-05-07")],
        ),
        (
            "Teachers protested in four cities on 4 May 2018: Sari, Qom, Arak and Rasht.",
            [(name, "2018-05-04") for name in ("Sari", "Qom", "Arak", "Rasht")],
        ),
    ],
)
def test_days_of_what_was_told(read, text, expected):
    assert [(e.toponym, str(e.event_date)) for e in read(text)] == expected, text


@pytest.mark.parametrize(
    "text",
    [
        "On 4 May 2018 police closed the road in Sari.",
        "The road in Sari was blocked by police on 4 May 2018.",
        "On 4 May 2018 French steel workers went on strike.",
        'On 4 May 2018 a singer in Sari said: "Come out, strike and march!"',
        "Warplanes hit Sari on 4 May 2018 and the strikes went on until dawn.",
        "Thousands marched in Sari on 4 May 2018 in support of the government.",
    ],
)
def test_what_is_no_protest(read, text):
    assert read(text) == [], text


def test_places_before_a_colon_are_those_of_their_line(read):
    lines = "Sari: nurses rallied. They stayed for hours.\nQom: drivers on strike."
    text = f"News of 4 May 2018\n\n{lines}"
    told = [(e.toponym, e.sector, e.action) for e in read(text)]
    assert told == [("Sari", "health", "rally"), ("Qom", "transport", "strike")]


def test_a_short_heading_names_who_or_where(read):
    text = (
        "Round-up of protests\n\nSeveral protests were held on 4 May 2018.\n\nRetired nurses\n\n"
        "They gathered in Sari and asked for their pensions.\n\nQom\n\n"
        "Bus drivers went on strike over late wages."
    )
    told = [(e.toponym, e.sector, str(e.event_date)) for e in read(text)]
    assert told == [("Sari", "retirees", "2018-05-04"), ("Qom", "transport", "2018-05-04")]


def test_the_day_of_a_strike_is_not_another_groups(read):
    text = (
        "Steel workers in Qom went on strike for a third day on 4 May 2018. "
        "Bakers in Sari closed their shops. They gathered in Arak as well."
    )
    told = [(e.toponym, e.sector, e.strike_day) for e in read(text)]
    assert told[:2] == [("Qom", "steel", 3), ("Sari", "merchants", None)]
    assert [day for _, _, day in told[2:]] == [None] * len(told[2:])
