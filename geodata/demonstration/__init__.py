"""The demonstration: 22 protests in Iran, April to November 2018, for a first look.

The facts (day, place, who, what they did) are those of captions that the news site Iran
Focus published in 2018; the sentences in `captions.txt` are ours. They pass through the same
steps as anything else.
"""

from importlib.resources import files

from geodata.model import Report

SOURCE = "Demonstration (facts after Iran Focus, 2018)"


def report() -> Report:
    """The demonstration's captions as one report."""
    text = files(__package__).joinpath("captions.txt").read_text(encoding="utf-8")
    return Report(text, source=SOURCE, language="en")
