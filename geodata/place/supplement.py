"""Towns, counties and spellings that GeoNames at 500 inhabitants lacks, from open packages.

`listed_rows` reads the official list of Iran's towns, in Persian and without positions (npm
`provinces-and-cities` 1.0.7, MIT). `supplement_rows` takes positions from PyPI
`countrystatecity-countries` 2.0.1 (ODbL), which holds three kinds of rows, told by their ids:

- below 140,000: taken from GeoNames years ago. What GeoNames at 500 lacks of them are middles
  of counties: they become ADM2 and place at "admin2" precision, never as a town;
- 146,000 to 149,000: villages of Hamadan Province;
- from 150,000: the official towns, each placed on a map by hand. 29 of 929 disagree with
  GeoNames by more than 12 km, in about half of them GeoNames is right.

A row counts only if its named province holds it: by the outline, within 15 km of it, or by
GeoNames' towns around. Where GeoNames has the name in that province, within 12 km or (with
5,000 inhabitants) within 70 km, GeoNames' position stands and the row gives a spelling only.
Otherwise both stand, and the name is ambiguous. A listed name that only a village has which
no other source calls a town is one that nobody places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.errors import InputError
from geodata.place.borders import admin1_at
from geodata.place.choice import SMALLEST_LISTED, flat_km
from geodata.place.files import SEPARATOR, Town, admin1s
from geodata.place.likeness import likeness
from geodata.spelling import key, loose, skeleton

LISTED_COLUMNS = ("admin1_code", "name")
SUPPLEMENT_COLUMNS = (
    "geonameid", "name", "feature_code", "admin1_code", "latitude", "longitude", "names", "listed",
)  # fmt: skip
OLD_IDS, LISTED_IDS = 140_000, 150_000
SAME_KM, COUNTY_KM = 12.0, 70.0
CITY = 5_000
"""Persons; a town of this size is what its name means for tens of kilometres around."""
ALIKE, SURELY_ALIKE = 75, 85
NEAR_BORDER_DEGREES = 0.15
NEIGHBOUR_KM = 25.0


@dataclass
class Found:
    """A place of one of the sources, while they are put together."""

    town: Town | None
    name: str
    admin1_code: str
    latitude: float
    longitude: float
    feature_code: str = "PPL"
    spellings: list[str] = field(default_factory=list)
    is_confirmed: bool = False
    """Whether a second source has a town of this name here."""
    is_listed: bool = False

    @property
    def names(self) -> list[str]:
        """All its names."""
        own = [self.town.name, *self.town.names] if self.town else [self.name]
        return [*own, *self.spellings]

    def km_to(self, latitude: float, longitude: float) -> float:
        """Distance to a point."""
        return flat_km(self.latitude, self.longitude, latitude, longitude)

    def add(self, name: str) -> None:
        """Take in a spelling that none of its names has yet."""
        if key(name) not in map(key, self.names):
            self.spellings.append(name)


# -- the official list


def listed_rows(package: Path) -> list[dict[str, str]]:
    """The official towns by province code and name, from the unpacked npm package."""
    try:
        text = (package / "index.js").read_text("utf-8")
        provinces = json.loads(_array_after(text, "static all"))
    except (OSError, ValueError) as trouble:
        raise InputError(f"{package}: {trouble}; give an unpacked package") from trouble
    rows = {
        (_province_code(each["name"]), _tidy(name)) for each in provinces for name in each["cities"]
    }
    return [{"admin1_code": code, "name": name} for code, name in sorted(rows)]


def _array_after(text: str, mark: str) -> str:
    """The JavaScript array behind a mark, as JSON."""
    start = text.index("[", text.index(mark))
    depth = 0
    for at, char in enumerate(text[start:], start):
        depth += (char == "[") - (char == "]")
        if not depth:
            return re.sub(r",(\s*[\]}])", r"\1", text[start : at + 1])
    raise ValueError(f"no end of the list after {mark!r}")


def _tidy(name: str) -> str:
    """With Persian letters; ڈ is a slip for د."""
    tidy = name.replace("ي", "ی").replace("ك", "ک").replace("ڈ", "د")
    return " ".join(tidy.split())


def _province_code(name: str) -> str:
    wanted = loose(name)[0]
    for each in admin1s():
        if wanted in (loose(own)[0] for own in (each.name_fa, *each.variants)):
            return each.admin1_code
    raise InputError(f"{name!r} is no province of ours")


# -- positions


def supplement_rows(
    towns: Sequence[Town], listed: Iterable[dict[str, str]], package: Path
) -> list[dict[str, Any]]:
    """What the sources add to the towns of GeoNames, in canonical order.

    A row with a geonameid gives a town of GeoNames more spellings; one without a position is a
    listed town that nobody places. `listed` is "1" for what the official list names.
    """
    found = {each.admin1_code: list[Found]() for each in admin1s()}
    for town in towns:
        own = Found(town, town.name, town.admin1_code, town.latitude, town.longitude)
        found.get(town.admin1_code, []).append(own)
    # The official towns first: the middle of a county does not count where they have its name.
    for row in sorted(_positions(package), key=lambda row: -int(row["id"])):
        _take_in(row, found[f"IR-{row['state_code']}"])
    nowhere = [row for row in listed if not _is_known(row["name"], found[row["admin1_code"]])]
    places = [each for province in found.values() for each in province]
    return sorted((*map(_row, filter(_is_news, places)), *map(_unplaced, nowhere)), key=_order)


def _positions(package: Path) -> Iterator[dict[str, Any]]:
    files = sorted(package.glob("data/by-country/IR/states/*/cities.json"))
    if not files:
        raise InputError(f"{package}: no data/by-country/IR; give the package's folder")
    for file in files:
        yield from json.loads(file.read_text("utf-8"))


def _take_in(row: dict[str, Any], province: list[Found]) -> None:
    """Add a position to its province, as a spelling, a place of its own, or not at all."""
    code, number = f"IR-{row['state_code']}", int(row["id"])
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    # "JannatShahr"; "Pir City".
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", row["name"]).removesuffix(" City")
    name = name[0].upper() + name[1:]
    for other in sorted(province, key=lambda each: each.km_to(latitude, longitude)):
        km = other.km_to(latitude, longitude)
        if _is_same(name, other, ALIKE if km <= SAME_KM else SURELY_ALIKE):
            is_city = other.town is not None and other.town.population >= CITY
            if km <= SAME_KM:
                other.add(name)
                other.is_confirmed = other.is_confirmed or number >= LISTED_IDS
                return
            if number < OLD_IDS or (is_city and km <= COUNTY_KM):
                return
    if _is_inside(code, latitude, longitude, province):
        kind = "ADM2" if number < OLD_IDS else "PPL"
        province.append(Found(None, name, code, latitude, longitude, kind))


def _is_same(name: str, other: Found, bound: float) -> bool:
    return any(
        skeleton(own) == skeleton(name) and likeness(own, name) >= bound for own in other.names
    )


def _is_inside(code: str, latitude: float, longitude: float, province: list[Found]) -> bool:
    step = NEAR_BORDER_DEGREES
    around = ((dy, dx) for dy in (0, -step, step) for dx in (0, -step, step))
    return any(admin1_at(latitude + dy, longitude + dx) == code for dy, dx in around) or any(
        each.town is not None and each.km_to(latitude, longitude) <= NEIGHBOUR_KM
        for each in province
    )


# -- the list and the positions together


def _is_known(name: str, province: list[Found]) -> bool:
    """Whether a place of the province is the listed one; it then bears this name as well."""
    spellings = [name, *filter(None, map(str.strip, re.split(r"[()]", name)))]
    spellings = list(dict.fromkeys(spellings))
    towns = [each for each in province if each.feature_code != "ADM2"]
    counties = [each for each in province if each.feature_code == "ADM2"]
    return _is_one_of(spellings, towns) or _is_one_of(spellings, counties)


def _is_one_of(spellings: Sequence[str], places: Sequence[Found]) -> bool:
    if not places:
        return False
    ranked = sorted(((_score(spellings, each), each) for each in places), key=lambda p: -p[0])
    best, first = ranked[0]
    rivals = [
        each for score, each in ranked[1:6]
        if score > best - 10 and each.km_to(first.latitude, first.longitude) > SAME_KM
    ]  # fmt: skip
    if best < SURELY_ALIKE or not any(map(_may_be_listed, (first, *rivals))):
        return False
    named = [first, *rivals] if best == _EXACT else [first] if not rivals else []
    sure = [each for each in named if _is_surely_listed(each)]
    for each in named:
        each.is_listed = each in (sure or named) and each.feature_code != "ADM2"
        for spelling in spellings:
            each.add(spelling)
    return True


def _may_be_listed(found: Found) -> bool:
    """Whether it is more than a village of that name: of Qasemabad there are hundreds.

    What GeoNames lists at 500 without inhabitants is the seat of something.
    """
    return _is_surely_listed(found) or (found.town is not None and not found.town.population)


def _is_surely_listed(found: Found) -> bool:
    """Whether two sources have it, or its inhabitants make it a town."""
    if found.town is None or found.is_confirmed:
        return True
    return found.town.population >= SMALLEST_LISTED


_KIND = re.compile(r"(?:Shahrak-e|Shahrak|شهرک) (.+)")


def _without_kind(name: str) -> str:
    """`Bakharz` of `Shahrak-e Bakharz`: it has become a town; "" of other names."""
    found = _KIND.fullmatch(name)
    return found[1] if found else ""


_EXACT = 200


def _score(spellings: Sequence[str], found: Found) -> float:
    """How well one of the spellings fits: the key, the loose key, consonants and sound."""
    best = 0.0
    for name in spellings:
        for own in (*found.names, *map(_without_kind, found.names)):
            if own and set(loose(own)) & set(loose(name)):
                return _EXACT
            consonants = 40 if skeleton(own) == skeleton(name) else 0
            best = max(best, likeness(own, name) + consonants)
    return best


# -- rows


def _is_news(found: Found) -> bool:
    return found.town is None or bool(found.spellings) or found.is_listed


def _row(found: Found) -> dict[str, Any]:
    is_new = found.town is None
    return {
        "geonameid": "" if is_new else found.town and found.town.geonameid,
        "name": found.name,
        "feature_code": found.feature_code if is_new else "",
        "admin1_code": found.admin1_code,
        "latitude": f"{found.latitude:.5f}" if is_new else "",
        "longitude": f"{found.longitude:.5f}" if is_new else "",
        "names": SEPARATOR.join(sorted(found.spellings)),
        "listed": "1" if found.is_listed else "",
    }


def _unplaced(listed: dict[str, str]) -> dict[str, Any]:
    return dict.fromkeys(SUPPLEMENT_COLUMNS, "") | listed | {"listed": "1"}


def _order(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["admin1_code"], row["name"], str(row["geonameid"])
