"""The event table: a Delta Lake table of events and one of the texts behind them.

Its version is a whole number that grows with every change; whatever is cached from the table
is cached under its version. What each version did, who did it, when and why stands in its log,
and `undo` takes it back as a further version: nothing is ever rewritten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geodata.errors import InputError, TableTrouble, UnknownValue
from geodata.model import LIST_COLUMNS, PLACE_COLUMNS, Event, Place, Report
from geodata.store import delta, undoing
from geodata.store.change import Change, Version
from geodata.store.folder import DataFolder
from geodata.store.schema import EVENTS, REPORTS, event_rows, report_rows

Row = dict[str, Any]
"""A row of the event table: column → value, with all columns of `schema.EVENTS`."""
_PLACED = pa.schema([EVENTS.field(name) for name in ("event_id", "toponym", *PLACE_COLUMNS)])
_ID = pa.schema([EVENTS.field("event_id")])
_FEW = 50
"""Ids of so many changed events stand in the log."""


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
        return delta.is_table(self._folder.events)

    @property
    def version(self) -> int:
        """The number of the newest commit; -1 if there is no table yet."""
        return delta.opened(self._folder.events).version() if self.exists else -1

    def files(self, version: int | None = None) -> tuple[int, list[str], list[str]]:
        """The newest version, or an earlier one, with the Parquet files of the events in it and
        of all reports.

        Files that a version names are never changed, so they can be read at leisure.
        """
        self.create()
        events, reports = (
            delta.opened(self._folder.events, version),
            delta.opened(self._folder.reports),
        )
        return events.version(), delta.files(events), delta.files(reports)

    def create(self) -> None:
        """Make the two tables, empty, if they are not there."""
        for path, schema in ((self._folder.reports, REPORTS), (self._folder.events, EVENTS)):
            if not delta.is_table(path):
                delta.commit(path, partial(delta.create, path, schema))

    def add(
        self, reports: Iterable[Report], events: Iterable[Event], of: Iterable[str] = ()
    ) -> Added:
        """Add what is new, in one commit of events; what is there already stays as it is.

        The texts are committed first: a kill in between leaves texts without events, which
        nobody sees, and the next run completes the work. `of` says for the log what is added:
        files, feeds. Raises TableTrouble.
        """
        texts, rows = report_rows(reports), event_rows(events)
        self._widen()
        if texts.num_rows:
            path = self._folder.reports
            delta.commit(path, lambda: _add_reports(delta.opened(path), texts))
        if not rows.num_rows:
            return Added(0, 0, 0)
        path, change = self._folder.events, Change("added", of=tuple(of))
        return delta.commit(path, lambda: _add_events(delta.opened(path), rows, change))

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """The events with these ids, with all columns, in the order of the ids."""
        if not self.exists:
            return []
        return _rows(delta.opened(self._folder.events), tuple(ids))

    def of_dataset(self, dataset: str, columns: Sequence[str]) -> Iterator[Row]:
        """These columns of the events that came from a dataset, batch by batch."""
        if not self.exists:
            return
        table = delta.opened(self._folder.events)
        names = dict.fromkeys([*columns, "dataset"])
        schema = pa.schema([EVENTS.field(name) for name in names])
        for file in delta.files(table):
            rows = delta.columns(table, schema, delta.is_one_of("dataset", [dataset]), [file])
            for batch in rows.to_batches(max_chunksize=10_000):
                yield from batch.to_pylist()

    def change(
        self,
        ids: Iterable[str],
        choose: Callable[[list[Row]], tuple[list[Row], Collection[str]]],
        change: Change,
    ) -> int:
        """Change, add or remove events in one commit; returns how many rows it touched.

        `choose` is given the rows with these ids as they stand and answers with the rows to
        write (by `event_id`) and the ids to remove; it is asked again if another writer was
        faster. Nothing to write makes no version. Raises TableTrouble, and what `choose` raises.
        """
        self._widen()
        path, wanted = self._folder.events, tuple(ids)

        def do() -> int:
            table = delta.opened(path)
            standing = _rows(table, wanted)
            written, gone = choose(standing)
            known = {row["event_id"] for row in standing}
            n_changed = sum(row["event_id"] in known for row in written)
            told = change.counted(len(written) - n_changed, n_changed, len(gone))
            if written or gone:
                delta.write(table, "event_id", _as_table(written), gone, told)
            return len(written) + len(gone)

        return delta.commit(path, do)

    def correct(
        self, event_id: str, values: Mapping[str, Any], why: str = "", named: tuple[str, ...] = ()
    ) -> None:
        """Set columns of an event by hand; they are remembered as corrected.

        The words that gave their former values no longer prove them and lose their marks.
        `named` is what the log says was corrected, by default the columns. Raises UnknownValue
        for a column that is none, InputError if there is no such event.
        """
        if unknown := [name for name in values if name not in _CORRECTABLE]:
            raise UnknownValue("column", unknown[0], sorted(_CORRECTABLE))

        def choose(rows: list[Row]) -> tuple[list[Row], list[str]]:
            if not rows:
                raise InputError(f"event {event_id}: there is no such event in the table")
            names = dict.fromkeys([*(rows[0]["corrected"] or ()), *values])
            spans = json.loads(rows[0]["spans"] or "{}")
            proven = {name: span for name, span in spans.items() if name not in values}
            kept = json.dumps(proven, ensure_ascii=False)
            return [{**rows[0], **values, "spans": kept, "corrected": list(names)}], []

        of = (event_id, *(named or values))
        self.change([event_id], choose, Change("corrected", why=why, of=of))

    def remove(self, ids: Collection[str], why: str = "") -> int:
        """Take events out of the table; returns how many were there."""
        about = tuple(sorted(ids)) if len(ids) <= _FEW else ()
        change = Change("removed", why=why, of=about)
        return self.change(ids, lambda rows: ([], [row["event_id"] for row in rows]), change)

    def placed(self, placed_by: Collection[str], version: int | None = None) -> list[Row]:
        """`event_id`, `toponym` and the columns of the place of all events so placed, in the
        newest version or an earlier one. Raises TableTrouble, also for a version that is gone.
        """
        if not self.exists:
            return []
        table = delta.opened(self._folder.events, version)
        rows = delta.columns(table, _PLACED, delta.is_one_of("placed_by", placed_by))
        return list(rows.to_pylist())

    def re_place(
        self,
        placed_by: Collection[str],
        choose: Callable[[list[Row]], Mapping[str, Place]],
        because: tuple[str, ...],
    ) -> int:
        """Give events new places, all in one commit that remembers why; returns how many.

        `choose` is given the events so placed, as `placed` does, and answers with the new
        place by `event_id`; it is asked again if another writer was faster. Raises TableTrouble.
        """
        if not self.exists:
            return 0
        self._widen()
        path = self._folder.events

        def do() -> int:
            table = delta.opened(path)
            standing = delta.columns(table, _PLACED, delta.is_one_of("placed_by", placed_by))
            places = choose(standing.to_pylist())
            rows = [
                row | {name: getattr(places[row["event_id"]], name) for name in PLACE_COLUMNS}
                for row in _rows(table, tuple(places))
            ]
            if rows:
                told = Change("placed", of=because).counted(n_changed=len(rows))
                written = pa.Table.from_pylist(rows, schema=EVENTS)
                delta.write(table, "event_id", written, [], told)
            return len(rows)

        return delta.commit(path, do)

    def log(self) -> list[Version]:
        """Every version, newest first: what it did, who, when, why and to how many events."""
        return delta.versions(delta.opened(self._folder.events)) if self.exists else []

    def reasons(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The version before each `re_place` and its reason, newest first."""
        for version in self.log():
            if version.change.what == "placed":
                yield version.number - 1, version.change.of

    def version_at(self, moment: datetime) -> int:
        """The newest version that stood at a moment; InputError if there was none yet."""
        log = self.log()
        if found := next((each.number for each in log if each.when <= moment), None):
            return found
        first = f"; it begins on {log[-1].when.astimezone():%Y-%m-%d %H:%M}" if log else ""
        raise InputError(f"as of {moment:%Y-%m-%d %H:%M}: the table had no events then{first}")

    def undo(self, version: int, why: str = "") -> Change:
        """Take back what one version changed, as a new version; says what that did.

        Events that later versions changed again stand in its way: nothing is then changed.
        Raises InputError for a version that is not there, changed no event or is in the way,
        TableTrouble for one whose files are not kept any more.
        """
        path, log = self._folder.events, self.log()
        undoing.check(path, version, log)
        self._widen()
        return delta.commit(path, lambda: undoing.undo(path, version, why, log))

    def tidy(self, since: datetime) -> tuple[int, int]:
        """Write small files together and remove those that only versions before `since` need.

        Returns how many files fewer the newest version has, and how many were removed.
        `undo` and `version_at` work for every version since then.
        """
        n_fewer = n_removed = 0
        for path in (self._folder.events, self._folder.reports) if self.exists else ():
            n_fewer += delta.commit(path, partial(delta.compact, path, Change("tidied")))
            n_removed += delta.commit(path, partial(delta.vacuum, path, since, Change("tidied")))
        return n_fewer, n_removed

    def _widen(self) -> None:
        self.create()
        for path, schema in ((self._folder.reports, REPORTS), (self._folder.events, EVENTS)):
            delta.commit(path, partial(delta.widen, path, schema))


