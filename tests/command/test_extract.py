"""`maydan extract`: events as lines of JSON, nothing stored."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from geodata.model import EVENT_COLUMNS
from tests.command.run import MAYDAN, captions, environment, json_lines, maydan

NEWS = (
    "Rasht, Iran. May 3, 2019. Nurses held a sit-in over late wages.\n\n"
    "Retirees rallied in Arak.\n\n"
    "The central bank left its rates as they were.\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "not made"


def test_a_text(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(NEWS, encoding="utf-8")
    said = maydan("extract", file, data=data)
    assert said.code == 0
    nurses, retirees = said.rows
    assert tuple(nurses) == tuple(retirees) == EVENT_COLUMNS
    assert (nurses["event_date"], nurses["place_name"]) == ("2019-05-03", "Rasht")
    assert (retirees["sector"], retirees["event_date"]) == ("retirees", None)
    assert said.errors == [
        "1 report: 1 with events, 0 without; 2 events; 1 value unknown: "
        "1 date, 0 places (no town or province), 0 sectors"
    ]
    assert not data.exists()


def test_standard_input_of_either_form(data: Path) -> None:
    as_text = maydan("extract", "-", data=data, given=NEWS)
    as_lines = maydan("extract", "-", data=data, given=json_lines([{"id": 7, "text": NEWS}]))
    marked = maydan(
        "extract", "-", data=data, given="\ufeff" + json_lines([{"id": "7", "text": NEWS}])
    )
    assert [row["title"] for row in as_text.rows] == [row["title"] for row in as_lines.rows]
    assert {row["dataset_row_id"] for row in as_lines.rows} == {"7"}
    assert marked.out == as_lines.out


def test_a_report_of_many_captions_hands_its_id_to_all(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text(
        json_lines(
            [
                {"id": "a", "text": "\n\n".join(captions(6)), "url": "https://example.org/a"},
                {"id": "b", "text": "Farmers rallied in Kerman.", "published": "2020-02-09"},
                {"id": "c", "text": "The match ended in a draw."},
            ]
        ),
        encoding="utf-8",
    )
    said = maydan("extract", file, data=data)
    assert [row["dataset_row_id"] for row in said.rows] == ["a"] * 6 + ["b"]
    assert said.rows[0]["urls"] == ["https://example.org/a"]
    assert len({row["report_ids"][0] for row in said.rows[:6]}) == 1
    assert said.errors[-1].startswith("3 reports: 2 with events, 1 without; 7 events; ")


def test_the_day_of_publication(data: Path) -> None:
    text = "Tabriz, March 4. Shopkeepers went on strike."
    unsaid = maydan("extract", "-", data=data, given=text)
    said = maydan("extract", "--published", "2021-03-05", "-", data=data, given=text)
    assert [row["event_date"] for row in unsaid.rows + said.rows] == [None, "2021-03-04"]


def test_lines_that_cannot_be_used_are_named(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "reports.jsonl"
    good = {"id": "good", "text": captions(1)[0]}
    file.write_text(
        json_lines(
            [
                '{"text": "cut off',
                {**good, "published": "last week"},
                "",
                {"id": "none"},
                '["text"]',
                {"text": "x" * 1_100_000},
                good,
            ]
        ),
        encoding="utf-8",
    )
    said = maydan("extract", file, data=data)
    assert said.code == 0
    assert [row["dataset_row_id"] for row in said.rows] == ["good"]
    for line, (number, value, reason) in zip(
        said.errors,
        [
            ("line 1", "cut off", "not JSON"),
            ("line 2, published", "'last week'", "not a date like"),
            ("line 4, text", "''", "there is no text"),
            ("line 5", "text", "not an object"),
            ("line 6", "xxx", "longer than 1,000,000 characters"),
        ],
        strict=False,
    ):
        assert line.startswith(f"set aside: {file}, {number}: "), line
        assert value in line
        assert reason in line
    assert said.errors[5].endswith("; 5 lines set aside")
    assert len(said.errors) == 6


def test_several_files_one_of_them_bad(tmp_path: Path, data: Path) -> None:
    for name, caption in zip(("one.txt", "two.txt"), captions(2), strict=True):
        (tmp_path / name).write_text(caption, encoding="utf-8")
    files = [tmp_path / name for name in ("one.txt", "gone.txt", "two.txt")]
    said = maydan("extract", *files, data=data)
    assert said.code == 2
    assert [row["sources"] for row in said.rows] == [["one"], ["two"]]
    named, counted = said.errors
    assert named == f"maydan: {files[1]}: there is no such file: check the name"
    assert counted.startswith("2 reports: ")
    assert counted.endswith("; 1 file not usable")


def test_a_reader_that_has_enough(data: Path) -> None:
    for given in (captions(1), captions(2000)):
        with subprocess.Popen(
            [*MAYDAN, "extract", "-"],
            env=environment(data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout and process.stdin and process.stderr
            process.stdout.close()
            process.stdin.write("\n".join(given).encode())
            process.stdin.close()
            assert process.wait(60) == 141
            assert process.stderr.read() == b""


def test_a_full_disk_is_said(data: Path) -> None:
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MAYDAN, "extract", "-"], env=environment(data), input=captions(1)[0].encode(),
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_bar_on_the_terminal_takes_nothing_of_the_output(data: Path) -> None:
    terminal, theirs = pty.openpty()
    with subprocess.Popen(
        [*MAYDAN, "extract", "-"], env={**environment(data), "TERM": "xterm"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        out, _ = process.communicate("\n".join(captions(30)).encode(), timeout=60)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert len(out.splitlines()) == 30
    assert out.startswith(b'{"event_id": ')
    assert "Reading reports" in shown


def test_memory_does_not_grow_with_the_file(tmp_path: Path, data: Path) -> None:
    report = {"text": "\n\n".join(captions(4)) + "\n\n" + "It rained all day. " * 1500}
    peaks = []
    for n_reports in (10, 100):
        file = tmp_path / f"{n_reports}.jsonl"
        file.write_text(json_lines([report] * n_reports), encoding="utf-8")
        process = subprocess.Popen(
            [*MAYDAN, "extract", file],
            env=environment(data),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        peaks.append(usage.ru_maxrss)
    assert peaks[1] < peaks[0] * 1.1, f"a file 10 times as long: {peaks}"
