"""The event table: a Delta Lake table of events and one of the texts behind them.

Each change is one Delta commit, so a reader or a killed writer never leaves or sees half of
one. Several processes may write at once: a commit that meets another is tried again on top
of it. The event table's version is a whole number that grows with every change; whatever is
cached from the table is cached under its version.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError
from pyarrow.parquet import ParquetFile

from geodata.errors import TableTrouble
from geodata.model import LIST_COLUMNS, PLACE_COLUMNS, Event, Place, Report
from geodata.store.folder import DataFolder
from geodata.store.schema import EVENTS, REPORTS, event_rows, report_rows

_ATTEMPTS = 20
# Old versions say what a decision changed; Delta would forget them after 30 days.
_KEEPS_HISTORY = {"delta.enableExpiredLogCleanup": "false"}
_BECAUSE = "maydan_because"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Added:
    """What one `add` did, in events."""

    n_added: int
    n_already: int
    n_joined: int
    """Of those already there, how many gained a further report as their source."""


class EventTable:
    """The events of one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored here."""
        return DeltaTable.is_deltatable(str(self._folder.events))

    @property
    def version(self) -> int:
        """The number of the newest commit; -1 if there is no table yet."""
        return _open(self._folder.events).version() if self.exists else -1

    def files(self) -> tuple[int, list[str], list[str]]:
        """The version with the Parquet files of the events and of the reports in it.

        Files that a version names are never changed, so they can be read at leisure.
        """
        self.create()
        events, reports = _open(self._folder.events), _open(self._folder.reports)
        return events.version(), _files(events), _files(reports)

    def create(self) -> None:
        """Make the two tables, empty, if they are not there."""
        for path, schema in ((self._folder.reports, REPORTS), (self._folder.events, EVENTS)):
            if not DeltaTable.is_deltatable(str(path)):
                _commit(path, partial(_create, path, schema))

    def add(self, reports: Iterable[Report], events: Iterable[Event]) -> Added:
        """Add what is new, in one commit of events; what is there already stays as it is.

        The texts are committed first: a kill in between leaves texts without events, which
        nobody sees, and the next run completes the work. Raises TableTrouble.
        """
        self.create()
        texts, rows = report_rows(reports), event_rows(events)
        if texts.num_rows:
            _commit(self._folder.reports, lambda: _merge_reports(self._folder.reports, texts))
        if not rows.num_rows:
            return Added(0, 0, 0)
        return _commit(self._folder.events, lambda: _merge_events(self._folder.events, rows))

    def placed(
        self, placed_by: Collection[str], version: int | None = None
    ) -> list[dict[str, Any]]:
        """`event_id`, `toponym` and the columns of the place of all events so placed, in the
        newest version or an earlier one. Raises TableTrouble, also for a version that is gone.
        """
        if not self.exists:
            return []
        return _placed(_open(self._folder.events, version), placed_by)

    def re_place(
        self,
        placed_by: Collection[str],
        choose: Callable[[list[dict[str, Any]]], Mapping[str, Place]],
        because: tuple[str, ...],
    ) -> int:
        """Give events new places, all in one commit that remembers why; returns how many.

        `choose` is given the events so placed, as `placed` does, and answers with the new
        place by `event_id`; it is asked again if another writer was faster. Raises TableTrouble.
        """
        change = partial(_re_place, self._folder.events, placed_by, choose, because)
        return _commit(self._folder.events, change) if self.exists else 0

    def reasons(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The version before each `re_place` and its reason, newest first."""
        for commit in _open(self._folder.events).history() if self.exists else []:
            if _BECAUSE in commit:
                yield int(commit["version"]) - 1, tuple(json.loads(commit[_BECAUSE]))


def _open(path: Path, version: int | None = None) -> DeltaTable:
    try:
        return DeltaTable(str(path), version=version)
    except (DeltaError, OSError) as error:
        raise TableTrouble(f"{path}: cannot be read as an event table ({error})") from error


def _files(table: DeltaTable) -> list[str]:
    # Delta names local files as in a URL: a folder "my data" comes back as "my%20data".
    return [unquote(uri) for uri in table.file_uris()]


def _create(path: Path, schema: pa.Schema) -> None:
    DeltaTable.create(str(path), schema=schema, mode="ignore", configuration=_KEEPS_HISTORY)


