"""How far from a figure the words that a measure needs may be."""

from __future__ import annotations

import re

from extractor.binding.clauses.split import OF_THEM
from extractor.binding.measures.evidence import (
    ANTECEDENT,
    BEFORE,
    CLAUSE,
    HEADING,
    LIST_INTRO,
    SENTENCE,
    TITLE,
    Fit,
    MatchContext,
    Misfit,
)
from extractor.binding.measures.left_over_words import unexplained
from extractor.regex import regex, right_before
from extractor.rulebook.model import Frame, Rulebook


def too_far(case: MatchContext, fit: Fit, nearest: list[int], rulebook: Rulebook) -> Misfit | None:
    """A need beyond the sentence and its list line counts only for a figure that points back
    and says nothing else of itself."""
    first = nearest[0]
    if not case.cell and _of_a_day(case, fit, nearest):
        return Misfit("it is of a day, and what is named before came about over a time")
    if not case.cell and _of_those_named(case, fit):
        return Misfit("it is of those that its sentence named before")
    if min(nearest) == SENTENCE and not case.cell and (said := _own_matter(case, fit, rulebook)):
        return Misfit(f"its clause is about “{said}”")
    if not case.cell and _line_of_another(case, fit):
        return Misfit("what the money is for is only said of a later figure")
    if not case.cell and _money_of_another(case, fit, rulebook):
        return Misfit("what kind of money it is is only said of a later figure")
    if not case.cell and _of_a_group_before(case, fit):
        return Misfit("the breakdown is that of another sentence")
    if first >= BEFORE and not case.cell and _share_of_a_sum(case):
        return Misfit("it gives the sum before it as a share")
    if first > CLAUSE and not case.cell and _accounts_for(case):
        return Misfit("its own verb says what share it has of something")
    if case.cell or first <= LIST_INTRO:
        return None
    unknown = unexplained(case.own.unknown, fit.pattern, rulebook)
    if unknown:
        return Misfit("its sentence has a subject of its own", near=True, words=unknown)
    if first == BEFORE:
        # Another need in the clause itself: only the population is before.
        own = min(nearest) <= ANTECEDENT
        if not own and case.antecedents is not None and case.antecedents != {fit.pattern.measure}:
            return Misfit("the sentence before gives figures for another measure")
        counted = own and all(
            tier > ANTECEDENT or not need.isdisjoint(rulebook.people)
            for need, tier in zip(fit.pattern.needs, nearest, strict=True)
        )
        if counted and not case.anaphoric and (said := _own_matter(case, fit, rulebook)):
            return Misfit(f"its clause is about “{said}”")  # and only who is counted is its need
        near = case.anaphoric or own or _says_own_breakdown(case, fit.pattern.frame)
        return None if near else Misfit("the words that name it are too far away")
    if first == HEADING and (case.anaphoric or min(nearest) <= ANTECEDENT):
        return None
    if first == TITLE and min(nearest) <= SENTENCE and _says_enough(case, fit, rulebook):
        return None
    return Misfit("the words that name it are too far away")


