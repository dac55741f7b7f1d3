"""The commands about the event table's own life: log, undo, correct, remove, tidy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard import terminal
from dashboard.options import Data
from geodata.errors import InputError, UnknownValue

if TYPE_CHECKING:
    from geodata.store.change import Version

Why = Annotated[str, typer.Option(metavar="WORDS", help="Why, for the log.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The events as they stood at the end of that day."
    ),
]
_WHAT = {
    "added": "added",
    "replaced": "brought up to date",
    "placed": "placed",
    "corrected": "corrected",
    "merged": "made one",
    "split": "made two",
    "apart": "told apart",
    "removed": "removed",
    "undone": "took back",
}


def _log(
    data: Data = None,
    most: Annotated[
        int, typer.Option("-n", "--most", min=1, metavar="N", help="So many, the newest.")
    ] = 20,
) -> None:
    """Say what changed your events: version, when, who, what, to how many, and why."""
    from geodata import history
    from geodata.store.folder import DataFolder

    folder = DataFolder.find(data)
    versions = history.log(folder)
    if not versions:
        terminal.say(f"{folder.path}: no events yet; add some with: maydan ingest FILE")
    for version in versions[:most]:
        print(terminal.one_line(_said(version)))
    if len(versions) > most:
        terminal.say(f"{len(versions) - most:,} older ones: maydan log -n {len(versions)}")


def _said(version: Version) -> str:
    change = version.change
    counts = (("+", change.n_added), ("~", change.n_changed), ("-", change.n_removed))
    touched = " ".join(f"{sign}{n:,}" for sign, n in counts if n)
    parts = (
        f"{version.number:>4}  {version.when.astimezone():%Y-%m-%d %H:%M}",
        change.who,
        f"{_WHAT[change.what]} {touched}".rstrip(),
        ", ".join(filter(None, change.of)),
        f"({change.why})" if change.why else "",
    )
    return "  ".join(filter(None, parts))


def _undo(
    version: Annotated[int, typer.Argument(metavar="VERSION", help="Its number in maydan log.")],
    data: Data = None,
    why: Why = "",
) -> None:
    """Take back what one version changed; what came before and after it stays.

    That is a version of its own, which can be undone too. Where later versions changed the same
    events again, nothing happens and they are named.
    """
    from geodata import history
    from geodata.store.folder import DataFolder

    folder = DataFolder.find(data)
    done = history.undo(folder, version, why)
    print(
        f"version {version} undone: {done.n_added:,} events back, {done.n_changed:,} as before, "
        f"{done.n_removed:,} removed"
    )


def _correct(
    event_id: Annotated[str, typer.Argument(metavar="ID", help="The event's event_id.")],
    values: Annotated[
        list[str], typer.Argument(metavar="COLUMN=VALUE", help="sector=teachers status=checked …")
    ],
    data: Data = None,
    why: Why = "",
) -> None:
    """Set values of an event by hand: who, what, when, size, title, status, or its place.

    An empty value (size_text=) means unknown. The place is given as place=LATITUDE,LONGITUDE or
    as the name of a town: place=Yazd.
    """
    from geodata import correction
    from geodata.store.folder import DataFolder

    given: dict[str, Any] = {}
    for each in values:
        name, sign, value = each.partition("=")
        if not sign:
            raise InputError(f"{each!r}: write COLUMN=VALUE, as sector=teachers")
        given[name.strip()] = value.strip()
    correction.correct(DataFolder.find(data), event_id, given, why)
    print(f"event {event_id}: {', '.join(given)} corrected")


def _remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="The events' event_id.")],
    data: Data = None,
    why: Why = "",
) -> None:
    """Take events out of the table; undo brings them back."""
    from geodata.store.folder import DataFolder
    from geodata.store.table import EventTable

    table = EventTable(DataFolder.find(data))
    known = {row["event_id"] for row in table.rows(ids)}
    if unknown := [each for each in ids if each not in known]:
        raise UnknownValue("event_id", unknown[0], ["an id of the column event_id"])
    n_events = table.remove(ids, why)
    print(f"{n_events:,} events removed; version {table.version} of maydan log")


def _tidy(
    data: Data = None,
    keep: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="How long undo and --as-of stay possible, as 90d."),
    ] = None,
) -> None:
    """Write many small files of the event table together and remove what nobody needs any more.

    What undo and --as-of need for the days of --keep, 90 by default, stays.
    """
    from geodata import history
    from geodata.store.folder import DataFolder

    days = (keep or str(history.KEPT_DAYS)).strip().removesuffix("d")
    if not days.isdecimal():
        raise UnknownValue("--keep", keep, ["a number of days, as 90d"])
    n_fewer, n_removed = history.tidy(DataFolder.find(data), int(days))
    print(f"{max(n_fewer, 0):,} files fewer to read; {n_removed:,} old files removed")


def register(app: typer.Typer) -> None:
    """Give the app its commands."""
    for name, command, said in (
        ("log", _log, "Say what changed your events: who, when, why."),
        ("undo", _undo, "Take back what one version changed."),
        ("correct", _correct, "Set values of an event by hand."),
        ("remove", _remove, "Take events out of the table."),
        ("tidy", _tidy, "Compact the table and clear what undo needs no more."),
    ):
        app.command(name, short_help=said)(command)
