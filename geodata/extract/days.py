"""From date words to days: which Sunday, which year, or unknown with the reason.

A year that the words do not give comes from evidence only: from the day of publication (the
nearest such day not after the day that follows it: reports of the evening reach other zones
tomorrow), else from the document's full dates, if all of them agree or a weekday fits one of
their years alone. A weekday or "yesterday" counts from the dateline, else from publication.
A date that contradicts its weekday is nobody's guess: unknown.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import jdatetime

from geodata.extract.dates import Calendar, DateWords
from geodata.model import DatePrecision

_NEAR_DAYS = 14
ONE_DAY = timedelta(days=1)


class Days(NamedTuple):
    """First and last day, how exact, and by which rule; both None if unknown."""

    first: date | None
    last: date | None
    precision: DatePrecision
    rule: str


NO_DAYS = Days(None, None, "unknown", "no_date")


def _no_years(_calendar: Calendar) -> tuple[int, ...]:
    return ()


class Evidence(NamedTuple):
    """What a document knows about when it was written."""

    published: date | None = None
    years: Callable[[Calendar], tuple[int, ...]] = _no_years
    """The years of a calendar in which the document names a day: asked only if one is missing."""
    anchor: date | None = None
    """The dateline's day, from which its weekdays and "today" count."""
    told: date | None = None
    """The day told last, from which "the next day" counts."""

    @property
    def today(self) -> date | None:
        """The day from which relative words count."""
        return self.anchor or self.published


def years(found: Iterable[DateWords], calendar: Calendar) -> tuple[int, ...]:
    """The years of the days named with one; a document's evidence for years left out."""
    days = {day for each in found if each.is_full for day in [_day(each, each.year)] if day}
    return tuple(sorted({_year_of(day, calendar == "solar") for day in days}))


def resolve(words: DateWords, evidence: Evidence) -> Days:
    """The days that the words mean, or unknown; the rule says how, or why not."""
    try:
        return _resolved(words, evidence)
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return _unknown("no_such_day")


def _resolved(words: DateWords, evidence: Evidence) -> Days:
    if words.days_after is not None:
        return _after(words.days_after, evidence)
    if words.weekday is not None and words.weeks_ago is not None:
        return _weekday_of_week(words.weekday, words.weeks_ago, evidence)
    if words.weekday is not None and not words.is_calendar and words.days_ago is None:
        return _weekday(words, evidence)
    if words.days_ago is not None:
        return _relative(words, evidence)
    if words.weeks_ago is not None:
        return _week(words.weeks_ago, evidence)
    if words.month is not None and words.day is None:
        return _month(words, evidence)
    if words.month is not None:
        return _calendar_day(words, evidence)
    return _unknown(words.rule)


def _unknown(rule: str) -> Days:
    return Days(None, None, "unknown", rule)


def _after(n_days: int, evidence: Evidence) -> Days:
    """ "The next day", after the day told last."""
    if evidence.told is None:
        return _unknown("day_of_what")
    day = evidence.told + timedelta(days=n_days)
    return Days(day, day, "day", "day_after")


def _weekday(words: DateWords, evidence: Evidence) -> Days:
    """ "Sunday and Monday" written on a Tuesday: the two days before it."""
    if words.rule == "future":
        return _unknown("future")
    if evidence.today is None or _is_long_ago(evidence):
        return _near_told(words, evidence)
    last = _latest(words.last_weekday or words.weekday or 1, evidence.today, words)
    if words.last_weekday is None:
        return Days(last, evidence.today if words.is_since else last, "day", "weekday")
    return Days(_latest(words.weekday or 1, last, words), last, "day", "weekdays")


def _is_long_ago(evidence: Evidence) -> bool:
    """Whether the day told last is so far from the report's that weekdays count from that."""
    if evidence.told is None or evidence.today is None:
        return False
    return abs(evidence.today - evidence.told).days > _NEAR_DAYS


def _near_told(words: DateWords, evidence: Evidence) -> Days:
    """ "On Saturday, 7 July 2018, … On Monday": the one nearest to the day told before."""
    if evidence.told is None or words.last_weekday is not None:
        return _unknown("weekday_without_anchor")
    ahead = ((words.weekday or 1) - evidence.told.isoweekday() + 3) % 7 - 3
    day = evidence.told + timedelta(days=ahead)
    return Days(day, day, "day", "weekday_near")


def _latest(weekday: int, today: date, words: DateWords) -> date:
    """The latest such weekday that is not after today."""
    back = (today.isoweekday() - weekday) % 7
    return today - timedelta(days=back or (7 if words.is_strictly_before else 0))


