"""Whatever the text: no crash, no hang, and every span lies in it and holds its value."""

from datetime import date
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.extract.events import Extractor
from geodata.extract.lines import SHEET_CHARS
from geodata.model import Event, PlaceName, Report

EXTRACTOR = Extractor(
    [PlaceName(name, "town") for name in ("Sari", "Qom", "Bandar Anzali", "رشت", "خرم‌آباد")]
    + [PlaceName("Fars", "admin1"), PlaceName("Iran", "country"), PlaceName("France", "country")]
)
PIECES = [
    "Sari", "Qom", "Bandar Anzali", "رشت", "خرم‌آباد", "Fars", "Province", "Iran", "France",
    "London", "Nowabad", "ایران", "May", "March", "22", "2018", "7th", "2018-05-22", "05/06/2018",
    "Sunday", "Monday", "yesterday", "November", "۱", "خرداد", "۱۳۹۷", "day", "5th", "eleventh",
    "روز", "strike", "rally", "protests", "gathered", "broke out", "on strike", "closed", "shops",
    "set", "on fire", "hunger strike", "اعتصاب", "تجمع کردند", "teachers", "workers", "steel",
    "of", "the", "retired", "truck drivers", "معلمان", "کارگران", "in", "outside", "and", "و",
    "will", "denied", "air strike", "nationwide", "Square", "میدان", "استان", ",", ".", "-", "–",
    ":", ";", "\n\n", "(", ")", '"', "’s", "?", "!", "…", "\u200c", "\u00a0", "\r\n", "\t",
    "1.", "•", "ﷺ", "İ", "ß",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*PIECES, "\n", " ", " "]), max_size=60).map(" ".join),
    st.lists(st.sampled_from([*PIECES, "\n", " ", " "]), max_size=60).map("".join),
)
VALUES = {
    "sector": "sector_text",
    "action": "action_text",
    "toponym": "toponym",
    "title": "title",
    "site": "site",
    "admin1": "admin1_hint",
    "size": "size_text",
}


def check(event: Event, text: str) -> None:
    for name, span in event.spans.items():
        assert 0 <= span.start < span.end <= len(text) and span.rule, (name, span)
        if name in VALUES:
            assert text[span.start : span.end] == getattr(event, VALUES[name]), name
    for name, value in VALUES.items():
        assert bool(getattr(event, value)) == (name in event.spans), name
    assert event.nationwide == ("nationwide" in event.spans)
    assert (event.strike_day is not None) == ("strike_day" in event.spans)
    is_unknown = event.date_precision == "unknown"
    assert (event.event_date is None) == is_unknown == (event.end_date is None)
    if event.event_date is not None and event.end_date is not None:
        assert event.event_date <= event.end_date


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.sampled_from([None, date(2018, 6, 4), date.min, date.max]))
@example("May 5, 0001. Sari, Iran. Teachers strike", None)
@example("Sari, Iran. اسفند ۱۴۹۹. Teachers strike", None)
def test_no_text_makes_it_crash_or_point_outside(text, published):
    reading = EXTRACTOR.read(Report(text, published=published))
    for event in reading.events:
        check(event, text)
    for unread in reading.unread:
        assert 0 <= unread.start < unread.end <= len(text) and unread.reason


LINES = [
    "Sari, Iran. May 7, 2019. Nurses rally",
    "Iran-Qom, May 8, 2019, Truckers' strike",
    "Iran. May 2019. Third day of teachers' nationwide strike",
    "رشت، ایران. ۱۷ اردیبهشت ۱۳۹۸. اعتصاب رانندگان کامیون",
    "Paris, France. May 7, 2019. Rally of exiles",
    "Sari, Iran. May 9, 2019. Union calls for strike",
    "Nowabad, Iran. May 9, 2019. Residents block road",
]


