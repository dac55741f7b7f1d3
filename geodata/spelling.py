"""One way to compare words in Latin and in Perso-Arabic script.

Reports write the same name in many ways: with and without diacritics (Tīrān), with Arabic
letters for Persian ones (كاشان), with or without the zero-width non-joiner (خرم‌آباد), with
Persian digits. `words` cuts a text into whole words, each with a folded key and its place
in the text, so that whoever matches on keys still knows the words as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

# Letters, digits and combining marks make a word; everything else divides: the hyphen and
# the zero-width non-joiner too, because both are written and left out at will, and the
# apostrophe ("Tehran's" is "tehran", "s").
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])+")
# A number and a Persian word written together: `6تیر`, `۲۰۰نفر`; "22nd" stays one word.
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_RUNS = re.compile(r"\d+|\D+")
_NUMBER_BESIDE_PERSIAN = re.compile(r"\d[\u0621-\u06d3]|[\u0621-\u06d3]\d")

_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ې": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ـ": "", "ء": "",
        "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe",
    }
)  # fmt: skip


class Word(NamedTuple):
    """A word of a text: its folded key and its characters [start, end)."""

    key: str
    start: int
    end: int


_make_word = partial(tuple.__new__, Word)


def _is_mark(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in "'’‘ʼʿʾ`\u200c\u200d\u200e\u200f"


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case, diacritics, vowel signs, and letters that only look different.

    `Tīrān` → `tiran`, `كاشان` → `کاشان`, `۱۲` → `12`. Idempotent. Spaces stay.
    """
    if word.isascii() and word.isalnum():  # most words; the rest would change nothing in them
        return word.casefold()
    # Case both before and after: 𝓐 has none until it is decomposed.
    lower = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS)).casefold()
    decomposed = unicodedata.normalize("NFKD", lower)
    bare = "".join(
        str(unicodedata.digit(char)) if char.isdigit() else char
        for char in decomposed
        # ¼ decomposes into digits and a slash that the word did not hold.
        if not _is_mark(char) and (char.isalnum() or char in word)
    )
    return bare.translate(_LETTERS)


def words(text: str) -> list[Word]:
    """The words of a text in order, each with its folded key."""
    if text.isascii():  # half of all captions; folding would only lower them
        lower = text.lower()
        return [
            _make_word((lower[start:end], start, end))
            for start, end in [found.span() for found in _ASCII_WORD.finditer(lower)]
        ]
    return [
        _make_word((folded, start, end))
        for start, end in _stretches(text)
        if (folded := fold(text[start:end]))
    ]


def _stretches(text: str) -> Iterable[tuple[int, int]]:
    """Where each word starts and ends."""
    if not _NUMBER_BESIDE_PERSIAN.search(text):
        return [found.span() for found in _WORD.finditer(text)]
    return _cut_stretches(text)


def _cut_stretches(text: str) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(text):
        word = found[0]
        if word.isascii() or not _NUMBER_BESIDE_PERSIAN.search(word):
            yield found.span()
            continue
        for run in _RUNS.finditer(word):
            yield found.start() + run.start(), found.start() + run.end()


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name's folded words joined by one space: `Bandar-e Lengeh` → `bandar e lengeh`."""
    if name.isascii():
        return " ".join(_ASCII_WORD.findall(name.lower()))
    return " ".join([word.key for word in words(name)])


# -- the loose key

