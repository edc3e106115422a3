"""Figures of one part of what a measure counts, by words that no breakdown has a value for: one
team, other services, what some people did themselves, those whom a sum of money is for."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import BEFORE, CLAUSE, Fit, MatchContext, Misfit
from extractor.binding.measures.other_populations import says_which_part
from extractor.regex import regex, right_before
from extractor.rulebook.model import Measure, Rulebook
from extractor.tokens import norm


def of_one_part(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Why a figure is of a part only that the measure cannot tell from the rest."""
    if case.cell:
        return None
    if _of_one_team(case, fit.measure, rulebook.fields[fit.pattern.measure]):
        return Misfit("it is of one team")
    if _of_a_sample(case):
        return Misfit("it is of some cases that were looked at")
    if _OF_ONE_SCHOOL.match(case.text, case.figure.number.end):
        return Misfit("it is of one school")
    if _of_other_services(case):
        return Misfit("it is of other services")
    if _done_by_some(case, fit, rulebook):
        return Misfit("it is of what some people did themselves")
    if _paid_for(case, fit):
        return Misfit("it is of those whom the sum before it is for")
    if fit.needs[0][0] > CLAUSE and _is_left_open(case):
        return Misfit("what is said of it stands beside another figure")
    if fit.needs[0][0] > CLAUSE and _of_some_with(case, fit.measure):
        return Misfit("it is of some who stand before it")
    if is_of_one(case):
        return Misfit("it is what one of them had")
    if case.figure.unit == "percent" and _SAY.match(case.text, case.figure.number.end):
        return Misfit("it is what some people say")
    if fit.measure.whole and _DID_SO.match(case.text, case.figure.number.end):
        return Misfit("what they did is said before it")
    if fit.measure.kind == "stock" and _came_of_it(case):
        return Misfit("it counts what something else led to")
    if fit.measure.kind == "stock" and _were_formerly(case):
        return Misfit("it counts those of whom it was so before")
    if fit.needs[0][0] >= BEFORE and _moved_in_something_else(case, fit, rulebook):
        return Misfit("its clause says what has moved, which is something else")
    return None


_DID_SO = regex(
    r"[^.,;:()\d]{0,40}(?:\([^()]*\))?[^.,;:()\d]{0,30}?\s(?:done|did|doing|do|does)\sso\b",
    re.IGNORECASE,
)
"""Behind a count: "52 care leavers (11%) have done so" are not all care leavers."""
_STAFF = frozenset({"worker", "workers", "staff"})
_ONE_TEAM = regex(
    r"\b(?:in|within|among|amongst|across|for|of|at)\s(?:the|one|our|this|that|its)\s"
    r"(?:(?!all\b|other\b|whole\b|entire\b|social\b)[\w’'&/-]+,?\s){1,6}?(?:teams?|hub|pod)\b"
    r"|\b(?:in|within|for|of|at)\s(?:the|our|this|that|its)\s(?:hub|pod)\b"
    r"|\bthe\s(?!(?:[a-z’'-]+\s){0,2}(?:HR|leadership|management|senior|workforce|recruitment)\b)"
    r"(?:[a-z’'-]+\s){1,4}?teams?(?:['’]s?|\s(?:has|have|had|holds?|held|carr(?:y|ies|ied)))\b"
    r"(?!\s(?:confirmed|reported|said|strengthened|reduced|improved|increased|recruited|cut))",
    re.IGNORECASE,
)
"""One team of several, or the teams of one kind: "social workers in the duty team"."""


def _of_one_team(case: MatchContext, measure: Measure, own_words: frozenset[str]) -> bool:
    """Whether a figure of workers is of those of one team, where its name is not that of a kind of
    workers whom the measure tells apart ("in the leaving care team")."""
    if _STAFF.isdisjoint((measure.population or "").lower().split()):
        return False
    clause = case.figure.clause
    own = case.evidence.annotated[CLAUSE]
    for team in _ONE_TEAM.finditer(case.text, clause.start, clause.end):
        named = (m.dimension for m in own if team.start() <= m.start < team.end())
        if not any(name in measure.dimensions for name in named if name):
            return True
    return _in_a_named_service(case, own_words)


_NAMED_SERVICE = regex(
    r"\b(?:in|within|across|for|of)\s(?:the|our|its)\s(?P<whose>(?:[\w’'&/-]+\s){1,4}?)"
    r"(?:services?|departments?)\b",
    re.IGNORECASE,
)


