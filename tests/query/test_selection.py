"""A selection is a filter, a URL and a sentence, and the three agree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import vocabulary
from geodata.model import GEO_PRECISIONS, STATUSES
from geodata.query import counts, engine
from geodata.query.selection import Selection
from geodata.query.sentence import choice, headline, kind, span_of_days
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable
from tests.factories import event

DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
CODES = {
    "sectors": st.lists(st.sampled_from(list(vocabulary.sectors())), unique=True),
    "actions": st.lists(st.sampled_from(list(vocabulary.actions())), unique=True),
    "admin1s": st.lists(st.sampled_from(["IR-00", "IR-21", "IR-28"]), unique=True),
    "places": st.lists(st.sampled_from(["418863", "IR-28", "35.7,51.4", "unplaced"]), unique=True),
    "statuses": st.lists(st.sampled_from(STATUSES), unique=True),
}
SELECTIONS = st.builds(
    Selection,
    start=DAYS,
    end=DAYS,
    **{name: codes.map(tuple) for name, codes in CODES.items()},
    least_precision=st.none() | st.sampled_from(GEO_PRECISIONS),
    text=st.sampled_from(["", "bread", "نان و کار", "a b"]),
    undated=st.none() | st.booleans(),
    unplaced=st.booleans(),
)


@given(SELECTIONS)
def test_the_url_gives_the_selection_back(selection: Selection) -> None:
    read, problems = Selection.from_params(selection.to_params())
    if selection.start and selection.end and selection.start > selection.end:
        assert len(problems) == 1 and not read.has_dates
    else:
        assert (read, problems) == (selection, [])


@given(st.dictionaries(st.sampled_from(["from", "to", "sector", "q", "undated"]), st.text()))
def test_no_url_breaks_it(params: dict[str, str]) -> None:
    selection, _ = Selection.from_params(params)
    choice(selection)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"sector": "truckers lorries"}, "sector: 'lorries' is not known; allowed: truckers"),
        ({"action": "dance"}, "action: 'dance' is not known; allowed: strike"),
        ({"from": "22.5.2018"}, "a date such as 2018-05-22"),
        ({"from": "2018-05-02", "to": "2018-05-01"}, "from 2018-05-02 is after to 2018-05-01"),
        ({"undated": "yes"}, "undated: 'yes' is not known; allowed: 0, 1"),
        ({"precision": "exact"}, "allowed: site, town"),
    ],
)
def test_what_a_url_misnames_is_said(params: dict[str, str], said: str) -> None:
    selection, problems = Selection.from_params(params)
    assert len(problems) == 1 and said in str(problems[0])
    assert selection.sectors in ((), ("truckers",))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> engine.Snapshot:
    table = EventTable(DataFolder.find(tmp_path_factory.mktemp("data")))
    province = {"geo_precision": "admin1", "geonameid": 1, "admin1_code": "IR-28"}
    country = {"geo_precision": "country", "country_code": "IR", "place_name": "Iran"}
    month = {"end_date": date(2019, 5, 31), "date_precision": "month"}
    table.add(
        [],
        [
            event("Shiraz", date(2019, 3, 3)),
            event("Shiraz", date(2019, 3, 4), sector="health", title="Nurses rally"),
            event("Shiraz", date(2019, 3, 1), end_date=date(2019, 3, 3), action="sit_in"),
            event("Tabriz", date(2019, 4, 1), title="Ṭeachers’ كار"),
            event("Rasht", None, sector="retirees"),
            event("Shiraz", date(2019, 4, 2), sector="truckers", **province),
            event(None, date(2019, 5, 1), sector="truckers", action="strike", **country, **month),
            event(None, date(2019, 5, 6), toponym="Nowhere"),
        ],
    )
    return engine.Snapshot.of(*table.files())


@pytest.mark.parametrize(
    ("selection", "n_events"),
    [
        (Selection(), 8),
        (Selection(start=date(2019, 3, 3), end=date(2019, 3, 3)), 2),
        (Selection(start=date(2019, 3, 3), end=date(2019, 3, 3), undated=True), 3),
        (Selection(end=date(2019, 3, 3)), 2),
        (Selection(start=date(2019, 5, 20)), 1),
        (Selection(undated=False), 7),
        (Selection(sectors=("truckers", "health")), 3),
        (Selection(actions=("sit_in",)), 1),
        (Selection(admin1s=("IR-07",)), 3),
        (Selection(places=("115019",)), 3),
        (Selection(places=("IR-28",)), 1),
        (Selection(places=("IR",)), 1),
        (Selection(places=("unplaced",)), 1),
        (Selection(unplaced=False), 6),
        (Selection(least_precision="town"), 5),
        (Selection(statuses=("checked",)), 0),
        (Selection(text="nurses"), 1),
        (Selection(text="TEACHERS"), 7),
        (Selection(text="کار"), 1),
        (Selection(text="shiraz nurses"), 1),
        (Selection(text="nowhere"), 1),
        (Selection(text="' OR 1=1 --"), 0),
        (Selection(text="100%_"), 0),
    ],
)
def test_the_filter_keeps(snapshot: engine.Snapshot, selection: Selection, n_events: int) -> None:
    assert totals_of(snapshot, selection).n_events == n_events, choice(selection)


def totals_of(snapshot: engine.Snapshot, selection: Selection) -> counts.Totals:
    events = engine.events(snapshot)
    places, days = counts.by_place(events, selection), counts.by_day(events, selection)
    return counts.totals(places, days, selection)


def test_totals_say_what_is_not_known(snapshot: engine.Snapshot) -> None:
    found = totals_of(snapshot, Selection())
    assert (found.n_towns, found.n_admin1_only, found.n_country_only) == (3, 1, 1)
    assert (found.n_unplaced, found.n_undated, found.n_month_only) == (1, 1, 1)
    assert (found.first_day, found.last_day) == (date(2019, 3, 1), date(2019, 5, 31))
    assert headline(found).startswith("**8 events** in **3 towns**, 1 March to May 2019")
    assert headline(found).endswith("; 3 without a town, 1 without a date.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(selection=SELECTIONS)
def test_the_answers_agree_with_each_other(snapshot: engine.Snapshot, selection: Selection) -> None:
    events = engine.events(snapshot)
    found = totals_of(snapshot, selection)
    kinds = counts.by_kind(events, selection)
    listed = counts.newest(events, engine.whole_events(snapshot), selection, limit=100)
    days = [] if listed.empty else listed["event_date"].dropna().tolist()
    assert len(listed) == found.n_events
    assert found.n_undated == len(listed) - len(days)
    assert found.first_day == (min(days).date() if days else None)
    assert found.n_events == sum(
        n
        for code, n in counts.by_sector(kinds, selection).items()
        if not selection.sectors or code in selection.sectors
    )


def test_one_row_a_town_with_its_leading_group(snapshot: engine.Snapshot) -> None:
    events = engine.events(snapshot)
    towns = counts.dots(counts.by_place(events, Selection()), counts.places_of(events))
    assert set(towns["place_name"]) == {"Shiraz", "Tabriz", "Rasht"}
    shiraz = towns.set_index("place_name").loc["Shiraz"]
    assert (shiraz["n"], shiraz["group"]) == (3, "public_service")
    assert (shiraz["latitude"], shiraz["longitude"]) == (29.61031, 52.53113)


def test_a_province_is_never_a_dot(snapshot: engine.Snapshot) -> None:
    events = engine.events(snapshot)
    places, ground = counts.by_place(events, Selection()), counts.places_of(events)
    assert "IR-28" not in set(counts.dots(places, ground)["place_key"])
    assert list(counts.provinces(places, ground)["admin1_code"]) == ["IR-28"]
    assert counts.off_map(places) == {"IR": 1, "unplaced": 1}


def test_a_facet_counts_without_its_own_filter(snapshot: engine.Snapshot) -> None:
    events = engine.events(snapshot)
    chosen = Selection(sectors=("health",), admin1s=("IR-07",))
    kinds = counts.by_kind(events, chosen)
    assert counts.by_sector(kinds, chosen) == {"health": 1, "teachers": 2}
    assert counts.by_action(kinds, chosen) == {"rally": 1}
    assert counts.leading_kind(kinds, chosen) == ("health", "rally", 1)
    assert counts.by_admin1(events, Selection(admin1s=("IR-07",)))["IR-03"] == 1


def test_the_timeline_sees_beyond_the_chosen_dates(snapshot: engine.Snapshot) -> None:
    days = counts.by_day(engine.events(snapshot), Selection(start=date(2019, 5, 1)))
    assert counts.timeline(days)["n"].sum() == 7, "all dated events"
    assert counts.n_undated(days) == 1


def test_the_newest_come_first_and_undated_last(snapshot: engine.Snapshot) -> None:
    events, whole = engine.events(snapshot), engine.whole_events(snapshot)
    days = counts.newest(events, whole, Selection(), limit=10)["event_date"]
    assert days.iloc[0] == pd.Timestamp(2019, 5, 6) and pd.isna(days.iloc[-1])
    assert len(counts.newest(events, whole, Selection(), limit=3)) == 3


def test_the_same_answers_in_another_thread(snapshot: engine.Snapshot) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def ask(_: int) -> int:
        return totals_of(snapshot, Selection()).n_events

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(40))) == {8}


def test_an_empty_table_answers(tmp_path: Path) -> None:
    table = EventTable(DataFolder.find(tmp_path))
    shot = engine.Snapshot.of(*table.files())
    events = engine.events(shot)
    assert headline(totals_of(shot, Selection())) == "**No event** matches these filters."
    places, ground = counts.by_place(events, Selection()), counts.places_of(events)
    assert counts.dots(places, ground).empty and counts.provinces(places, ground).empty
    assert counts.leading_kind(counts.by_kind(events, Selection()), Selection()) is None


def test_old_versions_make_room_and_can_be_asked_again(tmp_path: Path) -> None:
    table = EventTable(DataFolder.find(tmp_path))
    shots = []
    for number in range(6):
        table.add([], [event(title=f"Event {number}")])
        shots.append(engine.Snapshot.of(*table.files()))
        assert totals_of(shots[-1], Selection()).n_events == number + 1
    assert totals_of(shots[0], Selection()).n_events == 1


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2018, 5, 22), date(2018, 5, 22), "22 May 2018"),
        (date(2018, 6, 24), date(2018, 6, 25), "24 to 25 June 2018"),
        (date(2018, 5, 22), date(2018, 7, 24), "22 May to 24 July 2018"),
        (date(2017, 12, 28), date(2018, 1, 3), "28 December 2017 to 3 January 2018"),
    ],
)
def test_days_in_words(first: date, last: date, said: str) -> None:
    assert span_of_days(first, last) == said


@pytest.mark.parametrize("sector", list(vocabulary.sectors()))
@pytest.mark.parametrize("action", list(vocabulary.actions()))
def test_every_kind_has_words(sector: str, action: str) -> None:
    assert kind(sector, action)


def test_the_choice_in_words() -> None:
    chosen = Selection(
        start=date(2018, 5, 22), sectors=("truckers", "farmers"), actions=("strike",), text="water"
    )
    assert choice(chosen) == "Truckers or Farmers; strike; from 22 May 2018; with the words “water”"
    assert choice(Selection()) == "Everything"
