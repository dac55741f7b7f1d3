"""The event table: what is new is added once, and half a change is never seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow.dataset import dataset

from geodata.errors import InputError, TableTrouble
from geodata.model import EVENT_COLUMNS
from geodata.store.folder import DataFolder
from geodata.store.table import Added, EventTable
from tests.factories import event, report, told

ROOT = Path(__file__).parents[2]


@pytest.fixture
def table(tmp_path: Path) -> EventTable:
    return EventTable(DataFolder.find(tmp_path / "a folder with 'quotes' and فارسی"))


def stored(table: EventTable) -> list[dict[str, object]]:
    _, files, _ = table.files()
    return dataset(files, format="parquet").to_table().to_pylist()


def test_a_new_table_is_empty(table: EventTable) -> None:
    assert not table.exists and table.version == -1
    assert table.files()[1] == []
    assert table.exists


def test_the_same_events_twice_add_nothing(table: EventTable) -> None:
    told_of = report()
    events = [told(told_of, event(town)) for town in ("Shiraz", "Rasht")]
    assert table.add([told_of], events) == Added(n_added=2, n_already=0, n_joined=0)
    version = table.version
    assert table.add([told_of], events) == Added(n_added=0, n_already=2, n_joined=0)
    assert table.version == version, "nothing new must not make a version"


def test_a_second_source_joins_the_event(table: EventTable) -> None:
    first, second = report(source="First"), report(source="Second")
    table.add([first], [told(first, event())])
    assert table.add([second], [told(second, event())]) == Added(0, 1, 1)
    (row,) = stored(table)
    assert row["report_ids"] == [first.report_id, second.report_id]
    assert row["sources"] == ["First", "Second"]


def test_one_event_twice_in_a_batch_is_one(table: EventTable) -> None:
    first, second = report(source="First"), report(source="Second")
    done = table.add([first, second], [told(first, event()), told(second, event())])
    assert done.n_added == 1
    assert stored(table)[0]["sources"] == ["First", "Second"]


def test_columns_are_those_of_the_model(table: EventTable) -> None:
    table.add([], [event()])
    names = tuple(stored(table)[0])
    assert names == (*EVENT_COLUMNS, "merged_ids", "tellings", "apart_ids", "corrected")


def test_unknown_is_null_or_empty_never_a_guess(table: EventTable) -> None:
    table.add([], [event(town=None, day=None)])
    (row,) = stored(table)
    assert row["event_date"] is None and row["latitude"] is None and row["geonameid"] is None
    assert row["geo_precision"] == "unplaced" and row["date_precision"] == "unknown"


def add_in_a_process(folder: str, name: str, *towns: str) -> None:
    own = report(source=name)
    table = EventTable(DataFolder.find(folder))
    for number in range(5):
        table.add([own], [told(own, event(town, title=f"{town} {number}")) for town in towns])


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    code = "import sys; from tests.store.test_table import *; add_in_a_process(*sys.argv[1:])"
    towns = [["Shiraz", "Tabriz"], ["Tabriz", "Rasht"], ["Rasht", "Shiraz"]]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), f"writer {n}", *each], cwd=ROOT
        )
        for n, each in enumerate(towns)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    rows = stored(EventTable(DataFolder.find(tmp_path)))
    assert len(rows) == 15, "three towns, five titles, each once"
    assert all(len(row["report_ids"]) == 2 for row in rows)  # type: ignore[arg-type]


def test_a_broken_table_says_where(tmp_path: Path) -> None:
    table = EventTable(DataFolder.find(tmp_path))
    table.add([], [event()])
    (tmp_path / "events" / "_delta_log" / "00000000000000000000.json").write_text("{broken")
    with pytest.raises(TableTrouble, match="events"):
        EventTable(DataFolder.find(tmp_path)).files()


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="data folder"):
        DataFolder.find(tmp_path / "file")


def test_the_folder_is_the_given_one_then_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAYDAN_DATA", str(tmp_path / "environment"))
    assert DataFolder.find(tmp_path / "given").path.name == "given"
    assert DataFolder.find().path.name == "environment"
