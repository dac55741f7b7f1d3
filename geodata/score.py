"""How well reports are read, measured on labelled ones.

A labelled report is one line of JSON: `id, lang, url, published, text, events`; an event has
`place, place_name, admin1, lat, lon, geo_precision, date_start, date_end, date_precision,
strike_day, sector, action`. Only what happened is labelled, one event for each group, action,
place and day.

- A label's town is found within `MAX_DISTANCE_KM` (one without coordinates by its words), its
  province by name, "country" by an event that names neither.
- Its day is found if the first days are equal; a month or year, if the days overlap; a label
  without a date by any date.
- Each event stands for one label at most; sector, action and strike day are asked of those.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from geodata.errors import InputError, UnreadableFile
from geodata.model import Event, Place, Report
from geodata.place.choice import distance_km
from geodata.spelling import key

MAX_DISTANCE_KM = 25.0


@dataclass(frozen=True, slots=True)
class Label:
    """One event as a person read it."""

    place: str
    admin1: str
    latitude: float | None
    longitude: float | None
    geo_precision: str
    first: date | None
    last: date | None
    date_precision: str
    strike_day: int | None
    sector: str
    action: str

    def __str__(self) -> str:
        days = " to ".join(dict.fromkeys(str(day) for day in (self.first, self.last) if day))
        return f"{self.place} | {days or 'no date'} | {self.sector} {self.action}"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with its labels."""

    id: str
    language: str
    report: Report
    labels: tuple[Label, ...]


@dataclass(slots=True)
class Score:
    """Counts of one language; shares are None where there is nothing to count."""

    n_labels: int = 0
    n_events: int = 0
    n_found: int = 0
    n_sector: int = 0
    n_action: int = 0
    n_strike_days: int = 0
    """Labels with a strike day among those found."""
    n_strike_days_right: int = 0
    n_without: int = 0
    """Reports without labels."""
    n_empty: int = 0
    """Of those, the reports that gave no event."""
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Found, but with another sector, action or strike day."""

    @property
    def precision(self) -> float | None:
        """Share of events that are labelled."""
        return _share(self.n_found, self.n_events)

    @property
    def recall(self) -> float | None:
        """Share of labels that are found."""
        return _share(self.n_found, self.n_labels)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.n_found, self.n_events + self.n_labels)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def read_gold(path: Path) -> Iterator[Labelled]:
    """The labelled reports of a file, one line each.

    Raises InputError with the line's number: a score of half a file would say nothing.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as trouble:
        raise UnreadableFile(path, f"cannot be read as labelled reports ({trouble})") from trouble
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _labelled(json.loads(line))
            except (KeyError, TypeError, ValueError) as trouble:
                why = f"{type(trouble).__name__}: {trouble}"
                raise InputError(f"{path}, line {number}: no labelled report ({why})") from trouble


def _labelled(given: dict[str, Any]) -> Labelled:
    report = Report(
        given["text"],
        source=given["id"],
        url=given.get("url") or "",
        published=_day(given.get("published")),
        language=given["lang"],
    )
    labels = tuple(_label(each) for each in given["events"])
    return Labelled(given["id"], given["lang"], report, labels)


def _label(given: dict[str, Any]) -> Label:
    first = _day(given.get("date_start"))
    return Label(
        place=given["place"],
        admin1=given.get("admin1") or "",
        latitude=given.get("lat"),
        longitude=given.get("lon"),
        geo_precision=given["geo_precision"],
        first=first,
        last=_day(given.get("date_end")) or first,
        date_precision=given["date_precision"],
        strike_day=given.get("strike_day"),
        sector=given["sector"],
        action=given["action"],
    )


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given[:10]) if given else None


def score(gold: Iterable[Labelled], events_of: Callable[[Report], list[Event]]) -> dict[str, Score]:
    """Language → score; `events_of` reads a report and places its events."""
    scores: dict[str, Score] = {}
    for labelled in gold:
        one = scores.setdefault(labelled.language, Score())
        _count(one, labelled, events_of(labelled.report))
    return dict(sorted(scores.items()))


