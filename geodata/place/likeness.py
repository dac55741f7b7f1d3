"""How alike two spellings of a name are, in one script or across both.

`skeleton` compares consonants, `sounds` consonants and the vowels that both scripts write
(Persian writes long ones only). Both are coarse; they choose among the few hundred places of
one province, never among those of a country.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from geodata.spelling import key, skeleton

_LATIN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("kh", "x"), ("gh", "q"), ("t?ch", "č"), ("sh", "š"), ("zh", "ž"), ("dj", "j"),
        ("ph", "f"), ("ck", "k"), ("mb", "nb"), ("(?<=[aeiou])h(?= |$)", ""),
        ("[ei]+y?(?=[aeiou])|y", "i"), ("[ei]+", "i"), ("[ouwv]+", "u"), (r"(.)\1+", r"\1"),
        ("ž", "j"),
    )
)  # fmt: skip
_PERSIAN = str.maketrans(
    "بپتطثسصجچحهخدذضظزرژشغقفکگلمناوی",
    "bpttsssjčhhxdzzzzrjšqqfkglmnaui",
    "ع",
)
_FINAL_H = re.compile("(?<=.)ه(?= |$)")
LINKS = frozenset({"e", "i", "ye", "yi", "va", "wa", "o", "and", "و", "ی"})


@lru_cache(maxsize=65536)
def sounds(name: str) -> str:
    """The name as it sounds, in one alphabet for both scripts and without spaces."""
    folded = " ".join(word for word in key(name).split() if word not in LINKS)
    if folded.isascii():
        for pattern, to in _LATIN:
            folded = pattern.sub(to, folded)
    else:
        folded = _FINAL_H.sub("ی", folded).translate(_PERSIAN)
    return re.sub(r"(.)\1+", r"\1", folded.replace(" ", ""))


def likeness(one: str, other: str) -> float:
    """From 0 to 100: how alike two names sound.

    In one script rapidfuzz's ratio. Across scripts, where the consonants are the same, a Latin
    vowel that Persian has nothing for counts half: short ones are not written (سلسله is
    Selseleh).
    """
    is_across = one.isascii() != other.isascii() and skeleton(one) == skeleton(other)
    return sounding_alike(sounds(one), sounds(other), is_across)


def sounding_alike(one: str, other: str, is_across: bool) -> float:
    """The same of two names as `sounds` gives them; `is_across`: of two scripts."""
    if not is_across:
        return fuzz.ratio(one, other)
    shared = LCSseq.similarity(one, other)
    n_unshared = len(one) + len(other) - 2 * shared
    return 200 * shared / max(2 * shared + 0.5 * n_unshared, 1)
