"""Figures of everybody, beside those of the people that a paper is about."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import (
    CLAUSE,
    SENTENCE,
    TITLE,
    Fit,
    MatchContext,
    Misfit,
    families_named,
)
from extractor.regex import regex, right_before
from extractor.rulebook.model import CompiledPattern, Rulebook

_EVERYBODY = regex(
    r"\s(?:per cent\s)?(?:for|of|among|amongst|in)\s(?:"
    r"(?:all|other|the (?:general|whole|wider)|their)\s(?:[\w’'-]+\s){0,3}?"
    r"(?:children|people|pupils|students|population|residents|adults|peers|households"
    r"|[a-z\d]+[- ]year[- ]olds)\b"
    r"|(?:the\s)?(?:children|people|young people|pupils|students|residents|adults|households)\s"
    r"(?:in general|generally|as a whole|(?:across|in|of) the (?:area|borough|city|community"
    r"|country|county|district|population|town)\b(?!['’]s)))",
    re.IGNORECASE,
)


def compared_with_everybody(
    case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook
) -> Misfit | None:
    """What a figure is compared with may be of everybody else: "23.6% of care leavers, compared to
    2.1% for all Kent young people", or a column "All Kent pupils" beside those of some of them."""
    if case.cell:
        return _under_everybody(case, pattern, rulebook)
    if case.figure.relation.cue != "comparator":
        return None
    everybody = _EVERYBODY.match(case.text, case.figure.number.end)
    families = _families_asked(pattern, rulebook) if everybody is not None else None
    if everybody is None or not families:
        return None
    named = (k for p in case.own.phrases if p.start < everybody.end() for k in p.keys)
    if not families.isdisjoint(f for k in named for f in rulebook.family_of.get(k, ())):
        return None
    return Misfit("it is compared with everybody else")


_RANGED = regex(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\s(?:widely\s)?(?:from|between)?\s?$"
)
_OVER_AREAS = regex(
    r"\b(?:across|between|among|amongst|over)\s"
    r"(?:all\s|the\s|these\s|our\s|individual\s|different\s)*"
    r"(?:local authorities|authorities|councils|areas|regions|schools|teams|wards|districts"
    r"|boroughs|localities|neighbours|counties|providers)\b",
    re.IGNORECASE,
)


def is_a_spread(case: MatchContext) -> bool:
    """Whether two values are the least and the most of several areas, and so no point in a trend of
    one: "across all local authorities ranged from 7.4% to 45%"."""
    number = case.figure.number
    if number.qualifier != "between" or _OVER_AREAS.search(case.text) is None:
        return False
    return right_before(_RANGED, case.text, number.start, 30) is not None


def _families_asked(pattern: CompiledPattern, rulebook: Rulebook) -> frozenset[str]:
    """The people of a pattern's measure, and those whom what it asks for names."""
    asked = (k for keys in (*pattern.needs, *pattern.context) for k in keys)
    return pattern.frame.families.union(*(rulebook.family_of.get(k, ()) for k in asked))


_LABEL_OF_ALL = regex(
    r"(?:^|\|\s|[,:(–-]\s?)all\s(?:(?:[\w’'-]+\s){1,3}?(?:children|people)|(?:[\w’'-]+\s){0,3}?"
    r"(?P<whom>pupils|students|learners|residents|adults|population))"
    r"(?=\s\||\s\(|,|\s\d|$)",
    re.IGNORECASE,
)


def _under_everybody(
    case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook
) -> Misfit | None:
    """A cell whose label says that it is of all, where no label names the people of its measure;
    of a measure of all pupils it may be."""
    label = _LABEL_OF_ALL.search(case.text)
    if label is None:
        return None
    families = _families_asked(pattern, rulebook)
    named = frozenset[str]().union(*case.evidence.families[: SENTENCE + 1])
    whose = (rulebook.measures[pattern.measure].population or "").lower().split()
    if families <= named if families else whose[:1] == [(label["whom"] or "").lower()]:
        return None
    return Misfit("its label says that it is of everybody")


_ALL_OF_AN_AGE = regex(
    r"\s(?:per cent\s)?of\s(?:all\s)?(?:the\s)?(?:(?:\d+|[a-z]+)[- ](?:to|–|-|and)[- ]?)?"
    r"(?:\d+|[a-z]+)[- ]?year[- ]olds\b",
    re.IGNORECASE,
)
_WHOLE_AREA = regex(
    r"\b(?:across|in|over|throughout|within)\s(?:the|our)\s(?P<whole>whole|entire)\s"
    r"(?:area|authority|borough|city|county|district|partnership|region)\b"
    r"|\b(?:across|throughout)\s(?:the|our)\s(?:area|authority|borough|city|county|district)\b",
    re.IGNORECASE,
)


def of_everybody(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A figure of all of an age or of all in the area, of a measure of some people whom neither its
    clause nor its line names: "across the city 6% of all 16 to 18 year olds were out of work"."""
    figure, clause = case.figure, case.figure.clause
    if case.cell or figure.unit not in ("count", "percent"):
        return None
    families = _families_asked(fit.pattern, rulebook)
    everywhere = _WHOLE_AREA.search(case.text, clause.start, clause.end)
    if not families:
        # police figures of "the whole area", of what happens to people: not of those in care
        own = any(key in rulebook.family_of for key in fit.measure.accepts)
        told = any(key in rulebook.family_of for p in case.own.phrases for key in p.keys)
        whole = everywhere is not None and everywhere["whole"] is not None
        return Misfit("it is of the whole area") if own and whole and not told else None
    if not families.isdisjoint(case.evidence.families[CLAUSE]):
        return None
    aged = figure.unit == "percent" and _ALL_OF_AN_AGE.match(case.text, figure.number.end)
    return Misfit("it is of all of an age") if aged and everywhere else None


_LIVE = regex(r"\b(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|home to)\b", re.IGNORECASE)


def of_those_helped(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A figure of all who live in the area, of whom nothing but an age is said ("212 children aged
    10 to 15 live in the county"), may be of those helped whom its sentence names before it; or the
    lines over it, where it does not speak of the population."""
    families = fit.pattern.frame.families
    if case.cell or not families or not families <= rulebook.rate_bases:
        return None
    helped = frozenset[str]().union(*rulebook.of_age.values())
    tiers, start = case.evidence.annotated, case.figure.number.start
    sentence = [m for tier in tiers[: SENTENCE + 1] for m in tier]
    if families_named([m for m in sentence if m.start < start], rulebook) & helped:
        return Misfit("its sentence is about some who are helped")
    if any(
        families_named([m], rulebook) & families and not _LIVE.search(case.text[m.start : m.end])
        for m in sentence
    ):
        return None  # "of the population", "residents"
    named = case.evidence.families
    if any(tier & helped for tier in named[SENTENCE + 1 : TITLE]):
        return Misfit("what it stands under is about some who are helped")
    title = named[TITLE]
    return Misfit("its report is about some who are helped") if title and title <= helped else None
