"""A person's decisions about places: made and taken back in `geocodes.csv` and the events at once.

The file answers for what is added later; the events that are there already are placed anew in
one commit of their table, which remembers the question. To take a decision back, the table's
own versions say how its events stood before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from filelock import FileLock, Timeout

from geodata.errors import MaydanError, TableTrouble
from geodata.model import PLACE_COLUMNS, Place
from geodata.place import review
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import MANUAL, Geocode
from geodata.place.geocoder import Geocoder
from geodata.place.geocodes import LOCK_SECONDS, Geocodes
from geodata.place.review import OpenName
from geodata.spelling import key
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

MADE, _TAKEN_BACK = "decided", "taken back"
_Row = dict[str, Any]


def decide(folder: DataFolder, asked: OpenName, place: Place | None, note: str = "") -> int:
    """Place all events that wait with that name, now and later; None: no known place is meant.

    Then the events keep the province that their words name, if any, and wait no more. Returns
    how many events were placed; 0, and nothing is remembered, if none waits any longer because
    somebody else decided. Raises UnknownValue for coordinates that are none, TableTrouble if
    something cannot be written; all then stands as it was.
    """
    table, geocodes = EventTable(folder), Geocodes(folder.geocodes)

    def choose(rows: list[_Row]) -> dict[str, Place]:
        waiting = (row for row in rows if review.question_of(row) == asked.question)
        return {row["event_id"]: _decided(row, place) for row in waiting}

    with _alone(folder):
        if not choose(table.placed(review.OPEN)):
            return 0
        if earlier := _decision(geocodes, asked.question):
            _take_back(folder, earlier)
        review.decide(geocodes, asked, place, note)
        try:
            return table.re_place(review.OPEN, choose, (MADE, *asked.question))
        except MaydanError:
            review.take_back(geocodes, asked)
            raise


def take_back(folder: DataFolder, decision: Geocode) -> int:
    """Undo a decision: its events stand as before it, and its name is open again.

    Events that were added since then are placed as if it had never been made. Returns the
    number of events. Raises TableTrouble; all then stands as it was.
    """
    with _alone(folder):
        return _take_back(folder, decision)


def decisions(folder: DataFolder) -> list[Geocode]:
    """Everything that people decided, newest first."""
    made = [each for each in Geocodes(folder.geocodes).all() if each.is_manual]
    return sorted(made, key=lambda each: str(each.answered_on or ""), reverse=True)


def n_events(decision: Geocode, decided: Iterable[Mapping[str, Any]]) -> int:
    """How many events stand where the decision puts its name, of those that people placed."""
    return sum(_is_there(row, decision) for row in decided)


def can_write(folder: DataFolder) -> bool:
    """Whether decisions can be kept in the folder."""
    parts = (folder.path, folder.events, folder.geocodes)
    return all(os.access(each, os.W_OK) for each in parts if each.exists())


def _decided(row: _Row, place: Place | None) -> Place:
    if place is None:
        return replace(_place_of(row), placed_by=MANUAL)
    return replace(place, placed_by=MANUAL, candidates=())


def _place_of(row: _Row) -> Place:
    return Place(**{name: row[name] for name in PLACE_COLUMNS})


def _decision(geocodes: Geocodes, question: tuple[str, str, str]) -> Geocode | None:
    return next((each for each in geocodes.all() if each.slot == (question, True)), None)


def _take_back(folder: DataFolder, decision: Geocode) -> int:
    table, geocodes = EventTable(folder), Geocodes(folder.geocodes)
    others = [
        each
        for each in geocodes.all()
        if each.is_manual
        and each.question[0] == decision.question[0]
        and each.question != decision.question
    ]
    choose = _as_before(folder, decision, others)
    geocodes.remove([decision])
    try:
        return table.re_place([MANUAL], choose, (_TAKEN_BACK, *decision.question))
    except MaydanError:
        geocodes.add([decision])
        raise


def _as_before(
    folder: DataFolder, decision: Geocode, others: list[Geocode]
) -> Callable[[list[_Row]], dict[str, Place]]:
    """What chooses the events of a decision among those that people placed, and gives each the
    place that it had; asked after the decision is forgotten.

    An event that was added since then does not say under which province it was asked. Where
    another decision put the same name at the same place it is asked without any, so that it is
    never placed in a province that its words do not name.
    """
    table = EventTable(folder)
    former = _placed_by(table, decision.question)
    taken = {event_id for other in others for event_id in _placed_by(table, other.question)}
    is_contested = any(_point(other.place) == _point(decision.place) for other in others)
    asked = ("", "") if is_contested else (decision.admin1, decision.country)
    geocoder = Geocoder(folder.geocodes, gazetteer=Gazetteer(folder.gazetteers), falls_back=True)

    def choose(rows: list[_Row]) -> dict[str, Place]:
        found = {}
        for row in rows:
            event_id = row["event_id"]
            if event_id in former:
                found[event_id] = _place_of(former[event_id])
            elif event_id not in taken and _is_there(row, decision):
                found[event_id] = geocoder.find(row["toponym"], *asked)
        return found

    return choose


def _placed_by(table: EventTable, question: tuple[str, str, str]) -> dict[str, _Row]:
    """The events that the standing decision about a question placed, as they were before it."""
    found: dict[str, _Row] = {}
    for version, (what, *asked) in table.reasons():
        if tuple(asked) != question:
            continue
        if what == _TAKEN_BACK:
            break
        try:
            before = table.placed(review.OPEN, version)
        except TableTrouble:  # somebody cleaned old versions away
            break
        found |= {r["event_id"]: r for r in before if review.question_of(r) == question}
    return found


def _is_there(row: Mapping[str, Any], decision: Geocode) -> bool:
    """Whether an event that a person placed stands where this decision puts that name."""
    if key(row["toponym"] or "") != decision.question[0]:
        return False
    if decision.place.is_placed:
        return (row["latitude"], row["longitude"]) == _point(decision.place)
    is_open = row["geo_precision"] in ("unplaced", "admin1")
    return is_open and key(row["admin1_name"] or "") == decision.question[1]


def _point(place: Place) -> tuple[float | None, float | None]:
    return place.latitude, place.longitude


@contextmanager
def _alone(folder: DataFolder) -> Iterator[None]:
    """One decision at a time, so that file and events never tell of two different ones."""
    path = folder.path / "decisions.lock"
    try:
        with FileLock(path, timeout=LOCK_SECONDS):
            yield
    except Timeout as trouble:
        raise TableTrouble(
            f"{path}: another decision is not done after {LOCK_SECONDS} s"
        ) from trouble
    except PermissionError as trouble:
        raise TableTrouble(f"{folder.path}: cannot be written ({trouble.strerror})") from trouble
