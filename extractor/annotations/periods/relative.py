"""The relative part of the period grammar: "last quarter", "year to date", "year end", "w/e"."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from extractor.annotations.periods.dates import day, month
from extractor.annotations.periods.model import (
    Day,
    Edge,
    Expression,
    Length,
    Month,
    Now,
    Relative,
    Since,
    Through,
    ToDate,
    Unit,
    Year,
    YearStyle,
)
from extractor.annotations.periods.parts_of_years import counts_things, part, year_then_part
from extractor.annotations.periods.words import (
    AHEAD,
    BACK,
    DASHES,
    HERE,
    MONTHS,
    OVER,
    STYLES,
    UNITS,
    Parsed,
    Tokens,
    count_at,
    longest,
    unit_at,
)
from extractor.annotations.periods.years import (
    full_year,
    relative_year,
    year,
    year_reference,
)

_EDGES: dict[str, Literal["start", "end"]] = {
    "end": "end", "close": "end",
    "start": "start", "beginning": "start", "outset": "start",
}  # fmt: skip
_NOT_AFTER_UNIT = frozenset({"old", "olds", "group", "groups", "cohort", "ahead", "on", "in"})


def date_at(tokens: Tokens, i: int) -> Parsed:
    """Something that stands for one stretch of the calendar: a date, a month, an edge."""
    i = tokens.skip(i, "the")
    return longest(
        year_then_part(tokens, i),
        day(tokens, i),
        month(tokens, i),
        part(tokens, i),
        edge(tokens, i),
        year_reference(tokens, i) if tokens[i].number is not None else year(tokens, i),
    )


def edge(tokens: Tokens, i: int) -> Parsed:
    """ "end of (the previous quarter)", "end March 2017", "year end", "started the year"."""
    low = tokens.low(i)
    if low in _EDGES:
        j = i + 1
        if tokens.low(j) == "of":
            found = longest(date_at(tokens, j + 1), _unit_of_report(tokens, j + 1))
        else:
            found = longest(day(tokens, j), month(tokens, j))
        return None if found is None else (Edge(_EDGES[low], found[0]), found[1])
    if low in {"year", "quarter", "month", "period"}:
        return _unit_end(tokens, i)
    if low in {"ended", "finished", "started", "began", "begun"}:
        side: Literal["start", "end"] = "end" if low in {"ended", "finished"} else "start"
        if tokens.expression(i + 1, "the", "year"):
            return Edge(side, Relative(0, "year")), i + 3
        if side == "start" and tokens.low(i + 1) == "with":
            return Edge("start", Relative(0, "year")), i + 2
    return None


def _unit_end(tokens: Tokens, i: int) -> Parsed:
    """ "year end (March 2024)", "quarter-end", "month end"."""
    unit: Unit = "period" if tokens.low(i) == "period" else (unit_at(tokens, i) or "period")
    j = i + 2 if tokens.low(i + 1) in DASHES else i + 1
    if tokens.low(j) not in {"end", "ends"}:
        return None
    found = longest(day(tokens, j + 1), month(tokens, j + 1), year(tokens, j + 1))
    if found is not None:
        spanned = tokens.header or tokens.low(i - 1) in {"in", "during", "for"}
        year_long = unit == "year" and spanned and isinstance(found[0], (Day, Month))
        return Length(1, "year", found[0]) if year_long else Edge("end", found[0]), found[1]
    return Edge("end", Relative(0, unit, STYLES.get(tokens.low(i - 1)))), j + 1


def _unit_of_report(tokens: Tokens, i: int) -> Parsed:
    """ "the year", "the financial year", "the previous quarter", "last year" after "end of"."""
    i = tokens.skip(i, "the")
    found = relative(tokens, i)
    if found is not None and isinstance(found[0], Relative):
        return found
    j = tokens.skip(i, "reporting", "whole", "full")
    style = STYLES.get(tokens.low(j))
    j = j + 1 if style is not None else j
    unit = "period" if tokens.low(j) == "period" else unit_at(tokens, j)
    if unit in {"year", "quarter", "month", "period"} and not tokens.low(j).endswith("s"):
        return Relative(0, unit, style), j + 1
    return None


def relative(tokens: Tokens, i: int) -> Parsed:
    """ "last year", "the previous financial year", "this quarter", "next month"."""
    low = tokens.low(i)
    step = -1 if low in BACK else 0 if low in HERE else 1 if low in AHEAD else None
    if step is None:
        return None
    j = tokens.skip(i + 1, "reporting", "full", "whole")
    style = STYLES.get(tokens.low(j))
    j = j + 1 if style is not None else j
    if (half := _half_year(tokens, j)) is not None:
        return Relative(step, "half", style), half
    unit = "period" if tokens.low(j) in {"period", "report"} else unit_at(tokens, j)
    if unit in {None, "day", "week"} or (tokens.low(j).endswith("s") and unit != "period"):
        return None
    if _is_numbered(tokens, j) and unit != "period":
        return None
    if low in {"last", "next"} and unit == "year" and style is None and _stands_behind(tokens, i):
        return (Length(1, "year") if low == "last" else Relative(1, "year")), j + 1
    if step == -1 and unit == "year" and style is None and _stands_behind(tokens, i, _WITHIN):
        return Length(1, "year"), j + 1  # unlike "in the previous year"
    if tokens.low(j) == "report" and step != -1:
        return None
    assert unit is not None
    return Relative(step, unit, style), j + 1


def _half_year(tokens: Tokens, i: int) -> int | None:
    """Where "half-year" or "half year" at `i` ends; None where it is none."""
    if tokens.low(i) == "half" and tokens.low(tokens.skip(i + 1, "-")) == "year":
        return tokens.skip(i + 1, "-") + 1
    return None


def _is_numbered(tokens: Tokens, i: int) -> bool:
    """Whether a number names the unit at `i`: "this Year 11", "last year 2016", "the last quarter
    3". In "previous year 352" it is a figure, and the words are its time."""
    if full_year(tokens, i + 1) is not None:
        return True
    small = tokens.digits(i + 1, 1, 2) is not None and tokens.low(i + 2) != "%"
    return small and (tokens.low(i) != "year" or tokens[i].raw[:1].isupper())


