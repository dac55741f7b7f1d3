"""A Telegram export (`result.json`, from "Export chat history") becomes reports: one a message.

The file is streamed, so that its length does not matter. A message's words may be one string
or a list of parts; those without words (photographs, service messages) are passed over. The day
is taken from `date_unixtime` in Iran's time, because `date` is the local time of whoever
exported; only where it lacks does `date` count. A forwarded text that stands twice is one
report with one source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import ijson
from ijson.common import JSONError

from geodata.errors import UnreadableFile
from geodata.model import Report
from geodata.read.bounded import Bounded
from geodata.read.text import MAX_LINE_CHARS, Unused

IRAN = ZoneInfo("Asia/Tehran")
_HEAD_BYTES = 100_000
_SHOWN_CHARS = 80


def is_export(path: str | Path) -> bool:
    """Whether a file is such an export, by its suffix and what it begins with."""
    if Path(path).suffix.casefold() != ".json":
        return False
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError:
        return False
    return b'"messages"' in head


def reports(
    path: str | Path,
    *,
    published: date | None = None,
    unused: list[Unused] | None = None,
) -> Iterator[Report]:
    """The messages with words, in order; `published` holds for those without a day.

    A message that cannot be used is appended to `unused`, its number in place of a line.
    Raises UnreadableFile, before any message is given, if the file cannot be opened or is cut
    off, nested too deep or holds a message larger than the limit.
    """
    set_aside = unused if unused is not None else []
    try:
        with Path(path).open("rb") as stream:
            source = _name(Bounded(stream, Path(path))) or Path(path).stem
            stream.seek(0)
            bounded = Bounded(stream, Path(path))
            for number, message in enumerate(ijson.items(bounded, "messages.item"), start=1):
                bounded.start_anew()
                try:
                    report = _report(message, source, published)
                except (ValueError, TypeError, OverflowError) as trouble:
                    shown = str(message)[:_SHOWN_CHARS]
                    set_aside.append(Unused(str(path), number, "message", shown, str(trouble)))
                    continue
                if report is not None:
                    yield report
    except (OSError, JSONError) as trouble:
        raise UnreadableFile(path, f"it is no whole Telegram export ({trouble})") from trouble


def _name(stream: Bounded) -> str:
    """The name of the chat; reads to the end, and so finds a file that is cut off."""
    found = ""
    for prefix, kind, value in ijson.parse(stream):
        if prefix == "name" and kind == "string":
            found = str(value)
        elif prefix == "messages.item" and kind == "end_map":
            stream.start_anew()
    return found


def _report(message: Any, source: str, published: date | None) -> Report | None:
    if not isinstance(message, Mapping):
        raise TypeError("a message is an object with id, date and text")
    text = _words(message.get("text") or message.get("text_entities") or "").strip()
    if not text:
        return None
    if len(text) > MAX_LINE_CHARS:
        raise ValueError(f"a message may have {MAX_LINE_CHARS:,} characters")
    return Report(
        text,
        source=source,
        published=_day(message) or published,
        dataset="telegram",
        dataset_row_id=str(message.get("id") or ""),
    )


def _words(text: Any) -> str:
    """The words of a string, or of a list of strings and `{"type": …, "text": …}`."""
    if isinstance(text, str):
        return text
    if isinstance(text, Mapping):
        return _words(text.get("text") or "")
    if isinstance(text, list):
        return "".join(map(_words, text))
    raise TypeError(f"text is a string or a list of parts, not {type(text).__name__}")


def _day(message: Mapping[str, Any]) -> date | None:
    seconds, local = message.get("date_unixtime"), message.get("date")
    if seconds:
        return datetime.fromtimestamp(int(seconds), UTC).astimezone(IRAN).date()
    return datetime.fromisoformat(str(local)).date() if local else None
