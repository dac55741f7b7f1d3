"""The words behind an event: its caption or sentence, with each value's words told apart.

A value may be read far from the sentence that tells of the event (the date of an article
stands in its dateline): such words follow or precede in a fragment of their own, with a gap
between.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

# Shown around a value that was read outside the event's own sentence.
_CONTEXT = 40
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some characters of a report; `field` is the value they gave, "" for none."""

    text: str
    field: str = ""
    is_gap: bool = False
    """Something of the report is left out here."""


def fragments(text: str, spans_json: str) -> list[Fragment]:
    """A report's words about one event, in their order, marked by field.

    `spans_json` is the `spans` column. Spans outside the text are left out. Where two values
    were read from overlapping words, the one that begins first (then the shorter) is marked.
    """
    spans = {
        name: (start, end)
        for name, (start, end, *_) in json.loads(spans_json or "{}").items()
        if 0 <= start < end <= len(text)
    }
    windows = _windows(text, spans)
    marks = _without_overlap(
        sorted((start, end, name) for name, (start, end) in spans.items() if name != "title")
    )
    found: list[Fragment] = []
    for start, end in windows:
        if found:
            found.append(Fragment("", is_gap=True))
        found += _marked(text, start, end, marks)
    return found


def _windows(text: str, spans: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of text to show, in order, joined where they touch."""
    title = spans.get("title")
    stretches = [(title[0], min(title[1], title[0] + _LONGEST))] if title else []
    for name, (start, end) in spans.items():
        if name != "title" and not any(a <= start and end <= b for a, b in stretches):
            stretches.append(_around(text, start, end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The words round a value, whole ones, within its own line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first, last = max(start - _CONTEXT, line_start), min(end + _CONTEXT, line_end)
    while first > line_start and not text[first - 1].isspace():
        first -= 1
    while last < line_end and not text[last].isspace():
        last += 1
    return first, last


def _without_overlap(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for mark in marks:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> list[Fragment]:
    found: list[Fragment] = []
    at = start
    for mark_start, mark_end, name in marks:
        if start <= mark_start and mark_end <= end:
            found += [Fragment(text[at:mark_start]), Fragment(text[mark_start:mark_end], name)]
            at = mark_end
    found.append(Fragment(text[at:end]))
    return [fragment for fragment in found if fragment.text]
