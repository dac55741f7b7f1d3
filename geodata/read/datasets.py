"""The known datasets, one row each: signature, licence, and the importer of a row.

A dataset is recognised by its columns, never by the file's name; a person may overrule that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geodata.errors import UnknownValue
from geodata.read import (
    acled,
    any_table,
    crowd_counting,
    gdelt,
    labor_tracker,
    mass_mobilization,
    mmad,
    protest_tracker,
    scad,
    ucdp,
)
from geodata.read.cells import Cells, Found, Settings

_TERMS = "terms of its publisher"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset that people bring."""

    code: str
    title: str
    signature: frozenset[str]
    """Columns that it has and no other."""
    needed: tuple[str, ...]
    """Columns without which no row can be read."""
    licence: str
    found: Callable[[Cells, Settings], Found]
    missing: frozenset[str] = frozenset()
    """What stands for "missing"."""
    has_ids: bool = False
    """Whether two rows of one `dataset_row_id` contradict each other."""

    @property
    def only_grows(self) -> bool:
        """Whether its rows never change or go: each file holds another hour or day."""
        return self.code in ("gdelt", "ucdp")


_ROWS = (
    ("acled", "ACLED", "event_id_cnty sub_event_type",
     "event_id_cnty event_date event_type latitude longitude", "acled", acled.found, "", True),
    ("gdelt", "GDELT events", "GLOBALEVENTID EventRootCode ActionGeo_Type",
     "GLOBALEVENTID SQLDATE EventRootCode EventBaseCode", "GDELT: free with citation", gdelt.found,
     "", False),
    ("ucdp", "UCDP GED", "type_of_violence where_prec", "type_of_violence date_start",
     "CC BY 4.0", ucdp.found, "", False),
    ("mass_mobilization", "Mass Mobilization", "protesterdemand1",
     "protest startday startmonth startyear", _TERMS, mass_mobilization.found, ".", False),
    ("mmad", "MMAD", "cowcode asciiname", "event_date asciiname", _TERMS, mmad.found, "NA", False),
    ("scad", "SCAD", "etype gislocnum", "eventid etype startdate", _TERMS, scad.found,
     "-99 -88 -77 -9 -99.0 -88.0 -77.0 -9.0", True),
    ("crowd_counting", "Crowd Counting Consortium", "size_low valence", "date locality", _TERMS,
     crowd_counting.found, "NA", False),
    ("labor_tracker", "Labor Action Tracker", "Strike~Or~Protest", "Strike~Or~Protest Start~Date",
     _TERMS, labor_tracker.found, "unknown Unknown N/A", False),
    ("protest_tracker", "Global Protest Tracker", "Freedom~Rating~(Status)", "Country", _TERMS,
     protest_tracker.found, "", False),
)  # fmt: skip


def _names(text: str) -> list[str]:
    return [name.replace("~", " ") for name in text.split()]


DATASETS: dict[str, Dataset] = {
    code: Dataset(
        code, title, frozenset(_names(signature)), tuple(_names(needed)), licence, found,
        frozenset(missing.split()), has_ids,
    )
    for code, title, signature, needed, licence, found, missing, has_ids in _ROWS
}  # fmt: skip
ANY = Dataset("table", "a table with columns of its own", frozenset(), (), "", any_table.found)


def recognised(columns: Iterable[str]) -> Dataset:
    """The dataset with these columns, else `ANY`."""
    given = set(columns)
    return next((each for each in DATASETS.values() if each.signature <= given), ANY)


def named(code: str, columns: Iterable[str]) -> Dataset:
    """The dataset that a person names; UnknownValue if there is none, or lacks its columns."""
    if code == ANY.code:
        return ANY
    if code not in DATASETS:
        raise UnknownValue("--as", code, [*DATASETS, ANY.code])
    lacking = [name for name in DATASETS[code].needed if name not in set(columns)]
    if lacking:
        raise UnknownValue(f"--as {code}: column", ", ".join(lacking), columns)
    return DATASETS[code]
