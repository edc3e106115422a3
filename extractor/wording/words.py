"""Values, periods and doubts in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from extractor.months import in_words
from extractor.wording import labels

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
    "ratio": "average",
}
CURRENCY_SIGNS = {"currency_gbp": "£", "currency_eur": "€", "currency_usd": "US$"}
PERIOD_TYPES = {
    "as_at": "on a given date",
    "month": "month",
    "quarter": "quarter",
    "half_year": "half year",
    "financial_year": "financial year (April to March)",
    "calendar_year": "calendar year",
    "school_year": "school year (September to August)",
    "twelve_months": "rolling twelve months",
    "year_to_date": "year to date (from April)",
    "other": "another period",
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
LEVELS = {
    "local": "council",
    "national": "national",
    "regional": "regional",
    "statistical_neighbours": "statistical neighbours",
    "other": "other area",
}
DIRECTIONS = {"up": "higher is better", "down": "lower is better"}
SOURCES = {
    "prose": "a sentence",
    "list": "a list",
    "table": "a table",
    "card": "a performance card",
    "infographic": "an infographic",
    "chart": "a chart",
}
TEXT_SOURCES = {
    "text_layer": "the text of the PDF",
    "ocr": "a scanned image, by text recognition",
    "text": "a text file",
    "none": "no text could be read",
}
PERIOD_SOURCES = {
    "stated": "given with the figure",
    "sentence": "from the same sentence",
    "paragraph": "from the paragraph",
    "heading": "from the heading",
    "table_header": "from the column heading",
    "title": "from the title of the report",
    "document": "from the paper as a whole",
}
REPORT_KINDS = {
    "report": "report",
    "appendix": "appendix",
    "minutes": "minutes",
    "front_sheet": "front sheet",
    "action_log": "action log",
    "decision": "decision",
    "other": "other paper",
}
STATUSES = {
    "ok": "read in full",
    "partial": "read in part",
    "refused": "refused",
    "failed": "failed",
    "present": "present",
    "verbal": "given verbally",
    "to_follow": "to follow",
    "exempt": "exempt from publication",
}
DOUBTS = {
    "period_inherited": "the date comes from a heading or the title",
    "period_carried": "the date is that of the figures before it",
    "period_unknown": "no date given",
    "period_running": "the year was not over when the report was written",
    "period_open": "the text leaves open which year or part of a year is meant",
    "period_misprint": "the years as printed look like a misprint",
    "period_after_report": "the date printed is later than the report",
    "periods_unmatched": "figures and dates do not pair up: unclear which belongs to which",
    "scale_inferred": "pounds, thousands or millions: taken from another table",
    "stock_over_span": "a count on a given date, but the paper gives a period",
    "labels_unexplained": "some words of the row or column labels are not understood",
    "words_unexplained": "some words beside it are not understood",
    "population_unclear": "the heading or title names more than one group of people",
    "area_unclear": "the text does not say whose average it is",
    "worded_count": "a small number in words, which may be about individual cases",
    "part_of_a_figure": "may be a part of the figure before it",
    "measure_inherited": "the measure is named elsewhere on the page",
    "measure_unknown": "not yet matched to a measure",
    "measure_ambiguous": "more than one measure fits the words",
    "out_of_range": "outside the expected range",
    "too_many_figures": "too many figures in one sentence to tell apart",
    "header_unclear": "the column heading is unclear",
    "ocr": "read from a scanned image",
    "corrected": "corrected by a person",
    "confirmed": "confirmed by a person",
    "added": "added by a person",
}
FIELDS = {
    "value": "value",
    "value_max": "upper value",
    "unit": "unit",
    "measure": "measure",
    "kind": "kind",
    "area": "area",
    "area_level": "area level",
    "period_start": "start of the period",
    "period_end": "date or end of the period",
    "period_basis": "period basis",
    "qualifier": "qualifier",
    "dimensions": "breakdown",
    "denominator": "out of",
    "population": "population",
}
SMALL_COUNT = 10
"""Counts of people below this carry a note on the risk of identifying individuals."""
_PEOPLE = re.compile(
    r"\b(child(?:ren)?|young people|care leavers?|people|persons?|adults?|adopters?|UASC|girls?"
    r"|boys?|teenagers?|babies|infants?|siblings?|pupils?|parents?|residents?|service users?)\b",
    re.IGNORECASE,
)


_NO_PEOPLE = re.compile(
    r"[£€$]|\b(?:EUR|GBP|USD|euros?|pounds?|[mb]illions?|costs?|spend(?:ing)?|budgets?|savings?"
    r"|income|expenditure|households?|dwellings?|houses|homes|propert(?:y|ies)|buildings?"
    r"|schools?|vehicles?|hectares?|hours?|miles?|tonnes?)",
    re.IGNORECASE,
)


def counts_people(*said: str | None) -> bool:
    """Whether what the words name may be people: nothing else is named, or people are as well."""
    text = " ".join(each for each in said if each)
    return _PEOPLE.search(text) is not None or _NO_PEOPLE.search(text) is None


def listed(text: str | None) -> list[str]:
    """The strings of a JSON list as it is stored; empty for anything else."""
    if text == "[]":  # Nearly every one, and a page asks for thousands.
        return []
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


def spaced(name: str | None) -> str:
    """An id as people write it; empty for None."""
    return labels.spaced(name or "")


def doubts(text: str | None, without: str = "") -> list[str]:
    """The stored doubts in words, without the one that the page says anyway."""
    return [DOUBTS.get(doubt, spaced(doubt)) for doubt in listed(text) if doubt != without]


def number(value: float | None) -> str:
    """A number with commas, without a trailing .0."""
    if value is None:
        return ""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def plain(value: float | None) -> str:
    """A number as programs write it, without a trailing .0."""
    return "" if value is None else number(value).replace(",", "")


def amount(value: float | None, unit: str | None) -> str:
    """A value with its unit: `51%`, `£1,200,000`, `48.6 per 10,000`, `717`."""
    if value is None:
        return "not given"
    printed = number(value)
    match unit:
        case "percent":
            return f"{printed}%"
        case "currency_gbp" | "currency_eur" | "currency_usd":
            sign = CURRENCY_SIGNS[unit]
            return f"-{sign}{printed[1:]}" if printed.startswith("-") else f"{sign}{printed}"
        case None | "count" | "ratio":
            return printed
    return f"{printed} {UNITS.get(unit, spaced(unit))}"


def stated(row: Mapping[str, Any]) -> str:
    """The value of a row as the paper gives it, with its qualifier or range."""
    value, upper, unit = row["value"], row["value_max"], row["unit"]
    if upper is not None:
        return f"{number(value)} to {amount(upper, unit)}"
    return QUALIFIERS.get(row["qualifier"], "") + amount(value, unit)


@lru_cache(maxsize=4096)
def day(iso: str | None) -> str:
    """An ISO date as `31 March 2017`, a month as `March 2017`; other text as it is."""
    if not iso:
        return ""
    month = len(iso) == len("2017-03")
    try:
        said = in_words(date.fromisoformat(f"{iso}-01" if month else iso))
    except ValueError:
        return iso
    return said.split(" ", 1)[1] if month else said


def paper_day(row: Mapping[str, Any]) -> str:
    """The day of a paper's meeting, or else that of publication (`published March 2017`)."""
    if row["meeting_date"] or not row.get("published_on"):
        return day(row["meeting_date"])
    return f"published {day(row['published_on'])}"


