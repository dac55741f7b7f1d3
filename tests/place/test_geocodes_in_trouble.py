"""The cache file while processes are killed, the disk is full or the folder read-only."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import pytest

from geodata.model import Place
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes

N_KILLS = 12
N_BYTES = 48_000
"""Room on the small disk: for a file of some 200 lines and its copy."""

WRITER = """
import os, resource, sys
from pathlib import Path
from geodata.errors import TableTrouble
from geodata.model import Place
from geodata.place.geocode_lines import Geocode
from geodata.place.geocodes import Geocodes

path, name, limit, user = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if user:
    os.seteuid(user)
try:
    for number in range(5000):
        place = Place(name, latitude=float(number % 90), longitude=0.0, geo_precision="town")
        Geocodes(path).add([Geocode(f"{name} {number}", place, source="test", note="x" * 40)])
        print(number, flush=True)
except TableTrouble as trouble:
    print(trouble, flush=True)
"""


def writer(path: Path, name: str, limit: int = 0, user: int = 0) -> subprocess.Popen[str]:
    """A process that adds an answer after the other and says the number of each."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(limit), str(user)],
        stdout=subprocess.PIPE,
        text=True,
    )


def others(path: Path) -> set[str]:
    """What lies beside the file and its lock."""
    return {each.name for each in path.parent.iterdir()} - {path.name, f"{path.name}.lock"}


def test_a_kill_at_any_moment_loses_no_answer(tmp_path: Path) -> None:
    path, chosen, n_said = tmp_path / "geocodes.csv", random.Random(4), 0
    for kill in range(N_KILLS):
        with writer(path, f"run {kill}") as process:
            assert process.stdout
            for _ in range(chosen.randint(1, 40)):
                process.stdout.readline()
                n_said += 1
            process.kill()
            # What it could still say before it ended.
            n_said += len(process.stdout.read().splitlines())
        cache = Geocodes(path)
        assert cache.problems() == []
        assert n_said <= len(cache.all()) <= n_said + kill + 1
    Geocodes(path).add([Geocode("last", Place(placed_by="not_found"), source="test")])
    assert others(path) == set()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A folder with little room: a small file system of its own where we may mount one; else
    any folder, with the greatest length of a file that the writer may make."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={N_BYTES}", "tmpfs", str(disk)]
    with suppress(FileNotFoundError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            try:
                yield disk, 0
            finally:
                subprocess.run(["umount", str(disk)], check=True)
            return
    yield disk, N_BYTES // 2


@pytest.mark.parametrize("is_by_limit", [False, True])
def test_a_full_disk_leaves_the_file_whole(
    small_disk: tuple[Path, int], tmp_path: Path, is_by_limit: bool
) -> None:
    folder, limit = (tmp_path, N_BYTES // 2) if is_by_limit else small_disk
    path = folder / "geocodes.csv"
    with writer(path, "name", limit) as process:
        *numbers, trouble = process.communicate(timeout=60)[0].splitlines()
    assert len(numbers) > 20
    assert trouble.startswith(f"{path}: ") and trouble.endswith("; it stands as it was"), trouble
    cache = Geocodes(path)
    assert (len(cache.all()), cache.problems()) == (len(numbers), [])
    assert others(path) <= {"disk"}


def test_two_writers_on_a_full_disk(small_disk: tuple[Path, int]) -> None:
    folder, limit = small_disk
    path = folder / "geocodes.csv"
    running = [writer(path, name, limit) for name in ("a", "b")]
    said = [each.communicate(timeout=60)[0].splitlines() for each in running]
    assert sum(len(lines) - 1 for lines in said) == len(Geocodes(path).all())
    assert Geocodes(path).problems() == []


@pytest.fixture
def read_only() -> Iterator[tuple[Path, int]]:
    """A folder with a file that the user of that number may read and not write."""
    folder = Path(tempfile.mkdtemp(prefix="maydan-"))
    path = folder / "geocodes.csv"
    Geocodes(path).add([Geocode("a", Place(placed_by="not_found"), source="test")])
    path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
    folder.chmod(0o555)
    yield path, 65534 if os.geteuid() == 0 else 0
    folder.chmod(0o755)
    rmtree(folder)


def test_a_read_only_folder_is_told_and_read(read_only: tuple[Path, int]) -> None:
    path, user = read_only
    before = path.read_bytes()
    with writer(path, "name", user=user) as process:
        (trouble,) = process.communicate(timeout=60)[0].splitlines()
    assert trouble == f"{path}: Permission denied; it stands as it was"
    assert path.read_bytes() == before
    assert Geocodes(path).get("a") is not None
