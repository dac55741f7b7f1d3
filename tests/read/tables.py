"""Small files of the forms that datasets have, made here: their own rows may not be passed on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from geodata import tables
from geodata.model import Event
from geodata.place.geocoder import Geocoder
from geodata.read.cells import Settings
from geodata.row_tally import RowTally
from geodata.tables import Wishes

ACLED = {
    "event_id_cnty": "IRN1", "event_date": "2018-05-23", "year": "2018", "time_precision": "1",
    "disorder_type": "Demonstrations", "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protesters (Iran)",
    "assoc_actor_1": "Labor Group (Iran)", "inter1": "6", "country": "Iran", "admin1": "Fars",
    "admin2": "Shiraz", "location": "Shiraz", "latitude": "29.6103", "longitude": "52.5311",
    "geo_precision": "1", "source": "Monitor; HRANA",
    "notes": "On 23 May 2018, truck drivers were on strike in Shiraz for the second day.",
    "fatalities": "0", "tags": "crowd size=around 200", "timestamp": "1700000000",
}  # fmt: skip


def text(rows: Iterable[Mapping[str, Any]], delimiter: str = ",") -> str:
    """Rows as CSV, the first one's keys as header."""
    rows, out = list(rows), StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def gdelt(n: int = 1, **changes: str) -> str:
    """A line of GDELT 2.0; changes by GDELT's names."""
    from geodata.read.gdelt import _BY_WIDTH

    row = dict.fromkeys(_BY_WIDTH[61], "") | {
        "GLOBALEVENTID": str(700_000_000 + n), "SQLDATE": "20180523", "MonthYear": "201805",
        "Year": "2018", "FractionDate": "2018.3918", "Actor1Name": "TRUCK DRIVER",
        "Actor1CountryCode": "IRN", "Actor1Type1Code": "LAB", "EventCode": "143",
        "EventBaseCode": "143", "EventRootCode": "14", "QuadClass": "3", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Shiraz, Fars, Iran", "ActionGeo_CountryCode": "IR",
        "ActionGeo_ADM1Code": "IR07", "ActionGeo_Lat": "29.6103", "ActionGeo_Long": "52.5311",
        "DATEADDED": "20180523120000", "SOURCEURL": f"https://news.example/{n}",
    }  # fmt: skip
    return "\t".join((row | changes).values()) + "\n"


def read(path: Path, **wished: Any) -> tuple[list[Event], RowTally]:
    """The events of a table and what became of its rows; every row is accounted for."""
    settings = {
        name: wished.pop(name) for name in ("dates", "country", "licence") if name in wished
    }
    plan = tables.plan(path, Wishes(settings=Settings(**settings), **wished))
    tally = RowTally(str(path))
    events = [
        event for one in tables.told(plan, tally, Geocoder(falls_back=True)) for event in one.events
    ]
    assert tally.is_whole, tally
    return events, tally


def aside(tally: RowTally) -> list[tuple[int, str]]:
    """Line and column of each row set aside."""
    return [(row.line, row.field) for row in tally.unused]


def left(tally: RowTally) -> list[int]:
    """Lines of the rows left out."""
    return sorted(line for lines in tally.left.values() for line in lines)
