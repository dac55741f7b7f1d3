"""Prose: lists of places, what goes on elsewhere, who is meant, and what tells of nothing."""

from datetime import date

import pytest

from geodata.extract.events import Extractor
from geodata.model import Report
from tests.extract.conftest import names

PUBLISHED = date(2019, 5, 8)


def told(events) -> list[tuple[str, str, str]]:
    return [(e.toponym, e.sector, e.action) for e in events]


@pytest.mark.parametrize(
    "text,toponyms",
    [
        (
            "Nurses rallied in Sari, Arak and the Abadan refinery on 3 June 2018.",
            "Sari Arak Abadan",
        ),
        ("Nurses rallied in ten cities, including Sari, Arak, and Qom.", "Sari Arak Qom"),
        ("Nurses rallied on 3 June 2018. Photographs came from Sari and Qom.", "Sari Qom"),
        ("Nurses rallied on 3 June 2018. Qom and Sari were on the list too.", "Qom Sari"),
        ("Nurses rallied in Sari. Rallies were also reported from Arak.", "Sari Arak"),
        ("Nurses rallied in Sari; in Qom they did the same on Monday.", "Sari Qom"),
        ("Nurses rallied in Sirjan in Kerman, and in Rasht colleagues joined.", "Sirjan Rasht"),
        (
            "Nurses rallied in Sari. Arak, Nowdeh, Qom and Ilam followed.",
            "Sari Arak Nowdeh Qom Ilam",
        ),
        ("Nurses rallied in Dezful County for hours.", "Dezful_County"),
        ("Nurses rallied in the village of Upper Nowdeh for hours.", "Upper_Nowdeh"),
        ("Nurses at Tabriz University rallied for hours.", "Tabriz"),
        ("Nurses rallied in the old port city of Bushehr and in Rasht.", "Bushehr Rasht"),
        ("Nurses of a private clinic, Rasht, walked out for an hour.", "Rasht"),
        ("Nurses are on strike. Their rallies took in Sari, Qom and Rasht.", "Sari Qom Rasht"),
        (
            "It was a week of protest by nurses. They were out in Sari, Qom and Rasht.",
            "Sari Qom Rasht",
        ),
        ("Nurses rallied in the provinces of Fars and Gilan.", "Fars Gilan"),
        ("تجمع پرستاران در ده شهر برگزار شد؛ از رشت و قم تا کرمان و تبریز.", "رشت قم کرمان تبریز"),
        ("زندانیان زندان مرکزی رشت دست به اعتصاب غذا زدند.", "رشت"),
        ("دانشجویان دانشگاه‌های رشت و قم تجمع کردند.", "رشت قم"),
        ("پرستاران در رشت، اراک و قم تجمع کردند.", "رشت اراک قم"),
        ("پرستاران در شهرهایی از جمله رشت و اراک تجمع کردند.", "رشت اراک"),
        ("پرستاران تجمع کردند. از رشت و قم هم گزارش تجمع داریم.", "رشت قم"),
        ("پرستاران تجمع کردند. رشت حدود ۴۰ و قم حدود ۶۰ معترض داشت.", "رشت قم"),
        ("تجمع پرستاران امروز آغاز شد؛ رشت و قم جزو نخستین شهرها بودند.", "رشت قم"),
        ("پرستاران مقابل استانداری تبریز تجمع کردند.", "تبریز"),
        ("پرستاران در رشت، کوهسر، اراک و دیگر شهرهای استان مرکزی تجمع کردند.", "رشت کوهسر اراک"),
        ("اهالی روستای سبزدره از توابع بخش بالا در استان مرکزی تجمع کردند.", "روستای_سبزدره"),
        ("پرستاران در استان‌های کرمان و خوزستان تجمع کردند.", "کرمان خوزستان"),
    ],
)
def test_lists_and_what_goes_on_elsewhere(read, text, toponyms):
    expected = [each.replace("_", " ") for each in toponyms.split()]
    assert [event.toponym for event in read(text, PUBLISHED)] == expected, text