def period(row: Mapping[str, Any]) -> str:
    """When a figure is for: `31 March 2017`, `2016-17 (April to March)`, `1 June to …`."""
    start, end, kind = row["period_start"], row["period_end"], row["period_type"]
    if end is None:
        return "no date given" if start is None else f"from {day(start)}"
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
    return _whole_months(start, end) or f"{day(start)} to {day(end)}"


def _whole_months(start: str, end: str) -> str:
    """`October to December 2024`, `April 2014 to March 2016`; empty for other spans."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return ""
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} to {last:%B} {last.year}"


def breakdown(dimensions: str | None) -> str:
    """The breakdown of a figure: `agency (IFA) foster care; aged 16-17`; empty for the total."""
    parts = mapped(dimensions)
    return "; ".join(labels.value(name, str(code)) for name, code in parts.items())


def total_key(keys: Iterable[str], own: str = "") -> str:
    """The breakdown that is the total of a measure: the empty one, its own, or what all share.

    Every figure of "outside the boundary" carries that as a breakdown; the one with nothing else
    is its total. `own` is that breakdown where the measure's rule names it: figures "inside the
    boundary", which are told beside it, do not change it.
    """
    parts = [frozenset(key.split(";")) if key else frozenset() for key in dict.fromkeys(keys)]
    if not parts:
        return ""
    if own and frozenset() not in parts and frozenset(own.split(";")) in parts:
        return own
    shared = frozenset.intersection(*parts)
    return next((";".join(sorted(each)) for each in parts if each == shared), "")


def breakdown_of_key(key: str, total: str = "") -> str:
    """A breakdown's key (`age_band=16-17;…`) in words; "total" for the empty one or `total`."""
    if key in ("", total):
        return "total"
    shared = set(total.split(";"))
    parts = (part.partition("=") for part in key.split(";") if part not in shared)
    return "; ".join(labels.value(name, code) for name, _, code in parts)


