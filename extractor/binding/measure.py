"""Choose the measure of a figure: the frame that accounts for every word of its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.annotations.model import ConceptSpan
from extractor.binding.frames import MatchContext, Misfit, families_named, frame_of
from extractor.binding.free_labels import measure_by_free_label
from extractor.binding.misfit import misfit_of
from extractor.binding.model import BoundMeasure
from extractor.binding.scopes import (
    ANTECEDENT,
    CLAUSE,
    HEADING,
    LIST_INTRO,
    SENTENCE,
    TITLE,
)
from extractor.regex import regex
from extractor.rulebook.model import CompiledPattern, Measure, Rulebook
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

    pattern: CompiledPattern
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
    for pattern in _candidates(case, rulebook):
        misfit = misfit_of(case, pattern, rulebook)
        if misfit is None:
            fitting.append(_weighed(case, pattern, rulebook))
            continue
        if misfit.near:
            near.append((_weighed(case, pattern, rulebook), misfit))
        if explain:
            rejected.append((pattern.id, misfit.reason))
    if fitting:
        fitting.sort(key=lambda w: (w.rank, w.pattern.id))
        fitting = _outer_first(case, fitting, rulebook)
        return Choice(_bound(case, fitting, rulebook), rejected=tuple(rejected))
    named = measure_by_free_label(case, rulebook)
    if named is not None:
        return Choice(named, rejected=tuple(rejected))
    likely = [(w, m) for w, m in near if m.of_its_field]
    if likely:
        likely.sort(key=lambda n: (n[0].rank, n[0].pattern.id))
        bound = replace(_bound(case, [w for w, _ in likely], rulebook), loose=True)
        return Choice(bound, unexplained=likely[0][1].words, rejected=tuple(rejected))
    if near:
        weighed, misfit = min(near, key=lambda n: (n[0].rank, n[0].pattern.id))
        return Choice(None, weighed.pattern.measure, misfit.words, tuple(rejected))
    return Choice(None, None, case.own.unknown, tuple(rejected))


def _outer_first(case: MatchContext, fitting: list[Weighed], rulebook: Rulebook) -> list[Weighed]:
    """In a table, of two breakdowns of one population that can each carry the other, the outer
    label's is the measure: "inside the authority" under "Foster placement" divides foster
    placements."""
    best = fitting[0]
    if not case.cell or best.tier != CLAUSE or not _breaks_down(best.pattern, rulebook):
        return fitting
    outer = [w for w in fitting if w.tier == SENTENCE and _breaks_down(w.pattern, rulebook)]
    return [*outer, *(w for w in fitting if w not in outer)]


def _breaks_down(pattern: CompiledPattern, rulebook: Rulebook) -> bool:
    """Whether the first requirement of a pattern is a value of a breakdown that its measure has."""
    carried = rulebook.measures[pattern.measure].dimensions
    return any(key.split("=")[0] in carried for key in pattern.needs[0])


def _bound(case: MatchContext, fitting: list[Weighed], rulebook: Rulebook) -> BoundMeasure:
    best = fitting[0]
    rivals = {
        w.pattern.measure
        for w in fitting[1:]
        if w.rank == best.rank and w.pattern.measure != best.pattern.measure
    }
    measure = rulebook.measures[best.pattern.measure]
    dimensions = _dimensions(case, best.pattern, measure)
    ages = _ages_carried(case, measure, dimensions)
    evidence = [at[0] for need in best.pattern.needs if (at := case.evidence.tier_of(need, TITLE))]
    return BoundMeasure(
        best.pattern,
        (*ages, *dimensions),
        best.tier,
        tuple(sorted(rivals)),
        max(evidence),
        bool(ages) or _whose_is_unclear(case, best.pattern, rulebook),
    )


def _ages_carried(
    case: MatchContext, measure: Measure, dimensions: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The ages of the sentence before, which a figure of the same population is likely to be of
    too where it says none."""
    if case.ages_before is None or case.cell or AGE_BAND not in measure.dimensions:
        return ()
    ages, population = case.ages_before
    if population != measure.population or AGE_BAND in dict(dimensions):
        return ()
    return ((AGE_BAND, ages),)


