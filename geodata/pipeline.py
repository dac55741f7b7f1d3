"""The whole flow, read → extract → place → store: the one place that knows all its rooms."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from geodata import demonstration, workers
from geodata import score as scoring
from geodata.errors import InputError, UnknownValue, UnreadableFile
from geodata.extract.events import Extractor, Reading, Unread
from geodata.model import Event, Report
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import Geocoder
from geodata.place.together import placed_together
from geodata.read import telegram, text
from geodata.read.text import Unused

if TYPE_CHECKING:
    from geodata.query.engine import Snapshot
    from geodata.query.selection import Selection
    from geodata.store.folder import DataFolder
    from geodata.store.living import Agrees, Difference

# Table and queries are imported where they are needed: reading alone starts in half the time.

_FEW = 5_000
"""Reports that are read sooner than other processes would be ready: about a second's work."""
_TOGETHER = 250
"""Reports that a process takes at once."""
_MANY = 300_000
"""Things made before Python searches for garbage: a long page has more that is none."""
Watch = Callable[[Iterable[Report]], Iterable[Report]]
"""Passes reports on and shows that it does."""


class Told(NamedTuple):
    """A report, the events that it tells of, and its passages that speak of protest in vain."""

    report: Report
    events: list[Event]
    unread: tuple[Unread, ...] = ()


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
    differences: list[Difference] = field(default_factory=list)
    """What files, read again, tell otherwise or no more."""
    unused: list[Unused] = field(default_factory=list)
    """Lines that gave no report, with the reason."""
    n_unused_files: int = 0
    """Files none of whose lines could be used."""
    unreadable: list[UnreadableFile] = field(default_factory=list)
    """Files that are no text, empty, too large or not there."""

    @property
    def has_bad_files(self) -> bool:
        """Whether a file gave no report at all."""
        return bool(self.n_unused_files or self.unreadable)

    def count(self, events: list[Event]) -> None:
        """Take one report's events in."""
        self.n_reports += 1
        self.n_with_events += bool(events)
        for event in events:
            self.n_events += 1
            self.n_undated += event.event_date is None
            self.n_unplaced += not event.is_on_map
            self.n_other_sector += event.sector == "other"

    def said(self) -> str:
        """The extraction in one line."""
        n_unknown = self.n_undated + self.n_unplaced + self.n_other_sector
        return (
            f"{_n(self.n_reports, 'report')}: {self.n_with_events:,} with events, "
            f"{self.n_reports - self.n_with_events:,} without; {_n(self.n_events, 'event')}; "
            f"{_n(n_unknown, 'value')} unknown: {_n(self.n_undated, 'date')}, "
            f"{_n(self.n_unplaced, 'place')} (no town or province), "
            f"{_n(self.n_other_sector, 'sector')}{self._aside()}"
        )

    def said_stored(self) -> str:
        """The ingest in one line."""
        joined = f" ({self.n_joined:,} gained a source)" if self.n_joined else ""
        return (
            f"{_n(self.n_added, 'event')} added, {self.n_already:,} already there{joined}"
            f"{''.join(each.said() for each in self.differences)}; of "
            f"{self.n_events:,} read, {self.n_unplaced:,} unplaced (no town or province), "
            f"{self.n_undated:,} undated{self._aside()}"
        )

    def _aside(self) -> str:
        lines = f"; {_n(len(self.unused), 'line')} set aside" if self.unused else ""
        n_files = self.n_unused_files + len(self.unreadable)
        return lines + (f"; {_n(n_files, 'file')} not usable" if n_files else "")


