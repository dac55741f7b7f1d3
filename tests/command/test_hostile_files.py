"""Files that are no reports: a clear line each, code 2, nothing stored; and old encodings."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.command.run import Answer, captions, json_lines, maydan

NOISE = random.Random(8).randbytes(100_000)
PICTURE = b"\x89PNG\r\n\x1a\n" + NOISE
CAPTION = captions(1)[0]
PERSIAN = "تجمع معلمان شیراز در اعتراض به دستمزد"

# Name, content, and words of the answer. Content of None is not made.
BAD: dict[str, tuple[bytes | None, str]] = {
    "empty.txt": (b"", "it is empty"),
    "empty.jsonl": (b"", "it is empty"),
    "blank.txt": (b" \n\t\r\n\n", "it is empty"),
    "blank.jsonl": (b"\n  \n\n", "it is empty"),
    "picture.txt": (PICTURE, "a picture"),
    "picture.jsonl": (PICTURE, "a picture"),
    "noise.txt": (NOISE, "control bytes"),
    "noise.jsonl": (NOISE, "control bytes"),
    "letter.docx": (b"PK\x03\x04" + NOISE, "a zip archive"),
    "one-line.txt": (b"protest " * 1_250_000, "10,000,000 characters"),
    "missing.txt": (None, "there is no such file"),
    "folder": (None, "this is a folder"),
    "100-megabytes.txt": (None, "larger than 20 MB"),
    "100-megabytes.jsonl": (None, "control bytes"),
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them."""
    path = tmp_path_factory.mktemp("files")
    for name, (content, _) in BAD.items():
        if content is not None:
            (path / name).write_bytes(content)
    (path / "folder").mkdir()
    for name in ("100-megabytes.txt", "100-megabytes.jsonl"):
        with (path / name).open("wb") as sparse:
            sparse.truncate(100_000_000)
    return path


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_one_line_for_each(room: Path, tmp_path: Path, command: str) -> None:
    said = maydan(command, *(room / name for name in BAD), data=tmp_path)
    assert (said.code, said.out) == (2, "")
    assert len(said.errors) == len(BAD), said.error
    for line, (name, (_, reason)) in zip(said.errors, BAD.items(), strict=True):
        assert line.startswith(f"maydan: {room / name}: "), line
        assert reason in line
    assert list(tmp_path.iterdir()) == []


def test_alone(room: Path, tmp_path: Path) -> None:
    maydan("extract", room / "100-megabytes.txt", data=tmp_path).refuses("larger than 20 MB")


def test_a_line_of_10_megabytes_among_others(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    lines = json_lines([{"text": "x" * 10_000_000}, {"text": CAPTION}])
    file.write_text(lines, encoding="utf-8")
    said = maydan("extract", file, data=tmp_path)
    assert (said.code, len(said.rows)) == (0, 1)
    assert "line 1: " in said.errors[0]
    assert "longer than 1,000,000 characters" in said.errors[0]

    file.write_text(lines.splitlines()[0], encoding="utf-8")
    alone = maydan("ingest", file, data=tmp_path / "data")
    assert (alone.code, alone.out, len(alone.errors)) == (2, "", 1)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_an_english_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = CAPTION.replace("Teachers", "Teachers of the lycée")
    said = maydan("extract", "-", data=tmp_path, given=text.encode(encoding))
    assert _events(said) == [("Shiraz", "teachers")]
    assert "lycée" in said.rows[0]["title"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "windows-1256"])
def test_a_persian_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    # Windows-1256 has the Arabic yeh only, and Persian texts in it were written with that.
    text = PERSIAN.replace("ی", "ي") if encoding == "windows-1256" else PERSIAN
    said = maydan("extract", "-", data=tmp_path, given=text.encode(encoding))
    assert _events(said) == [("Shiraz", "teachers")]


def test_a_name_and_a_value_cannot_drive_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "bell\x1b[31m\n.jsonl"
    file.write_text(json_lines([{"text": CAPTION, "published": "\x1b[2J"}]), encoding="utf-8")
    said = maydan("extract", file, data=tmp_path)
    assert said.code == 2
    assert len(said.errors) == 1
    assert "\x1b" not in said.error


def _events(said: Answer) -> list[tuple[str, str]]:
    assert said.code == 0, said
    return [(row["place_name"], row["sector"]) for row in said.rows]
