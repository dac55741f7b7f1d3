"""The flow of a table: rows → events, what their words add, places, the event table.

    wishes = Wishes()
    plan = tables.plan(Path("strikes.csv"), wishes)      # what it is, and how it would be read
    tally = tables.ingest(plan, folder)                  # stores; `tables.told` only reads

A table of fewer than `TOGETHER` events is stored whole or not at all; a longer one in parts of so
many, each whole, and the same file again completes what was interrupted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geodata import pipeline, workers
from geodata.errors import InputError, UnknownValue
from geodata.extract.notes import Notes, Said
from geodata.extract.terms import STRIKES
from geodata.model import Event, Report, Span
from geodata.pipeline import Told
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import Geocoder
from geodata.place.positions import Positions
from geodata.read import datasets, mapping, table, telegram, values
from geodata.read.cells import Cells, Found, LeftOut, Settings, Unusable
from geodata.read.datasets import Dataset
from geodata.read.mapping import ColumnMapping
from geodata.read.structured import is_of_reports
from geodata.read.table import Form, Table
from geodata.row_tally import RowTally, Sink

if TYPE_CHECKING:
    from geodata.store.folder import DataFolder
    from geodata.store.living import Agrees, Standing
    from geodata.store.table import EventTable

TOGETHER = 100_000
"""Events that are stored in one commit."""
_FIRST_ROWS = 500
"""Rows by which a mapping is proposed."""
_FEW = 2_000
"""Rows whose notes are read sooner than other processes would be ready."""
_BATCH = 500
_NOTHING = Said()
_ALWAYS = (".csv", ".tsv", ".tab", ".psv", ".geojson", ".parquet", ".xlsx", ".xlsm", ".xlsb",
           ".xls", ".ods")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of a table."""

    dataset: str = ""
    settings: Settings = field(default_factory=Settings)
    form: Form = field(default_factory=Form)
    columns: tuple[str, ...] = ()
    """Changes of the mapping, as "place=شهر"."""


class Plan(NamedTuple):
    """A table, what it was recognised as, and how its rows will be read."""

    table: Table
    dataset: Dataset
    settings: Settings
    mapping: ColumnMapping
    is_kept: bool
    """Whether the mapping is one that was kept beside the file."""
    first: list[table.Line]

    def said(self) -> str:
        """What it is, in one line."""
        licence = f"; licence: {self.settings.licence}" if self.settings.licence else ""
        return (
            f"{self.table.path}: {self.dataset.title} ({self.dataset.code}); {self.table.form}; "
            f"{len(self.table.columns)} columns{licence}"
        )


def is_table(file: str) -> bool:
    """Whether a file is read as a table rather than as a text: by its form, for what may be
    either by its first line."""
    path = Path(file)
    suffix = path.suffix.casefold()
    if suffix in _ALWAYS:
        return True
    if not path.is_file():
        return False
    if suffix == ".json":
        return not telegram.is_export(file)
    if suffix in (".jsonl", ".ndjson"):
        return not is_of_reports(path)
    from geodata.read import delimited

    return delimited.is_known(path)


def plan(path: Path, wishes: Wishes) -> Plan:
    """What a table is and how its rows will be read; raises InputError if they cannot be."""
    if wishes.settings.dates not in ("", *values.ORDERS):
        raise UnknownValue("--dates", wishes.settings.dates, values.ORDERS)
    opened = table.opened(path, wishes.form)
    wished = wishes.dataset
    known = opened.columns
    chosen = datasets.named(wished, known) if wished else datasets.recognised(known)
    first = list(islice(opened.lines, _FIRST_ROWS))
    accessed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    settings = replace(wishes.settings, accessed=wishes.settings.accessed or accessed)
    columns, is_kept = ColumnMapping(), False
    if chosen is datasets.ANY:
        kept = mapping.kept(path, known)
        rows = [row for _, row in first if not isinstance(row, Unusable)]
        columns, is_kept = kept or mapping.proposed(known, rows), kept is not None
        columns = mapping.changed(columns, wishes.columns, known)
        settings = columns.settings(settings)
        settings = replace(settings, source=settings.source or path.stem)
    elif wishes.columns:
        raise InputError(f"--map: {path} is {chosen.title}; its columns are known (--as table)")
    settings = replace(settings, licence=settings.licence or chosen.licence)
    return Plan(opened, chosen, settings, columns, is_kept, first)


