"""The counts behind the pages: four questions of the event table, and what follows from them.

Each question takes the event table of one version and a Selection, and is answered by a small
frame of counts; the other functions only add those up. A facet's own counts (how many
events has each sector?) are counted with that facet's own filter lifted, so that a reader
sees what choosing another would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

import ibis
import ibis.expr.types as ir
import pandas as pd

from geodata import vocabulary
from geodata.model import PLACE_COLUMNS
from geodata.query.selection import (
    OFF_MAP_PRECISIONS,
    PROVINCE_PRECISIONS,
    TOWN_PRECISIONS,
    Selection,
)

# What the list beside the map shows of an event.
# fmt: off
LIST_COLUMNS = (
    "event_id", "event_date", "end_date", "date_precision", "strike_day", "sector", "action",
    "nationwide", "toponym", "place_name", "admin1_name", "country_code", "geo_precision",
    "placed_by", "size_text", "title", "report_ids", "sources", "urls", "status", "spans",
)
# fmt: on
_COARSE_DATES = ("month", "year")


@dataclass(frozen=True, slots=True)
class Totals:
    """A selection in figures. Events, unless the name says otherwise."""

    n_events: int = 0
    n_towns: int = 0
    n_admin1_only: int = 0
    """Of a province only, or of a county in it."""
    n_country_only: int = 0
    """Told of the whole country or with no place but the country."""
    n_unplaced: int = 0
    n_undated: int = 0
    n_month_only: int = 0
    """Known to the month or year only."""
    first_day: date | None = None
    last_day: date | None = None
    is_first_exact: bool = True
    """False: of the first event only the month or year is known."""
    is_last_exact: bool = True

    @property
    def n_without_town(self) -> int:
        """Events that no dot on the map stands for."""
        return self.n_admin1_only + self.n_country_only + self.n_unplaced


# ---- the four questions --------------------------------------------------------------


def by_place(events: ir.Table, selection: Selection) -> pd.DataFrame:
    """place_key, geo_precision, sector_group → n."""
    return _counted(events, selection, "place_key", "geo_precision", "sector_group")


def by_day(events: ir.Table, selection: Selection) -> pd.DataFrame:
    """event_date, end_date, date_precision, sector_group → n, with the chosen dates lifted.

    The timeline shows what lies outside them too. Without a date: both days are NaT.
    """
    lifted = replace(selection, start=None, end=None, undated=True)
    return _counted(events, lifted, "event_date", "end_date", "date_precision", "sector_group")


def by_kind(events: ir.Table, selection: Selection) -> pd.DataFrame:
    """sector, action → n, with the chosen sectors and actions lifted."""
    return _counted(events, replace(selection, sectors=(), actions=()), "sector", "action")


def by_admin1(events: ir.Table, selection: Selection) -> dict[str, int]:
    """Code of a province → events, with the chosen provinces lifted."""
    counted = _counted(events, replace(selection, admin1s=()), "admin1_code")
    return {code: n for code, n in _pairs(counted, "admin1_code") if code}


# ---- what follows from them ----------------------------------------------------------


def totals(places: pd.DataFrame, days: pd.DataFrame, selection: Selection) -> Totals:
    """The selection in figures, from the answers of `by_place` and `by_day`."""
    precision, n = places["geo_precision"], places["n"]
    inside = days[_in_dates(days, selection)]
    dated = inside[inside["event_date"].notna()]
    coarse = inside["date_precision"].isin(_COARSE_DATES)
    return Totals(
        n_events=int(n.sum()),
        n_towns=places.loc[precision.isin(TOWN_PRECISIONS), "place_key"].nunique(),
        n_admin1_only=int(n[precision.isin(PROVINCE_PRECISIONS)].sum()),
        n_country_only=int(n[precision == "country"].sum()),
        n_unplaced=int(n[precision == "unplaced"].sum()),
        n_undated=int(inside.loc[inside["event_date"].isna(), "n"].sum()),
        n_month_only=int(inside.loc[coarse, "n"].sum()),
        **_span(dated, dated["date_precision"].isin(_COARSE_DATES)),
    )


def _span(dated: pd.DataFrame, coarse: pd.Series[bool]) -> dict[str, Any]:
    """First and last day, and whether those are days that a report names."""
    if dated.empty:
        return {}
    first, last = dated["event_date"].min(), dated["end_date"].max()
    return {
        "first_day": first.date(),
        "last_day": last.date(),
        "is_first_exact": bool((~coarse & (dated["event_date"] == first)).any()),
        "is_last_exact": bool((~coarse & (dated["end_date"] == last)).any()),
    }


def dots(places: pd.DataFrame, ground: pd.DataFrame) -> pd.DataFrame:
    """One row a town: place_key, n, group, and what `ground` (of `places_of`) knows of it.

    `group` is the sector group with the most events there, the first in the legend's order
    where two have as many. Most events first.
    """
    towns = places[places["geo_precision"].isin(TOWN_PRECISIONS)]
    return _leading(towns).join(ground, on="place_key", how="inner")


def provinces(places: pd.DataFrame, ground: pd.DataFrame) -> pd.DataFrame:
    """One row a province with events of which no town is known: admin1_code, n, group, names."""
    coarse = places[places["geo_precision"].isin(PROVINCE_PRECISIONS)]
    found = _leading(coarse).join(ground["admin1_name"], on="place_key", how="inner")
    return found.rename(columns={"place_key": "admin1_code"})


def off_map(places: pd.DataFrame) -> dict[str, int]:
    """Place key → events that no dot and no province stands for: countries, and unplaced."""
    rows = places[places["geo_precision"].isin(OFF_MAP_PRECISIONS)]
    return dict(_pairs(rows.groupby("place_key")["n"].sum().reset_index(), "place_key"))


def timeline(days: pd.DataFrame) -> pd.DataFrame:
    """event_date, date_precision, group → n; an event of several days on its first."""
    dated = days[days["event_date"].notna()]
    by = ["event_date", "date_precision", "sector_group"]
    counted = dated.groupby(by)["n"].sum().reset_index()
    return counted.rename(columns={"sector_group": "group"})


def n_undated(days: pd.DataFrame) -> int:
    """Events without a date that the other filters leave, whether shown or not."""
    return int(days.loc[days["event_date"].isna(), "n"].sum())


def by_sector(kinds: pd.DataFrame, selection: Selection) -> dict[str, int]:
    """Sector → events, with the chosen sectors lifted; from the answer of `by_kind`."""
    return _facet(kinds, "sector", "action", selection.actions)


def by_action(kinds: pd.DataFrame, selection: Selection) -> dict[str, int]:
    """Action → events, with the chosen actions lifted; from the answer of `by_kind`."""
    return _facet(kinds, "action", "sector", selection.sectors)


def leading_kind(kinds: pd.DataFrame, selection: Selection) -> tuple[str, str, int] | None:
    """The sector and action with the most events and their number; None if there are none."""
    for column, chosen in (("sector", selection.sectors), ("action", selection.actions)):
        kinds = kinds[kinds[column].isin(chosen)] if chosen else kinds
    if kinds.empty:
        return None
    first = kinds.sort_values(["n", "sector", "action"], ascending=[False, True, True]).iloc[0]
    return str(first["sector"]), str(first["action"]), int(first["n"])


# ---- the table as a whole ------------------------------------------------------------


def places_of(events: ir.Table) -> pd.DataFrame:
    """Each place of the table by its key: its names, country_code, latitude, longitude.

    A town's point is its own where any of its events has it, else that of a site in it.
    """
    described = events.group_by("place_key").aggregate(
        **{
            name: events[name].argmax(events.geo_precision.cast("string"))
            for name in ("place_name", "admin1_name", "country_code", "latitude", "longitude")
        }
    )
    return _frame(described).set_index("place_key")


def admin1_names(events: ir.Table) -> dict[str, str]:
    """Code → English name of every province that the table holds, by name."""
    named = _frame(events.select("admin1_code", "admin1_name").distinct())
    named = named[named["admin1_code"] != ""].sort_values("admin1_name")
    return dict(zip(named["admin1_code"], named["admin1_name"], strict=True))


def values(events: ir.Table, column: str) -> list[str]:
    """The values of a column that are not empty, in order."""
    found = events.select(column).distinct().to_pyarrow()[column].to_pylist()
    return sorted(value for value in found if value)


def by_column(events: ir.Table, column: str, order: Sequence[str]) -> dict[str, int]:
    """Value → events of the whole table, in the given order; values without events are not in."""
    found = dict(_pairs(_counted(events, Selection(), column), column))
    return {value: found[value] for value in order if value in found}


def by_source(whole_events: ir.Table, limit: int = 50) -> dict[str, int]:
    """Source → events that it told of, most first; an event of two sources counts for both."""
    told = whole_events.select(source=whole_events.sources.unnest())
    counted = told.group_by("source").aggregate(n=lambda t: t.count())
    most = counted.order_by([ibis.desc("n"), "source"]).limit(limit)
    return dict(_pairs(_frame(most), "source"))


def newest(
    events: ir.Table, whole_events: ir.Table, selection: Selection, limit: int
) -> pd.DataFrame:
    """The chosen events, newest first and undated last, with the columns of the list."""
    order = [ibis.desc("event_date", nulls_first=False), "place_name", "event_id"]
    ids = selection.filter(events).order_by(order).limit(limit).select("event_id")
    rows = _frame(whole_events.semi_join(ids, "event_id").select(*LIST_COLUMNS))
    by = ["event_date", "place_name", "event_id"]
    return rows.sort_values(by, ascending=[False, True, True], ignore_index=True)


def of_ids(whole_events: ir.Table, ids: Iterable[str]) -> pd.DataFrame:
    """The events with these ids, newest first and undated last, with the columns of the list."""
    rows = _frame(whole_events.filter(whole_events.event_id.isin(list(ids))).select(*LIST_COLUMNS))
    by = ["event_date", "place_name", "event_id"]
    return rows.sort_values(by, ascending=[False, True, True], ignore_index=True)


def waiting(whole_events: ir.Table, placed_by: Iterable[str]) -> pd.DataFrame:
    """Words and place of the events that were placed so: what a person is asked about."""
    rows = whole_events.filter(whole_events.placed_by.isin(list(placed_by)))
    return _frame(rows.select("event_id", "toponym", *PLACE_COLUMNS))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as mappings of column → value."""
    return cast(list[dict[str, Any]], frame.to_dict("records"))


