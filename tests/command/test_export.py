"""`maydan export`: chosen events as a file, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from geodata.model import EVENT_COLUMNS
from tests.command.run import MAYDAN, captions, environment, maydan


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty events."""
    path = tmp_path_factory.mktemp("data")
    said = maydan("ingest", "-", data=path, given="\n\n".join(captions(40)))
    assert said.lines[0].startswith("40 events added"), said
    return path


def test_csv_to_standard_output(data: Path) -> None:
    said = maydan("export", "--format", "csv", data=data)
    assert (said.code, said.errors) == (0, ["40 events written"])
    head, *rows = csv.reader(io.StringIO(said.out))
    assert tuple(head) == EVENT_COLUMNS
    assert len(rows) == 40


def test_geojson_to_a_file(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "chosen.geojson"
    words = ("--format", "geojson", "--sector", "teachers,health", "--from", "2015-01-01")
    said = maydan("export", *words, "--action", "strike", "-o", file, data=data)
    assert (said.code, said.out) == (0, "")
    features = json.loads(file.read_text("utf-8"))["features"]
    assert said.errors == [f"{len(features)} events written"]
    chosen = [feature["properties"] for feature in features]
    assert {row["sector"] for row in chosen} == {"teachers", "nurses"} - {"nurses"} | {
        "health"
    } or {row["sector"] for row in chosen} == {"teachers"}
    assert {row["action"] for row in chosen} == {"strike"}
    assert min(row["event_date"] for row in chosen) >= "2015"
    assert file.stat().st_mode & 0o044, "colleagues may read it"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sector", "pirates"], "truckers, transport"),
        (["--action", "sulk"], "shop_closure"),
        (["--status", "new"], "unreviewed, checked, disputed, rejected"),
        (["--precision", "street"], "site, town, admin2"),
        (["--admin1", "IR-99"], "IR-00, IR-01"),
        (["--place", "1"], "column geonameid"),
        (["--dataset", "mine"], "no dataset was imported"),
        (["--from", "May"], "a date such as"),
        (["--from", "2020-02-02", "--to", "2020-01-01"], "exchange them"),
        (["-o", "."], "a folder or a device"),
        (["-o", "no/such/folder/a.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_chosen(data: Path, words: list[str], said: str) -> None:
    maydan("export", "--format", "csv", *words, data=data).refuses(said)


def test_no_events_yet(tmp_path: Path) -> None:
    maydan("export", "--format", "csv", data=tmp_path).refuses("no events yet", "maydan ingest")


def test_a_reader_that_has_enough(data: Path) -> None:
    with subprocess.Popen(
        [*MAYDAN, "export", "--format", "csv"],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def test_an_interrupted_export_leaves_the_file_as_it_was(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geodata import pipeline
    from geodata.export import csv_file
    from geodata.query.selection import Selection
    from geodata.store.folder import DataFolder

    def interrupted(rows: object, out: io.TextIOBase) -> int:
        out.write("event_id,")
        raise KeyboardInterrupt

    file = tmp_path / "events.csv"
    file.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(csv_file, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pipeline.export(DataFolder(data), Selection(), "csv", file)
    assert file.read_text("utf-8") == "as it was"
    assert list(tmp_path.iterdir()) == [file]