def _count(one: Score, labelled: Labelled, events: list[Event]) -> None:
    one.n_labels += len(labelled.labels)
    one.n_events += len(events)
    if not labelled.labels:
        one.n_without += 1
        one.n_empty += not events
    found = matches(labelled.labels, events)
    for number, label in enumerate(labelled.labels):
        if number in found:
            _compare(one, labelled.id, label, found[number])
        else:
            one.misses.append(f"{labelled.id}: {label}")
    taken = {id(event) for event in found.values()}
    one.extras += [f"{labelled.id}: {said(event)}" for event in events if id(event) not in taken]


def _compare(one: Score, report_id: str, label: Label, event: Event) -> None:
    one.n_found += 1
    one.n_sector += event.sector == label.sector
    one.n_action += event.action == label.action
    is_right_day = event.strike_day == label.strike_day
    if label.strike_day is not None:
        one.n_strike_days += 1
        one.n_strike_days_right += is_right_day
    is_right = (event.sector, event.action) == (label.sector, label.action)
    if not is_right or (label.strike_day is not None and not is_right_day):
        one.wrong.append(f"{report_id}: {label} day {label.strike_day}: read as {said(event)}")


def said(event: Event) -> str:
    """An event in one line."""
    days = " to ".join(dict.fromkeys(str(d) for d in (event.event_date, event.end_date) if d))
    place = f"{event.toponym or '-'} ({event.place_name or event.placed_by})"
    day = f" day {event.strike_day}" if event.strike_day else ""
    return f"{place} | {days or 'no date'} | {event.sector} {event.action}{day}"


def matches(labels: Iterable[Label], events: list[Event]) -> dict[int, Event]:
    """Number of a label → the event that is it; the better fitting event goes first."""
    pairs = [
        (_fit(label, event), number, index)
        for number, label in enumerate(labels)
        for index, event in enumerate(events)
        if is_same_place(label, event) and is_same_day(label, event)
    ]
    found: dict[int, Event] = {}
    taken: set[int] = set()
    for _, number, index in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if number not in found and index not in taken:
            found[number] = events[index]
            taken.add(index)
    return found


def _fit(label: Label, event: Event) -> int:
    return (event.sector == label.sector) + (event.action == label.action)


def is_same_place(label: Label, event: Event) -> bool:
    """Whether the event is where the label says."""
    if label.geo_precision == "country":
        return not event.is_on_map
    if label.geo_precision == "admin1":
        is_province = event.geo_precision == "admin1"
        return is_province and key(event.admin1_name) == key(label.admin1)
    if label.latitude is None or label.longitude is None:
        words, toponym = f" {key(label.place)} ", f" {key(event.toponym)} "
        return bool(event.toponym) and (words in toponym or toponym in words)
    if event.geo_precision not in ("town", "site", "admin2"):
        return False
    here = Place(latitude=event.latitude, longitude=event.longitude)
    there = Place(latitude=label.latitude, longitude=label.longitude)
    return event.latitude is not None and distance_km(here, there) <= MAX_DISTANCE_KM


def is_same_day(label: Label, event: Event) -> bool:
    """Whether the event is when the label says; a label without a date is any day."""
    if label.first is None or label.last is None:
        return True
    if event.event_date is None or event.end_date is None:
        return False
    if label.date_precision in ("month", "year"):
        return event.event_date <= label.last and label.first <= event.end_date
    return event.event_date == label.first


def lines(scores: dict[str, Score], is_verbose: bool = False) -> Iterator[str]:
    """The scores as lines to print; if verbose, every miss, extra and wrong value."""
    yield "language  labels  events  precision  recall    F1  sector  action  strike day  empty"
    for language, one in scores.items():
        shares = (one.precision, one.recall, one.f1)
        of_found = (_share(one.n_sector, one.n_found), _share(one.n_action, one.n_found))
        yield (
            f"{language:8}  {one.n_labels:6}  {one.n_events:6}  {_said(shares[0]):>9}  "
            f"{_said(shares[1]):>6}  {_said(shares[2]):>4}  {_said(of_found[0]):>6}  "
            f"{_said(of_found[1]):>6}  {one.n_strike_days_right:>4} of {one.n_strike_days:<2}  "
            f"{one.n_empty} of {one.n_without}"
        )
    for language, one in scores.items() if is_verbose else ():
        listed = (("missed", one.misses), ("extra", one.extras), ("wrong", one.wrong))
        for name, each in listed:
            yield from (f"{language} {name}: {line}" for line in each)


def _said(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"
