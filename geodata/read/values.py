"""Days, numbers and sizes as tables write them. What is ambiguous is refused, never guessed.

Read are Western, Persian and Arabic digits, Gregorian and Solar Hijri days, days as Excel counts
them, decimal points and commas.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

import jdatetime

from geodata import vocabulary
from geodata.model import DatePrecision
from geodata.spelling import key

ORDERS = ("ymd", "dmy", "mdy", "yy-mon")
"""How days may be written in numbers; "yy-mon": "17-Jun" is June 2017, damaged by Excel."""
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬−", "01234567890123456789.,-")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:?\d\d.*)?")
_NUMBERS = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})(?:[T ,]+\d{1,2}:.*)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_TIME = re.compile(r"[T ,]+\d{1,2}:\d\d.*$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # the years 1954 to 2119
_EXCEL_ZERO = date(1899, 12, 30)
_COUNT = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+|\d+(?:\.0+)?")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_MOST = 100_000_000


class Days(NamedTuple):
    """First and last day, and how exactly they are known."""

    first: date | None = None
    last: date | None = None
    precision: DatePrecision = "unknown"


class Size(NamedTuple):
    """The least and the most people, and the words that say so."""

    low: int | None = None
    high: int | None = None
    text: str = ""


UNKNOWN = Days()


def western(text: str) -> str:
    """With Western digits and signs."""
    return text if text.isascii() else text.translate(_DIGITS)


def written(value: Any) -> str:
    """A value of a typed cell as text: 12.0 is "12", a day is ISO 8601."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(written, value))
    return "" if value is None else str(value)


def one_day(day: date) -> Days:
    """A day that is known."""
    return Days(day, day, "day")


def month(year: int, number: int) -> Days:
    """A month of the Gregorian calendar."""
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


@lru_cache(maxsize=65536)
def days(text: str, order: str = "") -> Days:
    """The day, month or year that a cell names; ValueError says why it names none.

    `order` is one of `ORDERS` and decides what may be read in two ways.
    """
    text = western(text).strip()
    if found := _ISO.fullmatch(text):
        return one_day(_day(int(found[1]), int(found[2]), int(found[3])))
    if found := _NUMBERS.fullmatch(text):
        return _in_numbers(found[1], found[2], found[3], order)
    if found := _SERIAL.fullmatch(text):
        n_days = int(found[1])
        if _FIRST_SERIAL <= n_days <= _LAST_SERIAL:
            return one_day(_EXCEL_ZERO + timedelta(days=n_days))
    if text.isdecimal() and len(text) == 8:
        return one_day(_day(int(text[:4]), int(text[4:6]), int(text[6:])))
    if found := _YEAR_MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]), _is_solar(int(found[1])))
    if text.isdecimal() and len(text) == 4:
        return _year(int(text))
    return _in_words(_TIME.sub("", text), order)


def _in_numbers(first: str, second: str, third: str, order: str) -> Days:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return one_day(_day(a, b, c))
    if len(third) != 4:
        raise ValueError("the year has two digits: which century is not said")
    if order in ("dmy", "mdy"):
        return one_day(_day(c, b, a) if order == "dmy" else _day(c, a, b))
    if a > 12 or a == b:
        return one_day(_day(c, b, a))
    if b > 12:
        return one_day(_day(c, a, b))
    raise ValueError(
        "day and month may be either way round: say which with --dates dmy or --dates mdy"
    )


