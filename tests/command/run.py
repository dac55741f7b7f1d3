"""Runs the command as a person would: a process of its own, on a data folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAYDAN = [
    sys.executable,
    *("-W", "error"),
    # ibis 12 calls a name that DuckDB 2.0 is about to retire.
    *("-W", "ignore:fetch_arrow_table:DeprecationWarning"),
    *("-m", "dashboard.cli"),
]
TOWNS = ("Shiraz", "Tabriz", "Rasht", "Kerman", "Arak", "Dezful", "Bushehr", "Zanjan")
ACTORS = ("Teachers", "Truck drivers", "Retirees", "Steel workers", "Nurses")
DEEDS = ("went on strike", "rallied outside the county hall", "held a sit-in")


@dataclass(frozen=True)
class Answer:
    """What a run wrote, and how it ended."""

    code: int
    out: str
    error: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def errors(self) -> list[str]:
        return self.error.splitlines()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    def refuses(self, *words: str) -> None:
        """Bad input: nothing on standard output, one line that holds the words, code 2."""
        assert (self.code, self.out) == (2, ""), self
        assert len(self.errors) == 1, self.error
        assert self.error.startswith("maydan: "), self.error
        for word in words:
            assert word in self.error, self.error


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "MAYDAN_DATA": str(data), "COLUMNS": "80"}


def maydan(*words: str | Path, data: Path, given: str | bytes = b"") -> Answer:
    """Run the command; `given` is its standard input."""
    done = subprocess.run(
        [*MAYDAN, *map(str, words)],
        env=environment(data),
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        check=False,
        timeout=120,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in answer.error, answer.error
    return answer


def captions(n_captions: int) -> list[str]:
    """Captions of one event each, all different."""
    return [
        f"{TOWNS[n % 8]}, Iran. March {n % 28 + 1}, {2012 + n % 11}. "
        f"{ACTORS[n % 5]} {DEEDS[n % 3]}, their round number {n}."
        for n in range(n_captions)
    ]


def json_lines(reports: Iterable[dict[str, Any] | str]) -> str:
    """A `.jsonl` file; a string is a line as it is."""
    return "".join(
        (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n"
        for line in reports
    )
