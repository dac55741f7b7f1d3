"""`maydan inspect` and `maydan ingest` of tables: what is taken, and what is set aside and why."""

import csv
import io
import json

import pytest

from tests.command.run import maydan

ACLED_COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]


def acled_row(
    number, day="07 May 2019", place="Yazd", admin1="Yazd", point=(31.8974, 54.3569), **more
):
    row = dict.fromkeys(ACLED_COLUMNS, "")
    row |= {
        "event_id_cnty": f"IRN{number}",
        "event_date": day,
        "year": "2019",
        "time_precision": "1",
        "disorder_type": "Demonstrations",
        "event_type": "Protests",
        "sub_event_type": "Peaceful protest",
        "actor1": "Protesters (Iran)",
        "iso": "364",
        "country": "Iran",
        "admin1": admin1,
        "location": place,
        "latitude": str(point[0]),
        "longitude": str(point[1]),
        "geo_precision": "1",
        "source": "Own words",
        "notes": f"On {day}, teachers rallied outside an office in {place} over their pay.",
        "fatalities": "0",
        "timestamp": "1700000000",
    }
    return row | more


def acled(path, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, ACLED_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


PERSIAN = """تاریخ;شهر;استان;گروه;شرح
۱۳۹۸/۰۲/۱۷;یزد;یزد;معلمان;تجمع معلمان مقابل اداره
۱۳۹۸/۰۲/۱۸;کرج;البرز;پرستاران;اعتصاب پرستاران
"""


def events(tmp_path):
    said = maydan("export", "--format", "geojson", data=tmp_path / "data")
    found = json.loads(said.out)["features"]
    return sorted(
        (each["properties"]["event_date"], each["properties"]["place_name"]) for each in found
    )


def test_acled_is_known_and_a_bad_day_is_set_aside_with_its_line(tmp_path):
    file = acled(
        tmp_path / "acled.csv",
        [acled_row(1), acled_row(2, day="never"), acled_row(3, day="09 May 2019")],
    )
    seen = maydan("inspect", str(file), data=tmp_path / "data")
    assert "ACLED (acled)" in seen.out and "3 rows: 2 taken" in seen.out, seen
    assert "line 3, event_date: 'never'" in seen.out + seen.error
    assert not (tmp_path / "data" / "events").exists(), "inspect changes nothing"
    done = maydan("ingest", str(file), data=tmp_path / "data")
    assert "2 events added" in done.out, done
    again = maydan("ingest", str(file), data=tmp_path / "data")
    assert "0 events added, 2 already there" in again.out, again


def test_a_table_with_persian_headers_is_mapped_by_names_and_values(tmp_path):
    file = tmp_path / "fa.csv"
    file.write_text(PERSIAN, encoding="utf-8")
    seen = maydan("inspect", str(file), data=tmp_path / "data")
    assert 'date = "تاریخ"' in seen.out and 'text = "شرح"' in seen.out, seen
    assert "2 rows: 2 taken, 0 merged, 0 left out, 0 set aside" in seen.out
    done = maydan("ingest", str(file), data=tmp_path / "data")
    assert "2 events added" in done.out, done
    assert events(tmp_path) == [("2019-05-07", "Yazd"), ("2019-05-08", "Karaj")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_encodings_and_delimiters_are_found(tmp_path, encoding, delimiter):
    # Windows-1256 has no Persian digits.
    text = PERSIAN.translate({0x06F0 + n: str(n) for n in range(10)}).replace(";", delimiter)
    file = tmp_path / "fa.csv"
    file.write_bytes(text.replace("ی", "ي").encode(encoding))
    done = maydan("ingest", str(file), data=tmp_path / "data")
    assert "2 events added" in done.out, done
    assert events(tmp_path) == [("2019-05-07", "Yazd"), ("2019-05-08", "Karaj")]


def test_every_row_is_counted_once(tmp_path):
    rows = [acled_row(n, day=day) for n, day in enumerate(("07 May 2019", "", "31 June 2019", "x"))]
    rows.append(acled_row(9, point=("a", "b")))
    rows.append(acled_row(10, point=(231.9, 54.4)))
    file = acled(tmp_path / "acled.csv", rows)
    seen = maydan("inspect", str(file), data=tmp_path / "data")
    line = next(each for each in seen.out.splitlines() if " rows: " in each)
    n_rows, *parts = (int(word) for word in line.replace(",", " ").split() if word.isdigit())
    taken, merged, left_out, set_aside = parts[:4]
    assert n_rows == len(rows) == taken + merged + left_out + set_aside, line
