"""Plain references: "This is a reduction from 640 (62 per 10,000) at 31 March 2017".

A sentence that says nothing but what the level stated right before it was at another time is as
sure of its measure as that level.
"""

from __future__ import annotations

import re

from extractor.binding.confidence import HARMLESS
from extractor.binding.discourse.context import Context
from extractor.binding.model import BoundMeasure, Figure
from extractor.regex import regex

_SAME_EARLIER = regex(
    r"\W*(?:this|that|it)\s(?:is|was|represents?|represented|marks?|shows?)\s"
    r"(?:now\s|therefore\s|also\s)?"
    r"(?:an?\s(?:(?:very\s)?[a-z]+\s|[\d.]+(?:%|\sper\scent)\s){0,2}?"
    r"(?:increase|decrease|reduction|rise|fall|drop|decline|growth|improvement)\s"
    r"(?:of\s(?:[\d.,]+(?:%|\sper\scent)?)\s)?(?:from|on)\b"
    r"|(?:very\s|broadly\s)?similar\sto\b|(?:up|down)\s(?:from|on)\b)"
    r"|\W*(?:this|that|it)\scompare[sd]\s(?:with|to)\b",
    re.IGNORECASE,
)
_SURE = HARMLESS | {"worded_count"}  # "four children": how the level is written is no doubt here
_FURTHER = regex(r"[;:.]\s|,\s(?:and|but|while|of|with|wh)\w*\s", re.IGNORECASE)


def is_plain_reference(figure: Figure, bound: BoundMeasure, context: Context) -> bool:
    """Whether a sentence gives the level of the sentence before at an earlier time and says nothing
    else up to this figure; that level is the only one in its unit, named there without doubt."""
    text, number, relation = context.annotated.text, figure.number, figure.relation
    opening = _SAME_EARLIER.match(text)
    if opening is None or relation.kind != "actual" or relation.cue in ("part", "gap"):
        return False
    if opening.end() > number.start or _FURTHER.search(text, opening.end(), number.start):
        return False
    levels = [b for b in context.previous if b.figure.unit == figure.unit]
    if len(levels) != 1:
        return False
    [level] = levels
    before = level.measure
    if before is None or before.pattern.measure != bound.pattern.measure:
        return False
    same = before.dimensions == bound.dimensions
    return same and level.figure.relation.kind == "actual" and _SURE.issuperset(level.doubts)
