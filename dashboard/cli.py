"""The command `maydan`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from geodata.errors import InputError, MaydanError, UnknownValue

if TYPE_CHECKING:
    from geodata.pipeline import Tally

_T = TypeVar("_T")

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    help="Maydan turns reports of protests into a map to filter, question and share.",
    epilog="Without a command, maydan opens the dashboard.",
)

Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        envvar="MAYDAN_DATA",
        help="The data folder; by default your own, as the platform has it.",
    ),
]
Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Text or .jsonl files; - is standard input.")
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day on which the text was published (2018-06-26): gives years and "
        "days that the text itself leaves out.",
    ),
]


def main() -> None:
    """Run the command; every expected error is one line, with exit code 2 for bad input."""
    try:
        app()
    except InputError as error:
        _stop(str(error), 2)
    except MaydanError as error:
        _stop(str(error), 1)
    except BrokenPipeError:
        # The reader of a pipe has enough (maydan export | head): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


@app.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    data: Data = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="Port; 0 for any free one. [default: 8501, or a free one]")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Open the dashboard."""
    from dashboard import serving
    from geodata.store.folder import DataFolder

    serving.run(DataFolder.find(data), host, port, opens_browser=browser)


@app.command()
def extract(files: Files, published: Published = None) -> None:
    """Print the events of texts, one JSON object a line; store nothing."""
    from geodata import pipeline

    tally = pipeline.Tally()
    reports = pipeline.reports(files, _day(published, "--published"), tally)
    with _progress("Reading") as watch:
        for _, events in watch(pipeline.placed(reports, tally)):
            for event in events:
                _print_json(event.to_row())
    _say_unused(tally)
    print(tally.said(), file=sys.stderr)
    _exit_if_nothing_read(tally)


@app.command()
def ingest(files: Files, data: Data = None, published: Published = None) -> None:
    """Read texts, place their events and add what is new to the event table."""
    from geodata import pipeline
    from geodata.store.folder import DataFolder

    folder, day = DataFolder.find(data), _day(published, "--published")
    tally = pipeline.Tally()
    with _progress("Ingesting") as watch:
        for file in watch(files):
            pipeline.ingest(file, folder, day, tally)
    _say_unused(tally)
    print(tally.said_stored())
    _exit_if_nothing_read(tally)


@app.command()
def geocode(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME…", help="Names.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(help="A CSV with a column place and, if known, admin1 and country."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Country of names without one (IR).")
    ] = None,
    online: Annotated[
        str | None,
        typer.Option(
            metavar="SERVICE",
            help="Ask nominatim or photon about names that the gazetteer lacks. "
            "The names leave this machine.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Find places by name, one JSON object a line, in the order of the names."""
    from geodata.place import names_file
    from geodata.place.geocoder import Geocoder
    from geodata.store.folder import DataFolder

    if bool(names) == bool(file):
        raise InputError("geocode: give either names or --file places.csv")
    asked = (
        list(names_file.asked_names(file, country or ""))
        if file
        else [names_file.AskedName(0, name, "", country or "") for name in names or []]
    )
    geocoder = Geocoder(DataFolder.find(data).geocodes, online=online)
    with _progress("Geocoding") as watch:
        for each in watch(asked):
            _print_json(geocoder.lookup(each.place, each.admin1, each.country))


@app.command()
def export(
    format: Annotated[Literal["csv", "geojson"], typer.Option(help="Form of the file.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")
    ] = None,
    data: Data = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    sector: Annotated[list[str] | None, typer.Option(help="Who: truckers, steel …")] = None,
    action: Annotated[list[str] | None, typer.Option(help="What: strike, rally …")] = None,
    admin1: Annotated[list[str] | None, typer.Option(help="Province: IR-21 …")] = None,
    place: Annotated[list[str] | None, typer.Option(help="GeoNames id of a place.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="unreviewed, checked …")] = None,
    dataset: Annotated[list[str] | None, typer.Option(help="Imported dataset.")] = None,
    precision: Annotated[str | None, typer.Option(help="At least: site, town …")] = None,
    text: Annotated[str, typer.Option(help="Words in titles and places.")] = "",
    undated: Annotated[bool | None, typer.Option(help="With events of unknown date?")] = None,
    unplaced: Annotated[bool, typer.Option(help="With events that no dot stands for?")] = True,
) -> None:
    """Write chosen events of the table to a file; filters are those of the page."""
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
    n_events = pipeline.export(DataFolder.find(data), selection, format, output)
    print(f"{n_events:,} events written", file=sys.stderr)


def _stop(message: str, code: int) -> None:
    print(f"maydan: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(code)


def _print_json(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnknownValue(option, text, ["a date such as 2018-06-26"]) from error


def _say_unused(tally: Tally) -> None:
    """Name each line that gave no report, with the reason."""
    for line in tally.unused:
        where = f"{line.path}, line {line.line}" + (f", {line.field}" if line.field else "")
        print(f"set aside: {where}: {line.value!r}: {line.reason}", file=sys.stderr)


def _exit_if_nothing_read(tally: Tally) -> None:
    if tally.unused and not tally.n_reports:
        raise typer.Exit(2)


@contextmanager
def _progress(what: str) -> Iterator[Any]:
    """A counter on a terminal, nothing in a pipe: gives a function that watches an iterable."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:

        def watch(items: Iterable[_T]) -> Iterator[_T]:
            yield from bar.track(items, description=what)

        yield watch


if __name__ == "__main__":
    main()
