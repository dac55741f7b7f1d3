"""Who acts, read from the grammar and not from any word in the text.

People are named by a noun of their own ("teachers", "job-seekers") or as workers of what
stands beside them: before ("Ahvaz Alloyed Steel National Group Workers") or after ("workers of
the sugarcane company"). A status beats the work: "retired steel workers" and "retirees of the
steel company" are retirees. Whoever is only the aim or the place of the protest ("outside the
teachers' fund", "in solidarity with truckers") does not act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.extract.terms import CHIEF, STRIKES, Deed

_REACH = 6
"""Words between workers and what they work at."""

NAMED, AT_WORK, UNNAMED, CROWD = range(4)
"""How well words tell who acts: by name, by the place of work alone ("a strike at the
refinery"), as workers of something unsaid, as people."""

_AT_WORK_WORDS = ("at", "inside", "in")
_TELLING_MORE = frozenset(("who", "from", "whose"))
_PEOPLED = frozenset(("sector", "actor"))
"""Kinds of terms that name people or where they work."""
_SAID_LATER = frozenset(("now", "all", "since"))
""" "Workers of the steel and coal industries, now retired"."""
_PAYING = frozenset((
    "paid", "prepaid", "bought", "invested", "deposited", "ordered", "purchased", "pre-ordered",
))  # fmt: skip
_SAVINGS = frozenset(("money", "savings", "investments", "deposits"))
_PAYING_REACH = 5
_BETWEEN_STATUS = frozenset(
    ("who", "that", "have", "had", "has", "are", "were", "been", "recently")
)
_GOAL_WORDS = frozenset(("to", "towards", "toward", "outside", "before", "at", "into", "front"))
_BY_WORK = (NAMED, AT_WORK, UNNAMED, CROWD)
_BY_PEOPLE = (NAMED, UNNAMED, CROWD, AT_WORK)
"""A strike is of those who work there; a rally is of whoever is there."""


class Actor(NamedTuple):
    """A group that acts: its sector, how well it is told, and where."""

    sector: str
    rank: int
    first: int
    start: int
    end: int


def actor(passage: Passage, deeds: list[Deed]) -> Actor | None:
    """Who did the deeds; None if the words name nobody."""
    if _PEOPLED.isdisjoint(passage.by_kind):
        return None
    found = [
        each
        for each in _groups(passage, deeds)
        if not _is_aim(passage, each) and not passage.is_quoted(each.start)
    ]
    if not found:
        return None
    works = {each.sector for each in found if each.rank == AT_WORK}
    if len(works) == 1 and all(each.rank in (AT_WORK, UNNAMED) for each in found):
        found = [each._replace(sector=next(iter(works))) for each in found]
    order = _BY_WORK if any(deed.action in STRIKES for deed in deeds) else _BY_PEOPLE
    best = min(found, key=lambda each: order.index(each.rank)).rank
    able = [each for each in found if each.rank == best]
    return _agent(passage, able, deeds) or able[0]


def sectors_named(passage: Passage) -> set[str]:
    """The sectors of all whom the words name, by name or by their place of work."""
    return {each.sector for each in _groups(passage, []) if each.rank in (NAMED, AT_WORK)}


def _groups(passage: Passage, deeds: list[Deed]) -> Iterator[Actor]:
    """Everybody whom the words name; a bank that was set on fire did nothing."""
    for mark, term in passage.of("sector", "actor"):
        yield _with_status(passage, mark, Actor(term.code, NAMED, mark.first, mark.start, mark.end))
    for mark, _ in passage.of("actor"):
        yield _with_status(passage, mark, _worker(passage, mark))
    for mark, term in passage.of("sector", "crowd"):
        yield _with_status(passage, mark, _crowd(passage, mark, term.code))
    authorities = {mark.first for mark, _ in passage.of("authority")}
    for mark, term in passage.of("sector", "industry"):
        is_hit = any(deed.action in CHIEF for deed in deeds)
        if not is_hit and mark.first not in authorities:
            yield Actor(term.code, AT_WORK, mark.first, mark.start, mark.end)


def _crowd(passage: Passage, mark: Mark, sector: str) -> Actor:
    """ "People who put their savings into a credit firm", "people from the pension funds"."""
    words, after = passage.page.words, mark.last
    told = [word.key for word in words[after : min(after + _PAYING_REACH, passage.last)]]
    has_lost = "lost" in told and not _SAVINGS.isdisjoint(told)
    if told[:1] == ["who"] and (has_lost or not _PAYING.isdisjoint(told)):
        return Actor("investors", NAMED, mark.first, mark.start, words[after + len(told) - 1].end)
    if after < passage.last and words[after].key in _TELLING_MORE:
        for industry, term in passage.of("sector", "industry"):
            if 0 < industry.first - after <= _REACH and not _is_broken(passage, mark, industry):
                return Actor(term.code, NAMED, mark.first, mark.start, industry.end)
    return Actor(sector, CROWD, mark.first, mark.start, mark.end)


def _worker(passage: Passage, mark: Mark) -> Actor:
    """Workers of the industry beside them, else of something unsaid."""
    before = [each for each in passage.of("sector", "industry") if each[0].last <= mark.first]
    for industry, term in reversed(before):
        if mark.first - industry.last > _REACH or _is_broken(passage, industry, mark):
            break
        return Actor(term.code, NAMED, industry.first, industry.start, mark.end)
    for industry, term in passage.of("sector", "industry"):
        if industry.first >= mark.last and _is_of(passage, mark, industry):
            return Actor(term.code, NAMED, mark.first, mark.start, industry.end)
    return Actor("other", UNNAMED, mark.first, mark.start, mark.end)


def _is_of(passage: Passage, workers: Mark, industry: Mark) -> bool:
    """ "workers of the sugarcane company", "workers at …"; Persian needs no small word."""
    if industry.first - workers.last > _REACH or _is_broken(passage, workers, industry):
        return False
    if any(link.last == industry.first for link in passage.links("aim", "spot")):
        return any(passage.page.words[workers.last].key == each for each in ("at", "in"))
    is_latin = passage.page.text[workers.start].isascii()
    return not is_latin or passage.page.words[workers.last].key in ("of", "at", "in", "from")


def _is_broken(passage: Passage, left: Mark, right: Mark) -> bool:
    """Whether punctuation, an action or other people stand between."""
    if passage.is_divided(left.last, right.first):
        return True
    return any(
        left.last <= mark.first < right.first
        for kind in ("action", "actor")
        for mark, term in passage.of(kind)
        if term.role in ("noun", "verb")
    )


def _with_status(passage: Passage, mark: Mark, found: Actor) -> Actor:
    """ "retired steel workers", معلمان بازنشسته: the status beats the work."""
    for status, term in passage.of("sector", "status"):
        is_before = 0 <= mark.first - status.last <= 3
        if is_before and not passage.is_divided(status.last, mark.first):
            start = min(found.start, status.start)
            return Actor(term.code, NAMED, min(found.first, status.first), start, mark.end)
        between = passage.page.words[mark.last : status.first]
        if (
            passage.page.words[status.first].key in _SAID_LATER
            and 0 < status.first - mark.last < 12
        ):
            return Actor(term.code, NAMED, found.first, found.start, max(status.end, found.end))
        is_after = 0 <= status.first - mark.last <= 3 and term.language == "en"
        if is_after and all(word.key in _BETWEEN_STATUS for word in between):
            return Actor(term.code, NAMED, found.first, found.start, max(status.end, found.end))
        is_persian = not passage.text.isascii()
        if is_persian and (status.first == mark.last or _is_of_all(passage, mark, status)):
            return Actor(term.code, NAMED, found.first, found.start, max(status.end, found.end))
    return found


def _is_of_all(passage: Passage, mark: Mark, status: Mark) -> bool:
    """معلمان و پرستاران و کارمندان بازنشسته: the status behind the last is that of all."""
    at, words = mark.last, passage.page.words
    peoples = {each.first: each.last for each in passage.marks if each.terms}
    while at < status.first and words[at].key == "و" and at + 1 in peoples:
        at = peoples[at + 1]
    return at == status.first > mark.last


def _is_aim(passage: Passage, group: Actor) -> bool:
    """Whether a word like "outside" or "in support of" stands before, with "the" between.

    A place of work may follow "at": "a strike at the refinery" is of those who work there.
    """
    for link in passage.links("aim", "spot"):
        between = passage.page.words[link.last : group.first]
        is_near = 0 <= group.first - link.last <= 2
        if not is_near or passage.is_divided(link.last, group.first):
            continue
        if group.rank == AT_WORK and passage.page.words[link.first].key in _AT_WORK_WORDS:
            continue
        if all(word.key in ("the", "a", "their", "s") for word in between):
            return True
    return _is_goal(passage, group)


def _is_goal(passage: Passage, group: Actor) -> bool:
    """ "Marched to the governorate": the deed's own last word leads to where they went."""
    words = passage.page.words
    return any(
        0 <= group.first - mark.last <= 1
        and words[mark.last - 1].key in _GOAL_WORDS
        and all(word.key == "the" for word in words[mark.last : group.first])
        for mark, _ in passage.of("action", "verb")
    )


def _agent(passage: Passage, able: list[Actor], deeds: list[Deed]) -> Actor | None:
    """The group in "strike of truck drivers", "rally by nurses"."""
    links = passage.links("agent")
    for deed in deeds:
        for each in able:
            if any(link.first == deed.last and 0 <= each.first - link.last <= 3 for link in links):
                return each
    return None
