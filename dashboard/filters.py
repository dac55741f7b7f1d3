"""The sidebar's filters: widgets ↔ Selection ↔ URL.

The widgets are the truth while the reader works with them, and every run writes them to the
URL. When the URL changed by itself (a link was opened, the back button pressed) it is the
truth instead and the widgets follow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import jdatetime
import streamlit as st

from dashboard import style
from dashboard.load import Answers
from geodata import vocabulary
from geodata.errors import InputError
from geodata.query.selection import Selection

_WRITTEN = "url_written"
_SHOWN = "url_shown"


@dataclass(frozen=True, slots=True)
class View:
    """What is shown besides the selection itself."""

    place: str = ""
    """Key of the place whose events stand beside the map, "" for the whole selection."""
    tiles: bool = False
    as_of: str = ""
    """The day or version as which the table is shown, "" for the newest."""


def from_url(known: Mapping[str, Collection[str]]) -> list[InputError]:
    """Bring the widgets in line with the URL if it changed by itself; returns what it misnamed.

    `known` is what the table knows, as `load.known` has it. To be called once a run, before
    any widget.
    """
    state, found = st.session_state, st.query_params.to_dict()
    # A quick second click comes with the address of before the first: what the reader has
    # just changed on the page counts, not that address.
    has_chosen = _WRITTEN in state and current() != state[_SHOWN]
    if has_chosen or state.get(_WRITTEN) == found:
        return list(state.get("url_problems", []))
    selection, problems = Selection.from_params(found, known)
    place = found.get("place", "")
    if place and place not in known["places"]:
        problems.append(InputError(f"place: {place!r} is no place of this table"))
        found["place"] = ""
    _set_widgets(selection, found)
    state["url_problems"] = problems
    return problems


def current() -> tuple[Selection, View]:
    """The choice that the widgets hold, also before they are drawn."""
    state = st.session_state
    sectors = tuple(code for code in vocabulary.sectors() if state.get(f"sector_{code}"))
    selection = Selection(
        start=state.get("from"),
        end=state.get("to"),
        sectors=sectors,
        actions=tuple(state.get("action") or ()),
        admin1s=tuple(state.get("admin1") or ()),
        text=" ".join((state.get("q") or "").split()),
        undated=state.get("undated_said"),
        unplaced=state.get("unplaced", True),
        **state.get("url_only", {}),
    )
    return selection, View(
        place=state.get("place", ""),
        tiles=bool(state.get("tiles")),
        as_of=state.get("as_of", ""),
    )


def params(selection: Selection, view: View) -> dict[str, str]:
    """The choice as URL parameters."""
    found = selection.to_params()
    if view.place:
        found["place"] = view.place
    if view.tiles:
        found["tiles"] = "1"
    if view.as_of:
        found["as_of"] = view.as_of
    return found


def to_url(selection: Selection, view: View) -> None:
    """Write the choice to the URL, so that its copy opens the same view."""
    wanted = params(selection, view)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted
    st.session_state[_SHOWN] = (selection, view)


def choose_dates(start: date | None, end: date | None) -> None:
    """Set the date filter from elsewhere: a preset, a range drawn on the timeline."""
    st.session_state["from"], st.session_state["to"] = start, end


def choose_place(key: str) -> None:
    """Put a place's events beside the map; "" for those of the whole selection."""
    st.session_state["place"] = key


def show_undated() -> None:
    """Keep events without a date in view, also while dates are chosen."""
    st.session_state["undated_said"] = True


def show_now() -> None:
    """Leave an earlier version of the table for the newest."""
    st.session_state["as_of"] = ""
    st.query_params.pop("as_of", None)


def clear() -> None:
    """Lift every filter."""
    _, view = current()
    _set_widgets(Selection(), params(Selection(), replace(view, place="")))


def show(selection: Selection, answers: Answers, whole: Answers, names: Mapping[str, str]) -> None:
    """Draw the filters. `answers` counts the selection, `whole` the table without filters."""
    _dates(selection, whole)
    _sectors(answers.by_sector, whole.by_sector)
    _actions(answers.by_action, whole.by_action)
    _places(answers.by_admin1, names)
    _words()
    _gaps(selection, answers, whole)
    if selection != Selection():
        st.button("Clear all filters", on_click=clear, key="clear", width="stretch")


def _set_widgets(selection: Selection, params: Mapping[str, str]) -> None:
    state = st.session_state
    choose_dates(selection.start, selection.end)
    for code in vocabulary.sectors():
        state[f"sector_{code}"] = code in selection.sectors
    state["action"] = list(selection.actions)
    state["admin1"] = list(selection.admin1s)
    state["q"] = selection.text
    state["undated_said"] = selection.undated
    state["unplaced"] = selection.unplaced
    state["place"] = params.get("place", "")
    state["tiles"] = params.get("tiles") == "1"
    state["as_of"] = params.get("as_of", "")
    # Filters that a link can carry and the sidebar has no widget for.
    state["url_only"] = {
        name: value
        for name, value in (
            ("places", selection.places),
            ("statuses", selection.statuses),
            ("datasets", selection.datasets),
            ("least_precision", selection.least_precision),
        )
        if value
    }


