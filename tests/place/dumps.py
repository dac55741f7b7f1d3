"""Files as GeoNames' dump has them, with a few invented places."""

from __future__ import annotations

import zipfile
from pathlib import Path


def line(
    geonameid: int,
    name: str,
    country: str = "TR",
    *,
    others: str = "",
    at: tuple[float, float] = (37.19, 40.58),
    kind: str = "P.PPL",
    admin1: str = "72",
    population: int = 0,
) -> str:
    """A line of the dump's 19 columns."""
    feature = kind.split(".")
    cells = [geonameid, name, name, others, *at, *feature, country, "", admin1, "", "", ""]
    return "\t".join(map(str, [*cells, population, "", 0, "Europe/Istanbul", "2026-01-01"]))


def dump(path: Path, *lines: str) -> Path:
    """A text file of these lines, in a zip file if it is named so."""
    text = "".join(f"{each}\n" for each in lines)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "invented")
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, "utf-8")
    return path


WORLD = (
    line(1, "Bigtown", "TR", at=(41, 29), admin1="34", population=2_000_000, others="Großstadt"),
    line(2, "Kızılköy", "TR", others="Kizilkoy,Altes Dorf,قزل کوی", admin1="34", population=900),
    line(3, "Twin", "TR", at=(38, 30), admin1="34", population=4000),
    line(4, "Twin", "SY", at=(35, 37), admin1="09", population=5000),
    line(5, "Sari", "SY", at=(35.1, 37), admin1="09", population=900_000),
    line(6, "Qal'at al Jadid", "SY", at=(34, 36), admin1="08", population=6000),
    line(7, "Ghost Town", "SY", kind="P.PPLQ", admin1="08", population=9000),
    line(8, "Some Hill", "SY", kind="T.HLL", admin1="08"),
    line(9, "Hamlet", "SY", at=(34.2, 36.2), admin1="08", population=20),
    line(10, "Seat", "SY", at=(33, 36), kind="P.PPLA", admin1="08"),
)
