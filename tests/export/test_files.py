"""Files for other programs: every chosen event, no live formula, no dot for a province."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from geodata.export import csv_file, geojson_file
from geodata.model import EVENT_COLUMNS
from tests.factories import event


def as_csv(**values: object) -> dict[str, str]:
    out = io.StringIO()
    assert csv_file.write([event(**values).to_row()], out) == 1  # type: ignore[arg-type]
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    return row


@pytest.mark.parametrize(
    "title",
    ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200e=1", "＝1"],
)
def test_no_cell_is_a_formula(title: str) -> None:
    assert as_csv(title=title)["title"].startswith("'")


def test_values_are_plain() -> None:
    row = as_csv(sources=("One", "Two"), longitude=-73.9)
    assert tuple(row) == EVENT_COLUMNS
    assert row["event_date"] == "2019-03-03" and row["strike_day"] == ""
    assert row["longitude"] == "-73.9" and row["nationwide"] == "false"
    assert row["sources"] == "One; Two"


def features(*rows: dict[str, object]) -> list[dict[str, object]]:
    out = io.StringIO()
    geojson_file.write(rows, out)
    return json.loads(out.getvalue())["features"]  # type: ignore[no-any-return]


def test_longitude_comes_first() -> None:
    (feature,) = features(event("Shiraz").to_row())
    assert feature["geometry"] == {"type": "Point", "coordinates": [52.53113, 29.61031]}


@pytest.mark.parametrize("precision", ["admin2", "admin1", "country", "unplaced"])
def test_what_is_coarser_than_a_town_is_no_point(precision: str) -> None:
    (feature,) = features(event("Shiraz", geo_precision=precision).to_row())
    assert feature["geometry"] is None


def test_no_event_is_a_valid_file() -> None:
    assert features() == []


def test_dates_are_text() -> None:
    (feature,) = features(event(day=date(2019, 3, 3)).to_row())
    assert feature["properties"]["event_date"] == "2019-03-03"  # type: ignore[index]
