"""Shares for a group, of which the sentence before says what they are shares of."""

from __future__ import annotations

import re

from extractor.binding.evidence import CLAUSE, Fit, MatchContext, Misfit
from extractor.regex import regex

OF_A_GROUP = regex(
    r"\W*(?:and |but |while |whereas )?(?:the|this|that) "
    r"(?:rate|figure|proportion|percentage|equivalent) (?:for|among|amongst) ",
    re.IGNORECASE,
)


_AMONG = regex(
    r"\W*(?:and |but )?(?:among|amongst|for|within) [^,.;\d]{3,60}?,? "
    r"(?:it|this|the (?:rate|figure|proportion|percentage)) "
    r"(?:is|was|were|stands|stood|has|had|rose|fell)\b[^,.;:\d]{0,30}",
    re.IGNORECASE,
)
"""What begins a share of a group whose name is no measure: "Among boys with a plan it was 36%"."""


def share_for_a_group(case: MatchContext, fit: Fit) -> Misfit | None:
    """A share for a group, of which the sentence before says what: "90% of foster carers had been
    trained. The rate for family carers is 40%" is a share of none but those carers."""
    figure, before = case.figure, case.antecedents or frozenset()
    if case.cell or figure.unit != "percent" or fit.pattern.measure in before:
        return None
    said = "it is a share for a group, and the sentence before says what share"
    if _AMONG.fullmatch(case.text, figure.clause.start, figure.number.start):
        return Misfit(said)
    if not OF_A_GROUP.match(case.text, figure.clause.start):
        return None
    if not case.evidence.families[CLAUSE].isdisjoint(fit.pattern.frame.families):
        return None  # "The figure for looked after children was 97%"
    return Misfit(said)
