"""JSON, JSON Lines, GeoJSON and Parquet: objects become rows, streamed.

GeoJSON's points become the columns `latitude` and `longitude`; other shapes have no point. The
columns of JSON are the keys of its first objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

import ijson
import pyarrow as pa
import pyarrow.parquet as pq
from ijson.common import JSONError

from geodata.errors import UnreadableFile
from geodata.read.bounded import Bounded
from geodata.read.cells import Unusable
from geodata.read.table import Line, Table, columns_of
from geodata.read.text import MAX_LINE_CHARS

_FIRST_OBJECTS = 200
_PEEK_BYTES = 1 << 16
_TOGETHER = 1_000


def table(path: Path) -> Table:
    """The table of a file of one of these forms."""
    if path.suffix.casefold() == ".parquet":
        return _parquet(path)
    with path.open("rb") as stream:
        start = stream.read(_PEEK_BYTES).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise UnreadableFile(path, "it is empty: there is nothing to read")
    if path.suffix.casefold() in (".jsonl", ".ndjson") or _is_lines(start):
        return _made(path, "JSON Lines", _json_lines(path))
    prefix = "item" if start[:1] == b"[" else _prefix(path)
    return _made(path, f"JSON, {prefix}", _objects(path, prefix))


def _is_lines(start: bytes) -> bool:
    """Whether the first line is a whole object and the second begins another."""
    first, _, rest = start.partition(b"\n")
    try:
        return isinstance(json.loads(first), dict) and rest.lstrip()[:1] == b"{"
    except (ValueError, RecursionError):
        return False


def is_of_reports(path: Path) -> bool:
    """Whether JSON Lines are reports (`geodata.read.text`) or no JSON at all, rather than rows."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as stream:
        line = stream.readline(MAX_LINE_CHARS)
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return True
    return not isinstance(value, dict) or "text" in value or len(value) < 2


def _made(path: Path, form: str, lines: Iterator[Line]) -> Table:
    first = list(islice(lines, _FIRST_OBJECTS))
    rows = [row for _, row in first if not isinstance(row, Unusable)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not first:
        raise UnreadableFile(path, "it has no objects: a table is a list of objects")
    columns_of(path, names)
    return Table(str(path), form, tuple(names), chain(first, lines))


def _json_lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as stream:
        number = 0
        while line := stream.readline(MAX_LINE_CHARS + 1):
            number += 1
            if len(line) > MAX_LINE_CHARS:
                while line and not line.endswith("\n"):
                    line = stream.readline(MAX_LINE_CHARS + 1)
                yield number, Unusable("", "", f"longer than {MAX_LINE_CHARS:,} characters")
            elif line.strip():
                yield number, _line(line)


def _line(line: str) -> Mapping[str, Any] | Unusable:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        return Unusable("", line, f"not JSON ({type(trouble).__name__})")
    return _row(value)


def _prefix(path: Path) -> str:
    """Where the list of rows stands in an object: its first list of objects."""
    with path.open("rb") as stream:
        try:
            for prefix, kind, _ in ijson.parse(Bounded(stream, path)):
                if kind == "start_map" and prefix.endswith("item"):
                    return str(prefix)
        except JSONError as trouble:
            raise UnreadableFile(path, f"it is no JSON ({trouble})") from trouble
    raise UnreadableFile(path, "it has no list of objects: a table is a list of objects")


def _objects(path: Path, prefix: str) -> Iterator[Line]:
    """The objects of a list; what follows a break is lost, and said to be."""
    number = 0
    with path.open("rb") as stream:
        bounded = Bounded(stream, path)
        try:
            for number, value in enumerate(ijson.items(bounded, prefix, use_float=True), start=1):
                bounded.start_anew()
                yield number, _row(value)
        except JSONError as trouble:
            reason = f"the JSON breaks off here, nothing after it can be read ({trouble})"
            yield number + 1, Unusable("", "", " ".join(reason.split())[:200])


def _row(value: Any) -> Mapping[str, Any] | Unusable:
    if not isinstance(value, dict):
        return Unusable("", value, "no object with names and values")
    if value.get("type") == "Feature":
        value = _feature(value)
    return {
        name: json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict) else cell
        for name, cell in value.items()
    }


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    row = dict(properties) if isinstance(properties, dict) else {}
    if "id" in feature:
        row.setdefault("id", feature["id"])
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        point = geometry.get("coordinates")
        if isinstance(point, list) and len(point) >= 2:
            row["longitude"], row["latitude"] = point[:2]
    return row


def _parquet(path: Path) -> Table:
    try:
        file = pq.ParquetFile(path)
        columns = columns_of(path, list(file.schema_arrow.names))
    except (pa.ArrowException, OSError) as trouble:
        raise UnreadableFile(path, f"it is no Parquet file ({trouble})") from trouble
    return Table(str(path), "Parquet", columns, _parquet_rows(file, columns))


def _parquet_rows(file: Any, columns: tuple[str, ...]) -> Iterator[Line]:
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_TOGETHER, use_threads=False):
            cells = [column.to_pylist() for column in batch.columns]
            for values in zip(*cells, strict=True):
                number += 1
                yield number, dict(zip(columns, values, strict=True))
    except (pa.ArrowException, OSError, UnicodeDecodeError) as trouble:
        reason = f"the file breaks off here, nothing after it can be read ({trouble})"
        yield number + 1, Unusable("", "", " ".join(reason.split())[:200])
