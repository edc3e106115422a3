"""Arithmetic of periods: the default of figures without a period, the dates of parts of years
(quarters, halves, terms, seasons), shifts."""

from __future__ import annotations

from datetime import date

from extractor.annotations.model import MeasureKind, Period, ReferenceTime
from extractor.annotations.periods import date_arithmetic as dates
from extractor.annotations.periods.date_arithmetic import Span
from extractor.annotations.periods.model import Part


def default_period(anchor: ReferenceTime, measure_kind: MeasureKind | None) -> Period | None:
    """What a figure gets that says nothing about time itself.

    A stock: the position date, else the last day of the span that the report covers. All
    else: that span, or where a report only has a position date, that date. A meeting date
    alone says nothing about the figures: None.
    """
    if measure_kind == "stock" or anchor.report_period is None:
        if anchor.as_at is not None:
            return Period("as_at", None, anchor.as_at)
        if anchor.report_period is None:
            return None
        return Period("as_at", None, anchor.report_period.end)
    return anchor.report_period


def current_year(anchor: ReferenceTime) -> Period | None:
    """The whole financial year that a report is in: what budgets and forecasts refer to.

    The year that holds the position date, else the end of the span that the report covers;
    None with neither.
    """
    end = anchor.as_at or (anchor.report_period.end if anchor.report_period else None)
    if end is None:
        return None
    year = dates.year_holding(end, dates.FINANCIAL_YEAR_STARTS)
    return Period("during", *dates.financial_year(year))


def change_span(earlier: Period, later: Period, kind: MeasureKind | None) -> Period:
    """The period of a change between two periods.

    From the earlier date to the later one where the measure is a level; for what is
    counted over spans, the later span.
    """
    if kind == "flow" or (kind != "stock" and later.basis == "during"):
        return later
    first, last = sorted((earlier.end, later.end))
    return Period("during", first, last)


def shifted(period: Period, count: int, unit: str) -> Period:
    """The period, moved by `count` units such as "month" or "year"; negative counts go back."""
    start = None if period.start is None else dates.shift(period.start, count, unit)
    return Period(period.basis, start, dates.shift(period.end, count, unit))


_FIRST_MONTHS = {1: 9, 2: 3, 3: 6, 4: 12}
"""The first month of each season, from autumn on."""


def _season(number: int, year: int) -> Span:
    """The three months of a season that begins in a calendar year."""
    start = date(year, _FIRST_MONTHS[number], 1)
    return Span(start, dates.month_end(dates.shift_months(start, 2)))


def part_of(expression: Part, year: int, starts: int) -> Span | None:
    """A part of the year that begins with month `starts` of `year`."""
    if expression.kind == "quarter":
        return dates.quarter(expression.number, year, starts)
    if expression.kind == "half":
        first = dates.quarter(2 * expression.number - 1, year, starts)
        return Span(first.start, dates.quarter(2 * expression.number, year, starts).end)
    if expression.kind == "financial_month":
        start = dates.shift_months(date(year, starts, 1), expression.number - 1)
        return Span(start, dates.month_end(start))
    if expression.kind == "term":
        return {
            1: Span(date(year, 9, 1), date(year, 12, 31)),
            2: Span(date(year + 1, 1, 1), date(year + 1, 3, 31)),
            3: Span(date(year + 1, 4, 1), date(year + 1, 7, 31)),
        }[expression.number]
    if expression.kind == "season":  # "winter 2020/21" begins in December 2020
        return _season(expression.number, year + (_FIRST_MONTHS[expression.number] < starts))
    return None


_SUMMER = 3


def term_in(expression: Part, year: int, *, schools: bool) -> Span | None:
    """A term or season whose own calendar year is given ("autumn term 2020"); the summer of what is
    counted by school years is its year ("results of summer 2016")."""
    if expression.kind != "season":
        return part_of(expression, year - (expression.number > 1), dates.ACADEMIC_YEAR_STARTS)
    if schools and expression.number == _SUMMER:
        return dates.academic_year(year - 1)
    return _season(expression.number, year)
