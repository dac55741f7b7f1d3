"""`maydan geocodes check` and `prune`: the state of `geocodes.csv`, and what may go from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from geodata.place.gazetteer import Gazetteer
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes

STALE_DAYS = 180
"""A place that a service did not know half a year ago may be in its data by now."""


def checked(geocodes: Geocodes) -> Iterator[str]:
    """What the file holds in one line, then each line that cannot be used."""
    kinds = Counter(each.answer for each in geocodes.all())
    n_decisions = sum(each.is_manual for each in geocodes.all())
    problems = geocodes.problems()
    yield (
        f"{geocodes.path}: {kinds.total():,} answers, {n_decisions:,} of them decisions of people; "
        f"{kinds['found']:,} found, {kinds['not_found']:,} not found, "
        f"{kinds['ambiguous']:,} ambiguous; {len(problems):,} lines cannot be used"
    )
    yield from (f"{geocodes.path}, {problem}" for problem in problems)


def prunable(
    geocodes: Geocodes, gazetteer: Gazetteer, today: date, stale_days: int = STALE_DAYS
) -> Iterator[tuple[Geocode, str]]:
    """Services' answers that are of no use any more, and why; never a person's decision."""
    for each in geocodes.all():
        if each.is_manual:
            continue
        if gazetteer.find(each.query, each.admin1, each.country).is_placed:
            yield each, "the gazetteer knows it now"
        elif each.answer != "found" and each.answered_on is None:
            yield each, f"{each.answer}, nobody knows when"
        elif each.answer != "found" and each.answered_on:
            n_days = (today - each.answered_on).days
            if n_days > stale_days:
                yield each, f"{each.answer} {n_days:,} days ago"
