"""A document's parts: captions, and articles with headline, dateline and sentences.

A line is prose if it ends like a sentence; a caption does not, or begins with a place and a
date. Lines before a dateline ("London, 26 Jun - …") or before prose are its headline and
byline. A list of captions and a row of articles may stand in one text in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from geodata.extract.dates import DateWords
from geodata.extract.headers import Header
from geodata.extract.lines import (
    MIN_PROSE_WORDS,
    Caption,
    is_blank_between,
    is_roundup,
    sentences,
)
from geodata.extract.named import all_named, places
from geodata.extract.page import Page, Passage
from geodata.spelling import key

_BYLINE = re.compile(r"(?:By|From|Source|Author|نویسنده|منبع|گزارش)\b", re.IGNORECASE)
_AGENCY = re.compile(r"\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)?\s*(?:--?|–|—|:)\s*")
_AGENCY_NAMED = re.compile(r"\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)\s*(?:--?|–|—|:)\s*")
_MAX_BYLINE_WORDS = 4
_MAX_HEADING_WORDS = 6


@dataclass(slots=True)
class Article:
    """Prose, with what stands before it."""

    headlines: list[Caption] = field(default_factory=list)
    dateline: DateWords | None = None
    """The day of the dateline; its place is where the reporter sits."""
    sentences: list[Passage] = field(default_factory=list)
    heads: dict[int, Header] = field(default_factory=dict)
    """Start of a line → the places before its colon: "Sari: nurses rallied."."""
    sections: dict[int, Caption] = field(default_factory=dict)
    """Start of a line → the short heading above it: "Telecom retirees", "Ahvaz"."""
    head: Header | None = None
    """Place and day of a caption that goes on for several sentences."""
    is_post: bool = False
    items: set[int] = field(default_factory=set)
    """Starts of a post's lines that name places and say nothing of them."""
    tags: list[Passage] = field(default_factory=list)
    """A post's lines of tags."""


def segments(page: Page, lines: Iterable[Caption]) -> Iterator[Caption | Article]:
    """The captions and articles that the lines of a page make, in order."""
    waiting: list[Caption] = []
    article: Article | None = None
    for line in lines:
        if (dateline := _dateline(page, line, bool(waiting))) is not None:
            if article is not None:
                yield article
            if waiting and (waiting[-1].is_prose or _has_stop(waiting[-1])):
                yield from waiting
                waiting = []
            yield from _not_headlines(waiting)
            article = Article(_headlines(waiting), dateline[0], dateline[1])
            waiting = []
        elif line.is_prose and not line.head.is_dated_place and not _is_headed(page, line):
            if article is not None and waiting and _are_subheadings(waiting, article):
                article.sections[line.passage.start] = waiting[-1]
                waiting = []
            if article is None or waiting or _is_apart(article, line):
                if article is not None:
                    yield article
                if _is_telling_caption(waiting):
                    yield from waiting
                    waiting = []
                yield from _not_headlines(waiting)
                article = Article(_headlines(waiting))
                waiting = []
            article.sentences += sentences(page, line.passage.start, line.passage.end)
            is_first = article.sentences[0].start == line.passage.start
            if line.head.places and is_head_of_line(line.head.separator, is_first):
                article.heads[line.passage.start] = line.head
        elif article is not None and not waiting and _is_item_of(article, line):
            article.sentences.append(line.passage)
            article.items.add(line.passage.start)
        elif told := _told_at_length(page, line):
            if article is not None:
                yield article
            yield from waiting
            yield Article(sentences=told, head=line.head)
            waiting, article = [], None
        else:
            waiting.append(line)
            if article is not None and (line.head.is_strong or len(waiting) > 2):
                yield article
                article = None
    if article is not None:
        yield article
    yield from waiting


def _is_item_of(article: Article, line: Caption) -> bool:
    """Whether a line is a place and nothing else, below "Among them:" or another such line."""
    before = article.sentences[-1] if article.sentences else None
    told = line.passage.of("action", "noun", "verb", "verb_of_people")
    if before is None or line.head.date is not None or told:
        return False
    if not before.text.endswith(":") and before.start not in article.items:
        return False
    named = all_named(line.passage)
    return bool(named) and named[0].first == line.passage.first and _is_short(line.passage)


