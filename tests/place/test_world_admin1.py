"""Provinces of other countries by the names that people write."""

import pytest

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
