"""The chosen events of a table, one by one, with all columns, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ibis
import ibis.expr.types as ir

from geodata.model import EVENT_COLUMNS
from geodata.query.selection import Selection


def chosen(events: ir.Table, selection: Selection) -> Iterator[dict[str, Any]]:
    """Rows as mappings of column → value, undated last; read in batches, so of any number."""
    rows = selection.filter(events).select(*EVENT_COLUMNS)
    ordered = rows.order_by([ibis.asc("event_date", nulls_first=False), "event_id"])
    for batch in ordered.to_pyarrow_batches(chunk_size=10_000):
        yield from batch.to_pylist()
