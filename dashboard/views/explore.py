"""Explore: a sentence, the map, the events beside it, the timeline under it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import (
    base_layers,
    copy_link,
    event_cards,
    event_map,
    filters,
    load,
    style,
    timeline,
)
from dashboard.context import Context
from dashboard.views import about
from geodata.query import sentence
from geodata.query.counts import records

_PAGE = 30


def show(context: Context) -> None:
    """Draw the page for what the reader chose."""
    answers = context.answers
    _say(context)
    if context.is_demonstration:
        st.caption(about.DEMONSTRATION)
    if not context.whole.totals.n_events:
        st.info(
            "There are no events yet. Give Maydan a text file of captions: "
            "`maydan ingest captions.txt`, then reload this page."
        )
        return
    left, right = st.columns([0.68, 0.32], gap="medium")
    with left:
        _map(context)
    with right:
        _events(context)
    with st.container(border=True, key="timeline_box"):
        _timeline(context)
    if not answers.totals.n_events:
        st.caption("Lift a filter to see more.")


def _say(context: Context) -> None:
    """The selection in words, what no dot stands for, and ways to hand it over."""
    answers = context.answers
    st.markdown(f"## {sentence.headline(answers.totals, answers.leading)}")
    with st.container(horizontal=True, key="gaps", vertical_alignment="center", gap="medium"):
        for key, n in answers.off_map.items():
            where = base_layers.country_names().get(key, key)
            told = f"{n:,} told of {where} as a whole"
            _gap(f"{n:,} not placed" if key == "unplaced" else told, filters.choose_place, key)
        if answers.n_undated and not context.selection.shows_undated:
            _gap(f"{answers.n_undated:,} more have no date", filters.show_undated)
        st.space("stretch")
        copy_link.button("Copy link", "Link copied")
        _downloads(context)


def _gap(label: str, on_click: Callable[..., None], *args: str) -> None:
    """A part of the selection that the map cannot show, as a link to its events."""
    key = f"gap_{on_click.__name__}_{'_'.join(args)}"
    st.button(label, key=key, type="tertiary", on_click=on_click, args=args)


def _downloads(context: Context) -> None:
    with st.popover("Download", type="tertiary"):
        st.caption(f"{context.answers.totals.n_events:,} events, as filtered.")
        for label, kind in load.FILES.items():
            st.download_button(
                label,
                data=partial(load.file, context.shot, context.selection, kind),
                file_name=f"maydan-{context.shot.version}.{kind}",
                on_click="ignore",
                key=f"download_{kind}",
            )


def _map(context: Context) -> None:
    answers, view = context.answers, context.view
    centres = base_layers.admin1_centres()
    known = event_map.spots(answers.places, answers.provinces, centres)

    def choose() -> None:
        spot = event_map.clicked(st.session_state.get(event_map.KEY), known)
        if spot:
            filters.choose_place(spot.key)

    layers = [event_map.tile_layer()] if view.tiles else []
    layers.append(
        event_map.events_layer(
            answers.places, answers.provinces, centres, context.theme, view.place
        )
    )
    is_iran_only = load.countries(context.shot) <= {"IR"}
    bounds = event_map.bounds_of(context.whole.places, is_iran_only)
    event_map.show(event_map.base_map(context.theme, bounds), layers, choose)
    with st.container(key="below_map"):
        st.toggle(
            "Street map",
            key="tiles",
            help="Your browser then fetches pictures from OpenStreetMap, who can see where you "
            "look and this server's name. Off, nothing leaves this server.",
        )


def _events(context: Context) -> None:
    """The events of the clicked place, or of the whole selection, newest first."""
    place = context.view.place
    limit = _n_listed(context)
    listed = load.event_list(context.shot, context.selection, place, limit + 1)
    with st.container(horizontal=True, key="list_head", vertical_alignment="bottom"):
        st.markdown(f"### {style.plain(_place_name(place, context)) if place else 'Events'}")
        n_there = sentence.count(_n_at(place, context), "event")
        st.markdown(f":gray[{n_there}]", width="content")
        if place:
            st.button("Clear", key="clear_place", on_click=filters.choose_place, args=("",))
    with st.container(height=event_map.HEIGHT_PX - 56, border=False, key="event_list"):
        rows = records(listed.head(limit))
        if not rows:
            st.caption("No event here matches the filters." if place else "No event matches.")
        st.html(event_cards.cards((row, load.first_words(context.shot, row)) for row in rows))
        if len(listed) > limit:
            st.button("Show more", on_click=_show_more, args=(limit,), width="stretch")
    st.html(event_cards.marks_key())


def _n_listed(context: Context) -> int:
    """How many events the list shows: a page of them again whenever the view changes."""
    state, shown = st.session_state, (context.selection, context.view.place)
    if state.get("listed_for") != shown:
        state["listed_for"], state["n_listed"] = shown, _PAGE
    return int(state["n_listed"])


def _show_more(limit: int) -> None:
    st.session_state["n_listed"] = limit + _PAGE


def _n_at(place: str, context: Context) -> int:
    answers = context.answers
    if not place:
        return answers.totals.n_events
    if place in answers.off_map:
        return answers.off_map[place]
    for frame, key in ((answers.places, "place_key"), (answers.provinces, "admin1_code")):
        found = frame[frame[key] == place]
        if len(found):
            return int(found["n"].iloc[0])
    return 0


def _place_name(place: str, context: Context) -> str:
    """A name for the place key, also when the filters leave it no events."""
    if place == "unplaced":
        return "Not placed"
    for found in (context.answers, context.whole):
        for frame, key, name in (
            (found.places, "place_key", "place_name"),
            (found.provinces, "admin1_code", "admin1_name"),
        ):
            rows = frame[frame[key] == place]
            if len(rows):
                return str(rows[name].iloc[0])
    return base_layers.country_names().get(place, place)


def _timeline(context: Context) -> None:
    """Events over time; a range drawn on them becomes the date filter."""
    answers, selection = context.answers, context.selection
    if answers.days.empty:
        st.caption("No event of this selection has a date.")
        return
    chart, bins = timeline.figure(answers.days, (selection.start, selection.end), context.theme)
    _timeline_head(context, bins.name)
    # A new key after each drag: the chart forgets the box that was drawn, which by then is
    # the date filter and is drawn as such.
    key = f"timeline_{st.session_state.get('n_brushes', 0)}"

    def brush() -> None:
        days = timeline.chosen_range(st.session_state[key].get("selection"))
        if days:
            filters.choose_dates(*days)
            st.session_state["n_brushes"] = st.session_state.get("n_brushes", 0) + 1

    st.plotly_chart(
        chart,
        key=key,
        on_select=brush,
        selection_mode="box",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False},
        alt=timeline.said(answers.days),
    )


def _timeline_head(context: Context, name: str) -> None:
    answers = context.answers
    notes = [
        f"{n:,} {what}"
        for n, what in (
            (answers.totals.n_month_only, "known to the month only"),
            (answers.n_undated, "without a date are not drawn"),
        )
        if n
    ]
    with st.container(horizontal=True, key="timeline_head", vertical_alignment="center"):
        st.markdown(f"**{name}** :gray[· drag over the bars to choose dates]")
        if context.selection.has_dates:
            lift = partial(filters.choose_dates, None, None)
            st.button("All dates", key="all_dates", type="tertiary", on_click=lift)
        st.markdown(f":gray[{'; '.join(notes)}]", width="content")