@given(st.permutations(LINES), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_captions_read_together_are_what_they_are_alone(lines, joint):
    alone = [e for line in lines for e in EXTRACTOR.events(Report(line))]
    together = EXTRACTOR.events(Report(joint.join(lines)))
    assert [e.title for e in together] == [e.title for e in alone]
    assert [(e.toponym, e.event_date, e.sector, e.action, e.strike_day) for e in together] == [
        (e.toponym, e.event_date, e.sector, e.action, e.strike_day) for e in alone
    ]


BLOCKS = [
    *LINES,
    "Bakers in Sari held a protest on 4 February 2019 against flour quotas.",
    "Bus drivers in Qom blocked the road outside the depot. They stayed for an hour.",
    "March 12, 2020. Bus drivers in Bandar Anzali blocked the road. Nurses in Qom rallied.",
    "May 5-7, 2018. Teachers on strike in Sari",
    "Sari, Fars province: nurses went on strike on November 7, 2018.",
    "Sari, northern Iran - August 31, 2021: Defrauded investors rallied.",
    "Iran. Truckers went on strike all over the country.",
    "رشت، ایران. تجمع معلمان در رشت.",
    "Teachers in Qom, near Sari, rallied on 31 June 2021 in solidarity with nurses in Sari.",
    "Tuesday 5 May 2018. Miners rally in Qom",
    "Workers of the mill went on strike and asked for their wages of the year before.",
    "Sari, Iran. Retirees rally over their pensions",
    "Iran. Miners on strike all over the country",
    "کارگران شهرداری رشت روز ۱۲ تیر ۱۳۹۷ تجمع کردند.",
]


def values(events: list[Event]) -> list[tuple[object, ...]]:
    return [
        (e.title, e.toponym, e.site, e.event_date, e.end_date, e.sector, e.action, e.nationwide)
        for e in events
    ]


@settings(deadline=None, max_examples=100)
@given(st.permutations(BLOCKS), st.sampled_from(["\n\n", "\r\n\r\n"]))
def test_paragraphs_read_together_are_what_they_are_alone(blocks, joint):
    alone = [e for block in blocks for e in EXTRACTOR.events(Report(block))]
    assert values(EXTRACTOR.events(Report(joint.join(blocks)))) == values(alone)


@pytest.mark.parametrize(
    "piece",
    [
        "strike ", "Sari, ", "a. ", "a", "\n", "1-", "Workers in Sari and ", "(", "May 5 ",
        "Aa Bb, ", "5th day of ", "Sunday and ", " ", "?", "Teachers strike\n", "closed shops ",
        "اعتصاب در رشت و ", "Teachers in Sari strike in May 2018.\n", "- \n",
        "Sari, Iran. May 5. Teachers strike\n",
    ],
)  # fmt: skip
def test_no_text_makes_it_hang(piece):
    text = piece * (200_000 // len(piece))
    started = process_time()
    EXTRACTOR.read(Report(text))
    assert process_time() - started < 5  # a fifth of a megabyte; usually far under one second


def test_a_long_text_is_read_in_sheets_with_the_same_spans_and_years():
    line = "Sari, Iran. {}. Nurses rally for the {}. time"
    lines = [line.format("May 7", number) for number in range(SHEET_CHARS // 20)]
    text = "\n".join([*lines, line.format("May 8, 2019", "last")])
    events = EXTRACTOR.events(Report(text))
    assert len(events) == len(lines) + 1
    assert {e.event_date for e in events[:-1]} == {date(2019, 5, 7)}
    for event in (events[0], events[len(events) // 2], events[-1]):
        check(event, text)


def test_a_megabyte_does_not_hang():
    line = "Nurses in Sari and Qom went on strike on 5 May 2018, and drivers blocked the road. "
    text = (line * 12 + "\n\n") * (1_000_000 // (len(line) * 12))
    started = process_time()
    assert EXTRACTOR.events(Report(text))
    assert process_time() - started < 20  # some two on an idle machine; ten times that is a hang