def _in_a_named_service(case: MatchContext, own_words: frozenset[str]) -> bool:
    """Whether workers are those of one service, by a name that no word of the measure has."""
    clause = case.figure.clause
    for service in _NAMED_SERVICE.finditer(case.text, clause.start, clause.end):
        words = {norm(word) for word in service["whose"].lower().split()}
        if words.isdisjoint(own_words) and not words <= _WHOLE:
            return True
    return False


_SAMPLED = regex(
    r"\b(?:audit(?:ed|ors)?|review(?:ed|ers)?|inspectors|we|they)\s(?:dip[- ])?"
    r"(?:sampled|audited|examined|looked\sat|checked|selected|tracked)\s(?:[\w’'-]+\s){0,2}\d"
    r"|\bsample\sof\s(?:[\w’'-]+\s){0,2}\d",
    re.IGNORECASE,
)


def _of_a_sample(case: MatchContext) -> bool:
    """Whether a count is a part of the cases that somebody looked at: "the audit sampled 20
    children, of whom 6 had moved"."""
    if case.figure.relation.cue != "part":
        return False
    return _SAMPLED.search(case.text, 0, case.figure.number.start) is not None


_OF_ONE_SCHOOL = regex(
    r"(?:%|\sper cent)?(?:\sof)?\s(?:[a-z-]+\s){0,2}?(?:pupils|students|children)"
    r"\s(?:of|in|at)\s(?:the|this|that|one)\s(?:school|academy|college|nursery)\b",
    re.IGNORECASE,
)
"""Those of one school, right behind a figure: "288 pupils of the school"."""
_WHOLE = frozenset({"whole", "entire", "council", "children", "child", "social", "care", "family"})
"""Words that name no service of several, which all the workers are in."""


_OTHER_SERVICES = regex(
    r"(?<!line )(?<!compared )\b(?:about|against|by|for|from|in|of|to|with|involving|concerning)\s"
    r"(?:all\s|the\s|our\s)?other\s(?:(?:council|public|local)\s)?(?:services|departments|directorates|divisions"
    r"|functions|parts of the (?:council|authority))\b"
    r"|^\W*(?:corporately|(?:council|authority)[- ]wide)\b",
    re.IGNORECASE,
)


def _of_other_services(case: MatchContext) -> bool:
    """Whether a count or share is of those of other services, or of the council as a whole."""
    clause, unit = case.figure.clause, case.figure.unit
    if unit not in ("count", "percent"):
        return False
    return _OTHER_SERVICES.search(case.text, clause.start, clause.end) is not None


_DONE_BY = regex(
    r"(?:\s[a-z’'-]+){0,3}?\s(?:directly\s)?(?:from|by)\s(?:the\s)?"
    r"(?=(?:children|young|boys|girls|parents|families)\b(?!['’]))",
    re.IGNORECASE,
)


