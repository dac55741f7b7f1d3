"""The measure itself: what counts as the same place and day, and each event counts once."""

import json
from datetime import date

import pytest

from geodata import score
from geodata.model import Report
from tests import factories

SHIRAZ = {"place": "Shiraz", "admin1": "Fars", "lat": 29.6, "lon": 52.5, "geo_precision": "place"}
WHO = {"strike_day": None, "sector": "teachers", "action": "rally"}
DAY = {"date_start": "2019-03-03", "date_end": "2019-03-03", "date_precision": "day"}
NO_DAY = {"date_start": None, "date_end": None, "date_precision": "none"}


def labelled(*events, language="en", tmp=None) -> list[score.Labelled]:
    line = {"id": "a", "lang": language, "published": None, "text": "words", "events": events}
    path = tmp / "gold.jsonl"
    path.write_text(json.dumps(line) + "\n\n")
    return list(score.read_gold(path))


def scored(tmp_path, labels, events) -> score.Score:
    def events_of(report: Report):
        assert report.text == "words"
        return events

    return score.score(labelled(*labels, tmp=tmp_path), events_of)["en"]


@pytest.mark.parametrize(
    "label,event,is_found",
    [
        (SHIRAZ | DAY | WHO, factories.event(), True),
        (SHIRAZ | NO_DAY | WHO, factories.event(), True),
        (SHIRAZ | DAY | WHO, factories.event(day=None), False),
        (SHIRAZ | DAY | WHO, factories.event(day=date(2019, 3, 4)), False),
        (SHIRAZ | DAY | WHO, factories.event("Rasht"), False),
        (SHIRAZ | DAY | WHO, factories.event(None), False),
        (SHIRAZ | {"geo_precision": "admin1"} | DAY | WHO, factories.event(), False),
        (
            SHIRAZ | {"geo_precision": "admin1"} | DAY | WHO,
            factories.event(geo_precision="admin1"),
            True,
        ),
        (SHIRAZ | {"geo_precision": "country"} | DAY | WHO, factories.event(None), True),
        (SHIRAZ | {"lat": None} | DAY | WHO, factories.event(toponym="near Shiraz"), True),
        (SHIRAZ | {"lat": None} | DAY | WHO, factories.event(toponym="Rasht"), False),
    ],
)
def test_place_and_day(tmp_path, label, event, is_found):
    one = scored(tmp_path, [label], [event])
    assert (one.n_found, len(one.misses), len(one.extras)) == ((1, 0, 0) if is_found else (0, 1, 1))


def test_a_month_is_found_by_a_day_of_it(tmp_path):
    month = {"date_start": "2019-03-01", "date_end": "2019-03-31", "date_precision": "month"}
    assert scored(tmp_path, [SHIRAZ | month | WHO], [factories.event()]).n_found == 1


def test_one_event_stands_for_one_label_and_the_better_one_is_taken(tmp_path):
    labels = [SHIRAZ | DAY | WHO, SHIRAZ | DAY | WHO | {"sector": "students"}]
    one = scored(tmp_path, labels, [factories.event(sector="students")])
    assert (one.n_found, one.n_sector, one.recall, one.precision) == (1, 1, 0.5, 1.0)


def test_strike_days_and_empty_reports(tmp_path):
    label = SHIRAZ | DAY | WHO | {"strike_day": 3}
    one = scored(tmp_path, [label], [factories.event(strike_day=4)])
    assert (one.n_strike_days, one.n_strike_days_right, len(one.wrong)) == (1, 0, 1)
    assert scored(tmp_path, [], []).n_empty == 1
    one = scored(tmp_path, [], [factories.event()])
    assert (one.n_without, one.n_empty, one.f1) == (1, 0, 0.0)


def test_the_lines_name_what_was_missed(tmp_path):
    one = scored(tmp_path, [SHIRAZ | DAY | WHO], [factories.event("Rasht")])
    heading, shares, *listed = score.lines({"en": one}, is_verbose=True)
    assert heading.split()[0] == "language" and "0.00" in shares
    assert [line.split(": ")[0] for line in listed] == ["en missed", "en extra"]
    assert len(list(score.lines({"en": one}))) == 2
