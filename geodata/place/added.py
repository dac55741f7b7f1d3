"""Places of other countries, and further ones of Iran, that a person added.

`maydan gazetteer add` makes the files (`geodata.place.added_files`); here they are read, once
a process, at the first question that Iran's own gazetteer has no answer to (the world: 0.8 s).
A name is looked up by its loose key; whether it is the usual name, a spelling or another name
of the place is told by that place's row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.model import Place
from geodata.place import added_files, files
from geodata.place.alike import Shelf, shelf
from geodata.place.choice import LOOSE, OTHER, SPELLING, USUAL, Claim
from geodata.place.meanings import Meaning, province_names
from geodata.place.nearest import great_circle_km
from geodata.place.world_admin1 import world_admin1s
from geodata.spelling import key, loose, loose_folded

Version = tuple[tuple[str, int, int], ...]
"""Path, time of the last change and size of each file."""


@lru_cache(maxsize=4)
def rows_of(version: Version) -> Rows:
    """What the files hold, shared by all who ask for the same files."""
    paths = [Path(path) for path, *_ in version]
    world_first = sorted(paths, key=lambda path: path.stem != files.WORLD)
    return Rows([added_files.read(path) for path in world_first])


class Rows:
    """The places of some files: the world's first, less the countries that have their own."""

    def __init__(self, tables: list[pa.Table]) -> None:
        world, *own = tables
        if own:
            codes = pa.concat_arrays([pc.unique(_codes(each)) for each in own])
            world = world.filter(pc.invert(pc.is_in(_codes(world), codes)))
        self._table = pa.concat_tables([world, *own]).unify_dictionaries().combine_chunks()
        self._meanings: dict[int, Meaning] = {}

    @cached_property
    def _by_key(self) -> dict[str, int | tuple[int, ...]]:
        """Loose key → the rows that have it: mostly one, for which a tuple would cost as much
        memory as the key."""
        keys = self._table["keys"].combine_chunks()
        found: dict[str, int | tuple[int, ...]] = {}
        for each, row in zip(
            keys.flatten().to_pylist(), pc.list_parent_indices(keys).to_pylist(), strict=True
        ):
            had = found.get(each)
            if had is None:
                found[each] = row
            else:
                found[each] = (*had, row) if isinstance(had, tuple) else (had, row)
        return found

    def claims(self, name: str) -> Iterator[Claim]:
        """Who bears the folded name, exactly or in a loose spelling."""
        rows: dict[int, None] = {}
        for spelling in loose_folded(name):
            had = self._by_key.get(spelling, ())
            rows.update(dict.fromkeys(had if isinstance(had, tuple) else (had,)))
        for row in rows:
            meaning = self._meaning(row)
            yield Claim(meaning, _strength(name, meaning))

    def shelves_of(self, admin1_codes: Iterable[str]) -> list[Shelf]:
        """The names to compare with in these provinces."""
        return [self._shelf_of(code) for code in sorted(admin1_codes)]

    @lru_cache(maxsize=256)  # noqa: B019  # there are as many as added folders: one
    def _shelf_of(self, admin1_code: str) -> Shelf:
        return shelf(map(self._meaning, self._in_province(admin1_code)))

    def _in_province(self, admin1_code: str) -> list[int]:
        is_there = pc.equal(
            self._table["admin1_code"].combine_chunks().cast(pa.string()), admin1_code
        )
        found: list[int] = pc.indices_nonzero(is_there).to_pylist()
        return found

    def province(self, admin1_code: str) -> Meaning | None:
        """A province, at its largest town; None if no town of it is here."""
        known = world_admin1s().get(admin1_code)
        towns = [self._meaning(row) for row in self._in_province(admin1_code)] if known else []
        if not known or not towns:
            return None
        seat = max(towns, key=lambda town: town.population).place
        place = Place(
            place_name=known.name,
            feature_code="ADM1",
            admin1_code=admin1_code,
            admin1_name=known.name,
            country_code=known.country_code,
            latitude=seat.latitude,
            longitude=seat.longitude,
            geo_precision="admin1",
            placed_by="gazetteer",
        )
        return Meaning(place, "admin1", usual=(known.name, *known.names))

    @cached_property
    def _points(self) -> NDArray[np.float64]:
        """Latitude and longitude of each row, degrees."""
        columns = (self._table[each].to_numpy() for each in ("latitude", "longitude"))
        return np.column_stack([each.astype(np.float64) for each in columns])

    def nearest(self, latitude: float, longitude: float) -> tuple[Place, float]:
        """The town nearest to a point and its distance in km."""
        distances = great_circle_km(latitude, longitude, self._points)
        row = int(distances.argmin())
        return self._meaning(row).place, float(distances[row])

    def _meaning(self, row: int) -> Meaning:
        if row not in self._meanings:
            self._meanings[row] = _as_meaning(self._table.slice(row, 1).to_pylist()[0])
        return self._meanings[row]


def _codes(table: pa.Table) -> pa.Array:
    return table["country_code"].combine_chunks().cast(pa.string())


def _as_meaning(row: dict[str, Any]) -> Meaning:
    code = row["admin1_code"]
    known = world_admin1s().get(code)
    place = Place(
        place_name=row["name"],
        geonameid=row["geonameid"],
        feature_code=row["feature_code"],
        admin1_code=code,
        admin1_name=known.name if known else province_names().get(code, ""),
        country_code=row["country_code"],
        latitude=round(row["latitude"], 5),
        longitude=round(row["longitude"], 5),
        geo_precision="town",
        placed_by="gazetteer",
    )
    return Meaning(
        place,
        "town",
        row["population"],
        usual=(row["name"],),
        spellings=files.split(row["names"]),
        others=files.split(row["other_names"]),
    )


def _strength(name: str, meaning: Meaning) -> int:
    """How strongly a place bears a folded name that is one of its loosely."""
    spelled = ((USUAL, meaning.usual), (SPELLING, meaning.spellings), (OTHER, meaning.others))
    for strength, names in spelled:
        if name in map(key, names):
            return strength
    keys = set(loose_folded(name))
    is_own = any(keys & set(loose(each)) for each in (*meaning.usual, *meaning.spellings))
    return LOOSE if is_own else OTHER
