"""Articles: a sentence must say that a protest happened, where, and when."""

from datetime import date

import pytest

from geodata.model import Report


def told(events) -> list[tuple[str, str, str, str, str]]:
    return [(e.toponym, str(e.event_date), str(e.end_date), e.sector, e.action) for e in events]


def test_weekdays_count_from_the_dateline_and_its_place_is_not_the_events(read):
    text = """Bakers Close Up Over Flour Prices

A Newspaper

Paris, 14 Aug 2019 - The price of flour led to large protests in Kerman on Monday and Tuesday.
Protesters walked along the avenue, closing all the stalls of Kerman's old bazaar.
"""
    assert told(read(text)) == [("Kerman", "2019-08-12", "2019-08-13", "merchants", "shop_closure")]


def test_the_headline_says_who_if_no_sentence_does(read):
    text = """Nurses Rally Over Overtime

Protests were held in Sari on 3 March 2019 and in Arak on 4 March 2019.
A crowd gathered in Qom on 5 March 2019.
"""
    assert [(e.toponym, e.sector) for e in read(text)] == [
        ("Sari", "health"),
        ("Arak", "health"),
        ("Qom", "health"),
    ]


def test_the_datelines_year_comes_from_the_document(read):
    text = """A headline

Berlin, 14 Aug - Teachers rallied in Sari on Monday.

Arak, Iran. May 7, 2019. Farmers rally
"""
    assert told(read(text))[0] == ("Sari", "2019-08-12", "2019-08-12", "teachers", "rally")


def test_a_contradicted_weekday_is_not_guessed(read):
    text = "A headline\n\nBerlin, 14 Aug 2019 - Teachers rallied in Sari on Monday, 11 August."
    [event] = read(text)
    assert (event.date_precision, event.event_date) == ("unknown", None)


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "In January 2018, protests broke out in Urmia over the price of eggs.",
            [("Urmia", "2018-01-01", "2018-01-31", "general_public", "rally")],
        ),
        (
            "Ahvaz steel workers went on strike on 3 June 2018 because wages were late.",
            [("Ahvaz", "2018-06-03", "2018-06-03", "steel", "strike")],
        ),
        (
            "On 3 June 2018 teachers in Sari, Arak and Qom refused to teach, and gathered.",
            [
                ("Sari", "2018-06-03", "2018-06-03", "teachers", "strike"),
                ("Arak", "2018-06-03", "2018-06-03", "teachers", "strike"),
                ("Qom", "2018-06-03", "2018-06-03", "teachers", "strike"),
            ],
        ),
        (
            "Farmers in Varzaneh blocked the road on June 3, 2018. They held a sit-in there.",
            [("Varzaneh", "2018-06-03", "2018-06-03", "farmers", "blockade")],
        ),
        (
            "Truckers rallied in Sirjan on 3 June 2018. On that day they went on strike in Sirjan.",
            [("Sirjan", "2018-06-03", "2018-06-03", "truckers", "strike")],
        ),
        (
            "معلمان روز ۱۳ خرداد ۱۳۹۷ در رشت و اراک تجمع کردند و بیانیه خواندند.",
            [
                ("رشت", "2018-06-03", "2018-06-03", "teachers", "rally"),
                ("اراک", "2018-06-03", "2018-06-03", "teachers", "rally"),
            ],
        ),
    ],
)
def test_sentences_that_tell_of_protests(read, text, expected):
    assert told(read(text)) == expected, text


def test_a_dated_caption_and_its_article_are_read_together(read):
    text = """AHVAZ, Iran. Mar. 11, 2018. Steel workers' strike, day 20

The men of the mill gathered at the gate and asked for their wages of the year before.
"""
    [event] = read(text)
    assert (event.toponym, event.strike_day, event.sector) == ("AHVAZ", 20, "steel")


