"""The pages' entry: settings, shared filters, navigation. Run by `dashboard.server`."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import filters, load, style
from dashboard.context import Context
from dashboard.views import about, explore, history, review
from geodata.errors import MaydanError
from geodata.store.folder import DataFolder

st.set_page_config(
    page_title="Maydan",
    page_icon=str(style.ASSETS / "icon.png"),
    layout="wide",
    initial_sidebar_state="auto",
)
st.html(style.sheet())

as_of = st.query_params.get("as_of", "")
try:
    folder = DataFolder.find()
    shot, is_demonstration = load.snapshot(folder, as_of)
except MaydanError as trouble:
    st.error(f"The events cannot be shown. {style.plain(trouble)}")
    if as_of:
        st.link_button("Show them as they stand now", "?")
    st.stop()
problems = filters.from_url(load.known(shot))
selection, view = filters.current()
pages: dict[str, Page] = {}
context = Context(
    folder=folder,
    shot=shot,
    is_demonstration=is_demonstration,
    selection=selection,
    view=view,
    answers=load.answers(shot, selection),
    whole=load.whole(shot),
    admin1_names=load.admin1_names(shot),
    theme=st.context.theme.type or "light",
    pages=pages,
)
pages["explore"] = st.Page(
    partial(explore.show, context), title="Explore", url_path="explore", default=True
)
if not as_of:  # what is past can be looked at only
    pages["review"] = st.Page(
        partial(review.show, context), title=review.title(context), url_path="review"
    )
    pages["history"] = st.Page(partial(history.show, context), title="History", url_path="history")
pages["about"] = st.Page(partial(about.show, context), title="About", url_path="about")
page = st.navigation(list(pages.values()), position="hidden")
with st.sidebar:
    st.html('<div class="brand">Maydan <span lang="fa" dir="rtl">میدان</span></div>')
    with st.container(horizontal=True, key="pages", gap="small"):
        for each in pages.values():
            with st.container(key="page_here" if each == page else f"page_{each.url_path}"):
                st.page_link(each, query_params=filters.params(selection, view))
    filters.show(selection, context.answers, context.whole, context.admin1_names)
if as_of:
    with st.container(horizontal=True, key="as_of_note", vertical_alignment="center"):
        st.markdown(f"The events as they stood: {history.as_it_stood(folder, shot.version)}")
        st.button("As they stand now", type="tertiary", key="now", on_click=filters.show_now)
for problem in problems:
    st.warning(f"This link holds something unknown, which was left out. {style.plain(problem)}")
page.run()
filters.to_url(selection, view)
