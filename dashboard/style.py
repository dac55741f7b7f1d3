"""The style sheet of the pages, with the colours of the sector groups from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from geodata import vocabulary

ASSETS = Path(__file__).parent / "assets"


@cache
def sheet() -> str:
    """`assets/page.css` with a rule for each group's colour before it, as a style element."""
    colours = "".join(
        f".dot.{code}, .st-key-group_{code} "
        f"{{ --group: light-dark({group.colour}, {group.colour_dark}); }}\n"
        for code, group in vocabulary.groups().items()
    )
    return f"<style>\n{colours}{(ASSETS / 'page.css').read_text(encoding='utf-8')}</style>"


def numbers(by_key: Mapping[str, int]) -> None:
    """Show a number at the far end of each widget, given by the widget's key.

    The numbers are style, not label: a label that changed would be read out anew, markup and
    all, by a screen reader.
    """
    rules = "".join(f'.st-key-{key} {{ --n: "{n:,}"; }}' for key, n in by_key.items())
    st.html(f"<style>{rules}</style>")
