"""What was done: action words that say a protest happened, and why others do not.

A word that only sounds like a protest ("air strike"), or that another word takes away ("called
for a strike", "no protests", "anniversary of the protests"), is no deed. Which words do that,
and on which side they stand, is data in `terms.csv`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage, once

STRENGTH = (
    "hunger_strike",
    "shop_closure",
    "strike",
    "sit_in",
    "blockade",
    "march",
    "rally",
    "property_attack",
    "clash",
)
"""Which action an event has if its words name several: a strike that gathers is a strike."""
CHIEF = frozenset(("clash", "property_attack"))
"""Violence names the event only where it is said first."""
STRIKES = frozenset(("strike", "shop_closure", "hunger_strike"))

_REACH = 6
"""Words that a "call for" reaches ahead, and a "will be held" back."""
_APART = 4
"""Words between a verb and its object ("closed all the shops")."""


_APART_AS_SUBJECT = 24
_HARD = frozenset('.;:!?()“”"\n؛؟')
_STAGING = frozenset(("staged", "held", "organised", "organized", "arranged", "stages", "holds"))
_CLOSE = 2
"""Words that a "no" reaches ahead."""
_PAST = re.compile(
    r"ed|held|took|went|sat|came|شدند|شدن|شد|کردند|کردن|کرد"
    r"|زدند|زدن|زد|امدند|اومدن|زده|کشیدند|کشیدن|دادند|دادن|بستند|بستن|کرده|گرفتند|ریختند|پیوستند|نشستند|نرفتند"
    r"|نشدند|خواباندند|داشتند|رفتند"
)


class Deed(NamedTuple):
    """An action that the words assert: words [first, last), characters [start, end)."""

    action: str
    role: str
    first: int
    last: int
    start: int
    end: int


@once
def deeds(passage: Passage) -> tuple[list[Deed], str]:
    """The actions asserted, in order, and why others are not ("" if none was taken away)."""
    found = _named(passage) if "action" in passage.by_kind else []
    if not found:
        return [], ""
    if spoilers := passage.of("context", "sentence"):
        return [], spoilers[0][1].code
    kept, reason = [], ""
    if any(words.is_future for words in passage.dates):
        found, reason = [deed for deed in found if is_past(passage, deed)], "planned"
    for deed in found:
        if why := _taken_away(passage, deed) or _of_abroad(passage, deed):
            reason = why
        else:
            kept.append(deed)
    return kept, "" if kept else reason


def deeds_anywhere(passage: Passage) -> list[Deed]:
    """The actions asserted, also those that foreigners did in their countries."""
    if passage.of("context", "sentence"):
        return []
    return [deed for deed in _named(passage) if not _taken_away(passage, deed)]


def chief(found: list[Deed]) -> Deed:
    """The deed that an event is named by."""
    if found[0].action in CHIEF and not any(deed.action in STRIKES for deed in found):
        return found[0]
    return min(found, key=lambda deed: STRENGTH.index(deed.action))


def _named(passage: Passage) -> list[Deed]:
    found = [
        Deed(term.code, term.role, mark.first, mark.last, mark.start, mark.end)
        for mark, term in passage.of("action", "noun", "verb")
        if not passage.is_quoted(mark.start)
    ]
    found += _with_objects(passage) + _of_people(passage)
    if found and passage.of("authority"):
        found = [deed for deed in found if not _is_of_authorities(passage, deed)]
    if passage.dates:  # "March 2" is no march
        found = [deed for deed in found if not _is_in_date(passage, deed)]
    found.sort(key=lambda deed: (deed.first, -deed.last))
    return found


def _is_in_date(passage: Passage, deed: Deed) -> bool:
    return any(words.start <= deed.start and deed.end <= words.end for words in passage.dates)


def _is_of_authorities(passage: Passage, deed: Deed) -> bool:
    """ "Police closed the road", "blocked by officers": no protest, unless it is a clash."""
    if deed.action == "clash":
        return False
    if deed.role == "noun":
        return _is_staged(passage, deed)
    if deed.role != "verb":
        return False
    for mark, term in passage.of("authority"):
        if term.language != "en":
            continue
        is_subject = 0 <= deed.first - mark.last <= _APART and not _is_led(passage, mark)
        if is_subject and not passage.is_divided(mark.last, deed.first):
            return not _are_people_between(passage, mark.last, deed.first)
        if 1 <= mark.first - deed.last <= 2 and passage.page.words[deed.last].key == "by":
            return True
    return False


def _is_staged(passage: Passage, deed: Deed) -> bool:
    """ "The regime staged a rally of its own"."""
    words = passage.page.words
    return any(
        0 < deed.first - mark.last <= _APART
        and words[mark.last].key in _STAGING
        and not _are_people_between(passage, mark.last, deed.first)
        for mark, _ in passage.of("authority")
    )


def _is_led(passage: Passage, mark: Mark) -> bool:
    """Whether a small word leads to it: "outside the ministry", "clashes with police"."""
    links = passage.links("aim", "spot", "place", "origin", "agent")
    words = passage.page.words
    return any(
        mark.first == link.last
        or (mark.first == link.last + 1 and words[link.last].key in ("the", "a", "an", "their"))
        for link in links
    )


def _are_people_between(passage: Passage, first: int, last: int) -> bool:
    return any(
        first <= mark.first < last
        for kind in ("sector", "actor")
        for mark, term in passage.of(kind)
        if term.role in ("actor", "crowd", "noun", "status")
    )


def _of_people(passage: Passage) -> list[Deed]:
    """ "gathered", where people are named: ships and clouds gather as well."""
    found = [
        Deed(term.code, "verb", mark.first, mark.last, mark.start, mark.end)
        for mark, term in passage.of("action", "verb_of_people")
    ]
    is_peopled = found and (
        passage.links("back")
        or any(
            term.role in ("actor", "crowd", "noun")
            for kind in ("sector", "actor")
            for _, term in passage.of(kind)
        )
    )
    return found if is_peopled else []


def _with_objects(passage: Passage) -> list[Deed]:
    """ "closed … shops", "set … on fire", and Persian's object before its verb."""
    verbs = passage.of("action", "with_object")
    if not verbs:
        return []
    return [
        _together(verb, thing, term.code)
        for thing, what in passage.of("action", "object")
        for verb, term in verbs
        if term.code == what.code and _are_near(passage, verb, thing)
    ]


