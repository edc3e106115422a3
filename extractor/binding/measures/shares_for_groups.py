"""Shares for a group, of which other words say what they are shares of: those of the sentence
before, or of the figure's own clause."""

from __future__ import annotations

import re

from extractor.annotations.model import ConceptSpan
from extractor.binding.measures.evidence import CLAUSE, SENTENCE, Fit, MatchContext, Misfit
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook
from extractor.rulebook.words import nouns
from extractor.tokens import norm

OF_A_GROUP = regex(
    r"\W*(?:and |but |while |whereas )?(?:the|this|that) "
    r"(?:rate|figure|proportion|percentage|equivalent) (?:for|among|amongst) ",
    re.IGNORECASE,
)


_AMONG = regex(
    r"\W*(?:and |but )?(?:among|amongst|for|within) [^,.;\d]{3,60}?,? "
    r"(?:it|this|the (?:rate|figure|proportion|percentage)) "
    r"(?:is|was|were|stands|stood|has|had|rose|fell)\b[^,.;:\d]{0,30}",
    re.IGNORECASE,
)
"""What begins a share of a group whose name is no measure: "Among boys with a plan it was 36%"."""


_FOR_THE_GROUP = regex(
    r"(?P<fronted>(?:^\W*|,\s|\band\s|\bbut\s)(?:for|among|amongst)\s[^,.;:\d]{3,70}?),?"
    r"\s(?:the|this|that|our|its)\s(?:[\w’'-]+\s){1,4}?"
    r"(?:is|was|were|has|had|stands|stood|fell|rose|falls|rises|drops|dropped)\b"
    r"|(?P<behind>\b(?:for|among|amongst)\s[^,.;:\d]{3,70})",
    re.IGNORECASE,
)
"""A group for which a share is, before or behind what says what share: "for children placed outside
the borough the dental figure was lower, at 58%", "health checks were at 58% for children …"."""


_FOR_SO_MANY = regex(
    r"\b(?:for|in)\s(?:(?:about|around|only|just|over|under|some|nearly|almost)\s)?$",
    re.IGNORECASE,
)
_BASE = regex(
    r"\s(?:per cent\s)?of\s(?P<group>"
    r"(?:(?!(?:is|was|are|were|had|has|have)\b)[^\s,.;:\d]++\s?+){1,12})(?:[,.;:]|$)",
    re.IGNORECASE,
)
"""Of whom a share is for whom something else is so: "were in date for 70% of those in hostels"."""
_TO_BE_DONE = regex(r"\bto\s(?:be|have|remain|live|stay)\s", re.IGNORECASE)
"""What is to be so of whom a share is of: "our target is for 98% of plans to be in place"."""
_GROUP_BEHIND = regex(r"\s(?:per cent\s)?(?=(?:for|among|amongst)\s)", re.IGNORECASE)


