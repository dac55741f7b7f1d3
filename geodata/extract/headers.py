"""The head of a caption: country, place and date in any order, before what happened.

    Yazd, Iran. July 23, 2018. …      Iran-Bandar Lengeh, May 22, 2018, …
    Shush, Khuzestan, Iran: …         Iran, Tehran – …        یزد، ایران. ۱ مرداد ۱۳۹۷. …

A place that no gazetteer knows is still read here, because the country or the date beside it
says that it is one; it stays unplaced later, and is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geodata.extract.dates import DateWords
from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.extract.toponyms import PlaceWords, place_of, unknown_place

_SEPARATORS = frozenset(",.-–—:|/;،؛()[]")
_STRONG = frozenset(".-–—:|")
_NEAR = frozenset(("near", "close", "outside", "north", "south", "east", "west"))
_COLONS = frozenset(":–—")
_MAX_NAME_WORDS = 4
_DIRECTIONS = frozenset((
    "in", "the", "of", "north", "south", "east", "west", "northeast", "northwest", "southeast",
    "southwest", "northern", "southern", "eastern", "western", "northeastern", "northwestern",
    "southeastern", "southwestern", "central", "ne", "nw", "se", "sw",
    "در", "شمال", "جنوب", "شرق", "غرب", "شمالی", "جنوبی", "شرقی", "غربی", "مرکز",
))  # fmt: skip
_JOINERS = frozenset(("e", "ye", "i", "o", "va", "ol", "al", "ul"))


@dataclass(slots=True)
class Header:
    """What stands at the head of a caption; words before `last` belong to it."""

    last: int
    country: Mark | None = None
    places: list[PlaceWords] = field(default_factory=list)
    date: DateWords | None = None
    is_abroad: bool = False
    separator: str = ""
    """What stands between the head and what follows."""
    is_town_in_province: bool = False
    """ "Kashan, Isfahan": the second of two names is a province's too, the first is not."""

    @property
    def is_dated_place(self) -> bool:
        """Whether it names a day and a place or the country: no sentence starts like that."""
        return self.date is not None and (bool(self.places) or self.country is not None)

    @property
    def is_strong(self) -> bool:
        """Whether it cannot be the beginning of a sentence."""
        if self.is_dated_place or (self.country is not None and self.places):
            return True
        named = self.country is not None or self.places or self.date is not None
        return bool(named) and not _STRONG.isdisjoint(self.separator)

    @property
    def is_closed(self) -> bool:
        """Whether it names country or province and a stop follows: "Iran. …", "Shush,
        Khuzestan: …"; no sentence goes on after it."""
        if self.separator == "-" or _STRONG.isdisjoint(self.separator):
            return False  # "Iran-backed"
        kinds = {place.kind == "admin1" for place in self.places}
        return self.country is not None or len(kinds) == 2


def header(passage: Passage, is_item: bool = False) -> Header:
    """The head of a passage; an empty one (`last` is the first word) if it has none.

    In a list of places the one before a colon is one ("Shush: …"), though its name is a word
    too, or spelled as no gazetteer has it.
    """
    return _Reader(passage, is_item).read()


