"""Drafts of one report made one: the same group at the same place and time."""

from __future__ import annotations

import re

from geodata.extract.actors import NAMED, Actor
from geodata.extract.drafts import Draft
from geodata.extract.terms import CHIEF, STRENGTH, STRIKES, Deed
from geodata.extract.toponyms import PlaceWords
from geodata.spelling import key

_SHARPER = frozenset(("sit_in", "blockade", "march"))
"""What sharpens a rally that is told of the same people."""
_LOOK_BACK = 20
"""Events of one place that a new telling is compared with."""
_SUCH_AS = re.compile(r",?\s(?:with|including|among them|such as|notably|namely)\s")
_KINDS_OF_PLACE = frozenset(("prison", "county", "city", "زندان", "شهرستان"))
_PROVINCE_WORDS = frozenset(("استان", "های", "استانهای", "province", "provinces", "of", "the"))


def merged(drafts: list[Draft], n_headlines: int = 0) -> list[Draft]:
    """Without second tellings: each group's action at one place and time once.

    What one of the first `n_headlines` tells without a day, in few words, is told of the same
    place by the text: that says who and when.
    """
    kept: list[Draft] = []
    at_place: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        indices = at_place.setdefault(_place_key(draft), [])
        for index in indices[-_LOOK_BACK:]:
            is_of_headline = index < n_headlines <= number and kept[index].date_words is None
            if is_of_headline or _is_same(draft, kept[index]):
                headline = kept[index]._replace(deed=draft.deed) if is_of_headline else None
                kept[index] = _joined(draft, headline) if headline else _joined(kept[index], draft)
                break
        else:
            indices.append(len(kept))
            kept.append(draft)
    return kept


def parted(drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts, and apart from them the provinces whose towns are told of."""
    told = _told_in(drafts)
    kept: list[Draft] = []
    summaries: list[Draft] = []
    for draft in drafts:
        (summaries if _is_summary(draft, told, drafts) else kept).append(draft)
    return kept, summaries


def _told_in(drafts: list[Draft]) -> dict[str, list[Actor | None]]:
    """Province → who acted in its towns."""
    told: dict[str, list[Actor | None]] = {}
    for draft in drafts:
        if draft.admin1 is not None:
            told.setdefault(_bare(draft, draft.admin1), []).append(draft.actor)
    return told


def joined_deed(first: Deed, second: Deed) -> Deed:
    """A strike, whenever it is told; what sharpens a rally; else what was told first."""
    stronger = min(first, second, key=lambda deed: STRENGTH.index(deed.action))
    is_sharper = first.action == "rally" and stronger.action in _SHARPER
    return stronger if stronger.action in STRIKES or is_sharper else first


def _is_same(left: Draft, right: Draft) -> bool:
    if not _may_be_one_actor(left.actor, right.actor) or _is_apart(left, right):
        return False
    if left.days.first is None or right.days.first is None or left.days.last is None:
        return True
    return left.days.first <= (right.days.last or right.days.first) and (
        right.days.first <= left.days.last
    )


def _is_apart(left: Draft, right: Draft) -> bool:
    """ "Shops were shut; protesters ransacked a police station", "refinery workers struck":
    others did that."""
    for one, other in ((left, right), (right, left)):
        is_named = other.actor is not None and other.actor.rank == NAMED
        if one.action == "shop_closure" and is_named and other.sector != one.sector:
            return True
    one, other = (left, right) if left.deed.action in CHIEF else (right, left)
    return one.deed.action in CHIEF and other.deed.action in STRIKES and other.actor is not None


def _is_summary(draft: Draft, told: dict[str, list[Actor | None]], drafts: list[Draft]) -> bool:
    """Whether it names a province only, and another the town in it: a report's first sentence
    often tells "in two provinces" what the next tell town by town."""
    if draft.place is None or draft.place.kind != "admin1":
        return False
    if any(_is_spelled_out(draft, other) for other in drafts):
        return True
    others = told.get(_bare(draft, draft.place), ())
    return any(_may_be_one_actor(draft.actor, other) for other in others)


def _is_spelled_out(draft: Draft, other: Draft) -> bool:
    """ "Strike in Fars; shopkeepers of Shiraz and Jahrom closed": the towns say where."""
    if draft.place is None or other.place is None or other.place.kind == "admin1":
        return False
    if draft.passage is not other.passage or other.place.start < draft.place.end:
        return False
    between = draft.passage.page.text[draft.place.end : other.place.start]
    return not {"؛", ":", "("}.isdisjoint(between) or _SUCH_AS.search(between) is not None


def _bare(draft: Draft, place: PlaceWords) -> str:
    words = key(draft.passage.page.text[place.start : place.end]).split()
    return " ".join(word for word in words if word not in _PROVINCE_WORDS)


def _place_key(draft: Draft) -> str:
    place = draft.place
    words = key(draft.passage.page.text[place.start : place.end]).split() if place else []
    return " ".join(word for word in words if word not in _KINDS_OF_PLACE) or " ".join(words)


def _may_be_one_actor(left: Actor | None, right: Actor | None) -> bool:
    if left is None or right is None or left.rank != NAMED or right.rank != NAMED:
        return True
    return left.sector == right.sector


def _joined(first: Draft, second: Draft) -> Draft:
    """One draft of two: the better told of each value."""
    actors = [each for each in (first.actor, second.actor) if each is not None]
    dated = first if first.days.first is not None or second.days.first is None else second
    return first._replace(
        deed=joined_deed(first.deed, second.deed),
        actor=min(actors, key=lambda each: each.rank) if actors else None,
        days=dated.days if dated.date_words else first.days,
        date_words=dated.date_words,
        site=first.site or second.site,
        admin1=first.admin1 or second.admin1,
        country=first.country or second.country,
        strike_day=first.strike_day or second.strike_day,
        nationwide=first.nationwide or second.nationwide,
        size=first.size or second.size,
        cause=first.cause or second.cause,
    )
