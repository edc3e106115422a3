"""Why a pattern cannot match a figure: a requirement is missing, another thing or population is
counted, its words are too far away, or others are left over."""

from __future__ import annotations

import re

from extractor.binding.candidates import OPENING_BASE
from extractor.binding.clauses.relations import OF_SOME
from extractor.binding.clauses.split import OF_WHOM
from extractor.binding.measures.alternatives import of_either
from extractor.binding.measures.breakdowns import another_value
from extractor.binding.measures.budget_lines import (
    of_a_line,
    of_another_kind,
    of_its_heading,
    of_something_else,
)
from extractor.binding.measures.distance import too_far
from extractor.binding.measures.everybody import (
    compared_with_everybody,
    of_everybody,
    of_those_helped,
)
from extractor.binding.measures.evidence import (
    ANTECEDENT,
    BEFORE,
    CLAUSE,
    LIST_INTRO,
    SENTENCE,
    EvidenceScope,
    Fit,
    MatchContext,
    Misfit,
)
from extractor.binding.measures.left_over_words import left_over
from extractor.binding.measures.not_come_about import not_come_about
from extractor.binding.measures.one_part_only import of_one_part
from extractor.binding.measures.other_populations import (
    had_by_others,
    of_a_cohort,
    of_a_group,
    of_older_people,
    of_others,
    of_several,
    of_the_area,
    of_this_kind,
    of_those_before,
    says_which_part,
    share_of_others,
)
from extractor.binding.measures.parts_of_groups import part_of_a_group
from extractor.binding.measures.rival_populations import of_a_rival
from extractor.binding.measures.share_bases import noun_counted, shares_else
from extractor.binding.measures.shares_for_groups import share_for_a_group, share_of_one
from extractor.binding.measures.whose_it_is import whose_it_is
from extractor.regex import regex, right_before
from extractor.rulebook.model import CompiledPattern, Rulebook
from extractor.tokens import norm


