"""Figures of what has not come about: asked for, hoped for, refused or lost."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import Fit, MatchContext, Misfit
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook

_ASKED_FOR = regex(
    r"\b(?P<asked>applications?|bids?|requests?)\b(?:\s(?!and\b|or\b)[\w’'-]+){0,7}?"
    r"\s(?:for|in respect of)\s(?:(?:about|around|some|only|just|over|a further|another)\s)?$",
    re.IGNORECASE,
)
_LONGEST = 90  # characters of the words above
_NOT_YET = regex(
    r"\b(?:(?P<risk>at (?:high |serious |greater |real )?risk of)"
    r"|in danger of|on the (?:verge|brink) of"
    r"|avoid(?:ed|ing|s)?|applications? (?:for|to)|appl(?:y|ied|ying) (?:for|to)"
    r"|prepar(?:ed?|ing|ation) for|interest(?:ed)? in|eligible for|thinking (?:of|about)"
    r"|(?:advice|information|guidance|talks?) (?:on|about))\s"
    r"(?:(?:entering|coming|going|being|becoming|getting|to|into|at|a|an|the|their)\s){0,3}$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 60  # characters of the words above
"""What stands before something that those counted do not have yet, or never had."""


def not_come_about(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Why what a figure's clause names is not so of those counted, by a word that is no part of
    what the measure counts: "31 care leavers hope to go to university", "applications were made
    for 21 orders". Of a whole population a figure is none that only so many others have."""
    if case.cell:
        return None
    if fit.measure.whole and case.had_by_so_many:
        return Misfit("only so many others have them")
    if case.unmet is not None and not _is_counted(case, fit, case.unmet):
        return Misfit("its verb tells that it has not come about")
    naming = [m for m in case.evidence.annotated[0] if not fit.pattern.needs[0].isdisjoint(m.keys)]
    leads = [right_before(_NOT_YET, case.text, m.start, _LONGEST_LEAD) for m in naming]
    if naming and all(lead and not (lead["risk"] and _is_of_risk(fit)) for lead in leads):
        return Misfit("it has not come about")
    theirs = range(*case.others_had) if case.others_had is not None else range(0)
    needs = [n for n in fit.pattern.needs if n.isdisjoint(rulebook.people)]
    if any(_only_within(case, need, theirs) for need in needs):
        return Misfit("it is said of others whom those counted have")
    start = case.figure.number.start
    lowest = max(0, start - _LONGEST, case.figure.clause.start)
    found = _ASKED_FOR.search(case.text, lowest, start)
    if found is not None and not _is_counted(case, fit, found.start("asked")):
        return Misfit("it counts what was asked for")
    return None


def _only_within(case: MatchContext, need: frozenset[str], span: range) -> bool:
    """Whether a figure's clause meets a need only by words within a span of it."""
    naming = [m for m in case.evidence.annotated[0] if not need.isdisjoint(m.keys)]
    return bool(naming) and all(m.start in span for m in naming)


def _is_of_risk(fit: Fit) -> bool:
    """Whether a measure counts those who are at risk of what it names."""
    return "risk" in (fit.measure.definition or "").lower()


def _is_counted(case: MatchContext, fit: Fit, at: int) -> bool:
    """Whether the word at an offset belongs to a phrase which the measure counts or allows."""
    pattern, measure = fit.pattern, fit.measure
    own = frozenset[str](measure.counts).union(
        measure.accepts, measure.dimensions, *pattern.needs, *pattern.context
    )
    return any(
        mark.start <= at < mark.end and not own.isdisjoint({*mark.keys})
        for tier in case.evidence.annotated[:3]
        for mark in tier
    )
