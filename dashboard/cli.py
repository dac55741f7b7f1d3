"""The command `maydan`."""

from __future__ import annotations

import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from dashboard import history_cli, places_cli, tables_cli, terminal
from dashboard.options import Abroad, Codes, Data, Files, Jobs, Published, day
from geodata.errors import InputError, MaydanError, UnknownValue

if TYPE_CHECKING:
    from geodata.pipeline import Tally

_MOST_PORT = 65_535


class _ServesByDefault(TyperGroup):
    """Commands of which `serve` may be left out: `maydan --port 0` is `maydan serve --port 0`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `serve` before options that stand alone."""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if args and (args[0] in own or not args[0].startswith("-")):
            return super().parse_args(ctx, args)
        if command := next((word for word in args if word in self.commands), None):
            ctx.fail(f"Options stand after the command: maydan {command} {args[0]} …")
        return super().parse_args(ctx, ["serve", *args])

    def invoke(self, ctx: Any) -> Any:
        """Run the command; that the reader of a pipe has enough (… | head) is no failure."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            terminal.leave_pipe()
            raise typer.Exit(terminal.PIPE_CLOSED) from None


app = typer.Typer(
    cls=_ServesByDefault,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    subcommand_metavar="[COMMAND] …",
)


def main() -> None:
    """Run the command; every expected error is one line, with exit code 2 for bad input."""
    terminal.prepare()
    try:
        code = app(prog_name="maydan", standalone_mode=False)
    except typer.TyperException as misuse:
        terminal.stop(f"{misuse.format_message()} {_hint(misuse)}", terminal.BAD_INPUT)
    except InputError as error:
        terminal.stop(str(error), terminal.BAD_INPUT)
    except (MaydanError, OSError) as trouble:
        terminal.stop(str(trouble), terminal.FAILED)
    sys.exit(code)


def _hint(misuse: typer.TyperException) -> str:
    context = getattr(misuse, "ctx", None)
    return f"(see: {context.command_path if context else 'maydan'} --help)"


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"maydan {version('maydan')}")
        raise typer.Exit


@app.callback(
    epilog="""
    Examples:

    \b
      maydan ingest captions.txt     add the events of a text to yours
      maydan                         see them on the map, in the browser
      maydan extract - < page.txt    only print what a text tells of
      maydan export --format csv --sector truckers -o truckers.csv

    Exit codes: 0 done; 1 it failed (the table, a service, the disk); 2 what was given
    cannot be used. Errors and counts go to standard error, one line each.
    """
)
def maydan(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Maydan turns reports of protests into a map to filter, question and share.

    Without a command it opens the dashboard, as `maydan serve` does.
    """


