"""`maydan gazetteer`: the towns of further countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.run import maydan
from tests.place.dumps import WORLD, dump


def test_add_list_and_use(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "placed_by" in maydan("geocode", "Bigtown", data=data).out
    said = maydan("gazetteer", "add", dump(tmp_path / "allCountries.zip", *WORLD), data=data)
    assert (said.code, said.lines) == (0, ["world: 7 places added, 0.0 MB"])
    said = maydan("gazetteer", "list", data=data)
    assert said.lines[0].startswith("IR ") and said.lines[0].endswith("ships with Maydan")
    assert "7 places, 0.0 MB, GeoNames' dump allCountries.zip of 20" in said.lines[1]
    (row,) = maydan("geocode", "Bigtown", "--country", "TR", data=data).rows
    assert (row["geonameid"], row["admin1_name"]) == (1, "Istanbul")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Ruritania"], "allowed: world, a country's code"),
        (["IR"], "Iran's towns ship with Maydan"),
        (["gone.zip"], "gone.zip: cannot be read"),
        (["TR", "--names", "alternateNames.zip"], "goes with a file of GeoNames' dump"),
        ([__file__], "line 1 has 1 columns"),
    ],
)
def test_what_cannot_be_added(tmp_path: Path, words: list[str], said: str) -> None:
    maydan("gazetteer", "add", *words, data=tmp_path).refuses(said)
    assert list(tmp_path.iterdir()) == []
