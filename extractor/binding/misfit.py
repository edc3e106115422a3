"""Why a pattern cannot match a figure: a requirement is missing, another population is counted, or
words are left over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from extractor.binding.candidates import OPENING_BASE
from extractor.binding.evidence import (
    ANTECEDENT,
    BEFORE,
    CLAUSE,
    HEADING,
    LIST_INTRO,
    SENTENCE,
    TITLE,
    EvidenceScope,
    Fit,
    MatchContext,
    Misfit,
    Phrase,
)
from extractor.binding.other_populations import (
    compared_with_everybody,
    had_by_others,
    of_a_group,
    of_a_rival,
    of_older_people,
    of_others,
    of_several,
    of_the_area,
    of_this_kind,
    says_which_part,
)
from extractor.regex import regex
from extractor.rulebook.model import CompiledPattern, Frame, Rulebook
from extractor.tokens import norm


def misfit_of(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Why the pattern cannot match the figure, or None where it can."""
    figure, evidence = case.figure, case.evidence
    clause = figure.clause
    if figure.relation.cue == "gap" or _GAP.search(case.text, clause.start, figure.number.start):
        return Misfit("it is the gap between two figures")
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
    if other := _another_value(case, pattern):
        return Misfit(f"“{other}” is another value than the pattern gives")
    if case.share_of_nothing and max(nearest) == CLAUSE:
        return Misfit("its sentence does not say what share it is")
    return (
        _too_far(case, fit, nearest, rulebook)
        or _said_beside(case, pattern, nearest, rulebook)
        or of_a_rival(case, fit, rulebook)
        or of_the_area(case, frame, rulebook)
        or of_older_people(case, frame, rulebook)
        or of_this_kind(case, fit.measure)
        or of_several(case, fit.measure)
        or _of_either(case, fit)
        or of_a_group(case, fit)
        or of_others(case, fit)
        or had_by_others(case)
        or compared_with_everybody(case, fit.pattern, rulebook)
        or _counts_else(case, fit, rulebook)
        or _left_over(case, fit, rulebook)
    )


_GAP = regex(
    r"\b(?:the|a|this|that|its) (?:gap|disparity)\b[^,;.]{0,60}\b(?:to|of|at|is|was)\s"
    r"(?:about\s|around\s|just\s|only\s)?$", re.IGNORECASE,
)  # fmt: skip


_OR = regex(
    r",?\s+or(?:\s+(?:who|which|that))?(?:\s+(?:have|has|had|are|were))?"
    r"(?:\s+(?:on )?(?:an?|the))?\s+",
    re.IGNORECASE,
)


def _of_either(case: MatchContext, fit: Fit) -> Misfit | None:
    """Whether a figure counts those with one thing or another of which the measure needs only one
    ("46 children with a plan for adoption or who have a placement order")."""
    if case.cell or fit.measure.kind == "ratio":
        return None
    needed = frozenset[str]().union(*fit.pattern.needs)
    phrases = sorted(case.own.phrases, key=lambda p: p.start)
    for one, other in pairwise(phrases):
        between = case.text[one.start + len(one.said) : other.start]
        apart = not one.keys & other.keys and bool(one.keys & needed) != bool(other.keys & needed)
        if apart and _OR.fullmatch(between) and not one.light and not other.light:
            return Misfit(f"it counts “{one.said}” or “{other.said}”")
    return None


def _another_value(case: MatchContext, pattern: CompiledPattern) -> str | None:
    """The only phrase of a figure's own clause that names a value of a breakdown which the pattern
    fixes otherwise: "the other 32 at home with their parents" are not in other placements."""
    for name, value in pattern.dimensions:
        fixed, prefix = f"{name}={value}", f"{name}="
        naming = [p for p in case.own.phrases if any(k.startswith(prefix) for k in p.keys)]
        if len(naming) == 1 and fixed not in naming[0].keys:
            return naming[0].said
    return None


def _presumed(evidence: EvidenceScope, services: frozenset[str]) -> bool:
    """Whether a population that nothing names is meant all the same: the paper is of a service
    that looks after it, and no other population is named anywhere."""
    return not services.isdisjoint(evidence.nearest) and not any(evidence.families)


def _too_far(case: MatchContext, fit: Fit, nearest: list[int], rulebook: Rulebook) -> Misfit | None:
    """A need beyond the sentence and its list line counts only for a figure that points back
    and says nothing else of itself."""
    first = nearest[0]
    if not case.cell and _of_those_named(case, fit):
        return Misfit("it is of those that its sentence named before")
    if min(nearest) == SENTENCE and not case.cell and (said := _own_matter(case, fit, rulebook)):
        return Misfit(f"its clause is about “{said}”")
    if not case.cell and _of_a_group_before(case, fit):
        return Misfit("the breakdown is that of another sentence")
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
        near = case.anaphoric or own or _says_own_breakdown(case, fit.pattern.frame)
        return None if near else Misfit("the words that name it are too far away")
    if first == HEADING and (case.anaphoric or min(nearest) <= ANTECEDENT):
        return None
    if first == TITLE and min(nearest) <= SENTENCE:
        return None
    return Misfit("the words that name it are too far away")


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