@app.command(short_help="Open the dashboard in the browser.")
def serve(
    data: Data = None,
    host: Annotated[str, typer.Option(metavar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            help="Port to listen on, 0 for any free one; by default 8501, or any free one "
            "if that is taken.",
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Open the dashboard: map, timeline and list of your events, in the browser.

    It prints its address and runs until Ctrl+C. While there are no events of your own it
    shows a demonstration. Only this machine can reach it, unless --host says otherwise.
    """
    from dashboard import serving
    from geodata.store.folder import DataFolder

    if port is not None and not 0 <= port <= _MOST_PORT:
        raise UnknownValue("--port", port, [f"0 to {_MOST_PORT}"])
    serving.run(DataFolder.find(data), host, port, opens_browser=browser)


@app.command(
    short_help="Print the events of texts, and store nothing.",
    epilog="""
    Examples:

    \b
      maydan extract captions.txt
      maydan extract --published 2018-06-26 article.txt > events.jsonl
      maydan extract - < reports.jsonl
      maydan extract --explain article.txt | less
    """,
)
def extract(
    files: Files,
    published: Published = None,
    jobs: Jobs = None,
    abroad: Abroad = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show each report with its words marked, and what gave no event and why, "
            "instead of JSON.",
        ),
    ] = False,
) -> None:
    """Print the events that texts tell of, one JSON object a line; store nothing.

    FILE is a text (UTF-8, UTF-16, Windows-1256 or -1252) with any number of captions and
    articles; or a .jsonl file with a report a line, {"text": …} and if known "id",
    "published", "url" and "source", of any length; or - for either on standard input; or
    the result.json of a Telegram export, a report a message.
    Each event has all columns of the event table; "dataset_row_id" is the report's "id".

    A line that cannot be used is named on standard error, with the reason, and the others
    are read on; so is a file, and the exit code is then 2. The last line there counts
    reports, events and the values that stay unknown.

    With --explain the words of a report stand as [words|value number]; below each event,
    its values with characters [start:end] and the rule that read them; last, the sentences
    that speak of protest and gave no event, with the reason.
    """
    from dashboard import explanation
    from geodata import pipeline
    from geodata.workers import n_cores

    tally = pipeline.Tally()
    reports = pipeline.reports(files, day(published, "--published"), tally)
    watched = terminal.watched("Reading reports", reports)
    n_processes = jobs or n_cores()
    for told in pipeline.placed(watched, tally, None, n_processes, abroad):
        if explain:
            terminal.print_lines(explanation.explained(told))
            continue
        for event in told.events:
            terminal.print_json(event.to_row())
    sys.stdout.flush()
    _say_unused(tally)
    if tally.n_reports:
        terminal.say(tally.said())
    _exit_if_bad(tally)


@app.command(
    short_help="Add the events of texts and tables to your own.",
    epilog="""
    Examples:

    \b
      maydan ingest captions.txt reports.jsonl
      maydan ingest --data ./project --published 2018-06-26 article.txt
      maydan ingest acled-2018.csv 20180523.export.CSV strikes.xlsx
      maydan ingest --map place=Ort --dates dmy strikes.csv
    """,
)
def ingest(
    files: Files,
    data: Data = None,
    published: Published = None,
    jobs: Jobs = None,
    abroad: Abroad = False,
    dataset: tables_cli.As = None,
    columns: tables_cli.Map = None,
    dates: tables_cli.Dates = None,
    encoding: tables_cli.Encoding = None,
    delimiter: tables_cli.Delimiter = None,
    sheet: tables_cli.Sheet = None,
    accessed: tables_cli.Accessed = None,
    licence: tables_cli.Licence = None,
    country: tables_cli.Country = None,
    set_aside: tables_cli.SetAside = None,
    yes: tables_cli.Yes = False,
) -> None:
    """Read texts and tables, place their events and add what is new to your events.

    FILE is what `maydan extract` reads, or a table: CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines,
    GeoJSON or Parquet, of a known dataset or with columns of your own. See first, with
    `maydan inspect FILE`, what would be taken. What is already there is not added again.

    Each text, and each table of fewer than 100,000 events, is stored whole or, whatever happens,
    not at all. A file that cannot be used is named and the others are stored; the exit code is
    then 2. Lines and rows that cannot be used are named with the reason; the rest is stored.

    Of a file or dataset that was read before, what is new is added; what it tells otherwise or no
    more is shown, and taken over after a yes. maydan undo takes any of it back.
    """
    from geodata import pipeline, tables
    from geodata.store.folder import DataFolder
    from geodata.workers import n_cores

    folder, appeared = DataFolder.find(data), day(published, "--published")
    wished = tables_cli.wishes(
        dataset, columns, dates, encoding, delimiter, sheet, accessed, licence, country
    )
    places_cli.say_problems(folder)
    agrees = partial(tables_cli.agrees, yes)
    tally, n_processes, is_bad = pipeline.Tally(), jobs or n_cores(), False
    with tables_cli.written(set_aside) as sink:
        for file in files:
            if dataset or tables.is_table(file):
                is_bad |= not tables_cli.stored(file, wished, folder, n_processes, sink, agrees)
                continue
            watch = partial(terminal.watched, f"Reading {Path(file).name}")
            pipeline.ingest(file, folder, appeared, tally, watch, n_processes, abroad, agrees)
    _say_unused(tally)
    if tally.n_reports:
        print(tally.said_stored())
    if is_bad:
        raise typer.Exit(terminal.BAD_INPUT)
    _exit_if_bad(tally)


@app.command(short_help="Measure how well labelled reports are read.")
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled reports.")],
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="List what went wrong.")] = False,
) -> None:
    """Measure how well labelled reports are read, by language; a report a line, as JSON.

    A town counts as found within 25 km, a province by its name; a label without a date fits any.
    """
    from geodata import pipeline
    from geodata import score as scoring

    for line in scoring.lines(pipeline.score(gold), verbose):
        print(line)


@app.command(
    short_help="Write chosen events as CSV or GeoJSON.",
    epilog="""
    Examples:

    \b
      maydan export --format csv > events.csv
      maydan export --format geojson --sector truckers,steel -o chosen.geojson
    """,
)
def export(
    format: Annotated[Literal["csv", "geojson"], typer.Option(help="Form of the file.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write; by default standard output."
        ),
    ] = None,
    data: Data = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    sector: Annotated[
        Codes, typer.Option(metavar="CODE", help="Who: truckers, steel, teachers …")
    ] = None,
    action: Annotated[
        Codes, typer.Option(metavar="CODE", help="What: strike, rally, sit_in …")
    ] = None,
    admin1: Annotated[Codes, typer.Option(metavar="CODE", help="Province: IR-10 …")] = None,
    place: Annotated[Codes, typer.Option(metavar="ID", help="GeoNames id of a place.")] = None,
    status: Annotated[Codes, typer.Option(metavar="STATUS", help="unreviewed, checked …")] = None,
    dataset: Annotated[Codes, typer.Option(metavar="NAME", help="Imported dataset.")] = None,
    precision: Annotated[
        str | None,
        typer.Option(metavar="LEAST", help="Placed at least so exactly: site, town, admin1 …"),
    ] = None,
    text: Annotated[
        str, typer.Option(metavar="WORDS", help="Words that title or place holds.")
    ] = "",
    undated: Annotated[
        bool | None,
        typer.Option(help="Events of unknown date; by default only while no dates are chosen."),
    ] = None,
    unplaced: Annotated[bool, typer.Option(help="Events without a town or province.")] = True,
    as_of: history_cli.AsOf = None,
) -> None:
    """Write chosen events to a file or standard output; filters are those of the page.

    Options that take a CODE may be given several times or hold several codes, with commas
    between: any of them fits. A file appears only when it is whole.
    """
    from geodata import pipeline
    from geodata.query.selection import Selection
    from geodata.store.folder import DataFolder

    given = {
        "from": start, "to": end, "precision": precision, "q": text,
        "sector": sector, "action": action, "admin1": admin1, "places": place,
        "status": status, "dataset": dataset,
        "undated": None if undated is None else str(int(undated)), "unplaced": str(int(unplaced)),
    }  # fmt: skip
    params = {
        name: " ".join(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value
    }
    selection, problems = Selection.from_params(params)
    if problems:
        raise InputError("; ".join(map(str, problems)))
    n_events = pipeline.export(DataFolder.find(data), selection, format, output, as_of)
    sys.stdout.flush()
    terminal.say(f"{n_events:,} event{'' if n_events == 1 else 's'} written")


def _say_unused(tally: Tally) -> None:
    """Name each line and file that gave no report, with the reason."""
    for line in tally.unused:
        where = f"{line.path}, line {line.line}" + (f", {line.field}" if line.field else "")
        terminal.say(f"set aside: {where}: {line.value!r}: {line.reason}")
    for trouble in tally.unreadable:
        terminal.say(f"maydan: {trouble}")


def _exit_if_bad(tally: Tally) -> None:
    if tally.has_bad_files:
        raise typer.Exit(terminal.BAD_INPUT)


places_cli.register(app)
tables_cli.register(app)
history_cli.register(app)

if __name__ == "__main__":
    main()