_WITHIN = frozenset({"within"})


def _stands_behind(tokens: Tokens, i: int, links: Collection[str] = OVER) -> bool:
    """Whether the words at `i` follow "over the" or the like: "over the last year" counts twelve
    months back, unlike "than last year"."""
    return tokens.low(i - 1) == "the" and tokens.low(i - 2) in links


def this_unit(tokens: Tokens, i: int) -> Parsed:
    """ "in the month", "over the reporting period", "over the course of the year", "the year’s"."""
    if tokens.low(i) in UNITS and tokens.low(i - 1) == "the" and _owns(tokens, i + 1):
        return Relative(0, UNITS[tokens.low(i)]), i + 1
    found = _unit_of_report(tokens, i)
    if found is None or tokens.low(i) in BACK | HERE | AHEAD or tokens.low(i - 1) != "the":
        return None
    before = tokens.low(i - 2)
    if before == "of":
        if tokens.low(i - 3) not in {"course", "out", "rest", "remainder", "part", "most"}:
            return None
    elif before not in OVER:
        return None
    after = tokens[found[1]]
    follows = (
        _names_a_unit(tokens, found[1])
        or after.low in MONTHS
        or (
            after.low
            in _NOT_AFTER_UNIT | {"to", "from", "ending", "ended", "of", "between", "since"}
        )
    )
    return None if follows or after.low in DASHES | {"’", "'"} else found


def _owns(tokens: Tokens, i: int) -> bool:
    """Whether "’s" is at a place, and what is owned is no end: "the year's conferences"."""
    apart = tokens.low(i) in {"’", "'"} and tokens.low(i + 1) == "s"
    return apart and tokens.low(i + 2) not in {*_EDGES, "time"}


def _names_a_unit(tokens: Tokens, i: int) -> bool:
    """Whether a number behind a unit names it ("the quarter 3"); "in the quarter 36 children …" has
    a figure there."""
    number = tokens.digits(i, 1, 2, 3, 4)  # none of "in the year 2,210 others …"
    if number is None or full_year(tokens, i) is not None:
        return number is not None
    largest = {"quarter": 4, "month": 12}.get(tokens.low(i - 1), 13)
    return number <= largest and not counts_things(tokens, i - 1, i + 1)


