"""`maydan ingest`: a file is stored whole or not at all, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from deltalake import DeltaTable

from tests.command.run import captions, json_lines, maydan


def stored(data: Path) -> tuple[int, int]:
    """Version of the event table, and how many events it holds."""
    table = DeltaTable(str(data / "events"))
    return table.version(), table.to_pyarrow_table().num_rows


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_what_is_new_is_added_once(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "march.txt"
    text = "\n\n".join([*captions(5), "Iran: Truckers on Strike for 3rd Day"])
    file.write_text(text, encoding="utf-8")
    first = maydan("ingest", file, data=data)
    assert (first.code, first.error) == (0, "")
    assert first.lines == [
        "6 events added, 0 already there; of 6 read, 1 unplaced (no town or province), 1 undated"
    ]
    before = stored(data)
    again = maydan("ingest", file, file, data=data)
    assert again.lines[0].startswith("0 events added, 12 already there; ")
    assert stored(data) == before == (1, 6)


def test_nothing_new_is_no_failure(tmp_path: Path, data: Path) -> None:
    # Threads left behind by a reader once aborted four of five such runs at their very end.
    file = tmp_path / "march.txt"
    file.write_text("\n\n".join(captions(5)), encoding="utf-8")
    assert [maydan("ingest", file, data=data).code for _ in range(6)] == [0] * 6


def test_good_files_are_stored_and_the_bad_one_is_named(tmp_path: Path, data: Path) -> None:
    one, bad, two = (tmp_path / name for name in ("one.txt", "bad.txt", "two.jsonl"))
    one.write_text(captions(3)[2], encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    two.write_text(json_lines([{"text": captions(1)[0]}, "{"]), encoding="utf-8")
    said = maydan("ingest", one, bad, two, data=data)
    assert said.code == 2
    aside, named = said.errors
    assert aside.startswith(f"set aside: {two}, line 2: '{{': not JSON")
    assert named == f"maydan: {bad}: this is a picture: Maydan reads text only"
    assert said.lines[0].startswith("2 events added, ")
    assert said.lines[0].endswith("; 1 line set aside; 1 file not usable")
    assert stored(data)[1] == 2


def test_nothing_told_is_nothing_stored(data: Path) -> None:
    said = maydan("ingest", "-", data=data, given="The match ended in a draw.")
    assert said.code == 0
    assert said.lines[0].startswith("0 events added, ")
    assert not data.exists()


def test_a_second_source_joins(tmp_path: Path, data: Path) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text(captions(1)[0], encoding="utf-8")
    said = maydan("ingest", tmp_path / "first.txt", tmp_path / "second.txt", data=data)
    assert said.lines[0].startswith("1 event added, 1 already there (1 gained a source); ")


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(captions(1)[0], encoding="utf-8")
    maydan("ingest", file, data=file).refuses(str(file), "--data or MAYDAN_DATA")
