"""The event table's life: what is remembered of a version, and the way back from each."""

from __future__ import annotations

import random
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow.dataset import dataset

from geodata import history
from geodata.errors import InputError, TableTrouble, UnknownValue
from geodata.model import EVENT_COLUMNS
from geodata.query import counts, engine
from geodata.query.selection import Selection
from geodata.store import delta
from geodata.store.change import Change
from geodata.store.folder import DataFolder
from geodata.store.schema import EVENTS, REPORTS, event_rows
from geodata.store.table import EventTable
from tests.factories import event, report, told

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "a folder with فارسی")


@pytest.fixture
def table(folder: DataFolder) -> EventTable:
    return EventTable(folder)


def rows(table: EventTable, version: int | None = None) -> list[dict[str, Any]]:
    _, files, _ = table.files(version)
    found = dataset(files, format="parquet").to_table().to_pylist() if files else []
    return sorted(found, key=lambda row: str(row["event_id"]))


def add(table: EventTable, *towns: str, day: date | None = date(2019, 3, 3)) -> int:
    """One version with an event in each town; its number."""
    own = report(f"{towns} {day}")
    table.add([own], [told(own, event(town, day)) for town in towns], ["notes.txt"])
    return table.version


def test_the_log_says_what_who_when_and_why(table: EventTable, folder: DataFolder) -> None:
    assert history.log(folder) == []
    before = datetime.now(UTC) - timedelta(seconds=1)
    first = add(table, "Shiraz", "Rasht")
    event_id = rows(table)[0]["event_id"]
    table.correct(event_id, {"status": "checked"}, "seen on video")
    table.remove([event_id], "a hoax")
    removed, corrected, added = history.log(folder)
    assert (added.number, added.change.what, added.change.of) == (first, "added", ("notes.txt",))
    assert (added.change.n_added, added.change.n_changed, added.change.n_removed) == (2, 0, 0)
    assert (corrected.change.of, corrected.change.why) == (
        (event_id, "status"),
        "seen on video",
    )
    assert (removed.change.n_removed, removed.change.of) == (1, (event_id,))
    assert before <= added.when <= corrected.when <= removed.when <= datetime.now(UTC)
    assert all(each.change.who for each in (removed, corrected, added))


def test_a_change_of_another_program_is_told_as_unknown() -> None:
    for written in (None, "", "no JSON", "[]", '{"what": "hacked"}', '{"who": 1}'):
        assert Change.read(written).what == "unknown"
    kept = Change("added", who="me", why="“so”", of=("a", "ب")).counted(1, 2, 3)
    assert Change.read(kept.written()) == kept


@pytest.mark.parametrize("which", [0, 1, 2])
def test_undo_takes_back_one_version_and_leaves_the_others(table: EventTable, which: int) -> None:
    towns = ("Shiraz", "Tabriz", "Rasht")
    versions = [add(table, town) for town in towns]
    done = table.undo(versions[which], "the wrong file")
    assert (done.n_added, done.n_changed, done.n_removed) == (0, 0, 1)
    assert {row["toponym"] for row in rows(table)} == set(towns) - {towns[which]}
    assert table.log()[0].change.why == "the wrong file"
    table.undo(table.version)
    assert {row["toponym"] for row in rows(table)} == set(towns)


def test_undo_gives_back_every_value_of_a_correction_and_of_a_removal(table: EventTable) -> None:
    add(table, "Shiraz", "Rasht")
    before = rows(table)
    event_id = before[0]["event_id"]
    table.correct(event_id, {"sector": "steel", "size_low": 40, "event_date": None})
    assert rows(table)[0]["corrected"] == ["sector", "size_low", "event_date"]
    table.undo(table.version)
    assert rows(table) == before
    table.remove([event_id])
    assert len(rows(table)) == 1
    table.undo(table.version)
    assert rows(table) == before


def test_a_second_source_is_taken_back(table: EventTable) -> None:
    first, second = report(source="First"), report(source="Second")
    table.add([first], [told(first, event())])
    before = rows(table)
    table.add([second], [told(second, event())])
    assert rows(table)[0]["sources"] == ["First", "Second"]
    table.undo(table.version)
    assert rows(table) == before


