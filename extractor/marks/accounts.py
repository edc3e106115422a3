"""Signs as accounts print them: brackets, a minus behind the number, "CR" for credit.

A number alone in brackets in a cell is below zero, unless the labels say that the brackets
set it aside ("(of which girls)", "No. (%)") or it is a share beside no change.
"""

from __future__ import annotations

import re

from extractor.marks.printed import Printed

_BEFORE = re.compile(r"(?P<bracket>\(\s*)?(?P<minus>-\s*)?")
_AFTER = re.compile(r"\s*(?P<minus>-)?\s*(?P<bracket>\))?\s*(?P<credit>\(?cr\.?\)?|\(?credit\)?)?")
_MOVES = re.compile(
    r"(?<![a-z])(?:change|movement|difference|varia(?:nce|tion)|increase|decrease|reduction"
    r"|(?:over|under)(?:spend)?|surplus|deficit|savings?)(?![a-z])|\+ ?/ ?-|±"
)
_SET_ASIDE = re.compile(
    r"of which|(?:in|\() ?(?:brackets|parenthes)|"
    r"\((?:%|n(?:o\.?|umber)?[),=]|prev|prior|last|rank|base|target|national|england|out of)"
)
_SHARE_LAST = re.compile(r"\((?:%|per ?cent(?:age)?)\)[^|]*$")
_SHARE_FIRST = re.compile(r"(?:%|per ?cent(?:age)?) ?\((?:n|no\.?|number)\)[^|]*$")
# "a variance of (£0.3m)": the sentence asks for a number where the bracket opens.
_ASKS = re.compile(r"(?:\b(?:of|is|was|at|by|to|from|are|were)|:) ?\($")
_CREDIT = re.compile(r" ?cr(?![a-z])")
# A figure in brackets at the end of two or more that stand in a row: "4,200 3,980 (220)".
_IN_A_ROW = re.compile(
    r"(?<![0-9.,%)(])£?[0-9][0-9.,]*[km]? +-?£?[0-9][0-9.,]*[km]? +\(£?(?P<n>[0-9][0-9.,]*)[km]?\)"
    r"(?= |$)(?!\s*[a-z%])"
)


def sign_of_cell(found: list[Printed], folded: str, cell: tuple[int, int]) -> None:
    """Give the numbers of a cell the sign and unit that its brackets and labels ask for.

    `folded` is the whole row: the labels, then the cell between the two offsets of `cell`.
    """
    start, end = cell
    labels = folded[:start].rstrip(" |")
    inside = [printed for printed in found if start <= printed.start and printed.end <= end]
    if len(inside) == 2 and _bracketed(inside[1], folded) and inside[1].unit is None:
        _give_shares(inside, labels)
    if len(inside) != 1 or inside[0].worded or inside[0].refused:
        return
    [printed] = inside
    before = _BEFORE.fullmatch(folded[start : printed.start].strip())
    after = _AFTER.fullmatch(folded[printed.end : end].rstrip())
    if before is None or after is None or printed.value < 0:
        return
    bracketed = bool(before["bracket"] and after["bracket"])
    marked = before["minus"] or after["minus"] or after["credit"]
    if marked or (bracketed and _below_zero(printed, labels)):
        printed.value = -printed.value


def _below_zero(printed: Printed, labels: str) -> bool:
    if _MOVES.search(labels) or (printed.unit or "").startswith("currency"):
        return True
    return printed.unit is None and not _SET_ASIDE.search(labels)


def _bracketed(printed: Printed, folded: str) -> bool:
    return folded[printed.start - 1 : printed.start] == "(" and folded[printed.end :][:1] == ")"


def _give_shares(pair: list[Printed], labels: str) -> None:
    """ "128 (54)" below "No. (%)" is a count and its share; below "% (n)" the other way."""
    count, aside = pair
    if _SHARE_LAST.search(labels):
        aside.unit, aside.sure = "percent", True
        count.unit = count.unit or "count"
    elif _SHARE_FIRST.search(labels):
        aside.unit = "count"


def sign_in_prose(found: list[Printed], folded: str) -> None:
    """Turn below zero the money that a sentence gives as a credit or asks for in brackets, and
    the number in brackets at the end of a row of numbers."""
    for printed in found:
        if (printed.unit or "").startswith("currency") and printed.value > 0:
            asked = _bracketed(printed, folded) and _ASKS.search(
                folded, max(0, printed.start - 12), printed.start
            )
            if asked or _CREDIT.match(folded, printed.end):
                printed.value = -printed.value
    if "(" not in folded:
        return
    last = {start for m in _IN_A_ROW.finditer(folded) for start in (m.start("n"), m.start("n") - 1)}
    for printed in found:
        money = printed.unit is None or printed.unit.startswith("currency")
        if money and printed.value > 0 and printed.start in last:
            printed.value = -printed.value
