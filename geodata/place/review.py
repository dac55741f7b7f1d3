"""For review by people: names that stay unplaced or ambiguous, and decisions about them.

A decision is a line of `geocodes.csv` with `source` "manual"; it wins over every service and
the gazetteer, for all events with that name in that province. It can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geodata.errors import UnknownValue
from geodata.model import GeoPrecision, Place
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import MANUAL, Geocode
from geodata.place.geocoder import PROVINCE_ONLY
from geodata.place.geocodes import Geocodes
from geodata.spelling import key

OPEN = ("not_found", "ambiguous", "no_answer", PROVINCE_ONLY)
"""Values of `placed_by` that ask for a person."""


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that waits for a decision."""

    name: str
    """As written by most."""
    admin1: str
    """English name of the province named with it; "" if none was."""
    country: str
    """ISO 3166-1 alpha-2, or ""."""
    n_events: int
    event_ids: tuple[str, ...]
    reasons: tuple[str, ...]
    """Values of `placed_by`."""

    @property
    def question(self) -> tuple[str, str, str]:
        """What is asked, folded, as `Geocode.question` has it."""
        return key(self.name), key(self.admin1), self.country


def open_names(events: Iterable[Mapping[str, Any]]) -> list[OpenName]:
    """The names of events that wait for a decision, most events first.

    `events` are rows of the event table; needed are `event_id`, `toponym`, `placed_by`,
    `admin1_name` and `country_code`. Spellings of one key are one name.
    """
    groups: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for event in events:
        question = question_of(event)
        if event["placed_by"] in OPEN and question[0]:
            groups.setdefault(question, []).append(event)
    found = [_open_name(group) for group in groups.values()]
    return sorted(found, key=lambda each: (-each.n_events, each.name, each.admin1))


def question_of(event: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a waiting event asks, as `Geocode.question` has it: name, province and country."""
    country = (event["country_code"] or "").upper()
    return key(event["toponym"] or ""), key(event["admin1_name"] or ""), country


def _open_name(group: list[Mapping[str, Any]]) -> OpenName:
    written = [str(event["toponym"]) for event in group]
    return OpenName(
        name=max(sorted(set(written)), key=written.count),
        admin1=group[0]["admin1_name"] or "",
        country=(group[0]["country_code"] or "").upper(),
        n_events=len(group),
        event_ids=tuple(str(event["event_id"]) for event in group),
        reasons=tuple(sorted({str(event["placed_by"]) for event in group})),
    )


def candidates(asked: OpenName, gazetteer: Gazetteer) -> list[Place]:
    """Who could be meant, to draw on a map: all that bear the name, in the named province
    first, the largest of them first."""
    return gazetteer.bearers(asked.name, asked.admin1, asked.country)


def decide(
    geocodes: Geocodes, asked: OpenName, place: Place | None, note: str = ""
) -> Geocode | None:
    """Remember which place is meant, or with None that none of the candidates is.

    Returns the decision that this one replaces, if any, for `take_back`. Raises UnknownValue
    for coordinates that are none, TableTrouble if the file cannot be written.
    """
    decided = Place(placed_by="not_found") if place is None else _checked(place)
    new = Geocode(asked.name, decided, asked.admin1, asked.country, MANUAL, date.today(), note)
    earlier = _decision(geocodes, new)
    geocodes.add([new])
    return earlier


def take_back(geocodes: Geocodes, asked: OpenName, earlier: Geocode | None = None) -> None:
    """Undo `decide`: the question is open again, or has its earlier decision."""
    if earlier:
        geocodes.add([earlier])
    else:
        geocodes.remove([Geocode(asked.name, Place(), asked.admin1, asked.country, MANUAL)])


def at_point(
    name: str, latitude: float, longitude: float, precision: GeoPrecision = "town"
) -> Place:
    """A place that a person gives by its coordinates (WGS 84 degrees)."""
    return Place(name, latitude=latitude, longitude=longitude, geo_precision=precision)


def _checked(place: Place) -> Place:
    for field, value, limit in (
        ("latitude", place.latitude, 90),
        ("longitude", place.longitude, 180),
    ):
        if value is None or not -limit <= value <= limit:
            raise UnknownValue(field, value, [f"degrees from -{limit} to {limit}"])
    return replace(place, placed_by=MANUAL, candidates=())


def _decision(geocodes: Geocodes, new: Geocode) -> Geocode | None:
    return next((each for each in geocodes.all() if each.slot == new.slot), None)
