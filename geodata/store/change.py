"""A change of the event table as its log remembers it: what, who, when, why, and to how many."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

METADATA = "maydan"
"""The entry of a Delta commit that holds a change."""
What = Literal[
    "created", "widened", "added", "replaced", "placed", "corrected", "merged", "split", "apart",
    "removed", "undone", "tidied", "unknown",
]  # fmt: skip
UNDOABLE: tuple[What, ...] = (
    "added", "replaced", "placed", "corrected", "merged", "split", "apart", "removed", "undone",
)  # fmt: skip
"""Those that change events."""


def me() -> str:
    """The name under which this person is known to the machine, "" if it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a version did."""

    what: What
    who: str = field(default_factory=me)
    why: str = ""
    of: tuple[str, ...] = ()
    """What it is about: files for "added", the ids of a few events, a version for "undone"."""
    n_added: int = 0
    n_changed: int = 0
    n_removed: int = 0

    def counted(self, n_added: int = 0, n_changed: int = 0, n_removed: int = 0) -> Change:
        """The same change with how many rows it touched."""
        return replace(self, n_added=n_added, n_changed=n_changed, n_removed=n_removed)

    def written(self) -> str:
        """As it stands in the metadata of a commit: JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, written: str | None) -> Change:
        """The change that a commit's metadata tells of; "unknown" if it was no commit of ours."""
        try:
            told = json.loads(written or "")
            told["of"] = tuple(told["of"])
            found = cls(**told)
        except (ValueError, TypeError, KeyError):
            return cls("unknown", who="")
        return found if found.what in get_args(What) else cls("unknown", who="")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the event table."""

    number: int
    when: datetime
    """With its zone, UTC."""
    change: Change
