"""What every page is given: the table's version, what the reader chose, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.filters import View
from dashboard.load import Answers
from geodata.query.engine import Snapshot
from geodata.query.selection import Selection
from geodata.store.folder import DataFolder


@dataclass(frozen=True, slots=True)
class Context:
    """One run of a page."""

    folder: DataFolder
    shot: Snapshot
    is_demonstration: bool
    selection: Selection
    view: View
    answers: Answers
    whole: Answers
    """The answers without any filter."""
    admin1_names: Mapping[str, str]
    theme: str
    """`light` or `dark`."""
    pages: Mapping[str, Any] = field(default_factory=dict)
    """Url path → page, to link to."""