def _commit(path: Path, change: Callable[[], _T]) -> _T:
    """Do the change; where another writer was faster, wait a moment and do it again."""
    for attempt in range(_ATTEMPTS):
        try:
            return change()
        except CommitFailedError as error:
            if attempt == _ATTEMPTS - 1:
                raise TableTrouble(f"{path}: other writers never let go ({error})") from error
            time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))
        except (DeltaError, OSError) as error:
            raise TableTrouble(f"{path}: could not be written ({error})") from error
    raise AssertionError("unreachable")


def _merge_reports(path: Path, rows: pa.Table) -> None:
    table = _open(path)
    known = set(_columns(table, "report_id")["report_id"].to_pylist())
    new = rows.filter(pa.array([key not in known for key in rows["report_id"].to_pylist()]))
    if new.num_rows:
        _insert_missing(table, new, "report_id").execute()


def _merge_events(path: Path, rows: pa.Table) -> Added:
    table = _open(path)
    keys = rows["event_id"].to_pylist()
    told = {
        row["event_id"]: set(row["report_ids"] or ())
        for row in _columns(table, "event_id", "report_ids").to_pylist()
    }
    is_new = [key not in told for key in keys]
    is_joined = [
        key in told and not told[key].issuperset(ids)
        for key, ids in zip(keys, rows["report_ids"].to_pylist(), strict=True)
    ]
    n_new, n_joined = sum(is_new), sum(is_joined)
    if n_new or n_joined:
        change = rows.filter(pa.array([a or b for a, b in zip(is_new, is_joined, strict=True)]))
        _insert_missing(table, change, "event_id").when_matched_update(
            {
                name: f"array_distinct(array_concat(target.{name}, source.{name}))"
                for name in LIST_COLUMNS
            }
        ).execute()
    return Added(n_new, len(keys) - n_new, n_joined)


def _placed(table: DeltaTable, placed_by: Collection[str]) -> list[dict[str, Any]]:
    names = ("event_id", "toponym", *PLACE_COLUMNS)
    try:
        found = _columns(table, *names).cast(pa.schema([EVENTS.field(name) for name in names]))
    except OSError as error:
        raise TableTrouble(f"version {table.version()} is not kept any more ({error})") from error
    is_so = pc.is_in(found["placed_by"], value_set=pa.array(sorted(placed_by), pa.string()))
    rows: list[dict[str, Any]] = found.filter(is_so).to_pylist()
    return rows


def _re_place(
    path: Path,
    placed_by: Collection[str],
    choose: Callable[[list[dict[str, Any]]], Mapping[str, Place]],
    because: tuple[str, ...],
) -> int:
    table = _open(path)
    rows = [
        {"event_id": event_id, **{name: getattr(place, name) for name in PLACE_COLUMNS}}
        for event_id, place in choose(_placed(table, placed_by)).items()
    ]
    if rows:
        columns = pa.schema([EVENTS.field(name) for name in ("event_id", *PLACE_COLUMNS)])
        why = CommitProperties(custom_metadata={_BECAUSE: json.dumps(because)})
        _matched(
            table, pa.Table.from_pylist(rows, schema=columns), "event_id", why
        ).when_matched_update({name: f"source.{name}" for name in PLACE_COLUMNS}).execute()
    return len(rows)


def _insert_missing(table: DeltaTable, rows: pa.Table, key: str) -> Any:
    """A merge that inserts the rows whose key the table lacks at the moment of commit."""
    return _matched(table, rows, key).when_not_matched_insert_all()


def _matched(
    table: DeltaTable, rows: pa.Table, key: str, why: CommitProperties | None = None
) -> Any:
    return table.merge(
        rows,
        predicate=f"target.{key} = source.{key}",
        source_alias="source",
        target_alias="target",
        commit_properties=why,
    )


def _columns(table: DeltaTable, *names: str) -> pa.Table:
    """These columns of all rows.

    Read in this thread, file by file: the scanner behind `to_pyarrow_table` leaves threads
    behind that abort a process which ends right after (exit code 134).
    """
    parts = [
        ParquetFile(file).read(columns=list(names), use_threads=False) for file in _files(table)
    ]
    empty = pa.schema(table.schema().to_arrow()).empty_table().select(list(names))
    return pa.concat_tables(parts, promote_options="permissive") if parts else empty
