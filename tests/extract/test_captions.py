"""Captions: every order and separator of place, country and date, and what was done by whom."""

from datetime import date

import pytest

BODY = "Nurses rally over unpaid overtime"
DAY = date(2019, 5, 7)


@pytest.mark.parametrize(
    "head,toponym",
    [
        ("Rasht, Iran. May 7, 2019. ", "Rasht"),
        ("Rasht, Iran, May 7, 2019: ", "Rasht"),
        ("Rasht - Iran - May 7, 2019 - ", "Rasht"),
        ("Iran-Rasht, May 7, 2019, ", "Rasht"),
        ("Iran,Rasht, May. 7, 2019. ", "Rasht"),
        ("Iran, Rasht – May 7, 2019 – ", "Rasht"),
        ("Iran: Rasht: 2019-05-07: ", "Rasht"),
        ("Rasht (Iran), 7 May 2019. ", "Rasht"),
        ("Rasht, Gilan, Iran. May 7th, 2019. ", "Rasht"),
        ("Iran, Gilan, Rasht. Tuesday, 7 May 2019. ", "Rasht"),
        ("Rasht. May 7, 2019. ", "Rasht"),
        ("May 7, 2019. Rasht, Iran: ", "Rasht"),
        ("RASHT, IRAN. MAY 7, 2019. ", "RASHT"),
        ("rasht, iran. may 7, 2019. ", "rasht"),
        ("Bandar Anzali, Iran. May 7, 2019. ", "Bandar Anzali"),
        ("Iran-Torbat-E Heydarieh, May 7, 2019. ", "Torbat-E Heydarieh"),
        ("3. Rasht, Iran. May 7, 2019. ", "Rasht"),
        ("• Rasht, Iran. May 7, 2019. ", "Rasht"),
        ("Video: Rasht, Iran. May 7, 2019. ", "Rasht"),
        ("Shush, Khuzestan, Iran. May 7, 2019. ", "Shush"),
        ("South Khorasan Province, Iran. May 7, 2019. ", "South Khorasan Province"),
        ("Kerman Province, Iran. May 7, 2019. ", "Kerman Province"),
        # Nobody knows these, but country or date vouch for them.
        ("Nowabad, Iran. May 7, 2019. ", "Nowabad"),
        ("Iran-Nowabad-e Sofla, May 7, 2019, ", "Nowabad-e Sofla"),
        ("Iran, Nowabad – May 7, 2019 – ", "Nowabad"),
        ("Nowabad, Khuzestan, Iran. May 7, 2019. ", "Nowabad"),
        ("Nowabad, May 7, 2019: ", "Nowabad"),
        # The country alone.
        ("Iran. May 7, 2019. ", ""),
        ("Iran – May 7, 2019 – ", ""),
    ],
)
def test_the_head_of_a_caption(read, head, toponym):
    [event] = read(head + BODY)
    assert (event.toponym, event.event_date) == (toponym, DAY), head
    assert (event.sector, event.action) == ("health", "rally")
    assert event.date_precision == "day" and event.end_date == DAY


def test_province_and_country_are_hints_beside_the_town(read):
    [event] = read("Shush, Khuzestan, Iran. May 7, 2019. " + BODY)
    assert (event.admin1_hint, event.country_hint, event.toponym_kind) == ("Khuzestan", "IR", None)
    [event] = read("South Khorasan Province, Iran. May 7, 2019. " + BODY)
    assert (event.toponym_kind, event.admin1_hint) == ("admin1", "")
    [event] = read("Iran. May 7, 2019. " + BODY)
    assert event.country_hint == "IR" and set(event.spans) >= {"country", "title"}
    [event] = read("Nowabad, May 7, 2019: " + BODY)
    assert event.country_hint == ""


@pytest.mark.parametrize(
    "text,toponyms",
    [
        ("Iran: Abadan Refinery Workers on Strike for 3rd Day", ["Abadan"]),
        ("Iran. Teachers rally in Sari, Arak and Qom", ["Sari", "Arak", "Qom"]),
        ("Sari and Arak, Iran. May 7, 2019. Teachers rally", ["Sari", "Arak"]),
        ("Khuzestan, Iran. May 7, 2019. Teachers rally in Dezful", ["Dezful"]),
        ("Iran. Ahvaz steel workers rally in Tehran", ["Tehran"]),
        ("Iran. Farmers rally in Sirjan, Kerman Province", ["Sirjan"]),
        ("Iran. Nurses rally in Karim", ["Karim"]),
        ("Iran. Karim Rezaei joins nurses' rally", [""]),
        ("Iran. Drivers block the Arak-Qom road", [""]),
    ],
)
def test_towns_in_the_words_of_a_caption(read, text, toponyms):
    assert [event.toponym for event in read(text)] == toponyms, text


