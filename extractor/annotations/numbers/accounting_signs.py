"""Signs as accounts print them: brackets, a minus after the number, "CR" for credit.

A number alone in brackets in a cell is below zero, unless the labels say that the brackets
set it aside ("(of which girls)", "No. (%)") or it is a share beside no change.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.annotations.model import Number
from extractor.annotations.numbers.cell_symbols import statements
from extractor.annotations.numbers.count_and_share import SHARE_WORD, within
from extractor.regex import regex, right_before
from extractor.rulebook.words import nouns
from extractor.tokens import norm

_ALL_BRACKETED = regex(r"\s*(?:\([^()]*\)\s*)+")
_BEFORE = regex(
    r"(?:(?:under(?:spend)?|savings?|reduction|decrease|credit|surplus|income|favourable):?\s)?"
    r"(?P<bracket>\(\s*)?(?P<minus>-\s*)?"
)
# A note or a word that says the same may follow: "(220)*", "(220) [1]", "(220) underspend".
_NOTES = r"(?:\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\w{1,8}\]|\^\w{1,2}))*"
_AFTER = regex(
    r"\s*(?P<minus>-)?\s*(?P<bracket>\))?\s*(?P<credit>\(?cr\.?\)?|\(?credit\)?)?"
    rf"{_NOTES}(?(bracket)(?:\s(?!over)[a-z][a-z -]{{2,40}}{_NOTES})?)"
)
_LEAD = regex(r"^[a-z][a-z /:'-]*(?=\(|$)")
_MOVES = regex(
    r"(?<![a-z])(?:change|movement|difference|varia(?:nce|tion)|increase|decrease|reduction"
    r"|(?:over|under)(?:spend)?|surplus|deficit|savings?)(?![a-z])|\+ ?/ ?-|±"
)
_SET_ASIDE = regex(
    r"of which|(?:in|\() ?(?:brackets|parenthes)|"
    r"\((?:%|n(?:o\.?|umber)?[),=]|prev|prior|last|rank|base|target|national|england|out of)"
)
_OF_SHARES = regex(rf"{SHARE_WORD}\)?$")
# "a variance of (£0.3m)": the grammar of the sentence needs a number where the bracket opens.
_ASKS = regex(r"(?:\b(?:of|is|was|at|by|to|from|are|were)|:) ?\($")
_CREDIT = regex(r" ?cr(?![a-z])")
# Words of accounts, and what a count never has: a decimal point, "thousand".
_MONEY = regex(
    r"[£€$]|(?<![a-z])(?:000s?|budgets?|outturn|forecast|spend(?:ing)?|expenditure|income|grants?|costs?"
    r"|net|gross|reserves?|balances?|funding|pressures?|recharges?|fees|charges)(?![a-z])"
)
_WORD = regex(r"[a-z]+")
# The figures of one row of accounts in running text: "329 (8) 0 (65) 256".
_PLAIN = r"-?[£€$]?[0-9][0-9.,]*[km]?(?![%\w])"
_ROW = regex(rf"(?<![\w.,%)(£€$-])(?:{_PLAIN}|\({_PLAIN}\))(?: +(?:{_PLAIN}|\({_PLAIN}\))){{2,}}")
_SIDE_BY_SIDE = regex(r"(?<![(0-9.,])[0-9.,]+[km]? +-?[£€$]?[0-9]")
_HAS_YEAR = regex(r"(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9.,])")
_IN_BRACKETS = regex(r"\((?P<n>[£€$]?[0-9])")


def sign_of_cell(found: list[Number], folded: str, cell: tuple[int, int]) -> None:
    """Give the numbers of a cell the sign and unit that its brackets and labels ask for.

    `folded` is the whole row: the labels, then the cell between the two offsets of `cell`.
    """
    start, end = cell
    labels = folded[:start].rstrip(" |")
    spans = list(statements(folded, start, end))
    for span in spans:
        held = within(found, *span)
        below = _below_zero_in(found[held], folded, span, labels, alone=len(spans) == 1)
        found[held] = [_negated(n) if n in below else n for n in found[held]]


def _negated(number: Number) -> Number:
    return replace(number, value=-number.value)


def _below_zero_in(
    held: list[Number], folded: str, span: tuple[int, int], labels: str, *, alone: bool
) -> list[Number]:
    """The numbers of one statement of a cell that are below zero; beside others it may say whose it
    is first: "(220); prior year (180)"."""
    start, end = span
    held = [printed for printed in held if folded[printed.start - 1 : printed.start] != "["]
    if len(held) > 1 and _ALL_BRACKETED.fullmatch(folded, start, end):
        return [printed for printed in held if printed.value > 0 and _below_zero(printed, labels)]
    if len(held) != 1 or held[0].worded or held[0].excluded:
        return []
    [printed] = held
    lead = folded[start : printed.start].strip()
    if not alone:
        lead = _LEAD.sub("", lead)
    before = _BEFORE.fullmatch(lead)
    after = _AFTER.fullmatch(folded[printed.end : end].rstrip())
    if before is None or after is None or printed.value < 0:
        return []
    bracketed = bool(before["bracket"] and after["bracket"])
    marked = before["minus"] or after["minus"] or after["credit"]
    return held if marked or (bracketed and _below_zero(printed, labels)) else []


def _below_zero(printed: Number, labels: str) -> bool:
    """Whether a number alone in brackets is below zero: money and changes are, a count of
    people or things is not."""
    if _MOVES.search(labels) or (printed.unit or "").startswith("currency"):
        return True
    if printed.unit is not None or _SET_ASIDE.search(labels):
        return False
    if _MONEY.search(labels):
        return True
    if _OF_SHARES.search(labels):
        return False
    if not printed.text.isdigit():
        return True
    return not any(norm(word) in nouns().counted for word in _WORD.findall(labels))


def _bracketed(printed: Number, folded: str) -> bool:
    return folded[printed.start - 1 : printed.start] == "(" and folded[printed.end :][:1] == ")"


def sign_in_prose(found: list[Number], folded: str) -> None:
    """Turn below zero the money that a sentence gives as a credit or asks for in brackets, and
    the number in brackets at the end of a row of numbers."""
    for at, printed in enumerate(found):
        if (printed.unit or "").startswith("currency") and printed.value > 0:
            asked = _bracketed(printed, folded) and right_before(_ASKS, folded, printed.start, 12)
            if asked or _CREDIT.match(folded, printed.end):
                found[at] = _negated(printed)
    if "(" not in folded:
        return
    below = {
        row.start() + bracketed.start("n")
        for row in _ROW.finditer(folded)
        if _SIDE_BY_SIDE.search(row.group()) and not _HAS_YEAR.search(row.group())
        for bracketed in _IN_BRACKETS.finditer(row.group())
    }
    found[:] = [_negated(n) if n.start in below and n.value > 0 else n for n in found]
