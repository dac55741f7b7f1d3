"""Provinces and countries by any usual name, English and Persian, old and new."""

import pytest

from geodata.place import files
from geodata.place.gazetteer import Gazetteer

GAZETTEER = Gazetteer()

PROVINCES = """
IR-00 = Markazi, Central Province, مرکزی, استان مرکزی
IR-01 = Gilan, Guilan, گیلان
IR-02 = Mazandaran, مازندران
IR-03 = East Azerbaijan, East Azarbaijan, Azarbaijan-e Sharqi, آذربایجان شرقی, آذربایجان‌شرقی
IR-04 = West Azerbaijan, Azarbayjan-e Gharbi, آذربايجان غربي
IR-05 = Kermanshah, Bakhtaran, باختران, کرمانشاه
IR-06 = Khuzestan, Khouzestan, Khuzistan, خوزستان
IR-07 = Fars, Fars Province, فارس
IR-08 = Kerman, کرمان
IR-09 = Razavi Khorasan, Khorasan-e Razavi, خراسان رضوی
IR-10 = Isfahan, Esfahan, اصفهان
IR-11 = Sistan and Baluchestan, Sistan-Baluchestan, Sistan va Baluchestan, سیستان و بلوچستان
IR-12 = Kurdistan, Kordestan, کردستان
IR-13 = Hamadan, Hamedan, همدان
IR-14 = Chaharmahal and Bakhtiari, Chahar Mahall va Bakhtiari, چهارمحال و بختیاری
IR-15 = Lorestan, Luristan, لرستان
IR-16 = Ilam, ایلام
IR-17 = Kohgiluyeh and Boyer-Ahmad, Kohkiluyeh va Buyer Ahmad, کهگیلویه و بویراحمد
IR-18 = Bushehr, بوشهر
IR-19 = Zanjan, زنجان
IR-20 = Semnan, سمنان
IR-21 = Yazd, یزد
IR-22 = Hormozgan, Hormuzgan, هرمزگان
IR-23 = Tehran, Teheran, تهران
IR-24 = Ardabil, Ardebil, اردبیل
IR-25 = Qom, Ghom, قم
IR-26 = Qazvin, Ghazvin, قزوین
IR-27 = Golestan, گلستان
IR-28 = North Khorasan, Khorasan Shomali, خراسان شمالی
IR-29 = South Khorasan, Khorasan Jonubi, خراسان جنوبی
IR-30 = Alborz, البرز
"""


@pytest.mark.parametrize("line", PROVINCES.strip().splitlines())
def test_provinces(line):
    code, names = line.split(" = ")
    for name in names.split(", "):
        assert GAZETTEER.admin1_codes(name) == {code}, name
        assert GAZETTEER.find(name, kind="admin1").admin1_code == code, name


def test_the_codes_are_those_of_one_edition():
    # Before, IR-07 was Tehran's: codes of two editions cannot be mixed.
    assert files.ISO_3166_2_EDITION == "2020-11-24"
    codes = {line.split(" = ")[0] for line in PROVINCES.strip().splitlines()}
    assert {each.admin1_code for each in files.admin1s()} == codes


def test_a_province_that_was_divided_is_all_its_parts():
    assert GAZETTEER.admin1_codes("Khorasan") == {"IR-09", "IR-28", "IR-29"}


COUNTRIES = """
IR = Iran, Islamic Republic of Iran, ایران, جمهوری اسلامی ایران
TR = Turkey, Türkiye, Turkiye, ترکیه
AE = United Arab Emirates, UAE, امارات
SA = Saudi Arabia, عربستان سعودی, عربستان
US = United States, USA, US, آمریکا, ایالات متحده
GB = United Kingdom, UK, Great Britain, انگلیس, بریتانیا
AZ = Azerbaijan, جمهوری آذربایجان
MM = Myanmar, Burma
SZ = Eswatini, Swaziland
CD = Democratic Republic of Congo, DR Congo, Zaire
CI = Ivory Coast
CZ = Czechia, Czech Republic
TL = Timor Leste, East Timor
KR = South Korea, کره جنوبی
SY = Syria, Syrian Arab Republic, سوریه
PS = Palestine, فلسطین
VN = Vietnam, Viet Nam
"""


@pytest.mark.parametrize("line", COUNTRIES.strip().splitlines())
def test_countries(line):
    code, names = line.split(" = ")
    for name in names.split(", "):
        assert GAZETTEER.country_code(name) == code, name
