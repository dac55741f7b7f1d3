"""Datelines: whose day a weekday counts from, and whose place they name."""

from datetime import date

import pytest

WEDNESDAY, SATURDAY = date(2020, 1, 15), date(2020, 1, 11)


@pytest.mark.parametrize(
    "text,toponym,day",
    [
        ("TEHRAN, Jan. 15, 2020 (News) - Students rallied in Sari on Saturday.", "Sari", 11),
        ("TEHRAN, Jan. 15, 2020 (ABC) -- Students rallied in Tehran.", "Tehran", 15),
        ("TEHRAN, Iran, 15 Jan 2020 (ABC) — Students rallied in Sari on Tuesday.", "Sari", 14),
        ("Qom, 15 Jan 2020 /ABC/ - Students rallied in Sari on Wednesday.", "Sari", 15),
        ("Qom, 15 Jan 2020 (ABC) - Students rallied in Sari on 9 January 2020.", "Sari", 9),
        ("Qom, 15 Jan 2020 (ABC) - Students rallied outside a hall on Saturday.", "Qom", 11),
        ("Qom, Iran. 15 Jan 2020. Students rallied outside a hall on Saturday.", "Qom", 11),
        ("Qom, 15 Jan 2020 - Students rallied outside a hall in the rain.", "Qom", 15),
        ("Qom, 15 Jan 2020 - Students rally before Saturday's exam", "Qom", 15),
        ("Qom, Saturday, 15 Jan 2020 (ABC) - Students rallied outside a hall.", "Qom", None),
        ("Qom, 15 Jan 2020 (ABC) - Students rallied in Sari on Saturday, 9 January.", "Sari", None),
    ],
)  # fmt: skip
def test_the_weekday_of_the_sentence_counts_from_the_dateline(read, text, toponym, day):
    [event] = read(text)
    assert event.toponym == toponym, text
    assert event.event_date == (date(2020, 1, day) if day else None), text


def test_an_undated_caption_above_a_dateline_stays_undated(read):
    article = "TEHRAN, Jan. 15, 2020 (News) - Students rallied in Sari on Saturday."
    for caption in ("Arak, Iran. Teachers rally", "Arak, Iran. Teachers rally in Arak today."):
        first, second = read(f"{caption}\n\n{article}")
        assert (first.toponym, first.event_date) == ("Arak", None)
        assert (second.toponym, second.event_date) == ("Sari", SATURDAY)


def test_a_dateline_ends_the_list_above_it(read):
    caption = "Arak, Iran. May 5, 2018. Teachers rally"
    article = "TEHRAN, Jan. 15, 2020 (News) - Students rallied in Sari on Saturday."
    for text in (f"{caption}\n\n{article}", f"{article}\n\n{caption}"):
        found = {event.toponym: event.event_date for event in read(text)}
        assert found == {"Arak": date(2018, 5, 5), "Sari": SATURDAY}


def test_paragraphs_below_a_dateline_count_from_it(read):
    text = """TEHRAN, Jan. 15, 2020 (News) - Students rallied in Sari on Saturday.

Nurses in Qom went on strike on Wednesday over unpaid overtime.
"""
    found = {event.toponym: event.event_date for event in read(text)}
    assert found == {"Sari": SATURDAY, "Qom": WEDNESDAY}
