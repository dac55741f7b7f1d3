"""The timeline: bars of honest width, and a drag that becomes dates."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard import timeline

MAY_TO_JULY = (date(2018, 5, 20), date(2018, 7, 24))


def days(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=["event_date", "date_precision", "group", "n"])
    return made.assign(event_date=pd.to_datetime(made["event_date"]))


@pytest.mark.parametrize(
    ("first", "last", "bins"),
    [
        (date(2018, 1, 1), date(2018, 1, 1), timeline.BY_DAY),
        (date(2018, 1, 1), date(2018, 2, 28), timeline.BY_DAY),
        (date(2018, 1, 1), date(2018, 12, 31), timeline.BY_WEEK),
        (date(2009, 1, 1), date(2018, 12, 31), timeline.BY_MONTH),
    ],
)
def test_bins_fit_the_time(first: date, last: date, bins: timeline.Bins) -> None:
    assert timeline.bins_for(first, last) == bins


def test_weeks_begin_on_monday() -> None:
    # 22 July 2018 was a Sunday, the 23rd a Monday.
    found = timeline.binned(
        days(("2018-07-22", "day", "transport", 1), ("2018-07-23", "day", "transport", 2)),
        timeline.BY_WEEK,
    )
    assert [str(start.date()) for start in found["start"]] == ["2018-07-16", "2018-07-23"]
    assert list(found["n"]) == [1, 2]


def test_a_month_is_a_pale_bar_of_its_own_length() -> None:
    found = timeline.binned(
        days(("2018-11-01", "month", "industry", 1), ("2018-11-01", "day", "industry", 1)),
        timeline.BY_WEEK,
    )
    month = found[~found["is_exact"]].iloc[0]
    assert month["width_ms"] == 30 * 86_400_000
    assert found[found["is_exact"]].iloc[0]["width_ms"] == 7 * 86_400_000


def test_in_bins_of_months_a_month_is_exact() -> None:
    found = timeline.binned(
        days(("2018-11-01", "month", "industry", 1), ("2018-11-09", "day", "industry", 2)),
        timeline.BY_MONTH,
    )
    assert found["is_exact"].all() and list(found["n"]) == [3]


def test_no_event_is_lost_between_bins() -> None:
    rows = days(
        *[(f"2018-{m:02d}-{d:02d}", "day", "society", 1) for m in (1, 5, 12) for d in (1, 28)]
    )
    for bins in (timeline.BY_DAY, timeline.BY_WEEK, timeline.BY_MONTH):
        assert timeline.binned(rows, bins)["n"].sum() == 6


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (None, None),
        ({}, None),
        ({"box": []}, None),
        ({"box": [{"x": ["2018-05-20 13:00", "2018-07-24"]}]}, MAY_TO_JULY),
        ({"box": [{"x": ["2018-07-24", "2018-05-20 13:00:01.5"]}]}, MAY_TO_JULY),
    ],
)
def test_a_drag_is_two_days(selection: dict[str, object] | None, chosen: object) -> None:
    assert timeline.chosen_range(selection) == chosen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_dates_are_marked(theme: str) -> None:
    rows = days(("2018-01-01", "day", "transport", 1), ("2018-12-01", "day", "transport", 1))
    chart, _ = timeline.figure(rows, (date(2018, 5, 1), date(2018, 6, 1)), theme)
    assert [shape.type for shape in chart.layout.shapes] == ["rect", "rect", "line", "line"]
    chart, _ = timeline.figure(rows, (None, None), theme)
    assert not chart.layout.shapes


def test_it_can_be_said_in_a_sentence() -> None:
    rows = days(("2018-05-22", "day", "transport", 6), ("2018-07-23", "day", "transport", 3))
    assert timeline.said(rows) == "9 dated events over 2 months with events; most in May 2018 (6)."
