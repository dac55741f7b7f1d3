"""A button that copies the address of this view, which the page's URL always is."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

_HTML = '<button type="button" class="copy" aria-live="polite"></button>'
_CSS = """
.copy { all: unset; cursor: pointer; font: inherit; font-size: 13px; color: var(--st-primary-color);
  border-bottom: 1px solid color-mix(in srgb, currentColor 35%, transparent); white-space: nowrap; }
.copy:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 3px; }
"""
# The clipboard needs a secure context; over plain http on a local network it is missing, and
# the old way, a selected field and the copy command, still works.
_JS = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector(".copy");
  button.textContent = data.label;
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      const field = document.createElement("textarea");
      field.value = address;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = data.done;
    setTimeout(() => { button.textContent = data.label; }, 2000);
  };
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component("maydan_copy_link", html=_HTML, css=_CSS, js=_JS)


def button(label: str, done: str) -> None:
    """Draw it; `done` is said for two seconds after a click."""
    _component()(key="copy_link", data={"label": label, "done": done}, width="content")
