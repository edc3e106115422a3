"""Table cells with a sign in place of a figure (`*`, "[c]", "n/a", "–") or with two statements.

Statistical tables print them by convention (`*`, `c`, `[x]`, "n/a", "–"). A suppressed value is a
bound, since what it hides is small; every other symbol means that there is no figure, and is
recorded as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.annotations.model import Number
from extractor.regex import regex

NO_FIGURE = "no figure printed"
"""Why a dash is no figure."""
SUPPRESSED_BELOW = 5.0
"""The bound of a suppressed cell that names none: the one in use in children's services."""

_WORDS = {"three": 3.0, "five": 5.0, "six": 6.0, "ten": 10.0}
_BOUND = regex(
    r"(?P<sign>[<≤]|fewer than|less than|under|below)\s?"
    rf"(?P<bound>[0-9]{{1,2}}|{'|'.join(_WORDS)})"
)
_AT_MOST = regex(
    rf"(?:up to\s)?(?P<bound>[0-9]{{1,2}}|{'|'.join(_WORDS)})\s(?P<sign>or (?:fewer|less|under))"
)
# "1-4" in a figure's place hides one to four; "0-4" is an age.
_BETWEEN = regex(r"1\s?(?:[-\u2010-\u2015]|to)\s?(?P<bound>[2-9])")
# After a mark: "[note 3]", and the letters of revised, provisional and estimated figures.
_NOTES = r"(?:\s*\[(?:note\s\w+|[rpe])\])*"
_HIDDEN = regex(
    rf"(?:[\[(]?(?:c|x|s|k|\*+|supp(?:ressed)?\.?|redacted|withheld)[\])]?|#|~)"
    rf"(?P<share>\s?%)?{_NOTES}"
)
_ABSENT: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(rf"[\[(]?low[\])]?{_NOTES}"), "too low to print"),
    (
        regex(rf"[\[(]?(?:z|n\s?/\s?a|n\.a\.?|na|not applicable)[\])]?{_NOTES}"),
        "not applicable",
    ),
    (
        regex(
            rf"[\[(]?(?:[uw]|\.{{2,}}|…|:|\.|n\s?/\s?k|np|nk|nr|not (?:available|known|collected"
            rf"|recorded|reported|published)|unavailable|tb[acd]|awaited|dk|(?:no data|data not"
            rf" available))[\])]?{_NOTES}"
        ),
        "not available",
    ),
    (regex(r"[-\u2010-\u2015\u2212]{1,4}"), NO_FIGURE),
    (
        regex(r"[-+]?(?:inf|infinity|nan|∞)|#(?:div/0!|n/a|ref!|value!|name\?|num!|null!)"),
        "spreadsheet error",
    ),
)
# "fewer than five (suppressed)", "* suppressed": a word about the symbol, no figure.
_EXPLAINED = regex(
    r"(?P<symbol>[^()]{1,24}?)\s?(?:\((?!\w{0,2}\))[a-z][a-z ,.'/-]+\)"
    r"|(?<=[*\])])\s?(?:suppressed|redacted|withheld))"
)
_LONGEST = 60
# The bounds that hide counts; "<28" below "%" hides none.
_HIDING = (3.0, 5.0, 6.0, 10.0)


# What is not a count: the bound of a suppressed count says nothing about it.
_NO_COUNT = regex(
    r"%|per ?cent|proportion|(?<![a-z])(?:rates?|ratio|per|average|mean|median|score|[lu]?ci"
    r"|confidence|days|weeks|months|years|cost)(?![a-z])|[£€$]"
)

# What is a share of people or a rate: "<5" there hides how many they are.
_OF_PEOPLE = regex(r"%|per ?cent|proportion|(?<![a-z])(?:rates?|per [0-9][0-9,]*)(?![a-z0-9])")


