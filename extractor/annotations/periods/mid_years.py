"""The middle of a year, 30 June, of which statistics of the population are: "mid-2021", "the
mid-year estimate for 2013", "the 2013 mid-year estimates"."""

from __future__ import annotations

from extractor.annotations.periods.model import Day, Edge, Part, Relative, Year
from extractor.annotations.periods.words import DASHES, Parsed, Tokens
from extractor.annotations.periods.years import full_year, split_year, year_reference

_ESTIMATED = frozenset(
    {"estimate", "estimates", "population", "resident", "figure", "figures", "ons", "projections"}
)
_LINKS = frozenset({"for", "of", "in", "from", "(", ","})


def mid_year(tokens: Tokens, i: int) -> Parsed:
    """The middle of a year that is named behind it."""
    if tokens.low(i) != "mid":
        return None
    j = _behind(tokens, i)
    if j is None:
        return _in_the_middle(tokens, tokens.skip(i + 1, *DASHES))
    if (found := _in_the_middle(tokens, j)) is not None:
        return found
    of = year_reference(tokens, j)
    if of is not None and isinstance(of[0], Year | Relative):
        return Edge("end", Part("half", 1, of[0])), of[1]
    k = j
    while tokens.low(k) in _ESTIMATED:
        k += 1
    return _in_the_middle(tokens, tokens.skip(k, *_LINKS)) if k > j else None


def year_then_middle(tokens: Tokens, i: int) -> Parsed:
    """The middle of a year that is named before it: "the 2013 mid-year estimates"."""
    named = full_year(tokens, i)
    if named is None or tokens.low(i + 1) != "mid":
        return None
    after = _behind(tokens, i + 1)
    told = after is not None and tokens.low(after) in _ESTIMATED  # no "2022 mid-year report"
    return (Day(30, 6, named), after) if after is not None and told else None


def _behind(tokens: Tokens, i: int) -> int | None:
    """The index behind "mid-year" at a place; None where it is not there."""
    j = tokens.skip(i + 1, *DASHES)
    return j + 1 if tokens.low(j) == "year" else None


def _in_the_middle(tokens: Tokens, i: int) -> Parsed:
    named = full_year(tokens, i)
    if named is None or split_year(tokens, i) is not None:
        return None
    return Day(30, 6, named), i + 1
