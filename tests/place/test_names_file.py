"""The table of names given to `maydan geocode --file`."""

import pytest

from geodata.errors import InputError, UnreadableFile
from geodata.place.names_file import AskedName, asked_names


def read(tmp_path, content, country=""):
    path = tmp_path / "places.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(asked_names(path, country))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("place\nYazd\n", [AskedName(2, "Yazd", "", "")]),
        ("\ufeffplace,admin1\nیزد,یزد\n", [AskedName(2, "یزد", "یزد", "")]),
        ("id;Place;COUNTRY\n1; Yazd ;IR\n", [AskedName(2, "Yazd", "", "IR")]),
        ("country\tplace\r\nIR\tYazd\r\n", [AskedName(2, "Yazd", "", "IR")]),
        ('place\n"a\nb"\nc\n', [AskedName(3, "a\nb", "", ""), AskedName(4, "c", "", "")]),
        ("place,admin1\nYazd\n", [AskedName(2, "Yazd", "", "")]),
        ("place\n", []),
    ],
)
def test_tables(tmp_path, content, expected):
    assert read(tmp_path, content) == expected


def test_the_country_counts_where_none_is_named(tmp_path):
    rows = read(tmp_path, "place,country\na,\nb,TR\n", "IR")
    assert [row.country for row in rows] == ["IR", "TR"]


@pytest.mark.parametrize("content", ["", "name,lat\nYazd,1\n", "Yazd\nTehran\n"])
def test_a_missing_column_is_named(tmp_path, content):
    with pytest.raises(InputError, match=r"places\.csv: line 1: no column 'place' among: "):
        read(tmp_path, content)


def test_another_encoding_is_told_with_its_line(tmp_path):
    with pytest.raises(UnreadableFile, match="line 3 is not UTF-8"):
        read(tmp_path, b"place\nYazd\nCaf\xe9\n")


def test_a_broken_quote_is_told_with_its_line(tmp_path):
    with pytest.raises(InputError, match="line 2"):
        read(tmp_path, 'place\n"Yazd"x\n')


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="No such file"):
        list(asked_names(tmp_path / "none.csv"))
