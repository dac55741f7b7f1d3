"""Files and standard input become reports, or one clear sentence says why not."""

import io
import json
import sys
from datetime import date
from time import perf_counter

import pytest

from geodata.errors import UnreadableFile
from geodata.model import Report
from geodata.read.text import MAX_FILE_BYTES, MAX_LINE_CHARS, Unused, report_of, reports

ENGLISH = "Rasht, Iran. June 3, 2019. Café cooks’ strike"
PERSIAN = "رشت، ایران. ۱۳ خرداد ۱۳۹۸. اعتصاب آشپزها"


def read(path) -> list[Report]:
    return list(reports(path))


@pytest.mark.parametrize(
    "text,encoding",
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "windows-1252"),
        (ENGLISH.replace("’", "'"), "latin-1"),
        (PERSIAN, "utf-8"),
        (PERSIAN, "utf-16"),
        (PERSIAN, "utf-16-le"),
        (PERSIAN.replace("ی", "ي").translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")), "cp1256"),
    ],
)
def test_text_is_read_in_whatever_encoding_it_has(tmp_path, text, encoding):
    path = tmp_path / "captions.txt"
    path.write_bytes(text.encode(encoding))
    assert [report.text for report in read(path)] == [text]


def test_one_broken_character_does_not_make_persian_text_something_else(tmp_path):
    path = tmp_path / "broken.txt"
    path.write_bytes(PERSIAN.encode() + b"\xd8")
    assert read(path)[0].text == PERSIAN + "\ufffd"


def test_a_file_is_one_report_named_after_it(tmp_path):
    path = tmp_path / "radio-june.txt"
    path.write_text(ENGLISH + "\n\n" + PERSIAN, encoding="utf-8")
    [report] = reports(path, published=date(2019, 6, 4))
    assert (report.source, report.published) == ("radio-june", date(2019, 6, 4))
    assert next(reports(path, source="A radio")).source == "A radio"


@pytest.mark.parametrize(
    "name,content,why",
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b" \n\t\n", "it is empty"),
        ("marked.txt", b"\xef\xbb\xbf", "it is empty"),
        ("noise.txt", bytes(range(256)) * 40, "no text"),
        ("paper.txt", b"%PDF-1.7 ...", "PDF"),
        ("paper.docx", b"PK\x03\x04....", "zip archive"),
        ("picture.txt", b"\x89PNG\r\n", "picture"),
        ("large.txt", b"a" * (MAX_FILE_BYTES + 1), "20 MB"),
        ("line.txt", b"strike " * (MAX_LINE_CHARS // 4), "break it into paragraphs"),
        ("empty.jsonl", b"", "it is empty"),
        ("noise.jsonl", b"\x00\x01\x02\x03" * 9, "no text"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path, name, content, why):
    path = tmp_path / name
    path.write_bytes(content)
    started = perf_counter()
    with pytest.raises(UnreadableFile, match=why) as trouble:
        read(path)
    assert perf_counter() - started < 5
    assert "\n" not in str(trouble.value) and str(path) in str(trouble.value)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    with pytest.raises(UnreadableFile, match="no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(UnreadableFile, match="folder"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read("a\0b")


def test_json_lines_carry_what_they_tell(tmp_path):
    path = tmp_path / "posts.jsonl"
    line = {
        "text": ENGLISH,
        "id": 7,
        "published": "2019-06-04T10:00:00+03:30",
        "url": "https://x.example",
    }
    path.write_text(json.dumps(line) + "\n\n" + json.dumps({"text": "x"}), encoding="utf-8")
    first, second = reports(path, published=date(2019, 7, 1))
    assert (first.dataset_row_id, first.published) == ("7", date(2019, 6, 4))
    assert (first.url, first.source) == ("https://x.example", "posts")
    assert (second.dataset_row_id, second.published) == ("", date(2019, 7, 1))


@pytest.mark.parametrize(
    "line,field,reason",
    [
        (b"{", "", "not JSON"),
        (b"[1, 2]", "", "not an object"),
        (b"[" * 100_000, "", "not JSON"),
        (b'{"id": 1}', "text", "there is no text"),
        (b'{"text": "  "}', "text", "there is no text"),
        (b'{"text": 5}', "text", "not a string"),
        (b'{"text": "a", "id": [1]}', "id", "neither a string nor a number"),
        (b'{"text": "a", "published": "soon"}', "published", "not a date"),
        (b'{"text": "a", "published": 5}', "published", "not a date"),
        (b'{"text": "a", "url": {}}', "url", "not a string"),
        (b'{"text": "caf\xe9"}', "", "not in UTF-8"),
        (b'{"text": "' + b"a" * MAX_LINE_CHARS + b'"}', "", "longer than"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_others_are_read(tmp_path, line, field, reason):
    path = tmp_path / "posts.jsonl"
    path.write_bytes(b'{"text": "before"}\n' + line + b'\n{"text": "after"}\n')
    unused: list[Unused] = []
    assert [each.text for each in reports(path, unused=unused)] == ["before", "after"]
    [bad] = unused
    assert (bad.path, bad.line, bad.field) == (str(path), 2, field)
    assert reason in bad.reason and len(bad.value) <= 80


def test_halves_of_characters_become_a_visible_sign(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_text('{"text": "\\ud800 strike"}')
    assert read(path)[0].text == "\ufffd strike"


def test_json_lines_may_be_utf_16(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_bytes(json.dumps({"text": PERSIAN}, ensure_ascii=False).encode("utf-16"))
    assert [each.text for each in read(path)] == [PERSIAN]


@pytest.mark.parametrize(
    "content,texts",
    [(ENGLISH, [ENGLISH]), ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"])],
)
def test_standard_input_is_of_either_form(monkeypatch, content, texts):
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    found = read("-")
    assert [each.text for each in found] == texts
    assert {each.source for each in found} == {""}


def test_a_pasted_text_is_a_report():
    assert report_of("a\ud800b", source="me").text == "a\ufffdb"
    with pytest.raises(UnreadableFile, match="empty"):
        report_of(" \n")
