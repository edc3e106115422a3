"""The unit that a report states once for the tables that follow: "All figures in £m"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.annotations.model import Unit
from extractor.annotations.numeral_filter import COUNTED
from extractor.binding.units import unit_of_label
from extractor.passages.model import Passage
from extractor.tokens import norm

LONGEST = 160
"""Characters of a line that can state the unit of tables."""

_STATES = re.compile(
    r"\b(?:figures?|amounts?|values?|sums?|numbers?|tables?|variances?|budgets?|costs?)\b"
    r"(?:\s\w+){0,6}?\s(?:in|are|is|as|to the nearest)\b[^.;]{0,40}"
    r"(?:£|\bpounds\b|\bthousands\b|\bmillions\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*£\s?['’]?(?:m(?:illions?)?|k|0{3}s?|thousands?)\W*", re.IGNORECASE)
_WHOLE_SCALE = re.compile(r"\b(thousands|millions)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"£|\b(?:budget|out-?turn|forecast|varianc|under-?spen|over-?spen|spen[dt]|spending|sav(?:ing|ed)"
    r"|expenditure|income|reserve|balance|cost|grant|impact|capital|revenue|re-?phas|drawdown"
    r"|pressure|funding|contribution|financ|virement|slippage|un-?deliverable|net|gross|fees?"
    r"|debt|borrowing|investment)",
    re.IGNORECASE,
)
_COUNT_WORD = re.compile(r"\b(?:number|no\.|count|volume|fte|headcount|clients|rate|ratio)\b", re.I)
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit with its factor, and the page that states it."""

    unit: Unit
    scale: float
    page: int | None


def stated_unit(text: str, page: int | None) -> StatedUnit | None:
    """The unit of money that a line states for the tables around it, None where it states none.

    >>> stated_unit("All figures in £m", 5)
    StatedUnit(unit='currency_gbp', scale=1000000.0, page=5)
    """
    if len(text) > LONGEST or not (_STATES.search(text) or _ALONE.fullmatch(text)):
        return None
    found = unit_of_label(text)
    if found is not None and found[0] == "currency_gbp":
        whole = _WHOLE_SCALE.search(text) if found[1] == 1.0 else None
        if whole is not None:
            return StatedUnit(found[0], 1e6 if whole[1].lower() == "millions" else 1e3, page)
        return StatedUnit(*found, page)
    return None


def unit_around(passage: Passage) -> StatedUnit | None:
    """The unit that a passage, or what is around its table, states for the tables of the
    report."""
    lines = [*passage.notes, *([passage.caption] if passage.caption else [])]
    if passage.cell is None:
        lines.append(passage.text.content)
    found = (stated_unit(line, passage.page) for line in lines)
    return next((unit for unit in found if unit is not None), None)


def is_of_money(passage: Passage) -> bool:
    """Whether the column labels of a cell refer to money, or the caption does and nothing says
    that people or things are counted."""
    cell = passage.cell
    if cell is None:
        return False
    caption = passage.caption or ""
    if stated_unit(caption, passage.page) is not None:
        caption = ""  # the unit of all tables says nothing about this one
    column, around = " | ".join(cell.column_path), f"{cell.stub or ''} | {caption}"
    if _MONEY.search(column):
        return not _COUNT_WORD.search(column)
    return bool(_MONEY.search(around)) and not counts(f"{column} | {around}")


def names_a_count(labels: Sequence[str]) -> bool:
    """Whether a label says "number of", "FTE" or the like."""
    return any(_COUNT_WORD.search(label) for label in labels)


def counts(told: str) -> bool:
    """Whether labels say that people or things are counted."""
    return bool(_COUNT_WORD.search(told)) or any(norm(w) in COUNTED for w in _WORD.findall(told))
