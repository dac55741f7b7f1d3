"""Who protests and what they do: the codes, their labels and the terms that name them.

The tables beside this file are the vocabulary; this module only reads them.

- `sectors.csv`: who. `isic` is a code of ISIC Rev. 4 (United Nations, 2008) or blank.
- `groups.csv`: groups of sectors, in the order of the legend, with their colours for a
  light and a dark page.
- `actions.csv`: what they did. `cameo` is a code of the CAMEO event codebook (1.1b3, 2012),
  `acled` a sub-event type of the ACLED codebook (2023).
- `terms.csv`: the words that a report is read by, in English and in Persian: who acts, what
  they do, when, and the company in which a protest word means no protest.

- `reasons.csv`: why a passage with a protest word gave no event.

The kinds of terms, with what `code` and `role` say:

| kind | code | role |
|---|---|---|
| `sector` | of `sectors.csv` | `actor` people of it; `industry` where they work; `status` |
| | | what counts before the work (retired); `crowd` anyone: only if nobody else is named |
| `actor` | `worker` | `noun`: people of an industry that other words name |
| `action` | of `actions.csv` | `noun`, `verb`; `verb_of_people`: only if people are named; |
| | | `with_object` and `object`: only both together |
| `occurrence` | `happened` | `verb`: what makes a noun a fact (protests *broke out*) |
| `context` | why it is no event | `after`, `before`: takes the sense from action words after or |
| | | before it; `close`: right after it; `sentence`: from the whole sentence; `word`: means |
| | | nothing itself |
| `scope` | `nationwide` | `word` |
| `country` | `IR` | `name`, `people` |
| `abroad` | ISO 3166-1 or blank | `name`: a place that is not in Iran |
| `month`, `weekday` | number, Monday is 1 | calendar; `name` |
| `day` | days or weeks ago | `relative`, `week`; `after`: days after the day told before |
| `ordinal`, `number` | the number | `word` |
| `link` | `agent`, `place`, `aim`, `spot` … | `word`: small words that tie others together |
| `size` | `least`, `about` … or a range | `bound`, `range`, `person`; `fate`: they were no crowd |
| `cause` | of `sectors.csv` | `word`, `after_aim`: what a crowd without a name rallies over; |
| | | the second only after a word like "over" |
| `same` | of `sectors.csv` | `word`: may mean those named before ("the drivers") |
| `echo` | `topic` | `word`: what was told before is told of a further place |
| `village`, `admin2` | `village`, `county` | `after`, `before`: as `site` |
| `site`, `admin1` | `kind`, `province` | `after`, `before`: where the word stands by the name |
| `authority` | `authority`, `nature` | `word`: police, offices, snow: what they do is no protest |
| `seat` | `building` | `word`: at whose door people gather; `national`: of the state itself, |
| | | which is in the capital |
| `label` | `heading` | `word`: may stand where a place would, and is none |
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fa")


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of actor; `example_*` are sentences that its own terms must match."""

    code: str
    label_en: str
    label_fa: str
    group: str
    isic: str
    example_en: str
    example_fa: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of sectors with one colour, as `#RRGGBB`."""

    code: str
    label_en: str
    label_fa: str
    colour: str
    colour_dark: str


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of protest, with the codes of two datasets where one fits."""

    code: str
    label_en: str
    label_fa: str
    cameo: str
    acled: str
    example_en: str
    example_fa: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage that speaks of protest tells of no event."""

    code: str
    label_en: str
    label_fa: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase, whole words, and what it says; the module tells of kinds and roles.

    The zero-width non-joiner in a Persian term stands for all ways of writing it: with it,
    with a blank, or together.
    """

    kind: str
    code: str
    language: str
    role: str
    term: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of this folder, as written."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def sectors() -> dict[str, Sector]:
    """Code → sector, in the order of the table."""
    return {row["code"]: Sector(**row) for row in rows("sectors.csv")}


@cache
def groups() -> dict[str, Group]:
    """Code → group, in the order of the legend."""
    return {row["code"]: Group(**row) for row in rows("groups.csv")}


@cache
def actions() -> dict[str, Action]:
    """Code → action, in the order of the table."""
    return {row["code"]: Action(**row) for row in rows("actions.csv")}


@cache
def reasons() -> dict[str, Reason]:
    """Code → reason, in the order of the table."""
    return {row["code"]: Reason(**row) for row in rows("reasons.csv")}


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the table: kind, code, language, role, term."""
    return tuple(Term(**row) for row in rows("terms.csv"))
