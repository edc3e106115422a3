"""What a share names behind it, "86% of schools": what its measure counts, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.binding.clauses.figure_pairs import makes_up
from extractor.binding.measures.evidence import CLAUSE, Fit, MatchContext
from extractor.binding.model import BoundMeasure
from extractor.regex import regex
from extractor.rulebook.model import Rulebook
from extractor.tokens import norm
from extractor.types import AGE_BAND

_BEHIND_NOUN = regex(r"(?<=\w)\s(?:from|of|in|with|to|for|at|on)\s", re.IGNORECASE)


def noun_counted(case: MatchContext) -> str:
    """The noun that is counted, in normal form, without what follows it ("teams in the north")."""
    words = _BEHIND_NOUN.split(case.head_words)[0].split()
    return norm(words[-1]) if words else ""


def shares_else(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a share is of something that the measure does not refer to ("72% of the last 33
    households" is not a share of children), or of things that it does not count, though they may
    stand beside it: "97% of plans were in date and 86% of schools had sent them"."""
    if case.cell or case.figure.unit != "percent":
        return False
    pattern = fit.pattern
    if case.head is None:
        return _names_other_things(case, fit, rulebook)
    if AGE_BAND in case.head:  # "58% of under-18s" are no share of an age
        return any(AGE_BAND in need for need in pattern.needs)
    if _is_share_of_a_value(case, fit, rulebook):
        return True
    if noun_counted(case) in rulebook.words.things:
        return case.head.isdisjoint(_counted(fit))
    if not case.head or norm(case.head_words) in rulebook.words.neutral:  # "in 96% of cases"
        return False
    return not case.head & pattern.frame.accepts


_OF = regex(r"\s?(?:per cent\s)?of\b", re.IGNORECASE)


_PEOPLE = regex(r"\b(?:child|children|people|persons?)\b", re.IGNORECASE)


def _is_share_of_a_value(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a share is of those whom a breakdown's value names, and not theirs: "60% of
    residential placements are in-house" is no share of placements that are residential."""
    named = {
        key
        for key in fit.pattern.needs[0]
        if "=" in key and key.partition("=")[0] in fit.measure.dimensions
    } or {key for key in fit.pattern.needs[0] if key in fit.measure.dimensions}
    said = case.head or frozenset()
    if not rulebook.people.isdisjoint(said) or _PEOPLE.search(case.head_words) is not None:
        return False  # "12% of looked after children were in residential care"
    return not named.isdisjoint(said) and _OF.match(case.text, case.figure.number.end) is not None


_BASE = regex(
    r"\s?(?:per cent\s)?of\s(?:all\s|our\s|the\s|their\s)?(?P<noun>[a-z]+)(?=\s[a-z]+\b)",
    re.IGNORECASE,
)


def _names_other_things(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether the word behind "of" is a thing that the measure does not count, where the grammar
    gives no noun: "but 41% of parents did not"."""
    base = _BASE.match(case.text, case.figure.number.end)
    if base is None or norm(base["noun"]) not in rulebook.words.things:
        return False
    near = case.evidence.annotated[CLAUSE]
    keys = {k for m in near if m.start <= base.start("noun") < m.end for k in m.keys}
    return keys.isdisjoint(_counted(fit))


def _counted(fit: Fit) -> frozenset[str]:
    """The phrases of what a measure counts and of what a pattern asks for."""
    return frozenset(fit.measure.counts).union(*fit.pattern.needs, *fit.pattern.context)


def of_others_before(
    case: MatchContext,
    bound: BoundMeasure | None,
    bounds: Sequence[BoundMeasure | None],
    rulebook: Rulebook,
) -> bool:
    """Whether a share takes from the clause before it words on others than its measure is of: "42
    looked after children have a plan, making up 1% of all pupils". `bounds` are the measures of the
    figures before."""
    before = case.figure.index - 1
    if bound is None or max(bound.tier, bound.farthest) == CLAUSE:
        return False
    if not 0 <= before < len(bounds) or not makes_up(case.figure, case.text):
        return False
    whole, measures = bounds[before], rulebook.measures
    if whole is None:
        return True
    first, second = (measures[b.pattern.measure].population for b in (whole, bound))
    counted, shared = whole.pattern.frame.families, bound.pattern.frame.families
    return first != second and not (not counted or shared <= counted)
