"""Whose a figure is said to be, where its measure knows that only from the sentences before: a
service by name, so many of some people, people of a wider kind."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import (
    BEFORE,
    HEADING,
    SENTENCE,
    Fit,
    MatchContext,
    Misfit,
)
from extractor.binding.measures.other_populations import says_which_part
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook
from extractor.tokens import norm


def whose_it_is(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Why a figure is of others than those whom its measure counts, by whose it is said to be."""
    if case.cell:
        return None
    if _of_a_named_service(case, fit, rulebook):
        return Misfit("its clause says whose it is, which is another service")
    if _of_so_many(case, fit, rulebook):
        return Misfit("it is of so many of them")
    if _of_a_wider_kind(case, fit, rulebook):
        return Misfit("only the sentences before name whom its measure counts")
    return None


_SERVICE = regex(
    r"\b(?:the|our|its)\s(?P<whose>(?:(?!of\b)[\w’'&-]+\s){1,4}?)"
    r"(?:services?|departments?|directorates?|workforce)\s"
    r"(?:has|had|have|is|are|was|were|holds?|held|carries|carried|runs?|ran)\b",
    re.IGNORECASE,
)


def _of_a_named_service(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether the subject of a clause is a service by a name that no word of the measure has, and
    only other sentences name those of the measure: "the nursing service has a vacancy rate of 14%"
    behind a sentence on foster homes."""
    clause = case.figure.clause
    if max(at[0] for at in (*fit.needs, *fit.context) if at is not None) < BEFORE:
        return False
    named = _SERVICE.search(case.text, clause.start, case.figure.number.start)
    if named is None:
        return False
    words = [norm(word) for word in named["whose"].lower().split()]
    neutral, own = rulebook.words.neutral, rulebook.fields[fit.pattern.measure]
    telling = [w for w in words if w not in neutral]
    return bool(telling) and own.isdisjoint(telling)


_OF_SO_MANY = regex(
    r"(?<=\w)\s(?:of|for|among|amongst)\s(?:the|these|those|our)\s(?P<many>\d[\d,]*|[a-z-]+)\s"
    r"(?=(?:who|that|whose|in|with|at|aged|from|under|living|[a-z]+ed)\b)",
    re.IGNORECASE,
)
_NEAR = 12
"""Those of whom there are so many are named within so many characters."""


def _of_so_many(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a share or an average is of so many people whom only their place or the like tells
    apart ("attendance of the 46 placed elsewhere was 93%"), or is their number."""
    figure, text = case.figure, case.text
    begins = text.rfind(";", 0, figure.number.start) + 1
    for group in _OF_SO_MANY.finditer(text, begins, figure.clause.end):
        many = group.span("many")
        if many[0] == figure.number.start:
            near = [m for tier in case.evidence.annotated[: SENTENCE + 1] for m in tier]
            asked = fit.pattern.needs[0]
            return not any(m.start >= many[1] and not asked.isdisjoint(m.keys) for m in near)
        if figure.unit == "count" or many[1] > figure.number.start or not _is_number(text, many):
            continue
        return not _names_them(case, fit, group.end(), rulebook)
    return False


_WORDED = regex(
    r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?",
    re.IGNORECASE,
)


def _is_number(text: str, span: tuple[int, int]) -> bool:
    return _WORDED.fullmatch(text, *span) is not None


def _names_them(case: MatchContext, fit: Fit, at: int, rulebook: Rulebook) -> bool:
    """Whether the words behind a number name the people whom a measure counts, or a part of them
    that it tells apart."""
    own = fit.pattern.frame.families
    people = {key for key, families in rulebook.family_of.items() if families & own}
    for tier in case.evidence.annotated[: SENTENCE + 1]:
        for mark in tier:
            if at <= mark.start < at + _NEAR and not people.isdisjoint(mark.keys):
                return True
    return says_which_part(case, fit.measure)


_THESE = regex(r"\b(?:these|those|the same|our)\s(?:[a-z-]+\s){0,2}$", re.IGNORECASE)


def _of_a_wider_kind(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a figure counts people of a kind in which those of its measure are some ("63% of
    pupils"), whom only the sentences before name, and nothing above the paragraph."""
    if not case.head or case.anaphoric or case.figure.relation.cue:
        return False
    asked = frozenset[str]().union(*fit.pattern.context)
    meant = _families(asked, rulebook)
    wider = _families(case.head, rulebook)
    if not meant or not wider or not wider.isdisjoint(meant):
        return False
    if not wider <= fit.pattern.frame.families:
        return False
    tiers = case.evidence.annotated
    if not any(at is not None and at[0] == BEFORE for at in fit.context):
        return False
    if any(not asked.isdisjoint(m.keys) for tier in tiers[HEADING:] for m in tier):
        return False
    behind = case.text.find(case.head_words, case.figure.number.end)
    return behind < 0 or right_before(_THESE, case.text, behind, 40) is None


def _families(keys: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    return frozenset[str]().union(*(rulebook.family_of.get(key, ()) for key in keys))
