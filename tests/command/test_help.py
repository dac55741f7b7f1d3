"""What the command says of itself, and to those who mistype it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.run import maydan

COMMANDS = ("serve", "extract", "ingest", "geocode", "gazetteer", "geocodes", "export")


def test_the_first_page(tmp_path: Path) -> None:
    said = maydan("--help", data=tmp_path)
    assert said.code == 0
    for words in ("Usage: maydan", "Without a command it opens the dashboard", "Examples:"):
        assert words in said.out
    assert "..." not in said.out.split("Commands:")[1].split("Examples:")[0], "a cut sentence"
    for command in COMMANDS:
        assert f"\n  {command} " in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command(tmp_path: Path, command: str) -> None:
    said = maydan(command, "--help", data=tmp_path)
    assert said.code == 0
    assert said.out.startswith(f"Usage: maydan {command} ")
    assert "<list" not in said.out
    assert max(map(len, said.lines)) <= 80


def test_the_version(tmp_path: Path) -> None:
    assert maydan("--version", data=tmp_path).out.startswith("maydan ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extrct", "a.txt"], "Did you mean 'extract'"),
        (["extract"], "Missing argument 'FILE'"),
        (["extract", "--publish", "2019-01-01", "a.txt"], "No such option: --publish"),
        (["extract", "--published", "26 June", "a.txt"], "a date such as 2018-06-26"),
        (["--data", "d", "ingest", "a.txt"], "maydan ingest --data …"),
        (["--prot", "8600"], "No such option: --prot"),
        (["--port", "99999"], "0 to 65535"),
        (["serve", "--port", "http"], "'--port'"),
        (["gazetteer"], "Missing command"),
        (["gazetteer", "ad", "TR"], "Did you mean 'add'"),
        (["export"], "csv, geojson"),
        (["export", "--format", "xlsx"], "'csv', 'geojson'"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    maydan(*words, data=tmp_path).refuses(said)
