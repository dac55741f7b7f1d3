"""Delta Lake as far as the tables need it: open, read columns, commit rows that come, change or go.

Each change is one commit, so a reader or a killed writer never leaves or sees half of one.
Several processes may write at once: a commit that meets another is tried again on top of it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Field
from deltalake import Schema as DeltaSchema
from deltalake.exceptions import CommitFailedError, DeltaError
from pyarrow.parquet import ParquetFile

from geodata.errors import TableTrouble
from geodata.store.change import METADATA, Change, Version

_ATTEMPTS = 20
# The log is kept whole: it says what every version changed, who did it and why. What Delta
# would forget after 30 days is what `undo` and `--as-of` live on; `maydan tidy` decides.
_KEPT = {"delta.enableExpiredLogCleanup": "false"}
_GONE = "is_gone"
HOURS_OF_WRITERS = 24
_T = TypeVar("_T")
Table: TypeAlias = DeltaTable
"""One version of a table."""


def is_table(path: Path) -> bool:
    """Whether there is a table at all."""
    return DeltaTable.is_deltatable(str(path))


def opened(path: Path, version: int | None = None) -> Table:
    """The newest version of a table or an earlier one; TableTrouble if it cannot be read."""
    try:
        return DeltaTable(str(path), version=version)
    except (DeltaError, OSError) as error:
        raise TableTrouble(f"{path}: cannot be read as an event table ({error})") from error


def create(path: Path, schema: pa.Schema) -> None:
    """Make an empty table if there is none."""
    if not is_table(path):
        DeltaTable.create(
            str(path),
            schema=schema,
            mode="ignore",
            configuration=_KEPT,
            commit_properties=_remembering(Change("created")),
        )


def widen(path: Path, schema: pa.Schema) -> None:
    """Give a table that an older Maydan made the columns that it lacks.

    That changes no file: rows written before have nothing in the new columns.
    """
    table = opened(path)
    known = {field.name for field in table.schema().fields}
    if lacking := [field for field in schema if field.name not in known]:
        change = Change("widened", of=tuple(field.name for field in lacking))
        fields: list[Field] = DeltaSchema.from_arrow(pa.schema(lacking)).fields
        table.alter.add_columns(fields, commit_properties=_remembering(change))


def commit(path: Path, change: Callable[[], _T]) -> _T:
    """Do the change; where another writer was faster, wait a moment and do it again."""
    for attempt in range(_ATTEMPTS):
        try:
            return change()
        except CommitFailedError as error:
            if attempt == _ATTEMPTS - 1:
                raise TableTrouble(f"{path}: other writers never let go ({error})") from error
            time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))
        except (DeltaError, OSError) as error:
            raise TableTrouble(f"{path}: could not be written ({error})") from error
    raise AssertionError("unreachable")


def write(table: Table, key: str, rows: pa.Table, gone: Collection[str], change: Change) -> None:
    """One commit: rows whose key is there take its place, others come, and the gone ones go."""
    leaving = pa.Table.from_pylist([{key: each} for each in gone], schema=rows.schema)
    source = pa.concat_tables([rows, leaving])
    is_gone = [False] * rows.num_rows + [True] * len(gone)
    merger = table.merge(
        source.append_column(_GONE, pa.array(is_gone, pa.bool_())),
        predicate=f"target.{key} = source.{key}",
        source_alias="source",
        target_alias="target",
        commit_properties=_remembering(change),
    )
    values = {name: f"source.{name}" for name in rows.schema.names}
    if gone:
        merger = merger.when_matched_delete(predicate=f"source.{_GONE}")
    merger = merger.when_matched_update(values, predicate=f"not source.{_GONE}")
    merger.when_not_matched_insert(values, predicate=f"not source.{_GONE}").execute()


def files(table: Table) -> list[str]:
    """The Parquet files of a version."""
    # Delta names local files as in a URL: a folder "my data" comes back as "my%20data".
    return [unquote(uri) for uri in table.file_uris()]


def columns(
    table: Table,
    schema: pa.Schema,
    where: Callable[[pa.Table], Any] | None = None,
    only: Iterable[str] | None = None,
) -> pa.Table:
    """These columns of the rows of a version (or of only these of its files) that fit.

    A column that the version does not know yet holds nulls. Raises TableTrouble where a file
    of an old version is not kept any more.

    Read in this thread, file by file: the scanner behind `to_pyarrow_table` leaves threads
    behind that abort a process which ends right after (exit code 134).
    """
    parts = [schema.empty_table()]
    try:
        for file in files(table) if only is None else only:
            part = ParquetFile(file).read(columns=schema.names, use_threads=False)
            part = part.cast(pa.schema([schema.field(name) for name in part.column_names]))
            part = pa.concat_tables([schema.empty_table(), part], promote_options="default")
            parts.append(part if where is None else part.filter(where(part)))
    except OSError as error:
        raise TableTrouble(f"version {table.version()} is not kept any more ({error})") from error
    return pa.concat_tables(parts)


def is_one_of(column: str, values: Iterable[Any]) -> Callable[[pa.Table], Any]:
    """A condition for `columns`: the column holds one of the values."""
    found = pa.array(sorted(values), pa.string())
    return lambda part: pc.is_in(part[column], value_set=found)


def versions(table: Table) -> list[Version]:
    """Every version, newest first, with what is remembered of it."""
    return [
        Version(
            int(each["version"]),
            datetime.fromtimestamp(each["timestamp"] / 1000, UTC),
            Change.read(each.get(METADATA)),
        )
        for each in table.history()
    ]


def compact(path: Path, change: Change) -> int:
    """Write small files together, as a version without other change; how many fewer they are."""
    table = opened(path)
    done = table.optimize.compact(commit_properties=_remembering(change))
    return int(done["numFilesRemoved"]) - int(done["numFilesAdded"])


def vacuum(path: Path, since: datetime, change: Change) -> int:
    """Remove the files that no version since then needs, nor the one before; how many.

    Files that a writer left behind or is just writing are kept for a day.
    """
    table = opened(path)
    all_versions = versions(table)
    newer = [each.number for each in all_versions if each.when >= since]
    first_kept = min([*newer, table.version() + 1]) - 1
    removed = table.vacuum(
        retention_hours=HOURS_OF_WRITERS,
        dry_run=False,
        enforce_retention_duration=False,
        full=True,
        keep_versions=list(range(max(first_kept, 0), table.version() + 1)),
        commit_properties=_remembering(change),
    )
    return len(removed)


def _remembering(change: Change) -> CommitProperties:
    return CommitProperties(custom_metadata={METADATA: change.written()})
