"""The nouns of Maydan: Report, Span, Place, PlaceName and Event.

All are frozen: a later step of the flow makes a new one and never changes an old one.
`Selection`, what a reader chose to see, is a question and stands in `geodata.query`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any, Literal

DatePrecision = Literal["day", "reported", "week", "month", "year", "unknown"]
GeoPrecision = Literal["site", "town", "admin2", "admin1", "country", "unplaced"]
Status = Literal["unreviewed", "checked", "disputed", "rejected"]
PlaceKind = Literal["site", "town", "admin1", "country"]

# From the sharpest to the coarsest; "unplaced" is no precision but its absence.
GEO_PRECISIONS: tuple[GeoPrecision, ...] = (
    "site",
    "town",
    "admin2",
    "admin1",
    "country",
    "unplaced",
)
DATE_PRECISIONS: tuple[DatePrecision, ...] = (
    "day",
    "reported",
    "week",
    "month",
    "year",
    "unknown",
)
STATUSES: tuple[Status, ...] = ("unreviewed", "checked", "disputed", "rejected")


# Made once: an event is written as JSON four times between its text and its line of output.
_as_json = json.JSONEncoder(ensure_ascii=False, default=str).encode


def _hash(*parts: object) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the parts; a collision among a
    million values has a chance of about one in 37 million."""
    joined = _as_json(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """One text from one source. A text may hold many captions and articles."""

    text: str
    source: str = ""
    """Who published it: a site, a channel, a file's name; empty if unknown."""
    url: str = ""
    published: date | None = None
    language: str = ""
    """ISO 639-1, "en" or "fa"; empty if not told."""
    retrieved_at: str = ""
    """ISO 8601 with zone; empty if unknown."""
    licence: str = ""
    dataset: str = ""
    dataset_row_id: str = ""
    """The id that the dataset gave, carried back by every event of this report."""

    @property
    def report_id(self) -> str:
        """Hash of source and text: the same words from the same source are one report."""
        return _hash(self.source, self.text)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value was read: characters [start, end) of the report's text, by which rule."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name under which a text may speak of a place; what the extractor looks for.

    The extractor knows names and kinds, not coordinates: it finds the words, and the
    geocoder, later, decides which place they mean.
    """

    name: str
    kind: PlaceKind
    is_plain_word: bool = False
    """Also an ordinary word or surname (آزادی, Karim): alone it proves nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth, or the reason why there is none.

    Coordinates are WGS 84 degrees; both are None where `geo_precision` is "unplaced",
    and `placed_by` then says why ("not_found", "ambiguous", "no_toponym").
    """

    place_name: str = ""
    geonameid: int | None = None
    feature_code: str = ""
    """GeoNames feature code: PPL populated place, PPLA seat of a province, ADM1 …"""
    admin1_code: str = ""
    """ISO 3166-2, edition of November 2020 for Iran ("IR-21"); GeoNames' code ("PR.127") where
    that has none."""
    admin1_name: str = ""
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: GeoPrecision = "unplaced"
    placed_by: str = "no_toponym"
    candidates: tuple[str, ...] = ()
    """What else the name could mean, as "Name, Province (geonameid)"; for people to read."""

    @property
    def is_placed(self) -> bool:
        """Whether there is anything to draw: a dot, a province or a country."""
        return self.geo_precision != "unplaced"


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of actor, one action, one place, one day or span of days.

    Its fields, in this order and after `event_id`, are the columns of the event table.
    An extracted event has words (`toponym`) and no place yet; `geodata.place` fills the
    place fields. Unknown is None for numbers and dates, "" for text: never a guess.
    """

    event_date: date | None = None
    end_date: date | None = None
    """Last day; equal to `event_date` for one day, the month's last day for a month."""
    date_precision: DatePrecision = "unknown"
    strike_day: int | None = None
    sector: str = "other"
    sector_text: str = ""
    action: str = "rally"
    action_text: str = ""
    nationwide: bool = False
    toponym: str = ""
    """The place's words as written, most exact first to matter: town, else province."""
    place_name: str = ""
    geonameid: int | None = None
    feature_code: str = ""
    admin1_code: str = ""
    admin1_name: str = ""
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: GeoPrecision = "unplaced"
    placed_by: str = "no_toponym"
    size_low: int | None = None
    size_high: int | None = None
    size_text: str = ""
    title: str = ""
    report_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    dataset: str = ""
    dataset_row_id: str = ""
    licence: str = ""
    status: Status = "unreviewed"
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Field → where in the report's text it was read. Besides columns: "title" (the
    caption or sentence), "site", "admin1" and "country" (place words other than
    `toponym` itself)."""

    toponym_kind: PlaceKind | None = field(default=None, metadata={"column": False})
    """What the words say the toponym is ("X Province" is an admin1); None: not said."""
    site: str = field(default="", metadata={"column": False})
    """A square, factory or prison named inside the toponym, as written."""
    admin1_hint: str = field(default="", metadata={"column": False})
    """A province that the same words name beside the town."""
    country_hint: str = field(default="", metadata={"column": False})
    """ISO 3166-1 alpha-2 of the country named with it, "" if none."""

    @property
    def is_on_map(self) -> bool:
        """Whether a dot or a province stands for it; a whole country does not count."""
        return self.geo_precision not in ("country", "unplaced")

    @property
    def event_id(self) -> str:
        """Stable id: who did what where and when, in which words.

        Placing and later decisions about an event do not change it: `toponym` counts as
        written, not the place that was found for it.
        """
        return _hash(
            self.event_date,
            self.end_date,
            self.strike_day,
            self.sector,
            self.action,
            self.toponym,
            self.title,
            self.dataset,
            self.dataset_row_id if self.dataset else "",
        )

    def to_row(self) -> dict[str, Any]:
        """The event as a row of the event table: `event_id`, then the columns in order.

        Dates stay `datetime.date`, lists are lists, `spans` is JSON text:
        field → [start, end, rule].
        """
        row: dict[str, Any] = dict(zip(EVENT_COLUMNS, _columns(self), strict=True))
        for name in LIST_COLUMNS:
            row[name] = list(row[name])
        row["spans"] = _as_json(
            {name: (span.start, span.end, span.rule) for name, span in self.spans.items()}
        )
        return row


LIST_COLUMNS = ("report_ids", "sources", "urls")
EVENT_COLUMNS: tuple[str, ...] = (
    "event_id",
    *(each.name for each in fields(Event) if each.metadata.get("column", True)),
)
PLACE_COLUMNS: tuple[str, ...] = tuple(
    each.name for each in fields(Place) if each.name in EVENT_COLUMNS
)
"""Those that a `Place` fills."""
_columns = attrgetter(*EVENT_COLUMNS)
