"""A person's decisions about places: the file and the events at once, and back."""

from datetime import date
from pathlib import Path

import pytest

from geodata import decisions, pipeline
from geodata.model import Place
from geodata.place import review
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocodes import Geocodes
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

CAPTIONS = """Rudbar, Iran. May 7, 2019. Municipal workers rally over unpaid wages

Rudbar, Iran. May 9, 2019. Teachers on strike

Nowhereabad, Fars, Iran. June 3, 2019. Farmers block the road

Karaj, Iran. June 5, 2019. Nurses rally outside the hospital
"""


def ingest(folder: DataFolder, text: str, name: str = "captions.txt") -> None:
    file = folder.path.parent / name
    file.write_text(text, encoding="utf-8")
    pipeline.ingest(str(file), folder, None, pipeline.Tally())


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path / "data")
    ingest(found, CAPTIONS)
    return found


def waiting(folder: DataFolder) -> dict[str, review.OpenName]:
    rows = EventTable(folder).placed(review.OPEN)
    return {each.name: each for each in review.open_names(rows)}


def places(folder: DataFolder) -> list[tuple[str, str, str]]:
    every = (*review.OPEN, "manual", "gazetteer")
    rows = EventTable(folder).placed(every)
    return sorted((row["toponym"], row["admin1_name"], row["placed_by"]) for row in rows)


def gilan(asked: review.OpenName) -> Place:
    return next(
        each for each in review.candidates(asked, Gazetteer()) if each.admin1_name == "Gilan"
    )


def test_a_decision_places_all_events_of_its_name_now_and_later(folder: DataFolder) -> None:
    before, asked = places(folder), waiting(folder)["Rudbar"]
    assert asked.n_events == 2
    assert decisions.decide(folder, asked, gilan(asked)) == 2
    assert "Rudbar" not in waiting(folder)
    ingest(folder, "Rudbar, Iran. May 12, 2019. Nurses rally", "later.txt")
    found = [each for each in places(folder) if each[0] == "Rudbar"]
    assert found == [("Rudbar", "Gilan", "manual")] * 3
    [made] = decisions.decisions(folder)
    assert (made.query, made.is_manual, made.answered_on) == ("Rudbar", True, date.today())
    assert decisions.n_events(made, EventTable(folder).placed(["manual"])) == 3
    assert decisions.take_back(folder, made) == 3
    assert decisions.decisions(folder) == []
    again = places(folder)
    assert [each for each in again if each[0] != "Rudbar"] == [
        each for each in before if each[0] != "Rudbar"
    ]
    assert [each for each in again if each[0] == "Rudbar"] == [("Rudbar", "", "ambiguous")] * 3


def test_none_of_these_keeps_the_province_and_asks_no_more(folder: DataFolder) -> None:
    asked = waiting(folder)["Nowhereabad"]
    assert decisions.decide(folder, asked, None) == 1
    assert "Nowhereabad" not in waiting(folder)
    assert ("Nowhereabad", "Fars", "manual") in places(folder)
    [made] = decisions.decisions(folder)
    assert not made.place.is_placed
    assert decisions.take_back(folder, made) == 1
    assert "Nowhereabad" in waiting(folder)


def test_the_second_of_two_who_decide_is_told(folder: DataFolder) -> None:
    asked = waiting(folder)["Rudbar"]
    decisions.decide(folder, asked, gilan(asked))
    assert decisions.decide(folder, asked, None) == 0
    assert len(decisions.decisions(folder)) == 1


def test_a_change_of_the_table_that_fails_leaves_no_line_in_the_file(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geodata.errors import TableTrouble

    def fails(*_: object) -> int:
        raise TableTrouble("no room")

    asked = waiting(folder)["Rudbar"]
    monkeypatch.setattr(EventTable, "re_place", fails)
    with pytest.raises(TableTrouble):
        decisions.decide(folder, asked, gilan(asked))
    assert not list(Geocodes(folder.geocodes).all())
    assert "Rudbar" in waiting(folder)
