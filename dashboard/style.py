"""The style sheet of the pages, with the colours of the sector groups from the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from geodata import vocabulary

# Every ASCII sign that means something in Markdown or in its Streamlit extensions.
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
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


def plain(text: object) -> str:
    """Text that Streamlit's Markdown shows as it is.

    Names from a table and values from a link may hold anything, and in Markdown an image is a
    request to whoever it names.
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def numbers(by_key: Mapping[str, int]) -> None:
    """Show a number at the far end of each widget, given by the widget's key.

    The numbers are style, not label: a label that changed would be read out anew, markup and
    all, by a screen reader.
    """
    rules = "".join(f'.st-key-{key} {{ --n: "{n:,}"; }}' for key, n in by_key.items())
    st.html(f"<style>{rules}</style>")
