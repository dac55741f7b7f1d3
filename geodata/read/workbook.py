"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): the first sheet with rows, or the one that is named.

A workbook is read whole, so its size is bounded before it is unpacked: by what its parts hold,
which is counted and not believed, and by the area of its sheets, since one cell at the far
corner makes sixteen thousand million empty ones. Formulas come as the values that were saved.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from geodata.errors import UnknownValue, UnreadableFile
from geodata.read.table import Form, Line, Table, columns_of
from geodata.read.values import written

MAX_UNPACKED_BYTES = 400_000_000
MAX_CELLS = 20_000_000
MAX_PARTS = 5_000
_BLOCK_BYTES = 1 << 20
_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_REPEATED = re.compile(rb'number-(columns|rows)-repeated="([0-9]+)"[^>]*[^/]>')
"""Of cells and rows that hold something: those without end in "/>"."""

_FIRST_ROWS = 50
_SAVE = "save it as CSV, which may have any length"


def table(path: Path, form: Form) -> Table:
    """The table of one sheet."""
    if path.suffix.casefold() != ".xls":
        _check(path)
    try:
        sheet = _sheet(path, CalamineWorkbook.from_path(str(path)), form.sheet)
        rows = _numbered(sheet)
    except (CalamineError, OSError, ValueError) as trouble:
        if isinstance(trouble, UnreadableFile | UnknownValue):
            raise
        raise UnreadableFile(path, f"no workbook, or it is locked or broken ({trouble})") from None
    number, names = _header(path, rows)
    columns = columns_of(path, names)
    return Table(
        str(path), f"workbook, sheet {sheet.name!r}", columns, _rows(rows, number, columns)
    )


def _check(path: Path) -> None:
    """Refuse what would not fit into memory, before it is unpacked there."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise UnreadableFile(path, f"it has {len(parts):,} parts: no table is made so")
            left = MAX_UNPACKED_BYTES
            for part in parts:
                left -= _measured(path, archive, part, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as trouble:
        raise UnreadableFile(path, f"no workbook, or it is locked or broken ({trouble})") from None


def _measured(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """How much a part holds; UnreadableFile as soon as it is too much."""
    n_bytes, n_columns, n_rows, n_repeated, tail = 0, 0, 0, 1, b""
    is_sheet = part.filename.startswith("xl/worksheets/")
    is_ods = part.filename == "content.xml"
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK_BYTES):
            n_bytes += len(block)
            if n_bytes > left:
                limit = f"{MAX_UNPACKED_BYTES // 1_000_000} MB"
                raise UnreadableFile(path, f"unpacked it is larger than {limit}: {_SAVE}")
            block, tail = tail + block, block[-64:]
            if is_sheet:
                for letters, digits in _CELL.findall(block):
                    n_columns = max(n_columns, _column(letters))
                    n_rows = max(n_rows, int(digits))
            elif is_ods:
                n_repeated += sum(int(n) for _, n in _REPEATED.findall(block))
            if n_columns * n_rows > MAX_CELLS or n_repeated > MAX_CELLS:
                raise UnreadableFile(
                    path, f"a sheet reaches over more than {MAX_CELLS:,} cells: {_SAVE}"
                )
    return n_bytes


def _column(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(path: Path, book: CalamineWorkbook, name: str) -> CalamineSheet:
    if name and name not in book.sheet_names:
        raise UnknownValue("--sheet", name, book.sheet_names)
    for each in [name] if name else book.sheet_names:
        sheet = book.get_sheet_by_name(each)
        if sheet.total_height:
            return sheet
    raise UnreadableFile(path, "it is empty: no sheet has any rows")


def _numbered(sheet: CalamineSheet) -> list[tuple[int, list[object]]]:
    rows = sheet.to_python(skip_empty_area=False)
    return [(n, list(row)) for n, row in enumerate(rows, start=1) if any(c != "" for c in row)]


def _header(path: Path, rows: list[tuple[int, list[object]]]) -> tuple[int, list[str]]:
    """Number and names of the header: the first row that is nearly as wide as any."""
    if not rows:
        raise UnreadableFile(path, "it is empty: no sheet has any rows")
    first = rows[:_FIRST_ROWS]
    widest = max(sum(cell != "" for cell in row) for _, row in first)
    number, row = next(each for each in first if sum(cell != "" for cell in each[1]) > widest / 2)
    while row and row[-1] == "":
        row.pop()
    return number, [written(cell) for cell in row]


def _rows(
    rows: list[tuple[int, list[object]]], header: int, columns: tuple[str, ...]
) -> Iterator[Line]:
    for number, row in rows:
        if number > header:
            yield number, dict(zip(columns, row, strict=False))