def _says_enough(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a title may say the rest of what a pattern needs: of whom a figure is, or of what
    where the sentence has more than a common adjective of it ("the current rate")."""
    if not fit.pattern.needs[0].isdisjoint(rulebook.people):
        return True
    needed = frozenset[str]().union(*fit.pattern.needs)
    near = (m for tier in case.evidence.annotated[: SENTENCE + 1] for m in tier)
    return any(
        not needed.isdisjoint(m.keys) and " " in case.text[m.start : m.end].strip() for m in near
    )


_ACCOUNTS_FOR = regex(
    r"(?:\sof (?:them|these|those))?(?:\s[\w’'-]+){0,3}(?:,[^,.;\d]*,)?\s(?:have\s|had\s)?"
    r"(?:account(?:ed|s)?|(?:are|were|is|was) responsible)\sfor\s",
    re.IGNORECASE,
)


_A_SUM = regex(
    r"£\d[\d,.]*\s?(?:bn|m|k|million|billion)?(?:,| –| -|,? or) (?:about |just )?$", re.I
)
_LONGEST_SUM = 30  # characters


def _share_of_a_sum(case: MatchContext) -> bool:
    """Whether a share only says again how large the sum before it is ("balances are £7.2m, 3.4% of
    spending"), whatever the sentences before are about."""
    figure = case.figure
    if figure.unit != "percent":
        return False
    return right_before(_A_SUM, case.text, figure.number.start, _LONGEST_SUM) is not None


def _accounts_for(case: MatchContext) -> bool:
    """Whether a count is of some who have a share of something ("and four children, all in one
    home, accounted for half of the episodes"), whatever is said before."""
    figure = case.figure
    if figure.unit != "count" or figure.relation.kind != "actual":
        return False
    return _ACCOUNTS_FOR.match(case.text, figure.number.end) is not None


def _of_a_day(case: MatchContext, fit: Fit, nearest: list[int]) -> bool:
    """Whether "the number" on a day goes on with a count of what came about ("41 left care, with
    the number at the end of the quarter being 381"), or a count is of those there were on a day."""
    figure = case.figure
    said = case.text[figure.clause.start : figure.number.start]
    if case.of_a_span is not False or fit.measure.kind != "flow":
        return False
    if figure.unit == "count" and _THERE_WERE.search(said):
        return True  # "at the inspection there were 16 approved adopters"
    return _THE_NUMBER.search(said) is not None and min(nearest) >= ANTECEDENT


def _line_of_another(case: MatchContext, fit: Fit) -> bool:
    """Whether the line of a sum is named only in a later statement of the sentence, with a figure
    of its own, while this one names none or another: "funding fell by 44%, and spend on visits by
    57%, which left it at 18% of the spend on children's services"."""
    opened, end = fit.measure.open_dimension, case.figure.clause.end
    own = case.evidence.annotated[CLAUSE]
    for keys, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True):
        if not any(k.partition("=")[0] == opened for k in keys):
            continue
        elsewhere = tier == SENTENCE or any(_ON_SOMETHING.match(case.text, m.end) for m in own)
        if not elsewhere or tier not in (ANTECEDENT, SENTENCE):
            continue
        said = [m for m in case.evidence.annotated[tier] if not keys.isdisjoint(m.keys)]
        if said and all(m.start >= end for m in said):
            return True
    return False


def _money_of_another(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether the words for a kind of money are only those of a later figure, with which a sum is
    compared: "legal fees were £0.9m against a budget of £0.7m"."""
    figure = case.figure
    if figure.unit != "currency_gbp" or figure.relation.kind == "change":
        return False
    for keys, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True):
        lines = any(key.partition("=")[0] in rulebook.dimensions for key in keys)
        if lines or tier not in (ANTECEDENT, SENTENCE):
            continue
        said = [m for m in case.evidence.annotated[tier] if not keys.isdisjoint(m.keys)]
        if said and all(m.start >= figure.clause.end for m in said):
            return True
    return False


_ON_SOMETHING = regex(r"\son\s(?!average\b|budget\b|the (?:year|quarter|month)\b)[a-z]", re.I)
"""Behind a word for money, what it is spent on."""


_THE_NUMBER = regex(r"\bthe (?:number|total)\b(?! of)", re.IGNORECASE)
_THERE_WERE = regex(
    r"\bthere (?:are|were|is|was)(?: currently| now| only| just| about| around)*\s$", re.IGNORECASE
)
_GOES_ON = regex(r"\W*(?:these|those|this|they|it)\b", re.IGNORECASE)


def _of_a_group_before(case: MatchContext, fit: Fit) -> bool:
    """Whether a breakdown that the measure needs is named only in a sentence before, while the
    figure's own clause says something else of it."""
    before = [
        keys
        for keys, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True)
        if tier == BEFORE and all(key.partition("=")[0] in fit.measure.dimensions for key in keys)
    ]
    return bool(before and case.own.phrases) and not _GOES_ON.match(case.text)


_OF_THOSE_OF_A_KIND = regex(
    r"\s*of those\s(?:(?:who|with|in|on|under|aged|living|known)\b|(?:currently\s)?[a-z]{3,}ed\b)",
    re.IGNORECASE,
)
"""Those of whom the next words say who they are: "make up 13% of those looked after"."""


def _of_those_named(case: MatchContext, fit: Fit) -> bool:
    """Whether a share is of a group that its sentence named before, of which it says something
    else: "most live within 20 miles, and in half of these cases this is within the borough"."""
    figure = case.figure
    if figure.unit != "percent" or not OF_THEM.match(case.text, figure.number.end):
        return False
    if _OF_THOSE_OF_A_KIND.match(case.text, figure.number.end):
        return False
    needed = frozenset[str]().union(*fit.pattern.needs)
    before = [m for m in case.evidence.annotated[SENTENCE] if m.end <= figure.number.start]
    if figure.antecedent is None and any(m.dimension for m in before):
        return True
    said = [m for m in case.evidence.annotated[SENTENCE] if not needed.isdisjoint(m.keys)]
    return (
        bool(said) and all(m in before for m in said) and min(t for t, _ in fit.needs) == SENTENCE
    )


def _says_own_breakdown(case: MatchContext, frame: Frame) -> bool:
    """Whether a figure's clause names a value of a breakdown that only its measure has ("nine went
    to stage 2", of complaints)."""
    said = {key.split("=")[0] for phrase in case.own.phrases for key in phrase.keys}
    return not frame.own_breakdowns.isdisjoint(said)


def _own_matter(case: MatchContext, fit: Fit, rulebook: Rulebook) -> str | None:
    """What a figure's own clause says besides who is counted, where the measure needs none of
    it: words elsewhere in the sentence then belong to the other figures."""
    needed = frozenset[str]().union(*fit.pattern.needs, *fit.pattern.context)
    carried = fit.measure.dimensions
    return next(
        (
            phrase.said
            for phrase in case.own.phrases
            if not phrase.light
            and not phrase.keys & needed
            and phrase.keys.isdisjoint(rulebook.people)
            and not any(k.split("=")[0] in carried for k in phrase.keys)
        ),
        None,
    )