def length(tokens: Tokens, i: int) -> Parsed:
    """ "12 months to November 2019", "year ended 31 March", "the last two years"."""
    low = tokens.low(i)
    if low in BACK | {"past", "latest"}:
        return _last_units(tokens, i)
    rolling = low == "rolling"
    j = i + 1 if rolling else i
    style: YearStyle | None = STYLES.get(tokens.low(j))
    j = j + 1 if style is not None else j
    counted = count_at(tokens, j)
    count, k = counted if counted is not None else (1, j)
    k = k + 1 if tokens.low(k) in DASHES else k
    unit = unit_at(tokens, k)
    if tokens.low(k) == "half" and tokens.low(tokens.skip(k + 1, "-")) == "year":
        unit, k = "half", tokens.skip(k + 1, "-")
    if unit is None:
        return None
    k += 1
    while tokens.low(k) in {"period", "rolling", "average", "’", "'", "total", "s"}:
        rolling = rolling or tokens.low(k) == "rolling"
        k += 1
    if counted is None and not rolling and tokens.low(k - 1).endswith("s"):
        return None
    if tokens.low(k) in {"to", "ending", "ended", "until"} or tokens.expression(k, "up", "to"):
        after = k + 2 if tokens.low(k) == "up" else k + 1
        after = after + 2 if tokens.expression(after, "and", "including") else after
        end = date_at(tokens, tokens.skip(after, "on", "at", "in"))
        if end is not None:
            return Length(count, unit, end[0]), end[1]
    if (onwards := _months_from(tokens, k, count, unit)) is not None:
        return onwards
    if tokens.low(k) in {"after", "following"}:
        return None  # "in the 12 month period after their return"
    if counted is not None and tokens.low(k) in {"before", "prior", "preceding", "leading"}:
        after = tokens.skip(tokens.skip(k + 1, "to", "up"), "to")
        if tokens.low(tokens.skip(after, "the", "this", "our")) in {"inspection", "report"}:
            written = Now(writing=True)
            return Length(count, unit, written), tokens.skip(after, "the", "this", "our") + 1
    # "over the twelve months"
    alone = counted is not None and unit == "month" and tokens.low(k) not in {"since", "from"}
    return (Length(count, unit), k) if rolling or (alone and _stands_behind(tokens, i)) else None


def _months_from(tokens: Tokens, i: int, count: int, unit: Unit) -> Parsed:
    """The months that begin with one named behind them: "the ten months from April 2024"."""
    if unit != "month" or count < 2 or tokens.low(i) not in {"from", "beginning", "starting"}:
        return None
    begins = month(tokens, tokens.skip(i + 1, "in"))
    if begins is None or not isinstance(begins[0], Month) or begins[0].year is None:
        return None
    if tokens.low(begins[1]) in {"to", "until", *DASHES}:
        return None  # "the nine months from April to December 2015"
    over, last = divmod(begins[0].month + count - 2, 12)
    return Through(begins[0], Month(last + 1, begins[0].year + over)), begins[1]


def _last_units(tokens: Tokens, i: int) -> Parsed:
    """ "last 12 months", "past year", "previous two quarters"."""
    counted = count_at(tokens, i + 1)
    rolling = tokens.low(i + 1) == "rolling"
    if counted is None and rolling:
        counted = count_at(tokens, i + 2)
    count, j = counted if counted is not None else (1, i + 1)
    style = STYLES.get(tokens.low(j))
    j = j + 1 if style is not None else j
    j = j + 1 if tokens.low(j) in DASHES else j
    unit = unit_at(tokens, j)
    if unit is None or (style is not None and counted is None):
        return None
    if tokens.expression(j + 1, "of", "age") or tokens.low(j + 1) in {"old", "olds"}:
        return None  # "past 18 years of age"
    if counted is None:
        if tokens.low(i) != "past" and not (
            tokens.low(i) == "last" and unit != "year" and _stands_behind(tokens, i)
        ):
            return None
        if tokens.low(j).endswith("s"):
            return None
    end, j = _up_to(tokens, j + 1)
    return Length(count, unit, end, style if unit == "year" else None), j


def _up_to(tokens: Tokens, i: int) -> tuple[Expression | None, int]:
    """The last day behind a length and where it ends: "(to 30 November 2015)"."""
    j = tokens.skip(i, "(", ",", "up")
    end = date_at(tokens, j + 1) if tokens.low(j) in {"to", "ending", "ended"} else None
    return (None, i) if end is None else (end[0], tokens.skip(end[1], ")"))


