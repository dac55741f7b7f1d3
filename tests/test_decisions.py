"""Decisions about places: file and events change together, and together they change back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow.dataset import dataset

from geodata import decisions, pipeline
from geodata.errors import TableTrouble, UnknownValue
from geodata.model import Place
from geodata.place import review
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

CAPTIONS = """
Qwert Deh, Fars Province, Iran. March 3, 2019. Teachers rally

Qwert Deh, Fars Province, Iran. March 4, 2019. Truck drivers on strike

Aliabad, Iran. March 5, 2019. Nurses rally outside the hospital

Shiraz, Iran. March 6, 2019. Students rally
"""
LATER = "Qwert Deh, Fars Province, Iran. March 9, 2019. Retirees rally"
THERE = review.at_point("Qwert Deh", 29.5, 52.5)


def ingest(folder: DataFolder, text: str) -> None:
    file = folder.path / "captions.txt"
    file.write_text(text, encoding="utf-8")
    pipeline.ingest(str(file), folder, None, pipeline.Tally())
    file.unlink()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path)
    ingest(found, CAPTIONS)
    return found


def rows(folder: DataFolder) -> list[dict[str, Any]]:
    _, files, _ = EventTable(folder).files()
    found = dataset(files, format="parquet").to_table().to_pylist()
    return sorted(found, key=lambda row: str(row["event_date"]))


def waiting(folder: DataFolder) -> list[review.OpenName]:
    return review.open_names(rows(folder))


def test_a_decision_places_all_its_events_in_one_version(folder: DataFolder) -> None:
    deh, aliabad = waiting(folder)
    assert (deh.name, deh.admin1, deh.n_events) == ("Qwert Deh", "Fars", 2)
    table = EventTable(folder)
    before = table.version
    assert decisions.decide(folder, deh, THERE) == 2
    assert table.version == before + 1
    assert [(r["latitude"], r["geo_precision"], r["placed_by"]) for r in rows(folder)[:2]] == [
        (29.5, "town", "manual")
    ] * 2
    assert waiting(folder) == [aliabad]
    (made,) = decisions.decisions(folder)
    assert (made.query, made.admin1, made.place.latitude) == ("Qwert Deh", "Fars", 29.5)
    assert decisions.n_events(made, table.placed(["manual"])) == 2


def test_taken_back_file_and_events_are_as_before(folder: DataFolder) -> None:
    before, names = rows(folder), waiting(folder)
    for asked in names:
        decisions.decide(folder, asked, THERE)
    for made in decisions.decisions(folder):
        assert decisions.take_back(folder, made) == len(
            next(each for each in names if each.question == made.question).event_ids
        )
    assert rows(folder) == before
    assert decisions.decisions(folder) == []


def test_none_of_these_keeps_the_province_and_waits_no_more(folder: DataFolder) -> None:
    before = rows(folder)
    for asked in waiting(folder):
        decisions.decide(folder, asked, None)
    deh, _, aliabad, _ = rows(folder)
    assert (deh["geo_precision"], deh["admin1_name"], deh["placed_by"]) == (
        "admin1",
        "Fars",
        "manual",
    )
    assert (aliabad["geo_precision"], aliabad["placed_by"]) == ("unplaced", "manual")
    assert waiting(folder) == []
    placed = EventTable(folder).placed(["manual"])
    assert sorted(decisions.n_events(each, placed) for each in decisions.decisions(folder)) == [
        1,
        2,
    ]
    ingest(folder, LATER)
    assert waiting(folder) == [], "the decision holds for what comes later"
    for made in decisions.decisions(folder):
        decisions.take_back(folder, made)
    assert [row for row in rows(folder) if "Retirees" not in row["title"]] == before
    assert waiting(folder)[0].n_events == 3


def test_what_was_added_later_is_placed_by_the_file_and_taken_back_too(
    folder: DataFolder,
) -> None:
    deh = waiting(folder)[0]
    decisions.decide(folder, deh, THERE)
    ingest(folder, LATER)
    assert [row["latitude"] for row in rows(folder) if row["toponym"] == "Qwert Deh"] == [29.5] * 3
    (made,) = decisions.decisions(folder)
    assert decisions.take_back(folder, made) == 3
    again = waiting(folder)[0]
    assert (again.admin1, again.n_events, again.reasons) == ("Fars", 3, ("province_only",))


def test_one_name_asked_twice_at_one_place_comes_back_apart(folder: DataFolder) -> None:
    ingest(folder, "Qwert Deh, Iran. April 3, 2019. Farmers rally")
    before = rows(folder)
    with_province, *_ = waiting(folder)
    bare = next(each for each in waiting(folder) if each.name == "Qwert Deh" and not each.admin1)
    for asked in (with_province, bare):
        decisions.decide(folder, asked, THERE)
    ingest(folder, LATER)
    made = {each.admin1: each for each in decisions.decisions(folder)}
    assert decisions.take_back(folder, made["Fars"]) in (2, 3)
    assert [each.admin1 for each in waiting(folder) if each.name == "Qwert Deh"] == ["Fars"]
    farmers = next(row for row in rows(folder) if "Farmers" in row["title"])
    assert farmers["placed_by"] == "manual", "the other decision stands"
    decisions.take_back(folder, made[""])
    assert [row for row in rows(folder) if "Retirees" not in row["title"]] == before


def test_another_decision_after_one_taken_back(folder: DataFolder) -> None:
    before = rows(folder)
    deh = waiting(folder)[0]
    for latitude in (29.5, 29.6, 29.7):
        decisions.decide(folder, deh, review.at_point("Qwert Deh", latitude, 52.5))
        assert rows(folder)[0]["latitude"] == latitude
        decisions.take_back(folder, decisions.decisions(folder)[0])
        assert rows(folder) == before


def test_a_name_decided_by_somebody_else_is_left_alone(folder: DataFolder) -> None:
    deh = waiting(folder)[0]
    decisions.decide(folder, deh, THERE)
    version = EventTable(folder).version
    assert decisions.decide(folder, deh, None) == 0
    assert EventTable(folder).version == version
    assert decisions.decisions(folder)[0].place.latitude == 29.5


def test_events_that_wait_beside_a_decision_join_the_new_one(folder: DataFolder) -> None:
    deh = waiting(folder)[0]
    decisions.decide(folder, deh, THERE)
    file = folder.geocodes.read_bytes()
    folder.geocodes.unlink()
    ingest(folder, LATER)
    folder.geocodes.write_bytes(file)
    later = next(each for each in waiting(folder) if each.name == "Qwert Deh")
    decisions.decide(folder, later, review.at_point("Qwert Deh", 29.9, 52.5))
    assert [row["latitude"] for row in rows(folder) if row["toponym"] == "Qwert Deh"] == [29.9] * 3


def test_a_line_written_by_hand_can_be_taken_back(folder: DataFolder) -> None:
    Geocodes(folder.geocodes).add([Geocode("Nowhere Deh", Place("N", latitude=30.0, longitude=50.0,
        geo_precision="town"))])  # fmt: skip
    ingest(folder, "Nowhere Deh, Iran. April 3, 2019. Farmers rally")
    (made,) = decisions.decisions(folder)
    assert decisions.take_back(folder, made) == 1
    assert "Nowhere Deh" in [each.name for each in waiting(folder)]


def test_old_versions_cleaned_away_the_geocoder_is_asked(folder: DataFolder) -> None:
    before = rows(folder)
    deh = waiting(folder)[0]
    decisions.decide(folder, deh, THERE)
    _, kept, _ = EventTable(folder).files()
    for file in folder.events.glob("*.parquet"):
        if str(file) not in kept:
            file.unlink()
    decisions.take_back(folder, decisions.decisions(folder)[0])
    assert rows(folder) == before


def test_a_point_that_is_none_changes_nothing(folder: DataFolder) -> None:
    deh, version = waiting(folder)[0], EventTable(folder).version
    with pytest.raises(UnknownValue, match="latitude"):
        decisions.decide(folder, deh, review.at_point("Qwert Deh", 95.0, 52.5))
    assert EventTable(folder).version == version and not decisions.decisions(folder)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_events_that_cannot_be_written_leave_the_file_as_it_was(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, is_taken_back: bool
) -> None:
    deh = waiting(folder)[0]
    if is_taken_back:
        decisions.decide(folder, deh, THERE)
    before, made = rows(folder), decisions.decisions(folder)

    def full(*_: object) -> int:
        raise TableTrouble("the disk is full")

    monkeypatch.setattr(EventTable, "re_place", full)
    undone: Callable[[], int] = (
        (lambda: decisions.take_back(folder, made[0]))
        if is_taken_back
        else (lambda: decisions.decide(folder, deh, THERE))
    )
    with pytest.raises(TableTrouble, match="disk is full"):
        undone()
    assert rows(folder) == before and decisions.decisions(folder) == made


def test_several_people_decide_at_once(folder: DataFolder) -> None:
    names, counts = waiting(folder), []

    def decide(asked: review.OpenName, latitude: float) -> None:
        place = review.at_point(asked.name, latitude, 52.5)
        counts.append(decisions.decide(folder, asked, place))

    people = [
        threading.Thread(target=decide, args=[asked, 29.0 + at])
        for at in range(3)
        for asked in names
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sum(counts) == 3 and waiting(folder) == []
    made = {each.query: each.place.latitude for each in decisions.decisions(folder)}
    told = {r["toponym"]: r["latitude"] for r in rows(folder) if r["placed_by"] == "manual"}
    assert told == made, "file and events tell of the same decision"


def test_no_table_nothing_to_decide(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert decisions.decide(folder, review.OpenName("X", "", "", 1, (), ()), THERE) == 0
    assert not folder.geocodes.exists()


def test_whether_a_folder_can_be_written(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert decisions.can_write(folder)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert not decisions.can_write(folder)


def test_a_candidate_carries_its_province(folder: DataFolder) -> None:
    aliabad = waiting(folder)[1]
    chosen = review.candidates(aliabad, Gazetteer())[0]
    decisions.decide(folder, aliabad, chosen)
    row = next(row for row in rows(folder) if row["toponym"] == "Aliabad")
    assert (row["geonameid"], row["admin1_code"]) == (chosen.geonameid, chosen.admin1_code)
