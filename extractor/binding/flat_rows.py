"""Rows of tables that came out as running text: a header line and numbers in a row.

    Indicator 23/24 24/25 YTD Target England
    Care leavers EET 19-21 55% 57% 60% 53%

Where as many columns are named as numbers are in the row, each number is bound as a
table cell; where not, two figures keep the sentence's reading with a doubt. Of three and more in a
row without columns nobody can tell which is which: they are listed with that reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.annotations.model import Number
from extractor.months import BEGINNINGS
from extractor.regex import regex

_MONTH = rf"(?:{BEGINNINGS})[a-z]*"
_COLUMN = regex(
    rf"""
    (?P<period>
        (?:Q(?:tr|uarter)?\s?[1-4](?:\s(?:20)?\d\d[/-]\d\d)?
         | (?:20)?\d\d[/-](?:20)?\d\d(?!\d|%)
         | (?:31\s)?{_MONTH}[\s'’-]?(?:20)?\d\d\b | {_MONTH}\b
         | (?:19|20)\d\d\b)
        (?:\s(?:YTD|to\sdate))?
      | (?:previous|last|prior|current|this)\s(?:year|quarter|month|period) | previous | YTD
      | year\sto\sdate | latest | (?:full\s)?year | total )
    | (?P<role> target | actual | outturn | floor(?:\sstandard)? | forecast | result | England
      | national(?:\saverage)? | SNs? | stat(?:istical)?\.?\sneighbours?
      | region(?:al)?(?:\saverage)? | London | South\sEast )
    | (?P<skip> RAG | DoT | D\.?O\.?T\.? | direction(?:\sof\stravel)? | trend | status | PI | ref
      | no\. | indicator | description | measure | KPI | polarity | rating | \| )
    """,
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
# A quick test: a word between spaces that cannot be part of a column name.
_WORD = regex(r"[A-Za-z]{3,}(?=[,;)]|$)")
_TOUCHED = regex(
    rf"q|{BEGINNINGS}|previous|last|prior|current|this|ytd|year"
    r"|quarter|month|period|latest|full|total|date|target|actual|outturn|floor|standard|forecast"
    r"|result|eng|national|average|sn|stat|neighbour|region|london|south|east|rag|dot|direction"
    r"|travel|trend|pi|ref|no$|indicator|description|measure|polarity|rating",
    re.IGNORECASE,
)
_MOST_WORDS = 3
_GAP = regex(r"^[\s|%↑↓→←▲▼<>~≤≥–-]*$")
FEWEST = 2
NO_COLUMN = "value without its column"


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row: its label [start, end) in the text, its numbers and their column labels."""

    start: int
    end: int
    label: str
    numbers: tuple[int, ...]
    columns: tuple[str, ...]


def columns_of(text: str) -> tuple[list[str], int] | None:
    """The columns that a header line names, and where they end in the text; None for other
    text. Columns that hold no numbers (RAG, direction of travel) are left out."""
    found = list(_COLUMN.finditer(text))
    low = high = 0
    most_labelled = labelled = first = 0
    for at, match in enumerate(found):
        if at and not re.fullmatch(r"[\s|,:()]*", text[found[at - 1].end() : match.start()]):
            first, labelled = at, 0
        labelled += match.lastgroup != "skip"
        if labelled > most_labelled:
            most_labelled, low, high = labelled, first, at + 1
    if most_labelled < FEWEST:
        return None
    best = found[low:high]
    return [m.group() for m in best if m.lastgroup != "skip"], best[-1].end()


def flat_rows(text: str, numbers: Sequence[Number], header: str | None) -> list[FlatRow]:
    """The rows of a collapsed table in a text, with the columns of its own header or of the
    header line before; none where the text is a sentence or the columns do not fit."""
    runs = [run for run in _runs(text, numbers) if len(run) >= FEWEST]
    if not runs:
        return []
    first = numbers[runs[0][0]].start
    own = columns_of(text[:first])
    named = own or (columns_of(header) if header else None)
    if named is None:
        return []
    rows = []
    start = own[1] if own is not None else 0
    for run in runs:
        begin = numbers[run[0]].start
        label = text[start:begin].strip(" |:<>~≤≥\t\n")
        if len(run) == len(named[0]) and re.search(r"[A-Za-z]{3}", label):
            at = text.index(label, start)
            rows.append(FlatRow(at, at + len(label), label, tuple(run), tuple(named[0])))
        start = numbers[run[-1]].end
    return rows


def _runs(text: str, numbers: Sequence[Number]) -> list[list[int]]:
    """The indexes of the numbers in runs with only signs between them."""
    runs: list[list[int]] = []
    for i, number in enumerate(numbers):
        if runs and _GAP.match(text[numbers[i - 1].end : number.start]):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


_NOTHING_BETWEEN = regex(r"\s*(?:[-–—.*✓]\s+)*")
_MANY = 3


def without_columns(text: str, numbers: Sequence[Number]) -> frozenset[int]:
    """The indexes of the numbers that follow one another with nothing between them, three and more
    of them: a row of a table, or the labels of a chart, whose columns are elsewhere."""
    found: set[int] = set()
    run: list[int] = []
    for at, number in enumerate(numbers):
        if run and not _NOTHING_BETWEEN.fullmatch(text, numbers[at - 1].end, number.start):
            run = []
        run.append(at)
        if len(run) >= _MANY:
            found.update(run)
    return frozenset(found)


def is_header(text: str) -> bool:
    """Whether a line is only the names of columns."""
    left_over = 0
    for word in text.split():
        left_over += _names_no_column(word)
        if left_over > _MOST_WORDS:
            return False
    named = columns_of(text)
    if named is None:
        return False
    left = _COLUMN.sub("", text)
    return len(re.findall(r"[A-Za-z]{3,}", left)) <= _MOST_WORDS


@lru_cache(maxsize=1 << 14)
def _names_no_column(word: str) -> bool:
    plain = _WORD.match(word)
    return plain is not None and _TOUCHED.search(plain.group()) is None
