"""GDELT: root 14 only, centroids coarse, FIPS countries, one story one event."""

from __future__ import annotations

import pytest

from tests.read.tables import aside, gdelt, left, read


def one(tmp_path, **changes):
    path = tmp_path / "20180523.export.CSV"
    path.write_text(gdelt(**changes), encoding="utf-8")
    events, _ = read(path)
    return events[0]


@pytest.mark.parametrize(
    "changes,field,expected",
    [
        ({}, "action", "strike"),
        ({}, "sector", "truckers"),
        ({}, "geonameid", 115019),
        ({}, "urls", ("https://news.example/1",)),
        ({}, "sources", ("news.example",)),
        ({"EventBaseCode": "141"}, "action", "rally"),
        ({"EventBaseCode": "142"}, "action", "hunger_strike"),
        ({"EventBaseCode": "144"}, "action", "blockade"),
        ({"EventBaseCode": "145"}, "action", "clash"),
        ({"ActionGeo_Type": "5", "ActionGeo_FullName": "Fars, Iran"}, "geo_precision", "admin1"),
        ({"ActionGeo_Type": "5", "ActionGeo_FullName": "Fars, Iran"}, "admin1_code", "IR-07"),
        ({"ActionGeo_Type": "1", "ActionGeo_FullName": "Iran"}, "geo_precision", "country"),
        ({"ActionGeo_Type": "1", "ActionGeo_FullName": "Iran"}, "geonameid", None),
        ({"ActionGeo_Type": "0", "ActionGeo_FullName": ""}, "geo_precision", "unplaced"),
        ({"ActionGeo_CountryCode": "GM", "ActionGeo_Type": "1", "ActionGeo_FullName": "Germany",
          "ActionGeo_Lat": "51.5", "ActionGeo_Long": "10.5"}, "country_code", "DE"),
        ({"Actor1Name": "X", "Actor1Type1Code": "AGR"}, "sector", "farmers"),
        ({"Actor1Name": "WORKER", "Actor1Type1Code": "LAB"}, "sector", "other"),
    ],
)  # fmt: skip
def test_values(tmp_path, changes, field, expected):
    assert getattr(one(tmp_path, **changes), field) == expected


def test_rows_of_one_story_are_one_event(tmp_path):
    path = tmp_path / "day.txt"
    story = {"SOURCEURL": "https://news.example/story"}
    lines = [
        gdelt(1, **story), gdelt(2, **story), gdelt(3, **story, EventBaseCode="141"),
        gdelt(4, EventRootCode="19"), gdelt(5, EventRootCode=""), gdelt(6, SQLDATE="20181345"),
        gdelt(7, ActionGeo_Lat="north"), "7\t20180523\tcut off\n", gdelt(8) ,
    ]  # fmt: skip
    path.write_text("".join(lines), encoding="utf-8")
    events, tally = read(path)
    assert [event.dataset_row_id[-1] for event in events] == ["1", "3", "8"]
    assert (tally.n_merged, left(tally)) == (1, [4])
    assert aside(tally) == [
        (5, "EventRootCode"), (6, "SQLDATE"), (7, "ActionGeo_Lat"), (8, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("n_fields", [57, 58])
def test_the_first_edition_has_fewer_fields(tmp_path, n_fields):
    cells = gdelt().rstrip("\n").split("\t")
    # It has no ADM2Code of the three places; the oldest files no address either.
    older = [cell for n, cell in enumerate(cells) if n not in (39, 47, 55)][:n_fields]
    path = tmp_path / "old.csv"
    path.write_text("\t".join(older) + "\n", encoding="utf-8")
    events, _ = read(path)
    assert [(event.action, event.geonameid) for event in events] == [("strike", 115019)]
