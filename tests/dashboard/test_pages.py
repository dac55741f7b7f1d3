"""The pages as Streamlit runs them, without a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import style
from geodata import decisions, pipeline
from geodata.place import review
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable
from tests.factories import event, report, told

APP = str(Path(dashboard.__file__).parent / "app.py")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("MAYDAN_DATA", str(tmp_path))
    return DataFolder.find()


@pytest.fixture
def filled(folder: DataFolder) -> DataFolder:
    own = report()
    events = [
        event("Shiraz", date(2019, 3, 3)),
        event("Tabriz", date(2019, 4, 1), sector="truckers", action="strike"),
        event("Rasht", None, sector="retirees"),
    ]
    EventTable(folder).add([own], [told(own, each) for each in events])
    return folder


def run(**params: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def sentence(app: AppTest) -> str:
    return next(str(each.value) for each in app.main.markdown if each.value.startswith("## "))


def test_a_new_folder_shows_the_demonstration(folder: DataFolder) -> None:
    app = run()
    assert "22 events** in **9 towns" in sentence(app)
    assert any("demonstration" in each.value for each in app.main.caption)
    assert not EventTable(folder).exists, "the demonstration is no table of the person's own"


def test_own_events_take_the_place_of_the_demonstration(filled: DataFolder) -> None:
    app = run()
    assert "3 events** in **3 towns" in sentence(app)
    assert not any("demonstration" in each.value for each in app.main.caption)


def test_an_empty_table_shows_the_demonstration(folder: DataFolder) -> None:
    EventTable(folder).create()
    assert "22 events** in **9 towns" in sentence(run())


def test_what_was_ingested_is_shown_at_the_next_run(folder: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "captions.txt"
    file.write_text("Shiraz, Iran. March 3, 2019. Teachers rally\n")
    app = run()
    tally = pipeline.Tally()
    pipeline.ingest(str(file), folder, None, tally)
    app.run()
    assert "1 event** in **1 town**, 3 March 2019" in sentence(app)


def test_a_link_sets_the_widgets(filled: DataFolder) -> None:
    app = run(sector="truckers", **{"from": "2019-04-01"}, undated="1", unplaced="0")
    assert app.checkbox(key="sector_truckers").value
    assert app.date_input(key="from").value == date(2019, 4, 1)
    assert app.toggle(key="undated").value and not app.toggle(key="unplaced").value
    assert "1 event**" in sentence(app)


def test_widgets_filter_and_write_the_url(filled: DataFolder) -> None:
    app = run()
    app.checkbox(key="sector_truckers").check().run()
    assert "1 event** in **1 town**, 1 April 2019" in sentence(app)
    assert app.query_params["sector"] in ("truckers", ["truckers"])
    app.button(key="clear").click().run()
    assert "3 events**" in sentence(app)
    assert not app.query_params


def test_a_quick_second_click_is_not_undone_by_a_late_address(filled: DataFolder) -> None:
    app = run()
    app.checkbox(key="sector_truckers").check().run()
    app.query_params.clear()
    app.checkbox(key="sector_retirees").check().run()
    assert "2 events**" in sentence(app)
    app.query_params.clear()
    app.run()
    assert "3 events**" in sentence(app), "an address that changed by itself is followed"


def test_dates_leave_undated_events_out_until_asked(filled: DataFolder) -> None:
    app = run()
    app.date_input(key="from").set_value(date(2019, 1, 1)).run()
    assert "2 events**" in sentence(app)
    app.toggle(key="undated").set_value(True).run()
    assert "3 events**" in sentence(app)
    app.toggle(key="undated").set_value(False).run()
    assert "2 events**" in sentence(app)


def test_no_match_is_said(filled: DataFolder) -> None:
    app = run(q="no such words")
    assert "No event** matches" in sentence(app)


def test_dates_the_wrong_way_round_are_said(filled: DataFolder) -> None:
    app = run()
    app.date_input(key="from").set_value(date(2019, 4, 1)).run()
    app.date_input(key="to").set_value(date(2019, 3, 1)).run()
    assert any("is after" in each.value for each in app.sidebar.warning)


@pytest.mark.parametrize(
    "params",
    [
        {"sector": "nobody"},
        {"place": "418863"},
        {"q": "'; DROP TABLE events; --"},
        {"precision": "exactly", "from": "yesterday", "unplaced": "maybe"},
    ],
)
def test_no_link_breaks_the_page(filled: DataFolder, params: dict[str, str]) -> None:
    assert "event" in sentence(run(**params)).lower()


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"admin1": "IR-99"}, "admin1: 'IR-99' is not known"),
        ({"places": "1 115019"}, "places: '1' is not known"),
        ({"dataset": "acled"}, "dataset: 'acled' is not known"),
        ({"place": "nowhere"}, "place: 'nowhere' is no place of this table"),
    ],
)
def test_what_the_table_does_not_know_is_left_out_and_said(
    filled: DataFolder, params: dict[str, str], said: str
) -> None:
    app = run(**params)
    assert any(style.plain(said) in each.value for each in app.main.warning)
    assert not app.query_params or "places" in params


def test_a_province_without_events_is_no_mistake(filled: DataFolder) -> None:
    app = run(admin1="IR-21")
    assert "No event**" in sentence(app) and not app.main.warning


def test_a_broken_table_is_said(filled: DataFolder) -> None:
    log = filled.events / "_delta_log" / "00000000000000000000.json"
    log.write_text("{broken")
    app = run()
    assert "cannot be shown" in app.main.error[0].value


REVIEW = """
from dashboard import filters, load
from dashboard.context import Context
from dashboard.views import review
from geodata.query.selection import Selection
from geodata.store.folder import DataFolder

