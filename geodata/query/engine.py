"""The event table as something to ask: ibis expressions on an embedded DuckDB.

One DuckDB for the process, and one cursor for each thread that asks, because DuckDB 2
refuses a connection that two threads share. DuckDB reads the Parquet files of one version of
the Delta table; those files never change, so an answer under a version stays true.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import cache

import duckdb
import ibis
import ibis.expr.types as ir

from geodata.store import schema

_lock = threading.Lock()
_local = threading.local()
_SCHEMAS = {"events": schema.EVENTS, "reports": schema.REPORTS}


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
    """The event table of one version, to be asked in the thread that calls."""
    return _table("events", snapshot.key, snapshot.event_files)


def reports(snapshot: Snapshot) -> ir.Table:
    """The table of texts of one version, to be asked in the thread that calls."""
    return _table("reports", snapshot.key, snapshot.report_files)


def _table(kind: str, key: str, files: tuple[str, ...]) -> ir.Table:
    _make_view(f"{kind}_{key}", kind, files)
    return _connection().table(f"{kind}_{key}")


def _connection() -> ibis.backends.duckdb.Backend:
    if not hasattr(_local, "connection"):
        with _lock:
            cursor = _database().cursor()
        _local.connection = ibis.duckdb.from_connection(cursor)
    connection: ibis.backends.duckdb.Backend = _local.connection
    return connection


@cache
def _database() -> duckdb.DuckDBPyConnection:
    # No extension may be fetched: nothing is asked of the network behind a reader's back.
    return duckdb.connect(
        ":memory:",
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )


@cache
def _make_view(name: str, kind: str, files: tuple[str, ...]) -> None:
    with _lock:
        if files:
            listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
            source = f"read_parquet([{listed}], union_by_name = true)"
            _database().execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM {source}')  # noqa: S608
        else:
            _database().register("no_rows", _SCHEMAS[kind].empty_table())
            _database().execute(f'CREATE TABLE "{name}" AS FROM no_rows')
