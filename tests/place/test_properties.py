"""What holds of all names, places and gazetteers."""

import random
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.place import added_files, alike, files, gazetteer, meanings, question
from geodata.place.files import Town
from geodata.place.gazetteer import Gazetteer
from geodata.spelling import key, loose, loose_folded, skeleton

NAMES = sorted({name for each in meanings.meanings() for name in (*each.usual, *each.spellings)})
PLAIN = Gazetteer()

# -- keys


@given(st.one_of(st.text(), st.sampled_from(NAMES)))
def test_the_key_is_idempotent(name):
    assert key(key(name)) == key(name)


@given(st.one_of(st.text(), st.sampled_from(NAMES)))
def test_the_coarser_keys_depend_on_the_key_alone(name):
    assert loose(key(name)) == loose(name) == loose_folded(key(name))
    assert skeleton(key(name)) == skeleton(name)


KIND_PATTERNS = (question._PROVINCE, question._COUNTY, question._TOWN)


@pytest.mark.parametrize("pattern", KIND_PATTERNS)
def test_every_word_that_tells_a_kind_is_looked_for_first(pattern):
    forms = pattern.pattern.replace("provinces?", "province provinces")
    words = set(re.findall(r"[a-z]{3,}|[\u0621-\u06d3]{2,}", forms))
    assert words - {"after", "before", "the", "rural"} <= question._KIND_WORDS


# -- added places

LETTERS = st.sampled_from("abdeghiklmnoprstuvzğışçöüبتجدرسشعقکلمنوهی")
WORDS = st.text(LETTERS, min_size=2, max_size=7)
TOWN_NAMES = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: " ".join(words).title())


@st.composite
def towns(draw, first_id=1):
    """A few towns of Türkiye with made-up names, some of them the same."""
    names = draw(st.lists(TOWN_NAMES, min_size=1, max_size=8))
    return [
        Town(
            geonameid=number,
            name=name,
            feature_code="PPL",
            admin1_code=draw(st.sampled_from(["TR-34", "TR-06"])),
            country_code="TR",
            latitude=float(draw(st.integers(36, 42))),
            longitude=float(draw(st.integers(26, 44))),
            population=draw(st.sampled_from([0, 600, 20_000, 900_000])),
            other_names=tuple(draw(st.lists(TOWN_NAMES, max_size=2))),
        )
        for number, name in enumerate(names, start=first_id)
    ]


def gazetteer_of(some: list[Town]) -> Gazetteer:
    with tempfile.TemporaryDirectory() as folder:
        added_files.write(Path(folder), "TR", some, "made up")
        made = Gazetteer(Path(folder))
        made.find("Nobody knows it", country="TR")  # reads the file
        return made


slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(towns())
def test_an_added_place_s_own_names_find_it_or_an_honest_ambiguity(some):
    made = gazetteer_of(some)
    for town in some:
        for name in (town.name, *town.other_names):
            place = made.find(name, town.admin1_code, "TR")
            sharers = [each for each in some if shares_a_name(each, name)]
            assert place.placed_by == "ambiguous" or place.geonameid in {
                each.geonameid for each in sharers
            }, (name, place)


def shares_a_name(town: Town, name: str) -> bool:
    own = {each for spelled in (town.name, *town.other_names) for each in loose(spelled)}
    return not own.isdisjoint(loose(name))


def is_related(town: Town, name: str) -> bool:
    """Whether the town has a name that could be taken for this one: a loose key or consonants in
    common, or a likeness that the province's search could see."""
    for own in (town.name, *town.other_names):
        if not set(loose(own)).isdisjoint(loose(name)) or skeleton(own) == skeleton(name):
            return True
        if alike.fuzz.ratio(alike.sounds(own), alike.sounds(name)) >= alike.OTHER_CONSONANTS - 1:
            return True
    return False


@slow
@given(towns(), towns(first_id=100), st.sampled_from(["", "TR-34"]))
def test_adding_places_never_changes_the_answer_to_an_unrelated_name(some, more, admin1):
    before, after = gazetteer_of(some), gazetteer_of(some + more)
    for name in (each.name for each in some):
        if not any(is_related(town, name) for town in more):
            assert after.find(name, admin1, "TR") == before.find(name, admin1, "TR"), name


# -- Iran's own


@cache
def answers(admin1: str) -> dict[str, object]:
    return {name: PLAIN.find(name, admin1) for name in NAMES}


@pytest.fixture
def with_more_rows(monkeypatch):
    """Iran's towns and 200 of names that nobody has."""
    chosen = random.Random(11)
    provinces = [each.admin1_code for each in files.admin1s()]
    more = tuple(
        Town(
            geonameid=900_000_000 + number,
            name="".join(chosen.choices("bdgklmnprstvz", k=9)).capitalize(),
            feature_code="PPL",
            admin1_code=chosen.choice(provinces),
            country_code="IR",
            latitude=chosen.uniform(27, 37),
            longitude=chosen.uniform(46, 60),
            population=chosen.choice([600, 900_000]),
        )
        for number in range(200)
    )
    before = {admin1: answers(admin1) for admin1 in ("", "Fars")}
    caches = (
        meanings.meanings, gazetteer._exact, gazetteer._loose, gazetteer._by_code,
        alike._shelf_of, alike._by_province,
    )  # fmt: skip
    all_towns = (*files.towns(), *more)
    for each in caches:
        each.cache_clear()
    monkeypatch.setattr(files, "towns", lambda: all_towns)
    yield before, more
    monkeypatch.undo()
    for each in caches:
        each.cache_clear()


def test_more_rows_never_change_the_answers_to_other_names(with_more_rows):
    before, more = with_more_rows
    larger = Gazetteer()
    assert {larger.find(each.name).geonameid for each in more} == {each.geonameid for each in more}
    for admin1, told in before.items():
        changed = [name for name in NAMES if larger.find(name, admin1) != told[name]]
        assert changed == []
