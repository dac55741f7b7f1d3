"""What is asked of the gazetteer: a name and all that its own words say about it.

"Sari, Mazandaran", "Fars Province", "استان فارس", "شهر ری", "City of Yazd": the words around
the name tell its kind, province or country.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geodata.model import PlaceKind
from geodata.spelling import key

_PROVINCE = re.compile(
    r"^(?:province of|ostan(?: e)?|استان) (?P<after>.+)$"
    r"|^(?P<before>.+) (?:provinces?|ostan|استان)$"
)
_COUNTY = re.compile(
    r"^(?:county of|district of|shahrestan(?: e)?|bakhsh(?: e)?|شهرستان|بخش|دهستان) (?P<after>.+)$"
    r"|^(?P<before>.+) (?:county|shahrestan|rural district|district)$"
)
_TOWN = re.compile(
    r"^(?:the )?(?:city of|town of|village of|port of|شهر|روستای|شهرک|بندر) (?P<after>.+)$"
    r"|^(?P<before>.+) (?:city|town|village|port|shahr|شهر)$"
)

# One of these stands in every name that says its kind; to look for them first is twice as fast.
_KIND_WORDS = frozenset(
    (
        "province", "provinces", "ostan", "استان", "county", "district", "shahrestan", "bakhsh",
        "شهرستان", "بخش", "دهستان", "city", "town", "village", "port", "shahr", "شهر", "روستای",
        "شهرک", "بندر",
    )
)  # fmt: skip
_COMMA = re.compile("[,،]")
_BRACKETS = re.compile(r"\s*([^()]+?)\s*\(\s*([^()]+?)\s*\)\s*")
_DASH = re.compile(r"\s[-–—]\s")


class Question(NamedTuple):
    """A name, folded by `spelling.key`, and the kind that its words tell."""

    name: str
    kind: PlaceKind | None = None
    is_county: bool = False
    """The words say "county": the town of that name is only its seat."""


def questions(name: str, kind: PlaceKind | None = None) -> list[Question]:
    """What the words may ask, most literal first: `شهر کرد` is a town before it is
    "the town of کرد"."""
    folded = key(name)
    found = [Question(folded, kind)]
    if " " not in folded or _KIND_WORDS.isdisjoint(folded.split()):
        return found
    if kind in (None, "admin1") and (bare := _without(_PROVINCE, folded)):
        return [Question(folded, "admin1"), Question(bare, "admin1")]
    if kind in (None, "town"):
        if bare := _without(_COUNTY, folded):
            found.append(Question(bare, "town", is_county=True))
        if bare := _without(_TOWN, folded):
            found.append(Question(bare, "town"))
    return found


def parts(name: str) -> list[str]:
    """The parts between commas: `Sari, Mazandaran, Iran` has three."""
    if "," not in name and "،" not in name:
        return [name.strip()]
    return [part.strip() for part in _COMMA.split(name) if part.strip()]


def bracketed(name: str) -> list[str]:
    """The name before brackets and the one in them: `هشتپر (تالش)` has two; [] without."""
    found = _BRACKETS.fullmatch(name) if "(" in name else None
    return [found[1], found[2]] if found else []


def before_dash(name: str) -> tuple[str, str]:
    """The two sides of a dash with blanks around: `Isfahan - Baharestan`; "" and all without."""
    if " " not in name or not (dash := _DASH.search(name)):
        return "", name
    return name[: dash.start()].strip(), name[dash.end() :].strip()


def _without(pattern: re.Pattern[str], folded: str) -> str:
    found = pattern.match(folded)
    return (found["after"] or found["before"]) if found else ""
