"""Tables on the command line: what a file is, what would be taken, and the mapping of columns."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard import terminal
from dashboard.options import day
from geodata.errors import InputError

if TYPE_CHECKING:
    from geodata.row_tally import RowTally, Sink
    from geodata.store.folder import DataFolder
    from geodata.store.living import Agrees, Difference
    from geodata.tables import Plan, Wishes

_MOST_SAID = 20
"""Rows set aside that are named on standard error."""
_FIRST_EVENTS = 5

As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="DATASET",
        help="What a table is, if not what its columns say: acled, gdelt, ucdp, "
        "mass_mobilization, mmad, scad, crowd_counting, labor_tracker, protest_tracker, or "
        "table for columns of your own.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN", help="Which column of a table gives a field; may repeat."
    ),
]
Dates = Annotated[
    str | None,
    typer.Option(
        metavar="ORDER", help="How a table writes days: ymd, dmy, mdy; yy-mon: 17-Jun is June 2017."
    ),
]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="Of a table: windows-1256 …")]
Delimiter = Annotated[
    str | None, typer.Option(metavar="SIGN", help="Between a table's cells: , tab semicolon …")
]
Sheet = Annotated[str | None, typer.Option(metavar="NAME", help="Which sheet of a workbook.")]
Accessed = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day on which a dataset was fetched; else the file's."),
]
Licence = Annotated[str | None, typer.Option(metavar="TEXT", help="Licence of a table's rows.")]
Country = Annotated[
    str | None, typer.Option(metavar="NAME", help="Country of a table's rows that name none.")
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes", help="Take over, unasked, what changed or is gone in a dataset read again."
    ),
]
SetAside = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write each row of a table that was not taken, with line and reason."
    ),
]


def wishes(
    dataset: str | None,
    columns: list[str] | None,
    dates: str | None,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    accessed: str | None,
    licence: str | None,
    country: str | None,
) -> Wishes:
    """The options of a table as one thing."""
    from geodata.read.cells import Settings
    from geodata.read.table import Form
    from geodata.tables import Wishes

    day(accessed, "--accessed")
    settings = Settings(
        dates=dates or "", accessed=accessed or "", licence=licence or "", country=country or ""
    )
    form = Form(encoding or "", delimiter or "", sheet or "")
    return Wishes(dataset or "", settings, form, tuple(columns or ()))


@contextmanager
def written(path: Path | None) -> Iterator[Sink | None]:
    """Where rows that were not taken are written, None if nowhere."""
    if path is None:
        yield None
        return
    try:
        out = path.open("w", encoding="utf-8", newline="")
    except OSError as trouble:
        raise InputError(f"--set-aside {path}: cannot be written ({trouble.strerror})") from None
    with out:
        write = csv.writer(out).writerow
        write(("file", "line", "column", "value", "reason"))
        yield lambda row: write(
            (_plain(row.path), row.line, _plain(row.field), _plain(row.value), row.reason)
        )


def _plain(text: str) -> str:
    """Not to be taken for a formula by whoever opens the file."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def say_rows(tally: RowTally) -> None:
    """Name what was not taken, on standard error."""
    for row in tally.unused[:_MOST_SAID]:
        where = f"{row.path}, line {row.line}" + (f", {row.field}" if row.field else "")
        terminal.say(f"set aside: {where}: {row.value!r}: {row.reason}")
    if (n_more := len(tally.unused) - _MOST_SAID) > 0:
        terminal.say(f"set aside: {n_more:,} rows more; --set-aside FILE.csv lists them all")
    for line in tally.reasons():
        terminal.say(line)


def say_plan(plan: Plan) -> None:
    """Say what a table was recognised as, on standard error."""
    terminal.say(plan.said())
    if plan.mapping.columns:
        how = "kept" if plan.is_kept else "proposed"
        terminal.say(f"columns ({how}; see maydan inspect): {plan.mapping.said()}")


def stored(
    file: str,
    wished: Wishes,
    folder: DataFolder,
    n_processes: int,
    sink: Sink | None,
    agrees: Agrees,
) -> bool:
    """Store one table and say what became of its rows; whether any of them could be used."""
    from geodata import tables

    try:
        plan = tables.plan(Path(file), wished)
        tables.check(plan)
    except InputError as trouble:
        terminal.say(f"maydan: {trouble}")
        return False
    say_plan(plan)
    tally = tables.ingest(plan, folder, n_processes, sink, agrees)
    say_rows(tally)
    print(tally.said_stored())
    return tally.n_set_aside < max(tally.n_rows, 1)


def agrees(yes: bool, difference: Difference) -> bool:
    """Show what a dataset read again would change, and ask."""
    for one in difference.changed[:_MOST_SAID]:
        columns = "; ".join(
            f"{name} {before!s:.60} → {after!s:.60}"
            for name, (before, after) in one.columns.items()
        )
        terminal.say(f"changed: {_named(one.before)}: {columns}")
    for row in difference.removed[:_MOST_SAID]:
        terminal.say(f"gone: {_named(row)}")
    what = (
        f"{len(difference.changed):,} events changed and {len(difference.removed):,} are gone "
        "since this was last read"
    )
    if yes or not sys.stdin.isatty():
        terminal.say(what if yes else f"{what}; --yes takes that over")
        return yes
    return typer.confirm(f"{what}. Take that over?", err=True)


def _named(row: Mapping[str, Any]) -> str:
    values = (row["dataset_row_id"], row["event_date"], row["toponym"], f"{row['title']!s:.60}")
    return " ".join(str(each) for each in values if each)


def _inspect(
    files: Annotated[list[str], typer.Argument(metavar="FILE")],
    dataset: As = None,
    columns: Map = None,
    dates: Dates = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    accessed: Accessed = None,
    licence: Licence = None,
    country: Country = None,
    set_aside: SetAside = None,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the mapping beside the file, for next time.")
    ] = False,
) -> None:
    """Say what tables are, their columns, and what would be taken and left; change nothing.

    Known datasets are recognised by their columns. For any other table a mapping of columns is
    proposed, as TOML; --map changes it, --save keeps it as FILE.maydan.toml, which you may edit
    and which is applied the next time.
    """
    from geodata import tables
    from geodata.read import mapping
    from geodata.row_tally import RowTally
    from geodata.workers import n_cores

    wished = wishes(dataset, columns, dates, encoding, delimiter, sheet, accessed, licence, country)
    with written(set_aside) as sink:
        for file in files:
            path = Path(file)
            plan = tables.plan(path, wished)
            print(_shown(plan.said()))
            print(_shown(f"columns: {', '.join(plan.table.columns)}"))
            if plan.mapping.columns:
                print(plan.mapping.toml(), end="")
            if save and plan.mapping.columns:
                kept = mapping.path_of(path)
                kept.write_text(plan.mapping.toml(), encoding="utf-8")
                print(_shown(f"kept: {kept}"))
            tally = RowTally(file, sink)
            rows = tables.told(plan, tally, n_processes=n_cores())
            for one in islice(rows, _FIRST_EVENTS):
                for event in one.events:
                    values = (
                        event.event_date, event.sector, event.action, event.toponym,
                        event.geo_precision, event.title[:60],
                    )  # fmt: skip
                    print(_shown(" | ".join(str(each or "unknown") for each in values)))
            for _ in rows:
                pass
            print(tally.said())
            say_rows(tally)


def _shown(text: str) -> str:
    return terminal.one_line(text)


def register(app: typer.Typer) -> None:
    """Give the app its command."""
    app.command("inspect", short_help="Say what a table is and what would be taken of it.")(
        _inspect
    )
