"""The events of one report, placed together: what it says of one tells of another.

"In Azna, Lorestan, … . Two were hurt in Azna." is one town though two bear the name; and among
events of Khuzestan alone a name that several places bear is the one there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.model import Event
from geodata.place.geocoder import Geocoder
from geodata.spelling import key

FEWEST_NAMES = 2
"""Names of one province that a report must have placed before it tells of a further one."""
_EXACT = ("town", "site", "admin2")


def placed_together(events: Sequence[Event], geocoder: Geocoder) -> list[Event]:
    """The events with their places, as `Geocoder.place` gives them, except that an ambiguous
    name is asked for again in the province that the rest of the report tells."""
    placed = [geocoder.place(event) for event in events]
    for number, event in enumerate(placed):
        if event.placed_by == "ambiguous" and not events[number].admin1_hint:
            province = _told_with(events[number], events) or _common(placed)
            if province:
                again = geocoder.place(replace(events[number], admin1_hint=province))
                placed[number] = again if again.geo_precision in _EXACT else event
    return placed


def _told_with(event: Event, events: Sequence[Event]) -> str:
    """The province that the report names once with the same name."""
    told = {
        other.admin1_hint
        for other in events
        if other.admin1_hint and key(other.toponym) == key(event.toponym)
    }
    return told.pop() if len(told) == 1 else ""


def _common(placed: Sequence[Event]) -> str:
    """The one province in which everything lies that the report places exactly."""
    exact = [event for event in placed if event.geo_precision in _EXACT]
    provinces = {(event.country_code, event.admin1_name) for event in exact}
    if len(provinces) != 1 or len({key(event.toponym) for event in exact}) < FEWEST_NAMES:
        return ""
    return provinces.pop()[1]