_CORRECTABLE = frozenset(EVENTS.names) - {
    "event_id", "report_ids", "spans", "dataset", "dataset_row_id", "licence", "merged_ids",
    "tellings", "apart_ids", "corrected",
}  # fmt: skip


def _rows(table: delta.Table, ids: tuple[str, ...]) -> list[Row]:
    fits = delta.is_one_of("event_id", ids)
    # The ids alone are read first: most files hold none of them.
    only = [file for file in delta.files(table) if delta.columns(table, _ID, fits, [file]).num_rows]
    found = delta.columns(table, EVENTS, fits, only).to_pylist()
    by_id = {row["event_id"]: row for row in found}
    return [by_id[event_id] for event_id in dict.fromkeys(ids) if event_id in by_id]


def _as_table(rows: list[Row]) -> pa.Table:
    try:
        return pa.Table.from_pylist(rows, schema=EVENTS)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as trouble:
        raise TableTrouble(f"a value is not of its column's type ({trouble})") from trouble


def _add_reports(table: delta.Table, rows: pa.Table) -> None:
    keys = rows["report_id"]
    known = delta.columns(
        table,
        pa.schema([REPORTS.field("report_id")]),
        delta.is_one_of("report_id", keys.to_pylist()),
    )
    new = rows.filter(pc.invert(pc.is_in(keys, value_set=known["report_id"].combine_chunks())))
    if new.num_rows:
        delta.write(table, "report_id", new, [], Change("added").counted(new.num_rows))


def _add_events(table: delta.Table, rows: pa.Table, change: Change) -> Added:
    """New rows come; those that are there gain the sources that they lack."""
    keys = rows["event_id"].to_pylist()
    known = {row["event_id"]: row for row in _rows(table, tuple(keys))}
    is_new = pa.array([key not in known for key in keys])
    again = rows.filter(pc.invert(is_new)).to_pylist()
    joined = [
        _joined(known[row["event_id"]], row)
        for row in again
        if not set(row["report_ids"]) <= set(known[row["event_id"]]["report_ids"] or ())
    ]
    new = rows.filter(is_new)
    if new.num_rows or joined:
        written = pa.concat_tables([new, pa.Table.from_pylist(joined, schema=EVENTS)])
        delta.write(table, "event_id", written, [], change.counted(new.num_rows, len(joined)))
    return Added(new.num_rows, len(known), len(joined))


def _joined(known: Row, told: Row) -> Row:
    lists = {
        name: list(dict.fromkeys([*(known[name] or ()), *(told[name] or ())]))
        for name in LIST_COLUMNS
    }
    return known | lists
