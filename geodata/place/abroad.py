"""Places outside Iran's own gazetteer, once some were added: when their name is enough.

With the country named, a name counts as it does in Iran; spelled otherwise, only inside the
named province. Without a country or province only a large town is meant for sure: a village
somewhere in the world is called as nearly every village of Iran is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from geodata.model import Place
from geodata.place import world_admin1
from geodata.place.alike import FEWEST_CONSONANTS, alike, same_consonants
from geodata.place.bounds import Bounds, inside
from geodata.place.choice import Claim, choose
from geodata.place.files import added_paths
from geodata.place.likeness import sounds
from geodata.place.meanings import Meaning
from geodata.place.question import Question, questions
from geodata.spelling import skeleton

if TYPE_CHECKING:
    from geodata.place.added import Rows

SURE_CONSONANTS, SURE_FEW = 92.0, 99.0
"""Least likeness, of 100, of names with other consonants or with few."""
KNOWN_EVERYWHERE = 100_000
"""Persons of a town that needs no country beside its name."""


class Abroad:
    """The added places of a folder, which need not be there, asked after Iran's."""

    def __init__(self, folder: Path | None) -> None:
        stats = [(path, path.stat()) for path in (added_paths(folder) if folder else [])]
        self._version = tuple((str(path), s.st_mtime_ns, s.st_size) for path, s in stats)

    @property
    def _rows(self) -> Rows:
        # Reading them needs pyarrow, which most questions can do without.
        from geodata.place.added import rows_of

        return rows_of(self._version)

    def named_so(self, asked: Sequence[Question], bounds: Bounds) -> Place | None:
        """The place with exactly or loosely that name."""
        if not self._version:
            return None
        for question in asked:
            claims = self._rows.claims(question.name)
            if fitting := inside(claims, bounds, question.kind):
                return _chosen(fitting, bounds, question)
            if province := self._province(question, bounds.country_code):
                return province
        return None

    def _province(self, question: Question, country_code: str) -> Place | None:
        """The only province so called in the country, or in all, at its largest town."""
        if question.kind not in (None, "admin1"):
            return None
        is_spelled = question.kind == "admin1" and country_code
        search = world_admin1.admin1_codes if is_spelled else world_admin1.exactly_named
        codes = search(question.name, country_code)
        meaning = self._rows.province(*codes) if len(codes) == 1 else None
        return meaning.place if meaning else None

    def alike(self, asked: Sequence[Question], bounds: Bounds) -> Place | None:
        """The place of the named province that has nearly that name."""
        if not self._version or not bounds.admin1_codes:
            return None
        shelves = self._rows.shelves_of(bounds.admin1_codes)
        for search in (same_consonants, alike):
            for question in asked:
                found = search(question.name, shelves)
                sure = tuple(each for each in found if _is_sure(question.name, each.meaning))
                if sure and question.kind in (None, "town"):
                    return _chosen(sure, bounds, question)
        return None

    def claims(self, name: str) -> Iterator[Claim]:
        """Who bears the folded name."""
        if self._version:
            yield from self._rows.claims(name)

    def nearest(self, latitude: float, longitude: float) -> tuple[Place, float] | None:
        """The town nearest to a point and its distance in km; None if nothing was added."""
        return self._rows.nearest(latitude, longitude) if self._version else None

    def city_of(self, name: str, bounds: Bounds) -> Place | None:
        """The large town of `Mogadishu-Hodan`, where nobody knows the quarter."""
        before, hyphen, after = name.partition("-")
        if not self._version or not hyphen or not after.strip()[:1].isupper():
            return None
        for question in questions(before, "town"):
            claims = self._rows.claims(question.name)
            large = [each for each in claims if each.meaning.population >= KNOWN_EVERYWHERE]
            if fitting := inside(large, bounds, "town"):
                return _chosen(fitting, bounds, question)
        return None


def _is_sure(name: str, meaning: Meaning) -> bool:
    """Whether a name alike is so for certain: where many languages meet more is needed than in
    Iran. Of 14 names that 2,000 coded places gave so, 3 of the 4 wrong ones fail here (Andalur
    and Kandalloor, Kamalapur and Kamalapuram, Savanuru and Savanur) and 1 of the 10 right."""
    consonants, heard = skeleton(name), sounds(name)
    spelled = (*meaning.usual, *meaning.spellings)
    likest = max(spelled, key=lambda own: fuzz.ratio(heard, sounds(own)))
    is_same = skeleton(likest) == consonants and len(consonants) >= FEWEST_CONSONANTS
    least = 0 if is_same else SURE_CONSONANTS if len(consonants) >= FEWEST_CONSONANTS else SURE_FEW
    is_alike = fuzz.ratio(heard, sounds(likest)) >= least
    return is_alike and consonants[:1] == skeleton(likest)[:1]


def _chosen(claims: tuple[Claim, ...], bounds: Bounds, question: Question) -> Place:
    place = choose(claims, bounds.admin1_codes, question.is_county)
    is_bound = bounds.admin1_codes or bounds.country_code
    largest = max(claim.meaning.population for claim in claims)
    if is_bound or not place.is_placed or largest >= KNOWN_EVERYWHERE:
        return place
    labels = tuple(claim.meaning.label for claim in claims)
    return Place(placed_by="ambiguous", candidates=labels[:10])