def symbol_of_cell(text: str, labels: str = "") -> Number | None:
    """What a cell that prints no figure says instead; None where it prints one, or words.

    A suppressed count is a bound; a suppressed share or rate, by its labels, only an exclusion:
    "<5" without a sign of its own in a row of shares is the count that hides one.

    >>> symbol_of_cell("[c]").qualifier, symbol_of_cell("n/a").excluded
    ('less_than', 'not applicable')
    """
    printed = text.strip().lower()
    if not 0 < len(printed) <= _LONGEST:
        return None
    start = len(text) - len(text.lstrip())
    if explained := _EXPLAINED.fullmatch(printed):
        printed = explained["symbol"]
    end = start + len(printed)
    if between := _BETWEEN.fullmatch(printed):
        return Number(
            start, end, text[start:end], 1.0, float(between["bound"]), suppressed=True,
            qualifier="between",
        )  # fmt: skip
    if bound := _BOUND.fullmatch(printed) or _AT_MOST.fullmatch(printed):
        start, end = start + bound.start("bound"), start + bound.end("bound")
        value = _WORDS.get(bound["bound"]) or float(bound["bound"])
        number = Number(
            start, end, text[start:end], value, suppressed=True, worded=bound["bound"] in _WORDS,
            qualifier="at_most" if bound["sign"][0] in "≤o" else "less_than",
        )  # fmt: skip
        hides = value in _HIDING and _OF_PEOPLE.search(labels.lower())
        return replace(number, excluded="suppressed") if hides else number
    if hidden := _HIDDEN.fullmatch(printed):
        if hidden["share"] or _NO_COUNT.search(labels.lower()):
            return Number(start, end, text[start:end], 0.0, excluded="suppressed", suppressed=True)
        return Number(
            start, end, text[start:end], SUPPRESSED_BELOW, qualifier="less_than", suppressed=True
        )
    for pattern, meaning in _ABSENT:
        if pattern.fullmatch(printed):
            return Number(start, end, text[start:end], 0.0, excluded=meaning)
    return None


# What parts the two statements of "(220) / (180)" and "* (2%)": a slash or stroke with spaces, a
# semicolon, white space after a closing bracket, and what opens a bracket after a sign in a
# figure's place.
_PARTS = regex(
    r"\s+[/|]\s+|;\s*|(?<=\))\s*/\s*(?=\()|(?<=\))\s+(?=[\d£$€(+<-])"
    r"|(?<=[*\])czxCZX-])\s*/\s*(?=[\d£$€(+<*\[-])|(?<=[\d%])\s*/\s*(?=[*\[])"
)
_SHORTEST_TWO, _LONGEST_TWO = 3, 120


def statements(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each statement of the cell text[start:end] begins and ends: each is read by itself.
    It is the whole cell where it makes but one, and where it is too long to be figures."""
    if not _SHORTEST_TWO <= end - start <= _LONGEST_TWO:
        yield start, end
        return
    at = start
    for found in _PARTS.finditer(text, start, end):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if at < end:
        yield at, end


_SYMBOL_AND_ASIDE = regex(r"\s*(?P<symbol>\*+|\[?[cx]\]?|\d[\d,]*%?)\s*\((?P<aside>[^()]+)\)\s*")


def symbols_of_cell(text: str, start: int, end: int) -> tuple[Number | None, list[Number]]:
    """What the cell text[start:end] of a row says in place of a figure: the symbol that is all of
    it, or those beside other statements ("* / 7", "[c] (2%)")."""
    labels = text[:start]
    if whole := symbol_of_cell(text[start:end], labels):
        return whole.moved(start), []
    spans = list(statements(text, start, end))
    if len(spans) == 1:
        if (aside := _SYMBOL_AND_ASIDE.fullmatch(text, start, end)) is None:
            return None, []
        spans = [aside.span("symbol"), aside.span("aside")]
        labels = labels.replace("(%)", "")  # the share is in the brackets
    held = ((at, symbol_of_cell(text[at:last], labels)) for at, last in spans)
    return None, [symbol.moved(at) for at, symbol in held if symbol is not None]
