"""Every number of a text: read, or excluded with a reason. Nothing is left out silently.

The text is normalised first for the number grammars: lower case, plain signs, the same length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from extractor.annotations.exclusions.compared_limits import with_compared_limits
from extractor.annotations.exclusions.exclude import exclude
from extractor.annotations.model import Number
from extractor.annotations.numbers.accounting_signs import sign_in_prose, sign_of_cell
from extractor.annotations.numbers.cell_symbols import symbols_of_cell
from extractor.annotations.numbers.count_and_share import counts_with_shares
from extractor.annotations.numbers.digits import THOUSANDS_GAP, printed_in_digits
from extractor.annotations.numbers.ranges import join_ranges, share_multiples
from extractor.annotations.numbers.worded_units import qualified, with_unit
from extractor.annotations.numbers.words import may_hold_words, printed_in_words, proportions
from extractor.annotations.numbers.words_that_count import is_counted, is_name
from extractor.regex import regex

_PLAIN = {ord(c): " " for c in "\t\n\r\f\v\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"}
_PLAIN |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"}
_PLAIN |= {ord(c): "'" for c in "\u2018\u2019\u02bc"}
_PLAIN |= {ord(c): '"' for c in "\u201c\u201d"}


_PLAIN |= {0xFF10 + digit: str(digit) for digit in range(10)}  # full-width digits
_PLAIN |= {0xFF0C: ",", 0xFF0E: ".", 0xFF05: "%", 0x66C: ",", 0x66B: "."}

# A thin or fixed space before three digits is a thousands mark; a comma has the same length.
_THOUSANDS_SPACE = regex(r"(?<=[0-9])[\u00a0\u2004-\u200a\u202f](?=[0-9]{3}(?![0-9]))")
# A low quote mark in place of a comma, as broken fonts give it.
_LOW_QUOTE = regex("(?<=[0-9])\u201a(?=[0-9]{3}(?![0-9]))")
# "4·2%": the point of older and medical print.
_RAISED_POINT = regex(r"(?<=[0-9])[\u00b7\u2027\u22c5](?=[0-9])")


def fold(text: str) -> str:
    """The text in lower case with plain spaces, hyphens, quotes and thousands.

    It has exactly as many characters, so offsets found in it are offsets of the text.
    """
    return lower(plain(text))


RUNS = regex(r"\s\s+")


def _has_runs(text: str) -> bool:
    """Whether white space follows white space; in a text of plain signs only a space can."""
    if text.isascii() and text.isprintable():
        return "  " in text
    return RUNS.search(text) is not None


def collapse(text: str) -> tuple[str, list[int]]:
    """The text with each run of white space made one, and where every character came from.

    A run between two digits becomes a unit separator, so that columns of numbers stay apart.
    """
    kept: list[int] = []
    out: list[str] = []
    last = 0
    for run in RUNS.finditer(text):
        start, end = run.span()
        out.append(text[last:start])
        kept.extend(range(last, start))
        between_digits = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        out.append("\x1f" if between_digits else " ")
        kept.append(start)
        last = end
    out.append(text[last:])
    kept.extend(range(last, len(text)))
    return "".join(out), kept


def plain(text: str) -> str:
    """The text with plain spaces, hyphens and quotes, in its own case and length."""
    if text.isascii():
        return text if text.isprintable() else text.translate(_PLAIN)
    text = _LOW_QUOTE.sub(",", _THOUSANDS_SPACE.sub(",", text))
    text = _RAISED_POINT.sub(".", text)
    return text.translate(_PLAIN)


def lower(text: str) -> str:
    """Lower case, character by character: "İ" alone would grow to two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_DIGIT = regex("[0-9]")
READ_AT_ONCE = 2_000
"""How many characters are read together: a longer text is cut between two sentences or words,
so that no text, however long, costs more than its length."""
CONTEXT = 20
"""One part in so many of it is what is before a cut text, and another what follows."""
_REST_OF_DIGITS = regex("[0-9]*(?:,[0-9]{3}(?![0-9]))*")


def find_numbers(text: str, cell: tuple[int, int] | None = None) -> list[Number]:
    """All numbers of the text in the order in which they are.

    A candidate figure has `excluded` None; any other number has the reason why it is no
    statistic. Ranges are one number with `value_max`; signs and unit words that belong to
    the figure are in its text, qualifiers ("about", "<") are not. A sign sets the sign of
    `value` ("-5%" is -5), and the direction where it is no money. `cell` bounds the cell of a
    table row within the text, where brackets and marks mean what tables mean by them.
    """
    if cell is None:
        return [n for start, end in _stretches(text) for n in _within(text, start, end)]
    start, end = cell
    whole, symbols = symbols_of_cell(text, start, end)
    if whole is not None:
        return [*find_numbers(text[:start]), whole]
    if len(text) > READ_AT_ONCE:
        return [
            *find_numbers(text[:start]),
            *(number.moved(start) for number in find_numbers(text[start:])),
        ]
    found = _placed(text, 0, cell)
    if not symbols:
        return found
    rest = [n for n in found if not any(s.start < n.end and n.start < s.end for s in symbols)]
    return sorted([*rest, *symbols], key=lambda number: number.start)


