"""A report explained in a terminal: its words marked by what they gave, then what gave nothing.

Each marked stretch is written `[words|field numbers]`, the numbers being those of the events
below, so that it reads the same in a file as on a screen, where it is coloured too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from geodata import vocabulary
from geodata.extract.drafts import Unread
from geodata.model import Event
from geodata.pipeline import Told
from geodata.query.sentence import span_of_days

# Field of a span → what a reader calls it, and its colour.
_FIELDS = {
    "event_date": ("day", "yellow"),
    "strike_day": ("strike day", "yellow"),
    "sector": ("who", "blue"),
    "action": ("what", "red"),
    "nationwide": ("nationwide", "red"),
    "toponym": ("place", "green"),
    "site": ("site", "green"),
    "admin1": ("province", "green"),
    "country": ("country", "green"),
    "size": ("how many", "magenta"),
}
_NAME_WIDTH = max(len(name) for name, _ in _FIELDS.values())


def explained(told: Told) -> Iterator[Text]:
    """The report with its words marked, its events value by value, and what gave no event."""
    text, events = told.report.text, told.events
    yield _heading(told)
    yield _marked(text, events)
    for number, event in enumerate(events, start=1):
        yield Text(f"\n{number}. {_said(event)}", style="bold")
        yield from _values(text, event)
    if told.unread:
        yield Text("\nSpeaks of protest and gave no event:", style="bold")
        yield from (_unread(text, each) for each in told.unread)
    yield Text()


def _heading(told: Told) -> Text:
    report = told.report
    about = [report.source, report.dataset_row_id, report.published and f"{report.published}"]
    named = " · ".join(part for part in about if part)
    return Text(f"── {named or 'report'} ──", style="dim")


def _marked(text: str, events: list[Event]) -> Text:
    """The text; where words gave several values, the field that comes first is named."""
    marked, at = Text(), 0
    for start, end, name, numbers in _stretches(events):
        said, colour = _FIELDS[name]
        marked.append(text[at:start])
        marked.append(f"[{text[start:end]}|{said} {numbers}]", style=colour)
        at = end
    return marked.append(text[at:])


def _stretches(events: list[Event]) -> Iterator[tuple[int, int, str, str]]:
    """Characters [start, end), field and event numbers, in order and apart from each other."""
    spans = sorted(
        (span.start, span.end, list(_FIELDS).index(name), number)
        for number, event in enumerate(events, start=1)
        for name, span in event.spans.items()
        if name in _FIELDS
    )
    reached = 0
    for (start, end, field), same in groupby(spans, key=lambda each: each[:3]):
        if start >= reached:
            reached = end
            yield start, end, list(_FIELDS)[field], _ranges(each[3] for each in same)


def _ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 as "1-3,7"."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in ends)


def _said(event: Event) -> str:
    """ "22 May 2018 · Isfahan (town) · Truckers: strike"."""
    first, last = event.event_date, event.end_date
    day = span_of_days(first, last or first) if first else "date not known"
    name = event.place_name or event.admin1_name or event.toponym or "no place"
    why = event.geo_precision if event.geo_precision != "unplaced" else event.placed_by
    sector = vocabulary.sectors()[event.sector].label_en
    action = vocabulary.actions()[event.action].label_en.lower()
    precision = "" if event.date_precision in ("day", "unknown") else f" ({event.date_precision})"
    return f"{day}{precision} · {name} ({why}) · {sector}: {action}"


def _values(text: str, event: Event) -> Iterator[Text]:
    """One line a value: what it is called, its words, its characters, the rule."""
    for name, span in event.spans.items():
        if name in _FIELDS:
            said, colour = _FIELDS[name]
            line = Text(f"   {said:{_NAME_WIDTH}}  ")
            line.append(_one_line(text[span.start : span.end]), style=colour)
            yield line.append(f"  [{span.start}:{span.end}] {span.rule}", style="dim")


def _unread(text: str, unread: Unread) -> Text:
    line = Text(f" - {_one_line(text[unread.start : unread.end])}")
    reason = vocabulary.reasons()[unread.reason].label_en
    return line.append(f"\n   {unread.reason}: {reason}", style="dim")


def _one_line(words: str) -> str:
    return " ".join(words.split())