def _is_of_something_for(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether what a pattern needs first names only the group for which a share is, while other
    phrases of the clause, of which the pattern knows nothing, say what share it is."""
    clause, own = case.figure.clause, case.evidence.annotated[CLAUSE]
    needed = fit.pattern.needs[0]
    naming = [m for m in own if not needed.isdisjoint(m.keys)]
    if not naming or not needed.isdisjoint(rulebook.people):
        return False
    number = case.figure.number
    alone = case.figure.index > 0 and _GROUP_BEHIND.match(case.text, number.end)
    if right_before(_FOR_SO_MANY, case.text, number.start, 30):
        base = _BASE.match(case.text, number.end)
        done = base is not None and _TO_BE_DONE.search(base["group"])
        if (
            base is not None
            and not done
            and all(m.start in range(*base.span("group")) for m in naming)
        ):
            return True
    for found in _FOR_THE_GROUP.finditer(case.text, clause.start, clause.end):
        span = found.span("fronted" if found["fronted"] else "behind")
        group = range(*span)
        if not all(m.start in group for m in naming) or not _names_people(case.text[slice(*span)]):
            continue
        if alone and found.start() <= alone.end():
            return True  # "81% for children in foster care and 70% for those in hostels"
        if any(m.start not in group and _says_what(m, fit, rulebook) for m in own):
            return True
    return False


_MAKES_UP = regex(
    r"\b(?:ma[kd]es?\sup|accounte?d?s?\sfor|represente?d?s?|constitute?d?s?|comprise?d?s?)\s"
    r"(?:(?:about|around|only|just|over|under|some|nearly|almost|approximately)\s){0,2}$",
    re.IGNORECASE,
)


def _is_made_up_by_a_group(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether other people than a pattern speaks of make up the share, of those whom it counts:
    "care leavers make up 8% of young people who are NEET"."""
    figure, own = case.figure, case.evidence.annotated[CLAUSE]
    number = figure.number
    verb = right_before(_MAKES_UP, case.text, number.start, 40)
    if verb is None or not _OF.match(case.text, number.end):
        return False
    needed = [m for m in own if any(not need.isdisjoint(m.keys) for need in fit.pattern.needs)]
    if not needed or any(m.start < number.end for m in needed):
        return False
    said = (*own, *case.evidence.annotated[SENTENCE])
    if not _GOES_ON.fullmatch(case.text, figure.clause.start, verb.start()):
        said = tuple(m for m in own if m.start >= figure.clause.start)
    narrower = rulebook.people.difference(nouns().people)
    return any(m.end <= verb.start() and not narrower.isdisjoint(m.keys) for m in said)


_OF = regex(r"\sof\s")
_GOES_ON = regex(r"\W*(?:and|but|also|\s)*", re.IGNORECASE)
"""A clause that has the subject of the one before: "and accounted for 17% of …"."""


def _names_people(said: str) -> bool:
    return any(
        word in ("those", "them") or norm(word) in nouns().people
        for word in _WORD.findall(said.lower())
    )


_WORD = regex(r"[a-z]+")


def _says_what(mark: ConceptSpan, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a phrase says what is counted or asked, and has no place in a pattern."""
    if not fit.pattern.frame.accepts.isdisjoint(mark.keys):
        return False
    return all(
        rulebook.types.get(key) not in ("quantity", "weak", "population", "limit")
        for key in mark.keys
    )


def share_for_a_group(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A share for a group, of which the sentence before says what: "90% of foster carers had been
    trained. The rate for family carers is 40%" is a share of none but those carers."""
    figure, before = case.figure, case.antecedents or frozenset()
    if case.cell or figure.unit != "percent" or fit.pattern.measure in before:
        return None
    said = "it is a share for a group, and the sentence before says what share"
    if _is_made_up_by_a_group(case, fit, rulebook):
        return Misfit("others make up a share of those who are counted")
    if _is_of_something_for(case, fit, rulebook):
        return Misfit("it is a share for a group, and its clause says what share")
    if _AMONG.fullmatch(case.text, figure.clause.start, figure.number.start):
        return Misfit(said)
    if not OF_A_GROUP.match(case.text, figure.clause.start):
        return None
    if not case.evidence.families[CLAUSE].isdisjoint(fit.pattern.frame.families):
        return None  # "The figure for looked after children was 97%"
    return Misfit(said)


_OF_ONE = regex(
    r"\b(?:one|a single) (?:young person|child|boy|girl|pupil|student)\s[^.;]{0,120}?"
    r"\b(?:has|had)\s(?:now\s)?(?:an?\s)?(?:attendance (?:of|at|rate of)\s)?$",
    re.IGNORECASE,
)
_LONGEST_CASE = 180  # characters of the words above


def share_of_one(case: MatchContext) -> Misfit | None:
    """A share that a single person has: "one child now has a 100% attendance record"."""
    figure = case.figure
    if case.cell or figure.unit != "percent" or figure.relation.kind != "actual":
        return None
    if right_before(_OF_ONE, case.text, figure.number.start, _LONGEST_CASE) is None:
        return None
    return Misfit("it is of a single case")
