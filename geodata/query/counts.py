"""The counts behind the pages: each a question of the event table, answered by a small frame.

Every function takes the event table of one version and a Selection. A facet's own counts
(how many events has each sector?) are counted with that facet's own filter lifted, so that
a reader sees what choosing another would give.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

import ibis
import ibis.expr.types as ir
import pandas as pd

from geodata import vocabulary
from geodata.query.selection import OFF_MAP_PRECISIONS, TOWN_PRECISIONS, Selection, place_key

Facet = Literal["sector", "action", "admin1"]

# What the list beside the map shows of an event; fmt: off keeps it one glance.
# fmt: off
LIST_COLUMNS = (
    "event_id", "event_date", "end_date", "date_precision", "strike_day", "sector", "action",
    "nationwide", "toponym", "place_name", "admin1_name", "country_code", "geo_precision",
    "placed_by", "size_text", "title", "report_ids", "sources", "urls", "status", "spans",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Totals:
    """A selection in figures. Events, unless the name says otherwise."""

    n_events: int = 0
    n_towns: int = 0
    n_admin1_only: int = 0
    """Of a province only."""
    n_country_only: int = 0
    """Told of the whole country or with no place but the country."""
    n_unplaced: int = 0
    n_undated: int = 0
    n_month_only: int = 0
    """Known to the month or year only."""
    first_day: date | None = None
    last_day: date | None = None

    @property
    def n_without_town(self) -> int:
        """Events that no dot on the map stands for."""
        return self.n_admin1_only + self.n_country_only + self.n_unplaced


def totals(events: ir.Table, selection: Selection) -> Totals:
    """The selection in figures, in one question."""
    rows = selection.filter(events)
    precision = rows.geo_precision
    answer = rows.aggregate(
        n_events=rows.count(),
        n_towns=place_key(rows).nunique(where=precision.isin(TOWN_PRECISIONS)),
        n_admin1_only=(precision == "admin1").sum(),
        n_country_only=(precision == "country").sum(),
        n_unplaced=(precision == "unplaced").sum(),
        n_undated=rows.event_date.isnull().sum(),
        n_month_only=rows.date_precision.isin(["month", "year"]).sum(),
        first_day=rows.event_date.min(),
        last_day=rows.end_date.max(),
    )
    found = answer.to_pyarrow().to_pylist()[0]
    return Totals(**{name: value for name, value in found.items() if value is not None})


def by_place(events: ir.Table, selection: Selection) -> pd.DataFrame:
    """One row a dot: place_key, place_name, admin1_name, latitude, longitude, n, group.

    `group` is the sector group with the most events there, the first in the legend's order
    where two have as many. Sorted by n, greatest first.
    """
    rows = selection.filter(events.filter(events.geo_precision.isin(TOWN_PRECISIONS)))
    counted = (
        rows.mutate(place_key=place_key(rows))
        .group_by("place_key", "sector")
        .aggregate(
            n=lambda t: t.count(),
            place_name=lambda t: t.place_name.min(),
            admin1_name=lambda t: t.admin1_name.min(),
            # The town's own point where any of its events has it, not that of a site in it.
            latitude=lambda t: t.latitude.argmax(t.geo_precision),
            longitude=lambda t: t.longitude.argmax(t.geo_precision),
            is_town=lambda t: t.geo_precision.max(),
        )
        .to_pyarrow()
        .to_pandas()
    )
    counted = counted.sort_values(["place_key", "is_town"], ascending=[True, False])
    return _leading(counted, ["place_key"], ["place_name", "admin1_name", "latitude", "longitude"])


def by_admin1(events: ir.Table, selection: Selection) -> pd.DataFrame:
    """Events of a province only, one row a province: admin1_code, admin1_name, n, group."""
    rows = selection.filter(events.filter(events.geo_precision == "admin1"))
    counted = (
        rows.group_by("admin1_code", "sector")
        .aggregate(n=lambda t: t.count(), admin1_name=lambda t: t.admin1_name.min())
        .to_pyarrow()
        .to_pandas()
    )
    return _leading(counted, ["admin1_code"], ["admin1_name"])


def by_day(events: ir.Table, selection: Selection) -> pd.DataFrame:
    """Events a day, precision and group, over all dates: event_date, date_precision, group, n.

    The chosen dates are lifted: the timeline shows what lies outside them too. An event of
    several days counts on its first. Undated events are not here.
    """
    rows = selection.without("dates").filter(events.filter(events.event_date.notnull()))
    counted = (
        rows.group_by("event_date", "date_precision", "sector")
        .aggregate(n=lambda t: t.count())
        .to_pyarrow()
        .to_pandas()
    )
    counted["event_date"] = pd.to_datetime(counted["event_date"])
    counted["group"] = counted["sector"].map(_groups())
    return (
        counted.groupby(["event_date", "date_precision", "group"], as_index=False)["n"]
        .sum()
        .sort_values(["event_date", "group"], ignore_index=True)
    )


def by_facet(events: ir.Table, selection: Selection, facet: Facet) -> dict[str, int]:
    """Code → events, with the facet's own filter lifted, most first."""
    column = "admin1_code" if facet == "admin1" else facet
    rows = selection.without(facet).filter(events)
    counted = rows.group_by(column).aggregate(n=lambda t: t.count()).to_pyarrow().to_pandas()
    counted = counted.sort_values(["n", column], ascending=[False, True])
    pairs = zip(counted[column], counted["n"], strict=True)
    return {str(code): int(n) for code, n in pairs if code}


