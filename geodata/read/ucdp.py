"""UCDP GED: lethal violence, a context for protests and none of them; no row is ever counted."""

from __future__ import annotations

from geodata.read.cells import Cells, Found, LeftOut, Settings, Unusable

_KINDS = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}


def found(cells: Cells, settings: Settings) -> Found:
    """Nothing: says why the row is no protest, after checking that it is sound."""
    kind = cells.text("type_of_violence")
    if kind not in _KINDS:
        raise Unusable("type_of_violence", kind, "allowed: 1, 2, 3")
    cells.days("date_start")
    cells.point("latitude", "longitude")
    raise LeftOut(f"lethal violence, no protest: type_of_violence {kind} ({_KINDS[kind]})")
