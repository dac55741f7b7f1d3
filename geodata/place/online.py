"""Online geocoding services, through geopy; the one file that opens a connection for places.

Nothing is asked unless a person switched a service on. Every request names us, keeps the pace
(`geodata.place.pace`) and is bounded by the named country. Nothing found is an empty list;
everything else is trouble, and said to be so:

| the service | we |
|---|---|
| says 429 with a short Retry-After | wait as long, all processes, and ask again |
| says 429 else, 401 to 403, or that a quota is used up | stop asking: QuotaTrouble |
| does not answer, says 500, answers junk | ask once more; then LookupTrouble for that name |
| has failed for three names in a row | stop asking: what is asked later fails at once |
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeopyError,
)
from geopy.geocoders import GeoNames, Nominatim, Photon
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location

from geodata.errors import InputError, LookupTrouble, QuotaTrouble, UnknownValue
from geodata.place.pace import LONGEST_WAIT_SECONDS, MIN_DELAY_SECONDS, Pace

ADDRESSES = {
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
    "geonames": "https://secure.geonames.org",
}
"""The services by name, and where they are unless another address is given."""
_KINDS: dict[str, type[GeopyGeocoder]] = {
    "nominatim": Nominatim,
    "photon": Photon,
    "geonames": GeoNames,
}
TIMEOUT_SECONDS = 10.0
N_TRIES = 2
"""Requests for one name, if the first gets no answer."""
N_FAILURES = 3
"""Names in a row without an answer, after which the service counts as down."""
_REFUSALS = (
    GeocoderQuotaExceeded,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
)
_TROUBLES = (GeopyError, OSError, ValueError, LookupError, TypeError, AttributeError)
"""What geopy raises, and what its reading of junk does."""
Read = Callable[[list[Location]], Any]


def user_agent() -> str:
    """How we name ourselves to a service: `maydan/<version>`."""
    try:
        return f"maydan/{version('maydan')}"
    except PackageNotFoundError:
        return "maydan/0"


_KNOWN = {"features", "geonames", "status", "error"}
"""What Photon's and GeoNames' answers hold, and errors; Nominatim's are lists."""


class _Adapter(URLLibAdapter):  # type: ignore[misc]  # geopy is untyped
    """Refuses JSON that is neither results nor an error, which geopy takes for "nothing found"."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer; raises GeocoderParseError if it is of another form."""
        answer = super().get_json(url, timeout=timeout, headers=headers)
        if isinstance(answer, list) or (isinstance(answer, dict) and answer.keys() & _KNOWN):
            return answer
        raise GeocoderParseError("its answer is of an unknown form")


def service_named(
    name: str,
    *,
    address: str = "",
    user: str = "",
    timeout: float = TIMEOUT_SECONDS,
    adapter_factory: Callable[..., Any] | None = None,
) -> GeopyGeocoder:
    """geopy's geocoder of that name, at an address of your own if given (https://host/path).

    `user` is the account that GeoNames asks for. Raises InputError.
    """
    if name not in ADDRESSES:
        raise UnknownValue("online", name, ADDRESSES)
    url = urlsplit(address or ADDRESSES[name])
    if url.scheme not in ("http", "https") or not url.netloc:
        raise UnknownValue("address", address, ["https://host", "https://host/path"])
    options: dict[str, Any] = {
        "user_agent": user_agent(),
        "timeout": timeout,
        # geopy's other adapter asks again by itself, at once, or sleeps through a Retry-After.
        "adapter_factory": adapter_factory or _Adapter,
        "scheme": url.scheme,
        "domain": f"{url.netloc}{url.path}".rstrip("/"),
    }
    if name == "geonames":
        if not user:
            raise InputError("geonames: needs the name of your account there (--user)")
        options["username"] = user
    return _KINDS[name](**options)


class Service:
    """A service that was switched on."""

    def __init__(
        self,
        geocoder: GeopyGeocoder,
        *,
        min_delay_seconds: float = MIN_DELAY_SECONDS,
        pace: Path | None = None,
    ) -> None:
        self.name = type(geocoder).__name__.lower()
        self._geocoder = geocoder
        self._pace = Pace(min_delay_seconds, pace)
        self._n_failures = 0
        self._closed: LookupTrouble | None = None

    def ask(self, words: str, country_code: str, read: Read) -> Any:
        """What `read` makes of the results for these words, best first; [] for nothing found.

        What `read` cannot read is junk. Raises LookupTrouble, or QuotaTrouble where asking on
        is of no use today.
        """
        if self._closed:
            raise self._closed
        try:
            answer = self._tried(words, country_code, read)
        except QuotaTrouble as trouble:
            self._closed = trouble
            raise
        except LookupTrouble as trouble:
            self._n_failures += 1
            if self._n_failures >= N_FAILURES:
                self._closed = trouble
            raise
        self._n_failures = 0
        return answer

    def _tried(self, words: str, country_code: str, read: Read) -> Any:
        for n_left in reversed(range(N_TRIES)):
            self._wait()
            try:
                found = self._geocoder.geocode(words, **self._options(country_code))
                return read([each for each in found or () if each])
            except GeocoderRateLimited as trouble:
                seconds = trouble.retry_after or LONGEST_WAIT_SECONDS + 1
                self._pace.hold(seconds)
                if seconds > LONGEST_WAIT_SECONDS or not n_left:
                    raise self._quota(trouble) from trouble
            except _REFUSALS as trouble:
                raise self._quota(trouble) from trouble
            except _TROUBLES as trouble:
                if not n_left:
                    why = str(trouble) or type(trouble).__name__
                    said = f"{self.name} did not answer for {words!r}: {why}; try again later"
                    raise LookupTrouble(said) from trouble
        raise AssertionError("the last try returns or raises")

    def _wait(self) -> None:
        try:
            self._pace.wait()
        except QuotaTrouble as trouble:
            raise self._quota(trouble) from trouble

    def _quota(self, why: Exception) -> QuotaTrouble:
        return QuotaTrouble(f"{self.name} wants no more requests for now ({why}); try again later")

    def _options(self, country_code: str) -> dict[str, Any]:
        options: dict[str, Any] = {"exactly_one": False}
        if self.name in ("nominatim", "photon"):
            options["language"] = "en"
        if self.name == "nominatim":
            bounds = country_code.lower() or None
            options |= {"addressdetails": True, "country_codes": bounds}
        if self.name == "geonames":
            options["country"] = country_code or None
        return options
