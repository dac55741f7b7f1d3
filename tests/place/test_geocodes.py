"""The cache file: canonical, safe with several processes, and edited by people."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from geodata.errors import InputError, TableTrouble
from geodata.model import Place
from geodata.place import geocodes as module
from geodata.place import whole_file
from geodata.place.geocode_lines import COLUMNS, Geocode
from geodata.place.geocodes import Geocodes

HEADING = ",".join(COLUMNS)
SOMEWHERE = Place(
    place_name="Somewhere",
    country_code="IR",
    latitude=31.5,
    longitude=50.25,
    geo_precision="town",
    placed_by="nominatim",
)
NOWHERE = Place(placed_by="not_found")


def found(query: str, source: str = "nominatim", **changes: object) -> Geocode:
    place = SOMEWHERE if "place" not in changes else changes.pop("place")
    return Geocode(query, place, source=source, answered_on=date(2026, 1, 31), **changes)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "geocodes.csv"


def test_an_answer_is_remembered(path):
    Geocodes(path).add([found("Some-Where", note="a, note\nof two lines")])
    again = Geocodes(path).get("some where")
    assert again is not None
    assert again.place == SOMEWHERE
    assert (again.source, again.answered_on) == ("nominatim", date(2026, 1, 31))
    assert again.note == "a, note of two lines"


def test_not_found_is_remembered_with_its_date(path):
    Geocodes(path).add([found("Atlantis", place=NOWHERE)])
    again = Geocodes(path).get("Atlantis")
    assert again is not None
    assert (again.answer, again.place.is_placed) == ("not_found", False)
    assert "Atlantis,,,not_found,,,,,,,,,,nominatim,2026-01-31," in path.read_text("utf-8")


def test_the_file_is_canonical_whatever_the_order(path, tmp_path):
    many = [found("b"), found("a", admin1="Fars"), found("a"), found("ج"), found("a", "manual")]
    Geocodes(path).add(many)
    for each in reversed(many):
        Geocodes(tmp_path / "other.csv").add([each])
    assert path.read_bytes() == (tmp_path / "other.csv").read_bytes()
    assert path.read_text("utf-8").startswith(HEADING + "\n")


def test_the_question_counts_with_its_province_and_country(path):
    cache = Geocodes(path)
    cache.add([found("Nurabad", admin1="Fars", country="IR")])
    assert cache.get("Nurabad", "Fars", "IR")
    assert cache.get("نورآباد") is None
    assert cache.get("nurabad", "fars")
    assert cache.get("Nurabad") is None
    assert cache.get("Nurabad", "Lorestan") is None
    assert cache.get("Nurabad", "Fars", "AF") is None


def test_a_person_s_decision_wins_over_a_service(path):
    cache = Geocodes(path)
    decided = Place("Right", latitude=1.0, longitude=2.0, geo_precision="town")
    cache.add([found("x", "manual", place=decided)])
    cache.add([found("x")])
    assert cache.get("x").place.place_name == "Right"
    assert cache.get("x").is_manual
    assert len(cache.all()) == 2
    cache.remove([found("x", "manual")])
    assert cache.get("x").source == "nominatim"


def test_a_short_line_of_a_person_is_enough(path):
    path.parent.mkdir()
    path.write_text(f"{HEADING}\nMy Village,,,,,,,,,,31.5,50.25,,manual\n", "utf-8")
    place = Geocodes(path).get("my village").place
    assert (place.place_name, place.latitude, place.longitude) == ("My Village", 31.5, 50.25)
    assert (place.geo_precision, place.placed_by) == ("town", "manual")


BAD_LINES = """
,,,found,,,,,,,31,50,town,manual,,|query|a name is needed
x,,,found,,,,,,,91,50,town,manual,,|latitude|degrees from -90 to 90
x,,,found,,,,,,,31,abc,town,manual,,|longitude|degrees from -180 to 180
x,,,found,,,,,,,nan,50,town,manual,,|latitude|degrees
x,,,found,,,,,,,31,,town,manual,,|longitude|one coordinate without the other
x,,,found,,,,,,,,,town,manual,,|latitude|found, but without coordinates
x,,,perhaps,,,,,,,,,,manual,,|answer|allowed: found, not_found, ambiguous
x,,,found,,12a,,,,,31,50,town,manual,,|geonameid|a whole number
x,,,found,,,,,,,31,50,village,manual,,|geo_precision|allowed: site
x,,,found,,,,,,,31,50,town,,,|source|who says so
x,,,found,,,,,,,31,50,town,manual,31.1.2026,|date|a date as 2026-01-31
x,,,found,"y,,,,,,31,50,town,manual,,|line|a quote is opened
x,,,found,,,,,,,31,50,town,manual,,note,too,many|line|18 cells
"""


@pytest.mark.parametrize("case", BAD_LINES.strip().splitlines())
def test_a_bad_line_is_named_skipped_and_kept(path, case):
    line, field, reason = case.split("|")
    path.parent.mkdir()
    path.write_text(f"{HEADING}\na,,,,,,,,,,1,2,,manual\n{line}\nb,,,,,,,,,,1,2,,manual\n", "utf-8")
    cache = Geocodes(path)
    (problem,) = cache.problems()
    assert (problem.line, problem.field) == (3, field), problem
    assert problem.reason.startswith(reason), problem
    assert [each.query for each in cache.all()] == ["a", "b"]
    cache.add([found("c")])
    text = path.read_text("utf-8")
    assert text.endswith(f"\n{line}\n")
    assert [each.query for each in Geocodes(path).all()] == ["a", "b", "c"]


def test_a_second_answer_to_one_question_is_named_and_kept(path):
    path.parent.mkdir()
    path.write_text(f"{HEADING}\na,,,,,,,,,,1,2,,manual\nA,,,,,,,,,,3,4,,manual\n", "utf-8")
    cache = Geocodes(path)
    assert str(cache.problems()[0]) == "line 3: query 'A': asked and answered above already"
    assert cache.get("a").place.latitude == 1
    cache.add([found("b")])
    assert "A,,,,,,,,,,3,4,,manual" in path.read_text("utf-8")


def test_a_line_in_another_encoding_is_named_and_kept(path):
    path.parent.mkdir()
    raw = "Café,,,,,,,,,,1,2,,manual\n".encode("latin-1")
    path.write_bytes(f"{HEADING}\n".encode() + raw)
    cache = Geocodes(path)
    assert cache.problems()[0].reason == "not UTF-8"
    cache.add([found("b")])
    assert path.read_bytes().endswith(raw)


def test_a_spreadsheet_s_line_ends_and_mark_are_read(path):
    path.parent.mkdir()
    path.write_bytes(f"\ufeff{HEADING}\r\na,,,,,,,,,,1,2,,manual\r\n\r\n".encode())
    assert Geocodes(path).get("a") and not Geocodes(path).problems()


def test_another_heading_is_refused_and_nothing_lost(path):
    path.parent.mkdir()
    path.write_text("place;lat;lon\na;1;2\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"geocodes\.csv: line 1 must name the columns: query,"):
        Geocodes(path).add([found("x")])
    assert path.read_bytes() == before


def test_an_edit_by_another_is_seen(path):
    cache = Geocodes(path)
    assert cache.get("a") is None
    Geocodes(path).add([found("a")])
    assert cache.get("a") is not None


WRITER = """
import sys
from pathlib import Path
from geodata.model import Place
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(12):
    place = Place(name, latitude=float(number), longitude=0.0, geo_precision="town")
    Geocodes(path).add([Geocode(f"{name} {number}", place, source="test")])
"""


def test_several_processes_lose_nothing(path):
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name])
        for name in ("a", "b", "c", "d")
    ]
    assert [each.wait(60) for each in running] == [0, 0, 0, 0]
    cache = Geocodes(path)
    assert len(cache.all()) == 48
    assert cache.problems() == []
    assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_a_failed_write_leaves_the_old_file_and_no_rest(path, monkeypatch):
    cache = Geocodes(path)
    cache.add([found("a")])
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(TableTrouble, match="No space left on device; it stands as it was"):
        cache.add([found("b")])
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_a_lock_held_too_long_is_told(path, monkeypatch):
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    path.parent.mkdir()
    with (
        module.FileLock(f"{path}.lock"),
        pytest.raises(TableTrouble, match="another process has held its lock"),
    ):
        Geocodes(path).add([found("a")])


def test_colleagues_may_read_it(path):
    Geocodes(path).add([found("a")])
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o664)
    Geocodes(path).add([found("b")])
    assert path.stat().st_mode & 0o777 == 0o664
