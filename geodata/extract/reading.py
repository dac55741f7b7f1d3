"""An article being read sentence by sentence: what is told once goes on until another is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.extract.abroad import is_only_abroad
from geodata.extract.actors import AT_WORK, NAMED, UNNAMED, Actor, actor
from geodata.extract.captions import first_date, home_mark, is_at_home, split_head
from geodata.extract.clauses import clauses, is_so_too, is_subordinate
from geodata.extract.dates import DateWords
from geodata.extract.days import NO_DAYS, Days, Evidence, resolve
from geodata.extract.drafts import Draft, Unread, unread
from geodata.extract.facts import (
    day_alone,
    is_after_day,
    is_excepted,
    is_fact,
    of_others,
)
from geodata.extract.headers import Header
from geodata.extract.lines import Caption, is_roundup
from geodata.extract.merging import joined_deed
from geodata.extract.named import all_named, province_of
from geodata.extract.outline import (
    foreseen_deed,
    only_place,
    place_alone,
    place_of_headlines,
    place_of_post,
)
from geodata.extract.page import Passage
from geodata.extract.persian import (
    is_persian,
    is_this,
    is_told_apart,
    says_other,
)
from geodata.extract.roundups import only_named, presence
from geodata.extract.segments import Article
from geodata.extract.sizes import size
from geodata.extract.strike_days import strike_day
from geodata.extract.terms import STRIKES, Deed, chief, deeds
from geodata.extract.topics import Topic, cause_of, goes_on, is_aside
from geodata.extract.toponyms import PlaceWords, sites
from geodata.extract.whereabouts import is_within, mentioned, towns

_RECENT_DAYS = 10


class ArticleReading:
    """An article being read, sentence by sentence."""

    def __init__(self, article: Article, evidence: Evidence) -> None:
        self.evidence = evidence
        self.topic = Topic()
        self.drafts: list[Draft] = []
        self.adrift: list[Draft] = []
        """What was told without any place."""
        self.unread: list[Unread] = []
        self.void = ""
        """Why sentences without a date of their own tell of no protest."""
        self.setting: PlaceWords | None = None
        self.is_captioned = False
        """Whether a place with its day stands above: "November 14 - Sari, Iran"."""
        self.has_lead = False
        """Whether the first paragraph is over."""
        self.heads, self.items, self.is_post = article.heads, article.items, article.is_post
        self.line_place: PlaceWords | None = None
        """Of the line that is read: "Here is Qom. People gathered."."""
        self.head: Header | None = None
        """Of the line that is read: "Sari: nurses rallied. Police came."."""
        self.of_headline = None if article.is_post else place_of_headlines(article)
        for line in article.headlines:
            self._set(line)
        if article.head is not None:
            self._set_in(article.head)
        leads = [line.passage for line in article.headlines] + article.sentences[:1]
        self.topic.is_roundup = any(map(is_roundup, leads)) or _is_list_of_protests(article)
        if article.is_post:
            self._begin_post(article)
        self.heading = replace(self.topic)

    def _begin_post(self, article: Article) -> None:
        """What the lines of a post go on with, though it may be told after them."""
        if article.dateline is not None:
            days = resolve(article.dateline, self.evidence)
            self.topic.date_words, self.topic.days = article.dateline, days
        foreseen = foreseen_deed(article) if self.topic.deed is None else None
        if foreseen is not None:
            sentence, self.topic.deed = foreseen
            self.topic.is_told = True
            if (words := first_date(sentence)) is not None:
                self.topic.tell_day(words, self._days(words))
        self.setting = self.setting or place_of_post(article)

    def begin_paragraph(self) -> None:
        """Go back to the day of the headline or, if it names none, of the first paragraph."""
        is_lead, self.has_lead = not self.has_lead, True
        if is_lead and self.heading.date_words is None and self._is_recent(self.topic.days):
            self.heading.date_words, self.heading.days = self.topic.date_words, self.topic.days
        self._go_back_to_day()
        self.topic.strike_day = self.heading.strike_day

    def _go_back_to_day(self) -> None:
        self.topic.date_words, self.topic.days = self.heading.date_words, self.heading.days

    def _is_recent(self, days: Days) -> bool:
        """Whether a day may be that of the whole report: what was long before is background."""
        today = self.evidence.today
        if today is None or days.first is None:
            return True
        return abs(today - days.first).days <= _RECENT_DAYS

    def begin_section(self, heading: Caption) -> None:
        """ "Telecom retirees" names who acts in what follows, "Ahvaz" where."""
        self.begin_paragraph()
        told = actor(heading.passage, [])
        self.topic.who = told if told is not None and told.rank == NAMED else None
        named = [each for each in all_named(heading.passage) if each.kind != "site"]
        is_place = bool(named) and heading.passage.first in (named[0].first, named[-1].first)
        is_place = is_place or (bool(named) and named[-1].last == heading.passage.last)
        self.setting = named[-1] if is_place else None

    def _set(self, line: Caption) -> None:
        """Begin with what a headline tells; "Yazd, Iran. May 7, 2018." alone is a setting."""
        self.topic.head(line.passage)
        done, _ = deeds(line.passage)
        if done:
            self.topic.deed, self.topic.is_told = chief(done), True
        elif line.head.is_dated_place and not line.head.is_abroad:
            self._set_in(line.head)
            self.is_captioned = bool(line.head.places) and line.head.last == line.passage.last
        if (words := line.head.date or first_date(line.passage)) is not None:
            self.topic.date_words, self.topic.days = words, resolve(words, self.evidence)

    def _set_in(self, head: Header) -> None:
        """Place and day of a head that only sets the scene."""
        places, _ = split_head(head)
        self.setting = places[0] if places else self.setting
        if head.date is not None:
            self.topic.date_words, self.topic.days = head.date, resolve(head.date, self.evidence)

    def take(self, sentence: Passage) -> None:
        """Read a sentence, clause by clause; a day that stands alone dates what follows."""
        if (words := day_alone(sentence)) is not None:
            self.heading.date_words, self.heading.days = words, resolve(words, self.evidence)
            self._go_back_to_day()
            return
        self._begin_line(sentence)
        is_item = sentence.start in self.items
        if not self.is_post and not is_item and (place := only_place(sentence)) is not None:
            self.setting = place
            return
        pieces = clauses(sentence)
        told = [self._deeds(piece) for piece in pieces]
        if self.is_post and (place := place_alone(sentence)) is not None:
            self.line_place = place
        why = self.void if self.void and not is_excepted(sentence, self.void) else ""
        why = why or of_others(sentence) or self._asked_for(sentence)
        if why:
            told = [([], why if done else reason) for done, reason in told]
        is_headed = self.head is not None or self.is_captioned or is_after_day(sentence)
        facts = [
            done
            for piece, (done, _) in zip(pieces, told, strict=True)
            if done and (is_headed or is_fact(piece, done) or is_fact(sentence, done))
        ]
        for piece, (done, reason) in zip(pieces, told, strict=True):
            if done and done in facts:
                self._fact(sentence, piece, done)
            elif done and self._is_told_further(piece):
                self._add(sentence, piece, done, mentioned(piece))
            elif done or reason:
                self._begin(piece, done)
                self.unread.append(unread(piece, reason or "not_said_to_happen"))
            elif self.topic.deed and is_so_too(piece) and self.drafts:
                self._add(sentence, piece, facts[0] if facts else [], self._same_places(piece))
            elif facts and not (is_aside(piece) or is_subordinate(piece) or says_other(piece)):
                self._add(sentence, piece, facts[0], mentioned(piece))
            elif self.topic.deed is not None and not self.void:
                self._further(sentence, piece)
            self.topic.notice(piece, is_lead=not self.has_lead and not self.topic.is_roundup)
            self._notice_day(piece, reason)

    def _deeds(self, piece: Passage) -> tuple[list[Deed], str]:
        """What a clause says was done; a report of protests need not say it of each."""
        done, reason = deeds(piece)
        if done or reason or is_aside(piece):
            return done, reason
        if not self.topic.is_roundup:
            return presence(piece, is_item=False, is_list=False), ""
        return presence(piece, is_item=self.head is not None) or self._only_named(piece), ""

    def _only_named(self, piece: Passage) -> list[Deed]:
        """ "Kerman – retired miners want higher pensions": in a list they were out for it."""
        if self.head is None or piece.start not in self.heads or self.head.last >= piece.last:
            return []
        words = piece.page.words
        return only_named(piece.page.passage(words[self.head.last].start, piece.end))

    def _asked_for(self, sentence: Passage) -> str:
        """ "The appeal asks truckers, and the bazaars of Qom to stay closed": all that it says."""
        done, why = deeds(sentence)
        return why if not done and why == "called_for" and not is_persian(sentence) else ""

    def _notice_day(self, piece: Passage, reason: str) -> None:
        """ "The strike kept spreading on Wednesday." dates the towns of the next sentence."""
        is_told = piece.of("action") or (piece.of("echo") and is_persian(piece))
        is_told = is_told or (not self.has_lead and not is_persian(piece))
        words = first_date(piece) if is_told and not reason else None
        if words is not None and words is not self.topic.date_words:
            self.topic.tell_day(words, self._days(words))

    def _days(self, words: DateWords) -> Days:
        is_of_told = words.days_after is not None or (words.weekday and not words.is_calendar)
        if not is_of_told or self.topic.days.first is None:
            return resolve(words, self.evidence)
        return resolve(words, self.evidence._replace(told=self.topic.days.first))

    def _begin_line(self, sentence: Passage) -> None:
        """The places before a colon are those of all sentences of their line."""
        text = sentence.page.text
        if sentence.start in self.heads:
            self.head = self.heads[sentence.start]
            self._go_back_to_day()
        elif "\n" in text[max(0, sentence.start - 8) : sentence.start]:
            self.head = self.line_place = None

    def _is_told_further(self, piece: Passage) -> bool:
        """ "Their sit-ins took in Yazd, Qom and Sari": a noun is enough for what goes on."""
        n_places = len(mentioned(piece)) if self.topic.deed else 0
        return n_places > 2 and goes_on(piece, self.topic, n_places)

    def _begin(self, piece: Passage, done: list[Deed]) -> None:
        """ "It was the tenth week of protest by nurses": what follows is about that."""
        if done and self.topic.deed is None and not is_aside(piece):
            self.topic.deed = chief(done)
            self.topic.is_told |= bool(piece.dates) or strike_day(piece) is not None
            told = actor(piece, done)
            self.topic.who = told if told is not None and told.rank == NAMED else self.topic.who

    def _fact(self, sentence: Passage, piece: Passage, done: list[Deed]) -> None:
        """An action that was done: where the clause says, else where the article is."""
        places = towns(piece, is_sentence=True)
        if self.head is not None and not any(is_within(piece, each) for each in places):
            places, _ = split_head(self.head)
        elif not places and is_this(piece, done):
            return  # "this strike began on 5 May": the one that was told
        elif not places or (self.setting and all(each.kind == "admin1" for each in places)):
            places = self._places_before(sentence, piece, done) or places
        if is_only_abroad(piece, places):
            self.unread.append(unread(piece, "abroad"))
            return
        if not places:
            draft = self._draft(sentence, piece, done)
            self.topic.took(draft)
            if any(deed.role == "verb" for deed in done):
                self.adrift.append(draft)
            self._strengthen(draft)
            self.unread.append(unread(piece, "no_place"))
        self._add(sentence, piece, done, places)

    def _places_before(
        self, sentence: Passage, piece: Passage, done: list[Deed]
    ) -> list[PlaceWords]:
        """The place that "there" means, or the article's own if it has one."""
        meant = self.line_place or self.topic.place_meant(piece) or self.setting
        if meant is not None:
            return [meant]
        beside = mentioned(sentence) if sentence is not piece and not is_persian(piece) else []
        if len(beside) == 1 and beside[0].kind != "admin1":
            return beside
        if piece.of("scope") or not any(deed.role == "verb" for deed in done):
            return []
        told = {(each.place.first, each.place.last) for each in self.drafts if each.place}
        who = actor(piece, [])
        if len(told) == 1 and (who is None or self._is_of_before(piece, who)):
            return [each.place for each in self.drafts[:1] if each.place]
        return [] if told or self.of_headline is None else [self.of_headline]

    def _is_of_before(self, piece: Passage, who: Actor) -> bool:
        """Whether those who act here may be those of the one event told so far."""
        before = self.drafts[0].actor
        if who.rank == AT_WORK:
            return False
        return before is None or before.rank != NAMED or self.topic.actor(piece, []) is before

    def _strengthen(self, draft: Draft) -> None:
        """ "They are on strike": what was told of the same group was one."""
        if draft.deed.action not in STRIKES or not self.drafts:
            return
        last = self.drafts[-1]
        if draft.actor is last.actor or draft.actor is None:
            self.drafts[-1] = last._replace(deed=joined_deed(last.deed, draft.deed))

    def _same_places(self, piece: Passage) -> list[PlaceWords]:
        """ "And so did the staff of a dairy": where the others were who were told of last."""
        last = self.drafts[-1].passage
        return mentioned(piece) or [
            each.place for each in self.drafts if each.passage is last and each.place is not None
        ]

    def _further(self, sentence: Passage, piece: Passage) -> None:
        """Where the topic's action was too, if the clause says so."""
        is_item = sentence.start in self.items and self.topic.is_told
        places = mentioned(piece) or (
            all_named(piece)[:1] if is_item and not is_persian(piece) else []
        )
        is_said = places and self.topic.deed and not is_aside(sentence)
        if is_said and (is_item or goes_on(piece, self.topic, len(places))):
            self._add(sentence, piece, [], places)

    def _add(
        self, sentence: Passage, piece: Passage, done: list[Deed], places: list[PlaceWords]
    ) -> None:
        if not places:
            return
        draft = self._draft(sentence, piece, done, places)
        self.topic.took(draft)
        self.drafts += [
            draft._replace(place=each, admin1=province_of(sentence, each), size=size(piece, each))
            for each in places
        ]

    def _draft(
        self,
        sentence: Passage,
        piece: Passage,
        done: list[Deed],
        places: Sequence[PlaceWords] = (),
    ) -> Draft:
        words = first_date(piece) or first_date(sentence)
        days = self._days(words) if words else NO_DAYS
        is_vague = days.first is None or days.precision == "week"
        if days.rule == "day_of_what" or (is_vague and self.topic.days.first is not None):
            words = None  # "over the past week" tells less than the day told before
        who = self.topic.actor(piece, done) or actor(sentence, done)
        told = actor(piece, done)
        if self.head is not None and told is not None and told.rank == UNNAMED:
            who = told  # "Rasht: the staff of …" is of no group that other lines name
        is_elsewhere = any((each.start, each.end) not in self.topic.spots for each in places)
        return self.topic.filled(
            Draft(
                sentence,
                self.topic.deed_of(
                    who,
                    chief(done) if done else None,
                    words,
                    is_elsewhere,
                    is_told_apart(piece, done),
                ),
                who,
                country=home_mark(piece),
                site=next(iter(sites(piece)), None),
                days=days,
                date_words=words,
                strike_day=strike_day(piece),
                nationwide=next((mark for mark, _ in piece.of("scope")), None),
                cause=cause_of(piece),
            ),
            self.evidence.today,
        )

    def without_place(self) -> list[Draft]:
        """An action of a named group on a named day, if the article names no place at all, or
        if it was all over the country."""
        return [
            draft
            for draft in self.adrift[:1]
            if draft.actor is not None
            and draft.actor.rank == NAMED
            and (draft.date_words is not None or draft.strike_day is not None)
            and (not self.topic.named or draft.nationwide or is_at_home(draft.passage))
        ]


def _is_list_of_protests(article: Article) -> bool:
    """Whether its lines name a place each, and half of them say what was done there."""
    lines = [each for each in article.sentences if each.start in article.heads]
    told = [line for line in lines if deeds(line)[0] or presence(line, is_item=False)]
    return bool(lines) and 3 * len(told) >= len(lines)
