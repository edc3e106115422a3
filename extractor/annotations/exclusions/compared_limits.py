"""Limits of time that a level is held against: "41 weeks, against the 26-week limit" states two
figures, where "61% were done within the 26-week limit" states one and what it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.model import Number
from extractor.regex import regex, right_before

_HELD_AGAINST = regex(
    r"(?:against|than|to|with|above|below|beyond|over|under|exceed(?:s|ed|ing)?|miss(?:es|ed|ing)?)"
    r" (?:the|our|a) (?:(?:national|statutory|government|court|local|current)"
    r" ){0,2}$"
)
_IS_A_LIMIT = regex(
    r"[- ](?:(?:working|calendar)[- ])?(?:days?|weeks?|months?) (?:national |statutory )?"
    r"(?:threshold|limit|target|standard|benchmark)s?(?![a-z])"
)
_LIMIT_OF = regex(r"(?:the|a|their) (?:[a-z]+ ){0,2}(?:limit|maximum|timescale|deadline) of $")
_LONGEST_LEAD = 48
_NEXT_STATEMENT = regex(r"[.;](?: |$)")


def with_compared_limits(found: Sequence[Number], folded: str) -> list[Number]:
    """The numbers, with the limits of time counted that a length of time in the same unit is
    compared with before. `folded` is the text in lower case."""
    out: list[Number] = []
    for number in found:
        if number.excluded in ("threshold", "period length") and _is_compared(number, out, folded):
            number = replace(number, excluded=None)
        out.append(number)
    return out


def _is_compared(limit: Number, before: Sequence[Number], folded: str) -> bool:
    """Whether the figure before a limit, in the same statement, is in its unit."""
    if limit.unit is None:
        return False
    if not right_before(_LIMIT_OF, folded, limit.start, _LONGEST_LEAD) and not (
        _IS_A_LIMIT.match(folded, limit.end)
        and right_before(_HELD_AGAINST, folded, limit.start, _LONGEST_LEAD)
    ):
        return False
    last = next((n for n in reversed(before) if n.excluded is None), None)
    if last is None or last.unit != limit.unit:
        return False
    return _NEXT_STATEMENT.search(folded, last.end, limit.start) is None
