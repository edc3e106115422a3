"""Which words are a part of a year: quarters, halves, financial months, school terms, seasons.
Their dates are given in `default.py`."""

from __future__ import annotations

from extractor.annotations.periods.model import Part, PartKind, Relative, Through, Year
from extractor.annotations.periods.words import (
    COUNTED,
    DASHES,
    MONTHS,
    OF_PAPERS,
    ORDINALS,
    SEASONS,
    TERMS,
    Parsed,
    Tokens,
    count_at,
)
from extractor.annotations.periods.years import year, year_reference

_OTHERWISE = frozenset({"months", "%", ".", "/", "st", "nd", "rd", "th"})
_THE = frozenset({"the", "this", "that", "last", "previous"})
_TIME_LINKS = frozenset({"in", "during", "over", "for", "within", "throughout"})
_THINGS = frozenset({*COUNTED, "more", "additional"})
_NO_THINGS = frozenset({*OF_PAPERS, "is", "was", "has"})
_HALVES = frozenset({"h", "hy", "half"})
_KINDS: dict[str, PartKind] = {"quarters": "quarter", "months": "financial_month"}


def part(tokens: Tokens, i: int) -> Parsed:
    """A quarter, half, financial month or term, with the year it is part of if that is said."""
    start = _part_name(tokens, i)
    if start is None:
        return None
    kind, number, j, needs_year = start
    k = j
    while tokens.low(k) in {"of", "in", ",", "(", ":"} | DASHES:
        k += 1
    of = year_reference(tokens, k)
    if of is not None and isinstance(of[0], (Year, Relative)):
        if kind == "season" and isinstance(of[0], Year) and of[0].style == "academic":
            return of  # "summer 2023 exams"
        after = tokens.skip(of[1], ")") if tokens.low(k - 1) == "(" else of[1]
        return Part(kind, number, of[0]), after
    return None if needs_year else (Part(kind, number), j)


def opening(tokens: Tokens, i: int) -> Parsed:
    """ "first three quarters of 2016-17", "first nine months of the year"."""
    counted = count_at(tokens, i + 1) if tokens.low(i) == "first" else None
    if counted is None or tokens.low(counted[1] + 1) not in {"of", "in"}:
        return None
    kind = _KINDS.get(tokens.low(counted[1]))
    of = year_reference(tokens, counted[1] + 2)
    if kind is None or of is None or not isinstance(of[0], (Year, Relative)):
        return None
    if counted[0] > (4 if kind == "quarter" else 12):
        return None
    return Through(Part(kind, 1, of[0]), Part(kind, counted[0], of[0])), of[1]


def quarters(tokens: Tokens, i: int) -> Parsed:
    """ "Quarters 1 and 2 (of 2018/19)", "quarters 1 to 3"."""
    first, last = tokens.digits(i + 1, 1), tokens.digits(i + 3, 1)
    if first is None or last is None or tokens.low(i + 2) not in {"and", "to", "&"} | DASHES:
        return None
    if not 1 <= first < last <= 4:
        return None
    of = year_reference(tokens, tokens.skip(tokens.skip(i + 4, "of", ","), "("))
    if of is not None and isinstance(of[0], (Year, Relative)):
        return Through(Part("quarter", first, of[0]), Part("quarter", last, of[0])), of[1]
    return Through(Part("quarter", first), Part("quarter", last)), i + 4


def year_then_part(tokens: Tokens, i: int) -> Parsed:
    """ "2018/19 Q3", "2018-19: quarter 3"."""
    found = year(tokens, i)
    if found is None or not isinstance(found[0], Year):
        return None
    j = found[1]
    while tokens.low(j) in {",", "(", ":"} | DASHES:
        j += 1
    name = _part_name(tokens, j)
    if name is None or name[0] not in ("quarter", "half", "financial_month"):
        return None
    if name[3] and tokens.low(j) not in _HALVES:
        return None
    return Part(name[0], name[1], found[0]), name[2]


