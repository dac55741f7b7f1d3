"""A selection said in words, so that every page, link and file can say what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from geodata import vocabulary

if TYPE_CHECKING:  # to say a thing takes none of the libraries that count it
    from geodata.query.counts import Totals
    from geodata.query.selection import Selection


def headline(totals: Totals, leading: tuple[str, str, int] | None = None) -> str:
    """The counts in one sentence, `**` around what matters.

    "**21 events** in **9 towns**, 22 May to 24 July 2018: mostly **truckers’ strikes**; 4
    without a town, 3 without a date." `leading` is the most frequent sector and action; it is
    named when it makes up at least half of the events.
    """
    if not totals.n_events:
        return "**No event** matches these filters."
    parts = [f"**{count(totals.n_events, 'event')}**"]
    if totals.n_towns:
        parts.append(f" in **{count(totals.n_towns, 'town')}**")
    if totals.first_day and totals.last_day:
        parts.append(f", {_span(totals.first_day, totals.last_day, totals)}")
    if leading and totals.n_events > 1 and leading[2] * 2 >= totals.n_events:
        share = "all" if leading[2] == totals.n_events else "mostly"
        parts.append(f": {share} **{kind(*leading[:2])}**")
    gaps = [
        f"{n:,} without a {what}"
        for n, what in ((totals.n_without_town, "town"), (totals.n_undated, "date"))
        if n
    ]
    if gaps:
        parts.append("; " + ", ".join(gaps))
    return "".join(parts) + "."


def choice(selection: Selection, admin1_names: dict[str, str] | None = None) -> str:
    """The filters in words: "Truckers or Farmers; strike; Yazd; from 22 May 2018"."""
    names = admin1_names or {}
    said = [
        _either(vocabulary.sectors()[code].label_en for code in selection.sectors),
        _either(vocabulary.actions()[code].label_en.lower() for code in selection.actions),
        _either(names.get(code, code) for code in selection.admin1s),
        _dates(selection),
        f"with the words “{selection.text}”" if selection.text else "",
        _either(selection.statuses),
        _either(selection.datasets),
        f"at least {selection.least_precision} precision" if selection.least_precision else "",
        "" if selection.unplaced else "on the map only",
    ]
    return "; ".join(part for part in said if part) or "Everything"


def count(n: int, noun: str) -> str:
    """`1 event`, `2,300 events`."""
    return f"{n:,} {noun}" + ("" if n == 1 else "s")


def kind(sector: str, action: str) -> str:
    """A kind of protest in words: `truckers’ strikes`, `general public, clashes`."""
    who = vocabulary.sectors()[sector].label_en.lower()
    what = vocabulary.actions()[action].label_en.lower()
    if what.endswith(("sh", "ch")):
        plural = what + "es"
    elif what.endswith("y"):
        plural = what[:-1] + "ies"
    else:
        plural = what + "s"
    return f"{who}’ {plural}" if who.endswith("s") else f"{who}, {plural}"


def day(value: date) -> str:
    """`22 May 2018`."""
    return f"{value.day} {value:%B %Y}"


def span_of_days(first: date, last: date) -> str:
    """`22 May to 24 July 2018`, `24 to 25 June 2018`, `22 May 2018`, with no word said twice."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def _span(first: date, last: date, totals: Totals) -> str:
    """The days of a selection; where only a month is known, no day of it is named."""
    if totals.is_first_exact and totals.is_last_exact:
        return span_of_days(first, last)
    start = day(first) if totals.is_first_exact else f"{first:%B %Y}"
    end = day(last) if totals.is_last_exact else f"{last:%B %Y}"
    if start == end:
        return start
    return f"{start.removesuffix(f' {last.year}')} to {end}"


def _either(values: Iterable[str]) -> str:
    return " or ".join(values)


def _dates(selection: Selection) -> str:
    if selection.start and selection.end:
        said = span_of_days(selection.start, selection.end)
    elif selection.start:
        said = f"from {day(selection.start)}"
    elif selection.end:
        said = f"until {day(selection.end)}"
    else:
        return "dated only" if selection.undated is False else ""
    return said + (" or undated" if selection.undated else "")
