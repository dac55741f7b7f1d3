"""What a reader chose to see, as one value: a filter, a URL and a condition on the table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from geodata import vocabulary
from geodata.errors import InputError, UnknownValue
from geodata.model import GEO_PRECISIONS, STATUSES, GeoPrecision
from geodata.spelling import fold

TOWN_PRECISIONS = ("site", "town")
# Drawn as the province: of a county, only the province's outline is known to the map.
PROVINCE_PRECISIONS = ("admin2", "admin1")
# Drawn neither as a dot nor as a province: told of the whole country, or not placed.
OFF_MAP_PRECISIONS = ("country", "unplaced")

_MAX_TEXT = 200
_MAX_VALUES = 100


@dataclass(frozen=True, slots=True)
class Selection:
    """A reader's choice. An empty tuple or None means "all"; conditions are joined by "and".

    `start` and `end` are inclusive; an event that lasts several days is in when any of them
    is. Events without a date are in while no dates are chosen, unless `undated` says so.
    """

    start: date | None = None
    end: date | None = None
    sectors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    admin1s: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Place keys, as the engine makes them. A town: its GeoNames id ("418863"), else its
    coordinates to about 10 m ("35.6944,51.4215"); events of a province only: the ISO 3166-2
    code; of a country only: the ISO 3166-1 code; else "unplaced"."""
    statuses: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    least_precision: GeoPrecision | None = None
    text: str = ""
    undated: bool | None = None
    unplaced: bool = True

    @property
    def has_dates(self) -> bool:
        """Whether a first or last day is chosen."""
        return self.start is not None or self.end is not None

    @property
    def shows_undated(self) -> bool:
        """Whether events without a date are in: as said, else only while no dates are chosen."""
        return not self.has_dates if self.undated is None else self.undated

    def to_params(self) -> dict[str, str]:
        """The choice as URL parameters; what is left at "all" is left out."""
        lists = {
            "sector": self.sectors,
            "action": self.actions,
            "admin1": self.admin1s,
            "places": self.places,
            "status": self.statuses,
            "dataset": self.datasets,
        }
        params = {name: " ".join(values) for name, values in lists.items() if values}
        if self.start:
            params["from"] = self.start.isoformat()
        if self.end:
            params["to"] = self.end.isoformat()
        if self.least_precision:
            params["precision"] = self.least_precision
        if self.text:
            params["q"] = self.text
        if self.undated is not None:
            params["undated"] = str(int(self.undated))
        if not self.unplaced:
            params["unplaced"] = "0"
        return params

    @classmethod
    def from_params(
        cls, params: Mapping[str, str], known: Mapping[str, Collection[str]] | None = None
    ) -> tuple[Selection, list[InputError]]:
        """The choice that URL parameters name, and what in them is not known.

        An unknown value is left out and reported, so that an old or mistyped link still
        opens. `known` has the permitted values of `admin1`, `places` and `dataset`, which a
        table decides; where it has none, any value may stand. Parameters that are no filters
        are not looked at.
        """
        reader, known = _Reader(params), known or {}
        start, end = reader.day("from"), reader.day("to")
        if start and end and start > end:
            reader.problems.append(
                InputError(f"from {start} is after to {end}: neither was used; exchange them")
            )
            start = end = None
        selection = cls(
            start=start,
            end=end,
            sectors=reader.codes("sector", vocabulary.sectors()),
            actions=reader.codes("action", vocabulary.actions()),
            admin1s=reader.codes("admin1", known.get("admin1")),
            places=reader.codes("places", known.get("places")),
            statuses=reader.codes("status", STATUSES),
            datasets=reader.codes("dataset", known.get("dataset")),
            least_precision=reader.precision("precision"),
            text=" ".join(params.get("q", "").split())[:_MAX_TEXT],
            undated=reader.flag("undated"),
            unplaced=reader.flag("unplaced") is not False,
        )
        return selection, reader.problems

    def condition(self, events: ir.Table) -> ir.BooleanValue:
        """The choice as one condition on the events of `engine.events`."""
        conditions = [events[name].isin(values) for name, values in self._lists() if values]
        if self.has_dates or not self.shows_undated:
            conditions.append(self._dates(events))
        if self.least_precision:
            allowed = GEO_PRECISIONS[: GEO_PRECISIONS.index(self.least_precision) + 1]
            conditions.append(events.geo_precision.isin(allowed))
        if not self.unplaced:
            conditions.append(events.geo_precision.notin(OFF_MAP_PRECISIONS))
        conditions += [events.words.contains(word) for word in fold(self.text).split()]
        return ibis.and_(*conditions) if conditions else ibis.literal(True)

    def filter(self, events: ir.Table) -> ir.Table:
        """The chosen rows of `engine.events`."""
        return events.filter(self.condition(events))

    def _lists(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            ("sector", self.sectors),
            ("action", self.actions),
            ("admin1_code", self.admin1s),
            ("status", self.statuses),
            ("dataset", self.datasets),
            ("place_key", self.places),
        ]

    def _dates(self, events: ir.Table) -> ir.BooleanValue:
        inside = events.event_date.notnull()
        if self.start:
            inside &= events.end_date.fill_null(events.event_date) >= self.start
        if self.end:
            inside &= events.event_date <= self.end
        return inside | events.event_date.isnull() if self.shows_undated else inside


class _Reader:
    """Reads typed values out of URL parameters and keeps what it could not use."""

    def __init__(self, params: Mapping[str, str]) -> None:
        self.params = params
        self.problems: list[InputError] = []

    def words(self, name: str) -> tuple[str, ...]:
        # Comma and blank both divide, so that a hand-written link may use either; a place
        # key "35.7,51.4" is the one value with a comma of its own, hence blanks there.
        text = self.params.get(name, "")
        parts = text.split() if name == "places" else text.replace(",", " ").split()
        return tuple(dict.fromkeys(parts))[:_MAX_VALUES]

    def codes(self, name: str, allowed: Collection[str] | None) -> tuple[str, ...]:
        """The permitted among the values; None permits all."""
        values = self.words(name)
        if allowed is None:
            return values
        unknown = [value for value in values if value not in allowed]
        self.problems += [UnknownValue(name, value, allowed) for value in unknown]
        return tuple(value for value in values if value in allowed)

    def day(self, name: str) -> date | None:
        text = self.params.get(name, "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problems.append(UnknownValue(name, text, ["a date such as 2018-05-22"]))
            return None

    def flag(self, name: str) -> bool | None:
        text = self.params.get(name, "").strip()
        if text in ("", "0", "1"):
            return bool(int(text)) if text else None
        self.problems.append(UnknownValue(name, text, ["0", "1"]))
        return None

    def precision(self, name: str) -> GeoPrecision | None:
        text = self.params.get(name, "").strip()
        for known in GEO_PRECISIONS:
            if text == known:
                return known
        if text:
            self.problems.append(UnknownValue(name, text, GEO_PRECISIONS))
        return None
