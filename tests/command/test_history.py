"""`maydan log`, `undo`, `correct`, `remove`, `tidy` and `export --as-of`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pyarrow.dataset import dataset

from geodata import decisions
from geodata.place import review
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable
from tests.command.run import maydan

CAPTIONS = """Yazd, Iran. July 23, 2018. Truck drivers on strike

Shiraz, Iran. July 24, 2018. Teachers rally over unpaid wages
"""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Events that no test of this module changes."""
    return ingested(tmp_path_factory.mktemp("untouched"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return ingested(tmp_path)


def ingested(path: Path) -> Path:
    folder = path / "data"
    assert maydan("ingest", "-", data=folder, given=CAPTIONS).code == 0
    return folder


def exported(data: Path, *words: str) -> str:
    said = maydan("export", "--format", "csv", *words, data=data)
    assert said.code == 0, said
    return said.out


def events(data: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(data))))


def log(data: Path) -> list[str]:
    return maydan("log", data=data).lines


def test_undo_gives_back_the_same_bytes(data: Path) -> None:
    before = exported(data)
    event_id = events(data)[1]["event_id"]
    values = ("sector=health", "place=Karaj", "size_low=20", "event_date=2018-07-25")
    said = maydan("correct", event_id, *values, "--why", "seen on a photo", data=data)
    assert said.lines == [f"event {event_id}: sector, place, size_low, event_date corrected"]
    row = next(each for each in events(data) if each["event_id"] == event_id)
    assert (row["sector"], row["place_name"], row["placed_by"]) == ("health", "Karaj", "manual")
    assert (row["event_date"], row["end_date"], row["size_low"]) == (
        "2018-07-25",
        "2018-07-25",
        "20",
    )
    assert "corrected ~1" in log(data)[0] and "(seen on a photo)" in log(data)[0]
    assert maydan("undo", "2", data=data).lines == [
        "version 2 undone: 0 events back, 1 as before, 0 removed"
    ]
    assert exported(data) == before
    assert maydan("remove", event_id, "--why", "a hoax", data=data).code == 0
    assert len(events(data)) == 1
    maydan("undo", "4", data=data)
    assert exported(data) == before
    assert len(log(data)) == 5


def test_as_of_a_version_and_after_tidying(data: Path) -> None:
    before = exported(data)
    more = "Rasht, Iran. July 25, 2018. Nurses rally"
    maydan("ingest", "-", data=data, given=more)
    assert len(events(data)) == 3
    assert maydan("tidy", "--keep", "30d", data=data).code == 0
    assert exported(data, "--as-of", "1") == before
    said = maydan("export", "--format", "csv", "--as-of", "1999-01-01", data=data)
    assert (said.code, said.out) == (2, "") and "no events then" in said.error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("undo", "7"), "there is none"),
        (("undo", "0"), "there is nothing to undo"),
        (("correct", "nobody", "sector=steel"), "there is no such event"),
        (("correct", "ID", "sector=nurses"), "allowed: truckers"),
        (("correct", "ID", "sector"), "write COLUMN=VALUE"),
        (("correct", "ID", "colour=red"), "allowed: event_date"),
        (("correct", "ID", "event_date=May 7"), "a day, as 2019-05-07"),
        (("correct", "ID", "end_date=2001-01-01"), "is more than end_date"),
        (("correct", "ID", "size_low=many"), "a whole number"),
        (("correct", "ID", "place=Qwertabad"), "give its coordinates"),
        (("correct", "ID", "place=Rudbar"), "it could be"),
        (("correct", "ID", "place=135, 51"), "longitude"),
        (("correct", "ID", "nationwide=perhaps"), "yes, no"),
        (("remove", "nobody"), "event_id"),
        (("tidy", "--keep", "soon"), "as 90d"),
        (("tidy", "--keep", "0"), "least is 1 day"),
    ],
)
def test_what_cannot_be_done_is_said(untouched: Path, words: tuple[str, ...], said: str) -> None:
    table = EventTable(DataFolder(untouched))
    version, files, _ = table.files()
    event_id = dataset(files).to_table()["event_id"][0].as_py()
    answer = maydan(*(event_id if word == "ID" else word for word in words), data=untouched)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.error
    assert table.version == version


def test_a_decision_is_undone_in_the_file_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    maydan("ingest", "-", data=data, given="Rudbar, Iran. May 7, 2019. Teachers rally")
    before, folder = exported(data), DataFolder(data)
    (asked,) = review.open_names(EventTable(folder).placed(review.OPEN))
    decisions.decide(folder, asked, review.at_point("Rudbar", 36.8, 49.4))
    assert "placed ~1 decided, rudbar" in log(data)[0]
    assert maydan("undo", "2", data=data).code == 0
    assert exported(data) == before
    assert decisions.decisions(folder) == []
    assert maydan("undo", "2", data=data).code == 2


def test_no_events_yet(tmp_path: Path) -> None:
    said = maydan("log", data=tmp_path / "none")
    assert (said.code, said.out) == (0, "") and "maydan ingest" in said.error
    assert maydan("tidy", data=tmp_path / "none").code == 0
    assert maydan("undo", "1", data=tmp_path / "none").code == 2
    assert not (tmp_path / "none").exists()
