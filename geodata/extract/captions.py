"""A caption's events: one action, at the place of its head or of its words."""

from __future__ import annotations

from geodata.extract.actors import NAMED, actor
from geodata.extract.dates import DateWords
from geodata.extract.days import NO_DAYS, Days, Evidence, resolve
from geodata.extract.drafts import Draft, Outcome, unread
from geodata.extract.facts import is_call
from geodata.extract.headers import Header
from geodata.extract.lexicon import Mark
from geodata.extract.lines import Caption, is_roundup, sentences
from geodata.extract.named import province_of
from geodata.extract.page import Passage
from geodata.extract.roundups import only_named, presence
from geodata.extract.sizes import size
from geodata.extract.strike_days import strike_day
from geodata.extract.terms import chief, deeds
from geodata.extract.toponyms import PlaceWords, place_of, sites
from geodata.extract.whereabouts import is_within, towns


def caption_drafts(caption: Caption, evidence: Evidence) -> Outcome:
    """The events of a caption: several only if it names several towns."""
    passage, head = caption.passage, caption.head
    body = _telling(caption)
    if body is None:
        return Outcome()
    done, reason = deeds(body)
    if not (done or reason) and (caption.is_item or head.is_dated_place):
        done = presence(body, caption.is_item)
    if caption.is_item and not (done or reason or caption.is_prose):
        done = only_named(body)
    if not done:
        return Outcome(unread=[unread(passage, reason)] if reason else [])
    if is_call(body, done):
        return Outcome(unread=[unread(passage, "called_for")])
    if head.is_abroad or _is_only_abroad(body, head):
        return Outcome(unread=[unread(passage, "abroad")])
    draft = _draft(caption, body, evidence, Draft(passage, chief(done), actor(body, done)))
    if not _is_anchored(draft):
        return Outcome(unread=[unread(passage, "no_place")])
    places = _places(caption, body)
    if not places and is_roundup(passage) and draft.actor is None and not draft.nationwide:
        return Outcome(unread=[unread(passage, "summary")])  # "Iran fuel protests - May 6, 2019"
    return Outcome([_at(draft, place, head) for place in places] or [draft])


def _telling(caption: Caption) -> Passage | None:
    """The part after the head that tells what happened: its first sentence with a deed."""
    page, passage, head = caption.passage.page, caption.passage, caption.head
    if head.last >= passage.last:
        return None
    start = page.words[head.last].start if head.last > passage.first else passage.start
    if not caption.is_prose:
        return page.passage(start, passage.end)
    told = sentences(page, start, passage.end)
    return next((each for each in told if deeds(each)[0]), told[0] if told else None)


def _draft(caption: Caption, body: Passage, evidence: Evidence, draft: Draft) -> Draft:
    words, days = caption_days(caption, body, evidence)
    return draft._replace(
        days=days,
        date_words=words,
        country=caption.head.country or home_mark(body),
        site=next(iter(sites(body)), None),
        strike_day=strike_day(caption.passage),
        size=size(body),
        nationwide=next((mark for mark, _ in body.of("scope")), None),
    )


def caption_days(
    caption: Caption, body: Passage, evidence: Evidence
) -> tuple[DateWords | None, Days]:
    """The day of the head, else the first in the words, else the day of the report.

    "Tehran, 15 Jan 2020 - … on Saturday" is the last Saturday before.
    """
    if caption.head.date is not None and (weekday := _weekday_told(caption, body)) is not None:
        written = resolve(caption.head.date, evidence)
        if written.precision == "day":
            return weekday, resolve(weekday, evidence._replace(anchor=written.last))
    words = caption.head.date or first_date(caption.passage)
    if words is None and evidence.published is not None:
        return None, Days(evidence.published, evidence.published, "reported", "published")
    return words, resolve(words, evidence) if words else NO_DAYS


def _weekday_told(caption: Caption, body: Passage) -> DateWords | None:
    """The weekday on which a sentence with a head says that it was."""
    told = first_date(body) if caption.is_prose else None
    return told if told is not None and told.weekday and not told.is_calendar else None


def first_date(passage: Passage) -> DateWords | None:
    """The first date words that tell when it was, a calendar's before a weekday's."""
    told = [each for each in passage.dates if not _is_of_another(passage, each)]
    days = [each for each in told if each.is_calendar and each.day]
    weekdays = [each for each in told if not each.is_calendar]
    return next(iter(days or weekdays or told), None)


def _is_of_another(passage: Passage, words: DateWords) -> bool:
    """ "anniversary of 15 November": the day of something else."""
    return any(
        term.code == "anniversary" and 0 <= words.first - mark.last <= 5
        for mark, term in passage.of("context")
    )


def home_mark(passage: Passage) -> Mark | None:
    """Where the passage names the country itself."""
    return next((mark for mark in passage.marks if mark.is_home), None)


def is_at_home(passage: Passage) -> bool:
    """ "At 22 companies in Iran"."""
    homes = {mark.first for mark in passage.marks if mark.is_home}
    return any(link.last in homes for link in passage.links("place"))


def _is_only_abroad(body: Passage, head: Header) -> bool:
    if head.country is not None or head.places:
        return False
    return any(mark.is_abroad for mark in body.marks) and not towns(body, is_sentence=False)


def _is_anchored(draft: Draft) -> bool:
    """Whether anything ties the words to a place or a day: a loose phrase tells no event."""
    if draft.country is not None or draft.date_words is not None:
        return True
    passage = draft.passage
    if any(place_of(passage, mark) for mark in passage.marks):
        return True
    return draft.strike_day is not None and draft.actor is not None and draft.actor.rank == NAMED


def _places(caption: Caption, body: Passage) -> list[PlaceWords]:
    """Where it was: the head's town, unless the words name another more exactly.

    "Khuzestan, Iran. … in Dezful" is Dezful; "Tehran, 26 June - Drivers in Yazd …" is Yazd,
    because such a line begins with where the reporter sits.
    """
    head_towns, _ = split_head(caption.head)
    is_dateline = caption.is_prose and caption.head.country is None
    is_coarse = all(place.kind == "admin1" for place in head_towns)
    if not (is_coarse or is_dateline):
        return head_towns
    in_words = towns(body, is_sentence=False)
    if head_towns and is_coarse and body.text.isascii():  # "Fars: … Shiraz officials"
        in_words = [place for place in in_words if is_within(body, place)]
    finer = [place for place in in_words if place.kind != "admin1"]
    return finer or head_towns or in_words


def split_head(head: Header) -> tuple[list[PlaceWords], PlaceWords | None]:
    """The towns of a head, and the province that it names with them.

    "Shush, Khuzestan, Iran" goes from narrow to broad, "Iran, Khuzestan, Shush" back.
    """
    places = head.places
    if len(places) < 2:
        return places, None
    if len(places) == 2 and head.is_town_in_province:
        return places[:1], places[1]._replace(kind="admin1")
    provinces = [place for place in places if place.kind == "admin1"]
    rest = [place for place in places if place.kind != "admin1"]
    if provinces and rest:
        return rest, provinces[0]
    return places, None


def _at(draft: Draft, place: PlaceWords, head: Header) -> Draft:
    _, province = split_head(head)
    is_town = place.kind != "admin1"
    beside = province_of(draft.passage, place) if place not in head.places else province
    return draft._replace(place=place, admin1=(beside or province) if is_town else None)
