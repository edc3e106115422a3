"""Figures that count those with one thing or another, of which a measure or a breakdown is only
one: "76 in supported housing, homes or hostels"."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.binding.measures.evidence import Fit, MatchContext, Misfit, Phrase
from extractor.regex import regex

_OR = regex(
    r",?\s+or(?:\s+(?:who|which|that))?(?:\s+(?:have|has|had|are|were))?"
    r"(?:\s+(?:(?:on|with) )?(?:an?|the|their|our|its))?\s+",
    re.IGNORECASE,
)
_OR_ELSE = regex(r",?\s+or\s+(?:(?:at|a|of|in|live|living|placed|distance)\s+){0,5}", re.IGNORECASE)


def of_either(case: MatchContext, fit: Fit) -> Misfit | None:
    """Whether a figure counts those with one thing or another of which the measure needs only one
    ("46 children with a plan for adoption or who have a placement order"), or both together
    ("placed out of county or more than 20 miles from home")."""
    if case.cell:
        return None
    needed = frozenset[str]().union(*fit.pattern.needs)
    phrases = sorted(case.own.phrases, key=lambda p: p.start)
    for one, other in pairwise(phrases):
        between = case.text[one.start + len(one.said) : other.start]
        if _are_two_values(one, other, fit) and _OR.fullmatch(between):
            return Misfit(f"it counts “{one.said}” or “{other.said}”")
        if one.keys & other.keys or _says_little(one) or _says_little(other):
            continue
        only_one = bool(one.keys & needed) != bool(other.keys & needed)
        kinds = any("=" in key for key in one.keys) and any("=" in key for key in other.keys)
        counted = only_one and fit.measure.kind != "ratio" and _OR.fullmatch(between)
        counted = counted or (only_one and kinds and _OR_ELSE.fullmatch(between))
        if counted or (_needs_both(fit, one, other) and _OR_ELSE.fullmatch(between)):
            return Misfit(f"it counts “{one.said}” or “{other.said}”")
    for one in phrases:
        of_a_kind = any(key.split("=")[0] in fit.measure.dimensions for key in one.keys)
        others = _OR_OTHERS.match(case.text, one.start + len(one.said)) if of_a_kind else None
        if others is not None and not any(
            p.keys & one.keys and others.start() < p.start < others.end() for p in phrases
        ):
            return Misfit(f"it counts “{one.said}{others[0]}”")
    return None


_OR_OTHERS = regex(
    r"(?:, (?:[a-z-]+ )?[a-z-]+)+,? or (?:[a-z-]+ )?(?!more\b|less\b|fewer\b)[a-z-]{3,}"
    r"(?=[.,;)]| and\b|$)"
)
"""Others beside those of a value, which a figure so counts too ("in supported housing, homes or
hostels")."""


def _are_two_values(one: Phrase, other: Phrase, fit: Fit) -> bool:
    """Whether two phrases name different values of one breakdown of the measure, so that a figure
    of either is of none: "nine were with relatives or prospective adopters"."""
    first = dict(key.split("=") for key in one.keys if "=" in key)
    second = dict(key.split("=") for key in other.keys if "=" in key)
    shared = first.keys() & second.keys() & {*fit.measure.dimensions}
    return any(first[name] != second[name] for name in shared)


def _says_little(phrase: Phrase) -> bool:
    """Whether a phrase may stand beside any figure and names no kind of a breakdown."""
    return phrase.light and not any("=" in key for key in phrase.keys)


def _needs_both(fit: Fit, one: Phrase, other: Phrase) -> bool:
    """Whether a pattern asks for two phrases at once, each for a need of its own."""
    first = [need for need in fit.pattern.needs if one.keys & need]
    return any(other.keys & need and need not in first for need in fit.pattern.needs) and any(
        not other.keys & need for need in first
    )
