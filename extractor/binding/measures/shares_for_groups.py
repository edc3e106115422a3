"""Shares for a group, of which the sentence before says what they are shares of."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import CLAUSE, Fit, MatchContext, Misfit
from extractor.regex import regex, right_before

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


_OF_ONE = regex(
    r"\b(?:one|a single) (?:young person|child|boy|girl|pupil|student)\s[^.;]{0,120}?"
    r"\b(?:has|had)\s(?:now\s)?(?:an?\s)?(?:attendance (?:of|at|rate of)\s)?$",
    re.IGNORECASE,
)
_LONGEST_CASE = 180  # characters of the words above


def share_of_one(case: MatchContext) -> Misfit | None:
    """A share that a single person has: "one child now has a 100% attendance record"."""
    figure = case.figure
    if case.cell or figure.unit != "percent" or figure.relation.kind != "actual":
        return None
    if right_before(_OF_ONE, case.text, figure.number.start, _LONGEST_CASE) is None:
        return None
    return Misfit("it is of a single case")