def _relative(words: DateWords, evidence: Evidence) -> Days:
    if evidence.today is None:
        return _unknown("relative_without_anchor")
    day = evidence.today - timedelta(days=words.days_ago or 0)
    if words.weekday is not None and day.isoweekday() != words.weekday:
        return _unknown("weekday_contradicts")
    return Days(day, evidence.today if words.is_since else day, "day", "relative_day")


def _week(weeks_ago: int, evidence: Evidence) -> Days:
    """ "Last week": from Saturday, as weeks begin in Iran, to Friday; this one until today."""
    if evidence.today is None:
        return _unknown("relative_without_anchor")
    first = evidence.today - timedelta(days=(evidence.today.isoweekday() + 1) % 7 + 7 * weeks_ago)
    last = first + timedelta(days=6)
    return Days(first, min(last, evidence.today), "week", "week")


def _weekday_of_week(weekday: int, weeks_ago: int, evidence: Evidence) -> Days:
    """یکشنبه هفته گذشته, "Sunday of last week": its weeks begin on Saturday."""
    week = _week(weeks_ago, evidence)
    if week.first is None:
        return week
    day = week.first + timedelta(days=(weekday + 1) % 7)
    return Days(day, day, "day", "weekday")


def _month(words: DateWords, evidence: Evidence) -> Days:
    years = [words.year] if words.year else list(_years(words, evidence))
    if len(years) != 1 or words.month is None:
        return _unknown("year_unknown")
    first, last = _month_ends(words.month, years[0], words.calendar == "solar")
    if first is None or last is None:
        return _unknown("no_such_month")
    rule = "month_year" if words.year else "month_of_evidence"
    return Days(first, last, "month", rule)


def _month_ends(month: int, year: int, is_solar: bool) -> tuple[date | None, date | None]:
    if not is_solar:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    first = _solar(year, month, 1)
    after = _solar(year + month // 12, month % 12 + 1, 1)
    return first, after - ONE_DAY if after else None


def _calendar_day(words: DateWords, evidence: Evidence) -> Days:
    years = [words.year] if words.year else list(_years(words, evidence))
    days = [day for year in years if (day := _day(words, year))]
    if not days:
        is_known = bool(years)
        return _unknown("no_such_day" if is_known else "year_unknown")
    if words.weekday is not None:
        days = [day for day in days if day.isoweekday() == words.weekday]
    if len(days) != 1:
        return _unknown("weekday_contradicts" if not days else "years_disagree")
    rule = words.rule if words.year else f"{words.rule}_of_{_source(evidence)}"
    last = _last_day(words, days[0])
    if words.is_since and evidence.today is not None:
        last = max(last, evidence.today)
    return Days(days[0], last, "day", rule)


def _source(evidence: Evidence) -> str:
    return "published" if evidence.published else "document"


def _last_day(words: DateWords, first: date) -> date:
    """The last day of a span; a span that would run backwards is one day."""
    if words.last_day is None:
        return first
    month, year = words.last_month or words.month or 1, first.year
    if words.calendar == "solar":
        year = jdatetime.date.fromgregorian(date=first).year
    last = _solar(year, month, words.last_day) if words.calendar == "solar" else None
    if words.calendar == "gregorian":
        last = _gregorian(year, month, words.last_day)
    return last if last is not None and last > first else first


def _years(words: DateWords, evidence: Evidence) -> Iterator[int]:
    """The years that the words may mean, in their own calendar."""
    if evidence.published is not None:
        yield from _year_before(words, evidence.published, words.calendar == "solar")
    else:
        yield from evidence.years(words.calendar)


def _year_before(words: DateWords, published: date, is_solar: bool) -> Iterator[int]:
    """The year of the nearest such day (or month) not after the day after publication."""
    latest = published + ONE_DAY
    this_year = _year_of(latest, is_solar)
    for year in range(this_year, this_year - 9, -1):  # 29 February may be eight years ago
        day = _day(words, year) if words.day else _month_ends(words.month or 1, year, is_solar)[0]
        if day is not None and day <= latest:
            yield year
            return


@lru_cache(maxsize=4096)
def _year_of(day: date, is_solar: bool) -> int:
    return int(jdatetime.date.fromgregorian(date=day).year) if is_solar else day.year


def _day(words: DateWords, year: int | None) -> date | None:
    """The first day of the words in a year of their calendar; None if it has no such day."""
    if year is None or words.month is None or words.day is None:
        return None
    make = _solar if words.calendar == "solar" else _gregorian
    return make(year, words.month, words.day)


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# jdatetime asks for the locale three times a day; the days of one text are often the same.
@lru_cache(maxsize=4096)
def _solar(year: int, month: int, day: int) -> date | None:
    try:
        made: date = jdatetime.date(year, month, day).togregorian()
    except ValueError:
        return None
    return made