def misfit_of(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Why the pattern cannot match the figure, or None where it can."""
    figure, evidence = case.figure, case.evidence
    clause = figure.clause
    if figure.relation.cue == "gap" or _is_gap(case.text, clause.start, figure.number.start):
        return Misfit("it is the gap between two figures")
    if figure.relation.kind == "actual" and _LONGER.match(case.text, figure.number.end):
        return Misfit("it is how much longer something took")
    if not case.cell and _is_of_unknown(case):
        return Misfit("it counts those of whom something is not known")
    if not case.cell and right_before(_WITHOUT_THEM, case.text, figure.number.start, 60):
        return Misfit("it leaves out those named before")
    pattern, frame = fit.pattern, fit.pattern.frame
    if not fit.takes_unit and fit.silent_unit is None:
        return Misfit(f"its unit is {figure.unit}")
    for need, at, services in zip(pattern.context, fit.context, frame.presumed, strict=True):
        named = at is not None or not need.isdisjoint(case.siblings)
        if not named and not _presumed(evidence, services):
            return Misfit(f"“{'|'.join(sorted(need))}” is not named near the figure")
    nearest = [tier for tier, _ in fit.needs]
    if not fit.takes_unit and nearest[0] > SENTENCE:
        return Misfit("neither the figure nor its sentence gives the unit")
    if denied := [p for p in case.denied if p.keys & frame.accepts]:
        return Misfit(f"“{denied[0].said}” is negated")
    if other := another_value(case, pattern):
        return Misfit(f"“{other}” is another value than the pattern gives")
    if case.share_of_nothing and max(nearest) == CLAUSE:
        return Misfit("its sentence does not say what share it is")
    return (
        too_far(case, fit, nearest, rulebook)
        or _said_beside(case, pattern, nearest, rulebook)
        or of_a_rival(case, fit, rulebook)
        or of_the_area(case, frame, rulebook)
        or of_older_people(case, frame, rulebook)
        or of_this_kind(case, fit)
        or of_several(case, fit.measure)
        or of_either(case, fit)
        or of_a_group(case, fit)
        or of_others(case, fit)
        or had_by_others(case, fit)
        or not_come_about(case, fit, rulebook)
        or of_a_cohort(case, fit.measure)
        or share_of_others(case, fit, rulebook)
        or share_for_a_group(case, fit, rulebook)
        or share_of_one(case)
        or of_those_before(case, fit, rulebook)
        or part_of_a_group(case, fit, rulebook)
        or of_one_part(case, fit, rulebook)
        or whose_it_is(case, fit, rulebook)
        or compared_with_everybody(case, fit.pattern, rulebook)
        or of_everybody(case, fit, rulebook)
        or of_those_helped(case, fit, rulebook)
        or _counts_else(case, fit, rulebook)
        or left_over(case, fit, rulebook)
        or of_something_else(case, fit.pattern, rulebook)
        or of_another_kind(case, fit, rulebook)
        or of_a_line(case, fit, rulebook)
        or of_its_heading(case, fit, rulebook)
    )


_GAP = regex(
    r"\b(?:the|a|this|that|its) (?:gap|disparity)\b[^,;.]{0,60}\b(?:to|of|at|is|was)\s"
    r"(?:about\s|around\s|just\s|only\s)?$", re.IGNORECASE,
)  # fmt: skip


def _is_gap(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text leads to the size of a gap. All patterns ask, and few texts have
    the word."""
    small = text.lower()
    if "gap" not in small and "disparity" not in small:
        return False
    return _GAP.search(text, start, end) is not None


_UNKNOWN = regex(
    r"(?:\s\([^()]*\)|\))?(?:\s(?:their|his or her|the)\s[\w-]+(?:\s(?!is\b|was\b)[\w-]+)?)?"
    r"\s(?:is|was|were|are)\s(?:currently\s|still\s)?(?P<said>not\s(?:yet\s)?known|unknown)\b",
    re.IGNORECASE,
)
"""Behind a figure of those of whom nobody knows something: "for 16 (10%) the outcome was unknown".
"""


_WITHOUT_THEM = regex(
    r"\b(?:without|excluding|not (?:counting|including)|leaving out|minus)\s(?:them|these|those)"
    r"(?=,|\s(?:it|the|there|this|we|would|was|were|is|are)\b)[^.;:()\d]*$",
    re.IGNORECASE,
)
"""What leads to a figure without the group that was named before: "excluding them it was 310"."""


def _is_of_unknown(case: MatchContext) -> bool:
    """Whether all that is said of those counted is that something of them is not known, by words
    that no phrase of the rules holds."""
    found = _UNKNOWN.match(case.text, case.figure.number.end)
    if found is None:
        return False
    at = found.start("said")
    near = case.evidence.annotated[: SENTENCE + 1]
    return not any(m.start <= at < m.end for tier in near for m in tier)


_LONGER = regex(
    r"(?:\s(?:days|weeks|months))?\s(?:more\stime|longer|quicker|sooner|shorter)\b[^.;]*\bthan\b",
    re.IGNORECASE,
)
"""Behind a length of time that only another one is told by: "877 days more time … than"."""


def _presumed(evidence: EvidenceScope, services: frozenset[str]) -> bool:
    """Whether a population that nothing names is meant all the same: the paper is of a service
    that looks after it, and no other population is named anywhere."""
    return not services.isdisjoint(evidence.nearest) and not any(evidence.families)


def _said_beside(
    case: MatchContext, pattern: CompiledPattern, nearest: list[int], rulebook: Rulebook
) -> Misfit | None:
    """A need that only the caption or a heading meets while the labels of other rows or columns
    say it themselves: "Total" beside "Number in touch" counts everybody. "In time" beside
    "Assessments due" says of the same thing what became of it."""
    if case.figure.unit != "currency_gbp" and any(
        tier <= SENTENCE and need.isdisjoint(rulebook.people)
        for need, tier in zip(pattern.needs, nearest, strict=True)
    ):
        return None
    for need, tier in zip(pattern.needs, nearest, strict=True):
        own = need - rulebook.people
        if case.total:  # "Total" below the lines of a budget is that of its caption
            own -= rulebook.dimensions
        if tier >= LIST_INTRO and own & case.siblings:
            return Misfit(f"another row or column says “{'|'.join(sorted(need))}”")
    return None


def _counts_else(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Whether something other than what the measure counts is counted."""
    figure, measure = case.figure, fit.measure
    opened = OF_WHOM.search(case.text, 0, figure.number.start)
    share = figure.unit == "percent" and opened and opened.end() == figure.number.start - 1
    begins = not share and OPENING_BASE.match(case.text[: figure.number.start])
    opens = not case.cell and (begins or follows_out_of(case))
    if not measure.whole and (opens or figure.clause.base_of is not None):
        return Misfit("it is the base of another figure")
    if measure.whole and not case.cell and _GROUP_OF.search(case.text, 0, figure.number.start):
        return Misfit("it is the size of a group")
    at = figure.number.start
    if not case.cell and right_before(_ALL_BUT, case.text, at, 30):
        return Misfit("it counts those of whom it is not so")
    if figure.index and figure.number.text.lower() == "both":
        return Misfit("it is of those counted before")  # "two live with parents, and both …"
    if not case.cell and right_before(_TEAM_OF, case.text, at, 20):
        return Misfit("it is the size of a team")
    if measure.whole and not case.cell and right_before(_RELATING_TO, case.text, at, 40):
        return Misfit("it counts those whom something before is about")
    if figure.unit == "currency_gbp" and not case.cell and right_before(_SINGLE, case.text, at, 90):
        return Misfit("it is of a single case")
    range_ = figure.number.value_max is not None
    if not case.cell and not range_ and _VARIES.search(case.text, 0, at):
        return Misfit("it is one end of what varies")
    if not case.cell and right_before(_WHERE, case.text, at, _LONGEST_PLACE):
        return Misfit("it is of a part of the area")
    if shares_else(case, fit, rulebook):
        return Misfit(f"it is a share of “{case.head_words}”")
    if figure.unit == "fte" and not case.cell and _PER.search(case.text):
        return Misfit("it may be a rate")
    silent = figure.unit == "count" and fit.silent_unit is not None
    if silent and not case.cell and _counts_actors(case, rulebook):
        return Misfit(f"it counts “{case.head_words}”")  # "In two teams the average caseload …"
    if silent and fit.silent_unit == "score" and not case.cell and _is_noun_behind(case):
        named = noun_counted(case) not in ("point", "score")
        return Misfit(f"it counts “{case.head_words}”") if named else None
    if figure.unit != "count" or silent:
        return None
    below = figure.number.value < 0 and figure.relation.kind != "change"
    decimal = figure.scale == 1 and _DECIMAL.search(figure.number.text) is not None  # "40.0"
    if figure.number.value != int(figure.number.value) or decimal or below or case.decimals:
        return Misfit("a count must be a whole number")
    turned = case.turned is not None and case.turned.isdisjoint(fit.pattern.frame.accepts)
    if measure.kind == "stock" and turned:
        return Misfit("its verb tells what began or was over")
    inherits = measure.kind == "flow" and fit.needs[0][0] >= ANTECEDENT
    if inherits and case.turned == frozenset() and _turns_otherwise(case, rulebook):
        return Misfit("its verb tells the contrary of the one before")
    if is_net(case) and (measure.kind == "flow" or fit.needs[0][0] >= BEFORE):
        return Misfit("it is what came less what went")
    if not case.cell and right_before(_AVERAGE, case.text, at, 80):
        return Misfit("it is an average")
    if figure.relation.because == OF_SOME:
        return Misfit("it is of some of those counted before")
    part = figure.relation.cue == "part" and figure.relation.kind == "actual"
    part = part or OF_WHOM.match(case.text, figure.number.end) is not None
    if measure.whole and part and not says_which_part(case, measure):
        return Misfit("it is a part of the figure before")
    if case.head is None and not case.cell and _may_be_a_rate(case):
        return Misfit("it may be a rate")
    if not case.cell and _is_said_to_be_a_rate(case):
        return Misfit("its clause is about a rate")
    if measure.counts and case.head is None and _list_counts_else(case, fit, rulebook):
        return Misfit("the line above its list names others")
    if not measure.counts or case.head is None:
        return None
    noun = noun_counted(case)
    if measure.by_times and noun in ("time", "occasion"):
        return None
    thing = noun in rulebook.words.things
    if not case.head:  # a noun that no rule knows
        generic = norm(case.head_words) in rulebook.words.neutral and not thing
        return None if generic else Misfit(f"it counts “{case.head_words}”")
    if thing and case.head.isdisjoint(k for k in measure.counts if k not in measure.dimensions):
        return Misfit(f"it counts “{case.head_words}”")
    allowed = frozenset(measure.counts).union(measure.dimensions, *fit.pattern.needs)
    if not case.head & allowed:
        return Misfit(f"it counts “{case.head_words}”")
    return None


def _counts_actors(case: MatchContext, rulebook: Rulebook) -> bool:
    """Whether the noun right behind a figure is of those who act for a council ("two teams")."""
    return _is_noun_behind(case) and noun_counted(case) in rulebook.words.actors


def _is_noun_behind(case: MatchContext) -> bool:
    """Whether the noun that is counted stands right behind the figure: "46 carers" is no score."""
    behind = case.text[case.figure.number.end :].lstrip()
    return bool(case.head_words) and behind.startswith(case.head_words)


def _turns_otherwise(case: MatchContext, rulebook: Rulebook) -> bool:
    """Whether none of the verbs of what begins or is over behind a figure stands before it too:
    "51 plans started and 47 ended" names no second start."""
    verbs = tuple(verb[:4] for verb in rulebook.words.turning)
    clause, number = case.figure.clause, case.figure.number
    own = {w for w in case.text[number.end : clause.end].lower().split() if w.startswith(verbs)}
    before = case.text[: number.start].lower()
    return not any(word.strip(".,;:)") in before for word in own)


_NET = regex(
    r"\bnet (?:\w+ )?(?:loss|gain|change|increase|reduction|decrease|rise|fall) of "
    r"(?:about |around |just |only )?$", re.IGNORECASE,
)  # fmt: skip


def is_net(case: MatchContext) -> bool:
    """Whether a count is what came less what went ("a net loss of four"): a change of the level,
    and neither of the two."""
    return right_before(_NET, case.text, case.figure.number.start, 50) is not None


def _list_counts_else(case: MatchContext, fit: Fit, rulebook: Rulebook) -> bool:
    """Whether the line above a list counts others than the measure does: "Number of children placed
    with: • our own carers: 93" counts no carers."""
    allowed = frozenset(fit.measure.counts).union(fit.measure.dimensions, *fit.pattern.needs)
    if case.listed.isdisjoint(rulebook.people) or case.listed & allowed:
        return False
    families = frozenset[str]().union(*(rulebook.family_of.get(key, ()) for key in case.listed))
    return families.isdisjoint(fit.pattern.frame.families)


def follows_out_of(case: MatchContext) -> bool:
    """Whether a bracket gives a figure as that of which the one before is a part: "25 vacancies
    (out of 260 posts)"."""
    return right_before(_OUT_OF, case.text, case.figure.number.start, 30) is not None


def _may_be_a_rate(case: MatchContext) -> bool:
    """Whether "per 10,000" is beside a figure that prints no unit ("Per 10,000 children, 58
    were looked after"), and not in the brackets of another one."""
    number, clause = case.figure.number, case.figure.clause
    before = case.text[clause.start : number.start]
    after = case.text[number.end : clause.end].split("(")[0]
    return bool(_PER.search(before.split(")")[-1]) or _PER.search(after))


def _is_said_to_be_a_rate(case: MatchContext) -> bool:
    """Whether the clause of a bare number calls it a rate ("regionally the rate was 41")."""
    clause, number = case.figure.clause, case.figure.number
    before = case.text[clause.start : number.start].split(";")[-1]
    return bool(_RATE_WAS.search(_BRACKETED.sub("", before)))


_BRACKETED = regex(r"\([^()]*\)\s?")
_RATE_WAS = regex(
    r"\brate\b[^,;.]{0,30}$|\brate (?:of|for) [^,;.]{3,80}\b(?:from|to|at|was|is|of|by)\s$",
    re.IGNORECASE,
)


_ALL_BUT = regex(
    r"\b(?:all|everyone|everybody|every one) (?:but|except|apart from|other than) $"
    r"|\bwith the exception of $", re.IGNORECASE,
)  # fmt: skip
_OUT_OF = regex(r"\(out of (?:a total of |the |all )?$", re.IGNORECASE)
_DECIMAL = regex(r"\d\.\d+$")
_AVERAGE = regex(
    r"\b(?:average|mean|median)\b(?:\s(?!for\b|among|across\b)[\w’'-]+){0,8}\s$", re.IGNORECASE
)
# "three placements, one of which costs over £9,000 a week", "a single placement at £9,000"
_SINGLE = regex(
    r"\b(?:one of (?:which|whom|these|them|those)"
    r"|(?:one|a single|an individual)\s(?:[\w-]+\s){0,2}?"
    r"(?:placement|child|young person|package|case))\s[^.;:,\d]{0,50}$",
    re.IGNORECASE,
)
_TEAM_OF = regex(r"\b(?:teams?|panels?|pods?|units?)\sof\s$", re.IGNORECASE)
_RELATING_TO = regex(
    r"\b(?:relat(?:es?|ed|ing) to|involv(?:es?|ed|ing)|concern(?:s|ed|ing)|in respect of)\s"
    r"(?:a total of\s|some\s|just\s|only\s)?$", re.IGNORECASE,
)  # fmt: skip
_VARIES = regex(
    r"\b(?:var(?:y|ies|ied|ying)|rang(?:es?|ed|ing))\b[^.;:]{0,80}\b(?:from|between)\s[^.;:]{0,60}$",
    re.IGNORECASE,
)
_WHERE = regex(
    r"\b(?:in|of|for|from|at|within)\s(?:the\s|one\s|our\s)?(?:[\w-]+\s){1,3}?"
    r"(?:locality|localities|districts?|quadrants?|neighbourhoods?|clusters?|teams?|offices?),?\s"
    r"where\s[^.;:]{0,60}$"
    r"|\b(?:in|for|from|within|across)\s(?!all\s)(?:(?:the|that|this|one|other|some|a)\s)?"
    r"(?:[a-z]+\s)?parts?\sof\s(?:the|our)\s"
    r"(?:area|authority|borough|city|council|county|district|town)\b[^.;:]{0,90}$"
    r"|(?:^|, |\bthat )(?:at|in)\s(?:another|one|two|three|four|five|some|both)\s"
    r"(?:of\s(?:the|our)\s)?(?:[a-z]+\s)?"
    r"(?:areas?|clusters?|homes?|localit(?:y|ies)|schools?|teams?|wards?)\b,?[^.;:,]{0,90}$",
    re.IGNORECASE,
)  # fmt: skip
_LONGEST_PLACE = 140  # characters of the words above
_GROUP_OF = regex(r"\b(?:groups?|cohort|sample)\sof\s$", re.IGNORECASE)
_PER = regex(r"\bper\s+(?:1|10|100)(?:,?\s?000|k)\b", re.IGNORECASE)
