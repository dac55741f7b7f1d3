"""Which place a name means, and when that stays open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import PlaceName
from geodata.place.choice import OTHER, distance_km
from geodata.place.gazetteer import Gazetteer, _exact
from geodata.place.meanings import meanings
from geodata.spelling import key

GAZETTEER = Gazetteer()

TOWNS = """
Torbat-E Jam = Torbat-e Jam
Bandar Lengeh = Bandar-e Lengeh
Esfahan = Isfahan
Ahwaz = Ahvaz
Kazeroun = Kazerun
Yasouj = Yasuj
یزد = Yazd
بندر لنگه = Bandar-e Lengeh
ساوه = Saveh
كرمان = Kerman
مسجدسلیمان = Masjed Soleyman
Pasargadae = Pasargad
Haft Tapeh = Haft Tappeh
Khourasgan = Khorasgan
Khorasgan = Khorasgan
Assaluyeh = Asaluyeh
Gachsaran = Dogonbadan
Urmia = Orumiyeh
Nishapur = Neyshabur
Hamedan = Hamadan
Shahrekord = Shahr-e Kord
Ghaemshahr = Qa'em Shahr
City of Tehran = Tehran
شهر ری = Rey
Sari, Mazandaran = Sari
Haft Tappeh, Khuzestan, Iran = Haft Tappeh
Saqez = Saqqez
Boukan = Bukan
Dorood = Dorud
Hamidieh = Hamidiyeh
Kirmanshah = Kermanshah
Khoramabad = Khorramabad
Ghazvin = Qazvin
Bandar Imam = Bandar-e Emam Khomeyni
Bandar-e Emam Khomeyni = Bandar-e Emam Khomeyni
Shooshtar = Shushtar
Javanrood = Javanrud
Omidieh = Omidiyeh
Islamshahr = Eslamshahr
Shahriyar = Shahriar
Kazeroon = Kazerun
Aligoudarz = Aligudarz
Masjid Suleiman = Masjed Soleyman
تهران، ایران = Tehran
"""


@pytest.mark.parametrize("line", TOWNS.strip().splitlines())
def test_towns(line):
    asked, name = line.split(" = ")
    place = GAZETTEER.find(asked)
    assert (place.place_name, place.geo_precision) == (name, "town"), place


SITES = """
Evin Prison = Tehran
Gohardasht Prison = Karaj
زندان قزل‌حصار = Karaj
Fashafouyeh = Hasanabad
Sharif University = Tehran
دانشگاه فردوسی مشهد = Mashhad
HEPCO = Arak
مس سونگون = Varazqan
Kish Island = Kish
Abadan Refinery = Abadan
"""


@pytest.mark.parametrize("line", SITES.strip().splitlines())
def test_sites_stand_in_their_town(line):
    asked, town = line.split(" = ")
    place = GAZETTEER.find(asked)
    assert place.place_name == town, place
    assert place.geo_precision in ("site", "town")


IN_A_PROVINCE = """
Kelardasht | Mazandaran = Kalardasht
اروندکنار | خوزستان = Arvand Kenar
Bolbolanabad | Kurdistan = Bolbanabad
Gandaman city | Chaharmahal and Bakhtiyari = Gandoman
سلسله | لرستان = Selseleh
Isfahan - Baharestan | = Baharestan
هشتپر (تالش) | گیلان = Hashtpar
"""


@pytest.mark.parametrize("line", IN_A_PROVINCE.strip().splitlines())
def test_the_named_province_makes_a_spelling_enough(line):
    asked, name = line.split(" = ")
    place = GAZETTEER.find(*(part.strip() for part in asked.split("|")))
    assert place.place_name == name, place


@pytest.mark.parametrize("name", ["Sadeqabad", "Cheshmeh Shirin", "Nowruzabad-e Olya"])
def test_what_is_only_alike_is_not_taken_for_it(name):
    for province in ("Golestan", "Ilam", "Fars"):
        assert not GAZETTEER.find(name, province).is_placed


@pytest.mark.parametrize("name", ["Mobarakabad", "مشکان", "مبارک آباد"])
def test_homonyms_of_two_scripts_stay_open(name):
    assert GAZETTEER.find(name, "Fars").placed_by == "ambiguous"


PROVINCES = """
North Khorasan Province = North Khorasan
North Khorasan = North Khorasan
Khuzestan = Khuzestan
Khouzestan province = Khuzestan
استان فارس = Fars
Fars = Fars
گیلان = Gilan
Kordestan = Kurdistan
Tehran Province = Tehran
Ostan-e Yazd = Yazd
استان یزد = Yazd
Golestan = Golestan
Azarbaijan Sharghi = East Azerbaijan
West Azarbaijan = West Azerbaijan
آذربایجان شرقی = East Azerbaijan
Kohgiluyeh va Boyer Ahmad = Kohgiluyeh and Boyer-Ahmad
کهگیلویه وبویراحمد = Kohgiluyeh and Boyer-Ahmad
Chaharmahal-Bakhtiari = Chaharmahal and Bakhtiari
چهارمحال وبختیاری = Chaharmahal and Bakhtiari
Sistan & Baluchestan = Sistan and Baluchestan
سیستان و بلوچستان = Sistan and Baluchestan
"""


@pytest.mark.parametrize("line", PROVINCES.strip().splitlines())
def test_provinces(line):
    asked, name = line.split(" = ")
    place = GAZETTEER.find(asked)
    assert (place.place_name, place.admin1_name, place.geo_precision) == (name, name, "admin1")
    assert place.geonameid is None
    assert place.country_code == "IR"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran", "IR"),
        ("ایران", "IR"),
        ("United States", "US"),
        ("UAE", "AE"),
        ("ترکیه", "TR"),
        ("Azerbaijan", "AZ"),
        ("Islamic Republic of Iran", "IR"),
    ],
)
def test_countries(name, code):
    place = GAZETTEER.find(name)
    assert (place.country_code, place.geo_precision) == (code, "country")
    assert GAZETTEER.country_code(name) == code


@pytest.mark.parametrize("name", ["Yazd", "Isfahan", "Kerman", "Qom", "Semnan", "قزوین", "تهران"])
def test_a_name_of_town_and_province_is_the_town(name):
    assert GAZETTEER.find(name).geo_precision == "town"
    assert GAZETTEER.find(name, kind="admin1").geo_precision == "admin1"


@pytest.mark.parametrize(
    ("name", "admin1", "geonameid"),
    [
        ("Sardasht", "West Azerbaijan", 117111),
        ("Sardasht", "Hormozgan", 117116),
        ("Nurabad", "Fars", 121925),
        ("Nurabad", "لرستان", 24851),
        ("Karaj", "Alborz", 128747),
        ("Karaj", "Tehran", 128747),  # before 2010
        ("Tabas", "Yazd", 113659),  # before 2013
        ("Tabas", "South Khorasan", 113659),
        ("Bojnurd", "Khorasan", 140380),  # before 2004
        ("Golestan", "Tehran", 32900),
        ("Tehran", "Isfahan", 418446),  # Tiran's other name: only its province makes it so
        ("Kelardasht", "Mazandaran", None),
    ],
)
def test_the_named_province_decides(name, admin1, geonameid):
    place = GAZETTEER.find(name, admin1)
    assert place.geo_precision == "town"
    if geonameid:
        assert place.geonameid == geonameid


def test_a_town_outside_the_named_province_is_no_match():
    place = GAZETTEER.find("Sari", "Fars")
    assert (place.geo_precision, place.placed_by) == ("unplaced", "not_found")
    assert place.latitude is None
    assert "Sari, Mazandaran (116996)" in place.candidates


def test_a_town_outside_the_named_country_is_no_match():
    assert GAZETTEER.find("Tabriz", country="TR").placed_by == "not_found"
    assert GAZETTEER.find("Tabriz", country="ایران").place_name == "Tabriz"


@pytest.mark.parametrize("unknown", ["Atlantis", "؟؟", "IR-99"])
def test_an_unknown_province_is_ignored_but_not_an_unknown_country(unknown):
    assert GAZETTEER.find("Tabriz", unknown).place_name == "Tabriz"
    assert GAZETTEER.find("Tabriz", country=unknown).placed_by == "country_unknown"


def test_the_usual_name_beats_the_other_name():
    assert GAZETTEER.find("Tehran").geonameid == 112931
    assert GAZETTEER.find("Tiran").geonameid == 418446


@pytest.mark.parametrize("name", ["Aliabad", "Nurabad", "حسین آباد", "Khorasan Province"])
def test_a_near_tie_stays_open_with_its_candidates(name):
    place = GAZETTEER.find(name)
    assert (place.geo_precision, place.placed_by) == ("unplaced", "ambiguous")
    assert len(place.candidates) >= 2
    assert place.latitude is None


def test_an_old_name_alone_does_not_place():
    # Arak's old name is the name of many villages.
    assert GAZETTEER.find("Soltanabad").placed_by == "ambiguous"


def test_a_town_that_is_twice_in_geonames_is_one():
    assert GAZETTEER.find("Kashan").geonameid in (128476, 6861211)


def test_a_county_is_not_its_seat():
    place = GAZETTEER.find("شهرستان کاشان")
    assert (place.place_name, place.geo_precision) == ("Kashan", "admin2")


@pytest.mark.parametrize("name", ["Qwertzuiop", "Nonesuch Province", "شبانه", "a,b,c"])
def test_nobody_knows_it(name):
    assert GAZETTEER.find(name).placed_by == "not_found"


@pytest.mark.parametrize("name", ["", "  ", ",", "!!"])
def test_no_name(name):
    assert not GAZETTEER.find(name).is_placed


def test_a_square_needs_its_town():
    tehran, yazd = GAZETTEER.find("Tehran"), GAZETTEER.find("Yazd")
    assert GAZETTEER.find("Azadi Square").placed_by == "not_found"
    assert GAZETTEER.site("Azadi Square", yazd) is None
    square = GAZETTEER.site("میدان آزادی", tehran)
    assert square is not None
    assert (square.place_name, square.geo_precision) == ("Tehran", "site")
    assert 1 < distance_km(square, tehran) < 15


# -- properties


@given(st.sampled_from(meanings()), st.data())
def test_a_place_s_own_name_finds_it_or_is_openly_ambiguous(meaning, data):
    name = data.draw(st.sampled_from((*meaning.usual, *meaning.spellings)))
    place = GAZETTEER.find(name)
    own = meaning.place
    if place.placed_by == "ambiguous" or meaning.needs_town:
        return
    assert place.is_placed, (name, place)
    if place.place_name != own.place_name:
        homonyms = [each.meaning for each in GAZETTEER._claims(key(name))]
        assert meaning in homonyms, (name, place)


@given(st.sampled_from([each for each in meanings() if each.kind == "town"]))
def test_the_province_never_leads_to_another_one(meaning):
    own = meaning.place
    place = GAZETTEER.find(own.place_name, own.admin1_code)
    assert place.placed_by in ("gazetteer", "ambiguous")
    if place.geo_precision == "town":
        assert place == own or place.admin1_code == own.admin1_code or own.admin1_code


@given(st.text())
def test_any_text_has_an_answer(text):
    place = GAZETTEER.find(text, text, text)
    assert place.is_placed == (place.latitude is not None)


# -- names to look for

NAMES = {each.name: each for each in GAZETTEER.names()}


def test_names_are_folded_and_once_each():
    assert len(NAMES) == sum(1 for _ in GAZETTEER.names())
    assert all(name and key(name) == name for name in NAMES)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tehran", "town"),
        ("yazd", "town"),
        ("بندر لنگه", "town"),
        ("bandar lengeh", "town"),
        ("torbat jam", "town"),
        ("torbate jam", "town"),
        ("khuzestan", "admin1"),
        ("golestan", "admin1"),
        ("north khorasan", "admin1"),
        ("khorasan", "admin1"),
        ("iran", "country"),
        ("azerbaijan", "country"),
        ("evin prison", "site"),
        ("قم", "town"),
        ("haft tappeh", "town"),
        ("pasargadae", "town"),
    ],
)
def test_names_to_look_for(name, kind):
    assert NAMES[name] == PlaceName(name, kind, False)


@pytest.mark.parametrize(
    "name", ["azadi", "ازادی", "bam", "ray", "shush", "us", "najaf", "کرد", "شهرستان", "هفته"]
)
def test_plain_words_prove_nothing_alone(name):
    assert NAMES[name].is_plain_word


@pytest.mark.parametrize("name", ["شبانه", "square", "workers", "strike", "اعتصاب", "کارگران"])
def test_words_of_reports_are_no_places(name):
    assert name not in NAMES


def test_other_names_prove_nothing_alone():
    only_others = [
        name
        for name, claims in _exact().items()
        if all(claim.strength == OTHER for claim in claims)
    ]
    assert all(NAMES[name].is_plain_word for name in only_others if name in NAMES)