folder = DataFolder.find()
shot, is_demonstration = load.snapshot(folder)
whole = load.whole(shot)
view = filters.View()
review.show(
    Context(folder, shot, is_demonstration, Selection(), view, whole, whole, {}, "light")
)
"""
"""AppTest opens no page of `st.navigation` but the first: this is what the entry runs."""


def review_page(folder: DataFolder) -> AppTest:
    """The Review page on captions of which one name is borne by several places."""
    file = folder.path / "captions.txt"
    file.write_text(
        "Rudbar, Iran. May 7, 2019. Municipal workers rally\n\n"
        "Rudbar, Iran. May 9, 2019. Teachers on strike\n\n"
        "Nowhereabad, Fars, Iran. June 3, 2019. Farmers block the road\n",
        encoding="utf-8",
    )
    pipeline.ingest(str(file), folder, None, pipeline.Tally())
    return AppTest.from_string(REVIEW, default_timeout=60).run()


def button(app: AppTest, label: str) -> object:
    return next(each for each in app.main.button if label in each.label.replace("\\", ""))


def test_review_asks_places_and_takes_back(folder: DataFolder) -> None:
    app = review_page(folder)
    assert "2 names** of **3 events** wait" in sentence(app)
    names = [each.replace("\\", "") for each in app.main.radio[0].options]
    assert names == ["Rudbar", "Nowhereabad, Fars"]
    button(app, "Rudbar, Mazandaran").click().run()
    assert "now stand at Rudbar, Mazandaran" in app.main.success[0].value.replace("\\", "")
    assert "1 name** of **1 event** waits" in sentence(app)
    button(app, "Take back").click().run()
    assert "2 names** of **3 events** wait" in sentence(app)
    assert not app.exception


def test_review_takes_typed_coordinates_and_says_what_is_wrong_with_them(
    folder: DataFolder,
) -> None:
    app = review_page(folder)
    app.main.radio[0].set_value(next(o for o in radio_values(app) if "nowhere" in o)).run()
    app.main.text_input[0].set_value("somewhere").run()
    assert "not two coordinates" in app.main.error[0].value
    app.main.text_input[0].set_value("35.69, 51.42").run()
    assert "lies in Tehran" in app.main.warning[0].value
    app.main.text_input[0].set_value("29.6, 52.5").run()
    assert not app.main.warning and not app.main.error
    button(app, "(29.600, 52.500)").click().run()
    assert "1 event of Nowhereabad now stands" in app.main.success[0].value
    button(app, "None of these").click().run()
    assert "No place waits for you" in sentence(app)
    assert not app.exception


def radio_values(app: AppTest) -> list[str]:
    """The values behind the radio's labels, which AppTest does not give."""
    return ["rudbar||IR", "nowhereabad|fars|IR"]


def test_review_tells_that_somebody_was_faster(folder: DataFolder) -> None:
    app = review_page(folder)
    (asked,) = [each for each in open_names(folder) if each.name == "Rudbar"]
    decisions.decide(folder, asked, None)
    button(app, "Rudbar, Mazandaran").click().run()
    assert "Somebody decided about Rudbar meanwhile" in app.main.error[0].value
    assert not app.main.success and "1 name** of" in sentence(app)


def open_names(folder: DataFolder) -> list[review.OpenName]:
    return review.open_names(EventTable(folder).placed(review.OPEN))


def test_review_tells_candidates_of_one_name_apart(folder: DataFolder) -> None:
    file = folder.path / "captions.txt"
    file.write_text("Aliabad, Iran. March 5, 2019. Nurses rally\n", encoding="utf-8")
    pipeline.ingest(str(file), folder, None, pipeline.Tally())
    app = AppTest.from_string(REVIEW, default_timeout=60).run()
    labels = [each.label.partition(" · ")[2] for each in app.main.button if " · " in each.label]
    assert len(set(labels)) == len(labels) > 1
    assert sum("Isfahan" in each for each in labels) == 2


def test_review_of_a_folder_that_cannot_be_written(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.decisions.can_write", lambda _: False)
    app = review_page(folder)
    assert "cannot be kept" in app.main.warning[0].value
    assert app.main.button and all(each.disabled for each in app.main.button)


def test_review_of_the_demonstration_asks_nothing(folder: DataFolder) -> None:
    app = AppTest.from_string(REVIEW, default_timeout=60).run()
    assert "asks nothing" in app.main.info[0].value
