"""The places that a passage names, those left out that only tell where another lies.

"Varzaneh, east of Isfahan" names one place, "the road to Chabahar" none; the seat of someone
who speaks ("the governor of Fars") is no place of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodata.extract.page import Passage, once
from geodata.extract.toponyms import (
    PlaceWords,
    place_of,
    sites,
    spelled_otherwise,
    villages,
)

ROADS = frozenset((
    "square", "street", "avenue", "boulevard", "bridge", "highway", "intersection", "park",
    "hall", "mosque", "roundabout", "crossroads", "station", "freeway",
    "dam", "میدان", "خیابان", "بلوار", "پل", "پارک", "چهارراه", "مسجد", "ایستگاه",
))  # fmt: skip
"""Kinds of sites that are called after other towns: "Isfahan Street" is anywhere."""
_ROAD_REACH = 6
_WAYS = frozenset((
    "road", "roads", "railroad", "railway", "highway", "route", "line", "freeway", "motorway",
    "pipeline", "rail", "train", "trains", "bus", "buses", "flight", "flights",
))  # fmt: skip
_PART_REACH = 6
"""Words between a village and its province: "of the district of … in"."""
_LIES = re.compile(
    r"[\s,،(]*(?:(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:city|town|village|port|district|suburb|county"
    r"|island|quarter|neighbou?rhood|part)\s+(?:of|in|near|outside)\s+(?:the\s+)?"
    r"|(?:(?:just|about|some|around|in|to|the|which|is|حدود|در|واقع)\s+)*"
    r"(?:(?:[\d.,]+[\s-]*(?:km|kms|kilomet(?:er|re)s?|miles?|کیلومتری?)\s*(?:from|از)?)?\s*"
    r"(?:near(?:by)?|close to|not far from|outside|in the vicinity of|on the outskirts of"
    r"|(?:(?:north|south|east|west)[\s-]?){1,3}of"
    r"|(?:(?:شمال|جنوب|شرق|غرب|شرقی|غربی)\s?){1,2}|نزدیکی?|حوالی|اطراف|حومه)"
    r"|[\d.,]+[\s-]*(?:km|kms|kilomet(?:er|re)s?|miles?|کیلومتری?)(?:\s+(?:from|of|از))?)\s*)",
    re.IGNORECASE,
)
"""What stands between a place and another that only tells where the first lies."""
_OTHERS = frozenset(("other", "دیگر", "others", "سایر", "several", "many", "various", "چند"))


@once
def places(passage: Passage) -> list[PlaceWords]:
    """All towns, villages and provinces that the passage names, in order, sites left out."""
    named = [place for mark in passage.marks if (place := place_of(passage, mark)) is not None]
    hamlets = [*villages(passage), *spelled_otherwise(passage)]
    if not named and not hamlets:
        return []
    named = _outside_of(named, hamlets)
    found = _outside_of(
        named + hamlets, [site for site in sites(passage) if _is_whole(passage, site)]
    )
    text = passage.page.text
    found = [place for place in found if not text[place.start].islower() or text[place.start] < "a"]
    found = [place for place in found if not _is_seat_of_someone(passage, place)]
    found.sort(key=lambda place: place.first)
    found = _without_landmarks(passage, _without_ends_of_roads(passage, found))
    return _without_wholes(passage, _without_containers(passage, found))


def all_named(passage: Passage) -> list[PlaceWords]:
    """The places and sites that a passage names, in order: to the last "there" refers."""
    named = [*places(passage), *sites(passage)]
    return sorted(named, key=lambda place: place.first)


def _is_whole(passage: Passage, site: PlaceWords) -> bool:
    """Whether a town in a site's name is no place of its own: "Shiraz Street"; but the refinery
    of پالایشگاه تهران is in that town."""
    words = passage.page.words[site.first : site.last]
    if passage.page.text[site.start].isascii() or any(word.key in ROADS for word in words):
        return True
    return not any(
        mark.last == site.last and mark.first > site.first
        for mark in passage.marks
        if (place := place_of(passage, mark)) is not None
        if not place.is_plain and place.kind != "admin1"
    )


def _without_ends_of_roads(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """Without where roads lead: "the railroad from Qazvin to Rasht", "the road to Chabahar"."""
    keys = passage.page.words
    kept = []
    is_on_road = False
    for place in found:
        words = [
            word.key for word in keys[max(passage.first, place.first - _ROAD_REACH) : place.first]
        ]
        is_led = _leads_off(words) or (is_on_road and words[-1:] == ["to"])
        if not is_led:
            kept.append(place)
        is_on_road = is_led and "from" in words
    return kept


def _leads_off(words: list[str]) -> bool:
    """Whether words end like "road to" or "railroad from", "the port of" left out."""
    while words and words[-1] in ("of", "port", "city", "town", "the"):
        words = words[:-1]
    return len(words) > 1 and words[-1] in ("to", "from", "towards") and words[-2] in _WAYS


def _without_landmarks(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """Without what only tells where another place lies: "Varzaneh, east of Isfahan"."""
    text = passage.page.text
    return [
        place
        for number, place in enumerate(found)
        if not number or not _LIES.fullmatch(text, found[number - 1].end, place.start)
    ]


def _without_containers(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """Without what another place is said to be in: "Paveh County in Kermanshah"."""
    if len(found) < 2:
        return found
    is_latin = passage.page.text[found[0].start].isascii()
    ends = {place.last for place in found if is_latin or place.kind != "admin1"}
    within = {
        link.last
        for link in passage.links("place", "part")
        if link.first in ends and not passage.is_divided(link.first, link.first)
    }
    within |= {place.first for place in found if place.first - 1 in within and place.kind}
    return [
        place
        for number, place in enumerate(found)
        if place.first not in within
        and not (number and found[number - 1].is_village and _is_near(passage, found, number))
    ]


def _is_near(passage: Passage, found: list[PlaceWords], number: int) -> bool:
    """Whether a village's district or province stands right behind it."""
    before, place = found[number - 1], found[number]
    return place.first - before.last <= _PART_REACH and not passage.is_divided(
        before.last, place.first
    )


