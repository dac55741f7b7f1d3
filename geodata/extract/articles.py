"""An article's events: sentences that say that a protest happened, where and when.

The dateline's place is where the reporter sits and never the event's. A noun needs a verb that
makes it a fact ("protests broke out"), a place must be tied to it ("in Tehran", "Ahvaz steel
workers"). Sentences about one group's action at one place are one event: one may name the
day, another who, a third what they did.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geodata.extract.actors import NAMED, Actor, actor
from geodata.extract.captions import caption_drafts, first_date, home_mark
from geodata.extract.days import Days, Evidence, resolve
from geodata.extract.drafts import NO_DAYS, Draft, Outcome, unread
from geodata.extract.page import Passage
from geodata.extract.segments import Article
from geodata.extract.strike_days import strike_day
from geodata.extract.terms import STRENGTH, STRIKES, Deed, chief, deeds
from geodata.extract.toponyms import province_of, sites, towns
from geodata.spelling import key

_LEAD_SENTENCES = 2


def article_drafts(article: Article, evidence: Evidence) -> Outcome:
    """The events of an article, its headline helping out."""
    evidence = replace(evidence, anchor=_anchor(article, evidence))
    outcome = Outcome()
    for sentence in article.sentences:
        told = _sentence_drafts(sentence, evidence, outcome.drafts)
        outcome.drafts.extend(told.drafts)
        outcome.unread.extend(told.unread)
    drafts = _merged(_of_headlines(article, evidence) + outcome.drafts)
    kept = [
        _reported(_with_headline(draft, article), evidence)
        for draft in drafts
        if _is_dated(draft, article)
    ]
    return Outcome(kept, outcome.unread)


def _anchor(article: Article, evidence: Evidence) -> date | None:
    return resolve(article.dateline, evidence).first if article.dateline else None


def _sentence_drafts(sentence: Passage, evidence: Evidence, earlier: list[Draft]) -> Outcome:
    done, reason = deeds(sentence)
    if not done:
        return unread(sentence, reason) if reason else Outcome()
    if not _is_fact(sentence, done):
        return unread(sentence, "not_said_to_happen")
    places = towns(sentence, is_sentence=True)
    if not places:
        is_foreign = any(mark.is_abroad for mark in sentence.marks)
        return unread(sentence, "abroad" if is_foreign else "no_place")
    draft = Draft(
        sentence,
        chief(done),
        actor(sentence, done),
        country=home_mark(sentence),
        site=next(sites(sentence), None),
        strike_day=strike_day(sentence),
        nationwide=next((mark for mark, _ in sentence.of("scope")), None),
    )
    draft = _dated(draft, evidence, earlier)
    return Outcome(
        [replace(draft, place=each, admin1=province_of(sentence, each)) for each in places]
    )


def _is_fact(sentence: Passage, done: list[Deed]) -> bool:
    """ "protested" is one; "protests" is one only if they "broke out" or the like."""
    is_told = any(deed.role == "verb" for deed in done)
    return is_told or next(sentence.of("occurrence"), None) is not None


def _dated(draft: Draft, evidence: Evidence, earlier: list[Draft]) -> Draft:
    """With the day that the sentence names, else that of the sentence before."""
    words = first_date(draft.passage)
    if words is not None:
        return replace(draft, date_words=words, days=resolve(words, evidence))
    if earlier and earlier[-1].date_words is not None:
        return replace(draft, date_words=earlier[-1].date_words, days=earlier[-1].days)
    return draft


def _of_headlines(article: Article, evidence: Evidence) -> list[Draft]:
    """What the headline itself tells, if it names a town."""
    return [
        draft
        for line in article.headlines
        for draft in caption_drafts(line, replace(evidence, published=None)).drafts
        if draft.place is not None and not line.passage.text.endswith(("?", "؟"))
    ]


def _is_dated(draft: Draft, article: Article) -> bool:
    """An undated sentence counts only in an article that is about protests."""
    if draft.date_words is not None:
        return True
    leads = [line.passage for line in article.headlines] + article.sentences[:_LEAD_SENTENCES]
    return any(deeds(lead)[0] for lead in leads)


def _reported(draft: Draft, evidence: Evidence) -> Draft:
    """No date word at all: the day of the report."""
    if draft.date_words is not None or evidence.today is None:
        return draft
    return replace(draft, days=Days(evidence.today, evidence.today, "reported", "published"))


def _with_headline(draft: Draft, article: Article) -> Draft:
    """Who acts, from the headline, if no sentence named a group."""
    if draft.actor is not None and draft.actor.rank == NAMED:
        return draft
    for line in article.headlines:
        done, _ = deeds(line.passage)
        told = actor(line.passage, done) if done else None
        if told is not None and told.rank == NAMED:
            return replace(draft, actor=told)
    return draft


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one group at one place at one time made one."""
    kept: list[Draft] = []
    for draft in drafts:
        for index, other in enumerate(kept):
            if _is_same(draft, other):
                kept[index] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    return kept


def _is_same(left: Draft, right: Draft) -> bool:
    if _place_key(left) != _place_key(right) or not _may_be_one_actor(left.actor, right.actor):
        return False
    if left.days.first is None or right.days.first is None or left.days.last is None:
        return True
    return left.days.first <= (right.days.last or right.days.first) and (
        right.days.first <= left.days.last
    )


def _place_key(draft: Draft) -> str:
    place = draft.place
    return key(draft.passage.page.text[place.start : place.end]) if place else ""


def _may_be_one_actor(left: Actor | None, right: Actor | None) -> bool:
    if left is None or right is None or left.rank != NAMED or right.rank != NAMED:
        return True
    return left.sector == right.sector


def _joined(first: Draft, second: Draft) -> Draft:
    """One draft of two: the better told of each value."""
    stronger = min(first.deed, second.deed, key=lambda deed: STRENGTH.index(deed.action))
    is_strike = stronger.action in STRIKES
    deed = stronger if is_strike or stronger.action not in ("march",) else first.deed
    actors = [each for each in (first.actor, second.actor) if each is not None]
    dated = first if first.days.first is not None or second.days.first is None else second
    return replace(
        first,
        deed=deed,
        actor=min(actors, key=lambda each: each.rank) if actors else None,
        days=dated.days if dated.date_words else (first.days or NO_DAYS),
        date_words=dated.date_words,
        site=first.site or second.site,
        admin1=first.admin1 or second.admin1,
        country=first.country or second.country,
        strike_day=first.strike_day or second.strike_day,
        nationwide=first.nationwide or second.nationwide,
    )