def test_what_came_later_stands_in_the_way_and_is_named(table: EventTable) -> None:
    version = add(table, "Shiraz", "Rasht")
    event_id = rows(table)[0]["event_id"]
    table.correct(event_id, {"status": "checked"})
    before = rows(table)
    with pytest.raises(InputError, match=rf"version {version}: 1 of its .*: {version + 1} "):
        table.undo(version)
    assert rows(table) == before
    table.undo(version + 1)
    table.undo(version)
    assert rows(table) == []


@pytest.mark.parametrize(
    ("version", "said"),
    [(0, "changed no event"), (99, "there is none"), (-1, "there is none")],
)
def test_what_cannot_be_undone_is_said(table: EventTable, version: int, said: str) -> None:
    add(table, "Shiraz")
    with pytest.raises(InputError, match=said):
        table.undo(version)


def test_undone_twice_is_said(table: EventTable) -> None:
    version = add(table, "Shiraz")
    table.undo(version)
    with pytest.raises(InputError, match="taken back already"):
        table.undo(version)


def test_only_columns_of_meaning_are_corrected(table: EventTable) -> None:
    add(table, "Shiraz")
    event_id = rows(table)[0]["event_id"]
    with pytest.raises(UnknownValue, match="column"):
        table.correct(event_id, {"event_id": "x"})
    with pytest.raises(InputError, match="no such event"):
        table.correct("nobody", {"status": "checked"})
    with pytest.raises(TableTrouble, match="not of its column's type"):
        table.correct(event_id, {"event_date": "May 7"})
    assert rows(table)[0]["event_date"] == date(2019, 3, 3)


def test_a_corrected_value_loses_its_marks(table: EventTable) -> None:
    from dataclasses import replace

    from geodata.model import Span

    spans = {"sector": Span(0, 8, "who"), "toponym": Span(18, 24, "name")}
    own = report()
    table.add([own], [replace(told(own, event()), spans=spans)])
    table.correct(rows(table)[0]["event_id"], {"sector": "health"})
    assert rows(table)[0]["spans"] == '{"toponym": [18, 24, "name"]}'


# ---- as of ---------------------------------------------------------------------------


def test_as_of_a_moment_a_day_and_a_number(table: EventTable, folder: DataFolder) -> None:
    first = add(table, "Shiraz")
    between = history.log(folder)[0].when
    second = add(table, "Rasht")
    now = datetime.now().astimezone()
    assert history.version_as_of(folder, str(first)) == first
    assert history.version_as_of(folder, between.isoformat()) == first
    assert history.version_as_of(folder, now.isoformat()) == second
    assert history.version_as_of(folder, f"{now:%Y-%m-%d}") == second
    assert [row["toponym"] for row in rows(table, first)] == ["Shiraz"]
    for text, said in (("1999-01-01", "no events then"), ("soon", "no day"), ("99", "no day")):
        with pytest.raises(InputError, match=said):
            history.version_as_of(folder, text)


# ---- old tables and tidying ----------------------------------------------------------


def old_table(folder: DataFolder) -> None:
    """A table as it was before any columns of its own."""
    old = pa.schema([EVENTS.field(name) for name in EVENT_COLUMNS])
    delta.create(folder.reports, REPORTS)
    delta.create(folder.events, old)
    own = report()
    known = event_rows([told(own, event("Shiraz"))]).select(EVENT_COLUMNS)
    delta.write(delta.opened(folder.events), "event_id", known, [], Change("added"))


def test_an_old_table_is_read_and_grows_without_being_rewritten(folder: DataFolder) -> None:
    old_table(folder)
    table = EventTable(folder)
    _, old_files, _ = table.files()
    shot = engine.Snapshot.of(*table.files())
    assert len(counts.newest(engine.events(shot), engine.whole_events(shot), Selection(), 9)) == 1
    assert table.version == 1, "reading changes nothing"
    add(table, "Rasht")
    _, files, _ = table.files()
    assert set(old_files) < set(files)
    shot = engine.Snapshot.of(*table.files())
    found = engine.whole_events(shot).select("toponym", "merged_ids").to_pyarrow().to_pylist()
    assert {row["toponym"]: row["merged_ids"] for row in found} == {"Shiraz": None, "Rasht": None}
    table.correct(rows(table)[0]["event_id"], {"status": "checked"})
    table.undo(table.version)
    table.undo(1)
    assert [row["toponym"] for row in rows(table)] == ["Rasht"]


