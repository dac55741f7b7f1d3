"""The life of the event table: what every version did, and the way back from it.

for version in log(folder): ...
undo(folder, 12, "the wrong file")
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from geodata import decisions
from geodata.errors import InputError
from geodata.store.change import UNDOABLE, Change, Version
from geodata.store.folder import DataFolder
from geodata.store.table import EventTable

KEPT_DAYS = 90
"""`tidy` keeps what `undo` and `as_of` need for so long, unless told otherwise."""
LEAST_KEPT_DAYS = 1


def log(folder: DataFolder) -> list[Version]:
    """What changed events, newest first: who did it, when, why and to how many."""
    return [each for each in EventTable(folder).log() if each.change.what in UNDOABLE]


def undo(folder: DataFolder, version: int, why: str = "") -> Change:
    """Take back what a version did, as a new version; says what that did.

    A decision about a place is taken back in `geocodes.csv` too. Raises InputError and
    TableTrouble as `EventTable.undo` does; nothing is then changed.
    """
    found = next((each for each in log(folder) if each.number == version), None)
    if found is None or found.change.what != "placed":
        return EventTable(folder).undo(version, why)
    question = tuple(found.change.of[1:])
    made = [each for each in decisions.decisions(folder) if each.question == question]
    if found.change.of[0] != decisions.MADE or not made:
        raise InputError(
            f"version {version}: the decision about {question[0]!r} was taken back already; "
            "decide again on the page Review"
        )
    n_events = decisions.take_back(folder, made[0])
    return Change("undone", why=why, of=(str(version), "placed")).counted(n_changed=n_events)


def version_as_of(folder: DataFolder, text: str) -> int:
    """The version that a person means by a day (its end), a day and a time, or its number.

    Days and times are those of this machine's zone. Raises InputError for what is none of
    them, for a number that is not there and a moment before the first version.
    """
    table, text = EventTable(folder), text.strip()
    if text.isdecimal() and int(text) <= table.version:
        return int(text)
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"as of {text!r}: this is no day or version; write 2018-06-26, 2018-06-26T14:30 or "
            f"a number up to {table.version} (see: maydan log)"
        ) from None
    if len(text) <= len("2018-06-26"):
        told = datetime.combine(told.date(), time.max)
    return table.version_at(told.astimezone())


def tidy(folder: DataFolder, kept_days: int = KEPT_DAYS) -> tuple[int, int]:
    """Write small files together and remove what only versions older than so many days need.

    Returns how many files fewer there are to read, and how many old ones were removed.
    Raises InputError for less than a day.
    """
    if kept_days < LEAST_KEPT_DAYS:
        raise InputError(f"--keep {kept_days}: the least is {LEAST_KEPT_DAYS} day")
    return EventTable(folder).tidy(datetime.now(UTC) - timedelta(days=kept_days))
