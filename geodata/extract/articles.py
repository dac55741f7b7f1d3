"""An article's events: sentences that say that a protest happened, where and when.

The dateline's place is where the reporter sits and never the event's. A noun needs a verb that
makes it a fact ("protests broke out"), a place must be tied to it ("in Tehran", "Ahvaz steel
workers"). Sentences about one group's action at one place are one event: one may name the
day, another who, a third what they did; and what is told once goes on elsewhere ("Films came
from Sari and Qom too").
"""

from __future__ import annotations

from datetime import date

from geodata.extract.actors import CROWD, NAMED, Actor, actor, sectors_named
from geodata.extract.captions import caption_drafts
from geodata.extract.days import Days, Evidence, resolve
from geodata.extract.drafts import Draft, Outcome, unread
from geodata.extract.facts import (
    CROWDS_OF_OTHERS,
    is_denied,
    void,
)
from geodata.extract.lines import is_blank_between
from geodata.extract.merging import merged, parted
from geodata.extract.persian import (
    is_over_something,
    is_persian,
)
from geodata.extract.reading import ArticleReading
from geodata.extract.segments import Article
from geodata.extract.terms import deeds
from geodata.extract.topics import is_unsaid

_LEAD_SENTENCES = 2


def article_drafts(article: Article, evidence: Evidence) -> Outcome:
    """The events of an article, its headline helping out."""
    evidence = evidence._replace(anchor=_anchor(article, evidence))
    if is_denied(article):
        leads = [line.passage for line in article.headlines]
        denied = [each for each in (*leads, *article.sentences) if any(deeds(each))]
        return Outcome(unread=[unread(each, "denied") for each in denied])
    reading = ArticleReading(article, evidence)
    reading.void = void(article)
    before = None
    for sentence in article.sentences:
        if before is not None and is_blank_between(before, sentence):
            reading.begin_paragraph()
        if sentence.start in article.sections:
            reading.begin_section(article.sections[sentence.start])
        reading.take(sentence)
        before = sentence
    told = _without_wholes(reading, _of_headlines(article, evidence)) + reading.drafts
    drafts, summaries = parted(merged(told, n_headlines=len(told) - len(reading.drafts)))
    sectors = {draft.sector for draft in drafts}
    drafts += [each for each in reading.without_place() if each.sector not in sectors]
    undated = [each for each in drafts if each.date_words is None]
    if undated and not _is_about_protests(article):
        drafts = [each for each in drafts if each.date_words is not None]
    else:
        undated = []
    who = _who_by_headline(article)
    kept = [_reported(_named(draft, who), evidence) for draft in drafts]
    left = [unread(each.passage, "summary") for each in summaries]
    left += [unread(each.passage, "background") for each in undated]
    if reading.void in CROWDS_OF_OTHERS and not kept:
        leads = [line.passage for line in article.headlines]
        left += [unread(each, reading.void) for each in leads if any(deeds(each))]
    read = [line.passage for line in article.headlines] if kept else []
    return Outcome(kept, reading.unread + left, read + [each.passage for each in told])


def _anchor(article: Article, evidence: Evidence) -> date | None:
    words = article.dateline or (article.head.date if article.head else None)
    for line in article.headlines:
        words = words or line.head.date
    return resolve(words, evidence).first if words else None


def _of_headlines(article: Article, evidence: Evidence) -> list[Draft]:
    """What the headline itself tells, if it names a town."""
    return [
        draft
        for line in article.headlines
        for draft in caption_drafts(line, evidence._replace(published=None)).drafts
        if draft.place is not None and not line.passage.text.endswith(("?", "؟"))
        if not is_over_something(line.passage, draft.deed)
    ]


def _without_wholes(reading: ArticleReading, drafts: list[Draft]) -> list[Draft]:
    """What headlines tell that the text does not tell again: "Protests across Khuzestan" are
    those of its towns; one without a day was on that of the first paragraph."""
    if reading.void in CROWDS_OF_OTHERS:
        return []
    has_towns = any(each.place and each.place.kind != "admin1" for each in reading.drafts)
    kept = [
        draft
        for draft in drafts
        if draft.date_words is not None
        or not has_towns
        or (draft.place is not None and draft.place.kind != "admin1")
    ]
    lead = reading.heading
    if lead.date_words is None or lead.days.precision != "day":
        return kept
    return [
        draft._replace(date_words=lead.date_words, days=lead.days)
        if draft.date_words is None and not is_persian(draft.passage)
        else draft
        for draft in kept
    ]


def _is_about_protests(article: Article) -> bool:
    """Whether its beginning tells of one; elsewhere an undated sentence does not count."""
    leads = [line.passage for line in article.headlines] + article.sentences[:_LEAD_SENTENCES]
    return any(deeds(lead)[0] for lead in leads)


def _reported(draft: Draft, evidence: Evidence) -> Draft:
    """No date word at all: the day of the report."""
    if draft.date_words is not None or evidence.today is None:
        return draft
    return draft._replace(days=Days(evidence.today, evidence.today, "reported", "published"))


def _who_by_headline(article: Article) -> Actor | None:
    for line in article.headlines:
        done, _ = deeds(line.passage)
        told = actor(line.passage, done) if done else None
        if told is not None and told.rank == NAMED:
            return told if len(sectors_named(line.passage)) == 1 else None
    return None


def _named(draft: Draft, who: Actor | None) -> Draft:
    """Who acts, from the headline, if no sentence named a group."""
    is_named = draft.actor is not None and (
        draft.actor.rank == NAMED
        or (draft.actor.rank == CROWD and is_persian(draft.passage) and not _is_unsaid(draft))
    )
    return draft if is_named or who is None else draft._replace(actor=who)


def _is_unsaid(draft: Draft) -> bool:
    return draft.actor is not None and is_unsaid(draft.passage, draft.actor)
