"""Whether words tell that something happened, and what a report as a whole is about."""

from __future__ import annotations

from geodata.extract.dates import DateWords
from geodata.extract.lexicon import Mark
from geodata.extract.named import places
from geodata.extract.page import Passage
from geodata.extract.persian import is_heading, is_persian
from geodata.extract.segments import Article
from geodata.extract.strike_days import strike_day
from geodata.extract.terms import Deed, deeds, is_past
from geodata.extract.toponyms import word_keys

_BEING = frozenset((
    "is", "are", "was", "were", "been", "went", "gone", "going", "go", "stay", "stayed", "remain",
    "remained", "remains", "still",
))  # fmt: skip
CROWDS_OF_OTHERS = frozenset(("pro_government", "sports", "military", "market"))
"""What a headline says that the whole report is about."""
_PLAN = frozenset((
    "مکان", "کنیم", "کنید", "باشیم", "باشید", "بیایید", "بیاید", "بیایین", "بپیوندید",
    "بپیوندیم", "برسانید", "بیاییم", "قرارمان", "قرارمون", "وعده", "اینده", "فردا",
    "فراخوان", "میعادگاه", "حتما",
))  # fmt: skip
_VERBS_TOO = frozenset(("protest", "rally", "strike", "march", "rallying", "protesting"))
_AT_A = (["in", "a"], ["at", "a"], ["in", "the"], ["at", "the"])
_COMPLEMENTS = frozenset(("to", "for", "over", "against", "in", "at", "outside", "after", "on"))
_PLURALS = ("s", "men", "people", "staff", "personnel", "folk", "youth")
_CALLS = frozenset(("فراخوان", "محل", "مکان"))


def is_fact(words: Passage, done: list[Deed]) -> bool:
    """ "protested" is one; "protests" only if they "broke out" or the like, "strike" too if
    people "are on" one, or if it is the nth day of it; so is a Persian heading."""
    if any(deed.role == "verb" for deed in done) or words.of("occurrence"):
        return True
    if strike_day(words) is not None or any(_is_scene(words, deed) for deed in done):
        return True
    if any(_is_under_way(words, deed) for deed in done):
        return True
    return any(_is_done_by(words, deed) for deed in done) or is_heading(words, done)


def _is_scene(words: Passage, deed: Deed) -> bool:
    """ "Shopkeepers cross a bridge during a protest": what a picture shows was there."""
    before = [word.key for word in words.page.words[max(words.first, deed.first - 3) : deed.first]]
    if deed.role != "noun":
        return False
    return "during" in before or (
        before[-2:] in _AT_A and deed.action in ("sit_in", "rally", "march")
    )


def _is_done_by(words: Passage, deed: Deed) -> bool:
    """ "Steel retirees rally.", "Workers at the mill rally to demand …": after people, with
    nothing else done between, a noun is the verb of what they do."""
    if words.page.words[deed.first].key not in _VERBS_TOO or deed.last != deed.first + 1:
        return False
    if words.gap(deed.first, deed.first) != " ":
        return False
    after = words.page.words[deed.last].key if deed.last < words.last else "for"
    return any(
        (mark.last == deed.first or (after in _COMPLEMENTS and _is_subject(words, mark, deed)))
        for kind in ("sector", "actor")
        for mark, term in words.of(kind)
        if term.role in ("actor", "noun", "crowd")
        if words.page.words[mark.last - 1].key.endswith(_PLURALS)
    )


def _is_under_way(words: Passage, deed: Deed) -> bool:
    """ "Are on hunger strike"."""
    keys = [word.key for word in words.page.words[max(words.first, deed.first - 3) : deed.last]]
    return "on" in keys and not _BEING.isdisjoint(keys)


def _is_subject(words: Passage, people: Mark, deed: Deed) -> bool:
    """Whether people stand first and only places and work between them and the deed."""
    if people.first > words.first + 4 or not 0 <= deed.first - people.last <= 8:
        return False
    between = [mark for mark in words.marks if people.last <= mark.first < deed.first]
    kinds = {term.kind for mark in between for term in mark.terms}
    return kinds <= {"link", "sector", "seat", "site"} and not words.is_divided(
        people.last, deed.first
    )


def day_alone(sentence: Passage) -> DateWords | None:
    """ "March 12, 2020.": a sentence that is a day and nothing else."""
    if len(sentence.dates) != 1 or not sentence.dates[0].is_calendar:
        return None
    words = sentence.dates[0]
    return words if (words.first, words.last) == (sentence.first, sentence.last) else None


def of_others(sentence: Passage) -> str:
    """Why all that a sentence tells is of other crowds: "the pro-government rally in Tehran; in
    Mashhad marchers held up banners"; "" if it may be of protests."""
    codes = [term.code for _, term in sentence.of("context", "sentence")]
    return next((code for code in codes if code == "pro_government"), "")


def is_after_day(sentence: Passage) -> bool:
    """ "Monday, May 30: protests in Sari": after a day and a colon a noun is enough."""
    if not sentence.dates or sentence.dates[0].first != sentence.first:
        return False
    last = sentence.dates[0].last
    return last < sentence.last and ":" in sentence.gap(last, last)


def void(article: Article) -> str:
    """Why the whole report is about no protest, "" if it may be: "Millions mark the revolution"."""
    leads = [line.passage for line in article.headlines] + article.sentences[:1]
    reasons = (term.code for lead in leads for _, term in lead.of("context", "sentence"))
    found = next((code for code in reasons if code in CROWDS_OF_OTHERS), "")
    found = found or next(filter(None, map(_only_called_for_or_abroad, leads[:1])), "")
    return found or ("called_for" if article.is_post and _is_plan(article) else "")


def _is_plan(article: Article) -> bool:
    """Whether a post tells when and where to come, and of nothing that was done."""
    parts = [line.passage for line in article.headlines] + article.sentences
    if any(is_past(part, deed) for part in parts for deed in deeds(part)[0]):
        return False
    keys = {word.key for part in parts for word in part.page.words[part.first : part.last]}
    return not _PLAN.isdisjoint(keys)


def _only_called_for_or_abroad(lead: Passage) -> str:
    """ "Call for a rally on Friday", "France: refinery strikes spread", in Persian."""
    if not is_persian(lead):
        return ""
    if is_call(lead, deeds(lead)[0]):
        return "called_for"
    is_abroad = any(mark.is_abroad for mark in lead.marks)
    return "abroad" if is_abroad and not places(lead) else ""


def is_call(passage: Passage, done: list[Deed]) -> bool:
    """Whether Persian words only call for something: فراخوان معلمان: تجمع پنجشنبه در قم."""
    if not is_persian(passage) or any(is_past(passage, deed) for deed in done):
        return False
    return any(
        term.code == "called_for" and not _CALLS.isdisjoint(word_keys(passage, mark))
        for mark, term in passage.of("context")
    )


def is_excepted(sentence: Passage, why: str) -> bool:
    """Whether a sentence of such a report may tell of a protest all the same."""
    if why == "called_for":
        return any(is_past(sentence, deed) for deed in deeds(sentence)[0])
    if why == "abroad":
        is_done = any(is_past(sentence, deed) for deed in deeds(sentence)[0])
        return is_done and bool(places(sentence))
    return any(each.is_calendar for each in sentence.dates)


def is_denied(article: Article) -> bool:
    """Whether the headline or first sentence says that none of it is true."""
    leads = [line.passage for line in article.headlines] + article.sentences[:1]
    for lead in leads:
        is_whole = any(term.code == "denied" for _, term in lead.of("context", "after", "before"))
        if is_whole and deeds(lead)[1] == "denied":
            return True
    return False
