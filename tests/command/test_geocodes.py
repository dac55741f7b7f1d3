"""`maydan geocodes`: what is kept about places, checked and pruned."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from geodata.model import Place
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes
from tests.command.run import maydan

NOT_FOUND = Place(placed_by="not_found")
HERE = Place("Here", latitude=30.0, longitude=50.0, geo_precision="town")
TODAY = date.today()
LONG_AGO = TODAY - timedelta(days=400)


@pytest.fixture
def kept(tmp_path: Path) -> Geocodes:
    geocodes = Geocodes(tmp_path / "geocodes.csv")
    geocodes.add(
        [
            Geocode("Qwert", NOT_FOUND, source="nominatim", answered_on=TODAY),
            Geocode("Zuiop", NOT_FOUND, "Fars", "IR", "nominatim", LONG_AGO),
            Geocode("Tehran", HERE, source="photon", answered_on=TODAY),
            Geocode("Asdfg", HERE, source="photon", answered_on=LONG_AGO),
            Geocode("Yazd", HERE),
            Geocode("Nowhere", NOT_FOUND, answered_on=LONG_AGO),
        ]
    )
    return geocodes


def test_check(kept: Geocodes, tmp_path: Path) -> None:
    said = maydan("geocodes", "check", data=tmp_path)
    assert (said.code, said.error) == (0, "")
    told = "6 answers, 2 of them decisions of people; 3 found, 3 not found, 0 ambiguous; 0 lines"
    assert told in said.out
    with kept.path.open("a", encoding="utf-8") as file:
        file.write("Bad,,,found,,,,,,,95,50,town,manual,,\n")
    said = maydan("geocodes", "check", data=tmp_path)
    assert said.code == 2
    assert said.lines[1].endswith(
        "line 8: latitude '95': degrees from -90 to 90, with a point, or empty"
    )


def test_a_bad_line_is_named_and_skipped_where_places_are_sought(
    kept: Geocodes, tmp_path: Path
) -> None:
    with kept.path.open("a", encoding="utf-8") as file:
        file.write("Bad,,,found,,,,,,,95,50,town,manual,,\n")
    said = maydan("geocode", "Yazd", data=tmp_path)
    assert said.rows[0]["placed_by"] == "manual"
    assert said.error.startswith("skipped: ") and "line 8: latitude '95'" in said.error
    file = tmp_path / "captions.txt"
    file.write_text("Yazd, Iran. June 5, 2018. Teachers went on strike.\n", "utf-8")
    assert "line 8: latitude '95'" in maydan("ingest", file, data=tmp_path).error


def test_prune(kept: Geocodes, tmp_path: Path) -> None:
    before = kept.path.read_bytes()
    said = maydan("geocodes", "prune", "--dry-run", data=tmp_path)
    assert said.lines == [
        "Tehran, anywhere: the gazetteer knows it now",
        "Zuiop, Fars: not_found 400 days ago",
    ]
    assert said.error == "2 answers would be removed\n"
    assert kept.path.read_bytes() == before
    assert maydan("geocodes", "prune", data=tmp_path).lines == said.lines
    assert [each.query for each in kept.all()] == ["Asdfg", "Nowhere", "Qwert", "Yazd"]


def test_no_file_is_fine(tmp_path: Path) -> None:
    assert "0 answers" in maydan("geocodes", "check", data=tmp_path).out
    assert maydan("geocodes", "prune", data=tmp_path).error == "0 answers removed\n"
    assert list(tmp_path.iterdir()) == []
