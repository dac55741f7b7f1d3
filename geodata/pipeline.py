"""The whole flow, read → extract → place → store: the one place that knows all its rooms."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TextIO

from geodata import demonstration
from geodata.errors import InputError
from geodata.export import csv_file, geojson_file, rows
from geodata.extract.events import Extractor
from geodata.model import Event, Report
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import Geocoder
from geodata.query import engine
from geodata.query.selection import Selection
from geodata.read import text
from geodata.read.text import Unused
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable


@dataclass(slots=True)
class Tally:
    """What became of the reports that were read; grows as they are."""

    n_reports: int = 0
    n_with_events: int = 0
    n_events: int = 0
    n_undated: int = 0
    n_unplaced: int = 0
    n_other_sector: int = 0
    n_added: int = 0
    n_already: int = 0
    n_joined: int = 0
    unused: list[Unused] = field(default_factory=list)
    """Lines that gave no report, with the reason."""

    def count(self, events: list[Event]) -> None:
        """Take one report's events in."""
        self.n_reports += 1
        self.n_with_events += bool(events)
        self.n_events += len(events)
        self.n_undated += sum(event.event_date is None for event in events)
        self.n_unplaced += sum(not event.is_on_map for event in events)
        self.n_other_sector += sum(event.sector == "other" for event in events)

    def said(self) -> str:
        """The extraction in one line."""
        return (
            f"{self.n_reports:,} reports: {self.n_with_events:,} with events, "
            f"{self.n_reports - self.n_with_events:,} without; {self.n_events:,} events: "
            f"{self.n_undated:,} without a date, {self.n_unplaced:,} without a town or province, "
            f"{self.n_other_sector:,} of unknown sector"
            + (f"; {len(self.unused):,} lines set aside" if self.unused else "")
        )

    def said_stored(self) -> str:
        """The ingest in one line."""
        joined = f" ({self.n_joined:,} gained a source)" if self.n_joined else ""
        return (
            f"{self.n_added:,} events added, {self.n_already:,} already there{joined}; of those "
            f"read {self.n_unplaced:,} without a town or province, {self.n_undated:,} undated"
            + (f"; {len(self.unused):,} lines set aside" if self.unused else "")
        )


def reports(files: Iterable[str], published: date | None, tally: Tally) -> Iterator[Report]:
    """The reports of files, `-` for standard input; what cannot be read goes to the tally."""
    for file in files:
        yield from text.reports(file, published=published, unused=tally.unused)


def placed(
    read: Iterable[Report], tally: Tally, geocoder: Geocoder | None = None
) -> Iterator[tuple[Report, list[Event]]]:
    """Each report with its events, placed by the gazetteer unless a geocoder is given."""
    extractor, geocoder = _extractor(), geocoder or Geocoder()
    for report in read:
        events = [geocoder.place(event) for event in extractor.events(report)]
        tally.count(events)
        yield report, events


def ingest(file: str, folder: DataFolder, published: date | None, tally: Tally) -> None:
    """Add one file's events to the table, all of them or, if anything fails, none."""
    told = list(placed(reports([file], published, tally), tally, Geocoder(folder.geocodes)))
    _store(told, folder, tally)


def demonstrate(folder: DataFolder) -> None:
    """Make the demonstration table in this folder if there is none."""
    if not EventTable(folder).exists:
        tally = Tally()
        _store(list(placed([demonstration.report()], tally)), folder, tally)


def export(
    folder: DataFolder, selection: Selection, form: Literal["csv", "geojson"], path: Path | None
) -> int:
    """Write chosen events to a file (whole or not at all) or, without one, standard output.

    Returns the number of events. Raises InputError if the folder has no event table.
    """
    table = EventTable(folder)
    if not table.exists:
        raise InputError(f"{folder.path}: no events yet; add some with: maydan ingest FILE")
    shot = engine.Snapshot.of(*table.files())
    chosen = rows.chosen(engine.events(shot), engine.whole_events(shot), selection)
    write = {"csv": csv_file.write, "geojson": geojson_file.write}[form]
    if path is None:
        return write(chosen, sys.stdout)
    with _whole_file(path) as out:
        return write(chosen, out)


@cache
def _extractor() -> Extractor:
    gazetteer = Gazetteer()
    return Extractor(gazetteer.names(), lambda name: gazetteer.find(name).is_placed)


def _store(told: list[tuple[Report, list[Event]]], folder: DataFolder, tally: Tally) -> None:
    """Store the events and the texts that gave them; a text without events is not kept."""
    texts = [report for report, events in told if events]
    done = EventTable(folder).add(texts, [event for _, events in told for event in events])
    tally.n_added += done.n_added
    tally.n_already += done.n_already
    tally.n_joined += done.n_joined


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    """A file that appears under its name only when all of it is written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"--output {path}: cannot be written ({error.strerror})") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
