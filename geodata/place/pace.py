"""One request a second for the whole application: all processes of a person wait in one line.

When the next request may start stands in a small file of the user's cache folder. Whoever wants
to ask takes the file's lock, waits until then, and writes the next moment down.
"""

from __future__ import annotations

import time
from pathlib import Path

import platformdirs
from filelock import FileLock

from geodata.errors import LookupTrouble, QuotaTrouble

MIN_DELAY_SECONDS = 1.0
"""Nominatim's usage policy: at most one request a second for the whole application."""
LONGEST_WAIT_SECONDS = 60.0
"""A service that wants us to wait longer is not waited for."""


class Pace:
    """Lets a request pass when enough time has gone by since the last one of any process."""

    def __init__(
        self, min_delay_seconds: float = MIN_DELAY_SECONDS, path: Path | None = None
    ) -> None:
        self._delay = min_delay_seconds
        self._path = path or platformdirs.user_cache_path("maydan") / "online.pace"

    def wait(self) -> None:
        """Return when a request may start.

        Raises QuotaTrouble if a service asked for a longer wait than `LONGEST_WAIT_SECONDS`,
        LookupTrouble if the file cannot be written: without it the pace cannot be kept.
        """
        if not self._delay:
            return
        try:
            with self._lock():
                wait = self._next() - time.time()
                if wait > LONGEST_WAIT_SECONDS:
                    raise QuotaTrouble(f"it asked to wait {_said(wait)}")
                # A clock set back must not hold us for long.
                time.sleep(max(0.0, wait))
                self._write(time.time() + self._delay)
        except OSError as trouble:
            if isinstance(trouble, LookupTrouble):
                raise
            why = f"{self._path} cannot be written ({trouble.strerror or trouble})"
            raise LookupTrouble(f"{why}: it holds the pace of one request a second") from trouble

    def hold(self, seconds: float) -> None:
        """No request of any process before so many seconds have gone by."""
        if self._delay:
            with self._lock():
                self._write(max(self._next(), time.time() + seconds))

    def _lock(self) -> FileLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(f"{self._path}.lock")

    def _next(self) -> float:
        """Seconds since 1970; now, if nobody asked yet or the file is damaged."""
        try:
            return float(self._path.read_text("ascii"))
        except FileNotFoundError:
            return time.time()
        except ValueError:
            return time.time() + self._delay

    def _write(self, moment: float) -> None:
        self._path.write_text(f"{moment:.3f}", "ascii")


def _said(seconds: float) -> str:
    return f"{seconds / 60:,.0f} minutes" if seconds > 90 else f"{seconds:.0f} seconds"