@pytest.mark.parametrize(
    "text,toponym,site",
    [
        (
            "Iran, Isfahan, May 7, 2019. Farmers rally in Varzaneh Square",
            "Isfahan",
            "Varzaneh Square",
        ),
        ("Iran, Tehran – Students sit in at Azadi Square", "Tehran", "Azadi Square"),
        ("تهران، ایران. ۱۷ اردیبهشت ۱۳۹۸. تجمع پرستاران در میدان آزادی", "تهران", "میدان آزادی"),
        ("Iran. Hunger strike of inmates in Dastgerd Prison", "Dastgerd Prison", ""),
    ],
)
def test_a_site_inside_a_town(read, text, toponym, site):
    [event] = read(text)
    assert (event.toponym, event.site) == (toponym, site)


@pytest.mark.parametrize(
    "text,sector",
    [
        ("New Round of Truck Drivers' Strike", "truckers"),
        ("Strike of Heavy Truck Drivers", "truckers"),
        ("Bus drivers' strike", "transport"),
        ("Dismissed workers of the Anzali cement factory protest", "manufacturing"),
        ("Protest Rally of Arak Alloyed Steel Group Workers", "steel"),
        ("Retired steel workers rally", "retirees"),
        ("Retirees of the steel company rally", "retirees"),
        ("Job-seekers rally at the refinery gate", "unemployed"),
        ("Unemployed teachers rally", "unemployed"),
        ("Residents rally in support of steel workers", "residents"),
        ("Nurses rally outside the teachers' fund", "health"),
        ("Rally by nurses and their families", "health"),
        ("Rally outside parliament by defrauded depositors", "investors"),
        ("Families of political prisoners rally outside Evin", "prisoners_families"),
        ("Pupils rally against exam rules", "students"),
        ("Street vendors protest", "merchants"),
        ("Gas company workers rally", "utilities"),
        ("Workers on strike over unpaid wages", "other"),
        ("Strike at the sugar mill", "sugarcane"),
        ("People rally at night", "general_public"),
        ("Protest at night", "general_public"),
        ("General strike", "general_public"),
        ("Anti-government chants", "general_public"),
        ("Fishermen rally", "other"),
    ],
)
def test_who_acts_is_read_from_the_grammar(read, text, sector):
    [event] = read(f"Iran, Sari – {text}")
    assert event.sector == sector, (text, event.sector_text)


@pytest.mark.parametrize(
    "text,action",
    [
        ("Teachers strike and rally", "strike"),
        ("Teachers rally on third day of strike", "strike"),
        ("Shopkeepers strike", "shop_closure"),
        ("Merchants shut down all their shops", "shop_closure"),
        ("Truckers block road during strike", "strike"),
        ("Farmers block the highway", "blockade"),
        ("Students march to parliament", "march"),
        ("Students rally and stage sit-in", "sit_in"),
        ("Workers pitch tents at the gate", "sit_in"),
        ("Prisoners on hunger strike", "hunger_strike"),
        ("Clashes between youths and security forces", "clash"),
        ("Protesters clash with police", "clash"),
        ("Farmers' rally ends in clashes", "rally"),
        ("Protesters set the bank on fire", "property_attack"),
        ("Banner of the leader was set on fire", "property_attack"),
        ("People chant slogans", "rally"),
        ("Nurses take to the streets", "rally"),
    ],
)
def test_what_they_did(read, text, action):
    [event] = read(f"Iran, Sari – {text}")
    assert event.action == action, (text, event.action_text)


@pytest.mark.parametrize(
    "text,n",
    [
        ("5th Day of strike by teachers", 5),
        ("Teachers on strike for second day", 2),
        ("Eleventh Day of Teachers' Strike", 11),
        ("11th consecutive day of teachers' strike", 11),
        ("Fourth straight day of strike", 4),
        ("Teachers' strike: day 31", 31),
        ("Teachers' strike, day twelve", 12),
        ("Thirty-first day of teachers' strike", 31),
        ("Forty-second day of teachers' strike", 42),
        ("101st day of teachers' strike", 101),
        ("Teachers on strike on first day of school", None),
        ("Teachers' rally on 5th day", None),
        ("Teachers on strike for better days", None),
        ("هجدهمین روز اعتصاب معلمان", 18),
        ("روز بیست و یکم اعتصاب معلمان", 21),
        ("روز ۴ اعتصاب معلمان", 4),
        ("اعتصاب معلمان روز ۴ خرداد", None),
    ],
)
def test_the_nth_day_of_a_strike(read, text, n):
    [event] = read(f"Iran, Sari – {text}")
    assert event.strike_day == n, text
    assert ("strike_day" in event.spans) == (n is not None)


@pytest.mark.parametrize(
    "text,nationwide",
    [
        ("Truckers' Nationwide Strike", True),
        ("Strike of teachers across the country", True),
        ("Teachers' strike", False),
        ("اعتصاب سراسری معلمان", True),
    ],
)
def test_nationwide_paints_no_city(read, text, nationwide):
    [event] = read(f"Iran. May 7, 2019. {text}")
    assert (event.nationwide, event.toponym) == (nationwide, "")