# Ezafe and "and", written or left out at will: `Torbat-e Jam`, `Qaleh-ye Ganj`, `Chaharmahal va`.
_LINKS = frozenset({"e", "i", "ye", "yi", "va", "wa", "o", "and", "و", "ی"})
_ONE_SOUND = (
    ("kh", "x"), ("gh", "q"), ("tch", "č"), ("ch", "č"), ("sh", "š"), ("zh", "ž"), ("dj", "j"),
    ("ph", "f"),
)  # fmt: skip
_W_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        # Silent vav (Khvaf, Khvansar), then w between vowels (Ahwaz) and v in a diphthong (Nov).
        ("x[vw](?=[aeiou])", "x"),
        ("w(?=[aeiou])", "v"),
        ("(?<=[ou])v(?![aeiouy])", "o"),
    )
)
# Ezafe written onto the first word of what is now one (Shahrekord).
_INNER_EZAFE = re.compile("(?<=^šahr)[ei](?=[^aeiouy])|(?<=^bandar)[ei](?=[^aeiouy])")
_VOWELS_ALIKE = str.maketrans("eyuw", "iioo")
_DOUBLED = re.compile(r"(.)\1+")
# Saveh, Save; Omidiyeh, Omidieh, Omidiye.
_FINAL_H = re.compile("(?<=..)(?:iyeh?|ieh?|yeh?|eh?)$")
# Ezafe written onto a word that another follows: `Torbate Jam`; its final h goes as well.
_ATTACHED_EZAFE = re.compile("(?<=[aeiouy])([^aeiouy]+)eh?$")
_PERSIAN_SOUNDS = str.maketrans("طصثذضظحغ", "تسسزززهق")


def loose(name: str) -> tuple[str, ...]:
    """One or two keys under which usual spellings of one name meet, each script by itself.

    `Torbat-e Jam`, `Torbat Jam`, `Torbate Jam` → `torbatjam`; gh and q, kh and x, oo, ou and
    u, ee and i, w and v, ei, ey and ay, doubled letters; Persian letters of one sound.
    Words are joined, since they are written apart and together (Eslam Abad, شهر کرد). Where
    a word that another follows ends in -e or -eh, that may be ezafe or its own: two keys.
    """
    return loose_folded(key(name))


@lru_cache(maxsize=65536)
def loose_folded(name: str) -> tuple[str, ...]:
    """The same of a name that `key` has folded already."""
    folded = name.split()
    kept = folded[:1] + [word for word in folded[1:] if word not in _LINKS]
    bare = [_ATTACHED_EZAFE.sub(r"\1", word) for word in kept[:-1]] + kept[-1:]
    return (_joined(kept),) if bare == kept else (_joined(kept), _joined(bare))


def _joined(parts: list[str]) -> str:
    sounds = [_sounds(word, n == len(parts)) for n, word in enumerate(parts, start=1)]
    vowels = _DOUBLED.sub(r"\1", "".join(sounds).translate(_VOWELS_ALIKE))
    return _DOUBLED.sub(r"\1", vowels.replace("ai", "i").replace("ao", "o"))


@lru_cache(maxsize=65536)
def _sounds(word: str, is_last: bool) -> str:
    if not word.isascii():
        return word.translate(_PERSIAN_SOUNDS)
    if is_last:
        word = _FINAL_H.sub("ə", word)
    for letters, to in _ONE_SOUND:
        word = word.replace(letters, to)
    if "v" in word or "w" in word:
        for pattern, to in _W_RULES:
            word = pattern.sub(to, word)
    return _INNER_EZAFE.sub("", word) if word.startswith(("šahr", "bandar")) else word


# -- across scripts

_CONSONANTS = str.maketrans(
    "بپتطثسصجچحهخدذضظزرژشغقفکگلمن",
    "bpttsssjčhhxdzzzzržšqqfkglmn",
)
_SILENT_H = re.compile("(?<=[aeiou])h$|(?<=.)ه$")
_VOWELS = str.maketrans("", "", "aeiouwvyاویع")
_DIGRAPHS = (*_ONE_SOUND, ("ck", "k"))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The name's consonants, the same from both scripts: `Ab Pakhsh` and `آب‌پخش` → `bpxš`.

    Without the final h of a word, which is heard in few (Saveh, Save, ساوه), without "and",
    with n for m before b (Anbarabad, Ambarabad) and j for zh (Abezhdan, Abejdan). Far too
    coarse to find a place by in a whole country; `geodata.place.alike` says where it is not.
    """
    parts = (_consonants(word.key) for word in words(name) if word.key != "and")
    return _DOUBLED.sub(r"\1", "".join(parts)).replace("mb", "nb").replace("ž", "j")


def _consonants(word: str) -> str:
    for pair, letter in _DIGRAPHS:
        word = word.replace(pair, letter)
    return _SILENT_H.sub("", word).translate(_CONSONANTS).translate(_VOWELS)