def _outside_of(found: list[PlaceWords], others: list[PlaceWords]) -> list[PlaceWords]:
    return [
        place
        for place in found
        if not any(other.first <= place.first < other.last for other in others)
    ]


def _without_wholes(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """Without a province that is only said to hold others: "other cities of Fars"."""
    if len(found) < 2:
        return found
    keys = passage.page.words
    return [
        place
        for place in found
        if place.kind != "admin1"
        or not any(
            word.key in _OTHERS for word in keys[max(passage.first, place.first - 4) : place.first]
        )
    ]


def _is_seat_of_someone(passage: Passage, place: PlaceWords) -> bool:
    """ "the governor of Fars", امام جمعه اهواز: where someone has their office."""
    return any(
        mark.last <= place.first <= mark.last + 2
        and not passage.is_divided(mark.last, place.first)
        and not any(mark.last <= link.first < place.first for link in passage.links("place"))
        for mark in passage.links("office")
    )


def province_of(passage: Passage, place: PlaceWords) -> PlaceWords | None:
    """The province named right after a town: "Shush, Khuzestan", "Sirjan in Kerman Province",
    روستای … از توابع … استان کرمان."""
    for other in _provinces(passage, place):
        between = passage.gap(place.last, other.first).strip(" \u200c,،()").casefold()
        if between in ("in", "در", "واقع در") or (between == "" and other.kind == "admin1"):
            return other
        is_near = other.kind == "admin1" and other.first - place.last <= _PART_REACH
        if place.is_village and is_near:
            return other
    return None


def _provinces(passage: Passage, place: PlaceWords) -> Iterator[PlaceWords]:
    for mark in passage.marks if place.kind != "admin1" else ():
        if mark.first > place.last + _PART_REACH:
            return
        if mark.first >= place.last:
            other = place_of(passage, mark)
            if other is not None:
                yield other
