"""Which kind of year a text refers to: a school's, the council's, or one of its own.

`year_start` gives the month that such a year begins with:

- "academic year", "2015/16 school years", and what schools count by their years (attainment,
  absence, exclusions, children by their class): September
- "financial year": April; "calendar year": January
- "year end 30th September", "at 31 March": the month after that day
- "children in care in 2015/16": None, nothing is said
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.annotations.periods.date_arithmetic import (
    ACADEMIC_YEAR_STARTS,
    FINANCIAL_YEAR_STARTS,
    month_span,
)
from extractor.annotations.periods.grammar import find_periods
from extractor.annotations.periods.model import Day, Edge, Expression, Length
from extractor.regex import regex

# All of a text in lower case.
_NAMED: tuple[tuple[re.Pattern[str], int], ...] = (
    (regex(r"\b(?:academic|school) years?\b(?! groups?)"), ACADEMIC_YEAR_STARTS),
    (regex(r"\b(?:financial|fiscal) years?\b"), FINANCIAL_YEAR_STARTS),
    (regex(r"\bcalendar years?\b"), 1),
)
# What is counted by school years, whoever reports it.
_OF_SCHOOLS = regex(
    r"\battainment\b|\bgcses?\b|\bkey stages?\b|\bks[1-5]\b|\bprogress 8\b|\beyfs\b|\bphonics\b"
    r"|\bgood level of development\b|\ba[- ]levels?\b|\bexam(?:ination)?s? results\b"
    r"|\b(?:permanent|fixed[- ](?:term|period))(?:ly)? exclu|\bexclu\w+ from school"
    r"|\bpersistent(?:ly)? absen|\b(?:school|pupil|unauthorised|overall) absence\b"
    r"|\b(?:absent|missed|absence)\b(?: from school| for)?(?: (?:at least|more than|over))?"
    r" (?:\d+|twenty[ -]five)(?: or more)? (?:school )?days\b|\babsent from school\b"
    r"|\battendance gap\b|\b(?:pupil|pupils[’']) attendance\b"
    r"|\bsessions\b[^.;]{0,40}\babsen|\babsen\w+\b[^.;]{0,40}\bsessions\b"
    r"|\bschool attendance\b|\bsuspen(?:ded|sions?) from school"
    r"|\blevel [2-5]\b[^.;]{0,60}\b(?:reading|writing|math|english)"
    r"|\breading, writing (?:and|or|&) math"
    r"|\bvirtual (?:school|head)\b|\bpupil premium\b|\bhead ?teachers?\b"
)
_CLASS = regex(
    r"\b(?:year (?:r|1[0-3]|[1-9])|reception)(?![\w%])(?! months?| weeks?| of the (?:plan|programme"
    r"|strategy))"
)
_IN_CLASS = regex(r"\b(?:pupils?|children|class(?:es)?|cohort|boys|girls|students)\b")


@lru_cache(maxsize=2048)
def year_start(text: str) -> int | None:
    """The first month of the years that a text refers to, None where it does not say.

    A text that refers to two kinds of year says nothing about either.
    """
    small = text.lower()
    if "year" in small and any(pattern.search(small) for pattern, _ in _NAMED):
        return _named_start(text)
    if _OF_SCHOOLS.search(small) or (_CLASS.search(small) and _IN_CLASS.search(small)):
        return ACADEMIC_YEAR_STARTS
    return None


@lru_cache(maxsize=2048)
def reference_year_start(*texts: str) -> int | None:
    """The first month of the years of a table cell, from its labels and what is around them, the
    nearest first.

    A kind of year that is named anywhere comes first, then the last day of the years in a caption
    ("year end 30th September"), then what schools count by their years. Only a day without a year
    rules all columns: "as at 30 September 2019" is one date.
    """
    for start_of in (_named_start, start_by_last_day, year_start):
        for text in texts:
            if (start := start_of(text)) is not None:
                return start
    return None


def _named_start(text: str) -> int | None:
    """The first month of the one kind of year that a text names, else None."""
    small = text.lower()
    if "year" not in small:
        return None
    named = {month for pattern, month in _NAMED if pattern.search(small)}
    return named.pop() if len(named) == 1 else None


def start_by_last_day(text: str) -> int | None:
    """The month after the day without a year that a text names as the last of its years."""
    for mark in find_periods(text):
        day = _last_day(mark.expression)
        if day is None:
            continue
        if day.month == 2 or day.day == month_span(2000, day.month).end.day:
            return day.month % 12 + 1
    return None


def _last_day(expression: Expression) -> Day | None:
    if isinstance(expression, Edge) and expression.side == "end":
        expression = expression.of
    if isinstance(expression, Length) and expression.end is not None:
        expression = expression.end
    return (
        expression
        if isinstance(expression, Day) and expression.year is None and expression.back is None
        else None
    )