@pytest.mark.parametrize(
    "text,place,day,sector,action",
    [
        ("رشت، ایران. ۱۷ اردیبهشت ۱۳۹۸. اعتصاب رانندگان کامیون", "رشت", DAY, "truckers", "strike"),
        ("ایران، رشت - ۱۷ اردیبهشت ۱۳۹۸ - اعتصاب کامیون‌داران", "رشت", DAY, "truckers", "strike"),
        ("ايران، رشت - 17 ارديبهشت 1398 - اعتصاب كاميونداران", "رشت", DAY, "truckers", "strike"),
        ("رشت، ٧ مه ٢٠١٩: تجمع معلمان", "رشت", DAY, "teachers", "rally"),
        ("خرم آباد، ایران. ۱۳۹۸/۰۲/۱۷. تحصن دانش آموزان", "خرم آباد", DAY, "students", "sit_in"),
        (
            "استان کرمان، ایران. ۱۷ اردیبهشت ۹۸. تجمع کارگران معدن",
            "استان کرمان",
            DAY,
            "mining",
            "rally",
        ),
        ("تجمع بازنشستگان فولاد در اصفهان، ۱۷ اردیبهشت ۱۳۹۸", "اصفهان", DAY, "retirees", "rally"),
        (
            "قم، ایران. ۱۷ اردیبهشت ۱۳۹۸. کسبه مغازه‌های خود را بستند",
            "قم",
            DAY,
            "merchants",
            "shop_closure",
        ),
        (
            "ایران. ۱۷ اردیبهشت ۱۳۹۸. اعتصاب غذای زندانیان",
            "",
            DAY,
            "prisoners_families",
            "hunger_strike",
        ),
    ],
)
def test_captions_in_persian(read, text, place, day, sector, action):
    [event] = read(text)
    assert (event.toponym, event.event_date) == (place, day), text
    assert (event.sector, event.action, event.country_hint) == (sector, action, "IR")


@pytest.mark.parametrize(
    "text,place,day,sector,action",
    [
        (
            "Shush, Khuzestan province: sugarcane workers went on strike on May 7, 2019.",
            "Shush",
            DAY,
            "sugarcane",
            "strike",
        ),
        (
            "Rasht, northern Iran - May 7, 2019: Defrauded investors rallied.",
            "Rasht",
            DAY,
            "investors",
            "rally",
        ),
        ("Rasht, in north-west Iran: Nurses rallied in Rasht.", "Rasht", None, "health", "rally"),
        ("Iran. Truckers went on strike all over the country.", "", None, "truckers", "strike"),
        ("Iran: Truckers in Sari and Qom went on strike.", "Sari", None, "truckers", "strike"),
        ("TEHRAN, Iran - Students rallied in Sari for hours.", "Sari", None, "students", "rally"),
        ("شیراز، ایران. تجمع معلمان در شیراز.", "شیراز", None, "teachers", "rally"),
        ("شیراز، جنوب ایران. تجمع معلمان شهر در خیابان.", "شیراز", None, "teachers", "rally"),
        ("شیراز، ایران. ۱۷ اردیبهشت ۱۳۹۸. اعتصاب رانندگان.", "شیراز", DAY, "transport", "strike"),
    ],
)  # fmt: skip
def test_captions_that_end_like_sentences(read, text, place, day, sector, action):
    event = read(text)[0]
    assert (event.toponym, event.event_date) == (place, day), text
    assert (event.sector, event.action) == (sector, action)


@pytest.mark.parametrize(
    "text",
    [
        "Iran. Protests are a sign of things to come in many ways.",
        "Iran-backed groups rallied and went on strike for a while.",
        "Iran and others spoke about the strike for hours in a hall.",
    ],
)
def test_a_country_at_the_head_of_prose_alone_is_no_event(read, text):
    assert read(text) == []


def test_part_words_are_no_places(read):
    assert [event.toponym for event in read("ایران. تجمع شبانه معلمان")] == [""]


def test_captions_one_below_the_other_are_apart(read):
    lines = [
        "Sari, Iran. May 7, 2019. Nurses rally",
        "Iran, Qom – Students' sit-in, May 8, 2019",
        "Iran. May 2019. Third day of truckers' strike",
    ]
    alone = [event for line in lines for event in read(line)]
    for joint in ("\n", "\n\n", "\r\n"):
        together = read(joint.join(lines))
        assert [(e.toponym, e.event_date, e.sector, e.action) for e in together] == [
            (e.toponym, e.event_date, e.sector, e.action) for e in alone
        ]


def test_the_same_caption_twice_is_one_event(read):
    assert len(read("Sari, Iran. May 7, 2019. Nurses rally\n" * 3)) == 1


def test_an_event_carries_what_its_report_is(extractor):
    from geodata.model import Report

    report = Report(
        "Sari, Iran. May 7, 2019. Nurses rally",
        source="A radio",
        url="https://radio.example/1",
        licence="CC BY 4.0",
        dataset_row_id="r7",
    )
    [event] = extractor.events(report)
    assert event.title == report.text
    assert (event.report_ids, event.sources) == ((report.report_id,), ("A radio",))
    assert (event.urls, event.licence) == (("https://radio.example/1",), "CC BY 4.0")
    assert event.dataset_row_id == "r7"
