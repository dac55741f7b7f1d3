"""`geocodes.csv`: what services answered and what people decided, remembered.

The columns are told in `geodata.place.geocode_lines`. A person may edit the file: their
line, `source` "manual", wins over every service and the gazetteer. Lines are sorted by their
question. A line that cannot be used is named as a problem and kept, at the end, as it is.
Several processes may write: each re-reads the file under a lock and replaces it whole, so that
a kill or a full disk at any moment leaves the file as it was or as it was to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from geodata.errors import TableTrouble
from geodata.place.geocode_lines import Geocode, Lines, Problem, Slot, as_text, read
from geodata.place.whole_file import rests_of, write_whole
from geodata.spelling import key

LOCK_SECONDS = 30
"""How long to wait for another process; it holds the lock for milliseconds."""


class Geocodes:
    """The cache file; it need not exist. Reading is lazy and follows other processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = Lines()
        self._seen: tuple[int, ...] | None = None

    @property
    def version(self) -> tuple[int, ...]:
        """Changes whenever the file is written, by whatever process."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return ()
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    def get(self, query: str, admin1: str = "", country: str = "") -> Geocode | None:
        """The remembered answer to that question; a person's before a service's.

        A question without a country is also answered by what is known for Iran, and one
        for Iran by what is known without a country.
        """
        good = self._current().good
        name, province = key(query), key(admin1)
        countries = dict.fromkeys((country.upper(), "IR" if not country else ""))
        for is_manual in (True, False):
            for code in countries if country.upper() in ("", "IR") else (country.upper(),):
                if found := good.get(((name, province, code), is_manual)):
                    return found
        return None

    def all(self) -> list[Geocode]:
        """Every usable line in the file's order."""
        return [geocode for _, geocode in sorted(self._current().good.items())]

    def problems(self) -> list[Problem]:
        """The lines that cannot be used."""
        return list(self._current().problems)

    def add(self, geocodes: Iterable[Geocode]) -> None:
        """Remember answers, instead of earlier ones to the same questions.

        A service's answer does not replace a person's decision. Raises TableTrouble when
        the file cannot be written; it then stands as it was.
        """
        added = {geocode.slot: geocode for geocode in geocodes}
        self._change(lambda good: good.update(added))

    def remove(self, geocodes: Iterable[Geocode]) -> None:
        """Forget answers, so that their questions are open again."""
        gone = [geocode.slot for geocode in geocodes]

        def forget(good: dict[Slot, Geocode]) -> None:
            for slot in gone:
                good.pop(slot, None)

        self._change(forget)

    def _current(self) -> Lines:
        version = self.version
        if version != self._seen:
            self._lines, self._seen = read(self.path), version
        return self._lines

    def _change(self, change: Callable[[dict[Slot, Geocode]], None]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=LOCK_SECONDS):
                lines = read(self.path)
                change(lines.good)
                self._clear_rests()
                write_whole(self.path, as_text(lines).encode("utf-8", "surrogateescape"))
                self._seen = None
        except Timeout as trouble:
            why = f"another process has held its lock for {LOCK_SECONDS} seconds"
            raise TableTrouble(f"{self.path}: {why}; nothing was written") from trouble
        except OSError as trouble:
            raise TableTrouble(
                f"{self.path}: {trouble.strerror or trouble}; it stands as it was"
            ) from trouble

    def _clear_rests(self) -> None:
        """Whoever was killed while writing left a file; under the lock nobody else writes."""
        for rest in rests_of(self.path):
            rest.unlink(missing_ok=True)
