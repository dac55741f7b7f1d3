"""An extractor with a small list of names, enough for sentences of our own."""

from collections.abc import Callable
from datetime import date

import pytest

from geodata.extract.events import Extractor
from geodata.model import Event, PlaceName, Report

TOWNS = [
    "Shiraz", "Rasht", "Kerman", "Tabriz", "Qom", "Ilam", "Arak", "Zanjan", "Sari", "Hamedan",
    "Urmia", "Ardabil", "Dezful", "Bushehr", "Sirjan", "Varzaneh", "Tehran", "Ahvaz", "Isfahan",
    "Marivan", "Saqqez", "Abadan", "Birjand", "شیراز", "رشت", "کرمان", "تبریز", "قم", "اراک",
    "اهواز", "تهران", "سنندج", "خرم‌آباد", "بانه", "اصفهان",
]  # fmt: skip
LONG_TOWNS = ("Bandar Anzali", "Torbat-e Heydarieh", "Gonbad-e Kavus", "بندر انزلی")
PROVINCES = ("Khuzestan", "Fars", "South Khorasan", "Gilan", "خوزستان", "مرکزی")
PLAIN = ("Shush", "Azadi", "Karim", "شوش", "آزادی")
COUNTRIES = ("Iran", "France", "Iraq", "ایران", "Georgia")


def names() -> list[PlaceName]:
    found = [PlaceName(name, "town") for name in (*TOWNS, *LONG_TOWNS)]
    found += [PlaceName(name, "admin1") for name in PROVINCES]
    found += [PlaceName(name, "town", is_plain_word=True) for name in PLAIN]
    return found + [PlaceName(name, "country") for name in COUNTRIES]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(names())


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[..., list[Event]]:
    def events(text: str, published: date | None = None) -> list[Event]:
        return extractor.events(Report(text, source="test", published=published))

    return events
