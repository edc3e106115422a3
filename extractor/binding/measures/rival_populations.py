"""Another population that is named nearer to a figure than the one which its measure counts."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import (
    BEFORE,
    CLAUSE,
    HEADING,
    SENTENCE,
    Fit,
    MatchContext,
    Misfit,
)
from extractor.regex import regex
from extractor.rulebook.model import Measure, Rulebook


def of_a_rival(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Another population that is named nearer than the one in the frame."""
    frame = fit.pattern.frame
    if not frame.families:
        return None
    if (says_all := _says_all(case, fit)) and _under_a_group(case, fit.measure):
        return Misfit("its heading is about some who are counted apart")
    far = HEADING if _names_nobody(case, fit, rulebook) else BEFORE
    for tier, named in enumerate(case.evidence.families):
        if named & frame.families:
            if tier == BEFORE and named - frame.families - frame.beside and not case.cell:
                continue  # it names both: a heading or the title tells
            return None
        if says_all and tier >= far:
            return None  # "104 children have left our care", whoever the sentence before is about
        if tier <= SENTENCE and not case.cell:  # in the sentence only what its clauses say
            said, own = case.own if tier == CLAUSE else case.around, fit.pattern.needs[0]
            part = case.figure.relation.cue == "part"
            named = frozenset[str]().union(
                *(
                    rulebook.family_of.get(k, ())
                    for p in said.phrases
                    if not (p.keys & own or (part and _is_value_of(p.keys, fit.measure)))
                    for k in p.keys
                )
            )
        if named - frame.beside:
            return Misfit(f"another population is named nearer: {', '.join(sorted(named))}")
    return None


def _under_a_group(case: MatchContext, measure: Measure) -> bool:
    """Whether only a heading or the title says whose a figure is, and names some of a population
    who are counted apart: in a paper on unaccompanied children "37 came into care" are these."""
    if any(case.evidence.families[:BEFORE]):
        return False
    apart, tiers = {*measure.counted_apart}, case.evidence.annotated
    if case.evidence.families[BEFORE] and not any(m.concept in apart for m in tiers[BEFORE]):
        return False
    named = frozenset[str]().union(*case.evidence.families[HEADING:])
    return len(named) <= 1 and any(m.concept in apart for tier in tiers[HEADING:] for m in tier)


def _is_value_of(keys: frozenset[str], measure: Measure) -> bool:
    """Whether a phrase names a value of a breakdown that a measure carries: of those on a school's
    roll some are "in secondary schools", and no other pupils."""
    return any(
        value and name in measure.dimensions for name, _, value in (k.partition("=") for k in keys)
    )


_POINTS_BACK = regex(r"\b(?:of|for|among) (?:these|those|them)\b", re.IGNORECASE)


def _says_all(case: MatchContext, fit: Fit) -> bool:
    """Whether a figure's own clause says all that its measure asks for, or its sentence with the
    people that are meant, and points to nobody."""
    if case.cell or not case.head:
        return False
    if _POINTS_BACK.search(case.text, 0, case.figure.number.start):
        return False
    if fit.pattern.context:
        return all(at is not None and at[0] <= SENTENCE for at in (*fit.needs, *fit.context))
    return all(tier == CLAUSE for tier, _ in fit.needs)


def _names_nobody(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a count, of a measure that asks who it is of, only has a general noun in its sentence
    ("22 young people lived outside the city"), so that those are meant whom both the sentences
    before and a heading name."""
    before, above = case.evidence.families[BEFORE : HEADING + 1]
    if not fit.pattern.context or not before & above - fit.pattern.frame.families:
        return False
    if not any(rulebook.types.get(key) == "population" for key in case.head or ()):
        return False
    tiers = case.evidence.annotated[: SENTENCE + 1]
    return not any(key in rulebook.family_of for tier in tiers for m in tier for key in m.keys)
