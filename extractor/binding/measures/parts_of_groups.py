"""Figures of some of those whom another figure counts, by name or without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.binding.measures.evidence import (
    ANTECEDENT,
    CLAUSE,
    HEADING,
    SENTENCE,
    Fit,
    MatchContext,
    Misfit,
)
from extractor.binding.measures.other_populations import says_which_part
from extractor.binding.model import BoundMeasure
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook

_BARE = regex(
    r"\s(?:(?:are|were|is|was|have|had|has|do|did|will|live|lived|came|come|left|attend|attended"
    r"|require|required|need|needed)\b)",
    re.IGNORECASE,
)
"""What follows a number that names nobody: "seven require …", "four have …"."""
_OPENING = regex(r"\W*[\w,-]+")
_MORE = regex(r"\b(?:further|another|additional|other|remaining)\s$", re.IGNORECASE)
"""What leads to some beside those: "a further 12 are placed at home"."""


_INVOLVING = regex(r"\b(?:involving|concerning|affecting|relating to)\s(?:some\s|about\s)?$", re.I)
"""What leads from things that happened to those they happened to: "947 reports involving 402"."""


def part_of_a_group(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A count that names nobody, behind a sentence that counts only a group: "15 have an adoption
    plan. Eight are aged four to seven" says nothing of all children in care. Behind a whole
    population ("There were 512 in care. 45 are disabled") it is of all, and what the sentence
    before counts is counted on. Of things ("nine homes. Eight are good") all may be meant. Nobody
    is a whole population there: "worked with 143 children. Forty-six were looked after"."""
    figure, before = case.figure, case.antecedents or frozenset()
    if (unlike := _unlike_the_one_before(case, fit)) is not None:
        return unlike
    if _says_who_some_are(case, fit, rulebook):
        return Misfit("it says who some of those before are")
    if case.cell or case.listed or figure.unit != "count" or figure.relation.kind != "actual":
        return None
    if _adds_how(case, fit):
        return Misfit("it says of some of those counted before how it was so")
    if _counts_those_involved(case, fit, rulebook):
        return Misfit("it counts who were in what the figure before counts")
    if not before or fit.pattern.measure in before or not _BARE.match(case.text, figure.number.end):
        return None
    first = _OPENING.match(case.text)  # a sentence that names nobody from its first number on
    if figure.index and not (first and _BARE.match(case.text, first.end())):
        return None
    if right_before(_MORE, case.text, figure.number.start, 12):
        return None
    if any(rulebook.measures[measure].whole for measure in before - {""}):
        return None
    wanted = fit.pattern.frame.families
    named_so = any(named & wanted for named in case.evidence.families[:HEADING])
    if not fit.measure.whole and (not wanted or named_so):
        return None
    return Misfit("it is of some of those whom the sentence before counts")


_BEHIND_A_COMMA = regex(r",\s(?:(?:and|but|including|with)\s)?$", re.IGNORECASE)
_HOW = regex(
    r"\s(?:because|by|despite|from|through|to|under|via|while|with|within|without)\s", re.IGNORECASE
)


def _adds_how(case: MatchContext, fit: Fit) -> bool:
    """Whether a bare count behind a comma only says of some of those before how it was so, in words
    that tell no part of the measure: "18 children were adopted, 4 by their foster carers"."""
    number = case.figure.number
    if fit.needs[0][0] not in (ANTECEDENT, SENTENCE) or says_which_part(case, fit.measure):
        return False
    if _HOW.match(case.text, number.end) is None:
        return False
    if right_before(_BEHIND_A_COMMA, case.text, number.start, 14) is None:
        return False
    return any(p.start > number.end and not p.light for p in case.own.phrases)


_ARE = regex(r"\s(?:per cent\s)?(?:are|were|is|was)\s(?:also\s|all\s)?(?=[a-z])", re.IGNORECASE)
_BESIDE = 12
"""Within so many characters of its verb stands the noun that says who some are."""


