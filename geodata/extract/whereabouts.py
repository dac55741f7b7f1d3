"""Where it was: which of the places that a passage names are its event's.

"In Yazd", "at Sari" lead to where something was; "of Yazd", "from Sari" only if nothing else
does. Some places stand free, with those who act ("Ahvaz steel workers", کارگران اهواز). A list
goes on with what is named like its parts ("Photographs came from A, B and C"), even if nobody
knows the name. The seat of someone who speaks ("the governor of Fars") is no place of theirs.
"""

from __future__ import annotations

from geodata.extract.lexicon import Mark
from geodata.extract.lists import after_colon, next_item, unknown_heads, with_lists
from geodata.extract.named import ROADS, places
from geodata.extract.page import Passage, once
from geodata.extract.persian import CHAIN, is_chain, is_persian
from geodata.extract.persian_places import facilities, goes_somewhere, spelled_out, told_first
from geodata.extract.seats import national_seat
from geodata.extract.toponyms import (
    PlaceWords,
    place_of,
    sites,
    word_keys,
)

_IN_WORDS = frozenset(("in", "through"))
_ISLANDS = frozenset(("island", "kharg", "khark", "qeshm", "kish", "lavan", "hormuz", "siri"))
_COUNTED = frozenset(("cities", "towns", "provinces", "places", "counties"))
_SUPPORT = frozenset(
    (
        "solidarity",
        "sympathy",
        "support",
        "supporting",
        "behalf",
        "back",
        "backing",
        "همبستگی",
        "حمایت",
    )
)


def towns(passage: Passage, is_sentence: bool) -> list[PlaceWords]:
    """The towns and provinces where the passage says that its event was.

    Those that "in" or its like leads, with the list that follows; else those of "from" or
    "of"; else the first that stands free. In a sentence, unlike in a caption, a free one must
    stand with those who act.
    """
    found = _without_others_cause(passage, places(passage))
    led = [place for place in found if _is_led(passage, place, "place")]
    led = sorted([*led, *unknown_heads(passage, found)], key=lambda place: place.first)
    led = _towns_before_sites(_rather_listed(led, after_colon(passage, found)))
    led = led or [place for place in found if _is_in_phrase(passage, place)]
    if not led and is_persian(passage) and not goes_somewhere(passage):
        led = [each for each in found if _is_free(passage, each, is_sentence=True)][:1]
    led = _rather_towns(passage, led, found)
    led = led or [place for place in found if _is_led(passage, place, "origin")]
    free = [] if led else [each for each in found if _is_free(passage, each, is_sentence)]
    chosen = facilities(passage, led, found) or free[:1]
    chosen = chosen or told_first(passage, found) or national_seat(passage)
    chosen = chosen or _listed_first(passage, found)
    if is_sentence and not chosen:
        named_sites = _in_sites(passage)
        within = [place for place in named_sites if place.kind != "site"]
        if len(named_sites) > 2:  # "in these prisons: Evin, Khoy Prison, …"
            return named_sites
        chosen = within[:1] or _apposed(passage, found) or named_sites[:1]
    return spelled_out(passage, with_lists(passage, chosen, found), found)


def _rather_towns(
    passage: Passage, led: list[PlaceWords], found: list[PlaceWords]
) -> list[PlaceWords]:
    """ "In Khuzestan province farmers from Ramshir", "the municipality of Asadabad, in Hamadan
    Province": the town says where in it."""
    if not led or is_persian(passage):
        return led
    known = {place.first for place in found if place.kind == "admin1"}
    towns = [
        place for place in led if place.kind != "admin1" or next_item(passage, place.last) in known
    ]
    if towns:
        return towns
    of = [
        place
        for place in found
        if place.kind is None
        and (_is_led(passage, place, "origin") or _is_free(passage, place, is_sentence=True))
    ]
    return of if len(of) == 1 else led


