"""A file that is ingested again after it changed: what it tells otherwise or no more is shown."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.command.run import maydan

HEAD = "event_id_cnty,event_date,event_type,sub_event_type,country,admin1,location,latitude,longitude,source,notes,tags"  # noqa: E501
ROWS = {
    1: "IRN1,2019-05-07,Protests,Peaceful protest,Iran,Yazd,Yazd,31.8974,54.3569,Daily,Teachers rallied.,",  # noqa: E501
    2: "IRN2,2019-05-08,Protests,Peaceful protest,Iran,Yazd,Yazd,31.8974,54.3569,Daily,Nurses rallied.,",  # noqa: E501
    3: "IRN3,2019-05-09,Protests,Peaceful protest,Iran,Yazd,Yazd,31.8974,54.3569,Daily,Retirees rallied.,",  # noqa: E501
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "export.csv"
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return path


def stored(data: Path) -> list[dict[str, str]]:
    said = maydan("export", "--format", "csv", data=data)
    return list(csv.DictReader(io.StringIO(said.out)))


def test_a_dataset_read_again(tmp_path: Path, data: Path) -> None:
    maydan("ingest", file(tmp_path, *ROWS.values()), data=data)
    before = maydan("export", "--format", "csv", data=data).out
    said = maydan("ingest", file(tmp_path, *ROWS.values()), data=data)
    assert said.lines[0].startswith("0 events added, 3 already there; ")
    later = file(
        tmp_path, ROWS[1], ROWS[3].replace(",,", ",").replace("rallied.,", "rallied.,crowd size=90")
    )
    said = maydan("ingest", later, data=data)
    assert said.lines[0].startswith(
        "0 events added, 1 already there, 1 changed, 1 gone (not taken over); "
    )
    assert "changed: IRN3 2019-05-09 Yazd Retirees rallied.: size_low None → 90" in said.error
    assert "gone: IRN2 2019-05-08 Yazd Nurses rallied." in said.error
    assert "--yes takes that over" in said.error
    assert maydan("export", "--format", "csv", data=data).out == before
    said = maydan("ingest", "--yes", later, data=data)
    assert said.lines[0].startswith("0 events added, 1 already there, 1 changed, 1 gone; ")
    assert {row["dataset_row_id"]: row["size_low"] for row in stored(data)} == {
        "IRN1": "",
        "IRN3": "90",
    }
    assert "brought up to date ~1 -1 export.csv, acled" in maydan("log", data=data).lines[0]
    assert maydan("undo", "2", data=data).code == 0
    assert maydan("export", "--format", "csv", data=data).out == before


def test_a_text_read_again(tmp_path: Path, data: Path) -> None:
    notes = tmp_path / "notes.txt"
    yazd = "Yazd, Iran. July 23, 2018. Truck drivers on strike"
    notes.write_text(f"{yazd}\n\nShiraz, Iran. July 24, 2018. Teachers rally\n", encoding="utf-8")
    maydan("ingest", notes, data=data)
    notes.write_text(f"{yazd}\n\nRasht, Iran. July 25, 2018. Nurses rally\n", encoding="utf-8")
    said = maydan("ingest", notes, data=data)
    assert said.lines[0].startswith(
        "1 event added, 1 already there, 0 changed, 1 gone (not taken over); "
    )
    assert "gone: 2018-07-24 Shiraz Shiraz, Iran. July 24" in said.error
    assert len(stored(data)) == 3
    said = maydan("ingest", notes, "--yes", data=data)
    assert said.lines[0].startswith("0 events added, 2 already there, 0 changed, 1 gone; ")
    assert sorted(row["toponym"] for row in stored(data)) == ["Rasht", "Yazd"]
