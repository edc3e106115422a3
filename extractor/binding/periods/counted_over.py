"""Whether a level is counted over a time: "612 children were looked after during 2018/19"."""

from __future__ import annotations

import re

from extractor.annotations.annotate import Annotations
from extractor.annotations.periods.model import Month, Year
from extractor.binding.model import BoundPeriod, Figure
from extractor.regex import regex, right_before

_THROUGHOUT = regex(
    r"\b(?:during|throughout|within|across|over)\s"
    r"(?:the\s(?:course|whole|rest)\sof\s)?(?:the\s)?(?:year\s)?$",
    re.IGNORECASE,
)
"""What leads to a time over which is counted, and not at whose end."""
_LONGEST = 40  # characters of it
_IN_ALL = regex(
    r"\b(?:a total of|in total|altogether|supported|helped|worked with)\b", re.IGNORECASE
)


def over_a_span(figure: Figure, period: BoundPeriod, annotated: Annotations) -> bool:
    """Whether a clause counts over a span of time ("have been placed there in the past year"):
    a level is on a day.

    The month or year that dates a level stands for its last day, as committee papers write it
    ("from 983 in March 2013", "72% in 2007/08"); not where it is counted "during" or "throughout"
    it, nor where a number of all or of those supported is dated so.
    """
    text, clause, dated = annotated.text, figure.clause, period.span
    spans = [p for p in annotated.periods if p.cue == "during" and clause.holds(p.start)]
    if dated is None or not isinstance(dated.expression, Month | Year):
        return bool(spans)
    if figure.unit == "count" and _IN_ALL.search(text, clause.start, clause.end):
        return bool(spans)
    over = right_before(_THROUGHOUT, text, dated.start, _LONGEST) is not None
    return over or any(p != dated for p in spans)
