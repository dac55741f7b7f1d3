"""Tables with columns of their own: the mapping proposed, changed, kept; forms and encodings."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata import tables
from geodata.errors import InputError, UnreadableFile
from geodata.read import mapping
from geodata.tables import Wishes
from tests.read.tables import aside, read, text

ROWS = [
    {"تاریخ": "۱۳۹۷/۰۳/۰۲", "شهر": "شیراز", "استان": "فارس", "صنف": "رانندگان کامیون",
     "نوع": "اعتصاب", "تعداد": "۲۰۰"},
    {"تاریخ": "1397/03/03", "شهر": "تبریز", "استان": "", "صنف": "معلمان", "نوع": "تجمع",
     "تعداد": ""},
]  # fmt: skip
ENGLISH = [
    {"Event Date": "23 May 2018", "City": "Shiraz", "Who": "Truck drivers", "Lat": "29.61",
     "Lon": "52.53", "Link": "https://x.example/1", "Description": "Truckers were on strike."},
    {"Event Date": "24.05.2018", "City": "Tabriz", "Who": "teachers", "Lat": "", "Lon": "",
     "Link": "", "Description": ""},
]  # fmt: skip


def told(events):
    return [(e.event_date, e.place_name, e.sector, e.action, e.size_low) for e in events]


PERSIAN = [
    (date(2018, 5, 23), "Shiraz", "truckers", "strike", 200),
    (date(2018, 5, 24), "Tabriz", "teachers", "rally", None),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_persian_headers_in_any_text_form(tmp_path, encoding, delimiter):
    path = tmp_path / "list.csv"
    path.write_bytes(text(ROWS, delimiter).encode(encoding))
    events, tally = read(path)
    assert told(events) == PERSIAN
    assert tally.n_taken == 2


def test_an_old_persian_encoding(tmp_path):
    path = tmp_path / "list.csv"
    digits = str.maketrans("۰۱۲۳۴۵۶۷۸۹ی", "0123456789ي")
    path.write_bytes(text(ROWS).translate(digits).encode("windows-1256"))
    assert told(read(path)[0]) == PERSIAN


def test_latin_1_far_down_the_file(tmp_path):
    path = tmp_path / "list.csv"
    rows = [{"place": "Shiraz", "title": f"Rally {n}"} for n in range(9000)]
    path.write_bytes(text([*rows, {"place": "Shiraz", "title": "Café"}]).encode("latin-1"))
    events, tally = read(path)
    assert (events[-1].title, tally.n_set_aside) == ("Café", 0)


def test_objects_and_columns(tmp_path):
    as_json = json.dumps(ROWS, ensure_ascii=False)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    for name, content in {
        "list.json": as_json, "deep.json": f'{{"meta": {{"n": 2}}, "rows": {as_json}}}',
        "list.jsonl": lines,
    }.items():  # fmt: skip
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert told(read(tmp_path / name)[0]) == PERSIAN, name
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "list.parquet")
    assert told(read(tmp_path / "list.parquet")[0]) == PERSIAN


def test_geojson(tmp_path):
    path = tmp_path / "list.geojson"
    features = [
        {"type": "Feature", "properties": {"city": "Shiraz", "date": "2018-05-23"},
         "geometry": {"type": "Point", "coordinates": [52.53, 29.61]}},
        {"type": "Feature", "properties": {"city": "Rasht", "date": "2018-05-24"},
         "geometry": None},
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    first, second = read(path)[0]
    assert (first.latitude, first.longitude, first.placed_by) == (29.61, 52.53, "source")
    assert (second.place_name, second.placed_by) == ("Rasht", "gazetteer")


def workbook(path, rows):
    """A workbook of one sheet as programs write them, without a library for it."""

    def cell(column, number, value):
        at = f"{'ABCDEFGH'[column]}{number}"
        if isinstance(value, int | float):
            return f'<c r="{at}"><v>{value}</v></c>'
        return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'

    body = "".join(
        f'<row r="{n}">{"".join(cell(c, n, v) for c, v in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=1)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    links = f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{kind}/'
    end = "</Relationships>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        out.writestr("_rels/.rels", f'{links}officeDocument" Target="xl/workbook.xml"/>{end}')
        sheet = f'{links}worksheet" Target="worksheets/sheet1.xml"/>{end}'
        out.writestr("xl/_rels/workbook.xml.rels", sheet)
        out.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{kind}"><sheets>'
                     '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>')  # fmt: skip
        out.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {main}><sheetData>{body}</sheetData></worksheet>",
        )
    return path


def test_a_workbook_with_a_title_above_and_days_as_excel_counts_them(tmp_path):
    rows = [["Strikes"], ["date", "city", "who", "participants"], [43243, "Shiraz", "teachers", 50],
            ["nonsense", "Tabriz", "teachers", 1]]  # fmt: skip
    events, tally = read(workbook(tmp_path / "list.xlsx", rows))
    assert told(events) == [(date(2018, 5, 23), "Shiraz", "teachers", "rally", 50)]
    assert aside(tally) == [(4, "date")]


def test_english_headers_and_words(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(text(ENGLISH), encoding="utf-8")
    first, second = read(path, licence="CC BY 4.0")[0]
    assert (first.sector, first.action, first.latitude) == ("truckers", "strike", 29.61)
    assert first.urls == ("https://x.example/1",)
    assert (second.sector, second.place_name) == ("teachers", "Tabriz")
    assert {first.licence, second.licence} == {"CC BY 4.0"}
    assert first.sources == ("list",)


def test_a_column_of_texts_alone_is_read_as_reports(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(text([
        {"id": 1, "text": "Shiraz, Iran. May 23, 2018. Truck drivers went on strike."},
        {"id": 2, "text": "The match ended in a draw."},
        {"id": 3, "text": ""},
    ]), encoding="utf-8")  # fmt: skip
    events, tally = read(path)
    assert [(e.sector, e.action, e.dataset_row_id) for e in events] == [("truckers", "strike", "1")]
    assert sorted(aside(tally)) == [(3, ""), (4, "text")]


@pytest.mark.parametrize(
    "day,reason",
    [
        ("3/4/2018", "--dates dmy or --dates mdy"),
        ("17-Jun", "--dates yy-mon"),
        ("3/4/18", "two digits"),
        ("2018-02-30", "no such day"),
        ("soon", "no day"),
    ],
)
def test_a_day_that_says_two_things_or_none_is_never_guessed(tmp_path, day, reason):
    path = tmp_path / "list.csv"
    path.write_text(text([{"date": day, "city": "Shiraz"}]), encoding="utf-8")
    _, tally = read(path)
    [row] = tally.unused
    assert (row.line, row.field, row.value) == (2, "date", day)
    assert reason in row.reason


@pytest.mark.parametrize(
    "dates,day,expected",
    [
        ("dmy", "3/4/2018", date(2018, 4, 3)),
        ("mdy", "3/4/2018", date(2018, 3, 4)),
        ("yy-mon", "17-Jun", date(2017, 6, 1)),
        ("", "13/4/2018", date(2018, 4, 13)),
        ("", "2018", date(2018, 1, 1)),
        ("", "May 2018", date(2018, 5, 1)),
        ("", "۲ خرداد ۱۳۹۷", date(2018, 5, 23)),
        ("", "Wednesday, May 23rd, 2018", date(2018, 5, 23)),
        ("", "2018-05-23T10:00:00Z", date(2018, 5, 23)),
    ],
)
def test_days(tmp_path, dates, day, expected):
    path = tmp_path / "list.csv"
    path.write_text(text([{"date": day, "city": "Shiraz"}]), encoding="utf-8")
    assert [event.event_date for event in read(path, dates=dates)[0]] == [expected]


def test_one_day_decides_how_the_column_is_written(tmp_path):
    path = tmp_path / "list.csv"
    rows = [{"date": day, "city": "Shiraz"} for day in ("3/4/2018", "23/5/2018")]
    path.write_text(text(rows), encoding="utf-8")
    assert [event.event_date for event in read(path)[0]] == [date(2018, 4, 3), date(2018, 5, 23)]


def test_a_mapping_is_changed_kept_and_applied_again(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(text([{"Ort": "Shiraz", "Tag": "2018-05-23", "W": "teachers"}]))
    with pytest.raises(InputError, match="--map place=COLUMN"):
        read(path)
    plan = tables.plan(path, Wishes(columns=("place=Ort", "sector=W")))
    assert plan.mapping.columns == {"date": "Tag", "place": "Ort", "sector": "W"}
    mapping.path_of(path).write_text(plan.mapping.toml(), encoding="utf-8")
    assert tables.plan(path, Wishes()).is_kept
    assert told(read(path)[0]) == [(date(2018, 5, 23), "Shiraz", "teachers", "rally", None)]


@pytest.mark.parametrize(
    "content,words",
    [
        ("[columns", "no mapping"),
        ('[columns]\ntown = "Ort"', "'town' is not known; allowed: id, date"),
        ('[columns]\nplace = "Stadt"', "'Stadt' is not known; allowed: Ort"),
        ('[rows]\ndates = "soon"', "'soon' is not known; allowed: ymd"),
        ("columns = 1", "are tables"),
    ],
)
def test_a_mapping_that_cannot_be_applied(tmp_path, content, words):
    path = tmp_path / "list.csv"
    path.write_text("Ort\nShiraz\n")
    mapping.path_of(path).write_text(content)
    with pytest.raises(InputError, match=words):
        read(path)


@pytest.mark.parametrize(
    "wish,words",
    [("place", "FIELD=COLUMN"), ("town=Ort", "'town'"), ("place=Stadt", "allowed: Ort")],
)
def test_a_wish_that_cannot_be_met(tmp_path, wish, words):
    path = tmp_path / "list.csv"
    path.write_text("Ort\nShiraz\n")
    with pytest.raises(InputError, match=words):
        tables.plan(path, Wishes(columns=(wish,)))


def test_a_dataset_is_overruled_only_with_its_columns(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Ort\nShiraz\n")
    with pytest.raises(InputError, match="event_id_cnty"):
        tables.plan(path, Wishes(dataset="acled"))
    with pytest.raises(InputError, match="allowed: acled, gdelt"):
        tables.plan(path, Wishes(dataset="acledd"))


def test_names_are_found_out_once_each():
    columns = ["date", "Date", "city", "lat"]
    assert mapping.proposed(columns, []).columns == {"date": "date", "place": "city"}


def test_typed_days(tmp_path):
    path = tmp_path / "list.parquet"
    rows = [{"date": datetime(2018, 5, 23, 10), "city": "Shiraz", "lat": 29.61, "lon": 52.53}]
    pq.write_table(pa.Table.from_pylist(rows), path)
    [event] = read(path)[0]
    assert (event.event_date, event.latitude) == (date(2018, 5, 23), 29.61)


# -- hostile input


def _zip(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _far_cell():
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _zip(
        {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{row}</sheetData></worksheet>"}
    )


def _repeated():
    cell = '<t:table-cell t:number-columns-repeated="9999"><p>x</p></t:table-cell>'
    row = f'<t:table-row t:number-rows-repeated="99999">{cell}</t:table-row>'
    return _zip({"content.xml": row})


HOSTILE = {
    "bomb.xlsx": (lambda: _zip({"xl/worksheets/sheet1.xml": b" " * 500_000_000}), "larger than"),
    "far.xlsx": (_far_cell, "more than 20,000,000 cells"),
    "repeated.ods": (_repeated, "more than 20,000,000 cells"),
    "noise.xlsx": (lambda: b"PK\x03\x04" + b"\x01\xfe" * 999, "no workbook"),
    "noise.xls": (lambda: b"\xd0\xcf\x11\xe0" + b"\x01\xfe" * 999, "no workbook"),
    "noise.parquet": (lambda: b"PAR1" + b"\x01\xfe" * 999, "no Parquet"),
    "picture.csv": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    "zip.csv": (lambda: _zip({"a": b"b"}), "a zip archive"),
    "noise.csv": (lambda: bytes(range(256)) * 9, "control bytes"),
    "empty.csv": (lambda: b"", "it is empty"),
    "empty.json": (lambda: b"", "it is empty"),
    "wide.csv": (lambda: b",".join(b"c%d" % n for n in range(10_000)) + b"\n1\n", "10,000 columns"),
    "wide.jsonl": (lambda: json.dumps({f"c{n}": n for n in range(10_000)}).encode(), "columns"),
    "nothing.json": (lambda: b'{"a": 1}', "no list of objects"),
    "deep.json": (lambda: b"[" * 1_000_000, "nested deeper"),
    "broken.json": (lambda: b'{"a": [{', "breaks off|no column|no JSON"),
    "long.json": (lambda: b'[{"a": "' + b"x" * 40_000_000, "larger than 16 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(tmp_path, name):
    make, words = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(InputError, match=words) as trouble:
        read(path)
    assert "\n" not in str(trouble.value)


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match="no such file"):
        read(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="no file"):
        read(tmp_path)


def test_a_hostile_row_is_set_aside_and_the_others_read(tmp_path):
    path = tmp_path / "list.csv"
    long = "x" * 3_000_000
    lines = [
        "city,title", "Shiraz,one", "Shi\u202eraz,two", "Shi\x07raz,three", '=HYPERLINK("x"),four',
        "=cmd|'/c calc'!A1,five", f"Shiraz,{long}", "Shiraz", "Shiraz,eight,more",
        'Shiraz,"nine" or so', "Tabriz,ten", 'Rasht,"never closed', "and on",
    ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    events, tally = read(path)
    assert [event.title for event in events] == ["one", "ten"]
    assert sorted(line for line, _ in aside(tally)) == [3, 4, 5, 6, 7, 8, 9, 10, 12]
