"""Buildings at whose doors people gather; some of them stand in the capital alone.

"Outside the parliament", "at the Ministry of Health" is in Tehran, whatever town the report
named before; a province's office of it is said to be one ("the Yazd office of the ministry").
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.extract.lexicon import Mark
from geodata.extract.page import Passage
from geodata.extract.toponyms import PlaceWords

_DOOR_REACH = 3
"""Words between "outside" and the building: "outside the country's parliament"."""
_ELSEWHERE = frozenset((
    "provincial", "local", "branch", "department", "regional", "city", "provincial", "استان",
    "office", "offices", "general", "european", "british", "german", "french", "swedish", "us",
))  # fmt: skip


def seats(passage: Passage) -> Iterator[Mark]:
    """Buildings, by their own words or by those of what crowds attack."""
    for kind in ("seat", "site"):
        yield from (mark for mark, _ in passage.of(kind))
    for mark, term in passage.of("action", "object"):
        if term.code == "property_attack":
            yield mark


def national_seat(passage: Passage) -> list[PlaceWords]:
    """The seat of state at whose door the passage says that people were, if it names one."""
    words = passage.page.words
    for mark, term in passage.of("seat", "national"):
        if term.language != "en":
            continue
        beside = words[max(passage.first, mark.first - 2) : mark.first]
        is_elsewhere = any(word.key in _ELSEWHERE for word in beside)
        is_led = any(
            0 <= mark.first - link.last <= _DOOR_REACH
            and not passage.is_divided(link.last, mark.first)
            for link in passage.links("spot", "place")
        )
        if is_led and not is_elsewhere:
            return [PlaceWords(mark.first, mark.last, mark.start, mark.end, "site")]
    return []
