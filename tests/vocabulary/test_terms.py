"""The table of terms: its form, its codes, and that every example is read by its own terms."""

import pytest

from geodata.extract.actors import actor
from geodata.extract.lexicon import Lexicon
from geodata.extract.page import Page, Passage
from geodata.extract.terms import chief, deeds
from geodata.spelling import key
from geodata.vocabulary import LANGUAGES, Action, Sector, actions, reasons, sectors, terms

LEXICON = Lexicon([])
ROLES = {
    "sector": {"actor", "industry", "status", "crowd"},
    "actor": {"noun"},
    "action": {"noun", "verb", "verb_of_people", "with_object", "object"},
    "occurrence": {"verb"},
    "context": {"after", "close", "before", "sentence", "word"},
    "scope": {"word"},
    "country": {"name", "people"},
    "abroad": {"name"},
    "month": {"gregorian", "solar"},
    "weekday": {"name"},
    "day": {"relative", "week", "after"},
    "ordinal": {"word"},
    "number": {"word"},
    "link": {"word"},
    "size": {"bound", "range", "person", "fate"},
    "cause": {"word", "after_aim"},
    "same": {"word"},
    "echo": {"word"},
    "village": {"before"},
    "admin2": {"after"},
    "site": {"after", "before"},
    "admin1": {"after", "before"},
    "authority": {"word"},
    "label": {"word"},
    "seat": {"word", "national"},
}


def whole(text: str) -> Passage:
    return Page(text, LEXICON).passage(0, len(text))


def test_the_table_has_one_canonical_form():
    rows = [(t.kind, t.code, t.language, t.role, t.term) for t in terms()]
    assert rows == sorted(set(rows))
    assert all(cell == cell.strip() and "  " not in cell for row in rows for cell in row)


def test_every_term_has_a_known_kind_role_and_language():
    wrong = [t for t in terms() if t.role not in ROLES.get(t.kind, ()) or not key(t.term)]
    assert not wrong
    assert {t.language for t in terms()} == set(LANGUAGES)


def test_every_code_is_of_the_vocabulary():
    assert {t.code for t in terms() if t.kind == "sector"} == set(sectors())
    assert {t.code for t in terms() if t.kind == "action"} == set(actions())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind,codes", [("sector", sectors()), ("action", actions())])
def test_every_code_has_terms_in_both_languages(language, kind, codes):
    told = {t.code for t in terms() if t.kind == kind and t.language == language}
    assert told == set(codes)


def test_no_term_names_two_sectors_as_the_same_kind_of_word():
    seen: dict[tuple[str, str], str] = {}
    for term in terms():
        if term.kind == "sector":
            assert seen.setdefault((key(term.term), term.role), term.code) == term.code, term


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sector", sectors().values(), ids=lambda each: each.code)
def test_the_example_of_a_sector_is_read_by_its_own_terms(sector: Sector, language):
    passage = whole(getattr(sector, f"example_{language}"))
    told = actor(passage, deeds(passage)[0])
    assert told is not None and told.sector == sector.code, (passage.text, told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", actions().values(), ids=lambda each: each.code)
def test_the_example_of_an_action_is_read_by_its_own_terms(action: Action, language):
    passage = whole(getattr(action, f"example_{language}"))
    done, reason = deeds(passage)
    assert done and chief(done).action == action.code, (passage.text, done, reason)


def test_every_reason_has_its_words():
    used = {t.code for t in terms() if t.kind == "context" and t.role != "word"}
    own = {"abroad", "background", "no_place", "not_said_to_happen", "not_understood", "summary"}
    assert used | own == set(reasons())
    assert all(each.label_en and each.label_fa for each in reasons().values())
