"""`maydan geocode --online` against a server on this machine: pace, outage, and going on."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.command.run import MAYDAN, environment
from tests.place.stub import NOTHING, Stub, found, served


def started(stub: Stub, names: list[str], data: Path, *more: str) -> subprocess.Popen[bytes]:
    words = ["geocode", *names, "--online", "nominatim", "--address", stub.address, *more]
    return subprocess.Popen(
        [*MAYDAN, *words],
        env=environment(data) | {"XDG_CACHE_HOME": str(data.parent / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_processes_share_one_request_a_second(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with served(NOTHING) as stub:
        running = [started(stub, [f"{a}qq", f"{a}zz"], data) for a in ("Axx", "Byy")]
        ended = [each.communicate(timeout=60) for each in running]
    assert [each.returncode for each in running] == [0, 0], ended
    assert len(stub.moments) == 4
    waits = [later - sooner for sooner, later in zip(stub.moments, stub.moments[1:], strict=False)]
    assert min(waits) > 0.95, waits
    assert len((data / "geocodes.csv").read_text("utf-8").splitlines()) == 5


def test_an_outage_is_no_answer_and_the_next_run_completes_it(tmp_path: Path) -> None:
    data, names = tmp_path / "data", ["Axxqq", "Yazd", "Bxxqq"]
    with served(found("Axxqq"), (429, {}, "")) as stub:
        process = started(stub, names, data)
        out, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert [
        line.split('"placed_by": "')[1].split('"')[0] for line in out.decode().splitlines()
    ] == [
        "nominatim",
        "gazetteer",
        "no_answer",
    ]
    (line,) = error.decode().splitlines()
    assert line.startswith(
        "maydan: 1 of 3 names got no answer; the last because nominatim wants no"
    )
    (tmp_path / "cache" / "maydan" / "online.pace").unlink()
    with served(found("Bxxqq")) as stub:
        process = started(stub, names, data)
        process.communicate(timeout=60)
    assert (process.returncode, stub.names) == (0, ["Bxxqq"])
