"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from geodata.errors import UnknownValue

Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        envvar="MAYDAN_DATA",
        help="Where your events are kept; by default the platform's folder for a user's data.",
    ),
]
Files = Annotated[list[str], typer.Argument(metavar="FILE", hidden=True)]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day on which the text was published (2018-06-26), where it does not say so "
        "itself: gives years and days that the text leaves out.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        metavar="N",
        help="Processes that read when there are thousands of reports; by default one for each "
        "processor.",
    ),
]
Abroad = Annotated[
    bool,
    typer.Option(
        "--abroad",
        help="Take rallies in other countries too, placed there; without it they are left out.",
    ),
]
Codes = list[str] | None


def day(text: str | None, option: str) -> date | None:
    """The day that an option names, None if it was not given; UnknownValue if it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnknownValue(option, text, ["a date such as 2018-06-26"]) from error
