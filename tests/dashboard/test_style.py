"""Styles: colours from the vocabulary, and text that stays text."""

from __future__ import annotations

import pytest

from dashboard import style
from geodata import vocabulary


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bandar-e Lengeh", "Bandar\\-e Lengeh"),
        ("![x](http://x.example/)", "\\!\\[x\\]\\(http\\:\\/\\/x\\.example\\/\\)"),
        (":red[x] $x$", "\\:red\\[x\\] \\$x\\$"),
        ("بندر لنگه", "بندر لنگه"),
        ("a\n# b", "a \\# b"),
    ],
)
def test_markdown_shows_it_as_it_is(text: str, shown: str) -> None:
    assert style.plain(text) == shown


def test_every_group_has_its_colour_in_both_themes() -> None:
    for code, group in vocabulary.groups().items():
        rule = f"light-dark({group.colour}, {group.colour_dark})"
        assert f".st-key-group_{code} {{ --group: {rule}" in style.sheet()
