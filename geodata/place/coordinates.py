"""Coordinates as people write them, and what makes one doubt that they are meant so.

    35.69, 51.42          35.69° N, 51.42° E         ۳۵٫۶۹، ۵۱٫۴۲
    35°41′24″N 51°25′12″E         N 35° 41.4', E 51° 25.2'         51.42 E, 35.69 N

Latitude comes first unless letters say otherwise. West and south are W and S, or a minus.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geodata.errors import InputError
from geodata.model import Place
from geodata.place.borders import admin1_at, country_at
from geodata.place.files import countries
from geodata.place.gazetteer import Gazetteer
from geodata.place.review import OpenName, at_point
from geodata.spelling import key

_FORMS = "write it as 35.69, 51.42 or as 35°41′24″ N, 51°25′12″ E"
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫،؛−–’′ʹ”″ʺº˚", "01234567890123456789.,;--'''\"\"\"°°")
_ANGLE = re.compile(
    r"""\s*(?P<before>[NSEW])?\s*(?P<sign>[-+])?\s*(?P<degrees>\d+(?:\.\d+)?)\s*
    (?:(?:°|deg\b|d\b)\s*)?
    (?:(?P<minutes>\d+(?:\.\d+)?)\s*(?:'(?!')|min\b|m\b)\s*)?
    (?:(?P<seconds>\d+(?:\.\d+)?)\s*(?:"|''|sec\b)\s*)?
    (?(before)|(?P<after>[NSEW](?![A-Z]))?)\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[,;/\s]*")


def read_point(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees (WGS 84), to about a decimetre.

    Raises InputError, which says what is wrong and how to write it.
    """
    plain = text.translate(_DIGITS).strip().strip("()[]")
    first = _ANGLE.match(plain)
    between = _SEPARATOR.match(plain, first.end()) if first else None
    second = _ANGLE.fullmatch(plain, between.end()) if between else None
    if not first or not second:
        what = "one number only" if first and first.end() == len(plain) else "not two coordinates"
        raise InputError(f"{text.strip()!r}: {what}; {_FORMS}")
    latitude, longitude = _in_order(text, first, second)
    if not -90 <= latitude <= 90 and -90 <= longitude <= 90 and -180 <= latitude <= 180:
        raise InputError(
            f"{text.strip()!r}: {latitude:g} is no latitude (-90 to 90); is the longitude "
            f"written first? Then: {longitude:g}, {latitude:g}"
        )
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
        raise InputError(
            f"{text.strip()!r}: latitudes go from -90 to 90 and longitudes from -180 to 180"
        )
    return latitude, longitude


def point_place(asked: OpenName, latitude: float, longitude: float, gazetteer: Gazetteer) -> Place:
    """A place of that name at a point, with the province and country in which the point lies."""
    place = at_point(asked.name, latitude, longitude)
    if near := gazetteer.nearest(latitude, longitude):
        code, name, country = near.admin1_code, near.admin1_name, near.country_code
        return replace(place, admin1_code=code, admin1_name=name, country_code=country)
    return replace(
        place,
        admin1_code=admin1_at(latitude, longitude),
        country_code=country_at(latitude, longitude),
    )


def doubts(place: Place, asked: OpenName) -> list[str]:
    """Why the point may be a slip, each in a sentence; nothing forbids to mean it."""
    home = asked.country or "IR"
    if place.country_code != home:
        return [f"This point lies {_where(place.country_code)}, not in {_named(home)}."]
    if asked.admin1 and place.admin1_name and key(asked.admin1) != key(place.admin1_name):
        said = f"the reports name {asked.admin1} with {asked.name}"
        return [f"This point lies in {place.admin1_name}, but {said}."]
    return []


def is_swapped(place: Place, asked: OpenName) -> bool:
    """Whether the point lies abroad, and its two numbers the other way round at home."""
    home = asked.country or "IR"
    latitude, longitude = place.longitude, place.latitude
    if place.country_code == home or latitude is None or longitude is None:
        return False
    return -90 <= latitude <= 90 and country_at(latitude, longitude) == home


def _in_order(text: str, first: re.Match[str], second: re.Match[str]) -> tuple[float, float]:
    axes = [_axis(each) for each in (first, second)]
    if axes[0] and axes[0] == axes[1]:
        which = "latitudes (N, S)" if axes[0] == "NS" else "longitudes (E, W)"
        raise InputError(f"{text.strip()!r}: both are {which}; {_FORMS}")
    is_reversed = axes[0] == "EW" or axes[1] == "NS"
    degrees = [_degrees(text, each) for each in (first, second)]
    return (degrees[1], degrees[0]) if is_reversed else (degrees[0], degrees[1])


def _letter(angle: re.Match[str]) -> str:
    return (angle["before"] or angle["after"] or "").upper()


def _axis(angle: re.Match[str]) -> str:
    letter = _letter(angle)
    return ("NS" if letter in "NS" else "EW") if letter else ""


def _degrees(text: str, angle: re.Match[str]) -> float:
    minutes, seconds = float(angle["minutes"] or 0), float(angle["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        raise InputError(f"{text.strip()!r}: minutes and seconds are below 60")
    size = float(angle["degrees"]) + minutes / 60 + seconds / 3600
    is_negative = (angle["sign"] == "-") != (_letter(angle) in ("S", "W"))
    return round(-size if is_negative else size, 6)


def _where(country_code: str) -> str:
    return f"in {_named(country_code)}" if country_code else "at sea or in no country"


def _named(country_code: str) -> str:
    found = (each.name for each in countries() if each.country_code == country_code)
    return next(found, country_code)
