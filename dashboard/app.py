"""The pages' entry: settings, shared filters, navigation. Run by `dashboard.server`."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import filters, load, style
from dashboard.context import Context
from dashboard.views import about, explore, review
from geodata.errors import MaydanError
from geodata.store.folder import DataFolder

st.set_page_config(
    page_title="Maydan",
    page_icon=str(style.ASSETS / "icon.png"),
    layout="wide",
    initial_sidebar_state="auto",
)
st.html(style.sheet())

try:
    folder = DataFolder.find()
    shot, is_demonstration = load.snapshot(folder)
except MaydanError as trouble:
    st.error(f"The events cannot be shown. {style.plain(trouble)}")
    st.stop()
problems = filters.from_url(load.known(shot))
selection, view = filters.current()
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
)
pages = [
    st.Page(partial(explore.show, context), title="Explore", url_path="explore", default=True),
    st.Page(partial(review.show, context), title=review.title(context), url_path="review"),
    st.Page(partial(about.show, context), title="About", url_path="about"),
]
page = st.navigation(pages, position="hidden")
with st.sidebar:
    st.html('<div class="brand">Maydan <span lang="fa" dir="rtl">میدان</span></div>')
    with st.container(horizontal=True, key="pages", gap="small"):
        for each in pages:
            with st.container(key="page_here" if each == page else f"page_{each.url_path}"):
                st.page_link(each, query_params=filters.params(selection, view))
    filters.show(selection, context.answers, context.whole, context.admin1_names)
for problem in problems:
    st.warning(f"This link holds something unknown, which was left out. {style.plain(problem)}")
page.run()
filters.to_url(selection, view)