def check(plan: Plan) -> None:
    """InputError if the mapping of a table does not say enough to make events of its rows."""
    if plan.dataset is datasets.ANY and not plan.mapping.is_enough:
        listed = ", ".join(repr(name) for name in plan.table.columns[:30])
        raise InputError(
            f"{plan.table.path}: no column is known to give a text or a place; its columns: "
            f"{listed}; name them: --map text=COLUMN, --map place=COLUMN, --map date=COLUMN"
        )


def told(
    plan: Plan, tally: RowTally, geocoder: Geocoder | None = None, n_processes: int = 1
) -> Iterator[Told]:
    """The events of a table, row by row, with the report behind each; nothing is stored."""
    check(plan)
    geocoder = geocoder or Geocoder(falls_back=True)
    seen: set[str] = set()
    found = _found(plan, tally)
    first = next(found, None)
    if first is None:
        return
    rows = chain([first], found)
    is_of_events = first[1].event is not None
    made = (
        _events(rows, geocoder, n_processes)
        if is_of_events
        else _read(rows, tally, geocoder, n_processes)
    )
    for one in made:
        ids = [event.event_id for event in one.events]
        if seen.issuperset(ids):
            tally.n_merged += 1
        else:
            tally.take(one.events)
        seen.update(ids)
        yield one


def ingest(
    plan: Plan,
    folder: DataFolder,
    n_processes: int = 1,
    sink: Sink | None = None,
    agrees: Agrees = lambda _: False,
) -> RowTally:
    """Add a table's events to the event table.

    Of what was read before, what is new is added; events that changed or are gone are shown to
    `agrees` and brought up to date after its yes.
    """
    from geodata.store.table import EventTable

    tally, table = RowTally(plan.table.path, sink), EventTable(folder)
    geocoder = Geocoder(folder.geocodes, gazetteer=Gazetteer(folder.gazetteers), falls_back=True)
    rows = told(plan, tally, geocoder, n_processes)
    of = [Path(plan.table.path).name, plan.dataset.code]
    standing = _standing(plan, table)
    while some := list(islice(rows, TOGETHER)):
        events = [event for one in some for event in one.events]
        new, changed = standing.sort(events) if standing else (events, [])
        texts = {one.report.report_id: one.report for one in some if one.report.text}
        done = table.add(_behind(new + changed, texts), new, of)
        tally.n_added += done.n_added
        tally.n_already += done.n_already
        tally.n_joined += done.n_joined
    if standing:
        tally.n_already += standing.n_same
        tally.difference = standing.bring_up_to_date(agrees, of)
    return tally


def _standing(plan: Plan, table: EventTable) -> Standing | None:
    """What stands of the same dataset or file; None for datasets that only grow."""
    from geodata.store.living import Standing

    if plan.dataset is datasets.ANY:
        has_ids = "id" in plan.mapping.columns
        return Standing(table, plan.dataset.code, plan.settings.source, has_ids)
    if plan.dataset.only_grows:
        return None
    return Standing(table, plan.dataset.code, has_ids=plan.dataset.has_ids)


def _behind(events: list[Event], texts: dict[str, Report]) -> list[Report]:
    """The texts of these events."""
    ids = dict.fromkeys(report_id for event in events for report_id in event.report_ids)
    return [texts[report_id] for report_id in ids if report_id in texts]


def _found(plan: Plan, tally: RowTally) -> Iterator[tuple[int, Found]]:
    """What each row gave, by its line; the others are noted in the tally."""
    read, missing = plan.dataset.found, plan.dataset.missing
    settings, dates = plan.settings, plan.settings.dates
    stories: set[int] = set()
    known: dict[str, tuple[int, int]] = {}
    for line, row in chain(plan.first, plan.table.lines):
        tally.n_rows += 1
        try:
            if isinstance(row, Unusable):
                raise row
            found = read(Cells(row, missing, dates), settings)
            if plan.dataset.has_ids and _is_again(found.event, line, row, known):
                tally.n_merged += 1
                continue
        except Unusable as trouble:
            tally.set_aside(line, trouble)
            continue
        except LeftOut as reason:
            tally.leave(line, str(reason))
            continue
        if found.story:
            story = hash(found.story)
            if story in stories:
                tally.n_merged += 1
                continue
            stories.add(story)
        yield line, found


