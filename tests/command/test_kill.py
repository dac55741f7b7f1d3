"""A killed `maydan ingest` leaves all of a file or none of it, and the next run completes it."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from deltalake import DeltaTable

from geodata import pipeline
from geodata.store.folder import DataFolder
from tests.command.run import MAYDAN, captions, environment, maydan

N_KILLS = 20
N_CAPTIONS = 300
N_TOGETHER = 2
LOOK_EVERY_SECONDS = 0.002
Moment = tuple[bool, float]
"""Seconds, counted from the start or, if true, from when the first table appears."""


def ended(process: subprocess.Popen[bytes], within_seconds: float) -> bool:
    try:
        process.wait(within_seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def follow(file: Path, data: Path, then: Callable[[subprocess.Popen[bytes]], None]) -> float:
    """Start an ingest and do something when its first table appears; seconds until then."""
    started = monotonic()
    with subprocess.Popen(
        [*MAYDAN, "ingest", file], env=environment(data), stdout=subprocess.DEVNULL
    ) as process:
        while not (data / "reports").exists() and not ended(process, LOOK_EVERY_SECONDS):
            pass
        appeared = monotonic() - started
        then(process)
    return appeared


def measured(file: Path, data: Path) -> tuple[float, float]:
    """Seconds of a whole run: until the first table appears, and from then on."""
    started = monotonic()
    until = follow(file, data, lambda process: ended(process, 60))
    return until, monotonic() - started - until


def killed(file: Path, data: Path, moment: Moment) -> None:
    is_storing, seconds = moment

    def kill(process: subprocess.Popen[bytes]) -> None:
        if not ended(process, seconds):
            process.kill()

    if is_storing:
        follow(file, data, kill)
    else:
        with subprocess.Popen([*MAYDAN, "ingest", file], env=environment(data)) as process:
            kill(process)


def n_stored(data: Path) -> int:
    if not DeltaTable.is_deltatable(str(data / "events")):
        return 0
    return DeltaTable(str(data / "events")).to_pyarrow_table().num_rows


def test_twenty_kills(tmp_path: Path) -> None:
    file = tmp_path / "captions.txt"
    file.write_text("\n\n".join(captions(N_CAPTIONS)), encoding="utf-8")
    reading_seconds, storing_seconds = measured(file, tmp_path / "whole")
    assert n_stored(tmp_path / "whole") == N_CAPTIONS

    # A third while it starts and reads, the others while it writes, where harm could be done.
    rng = random.Random(20)
    moments = [
        (False, rng.uniform(0, reading_seconds)) if n % 3 == 0 else
        (True, rng.uniform(0, storing_seconds))
        for n in range(N_KILLS)
    ]  # fmt: skip
    folders = [tmp_path / f"killed-{n}" for n in range(N_KILLS)]
    with ThreadPoolExecutor(N_TOGETHER) as together:
        list(together.map(killed, [file] * N_KILLS, folders, moments))

    for data, moment in zip(folders, moments, strict=True):
        found = n_stored(data)
        assert found in (0, N_CAPTIONS), f"killed at {moment}: {found} events"
        tally = pipeline.Tally()
        pipeline.ingest(str(file), DataFolder.find(data), None, tally)
        assert (tally.n_added, tally.n_already) == (N_CAPTIONS - found, found), moment
        assert n_stored(data) == N_CAPTIONS, moment
        assert DeltaTable(str(data / "reports")).to_pyarrow_table().num_rows == 1, moment

    # The same by the command.
    killed(file, tmp_path / "last", (True, storing_seconds / 2))
    assert maydan("ingest", file, data=tmp_path / "last").code == 0
    assert n_stored(tmp_path / "last") == N_CAPTIONS
