"""Areas that a level is compared with, and which of the figures beside them are theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area
from extractor.binding.model import WIDER, Figure
from extractor.regex import regex

COMPARED = regex(
    r"\b(?:than|above|below|compared|comparing|against|similar to|in line with|exceed\w*|close to"
    r"|comparable (?:to|with)|the same as|outperform\w*|match(?:e[sd]|ing)?"
    r"|as (?:they|it|is|are|do|does)(?: (?:do|does|is|are))?)\b",
    re.IGNORECASE,
)
"""What sets a figure against that of another area."""


_APART = regex(r"\s?(?:average|figure|rate|level|mean)?s?,\s", re.IGNORECASE)
_CLOSES = regex(r"\s*(?:[.;,)]|and\b|but\b|$)", re.IGNORECASE)
"""What follows a figure that stands by itself: "…, 10%, and the England average, 11%"."""


def set_beside(figure: Figure, annotated: Annotations) -> Area | None:
    """The area that a level is compared with, where the figure stands beside it between commas:
    "better than the average of its statistical neighbours, 10%"."""
    text, number = annotated.text, figure.number
    if not figure.index or _CLOSES.match(text, number.end) is None:
        return None
    before = [m for m in annotated.areas if m.end <= number.start]
    if not before or not _APART.fullmatch(text, before[-1].end, number.start):
        return None
    mark = before[-1]
    compared = COMPARED.search(text, max(0, mark.start - 50), mark.start)
    return mark.area if compared and mark.area.level != "local" else None


OPENING = regex(r"\s*\(")
_BOTH = regex(r"\s*(?::|/|v|vs|versus|against|compared\s(?:with|to))\s*", re.IGNORECASE)


def of_both_sides(
    figure: Figure, annotated: Annotations, home: Area, others: Sequence[Figure]
) -> Area | None:
    """The area of one of two figures in a bracket that gives both sides of a comparison, the
    council's own first ("much lower than comparators (53%:71%)"); None of any other figure."""
    text = annotated.text
    for mark in annotated.areas:
        compared = COMPARED.search(text[max(0, mark.start - 24) : mark.start])
        opening = OPENING.match(text, mark.end)
        if compared is None or opening is None:
            continue
        sides = [f for f in others if f.number.start >= opening.end()][:2]
        if len(sides) < 2 or sides[0].number.start != opening.end():
            continue
        if not _BOTH.fullmatch(text, sides[0].number.end, sides[1].number.start):
            continue
        if figure.index in (sides[0].index, sides[1].index):
            return home if figure.index == sides[0].index else mark.area
    return None


_IS_SET_AGAINST = regex(
    r"\([^()]*\d[^()]*\b(?:compared (?:with|to)|against|versus|vs)\s$", re.IGNORECASE
)


def compared_with_again(figure: Figure, annotated: Annotations) -> Area | None:
    """The one wider area that a sentence has compared something with, of the second figure of a
    bracket that sets two against each other and says no time of the second: "4.1% had a plan
    (England 4.8%), and the proportion with support was lower (11.2%, compared with 12.7%)"."""
    text, at = annotated.text, figure.number
    if not text.startswith(")", at.end) or not _IS_SET_AGAINST.search(text, 0, at.start):
        return None
    opening = text.rfind("(", 0, at.start)
    if any(opening < period.start < at.end for period in annotated.periods):
        return None
    wider = {m.area for m in annotated.areas if m.area.level in WIDER and m.end <= opening}
    return wider.pop() if len(wider) == 1 else None
