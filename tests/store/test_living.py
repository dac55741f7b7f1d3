"""A dataset or a file read again: what is new, changed and gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.model import Event
from geodata.store.folder import DataFolder
from geodata.store.living import Difference, Standing
from geodata.store.table import EventTable
from tests.factories import event, report, told


@pytest.fixture
def table(tmp_path: Path) -> EventTable:
    return EventTable(DataFolder(tmp_path))


def row(number: int, **values: Any) -> Event:
    """An event of a dataset, whose point the dataset gave."""
    known = {"dataset": "acled", "dataset_row_id": f"IRN{number}", "placed_by": "source"}
    return event("Shiraz", date(2019, 3, number), **{**known, **values})


ROWS = [row(number) for number in range(1, 6)]


def read_again(table: EventTable, events: list[Event], is_agreed: bool = True) -> Difference:
    standing = Standing(table, "acled", has_ids=True)
    new, _ = standing.sort(events)
    table.add([], new)
    return standing.bring_up_to_date(lambda _: is_agreed, ["acled.csv"])


def standing_rows(table: EventTable) -> dict[str, dict[str, Any]]:
    ids = [each["event_id"] for each in table.of_dataset("acled", ["event_id"])]
    return {each["dataset_row_id"]: each for each in table.rows(ids)}


def test_the_same_twice_changes_nothing(table: EventTable) -> None:
    assert not read_again(table, ROWS)
    version = table.version
    assert not read_again(table, ROWS)
    assert (table.version, len(standing_rows(table))) == (version, 5)


def test_changed_new_and_gone(table: EventTable) -> None:
    read_again(table, ROWS)
    before = standing_rows(table)
    again = [
        ROWS[0],
        replace(ROWS[1], size_low=40, latitude=29.7),
        row(9),
        replace(ROWS[4], event_date=date(2019, 3, 6), end_date=date(2019, 3, 6)),
    ]
    found = read_again(table, again)
    assert [(each.row_id, each.columns) for each in found.changed] == [
        ("IRN2", {"size_low": (None, 40), "latitude": (29.61031, 29.7)}),
        (
            "IRN5",
            {
                "event_date": (date(2019, 3, 5), date(2019, 3, 6)),
                "end_date": (date(2019, 3, 5), date(2019, 3, 6)),
            },
        ),
    ]
    assert sorted(each["dataset_row_id"] for each in found.removed) == ["IRN3", "IRN4"]
    after = standing_rows(table)
    assert sorted(after) == ["IRN1", "IRN2", "IRN5", "IRN9"]
    assert after["IRN5"]["event_id"] == before["IRN5"]["event_id"], "links stay true"
    assert after["IRN2"]["size_low"] == 40
    table.undo(table.version)
    assert {key: each for key, each in standing_rows(table).items() if key != "IRN9"} == before


def test_without_a_yes_only_the_new_comes(table: EventTable) -> None:
    read_again(table, ROWS)
    found = read_again(table, [replace(ROWS[0], size_low=9), row(8)], is_agreed=False)
    assert (len(found.changed), len(found.removed), found.is_taken_over) == (1, 4, False)
    after = standing_rows(table)
    assert (len(after), after["IRN1"]["size_low"]) == (6, None)


@pytest.mark.parametrize(
    ("again", "gone"),
    [
        ([ROWS[0], ROWS[2]], ["IRN2"]),
        ([ROWS[1]], []),
        ([replace(ROWS[0], country_code="TR"), replace(ROWS[4], country_code="TR")], []),
        ([], []),
    ],
)
def test_gone_is_only_what_the_file_would_cover(
    table: EventTable, again: list[Event], gone: list[str]
) -> None:
    read_again(table, ROWS)
    found = read_again(table, again, is_agreed=False)
    assert [each["dataset_row_id"] for each in found.removed] == gone


def test_what_a_person_set_stays(table: EventTable) -> None:
    read_again(table, ROWS)
    ids = {key: each["event_id"] for key, each in standing_rows(table).items()}
    table.correct(ids["IRN1"], {"sector": "health", "status": "checked"})
    table.correct(ids["IRN2"], {"latitude": 30.0, "placed_by": "manual"})
    again = [
        replace(ROWS[0], sector="students", size_low=7),
        replace(ROWS[1], latitude=1.0),
        *ROWS[2:],
    ]
    found = read_again(table, again)
    assert [each.row_id for each in found.changed] == ["IRN1"]
    after = standing_rows(table)
    assert [after["IRN1"][name] for name in ("sector", "status", "size_low")] == [
        "health",
        "checked",
        7,
    ]
    assert after["IRN2"]["latitude"] == 30.0


def test_a_file_of_ones_own_covers_all_that_only_it_told(table: EventTable) -> None:
    first, other = report("one", source="notes"), report("two", source="Paper")
    shiraz, rasht, both = event("Shiraz"), event("Rasht", None), event("Tabriz")
    table.add([first], [told(first, each) for each in (shiraz, rasht, both)])
    table.add([other], [told(other, both)])
    later = report("three", source="notes")
    standing = Standing(table, "", "notes")
    new, changed = standing.sort(
        [told(later, shiraz), told(later, event("Shiraz", date(2019, 5, 5)))]
    )
    assert [each.event_date for each in new] == [date(2019, 5, 5)]
    assert (changed, standing.n_same) == ([], 1)
    found = standing.bring_up_to_date(lambda _: True, ["notes.txt"])
    assert [each["toponym"] for each in found.removed] == ["Rasht"]
    assert sorted(each["toponym"] for each in table.placed(["gazetteer"])) == ["Shiraz", "Tabriz"]


def test_another_dataset_is_not_touched(table: EventTable) -> None:
    table.add([], [replace(each, dataset="mmad") for each in ROWS])
    assert not read_again(table, [row(20)])
    assert len(standing_rows(table)) == 1
