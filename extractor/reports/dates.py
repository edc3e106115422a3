"""Dates in headers: one day, written out in full, or a month with its year."""

from __future__ import annotations

import re
from datetime import date

from extractor.months import SHORT, TITLED
from extractor.regex import regex

MONTH = TITLED
_WRITTEN = regex(
    rf"\b(\d{{1,2}})\s?(?:st|nd|rd|th)?[\s-]*(?:day\s+of\s+)?({MONTH})\b\.?,?[\s-]+(\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = regex(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_NUMERIC = regex(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?![\d./])")
_DIGIT = regex(r"\d")
# "November 2024-25" is a month of a financial year.
_OF_A_YEAR = regex(rf"\b({MONTH})\b\.?,?\s+((?:19|20)\d\d)\b(?!\s?[-/–—]\s?\d)", re.IGNORECASE)
_ANY_MONTH = regex(rf"\b{MONTH}\b")
_RANGE = regex(rf"\d\s*(?:-|–|to|and)\s*\d{{1,2}}\s*(?:st|nd|rd|th)?\s+{MONTH}", re.IGNORECASE)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first full date in `text` with its start and end, or None.

    The day comes before the month, as in Britain; two-digit years are of this century.
    """
    if _DIGIT.search(text) is None:
        return None
    found: list[tuple[int, int, int, int, int]] = []
    if match := _WRITTEN.search(text):
        found.append((*match.span(), int(match[3]), _month(match[2]), int(match[1])))
    if match := _MONTH_FIRST.search(text):
        found.append((*match.span(), int(match[3]), _month(match[1]), int(match[2])))
    if match := _NUMERIC.search(text):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        found.append((*match.span(), year, int(match[3]), int(match[1])))
    for start, end, year, month, day in sorted(found):
        try:
            return date(year, month, day), start, end
        except ValueError:
            continue
    return None


def single_date(text: str) -> date | None:
    """The one date in `text`; None where there is none, or a span of days."""
    if _RANGE.search(text):
        return None
    found = find_date(text)
    if found is None or find_date(text[found[2] :]) is not None:
        return None
    return found[0]


def single_month(text: str) -> str | None:
    """The one month in `text` as ISO 8601 writes it ("2008-09" for "September 2008").

    None where a day stands with it, where there is more than one, or where its year is a financial
    one.
    """
    found = _OF_A_YEAR.search(text)
    if found is None or find_date(text) is not None:
        return None
    if _ANY_MONTH.search(text[: found.start()] + text[found.end() :]) is not None:
        return None
    return f"{found[2]}-{_month(found[1]):02d}"


def day_or_month(text: str) -> str | None:
    """The one date in `text`, or the one month where it has no day, as ISO 8601 writes them."""
    day = single_date(text)
    return single_month(text) if day is None else day.isoformat()


def _month(word: str) -> int:
    return SHORT.index(word[:3].lower()) + 1
