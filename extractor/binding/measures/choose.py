"""Choose the measure of a figure: the frame that accounts for every word of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.binding.measures import breakdowns, parts_of_groups, share_bases
from extractor.binding.measures.breakdowns import dimensions_of, may_be_of_its_subject
from extractor.binding.measures.clause_words import STAFF_UNIT
from extractor.binding.measures.everybody import compared_with_everybody, is_a_spread
from extractor.binding.measures.evidence import (
    ANTECEDENT,
    BEFORE,
    CLAUSE,
    HEADING,
    SENTENCE,
    Fit,
    MatchContext,
    Misfit,
    fit_of,
    silent_unit,
    takes_unit,
)
from extractor.binding.measures.left_over_words import is_weak, without_place
from extractor.binding.measures.misfit import follows_out_of, is_net, misfit_of
from extractor.binding.measures.one_part_only import is_of_one
from extractor.binding.measures.open_breakdowns import measure_by_free_label
from extractor.binding.measures.shares_for_groups import OF_A_GROUP
from extractor.binding.model import BoundMeasure
from extractor.regex import regex
from extractor.rulebook.model import Measure, Rulebook
from extractor.types import AGE_BAND


@dataclass(frozen=True, slots=True)
class Choice:
    """The measure of a figure, or the one that came nearest with the words left over.

    `rejected` are (pattern id, reason), for `explain`.
    """

    bound: BoundMeasure | None
    nearest: str | None = None
    unexplained: tuple[str, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pattern that fits, and how well: smaller `rank` is better."""

    fit: Fit
    rank: tuple[int, ...]
    tier: int


def choose_measure(case: MatchContext, rulebook: Rulebook, *, explain: bool = False) -> Choice:
    """The measure of a figure; none where no frame accounts for all the words.

    Of the frames that fit, the one whose first requirement is found nearest wins, then the one with
    more requirements found, nearer. Two measures that fit equally well are rivals, and neither is
    certain.
    """
    fitting: list[Weighed] = []
    near: list[tuple[Weighed, Misfit]] = []
    rejected: list[tuple[str, str]] = []
    for fit in _candidates(case, rulebook):
        misfit = misfit_of(case, fit, rulebook)
        if misfit is None:
            fitting.append(_weighed(case, fit))
            continue
        if misfit.near:
            near.append((_weighed(case, fit), misfit))
        if explain:
            rejected.append((fit.pattern.id, misfit.reason))
    fitting = [w for w in fitting if not _names_another(w, near)]
    fitting = [w for w in fitting if not breakdowns.lacks_value(case, w.fit)]
    if fitting:
        fitting.sort(key=lambda w: (w.rank, w.fit.pattern.id))
        fitting = _outer_first(case, fitting)
        return Choice(_bound(case, fitting), rejected=tuple(rejected))
    named = measure_by_free_label(case, rulebook)
    if named is not None:
        return Choice(named, rejected=tuple(rejected))
    likely = [(w, m) for w, m in near if m.of_its_field]
    if likely:
        likely.sort(key=lambda n: (n[0].rank, n[0].fit.pattern.id))
        bound = replace(_bound(case, [w for w, _ in likely]), loose=True)
        return Choice(bound, unexplained=likely[0][1].words, rejected=tuple(rejected))
    if near:
        weighed, misfit = min(near, key=lambda n: (n[0].rank, n[0].fit.pattern.id))
        return Choice(None, weighed.fit.pattern.measure, misfit.words, tuple(rejected))
    return Choice(None, None, case.own.unknown, tuple(rejected))


def _names_another(weighed: Weighed, near: Sequence[tuple[Weighed, Misfit]]) -> bool:
    """Whether a sentence names something else than what was spoken of before it, though with words
    that no rule covers: "Absence in state funded schools fell to 4%" goes on with no other."""
    return weighed.tier >= BEFORE and any(
        other.tier <= ANTECEDENT and other.fit.pattern.measure != weighed.fit.pattern.measure
        for other, _ in near
    )