def _is_short(passage: Passage) -> bool:
    return passage.last - passage.first <= _MAX_HEADING_WORDS


def is_head_of_line(separator: str, is_first: bool) -> bool:
    """Whether the places before it are those of the line: "Sari: …", and "Sari – …" unless it
    may be where the reporter sits."""
    if separator == "-":  # "Ahvaz-based"
        return False
    return ":" in separator or (not is_first and not {"—", "–", "-"}.isdisjoint(separator))


def _told_at_length(page: Page, line: Caption) -> list[Passage]:
    """The sentences after "Sari, Iran. 7 May 2019.", if there are several that tell."""
    head = line.head
    if not line.is_prose or not head.is_dated_place or head.last >= line.passage.last:
        return []
    if head.is_abroad or not (head.places or head.country):
        return []
    told = sentences(page, page.words[head.last].start, line.passage.end)
    n_telling = sum(bool(each.by_kind.get("action")) for each in told)
    return told if n_telling > 1 else []


def _is_list(article: Article) -> bool:
    """Whether the report tells at once that it lists protests."""
    leads = [line.passage for line in article.headlines] + article.sentences[:1]
    return any(map(is_roundup, leads))


def _are_subheadings(waiting: list[Caption], article: Article) -> bool:
    is_list = _is_list(article)
    return all(_is_subheading(line, is_list) for line in waiting)


def _is_subheading(line: Caption, is_list: bool) -> bool:
    """Whether a line inside an article only heads a section: a few words, no day, and no deed
    unless the report lists them ("Strike of Miners")."""
    words = line.passage
    is_of_deed = words.of("action", "noun") if is_list else words.by_kind.get("action")
    if line.is_prose or line.head.is_dated_place or words.dates or line.head.places:
        return False
    if is_of_deed and not (is_list and not words.of("action", "verb")):
        return False
    return words.last - words.first <= _MAX_HEADING_WORDS and not _BYLINE.match(words.text)


def _is_apart(article: Article, line: Caption) -> bool:
    """Whether a paragraph is of no article: neither dateline nor headline stands above it."""
    if article.dateline is not None or article.headlines or not article.sentences:
        return False
    if is_roundup(article.sentences[0]):
        return False
    return is_blank_between(article.sentences[-1], line.passage)


def _is_telling_caption(waiting: list[Caption]) -> bool:
    """Whether the last line before prose tells what, and when or where: it stands alone."""
    if not waiting or not waiting[-1].passage.by_kind.get("action"):
        return False
    head = waiting[-1].head
    is_placed = head.country is not None and bool(head.places)
    is_placed = is_placed or waiting[-1].is_prose or _has_stop(waiting[-1])
    is_dated = head.date is not None and head.date.is_calendar
    return is_placed or (is_dated and _names_someone(waiting[-1].passage))


def _names_someone(passage: Passage) -> bool:
    """Whether it names people or a place: "14 May - Protest news in brief" is a heading."""
    people = (*passage.of("sector", "actor", "crowd"), *passage.of("actor"))
    return bool(people) or any(mark.names for mark in passage.marks)


def _has_stop(line: Caption) -> bool:
    """ "Iran. Truckers on strike": no headline has a full stop after the country."""
    has_action = bool(line.passage.by_kind.get("action"))
    return has_action and line.head.country is not None and "." in line.head.separator


def _is_headed(page: Page, line: Caption) -> bool:
    """Whether a line without a day at its head is a caption, though it ends like a sentence.

    "Iran. Truckers went on strike.": the country alone needs a verb. "TEHRAN, Iran - …" may be
    where the reporter sits, if what follows names another place.
    """
    head, last = line.head, line.passage.last
    if not head.is_closed or head.last >= last or head.is_abroad:
        return False
    body = page.passage(page.words[head.last].start, line.passage.end)
    if not head.places:
        told = body.of("action", "verb", "verb_of_people", "with_object")
        return bool(told) and not places(body)
    named = {key(page.text[place.start : place.end]) for place in head.places}
    return "action" in body.by_kind and all(
        key(page.text[place.start : place.end]) in named for place in places(body)
    )


