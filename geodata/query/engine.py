"""The event table as something to ask: ibis expressions on an embedded DuckDB.

One DuckDB for the process, and one cursor for each thread that asks, because DuckDB 2
refuses a connection that two threads share. What questions are asked about (days, codes, the
key of the place, the words to search) is held in memory, once a version of the Delta table;
the texts, and of very large tables everything else, are read from that version's Parquet
files, which never change, so an answer under a version stays true.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache

import duckdb
import ibis
import ibis.expr.types as ir

from geodata import vocabulary
from geodata.store import schema

_lock = threading.RLock()
_local = threading.local()
# Names of what was made for a snapshot, oldest first. A reader who still looks at a version
# that was dropped has it made again.
_made: OrderedDict[str, None] = OrderedDict()
_MOST_SNAPSHOTS = 4

# Codes are few and repeat: as enumerations they group several times as fast as text.
_CODES = (
    "date_precision", "sector", "action", "admin1_code", "admin1_name", "country_code",
    "geo_precision", "status", "dataset", "place_key", "place_name", "sector_group",
)  # fmt: skip
# Up to this many events are held whole, about half a kilobyte each; of more, the parts that no
# question is asked about stay in the files.
_MOST_HELD_WHOLE = 500_000
_TOWN = "geo_precision IN ('site', 'town')"
# What makes two events one place. Told in `Selection.places`.
_PLACE_KEY = f"""CASE
    WHEN {_TOWN} THEN coalesce(geonameid::VARCHAR,
        round(latitude, 4)::VARCHAR || ',' || round(longitude, 4)::VARCHAR)
    WHEN geo_precision = 'country' THEN country_code
    WHEN geo_precision = 'unplaced' THEN 'unplaced'
    ELSE admin1_code END"""
# As `spelling.fold` does it, as far as a search needs it.
_SECTOR_GROUP = "CASE sector {} ELSE 'society' END".format(
    " ".join(f"WHEN '{s.code}' THEN '{s.group}'" for s in vocabulary.sectors().values())
)
_WORDS = """translate(strip_accents(lower(
    concat_ws(' ', title, toponym, place_name, admin1_name))), 'يىئكةأإآؤ', 'یییکهاااو')"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of the tables: its number and the files that hold it."""

    version: int
    event_files: tuple[str, ...]
    report_files: tuple[str, ...]
    key: str
    """Stands for table and version in caches."""

    @classmethod
    def of(cls, version: int, events: list[str], reports: list[str]) -> Snapshot:
        """The snapshot of `EventTable.files()`."""
        named = "\n".join([*sorted(events), "", *sorted(reports)])
        key = hashlib.sha256(named.encode()).hexdigest()[:12]
        return cls(version, tuple(events), tuple(reports), f"v{version}_{key}")


def events(snapshot: Snapshot) -> ir.Table:
    """What events are chosen and counted by: a row an event, in memory.

    Columns: event_id, event_date, end_date, the codes, place_key, place_name, latitude,
    longitude, and `words` to search, folded. To be asked in the thread that calls.
    """
    return _table(snapshot, "events")


def whole_events(snapshot: Snapshot) -> ir.Table:
    """Events with all columns of the event table."""
    return _table(snapshot, "whole")


def reports(snapshot: Snapshot) -> ir.Table:
    """The table of texts, read from its files."""
    return _table(snapshot, "reports")


def _table(snapshot: Snapshot, kind: str) -> ir.Table:
    with _lock:
        if snapshot.key not in _made:
            _make(snapshot)
        _made.move_to_end(snapshot.key)
    tables: dict[str, ir.Table] = _local.__dict__.setdefault("tables", {})
    name = f"{kind}_{snapshot.key}"
    if name not in tables:
        tables[name] = _connection().table(name)
    return tables[name]


def _connection() -> ibis.backends.duckdb.Backend:
    if not hasattr(_local, "connection"):
        with _lock:
            _local.connection = ibis.duckdb.from_connection(_database().cursor())
    connection: ibis.backends.duckdb.Backend = _local.connection
    return connection


@cache
def _database() -> duckdb.DuckDBPyConnection:
    # No extension may be fetched: nothing is asked of the network behind a reader's back.
    return duckdb.connect(
        ":memory:",
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )


def _make(snapshot: Snapshot) -> None:
    while len(_made) >= _MOST_SNAPSHOTS:
        _drop(next(iter(_made)))
    key = snapshot.key
    _make_source(f"whole_{key}", schema.EVENTS, snapshot.event_files)
    _make_source(f"reports_{key}", schema.REPORTS, snapshot.report_files)
    columns = f"""event_id, event_date, end_date, {", ".join(_CODES)}, latitude, longitude, words"""
    added = f"{_PLACE_KEY} AS place_key, {_SECTOR_GROUP} AS sector_group, {_WORDS} AS words"
    prepared = f"(SELECT *, {added} FROM whole_{key})"  # noqa: S608
    for code in _CODES:
        values = f"SELECT DISTINCT {code} FROM {prepared} WHERE {code} IS NOT NULL ORDER BY 1"  # noqa: S608
        _database().execute(f"CREATE TYPE {code}_{key} AS ENUM ({values})")
        columns = columns.replace(f", {code},", f", {code}::{code}_{key} AS {code},")
    _database().execute(f"CREATE TABLE events_{key} AS SELECT {columns} FROM {prepared}")  # noqa: S608
    _made[key] = None


def _make_source(name: str, columns: schema.Schema, files: tuple[str, ...]) -> None:
    _database().register("no_rows", columns.empty_table())
    _database().execute(f"CREATE TABLE no_{name} AS FROM no_rows")
    if files:
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        # Columns that came later than a file are nulls in it.
        known = f"read_parquet([{listed}], union_by_name = true)"
        source = f"(FROM no_{name} UNION ALL BY NAME FROM {known})"
        (found,) = _database().sql(f"SELECT count(*) FROM {source}").fetchall()  # noqa: S608
        is_held = columns is schema.EVENTS and found[0] <= _MOST_HELD_WHOLE
        form = "TABLE" if is_held else "VIEW"
        _database().execute(f"CREATE {form} {name} AS SELECT * FROM {source}")  # noqa: S608
    else:
        _database().execute(f"CREATE TABLE {name} AS FROM no_{name}")


def _drop(key: str) -> None:
    _database().execute(f"DROP TABLE events_{key}")
    for code in _CODES:
        _database().execute(f"DROP TYPE {code}_{key}")
    for kind in ("whole", "reports"):
        (found,) = (
            _database()
            .sql(
                f"SELECT count(*) FROM duckdb_views() WHERE view_name = '{kind}_{key}'"  # noqa: S608
            )
            .fetchall()
        )
        _database().execute(f"DROP {'VIEW' if found[0] else 'TABLE'} {kind}_{key}")
        _database().execute(f"DROP TABLE no_{kind}_{key}")
    del _made[key]
