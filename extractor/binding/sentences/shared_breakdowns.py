"""Which breakdowns of the words around it a figure of a sentence shares: those of the group that
the sentence opens with, none of what it is stated apart from."""

from __future__ import annotations

import re

from extractor.annotations.annotate import Annotations
from extractor.binding.candidates import OPENING_BASE
from extractor.binding.clauses.split import A_PART
from extractor.binding.model import Figure
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook
from extractor.types import AGE_BAND

_COMMA = regex(r",\s(?!and\b|or\b)")


def opened_with(figure: Figure, annotated: Annotations) -> tuple[tuple[str, str], ...]:
    """The breakdown of those of whom a sentence opens with the number: "Of the 65 placed outside
    the county, 9% …" is of them and not of all."""
    base = annotated.numbers[0] if annotated.numbers else None
    text = annotated.text
    if base is None or base.end > figure.number.start or not OPENING_BASE.match(text[: base.start]):
        return ()
    comma = _COMMA.search(text, base.end, figure.number.start)
    if comma is None:
        return ()
    said = [m for m in annotated.concepts if base.end <= m.start < comma.start() and m.dimension]
    longest = sorted(said, key=lambda m: m.end - m.start)
    return tuple({m.dimension: m.value for m in longest if m.dimension and m.value}.items())


_OF_ALL = regex(r"\s*(?:\([^()]*\)\s*)?of all\b", re.IGNORECASE)
# "These children constitute 16% of all" gives the share of these.
_MAKES_UP = regex(
    r"\b(?:constitut|represent|account|mak|made|compris|equat|equival|form|being|is|are|was|were)\w*"
    r"(?:\s(?:up|for|to|about|around|just|only|over|under|some|nearly|almost))*\s*$", re.IGNORECASE,
)  # fmt: skip
NEXT_STATEMENT = regex(r"[;.](?:\s|$)")
"""What ends a statement within a sentence or the sentence itself."""


_STATED_ANEW = regex(
    r"\b(?:and|but|while|whilst)\s(?:there|we)\s(?:was|were|is|are|had|have)\s"
    r"(?:also\s)?(?:a total of\s|about\s|around\s|just\s|only\s|over\s)?$", re.IGNORECASE,
)  # fmt: skip
_LONGEST_OPENING = 40  # characters of the words above


def apart(figure: Figure, annotated: Annotations, rulebook: Rulebook) -> frozenset[str]:
    """The dimensions that a figure does not share with the words around its clause.

    All, where it is "of all" of them or stated anew ("26% were under ten, and there were 31 …"),
    and those by which the next words part it ("22 in children's homes, of whom 9% lived outside the
    area": the 22 are not only those outside).
    """
    text, number = annotated.text, figure.number
    of_all = _OF_ALL.match(text, number.end) and not _MAKES_UP.search(text, 0, number.start)
    anew = right_before(_STATED_ANEW, text, number.start, _LONGEST_OPENING)
    # What is said of its part is not said of a base either.
    if figure.clause.base_of is not None or anew or of_all:
        return frozenset((*rulebook.dimensions, AGE_BAND))
    end = NEXT_STATEMENT.search(text, number.end)
    last = end.start() if end is not None else len(text)
    part = A_PART.search(text, number.end, last)
    if part is None:
        return frozenset()
    said = (m for m in annotated.concepts if part.start() <= m.start < last)
    return frozenset(m.dimension for m in said if m.dimension is not None)
