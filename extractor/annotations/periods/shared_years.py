"""Years that a text prints once for several of its periods: lists, quarters, months in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.periods.model import (
    Day,
    Edge,
    Expression,
    Month,
    Part,
    Relative,
    Through,
    Year,
)
from extractor.annotations.periods.words import Tokens

_Mark = tuple[int, int, Expression]
"""The tokens [first, last) and what they mean."""


def with_shared_years(tokens: Tokens, marks: list[_Mark]) -> list[_Mark]:
    """The marks of a text, in order, with the years and days that are beside others of them."""
    marks = _with_years_before(_with_listed_years(tokens, marks))
    return _with_its_months(tokens, _with_months_before(marks))


_SET_OFF = frozenset({"(", ":", ",", "-", "–", "—", "from", "covering"})


def _with_its_months(tokens: Tokens, marks: list[_Mark]) -> list[_Mark]:
    """Give a quarter or half without a year the months that are set off behind it: "Quarter 2
    (July to September 2019)"."""
    for k in range(len(marks) - 1):
        (i, j, part), (following, _, months) = marks[k], marks[k + 1]
        if not (isinstance(part, Part) and part.of is None and isinstance(months, Through)):
            continue
        gap = {tokens.low(n) for n in range(j, following)}
        if part.kind in ("quarter", "half") and gap and gap <= _SET_OFF:
            marks[k] = (i, j, months)
    return marks


def _with_listed_years(tokens: Tokens, marks: list[_Mark]) -> list[_Mark]:
    """Give all spans of a list what is printed only once.

    "April, May and June 2016" have one year, from right to left, as have the two times of a change
    ("from 42 in May to 45 in July 2016"); "31 March 2023 and 2024" one day, from left to right.
    """
    for k in range(len(marks) - 2, -1, -1):
        i, j, expression = marks[k]
        shares = _listed(tokens, marks, k) or _between_levels(tokens, marks, k)
        if shares and isinstance(expression, (Day, Month, Part)):
            following = marks[k + 1][2]
            if not (isinstance(expression, (Day, Month)) and expression.back is not None):
                marks[k] = (i, j, with_year_of(expression, following))
    for k in range(1, len(marks)):
        i, j, expression = marks[k]
        before = marks[k - 1][2]
        if not (
            isinstance(expression, Year)
            and expression.style == "bare"
            and expression.first == expression.last
        ):
            continue
        if isinstance(before, (Day, Month)) and before.year and _listed(tokens, marks, k - 1):
            marks[k] = (i, j, replace(before, year=expression.last))
    return marks


def _with_years_before(
    marks: list[_Mark],
) -> list[_Mark]:
    """Give quarters of a text the year of the one named before them.

    "47 in Q1 2022/23, 52 in Q2 and 50 in Q3": all are of one year. So are those that come
    before the only one with a year. A fourth quarter may be followed by the first of the next
    year where the third came before it.
    """
    held = [(k, _quarter_of(e)) for k, (_, _, e) in enumerate(marks)]
    places = [k for k, part in held if part is not None]
    parts = [part for _, part in held if part is not None]
    dated = [n for n, part in enumerate(parts) if isinstance(part.of, Year)]
    if not dated:
        return _with_only_year(marks, places)
    if len(dated) == len(parts):
        return marks
    for n in [*range(dated[0] - 1, -1, -1), *range(dated[0] + 1, len(parts))]:
        if parts[n].of is None:
            beside = parts[n + 1] if n < dated[0] else parts[n - 1]
            over = n > 1 and [p.number for p in parts[n - 2 : n + 1]] == [3, 4, 1]
            year = _year_after(beside.of) if over else beside.of
            parts[n] = replace(parts[n], of=year)
            i, j, whole = marks[places[n]]
            edge = replace(whole, of=parts[n]) if isinstance(whole, Edge) else parts[n]
            marks[places[n]] = (i, j, edge)
    return marks


def _quarter_of(expression: Expression) -> Part | None:
    """The quarter that an expression is, or whose beginning or end it is."""
    part = expression.of if isinstance(expression, Edge) else expression
    return part if isinstance(part, Part) and part.kind == "quarter" else None


def _with_only_year(marks: list[_Mark], places: Sequence[int]) -> list[_Mark]:
    """Give several quarters the one year that the text names: "Q1 47, Q2 52 (all 2022/23)"."""
    years = {e for _, _, e in marks if isinstance(e, Year)}
    if len(places) < 2 or len(years) != 1:
        return marks
    [year] = years
    for k in places:
        i, j, part = marks[k]
        if year.last - year.first == 1 and isinstance(part, Part) and part.of is None:
            marks[k] = (i, j, replace(part, of=year))
    return marks


MONTHS_ON = 3
"""A month that is named without a year is at most so many on from the one named before it."""


def _with_months_before(
    marks: list[_Mark],
) -> list[_Mark]:
    """Give months of a text the year of the one just before them: "150 in April 2022, 161 in May
    and 140 in June"; January after December is of the next year."""
    for k in range(1, len(marks)):
        (i, j, month), before = marks[k], marks[k - 1][2]
        if not (isinstance(month, Month) and isinstance(before, Month)):
            continue
        if month.year is not None or month.back is not None or before.year is None or before.fiscal:
            continue
        on = (month.month - before.month) % 12
        if 0 < on <= MONTHS_ON:
            over = month.month < before.month
            marks[k] = (i, j, replace(month, year=before.year + over))
    return marks


def _year_after(year: Year | Relative | None) -> Year | Relative | None:
    if not isinstance(year, Year):
        return year
    return replace(year, first=year.first + 1, last=year.last + 1)


def _listed(tokens: Tokens, marks: Sequence[_Mark], k: int) -> bool:
    """Whether only "," or "and" is between a span and the next."""
    gap = {tokens.low(n) for n in range(marks[k][1], marks[k + 1][0])}
    return bool(gap) and gap <= {",", "and", "&", "or"}


def _between_levels(tokens: Tokens, marks: Sequence[_Mark], k: int) -> bool:
    """Whether a level is between a span and the next, to which something changed."""
    gap = [tokens.low(n) for n in range(marks[k][1], marks[k + 1][0])]
    return 2 < len(gap) <= _LONGEST_LEVEL and gap[0] == "to" and gap[-1] in _AT


_LONGEST_LEVEL = 6  # tokens: "to just 54.2 % in"
_AT = frozenset({"in", "at", "on", "by"})


def with_year_of(first: Expression, last: Expression) -> Expression:
    """ "April" in "April to September 2015" is April 2015; "October to March 2016" is 2015."""
    if isinstance(last, Edge):
        last = last.of
    if isinstance(first, (Day, Month)) and isinstance(last, (Day, Month)):
        if first.year is not None or last.year is None:
            return first
        if isinstance(last, Month) and last.fiscal:
            return Month(first.month, last.year, fiscal=True) if isinstance(first, Month) else first
        return replace(first, year=last.year - (1 if first.month > last.month else 0))
    if isinstance(first, Part) and isinstance(last, Part) and first.of is None:
        return replace(first, of=last.of)
    if isinstance(first, Year) and isinstance(last, Year) and first.style == "split":
        return replace(first, style=last.style)  # "2011/12 to 2015/16 school years"
    return first
