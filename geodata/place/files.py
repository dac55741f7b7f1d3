"""The data files of this room, read once and only when asked for.

Each file and its source is told in `data/SOURCES.md`; `python -m geodata.place.build` makes
those that are generated. Coordinates are WGS 84 degrees, latitude first except in GeoJSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from geodata.spelling import key

ISO_3166_2_EDITION = "2020-11-24"
"""Of the codes of Iran's provinces; before, other provinces had some of them (IR-07 was Tehran)."""
SEPARATOR = "|"
"""Between the names of one cell."""
ADDED_SUFFIX = ".parquet"
WORLD = "world"
"""Name of the added file that holds many countries."""


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place or a county: a row of `iran.csv`, `iran_more.csv`, `places_more.csv`."""

    geonameid: int | None
    """None where GeoNames has no id that we know."""
    name: str
    feature_code: str
    """PPLC the capital, PPLA the seat of a province, PPL town, ADM2 middle of a county."""
    admin1_code: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    """Persons; 0 where GeoNames does not say."""
    names: tuple[str, ...] = ()
    """Other spellings of `name`, in Latin and Perso-Arabic script."""
    other_names: tuple[str, ...] = ()
    """Other names that GeoNames knows; some are old, foreign or mistaken."""
    is_listed: bool = False
    """Whether the official list of Iran's towns names it."""
    is_scanned: bool = True
    """Whether to look for it in running text: villages that only the supplement has, and middles
    of counties, would be found where nobody means them."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place in or by a town that reports name: a prison, a works, a square, a quarter."""

    name: str
    feature_code: str
    """GeoNames': PRN prison, UNIV university, MFG works, OILR refinery and petrochemicals, MN
    mine, SQR square, bridge or shrine, PRT port, ISL island, PPLX quarter."""
    town: str
    """Name of its town, in the province, as `Town.name`; "" where it is far from any."""
    admin1_code: str
    latitude: float | None
    longitude: float | None
    """None where only the town is sure."""
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Admin1:
    """A province of Iran."""

    admin1_code: str
    """ISO 3166-2:IR, edition of November 2020."""
    geonames_code: str
    name: str
    name_fa: str
    seat: int
    """Geonameid of its capital."""
    formerly: str
    """Code of the province that it was divided from since 1993, "" if none: older texts
    still name that one."""
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with a code in ISO 3166-1."""

    country_code: str
    name: str
    latitude: float
    longitude: float
    """A point inside its largest outline; the largest town's where it has no outline."""
    names: tuple[str, ...]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file; a missing file has none (while it is being built)."""
    source = files("geodata.place") / "data" / name
    if source.is_file():
        yield from csv.DictReader(io.StringIO(source.read_text("utf-8"), newline=""))


def added_paths(folder: Path) -> list[Path]:
    """The added gazetteers of a folder, which need not be there, by their names."""
    return sorted(folder.glob(f"[!.]*{ADDED_SUFFIX}")) if folder.is_dir() else []


def split(cell: str) -> tuple[str, ...]:
    """The names in one cell."""
    return tuple(cell.split(SEPARATOR)) if cell else ()


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


@cache
def towns() -> tuple[Town, ...]:
    """Every town, county, part of a town and site: GeoNames', then the supplements'."""
    more = {row["geonameid"]: row for row in rows("iran_more.csv") if row["geonameid"]}
    return (
        *(_town(row, more.get(row["geonameid"], {})) for row in rows("iran.csv")),
        *(
            _town(row, row, is_scanned=file != "iran_more.csv" or bool(row["listed"]))
            for file in ("iran_more.csv", "places_more.csv")
            for row in rows(file)
            if row["latitude"]
        ),
    )


@cache
def sites() -> tuple[Site, ...]:
    """Every site of `sites.csv`."""
    return tuple(
        Site(
            name=row["name"],
            feature_code=row["feature_code"],
            town=row["town"],
            admin1_code=row["admin1_code"],
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            names=split(row["names"]),
        )
        for row in rows("sites.csv")
    )


def geonames_towns() -> tuple[Town, ...]:
    """The towns of GeoNames as they are, without the supplement's spellings."""
    return tuple(_town(row, {}) for row in rows("iran.csv"))


def _town(row: dict[str, str], more: dict[str, str], is_scanned: bool = True) -> Town:
    return Town(
        geonameid=_number(row["geonameid"]),
        name=row["name"],
        feature_code=row["feature_code"],
        admin1_code=row["admin1_code"],
        country_code="IR",
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row.get("population") or 0),
        names=split(row["names"]) + (split(more["names"]) if more and more is not row else ()),
        other_names=split(row.get("other_names", "")),
        is_listed=bool(more.get("listed")),
        is_scanned=is_scanned,
    )


@cache
def unplaced_towns() -> tuple[tuple[str, str], ...]:
    """Province code and name of the listed towns whose position no source gives."""
    return tuple(
        (row["admin1_code"], row["name"])
        for row in rows("iran_more.csv")
        if not row["geonameid"] and not row["latitude"]
    )


@cache
def admin1s() -> tuple[Admin1, ...]:
    """The 31 provinces of Iran in the order of their codes."""
    return tuple(
        Admin1(
            admin1_code=row["admin1_code"],
            geonames_code=row["geonames_code"],
            name=row["name"],
            name_fa=row["name_fa"],
            seat=int(row["seat"]),
            formerly=row["formerly"],
            variants=split(row["variants"]),
        )
        for row in rows("admin1.csv")
    )


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories in the order of their codes."""
    return tuple(
        Country(
            country_code=row["country_code"],
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            names=split(row["names"]),
        )
        for row in rows("countries.csv")
    )


@cache
def variants() -> dict[str, tuple[str, ...]]:
    """What usual spellings that no other file has stand for: geonameid or country code."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("variants.csv"):
        found[row["target"]] = (*found.get(row["target"], ()), row["variant"])
    return found


@cache
def plain_words() -> frozenset[str]:
    """Keys of names that are also ordinary words, first names or surnames."""
    return frozenset(key(row["word"]) for row in rows("plain_words.csv"))


@cache
def outlines(what: Literal["provinces", "countries"]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection to draw; the same object each time: do not change it.

    "provinces": Iran's 31, with `admin1_code` and `name`. "countries": the world, finer
    around Iran, with `country_code` ("" where ISO 3166-1 has none) and `name`.
    """
    name = {"provinces": "iran_provinces.geojson", "countries": "countries.geojson"}[what]
    source = files("geodata.place") / "data" / name
    loaded: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return loaded
