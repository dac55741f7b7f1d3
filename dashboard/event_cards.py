"""Events as cards: day, who, what, and the report's own words with the evidence marked.

The only place of the pages that writes HTML with a report's words in it; every value passes
`html.escape`, and only http and https addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlsplit

import jdatetime
import pandas as pd

from geodata import vocabulary
from geodata.query.evidence import Fragment
from geodata.query.sentence import count, day, span_of_days

# Field of a span → how it is underlined, and what a reader is told it is.
_MARKS = {
    "toponym": ("place", "place"),
    "site": ("place", "site"),
    "admin1": ("place", "province"),
    "country": ("place", "country"),
    "event_date": ("date", "day"),
    "end_date": ("date", "last day"),
    "strike_day": ("date", "day of the strike"),
    "action": ("action", "what they did"),
    "nationwide": ("action", "nationwide"),
    "sector": ("sector", "who"),
    "size": ("size", "how many"),
}
_PRECISIONS = {
    "site": "site",
    "town": "town",
    "admin2": "county only",
    "admin1": "province only",
    "country": "country only",
    "unplaced": "not placed",
}
_SOLAR_MONTHS = (
    *("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar"),
    *("Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"),
)


def cards(rows: Iterable[tuple[dict[str, Any], Sequence[Fragment]]]) -> str:
    """Rows of the event list, each with its marked words, as HTML."""
    found = "".join(_card(row, words) for row, words in rows)
    # To be reached by keyboard, since the list scrolls.
    return f'<div class="cards" role="region" aria-label="Events" tabindex="0">{found}</div>'


def marks_key() -> str:
    """What the underlines mean, as HTML."""
    named = {"place": "place", "date": "day", "sector": "who", "action": "what", "size": "size"}
    said = "".join(f'<span class="{style}">{name}</span>' for style, name in named.items())
    return f'<div class="marks-key">Words read as: {said}</div>'


def when(row: dict[str, Any]) -> tuple[str, str]:
    """An event's day in words, Gregorian and Solar Hijri; the second is "" if not to the day."""
    first, last = _date(row["event_date"]), _date(row["end_date"])
    if first is None:
        return "Date not known", ""
    match row["date_precision"]:
        case "year":
            return f"{first.year}, day not known", ""
        case "month":
            return f"{first:%B %Y}, day not known", ""
        case "reported":
            return f"Reported {day(first)}", solar_day(first)
    return span_of_days(first, last or first), solar_day(first)


def solar_day(value: date) -> str:
    """The day in the Solar Hijri calendar of Iran: `1 Khordad 1397`."""
    solar = jdatetime.date.fromgregorian(date=value)
    return f"{solar.day} {_SOLAR_MONTHS[solar.month - 1]} {solar.year}"


def is_web_address(url: str) -> bool:
    """Whether it may become a link: http or https with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def marked(words: Sequence[Fragment]) -> str:
    """A report's words as HTML, each value's words in a `mark` that says what they gave."""
    return "".join(_fragment(each) for each in words)


def _card(row: dict[str, Any], words: Sequence[Fragment]) -> str:
    sector = vocabulary.sectors().get(row["sector"], vocabulary.sectors()["other"])
    action = vocabulary.actions()[row["action"]].label_en.lower()
    said, solar = when(row)
    strike_day = row["strike_day"]
    extras = [
        f"day {int(strike_day)} of the strike" if pd.notna(strike_day) else "",
        "nationwide" if row["nationwide"] else "",
        f"{row['size_text']} people" if row["size_text"] else "",
    ]
    quote = f'<blockquote dir="auto">{marked(words)}</blockquote>' if words else ""
    title = "" if _is_quoted(row["title"], words) else f'<p dir="auto">{escape(row["title"])}</p>'
    return (
        f'<article class="card"><header><strong>{escape(said)}</strong>'
        f'<span class="muted">{escape(solar)}</span></header>'
        f'<div class="kind"><i class="dot {sector.group}"></i>'
        f"<strong>{escape(sector.label_en)}</strong><span>{escape(action)}</span>"
        f'<span class="muted">{escape(", ".join(e for e in extras if e))}</span></div>'
        f'<div class="where">{escape(_where(row))}</div>{title}{quote}'
        f'<footer class="muted">{_footer(row)}</footer></article>'
    )


def _where(row: dict[str, Any]) -> str:
    precision = row["geo_precision"]
    if precision == "unplaced":
        name = row["toponym"] or "No place named"
        return f"{name} (not placed)" if row["toponym"] else name
    if precision == "country":
        return f"{row['place_name']}, town not known"
    if precision == "admin1":
        return f"{row['admin1_name']} province, town not known"
    parts = [row["place_name"], row["admin1_name"]]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _footer(row: dict[str, Any]) -> str:
    reports = list(row["report_ids"])
    parts = [count(len(reports), "report"), escape(row["status"])]
    parts.append(_PRECISIONS[row["geo_precision"]])
    parts += [_source(*pair) for pair in _sources(row)]
    return " · ".join(parts)


def _sources(row: dict[str, Any]) -> list[tuple[str, str]]:
    sources, urls = list(row["sources"]), list(row["urls"])
    if len(sources) == len(urls):
        return list(zip(sources, urls, strict=True))
    return [(source, "") for source in sources] + [("", url) for url in urls]


def _source(name: str, url: str) -> str:
    if not is_web_address(url):
        return escape(name)
    said = escape(name or urlsplit(url).netloc)
    rel = "noopener noreferrer nofollow"
    return f'<a href="{escape(url)}" target="_blank" rel="{rel}">{said}</a>'


def _fragment(fragment: Fragment) -> str:
    if fragment.is_gap:
        return '<span class="gap" title="words left out"> … </span>'
    text = escape(fragment.text)
    if fragment.field not in _MARKS:
        return text
    style, said = _MARKS[fragment.field]
    return f'<mark class="{style}" title="{said}">{text}</mark>'


def _is_quoted(title: str, words: Sequence[Fragment]) -> bool:
    """Whether the words below would only say the title again."""
    quoted = "".join(fragment.text for fragment in words)
    return not title or title.strip(" .") in quoted


def _date(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
