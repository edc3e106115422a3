"""Figures of everybody, beside those of the people that a paper is about."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import SENTENCE, MatchContext, Misfit
from extractor.regex import regex, right_before
from extractor.rulebook.model import CompiledPattern, Rulebook

_EVERYBODY = regex(
    r"\s(?:for|of|among|amongst|in)\s(?:all|other|the (?:general|whole|wider)|their)"
    r"\s(?:[\w’'-]+\s){0,3}?"
    r"(?:children|people|pupils|students|population|residents|adults|peers|households)\b",
    re.IGNORECASE,
)


def compared_with_everybody(
    case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook
) -> Misfit | None:
    """What a figure is compared with may be of everybody else: "23.6% of care leavers, compared to
    2.1% for all Kent young people", or a column "All Kent pupils" beside those of some of them."""
    if case.cell:
        return _under_everybody(case, pattern, rulebook)
    if _ALL_OF_AN_AGE.match(case.text, case.figure.number.end) is not None:
        return _of_an_age(case, pattern, rulebook)
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


_ALL_OF_AN_AGE = regex(
    r"\s(?:of|for|among|amongst)\s(?:all\s(?:[a-z’'-]+\s)?\d\d?(?:\s?(?:to|and|-|–)\s?\d\d)?[\s-]year"
    r"[\s-]olds|(?:the\s)?\d\d?(?:\s?(?:to|and|-|–)\s?\d\d)?[\s-]year[\s-]olds in the"
    r" (?:city|borough|county|town|district|area|whole|general|wider))\b",
    re.IGNORECASE,
)


_EVERYWHERE = regex(
    r"\b(?:across|throughout|in) (?:the|our) (?:whole )?"
    r"(?:city|borough|county|town|district|area)\b"
    r"|\b(?:general|whole|wider) population\b|\b(?:city|county|borough)[- ]?wide\b|\bnationally\b",
    re.IGNORECASE,
)


def _of_an_age(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> Misfit | None:
    """A share of all who are of an age, where its clause names no people of the measure: "Across
    the city 6.2% of all 16 to 18 year olds were NEET", behind figures of care leavers."""
    families = _families_asked(pattern, rulebook)
    named = (k for p in case.own.phrases for k in p.keys)
    whose = (f for k in named for f in rulebook.family_of.get(k, ()))
    if not families or not families.isdisjoint(whose) or not _EVERYWHERE.search(case.text):
        return None
    return Misfit("it is of all of an age")


def _families_asked(pattern: CompiledPattern, rulebook: Rulebook) -> frozenset[str]:
    """The people of a pattern's measure, and those whom what it asks for names."""
    asked = (k for keys in (*pattern.needs, *pattern.context) for k in keys)
    return pattern.frame.families.union(*(rulebook.family_of.get(k, ()) for k in asked))


_LABEL_OF_ALL = regex(
    r"(?:^|\|\s)all\s(?:(?:[\w’'-]+\s){1,3}?(?:children|people)|(?:[\w’'-]+\s){0,3}?"
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
