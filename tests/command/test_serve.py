"""`maydan serve`: says where it is, and ends when it is told to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command.run import environment, maydan

SAID = re.compile(r"Maydan is at (http://127\.0\.0\.1:(\d+)) \(Ctrl\+C stops it\)\n")


@contextmanager
def served(data: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and its address."""
    with subprocess.Popen(
        # Streamlit and what it stands on warn of themselves; that is not ours to fail on.
        [sys.executable, "-m", "dashboard.cli", *words, "--no-browser"],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            said = SAID.fullmatch(process.stdout.readline())
            assert said, "it did not say where it is"
            yield process, said[1]
        finally:
            process.kill()


@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("--port", "0")])
@pytest.mark.parametrize(("ending", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_cleanly(
    tmp_path: Path, words: tuple[str, ...], ending: signal.Signals, code: int
) -> None:
    with served(tmp_path, *words) as (process, address):
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
        process.send_signal(ending)
        out, error = process.communicate(timeout=30)
        assert (process.returncode, out) == (code, "")
        assert "Traceback" not in error


def test_a_busy_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        maydan("serve", "--port", port, "--no-browser", data=tmp_path).refuses(
            f"--port {port}: cannot listen there", "0 for a free one"
        )


def test_the_usual_port_is_left_to_who_has_it(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8501))
            other.listen()
        except OSError:
            pass  # somebody has it already, which does as well
        with served(tmp_path) as (_, address):
            assert not address.endswith(":8501")


def test_an_address_that_is_not_ours(tmp_path: Path) -> None:
    maydan("serve", "--host", "192.0.2.1", "--no-browser", data=tmp_path).refuses(
        "--host 192.0.2.1: cannot listen there"
    )