def choose_in_sentence(
    case: MatchContext, chosen: Sequence[Choice], rulebook: Rulebook, *, explain: bool = False
) -> Choice:
    """The measure of a figure of a sentence, or that of the figure which it is compared with;
    `chosen` are the choices for the figures before it."""
    choice = (
        _as_printed_before(case, chosen)
        or _as_its_antecedent(case, chosen, rulebook)
        or _as_said_before(case, chosen, rulebook)
        or choose_measure(case, rulebook, explain=explain)
    )
    if choice.bound is None or choice.bound.tier >= BEFORE:
        choice = _as_its_companion(case, chosen) or choice
    if choice.bound is None:
        choice = _of_its_antecedent(case, chosen, rulebook) or choice
    bounds = [one.bound for one in chosen]
    unknown = share_bases.of_others_before(case, choice.bound, bounds, rulebook)
    unknown = unknown or parts_of_groups.of_which_is_unknown(case, bounds)
    if unknown or _goes_on_unknown(case, chosen, choice):
        choice = Choice(None, choice.bound.pattern.measure if choice.bound else choice.nearest)
    if (bound := choice.bound) is None or not _may_be_a_part(case, bound, bounds, rulebook):
        return choice if bound is None else Choice(None, bound.pattern.measure)
    unclear = is_a_spread(case) or parts_of_groups.may_be_of_others(case, bound, bounds)
    return replace(choice, bound=replace(bound, unclear=True)) if unclear else choice


def _goes_on_unknown(case: MatchContext, chosen: Sequence[Choice], choice: Choice) -> bool:
    """Whether a figure whose clause does not name its measure goes on with what the figure before
    it says, of which words are against that measure: "45% made the progress that was expected in
    reading, 41% in writing"."""
    before = case.figure.index - 1
    if choice.bound is None or not 0 <= before < len(chosen) or case.figure.relation.cue:
        return False
    left = chosen[before]
    far = max(choice.bound.tier, choice.bound.farthest) > CLAUSE
    return far and left.bound is None and left.nearest == choice.bound.pattern.measure


def _may_be_a_part(
    case: MatchContext,
    bound: BoundMeasure,
    bounds: Sequence[BoundMeasure | None],
    rulebook: Rulebook,
) -> bool:
    """Whether a figure may have its measure beside the count that it is a part of, if it is one.
    `bounds` are the measures of the figures before it. No part is of other people than its whole,
    nor has both its measure and breakdown. Where a bracket lists the parts, one has another measure
    than the whole only where that counts a whole population."""
    others = parts_of_groups.is_part_of_others(case, bound, bounds, rulebook)
    if others or parts_of_groups.is_involved_in(case, bound, bounds):
        return False
    relation, listed = case.figure.relation, case.whole is not None
    counted = relation.cue == "part" and case.figure.unit == "count"
    at = relation.antecedent if counted and not listed else case.whole
    if at is None or at >= len(bounds):
        return True
    whole = bounds[at]
    if whole is not None and whole.pattern.measure == bound.pattern.measure:
        return whole.dimensions != bound.dimensions
    return not listed or (whole is not None and rulebook.measures[whole.pattern.measure].whole)


def _as_its_companion(case: MatchContext, chosen: Sequence[Choice]) -> Choice | None:
    """The choice for the figure that this one only gives in another unit ("19 (13.4%)"); None where
    it does more."""
    if case.figure.clause.start >= case.text.rfind("(", 0, case.figure.number.start) >= 0:
        return None  # what is in the bracket has a clause of its own
    return _before_its_bracket(case, chosen)


def _before_its_bracket(case: MatchContext, chosen: Sequence[Choice]) -> Choice | None:
    """The choice for the figure before the bracket that this one is in, where that is of a measure
    which takes this one's unit."""
    clause = case.figure.clause
    if not clause.bracket or clause.antecedent is None or clause.antecedent >= len(chosen):
        return None
    before = chosen[clause.antecedent]
    return before if before.bound and takes_unit(case.figure, before.bound.pattern) else None


_ONLY_STAFF = regex(
    rf"\((?:about\s|around\s|some\s|or\s)?[\d.,]+\s?{STAFF_UNIT}(?:\s(?:posts|staff|workers))?\)",
    re.IGNORECASE,
)


def _as_printed_before(case: MatchContext, chosen: Sequence[Choice]) -> Choice | None:
    """The choice for the share before a bracket that only says how many staff it is: "an agency
    rate of 22.4% (51 FTE)"; None where a bracket says more."""
    if _ONLY_STAFF.match(case.text, case.text.rfind("(", 0, case.figure.number.start)) is None:
        return None
    return _before_its_bracket(case, chosen)