def test_tidy_joins_files_and_keeps_what_undo_needs(
    table: EventTable, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = [add(table, "Shiraz", day=date(2019, 3, day)) for day in range(1, 9)]
    before = rows(table)
    assert len(table.files()[1]) == 8
    n_fewer, n_removed = history.tidy(folder, 1)
    assert (n_fewer >= 7, n_removed) == (True, 0)
    assert rows(table) == before
    assert len(rows(table, versions[0])) == 1
    table.undo(versions[3])
    table.undo(table.version)
    assert rows(table) == before


def test_tidy_clears_what_only_old_versions_need(
    table: EventTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delta, "HOURS_OF_WRITERS", 0)
    old = add(table, "Shiraz")
    table.correct(rows(table)[0]["event_id"], {"status": "checked"})
    kept_from = table.log()[0].when
    table.correct(rows(table)[0]["event_id"], {"status": "disputed"})
    before = rows(table)
    assert table.tidy(LONG_AGO)[1] == 0
    *_, n_removed = table.tidy(kept_from + timedelta(milliseconds=1))
    assert n_removed == 1
    assert rows(table) == before
    assert len(rows(table, old + 1)) == 1, "the last version before the period is kept whole"
    with pytest.raises(TableTrouble, match="not kept any more"):
        table.undo(old)
    table.undo(old + 2)
    assert rows(table)[0]["status"] == "checked"
    assert [each.change.what for each in table.log()][:3] == ["undone", "tidied", "tidied"]


def test_less_than_a_day_is_never_kept(folder: DataFolder) -> None:
    with pytest.raises(InputError, match="least is 1 day"):
        history.tidy(folder, 0)


# ---- many hands ----------------------------------------------------------------------


def test_several_writers_change_and_undo_at_once(table: EventTable) -> None:
    version = add(table, "Shiraz", "Rasht", "Tabriz")
    ids = [row["event_id"] for row in rows(table)]
    troubles: list[Exception] = []

    def work(number: int) -> None:
        try:
            EventTable(table._folder).correct(ids[number], {"size_low": number})
            add(EventTable(table._folder), "Shiraz", day=date(2020, 1, 1 + number))
        except Exception as trouble:
            troubles.append(trouble)

    people = [threading.Thread(target=work, args=[number]) for number in range(3)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert not troubles
    found = {row["event_id"]: row for row in rows(table)}
    assert len(found) == 6
    assert [found[each]["size_low"] for each in ids] == [0, 1, 2]
    for each in table.log():
        if each.number > version and each.change.what != "widened":
            table.undo(each.number)
    assert sorted(row["event_id"] for row in rows(table)) == sorted(ids)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), n_changes=st.integers(1, 7))
def test_undoing_everything_newest_first_passes_every_earlier_state(
    tmp_path_factory: pytest.TempPathFactory, seed: int, n_changes: int
) -> None:
    """Whatever was done, each undo gives the rows as they stood, to the last value."""
    rng = random.Random(seed)
    table = EventTable(DataFolder(tmp_path_factory.mktemp("data")))
    states: list[tuple[int, list[dict[str, Any]]]] = []
    for number in range(n_changes):
        before, standing = rows(table), [row["event_id"] for row in rows(table)]
        match rng.choice(("add", "correct", "remove")) if standing else "add":
            case "add":
                add(table, *rng.sample(("Shiraz", "Rasht"), 2), day=date(2020, 1, 1 + number))
            case "correct":
                chosen = rng.choice(standing)
                table.correct(chosen, {"size_low": rng.randrange(9), "title": "'\"\\"})
            case "remove":
                table.remove(rng.sample(standing, rng.randint(1, len(standing))))
        states.append((table.version, before))
    for version, before in reversed(states):
        table.undo(version)
        assert rows(table) == before