def _done_by_some(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether things are counted that came from some of those for whom they might be ("complaints
    came from young people themselves"), of a measure that does not tell who made them."""
    figure = case.figure
    if figure.unit != "count" or not rulebook.people.isdisjoint(fit.measure.counts):
        return False
    if says_which_part(case, fit.measure):
        return False
    done = _DONE_BY.match(case.text, figure.number.end)
    return done is not None and not any(
        m.start < done.end() < m.end for m in case.evidence.annotated[CLAUSE]
    )


_FOR = regex(
    r"£[\d,.]+\s?(?:bn|m|k|million|billion)?\b[^.;:]{0,60}\bfor\s(?:about\s|around\s|just\s|only\s)?$",
    re.IGNORECASE,
)
_LONGEST = 110  # characters of the words above


def _paid_for(case: MatchContext, fit: Fit) -> bool:
    """Whether a count only says how many a sum of money is for, and not of what they are: "fees
    came to £5.3 million for 112 pupils"."""
    figure = case.figure
    if figure.unit != "count" or fit.needs[0][0] <= CLAUSE:
        return False
    return right_before(_FOR, case.text, figure.number.start, _LONGEST) is not None


_ONE_HAD = regex(
    r"\((?:one|two|three|a single|another)\s(?:[a-z’'-]+\s){1,3}(?:had|has|have)\s"
    r"(?:about\s|as many as\s|just\s|only\s|over\s)?$",
    re.IGNORECASE,
)
_WITH_SOME = regex(
    r"\bwith\s(?!an?\s|the\s(?:average|figure|highest|latest|lowest|rate|target))"
    r"[a-z’'-]+(?:\s[a-z’'-]+){0,3}\s(?:at|on)\s(?:about\s|just\s|only\s)?$",
    re.IGNORECASE,
)


def _of_some_with(case: MatchContext, measure: Measure) -> bool:
    """Whether a share is of those whom "with" leads to: "88% of all, with teenagers at 71%"."""
    figure = case.figure
    if figure.unit != "percent" or says_which_part(case, measure):
        return False
    return right_before(_WITH_SOME, case.text, figure.number.start, 60) is not None


_SAY = regex(
    r"\s?(?:per cent\s)?of"
    r"(?:\s(?!(?:are|had|has|have|is|that|was|were|who|whose)\b)[a-z’'-]+){1,5}?"
    r"\s(?:answered|believe|believed|feel|felt|replied|said|say|think|thought|told)\b",
    re.IGNORECASE,
)


def is_of_one(case: MatchContext) -> bool:
    """Whether a bracket says what one or two of them had: "(one school had 14)"."""
    return right_before(_ONE_HAD, case.text, case.figure.number.start, 50) is not None


_VERB_ALONE = regex(
    r"(?:\s(?:all|also|currently|each|now|then))?\s(?:are|have|had|has|is|live|lived|was|were)\W*",
    re.IGNORECASE,
)


def _is_left_open(case: MatchContext) -> bool:
    """Whether the clause of a bare count ends with its verb, and another figure is in what that
    says: "of 512, and 77 are in one home"."""
    number, clause = case.figure.number, case.figure.clause
    if case.figure.unit not in ("count", "percent") or not case.text[clause.end :].strip(" .;)"):
        return False
    return _VERB_ALONE.fullmatch(case.text, number.end, clause.end) is not None


_OF_EVENTS = regex(
    r"[^.;]{0,60}?\b(?:\d[\d,]*|these|those)\b[^.;]{0,60}?\b(?:led|result)", re.IGNORECASE
)
"""Things that were counted, before what some of them led to; not "growth in demand has led to"."""
_LED_TO = regex(
    r"\b(?:led|leads|leading|resulted|resulting|results)\s(?:to|in)\s"
    r"(?:about\s|around\s|just\s|only\s|a\stotal\sof\s)?$",
    re.IGNORECASE,
)


def _came_of_it(case: MatchContext) -> bool:
    """Whether a count is of what something led to, which is not all that there was on a day: "80
    assessments resulted in 31 children being on a plan"."""
    figure = case.figure
    if figure.unit != "count" or figure.relation.kind != "actual":
        return False
    led = right_before(_LED_TO, case.text, figure.number.start, 40) is not None
    return led and _OF_EVENTS.match(case.text) is not None


_FORMERLY = regex(
    r"(?:\s[\w’'-]+){0,8}?\s(?:had|has|have)\s"
    r"(?:(?:previously|formerly|once)\s(?:been|had|held|lived|stayed)\b"
    r"|(?:been|had|held|lived)\s(?:[\w’'-]+\s){1,6}?(?:previously|formerly|in the past)\b)",
    re.IGNORECASE,
)


def _were_formerly(case: MatchContext) -> bool:
    """Whether those are counted of whom something was so at an earlier time, and not on a day: "88
    had previously had a plan"."""
    number, clause = case.figure.number, case.figure.clause
    return _FORMERLY.match(case.text, number.end, max(clause.end, number.end)) is not None


_MOVED_IN = regex(
    r"\b(?:rise|increase|growth|upturn|surge|fall|drop|reduction|decrease|decline)s?\sin\s"
    r"(?:the\s|our\s)?(?:(?:number|rate|proportion|percentage|share|volume)s?\sof\s)?"
    r"(?=[a-z])",
    re.IGNORECASE,
)


def _moved_in_something_else(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether a figure is of a move whose own noun names another measure: "a 34% rise in referrals,
    from 1,906 to 2,554" behind a sentence on assessments."""
    accepted = frozenset[str](fit.measure.counts).union(*fit.pattern.needs)
    start = case.text.rfind(";", 0, case.figure.number.start) + 1
    near = [m for tier in case.evidence.annotated[: BEFORE - 1] for m in tier]
    for moved in _MOVED_IN.finditer(case.text, start):
        said = [m for m in near if m.start <= moved.end() < m.end]
        naming = [m for m in said if not rulebook.by_need.keys().isdisjoint(m.keys)]
        if naming and all(accepted.isdisjoint(m.keys) for m in said):
            return True
    return False
