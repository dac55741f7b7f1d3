"""Paragraphs: what one tells dates, places and names no other."""

from datetime import date

import pytest


def told(events) -> list[tuple[str, str, str, str]]:
    return [(e.toponym, str(e.event_date), e.sector, e.action) for e in events]


KERMAN = "Bakers in Kerman held a protest on 4 February 2019 against flour quotas."
KERMAN_TOLD = ("Kerman", "2019-02-04", "merchants", "rally")


@pytest.mark.parametrize(
    "second,expected",
    [
        (
            "Bus drivers in Arak blocked the road outside the depot.",
            [("Arak", "None", "transport", "blockade")],
        ),
        (
            "Bus drivers in Arak blocked the road on 9 May 2019.",
            [("Arak", "2019-05-09", "transport", "blockade")],
        ),
        (
            "March 12, 2020. Bus drivers in Arak blocked the road.",
            [("Arak", "2020-03-12", "transport", "blockade")],
        ),
        (
            "On 31 June 2019 bus drivers in Arak blocked the road.",
            [("Arak", "None", "transport", "blockade")],
        ),
        (
            "A crowd in Arak blocked the road outside the depot.",
            [("Arak", "None", "general_public", "blockade")],
        ),
        ("They blocked the road for an hour outside the depot.", []),
        ("Pictures of the crowd came from Arak and Qom too.", []),
        ("معلمان در رشت تجمع کردند و بیانیه خواندند.", [("رشت", "None", "teachers", "rally")]),
    ],
)
@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n"])
def test_paragraphs_without_a_dateline_lend_each_other_nothing(read, second, expected, blank):
    events = told(read(KERMAN + blank + second))
    assert events[0] == KERMAN_TOLD
    assert events[1:] == expected
    assert told(read(second)) == events[1:]
    assert told(read(second + blank + KERMAN)) == [*events[1:], KERMAN_TOLD]


def test_one_paragraph_goes_on_with_its_day(read):
    text = f"{KERMAN} Bus drivers in Arak blocked the road."
    assert told(read(text)) == [KERMAN_TOLD, ("Arak", "2019-02-04", "transport", "blockade")]
    assert told(read(text.replace(". ", ".\n"))) == told(read(text))


def test_an_articles_paragraphs_count_from_its_dateline(read):
    text = """A headline

Paris, 14 Aug 2019 - Bakers in Kerman held a protest on 4 February 2019 against quotas.

Bus drivers in Arak blocked the road on Monday outside the depot.

Teachers in Qom went on strike and asked for their wages.
"""
    assert told(read(text)) == [
        KERMAN_TOLD,
        ("Arak", "2019-08-12", "transport", "blockade"),
        ("Qom", "2019-08-14", "teachers", "strike"),
    ]


@pytest.mark.parametrize(
    "line", ["May 7, 2019. Nurses rally in Sari", "Sari, Iran. Nurses rally over unpaid overtime"]
)
def test_a_caption_is_no_headline_of_the_prose_below(read, line):
    assert told(read(f"{line}\n\n{KERMAN}")) == [*told(read(line)), KERMAN_TOLD]
    text = f"{line}\n\nA crowd in Arak blocked the road outside the depot."
    assert told(read(text)) == [*told(read(line)), ("Arak", "None", "general_public", "blockade")]


@pytest.mark.parametrize(
    "day",
    [
        "March 12, 2020.",
        "12 March 2020.",
        "Mar. 12, 2020.",
        "Thursday, 12 March 2020.",
        "2020-03-12.",
        "12 March 2020:",
        "12 March 2020 -",
    ],
)
def test_a_day_that_opens_a_paragraph_is_its_day(read, day):
    [event] = read(f"{day} Bus drivers in Arak blocked the road.")
    assert (event.toponym, event.event_date) == ("Arak", date(2020, 3, 12)), day
    text = f"{day} Bus drivers in Arak blocked the road. Nurses in Qom went on strike."
    assert {e.event_date for e in read(text)} == {date(2020, 3, 12)}


def test_a_day_that_opens_a_paragraph_in_persian(read):
    [event] = read("۱۲ تیر ۱۳۹۷. رانندگان اتوبوس در اراک دست به اعتصاب زدند.")
    assert (event.toponym, event.event_date) == ("اراک", date(2018, 7, 3))