def year_ended(tokens: Tokens, i: int) -> Parsed:
    """ "YE March 2024", "y/e 31 March 2024", "yr ending Mar 24": twelve months and the last day."""
    j = i + 1
    if tokens.low(i) == "yr":
        if tokens.low(j) not in {"ending", "ended", "end", "to"}:
            return None
        j += 1
    if tokens.low(i) == "y":
        if tokens.low(j) != "/" or tokens.low(j + 1) != "e":
            return None
        j += 2
    end = date_at(tokens, tokens.skip(j, "to", ":"))
    return None if end is None else (Length(1, "year", end[0]), end[1])


_COMMENCING = frozenset({"c", "commencing", "beginning", "starting"})
_ENDING = frozenset({"e", "ending", "ended"})


def week(tokens: Tokens, i: int) -> Parsed:
    """ "w/e 12 May 2019", "w/c 6 May 2019", "week commencing 6 May": the week to or from a day."""
    j = i + 2 if tokens.low(i + 1) == "/" else i + 1
    side = tokens.low(j)
    if side not in _COMMENCING | _ENDING or (len(side) == 1 and tokens.low(i + 1) != "/"):
        return None
    found = day(tokens, j + 1)
    if found is None or not isinstance(found[0], Day):
        return None
    last = found[0] if side in _ENDING else _six_days_on(found[0])
    return None if last is None else (Length(1, "week", last), found[1])


def _six_days_on(first: Day) -> Day | None:
    """The last day of the week from a day; None where only the year would tell which it is."""
    if first.back is not None or (first.year is None and first.month == 2):
        return None
    try:
        last = date(first.year or 2001, first.month, first.day) + timedelta(days=6)
    except ValueError:  # "April 31st"
        return None
    return Day(last.day, last.month, first.year and last.year)


def to_date(tokens: Tokens, i: int) -> Parsed:
    """ "year to date", "YTD", "so far this year", "2024/25 to date"."""
    low = tokens.low(i)
    if low == "ytd":
        return ToDate(), i + 1
    if low in {"year", "quarter", "month"}:
        j = i + 1
        while tokens.low(j) in DASHES:
            j += 1
        if tokens.low(j) == "to":
            j += 1
            while tokens.low(j) in DASHES:
                j += 1
            if tokens.low(j) == "date":
                return ToDate(unit_at(tokens, i) or "year"), j + 1
        if tokens.expression(i + 1, "so", "far") and tokens.low(i - 1) == "the":
            return ToDate(), i + 3
    if low == "so" and tokens.low(i + 1) == "far":
        return _year_of_to_date(tokens, i + 2)
    if low == "to" and tokens.low(i + 1) == "date" and tokens.low(i + 2) in HERE | {"in"}:
        return _year_of_to_date(tokens, i + 2)
    if low in HERE and (year_found := relative_year(tokens, i)) is not None:
        j = year_found[1]
        if tokens.expression(j, "to", "date") or tokens.expression(j, "so", "far"):
            return ToDate(), j + 2
    found = year(tokens, i) if tokens[i].number is not None or low in STYLES else None
    if found is not None and isinstance(found[0], Year):
        j = tokens.skip(found[1], "(")
        if tokens.low(j) == "ytd":
            return ToDate(of=found[0]), j + 1
        for words in (("to", "date"), ("year", "to", "date"), ("so", "far")):
            if tokens.expression(j, *words):
                return ToDate(of=found[0]), j + len(words)
    return None


def _year_of_to_date(tokens: Tokens, i: int) -> Parsed:
    j = tokens.skip(i, "in", "during")
    found = year_reference(tokens, j)
    if found is None:
        return None
    if isinstance(found[0], Year):
        return ToDate(of=found[0]), found[1]
    fits = isinstance(found[0], Relative) and found[0].step == 0
    return (ToDate(), found[1]) if fits else None


def since(tokens: Tokens, i: int) -> Parsed:
    """ "since July", "from 1 April 2024 onwards"."""
    if tokens.low(i) not in {"since", "from"}:
        return None
    found = date_at(tokens, tokens.skip(i + 1, "early", "late", "at"))
    if found is None:
        return None
    if tokens.low(i) == "since":
        return Since(found[0]), found[1]
    if tokens.low(found[1]) == "onwards" or tokens.expression(found[1], "to", "date"):
        return Since(found[0]), found[1] + (1 if tokens.low(found[1]) == "onwards" else 2)
    return None
