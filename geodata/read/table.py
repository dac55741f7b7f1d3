"""Tables in: any file of rows becomes its columns and a stream of numbered rows.

| form | read by | lines counted |
|---|---|---|
| CSV, TSV: any delimiter, encoding, line end | `delimited` | as an editor counts them |
| XLSX, XLSM, XLSB, XLS, ODS | `workbook` | rows of the sheet |
| JSON, JSON Lines, GeoJSON, Parquet | `structured` | objects or rows from 1 (lines of JSON Lines) |

Rows are streamed, but for workbooks, whose size is bounded. A row that cannot be cut into cells
comes as `Unusable`. A file none of whose rows can be read is UnreadableFile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import UnreadableFile
from geodata.read.cells import Unusable

Line = tuple[int, Mapping[str, Any] | Unusable]
MAX_COLUMNS = 1_000
_DELIMITED = (".csv", ".tsv", ".tab", ".txt", ".psv")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_STRUCTURED = (".json", ".geojson", ".jsonl", ".ndjson", ".parquet")
SUFFIXES = (*_DELIMITED, *_WORKBOOKS, *_STRUCTURED)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its rows; the rows can be gone through once."""

    path: str
    form: str
    """What was found out of it, in words: "CSV, delimiter ';', utf-8"."""
    columns: tuple[str, ...]
    lines: Iterator[Line]
    has_header: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """What a person says of the form, where it cannot be told from the file."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def opened(path: str | Path, form: Form | None = None) -> Table:
    """The table of a file; UnreadableFile if there is none in it."""
    form, path = form or Form(), Path(path)
    if not path.exists():
        raise UnreadableFile(path, "there is no such file: check the name")
    if not path.is_file():
        raise UnreadableFile(path, "this is no file: name the files in it")
    try:
        suffix = path.suffix.casefold()
        if suffix in _WORKBOOKS:
            from geodata.read import workbook

            return workbook.table(path, form)
        if suffix in _STRUCTURED:
            from geodata.read import structured

            return structured.table(path)
        from geodata.read import delimited

        return delimited.table(path, form)
    except OSError as trouble:
        raise UnreadableFile(path, f"it cannot be read ({trouble.strerror})") from trouble


def columns_of(path: str | Path, names: list[str]) -> tuple[str, ...]:
    """The columns of a header: blank ones are numbered, of two alike the second is numbered."""
    if len(names) > MAX_COLUMNS:
        raise UnreadableFile(
            path,
            f"it has {len(names):,} columns, and {MAX_COLUMNS:,} is the most: keep those that"
            " tell of the events",
        )
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        name = " ".join(name.replace("\ufeff", "").split())[:200] or f"column {number}"
        while name in found:
            name += f" ({number})"
        found.append(name)
    return tuple(found)
