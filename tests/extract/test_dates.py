"""Days: all usual forms, the year from evidence alone, and no guess."""

from datetime import date

import pytest

HEAD = "Iran, Sari – Nurses rally"


def one(read, words: str, published: date | None = None, before: str = ""):
    return read(f"{before}{HEAD}, {words}", published)[-1]


@pytest.mark.parametrize(
    "words,first,last",
    [
        ("22 May 2018", "2018-05-22", "2018-05-22"),
        ("May 22nd, 2018", "2018-05-22", "2018-05-22"),
        ("22nd of May, 2018", "2018-05-22", "2018-05-22"),
        ("May 22 2018", "2018-05-22", "2018-05-22"),
        ("Sept. 3, 2018", "2018-09-03", "2018-09-03"),
        ("3-Sep-2018", "2018-09-03", "2018-09-03"),
        ("Tuesday, May 22, 2018", "2018-05-22", "2018-05-22"),
        ("Tuesday 22nd May 2018", "2018-05-22", "2018-05-22"),
        ("Tue, May 22, 2018", "2018-05-22", "2018-05-22"),
        ("May 22, 2018 (Tuesday)", "2018-05-22", "2018-05-22"),
        ("2018-05-22", "2018-05-22", "2018-05-22"),
        ("2018/5/22", "2018-05-22", "2018-05-22"),
        ("22/05/2018", "2018-05-22", "2018-05-22"),
        ("05/22/2018", "2018-05-22", "2018-05-22"),
        ("05.05.2018", "2018-05-05", "2018-05-05"),
        ("May 22-24, 2018", "2018-05-22", "2018-05-24"),
        ("May 22 and 23, 2018", "2018-05-22", "2018-05-23"),
        ("22–24 May 2018", "2018-05-22", "2018-05-24"),
        ("22 and 23 May 2018", "2018-05-22", "2018-05-23"),
        ("May 30 to June 2, 2018", "2018-05-30", "2018-06-02"),
        ("۱ خرداد ۱۳۹۷", "2018-05-22", "2018-05-22"),
        ("سه‌شنبه ۱ خرداد ۱۳۹۷", "2018-05-22", "2018-05-22"),
        ("۱ و ۲ خردادماه ۹۷", "2018-05-22", "2018-05-23"),
        ("1397/03/01", "2018-05-22", "2018-05-22"),
        ("1 Khordad 1397", "2018-05-22", "2018-05-22"),
        ("۲۲ مه ۲۰۱۸", "2018-05-22", "2018-05-22"),
    ],
)
def test_days_and_spans_of_days(read, words, first, last):
    event = one(read, words)
    assert (str(event.event_date), str(event.end_date)) == (first, last), words
    assert event.date_precision == "day"


@pytest.mark.parametrize(
    "words,first,last",
    [
        ("November, 2018", "2018-11-01", "2018-11-30"),
        ("Feb. 2020", "2020-02-01", "2020-02-29"),
        ("May of 2018", "2018-05-01", "2018-05-31"),
        ("خرداد ۱۳۹۷", "2018-05-22", "2018-06-21"),
        ("اسفند ۱۳۹۹", "2021-02-19", "2021-03-20"),
    ],
)
def test_a_month_has_its_first_and_last_day(read, words, first, last):
    event = one(read, words)
    assert (str(event.event_date), str(event.end_date)) == (first, last), words
    assert event.date_precision == "month"


@pytest.mark.parametrize(
    "words,rule",
    [
        ("May 22", "year_unknown"),
        ("05/06/2018", "ambiguous_day_and_month"),
        ("June 31, 2018", "no_such_day"),
        ("Monday, May 22, 2018", "weekday_contradicts"),
        ("on Tuesday", "weekday_without_anchor"),
        ("yesterday", "relative_without_anchor"),
    ],
)
def test_what_is_not_known_is_not_guessed(read, words, rule):
    event = one(read, words)
    assert (event.event_date, event.end_date, event.date_precision) == (None, None, "unknown")
    assert event.spans["event_date"].rule == rule


OTHER = "Arak, Iran. {}. Farmers rally\n"


@pytest.mark.parametrize(
    "others,words,expected",
    [
        (["April 3, 2019"], "May 22", "2019-05-22"),
        (["April 3, 2019", "June 1, 2019"], "22 May", "2019-05-22"),
        (["April 3, 2019", "June 1, 2018"], "May 22", None),
        (["April 3, 2019", "June 1, 2018"], "Tuesday, May 22", "2018-05-22"),
        (["April 3, 2019", "June 1, 2018"], "Monday, May 22", None),
        (["April 3, 2019"], "Tuesday, May 22", None),
        (["April 2019"], "May 22", None),
        (["۱۴ فروردین ۱۳۹۸"], "۱ خرداد", "2019-05-22"),
    ],
)
def test_the_year_of_the_documents_full_dates(read, others, words, expected):
    before = "".join(OTHER.format(each) for each in others)
    found = one(read, words, before=before).event_date
    assert (str(found) if found else None) == expected, (others, words)


@pytest.mark.parametrize(
    "published,words,expected",
    [
        ("2018-07-25", "May 22", "2018-05-22"),
        ("2018-05-21", "May 22", "2018-05-22"),
        ("2018-05-20", "May 22", "2017-05-22"),
        ("2019-01-02", "December 30", "2018-12-30"),
        ("2018-07-25", "Tuesday, May 22", "2018-05-22"),
        ("2018-07-25", "Friday, May 22", None),
        ("2018-07-25", "on Monday", "2018-07-23"),
        ("2018-07-25", "on Wednesday", "2018-07-25"),
        ("2018-07-25", "last Wednesday", "2018-07-18"),
        ("2018-07-25", "yesterday", "2018-07-24"),
        ("2018-07-25", "۱ خرداد", "2018-05-22"),
        ("2018-07-25", "دیروز", "2018-07-24"),
        ("2021-03-01", "February 29", "2020-02-29"),
    ],
)
def test_the_year_and_weekday_from_the_day_of_publication(read, published, words, expected):
    found = one(read, words, date.fromisoformat(published)).event_date
    assert (str(found) if found else None) == expected, (published, words)


def test_no_date_word_is_the_day_of_the_report_and_says_so(read):
    event = one(read, "again", date(2018, 7, 25))
    assert (event.event_date, event.date_precision) == (date(2018, 7, 25), "reported")
    assert "event_date" not in event.spans
    assert one(read, "again").date_precision == "unknown"


@pytest.mark.parametrize(
    "words",
    ["they may 5 times", "25 march to the prison", "Mehr News", "1234-56", "5,000 rials", "20:30"],
)
def test_words_that_only_look_like_dates(read, words):
    assert "event_date" not in one(read, words).spans, words


def test_an_anniversary_is_no_date(read):
    assert "event_date" not in one(read, "on the anniversary of 15 November 2019").spans