def _within(text: str, start: int, end: int) -> list[Number]:
    """The numbers that begin in a stretch of the text, read with what is around it, so that
    no date is torn apart where a text is cut."""
    if end - start == len(text):
        return _placed(text, 0)
    around = READ_AT_ONCE // CONTEXT
    first = max(0, start - around)
    read = _placed(text[first : end + around], first)
    return [number for number in read if start <= number.start < end]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces of READ_AT_ONCE characters at most, none cut inside a number."""
    start, around = 0, READ_AT_ONCE // CONTEXT
    while len(text) - start > READ_AT_ONCE - (around if start else 0):
        last = start + READ_AT_ONCE - 2 * around
        middle = start + READ_AT_ONCE // 2
        end = text.rfind(". ", middle, last) + 2
        if end < 2:
            end = text.rfind(" ", middle, last) + 1
        if end < 1:
            rest = _REST_OF_DIGITS.match(text, last)
            end = rest.end() if rest else last
        yield start, end
        start = end
    yield start, len(text)


def _placed(text: str, offset: int, cell: tuple[int, int] | None = None) -> list[Number]:
    """The numbers of a stretch, `offset` characters into the text."""
    if not _has_runs(text):
        found = _numbers(text, cell)
    else:
        collapsed, places = collapse(text)
        if cell is not None:
            cell = (bisect_left(places, cell[0]), bisect_left(places, cell[1]))
        found = _numbers(collapsed, cell)
        found = [replace(n, start=places[n.start], end=places[n.end - 1] + 1) for n in found]
    return [_as_printed(n, text).moved(offset) for n in found]


def _as_printed(number: Number, text: str) -> Number:
    """The number with its text as it is printed, not folded."""
    printed = text[number.start : number.end]
    return number if printed == number.text else replace(number, text=printed)


# A cell that is "1 245", "12 345 678" or "1, 245" and nothing else is one number.
_SPACED_CELL = regex(
    r"\s*[-(]?[£€$]?(?:[1-9][0-9]?(?: [0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3}){2,}"
    r"|[1-9][0-9]{0,2}(?:, [0-9]{3})+)\)?\s*"
)


def _with_commas(folded: str, cell: tuple[int, int]) -> str:
    """The row with the thousands of its cell marked, where spaces part them."""
    start, end = cell
    if _SPACED_CELL.fullmatch(folded, start, end) is None:
        return folded
    inside = folded[start:end].replace(", ", "," + THOUSANDS_GAP)
    inside = re.sub("(?<=[0-9]) (?=[0-9])", ",", inside)
    return folded[:start] + inside + folded[end:]


def _numbers(text: str, cell: tuple[int, int] | None) -> list[Number]:
    cased = plain(text)
    folded = lower(cased)
    if cell is not None:
        folded = _with_commas(folded, cell)
    has_words = may_hold_words(folded)
    if not has_words and not _DIGIT.search(folded):
        return []
    found = _read(folded, has_words)
    if not found:
        return []
    if cell is not None:
        counts_with_shares(found, folded, cell)
        sign_of_cell(found, folded, cell)
    else:
        sign_in_prose(found, folded)
    share_multiples(found, folded)
    found = join_ranges(found, folded, cased)
    exclude(found, folded, cased)
    found = with_compared_limits([with_unit(n, folded) for n in found], folded)
    found = _counted(found, folded, cased)
    return [
        qualified(n, folded) if n.excluded is None and n.value_max is None else n for n in found
    ]


def _read(folded: str, has_words: bool) -> list[Number]:
    """Numbers in words and digits together; where two overlap, the longer reading wins."""
    found: list[Number] = []
    if has_words or " in " in folded or " out of " in folded:
        found += proportions(folded)
    if has_words:
        found += printed_in_words(folded)
    if _DIGIT.search(folded):
        found += printed_in_digits(folded)
    found.sort(key=lambda printed: (printed.start, -printed.end))
    kept: list[Number] = []
    for printed in found:
        if not kept or printed.start >= kept[-1].end:
            kept.append(printed)
    return kept


def _counted(found: list[Number], folded: str, cased: str) -> list[Number]:
    """The numbers, with the number words excluded that count nothing, and without "no" where it is
    only a negation."""
    figures = sum(1 for p in found if p.excluded is None and p.counts)
    worded = sum(1 for p in found if p.excluded is None and not p.counts)
    others = figures + worded > 1
    out: list[Number] = []
    for number in found:
        if number.excluded is None and not number.counts:
            if is_name(number, cased):
                number = replace(number, excluded="name")
            elif not is_counted(number, folded, others):
                number = replace(number, excluded="not counted")
        if number.excluded is None or number.text != "no":
            out.append(number)
    return out
