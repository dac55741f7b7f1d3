"""What the pages read: the newest version of the table, and its answers to a selection.

Answers are kept in the process under the version they were read from, for all sessions: a
version never changes, so neither does its answer.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from geodata import history, pipeline
from geodata.export import csv_file, geojson_file, rows
from geodata.model import DATE_PRECISIONS, GEO_PRECISIONS
from geodata.place import files, review
from geodata.place.geocode_lines import MANUAL
from geodata.place.review import OpenName
from geodata.query import counts, engine
from geodata.query.counts import Totals
from geodata.query.engine import Snapshot
from geodata.query.evidence import Fragment, fragments
from geodata.query.selection import Selection
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

FileKind = Literal["csv", "geojson"]
FILES: Mapping[str, FileKind] = {"CSV": "csv", "GeoJSON": "geojson"}


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that the Explore page says about a selection. Frames are not to be changed."""

    totals: Totals
    leading: tuple[str, str, int] | None
    places: pd.DataFrame
    provinces: pd.DataFrame
    off_map: Mapping[str, int]
    n_undated: int
    """Without a date, whether the selection shows them or not."""
    days: pd.DataFrame
    by_sector: Mapping[str, int]
    by_action: Mapping[str, int]
    by_admin1: Mapping[str, int]


def snapshot(folder: DataFolder, as_of: str = "") -> tuple[Snapshot, bool]:
    """The newest version of the folder's tables, and whether it is only the demonstration.

    `as_of` (a day, a moment or a version) takes the events as they stood then; raises
    InputError if there is no such version. A folder without events of its own shows the
    demonstration, which is made on first use.
    """
    table = EventTable(folder)
    if table.exists:
        version = history.version_as_of(folder, as_of) if as_of else None
        shot = Snapshot.of(*table.files(version))
        if shot.event_files or as_of:
            return shot, False
    pipeline.demonstrate(folder.demonstration)
    return Snapshot.of(*EventTable(folder.demonstration).files()), True


@lru_cache(maxsize=256)
def answers(shot: Snapshot, selection: Selection) -> Answers:
    """The counts of a selection."""
    events, ground = engine.events(shot), _ground(shot)
    places = counts.by_place(events, selection)
    days = counts.by_day(events, selection)
    kinds = counts.by_kind(events, selection)
    return Answers(
        totals=counts.totals(places, days, selection),
        leading=counts.leading_kind(kinds, selection),
        places=counts.dots(places, ground),
        provinces=counts.provinces(places, ground),
        off_map=counts.off_map(places),
        n_undated=counts.n_undated(days),
        days=counts.timeline(days),
        by_sector=counts.by_sector(kinds, selection),
        by_action=counts.by_action(kinds, selection),
        by_admin1=counts.by_admin1(events, selection),
    )


@lru_cache(maxsize=16)
def _ground(shot: Snapshot) -> pd.DataFrame:
    return counts.places_of(engine.events(shot))


@lru_cache(maxsize=16)
def countries(shot: Snapshot) -> frozenset[str]:
    """ISO 3166-1 codes of the countries in which the table's events lie."""
    return frozenset(code for code in _ground(shot)["country_code"] if code)


@lru_cache(maxsize=16)
def whole(shot: Snapshot) -> Answers:
    """The counts of the whole table: what there is to choose from."""
    return answers(shot, Selection())


@lru_cache(maxsize=16)
def known(shot: Snapshot) -> Mapping[str, frozenset[str]]:
    """The values that a link may name: provinces, places and datasets of the table.

    A province of Iran may be named although the table has no event there.
    """
    of_iran = {province.admin1_code for province in files.admin1s()}
    return {
        "admin1": frozenset(admin1_names(shot)) | of_iran,
        "places": frozenset(_ground(shot).index),
        "dataset": frozenset(counts.values(engine.events(shot), "dataset")),
    }


@lru_cache(maxsize=16)
def admin1_names(shot: Snapshot) -> Mapping[str, str]:
    """Code → name of each province in the table."""
    return counts.admin1_names(engine.events(shot))


@dataclass(frozen=True, slots=True)
class Shares:
    """How the whole table divides, in events."""

    by_geo_precision: dict[str, int]
    by_date_precision: dict[str, int]
    by_source: dict[str, int]


@lru_cache(maxsize=16)
def shares(shot: Snapshot) -> Shares:
    """How exactly places and days are known, and by whom."""
    events = engine.events(shot)
    return Shares(
        by_geo_precision=counts.by_column(events, "geo_precision", GEO_PRECISIONS),
        by_date_precision=counts.by_column(events, "date_precision", DATE_PRECISIONS),
        by_source=counts.by_source(engine.whole_events(shot)),
    )


@lru_cache(maxsize=256)
def event_list(shot: Snapshot, selection: Selection, place: str, limit: int) -> pd.DataFrame:
    """The newest events of a selection, of one place if `place` is its key."""
    chosen = replace(selection, places=(place,)) if place else selection
    return counts.newest(engine.events(shot), engine.whole_events(shot), chosen, limit)


@lru_cache(maxsize=16)
def open_names(shot: Snapshot) -> tuple[OpenName, ...]:
    """The names that wait for a person, most events first."""
    return tuple(review.open_names(counts.records(_placed_by(shot, review.OPEN))))


@lru_cache(maxsize=16)
def decided(shot: Snapshot) -> tuple[dict[str, Any], ...]:
    """The events that people placed."""
    return tuple(counts.records(_placed_by(shot, (MANUAL,))))


def _placed_by(shot: Snapshot, placed_by: tuple[str, ...]) -> pd.DataFrame:
    rows = counts.waiting(engine.whole_events(shot), placed_by)
    return rows.astype(object).where(rows.notna(), None)


@lru_cache(maxsize=64)
def events_of(shot: Snapshot, ids: tuple[str, ...]) -> pd.DataFrame:
    """The events with these ids, newest first."""
    return counts.of_ids(engine.whole_events(shot), ids)


def file(shot: Snapshot, selection: Selection, kind: FileKind) -> bytes:
    """The chosen events as a file to download."""
    out = io.StringIO()
    write = {"csv": csv_file.write, "geojson": geojson_file.write}[kind]
    write(rows.chosen(engine.events(shot), engine.whole_events(shot), selection), out)
    # Excel reads UTF-8 as such only behind a byte order mark.
    return out.getvalue().encode("utf-8-sig" if kind == "csv" else "utf-8")


@lru_cache(maxsize=4096)
def words(shot: Snapshot, report_id: str, spans: str) -> tuple[Fragment, ...]:
    """The report's words behind an event, marked; empty if its text is not kept."""
    text = _text(shot, report_id)
    return tuple(fragments(text, spans)) if text else ()


def first_words(shot: Snapshot, row: Mapping[str, Any]) -> tuple[Fragment, ...]:
    """The words of the first report of an event, marked."""
    reports = list(row["report_ids"])
    return words(shot, reports[0], str(row["spans"])) if reports else ()


@lru_cache(maxsize=64)
def _text(shot: Snapshot, report_id: str) -> str:
    reports = engine.reports(shot)
    found = reports.filter(reports.report_id == report_id).select("text").limit(1).to_pyarrow()
    return str(found["text"][0].as_py()) if found.num_rows else ""
