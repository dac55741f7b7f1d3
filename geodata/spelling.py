"""One way to compare words in Latin and in Perso-Arabic script.

Reports write the same name in many ways: with and without diacritics (Tīrān), with Arabic
letters for Persian ones (كاشان), with or without the zero-width non-joiner (خرم‌آباد), with
Persian digits. `words` cuts a text into whole words, each with a folded key and its place
in the text, so that whoever matches on keys still knows the words as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Letters, digits and combining marks make a word; everything else divides: the hyphen and
# the zero-width non-joiner too, because both are written and left out at will, and the
# apostrophe ("Tehran's" is "tehran", "s").
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])+")

_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ې": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ھ": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ـ": "", "ء": "",
        "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe",
    }
)  # fmt: skip


class Word(NamedTuple):
    """A word of a text: its folded key and its characters [start, end)."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case, diacritics, vowel signs, and letters that only look different.

    `Tīrān` → `tiran`, `كاشان` → `کاشان`, `۱۲` → `12`. Idempotent. Spaces stay.
    """
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS).casefold())
    bare = "".join(
        str(unicodedata.digit(char)) if char.isdigit() else char
        for char in decomposed
        if not unicodedata.combining(char) and char not in "'’‘ʼʿʾ`\u200c\u200d\u200e\u200f"
    )
    return bare.translate(_LETTERS)


def words(text: str) -> list[Word]:
    """The words of a text in order, each with its folded key."""
    return [Word(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def key(name: str) -> str:
    """A name's folded words joined by one space: `Bandar-e Lengeh` → `bandar e lengeh`."""
    return " ".join(word.key for word in words(name))


# -- the loose key

# Ezafe and "and", written or left out at will: `Torbat-e Jam`, `Qaleh-ye Ganj`, `Chaharmahal va`.
_LINKS = frozenset({"e", "i", "ye", "yi", "va", "wa", "o", "and", "و", "ی"})
_LATIN_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("kh", "x"),
        ("gh", "q"),
        ("tch", "ch"),
        ("dj", "j"),
        ("ph", "f"),
        # Silent vav (Khvaf, Khvansar), then w between vowels (Ahwaz) and v in a diphthong (Nov).
        ("x[vw](?=[aeiou])", "x"),
        ("w(?=[aeiou])", "v"),
        ("(?<=[ou])v(?![aeiouy])", "o"),
        # Ezafe written onto the first word (Torbate Jam, Shahrekord), final h (Saveh).
        ("(?<=^shahr)[ei](?=[^aeiouy])|(?<=^bandar)[ei](?=[^aeiouy])", ""),
        ("(?<=[^aeiouy])[ei]h?$|(?<=[yui])eh?$|(?<=[^aeiouy])ah$", ""),
        ("[eiy]", "i"),
        ("[ouw]", "o"),
        (r"(.)\1+", r"\1"),
        ("ai", "i"),
        ("ao", "o"),
    )
)
_PERSIAN_SOUNDS = str.maketrans("طصثذضظحغ", "تسسزززهق")


@lru_cache(maxsize=65536)
def loose(name: str) -> str:
    """A key under which usual spellings of one name meet, each script by itself.

    `Torbat-e Jam`, `Torbat Jam`, `Torbate Jam` → `torbatjam`; gh and q, kh and x, oo, ou and
    u, ee and i, w and v, ei, ey and ay, doubled letters; Persian letters of one sound.
    Words are joined, since they are written apart and together (Eslam Abad, شهر کرد).
    """
    folded = [word.key for word in words(name)]
    kept = folded[:1] + [word for word in folded[1:] if word not in _LINKS]
    joined = "".join(_loose_word(word) for word in kept)
    return re.sub(r"(.)\1+", r"\1", joined)


def _loose_word(word: str) -> str:
    if not word.isascii():
        return word.translate(_PERSIAN_SOUNDS)
    for pattern, to in _LATIN_RULES:
        word = pattern.sub(to, word)
    return word


# -- across scripts

_CONSONANTS = str.maketrans(
    "بپتطثسصجچحهخدذضظزرژشغقفکگلمن",
    "bpttsssjčhhxdzzzzržšqqfkglmn",
)
_VOWELS = str.maketrans("", "", "aeiouwvyاویع")
_DIGRAPHS = (("kh", "x"), ("gh", "q"), ("ch", "č"), ("sh", "š"), ("zh", "ž"))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The name's consonants, the same from both scripts: `Ab Pakhsh` and `آب‌پخش` → `bpxš`.

    Far too coarse to find a place by; it tells whether two names of one place are one name.
    """
    return re.sub(r"(.)\1+", r"\1", "".join(_consonants(word.key) for word in words(name)))


def _consonants(word: str) -> str:
    for pair, letter in _DIGRAPHS:
        word = word.replace(pair, letter)
    word = re.sub("(?<=.)(?:e?h|ه)$", "", word) if word[-2:] != "ah" else word[:-2]
    return word.translate(_CONSONANTS).translate(_VOWELS)
