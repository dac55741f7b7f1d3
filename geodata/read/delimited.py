"""CSV and its relations: encoding, delimiter and header are found out, rows are streamed.

GDELT's files have no header; they are known by their first line and get GDELT's names.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from geodata.errors import UnknownValue, UnreadableFile
from geodata.read import datasets, gdelt
from geodata.read.cells import Unusable
from geodata.read.decode import NotText, encoding_of
from geodata.read.table import Form, Line, Table, columns_of
from geodata.read.text import MAX_LINE_CHARS

_DELIMITERS = (",", "\t", ";", "|")
_NAMED = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
_SAMPLE_LINES = 50
_SAMPLE_CHARS = 1 << 19
_MOST_BEFORE_HEADER = 10


_HALF = "maydan-half"
"""How a byte that is not in the encoding is kept: as half a character, which no text has."""
codecs.register_error(_HALF, lambda error: ("\udcff", _end(error)))


def _end(error: UnicodeError) -> int:
    assert isinstance(error, UnicodeDecodeError)
    return error.end


def table(path: Path, form: Form) -> Table:
    """The table of a text file."""
    encoding = form.encoding or _encoding(path)
    lines = _Lines(path, encoding)
    sample = list(islice(lines, _SAMPLE_LINES))
    if not any(line.strip() for line in sample):
        raise UnreadableFile(path, "it is empty: there is nothing to read")
    if columns := gdelt.columns(sample[0]):
        rows = _rows(lines.again(), "\t", columns, is_plain=True)
        return Table(str(path), f"tab-separated, no header, {encoding}", columns, rows, False)
    delimiter = _delimiter(form.delimiter) or _likely(sample)
    n_before, names = _header(path, sample, delimiter)
    columns = columns_of(path, names)
    rows = _rows(lines.again(), delimiter, columns, n_before)
    said = {"\t": "tab"}.get(delimiter, delimiter)
    return Table(str(path), f"text, delimiter {said!r}, {encoding}", columns, rows)


def is_known(path: Path) -> bool:
    """Whether a text begins as a known dataset does: then it is a table whatever its name."""
    try:
        line = next(iter(_Lines(path, _encoding(path))), "")
    except (UnreadableFile, OSError):
        return False
    if gdelt.columns(line):
        return True
    names = next(csv.reader([line.lstrip("\ufeff")], delimiter=_likely([line])), [])
    return datasets.recognised(name.strip() for name in names) is not datasets.ANY


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        try:
            return encoding_of(stream)
        except NotText as trouble:
            raise UnreadableFile(path, str(trouble)) from trouble


def _delimiter(given: str) -> str:
    found = _NAMED.get(given, given)
    if len(found) > 1:
        raise UnknownValue("--delimiter", given, ["one character", *_NAMED])
    return found


class _Lines:
    """The lines of a text, each cut where it grows past what a line may have."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path, self.encoding = path, encoding
        self.n_read = 0
        self.too_long: set[int] = set()

    def again(self) -> _Lines:
        return _Lines(self.path, self.encoding)

    def __iter__(self) -> Iterator[str]:
        try:
            stream = self.path.open(encoding=self.encoding, errors=_HALF, newline="")
        except LookupError:
            raise UnknownValue(
                "--encoding", self.encoding, ["utf-8", "utf-16", "windows-1256", "windows-1252"]
            ) from None
        with stream:
            while line := stream.readline(MAX_LINE_CHARS + 1):
                self.n_read += 1
                if len(line) > MAX_LINE_CHARS and not line.endswith("\n"):
                    self._skip(stream)
                    line = line[:1] + "\n"
                yield line

    def _skip(self, stream: io.TextIOWrapper) -> None:
        self.too_long.add(self.n_read)
        while (rest := stream.readline(MAX_LINE_CHARS + 1)) and not rest.endswith("\n"):
            pass


def _likely(sample: list[str]) -> str:
    """The delimiter that cuts most lines into the same, large number of cells."""
    text = "".join(sample)[:_SAMPLE_CHARS].splitlines(keepends=True)

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(text, delimiter=delimiter) if row)
        except csv.Error:
            return 0, 0
        width, n_rows = widths.most_common(1)[0] if widths else (1, 0)
        return (n_rows / widths.total() if width > 1 else 0), width

    return max(_DELIMITERS, key=fit)


def _header(path: Path, sample: list[str], delimiter: str) -> tuple[int, list[str]]:
    """The names, and how many lines stand before them: titles, which have fewer cells."""
    try:
        rows = list(csv.reader(sample, delimiter=delimiter))
    except csv.Error as trouble:
        raise UnreadableFile(path, f"its header cannot be read ({trouble})") from trouble
    widest = max(sum(bool(cell.strip()) for cell in row) for row in rows)
    for n_before, row in enumerate(rows[:_MOST_BEFORE_HEADER]):
        n_named = sum(bool(cell.strip()) for cell in row)
        if n_named > widest / 2:
            return n_before, row
    return 0, rows[0]


def _rows(
    lines: _Lines,
    delimiter: str,
    columns: tuple[str, ...],
    n_before: int = -1,
    is_plain: bool = False,
) -> Iterator[Line]:
    """Rows by column; `n_before` are the records before the header, -1: there is none."""
    if is_plain:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    n_columns, n_skipped = len(columns), 0
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            reason = f"its quotation marks or length are not those of a table ({trouble})"
            yield start, Unusable("", "", reason)
            continue
        if n_skipped <= n_before:
            n_skipped += 1
            continue
        if len(row) == n_columns and not lines.too_long:
            if any(row):
                yield start, dict(zip(columns, row, strict=True))
            continue
        if not any(row):
            continue
        if not lines.too_long.isdisjoint(range(start, reader.line_num + 1)):
            reason = f"longer than {MAX_LINE_CHARS:,} characters"
            yield start, Unusable("", "".join(row), reason)
        elif len(row) < n_columns or any(row[n_columns:]):
            reason = f"it has {len(row)} cells, and the header has {n_columns}"
            yield start, Unusable("", delimiter.join(row[:4]), reason)
        else:
            yield start, dict(zip(columns, row, strict=False))
