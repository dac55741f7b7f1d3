"""`maydan extract --explain`, and reading by several processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

from geodata import pipeline, workers
from tests.command.run import MAYDAN, captions, environment, json_lines, maydan

REPORT = (
    "In Shiraz, teachers rallied on 8 May 2022. Farmers in Arak plan a strike. "
    "Officials denied any protest in Qom. A rally was held in Berlin."
)


def test_words_are_marked_and_the_rest_is_accounted_for(tmp_path: Path) -> None:
    said = maydan("extract", "--explain", "-", data=tmp_path, given=REPORT)
    assert said.code == 0
    for marked in ("Shiraz|place", "teachers|who", "rallied|what", "8 May 2022|day"):
        assert f"[{marked} 1]" in said.out, said.out
    assert f"Shiraz  [{REPORT.index('Shiraz')}:9] name" in said.out
    before, after = said.out.split("Speaks of protest and gave no event:")
    assert "1. 8 May 2022 · Shiraz (town) · Teachers: rally" in before
    reasons = [line.split(":")[0].strip() for line in after.splitlines() if line.startswith("   ")]
    assert reasons == ["planned", "denied", "abroad"]


def test_a_persian_report_is_explained_too(tmp_path: Path) -> None:
    text = "معلمان شیراز روز ۱۸ اردیبهشت ۱۴۰۱ در شیراز تجمع کردند."
    said = maydan("extract", "--explain", "-", data=tmp_path, given=text)
    assert "[شیراز|place 1]" in said.out and "[تجمع کردند|what 1]" in said.out


def test_several_processes_give_what_one_gives(tmp_path: Path, monkeypatch) -> None:
    reports = [{"id": str(n), "text": text} for n, text in enumerate(captions(60))]
    file = tmp_path / "many.jsonl"
    file.write_text(json_lines(reports), encoding="utf-8")
    alone = _told(file, 1)
    monkeypatch.setattr(pipeline, "_FEW", 10)
    monkeypatch.setattr(pipeline, "_TOGETHER", 7)
    assert _told(file, 2) == alone
    assert len(alone) == 60


def _told(file: Path, n_processes: int) -> list[str]:
    tally = pipeline.Tally()
    read = pipeline.reports([str(file)], None, tally)
    told = pipeline.placed(read, tally, n_processes=n_processes)
    return [json.dumps(event.to_row(), default=str) for each in told for event in each.events]


def test_a_worker_that_is_killed_is_named(tmp_path: Path) -> None:
    script = (
        "from tests.command.test_explain import dies\n"
        "from geodata import workers, errors\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        "        list(workers.mapped(dies, range(40), 2, 5))\n"
        "    except errors.WorkerTrouble as trouble:\n"
        "        print('named:', trouble)\n"
    )
    path = tmp_path / "kills.py"
    path.write_text(script, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [MAYDAN[0], str(path)],
        env={**environment(tmp_path), "PYTHONPATH": root},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "named: " in done.stdout and "--jobs 1" in done.stdout, done.stderr


def dies(_numbers: list[int]) -> list[int]:
    """What a system does to a process when it runs out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_no_process_starts_for_nothing() -> None:
    assert list(pipeline._shared(iter([]), 2, with_abroad=False)) == []
    assert workers.n_cores() >= 1