def test_another_spelling_counts_where_the_words_say_that_it_is_a_place():
    reader = Extractor(names(), lambda name: name in ("Kermun", "Tabreez"))
    text = "Nurses rallied in Kermun. Pictures came from Sari and Tabreez."
    assert [e.toponym for e in reader.events(Report(text))] == ["Kermun", "Sari", "Tabreez"]
    text = "Nurses rallied in Sari. Kermun is what they call it."
    assert [e.toponym for e in reader.events(Report(text))] == ["Sari"]


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "Truckers are on strike. Drivers in Sari parked their trucks.",
            [("Sari", "truckers", "strike")],
        ),
        ("Drivers in Sari parked their trucks.", [("Sari", "transport", "strike")]),
        (
            "Nurses rallied in Sari. In Qom, protesters held a sit-in.",
            [("Sari", "health", "rally"), ("Qom", "health", "sit_in")],
        ),
        (
            "Nurses rallied in Sari. In Qom, people marched over water shortages.",
            [("Sari", "health", "rally"), ("Qom", "residents", "march")],
        ),
        (
            "People marched in Sari in support of Qom, where police and crowds fought at night.",
            [("Sari", "general_public", "march"), ("Qom", "general_public", "clash")],
        ),
        (
            "Teachers gathered in Sari. They were on strike for the third day.",
            [("Sari", "teachers", "strike")],
        ),
        (
            "Families went to Karun Prison in Ahvaz. Inmates of this prison went on hunger strike.",
            [("Karun Prison", "prisoners_families", "hunger_strike")],
        ),
        (
            "معلمان در رشت تجمع کردند. معترضان در قم تحصن کردند.",
            [("رشت", "teachers", "rally"), ("قم", "teachers", "sit_in")],
        ),
        (
            "مردم قم در اعتراض به قطعی آب به خیابان آمدند.",
            [("قم", "residents", "rally")],
        ),
        (
            "کارگران شهرداری رشت در اعتراض به عدم پرداخت دستمزد تجمع کردند.",
            [("رشت", "municipal", "rally")],
        ),
        (
            "معلمان رشت با درخواست آزادی همکاران خود تجمع کردند.",
            [("رشت", "teachers", "rally")],
        ),
        (
            "در پی فراخوان اصناف، کسبه قم اعتصاب کردند و مغازه‌های خود را بستند.",
            [("قم", "merchants", "shop_closure")],
        ),
    ],
)
def test_who_is_meant_and_what_they_did(read, text, expected):
    assert told(read(text)) == expected, text


@pytest.mark.parametrize(
    "text,days",
    [
        ("Since May 3 the strike of nurses has reached Sari.", "2019-05-03 2019-05-08"),
        ("Nurses rallied in Sari on April 30 and May 1.", "2019-04-30 2019-05-01"),
        ("Nurses rallied in Sari late on May 3.", "2019-05-03 2019-05-03"),
        ("Nurses rallied in Sari from Saturday to Monday.", "2019-05-04 2019-05-06"),
        ("Nurses rallied on May 3 and 4. Films came from Sari.", "2019-05-03 2019-05-04"),
        ("از ۱۳ اردیبهشت پرستاران رشت در اعتصاب هستند.", "2019-05-03 2019-05-08"),
        ("شب گذشته پرستاران در رشت تجمع کردند.", "2019-05-07 2019-05-07"),
        ("پرستاران روز 13اردیبهشت در رشت تجمع کردند.", "2019-05-03 2019-05-03"),
    ],
)
def test_when(read, text, days):
    [event] = read(text, PUBLISHED)
    assert f"{event.event_date} {event.end_date}" == days, text


