"""What an article is about so far, which its next sentences go on with.

Round-ups tell once who does what, and then only where else: "Teachers stayed out of class.
Photographs came from Sari, Arak and Qom." The topic keeps the deed, the group, the day and the
day of the strike that were told last, and the place named last, for "there" and "this prison".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from geodata.extract.actors import CROWD, NAMED, UNNAMED, Actor, actor
from geodata.extract.clauses import is_relative
from geodata.extract.dates import DateWords
from geodata.extract.days import NO_DAYS, Days
from geodata.extract.drafts import Draft
from geodata.extract.lexicon import Mark
from geodata.extract.named import all_named
from geodata.extract.page import Passage
from geodata.extract.persian import is_persian, says_other
from geodata.extract.strike_days import StrikeDay, strike_day
from geodata.extract.terms import CHIEF, STRIKES, Deed
from geodata.extract.toponyms import PlaceWords

_SUBJECT = 4
"""Words before those whom a sentence is about."""
_NOT_YET = frozenset(("planned", "called_for"))
_KINDS_OF_SITE = frozenset(
    ("prison", "facility", "plant", "square", "زندان", "کارخانه", "دانشگاه", "معدن", "بند", "شرکت")
)


@dataclass(slots=True)
class Topic:
    """What was told last; each value stays until a sentence tells another."""

    deed: Deed | None = None
    who: Actor | None = None
    date_words: DateWords | None = None
    days: Days = NO_DAYS
    strike_day: StrikeDay | None = None
    nationwide: Mark | None = None
    cause: Mark | None = None
    is_told: bool = False
    """Whether something was said to have happened: in a headline, on a day, or as a fact."""
    is_roundup: bool = False
    """Whether the report told that it lists protests: each group it names was out."""
    named: list[PlaceWords] = field(default_factory=list)
    """Places and sites named so far, those of one sentence in their order."""
    spots: set[tuple[int, int]] = field(default_factory=set)
    """Where their words stand."""

    def tell_day(self, words: DateWords, days: Days) -> None:
        """Take in a day that any words about protests name: what follows was on it."""
        if days.first is not None and days.precision == "day":
            self.date_words, self.days = words, days

    def notice(self, passage: Passage, is_lead: bool = False) -> None:
        """Take in what any words tell, also those that tell no event; the first paragraph names
        those whom a report is about."""
        named = all_named(passage)
        self.named += named
        self.spots.update((each.start, each.end) for each in named)
        self.cause = self.cause or cause_of(passage)
        self.strike_day = strike_day(passage) or self.strike_day
        is_of_protest = passage.of("action") or strike_day(passage) is not None
        told = actor(passage, []) if not self.who and (is_lead or is_of_protest) else None
        if told is not None and (is_of_protest or told.first - passage.first < _SUBJECT):
            self.who = told if told.rank == NAMED else None

    def head(self, heading: Passage) -> None:
        """Take in a headline: whom it names, whatever it says of them, are those who act."""
        self.notice(heading)
        told = actor(heading, []) if self.who is None else None
        self.who = told if told is not None and told.rank == NAMED else self.who

    def took(self, draft: Draft) -> None:
        """Take in an event that was told."""
        self.deed, self.nationwide, self.is_told = draft.deed, draft.nationwide, True
        if draft.actor is not None and not is_unsaid(draft.passage, draft.actor):
            self.strike_day = self.strike_day if self._is_of_them(draft) else None
            self.who = draft.actor
        if draft.date_words is not None:
            self.date_words, self.days = draft.date_words, draft.days

    def actor(self, passage: Passage, done: list[Deed]) -> Actor | None:
        """Who acts here: whom the passage names, else those of before."""
        told = actor(passage, done)
        if self._is_of_traders_alone(told, done):
            return told
        if told is None or self.who is None:
            return told or self.who
        if not done and told.rank != NAMED:
            return self.who
        if told.rank == UNNAMED and self.is_roundup and not _is_definite(passage, told):
            return told
        if told.rank >= CROWD and cause_of(passage) is not None:
            return told
        if told.rank >= CROWD and any(deed.action in CHIEF for deed in done):
            return self.who if _is_definite(passage, told) else told
        is_them = is_unsaid(passage, told) or _may_be_same(passage, told, self.who)
        return self.who if is_them else told

    def _is_of_traders_alone(self, told: Actor | None, done: list[Deed]) -> bool:
        """ "Sellers shut their shops. On Monday protesters came out in Qom": whoever they were,
        they did what more than those who keep shops can do."""
        if self.who is None or self.who.sector != "merchants" or self.deed is None or not done:
            return False
        is_crowd = told is None or told.rank >= CROWD
        is_closure = self.deed.action in STRIKES
        return is_crowd and is_closure and not any(deed.action in STRIKES for deed in done)

    def place_meant(self, passage: Passage) -> PlaceWords | None:
        """What "there", "where" or "this prison" means: the last place named, or the last
        prison if it is one that is meant."""
        if is_relative(passage):
            return self.named[-1] if self.named else None
        for mark in passage.links("there"):
            noun = passage.page.words[mark.last - 1].key
            if noun in _KINDS_OF_SITE:
                of_kind = (each for each in self.named if noun in words_of(passage, each))
                return next(iter(reversed(list(of_kind))), None)
            towns = [each for each in self.named if each.kind != "site"]
            return towns[-1] if towns else None
        return None

    def deed_of(
        self,
        who: Actor | None,
        done: Deed | None,
        words: DateWords | None,
        is_elsewhere: bool,
        is_told_apart: bool,
    ) -> Deed:
        """What was done here; those on strike are, though they rally as well, if it is there."""
        is_new = done is None or (who is not None and not self._is_who(who))
        deed = self.deed if done is None else done
        assert deed is not None
        if is_new or self.deed is None or self.deed.action not in STRIKES:
            return deed
        if is_elsewhere and done is not None and (done.action == "march" or is_told_apart):
            return deed
        is_same_day = words is None or words[4:] == (self.date_words or words)[4:]
        return self.deed if is_same_day and deed.action not in CHIEF else deed

    def _is_who(self, who: Actor) -> bool:
        """Whether it is those told of: by the same words, or named as of one sector."""
        if who is self.who or self.who is None:
            return who is self.who
        return who.rank == self.who.rank == NAMED and who.sector == self.who.sector

    def _is_of_them(self, draft: Draft) -> bool:
        """Whether it tells of those told of last: the nth day of a strike is theirs alone."""
        if (
            self.who is None
            or draft.actor is None
            or NAMED not in (self.who.rank, draft.actor.rank)
        ):
            return True
        return draft.actor.rank != NAMED or self.who.sector == draft.actor.sector

    def filled(self, draft: Draft, today: date | None) -> Draft:
        """With the days, the day of the strike and the cause that were told last.

        The nth day was on the day of the report or, if its own sentence names one, on that.
        """
        has_own_day = draft.date_words is not None
        draft = draft._replace(cause=draft.cause or self.cause)
        is_now = draft.date_words is None or draft.date_words.days_ago == 0
        is_now = is_now or (draft.days.first is not None and draft.days.first == today)
        is_now = is_now or (
            self.strike_day is not None
            and draft.passage.start <= self.strike_day.start < draft.passage.end
        )
        if is_now and self._is_of_them(draft):
            draft = draft._replace(strike_day=draft.strike_day or self.strike_day)
        if has_own_day:
            return draft
        return draft._replace(date_words=self.date_words, days=self.days)


def words_of(passage: Passage, place: PlaceWords) -> list[str]:
    """The folded words of a place of the same page."""
    return [word.key for word in passage.page.words[place.first : place.last]]


def is_unsaid(passage: Passage, who: Actor) -> bool:
    """Whether the words leave open who it is: "they", "protesters", "workers"."""
    if who.rank == UNNAMED:
        return True
    return who.rank >= CROWD and any(mark.start == who.start for mark in passage.links("back"))


def _is_definite(passage: Passage, who: Actor) -> bool:
    """ "The protesters", "they": those told of; "a crowd", "protesters" may be anybody."""
    words = passage.page.words
    is_led = who.first > passage.first and words[who.first - 1].key in ("the", "these", "those")
    return is_led or words[who.first].key in ("they", "them")


def _may_be_same(passage: Passage, who: Actor, earlier: Actor) -> bool:
    """ "The drivers" of a report on truckers are those."""
    return any(
        mark.start == who.start and term.code == earlier.sector for mark, term in passage.of("same")
    )


def cause_of(passage: Passage) -> Mark | None:
    """What a crowd rallies over, if that tells who they are: those who live without water."""
    causes = passage.of("cause")
    aims = {link.last for link in passage.links("aim", "spot")} if causes else set()
    for mark, term in causes:
        if term.role == "word" or not aims.isdisjoint((mark.first, mark.first - 1)):
            return mark
    return None


def goes_on(passage: Passage, topic: Topic, n_places: int) -> bool:
    """Whether words without an action tell that the topic's happened here too.

    A word like "joined" is enough; else they name the same group, or several places, and no
    other group ("doctors say"), unless the report lists what several did.
    """
    first = next((place.first for place in all_named(passage)), passage.last)
    is_not_yet = any(
        term.code in _NOT_YET and (mark.first < first or is_persian(passage))
        for mark, term in passage.of("context", "after")
    )
    is_list_told = n_places > 2 and bool(passage.of("echo")) and topic.who is not None
    if (
        (is_aside(passage) and not is_list_told)
        or is_not_yet
        or (n_places < 3 and says_other(passage))
    ):
        return False
    if passage.of("echo"):
        return True
    if passage.of("authority"):
        return False
    told = actor(passage, [])
    if told is None or told.rank != NAMED:
        return (told is not None and topic.who is not None) or (n_places > 2 and topic.is_told)
    return topic.is_roundup or (topic.who is not None and told.sector == topic.who.sector)


def is_aside(passage: Passage) -> bool:
    """Whether the words speak of something else, or say that nothing was here."""
    return any(term.code in ("aside", "denied") for _, term in passage.of("context"))
