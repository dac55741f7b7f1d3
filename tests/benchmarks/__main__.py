"""Runs the benchmarks and prints their tables."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tests.benchmarks import filter_change


def main() -> None:
    rows = filter_change.run()
    table = Table(title=f"Filter change on {rows[0]['events']:,} events, {1500:,} places")
    for name in rows[0]:
        table.add_column(name, justify="left" if name == "filter" else "right")
    for row in rows:
        table.add_row(*(f"{v:,.0f}" if isinstance(v, float | int) else v for v in row.values()))
    Console(width=150).print(table)


main()
