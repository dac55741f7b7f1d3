"""`maydan ingest` and `maydan inspect` on tables, as a person runs them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from deltalake import DeltaTable

from tests.command.run import captions, maydan
from tests.read.tables import ACLED, gdelt, text

EXPORT = [
    ACLED,
    ACLED | {"event_id_cnty": "IRN2", "location": "Tabriz", "latitude": "95"},
    ACLED | {"event_id_cnty": "IRN3", "event_type": "Battles"},
]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "export.csv"
    file.write_text(text(EXPORT), encoding="utf-8")
    return file


def test_what_is_new_is_added_once(export: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = maydan("ingest", export, data=data)
    assert first.code == 0
    assert first.lines == [
        "1 event added, 0 already there; 3 rows: 1 taken, 0 merged, 1 left out, 1 set aside; "
        "1 event, 0 unplaced (no town or province), 0 undated, 0 of unknown sector"
    ]
    assert first.errors == [
        f"{export}: ACLED (acled); text, delimiter ',', utf-8; 22 columns; licence: acled",
        f"set aside: {export}, line 3, latitude: '95.0': a latitude is from -90 to 90 degrees",
        "left out: 1 row: no protest: event_type 'Battles' (line 4)",
    ]
    assert maydan("ingest", export, data=data).lines[0].startswith("0 events added, 1 already")
    [row] = DeltaTable(str(data / "events")).to_pyarrow_table().to_pylist()
    assert (row["licence"], row["sector"], row["strike_day"]) == ("acled", "truckers", 2)
    [report] = DeltaTable(str(data / "reports")).to_pyarrow_table().to_pylist()
    assert (report["text"], report["licence"]) == (ACLED["notes"], "acled")
    assert report["report_id"] in row["report_ids"]


def test_texts_and_tables_together(export: Path, tmp_path: Path) -> None:
    one, day = tmp_path / "one.txt", tmp_path / "day.export.CSV"
    one.write_text(captions(1)[0], encoding="utf-8")
    day.write_text(gdelt(1) + gdelt(2), encoding="utf-8")
    said = maydan("ingest", one, export, day, tmp_path / "none.csv", data=tmp_path / "data")
    assert said.code == 2
    assert (
        said.errors[-1] == f"maydan: {tmp_path / 'none.csv'}: there is no such file: check the name"
    )
    assert [line.split(" ", 1)[0] for line in said.lines] == ["1", "2", "1"]


def test_inspect_changes_nothing_and_tells_all(export: Path, tmp_path: Path) -> None:
    said = maydan("inspect", export, data=tmp_path / "data")
    assert said.code == 0
    assert said.lines[0].startswith(f"{export}: ACLED (acled); ")
    assert said.lines[2].startswith("2018-05-23 | truckers | strike | Shiraz | town | ")
    assert said.lines[-1].startswith("3 rows: 1 taken, 0 merged, 1 left out, 1 set aside; ")
    assert not (tmp_path / "data").exists()


def test_a_mapping_is_shown_changed_and_kept(tmp_path: Path) -> None:
    file, data = tmp_path / "liste.csv", tmp_path / "data"
    file.write_text("Ort;تاریخ;Wer\nShiraz;۱۳۹۷/۰۳/۰۲;teachers\n", encoding="utf-8")
    maydan("ingest", file, data=data).refuses("'Ort', 'تاریخ', 'Wer'", "--map place=COLUMN")
    said = maydan("inspect", "--map", "place=Ort", "--map", "sector=Wer", "--save", file, data=data)
    assert 'place = "Ort"' in said.lines
    assert 'date = "تاریخ"' in said.lines
    kept = maydan("ingest", file, data=data)
    assert kept.errors[1] == (
        "columns (kept; see maydan inspect): date ← تاریخ, place ← Ort, sector ← Wer"
    )
    assert kept.lines[0].startswith("1 event added, ")


def test_what_is_not_taken_is_written_down(tmp_path: Path) -> None:
    file, out = tmp_path / "list.csv", tmp_path / "aside.csv"
    bad = ["=HYPERLINK(1)"] * 30
    file.write_text("\n".join(["city", "Shiraz", *bad]), encoding="utf-8")
    said = maydan("ingest", "--set-aside", out, file, data=tmp_path / "data")
    assert said.code == 0
    assert said.errors[-1] == "set aside: 10 rows more; --set-aside FILE.csv lists them all"
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [int(row["line"]) for row in rows] == list(range(3, 33))
    assert rows[0]["value"] == "'=HYPERLINK(1)"
    assert rows[0]["reason"] == "a spreadsheet's formula, not a value"


@pytest.mark.parametrize(
    "words,said",
    [
        (["--as", "acledd"], "allowed: acled, gdelt"),
        (["--as", "gdelt"], "GLOBALEVENTID"),
        (["--dates", "soon"], "allowed: ymd, dmy"),
        (["--accessed", "soon"], "a date such as"),
        (["--encoding", "klingon"], "allowed: utf-8"),
        (["--delimiter", "many"], "one character"),
        (["--map", "place=location"], "--as table"),
    ],
)
def test_what_cannot_be_is_refused(
    export: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    maydan("ingest", *words, export, data=tmp_path / "data").refuses(said)
    maydan("inspect", *words, export, data=tmp_path / "data").refuses(said)


def test_hidden_signs_do_not_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("city,Ti\u202etle\x1b[2J\nShi\u202eraz,x\nShiraz,y\n", encoding="utf-8")
    said = maydan("inspect", "--map", "title=Ti\u202etle\x1b[2J", file, data=tmp_path / "data")
    refused = maydan("inspect", file, data=tmp_path / "data")
    for each in (said, refused):
        assert "\u202e" not in each.out + each.error
        assert "\x1b" not in each.out + each.error