def _as_its_antecedent(
    case: MatchContext, chosen: Sequence[Choice], rulebook: Rulebook
) -> Choice | None:
    """The choice for the figure that this one is compared with, where its own clause does not name
    what it is ("was £742, an increase of £38"); None where it must be chosen separately."""
    figure = case.figure
    antecedent = figure.relation.antecedent
    if antecedent is None or antecedent >= len(chosen) or figure.relation.cue == "gap":
        return None
    if is_of_one(case):
        return Choice(None)
    limit = figure.relation.kind in ("target", "floor")
    compared = figure.relation.kind == "change" or figure.relation.cue in ("earlier", "comparator")
    if not (compared or limit):
        return None
    said, bound = case.own, chosen[antecedent].bound
    named = any(not is_weak(p, rulebook) for p in said.phrases) or any(
        # "a rise of two percentage points", "is an improvement"
        rulebook.types.get(m.concept or "") not in ("quantity", "weak")
        for m in case.evidence.annotated[CLAUSE]
    )
    if bound is None and not named:
        return chosen[antecedent]  # what it is compared with is not known either
    clause = case.text[figure.clause.start : figure.clause.end]
    # "against a target of 20" has no noun but that of the level
    own_noun = bool(case.head_words) and not (limit and case.head_words not in clause)
    if bound is None or named or own_noun or said.unknown or said.light:
        return None
    if not takes_unit(figure, bound.pattern) and silent_unit(figure, bound.pattern) is None:
        return None
    flows = rulebook.measures[bound.pattern.measure].kind == "flow"
    if flows and figure.unit == "count" and is_net(case):
        return None
    loose = bound.loose or bool(said.phrases)
    return Choice(replace(bound, tier=max(bound.tier, ANTECEDENT), loose=loose))


_AND_THIS = regex(
    r"\W*(?:(?:and|but|although|though|while|whilst)\s)?(?:this|it|which)\s"
    r"(?:figure\s|rate\s|proportion\s)?(?:then\s|however\s)?"
    r"(?:reduce[sd]?|falls?|fell|drops?|dropped|declines?d?|rises?|rose|increase[sd]?|goes|went|is|was)"
    r"\s(?:up\s|down\s|as\slow\sas\s|as\shigh\sas\s)?(?:to\s)?"
    r"(?:just\s|only\s|about\s|around\s)?$",
    re.IGNORECASE,
)


def _as_said_before(
    case: MatchContext, chosen: Sequence[Choice], rulebook: Rulebook
) -> Choice | None:
    """The choice for the figure before, which "this" goes on with for some of them: "24% are held
    in time, and this falls to 9% for those placed outside the borough". No measure where the one
    before cannot tell those apart; None where the figure does not go on so."""
    figure = case.figure
    at = figure.antecedent
    if at is None or at >= len(chosen) or figure.unit != "percent":
        return None
    if not _AND_THIS.fullmatch(case.text[figure.clause.start : figure.number.start]):
        return None
    bound = chosen[at].bound
    if bound is None:
        return None
    measure = rulebook.measures[bound.pattern.measure]
    own = {m.dimension: m.value for m in case.evidence.annotated[CLAUSE] if m.dimension}
    if not own or not takes_unit(figure, bound.pattern):
        return None
    if not measure.dimensions or any(name not in measure.dimensions for name in own):
        return Choice(None, bound.pattern.measure, case.own.unknown)
    said = {**dict(bound.dimensions), **{k: v for k, v in own.items() if k and v}}
    return Choice(replace(bound, dimensions=tuple(sorted(said.items())), tier=ANTECEDENT))


def _of_its_antecedent(
    case: MatchContext, chosen: Sequence[Choice], rulebook: Rulebook
) -> Choice | None:
    """The choice for the figure that one is compared with, where its own clause says only whose it
    is ("19.8, compared with 21.2 for looked after children nationally")."""
    figure, antecedent = case.figure, case.figure.relation.antecedent
    if antecedent is None or antecedent >= len(chosen) or figure.relation.cue != "comparator":
        return None
    bound, said = chosen[antecedent].bound, case.own
    if bound is None or not said.phrases or said.unknown or said.light or said.acts:
        return None
    if without_place(said.phrases, bound.pattern.frame.accepts):
        return None
    if compared_with_everybody(case, bound.pattern, rulebook) or follows_out_of(case):
        return None
    if not takes_unit(figure, bound.pattern) and silent_unit(figure, bound.pattern) is None:
        return None
    people = all(
        rulebook.types.get(key) == "population" or key in rulebook.family_of
        for phrase in said.phrases
        for key in phrase.keys
    )
    return Choice(replace(bound, tier=max(bound.tier, ANTECEDENT))) if people else None