_OF_THESE = regex(r"\s*of (?:these|those|them)\b", re.IGNORECASE)


def _of_those_named(case: MatchContext, fit: Fit) -> bool:
    """Whether a share is of a group that its sentence named before, of which it says something
    else: "most live within 20 miles, and in half of these cases this is within the borough"."""
    figure = case.figure
    if figure.unit != "percent" or not _OF_THESE.match(case.text, figure.number.end):
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
    opens = OPENING_BASE.match(case.text[: figure.number.start]) and not case.cell
    if not measure.whole and (opens or figure.clause.base_of is not None):
        return Misfit("it is the base of another figure")
    if measure.whole and not case.cell and _GROUP_OF.search(case.text, 0, figure.number.start):
        return Misfit("it is the size of a group")
    at = figure.number.start
    if not case.cell and _TEAM_OF.search(case.text, max(0, at - 20), at):
        return Misfit("it is the size of a team")
    if (
        figure.unit == "percent"
        and case.head
        and not case.cell
        and _shares_else(case, fit.pattern, rulebook)
    ):
        return Misfit(f"it is a share of “{case.head_words}”")
    if figure.unit == "fte" and not case.cell and _PER.search(case.text):
        return Misfit("it may be a rate")
    if figure.unit != "count" or fit.silent_unit is not None:
        return None
    below = figure.number.value < 0 and figure.relation.kind != "change"
    if figure.number.value != int(figure.number.value) or below:
        return Misfit("a count must be a whole number")
    part = figure.relation.cue == "part" and figure.relation.kind == "actual"
    if measure.whole and part and not says_which_part(case, measure):
        return Misfit("it is a part of the figure before")
    if case.head is None and not case.cell and _may_be_a_rate(case):
        return Misfit("it may be a rate")
    if not case.cell and _is_said_to_be_a_rate(case):
        return Misfit("its clause is about a rate")
    if not measure.counts or case.head is None:
        return None
    thing = norm(_BEHIND_NOUN.split(case.head_words)[0].split()[-1]) in rulebook.words.things
    if not case.head:  # a noun that no rule knows
        generic = norm(case.head_words) in rulebook.words.neutral and not thing
        return None if generic else Misfit(f"it counts “{case.head_words}”")
    if thing and case.head.isdisjoint(k for k in measure.counts if k not in measure.dimensions):
        return Misfit(f"it counts “{case.head_words}”")
    allowed = frozenset(measure.counts).union(measure.dimensions, *fit.pattern.needs)
    if not case.head & allowed:
        return Misfit(f"it counts “{case.head_words}”")
    return None


def _shares_else(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> bool:
    """Whether a share is of something that the measure does not refer to ("72% of the last 33
    households" is not a share of children)."""
    if case.head is None or "age_band" in case.head:
        return False
    if norm(case.head_words) in rulebook.words.neutral:  # "in 96% of cases"
        return False
    return not case.head & pattern.frame.accepts


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


_BEHIND_NOUN = re.compile(r"(?<=\w)\s(?:from|of|in|with|to|for|at|on)\s", re.IGNORECASE)
_TEAM_OF = regex(r"\b(?:teams?|panels?|pods?|units?)\sof\s$", re.IGNORECASE)
_GROUP_OF = regex(r"\b(?:groups?|cohort|sample)\sof\s$", re.IGNORECASE)
_PER = regex(r"\bper\s+(?:1|10|100),?\s?000\b", re.IGNORECASE)


def _left_over(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
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
    # A light verb is enough where the measure is named elsewhere.
    light = account.light if measure.whole else case.own.light if first > CLAUSE else ()
    things = case.head and all(key.split("=")[0] in rulebook.dimensions for key in case.head)
    if measure.whole or things:  # "operates nine children's homes" counts homes, not children
        light += account.acts
    elif first > CLAUSE:
        light += case.own.acts
    money = case.figure.unit == "currency_gbp" or "currency_gbp" in measure.units
    unknown = unexplained(account.unknown + light, fit.pattern, rulebook, money=money)
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


def _of_its_field(fit: Fit, unknown: tuple[str, ...], rulebook: Rulebook) -> bool:
    """Whether words left over are those with which the measure is usually spoken of ("live beyond
    the boundary"), where more than the people counted names it. A whole population has no such
    words: any of them may make a part of it."""
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
