"""What the words of a figure's clause or labels say that a measure's frame has no place for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.binding.measures.evidence import (
    ANTECEDENT,
    CLAUSE,
    LIST_INTRO,
    SENTENCE,
    Fit,
    MatchContext,
    Misfit,
    Phrase,
)
from extractor.regex import regex
from extractor.rulebook.model import CompiledPattern, Rulebook
from extractor.tokens import norm


def left_over(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """What the frame does not account for: phrases without a place in it, words that no rule
    knows."""
    measure, first, accepts = fit.measure, fit.needs[0][0], fit.pattern.frame.accepts
    account = case.own
    if first in (ANTECEDENT, SENTENCE):
        account = account + case.around
    phrases = without_place(account.phrases, accepts)
    if not measure.whole:  # what a clause says itself is of no measure that is named elsewhere
        apart = first > CLAUSE and case.figure.relation.cue != "part"  # "94% of which took place"
        naming = [p for p in case.own.phrases if not p.light] if apart else []
        phrases = tuple(p for p in phrases if p in naming or not is_weak(p, rulebook))
    # A light verb is enough where all that names the measure is elsewhere.
    here = first == CLAUSE or any(
        tier == CLAUSE and need.isdisjoint(rulebook.people)
        for need, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True)
    )
    light = account.light if measure.whole else () if here else case.own.light
    things = case.head and all(key.split("=")[0] in rulebook.dimensions for key in case.head)
    if measure.whole or things:  # "operates nine children's homes" counts homes, not children
        light += account.acts
    elif first > CLAUSE:
        light += case.own.acts
    money = case.figure.unit == "currency_gbp" or "currency_gbp" in measure.units
    unknown = unexplained(account.unknown + light, fit.pattern, rulebook, money=money)
    other = _label_of_its_own(case, fit, rulebook) if first in (ANTECEDENT, SENTENCE) else ()
    if other:
        return Misfit(f"its label says “{other[0]}”", near=True, words=other)
    if case.cell:
        phrases += _foreign_breakdown(case, accepts, rulebook)
    if phrases:
        words = tuple(p.said for p in phrases)
        return Misfit(f"the rule does not accept “{words[0]}”", near=True, words=words + unknown)
    if unknown:
        return Misfit(
            f"the rule does not cover “{' '.join(unknown[:4])}”",
            near=True,
            words=unknown,
            of_its_field=_of_its_field(fit, unknown, rulebook),
        )
    return None


_LABEL = regex(r"[\s;,]*(?:and\s)?[A-Za-z][\w’'/&-]*(?:\s[\w’'/&-]+){0,3}:?\s", re.IGNORECASE)
_ENDS_LABELLED = regex(r"\s*(?:\([^()]*\)\s*)?[;,.]?\s*")


def _label_of_its_own(case: MatchContext, fit: Fit, rulebook: Rulebook) -> tuple[str, ...]:
    """The words that label a figure in a list ("connected carers 141; agency 402") and name no
    value of the breakdown which only the label before gives: they stand for another value of it,
    however common they are beside the measure."""
    number, clause = case.figure.number, case.figure.clause
    if case.cell or not all(k.split("=")[0] in rulebook.dimensions for k in fit.pattern.needs[0]):
        return ()
    labelled = _LABEL.fullmatch(case.text, clause.start, number.start)
    if labelled is None or not _ENDS_LABELLED.fullmatch(case.text, number.end, clause.end):
        return ()
    return (*case.own.unknown, *(p.said for p in case.own.phrases if p.light), *case.own.light)


def _of_its_field(fit: Fit, unknown: tuple[str, ...], rulebook: Rulebook) -> bool:
    """Whether words left over are those with which the measure is usually spoken of ("live beyond
    the boundary"), where more than the people counted names it. A whole population has no such
    words: any of them may make a part of it."""
    if fit.needs[0][0] > CLAUSE and all(
        key.split("=")[0] in rulebook.dimensions for key in fit.pattern.needs[0]
    ):
        return False  # "were placed with our carers and 96 with agencies" is another breakdown
    field = rulebook.fields[fit.pattern.measure]
    if fit.measure.whole or not field.issuperset(map(norm, unknown)):
        return False
    tiers = [
        tier
        for need, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True)
        if need.isdisjoint(rulebook.people)
    ]
    return bool(tiers) and min(tiers) <= LIST_INTRO


def _foreign_breakdown(
    case: MatchContext, accepted: frozenset[str], rulebook: Rulebook
) -> tuple[Phrase, ...]:
    """The values of breakdowns and the limits in the outer labels and the caption of a cell that
    its measure cannot carry: a group of rows headed "Female", or a table of those looked after
    "for at least a year", is a part of the whole."""
    left = without_place((case.around + case.heads).phrases, accepted)
    return tuple(p for p in left if all(_limits(key, rulebook) for key in p.keys))


def _limits(key: str, rulebook: Rulebook) -> bool:
    """Whether a reading of a phrase is a value of a breakdown or a limit ("for a year or more")."""
    return key.split("=")[0] in rulebook.dimensions or rulebook.types.get(key) == "limit"


def is_weak(phrase: Phrase, rulebook: Rulebook) -> bool:
    """Whether a phrase is too common a word to name anything by itself ("made", "granted")."""
    single_verb = phrase.light and " " not in phrase.said.strip()
    return single_verb or any(rulebook.types.get(key) == "weak" for key in phrase.keys)


def without_place(phrases: Iterable[Phrase], accepted: frozenset[str]) -> tuple[Phrase, ...]:
    """The phrases that a frame which accepts these keys has no place for."""
    return tuple(p for p in phrases if not p.keys & accepted)


def unexplained(
    unknown: Iterable[str], pattern: CompiledPattern, rulebook: Rulebook, *, money: bool = False
) -> tuple[str, ...]:
    """The words of no rule that say something new beside a figure of a pattern's measure: none of
    its field, and beside a sum of money none of the usual words of budgets."""
    redundant = rulebook.redundant[rulebook.domains[pattern.measure]]
    if money:
        redundant = redundant | rulebook.words.money
    return tuple(w for w in unknown if norm(w) not in redundant and w.lower() not in redundant)
