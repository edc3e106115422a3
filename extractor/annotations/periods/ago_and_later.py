"""Times that are said by another time: "12 months ago", "a year later", "the same period last
year"."""

from __future__ import annotations

from extractor.annotations.periods.model import Ago, Later, Relative, SamePoint, Year
from extractor.annotations.periods.words import OVER, Parsed, Tokens, count_at, unit_at
from extractor.annotations.periods.years import year_reference

_AGO = frozenset({"ago", "earlier", "previously", "before", "prior", "beforehand"})
_ON = frozenset({"on", "at", "by"})
_NOUNS_OF_POINT = frozenset(
    {"point", "period", "time", "stage", "date", "quarter", "month", "position", "day", "term",
     "week", "figure", "half"}
)  # fmt: skip
_CLAUSE_WORDS = frozenset({"", ".", ",", ";", ":", ")", "and", "but", "when", "to", "as", "|"})


def ago(tokens: Tokens, i: int) -> Parsed:
    """ "12 months ago", "a year earlier", "the year before"."""
    if tokens.low(i) == "year" and tokens.low(i - 1) == "the":
        if tokens.expression(i + 1, "before", "last"):
            return Relative(-2, "year"), i + 3
        if tokens.low(i + 1) == "before" and tokens.low(i + 2) in _CLAUSE_WORDS:
            return Relative(-1, "year"), i + 2
    counted = count_at(tokens, i)
    if counted is None:
        return None
    unit = unit_at(tokens, counted[1])
    if unit is None:
        return None
    j = counted[1] + 1
    j = j + 1 if tokens.low(j) in {"’", "'"} else j
    if tokens.low(j) not in _AGO:
        return None
    if tokens.low(j) in {"before", "prior"} and tokens.low(j + 1) not in _CLAUSE_WORDS:
        return None
    if tokens.low(i - 1) in {"over", "nearly", "almost"}:
        return None  # "over 12 months ago" is not a date
    if tokens.low(i - 1) == "than" and not _compares(tokens, i - 2, tokens.low(j)):
        return None  # nor is "more than 12 months ago"
    return Ago(counted[0], unit), j + 1


def _compares(tokens: Tokens, i: int, behind: str) -> bool:
    """Whether "than" at the word after `i` compares two levels ("five more than a month before",
    "lower than a year earlier") and does not say how long something is."""
    if behind == "ago" or tokens.low(i) not in {"more", "fewer", "less", "higher", "lower"}:
        return False
    return (
        tokens.low(i) != "more" or tokens.low(i - 1)[:1].isdigit() or bool(count_at(tokens, i - 1))
    )


def later(tokens: Tokens, i: int) -> Parsed:
    """ "a year later", "twelve months on": counted from the date named before it."""
    counted = count_at(tokens, i)
    unit = unit_at(tokens, counted[1]) if counted is not None else None
    if counted is None or unit is None:
        return None
    j = counted[1] + 1
    if tokens.low(j) not in {"later", "on"} or tokens.low(j + 1) not in _CLAUSE_WORDS:
        return None
    return Later(counted[0], unit), j + 1


def same_point(tokens: Tokens, i: int) -> Parsed:
    """ "same period last year", "same point in 2018", "this time last year"."""
    low = tokens.low(i)
    if (
        low == "at"
        and tokens.expression(i + 1, "the", "time", "of", "the")
        and (tokens.low(i + 5) in {"census", "return", "snapshot", "count"})
    ):
        return SamePoint(), i + 6
    if low in {"this", "that"}:
        noun = tokens.low(i + 1)
        over = low == "that" and tokens.low(i - 1) in OVER and tokens[i + 2].number is None
        if over and noun in {"year", "quarter", "month", "term"}:
            return SamePoint(), i + 2  # "during that year"
        if noun == "period" or (noun in {"date", "day"} and tokens.low(i - 1) in _ON):
            return SamePoint(), i + 2
    if low == "this" and tokens.low(i + 1) == "time":
        noun, j = "time", i + 2
    elif low in {"same", "corresponding", "equivalent", "comparable"}:
        j = tokens.skip(i + 1, "reporting", "six", "three", "twelve")
        noun = tokens.low(j)
        if noun not in _NOUNS_OF_POINT and noun != "months":
            return None
        bare = noun == "months" and j == i + 1 and low == "same"
        j += 1
        if bare and year_reference(tokens, tokens.skip(j, "of", "in", "last")) is None:
            return None  # "in the same months of 2022"
    else:
        return None
    j = j + 2 if tokens.expression(j, "in", "time") else j
    k = tokens.skip(tokens.skip(j, ",", "("), "in", "of", "for", "during", "from", "at")
    if (back := _ago_of_point(tokens, k)) is not None:
        return back
    of = year_reference(tokens, k)
    if of is not None and isinstance(of[0], Year):
        return SamePoint(of=of[0]), of[1]
    if of is not None and isinstance(of[0], Relative) and of[0].step < 0:
        return SamePoint(-of[0].step), of[1]
    on = tokens.low(i - 2 if tokens.low(i - 1) == "the" else i - 1) in _ON
    again = noun in {"period", "months", "quarter"} or (noun in {"date", "day"} and on)
    return (SamePoint(0), j) if low == "same" and again else None


def _ago_of_point(tokens: Tokens, i: int) -> Parsed:
    """ "a year ago", "12 months earlier", "the year before" after "the same period"."""
    found = ago(tokens, tokens.skip(i, "the") if tokens.low(i + 1) == "year" else i)
    if found is None:
        return None
    if isinstance(found[0], Relative):
        return SamePoint(-found[0].step), found[1]
    if isinstance(found[0], Ago):
        months = found[0].count * {"year": 12, "month": 1, "quarter": 3}.get(found[0].unit, 0)
        if months and months % 12 == 0:
            return SamePoint(months // 12), found[1]
    return found
