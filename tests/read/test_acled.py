"""ACLED: who and what from the notes, exactness as told, each trap set aside with its line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.tables import ACLED, aside, left, read, text


def one(tmp_path, **changes):
    path = tmp_path / "export.csv"
    path.write_text(text([ACLED | changes]), encoding="utf-8")
    events, _ = read(path)
    return events[0]


def test_a_strike_is_told_by_the_notes(tmp_path):
    event = one(tmp_path)
    assert (event.sector, event.sector_text) == ("truckers", "truck drivers")
    assert (event.action, event.strike_day) == ("strike", 2)
    assert (event.event_date, event.date_precision) == (date(2018, 5, 23), "day")
    assert (event.place_name, event.geonameid, event.admin1_code) == ("Shiraz", 115019, "IR-07")
    assert (event.geo_precision, event.placed_by) == ("town", "source")
    assert (event.latitude, event.longitude) == (29.6103, 52.5311)
    assert (event.size_low, event.size_high) == (200, 200)
    assert event.sources == ("Monitor", "HRANA")
    assert (event.licence, event.dataset, event.dataset_row_id) == ("acled", "acled", "IRN1")


@pytest.mark.parametrize(
    "changes,field,expected",
    [
        ({"event_date": "16 May 2025"}, "event_date", date(2025, 5, 16)),
        ({"time_precision": "2"}, "date_precision", "week"),
        ({"time_precision": "3"}, "date_precision", "month"),
        ({"time_precision": "3"}, "event_date", date(2018, 5, 1)),
        ({"time_precision": "3"}, "end_date", date(2018, 5, 31)),
        ({"geo_precision": "2"}, "geo_precision", "admin2"),
        ({"geo_precision": "3"}, "geo_precision", "admin1"),
        ({"geo_precision": "3"}, "admin1_code", "IR-07"),
        ({"geo_precision": "3"}, "geonameid", None),
        ({"notes": "A protest.", "assoc_actor_1": "Teachers (Iran)"}, "sector", "teachers"),
        ({"notes": "A protest.", "assoc_actor_1": "Labor Group (Iran)"}, "sector", "other"),
        ({"notes": "A protest.", "inter1": "Protesters"}, "action", "rally"),
        ({"event_type": "Riots", "notes": "Crowds rallied."}, "action", "clash"),
        ({"tags": "crowd size=no report"}, "size_low", None),
        ({"tags": "crowd size=hundreds"}, "size_high", 999),
        ({"tags": "crowd size=at least 3,000"}, "size_low", 3000),
        ({"tags": "", "notes": "A rally. [size=around 50]"}, "size_low", 50),
        ({"latitude": "29,6103", "longitude": "52,5311"}, "latitude", 29.6103),
    ],
)
def test_values(tmp_path, changes, field, expected):
    assert getattr(one(tmp_path, **changes), field) == expected


def test_older_columns_and_any_delimiter(tmp_path):
    row = {"data_id": "5", "event_id_no_cnty": "1"} | ACLED
    for delimiter in ",;\t|":
        path = tmp_path / "old.csv"
        path.write_text("\ufeff" + text([row], delimiter), encoding="utf-8")
        events, _ = read(path)
        assert [event.sector for event in events] == ["truckers"], delimiter


def test_what_is_not_taken_is_named(tmp_path):
    rows = [
        ACLED,
        ACLED | {"event_id_cnty": "IRN2", "event_type": "Battles"},
        ACLED | {"event_id_cnty": "IRN3", "event_date": "2018-02-30"},
        ACLED | {"event_id_cnty": "IRN4", "latitude": "95"},
        ACLED | {"event_id_cnty": "IRN5", "latitude": "0", "longitude": "0"},
        ACLED | {"event_id_cnty": "IRN6", "location": "Shi\u202eraz"},
        ACLED | {"event_id_cnty": "IRN7", "location": '=HYPERLINK("http://x","y")'},
        ACLED | {"event_id_cnty": "IRN8", "geo_precision": "9"},
        ACLED | {"event_id_cnty": "IRN9", "longitude": ""},
        ACLED | {"event_id_cnty": "", "event_date": ""},
        ACLED,
        ACLED | {"notes": "Another."},
        ACLED | {"event_id_cnty": "IRN12", "event_date": "3/4/2018"},
    ]
    path = tmp_path / "export.csv"
    path.write_text(text(rows) + "IRN13,2018-05-23\n", encoding="utf-8")
    events, tally = read(path)
    assert len(events) == 1
    assert left(tally) == [3]
    assert aside(tally) == [
        (4, "event_date"), (5, "latitude"), (6, "latitude"), (7, "location"), (8, "location"),
        (9, "geo_precision"), (10, "longitude"), (11, "event_id_cnty"), (13, "id"),
        (14, "event_date"), (15, ""),
    ]  # fmt: skip
    assert tally.n_merged == 1
