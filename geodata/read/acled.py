"""ACLED exports: protests and riots; who strikes and for how long is told by the notes only.

`geo_precision` 1, 2, 3 are town, county, province; `time_precision` 1, 2, 3 are day, week, month
(of a week ACLED names a day in it, which stays as given). The size stands in `tags`, in older
exports in the notes. Terms: raw rows may not be passed on, so each has the licence "acled".
"""

from __future__ import annotations

import re
from typing import Any

from geodata.model import DatePrecision, Event, GeoPrecision, Report
from geodata.read import values
from geodata.read.cells import (
    PEACEFUL,
    VIOLENT,
    Cells,
    Found,
    LeftOut,
    Settings,
    Unusable,
    position,
    split,
)

_PRECISIONS: dict[str, GeoPrecision] = {"1": "town", "2": "admin2", "3": "admin1"}
_TIMES: dict[str, DatePrecision] = {"1": "day", "2": "week", "3": "month"}
_SIZE = re.compile(r"(?:crowd )?size\s*=\s*([^;\]\[]+)", re.IGNORECASE)
_GROUPS = {
    "farmers": "farmers", "teachers": "teachers", "students": "students", "prisoners":
    "prisoners_families", "health workers": "health", "retirees": "retirees",
    "taxi drivers": "transport", "refugees": "other",
}  # fmt: skip
"""What ACLED's associated actors say; "Labor Group" leaves open which work."""
_GROUP = re.compile(r"\s*\([^)]*\)\s*$")


def found(cells: Cells, settings: Settings) -> Found:
    """The event of a row of Protests or Riots."""
    kind = cells.text("event_type")
    if kind not in ("Protests", "Riots"):
        if not kind:
            raise Unusable("event_type", "", "there is no kind of event")
        raise LeftOut(f"no protest: event_type {kind[:40]!r}")
    row_id = cells.name("event_id_cnty")
    if not row_id:
        raise Unusable("event_id_cnty", "", "there is no id")
    notes, sources = cells.text("notes"), split(cells.name("source"))
    first, last, precision = _days(cells)
    size = _size(cells.text("tags"), notes)
    event = Event(
        event_date=first,
        end_date=last,
        date_precision=precision,
        sector=_sector(cells.name("assoc_actor_1")),
        sector_text=cells.name("assoc_actor_1"),
        action="rally" if kind == "Protests" else "clash",
        action_text=cells.name("sub_event_type"),
        size_low=size.low,
        size_high=size.high,
        size_text=size.text,
        title=notes[:300],
        sources=sources,
        dataset="acled",
        dataset_row_id=row_id,
        licence="acled",
        **_where(cells),
    )
    report = Report(
        notes,
        source="; ".join(sources),
        language="en",
        retrieved_at=settings.accessed,
        licence="acled",
        dataset="acled",
        dataset_row_id=row_id,
    )
    actions = PEACEFUL if kind == "Protests" else VIOLENT
    return Found(event, report if notes else None, actions=actions)


def _days(cells: Cells) -> values.Days:
    days, exactness = cells.days("event_date"), cells.text("time_precision") or "1"
    if days.first is None:
        raise Unusable("event_date", "", "there is no day")
    if exactness not in _TIMES:
        raise Unusable("time_precision", exactness, "allowed: 1, 2, 3")
    if exactness == "3":
        return values.month(days.first.year, days.first.month)
    return values.Days(days.first, days.last, _TIMES[exactness])


def _where(cells: Cells) -> dict[str, Any]:
    exactness = cells.text("geo_precision") or "1"
    if exactness not in _PRECISIONS:
        raise Unusable("geo_precision", exactness, "allowed: 1, 2, 3")
    precision = _PRECISIONS[exactness]
    point = cells.point("latitude", "longitude")
    kind = {"town": "town", "admin1": "admin1"}.get(precision)
    return {
        "toponym": cells.name("admin1") if precision == "admin1" else cells.name("location"),
        "toponym_kind": kind,
        "admin1_hint": cells.name("admin1"),
        "country_hint": cells.name("country"),
    } | position(point, precision)


def _sector(groups: str) -> str:
    named = (_GROUPS.get(_GROUP.sub("", each).casefold()) for each in split(groups))
    return next(filter(None, named), "other")


def _size(tags: str, notes: str) -> values.Size:
    found = _SIZE.search(tags) or _SIZE.search(notes)
    return values.size(found[1].strip()) if found else values.Size()