def _counted(events: ir.Table, selection: Selection, *by: str) -> pd.DataFrame:
    rows = selection.filter(events)
    return _frame(rows.group_by(*by).aggregate(n=rows.count()))


def _frame(answer: ir.Table) -> pd.DataFrame:
    return answer.to_pyarrow().to_pandas(date_as_object=False)


def _pairs(counted: pd.DataFrame, column: str) -> list[tuple[str, int]]:
    return [(str(code), int(n)) for code, n in zip(counted[column], counted["n"], strict=True)]


def _facet(kinds: pd.DataFrame, column: str, other: str, chosen: tuple[str, ...]) -> dict[str, int]:
    rows = kinds[kinds[other].isin(chosen)] if chosen else kinds
    return dict(_pairs(rows.groupby(column)["n"].sum().reset_index(), column))


def _in_dates(days: pd.DataFrame, selection: Selection) -> pd.Series[bool]:
    """The same condition on dates as `Selection.condition` puts to the engine."""
    inside = days["event_date"].notna()
    if selection.start:
        inside &= days["end_date"].fillna(days["event_date"]) >= pd.Timestamp(selection.start)
    if selection.end:
        inside &= days["event_date"] <= pd.Timestamp(selection.end)
    return inside | days["event_date"].isna() if selection.shows_undated else inside


def _leading(places: pd.DataFrame) -> pd.DataFrame:
    """place_key, n and the leading group of each place, most events first."""
    order = {code: rank for rank, code in enumerate(vocabulary.groups())}
    counted = places.groupby(["place_key", "sector_group"])["n"].sum().reset_index()
    counted = counted.assign(rank=counted["sector_group"].map(order))
    counted = counted.sort_values(["n", "rank"], ascending=[False, True])
    leading = counted.drop_duplicates("place_key").set_index("place_key")["sector_group"]
    summed = counted.groupby("place_key")["n"].sum().to_frame().join(leading.rename("group"))
    return summed.sort_values("n", ascending=False, kind="stable").reset_index()