def _listed_first(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """ "Sari, Qom and Arak were scenes of protest": what a sentence begins with, if several."""
    if not found or found[0].first != passage.first or not passage.text.isascii():
        return []
    known = {place.first for place in found}
    return found[:1] if next_item(passage, found[0].last) in known else []


def _towns_before_sites(led: list[PlaceWords]) -> list[PlaceWords]:
    """ "In Tehran, families gathered outside Evin prison" were in one place."""
    return [place for place in led if place.kind != "site"] or led


def _rather_listed(led: list[PlaceWords], listed: list[PlaceWords]) -> list[PlaceWords]:
    """ "Twelve cities in Kurdistan were on strike: Baneh, Saqqez, …": those, and no whole."""
    is_rather = listed and len(led) < 2 and all(place.first < listed[0].first for place in led)
    return listed if is_rather else led


def _apposed(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """The one place that is named, set apart by a comma ("the smelter, Kerman Province"), or
    in Persian by nothing (زندان مرکزی کرج)."""
    if len(found) != 1 or not _is_free(passage, found[0], is_sentence=False):
        return []
    [place] = found
    is_set_apart = place.first > passage.first and "," in passage.gap(place.first, place.first)
    is_latin = passage.page.text[place.start].isascii()
    return [place] if is_set_apart or (not is_latin and place.kind != "admin1") else []


def _in_sites(passage: Passage) -> list[PlaceWords]:
    """The town in "Abadan refinery", دانشگاه تبریز, or the prison itself if it names none; a
    square or street is often called after another town."""
    found: list[PlaceWords] = []
    for site in sites(passage):
        if any(word.key in ROADS for word in passage.page.words[site.first : site.last]):
            continue
        inner = [
            place
            for mark in passage.marks
            if site.first <= mark.first and mark.last <= site.last
            if (place := place_of(passage, mark)) is not None
            if not place.is_plain and place.kind != "admin1"
        ]
        found += inner[:1] or [site]
    return found


def mentioned(passage: Passage) -> list[PlaceWords]:
    """Every place that goes on with what was told before: led, or free whoever acts; what
    somebody says between quotation marks does not count."""
    found = _without_others_cause(passage, places(passage))
    found = [place for place in found if not passage.is_quoted(place.start)]
    if not found:
        return with_lists(passage, [each for each in _in_sites(passage) if each.kind != "site"], [])
    led = [
        place
        for place in found
        if not place.is_plain and _is_led(passage, place, "place", "origin")
    ]
    free = [each for each in found if _is_free(passage, each, is_sentence=False)]
    return with_lists(passage, led or free, found)


def _without_others_cause(passage: Passage, found: list[PlaceWords]) -> list[PlaceWords]:
    """Without where others are whom those here support: "in solidarity with teachers in Qom"."""
    for link in passage.links("aim"):
        if _SUPPORT.isdisjoint(word_keys(passage, link)):
            continue
        before = [place for place in found if place.last <= link.first]
        theirs = _places_of_cause(passage, link, found)
        if before:
            found = [place for place in found if place not in theirs]
    return found


def _places_of_cause(passage: Passage, link: Mark, found: list[PlaceWords]) -> list[PlaceWords]:
    """The first place after the words, no verb or comma between, and the list it begins."""
    verbs = [mark for mark, _ in passage.of("action", "verb") if mark.first > link.last]
    theirs: list[PlaceWords] = []
    for place in found:
        if place.first < link.last:
            continue
        if theirs:
            is_theirs = next_item(passage, theirs[-1].last) == place.first
        else:
            is_theirs = not passage.is_divided(link.last, place.first) and not any(
                verb.first < place.first for verb in verbs
            )
        if not is_theirs:
            break
        theirs.append(place)
    return theirs


def is_within(passage: Passage, place: PlaceWords) -> bool:
    """Whether "in", "at" or the like leads to the place, or begins the list that it is in."""
    return place.kind != "admin1" and _is_led(passage, place, "place")


def _is_led(passage: Passage, place: PlaceWords, *codes: str) -> bool:
    if passage.page.text[place.start].islower():
        return False
    if place.is_plain and "place" not in codes and not _is_of_people(passage, place):
        return False
    reach = 2 if place.kind == "admin1" else 0  # "in the province of Yazd"
    links = [*passage.links(*codes), *_verbs_with_in(passage)]
    return any(
        0 <= place.first - link.last <= reach
        and (_is_counted(passage, link) or not passage.is_divided(link.last, place.first))
        for link in links
    ) or _is_island(passage, place)


def _is_counted(passage: Passage, link: Mark) -> bool:
    """ "In two cities, Rasht and Mashhad": the comma before the names divides nothing."""
    return passage.page.words[link.last - 1].key in _COUNTED


def _is_island(passage: Passage, place: PlaceWords) -> bool:
    """ "On Khark Island"."""
    words = passage.page.words
    is_after_on = place.first > passage.first and words[place.first - 1].key == "on"
    named = {word.key for word in words[place.first : place.last + 1]}
    return is_after_on and not _ISLANDS.isdisjoint(named)


def _is_of_people(passage: Passage, place: PlaceWords) -> bool:
    """ "Residents of Pardis": people are of a place, though its name is a word too."""
    peoples = {
        mark.last
        for kind in ("sector", "actor")
        for mark, term in passage.of(kind)
        if term.role in ("actor", "crowd", "noun") and term.language == "en"
    }
    links = passage.links("origin")
    return any(link.last == place.first and link.first in peoples for link in links)


def _is_in_phrase(passage: Passage, place: PlaceWords) -> bool:
    """مقابل فرمانداری مریوان, در محوطه شرکت فولاد اهواز: the last noun after a word like "in"."""
    if passage.page.text[place.start].isascii():
        return False
    if place.is_plain and not any(seat.last == place.first for seat in passage.links("office_of")):
        return False
    return any(
        0 <= place.first - link.last <= CHAIN and is_chain(passage, link.last, place.first)
        for link in passage.links("place", "spot")
    )


@once
def _verbs_with_in(passage: Passage) -> list[Mark]:
    """ "Marched through", "were seen in": the own last word of a verb leads to the place."""
    return [
        mark
        for kind in ("action", "occurrence", "echo")
        for mark, term in passage.of(kind)
        if term.language == "en" and term.role != "noun"
        if passage.page.words[mark.last - 1].key in _IN_WORDS
    ]


def _is_free(passage: Passage, place: PlaceWords, is_sentence: bool) -> bool:
    if place.is_plain or passage.page.text[place.start].islower():
        return False
    if any(link.last == place.first for link in passage.links("aim")):
        return False
    if _is_road(passage, place):
        return False
    return not is_sentence or _has_actors(passage, place)


def _is_road(passage: Passage, place: PlaceWords) -> bool:
    """ "the Isfahan-Shiraz road" is in neither town."""
    beside = (
        passage.page.text[max(0, place.start - 1) : place.start],
        passage.page.text[place.end : place.end + 1],
    )
    roads = (mark for mark, term in passage.of("action", "object") if term.code == "blockade")
    return not {"-", "–"}.isdisjoint(beside) and any(
        0 <= road.first - place.last <= 2 for road in roads
    )


def _has_actors(passage: Passage, place: PlaceWords) -> bool:
    """ "Ahvaz steel workers", "Tehran's shopkeepers", کارگران فولاد اهواز; no "Tehran's
    regime". In Persian the place follows, also after their office or what they did."""
    is_latin = passage.page.text[place.start].isascii()
    kinds = (
        ("sector", "actor", "action") if is_latin else ("sector", "actor", "action", "site", "link")
    )
    for kind in kinds:
        for mark, term in passage.of(kind):
            if kind == "link" and term.code != "seat":
                continue
            if is_latin and kind == "action":
                if mark.first == place.last and term.role == "noun":  # "the Haft Tappeh strike"
                    return not passage.is_divided(place.last, mark.first)
                continue
            if 0 <= mark.first - place.last <= 1 and is_latin:
                return not passage.is_divided(place.last, mark.first)
            if mark.first <= place.first < mark.last:  # زنان روستای …
                return True
            is_near = not is_latin and 0 <= place.first - mark.last <= CHAIN
            if is_near and is_chain(passage, mark.last, place.first):
                return True
    return False
