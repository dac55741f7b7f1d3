"""The files of added gazetteers: one Parquet file a country, or one for the world.

    DATA/gazetteers/TR.parquet
    DATA/gazetteers/world.parquet

A row a place, the columns of `Town` and `keys`: the loose keys (`spelling.loose`) of all its
names, made here so that reading need not. A country's own file replaces its rows of the world's.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.errors import TableTrouble
from geodata.place.files import ADDED_SUFFIX, SEPARATOR, Town, added_paths
from geodata.place.whole_file import write_whole
from geodata.spelling import loose

SCHEMA = pa.schema(
    {
        "geonameid": pa.int64(),
        "name": pa.string(),
        "feature_code": pa.dictionary(pa.int32(), pa.string()),
        "admin1_code": pa.dictionary(pa.int32(), pa.string()),
        "country_code": pa.dictionary(pa.int32(), pa.string()),
        "latitude": pa.float32(),
        "longitude": pa.float32(),
        "population": pa.int64(),
        "names": pa.string(),
        "other_names": pa.string(),
        "keys": pa.list_(pa.string()),
    }
)
"""Coordinates are WGS 84 degrees to 2 m; names in one cell are parted by `|`."""


@dataclass(frozen=True, slots=True)
class AddedFile:
    """What `maydan gazetteer list` says of a file."""

    name: str
    """ISO 3166-1 alpha-2 of its country, or "world"."""
    n_places: int
    n_bytes: int
    source: str
    made_on: str
    """ISO 8601."""


def write(folder: Path, name: str, towns: Iterable[Town], source: str) -> AddedFile:
    """Write the file of that name, instead of an earlier one; raises TableTrouble if it cannot."""
    told = {"source": source, "made_on": date.today().isoformat()}
    rows = [_row(town) for town in sorted(towns, key=_order)]
    table = pa.Table.from_pylist(rows, SCHEMA).replace_schema_metadata(told)
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", compression_level=15)
    path = folder / f"{name}{ADDED_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, out.getvalue())
    except OSError as trouble:
        why = f"{path}: {trouble.strerror or trouble}; what was there stands as it was"
        raise TableTrouble(why) from trouble
    return AddedFile(name, len(rows), path.stat().st_size, source, told["made_on"])


def listed(folder: Path) -> list[AddedFile]:
    """The files of a folder by name; a file that is none is left out."""
    return [
        AddedFile(
            path.stem,
            meta.num_rows,
            path.stat().st_size,
            (meta.metadata or {}).get(b"source", b"").decode(),
            (meta.metadata or {}).get(b"made_on", b"").decode(),
        )
        for path in added_paths(folder)
        for meta in [pq.read_metadata(path)]
    ]


def read(path: Path) -> pa.Table:
    """A file's rows; raises TableTrouble if it is damaged or of another form."""
    try:
        table = pq.read_table(path, schema=SCHEMA)
    except (pa.ArrowException, OSError, ValueError) as trouble:
        cure = f"make it again: maydan gazetteer add {path.stem}"
        raise TableTrouble(f"{path}: is no gazetteer of ours ({trouble}); {cure}") from trouble
    return table


def _row(town: Town) -> dict[str, object]:
    spelled = (town.name, *town.names, *town.other_names)
    return {
        "geonameid": town.geonameid,
        "name": town.name,
        "feature_code": town.feature_code,
        "admin1_code": town.admin1_code,
        "country_code": town.country_code,
        "latitude": town.latitude,
        "longitude": town.longitude,
        "population": town.population,
        "names": SEPARATOR.join(town.names),
        "other_names": SEPARATOR.join(town.other_names),
        "keys": sorted({each for name in spelled for each in loose(name) if each}),
    }


def _order(town: Town) -> tuple[str, str, int]:
    return town.country_code, town.admin1_code, town.geonameid or 0
