"""Posts: short Persian messages of a few lines, as channels send them.

    🔴 اعتصاب رانندگان کامیون            a heading: what, who, perhaps when
    ۱۲ شهریور ۱۳۹۹                       a line that is a day dates the whole post
    🔸 قم، پایانه بار                     items: where it was
    🔸 ساوه: رانندگان جاده را بستند       an item with a deed of its own
    #اعتصاب_رانندگان                     tags tell nothing of their own

The lines of a post are read like the sentences of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from geodata.extract.dates import DateWords
from geodata.extract.lines import Caption, lines_of, sentences
from geodata.extract.page import Page, Passage
from geodata.extract.persian import ends_with_verb, is_persian
from geodata.extract.roundups import listed
from geodata.extract.segments import Article, is_head_of_line, segments

MAX_LINES = 40
"""A longer text is a list of captions or an article."""
_MAX_DAY_WORDS = 16
_BESIDE_DAYS = frozenset((
    "تاریخ", "انتشار", "خبر", "ساعت", "زمان", "روز", "برابر", "با", "مطابق", "منتشر", "شده", "به",
    "رسانی", "و", "ماه", "ش", "م", "هجری", "شمسی", "میلادی", "در", "کد", "مورخ",
))  # fmt: skip
_TAGS = re.compile(r"\s*(?:[^\w\s#]*\s*[#@]\S+\s*)+[^\w]*\Z")


def parts(page: Page) -> Iterator[Caption | Article]:
    """The captions and articles of a page, in order; a post is an article."""
    lines = listed(lines_of(page))
    if page.text.isascii():
        yield from segments(page, lines)
        return
    first = list(islice(lines, MAX_LINES + 1))
    if is_post(first):
        yield post(page, first)
    else:
        yield from segments(page, chain(first, lines))


def is_post(lines: Sequence[Caption]) -> bool:
    """Whether the lines are one Persian message: most of them without a head of their own."""
    if not 1 <= len(lines) <= MAX_LINES:
        return False
    if len(lines) == 1 and lines[0].head.is_strong:
        return False
    n_persian = sum(is_persian(line.passage) for line in lines)
    n_captions = sum(line.head.is_dated_place and bool(line.head.places) for line in lines)
    has_country = any(line.head.country and line.head.places for line in lines)
    return 2 * n_persian > len(lines) and n_captions < 2 and not has_country


def post(page: Page, lines: Sequence[Caption]) -> Article:
    """The lines as an article: headings, the day of the whole, and what is told line by line."""
    article = Article(is_post=True)
    rest = [line for line in lines if day_of_line(line.passage) is None]
    days = [day for line in lines if (day := day_of_line(line.passage)) is not None]
    if len({_without_words(day) for day in days if day.calendar == days[0].calendar}) == 1:
        article.dateline = days[0]
    else:
        rest = list(lines)
    n_headings = _n_headings(rest)
    article.headlines = rest[:n_headings]
    for line in rest[n_headings:]:
        _take(page, line, article)
    return article


def _take(page: Page, line: Caption, article: Article) -> None:
    start, end = _past_number(line.passage), line.passage.end
    if is_tags(page.text, start, end):
        article.tags.append(line.passage)
        return
    told = sentences(page, start, end)
    article.sentences += told
    if line.head.places and is_head_of_line(line.head.separator, is_first=False):
        article.heads[start] = line.head
        if not ends_with_verb(line.passage) and not line.passage.of("authority"):
            article.items.add(start)
    elif told and _is_item(told[0]):
        article.items.add(start)


def _past_number(line: Passage) -> int:
    """Where a line begins after the number of a list: "3. Qom"."""
    words, first = line.page.words, line.first
    is_number = words[first].key.isdigit() and len(words[first].key) < 3
    is_day = any(each.first == first for each in line.dates)
    if not is_number or is_day or first + 1 >= line.last:
        return line.start
    gap = line.gap(line.first + 1, line.first + 1).strip()
    return words[line.first + 1].start if gap in (".", ")", "-", "–", "_") else line.start


def _n_headings(lines: Sequence[Caption]) -> int:
    """How many lines at the top are headings: short, without a verb, with lines after them."""
    first = lines[0] if len(lines) > 1 else None
    if first is None or first.is_prose or ends_with_verb(first.passage):
        return 0
    return int(not first.head.places or not first.passage.by_kind.get("action"))


def _is_item(line: Passage) -> bool:
    """Whether a line names places and says nothing of them by itself."""
    if "«" in line.text or line.text.endswith(("?", "؟", "!")):
        return False
    return not ends_with_verb(line)


def is_tags(text: str, start: int, end: int) -> bool:
    """Whether a line is nothing but tags and names of channels."""
    first = max(text.rfind("\n", 0, start) + 1, 0)
    return _TAGS.match(text, first, end) is not None


def day_of_line(line: Passage) -> DateWords | None:
    """The day of a line that is nothing else: تاریخ انتشار: ۷ تیر ۱۳۹۹ - ۱۲:۲۰."""
    if line.last - line.first > _MAX_DAY_WORDS:
        return None
    days = [each for each in line.dates if each.is_calendar and each.day]
    if not days:
        return None
    inside = {at for each in line.dates for at in range(each.first, each.last)}
    for at in range(line.first, line.last):
        word = line.page.words[at].key
        if at not in inside and not word.isdigit() and word not in _BESIDE_DAYS:
            return None
    return next((each for each in days if each.year), days[0])


def _without_words(day: DateWords) -> tuple[object, ...]:
    return (day.month, day.day)
