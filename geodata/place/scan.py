"""The names to look for in texts, and which of them prove nothing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from geodata.model import PlaceKind, PlaceName
from geodata.place import files
from geodata.place.choice import OTHER, USUAL, Claim, choose
from geodata.spelling import key


def scannable(index: Mapping[str, tuple[Claim, ...]]) -> Iterator[PlaceName]:
    """The names of an index by folded key, and those that ezafe is written onto."""
    attached: dict[str, PlaceName] = {}
    for name, claims in index.items():
        if shown := _scannable(name, claims):
            if shown.kind == "admin1" and _is_called_as_seat(claims, index):
                shown = replace(shown, kind="town")
            yield shown
            other = _attached_ezafe(name)
            if other and other not in index:
                attached.setdefault(other, PlaceName(other, shown.kind, shown.is_plain_word))
    yield from attached.values()


def _is_called_as_seat(claims: tuple[Claim, ...], index: Mapping[str, tuple[Claim, ...]]) -> bool:
    """Whether it is a spelling for a province alone that is called as its seat is: "Ghazvin"
    then is the town as well."""
    return all(claim.meaning.kind == "admin1" for claim in claims) and any(
        seat.meaning.is_seat
        and seat.strength == USUAL
        and seat.meaning.place.admin1_code == claim.meaning.place.admin1_code
        for claim in claims
        for seat in index.get(key(claim.meaning.place.admin1_name), ())
    )


def _scannable(name: str, claims: tuple[Claim, ...]) -> PlaceName | None:
    """What to look for in texts under this key; None for other names too short to mean it, and
    for those that only places have which nobody looks for."""
    if not any(claim.meaning.is_scanned for claim in claims):
        return None
    is_other = all(claim.strength == OTHER for claim in claims)
    if is_other and len(name) <= 3:
        return None
    is_seat = any(claim.meaning.is_seat for claim in claims)
    best = choose(claims, frozenset()).geo_precision
    kinds = {claim.meaning.kind for claim in claims}
    kind: PlaceKind = "town" if "town" in kinds else "site"
    if best in ("country", "admin1"):
        kind = "country" if best == "country" else "admin1"
    elif kinds <= {"country", "admin1"}:
        kind = next(iter(kinds))
    is_plain = is_other or _is_plain(name, is_seat)
    if is_plain and all(_is_only_in_supplement(claim) for claim in claims):
        return None  # بار is a small town and the load of every lorry
    return PlaceName(name, kind, is_plain)


def _is_only_in_supplement(claim: Claim) -> bool:
    return claim.meaning.kind == "town" and not claim.meaning.place.geonameid


def _is_plain(name: str, is_seat: bool) -> bool:
    """Whether the key is in the table of plain words, made of them, or very short; a seat
    of a province (Qom, قم) only if it is in the table."""
    plain = files.plain_words()
    if name in plain or is_seat:
        return name in plain
    # نجف and آباد are words, نجف آباد is a town.
    return len(name) <= 2 or all(word in plain and word not in _OF_TOWNS for word in name.split())


_OF_TOWNS = frozenset({"abad", "اباد"})


def _attached_ezafe(name: str) -> str:
    """`torbat e jam` is also written `torbate jam`; "" if there is no ezafe."""
    attached = re.sub(r"(?<=.) y?e(?= .)", "e", name)
    return attached if attached != name else ""