NOTHING = """
The council held its annual gathering in Paris on Saturday, 30 June 2018, and many spoke.
Thousands of exiles rallied in Berlin on Sunday, 1 July 2018, and chanted slogans.
Officials in Tehran denied reports of protests in Sari on 3 June 2018, a paper wrote.
The teachers' union called for a strike in Sari on 3 June 2018, its letter says.
Teachers will rally in Sari on 3 June 2018, their union has announced in a letter.
Workers in Arak threatened to strike on 3 June 2018 if their wages are late again.
An air strike hit a depot near Ahvaz on 3 June 2018, a local official told reporters.
The rally in gold prices continued in Tehran on Sunday, 3 June 2018, dealers said there.
The two banks were about to strike a deal in Tehran on 3 June 2018, a minister said.
The minister spoke at an agricultural conference in Tehran on 3 June 2018 about clouds.
Supporters of the government rallied in Tehran on 3 June 2018 and burned a foreign flag.
There were no protests in Sari on 3 June 2018, and the bazaar was open as always.
The anniversary of the protests in Sari was noted in papers on 3 June 2018 in silence.
The striker scored twice in Tabriz on 3 June 2018 and the crowd gathered to sing.
The rally in Sari was cancelled on 3 June 2018 after a night of rain, its callers said.
A storm struck the port of Bushehr on 3 June 2018, and workers stayed at home all day.
Oil tankers gathered near Bushehr in the Gulf, a US official said in Washington.
Tehran said on 3 June 2018 that protests broke out because of foreign enemies only.
The exhibition gathered information on the old bridges of Dezful on 3 June 2018.
Police in Sari said on 3 June 2018 that reports of a strike were false and a hoax.
سخنگوی استانداری خبر تجمع معلمان در رشت در ۱۳ خرداد ۱۳۹۷ را تکذیب کرد.
معلمان رشت فراخوان تجمع در ۱۳ خرداد ۱۳۹۷ را منتشر کردند و از همه یاری خواستند.
تجمع آلاینده‌ها در هوای اراک در ۱۳ خرداد ۱۳۹۷ به مدارس زیان رساند.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING)
def test_sentences_that_tell_of_no_protest(read, text):
    assert told(read(text)) == [], text
    assert told(read(text, date(2018, 6, 4))) == [], text


CAPTIONS_OF_NOTHING = """
Sari, Iran. June 3, 2018. Teachers plan to rally
Sari, Iran. June 3, 2018. Union calls for nationwide strike
Sari, Iran. June 3, 2018. Governor denies protest
Sari, Iran. June 3, 2018. Flood damages bridge
Sari, Iran. June 3, 2018. Drone strike kills two
Paris, France. June 3, 2018. Rally of exiles
London: Iranians rally outside parliament, June 3, 2018
Sari, Iran. June 3, 2018.
Iran
Two miners killed near Sirjan, June 3, 2018
Teachers strike
Protest
""".strip().splitlines()


@pytest.mark.parametrize("text", CAPTIONS_OF_NOTHING)
def test_captions_that_tell_of_no_protest(read, text):
    assert told(read(text)) == [], text


def test_headlines_of_articles_are_no_captions(read):
    text = """Iran: Protests and what they mean for the talks

By A. Writer

The ministers met on 3 June 2018 and spoke about trade, banks and the price of oil.
"""
    assert read(text) == []


@pytest.mark.parametrize(
    "text,reason",
    [
        ("Teachers will rally in Sari on 3 June 2018, their union has said.", "planned"),
        ("Officials deny that protests in Sari took place on 3 June 2018.", "denied"),
        ("Crowds rallied on 3 June 2018 for hours, and then went home again.", "no_place"),
        ("Exiles rallied in Berlin on 3 June 2018 for hours and then left.", "abroad"),
        ("Sari, Iran. June 3, 2018. Union calls for strike", "called_for"),
    ],
)
def test_what_was_not_read_says_why(extractor, text, reason):
    reading = extractor.read(Report(text))
    assert reading.events == ()
    assert [each.reason for each in reading.unread] == [reason]
    [unread] = reading.unread
    assert text[unread.start : unread.end] == text


def test_an_article_without_a_date_has_the_day_of_its_report(read):
    text = "Nurses rallied outside a hospital in Sari and asked for their overtime pay."
    [event] = read(text, date(2018, 6, 4))
    assert (event.event_date, event.date_precision) == (date(2018, 6, 4), "reported")
    [event] = read(text)
    assert event.date_precision == "unknown"
