"""Notes to an event that is known already: who, what, the nth day and how many.

Day and place of such an event come from its dataset; that it happened is not in question, so
the first sentence that names a deed counts, without the weighing of `geodata.extract.reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from geodata import vocabulary
from geodata.extract.actors import CROWD, Actor, actor
from geodata.extract.lexicon import Lexicon
from geodata.extract.lines import stretches
from geodata.extract.page import Page, Passage
from geodata.extract.sizes import size
from geodata.extract.strike_days import strike_day
from geodata.extract.terms import STRIKES, chief, deeds
from geodata.spelling import key

MAX_TITLE_CHARS = 300
_MOST_SENTENCES = 40
Stretch = tuple[int, int, str]
"""As a Span, but a tuple: it travels between processes by the hundred thousand."""


class Said(NamedTuple):
    """What notes say; spans by field, "" and None for what they do not say."""

    action: str = ""
    sector: str = ""
    is_crowd: bool = False
    """Whether the sector is only that of people as such."""
    strike_day: int | None = None
    size_low: int | None = None
    size_high: int | None = None
    spans: dict[str, Stretch] = {}  # noqa: RUF012  # never changed


class Notes:
    """Reads notes; made once, since the phrases are compiled. No place is looked for."""

    def __init__(self) -> None:
        self._lexicon = Lexicon([], None)
        self.sector = lru_cache(maxsize=4096)(self._sector)
        self.action = lru_cache(maxsize=4096)(self._action)

    def read(self, text: str) -> Said:
        """What the notes say of their event; its deed may be any of the permitted actions."""
        page = Page(text, self._lexicon)
        found: dict[str, Stretch] = {}
        action, who, nth, many = "", None, None, None
        for sentence in _first(page):
            done, _ = deeds(sentence)
            if not action and done:
                deed = chief(done)
                action = deed.action
                found["action"] = (deed.start, deed.end, deed.role)
                found["title"] = _title(sentence)
            if done and (who is None or who.rank >= CROWD):
                group = actor(sentence, done)
                if group is not None and (who is None or group.rank < who.rank):
                    who = group
            if nth is None and action in STRIKES:
                nth = strike_day(sentence)
            many = many or (size(sentence) if done else None)
        if who is not None:
            found["sector"] = (who.start, who.end, "who_acts")
        if nth is not None:
            found["strike_day"] = (nth.start, nth.end, "nth_day")
        if many is not None:
            found["size"] = (many.start, many.end, "people_counted")
        sector = who.sector if who else ""
        if action == "strike" and sector == "merchants":
            action = "shop_closure"
        return Said(
            action, sector, _is_crowd(who), nth.n if nth else None,
            many.low if many else None, many.high if many else None, found,
        )  # fmt: skip

    def _sector(self, words: str) -> str:
        """The sector that words name and nothing else: a code, a label, or "Truck drivers"."""
        if known := _sectors().get(key(words)):
            return known
        for sentence in _first(Page(words, self._lexicon)):
            group = actor(sentence, [])
            if group is not None:
                return group.sector
            if named := sentence.of("sector"):
                return named[0][1].code
        return ""

    def _action(self, words: str) -> str:
        """The action that words name: a code, a label, or "staged a sit-in"."""
        if known := _actions().get(key(words)):
            return known
        for sentence in _first(Page(words, self._lexicon)):
            if named := sentence.of("action"):
                return named[0][1].code
        return ""


def _first(page: Page) -> Iterator[Passage]:
    for number, sentence in enumerate(stretches(page)):
        if number == _MOST_SENTENCES:
            return
        yield sentence


def _title(sentence: Passage) -> Stretch:
    return sentence.start, min(sentence.end, sentence.start + MAX_TITLE_CHARS), "passage"


def _is_crowd(who: Actor | None) -> bool:
    return who is not None and who.rank >= CROWD


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    return {
        key(name): each.code
        for each in vocabulary.sectors().values()
        for name in (each.code.replace("_", " "), each.code, each.label_en, each.label_fa)
    }


@lru_cache(maxsize=1)
def _actions() -> dict[str, str]:
    return {
        key(name): each.code
        for each in vocabulary.actions().values()
        for name in (each.code.replace("_", " "), each.code, each.label_en, each.label_fa)
    }
