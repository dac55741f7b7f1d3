"""Runs the benchmarks and prints their tables; words after the command choose some."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks import extraction, filter_change, places

BENCHMARKS = {
    "extraction": ("Reading one-line captions, one core", extraction.run),
    "filter_change": ("Filter change, 100,000 events at 1,500 places", filter_change.run),
    "places": ("Finding places by name, one core", places.run),
}


def main() -> None:
    for name in sys.argv[1:] or BENCHMARKS:
        title, run = BENCHMARKS[name]
        _print(title, run())


def _print(title: str, rows: list[dict[str, Any]]) -> None:
    table = Table(title=title)
    for name, value in rows[0].items():
        table.add_column(name, justify="left" if isinstance(value, str) else "right")
    for row in rows:
        table.add_row(*(f"{v:,.0f}" if isinstance(v, float | int) else v for v in row.values()))
    Console(width=150).print(table)


main()
