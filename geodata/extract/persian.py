"""Persian grammar, as much of it as tells who acts where.

A noun is followed by what belongs to it, with no small word between: کارگران شرکت فولاد اهواز,
"workers of the steel company of Ahvaz". Such a chain ends at a preposition, at "and", at a
date or a verb. The verb stands last; words without one are a heading or an item of a list.
"""

from __future__ import annotations

import re

from geodata.extract.page import Passage, once
from geodata.extract.terms import Deed

CHAIN = 6
"""Words between the first noun of a chain and its last."""
_BREAKERS = frozenset((
    "از", "به", "با", "برای", "که", "تا", "را", "رو", "در", "بر", "و", "یا", "اما", "ولی", "پی",
    "پس", "نیز", "هم", "تو", "توی", "علیه", "بدون", "این", "ان", "است", "واسه", "چون", "مانند",
    "همچنین", "دیگر", "سوی", "سمت", "باره", "مورد", "حال", "صورت", "طول",
))  # fmt: skip
_VERB = re.compile(
    r"\w{1,}(?:ند|ید|یم)|کردن|شدن|زدن|کشیدن|دادن|بستن|گرفتن|رفتن|اومدن|ریختن|نشستن"
    r"|ن?(?:کرد|شد|بود|داد|گفت|گرفت|زد|رفت|امد|خواست|داشت|یافت|کشید|رسید|ماند|گذاشت|بست|شکست"
    r"|پذیرفت|دید|برد|خواند|نوشت|دانست|ساخت|پرداخت|انداخت|پیوست|نشست|ریخت|سوخت|خورد)"
    r"|است|نیست|هست|دارد|ندارد|کند|شود|دهد|باشد|نباشد|شده|کرده|داده|بوده|گردید|نمود|افزود|باد"
)
_NO_VERBS = frozenset((
    "بند", "بلند", "مانند", "هرچند", "روند", "فرزند", "پیوند", "خداوند", "کارمند", "سمند", "سوگند",
    "لبخند", "ثروتمند", "نیازمند", "قدرتمند", "دانشمند", "چند", "قند", "هند", "تند", "سند",
    "کند", "دربند", "اسفند", "گوسفند", "نوبند", "شهید", "جدید", "شدید", "خرید", "امید", "تولید",
    "سفید", "رشید", "خورشید", "تهدید", "تمدید", "تجدید", "تشدید", "تایید", "سعید", "مجید", "حمید",
    "وحید", "تاکید", "بعید", "عید", "اسید", "کلید", "تقلید", "تیم", "رژیم", "قدیم", "عظیم", "مقیم",
    "مستقیم", "تعلیم", "تنظیم", "تقسیم", "تصمیم", "تسلیم", "ترمیم", "تحریم", "تقدیم", "ابراهیم",
    "رحیم", "کریم", "حریم", "بیم", "نیم", "سیم", "مراسم",
))  # fmt: skip


_BEING = frozenset(("بود", "بودند", "بوده", "داشت", "داشتند", "هستند", "است", "دارد", "دارند"))


@once
def is_persian(passage: Passage) -> bool:
    """Whether its first word is in Perso-Arabic script."""
    if passage.first >= passage.last:
        return False
    return not passage.page.text[passage.page.words[passage.first].start].isascii()


def is_chain(passage: Passage, first: int, last: int) -> bool:
    """Whether word `last` still belongs to the noun before word `first`."""
    if not 0 <= last - first <= CHAIN or passage.is_divided(first, last):
        return False
    words = passage.page.words
    if any(word.key in _BREAKERS for word in words[first:last]):
        return False
    if any(first <= each.first < last for each in passage.dates):
        return False
    return not any(
        first <= mark.first < last
        for kind in ("action", "occurrence")
        for mark, term in passage.of(kind)
        if term.role in ("verb", "with_object")
    )


def ends_with_verb(passage: Passage) -> bool:
    """Whether its last word is a verb, as far as its form tells; names of places are none."""
    at = passage.last - 1
    if at < passage.first:
        return False
    word = passage.page.words[at].key
    if word in _NO_VERBS or _VERB.fullmatch(word) is None:
        return False
    return not any(
        mark.first <= at < mark.last and mark.names and not mark.terms for mark in passage.marks
    )


def says_other(passage: Passage) -> bool:
    """Whether its verb tells of something else than a protest: "in Qom the mayor agreed"."""
    if not is_persian(passage) or passage.links("back"):
        return False
    if _says_that(passage):
        return True
    at = passage.last - 1
    if not ends_with_verb(passage) or passage.page.words[at].key in _BEING:
        return False
    return not any(
        mark.last > at and (term.kind != "occurrence" or mark.last - mark.first > 1)
        for kind in ("action", "echo", "occurrence")
        for mark, term in passage.of(kind)
    )


def _says_that(passage: Passage) -> bool:
    """ "… agreed that wages are late": a verb before که."""
    words = passage.page.words
    return any(
        words[at].key == "که" and _VERB.fullmatch(words[at - 1].key) is not None
        for at in range(passage.first + 2, passage.last)
    )


def is_heading(passage: Passage, done: list[Deed]) -> bool:
    """Whether words without a verb tell what happened: تجمع معلمان در شیراز, "rally of
    teachers in Shiraz"; the deed stands first, or after a day, or last: رانندگان در اعتصاب."""
    if not is_persian(passage) or ends_with_verb(passage) or passage.text.endswith(("?", "؟")):
        return False
    first = passage.first
    for each in passage.dates:
        if each.first - first <= 1:
            first = each.last
    words = passage.page.words
    return any(
        deed.role == "noun"
        and (
            deed.first - first <= 2
            or not {":", "؛"}.isdisjoint(passage.gap(deed.first, deed.first))
            or (deed.last == passage.last and words[deed.first - 1].key == "در")
        )
        for deed in done
    )


def is_this(passage: Passage, done: list[Deed]) -> bool:
    """Whether it speaks of what was told: این اعتصاب, "this strike"."""
    words = passage.page.words
    return is_persian(passage) and all(
        deed.role == "noun" and deed.first > passage.first and words[deed.first - 1].key == "این"
        for deed in done
    )


def is_over_something(passage: Passage, deed: Deed) -> bool:
    """Whether a heading's place may be that of the cause: اعتراض به قتل در قم."""
    words = passage.page.words
    is_noun = is_persian(passage) and deed.role == "noun" and deed.last < passage.last
    return is_noun and words[deed.last].key in ("به", "علیه")


def is_told_apart(passage: Passage, done: list[Deed]) -> bool:
    """Whether a Persian sentence says with a verb of its own what was done."""
    is_verb = any(deed.role == "verb" for deed in done) or bool(passage.of("occurrence"))
    return is_persian(passage) and is_verb
