"""History: what changed the events, who did it, when and why, and the way back from each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import filters, style
from dashboard.context import Context
from geodata import decisions, history
from geodata.errors import MaydanError
from geodata.query.sentence import count
from geodata.store.change import Change, Version
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

_PAGE = 30
_DONE = {
    "added": "Added",
    "replaced": "Brought up to date",
    "placed": "Placed",
    "corrected": "Corrected",
    "merged": "Made one",
    "split": "Made two",
    "apart": "Told apart",
    "removed": "Removed",
}
_NUMBERS = ("new", "changed", "removed")


def show(context: Context) -> None:
    """Draw the page."""
    st.markdown("## History")
    if context.is_demonstration:
        st.info("The demonstration has no history. It begins with the first events of your own.")
        return
    st.caption(
        "Every change of the events is a version. Nothing is rewritten: undoing one is a version "
        "too. Each can be looked at as it stood."
    )
    _tell_what_was_done()
    versions = history.log(context.folder)
    is_writable = decisions.can_write(context.folder)
    if not is_writable:
        st.warning("The data folder cannot be written, so nothing can be undone from here.")
    n_shown = st.session_state.get("n_versions", _PAGE)
    for version in versions[:n_shown]:
        _version(context, version, is_writable)
    if len(versions) > n_shown:
        st.button("Show older", on_click=_show_older, args=(n_shown,), width="stretch")


def as_it_stood(folder: DataFolder, number: int) -> str:
    """A version of the events in words for Markdown."""
    found = next((each for each in EventTable(folder).log() if each.number == number), None)
    when = f", {found.when.astimezone():%Y-%m-%d %H:%M}" if found else ""
    return f"version {number}{when}"


def _version(context: Context, version: Version, is_writable: bool) -> None:
    change = version.change
    with st.container(key=f"version_{version.number}", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            who = f" · {style.plain(change.who)}" if change.who else ""
            when = f"{version.when.astimezone():%Y-%m-%d %H:%M}"
            st.markdown(f"**{said(change)}** :gray[{when}{who} · version {version.number}]")
            st.space("stretch")
            if "explore" in context.pages:
                st.page_link(
                    context.pages["explore"],
                    label="As it stood",
                    query_params=_as_of(context, version.number),
                    help=f"The map, the list and the timeline of version {version.number}",
                )
            with st.popover("Undo", disabled=not is_writable, type="tertiary"):
                _undo_form(context, version)
        if change.why:
            st.caption(f"“{style.plain(change.why)}”")


def said(change: Change) -> str:
    """What a version did, in words for Markdown."""
    numbers = (change.n_added, change.n_changed, change.n_removed)
    words = ("back", "as before", "removed") if change.what == "undone" else _NUMBERS
    touched = ", ".join(f"{n:,} {what}" for n, what in zip(numbers, words, strict=True) if n)
    if change.what in ("added", "removed", "placed", "corrected"):
        touched = count(sum(numbers), "event")
    of = _of(change)
    if change.what == "undone":
        return f"Took back {of} ({touched})"
    return f"{_DONE[change.what]} {touched}{f': {of}' if of else ''}".strip()


def _of(change: Change) -> str:
    match change.what, change.of:
        case "undone", (number, *_):
            return f"version {style.plain(number)}"
        case "placed", (_, name, *admin1):
            return style.plain(", ".join(filter(None, (name, *admin1))))
        case "corrected", (_, *names):
            return style.plain(", ".join(name.replace("_", " ") for name in names))
        case "added" | "replaced", names:
            return style.plain(", ".join(filter(None, names)))
    return ""


def _as_of(context: Context, number: int) -> dict[str, str]:
    return filters.params(context.selection, replace(context.view, as_of=str(number), place=""))


def _undo_form(context: Context, version: Version) -> None:
    st.caption("Takes back what this version changed; what came after it stays.")
    key = f"why_{version.number}"
    st.text_input("Why (for the log)", key=key, max_chars=200)
    st.button(
        f"Undo version {version.number}",
        key=f"undo_{version.number}",
        type="primary",
        on_click=partial(_undo, context, version.number, key),
    )


def _undo(context: Context, number: int, why: str) -> None:
    """Do it before the page is drawn, which then tells of it."""
    try:
        done = history.undo(context.folder, number, st.session_state.get(why, "").strip())
    except MaydanError as trouble:
        st.session_state["history_trouble"] = str(trouble)
        return
    n_events = done.n_added + done.n_changed + done.n_removed
    st.session_state["history_done"] = f"Version {number} is undone: {count(n_events, 'event')}."


def _tell_what_was_done() -> None:
    if done := st.session_state.pop("history_done", ""):
        st.success(style.plain(done))
    if trouble := st.session_state.pop("history_trouble", ""):
        st.error(f"Nothing was changed. {style.plain(trouble)}")


def _show_older(n_shown: int) -> None:
    st.session_state["n_versions"] = n_shown + _PAGE
