"""How many people: least, most and the words."""

import pytest


@pytest.mark.parametrize(
    "text,low,high,words",
    [
        ("200 nurses rally", 200, 200, "200"),
        ("Some 3,000 nurses rally", 3000, 3000, "Some 3,000"),
        ("More than 200 people rally", 200, None, "More than 200"),
        ("At least 3 thousand people rally", 3000, None, "At least 3 thousand"),
        ("Up to 50 nurses rally", None, 50, "Up to 50"),
        ("Between 50 and 300 nurses rally", 50, 300, "Between 50 and 300"),
        ("Dozens of nurses rally", 24, 99, "Dozens of"),
        ("Hundreds rally", 200, 999, "Hundreds"),
        ("Tens of thousands of people rally", 20_000, 99_999, "Tens of thousands of"),
        ("تجمع بیش از ۲۰۰ نفر از پرستاران", 200, None, "بیش از ۲۰۰"),
        ("تجمع حدود ۲۰۰ پرستار", 200, 200, "حدود ۲۰۰"),
        ("تجمع ۵۰ تا ۳۰۰ نفر از پرستاران", 50, 300, "۵۰ تا ۳۰۰"),
        ("تجمع صدها پرستار", 200, 999, "صدها"),
        ("تجمع ۲۰۰نفر", 200, 200, "۲۰۰"),
    ],
)
def test_a_crowd_is_counted(read, text, low, high, words):
    [event] = read(f"Iran, Sari – {text}")
    assert (event.size_low, event.size_high, event.size_text) == (low, high, words), text


@pytest.mark.parametrize(
    "text",
    [
        "Nurses rally on 3 June 2018",
        "Nurses rally over 12 months of pay",
        "Nurses rally, 40 people arrested",
        "5th day of nurses' strike",
        "تجمع پرستاران و بازداشت ۴۰ نفر",
    ],
)
def test_other_numbers_count_no_crowd(read, text):
    [event] = read(f"Iran, Sari – {text}")
    assert (event.size_low, event.size_high, event.size_text) == (None, None, ""), text


def test_each_place_has_its_own_size(read):
    events = read("پرستاران تجمع کردند. رشت حدود ۴۰ و قم حدود ۶۰ معترض داشت.")
    assert [event.size_low for event in events] == [40, 60]
