"""The chosen events of a table, one by one, with all columns, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ibis
import ibis.expr.types as ir

from geodata.model import EVENT_COLUMNS
from geodata.query.selection import Selection


def chosen(
    events: ir.Table, whole_events: ir.Table, selection: Selection
) -> Iterator[dict[str, Any]]:
    """Rows as mappings of column → value, undated last.

    The answer is held in memory as Arrow, one batch at a time as Python values.
    """
    ids = selection.filter(events).select("event_id")
    rows = whole_events.semi_join(ids, "event_id").select(*EVENT_COLUMNS)
    ordered = rows.order_by([ibis.asc("event_date", nulls_first=False), "event_id"])
    for batch in ordered.to_pyarrow().to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()
