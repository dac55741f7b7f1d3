"""What an online geocoding service answered, as a place of ours; no network here.

Nominatim, Photon and GeoNames tell the kind of each result; a result counts only if it lies in the
country and province that were named, and it is never sharper than its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from geodata.model import GeoPrecision, Place
from geodata.place.borders import admin1_at
from geodata.place.choice import distance_km
from geodata.place.meanings import province_names
from geodata.place.world_admin1 import admin1_codes

FAR_APART_KM = 25.0
"""Results of one name farther apart than this are not the same place."""

_PRECISIONS: dict[str, GeoPrecision] = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "municipality", "locality"), "town"),
    **dict.fromkeys(("suburb", "district", "quarter", "neighbourhood", "city_district"), "town"),
    **dict.fromkeys(("county", "administrative"), "admin2"),
    **dict.fromkeys(("state", "province", "region"), "admin1"),
    "country": "country",
}
_FEATURES: dict[str, GeoPrecision] = {"ADM1": "admin1", "ADM2": "admin2", "PCLI": "country"}
"""GeoNames' feature codes of other places than populated ones (PPL…)."""


class Result(Protocol):
    """One result of a geopy geocoder, a `geopy.location.Location`."""

    @property
    def latitude(self) -> float:
        """Degrees, WGS 84."""

    @property
    def longitude(self) -> float:
        """Degrees, WGS 84."""

    @property
    def raw(self) -> Mapping[str, Any]:
        """What the service sent."""


def place_of(
    results: Iterable[Result] | None,
    service: str,
    admin1_codes: frozenset[str] = frozenset(),
    country_code: str = "",
) -> Place:
    """The place that the results, best first, agree on; unplaced if none, or they disagree."""
    found = [_place(result, service) for result in results or ()]
    inside = [
        place
        for place in found
        if country_code in ("", place.country_code)
        and (not admin1_codes or place.admin1_code in admin1_codes)
    ]
    if not inside:
        return Place(placed_by="not_found", candidates=_labels(found))
    first = inside[0]
    if any(distance_km(first, other) > FAR_APART_KM for other in _as_sharp(inside)):
        return Place(placed_by="ambiguous", candidates=_labels(inside))
    return first


def _as_sharp(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.geo_precision == places[0].geo_precision]


def _labels(places: Iterable[Place]) -> tuple[str, ...]:
    named = (f"{place.place_name}, {place.admin1_name or place.country_code}" for place in places)
    return tuple(dict.fromkeys(named))


def _place(result: Result, service: str) -> Place:
    # Photon wraps all in "properties"; Nominatim has an "address" of its own; GeoNames neither.
    raw = result.raw.get("properties", result.raw)
    address = raw.get("address", raw)
    codes = (address.get("country_code"), raw.get("countrycode"), raw.get("countryCode"))
    country_code = str(next(filter(None, codes), "")).upper()
    state = str(address.get("state") or raw.get("adminName1") or "")
    code = _admin1_code(result, country_code, state)
    feature_code = str(raw.get("fcode") or "")
    return Place(
        place_name=str(raw.get("name") or raw.get("display_name", "").split(",")[0]),
        geonameid=int(raw["geonameId"]) if "geonameId" in raw else None,
        feature_code=feature_code,
        admin1_code=code,
        admin1_name=province_names().get(code) or state,
        country_code=country_code,
        latitude=_degrees(result.latitude, 90),
        longitude=_degrees(result.longitude, 180),
        geo_precision=_precision(raw, feature_code),
        placed_by=service,
    )


def _precision(raw: Mapping[str, Any], feature_code: str) -> GeoPrecision:
    if feature_code:
        return _FEATURES.get(feature_code[:4], "town" if feature_code[0] == "P" else "site")
    return _PRECISIONS.get(str(raw.get("addresstype") or raw.get("type")), "site")


def _admin1_code(result: Result, country_code: str, state: str) -> str:
    """Of Iran the province in whose outline the point lies; elsewhere the one that is named."""
    if country_code == "IR":
        return admin1_at(result.latitude, result.longitude)
    codes = admin1_codes(state, country_code) if state and country_code else frozenset()
    return next(iter(codes)) if len(codes) == 1 else ""


def _degrees(value: float, limit: int) -> float:
    """The coordinate; ValueError if there is no such (junk)."""
    if not -limit <= value <= limit:
        raise ValueError(f"{value} is no coordinate")
    return value
