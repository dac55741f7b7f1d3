"""Round-ups: lists of who was out, the day above them, and places that only a list vouches for."""

from datetime import date

import pytest

from geodata.extract.events import Extractor
from geodata.model import Report
from geodata.place.gazetteer import Gazetteer

PUBLISHED = date(2021, 6, 9)
Told = list[tuple[str, str, str, int | None]]


@pytest.fixture(scope="module")
def full() -> Extractor:
    gazetteer = Gazetteer()
    return Extractor(gazetteer.names(), lambda name: gazetteer.find(name).placed_by != "not_found")


def told(full: Extractor, text: str) -> Told:
    events = full.events(Report(text, published=PUBLISHED))
    return [
        (each.toponym, each.sector, each.action, each.event_date.day if each.event_date else None)
        for each in events
    ]


LIST_UNDER_DAYS = """Protests of the week

Saturday, June 5
Nurses were on strike in Sari for a third day.

Sunday, June 6
– Kashan: municipal workers, unpaid, before the court of the county
– Shush: retired teachers at the governor's building
– Tehran: depositors of a credit firm, second day

Monday, June 7
– Ahvaz: bus drivers in front of the city hall
– Ahvaz: three teachers arrested at home
"""


def test_a_day_above_a_list_dates_its_lines(full: Extractor) -> None:
    assert told(full, LIST_UNDER_DAYS) == [
        ("Sari", "health", "strike", 5),
        ("Kashan", "municipal", "rally", 6),
        ("Shush", "retirees", "rally", 6),
        ("Tehran", "investors", "rally", 6),
        ("Ahvaz", "transport", "rally", 7),
    ]


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "Protests in several cities\n\n"
            "Yazd: miners, two months unpaid, at the labour office.\n"
            "Gorgan: teachers stood before the education department.\n"
            "Kerman: pensioners want higher pensions.\n",
            [
                ("Yazd", "mining", "rally", 9),
                ("Gorgan", "teachers", "rally", 9),
                ("Kerman", "retirees", "rally", 9),
            ],
        ),
        (  # a list of trials tells of none, though its lines look the same
            "Sentences of the week\n\n"
            "Yazd: two miners, one year each.\n"
            "Gorgan: a teacher, summoned to the education department.\n",
            [],
        ),
        (  # as in every list, a group without a name is its own
            "Two rallies were held on Tuesday, June 8.\n\n"
            "Farmers gathered in Isfahan.\n\n"
            "At a tyre plant in Zanjan a number of workers protested.\n",
            [("Isfahan", "farmers", "rally", 8), ("Zanjan", "manufacturing", "rally", 8)],
        ),
        (  # places of a list in brackets, after a count, and first of all
            "On June 7 teachers in Saqqez, Nurabad (Lorestan) and Lahijan went on strike.",
            [(town, "teachers", "strike", 7) for town in ("Saqqez", "Nurabad", "Lahijan")],
        ),
        (
            "Savers protested outside its branches in two cities, Rasht and Mashhad, on June 7.",
            [("Rasht", "investors", "rally", 7), ("Mashhad", "investors", "rally", 7)],
        ),
        (
            "On Monday, June 7, prisoners went on hunger strike in three prisons. Among them:\n"
            "• Evin Prison\n• Adelabad Prison\n",
            [
                ("Evin Prison", "prisoners_families", "hunger_strike", 7),
                ("Adelabad Prison", "prisoners_families", "hunger_strike", 7),
            ],
        ),
        (  # a place alone is where the next sentences are
            "Dezful. On June 7 nurses rallied at a hospital. Kashan. Bakers struck on June 8.",
            [("Dezful", "health", "rally", 7), ("Kashan", "merchants", "shop_closure", 8)],
        ),
        (  # the country and a day stand for a dateline
            "Iran, June 8, 2021—Pensioners gathered in Tehran on Monday. "
            "Rallies of the same kind were seen in Karaj and Arak.",
            [(town, "retirees", "rally", 7) for town in ("Tehran", "Karaj", "Arak")],
        ),
        ("Traders cross a bridge in Tehran during a protest, June 7, 2021. (Agency)", None),
        (
            "Welders at the steel mill in Ahvaz rally to demand their wages of June 7.",
            [("Ahvaz", "steel", "rally", 7)],
        ),
        (
            "On June 8 drivers of Arak blocked the Arak–Qom road.",
            [("Arak", "transport", "blockade", 8)],
        ),
        (
            "On June 7 nurses on Qeshm Island were on strike.",
            [("Qeshm", "health", "strike", 7)],
        ),
        (
            "In Tehran, families of prisoners gathered outside Evin Prison on June 7.",
            [("Tehran", "prisoners_families", "rally", 7)],
        ),
        (
            "On June 7 farmers stood before the parliament.",
            [("the parliament", "farmers", "rally", 7)],
        ),
    ],
)
def test_lists_and_who_stood_where(full: Extractor, text: str, expected: Told | None) -> None:
    if expected is None:
        expected = [("Tehran", "merchants", "rally", 7)]
    assert told(full, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The union asked nurses of Sari in a letter to strike tomorrow.",
        "The appeal asks truckers, and the bazaars of Tehran, Tabriz and Rasht to stay closed.",
        "Rain is expected in Gilan, and roads may be blocked.",
        "Teachers of Yazd are to assemble on Friday in front of the education office.",
        "In Behbahan the government staged a rally of its own on Sunday.",
        "Supporters filled a square in Tehran for the pro-government rally; in Qom marchers came.",
        "Strikes rock Tehran and Isfahan\n\nExplosions were heard in Tehran and in Isfahan.",
        "Shopkeepers of Mahabad went back to work on Sunday after their strike.",
    ],
)
def test_what_is_asked_for_or_of_others_is_none(full: Extractor, text: str) -> None:
    assert told(full, text) == []