def _says_who_some_are(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a number without a noun is of those of the sentence before who are people of some
    kind which its measure does not tell apart: "There are 402 households. 128 are families"."""
    figure = case.figure
    if case.cell or figure.unit not in ("count", "percent") or figure.relation.cue:
        return False
    if fit.needs[0][0] == CLAUSE or says_which_part(case, fit.measure):
        return False
    verb = _ARE.match(case.text, figure.number.end)
    if verb is None:
        return False
    said = [p for p in case.own.phrases if verb.end() <= p.start <= verb.end() + _BESIDE]
    if case.head_words:  # of others than those whom the figure before counts
        others = rulebook.people.difference(fit.measure.counts)
        return any(others & p.keys and p.keys.isdisjoint(fit.measure.counts) for p in said)
    counted = rulebook.people.union(fit.measure.counts)
    return any(not p.keys.isdisjoint(counted) for p in said)


def _counts_those_involved(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a figure counts those to whom the things happened that its measure counts, and which
    only other words name: "947 reports involving 402 people"."""
    if fit.needs[0][0] == CLAUSE or not rulebook.people.isdisjoint(fit.measure.counts):
        return False
    return right_before(_INVOLVING, case.text, case.figure.number.start, 20) is not None


def is_involved_in(
    case: MatchContext, bound: BoundMeasure, chosen: Sequence[BoundMeasure | None]
) -> bool:
    """Whether a figure counts those whom the figure before is about, and so is not of its measure:
    "87 applications, concerning 139 children"."""
    before = case.figure.index - 1
    if case.cell or not 0 <= before < len(chosen) or (same := chosen[before]) is None:
        return False
    if same.pattern.measure != bound.pattern.measure:
        return False
    return right_before(_INVOLVING, case.text, case.figure.number.start, 20) is not None


_OF_WHICH = regex(
    r"\b(?:majority|most|half|third|quarter|all|many|some|few|number|proportion)"
    r" of (?:which|whom) \($",
    re.IGNORECASE,
)


def of_which_is_unknown(case: MatchContext, chosen: Sequence[BoundMeasure | None]) -> bool:
    """Whether a bracket says what share of those counted before has something, and they are of no
    measure: "children attend 84 schools, the vast majority of which (90%) are good"."""
    before, at = case.figure.index - 1, case.figure.number.start
    if case.figure.unit != "percent" or not 0 <= before < len(chosen):
        return False
    return chosen[before] is None and right_before(_OF_WHICH, case.text, at, 30) is not None


_INCLUDES = regex(r"\binclud(?:es?|ed|ing)\s(?:\w+\s)?$", re.IGNORECASE)


def is_part_of_others(
    case: MatchContext,
    bound: BoundMeasure,
    chosen: Sequence[BoundMeasure | None],
    rulebook: Rulebook,
) -> bool:
    """Whether a figure is a part of those of another measure, which is of no whole population, and
    its own counts people of whom that measure knows nothing: "54 children were thought to be at
    risk, 13 of whom are looked after by other councils" are not all whom these look after."""
    figure = case.figure
    at = figure.relation.antecedent
    if case.cell or figure.relation.cue != "part" or at is None or at >= len(chosen):
        return False
    whole = chosen[at]
    if whole is None or whole.pattern.measure == bound.pattern.measure:
        return False
    of_whole = rulebook.measures[whole.pattern.measure]
    of_part = rulebook.measures[bound.pattern.measure]
    people = whole.pattern.frame.families
    others = not bound.pattern.frame.families <= people
    if of_whole.whole or "flow" in (of_whole.kind, of_part.kind):
        return False
    if others:
        return of_whole.kind == "stock" or bool(people)
    if of_whole.kind == "ratio" and right_before(_INCLUDES, case.text, figure.number.start, 24):
        return False  # "57% were in education or work, which includes 24 at university"
    told = {name for name, _ in whole.dimensions} or {
        m.dimension for m in case.evidence.annotated[ANTECEDENT] if m.dimension is not None
    }
    if not people or (told and told <= {*of_part.dimensions}):
        return False
    return of_whole.population in {m.population for m in rulebook.measures.values() if m.whole}


_UNLIKE_BEFORE = regex(
    r"\s(?:outside|inside|elsewhere|not|otherwise|abroad|externally|internally)(?=\s*(?:[,.;:)]|$))",
    re.IGNORECASE,
)


def _unlike_the_one_before(case: MatchContext, fit: Fit) -> Misfit | None:
    """A figure that is only said to be unlike the one before it: "110 were placed within the
    boundary, and 420 outside" has not the place of the 110."""
    if case.cell or not case.figure.index or not fit.needs or fit.needs[0][0] == CLAUSE:
        return None
    if _UNLIKE_BEFORE.match(case.text, case.figure.number.end) is None:
        return None
    return Misfit("it is set against the figure before")


_BEGINS_WITH_A_COUNT = regex(r"\W*\d[\d,]*\s[a-z]")
_GOES_ON_BEHIND = regex(r";\s(?:and\s)?$")


def may_be_of_others(
    case: MatchContext, bound: BoundMeasure, chosen: Sequence[BoundMeasure | None]
) -> bool:
    """Whether those whom a figure counts, or is a share of, may be others than its words say."""
    return _is_of_some_unknown(case, chosen) or _may_be_of_the_first(case, bound, chosen)


def _may_be_of_the_first(
    case: MatchContext, bound: BoundMeasure, chosen: Sequence[BoundMeasure | None]
) -> bool:
    """Whether a share that names nobody may be of the group that a line begins with: "992 live with
    foster families, half of them far away; 23% live outside the area" can be read either way."""
    figure = case.figure
    if case.cell or figure.unit != "percent" or not figure.index or figure.clause.bracket:
        return False
    first = chosen[0] if chosen else None
    bare = _BARE.match(case.text, figure.number.end) is not None
    if first is None:  # "46 were looked after, and 61% had special needs", of those before
        opening = _OPENING.match(case.text)
        return bare and opening is not None and bool(_BARE.match(case.text, opening.end()))
    if not first.dimensions or _BEGINS_WITH_A_COUNT.match(case.text) is None:
        return False
    behind = right_before(_GOES_ON_BEHIND, case.text, figure.number.start, 8) is not None
    return behind and bare and not dict(first.dimensions).keys() <= dict(bound.dimensions).keys()


_OF_WHOM = regex(r"\bof (?:whom|which)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)


def _is_of_some_unknown(case: MatchContext, chosen: Sequence[BoundMeasure | None]) -> bool:
    """Whether a figure counts some of those counted right before, who are of no measure: in
    "Forty-six are awaiting a match, of whom 18 have been approved" 18 are not all approved."""
    figure = case.figure
    if case.cell or not figure.index or chosen[figure.index - 1] is not None:
        return False
    return right_before(_OF_WHOM, case.text, figure.number.start, 30) is not None