GENERIC_TITLES = frozenset(
    {"agenda", "public reports pack", "public document pack", "document pack"}
)


_CAPTION = re.compile(r"(?:table|figure|fig\.?|chart|graph|map)\s*[:.]?\s*\d", re.IGNORECASE)


def is_caption(title: str) -> bool:
    """Whether what passes for a title is the caption of a table or a chart: "Table: 34 …"."""
    return _CAPTION.match(title.strip()) is not None


def paper_name(report: str | None, document: Mapping[str, Any]) -> str:
    """What the paper of a figure is called: its report in a pack, or else the document."""
    return report if report and not is_caption(report) else document_name(document)


def document_name(row: Mapping[str, Any]) -> str:
    """What a paper is called: its title, or its file where the title is generic."""
    title: str | None = row["title"]
    file = str(row["path"]).rsplit("/", 1)[-1]
    if title is None or is_caption(title):
        return file
    return f"{title.capitalize()} ({file})" if title.casefold().strip() in GENERIC_TITLES else title


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun: `1 document`, `1,409 documents`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def section(number_or_heading: str) -> str:
    """Where in a report a figure stands: `paragraph 4.12`, `section Placements`."""
    is_number = re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,4}\.?", number_or_heading)
    return f"{'paragraph' if is_number else 'section'} {number_or_heading}"


def pages(row: Mapping[str, Any]) -> str:
    """The pages of a report: `page 3`, `pages 3 to 7`."""
    first, last = row["first_page"], row["last_page"]
    return f"page {first}" if first == last else f"pages {first} to {last}"


def small(row: Mapping[str, Any]) -> bool:
    """Whether a figure counts fewer than ten people, so that individuals might be recognised.

    `counted` says who or what is counted: the population of the measure, or the paper's words.
    """
    value = row["value"]
    if row["unit"] != "count" or value is None or not 0 < value < SMALL_COUNT:
        return False
    return bool(_PEOPLE.search(row.get("counted") or ""))


def is_exact(row: Mapping[str, Any]) -> bool:
    """Whether a figure is one number: no range ("18 to 22") and no bound ("less than 20%")."""
    return row.get("value_max") is None and row.get("qualifier") not in BOUNDS


def difference(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """The change from one figure to another; empty where one of them is a range or a bound."""
    if not (is_exact(now) and is_exact(before)):
        return ""
    return change(now["value"], before["value"], now["unit"])


def change(now: float, before: float, unit: str | None) -> str:
    """The change from one value to another: `+14`, `-2.1 points`, `no change`."""
    gap = round(now - before, 6)
    if gap == 0:
        return "no change"
    sign = "+" if gap > 0 else "-"
    if unit == "percent":
        return f"{sign}{number(abs(gap))} points"
    return f"{sign}{amount(abs(gap), unit)}"