def _in_words(text: str, order: str) -> Days:
    """ "16 May 2025", "May 16, 2025", "May 2025", "۱۲ مرداد ۱۳۹۷"."""
    words = [each for each in key(text).split() if each not in _weekdays()]
    words = [re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", each) for each in words]
    named = [each for each in words if each in _months()]
    numbers = [int(each) for each in words if each.isdecimal() and len(each) <= 4]
    if len(named) != 1 or len(numbers) != len(words) - 1:
        raise ValueError("no day: write it as 2018-06-26")
    number, is_solar = _months()[named[0]]
    years = [each for each in numbers if each > 999]
    if len(numbers) == 1 and years:
        return _month(years[0], number, is_solar)
    if len(numbers) == 2 and len(years) == 1:
        day = sum(numbers) - years[0]
        return one_day(_day(years[0], number, day, is_solar))
    if len(numbers) == 1:
        if order == "yy-mon":
            return month(2000 + numbers[0] if numbers[0] < 70 else 1900 + numbers[0], number)
        raise ValueError(
            "a day without a year, or a month of a year, as Excel leaves them: if it is"
            " a month of a year, say --dates yy-mon"
        )
    raise ValueError("the year has two digits: which century is not said")


def short_year(text: str, first: int) -> str:
    """ "03-Mar-91" with its year in full, of the hundred years from `first` on."""
    found = re.fullmatch(r"(\d{1,2})-([A-Za-z]{3})-(\d\d)", text.strip())
    if not found:
        return text
    year = first + (int(found[3]) - first) % 100
    return f"{found[1]} {found[2]} {year}"


def _is_solar(year: int) -> bool:
    return 1250 <= year <= 1500


def _day(year: int, number: int, day: int, is_solar: bool = False) -> date:
    try:
        if is_solar or _is_solar(year):
            made: date = jdatetime.date(year, number, day).togregorian()
            return made
        if not 1800 <= year <= 2200:
            raise ValueError
        return date(year, number, day)
    except ValueError:
        raise ValueError("there is no such day") from None


def _month(year: int, number: int, is_solar: bool) -> Days:
    if not 1 <= number <= 12:
        raise ValueError("there is no such month")
    if not is_solar:
        _day(year, number, 1)
        return month(year, number)
    first = _day(year, number, 1, True)
    after = _day(year + number // 12, number % 12 + 1, 1, True)
    return Days(first, after - timedelta(days=1), "month")


def _year(year: int) -> Days:
    if _is_solar(year):
        return Days(_day(year, 1, 1), _day(year + 1, 1, 1) - timedelta(days=1), "year")
    return Days(_day(year, 1, 1), _day(year, 12, 31), "year")


@cache
def _months() -> dict[str, tuple[int, bool]]:
    """Folded name → number, and whether it is of the Solar Hijri calendar."""
    return {
        key(term.term): (int(term.code), term.role == "solar")
        for term in vocabulary.terms()
        if term.kind == "month"
    }


@cache
def _weekdays() -> frozenset[str]:
    named = {key(term.term) for term in vocabulary.terms() if term.kind == "weekday"}
    return frozenset(named | {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})


def degrees(text: str) -> float:
    """Degrees with a decimal point or comma, "35.7° N"; ValueError if it is no number."""
    bare = western(text).replace(",", ".").replace("°", "").replace(" ", "").upper()
    sign = -1 if bare[-1:] in ("S", "W") else 1
    bare = bare.rstrip("NSEW")
    if not _NUMBER.fullmatch(bare):
        raise ValueError("no number of degrees: write it as 35.6892")
    return sign * float(bare)


def two_degrees(text: str) -> tuple[float, float]:
    """ "35.7, 51.4", "35,7; 51,4", "(35.7 51.4)"."""
    bare = western(text).strip(" ()[]")
    for sign in (";", ", ", "\t", " ", ","):
        parts = [each for each in bare.split(sign) if each.strip(" ,")]
        if len(parts) == 2:
            return degrees(parts[0].strip(" ,")), degrees(parts[1].strip(" ,"))
    raise ValueError("no two coordinates: write them as 35.6892, 51.3890")


def count(text: str) -> int:
    """A whole number, with or without signs between its thousands."""
    bare = western(text).strip()
    if not _COUNT.fullmatch(bare):
        raise ValueError("no whole number")
    grouped = re.fullmatch(r"\d+\.0+", bare) is None or re.fullmatch(r"\d{1,3}(\.\d{3})+", bare)
    digits = re.sub(r"[,.' ]", "", bare) if grouped else bare.split(".")[0]
    if int(digits[:12]) > _MOST:
        raise ValueError(f"more than {_MOST:,} people")
    return int(digits)


_BOUNDS = (
    (("at least", "more than", "over", "minimum", "بیش از", "دستکم", "حداقل"), "least"),
    (("up to", "fewer than", "less than", "at most", "حداکثر", "کمتر از"), "most"),
)
_RANGES = {
    "hundreds of thousands": (200_000, 999_999), "tens of thousands": (20_000, 99_999),
    "thousands": (2_000, 9_999), "several thousand": (2_000, 9_999), "several hundred": (200, 999),
    "hundreds": (200, 999), "scores": (40, 99), "dozens": (24, 99), "tens": (20, 99),
    "هزاران": (2_000, 9_999), "صدها": (200, 999), "ده ها": (24, 99), "دهها": (24, 99),
}  # fmt: skip
"""As `geodata.extract.sizes` has them."""


@lru_cache(maxsize=4096)
def size(text: str) -> Size:
    """How many people: "around 200", "100-200", "hundreds", "at least 3,000"; unknown if words
    of another kind say it."""
    bare = western(text).casefold()
    for words, (low, high) in _RANGES.items():
        if words in bare:
            return Size(low, high, text)
    numbers = [int(re.sub(r"[, ]", "", each)) for each in re.findall(r"\d[\d,]*", bare)]
    numbers = [each for each in numbers if each <= _MOST]
    if not numbers or len(numbers) > 2:
        return Size()
    low, high = min(numbers), max(numbers)
    for signs, bound in _BOUNDS:
        if len(numbers) == 1 and any(each in bare for each in signs):
            return Size(low, None, text) if bound == "least" else Size(None, high, text)
    return Size(low, high, text)
