"""Reading captions: Maydan beside the usual pair of libraries, on the same texts.

Ours: `Extractor.read` and placing, the whole of `maydan extract` but for reading the file and
writing the lines. Reference: `dateparser.search.search_dates` for the day and
`flashgeotext` for the town, which say nothing of who and what. The captions are made, so the
right day and town of each is known.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from time import process_time
from typing import Any

from dateparser.search import search_dates
from flashgeotext.geotext import GeoText

from geodata import pipeline
from geodata.model import Report
from geodata.place.geocoder import Geocoder
from geodata.spelling import key

TOWNS = (
    "Tehran", "Mashhad", "Isfahan", "Shiraz", "Tabriz", "Ahvaz", "Kermanshah", "Rasht", "Yazd",
    "Arak", "Bushehr", "Sanandaj", "Dezful", "Marivan", "Behbahan", "Haft Tappeh",
)  # fmt: skip
WHO = ("Nurses", "Truck drivers", "Steel workers", "Retirees", "Teachers", "Municipal workers")
WHAT = (
    "on strike over unpaid wages", "rally outside the governor's office", "sit-in goes on",
    "march to the court", "block the ring road",
)  # fmt: skip
FORMS = (
    "{town}, Iran. {day:%B} {day.day}, {day.year}. {who} {what}, no. {n}",
    "Iran-{town}, {day.day} {day:%b} {day.year}: {who} {what}, no. {n}",
    "{who} in {town} {what}, {day:%B} {day.day}, {day.year}, no. {n}",
)
N_REFERENCE = 400
"""Captions for the reference, which reads a few hundred in the time of our hundred thousand."""


def captions(n_captions: int) -> Iterator[tuple[str, str, date]]:
    """Captions with their town and day."""
    chosen = random.Random(7)
    for n in range(n_captions):
        town = chosen.choice(TOWNS)
        day = date.fromordinal(chosen.randint(date(2016, 1, 1).toordinal(), 738_000))
        who, what = chosen.choice(WHO), chosen.choice(WHAT)
        yield chosen.choice(FORMS).format(town=town, day=day, who=who, what=what, n=n), town, day


def run(n_captions: int = 100_000) -> list[dict[str, Any]]:
    """One row a reader: captions a second of processor time, on one core, and what was right."""
    ours = _row("Maydan: day, place, who, what", _maydan(), n_captions)
    usual = _row("dateparser and flashgeotext: day, town", _reference(), N_REFERENCE)
    for row in (ours, usual):
        row["times the reference"] = row["captions a second"] / usual["captions a second"]
    return [ours, usual]


Read = tuple[list[date], list[str]]
"""The days and towns found in one text."""
Reader = Callable[[list[str]], list[Read]]


def _row(name: str, read: Reader, n_captions: int) -> dict[str, Any]:
    some = list(islice(captions(n_captions), n_captions))
    texts = [text for text, _, _ in some]
    read(texts[:100])  # what is loaded once is no reader's speed
    started = process_time()
    found = read(texts)
    seconds = process_time() - started
    pairs = list(zip(some, found, strict=True))
    days = sum(day in told for (_, _, day), (told, _) in pairs)
    towns = sum(key(town) in told for (_, town, _), (_, told) in pairs)
    only = sum(len(told) == 1 for _, (_, told) in pairs)
    return {
        "reader": name,
        "captions": n_captions,
        "captions a second": n_captions / seconds,
        "day right, %": 100 * days / n_captions,
        "town right, %": 100 * towns / n_captions,
        "one town and no other, %": 100 * only / n_captions,
    }


def _maydan() -> Reader:
    tally, geocoder = pipeline.Tally(), Geocoder()

    def found(told: pipeline.Told) -> Read:
        days = [event.event_date for event in told.events if event.event_date]
        return days, [key(event.toponym) for event in told.events]

    def read(texts: list[str]) -> list[Read]:
        return [*map(found, pipeline.placed(map(Report, texts), tally, geocoder))]

    return read


def _reference() -> Reader:
    towns = GeoText()

    def found(text: str) -> Read:
        days = search_dates(text, languages=["en"]) or []
        return [at.date() for _, at in days], [key(name) for name in towns.extract(text)["cities"]]

    def read(texts: list[str]) -> list[Read]:
        return [*map(found, texts)]

    return read