def leading_kind(events: ir.Table, selection: Selection) -> tuple[str, str, int] | None:
    """The sector and action with the most events and their number; None if there are none."""
    rows = selection.filter(events)
    counted = (
        rows.group_by("sector", "action")
        .aggregate(n=lambda t: t.count())
        .order_by([ibis.desc("n"), "sector", "action"])
        .limit(1)
        .to_pyarrow()
        .to_pandas()
    )
    if counted.empty:
        return None
    first = counted.iloc[0]
    return str(first["sector"]), str(first["action"]), int(first["n"])


def admin1_names(events: ir.Table) -> dict[str, str]:
    """Code → English name of every province that the table holds, by name."""
    rows = events.filter(events.admin1_code != "")
    named = (
        rows.group_by("admin1_code")
        .aggregate(name=lambda t: t.admin1_name.min())
        .to_pyarrow()
        .to_pandas()
    )
    named = named.sort_values("name")
    return dict(zip(named["admin1_code"], named["name"], strict=True))


def newest(
    events: ir.Table, selection: Selection, limit: int = 200, offset: int = 0
) -> pd.DataFrame:
    """The chosen events, newest first and undated last, with the columns of the list."""
    rows = selection.filter(events).select(*LIST_COLUMNS)
    ordered = rows.order_by([ibis.desc("event_date", nulls_first=False), "place_name", "event_id"])
    return ordered.limit(limit, offset=offset).to_pyarrow().to_pandas()


def off_map(events: ir.Table, selection: Selection) -> dict[str, int]:
    """Place key → events that no dot and no province stands for: countries, and unplaced."""
    rows = selection.filter(events.filter(events.geo_precision.isin(OFF_MAP_PRECISIONS)))
    counted = (
        rows.mutate(place_key=place_key(rows))
        .group_by("place_key")
        .aggregate(n=lambda t: t.count())
        .to_pyarrow()
        .to_pydict()
    )
    return dict(sorted(zip(counted["place_key"], counted["n"], strict=True)))


def countries(events: ir.Table, selection: Selection) -> frozenset[str]:
    """ISO 3166-1 codes of the countries in which the chosen events lie."""
    codes = selection.filter(events).select("country_code").distinct().to_pyarrow()
    return frozenset(code for code in codes["country_code"].to_pylist() if code)


def n_undated(events: ir.Table, selection: Selection) -> int:
    """Events without a date that the other filters leave, whether shown or not."""
    rows = selection.without("dates").filter(events.filter(events.event_date.isnull()))
    return int(rows.count().to_pyarrow().as_py())


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as mappings of column → value."""
    return cast(list[dict[str, Any]], frame.to_dict("records"))


def _groups() -> dict[str, str]:
    return {code: sector.group for code, sector in vocabulary.sectors().items()}


def _leading(counted: pd.DataFrame, by: list[str], carried: list[str]) -> pd.DataFrame:
    """Sum sectors to one row for each of `by`, with the group that leads there."""
    order = {code: rank for rank, code in enumerate(vocabulary.groups())}
    counted = counted.assign(group=counted["sector"].map(_groups()).fillna("society"))
    groups = counted.groupby([*by, "group"], as_index=False)["n"].sum()
    groups = groups.assign(rank=groups["group"].map(order)).sort_values(
        ["n", "rank"], ascending=[False, True]
    )
    leading = groups.drop_duplicates(by).set_index(by)["group"]
    summed = counted.groupby(by).agg({**dict.fromkeys(carried, "first"), "n": "sum"})
    summed = summed.assign(group=leading)
    return summed.sort_values("n", ascending=False, kind="stable").reset_index()
