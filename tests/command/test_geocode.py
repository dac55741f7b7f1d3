"""`maydan geocode`: places by name, in the order of the names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.run import maydan

KEYS = (
    "query", "place_name", "geonameid", "latitude", "longitude", "admin1_name", "country_code",
    "geo_precision", "placed_by", "candidates",
)  # fmt: skip


def test_names_in_order(tmp_path: Path) -> None:
    said = maydan("geocode", "Rasht", "Nowhere-on-Sea", "رشت", "Rasht", data=tmp_path)
    assert (said.code, said.error) == (0, "")
    assert [row["query"] for row in said.rows] == ["Rasht", "Nowhere-on-Sea", "رشت", "Rasht"]
    assert {tuple(row) for row in said.rows} == {KEYS}
    assert {row["geonameid"] for row in said.rows} == {118743, None}
    unknown = said.rows[1]
    assert (unknown["latitude"], unknown["longitude"]) == (None, None)
    assert (unknown["geo_precision"], unknown["placed_by"]) == ("unplaced", "not_found")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("country", ["IR", "ir", "Iran", "ایران"])
def test_the_country_by_code_or_name(tmp_path: Path, country: str) -> None:
    said = maydan("geocode", "Arak", "--country", country, data=tmp_path)
    assert [row["country_code"] for row in said.rows] == ["IR"]


def test_a_table(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("\ufeffid;place;admin1\n1;Kerman;\n2;Nowhere;\n3;Dezful;Khuzestan\n", "utf-8")
    said = maydan("geocode", "--file", file, "--country", "IR", data=tmp_path)
    assert [row["place_name"] for row in said.rows] == ["Kerman", "", "Dezful"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "either names or --file"),
        (["Arak", "--file", "places.csv"], "either names or --file"),
        (["Arak", "--online", "oracle"], "allowed: nominatim, photon"),
        (["Arak", "--country", "Ruritania"], "'Ruritania'"),
        (["--file", "gone.csv"], "gone.csv"),
        (["--file", __file__], "no column 'place'"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, words: list[str], said: str) -> None:
    maydan("geocode", *words, data=tmp_path).refuses(said)
