"""From bytes to text: which encoding a file has, or that it is no text.

Read are UTF-8 and UTF-16 (with a byte order mark, or evident without), UTF-32 with a mark,
and the two code pages in which older English and Persian texts are kept: Windows-1252, of
which Latin-1 is the part without curly quotes, and Windows-1256.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMS = (
    (b"%PDF", "a PDF document: copy its text into a .txt file"),
    (b"PK\x03\x04", "a zip archive (or .docx, .xlsx, .odt): save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file: save its text as .txt"),
    (b"\x89PNG", "a picture: Maydan reads text only"),
    (b"\xff\xd8\xff", "a picture: Maydan reads text only"),
    (b"GIF8", "a picture: Maydan reads text only"),
    (b"\x1f\x8b", "compressed: unpack it first"),
    (b"PAR1", "a Parquet table, not a text"),
)
_SAMPLE_BYTES = 65536
_BLOCK_BYTES = 1 << 20
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_RUN = re.compile(rb"[\xc0-\xff\x81\x8d\x8e\x90\x98\x9a\x9f]{2,}")
_LETTER = re.compile(rb"[A-Za-z\xc0-\xff\x81\x8d\x8e\x90\x98\x9a\x9f]")
_REPLACEMENT = "\ufffd"


class NotText(ValueError):
    """Bytes that are no text; the message says what they seem to be and what to do."""


def decoded(content: bytes) -> str:
    """The text of a file's bytes, or NotText."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    refuse_forms(content)
    if evident := _evident_utf16(content[:_SAMPLE_BYTES]):
        return content.decode(evident, "replace")
    refuse_controls(content)
    return _utf8(content) or content.decode(*_code_page(content[:_SAMPLE_BYTES]))


def refuse_forms(content: bytes) -> None:
    """NotText if the bytes begin as a file of another kind does."""
    for start, form in _FORMS:
        if content.startswith(start):
            raise NotText(f"this is {form}")


def refuse_controls(content: bytes) -> None:
    """NotText if there are bytes that no text in an 8-bit encoding has."""
    if _CONTROLS.search(content):
        raise NotText("this is no text (it has control bytes): save it as plain text in UTF-8")


def _utf8(content: bytes) -> str | None:
    """The text if it is UTF-8, be it with a rare broken character; else None."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    n_whole = sum(1 for char in text if char > "\x7f" and char != _REPLACEMENT)
    return text if n_whole > 10 * text.count(_REPLACEMENT) else None


def _evident_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: one byte of nearly each pair is 0 (Latin) or 6 (Persian)."""
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        n_usual = high.count(0) + high.count(6) + high.count(0x20)
        if n_usual >= 0.9 * len(high) and "\x00" not in sample.decode(encoding, "replace"):
            return encoding
    return None


def _code_page(sample: bytes) -> tuple[str, str]:
    """Windows-1256 where most letters are high bytes in runs, as Persian's are."""
    n_letters = len(_LETTER.findall(sample))
    n_in_runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
    if n_in_runs > 0.4 * n_letters:
        return "windows-1256", "replace"
    is_whole = not set(sample) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return ("windows-1252" if is_whole else "latin-1"), "replace"


def encoding_of(stream: BinaryIO) -> str:
    """The encoding of a long text, which is read through once and not kept; NotText if none.

    UTF-8 if all of it is, or all but a rare character; else what its first bytes outside ASCII
    look like.
    """
    start = stream.read(_SAMPLE_BYTES)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    refuse_forms(start)
    if evident := _evident_utf16(start):
        return evident
    refuse_controls(start.split(b"\n", 1)[0][:_SAMPLE_BYTES])
    decoder, block = codecs.getincrementaldecoder("utf-8")(), start
    while block:
        try:
            decoder.decode(block)
        except UnicodeDecodeError:
            return "utf-8" if _utf8(block) is not None else _code_page(_with_high_bytes(block))[0]
        block = stream.read(_BLOCK_BYTES)
    return "utf-8"


def _with_high_bytes(block: bytes) -> bytes:
    """The lines that are not plain ASCII: the others would outvote them."""
    lines = (line for line in block.split(b"\n") if not line.isascii())
    return b"\n".join(lines)[:_SAMPLE_BYTES]
