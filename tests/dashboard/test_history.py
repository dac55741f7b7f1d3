"""The page History, and the pages as of an earlier version, as Streamlit runs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.views.history import said
from geodata.store.change import Change
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable
from tests.dashboard.test_pages import run, sentence
from tests.factories import event, report, told

PAGE = """
from dashboard import filters, load
from dashboard.context import Context
from dashboard.views import history
from geodata.query.selection import Selection
from geodata.store.folder import DataFolder

folder = DataFolder.find()
shot, is_demonstration = load.snapshot(folder)
whole = load.whole(shot)
history.show(
    Context(folder, shot, is_demonstration, Selection(), filters.View(), whole, whole, {}, "light")
)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("MAYDAN_DATA", str(tmp_path))
    folder, own = DataFolder.find(), report()
    table = EventTable(folder)
    for town, day in (("Shiraz", date(2019, 3, 3)), ("Rasht", date(2019, 4, 1))):
        table.add([own], [told(own, event(town, day))], [f"{town}.txt"])
    (first,) = (each["event_id"] for each in table.rows(ids(folder)) if each["toponym"] == "Shiraz")
    table.correct(first, {"status": "checked"}, "seen on video")
    return folder


def ids(folder: DataFolder) -> list[str]:
    table = EventTable(folder)
    return [row["event_id"] for row in table.placed(["gazetteer"])]


def page() -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60).run()
    assert not app.exception, app.exception
    return app


def titles(app: AppTest) -> list[str]:
    return [each.value.replace("\\", "") for each in app.main.markdown if "· version" in each.value]


def test_each_version_is_told_and_can_be_undone(folder: DataFolder) -> None:
    app = page()
    assert [each.split("**")[1] for each in titles(app)] == [
        "Corrected 1 event: status",
        "Added 1 event: Rasht.txt",
        "Added 1 event: Shiraz.txt",
    ]
    assert any("seen on video" in each.value for each in app.main.caption)
    app.text_input(key="why_2").input("twice")
    app.button(key="undo_2").click().run()
    assert "Version 2 is undone: 1 event" in app.main.success[0].value.replace("\\", "")
    assert titles(app)[0].split("**")[1] == "Took back version 2 (1 removed)"
    assert len(ids(folder)) == 1
    app.button(key="undo_2").click().run()
    assert "taken back already" in app.main.error[0].value.replace("\\", "")
    app.button(key="undo_4").click().run()
    assert len(ids(folder)) == 2


def test_a_folder_that_cannot_be_written_undoes_nothing(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.decisions.can_write", lambda _: False)
    app = page()
    assert "cannot be written" in app.main.warning[0].value


def test_the_demonstration_has_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAYDAN_DATA", str(tmp_path))
    assert "demonstration" in page().main.info[0].value


def test_the_map_as_it_stood(folder: DataFolder) -> None:
    assert "2 events" in sentence(run())
    app = run(as_of="1", sector="teachers")
    assert "1 event**" in sentence(app)
    assert any("as they stood: version 1, " in each.value for each in app.main.markdown)
    assert app.query_params["as_of"] == "1"
    app.button(key="now").click().run()
    assert "2 events" in sentence(app)
    assert "as_of" not in app.query_params
    assert app.query_params["sector"] == "teachers"


def test_before_the_first_event_nothing_is_shown_but_the_way_back(folder: DataFolder) -> None:
    app = run(as_of="1999-01-01")
    assert "no events then" in app.main.error[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("added", of=("a.txt", "acled")).counted(24, 3), r"Added 27 events: a\.txt\, acled"),
        (Change("merged").counted(0, 1, 2), "Made one 1 changed, 2 removed"),
        (Change("undone", of=("7", "added")).counted(1, 2, 3),
         "Took back version 7 (1 back, 2 as before, 3 removed)"),
        (Change("placed", of=("decided", "rudbar", "gilan", "")).counted(0, 2),
         r"Placed 2 events: rudbar\, gilan"),
        (Change("added", of=("![x](https://example.org)",)).counted(1),
         r"Added 1 event: \!\[x\]\(https\:\/\/example\.org\)"),
    ],
)  # fmt: skip
def test_said(change: Change, words: str) -> None:
    assert said(change) == words
