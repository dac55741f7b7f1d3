"""Makers of events and reports, so that a test states only what it is about."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from geodata import vocabulary
from geodata.model import Event, Report

TOWNS = {
    "Shiraz": (115019, "IR-07", "Fars", 29.61031, 52.53113),
    "Tabriz": (113646, "IR-03", "East Azerbaijan", 38.08, 46.2919),
    "Rasht": (118743, "IR-01", "Gilan", 37.27611, 49.58862),
}


def event(town: str | None = "Shiraz", day: date | None = date(2019, 3, 3), **values: Any) -> Event:
    """An event in one of `TOWNS`, on one day; None is unknown."""
    known: dict[str, Any] = {"sector": "teachers", "action": "rally", "title": "Teachers rally"}
    if day:
        known |= {"event_date": day, "end_date": day, "date_precision": "day"}
    if town:
        geonameid, admin1_code, admin1_name, latitude, longitude = TOWNS[town]
        known |= {
            "toponym": town, "place_name": town, "geonameid": geonameid, "country_code": "IR",
            "admin1_code": admin1_code, "admin1_name": admin1_name, "latitude": latitude,
            "longitude": longitude, "geo_precision": "town", "placed_by": "gazetteer",
        }  # fmt: skip
    return Event(**{**known, **values})


def report(text: str = "Teachers rally in Shiraz", source: str = "Monitor") -> Report:
    return Report(text, source=source)


def told(by: Report, event: Event) -> Event:
    from dataclasses import replace

    return replace(event, report_ids=(by.report_id,), sources=(by.source,))


def many_events(n_events: int, n_places: int, seed: int = 1) -> Iterator[Event]:
    """Events all over eight years, places and kinds; the same for the same seed."""
    rng = random.Random(seed)
    sectors, actions = list(vocabulary.sectors()), list(vocabulary.actions())
    places = [
        (number, f"Town {number}", f"IR-{rng.randrange(31):02d}", rng.uniform(26, 39),
         rng.uniform(45, 61))
        for number in range(1, n_places + 1)
    ]  # fmt: skip
    for number in range(n_events):
        geonameid, name, admin1, latitude, longitude = rng.choice(places)
        is_dated = rng.random() > 0.03
        day = date(2016, 1, 1) + timedelta(days=rng.randrange(2922)) if is_dated else None
        yield Event(
            event_date=day, end_date=day, date_precision="day" if day else "unknown",
            sector=rng.choice(sectors), action=rng.choice(actions), toponym=name,
            place_name=name, geonameid=geonameid, admin1_code=admin1, admin1_name=admin1,
            country_code="IR", latitude=latitude, longitude=longitude, geo_precision="town",
            placed_by="gazetteer", title=f"Protest number {number}",
        )  # fmt: skip