class _Reader:
    """Reads one head from left to right, element by element."""

    def __init__(self, passage: Passage, is_item: bool) -> None:
        self.passage = passage
        self.is_item = is_item
        self.marks = {mark.first: mark for mark in passage.marks}
        self.dates = {each.first: each for each in passage.dates}
        self.head = Header(last=passage.first)

    def read(self) -> Header:
        at = self._without_number(self.passage.first)
        while at < self.passage.last and (after := self._element(at)) is not None:
            after = self._past_brackets(after)
            self.head.last = after
            self.head.separator = self._gap(after)
            at = self._past_and(after)
        self.head.is_town_in_province = self._is_town_in_province()
        return self.head

    def _past_brackets(self, at: int) -> int:
        """The word after "(near Tehran)", which only says where a place lies."""
        lead = self.passage.page.words[at].key if at < self.passage.last else ""
        if "(" not in self._gap(at) or lead not in _NEAR or not self.head.places:
            return at
        ends = range(at + 1, min(at + 6, self.passage.last))
        return next((end for end in ends if ")" in self._gap(end)), at)

    def _is_town_in_province(self) -> bool:
        if len(self.head.places) != 2:
            return False
        town, province = self.head.places
        is_set_apart = self._gap(town.last).strip() == "," and town.last == province.first
        return is_set_apart and self._is_province_too(province) and not self._is_province_too(town)

    def _is_province_too(self, place: PlaceWords) -> bool:
        mark = self.marks.get(place.first)
        return mark is not None and any(name.kind == "admin1" for name in mark.names)

    def _element(self, at: int) -> int | None:
        """Take the element that starts at a word; the word after it, or None at the end."""
        if (words := self.dates.get(at)) is not None and self.head.date is None:
            self.head.date = words
            return words.last
        mark = self.marks.get(self._past_direction(at))
        if mark is not None:
            return self._known(mark)
        return self._unknown(at)

    def _known(self, mark: Mark) -> int | None:
        if mark.is_home and self.head.country is None:
            if self._is_divided(mark.last) or self._gap(mark.last) == " ":
                self.head.country = mark
                return mark.last
            return None
        if mark.is_abroad and self._is_divided(mark.last):
            self.head.is_abroad = True
            return mark.last
        if any(term.kind == "label" for term in mark.terms):
            after = self.marks.get(mark.last)
            if self._is_divided(mark.last) or (after is not None and after.names):
                return mark.last
        if any(term.kind == "admin1" and term.role == "before" for term in mark.terms):
            return self._place(self.marks.get(mark.last))
        return self._place(mark) if mark.names else self._unknown(mark.first)

    def _place(self, mark: Mark | None) -> int | None:
        place = place_of(self.passage, mark) if mark is not None else None
        if place is None or not self._ends_here(place.last):
            return None
        is_vouched_for = self.is_item and self._is_before_colon(place.last)
        if place.is_plain and not (is_vouched_for or self._has_witness(place.last)):
            return None
        self.head.places.append(place)
        return place.last

    def _is_before_colon(self, at: int) -> bool:
        return not _COLONS.isdisjoint(self._gap(at))

    def _ends_here(self, at: int) -> bool:
        """Whether the element before word `at` is set apart from what follows."""
        if self._is_divided(at):
            return True
        return self._is_country_or_date(at) or self._past_and(at, is_after_place=True) != at

    def _unknown(self, at: int) -> int | None:
        """A name that nobody knows, if country or date vouch for it: "Foobad, Iran. …"."""
        last = at
        if self.head.date is not None and "(" in self._gap(at):
            return None  # "15 Jan 2020 (Agency) - "
        while last < self.passage.last and self._may_be_name(last):
            last += 1
            if self._is_divided(last) and self._gap(last) != "-":
                break
        if self.is_item and at == self.passage.first and self._is_before_colon(last):
            return self._otherwise(at)
        is_short = at < last <= at + _MAX_NAME_WORDS
        if not is_short or not self._is_divided(last) or not self._has_witness(last):
            return None
        words = self.passage.page.words
        place = PlaceWords(at, last, words[at].start, words[last - 1].end, None, is_known=False)
        self.head.places.append(place)
        return last

    def _otherwise(self, at: int) -> int | None:
        """A place of a list in another spelling than any gazetteer's."""
        place = unknown_place(self.passage, at)
        if place is None or not place.is_known:
            return None
        self.head.places.append(place)
        return place.last

    def _may_be_name(self, at: int) -> bool:
        word = self.passage.page.words[at]
        mark = self.marks.get(at)
        if mark is not None and any(term.kind != "site" for term in mark.terms):
            return False  # "Teachers, Iran" and "Twenty-third day" are no towns
        is_name = not self.passage.page.text[word.start].islower() or word.key in _JOINERS
        return is_name and not word.key[0].isdigit()

    def _has_witness(self, after: int) -> bool:
        """Whether the country, a date with its year or a province stands beside the name."""
        if self.head.country is not None or (self.head.date and self.head.date.year):
            return after < self.passage.last
        if self._is_country_or_date(after):
            return True
        beside = self.marks.get(after)
        place = place_of(self.passage, beside) if beside is not None else None
        if place is None or place.is_plain or not self._is_divided(place.last):
            return False
        is_head = place.kind == "admin1" or ":" in self._gap(place.last)
        return is_head or self._is_country_or_date(place.last)

    def _is_country_or_date(self, at: int) -> bool:
        words = self.dates.get(at)
        if words is not None and words.is_calendar:
            return True
        mark = self.marks.get(self._past_direction(at))
        return mark is not None and mark.is_home and self._gap(mark.last) not in ("’", "'")

    def _past_direction(self, at: int) -> int:
        """The country's word in "(in) northeastern Iran", شمال شرقی ایران; else `at`."""
        after = at
        while after < self.passage.last and self.passage.page.words[after].key in _DIRECTIONS:
            after += 1
        mark = self.marks.get(after)
        return after if mark is not None and mark.is_home else at

    def _past_and(self, at: int, is_after_place: bool = False) -> int:
        """The word after an "and" that ties a further place: "Yazd and Shiraz, Iran"."""
        mark = self.marks.get(at)
        if mark is None or not any(term.code == "and" for term in mark.terms):
            return at
        after = self.marks.get(mark.last)
        is_after_place = is_after_place or bool(self.head.places)
        return mark.last if is_after_place and after is not None and after.names else at

    def _without_number(self, at: int) -> int:
        """Past the number of a list: "12. Yazd, Iran …"."""
        word = self.passage.page.words[at] if at < self.passage.last else None
        if word is None or not word.key.isdigit() or len(word.key) > 3 or at in self.dates:
            return at
        return at + 1 if self._gap(at + 1).strip() in (".", ")", "-") else at

    def _gap(self, at: int) -> str:
        """What stands between word `at - 1` and the next, or the end."""
        page = self.passage.page
        end = page.words[at].start if at < self.passage.last else self.passage.end
        return page.text[page.words[at - 1].end : end] if at else ""

    def _is_divided(self, at: int) -> bool:
        return not _SEPARATORS.isdisjoint(self._gap(at))
