"""Figures that share the aim of the one before, to which they are joined without a verb: "we want
75% to stay with carers and no more than 20 children in homes"."""

from __future__ import annotations

import re

from extractor.annotations.annotate import Annotations
from extractor.binding.model import Figure
from extractor.regex import regex, right_before

_NEAR_BOUND = 24  # characters
_AND = regex(r"\band (?:(?:at|no|not) (?:least|most|more|fewer|less) (?:than )?)$", re.IGNORECASE)


def shares_aim(figure: Figure, aim: int, annotated: Annotations) -> bool:
    """Whether an aim, a word at the offset `aim`, is in the clause of a figure, or in that of one
    before to which this one is joined with a bound and no verb of its own."""
    clause = figure.clause
    if clause.holds(aim):
        return True
    if right_before(_AND, annotated.text, figure.number.start, _NEAR_BOUND) is None:
        return False
    verbs = (t for t in annotated.syntax.tokens if t.pos in ("VERB", "AUX"))
    return not any(clause.holds(t.start) for t in verbs)