def _part_name(tokens: Tokens, i: int) -> tuple[PartKind, int, int, bool] | None:
    """Kind, number, index after, and whether only a year makes it one ("autumn 2020")."""
    low = tokens.low(i)
    if low == "q" and tokens[i + 1].glued and (number := tokens.digits(i + 1, 1)):
        return ("quarter", number, i + 2, False) if number <= 4 and _ends(tokens, i + 2) else None
    if low in _HALVES:
        return _numbered_half(tokens, i)
    if low in {"quarter", "qtr", "qrt"}:
        j = tokens.skip(i + 1, ".", "no")
        number = tokens.digits(j, 1) or {"one": 1, "two": 2, "three": 3, "four": 4}.get(
            tokens.low(j), 0
        )
        if not 1 <= number <= 4 or counts_things(tokens, i, j + 1):
            return None
        return "quarter", number, j + 1, False
    if low in {"month", "period"} or (tokens.header and low in {"m", "p"}):
        return _financial_month(tokens, i)
    if low in ORDINALS or (tokens.digits(i, 1) and tokens.low(i + 1) in {"st", "nd", "rd", "th"}):
        return _ordinal_part(tokens, i)
    if low in TERMS and tokens.low(i + 1) == "term":
        return "term", TERMS[low], i + 2, False
    if low in SEASONS and tokens.digits(tokens.skip(i + 1, "of"), 4) is not None:
        return "season", SEASONS[low], i + 1, True
    return None


def _numbered_half(tokens: Tokens, i: int) -> tuple[PartKind, int, int, bool] | None:
    """ "H1", "HY2", "half-year 2". "HY2" says it alone, "half-year 2" in the label of a table, "H1"
    as all of one ("H1 % of assessments" has a code); elsewhere a year has to be beside it."""
    low, j = tokens.low(i), i + 1
    alone = low == "hy" or (tokens.header and low == "half")
    if low == "h" and not tokens[j].glued:
        return None
    if low == "half":
        j = tokens.skip(j, *DASHES)
        if tokens.low(j) != "year":
            return None
        j += 1
    number = tokens.digits(j, 1)
    if number not in (1, 2) or not _ends(tokens, j + 1):
        return None
    alone = alone or (tokens.header and i == 0 and not tokens.low(j + 1))
    return "half", number, j + 1, not alone


def _ends(tokens: Tokens, i: int) -> bool:
    """Whether no letter or figure goes on at `i` without a space."""
    return not (tokens[i].glued and tokens[i].raw[:1].isalnum())


def counts_things(tokens: Tokens, i: int, after: int) -> bool:
    """Whether the number behind "the quarter" or "the month" begins what the sentence counts
    ("during the quarter 2 children left care"): a plural noun follows it."""
    if tokens.low(i - 1) not in _THE or tokens.low(i - 2) not in _TIME_LINKS:
        return False
    noun = tokens.low(after)
    plural = noun in _THINGS or (noun.endswith("s") and noun not in _NO_THINGS and noun.isalpha())
    return plural and tokens[i].raw.islower()


def _financial_month(tokens: Tokens, i: int) -> tuple[PartKind, int, int, bool] | None:
    number = tokens.digits(i + 1, 1, 2)
    behind = tokens.low(i + 2)
    if counts_things(tokens, i, i + 2):
        return None
    if number is None or not 1 <= number <= 12 or behind in _OTHERWISE or behind in MONTHS:
        return None  # "the period 1/4/07 to 30/9/07", "the period 1 April to 30 June"
    if tokens[i - 1].number is not None if i else False:
        return None
    return "financial_month", number, i + 2, tokens.low(i) == "period" and not tokens.header


def _ordinal_part(tokens: Tokens, i: int) -> tuple[PartKind, int, int, bool] | None:
    """ "third quarter", "first half of 2018/19", "first six months of the year"."""
    low = tokens.low(i)
    number = ORDINALS.get(low) or tokens.digits(i, 1) or 0
    j = i + 1 if low in ORDINALS else i + 2
    if tokens.low(j) == "quarter" and 1 <= number <= 4:
        return "quarter", number, j + 1, low == "last"
    late = number == 4
    if tokens.low(j) == "half" and (number <= 2 or late):
        return "half", 2 if late else number, j + 1, True
    length = {"six": 6, "6": 6, "three": 3, "3": 3}.get(tokens.low(j))
    if length and tokens.expression(j + 1, "months", "of") and (number == 1 or late):
        if length == 6:
            return "half", 2 if late else 1, j + 2, True
        return "quarter", number, j + 2, True
    return None
