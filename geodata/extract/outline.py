"""What a post tells as a whole: its lines may leave out what another line says."""

from __future__ import annotations

from geodata.extract.facts import is_fact
from geodata.extract.named import places
from geodata.extract.page import Passage
from geodata.extract.persian import ends_with_verb, says_other
from geodata.extract.segments import Article
from geodata.extract.terms import Deed, chief, deeds
from geodata.extract.toponyms import PlaceWords
from geodata.spelling import key

_GREETING = 6
"""Words of "Hello from Qom"."""


def foreseen_deed(article: Article) -> tuple[Passage, Deed] | None:
    """The deed that a line after the first items tells of: "🔸 Qom", "🔸 Sari", "All rallied"."""
    if len(article.items) < 2:
        return None
    for sentence in article.sentences:
        done, _ = deeds(sentence)
        if done and is_fact(sentence, done):
            is_of_all = not places(sentence) or sentence.of("echo")
            return (sentence, chief(done)) if is_of_all else None
    return None


def place_of_post(article: Article) -> PlaceWords | None:
    """The one town that headings and tags name, for lines that name none."""
    headings = [line.passage for line in article.headlines]
    return _only(headings) or _only([*headings, *article.tags])


def place_of_headlines(article: Article) -> PlaceWords | None:
    """The one town that the headlines name, where sentences that name none were."""
    return _only([line.passage for line in article.headlines])


def only_place(sentence: Passage) -> PlaceWords | None:
    """The place of "Dezful.": a sentence that is a name and nothing else."""
    if sentence.last - sentence.first > _GREETING or sentence.by_kind.get("action"):
        return None
    named = places(sentence)
    if len(named) != 1 or (named[0].first, named[0].last) != (sentence.first, sentence.last):
        return None
    return named[0]


def _only(passages: list[Passage]) -> PlaceWords | None:
    found: dict[str, PlaceWords] = {}
    for passage in passages:
        if passage.first < passage.last and not says_other(passage):
            for place in places(passage):
                if place.kind != "admin1" and not place.is_plain:
                    found[key(passage.page.text[place.start : place.end])] = place
    return next(iter(found.values())) if len(found) == 1 else None


def place_alone(sentence: Passage) -> PlaceWords | None:
    """The town of a sentence that only says where somebody writes: سلام، از بوشهر."""
    if sentence.last - sentence.first > _GREETING or sentence.by_kind.get("action"):
        return None
    if ends_with_verb(sentence):
        return None
    named = [each for each in places(sentence) if not each.is_plain and each.kind != "admin1"]
    return named[0] if len(named) == 1 else None
