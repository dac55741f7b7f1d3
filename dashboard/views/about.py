"""About the data: what the dots rest on, how to read them, and what is not known."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.context import Context
from geodata.query import sentence

_PRECISION_LABELS = {
    "site": "A site inside a town",
    "town": "A town",
    "admin2": "A county only",
    "admin1": "A province only",
    "country": "A country only",
    "unplaced": "Not placed",
}
_DATE_LABELS = {
    "day": "To the day",
    "reported": "The day of the report; its text names none",
    "week": "To the week",
    "month": "To the month",
    "year": "To the year",
    "unknown": "Date not known",
}
_READING = """
### How to read the map
A **circle** is a town: its area grows with the number of events there, its colour is the
sector group with the most of them. A **hatched province** has events of which the report names
no town. What a report tells of a whole country stands above the map, with its number; it is
never painted on every town.

On the **timeline** a pale, hatched bar covers a month of which the day is not known. Events
without any date are counted and listed, and not drawn.

Under each event stand **the report's own words**. What is underlined gave a value: the
place, the day, who it was, what they did. Nothing is filled in that no words support.

**No report is not no protest.** The map shows what was reported and read. Small towns,
censored weeks and protests that nobody filmed are missing, and one that many told of is
not larger for it.
"""
_ORIGINS = """
### Where places and outlines come from
Towns, their coordinates and names: [GeoNames](https://www.geonames.org), CC BY 4.0. Outlines
of countries and provinces: Natural Earth, public domain. Codes of provinces: ISO 3166-2.
The full list stands in `geodata/place/data/SOURCES.md`.

This page asks nobody but its own server for anything. The street map, if you tick it, is the
one exception: your browser then fetches pictures from OpenStreetMap.
"""


def show(context: Context) -> None:
    """Draw the page."""
    totals = context.whole.totals
    st.markdown("## About the data")
    if context.is_demonstration:
        st.info(DEMONSTRATION)
    st.markdown(f"The table holds {sentence.headline(totals)}")
    left, right = st.columns(2, gap="large")
    shares = load.shares(context.shot)
    with left:
        st.markdown("### How exactly the place is known")
        _table(shares.by_geo_precision, _PRECISION_LABELS)
        st.markdown("### How exactly the day is known")
        _table(shares.by_date_precision, _DATE_LABELS)
        st.markdown("### Who told of it")
        _table(shares.by_source, {})
    with right:
        st.markdown(_READING)
        st.markdown(_ORIGINS)


DEMONSTRATION = (
    "This is a demonstration: 22 protests in Iran in 2018, after captions of the site Iran Focus, "
    "told in our own words. Add your own with `maydan ingest captions.txt`; the "
    "demonstration then makes room for them."
)


def _table(counted: dict[str, int], labels: dict[str, str]) -> None:
    """Names and numbers, with each one's share."""
    n_all = sum(counted.values()) or 1
    rows = [
        (labels.get(code, code) or "Not told", n, f"{n / n_all:.0%}") for code, n in counted.items()
    ]
    st.table(pd.DataFrame(rows, columns=["", "Events", "Share"]).set_index(""), border="horizontal")
    if not rows:
        st.caption(sentence.count(0, "event"))
