"""What became of the rows of one table: every row is counted once, and none is lost."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.model import Event
from geodata.read.cells import Unusable
from geodata.read.text import Unused

if TYPE_CHECKING:
    from geodata.store.living import Difference

MOST_KEPT = 10_000
"""Rows set aside that are kept with their values; of more, the lines by reason."""
_LINES_SAID = 5
Sink = Callable[[Unused], None]


@dataclass(slots=True)
class RowTally:
    """Rows in = taken + merged + set aside + left out, always."""

    path: str
    sink: Sink | None = None
    """Is given each row that was not taken, as it is met."""
    n_rows: int = 0
    n_taken: int = 0
    """Rows whose events were handed on."""
    n_merged: int = 0
    """Rows that tell of events which rows before them have told of already."""
    unused: list[Unused] = field(default_factory=list)
    """Rows that cannot be used, with line, column, value and reason; at most `MOST_KEPT`."""
    left: dict[str, array[int]] = field(default_factory=dict)
    """Reason → lines of sound rows that tell of no protest."""
    more: dict[str, array[int]] = field(default_factory=dict)
    """Reason → lines of further rows that cannot be used."""
    n_events: int = 0
    n_undated: int = 0
    n_unplaced: int = 0
    n_other_sector: int = 0
    n_added: int = 0
    n_already: int = 0
    n_joined: int = 0
    difference: Difference | None = None
    """What the file, read again, tells otherwise or no more."""

    @property
    def n_set_aside(self) -> int:
        """Rows that cannot be used."""
        return len(self.unused) + sum(map(len, self.more.values()))

    @property
    def n_left(self) -> int:
        """Sound rows that tell of no protest."""
        return sum(map(len, self.left.values()))

    @property
    def is_whole(self) -> bool:
        """Whether every row is accounted for."""
        n_out = self.n_taken + self.n_merged + self.n_set_aside + self.n_left
        return self.n_rows == n_out

    def set_aside(self, line: int, trouble: Unusable) -> None:
        """Note a row that cannot be used."""
        one = Unused(self.path, line, trouble.column, trouble.value, trouble.reason)
        if len(self.unused) < MOST_KEPT:
            self.unused.append(one)
        else:
            self.more.setdefault(trouble.reason, array("Q")).append(line)
        if self.sink:
            self.sink(one)

    def leave(self, line: int, reason: str) -> None:
        """Note a sound row that tells of no protest."""
        if (lines := self.left.get(reason)) is None:
            lines = self.left[reason] = array("Q")
        lines.append(line)
        if self.sink:
            self.sink(Unused(self.path, line, "", "", reason))

    def take(self, events: list[Event]) -> None:
        """Count one row's events."""
        self.n_taken += 1
        for event in events:
            self.n_events += 1
            self.n_undated += event.event_date is None
            self.n_unplaced += not event.is_on_map
            self.n_other_sector += event.sector == "other"

    def said(self) -> str:
        """All of it in one line."""
        return (
            f"{_n(self.n_rows, 'row')}: {self.n_taken:,} taken, {self.n_merged:,} merged, "
            f"{self.n_left:,} left out, {self.n_set_aside:,} set aside; "
            f"{_n(self.n_events, 'event')}, {self.n_unplaced:,} unplaced (no town or province), "
            f"{self.n_undated:,} undated, {self.n_other_sector:,} of unknown sector"
        )

    def said_stored(self) -> str:
        """The same with what was stored."""
        joined = f" ({self.n_joined:,} gained a source)" if self.n_joined else ""
        added = f"{_n(self.n_added, 'event')} added, {self.n_already:,} already there{joined}"
        changed = self.difference.said() if self.difference else ""
        return f"{added}{changed}; {self.said()}"

    def reasons(self) -> list[str]:
        """A line for each reason by which rows were left out, and for what is not kept."""
        told = (("left out", self.left), ("set aside", self.more))
        return [
            f"{what}: {_n(len(lines), 'row')}: {reason} (line {_listed(lines)})"
            for what, found in told
            for reason, lines in sorted(found.items(), key=lambda each: -len(each[1]))
        ]


def _listed(lines: array[int]) -> str:
    more = " …" if len(lines) > _LINES_SAID else ""
    return ", ".join(map(str, lines[:_LINES_SAID])) + more


def _n(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")
