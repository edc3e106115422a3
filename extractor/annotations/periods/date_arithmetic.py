"""Date arithmetic of English local government: months, quarters, financial and school years.

A financial year runs from 1 April to 31 March and is named by the year it begins in; its
quarters are April to June and so on. A school year runs from 1 September to 31 August.
A date on the last day of a month stays on the last day of a month however it is moved.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

FINANCIAL_YEAR_STARTS = 4
ACADEMIC_YEAR_STARTS = 9
LAST_MONTH_OF_LESSONS = 7
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """First and last day, both included."""

    start: date
    end: date


def day_before(day: date) -> date:
    """The day before, at most one step out of the bounds."""
    return day - _DAY


def is_month_end(day: date) -> bool:
    """Whether `day` is the last of its month."""
    return (day + _DAY).day == 1


def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day + relativedelta(day=31)


def month_span(year: int, month: int) -> Span:
    """A calendar month."""
    first = date(year, month, 1)
    return Span(first, month_end(first))


def shift_months(day: date, months: int) -> date:
    """`day` moved by months; the end of a month goes to the end of a month."""
    moved = day + relativedelta(months=months)
    return month_end(moved) if is_month_end(day) else moved


def shift_days(day: date, days: int) -> date:
    """`day` moved by days."""
    return day + timedelta(days=days)


def year_starting(year: int, first_month: int) -> Span:
    """The twelve months that begin with `first_month` of `year`."""
    return years_starting(year, year, first_month)


def years_starting(first: int, last: int, first_month: int) -> Span:
    """From the year that begins in `first` to the one that begins in `last`."""
    start = date(first, first_month, 1)
    return Span(start, day_before(date(last + 1, first_month, 1)))


def financial_year(year: int) -> Span:
    """The financial year that begins in `year`."""
    return year_starting(year, FINANCIAL_YEAR_STARTS)


def academic_year(year: int) -> Span:
    """The school year that begins in `year`."""
    return year_starting(year, ACADEMIC_YEAR_STARTS)


def year_holding(day: date, first_month: int) -> int:
    """The year in which the year that holds `day` began, if years begin with `first_month`."""
    return day.year if day.month >= first_month else day.year - 1


def quarter(number: int, year: int, first_month: int = FINANCIAL_YEAR_STARTS) -> Span:
    """Quarter 1 to 4 of the year that begins with `first_month` of `year`."""
    start = date(year, first_month, 1) + relativedelta(months=3 * (number - 1))
    return Span(start, month_end(start + relativedelta(months=2)))


def quarter_holding(day: date) -> Span:
    """The quarter that `day` is in (financial and calendar quarters are the same months)."""
    start = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Span(start, month_end(start + relativedelta(months=2)))


def months_of(span: Span) -> int | None:
    """How many whole calendar months a span covers, or None where it does not."""
    if span.start.day != 1 or not is_month_end(span.end):
        return None
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1


def is_financial_year(span: Span) -> bool:
    """Whether a span is one whole financial year."""
    return span == financial_year(span.start.year)


def is_academic_year(span: Span) -> bool:
    """Whether a span is one whole school year."""
    return span == academic_year(span.start.year)


def ending_on(end: date, count: int, unit: str) -> Span:
    """The `count` days, weeks, months, quarters or years that end with `end`."""
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return Span(shift_days(end, 1 - days), end)
    months = count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    return Span(shift_months(end, -months) + _DAY, end)


def shift(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` days, weeks, months, quarters, half years or years."""
    if unit in ("day", "week"):
        return shift_days(day, count * (7 if unit == "week" else 1))
    return shift_months(day, count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])