def _outer_first(case: MatchContext, fitting: list[Weighed]) -> list[Weighed]:
    """In a table, of two breakdowns of one population that can each carry the other, the outer
    label's is the measure: "inside the authority" under "Foster placement" divides foster
    placements."""
    best = fitting[0]
    if not case.cell or best.tier != CLAUSE or not _breaks_down(best.fit):
        return fitting
    outer = [w for w in fitting if w.tier == SENTENCE and _breaks_down(w.fit)]
    return [*outer, *(w for w in fitting if w not in outer)]


def _breaks_down(fit: Fit) -> bool:
    """Whether the first requirement of a pattern is a value of a breakdown that its measure has."""
    return any(key.split("=")[0] in fit.measure.dimensions for key in fit.pattern.needs[0])


def _bound(case: MatchContext, fitting: list[Weighed]) -> BoundMeasure:
    best, fit = fitting[0], fitting[0].fit
    equal = {w.fit.pattern.measure for w in fitting if w.rank == best.rank}
    dimensions = dimensions_of(case, fit)
    ages = _ages_carried(case, fit.measure, dimensions)
    return BoundMeasure(
        fit.pattern,
        (*ages, *dimensions),
        best.tier,
        tuple(sorted(equal - {fit.pattern.measure})),
        max(tier for tier, _ in fit.needs),
        bool(ages) or _whose_is_unclear(case, fit) or may_be_of_its_subject(case, fit, dimensions),
    )


def _ages_carried(
    case: MatchContext, measure: Measure, dimensions: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The ages of the sentence before, which a figure of the same population is likely to be of
    too where it says none."""
    if case.ages_before is None or case.cell or AGE_BAND not in measure.dimensions:
        return ()
    if AGE_BAND in case.apart or case.figure.unit != "percent":
        return ()  # "Twenty-one young people are at university" counts all of them
    ages, population = case.ages_before
    if population not in ("", measure.population) or AGE_BAND in dict(dimensions):
        return ()
    return ((AGE_BAND, ages),)


def _whose_is_unclear(case: MatchContext, fit: Fit) -> bool:
    """Whether only a heading or title names the population, and names several ("children in need,
    children looked after and care leavers"). A population that is only presumed, or "these" for
    some group, is not proved either, nor a sum where the measure asks for words of the whole."""
    if case.some_of_them:
        return True
    figure = case.figure
    if figure.unit == "percent" and OF_A_GROUP.match(case.text, figure.clause.start):
        return True
    shown = fit.measure.all_by
    if shown and not case.cell and not any(p.keys & {*shown} for p in case.own.phrases):
        return True
    wanted = fit.pattern.frame.families
    over = case.evidence.families[HEADING:]
    for tier, named in enumerate(case.evidence.families):
        if tier == BEFORE and named & wanted and not over[0] & wanted and len(over[-1]) > 1:
            return True  # a paper about several, under a heading about none or others
        if named & wanted:
            return tier >= HEADING and len(named) > 1
    return None in fit.context or (bool(wanted) and not case.cell)


def _candidates(case: MatchContext, rulebook: Rulebook) -> list[Fit]:
    """The patterns whose requirements are all found somewhere, held against the figure."""
    likely = {
        pattern.id: pattern
        for key in case.evidence.nearest
        for pattern in rulebook.by_need.get(key, ())
    }
    fits = (fit_of(case, pattern, rulebook) for pattern in likely.values())
    return [fit for fit in fits if fit is not None]


def _weighed(case: MatchContext, fit: Fit) -> Weighed:
    pattern, kind = fit.pattern, fit.measure.kind
    context = [at for at in fit.context if at is not None]
    tiers = [tier for tier, _ in fit.needs]
    near_context = sum(1 for tier, _ in context if tier <= SENTENCE)
    near = sum(1 for tier, _ in (*fit.needs, *context) if tier <= ANTECEDENT)
    counted = case.head is not None and any(not case.head.isdisjoint(n) for n in pattern.needs)
    out_of_time = (kind == "stock" and case.of_a_span is True) or (
        kind == "flow" and case.of_a_span is False
    )
    rank = (
        tiers[0],
        out_of_time,
        not counted,
        case.head is not None and case.head.isdisjoint(fit.measure.counts),
        -near,
        sum(tiers[1:]),
        -len(tiers),
        -near_context,
        -sum(length for _, length in fit.needs),
        -len(context),
        pattern.frame.any_value,
    )
    return Weighed(fit, rank, tiers[0])
