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
_ODS = re.compile(rb"<[\w-]+:(?:table-(row)([^>]*)|(?:covered-)?table-cell([^>]*)(?<!/))>")
"""Of OpenDocument: a row, or a cell that holds something, since it is not closed at once."""
_TIMES = re.compile(rb'-repeated="([0-9]{1,12})"')
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
    n_bytes, area = 0, _area_of(part.filename)
    with archive.open(part) as stream:
        tail = b""
        while block := stream.read(_BLOCK_BYTES):
            n_bytes += len(block)
            if n_bytes > left:
                limit = f"{MAX_UNPACKED_BYTES // 1_000_000} MB"
                raise UnreadableFile(path, f"unpacked it is larger than {limit}: {_SAVE}")
            block = tail + block
            at = max(block.rfind(b"<"), len(block) - _BLOCK_BYTES)
            block, tail = block[:at], block[at:]
            if area.with_more(block) > MAX_CELLS:
                reason = f"a sheet reaches over more than {MAX_CELLS:,} cells: {_SAVE}"
                raise UnreadableFile(path, reason)
        if area.with_more(tail) > MAX_CELLS:
            raise UnreadableFile(path, f"it has more than {MAX_CELLS:,} cells: {_SAVE}")
    return n_bytes


class _Area:
    """Of a part that is no sheet: nothing."""

    def with_more(self, block: bytes) -> int:
        """The cells of the part, as far as it has been seen."""
        return 0


class _SheetArea(_Area):
    """Of a sheet of Excel's: from its first cell to the farthest."""

    def __init__(self) -> None:
        self.n_columns = self.n_rows = 0

    def with_more(self, block: bytes) -> int:
        for letters, digits in _CELL.findall(block):
            self.n_columns = max(self.n_columns, _column(letters))
            self.n_rows = max(self.n_rows, int(digits))
        return self.n_columns * self.n_rows


class _OdsArea(_Area):
    """Of an OpenDocument: its cells with their repetitions."""

    def __init__(self) -> None:
        self.n_cells, self.n_rows = 0, 1

    def with_more(self, block: bytes) -> int:
        for row, of_row, of_cell in _ODS.findall(block):
            found = _TIMES.search(of_row or of_cell)
            times = int(found[1]) if found else 1
            if row:
                self.n_rows = times
            else:
                self.n_cells += times * self.n_rows
        return self.n_cells


def _area_of(part: str) -> _Area:
    if part.startswith("xl/worksheets/"):
        return _SheetArea()
    return _OdsArea() if part == "content.xml" else _Area()


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
