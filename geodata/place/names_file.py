"""The table of names given to `maydan geocode --file`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geodata.errors import InputError, UnreadableFile


class AskedName(NamedTuple):
    """A name to geocode, and the line that it stands in."""

    line: int
    place: str
    admin1: str
    country: str


def asked_names(path: Path, country: str = "") -> Iterator[AskedName]:
    """The names in a CSV with a column `place` and optionally `admin1` and `country`.

    Other columns are ignored. UTF-8, with or without a byte order mark; comma, semicolon or
    tab. `country` counts where a row names none. Raises InputError.
    """
    text = _text(path)
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = {name.strip().casefold(): name for name in reader.fieldnames or () if name}
        if "place" not in columns:
            had = ", ".join(columns) or "nothing"
            raise InputError(f"{path}: line 1: no column 'place' among: {had}")
        for row in reader:
            cells = {name: (row[own] or "").strip() for name, own in columns.items()}
            yield AskedName(
                reader.line_num,
                cells["place"],
                cells.get("admin1", ""),
                cells.get("country") or country,
            )
    except csv.Error as trouble:
        raise InputError(f"{path}: line {reader.line_num + 1}: {trouble}") from trouble


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        raise UnreadableFile(path, f"cannot be read: {trouble.strerror}") from trouble
    except UnicodeDecodeError as trouble:
        line = trouble.object.count(b"\n", 0, trouble.start) + 1
        raise UnreadableFile(
            path, f"line {line} is not UTF-8; save the table as UTF-8"
        ) from trouble
