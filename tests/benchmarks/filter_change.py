"""A filter change on the server: from the new selection to figures that go to the browser.

Ours: counts by ibis on DuckDB, one layer with a circle a place, the chart, the newest events.
Reference, as most Streamlit maps do it: pandas masks over all events, then one
`folium.CircleMarker` an event, rendered.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import folium
import pandas as pd

from dashboard import base_layers, event_cards, event_map, load, timeline
from geodata.query.counts import records
from geodata.query.engine import Snapshot
from geodata.query.selection import Selection
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable
from tests.factories import many_events

N_PLACES = 1_500
CHANGES = {
    "everything": Selection(),
    "one sector": Selection(sectors=("truckers",)),
    "two years": Selection(start=date(2018, 1, 1), end=date(2019, 12, 31)),
    "sector, action and year": Selection(
        start=date(2018, 1, 1), end=date(2018, 12, 31), sectors=("teachers",), actions=("strike",)
    ),
}


def run(n_events: int = 100_000, n_runs: int = 5) -> list[dict[str, Any]]:
    """One row a filter change: milliseconds of both, median of the runs, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        table = EventTable(DataFolder.find(folder))
        table.add([], many_events(n_events, N_PLACES))
        shot = Snapshot.of(*table.files())
        columns = ["event_date", "sector", "action", "latitude", "longitude", "title"]
        frame = pd.read_parquet(list(shot.event_files), columns=columns)
        frame["event_date"] = pd.to_datetime(frame["event_date"])
        load.whole(shot)
        return [_row(name, selection, shot, frame, n_runs) for name, selection in CHANGES.items()]


def _row(
    name: str, selection: Selection, shot: Snapshot, frame: pd.DataFrame, n_runs: int
) -> dict[str, Any]:
    own_ms = _median_ms(lambda: _answer(shot, selection), n_runs)
    masks_ms = _median_ms(lambda: _mask(frame, selection), n_runs)
    # A marker an event takes seconds to minutes: once is enough, and it flatters nobody.
    markers_ms = _median_ms(lambda: _draw_markers(_mask(frame, selection)), 1)
    return {
        "filter": name,
        "events": len(_mask(frame, selection)),
        "Maydan, ms": own_ms,
        "pandas masks alone, ms": masks_ms,
        "masks and a CircleMarker an event, ms": markers_ms,
        "times faster": markers_ms / own_ms,
    }


def _answer(shot: Snapshot, selection: Selection) -> None:
    """All that the Explore page computes for a selection it has not seen."""
    load.answers.cache_clear()
    load.event_list.cache_clear()
    answers = load.answers(shot, selection)
    centres = base_layers.admin1_centres()
    layer = event_map.events_layer(answers.places, answers.provinces, centres, "light")
    layer.add_to(event_map.base_map("light", event_map.bounds_of(answers.places, True)))
    layer.get_root().render()
    chart, _ = timeline.figure(answers.days, (selection.start, selection.end), "light")
    chart.to_json()
    listed = load.event_list(shot, selection, "", 31)
    event_cards.cards((row, ()) for row in records(listed))


def _mask(frame: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    mask = pd.Series(True, index=frame.index)
    if selection.sectors:
        mask &= frame["sector"].isin(selection.sectors)
    if selection.actions:
        mask &= frame["action"].isin(selection.actions)
    if selection.start and selection.end:
        mask &= frame["event_date"].between(
            pd.Timestamp(selection.start), pd.Timestamp(selection.end)
        )
    return frame[mask]


def _draw_markers(rows: pd.DataFrame) -> None:
    drawn = folium.Map(tiles=None)
    for row in rows.itertuples():
        folium.CircleMarker((row.latitude, row.longitude), radius=4, tooltip=row.title).add_to(
            drawn
        )
    drawn.get_root().render()


def _median_ms(call: Callable[[], object], n_runs: int) -> float:
    taken = []
    for _ in range(n_runs):
        start = perf_counter()
        call()
        taken.append((perf_counter() - start) * 1000)
    return median(taken)
