"""Review: places that wait for a person, most events first, and what people decided.

A decision places all events of its name at once, now and later; it can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import base_layers, event_cards, event_map, load, style
from dashboard.context import Context
from geodata import decisions
from geodata.errors import MaydanError
from geodata.model import Place
from geodata.place import coordinates
from geodata.place import review as open_places
from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import Geocode
from geodata.place.review import OpenName
from geodata.query.counts import records
from geodata.query.sentence import count

_N_CANDIDATES = 9
_N_SHOWN = 3
"""Events whose words stand with a name."""
_N_NAMES = 40
_MAP_HEIGHT_PX = 320
_REASONS = {
    "ambiguous": "several places bear this name",
    "not_found": "no gazetteer knows it",
    "no_answer": "the online service gave no answer",
    "province_only": "only its province is known",
}
_DEMONSTRATION = (
    "These are the events of the demonstration, which asks nothing. Of your own events, names "
    "that no gazetteer knows for sure will wait here."
)
_READ_ONLY = (
    "Decisions cannot be kept: the data folder may not be written by this server. What waits is "
    "shown all the same."
)


def title(context: Context) -> str:
    """The page's name in the navigation, with the number of names that wait."""
    n = 0 if context.is_demonstration else len(load.open_names(context.shot))
    return f"Review · {n:,}" if n else "Review"


def show(context: Context) -> None:
    """Draw the page."""
    waiting = load.open_names(context.shot)
    if context.is_demonstration:
        st.markdown("## Review of places")
        st.info(_DEMONSTRATION)
        return
    st.markdown(f"## {_said(waiting)}")
    _tell_what_was_done()
    is_writable = decisions.can_write(context.folder)
    if not is_writable:
        st.warning(_READ_ONLY)
    if waiting:
        left, right = st.columns([0.34, 0.66], gap="large")
        with left:
            asked = _choose(waiting)
        with right:
            _ask(asked, context, is_writable)
    _decided(context, is_writable)


def _said(waiting: tuple[OpenName, ...]) -> str:
    if not waiting:
        return "No place waits for you"
    n_events = sum(each.n_events for each in waiting)
    verb = "waits" if len(waiting) == 1 else "wait"
    return f"**{count(len(waiting), 'name')}** of **{count(n_events, 'event')}** {verb} for a place"


def _choose(waiting: tuple[OpenName, ...]) -> OpenName:
    """The list of names, most events first; the one that is open beside it."""
    st.caption("Most events first. A decision places all events of its name, also later ones.")
    by_key = {_key(each): each for each in waiting[:_N_NAMES]}
    key = st.radio(
        "Names that wait",
        list(by_key),
        format_func=lambda key: style.plain(_named(by_key[key])),
        captions=[
            f"{count(each.n_events, 'event')} · {_REASONS.get(each.reasons[0], each.reasons[0])}"
            for each in by_key.values()
        ],
        label_visibility="collapsed",
    )
    if len(waiting) > _N_NAMES:
        st.caption(f"{len(waiting) - _N_NAMES:,} more come after these.")
    return by_key[key]


def _key(asked: OpenName) -> str:
    return "|".join(asked.question)


def _named(asked: OpenName) -> str:
    return f"{asked.name}, {asked.admin1}" if asked.admin1 else asked.name


def _ask(asked: OpenName, context: Context, is_writable: bool) -> None:
    """One name: the words it stands in, who could be meant, and the ways to decide."""
    st.markdown(f"### Where is {style.plain(_named(asked))}?")
    rows = records(load.events_of(context.shot, asked.event_ids[:_N_SHOWN]))
    st.html(event_cards.cards((row, load.first_words(context.shot, row)) for row in rows))
    if asked.n_events > len(rows):
        st.caption(f"… and {count(asked.n_events - len(rows), 'more event')}.")
    gazetteer = Gazetteer(context.folder.gazetteers)
    found = open_places.candidates(asked, gazetteer)[:_N_CANDIDATES]
    found = [each for each in found if each.latitude is not None]
    typed = _typed(asked, gazetteer)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left, st.container(key="candidate_map"):
        _draw(found + ([typed] if typed else []), asked, context)
    with right, st.container(key="candidates", gap="small"):
        for number, (place, label) in enumerate(zip(found, _labels(found), strict=True), start=1):
            _button(f"{number} · {label}", asked, place, context, is_writable)
        none = "None of these" if found else "Leave it without a place"
        _button(none, asked, None, context, is_writable)
        _type(asked, typed)
        if typed:
            said = f"{len(found) + 1} · {_where(typed)} ({_point(typed)})"
            _button(said, asked, typed, context, is_writable)


def _draw(offered: list[Place], asked: OpenName, context: Context) -> None:
    if not offered:
        st.caption("Nobody bears this name. If you know the place, type its coordinates.")
        return
    points = [(float(p.latitude or 0), float(p.longitude or 0), p.place_name) for p in offered]
    event_map.show_still(
        event_map.base_map(context.theme, event_map.bounds_round(points)),
        event_map.candidates_layer(points),
        f"candidates_{_key(asked)}_{len(points)}",
        _MAP_HEIGHT_PX,
    )


