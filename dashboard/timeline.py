"""The timeline: events a day, week or month, stacked by sector group, as a Plotly figure.

Events known only to the month (or year) are drawn as a pale bar over all of it: no day is made
up for them. Dragging over the chart chooses dates; what lies outside stays visible, dimmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from geodata import vocabulary

HEIGHT_PX = 190
_DAY_MS = 86_400_000
_LONGEST_BY_DAY = 75
_LONGEST_BY_WEEK = 3 * 366


@dataclass(frozen=True, slots=True)
class Bins:
    """How days are gathered into bars: the name for the reader and pandas' period code."""

    name: str
    period: str


BY_DAY = Bins("By day", "D")
BY_WEEK = Bins("By week", "W-SUN")  # weeks begin on Monday
BY_MONTH = Bins("By month", "M")


def bins_for(first: date, last: date) -> Bins:
    """The finest bins of which a page's width can show every one."""
    n_days = (last - first).days + 1
    if n_days <= _LONGEST_BY_DAY:
        return BY_DAY
    return BY_WEEK if n_days <= _LONGEST_BY_WEEK else BY_MONTH


def binned(days: pd.DataFrame, bins: Bins) -> pd.DataFrame:
    """Counts by bar: start, width_ms, group, n, is_exact; sorted by start.

    `days` is as `geodata.query.counts.by_day` gives it. Months and years keep their own
    length, whatever the bins.
    """
    exact = days["date_precision"].isin(["day", "reported", "week"])
    parts = [_periods(days[exact], bins.period, is_exact=True)]
    for precision, period in (("month", "M"), ("year", "Y")):
        rows = days[days["date_precision"] == precision]
        if len(rows):
            # In bins of a month, an event known to the month is as exact as any other.
            parts.append(_periods(rows, period, is_exact=period == bins.period))
    joined = pd.concat(parts, ignore_index=True)
    by = ["start", "width_ms", "group", "is_exact"]
    return joined.groupby(by)["n"].sum().reset_index()


def figure(
    days: pd.DataFrame, chosen: tuple[date | None, date | None], theme: str
) -> tuple[go.Figure, Bins]:
    """The chart of `days` with the chosen dates marked, and the bins it uses.

    `chosen` has None where a side is open.
    """
    first, last = days["event_date"].min().date(), days["event_date"].max().date()
    bins = bins_for(first, last)
    bars = binned(days, bins)
    extent = _extent(bars)
    traces = []
    for code, group in vocabulary.groups().items():
        colour = group.colour_dark if theme == "dark" else group.colour
        for is_exact in (False, True):
            rows = bars[(bars["group"] == code) & (bars["is_exact"] == is_exact)]
            if len(rows):
                traces.append(_trace(rows, group.label_en, colour, is_exact=is_exact))
    layout = _layout(theme, extent, int(bars.groupby("start")["n"].sum().max()))
    layout["shapes"] = _marks_of(chosen, extent, theme)
    return go.Figure({"data": traces, "layout": layout}), bins


def chosen_range(selection: Mapping[str, Any] | None) -> tuple[date, date] | None:
    """The first and last day of a range drawn on the chart, None if there is none.

    `selection` is what Streamlit returns of a Plotly chart: a box has its two ends in `x`.
    """
    boxes = (selection or {}).get("box") or []
    if not boxes or len(boxes[0].get("x", ())) != 2:
        return None
    ends = sorted(pd.to_datetime(boxes[0]["x"], format="mixed"))
    return ends[0].date(), ends[1].date()


def said(days: pd.DataFrame) -> str:
    """The chart in a sentence, for those who do not see it."""
    by_month = days.groupby(days["event_date"].dt.to_period("M"))["n"].sum()
    most = pd.Period(str(by_month.idxmax()), "M")
    return (
        f"{int(by_month.sum()):,} dated events over {len(by_month)} months with events; "
        f"most in {most.strftime('%B %Y')} ({int(by_month.max()):,})."
    )


def _periods(days: pd.DataFrame, period: str, *, is_exact: bool) -> pd.DataFrame:
    periods = days["event_date"].dt.to_period(period)
    start = periods.dt.start_time
    end = periods.dt.end_time.dt.ceil("D")
    return pd.DataFrame(
        {
            "start": start,
            "width_ms": (end - start) // pd.Timedelta(milliseconds=1),
            "group": days["group"],
            "n": days["n"],
            "is_exact": is_exact,
        }
    )


