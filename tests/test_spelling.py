"""Words, folded keys and loose keys in two scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.spelling import fold, key, loose, skeleton, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tīrān", "tiran"),
        ("كاشان", "کاشان"),
        ("۱۲", "12"),
        ("TEHRAN", "tehran"),
        ("آبادان", "ابادان"),
        ("Qā’em", "qaem"),
        ("Əhvaz", "əhvaz"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


def test_words_know_their_place_in_the_text():
    text = "In خرم‌آباد, Iran's west"
    assert [(word.key, text[word.start : word.end]) for word in words(text)] == [
        ("in", "In"),
        ("خرم", "خرم"),
        ("اباد", "آباد"),
        ("iran", "Iran"),
        ("s", "s"),
        ("west", "west"),
    ]


SPELLINGS = """
Torbat-e Jam / Torbat-E Jam / Torbat Jam / Torbate Jam / Torbate-Jam
Bandar-e Lengeh / Bandar Lengeh / Bandare Lengeh / Bandar Lenge
Isfahan / Esfahan / Esfahān
Ahvaz / Ahwaz
Kazerun / Kazeroun / Kazeroon
Yasuj / Yasooj / Yasouj
Asaluyeh / Assaluyeh / Asalouyeh / Asaluye / Assalooyeh
Khorasgan / Khourasgan
Qom / Ghom / Qum
Qazvin / Ghazvin / Qazveen
Khoy / Khoi / Xoy
Eslamshahr / Islamshahr / Eslam Shahr / Islam-Shahr
Masjed Soleyman / Masjed Soleiman / Masjid Suleiman / Masjed-e Soleyman
Shahr-e Kord / Shahrekord / Shahr Kord / Shahr-e Kurd
Qa'em Shahr / Qaemshahr / Ghaemshahr / Ghaem Shahr
Torbat-e Heydariyeh / Torbat Heydarieh / Torbat-e Heidarieh
Khomeyni Shahr / Khomeinishahr / Khomeini Shahr
Nowshahr / Noshahr / Nov Shahr
Borujerd / Boroujerd / Boroojerd
Meybod / Meibod / Maybod
Najafabad / Najaf Abad / Najaf-Abad
Salehabad / Saleh Abad
Shirgah / Shir Gah
Bandar-e Emam Khomeyni / Bandar Imam Khomeini
Orumiyeh / Orumieh / Oroumieh
Tuyserkan / Touyserkan / Tooyserkan
Fasa / Fassa
Khvaf / Khaf
خرم‌آباد / خرم آباد / خرم اباد / خرمآباد
شهر کرد / شهرکرد
طهران / تهران
"""


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_usual_spellings_share_a_loose_key(line):
    first, *others = line.split(" / ")
    for other in others:
        assert set(loose(first)) & set(loose(other)), (first, loose(first), other, loose(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tehran", "Tiran"),
        ("Kalat", "Kalateh"),
        ("Karaj", "Kerej"),
        ("Baneh", "Ban"),
        ("Dehdasht", "Dasht"),
        ("Ezhieh", "Izeh"),
        ("Qorveh", "Qarveh"),
        ("بانه", "بناب"),
    ],
)
def test_different_places_do_not_share_a_loose_key(one, other):
    assert not set(loose(one)) & set(loose(other))


@pytest.mark.parametrize(
    ("latin", "persian"),
    [
        ("Ab Pakhsh", "آب‌پخش"),
        ("Sowme'eh Sara", "صومعه سرا"),
        ("Khvansar", "خوانسار"),
        ("Torbat-e Heydariyeh", "تربت حیدریه"),
        ("Saqqez", "سقز"),
    ],
)
def test_scripts_meet_in_their_consonants(latin, persian):
    assert skeleton(latin) == skeleton(persian)


TEXTS = st.text(
    st.sampled_from("aeiouyvwhkgqsxz-'’ \u200cآابپهیوکقغطشئءÀāīţ۱٢\u064e") | st.characters()
)


@given(TEXTS)
def test_keys_are_idempotent(text):
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)


@given(TEXTS)
def test_the_loose_key_depends_on_the_folded_key_alone(text):
    assert loose(key(text)) == loose(text)
    assert skeleton(key(text)) == skeleton(text)


@given(TEXTS)
def test_words_lie_in_order_inside_the_text(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
