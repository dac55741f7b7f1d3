"""`maydan score`: what was found of what people labelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.command.run import maydan

LABEL = {
    "place": "Shiraz",
    "place_name": "Shiraz",
    "admin1": "Fars",
    "lat": 29.61,
    "lon": 52.53,
    "geo_precision": "place",
    "date_start": "2019-03-03",
    "date_end": "2019-03-03",
    "date_precision": "day",
    "strike_day": None,
    "sector": "teachers",
    "action": "rally",
}


def gold(tmp_path: Path, text: str, *events: dict[str, Any]) -> Path:
    path = tmp_path / "gold.jsonl"
    line = {"id": "1", "lang": "en", "published": None, "text": text, "events": events}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_what_is_found_and_what_is_missed(tmp_path: Path) -> None:
    text = "Shiraz, Iran. March 3, 2019. Teachers rally"
    missed = {**LABEL, "place": "Yazd", "place_name": "Yazd", "lat": 31.9, "lon": 54.4}
    said = maydan("score", gold(tmp_path, text, LABEL, missed), "-v", data=tmp_path / "data")
    assert said.code == 0, said.error
    assert said.lines[1].split()[:6] == ["en", "2", "1", "1.00", "0.50", "0.67"]
    assert any(line.startswith("en missed: ") and "Yazd" in line for line in said.lines)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "no labels"}\n', encoding="utf-8")
    maydan("score", bad, data=tmp_path / "data").refuses("line 1", "no labelled report")
    maydan("score", tmp_path / "none.jsonl", data=tmp_path / "data").refuses("none.jsonl")
