"""Counts that name nobody, of some of those whom the sentence before counts."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import HEADING, Fit, MatchContext, Misfit
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook

_BARE = regex(
    r"\s(?:(?:are|were|is|was|have|had|has|do|did|will|live|lived|came|come|left|attend|attended"
    r"|require|required|need|needed)\b)",
    re.IGNORECASE,
)
"""What follows a number that names nobody: "seven require …", "four have …"."""
_OPENING = regex(r"\W*[\w,-]+")
_MORE = regex(r"\b(?:further|another|additional|other|remaining)\s$", re.IGNORECASE)
"""What leads to some beside those: "a further 12 are placed at home"."""


def part_of_a_group(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A count that names nobody, behind a sentence that counts only a group: "15 have an adoption
    plan. Eight are aged four to seven" says nothing of all children in care. Behind a whole
    population ("There were 512 in care. 45 are disabled") it is of all, and what the sentence
    before counts is counted on. Of things ("nine homes. Eight are good") all may be meant."""
    figure, before = case.figure, case.antecedents or frozenset()
    if case.cell or case.listed or figure.unit != "count" or figure.relation.kind != "actual":
        return None
    if not before or fit.pattern.measure in before or not _BARE.match(case.text, figure.number.end):
        return None
    first = _OPENING.match(case.text)  # a sentence that names nobody from its first number on
    if figure.index and not (first and _BARE.match(case.text, first.end())):
        return None
    if right_before(_MORE, case.text, figure.number.start, 12):
        return None
    if any(rulebook.measures[measure].whole for measure in before - {""}):
        return None
    wanted = fit.pattern.frame.families
    if not wanted or any(named & wanted for named in case.evidence.families[:HEADING]):
        return None
    return Misfit("it is of some of those whom the sentence before counts")