def _whose_is_unclear(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> bool:
    """Whether only a heading or title names the population, and names several: "children in need of
    help, children looked after and care leavers" proves none of them. A population that is only
    presumed, or "these" for some group, is not proved either."""
    if case.some_of_them:
        return True
    wanted = frame_of(pattern, rulebook).families
    for tier, annotated in enumerate(case.evidence.annotated):
        named = families_named(annotated, rulebook)
        if named & wanted:
            return tier >= HEADING and len(named) > 1
    unmet = any(case.evidence.tier_of(need, TITLE) is None for need in pattern.context)
    return unmet or (bool(wanted) and not case.cell)


def _candidates(case: MatchContext, rulebook: Rulebook) -> list[CompiledPattern]:
    """The patterns whose first requirement is found somewhere and whose units the figure may
    have."""
    found: dict[str, CompiledPattern] = {}
    said = case.evidence.nearest.keys()
    for key in said:
        for pattern in rulebook.by_need.get(key, ()):
            if not any(map(said.isdisjoint, pattern.needs)):
                found[pattern.id] = pattern
    return list(found.values())


def _weighed(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> Weighed:
    found = [at for need in pattern.needs if (at := case.evidence.tier_of(need, TITLE))]
    context = [at for need in pattern.context if (at := case.evidence.tier_of(need))]
    first = found[0][0]
    matched = sum(words for _, words in found)
    near_context = sum(1 for tier, _ in context if tier <= SENTENCE)
    near = sum(1 for tier, _ in (*found, *context) if tier <= ANTECEDENT)
    counted = case.head is not None and not case.head.isdisjoint(
        frozenset[str]().union(*pattern.needs)
    )
    kind = rulebook.measures[pattern.measure].kind
    out_of_time = (kind == "stock" and case.of_a_span is True) or (
        kind == "flow" and case.of_a_span is False
    )
    rank = (
        first,
        out_of_time,
        not counted,
        -near,
        sum(tier for tier, _ in found[1:]),
        -len(found),
        -near_context,
        -matched,
        -len(context),
        frame_of(pattern, rulebook).any_value,
    )
    return Weighed(pattern, rank, first)


def _dimensions(
    case: MatchContext, pattern: CompiledPattern, measure: Measure
) -> tuple[tuple[str, str], ...]:
    """The pattern's own dimensions, those it needs, and those its measure may carry."""
    out = dict(pattern.dimensions)
    needed = _met_by(case, pattern)
    met = sorted(key for key in needed if "=" in key and case.evidence.tier_of({key}) is not None)
    names = [key.partition("=")[0] for key in met]
    for key, name in zip(met, names, strict=True):
        # Of two values that are equally near, the place in the text decides.
        if name in measure.dimensions and names.count(name) == 1:
            out.setdefault(name, key.partition("=")[2])
    for name in measure.dimensions:
        if name not in out:
            found = _value_of(case, name, name in needed or name in names)
            if found is not None:
                out[name] = found
    return tuple(sorted(item for item in out.items() if item not in measure.meant.items()))


def _met_by(case: MatchContext, pattern: CompiledPattern) -> set[str]:
    """The keys that meet the pattern's requirements: of alternatives, the nearest."""
    met: set[str] = set()
    for need in pattern.needs:
        best = case.evidence.tier_of(need, TITLE)
        if best is not None:
            nearest = best[0]
            for key in need:
                at = case.evidence.tier_of({key}, TITLE)
                if at is not None and at[0] == nearest:
                    met.add(key)
    return met


def _value_of(case: MatchContext, dimension: str, needed: bool) -> str | None:
    """The value of a dimension that governs the figure.

    One that the pattern needs is taken from wherever it is nearest; one that it may carry
    only from the figure's clause, its antecedent's, a list intro, or the outer labels of a cell.
    """
    for tier, annotated in enumerate(case.evidence.annotated):
        if (
            not needed
            and tier not in (CLAUSE, ANTECEDENT, LIST_INTRO)
            and not (case.cell and tier < HEADING)
        ):
            continue
        here = [m for m in annotated if m.dimension == dimension]
        if case.cell and tier == LIST_INTRO and len({m.value for m in here}) > 1:
            continue  # a caption that lists the values names none of them
        if not here and tier == CLAUSE and needed and not case.cell and _the_others(case):
            return "other"
        if here:
            return _preferred(here, case.figure.number.end if tier == CLAUSE else None).value
        if tier == ANTECEDENT and not needed:
            inherited = dict(case.inherited).get(dimension)
            if inherited is not None:
                return inherited
    return None


_OTHER = regex(r"^\W*(?:and\s+)?(?:(?:the\s+)?others?|in other \w+)\W*$", re.IGNORECASE)


def _the_others(case: MatchContext) -> bool:
    """Whether the clause only has "other": the rest of a list."""
    clause, number = case.figure.clause, case.figure.number
    words = case.text[clause.start : number.start] + case.text[number.end : clause.end]
    return bool(_OTHER.match(re.sub(r"\([^()]*\)|\d[\d.,]*%?|[()]", "", words)))


def _preferred(annotated: list[ConceptSpan], after: int | None) -> ConceptSpan:
    """Of several values the longest phrase, then the first after the figure."""
    return min(
        annotated,
        key=lambda m: (-(m.end - m.start), after is not None and m.start < after, m.start),
    )