def _trace(rows: pd.DataFrame, label: str, colour: str, *, is_exact: bool) -> dict[str, Any]:
    # A sixth of a bin stays free between bars; a pale bar fills its month.
    width = rows["width_ms"] * (0.84 if is_exact else 1.0)
    middle = rows["start"] + pd.to_timedelta(rows["width_ms"] / 2, unit="ms")
    note = "" if is_exact else " (known to the month only)"
    marker: dict[str, Any] = {"color": colour, "line": {"width": 0}}
    if not is_exact:
        marker = {
            "color": colour,
            "opacity": 0.35,
            "pattern": {"shape": "/", "size": 6, "solidity": 0.25},
            "line": {"width": 0},
        }
    opacity = {"marker": {"opacity": 1 if is_exact else 0.35}}
    return {
        "type": "bar",
        "x": middle.dt.strftime("%Y-%m-%dT%H:%M:%S").tolist(),
        "y": rows["n"].tolist(),
        "width": width.tolist(),
        "name": label,
        "marker": marker,
        "customdata": [f"{day.day} {day:%b %Y}" for day in rows["start"]],
        "hovertemplate": "%{customdata}: %{y} " + label.lower() + note + "<extra></extra>",
        # Plotly dims what a drag leaves out; the page's own veil says that, for every bar.
        "selected": opacity,
        "unselected": opacity,
    }


def _extent(bars: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    ends = bars["start"] + pd.to_timedelta(bars["width_ms"], unit="ms")
    low, high = bars["start"].min(), ends.max()
    margin = (high - low) * 0.02 + pd.Timedelta(days=2)
    return low - margin, high + margin


def _marks_of(
    chosen: tuple[date | None, date | None],
    extent: tuple[pd.Timestamp, pd.Timestamp],
    theme: str,
) -> list[dict[str, Any]]:
    """A veil over what lies outside the chosen dates, and a line at each of their edges."""
    if chosen == (None, None):
        return []
    veil = "rgba(30,33,37,.7)" if theme == "dark" else "rgba(255,255,255,.72)"
    ink = "#ECE8E1" if theme == "dark" else "#1E2227"
    start = pd.Timestamp(chosen[0]) if chosen[0] else extent[0]
    end = pd.Timestamp(chosen[1] + timedelta(days=1)) if chosen[1] else extent[1]
    full = {"yref": "paper", "y0": 0, "y1": 1, "xref": "x"}
    veils = [
        {**full, "type": "rect", "x0": str(left), "x1": str(right), "fillcolor": veil}
        | {"line": {"width": 0}}
        for left, right in ((extent[0], start), (end, extent[1]))
        if left < right
    ]
    edges = [
        {**full, "type": "line", "x0": str(edge), "x1": str(edge)}
        | {"line": {"color": ink, "width": 1.5}}
        for edge in (start, end)
        if extent[0] < edge < extent[1]
    ]
    return veils + edges


def _layout(theme: str, extent: tuple[pd.Timestamp, pd.Timestamp], most: int) -> dict[str, Any]:
    muted = "#A7A49C" if theme == "dark" else "#6A6E75"
    grid = "#2B2F34" if theme == "dark" else "#EEE9E0"
    font = 'Inter, Vazirmatn, "Noto Sans", system-ui, sans-serif'
    return {
        "barmode": "stack",
        "bargap": 0,
        "height": HEIGHT_PX,
        "margin": {"l": 30, "r": 8, "t": 8, "b": 24},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": font, "size": 12, "color": muted},
        "showlegend": False,
        "dragmode": "select",
        "selectdirection": "h",
        "hoverlabel": {"font": {"family": font}},
        "xaxis": {
            "type": "date",
            "range": [extent[0].isoformat(), extent[1].isoformat()],
            "gridcolor": grid,
            "fixedrange": True,
            "ticks": "",
            "tickformatstops": [
                {"dtickrange": [None, 86_400_000 * 27], "value": "%-d %b %Y"},
                {"dtickrange": [86_400_000 * 27, None], "value": "%b %Y"},
            ],
        },
        "yaxis": {
            "gridcolor": grid,
            "zerolinecolor": grid,
            "fixedrange": True,
            "rangemode": "tozero",
            "dtick": 1 if most <= 4 else None,
            "nticks": 4,
            "tickformat": "d",
        },
        "newselection": {"line": {"color": muted, "width": 1, "dash": "solid"}},
    }
