"""Date words: where a text names a day, a span of days or a month, and what the words say.

Finding is apart from resolving (`geodata.extract.days`): "Sunday and Monday" is found here,
which Sunday it was is decided there. Read are, in English and in Persian,

- day and month in either order, with or without a year or weekday: "22 May 2018",
  "Saturday, May 22nd", "۱ مرداد ۱۳۹۷", and spans of them: "May 22-24", "22 and 23 May";
- a month with its year ("November, 2018");
- numbers alone, if they can mean one day only: "2018-05-22", "22/05/2018", ۱۳۹۷/۰۵/۰۱;
- weekdays and relative days ("Sunday and Monday", "yesterday", دیروز).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from geodata.extract.lexicon import Mark
from geodata.spelling import Word
from geodata.vocabulary import Term

Calendar = Literal["gregorian", "solar"]


class DateWords(NamedTuple):
    """What date words say, no more: characters [start, end), words [first, last)."""

    first: int
    last: int
    start: int
    end: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    """End of a span, if the words name one."""
    calendar: Calendar = "gregorian"
    weekday: int | None = None
    """Monday is 1."""
    last_weekday: int | None = None
    days_ago: int | None = None
    days_after: int | None = None
    """"The next day", "two days earlier": counted from the day told before."""
    weeks_ago: int | None = None
    is_since: bool = False
    """"Since May 22": until the day of the report."""
    is_strictly_before: bool = False
    """"Last Sunday", said on a Sunday, is not that day."""

    @property
    def is_full(self) -> bool:
        """Whether a day, month and year are all named: evidence for the years of others."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def is_future(self) -> bool:
        """ "Next Monday", "tomorrow": nothing has happened then."""
        return self.rule == "future" or (self.days_ago or 0) < 0

    @property
    def is_calendar(self) -> bool:
        """Whether a month is named, so that the words mean something without an anchor."""
        return self.month is not None


_DAY = re.compile(r"([1-9]|0[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"1[34]\d\d|19\d\d|20\d\d")
_SHORT_YEAR = re.compile(r"[6-9]\d|0\d")
_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?![\d/\-]|\.\d)")
_TIGHT = re.compile(r"[ \u00a0\-/.,،]{0,3}")
_BARE_MONTH_LEADS = frozenset(("in", "since", "early", "late", "mid", "during"))
_ALSO_WORDS = frozenset(("may", "march", "mar"))
_PAST_WORDS = frozenset(("گذشته", "پیش", "قبل"))
_COMING_WORDS = frozenset(("اینده", "بعد", "اتی"))
_SPAN_WORDS = frozenset(("to", "until", "till", "through", "تا", "الی"))
_KINDS = frozenset(("month", "weekday", "day"))
_SINCE = frozenset(("since", "از"))
_LIST_WORDS = frozenset(("and", "و"))
_SHORT_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def find_dates(text: str, words: list[Word], marks: list[Mark]) -> list[DateWords]:
    """All date words of a text from left to right; none overlaps another."""
    reader = _Reader(text, words)
    found = list(reader.numeric())
    for mark in marks:
        for term in mark.terms:
            if term.kind == "ordinal" and term.language == "fa":
                reader.ordinals[mark.last - 1] = mark.first, int(term.code)
            if term.kind in _KINDS and (one := reader.at(mark, term)) is not None:
                found.append(one)
                break
    if len(found) < 2:
        return reader.joined(found)
    found.sort(key=lambda each: (each.start, -each.end))
    return reader.joined(_apart(found))


def _apart(found: list[DateWords]) -> list[DateWords]:
    """Without those that lie inside or across the one before."""
    kept: list[DateWords] = []
    for each in found:
        if not kept or each.first >= kept[-1].last:
            kept.append(each)
    return kept


