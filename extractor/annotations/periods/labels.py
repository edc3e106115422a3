"""The time that the labels of a table cell name together.

Each label may give a part of it. Rules, in the order in which they are tried:

- complete: "Q2" under "2022/23" is quarter 2 of 2022/23, "31 March" over "2019" that day,
  "April" beside "2022/23" April 2022
- length: "12 months", "rolling", "in the year" or "annual" beside "March 2024" are the twelve
  months that end with it; "YTD" runs from the start of the year to it
- own year: a lone "2016" is the year that ends in it, as in official tables
- latest, previous: a card's "Latest" is the report's own period, "Previous" the one before
- change: a column of changes has no period of its own
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from extractor.annotations.model import MeasureKind, Period, ReferenceTime
from extractor.annotations.periods import date_arithmetic as dates
from extractor.annotations.periods.default import default_period
from extractor.annotations.periods.grammar import find_periods
from extractor.annotations.periods.model import (
    Day,
    Expression,
    Length,
    Month,
    Part,
    PeriodSpan,
    Relative,
    Through,
    ToDate,
    Year,
)
from extractor.annotations.periods.resolve import resolve
from extractor.regex import regex

_CHANGE = regex(
    r"\b(?:change|difference|variance|direction|dot|trend|movement|increase|decrease|var)\b|[±∆Δ]",
    re.IGNORECASE,
)
_NOUNS = r"(?:value|result|figure|period|report|data|performance|position|actual|outturn)s?"
_LATEST = regex(
    rf"^\W*(?:(?:latest|current|now|this|most recent)\W*(?:{_NOUNS})?|actual to date)\W*$", re.I
)
_PREVIOUS = regex(rf"^\W*(?:previous|prior|last)\W*(?:{_NOUNS})?\W*$", re.IGNORECASE)
_YEAR_LONG = regex(
    r"\b(?:in|during|over|for|within) (?:the|a) (?:(?:whole|full|past|last) )?year\b(?! to)"
    r"|^annual(?: (?:total|figure|number))?\b(?! (?:report|target|plan|budget|review))|\byearly\b"
    r"|[(,] ?annual\b|\bper (?:annum|year)\b"
    r"|\brolling year\b|\b(?:12|twelve)[- ]month\b|\br?12 ?m(?:ths?)?\b"
    r"|\bfull[- ]year\b|(?<![-\w])in year\W*$|[(,–-] ?in[- ]year\b"
    r"|\b(?:for|in|during|over) (?:the|a) year to\W*$"
    r"|\byear end(?:ing|ed)\W*$|\by/?e\W*$|\b(?:12|twelve) months (?:to|ending)\W*$|\br12\b"
    r"|\b(?:12|twelve) months to (?:date|(?:the )?(?:end of )?(?:each|that|the) \w+)"
    r"|(?:^|[(,;:–-]\s?)(?:12|twelve) months(?:$|[),;:])",
    re.IGNORECASE,
)
_QUARTER_LONG = regex(
    r"\b(?:in|during|over|for|within) (?:the|a) (?:(?:whole|full|past|last) )?quarter\b"
    r"|\bquarterly\b"
    r"|\brolling quarter\b|\b(?:3|three)[- ]month\b|\br?3 ?m(?:ths?)?\b"
    r"|(?:^|[(,;:–-]\s?)(?:3|three) months(?:$|[),;:])",
    re.IGNORECASE,
)
# What numbers a thing that is no part of a year: a class, a place, a level, an indicator.
_NUMBERED = "|".join([
    *("y", "yr", "year", "key", "ks", "ey", "tier", "ward", "band", "area", "la", "lvl", "step"),
    *("zone", "team", "home", "site", "lot", "type", "cat", "set", "item", "row", "col", "unit"),
    *("note", "ref", "fig", "page", "risk", "aim", "goal", "plan", "pi", "kpi", "age"),
    *("ni", "bv", "paf", "cf", "pm", "li"),
])  # fmt: skip
_UNKNOWN_PART = regex(rf"^[\W_]*(?!(?:{_NUMBERED})[0-9])[a-z]{{1,4}}[1-6][\W_]*$", re.IGNORECASE)
_SO_FAR = regex(r"\bcumulative(?:ly)?\b|[(,] ?cum\b\.?", re.IGNORECASE)


def labels_period(
    labels: Sequence[str],
    around: Sequence[str],
    anchor: ReferenceTime,
    measure_kind: MeasureKind | None,
    *,
    year_starts: int | None = None,
    beside: Period | None = None,
) -> Period | None:
    """The period that a cell's labels name, None where they name none.

    `labels` are those of the cell, the nearest first (column headers, then row labels),
    `around` the caption and notes of its table. A label of changes names no period. `beside` is
    the month or day of a column to the left: it ends what "YTD" counts beside it.
    """
    marks = [(label, mark) for label in labels if (mark := label_span(label)) is not None]
    best = next((mark for _, mark in marks if not mark.relative), None)
    partial = next((mark for _, mark in marks if _lacks_year(mark.expression)), None)
    if partial is not None:
        years = [m.expression for _, m in marks if isinstance(m.expression, Year)]
        if isinstance(partial.expression, Through):  # "(April to December)" beside "Q3 2020/21"
            parts = (m.expression for _, m in marks if isinstance(m.expression, Part))
            years += [part.of for part in parts if isinstance(part.of, Year)]
        said = years or list(_years_around(around))
        if said and (whole := with_year(partial.expression, said[0])) is not None:
            best = replace(partial, expression=whole)
    if best is None:
        best = next((mark for _, mark in marks if _names_a_time(mark.expression)), None)
    length = _length_said(labels, around) if measure_kind != "stock" else None
    if length is not None and not any(_names_a_time(mark.expression) for _, mark in marks):
        best = _of_month(beside) or best
    if length is not None and best is not None and (ended := _ending(length, best.expression)):
        return resolve(
            replace(best, expression=ended), anchor, measure_kind, year_starts=year_starts
        )
    best = best or (marks[0][1] if marks else None)
    if best is not None:
        return resolve(_own_year(best, year_starts), anchor, measure_kind, year_starts=year_starts)
    return _of_report(labels, anchor, measure_kind)


@lru_cache(maxsize=2048)
def label_span(label: str) -> PeriodSpan | None:
    """The period of one label: the span that needs no other, else its first; kept, because every
    cell of a row and a column asks."""
    if _CHANGE.search(label):
        return None
    marks = [mark for mark in find_periods(label, header=True) if not mark.weak]
    return next((m for m in marks if not m.relative), marks[0] if marks else None)


@lru_cache(maxsize=2048)
def leaves_open_which_part(label: str) -> bool:
    """Whether a label is only a year and a part of it that we do not know: "XY1 2023/24".

    The whole year is then a guess. "KS4 2023" is a stage of school and takes nothing from it. Kept,
    because every cell of a row and a column asks.
    """
    marks = find_periods(label, header=True)
    if len(marks) != 1 or not isinstance(marks[0].expression, Year):
        return False
    rest = label[: marks[0].start] + " " + label[marks[0].end :]
    return _UNKNOWN_PART.match(rest) is not None


def with_year(expression: Expression, year: Expression) -> Expression | None:
    """A day, month, quarter or run of them in a year that is named elsewhere."""
    if not isinstance(year, Year):
        return None
    if isinstance(expression, Part):
        return replace(expression, of=year)
    if isinstance(expression, Through):
        first, last = with_year(expression.first, year), with_year(expression.last, year)
        return None if first is None or last is None else Through(first, last)
    if not isinstance(expression, (Day, Month)) or expression.year is not None:
        return None
    if year.style in ("bare", "calendar"):
        return replace(expression, year=year.last)
    if year.last - year.first != 1:
        return None
    starts = dates.ACADEMIC_YEAR_STARTS if year.style == "academic" else (
        dates.FINANCIAL_YEAR_STARTS)  # fmt: skip
    return replace(expression, year=year.first if expression.month >= starts else year.last)


def _lacks_year(expression: Expression) -> bool:
    if isinstance(expression, Through):
        return _lacks_year(expression.first) and _lacks_year(expression.last)
    if isinstance(expression, Part):
        return expression.of is None
    return (
        isinstance(expression, (Day, Month)) and expression.year is None and expression.back is None
    )


def _years_around(around: Sequence[str]) -> Iterator[Year]:
    """The one year that a caption names, if it names just one."""
    for line in around:
        years = {
            m.expression for m in find_periods(line, header=True) if isinstance(m.expression, Year)
        }
        if len(years) == 1:
            yield from years


def _names_a_time(expression: Expression) -> bool:
    """Whether it is a place in the calendar, not only a stretch ("YTD", "rolling")."""
    if isinstance(expression, Length):
        return expression.end is not None
    return not isinstance(expression, ToDate) and expression != Relative(0, "year")


def _length_said(labels: Sequence[str], around: Sequence[str]) -> Length | ToDate | None:
    """The stretch that is counted, where a label or the caption says it without its end."""
    for text in (*labels, *around):
        for mark in find_periods(text, header=True):
            expression = mark.expression
            if isinstance(expression, Length) and expression.end is None:
                return expression
            if isinstance(expression, ToDate) and expression.of is None:
                return expression
    lengths = [_words_of_length(text) for text in (*labels, *around)]
    if any(length.year for length in lengths):
        return Length(12, "month")
    if any(length.quarter for length in lengths[: len(labels)]):
        return Length(3, "month")
    return ToDate() if any(length.so_far for length in lengths) else None


class _WordsOfLength(NamedTuple):
    """Whether a label says "in the year", "in the quarter", "cumulative"."""

    year: bool
    quarter: bool
    so_far: bool


@lru_cache(maxsize=2048)
def _words_of_length(text: str) -> _WordsOfLength:
    """Which stretches the words of a label or caption say; kept, because every cell of a row and a
    column asks."""
    patterns = (_YEAR_LONG, _QUARTER_LONG, _SO_FAR)
    return _WordsOfLength(*(pattern.search(text) is not None for pattern in patterns))


def _of_month(beside: Period | None) -> PeriodSpan | None:
    """The month or day that the column to the left is of, as a time that counting ends with."""
    if beside is None:
        return None
    return PeriodSpan(0, 0, "", Month(beside.end.month, beside.end.year))


def _ending(length: Length | ToDate, expression: Expression) -> Expression | None:
    """The stretch that ends with a day, month or part of a year, None beside a whole year."""
    if not isinstance(expression, (Day, Month, Part)) or not _ends_a_month(expression):
        return None
    if isinstance(length, ToDate):
        return ToDate(until=expression)
    return Length(length.count, length.unit, expression)


def _ends_a_month(expression: Expression) -> bool:
    """Whether counting can end there: not on the day of a payment or a visit."""
    if not isinstance(expression, Day):
        return True
    last = dates.month_span(expression.year or 2000, expression.month).end.day
    return expression.day == last or (
        expression.year is None and (expression.month, expression.day) == (2, 28)
    )


def _own_year(mark: PeriodSpan, starts: int | None) -> PeriodSpan:
    """A year alone as the year that ends in it; where years begin in January, as that itself."""
    expression = mark.expression
    if isinstance(expression, Year) and expression.style == "bare":
        if starts == 1:
            return replace(mark, expression=replace(expression, style="calendar"))
        return replace(mark, expression=Year(expression.last - 1, expression.last, "split"))
    return mark


def _of_report(
    labels: Sequence[str], anchor: ReferenceTime, measure_kind: MeasureKind | None
) -> Period | None:
    for label in labels:
        if _CHANGE.search(label):
            continue
        if _PREVIOUS.match(label):
            before = PeriodSpan(0, len(label), label, Relative(-1, "period"))
            return resolve(before, anchor, measure_kind)
        if _LATEST.match(label):
            return default_period(anchor, measure_kind)
    return None
