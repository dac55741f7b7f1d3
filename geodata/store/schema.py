"""The columns of the two tables as Arrow types; their names and order come from the model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from geodata.model import EVENT_COLUMNS, LIST_COLUMNS, Event, Report

Schema = pa.Schema

_TYPES: dict[str, pa.DataType] = {
    "event_date": pa.date32(),
    "end_date": pa.date32(),
    "strike_day": pa.int32(),
    "nationwide": pa.bool_(),
    "geonameid": pa.int64(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "size_low": pa.int64(),
    "size_high": pa.int64(),
    **{name: pa.list_(pa.string()) for name in LIST_COLUMNS},
}
EVENTS = pa.schema(
    [
        *((name, _TYPES.get(name, pa.string())) for name in EVENT_COLUMNS),
        # What only the table knows of an event. Nulls in rows of an older Maydan.
        ("merged_ids", pa.list_(pa.string())),
        ("tellings", pa.string()),
        ("apart_ids", pa.list_(pa.string())),
        ("corrected", pa.list_(pa.string())),
    ]
)
"""The columns of `model.Event`, then:

merged_ids: the ids of events that were made one with this one
tellings: JSON, the rows of all of them as they were told, this one's own first; empty if told once
apart_ids: the ids of events of which a person said that they are others
corrected: the columns that a person set by hand
"""
REPORTS = pa.schema(
    [
        ("report_id", pa.string()),
        ("text", pa.string()),
        ("source", pa.string()),
        ("url", pa.string()),
        ("published", pa.date32()),
        ("language", pa.string()),
        ("retrieved_at", pa.string()),
        ("licence", pa.string()),
    ]
)


def event_rows(events: Iterable[Event]) -> pa.Table:
    """Events as rows of the event table, the first of each `event_id` only.

    Two sources inside one batch that tell of one event become one row with both.
    """
    rows: dict[str, dict[str, Any]] = {}
    for event in events:
        row = event.to_row()
        known = rows.setdefault(row["event_id"], row)
        for name in LIST_COLUMNS:
            known[name] = list(dict.fromkeys([*known[name], *row[name]]))
    return pa.Table.from_pylist(list(rows.values()), schema=EVENTS)


def report_rows(reports: Iterable[Report]) -> pa.Table:
    """Reports as rows of the report table, each `report_id` once."""
    rows: dict[str, dict[str, str | date | None]] = {}
    for report in reports:
        rows[report.report_id] = {
            "report_id": report.report_id,
            "text": report.text,
            "source": report.source,
            "url": report.url,
            "published": report.published,
            "language": report.language,
            "retrieved_at": report.retrieved_at,
            "licence": report.licence,
        }
    return pa.Table.from_pylist(list(rows.values()), schema=REPORTS)
