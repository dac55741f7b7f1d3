"""Rallies abroad, for those who ask for them: in the country that the words name, never at home.

"Supporters held vigils in Cologne and Stockholm" is left out by default, because the map is of
one country. Cities and countries are those of the vocabulary (`abroad` in `terms.csv`) with an
ISO 3166-1 code; one whose country nobody says gives nothing. The day is that of the passage
itself, else the report's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geodata.extract.actors import actor
from geodata.extract.captions import first_date
from geodata.extract.days import NO_DAYS, Days, Evidence, resolve
from geodata.extract.drafts import Abroad, Draft
from geodata.extract.facts import is_fact
from geodata.extract.headers import header
from geodata.extract.lexicon import Mark
from geodata.extract.lists import next_item
from geodata.extract.page import Passage
from geodata.extract.sizes import size
from geodata.extract.terms import chief, deeds_anywhere
from geodata.extract.toponyms import PlaceWords


def abroad_drafts(passage: Passage, evidence: Evidence) -> list[Draft]:
    """The events of a passage that was set aside because they were abroad."""
    done = deeds_anywhere(passage)
    if not done or not (is_fact(passage, done) or header(passage).is_abroad):
        return []
    words, days = first_date(passage), NO_DAYS
    if words is not None:
        days = resolve(words, evidence)
    elif evidence.today is not None:
        days = Days(evidence.today, evidence.today, "reported", "published")
    who = actor(passage, done)
    return [
        Draft(
            passage,
            chief(done),
            who,
            days=days,
            date_words=words,
            size=size(passage),
            abroad=Abroad(mark.start, mark.end, country_of(mark)),
        )
        for mark in _places(passage)
    ]


def country_of(mark: Mark) -> str:
    """The country of a place abroad, as code of ISO 3166-1 or by its name; "" if nobody says."""
    code = next((term.code for term in mark.terms if term.kind == "abroad" and term.code), "")
    return code or next((name.name for name in mark.names if name.kind == "country"), "")


def _places(passage: Passage) -> Iterator[Mark]:
    """The first place abroad after "in" or its like, with the list it begins; else the first."""
    marks = [mark for mark in passage.marks if mark.is_abroad and country_of(mark)]
    led = {link.last for link in passage.links("place")}
    at = next((mark for mark in marks if mark.first in led), next(iter(marks), None))
    by_start = {mark.first: mark for mark in marks}
    while at is not None:
        yield at
        after = next_item(passage, at.last)
        beside = by_start.get(after) if after is not None else None
        if beside is not None and beside.first == at.last and country_of(beside) == country_of(at):
            return  # "London, UK"
        at = beside


def is_only_abroad(passage: Passage, home: Sequence[PlaceWords]) -> bool:
    """Whether what it tells was abroad: "rallied in Berlin for the prisoners of Evin"."""
    others = [mark for mark in passage.marks if mark.is_abroad]
    led = {link.last for link in passage.links("place")}
    is_in_other = any(mark.first in led for mark in others)
    return bool(others) and (not home or is_in_other) and not any(at.first in led for at in home)
