"""The data folder: one place on disk for everything that a person's Maydan knows.

DATA/
  events/        the event table (Delta Lake)
  reports/       the texts behind the events (Delta Lake)
  geocodes.csv   answers about places, by services and by people
  gazetteers/    towns of further countries, one Parquet file each
  demonstration/ the same two tables for a first look, while there are no events
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from geodata.errors import InputError


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where the tables and the decisions lie; made when something is stored."""

    path: Path

    @classmethod
    def find(cls, given: str | os.PathLike[str] | None = None) -> DataFolder:
        """The folder that was given, else `MAYDAN_DATA`, else the platform's user data folder.

        It need not be there yet: the first thing that is stored makes it. Raises InputError
        if there is a file in its way.
        """
        chosen = given or os.environ.get("MAYDAN_DATA") or platformdirs.user_data_path("maydan")
        path = Path(chosen).expanduser().resolve()
        found = next(each for each in (path, *path.parents) if each.exists())
        if not found.is_dir():
            raise InputError(
                f"{path}: cannot be the data folder, {found} is a file; "
                "name another with --data or MAYDAN_DATA"
            )
        return cls(path)

    @property
    def events(self) -> Path:
        """The event table."""
        return self.path / "events"

    @property
    def reports(self) -> Path:
        """The table of report texts."""
        return self.path / "reports"

    @property
    def demonstration(self) -> DataFolder:
        """Shown while the folder has no events of its own, and never mixed with them."""
        return DataFolder(self.path / "demonstration")

    @property
    def geocodes(self) -> Path:
        """The file of answers about places."""
        return self.path / "geocodes.csv"

    @property
    def gazetteers(self) -> Path:
        """The folder of added gazetteers."""
        return self.path / "gazetteers"
