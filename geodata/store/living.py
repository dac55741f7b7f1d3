"""What was read before, read again: which of its events are new, which changed, which are gone.

Datasets live: ACLED corrects and withdraws rows every week; so do a person's own files. An event
is known again by its dataset and the id that the dataset gave its row, or, where there is none,
by its event id. Of one that changed the event keeps its id, its status and whatever a person set
by hand. Gone is what a file has no more: of a dataset, whose files are parts of it, within the
days and countries that the file covers; of a person's own file, all that only it told.

    standing = Standing(EventTable(folder), "acled", has_ids=True)
    new, changed = standing.sort(events)   # the new are to be added; may be called many times
    standing.bring_up_to_date(agrees, ["acled.csv"])
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from geodata.model import EVENT_COLUMNS, PLACE_COLUMNS, Event
from geodata.store.change import Change
from geodata.store.table import EventTable, Row

_OURS = frozenset(("event_id", "status", "spans", "place_name", "geonameid", "feature_code",
                   "admin1_code", "admin1_name", "country_code", "placed_by"))  # fmt: skip
"""What people or the gazetteer say, not the dataset."""
_POINT = frozenset(("latitude", "longitude", "geo_precision"))
"""The dataset's own only where it gave them."""
_TOLD = tuple(name for name in EVENT_COLUMNS if name not in _OURS)
_NEEDED = (*EVENT_COLUMNS, "corrected")


class _Known(NamedTuple):
    event_id: str
    print_: bytes
    kept: frozenset[str]
    """Columns that the dataset no longer decides."""
    day: date | None
    country: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row whose dataset now tells something else."""

    row_id: str
    before: Row
    after: Row

    @property
    def columns(self) -> dict[str, tuple[Any, Any]]:
        """Column → value before and after, of those that differ."""
        return {
            name: (self.before[name], self.after[name])
            for name in _TOLD
            if _plain(self.before[name]) != _plain(self.after[name])
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What a dataset read again would change in the table."""

    changed: tuple[Changed, ...] = ()
    removed: tuple[Row, ...] = ()
    is_taken_over: bool = False
    """Whether somebody said yes and it was written."""

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)

    def said(self) -> str:
        """What it is, as a part of a line; "" for nothing."""
        if not self:
            return ""
        what = f", {len(self.changed):,} changed, {len(self.removed):,} gone"
        return what if self.is_taken_over else f"{what} (not taken over)"


Agrees = Callable[[Difference], bool]
"""Shows a difference to a person and says whether it is to be taken over."""


class Standing:
    """The events of a dataset, or of a person's own file, as they stood before.

    `source` is the name under which the file alone told of its events; "" for a dataset.
    """

    def __init__(
        self, table: EventTable, dataset: str, source: str = "", has_ids: bool = False
    ) -> None:
        self._table, self._source, self._has_ids = table, source, has_ids
        self._known = dict(self._all_known(dataset))
        self._seen: set[str] = set()
        self._changed: dict[str, Row] = {}
        self._days: list[date] = []
        self._countries: set[str] = set()
        self.n_same = 0

    def sort(self, events: Iterable[Event]) -> tuple[list[Event], list[Event]]:
        """Those that are new and those that changed; the others are counted as the same."""
        if not self._known:
            return list(events), []
        found: dict[str, list[Event]] = {"new": [], "changed": [], "same": []}
        for event in events:
            found[self._sorted(event)].append(event)
        self.n_same += len(found["same"])
        return found["new"], found["changed"]

    def _sorted(self, event: Event) -> str:
        self._cover(event)
        key = event.dataset_row_id if self._has_ids else event.event_id
        if (known := self._known.get(key)) is None:
            return "new"
        self._seen.add(key)
        row = event.to_row()
        if _print(row, known.kept | self._not_told(row)) == known.print_:
            return "same"
        self._changed[known.event_id] = row
        return "changed"

    def _all_known(self, dataset: str) -> Iterable[tuple[str, _Known]]:
        for row in self._table.of_dataset(dataset, _NEEDED):
            if self._source and row["sources"] != [self._source]:
                continue
            kept = _kept(row) | self._not_told(row)
            yield (
                row["dataset_row_id" if self._has_ids else "event_id"],
                _Known(
                    row["event_id"],
                    _print(row, kept),
                    kept,
                    row["event_date"],
                    row["country_code"] or "",
                ),
            )

    def _not_told(self, row: Mapping[str, Any]) -> frozenset[str]:
        """Columns that say nothing of a change: a point that the gazetteer gave; of a person's
        own file, that it is another text as soon as a word of it is."""
        points = frozenset() if row["placed_by"] == "source" else _POINT
        return points | {"report_ids"} if self._source else points

    def _cover(self, event: Event) -> None:
        self._countries.add(event.country_code)
        if event.event_date:
            ends = (*self._days, event.event_date)
            self._days = [min(ends), max(ends)]

    def difference(self) -> Difference:
        """What was changed and what is gone, once all events were sorted."""
        changed, gone = tuple(self._changed), [known.event_id for known in self._gone()]
        rows = {row["event_id"]: row for row in self._table.rows((*changed, *gone))}
        return Difference(
            tuple(
                Changed(row["dataset_row_id"], rows[event_id], _renewed(rows[event_id], row))
                for event_id, row in self._changed.items()
                if event_id in rows
            ),
            tuple(rows[event_id] for event_id in gone if event_id in rows),
        )

    def _gone(self) -> Iterable[_Known]:
        """Known rows of the days and countries of the file that the file lacks."""
        for key, known in self._known.items():
            if key not in self._seen and (self._source or self._covers(known)):
                yield known

    def _covers(self, known: _Known) -> bool:
        if known.country not in self._countries:
            return False
        return known.day is None or bool(self._days and self._days[0] <= known.day <= self._days[1])

    def bring_up_to_date(self, agrees: Agrees, of: Iterable[str]) -> Difference:
        """Show what changed or is gone and, after a yes, write it in one version."""
        difference = self.difference()
        if not difference or not agrees(difference):
            return difference
        gone = {known.event_id for known in self._gone()}

        def choose(rows: list[Row]) -> tuple[list[Row], list[str]]:
            kept = [row for row in rows if row["event_id"] not in gone]
            renewed = [_renewed(row, self._changed[row["event_id"]]) for row in kept]
            return renewed, [row["event_id"] for row in rows if row["event_id"] in gone]

        self._table.change((*self._changed, *gone), choose, Change("replaced", of=tuple(of)))
        return replace(difference, is_taken_over=True)


def _kept(row: Mapping[str, Any]) -> frozenset[str]:
    """What a person set: columns by hand, and a place that was decided."""
    by_hand = frozenset(row["corrected"] or ())
    return by_hand | frozenset(PLACE_COLUMNS) if row["placed_by"] == "manual" else by_hand


def _renewed(before: Row, told: Row) -> Row:
    """The event with what its dataset tells now."""
    kept = _kept(before) | {"event_id", "status"}
    return before | {name: told[name] for name in EVENT_COLUMNS if name not in kept}


def _print(row: Mapping[str, Any], without: frozenset[str]) -> bytes:
    values = [_plain(row[name]) for name in _TOLD if name not in without]
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _plain(value: Any) -> Any:
    return None if value in ("", []) else value
