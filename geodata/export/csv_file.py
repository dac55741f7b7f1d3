"""Events as CSV: the columns of the event table, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from typing import Any, TextIO

from geodata.model import EVENT_COLUMNS

# Excel, LibreOffice and Google Sheets take a cell that begins so for a formula (OWASP, CSV
# injection); an apostrophe before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(rows: Iterable[dict[str, Any]], out: TextIO) -> int:
    """Write a header and the rows, as RFC 4180 has it; returns how many rows.

    Lists are joined by "; ".

    Numbers stay numbers: only text is guarded against formulas, so a longitude of -73.9 is
    written as it is.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(EVENT_COLUMNS)
    n_rows = 0
    for row in rows:
        writer.writerow([cell(row[name]) for name in EVENT_COLUMNS])
        n_rows += 1
    return n_rows


def cell(value: Any) -> str | int | float:
    """One value as it stands in a cell; unknown is empty."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return value
        case date():
            return value.isoformat()
        case list():
            return _guarded("; ".join(map(str, value)))
    return _guarded(str(value))


def _guarded(text: str) -> str:
    # Blanks and direction marks before the sign do not disarm it in every program.
    bare = text.lstrip(" \ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
    return f"'{text}" if bare.startswith(_FORMULA_STARTS) else text
