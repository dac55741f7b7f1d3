"""The other known datasets: a made file of each form, with its traps."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.tables import aside, left, read, text

MASS = {
    "id": "6301990001", "country": "Iran", "ccode": "630", "year": "2018", "region": "MENA",
    "protest": "1", "protestnumber": "1", "startday": "23", "startmonth": "5",
    "startyear": "2018", "endday": "25", "endmonth": "5", "endyear": "2018",
    "protesterviolence": "0", "location": "Shiraz", "participants_category": "",
    "participants": "1000s", "protesteridentity": "truck drivers", "protesterdemand1": "labor",
    "stateresponse1": "ignore", "sources": "Reuters", "notes": "Truck drivers went on strike.",
}  # fmt: skip
MMAD = {
    "cowcode": "630", "location": "115019", "asciiname": "Shiraz", "longitude": "52.53",
    "latitude": "29.61", "event_date": "2018-05-23", "side": "0", "actor": "teachers",
    "issue": "wages", "numreports": "3",
}  # fmt: skip
SCAD = {
    "eventid": "4750001", "ccode": "475", "countryname": "Nigeria", "startdate": "03-Mar-91",
    "enddate": "04-Mar-91", "etype": "5", "actor1": "teachers", "npart": "3", "elocal": "Lagos",
    "locnum": "1", "gislocnum": "1", "latitude": "6.45", "longitude": "3.39",
    "issuenote": "Teachers’ café strike".replace("’", "'"),
}  # fmt: skip
CROWDS = {
    "date": "2018-05-23", "locality": "Chicago", "state": "IL", "type": "march; rally",
    "title": "Teachers march", "actors": "teachers", "participants": "", "claims": "for pay",
    "valence": "0", "size_text": "hundreds", "size_low": "200", "size_high": "200",
    "source_1": "https://x.example/1", "notes": "", "lat": "41.88", "lon": "-87.63",
    "resolved_locality": "Chicago",
}  # fmt: skip
LABOR = {
    "ID": "7", "Employer": "A Hospital", "Labor Organization": "NNU", "Industry": "Health Care",
    "Strike Or Protest": "Strike", "City": "Chicago", "State": "Illinois",
    "Latitude, Longitude": "41.88, -87.63", "Approximate Number Of Participants": "100-200",
    "Start Date": "43243", "End Date": "5/24/2018", "Worker Demands": "Pay", "Source": "",
    "Notes": "Nurses walked out.",
}  # fmt: skip
TRACKER = {
    "Protest Name": "Fuel protests", "Country": "Iran", "Start Date": "June 2017",
    "Freedom Rating (Status)": "Not free", "Peak Size": ">10,000", "Motivation": "Prices",
}  # fmt: skip
UCDP = {
    "id": "1", "type_of_violence": "1", "where_prec": "1", "date_start": "2018-05-23 00:00:00.000",
    "latitude": "29.6", "longitude": "52.5",
}  # fmt: skip


def of(tmp_path, rows, encoding="utf-8", **wished):
    path = tmp_path / "data.csv"
    path.write_text(text(rows), encoding=encoding)
    return read(path, **wished)


@pytest.mark.parametrize(
    "row,expected",
    [
        (MASS, ("mass_mobilization", date(2018, 5, 23), "truckers", "strike", "Shiraz", "town")),
        (MMAD, ("mmad", date(2018, 5, 23), "teachers", "rally", "Shiraz", "town")),
        (SCAD, ("scad", date(1991, 3, 3), "teachers", "strike", "Lagos", "town")),
        (CROWDS, ("crowd_counting", date(2018, 5, 23), "teachers", "march", "Chicago", "town")),
        (LABOR, ("labor_tracker", date(2018, 5, 23), "health", "strike", "Chicago", "town")),
        (TRACKER, ("protest_tracker", date(2017, 6, 1), "other", "rally", "Iran", "country")),
    ],
    ids=["mass", "mmad", "scad", "crowds", "labor", "tracker"],
)
def test_a_row_of_each(tmp_path, row, expected):
    [event], _ = of(tmp_path, [row])
    assert (event.dataset, event.event_date, event.sector, event.action) == expected[:4]
    assert (event.place_name, event.geo_precision) == expected[4:]
    assert event.licence


def test_mass_mobilization(tmp_path):
    rows = [
        MASS | {"participants": "."},
        MASS | {"id": "2", "protest": "0", "startday": ".", "location": "."},
        MASS | {"id": "3", "location": "national"},
        MASS | {"id": "4", "location": "Shiraz, Tabriz"},
        MASS | {"id": "5", "startday": "31", "startmonth": "2"},
        MASS | {"id": "6", "endday": "1"},
        MASS | {"id": "7", "protest": ""},
    ]
    events, tally = of(tmp_path, rows)
    assert [(e.nationwide, e.toponym, e.geo_precision) for e in events] == [
        (False, "Shiraz", "town"), (True, "", "country"), (False, "", "country"),
    ]  # fmt: skip
    assert events[0].size_low is None
    assert events[0].end_date == date(2018, 5, 25)
    assert (left(tally), aside(tally)) == ([3], [(6, "startday"), (7, "endday"), (8, "protest")])


def test_mmad(tmp_path):
    nowhere = {"latitude": "NA", "longitude": "NA"}
    changes = [{"actor": "NA"}, {"event_date": "NA"} | nowhere, {"event_date": "2018"},
               {"latitude": "NA"}]  # fmt: skip
    rows = [MMAD | each for each in changes]
    events, tally = of(tmp_path, rows)
    first = events[0]
    assert (first.geonameid, first.country_code, first.sector_text) == (115019, "IR", "")
    assert (left(tally), aside(tally)) == ([3], [(5, "latitude")])


def test_scad(tmp_path):
    rows = [
        SCAD | {"issuenote": "Café"}, SCAD | {"locnum": "2", "elocal": "Kano", "latitude": "-99",
        "longitude": "-99", "npart": "-99"}, SCAD | {"eventid": "2", "etype": "9"},
        SCAD | {"eventid": "3", "startdate": "31-Feb-91"}, SCAD,
    ]  # fmt: skip
    events, tally = of(tmp_path, rows, encoding="latin-1")
    assert [(e.toponym, e.size_low, e.dataset_row_id) for e in events] == [
        ("Lagos", 101, "4750001/1"), ("Kano", None, "4750001/2"),
    ]  # fmt: skip
    assert (left(tally), aside(tally)) == ([4], [(5, "startdate"), (6, "id")])
    assert events[0].country_code == "NG"


def test_crowds_are_the_numbers_given(tmp_path):
    [event], _ = of(tmp_path, [CROWDS])
    assert (event.size_low, event.size_high, event.size_text) == (200, 200, "hundreds")


def test_labor_tracker(tmp_path):
    rows = [
        LABOR, LABOR | {"ID": "8", "Strike Or Protest": "Lockout"},
        LABOR | {"ID": "9", "Latitude, Longitude": "41.88"},
        LABOR | {"ID": "10", "End Date": "5/1/2018"},
        LABOR | {"ID": "11", "End Date": "5/26/2017"},
    ]  # fmt: skip
    events, tally = of(tmp_path, rows, dates="mdy")
    assert [(e.end_date, e.size_low, e.size_high) for e in events] == [
        (date(2018, 5, 24), 100, 200)
    ]
    assert aside(tally) == [
        (3, "Strike Or Protest"), (4, "Latitude, Longitude"), (5, "End Date"), (6, "End Date"),
    ]  # fmt: skip


def test_a_month_that_excel_damaged_is_asked_for(tmp_path):
    row = TRACKER | {"Start Date": "17-Jun"}
    events, tally = of(tmp_path, [row])
    assert (events, aside(tally)) == ([], [(2, "Start Date")])
    [event], _ = of(tmp_path, [row], dates="yy-mon")
    assert (event.event_date, event.date_precision) == (date(2017, 6, 1), "month")


def test_lethal_violence_is_never_counted(tmp_path):
    rows = [UCDP, UCDP | {"type_of_violence": "9"}, UCDP | {"date_start": "never"}]
    events, tally = of(tmp_path, rows)
    assert (events, left(tally)) == ([], [2])
    assert aside(tally) == [(3, "type_of_violence"), (4, "date_start")]