def _typed(asked: OpenName, gazetteer: Gazetteer) -> Place | None:
    """The place of the coordinates that a person typed, if they are any."""
    try:
        text = str(st.session_state.get(f"typed_{_key(asked)}", ""))
        point = coordinates.read_point(text) if text.strip() else None
    except MaydanError:
        return None
    return coordinates.point_place(asked, *point, gazetteer) if point else None


def _type(asked: OpenName, typed: Place | None) -> None:
    """The field for coordinates, and what makes one doubt those in it."""
    text = st.text_input(
        "Coordinates, if you know them",
        key=f"typed_{_key(asked)}",
        placeholder="35.69, 51.42",
        help="Latitude first, as 35.69, 51.42 or 35°41′24″ N, 51°25′12″ E.",
    )
    if typed:
        for doubt in coordinates.doubts(typed, asked):
            st.warning(style.plain(doubt))
        if coordinates.is_swapped(typed, asked):
            st.warning("The other way round it would lie at home: is the longitude first?")
    elif text.strip():
        try:
            coordinates.read_point(text)
        except MaydanError as trouble:
            st.error(style.plain(trouble))


def _button(
    label: str,
    asked: OpenName,
    place: Place | None,
    context: Context,
    is_writable: bool,
) -> None:
    st.button(
        style.plain(label),
        key=f"decide_{label.partition(' ')[0]}_{_key(asked)}",
        type="secondary" if place else "tertiary",
        width="stretch" if place else "content",
        help=_point(place) if place else None,
        disabled=not is_writable,
        on_click=partial(_decide, context, asked, place),
    )


def _where(place: Place) -> str:
    """A place in words: "Rudbar, Gilan"; abroad with its country."""
    code = place.country_code
    country = "" if code == "IR" else base_layers.country_names().get(code, code)
    parts = [place.place_name, place.admin1_name, country]
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _labels(places: list[Place]) -> list[str]:
    """Each place in words; of those that would be called the same, with the coordinates."""
    names = [_where(place) for place in places]
    return [
        name if names.count(name) == 1 else f"{name} ({_point(place)})"
        for name, place in zip(names, places, strict=True)
    ]


def _point(place: Place) -> str:
    return f"{place.latitude:.3f}, {place.longitude:.3f}"


def _decide(context: Context, asked: OpenName, place: Place | None) -> None:
    where = f"at {_where(place)}" if place else "without a place"
    done = partial(decisions.decide, context.folder, asked, place)
    n = _do(done)
    if n == 0:
        st.session_state["review_trouble"] = f"Somebody decided about {asked.name} meanwhile."
    elif n:
        said = f"{count(n, 'event')} of {asked.name} now {'stands' if n == 1 else 'stand'} {where}."
        st.session_state["review_done"] = f"{said} You can take this back below."


def _take_back(context: Context, decision: Geocode) -> None:
    n = _do(partial(decisions.take_back, context.folder, decision))
    if n is not None:
        stand = f"{count(n, 'event')} {'stands' if n == 1 else 'stand'} as before"
        st.session_state["review_done"] = f"{decision.query} is open again: {stand}."


def _do(change: Callable[[], int]) -> int | None:
    """Do it before the page is drawn, which then tells of it; the number of events changed,
    None if it failed."""
    try:
        return change()
    except MaydanError as trouble:
        st.session_state["review_trouble"] = str(trouble)
        return None


def _tell_what_was_done() -> None:
    if done := st.session_state.pop("review_done", ""):
        st.success(style.plain(done))
    if trouble := st.session_state.pop("review_trouble", ""):
        st.error(f"Nothing was changed. {style.plain(trouble)}")


def _decided(context: Context, is_writable: bool) -> None:
    """What people decided, newest first, each with a way back."""
    made = decisions.decisions(context.folder)
    if not made:
        return
    st.markdown("### Decided")
    st.caption(f"They stand in `{context.folder.geocodes.name}`, which you may edit.")
    placed = load.decided(context.shot)
    for number, decision in enumerate(made):
        with st.container(horizontal=True, key=f"decision_{number}", vertical_alignment="center"):
            name = f"{decision.query}, {decision.admin1}" if decision.admin1 else decision.query
            where = _where(decision.place) if decision.place.is_placed else "without a place"
            n = decisions.n_events(decision, placed)
            day = f"{decision.answered_on}, " if decision.answered_on else ""
            said = f"**{style.plain(name)}** → {style.plain(where)}"
            st.markdown(f"{said} :gray[{day}{count(n, 'event')}]")
            st.button(
                "Take back",
                key=f"take_back_{number}",
                type="tertiary",
                disabled=not is_writable,
                help=f"Open {decision.query} again",
                on_click=partial(_take_back, context, decision),
            )
