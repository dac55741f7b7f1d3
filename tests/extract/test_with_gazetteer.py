"""The extractor with the names of the whole gazetteer: more names, no more false places."""

import pytest

from geodata.extract.events import Extractor
from geodata.model import Report
from geodata.place.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def full() -> Extractor:
    return Extractor(Gazetteer().names())


@pytest.mark.parametrize(
    "text,toponyms",
    [
        ("Bandar Anzali, Iran. May 7, 2019. Fishermen rally", ["Bandar Anzali"]),
        ("Iran-Torbat-E Heydarieh, May 7, 2019, Truckers' strike", ["Torbat-E Heydarieh"]),
        ("Shush, Khuzestan, Iran. May 7, 2019. Retirees rally", ["Shush"]),
        ("Gilan Province, Iran. May 7, 2019. Tea growers rally", ["Gilan Province"]),
        ("Iran. May 7, 2019. Nationwide strike of bus drivers over day wages", [""]),
        ("Iran: Dezful Sugarcane Workers' Protest Gathering", ["Dezful"]),
        ("Iran, Birjand – Clashes of youths and police near the old market", ["Birjand"]),
        ("Twenty-second day of truckers' strike in Sirjan, Iran", ["Sirjan"]),
        ("سنندج، ایران. ۱۷ اردیبهشت ۱۳۹۸. تجمع شبانه معلمان", ["سنندج"]),
        ("In March 2019, nurses protested in Rasht, Sari and Gorgan.", ["Rasht", "Sari", "Gorgan"]),
    ],
)
def test_towns_among_all_names(full, text, toponyms):
    assert [event.toponym for event in full.events(Report(text))] == toponyms, text