def test_a_place_and_day_above_the_text_are_its_setting(read):
    text = """ABADAN, Iran. May 3, 2019. Welders, day 12

The welders of the refinery were on strike and gathered at the Khuzestan governor's office.
"""
    [event] = read(text)
    assert (event.toponym, event.event_date) == ("ABADAN", date(2019, 5, 3))
    assert (event.sector, event.strike_day) == ("oil_gas", 12)


@pytest.mark.parametrize(
    "text,n",
    [
        ("Nurses of Sari: 12 days and counting. The strike of the nurses in Sari goes on.", 12),
        ("After 12 days of strike nurses in Sari went on with their strike.", 12),
        ("Nurses in Sari went on strike for 12 days.", None),
    ],
)
def test_days_of_a_strike_that_are_counted(read, text, n):
    [event] = read(text)
    assert event.strike_day == n, text


def test_a_province_gives_way_to_the_village_in_it(read):
    text = (
        "تجمع‌های اعتراضی در دو روستا در استان خوزستان برگزار شد.\n"
        "اهالی روستای سبزدره در استان خوزستان روز ۱۳ اردیبهشت تجمع کردند."
    )
    [event] = read(text, PUBLISHED)
    assert (event.toponym, event.admin1_hint) == ("روستای سبزدره", "استان خوزستان")


def test_an_action_on_a_day_without_a_place_stays_unplaced(read):
    [event] = read("امروز ۱۳ اردیبهشت ۱۳۹۸\nدانشجویان جلوی ساختمان سازمان تجمع کردند تا ظهر.")
    assert (event.toponym, event.country_hint, event.sector) == ("", "", "students")


NOTHING = """
The governor of Fars spoke in Shiraz about the strike of last year, and left at noon.
Nurses in Sari were not on strike on 3 June 2018, their union wrote in a letter.
The price of gold fell in Sari on Tuesday after a currency rally went on for days.
A rally of farmers in Sari was called off on 3 June 2018 after the rain, it was said.
ادعای تجمع پرستاران در رشت تکذیب شد. ویدیوهایی از تجمع در قم نیز قدیمی است.
سخنگوی استانداری گفت تجمع در رشت غیرقانونی است.
انجمن پرستاران از آنان خواست روز شنبه در رشت تجمع کنند.
قرار است پرستاران فردا در رشت دست به تجمع بزنند.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING)
def test_what_tells_of_nothing(read, text):
    assert told(read(text, PUBLISHED)) == [], text


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "Truckers went on strike in Sari on 3 June 2018. In Qom, drivers blocked the road.",
            [("Sari", "truckers", "strike"), ("Qom", "truckers", "strike")],
        ),
        (
            "Drivers in Sari and nurses in Qom rallied on 3 June 2018.",
            [("Sari", "transport", "rally"), ("Qom", "health", "rally")],
        ),
        (
            "There was no rally in Sari, but farmers in Qom gathered on 3 June 2018.",
            [("Qom", "farmers", "rally")],
        ),
        (
            "اعتصاب بازاریان رشت ادامه دارد. بازار قم و اراک هم تعطیل است.",
            [
                ("رشت", "merchants", "shop_closure"),
                ("قم", "merchants", "shop_closure"),
                ("اراک", "merchants", "shop_closure"),
            ],
        ),
        (
            "رانندگان تاکسی در رشت و پرستاران در قم دست به تجمع زدند.",
            [("رشت", "transport", "rally"), ("قم", "health", "rally")],
        ),
    ],
)
def test_groups_and_strikes_side_by_side(read, text, expected):
    assert told(read(text)) == expected, text


@pytest.mark.parametrize(
    "words,days",
    [
        ("last week", "2019-04-27 2019-05-03"),
        ("this week", "2019-05-04 2019-05-08"),
    ],
)
def test_weeks_begin_on_saturday(read, words, days):
    [event] = read(f"Nurses rallied in Sari {words}.", PUBLISHED)
    assert f"{event.event_date} {event.end_date}" == days and event.date_precision == "week"
