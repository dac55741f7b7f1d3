"""About the data: what the dots rest on, and what is not known."""

from __future__ import annotations

import streamlit as st

from dashboard.context import Context
from geodata.query import sentence


def show(context: Context) -> None:
    """Draw the page."""
    totals = context.whole.totals
    st.markdown("## About the data")
    st.markdown(f"The table holds {sentence.headline(totals)[:-1]}.")
