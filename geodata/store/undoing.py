"""Taking back what one version of the event table changed, whatever came after it.

As a revert of version control does: each event that the version added, changed or removed is
given back as it stood before, if it still stands as the version left it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from geodata.errors import InputError
from geodata.store import delta
from geodata.store.change import UNDOABLE, Change, Version
from geodata.store.schema import EVENTS

_Prints = dict[str, bytes]
"""Event id → fingerprint of its row."""
_SOME = 5


def undo(path: Path, version: int, why: str, log: list[Version]) -> Change:
    """Commit the way back; see `EventTable.undo`."""
    told = check(path, version, log)
    now = delta.opened(path)
    before, after = delta.opened(path, version - 1), delta.opened(path, version)
    files_before, files_after = set(delta.files(before)), set(delta.files(after))
    rows_before = delta.columns(before, EVENTS, only=sorted(files_before - files_after))
    rows_after = delta.columns(after, EVENTS, only=sorted(files_after - files_before))
    was, became = _prints(rows_before), _prints(rows_after)
    touched = {key for key in was.keys() | became.keys() if was.get(key) != became.get(key)}
    standing = _prints(delta.columns(now, EVENTS, delta.is_one_of("event_id", touched)))
    open_ = {key for key in touched if standing.get(key) != was.get(key)}
    if in_the_way := sorted(key for key in open_ if standing.get(key) != became.get(key)):
        raise InputError(_said(in_the_way, version, log))
    if not open_:
        raise InputError(f"version {version}: its changes were taken back already")
    back = rows_before.filter(delta.is_one_of("event_id", open_ & was.keys())(rows_before))
    gone = sorted(open_ - was.keys())
    change = Change("undone", why=why, of=(str(version), told.what)).counted(
        n_added=len(open_ - standing.keys()),
        n_changed=len(open_ & was.keys() & standing.keys()),
        n_removed=len(gone),
    )
    delta.write(now, "event_id", back, gone, change)
    return change


def check(path: Path, version: int, log: list[Version]) -> Change:
    """What a version did; InputError if it is not there or changed no event."""
    found = next((each.change for each in log if each.number == version), None)
    if found is None:
        last = log[0].number if log else -1
        raise InputError(f"version {version}: there is none in {path}; the newest is {last}")
    if found.what not in UNDOABLE:
        raise InputError(
            f"version {version}: it changed no event ({found.what}), there is nothing to undo"
        )
    return found


def _said(in_the_way: list[str], version: int, log: list[Version]) -> str:
    later = [each for each in log if each.number > version and each.change.what in UNDOABLE]
    named = [each.number for each in later if not {*each.change.of}.isdisjoint(in_the_way)]
    numbers = named or [each.number for each in later]
    return (
        f"version {version}: {len(in_the_way):,} of its events were changed again since, as "
        f"{', '.join(in_the_way[:_SOME])}; undo the later changes first, the newest first: "
        f"{', '.join(map(str, numbers[:_SOME]))} (see: maydan log)"
    )


def _prints(rows: pa.Table) -> _Prints:
    """Fingerprints of rows, made batch by batch so that a large table is never held as Python."""
    found: _Prints = {}
    for batch in rows.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            found[row["event_id"]] = _print(row.values())
    return found


def _print(values: Iterable[object]) -> bytes:
    # Nothing and an empty list are the same: tables of older columns know only the first.
    told = repr([None if value == [] or value == "" else value for value in values])
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()
