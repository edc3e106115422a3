"""The time that a sentence without figures announces for what follows: "The Director presented the
scorecard for the period to the end of August 2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.annotations.annotate import Annotations
from extractor.annotations.periods.model import Edge, Length, Month, Part, Through, Year
from extractor.annotations.periods.resolve import PeriodSpan
from extractor.regex import regex, right_before

_PAPER = regex(
    r"\b(?=[rusdfipa])(?:reports?|updates?|score ?cards?|dash ?boards?|data|figures|information"
    r"|performance|activity|section|papers?|indicators?|returns?)\b"
)
_LEADS = regex(
    r"\b(?:for|covering|covers?|of|at|to|up to|until|during|from|between|as at)\s"
    r"(?:the\s)?(?:(?:period|quarter|year|months?)\s(?:(?:from|of|to|up to)\s)?)?(?:the\s)?$",
    re.IGNORECASE,
)
_OTHER = regex(
    r"\b(?=[plnsatbwmic])(?:previous|last|next|since|agreed|approved|target|plans?|strategy|budget"
    r"|will|meeting|inspection|published (?=in\b|on\b|at\b|since\b)|census|compar\w+)\b"
)
_REACH = 40  # characters of the words that lead to a time


@dataclass(frozen=True, slots=True)
class Announced:
    """A time that a sentence announces, and the number or heading of its section."""

    mark: PeriodSpan
    section: str


def announced_in(annotated: Annotations) -> PeriodSpan | None:
    """The one time which a sentence says that a report or its data are of; None in any other."""
    text = annotated.text
    small = text.lower()
    if not _PAPER.search(small) or _OTHER.search(small):
        return None
    marks = [m for m in annotated.periods if not m.weak and not m.relative]
    if len({m.expression for m in marks}) != 1:
        return None
    [mark, *_] = marks
    return mark if _is_of_figures(mark) and right_before(_LEADS, text, mark.start, _REACH) else None


def _is_of_figures(mark: PeriodSpan) -> bool:
    """Whether figures are given for such a time: a day or a month alone may be that of a paper."""
    expression = mark.expression
    if isinstance(expression, Edge):
        return expression.side == "end" and isinstance(expression.of, Month | Part | Year)
    if isinstance(expression, Length):
        return expression.end is not None
    return isinstance(expression, Part | Through | Year)
