"""What is asked of the gazetteer: a name and all that its own words say about it.

"Sari, Mazandaran", "Fars Province", "استان فارس", "شهر ری", "City of Yazd": the words around
the name tell its kind, province or country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.model import PlaceKind
from geodata.spelling import key

_PROVINCE = re.compile(
    r"^(?:province of|ostan(?: e)?|استان) (?P<after>.+)$|^(?P<before>.+) (?:province|ostan|استان)$"
)
_COUNTY = re.compile(
    r"^(?:county of|shahrestan(?: e)?|شهرستان) (?P<after>.+)$"
    r"|^(?P<before>.+) (?:county|shahrestan)$"
)
_TOWN = re.compile(
    r"^(?:the )?(?:city of|town of|village of|شهر|روستای|شهرک) (?P<after>.+)$"
    r"|^(?P<before>.+) (?:city|town|village|district)$"
)


@dataclass(frozen=True, slots=True)
class Question:
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
    if kind in (None, "admin1") and (bare := _without(_PROVINCE, folded)):
        return [Question(bare, "admin1")]
    if kind in (None, "town"):
        if bare := _without(_COUNTY, folded):
            found.append(Question(bare, "town", is_county=True))
        if bare := _without(_TOWN, folded):
            found.append(Question(bare, "town"))
    return found


def parts(name: str) -> list[str]:
    """The parts between commas: `Sari, Mazandaran, Iran` has three."""
    return [part.strip() for part in re.split(r"[,،]", name) if part.strip()]


def _without(pattern: re.Pattern[str], folded: str) -> str:
    found = pattern.match(folded)
    return (found["after"] or found["before"]) if found else ""
