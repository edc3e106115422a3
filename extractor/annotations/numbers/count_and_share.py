"""Cells that state a count with its share: "128 (54)", "128 / 54" below "No. (%)".

A rate in the brackets of such a cell is told by the passages (`passages/cell_parts.py`); which unit
the other cells of a column give what is in brackets by `passages/table_cells.py`.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.annotations.model import Number
from extractor.regex import regex

_COUNT_WORD = r"(?<![a-z#])(?:n|nos?|num|numbers?|count|freq(?:uency)?|#)(?![a-z])\.?"
SHARE_WORD = r"(?:%|per ?cent(?:age)?s?(?![a-z])|shares?(?![a-z])|proportions?(?![a-z]))"
_WITH = r"\s?(?:[(/,&+|:-]|and|or)?\s?\(?"
# "No. (%)", "n %", "Number and percentage", "Number of children (%)".
_SHARE_LAST = regex(rf"{_COUNT_WORD}{_WITH}{SHARE_WORD}|\({SHARE_WORD}\)[^|]*$")
_SHARE_FIRST = regex(rf"{SHARE_WORD}{_WITH}{_COUNT_WORD}")
_ASIDE = regex(r"\(\s?[<>=~]*\s?$|\d%?\s?/\s?$")
_POUNDS = regex(r"[£€$]|(?<![0-9])000s?(?![0-9])")


def counts_with_shares(found: list[Number], folded: str, cell: tuple[int, int]) -> None:
    """Give the two numbers of a cell the units that its labels name, a count and its share.

    `folded` is the whole row: the labels, then the cell between the two offsets of `cell`.
    """
    start, end = cell
    inside = within(found, start, end)
    if len(found[inside]) == 2:
        found[inside] = _as_shares(found[inside], folded, folded[:start].rstrip(" |"))


def within(found: list[Number], start: int, end: int) -> slice:
    """Where the numbers between two offsets are in the list."""
    places = [at for at, n in enumerate(found) if start <= n.start and n.end <= end]
    return slice(places[0], places[-1] + 1) if places else slice(0)


def _as_shares(pair: list[Number], folded: str, labels: str) -> list[Number]:
    """ "128 (54)" and "128 / 54" below "No. (%)" as a count and its share; below "% (n)" the other
    way round."""
    if not _ASIDE.search(folded, pair[0].start, pair[1].start):
        return pair
    last = _SHARE_LAST.search(labels)
    if last is None and _SHARE_FIRST.search(labels) is None:
        return pair
    count, share = pair if last is not None else pair[::-1]
    if count.unit is not None or share.unit not in (None, "percent"):
        return pair
    if not _POUNDS.search(labels):  # "£000 (%)"
        count = replace(count, unit="count", sure=True)
    share = replace(share, unit="percent", sure=True)
    return [count, share] if last is not None else [share, count]