def _dateline(
    page: Page, line: Caption, has_headline: bool
) -> tuple[DateWords | None, list[Passage]] | None:
    """The day and sentences of a line that begins like "London, 26 Jun (Agency) - Prose."."""
    head = line.head
    if head.date is not None and head.country is not None and not head.places:
        at_length = _told_at_length(page, line)
        return (head.date, at_length) if at_length else None  # "Iran, 6 May 2019 – … . … ."
    if head.date is not None and _is_day_and_dash(line):
        return head.date, sentences(page, page.words[head.last].start, line.passage.end)
    if head.date is None or not line.is_prose or not (head.places or head.is_abroad):
        return None
    if ":" in head.separator and any(place.is_known for place in head.places):
        return None  # "December 13, Sari: nurses …": an item of a list
    told = _of_an_agency(page, line, head.date)
    if told is not None:
        return head.date, told
    body = _AGENCY.match(page.text, page.words[head.last - 1].end, line.passage.end)
    if body is None or line.passage.last - head.last < MIN_PROSE_WORDS:
        return None
    is_caption = head.country is not None and bool(head.places)
    if is_caption or not (head.is_abroad or has_headline or _is_unknown(head)):
        return None
    return head.date, sentences(page, body.end(), line.passage.end)


def _is_day_and_dash(line: Caption) -> bool:
    """ "July 19, 2021 - On Sunday night, people …": a dateline that names no town."""
    head = line.head
    is_only_day = not (head.places or head.country or head.is_abroad)
    is_dash = head.separator.strip() in ("-", "–", "—", "--") and head.separator != "-"
    is_full = head.date is not None and head.date.is_full
    return is_only_day and is_dash and is_full and line.is_prose and head.last < line.passage.last


def _of_an_agency(page: Page, line: Caption, day: DateWords) -> list[Passage] | None:
    """The sentences after "Tehran, 15 Jan 2020 (Agency) - " if they say where it was: the
    agency shows that the town is the reporter's."""
    body = _AGENCY_NAMED.match(page.text, day.end, line.passage.end)
    if body is None:
        return None
    told = sentences(page, body.end(), line.passage.end)
    return told if any(places(each) for each in told) else None


def _is_unknown(head: Header) -> bool:
    """Whether no gazetteer knows the place: a city abroad, where reporters sit."""
    return all(not place.is_known for place in head.places)


def _headlines(waiting: list[Caption]) -> list[Caption]:
    """The lines above an article that belong to it: its byline and the line above that."""
    taken = _n_taken(waiting)
    return waiting[len(waiting) - taken :]


def _not_headlines(waiting: list[Caption]) -> list[Caption]:
    return waiting[: len(waiting) - _n_taken(waiting)]


def _n_taken(waiting: list[Caption]) -> int:
    if not waiting:
        return 0
    if waiting[-1].head.is_dated_place:  # a caption, unless it only sets place and day
        passage = waiting[-1].passage
        is_title = is_roundup(passage) and not waiting[-1].head.places
        return int(is_title or not passage.by_kind.get("action"))
    if len(waiting) > 1 and not waiting[-2].head.is_dated_place:
        is_loose = not any(waiting[-2].head.places) and not _is_byline(waiting[-2])
        if _tells_by_itself(waiting[-2], waiting[-1]):
            return 1
        return 2 if is_loose or _is_byline(waiting[-1]) else 1
    return 1


def _tells_by_itself(line: Caption, after: Caption) -> bool:
    """Whether a line says what was done where, a blank line before the next: it stands alone."""
    done = line.passage.of("action", "verb", "verb_of_people")
    is_placed = bool(line.passage.dates) or any(mark.names for mark in line.passage.marks)
    return bool(done) and is_placed and is_blank_between(line.passage, after.passage)


def _is_byline(line: Caption) -> bool:
    """A short line that tells no action: "By A. Writer", the name of a paper."""
    is_short = line.passage.last - line.passage.first <= _MAX_BYLINE_WORDS
    return _BYLINE.match(line.passage.text) is not None or (
        is_short and not line.passage.by_kind.get("action")
    )