def _are_near(passage: Passage, verb: Mark, thing: Mark) -> bool:
    left, right = (verb, thing) if verb.first < thing.first else (thing, verb)
    if _is_subject(passage, thing, verb):
        return True
    if not 0 <= right.first - left.last <= _APART:
        return False
    return not passage.is_divided(left.last, right.first)


def _is_subject(passage: Passage, thing: Mark, verb: Mark) -> bool:
    """بازار در قم، اراک و ساوه تعطیل است: first what is closed, last that it is."""
    if _is_subject_of_it(passage, thing, verb):
        return True
    is_shop = any(term.code == "shop_closure" for term in thing.terms)
    if not is_shop or verb.last != passage.last or thing.first > passage.first + 3:
        return False
    return thing.last <= verb.first and not any(
        thing.last <= mark.first < verb.first for mark, _ in passage.of("occurrence")
    )


def _is_subject_of_it(passage: Passage, thing: Mark, verb: Mark) -> bool:
    """ "Shops in Baneh, Saqqez and other cities stayed shut": only places stand between."""
    if not 0 <= verb.first - thing.last <= _APART_AS_SUBJECT:
        return False
    text = passage.page.text[thing.end : verb.start]
    between = [mark for mark in passage.marks if thing.last <= mark.first < verb.first]
    is_told = any(
        term.kind in ("action", "occurrence", "sector", "actor", "authority", "context")
        for mark in between
        for term in mark.terms
    )
    places = sum(1 for mark in between if mark.names)
    return not is_told and _HARD.isdisjoint(text) and (places > 0 or "," not in text)


def _together(verb: Mark, thing: Mark, action: str) -> Deed:
    first, last = min(verb, thing), max(verb, thing)
    return Deed(action, "verb", first.first, last.last, first.start, last.end)


def is_past(passage: Passage, deed: Deed) -> bool:
    """Whether the deed is a verb that says it was done: "rallied", تجمع کردند."""
    if deed.role == "noun":
        return False
    words = (passage.page.words[deed.first].key, passage.page.words[deed.last - 1].key)
    return any(_PAST.fullmatch(word) or word.endswith("ed") for word in words)


def _of_abroad(passage: Passage, deed: Deed) -> str:
    """ "French pension strikes", "Iraqi power workers are on strike"."""
    for mark in passage.marks:
        if mark.is_abroad and 0 <= deed.first - mark.last <= _APART:
            is_near = not passage.is_divided(mark.last, deed.first)
            is_near &= " - " not in passage.gap(mark.last, deed.first)  # "ERBIL - Students"
            return "abroad" if is_near and not _is_led(passage, mark) else ""
    return ""


def _is_asked_for(passage: Passage, deed: Deed) -> bool:
    """ "Called on workers, above all in Abadan, to begin a strike": asked, however far off."""
    words = [
        word.key for word in passage.page.words[max(passage.first, deed.first - 4) : deed.last - 1]
    ]
    is_infinitive = "to" in words[-2:]
    if "to" not in words or (is_past(passage, deed) and not is_infinitive):
        return False
    return any(
        term.code == "called_for" and mark.last <= deed.first
        for mark, term in passage.of("context", "after")
    )


def _taken_away(passage: Passage, deed: Deed) -> str:
    """The kind of word that takes this action's sense away, "" if none does.

    What happened, happened whatever was asked for before: "workers demanded a raise and
    rallied"; and "no" takes away what it stands at ("workers without pay rallied").
    """
    if _is_asked_for(passage, deed):
        return "called_for"
    for mark, term in passage.of("context", "after", "close", "before"):
        if term.code == "called_for" and term.role == "after" and is_past(passage, deed):
            continue
        left, right = (deed, mark) if term.role == "before" else (mark, deed)
        if term.role == "close" and deed.first < mark.first and mark.last < deed.last:
            return term.code  # "roads may be blocked", "shops were not closed"
        is_near = 0 <= right.first - left.last < (_CLOSE if term.role == "close" else _REACH)
        if is_near and not passage.is_divided(left.last, right.first):
            return term.code
        if term.code == "denied" and term.role == "after" and _says_that(passage, mark, deed):
            return term.code
    return ""


def _says_that(passage: Passage, mark: Mark, deed: Deed) -> bool:
    """ "Denied on Tuesday that the bazaar had gone on strike"."""
    words = passage.page.words
    return mark.last <= deed.first and any(
        word.key == "that" for word in words[mark.last : min(mark.last + 4, deed.first)]
    )
