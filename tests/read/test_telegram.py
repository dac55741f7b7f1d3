"""Telegram exports: words in parts, days of Iran, messages without words, broken files."""

import json
from datetime import date

import pytest

from geodata.errors import UnreadableFile
from geodata.read import telegram

MESSAGES = [
    {
        "id": 7,
        "type": "message",
        "date": "2019-05-07T23:30:00",
        "date_unixtime": "1557259800",  # 7 May 2019, 20:10 UTC: the 8th in Iran
        "text": ["🔴 ", {"type": "hashtag", "text": "#تجمع"}, " پرستاران در کرج"],
    },
    {"id": 8, "type": "service", "action": "pin_message", "text": ""},
    {"id": 9, "type": "message", "date": "2019-05-09T10:00:00", "text": "Rally in Sari"},
    {"id": 10, "type": "message", "text_entities": [{"type": "plain", "text": "No day"}]},
    {"id": 11, "type": "message", "date_unixtime": "yesterday", "text": "Broken day"},
    ["no message"],
    {"id": 12, "type": "message", "text": {"odd": 1}},
    {"id": 13, "type": "message", "text": 5},
]


def export(path, messages=MESSAGES, name="Monitors"):
    whole = {"name": name, "type": "public_channel", "id": 1, "messages": messages}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def test_messages_become_reports(tmp_path):
    unused = []
    found = list(
        telegram.reports(
            export(tmp_path / "result.json"), published=date(2020, 1, 1), unused=unused
        )
    )
    assert [(each.text, each.published, each.dataset_row_id) for each in found] == [
        ("🔴 #تجمع پرستاران در کرج", date(2019, 5, 8), "7"),
        ("Rally in Sari", date(2019, 5, 9), "9"),
        ("No day", date(2020, 1, 1), "10"),
    ]
    assert {(each.source, each.dataset) for each in found} == {("Monitors", "telegram")}
    assert [(each.line, each.field) for each in unused] == [
        (5, "message"),
        (6, "message"),
        (8, "message"),
    ]


@pytest.mark.parametrize(
    "name,content,expected",
    [
        ("result.json", '{"name": "x", "messages": []}', True),
        ("result.json", '{"features": []}', False),
        ("result.txt", '{"messages": []}', False),
        ("absent.json", None, False),
    ],
)
def test_what_is_an_export(tmp_path, name, content, expected):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert telegram.is_export(tmp_path / name) == expected


def test_a_file_that_is_cut_off_gives_nothing(tmp_path):
    path = export(tmp_path / "result.json")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFile, match="no whole Telegram export"):
        next(telegram.reports(path))


@pytest.mark.parametrize(
    ("messages", "said"),
    [('[{"text": ' + "[" * 100_000, "nested deeper"), ('[{"text": "' + "x" * 17_000_000, "larger")],
)
def test_a_hostile_file_is_refused_before_it_fills_the_memory(tmp_path, messages, said):
    path = tmp_path / "result.json"
    path.write_text(f'{{"name": "x", "messages": {messages}', encoding="utf-8")
    with pytest.raises(UnreadableFile, match=said):
        next(telegram.reports(path))


def test_memory_is_flat_in_the_number_of_messages(tmp_path):
    import tracemalloc

    def peak(n_messages):
        path = export(tmp_path / f"{n_messages}.json", MESSAGES[:1] * n_messages)
        tracemalloc.start()
        assert sum(1 for _ in telegram.reports(path)) == n_messages
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(20_000) < 3 * peak(1_000) + 1_000_000