def _n(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def reports(files: Iterable[str], published: date | None, tally: Tally) -> Iterator[Report]:
    """The reports of files, `-` for standard input.

    A file, or a line, that cannot be used is noted in the tally; the others are read on.
    """
    for file in files:
        n_unused_before, n_reports = len(tally.unused), 0
        try:
            read = telegram.reports if telegram.is_export(file) else text.reports
            for report in read(file, published=published, unused=tally.unused):
                n_reports += 1
                yield report
        except UnreadableFile as trouble:
            tally.unreadable.append(trouble)
            continue
        if not n_reports and len(tally.unused) > n_unused_before:
            tally.n_unused_files += 1
        elif not n_reports:
            empty = UnreadableFile(file, "it is empty: there is nothing to read")
            tally.unreadable.append(empty)


def placed(
    read: Iterable[Report],
    tally: Tally,
    geocoder: Geocoder | None = None,
    n_processes: int = 1,
    with_abroad: bool = False,
) -> Iterator[Told]:
    """Each report with its events, placed by the gazetteer unless a geocoder is given.

    The first reports are read here, one by one; what follows `_FEW`, by several processes.
    Rallies abroad are left out, or, if wished, placed in their own countries.
    """
    geocoder, read = geocoder or Geocoder(falls_back=True), iter(read)
    few = islice(read, _FEW) if n_processes > 1 else read
    here = ((report, _extractor().read(report, with_abroad)) for report in few)
    for report, reading in chain(here, _shared(read, n_processes, with_abroad)):
        events = placed_together(reading.events, geocoder)
        tally.count(events)
        yield Told(report, events, reading.unread)


def _shared(
    read: Iterator[Report], n_processes: int, with_abroad: bool
) -> Iterator[tuple[Report, Reading]]:
    """The reports read by several processes, none of which starts if there is nothing to do."""
    readings = partial(_readings, with_abroad=with_abroad)
    if (first := next(read, None)) is not None:
        yield from workers.mapped(readings, chain([first], read), n_processes, _TOGETHER)


def _readings(some: list[Report], with_abroad: bool) -> list[Reading]:
    return [_extractor().read(report, with_abroad) for report in some]


def ingest(
    file: str,
    folder: DataFolder,
    published: date | None,
    tally: Tally,
    watch: Watch = iter,
    n_processes: int = 1,
    with_abroad: bool = False,
    agrees: Agrees = lambda _: False,
) -> None:
    """Add one file's events to the table, all of them or, if anything fails, none.

    A file that cannot be used is noted in the tally, as `reports` does. Of a text that was read
    before and is another now, what is told no more, or otherwise, is shown to `agrees` and
    brought up to date after its yes.
    """
    read = watch(reports([file], published, tally))
    geocoder = Geocoder(folder.geocodes, gazetteer=Gazetteer(folder.gazetteers), falls_back=True)
    told = placed(read, tally, geocoder, n_processes, with_abroad)
    # A text that tells of nothing is not kept.
    _store([each for each in told if each.events], folder, tally, file, agrees)


def score(gold: Path) -> dict[str, scoring.Score]:
    """How well the labelled reports of a file are read and placed, by language."""
    geocoder = Geocoder(falls_back=True)

    def events_of(report: Report) -> list[Event]:
        return placed_together(_extractor().events(report), geocoder)

    return scoring.score(scoring.read_gold(gold), events_of)


def demonstrate(folder: DataFolder) -> None:
    """Make the demonstration table in this folder if there is none."""
    from geodata.store.table import EventTable

    if not EventTable(folder).exists:
        tally = Tally()
        _store(list(placed([demonstration.report()], tally)), folder, tally, "demonstration")


def export(
    folder: DataFolder,
    selection: Selection,
    form: Literal["csv", "geojson"],
    path: Path | None,
    as_of: str | None = None,
) -> int:
    """Write chosen events to a file (whole or not at all) or, without one, standard output.

    `as_of`, a day, a moment or a version, takes the table as it stood then. Returns the number
    of events. Raises InputError if the folder has no event table or none such, or if the
    selection names a province, place or dataset that the table does not know.
    """
    from geodata import history
    from geodata.export import csv_file, geojson_file, rows
    from geodata.query import engine
    from geodata.store.table import EventTable

    table = EventTable(folder)
    if not table.exists:
        raise InputError(f"{folder.path}: no events yet; add some with: maydan ingest FILE")
    version = history.version_as_of(folder, as_of) if as_of else None
    shot = engine.Snapshot.of(*table.files(version))
    _check_values(shot, selection)
    chosen = rows.chosen(engine.events(shot), engine.whole_events(shot), selection)
    write = {"csv": csv_file.write, "geojson": geojson_file.write}[form]
    if path is None:
        return write(chosen, sys.stdout)
    with _whole_file(path) as out:
        return write(chosen, out)


def _check_values(shot: Snapshot, selection: Selection) -> None:
    """Name what a selection asks for and neither the table nor the map of provinces knows."""
    from geodata.place import files
    from geodata.query import engine

    events = engine.events(shot)

    def unknown(column: str, chosen: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        told = events.select(column).distinct().to_pyarrow()[column].to_pylist() if chosen else []
        provinces = [each.admin1_code for each in files.admin1s()]
        known = {*filter(None, told), *(provinces if column == "admin1_code" else ())}
        yield from ((value, sorted(known)) for value in chosen if value not in known)

    for value, known in unknown("admin1_code", selection.admin1s):
        raise UnknownValue("admin1", value, known)
    for value, known in unknown("dataset", selection.datasets):
        raise UnknownValue("dataset", value, known or ["none: no dataset was imported"])
    for value, _ in unknown("place_key", selection.places):
        raise InputError(f"place: no event is at {value!r}; see the column geonameid")


@cache
def _extractor() -> Extractor:
    gazetteer = Gazetteer()
    with kept_for_good():
        return Extractor(
            gazetteer.names(), lambda name: gazetteer.find(name).placed_by != "not_found"
        )


@contextmanager
def kept_for_good() -> Iterator[None]:
    """What is made here lives as long as the process: Python's search for garbage, which would
    walk its half a million parts again and again, leaves it alone while it grows and after."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
        gc.set_threshold(_MANY)
    finally:
        if was_on:
            gc.enable()


def _store(
    told: list[Told],
    folder: DataFolder,
    tally: Tally,
    what: str,
    agrees: Agrees = lambda _: False,
) -> None:
    """Store the events and the texts that gave them; nothing at all if there are none."""
    from geodata.store.living import Standing
    from geodata.store.table import EventTable

    if not told:
        return
    table, texts, of = EventTable(folder), [each.report for each in told], [Path(what).name]
    events = [event for each in told for event in each.events]
    standing: Standing | None = None
    changed: list[Event] = []
    if len(texts) == 1 and texts[0].source == Path(what).stem:  # a file that a person keeps
        standing = Standing(table, "", texts[0].source)
        events, changed = standing.sort(events)
        tally.n_already += standing.n_same
    done = table.add(texts if events or changed else [], events, of)
    tally.n_added += done.n_added
    tally.n_already += done.n_already
    tally.n_joined += done.n_joined
    if standing:
        tally.differences.append(standing.bring_up_to_date(agrees, of))


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    """A file that appears under its name only when all of it is written."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise InputError(f"--output {path}: this is no file but a folder or a device")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(f"--output {path}: cannot be written ({error.strerror})") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        # mkstemp lets only its owner read; a file keeps its rights, a new one has the usual.
        Path(name).chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    # It can only be read by setting it.
    usual = os.umask(0o077)
    os.umask(usual)
    return usual
