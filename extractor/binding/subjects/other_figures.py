"""Which of the other figures of a sentence belong to what one of them counts: those that say how
many each has ("huts with two beds") or which ones are meant ("waited 20 days")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import SyntaxToken
from extractor.regex import regex

MONEY = ("currency_gbp", "currency_eur")
_MEASURED = ("percent", "percentage_points", "ratio", "score", *MONEY)
_DURATIONS = frozenset({"days", "weeks", "months", "years", "hours", "minutes"})
_WITH = regex(r"(?: [a-z-]{3,}){1,3} with (?:at least |up to |more than )?")
_FEW = 10  # figures up to which one says how many each of those counted has

_START = attrgetter("start")


def is_limit(other: Number, number: Number, text: str) -> bool:
    """Whether a figure may say which of those counted by another one are meant: "pupils who eat 5
    apples" of a share of pupils, "waited 20 days" of a number of them."""
    if text.rfind("(", 0, other.start) > text.rfind(")", 0, other.start):
        return False
    lasts = other.unit in _DURATIONS and number.unit not in _DURATIONS
    return lasts or (number.unit == "percent" and other.unit not in _MEASURED)


def had(others: Sequence[Number], number: Number, text: str) -> list[tuple[int, int]]:
    """The figures that say how many each of those counted has: "huts with two or three beds"."""
    found: list[tuple[int, int]] = []
    for other in others:
        joined = bool(found) and text[found[-1][1] : other.start] in (" or ", " to ")
        if _is_had(other, number, text) or (joined and other.value <= _FEW):
            found.append((other.start, other.end))
    return found


def _is_had(other: Number, number: Number, text: str) -> bool:
    """Whether a small figure says how many each of those counted has: "huts with two beds"."""
    between = text[number.end : other.start] if number.end <= other.start else ""
    small = other.unit is None and other.value <= _FEW
    return small and number.unit is None and _WITH.fullmatch(between) is not None


def beginning_in(spans: Iterable[tuple[int, int]], tokens: Sequence[SyntaxToken]) -> set[int]:
    """The tokens that begin in any of the spans."""
    found: set[int] = set()
    for start, end in spans:
        first = bisect_left(tokens, start, key=_START)
        found.update(range(first, bisect_left(tokens, end, first, key=_START)))
    return found
