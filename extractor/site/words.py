"""Values, periods and doubts in words that people read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

UNITS = {
    "count": "number",
    "percent": "per cent",
    "percentage_points": "percentage points",
    "rate_per_1000": "per 1,000",
    "rate_per_10000": "per 10,000",
    "rate_per_100000": "per 100,000",
    "currency_gbp": "pounds",
    "currency_eur": "euros",
    "currency_usd": "US dollars",
    "fte": "full-time equivalents",
}
_CURRENCY_SIGNS = {"currency_gbp": "£", "currency_eur": "€", "currency_usd": "US$"}
PERIOD_TYPES = {
    "as_at": "on a date",
    "month": "month",
    "quarter": "quarter",
    "half_year": "half year",
    "financial_year": "financial year (April to March)",
    "calendar_year": "calendar year",
    "school_year": "school year (September to August)",
    "twelve_months": "rolling twelve months",
    "year_to_date": "year to date (from April)",
    "other": "another span",
}
QUALIFIERS = {
    "exact": "",
    "approximately": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "between": "",
}
BOUNDS = {"at_least": "from below", "more_than": "from below"} | {
    "at_most": "from above",
    "less_than": "from above",
}
KINDS = {
    "actual": "actual",
    "target": "target",
    "floor": "minimum standard",
    "forecast": "forecast",
    "change": "change",
}
SOURCES = {
    "prose": "a sentence",
    "list": "a list",
    "table": "a table",
    "card": "a card",
    "infographic": "a picture with figures",
    "chart": "a chart",
}
TEXT_SOURCES = {
    "text_layer": "the text of the PDF",
    "ocr": "text recognised from a picture of the page",
    "text": "the text file",
    "none": "no text could be read",
}
PERIOD_SOURCES = {
    "stated": "stated with the figure",
    "sentence": "from the same sentence",
    "paragraph": "from the paragraph",
    "heading": "from the heading",
    "table_header": "from the header of the table",
    "title": "from the title of the report",
    "document": "from the document as a whole",
}
DOUBTS = {
    "period_inherited": "the period stands further away, not in the sentence",
    "period_unknown": "nothing says when",
    "measure_inherited": "what is counted stands further away, not in the sentence",
    "measure_unknown": "no rule knows what is counted",
    "measure_ambiguous": "more than one measure fits the words",
    "base_unclear": "it is not clear what it is a share of",
    "area_inherited": "the area stands further away",
    "out_of_range": "outside the range of plausible values",
    "header_unclear": "the header of the table column is unclear",
    "merged_cell": "the table cell is merged with others",
    "sum_mismatch": "the parts do not add up to the whole",
    "ocr": "the text was recognised from a picture",
    "corrected": "a person has corrected it",
}
SMALL_COUNT = 5


def listed(text: str | None) -> list[str]:
    """The strings of a JSON list as it is stored; empty for anything else."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return [str(item) for item in found] if isinstance(found, list) else []


def mapped(text: str | None) -> dict[str, Any]:
    """A JSON object as it is stored; empty for anything else."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def spaced(name: str) -> str:
    """`in_house_foster` as people write it."""
    return name.replace("_", " ")


def doubts(text: str | None, beside: str = "") -> list[str]:
    """The stored doubts in words, without the one that what stands beside them says anyway."""
    return [DOUBTS.get(doubt, spaced(doubt)) for doubt in listed(text) if doubt != beside]


def number(value: float | None) -> str:
    """A number with commas, without a trailing .0."""
    if value is None:
        return ""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def amount(value: float | None, unit: str | None) -> str:
    """A value with its unit: `51%`, `£1,200,000`, `48.6 per 10,000`, `717`."""
    if value is None:
        return "no number"
    printed = number(value)
    match unit:
        case "percent":
            return f"{printed}%"
        case "currency_gbp" | "currency_eur" | "currency_usd":
            sign = _CURRENCY_SIGNS[unit]
            return f"-{sign}{printed[1:]}" if printed.startswith("-") else f"{sign}{printed}"
        case None | "count" | "ratio":
            return printed
    return f"{printed} {UNITS.get(unit, spaced(unit))}"


def stated(row: Mapping[str, Any]) -> str:
    """The value of a row as it was stated, with its qualifier or range."""
    value, upper, unit = row["value"], row["value_max"], row["unit"]
    if upper is not None:
        return f"{number(value)} to {amount(upper, unit)}"
    return QUALIFIERS.get(row["qualifier"], "") + amount(value, unit)


def day(iso: str | None) -> str:
    """An ISO date as `31 March 2017`; other text as it is."""
    if not iso:
        return ""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {when:%B %Y}"


def period(row: Mapping[str, Any]) -> str:
    """When a figure is for: `31 March 2017`, `2016-17 (April to March)`, `1 June to …`."""
    start, end, kind = row["period_start"], row["period_end"], row["period_type"]
    if end is None:
        return "no period stated" if start is None else f"from {day(start)}"
    if kind == "as_at" or start is None:
        return day(end)
    match kind:
        case "financial_year":
            return f"{start[:4]}-{end[2:4]} (April to March)"
        case "calendar_year":
            return f"{end[:4]} (January to December)"
        case "school_year":
            return f"{start[:4]}-{end[2:4]} (September to August)"
        case "month":
            return day(end).split(" ", 1)[1]
    return f"{day(start)} to {day(end)}"


def breakdown(dimensions: str | None) -> str:
    """The breakdown of a figure: `placement type: ifa foster`; empty for the whole."""
    parts = mapped(dimensions)
    return ", ".join(f"{spaced(name)}: {spaced(str(value))}" for name, value in parts.items())


def breakdown_of_key(key: str) -> str:
    """A breakdown's key (`age_band=16-17;…`) in words; `the whole` for the empty one."""
    if not key:
        return "the whole"
    return ", ".join(spaced(part.replace("=", ": ", 1)) for part in key.split(";"))


UNTELLING = frozenset({"agenda", "public reports pack", "public document pack", "document pack"})


def document_name(row: Mapping[str, Any]) -> str:
    """What a document is called: its title, or its file where the title says nothing of it."""
    title: str | None = row["title"]
    file = str(row["path"]).rsplit("/", 1)[-1]
    if title is None:
        return file
    return f"{title.capitalize()} ({file})" if title.casefold().strip() in UNTELLING else title


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun: `1 document`, `1,409 documents`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def pages(row: Mapping[str, Any]) -> str:
    """The pages of a report: `page 3`, `pages 3 to 7`."""
    first, last = row["first_page"], row["last_page"]
    return f"page {first}" if first == last else f"pages {first} to {last}"


def small(row: Mapping[str, Any]) -> bool:
    """Whether a figure counts so few people that it needs a note."""
    value = row["value"]
    return row["unit"] == "count" and value is not None and 0 < value <= SMALL_COUNT
