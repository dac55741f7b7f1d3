"""What can go wrong, as one small tree.

    MaydanError
    ├── InputError          what was given cannot be used; also a ValueError
    │   ├── UnreadableFile  a file that is no text, too large, or of a form we do not read
    │   └── UnknownValue    a code, date or option outside its permitted values
    ├── LookupTrouble       an online geocoding service failed; never "no such place"
    │   └── QuotaTrouble    it wants no more requests for now
    ├── TableTrouble        the event table cannot be read or written
    └── WorkerTrouble       a process that shared the work was ended from outside

Each message says what is wrong, where, what is allowed and what to do; the command line
prints it in one line and exits with 2 for an InputError, 1 for the others.
Nothing found is None; only trouble is an exception.
"""

from __future__ import annotations

from collections.abc import Iterable

# A message names this many permitted values; `allowed` always has them all.
_MOST_NAMED = 40


class MaydanError(Exception):
    """Base of everything that Maydan raises on purpose; never raised itself."""


class InputError(MaydanError, ValueError):
    """The person gave something that cannot be used: correct it and try again."""


class UnreadableFile(InputError):
    """A file that cannot be read as text; nothing of it was used."""

    def __init__(self, path: object, why: str) -> None:
        self.path = str(path)
        self.why = why
        super().__init__(f"{self.path}: {why}")


class UnknownValue(InputError):
    """A value outside the permitted ones, which are named."""

    def __init__(self, field: str, value: object, allowed: Iterable[str]) -> None:
        self.field = field
        self.value = value
        self.allowed = tuple(allowed)
        named = ", ".join(self.allowed[:_MOST_NAMED])
        more = len(self.allowed) - _MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        super().__init__(f"{field}: {value!r} is not known; allowed: {named or 'nothing'}{rest}")


class LookupTrouble(MaydanError, ConnectionError):
    """An online service did not answer, refused or answered nonsense: try again later.

    It says nothing about the place, so it is never cached.
    """


class QuotaTrouble(LookupTrouble):
    """The service has had enough of our requests; asking on would make it worse."""


class TableTrouble(MaydanError, OSError):
    """The event table could not be read or written; the last good version stands."""


class WorkerTrouble(MaydanError, RuntimeError):
    """One of several processes at work was ended from outside: try again with fewer."""