def _is_again(event: Event | None, line: int, row: Any, known: dict[str, tuple[int, int]]) -> bool:
    """Whether a row of this id and content stood above; Unusable if it had other content."""
    if event is None or not event.dataset_row_id:
        return False
    try:
        content = hash(tuple(row.values()))
    except TypeError:  # a list in a cell
        content = hash(tuple(map(values.written, row.values())))
    first, as_before = known.setdefault(event.dataset_row_id, (line, content))
    if first == line:
        return False
    if as_before == content:
        return True
    raise Unusable("id", event.dataset_row_id, f"line {first} has this id with other values")


def _events(
    rows: Iterable[tuple[int, Found]], geocoder: Geocoder, n_processes: int
) -> Iterator[Told]:
    """Each row's event, with what its words add, placed."""
    waiting: deque[Found] = deque()
    positions = Positions(geocoder)

    def texts() -> Iterator[str]:
        for _, found in rows:
            waiting.append(found)
            yield found.report.text if found.report else ""

    for said in _said(texts(), n_processes):
        found = waiting.popleft()
        assert found.event is not None
        changes = positions.fields(found.event) | _added(found, said)
        event = replace(found.event, **changes)
        yield Told(found.report or Report("", dataset=event.dataset), [event])


def _said(texts: Iterator[str], n_processes: int) -> Iterator[Said]:
    few = islice(texts, _FEW) if n_processes > 1 else texts
    for text in few:
        yield _notes().read(text) if text else _NOTHING
    if n_processes > 1 and (first := next(texts, None)) is not None:
        rest = chain([first], texts)
        for _, said in workers.mapped(_said_of, rest, n_processes, _BATCH):
            yield said


def _said_of(texts: list[str]) -> list[Said]:
    return [_notes().read(text) if text else _NOTHING for text in texts]


@cache
def _notes() -> Notes:
    with pipeline.kept_for_good():
        return Notes()


def _added(found: Found, said: Said) -> dict[str, Any]:
    """The fields of an event that its words tell and its dataset does not."""
    event, notes, text = found.event, _notes(), found.report.text if found.report else ""
    assert event is not None
    spans: dict[str, Span] = {}
    changes: dict[str, Any] = {}

    def quote(name: str, column: str) -> None:
        if span := said.spans.get(name):
            spans[name] = Span(*span)
            changes[column] = text[span[0] : span[1]]

    if text:
        whole = Span(*said.spans.get("title", (0, min(len(text), 300), "passage")))
        spans["title"] = whole
        if text.startswith(event.title):
            changes["title"] = text[whole.start : whole.end]
    action = notes.action(found.action_words) if found.action_words else ""
    if not action and said.action in found.actions:
        action = said.action
        quote("action", "action_text")
    action = action or event.action
    sector = notes.sector(found.sector_words) if found.sector_words else ""
    if not sector and said.sector and not said.is_crowd:
        sector = said.sector
        quote("sector", "sector_text")
    if not sector:
        sector = event.sector if event.sector != "other" else said.sector
    if not sector and action == "shop_closure":
        sector = "merchants"
    if said.strike_day and event.strike_day is None and action in STRIKES:
        changes["strike_day"] = said.strike_day
        spans["strike_day"] = Span(*said.spans["strike_day"])
    if event.size_low is None and event.size_high is None and "size" in said.spans:
        changes |= {"size_low": said.size_low, "size_high": said.size_high}
        quote("size", "size_text")
    if found.report and text:
        changes["report_ids"] = (found.report.report_id,)
    return changes | {"action": action, "sector": sector or "other", "spans": spans}


def _read(
    rows: Iterable[tuple[int, Found]], tally: RowTally, geocoder: Geocoder, n_processes: int
) -> Iterator[Told]:
    """The events of rows that are texts; a text without any is set aside."""
    lines: deque[int] = deque()

    def reports() -> Iterator[Report]:
        for line, found in rows:
            assert found.report is not None
            lines.append(line)
            yield found.report

    for one in pipeline.placed(reports(), pipeline.Tally(), geocoder, n_processes):
        line = lines.popleft()
        if one.events:
            yield one
        else:
            tally.set_aside(line, Unusable("", one.report.text, "its text tells of no event"))
