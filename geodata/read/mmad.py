"""MMAD: mass mobilization in autocracies, by report or event; `location` is a GeoNames id.

"NA" is missing. The country is a number of the Correlates of War; the point tells it.
"""

from __future__ import annotations

from geodata.model import Event
from geodata.read.cells import Cells, Found, LeftOut, Settings, position

_MINE = ("0", "anti")
"""Values of `side`: 0 is against the regime, 1 for it."""


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row."""
    days, location = cells.days("event_date"), cells.text("location")
    point = cells.point("latitude", "longitude")
    if days.first is None and point is None:
        raise LeftOut("a row without day and place")
    size = cells.size("max_partnumber" if "max_partnumber" in cells.row else "avg_numparticipants")
    name = cells.name("asciiname")
    event = Event(
        event_date=days.first,
        end_date=days.last,
        date_precision=days.precision,
        sector_text=cells.name("actor"),
        toponym=name,
        toponym_kind="town",
        geonameid=int(location) if location.isdecimal() and point else None,
        size_low=size.low,
        size_high=size.high,
        size_text=size.text,
        title=", ".join(filter(None, (cells.name("actor"), cells.name("issue"), name))),
        dataset="mmad",
        dataset_row_id=cells.name("id") or cells.name("event_id"),
        licence=settings.licence,
        **position(point, "town"),
    )
    return Found(event, actions=frozenset(), sector_words=cells.name("actor"))
