"""The words behind an event, told apart by the value that they gave."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.query.evidence import Fragment, fragments

CAPTION = "Shiraz, Iran. March 3, 2019. Teachers rally"


def spans(text: str, **words: str) -> str:
    found = {name: (text.index(word), text.index(word) + len(word)) for name, word in words.items()}
    return json.dumps({name: [*ends, "a rule"] for name, ends in found.items()})


def test_a_caption_is_cut_at_its_values() -> None:
    found = fragments(
        CAPTION, spans(CAPTION, title=CAPTION, toponym="Shiraz", sector="Teachers", action="rally")
    )
    assert found == [
        Fragment("Shiraz", "toponym"),
        Fragment(", Iran. March 3, 2019. "),
        Fragment("Teachers", "sector"),
        Fragment(" "),
        Fragment("rally", "action"),
    ]


def test_a_date_far_away_stands_behind_a_gap() -> None:
    text = f"Shiraz, 3 March 2019 -- A day.\n\n{'Nothing happened here. ' * 20}\nTeachers rally."
    found = fragments(
        text, spans(text, title="Teachers rally.", event_date="3 March 2019", action="rally")
    )
    assert [each.field for each in found if each.field] == ["event_date", "action"]
    assert any(each.is_gap for each in found)
    assert "Nothing happened" not in "".join(each.text for each in found)


@pytest.mark.parametrize("spans_json", ["", "{}", '{"title": [5, 3, "r"]}', '{"x": [0, 999, "r"]}'])
def test_spans_that_fit_nothing_show_nothing(spans_json: str) -> None:
    assert fragments(CAPTION, spans_json) == []


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(-5, 320), st.integers(-5, 320))))
def test_fragments_are_the_words_of_the_text(text: str, ends: list[tuple[int, int]]) -> None:
    given_spans = {f"f{n}" if n else "title": [*pair, "r"] for n, pair in enumerate(ends)}
    position = 0
    for fragment in fragments(text, json.dumps(given_spans)):
        if not fragment.is_gap:
            assert fragment.text in text[position:], "in order, and nothing twice"
            position = text.index(fragment.text, position) + len(fragment.text)