class _Reader:
    """Reads date words around the marks of one text."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text = text
        self.words = words
        self.ordinals: dict[int, tuple[int, int]] = {}
        """Last word of a Persian ordinal read so far → its first word and the number."""

    def at(self, mark: Mark, term: Term) -> DateWords | None:
        """The date words that a marked month, weekday or relative day belongs to."""
        if term.kind == "month":
            return self._month(mark, term)
        if term.kind == "weekday":
            if len(self.words[mark.first].key) <= 4 and term.language == "en":
                return None  # "Sat" and "Sun" are words, unless a date stands beside them
            return self._make(mark.first, mark.last, "weekday", weekday=int(term.code))
        if term.role == "week":
            return self._make(mark.first, mark.last, "week", weeks_ago=int(term.code))
        if term.role == "after":
            return self._make(mark.first, mark.last, "day_after", days_after=int(term.code))
        if term.kind == "day":
            return self._make(mark.first, mark.last, "relative_day", days_ago=int(term.code))
        return None

    def numeric(self) -> Iterator[DateWords]:
        """Dates in numbers alone; unknown ones too, so that their words are kept."""
        at: dict[int, int] = {}
        for found in _NUMERIC.finditer(self.text):
            at = at or {word.start: index for index, word in enumerate(self.words)}
            first = at.get(found.start())
            if first is None or first + 3 > len(self.words):
                continue
            if self.words[first + 2].end != found.end():
                continue
            left, middle, right = (int(found[group]) for group in (1, 3, 4))
            if len(found[1]) == 4 and len(found[4]) <= 2:
                yield self._ymd(first, left, middle, right)
            elif len(found[4]) == 4 and len(found[1]) <= 2:
                yield self._day_or_month_first(first, left, middle, right)

    def _ymd(self, first: int, year: int, month: int, day: int) -> DateWords:
        calendar: Calendar = "solar" if year < 1500 else "gregorian"
        return self._make(
            first, first + 3, "numeric", year=year, month=month, day=day, calendar=calendar
        )

    def _day_or_month_first(self, first: int, left: int, right: int, year: int) -> DateWords:
        """22/05/2018 and 05/22/2018 are one day; 05/06/2018 could be two and is unknown."""
        if left == right or right > 12:
            return self._ymd(first, year, left, right)
        if left > 12:
            return self._ymd(first, year, right, left)
        return self._make(first, first + 3, "ambiguous_day_and_month")

    def _month(self, mark: Mark, term: Term) -> DateWords | None:
        calendar: Calendar = "solar" if term.role == "solar" else "gregorian"
        base = self._make(mark.first, mark.last, "month", month=int(term.code), calendar=calendar)
        found = (
            self._ordinal_before(base)
            or self._day_after(base, needs_year=True)
            or self._day_before(base)
            or self._day_after(base)
            or self._month_and_year(base)
            or self._bare_month(base)
        )
        if found is not None and found.year is None and self._is_doubtful(mark):
            return None
        return found

    def _is_doubtful(self, mark: Mark) -> bool:
        """ "25 march to the prison": in lower case and without a year it is hardly a month."""
        is_word_too = self.words[mark.first].key in _ALSO_WORDS
        return is_word_too and not self.text[mark.start].isupper()

    def _day_before(self, base: DateWords) -> DateWords | None:
        """ "22 May", "22nd of May", "22-23 May 2018": the day stands before the month."""
        before = base.first - 1
        if before > 0 and self.words[before].key == "of":
            before -= 1
        day = self._day(before)
        if day is None or not self._is_tight(before, base.first, comma=False):
            return None
        span = self._number_before(before, day)
        first, first_day = span or (before, day)
        last_day = None if span is None else day
        return self._with_year(
            self._grown(base, first, base.last, day=first_day, last_day=last_day, rule="day_month")
        )

    def _ordinal_before(self, base: DateWords) -> DateWords | None:
        """اول مهر, روز بیست و دوم آبان ۱۳۹۸: the day in letters, in Persian."""
        first, day = self.ordinals.get(base.first - 1, (0, 0))
        if not 1 <= day <= 31 or not self._is_tight(base.first - 1, base.first, comma=False):
            return None
        return self._with_year(self._grown(base, first, base.last, day=day, rule="day_month"))

    def _number_before(self, at: int, day: int) -> tuple[int, int] | None:
        """The "22" of "22-23 May" and "22 and 23 May"."""
        if at == 0:
            return None
        gap = self._gap(at - 1, at)
        if gap.strip() in ("-", "–", "—", "/") and (left := self._day(at - 1)):
            return (at - 1, left) if left < day else None
        if self.words[at - 1].key in _LIST_WORDS | _SPAN_WORDS and at > 1:
            left = self._day(at - 2)
            is_list = self.words[at - 1].key in _LIST_WORDS
            if left is not None and (left + 1 == day or (left < day and not is_list)):
                return at - 2, left
        return None

    def _day_after(self, base: DateWords, needs_year: bool = False) -> DateWords | None:
        """ "May 22", "May 22nd, 2018", "May 22-24": the day stands after the month."""
        day = self._day(base.last)
        if day is None or not self._is_tight(base.last - 1, base.last, comma=False):
            return None
        found = self._grown(base, base.first, base.last + 1, day=day, rule="month_day")
        found = self._with_year(self._span_after(found))
        return None if needs_year and found.year is None else found

    def _span_after(self, found: DateWords) -> DateWords:
        """With the "24" of "May 22-24" and the "23" of "May 22 and 23"."""
        at, day = found.last, found.day or 0
        right = self._day(at)
        if right and self._gap(at - 1, at).strip() in ("-", "–", "—") and right > day:
            return self._grown(found, found.first, at + 1, last_day=right)
        if at + 1 < len(self.words) and self.words[at].key in _LIST_WORDS | _SPAN_WORDS:
            right = self._day(at + 1)
            is_list = self.words[at].key in _LIST_WORDS
            if right and (right == day + 1 or (right > day and not is_list)):
                return self._grown(found, found.first, at + 2, last_day=right)
        return found

    def _month_and_year(self, base: DateWords) -> DateWords | None:
        found = self._with_year(base)
        if found.year is None:
            return None
        return found._replace(rule="month_year")

    def _bare_month(self, base: DateWords) -> DateWords | None:
        """ "in December": a month alone, where a small word says that it is one."""
        is_led = base.first > 0 and self.words[base.first - 1].key in _BARE_MONTH_LEADS
        if not is_led or not self.text[base.start].isupper():
            return None
        return base

    def _with_year(self, found: DateWords) -> DateWords:
        """With the year that follows, "of 2018" or a Persian ۹۷ for ۱۳۹۷ too."""
        at = found.last
        if at < len(self.words) and self.words[at].key in ("of", "سال"):
            at += 1
        if at >= len(self.words) or not self._is_tight(at - 1, at):
            return found
        word = self.words[at].key
        if _YEAR.fullmatch(word):
            is_solar_year = int(word) < 1500
            if is_solar_year == (found.calendar == "solar"):
                return self._grown(found, found.first, at + 1, year=int(word))
        if found.calendar == "solar" and _SHORT_YEAR.fullmatch(word):
            year = int(word) + (1300 if word[0] > "5" else 1400)
            return self._grown(found, found.first, at + 1, year=year)
        return found

    def joined(self, found: list[DateWords]) -> list[DateWords]:
        """With weekdays beside dates made one, and spans ("from May 22 to June 2")."""
        joined: list[DateWords] = []
        for each in found:
            joined.append(each)  # "Saturday, May 6, and Sunday, May 7" grows from its ends
            while len(joined) > 1 and (both := self._both(*joined[-2:])) is not None:
                joined[-2:] = [both]
        return [
            self._with_since(self._with_short_weekday(self._strictly_before(each)))
            for each in joined
        ]

    def _with_since(self, found: DateWords) -> DateWords:
        """ "Since May 22", از ۲۲ خرداد: the first day of what still goes on."""
        lead = self.words[found.first - 1].key if found.first else ""
        is_named = found.day is not None or found.rule in ("weekday", "relative_day")
        is_one_day = is_named and found.last_day is None and found.last_weekday is None
        return found._replace(is_since=True) if is_one_day and lead in _SINCE else found

    def _both(self, left: DateWords, right: DateWords) -> DateWords | None:
        between = self.text[left.end : right.start].strip(" \u00a0,،()").casefold()
        if left.rule in ("weekday", "relative_day") and right.day and between in ("", "the"):
            return self._grown(right, left.first, right.last, weekday=left.weekday)
        if right.rule in ("weekday", "relative_day") and left.day and between == "":
            return self._grown(left, left.first, right.last, weekday=right.weekday)
        if left.rule == "weekday" and right.rule == "week" and between in ("", "از"):
            return self._grown(left, left.first, right.last, weeks_ago=right.weeks_ago)
        if left.rule == "relative_day" and right.rule == "weekday" and between == "":
            return self._grown(left, left.first, right.last, weekday=right.weekday)
        is_span = between in _SPAN_WORDS or between in ("-", "–", "—")
        return self._span(left, right, is_span) if is_span or between in _LIST_WORDS else None

    def _span(self, left: DateWords, right: DateWords, is_span: bool) -> DateWords | None:
        if left.rule == right.rule == "weekday" and left.last_weekday is None:
            is_next = (left.weekday or 0) % 7 + 1 == right.weekday
            if is_span or is_next:
                return self._grown(left, left.first, right.last, last_weekday=right.weekday)
        is_next_day = right.day == 1 and (left.day or 0) > 28 and left.month != right.month
        is_next_day = is_next_day or (
            left.month == right.month and right.day == (left.day or 0) + 1
        )
        is_span = is_span or is_next_day
        days = (left.month, left.day) < (right.month, right.day) if left.day and right.day else None
        if is_span and days and left.calendar == right.calendar and left.last_day is None:
            return self._grown(
                left,
                left.first,
                right.last,
                last_month=right.month,
                last_day=right.day,
                year=left.year or right.year,
            )
        return None

    def _strictly_before(self, found: DateWords) -> DateWords:
        """ "Last Sunday" with its small word; "next Sunday" tells of nothing that happened."""
        lead = self.words[found.first - 1] if found.first else None
        if found.rule != "weekday":
            return found
        after = self.words[found.last].key if found.last < len(self.words) else ""
        if after in _PAST_WORDS and self._is_tight(found.last - 1, found.last, comma=False):
            return self._grown(found, found.first, found.last + 1, is_strictly_before=True)
        if lead is None:
            return found
        if after in _COMING_WORDS:
            return found._replace(rule="future")
        if lead.key in ("last", "past", "previous"):
            return self._grown(found, found.first - 1, found.last, is_strictly_before=True)
        return found._replace(rule="future") if lead.key in ("next", "coming") else found

    def _with_short_weekday(self, found: DateWords) -> DateWords:
        """ "Sat, June 30": a short weekday counts beside a date only."""
        at = found.first - 1
        if at < 0 or not found.day or found.weekday or not self._is_tight(at, found.first):
            return found
        weekday = _SHORT_WEEKDAYS.get(self.words[at].key)
        return self._grown(found, at, found.last, weekday=weekday) if weekday else found

    def _day(self, at: int) -> int | None:
        if 0 <= at < len(self.words) and (found := _DAY.fullmatch(self.words[at].key)):
            return int(found[1])
        return None

    def _gap(self, left: int, right: int) -> str:
        return self.text[self.words[left].end : self.words[right].start]

    def _is_tight(self, left: int, right: int, comma: bool = True) -> bool:
        """Whether no more than a blank, dot, stroke or comma stands between two words."""
        if right - left == 2:  # an "of" between
            return True
        gap = self._gap(left, right)
        return gap == " " or (
            _TIGHT.fullmatch(gap) is not None and (comma or not {",", "،"} & set(gap))
        )

    def _make(self, first: int, last: int, rule: str, **values: Any) -> DateWords:
        start, end = self.words[first].start, self.words[last - 1].end
        return DateWords(first, last, start, end, rule, **values)

    def _grown(self, found: DateWords, first: int, last: int, **values: Any) -> DateWords:
        start, end = self.words[first].start, self.words[last - 1].end
        return found._replace(first=first, last=last, start=start, end=end, **values)
