"""Plain text and JSON lines become reports.

A plain text file is one report, however many captions and articles it holds. A `.jsonl` file
holds one report a line: an object with `text` and, if known, `id`, `published`, `url`,
`source`, `language` and `licence`; it is streamed, so its length does not matter. `-` is
standard input, of either form.

Limits, and why: a plain text is one report and so are its events, all in memory at once, some
30 bytes for each of its own; it may have 20 MB (a quarter of a million captions). A line may
have a million characters (a newspaper page has 40,000): longer ones are data of other forms.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from geodata.errors import UnreadableFile
from geodata.model import Report
from geodata.read.decode import NotText, decoded, refuse_controls, refuse_forms

MAX_FILE_BYTES = 20_000_000
MAX_LINE_CHARS = 1_000_000
STANDARD_INPUT = "-"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_FIELDS = ("text", "url", "source", "language", "licence")


@dataclass(frozen=True, slots=True)
class Unused:
    """A line that gave no report: where it stands, which field is at fault, and why."""

    path: str
    line: int
    """Counted from 1."""
    field: str
    """"" where the whole line is at fault."""
    value: str
    """As given, at most its first 80 characters."""
    reason: str


def reports(
    path: str | Path,
    *,
    source: str = "",
    published: date | None = None,
    unused: list[Unused] | None = None,
) -> Iterator[Report]:
    """The reports of a file, or of standard input for `-`.

    `source` and `published` hold for reports that do not tell their own; the source of a file
    is else its name without suffix. Lines that cannot be used are appended to `unused`.
    UnreadableFile tells of a file of which nothing can be used.
    """
    default = Report("", source=source or _stem(path), published=published)
    set_aside = unused if unused is not None else []
    with _opened(path) as stream:
        if _is_json_lines(path, stream):
            yield from _json_lines(path, stream, default, set_aside)
        else:
            yield _plain(path, stream, default)


def report_of(text: str, *, source: str = "", published: date | None = None) -> Report:
    """The report of a text that someone pasted; UnreadableFile if there is none in it."""
    if not text.strip():
        raise UnreadableFile(source or "text", "it is empty: paste the words of a report")
    return Report(_clean(text), source=source, published=published)


def _stem(path: str | Path) -> str:
    return "" if str(path) == STANDARD_INPUT else Path(path).stem


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    """The bytes of a file; whatever the system says against it is an UnreadableFile."""
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as stream:
            yield stream
    except UnreadableFile:
        raise
    except (OSError, ValueError) as trouble:
        raise UnreadableFile(path, _reason(trouble)) from trouble


def _reason(trouble: Exception) -> str:
    if isinstance(trouble, FileNotFoundError):
        return "there is no such file: check the name"
    if isinstance(trouble, IsADirectoryError):
        return "this is a folder: name the files in it"
    if isinstance(trouble, PermissionError):
        return "it may not be read: check its permissions"
    return f"it cannot be opened ({trouble})"


def _is_json_lines(path: str | Path, stream: BinaryIO) -> bool:
    """By the file's name; standard input by how it begins."""
    if str(path) != STANDARD_INPUT:
        return Path(path).suffix.casefold() in (".jsonl", ".ndjson")
    return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"', _peek(stream)) is not None


def _peek(stream: BinaryIO) -> bytes:
    return stream.peek(1) if isinstance(stream, io.BufferedReader) else b""


def _plain(path: str | Path, stream: BinaryIO, default: Report) -> Report:
    content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFile(
            path,
            f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB, the most for one text:"
            " split it, or give one report a line as .jsonl, which has no limit",
        )
    try:
        text = _clean(decoded(content))
    except NotText as trouble:
        raise UnreadableFile(path, str(trouble)) from trouble
    if not text.strip():
        raise UnreadableFile(path, "it is empty: there is nothing to read")
    _check_lines(path, text)
    return _report(default, text=text)


def _check_lines(path: str | Path, text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE_CHARS:
            raise UnreadableFile(
                path,
                f"line {number} has {len(line):,} characters, and {MAX_LINE_CHARS:,} is the"
                " most for one line: break it into paragraphs",
            )


def _report(default: Report, **values: Any) -> Report:
    values = {name: value for name, value in values.items() if value}
    return Report(**{"source": default.source, "published": default.published} | values)


def _clean(text: str) -> str:
    """Without what no file can hold: halves of characters, which JSON can still spell."""
    return _LONE_SURROGATE.sub("\ufffd", text)


class _Bad(ValueError):
    """A line that cannot be used, with the field at fault and its value."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        self.field, self.value, self.reason = field, str(value)[:80], reason
        super().__init__(reason)


def _json_lines(
    path: str | Path, stream: BinaryIO, default: Report, unused: list[Unused]
) -> Iterator[Report]:
    lines = _lines(path, stream)
    first = next(lines, None)
    if first is None:
        raise UnreadableFile(path, "it is empty: there is nothing to read")
    for number, line in enumerate(chain([first], lines), start=1):
        if not line.strip():
            continue
        try:
            yield _report(default, **_fields(line))
        except _Bad as bad:
            unused.append(Unused(str(path), number, bad.field, bad.value, bad.reason))


def _lines(path: str | Path, stream: BinaryIO) -> Iterator[str]:
    """Lines of a stream, at most a little longer than the limit; UTF-8, or UTF-16 by mark."""
    start = _peek(stream)
    is_utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_utf16:
        _check_start(path, start)
    encoding = "utf-16" if is_utf16 else "utf-8-sig"
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="\n")
    try:
        while line := text.readline(MAX_LINE_CHARS + 1):
            yield line
            _skip_rest(text, line)
    finally:
        text.detach()


def _check_start(path: str | Path, start: bytes) -> None:
    """Refuse a file of another kind as one, not line by line."""
    try:
        refuse_forms(start)
        refuse_controls(start.split(b"\n", 1)[0])
    except NotText as trouble:
        raise UnreadableFile(path, str(trouble)) from trouble


def _skip_rest(text: TextIO, line: str) -> None:
    while len(line) > MAX_LINE_CHARS and not line.endswith("\n"):
        line = text.readline(MAX_LINE_CHARS + 1)


def _fields(line: str) -> dict[str, Any]:
    """What a line tells of its report."""
    if len(line) > MAX_LINE_CHARS:
        raise _Bad("", line, f"longer than {MAX_LINE_CHARS:,} characters")
    line = line.strip()
    if any("\udc80" <= char <= "\udcff" for char in line):
        raise _Bad("", line.encode("utf-8", "replace").decode(), "not in UTF-8")
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        raise _Bad("", line, f"not JSON: {_trouble(trouble)}") from trouble
    if not isinstance(given, dict):
        raise _Bad("", line, 'not an object like {"text": "…"}')
    values = {name: _string(given, name) for name in _TEXT_FIELDS}
    if not values["text"].strip():
        raise _Bad("text", given.get("text", ""), "there is no text")
    return values | {"dataset_row_id": _row_id(given), "published": _published(given)}


def _trouble(trouble: Exception) -> str:
    if isinstance(trouble, json.JSONDecodeError):
        return f"{trouble.msg} at character {trouble.pos + 1}"
    return str(trouble)


def _string(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Bad(name, value, "not a string")
    return _clean(value)


def _row_id(given: dict[str, Any]) -> str:
    value = given.get("id")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Bad("id", value, "neither a string nor a number")
    return _clean(str(value))


def _published(given: dict[str, Any]) -> date | None:
    value = given.get("published")
    if value is None or value == "":
        return None
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise _Bad("published", value, "not a date like 2018-07-23") from None
