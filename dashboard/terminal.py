"""How the command talks: lines of JSON out, one line an error, a bar where a person looks on."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from types import FrameType
from typing import Any, NoReturn, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

_T = TypeVar("_T")

# Exit codes, beside 0: as shells have it, 128 and the signal's number for what a signal ends.
FAILED = 1
BAD_INPUT = 2
PIPE_CLOSED = 141
TERMINATED = 143

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_as_json = json.JSONEncoder(ensure_ascii=False, default=str).encode


def prepare() -> None:
    """Standard output in UTF-8 wherever we run; a polite end on SIGTERM.

    Half a character, which a file's name can hold, is written as JSON spells it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    signal.signal(signal.SIGTERM, _end)


def _end(_signal: int, _frame: FrameType | None) -> None:
    # As an exception, so that what is half written is cleared away on the way out.
    raise SystemExit(TERMINATED)


def stop(message: str, code: int) -> NoReturn:
    """Say what is wrong in one line and leave."""
    say(f"maydan: {message}")
    sys.exit(code)


def say(message: str) -> None:
    """One line on standard error, whatever breaks and escape sequences the message holds."""
    print(one_line(message), file=sys.stderr)


def one_line(message: str) -> str:
    """Words that cannot drive the terminal, nor turn the direction of what follows."""
    return " ".join(_CONTROLS.sub(" ", message).split())


def print_json(row: dict[str, Any]) -> None:
    """One object on one line of standard output."""
    sys.stdout.write(_as_json(row) + "\n")


def print_lines(lines: Iterable[Text]) -> None:
    """Lines of words on standard output, coloured where a person looks on."""
    out = Console(highlight=False, soft_wrap=True)
    for line in lines:
        out.print(line)


def leave_pipe() -> None:
    """After the reader of our output has gone (`maydan export … | head`): write no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def watched(what: str, things: Iterable[_T], n_things: int | None = None) -> Iterator[_T]:
    """The same things, counted before a person's eyes: nothing is drawn into a pipe or a file,
    nor where the output itself runs over the same terminal."""
    console = Console(stderr=True)
    if not console.is_terminal or sys.stdout.isatty():
        yield from things
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # Redirecting, which rich does by default, would send our output after the bar.
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        yield from bar.track(things, total=n_things, description=what)