def _dates(selection: Selection, whole: Answers) -> None:
    st.subheader("When", anchor=False)
    first, last = whole.totals.first_day, whole.totals.last_day
    for label, key in (("From", "from"), ("To", "to")):
        st.date_input(
            label,
            key=key,
            value=None,
            format="YYYY-MM-DD",
            min_value=date(1900, 1, 1),
            max_value=date(2100, 12, 31),
        )
    if selection.start and selection.end and selection.start > selection.end:
        st.warning("“From” is after “To”: no day is in between.")
    if not first or not last:
        return
    presets = _presets(first, last)
    chosen = next(
        (name for name, days in presets.items() if days == (selection.start, selection.end)), None
    )
    st.session_state["preset"] = chosen

    def choose() -> None:
        choose_dates(*presets[st.session_state["preset"] or "All"])

    st.pills("Presets", list(presets), key="preset", on_change=choose, label_visibility="collapsed")


def _presets(first: date, last: date) -> dict[str, tuple[date | None, date | None]]:
    """Name → first and last day, counted back from the last day of the table.

    The Gregorian and the Solar Hijri year are those of that day.
    """
    solar = jdatetime.date.fromgregorian(date=last).year
    new_year = jdatetime.date(solar, 1, 1).togregorian()
    next_new_year = jdatetime.date(solar + 1, 1, 1).togregorian()
    return {
        "All": (None, None),
        "Latest 30 days": (last - timedelta(days=29), last),
        str(last.year): (date(last.year, 1, 1), date(last.year, 12, 31)),
        str(solar): (new_year, next_new_year - timedelta(days=1)),
    }


def _sectors(found: Mapping[str, int], there: Mapping[str, int]) -> None:
    st.subheader("Who – kind of strike", anchor=False)
    empty, numbers = [], {}
    for group in vocabulary.groups().values():
        members = [
            sector
            for sector in vocabulary.sectors().values()
            if sector.group == group.code
            and (there.get(sector.code) or st.session_state.get(f"sector_{sector.code}"))
        ]
        if not members:
            empty.append(group)
            continue
        numbers[f"group_{group.code}"] = sum(found.get(sector.code, 0) for sector in members)
        st.button(
            group.label_en,
            key=f"group_{group.code}",
            type="tertiary",
            width="stretch",
            on_click=_toggle_group,
            args=([sector.code for sector in members],),
        )
        for sector in members:
            st.checkbox(sector.label_en, key=f"sector_{sector.code}", width="stretch")
            numbers[f"sector_{sector.code}"] = found.get(sector.code, 0)
    style.numbers(numbers)
    if empty:
        names = ", ".join(group.label_en.lower() for group in empty)
        st.caption(f"No events yet: {names}")


def _toggle_group(codes: list[str]) -> None:
    """Choose all sectors of a group, or none if all are chosen already."""
    state = st.session_state
    wanted = not all(state.get(f"sector_{code}") for code in codes)
    for code in codes:
        state[f"sector_{code}"] = wanted


def _actions(found: Mapping[str, int], there: Mapping[str, int]) -> None:
    st.subheader("What they did", anchor=False)
    chosen = st.session_state.get("action") or []
    options = [code for code in vocabulary.actions() if there.get(code) or code in chosen]
    labels = {
        code: f"{vocabulary.actions()[code].label_en} {found.get(code, 0):,}" for code in options
    }
    st.pills(
        "Actions",
        options,
        selection_mode="multi",
        key="action",
        format_func=lambda code: labels.get(code, code),
        label_visibility="collapsed",
    )


def _places(found: Mapping[str, int], names: Mapping[str, str]) -> None:
    st.subheader("Where", anchor=False)
    # A province that a link names stays choosable although the table lacks it.
    chosen = st.session_state.get("admin1") or []
    options = list(dict.fromkeys([*names, *chosen]))
    st.multiselect(
        "Provinces",
        options,
        key="admin1",
        format_func=lambda code: f"{names.get(code, code)} ({found.get(code, 0):,})",
        placeholder="All provinces",
        label_visibility="collapsed",
    )


def _words() -> None:
    st.subheader("Words", anchor=False)
    st.text_input(
        "Search titles and places",
        key="q",
        placeholder="Search titles and places",
        label_visibility="collapsed",
        max_chars=200,
    )


def _gaps(selection: Selection, answers: Answers, whole: Answers) -> None:
    state = st.session_state
    state["undated"] = selection.shows_undated

    def say() -> None:
        state["undated_said"] = state["undated"]

    n_off_map = sum(whole.off_map.values())
    if whole.n_undated or n_off_map or not selection.unplaced:
        st.subheader("Not exactly known", anchor=False)
        st.toggle(f"Show undated ({answers.n_undated:,})", key="undated", on_change=say)
        st.toggle(
            "Show unplaced",
            key="unplaced",
            help="Events of which only the country is known, or not even that. "
            "They stand beside the map.",
        )
