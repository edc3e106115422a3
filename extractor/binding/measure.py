"""Which measure a figure belongs to: the nearest pattern whose needs are all met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.binding.case import Case
from extractor.binding.counted import residue
from extractor.binding.model import BoundMeasure, Figure
from extractor.binding.scopes import BEFORE, HEADING, HOST, LEAD, LIMB, SENTENCE, TITLE
from extractor.binding.wholes import only_some, part_of_a_sum
from extractor.marks.model import ConceptMark, Unit
from extractor.rulebook.model import CompiledPattern, Measure, Rulebook

_WORDS_OF_A_COUNT = 2
"""The same for a count, which every noun makes one of something else."""

_ANSWERS = frozenset(["survey_word"])

_WORDS_OF_ITS_OWN = 7
"""A part of a sentence with so many words that no rule knows has a subject of its own: what
the sentences before spoke of does not name its figure."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pattern that fits, and how well: smaller `rank` is better."""

    pattern: CompiledPattern
    rank: tuple[int, ...]
    tier: int


def bind_measure(case: Case, rulebook: Rulebook) -> BoundMeasure | None:
    """The measure of a figure, or None where no pattern fits (nothing is guessed).

    Of patterns that fit the one whose first need stands nearest wins, then the one with
    more needs met, nearer; a tie between different measures is told in `rivals`.
    """
    fitting = sorted(_fitting(case, rulebook), key=lambda w: (w.rank, w.pattern.id))
    if not fitting:
        return None
    best = fitting[0]
    measure = rulebook.measures[best.pattern.measure]
    rivals = {
        w.pattern.measure
        for w in fitting[1:]
        if w.rank == best.rank and w.pattern.measure != best.pattern.measure
    }
    return BoundMeasure(
        best.pattern, _dimensions(case, best.pattern, measure), best.tier, tuple(sorted(rivals))
    )


def rejected(case: Case, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """For `explain`: patterns whose first need is near, and why they do not take the figure."""
    for pattern in _candidates(case, rulebook):
        reason = _misfit(case, pattern, rulebook.measures[pattern.measure])
        if reason is not None:
            yield pattern.id, reason


def _candidates(case: Case, rulebook: Rulebook) -> list[CompiledPattern]:
    found: dict[str, CompiledPattern] = {}
    for key in case.tiers.nearest:
        for pattern in rulebook.by_need.get(key, ()):
            found[pattern.id] = pattern
    return list(found.values())


def _fitting(case: Case, rulebook: Rulebook) -> Iterator[Weighed]:
    said, figure = case.tiers.nearest.keys(), case.figure
    level = figure.relation.kind != "change"
    for pattern in _candidates(case, rulebook):
        # Most patterns: they are given in other units, or a word they need is said nowhere.
        if level and figure.unit not in pattern.units and adopted_unit(figure, pattern) is None:
            continue
        if any(map(said.isdisjoint, pattern.needs)):
            continue
        measure = rulebook.measures[pattern.measure]
        if _misfit(case, pattern, measure) is None:
            yield _weighed(case, pattern)


def _misfit(case: Case, pattern: CompiledPattern, measure: Measure) -> str | None:
    """Why the pattern cannot take the figure, or None where it can."""
    figure, tiers = case.figure, case.tiers
    if figure.limb.base_of is not None and not (measure.whole or _has_clause(case)):
        return "it is the base of another figure"
    if figure.unit not in _units(pattern, figure) and adopted_unit(figure, pattern) is None:
        return f"its unit is {figure.unit}"
    found = [tiers.tier_of(need, TITLE) for need in pattern.needs]
    for need, at in zip(pattern.needs, found, strict=True):
        if at is None:
            return f"“{'|'.join(sorted(need))}” is not said"
    for need in pattern.context:
        if tiers.tier_of(need) is None:
            return f"nothing around says “{'|'.join(sorted(need))}”"
    first = found[0][0] if found[0] is not None else LIMB
    refused = tiers.tier_of(pattern.refuse, HOST if first == HOST else LIMB)
    if refused is not None:
        return f"“{'|'.join(sorted(pattern.refuse))}” stands beside it"
    if pattern.refuse_around and _stands_around(case, pattern.refuse_around):
        return f"“{'|'.join(sorted(pattern.refuse_around))}” stands around it"
    if _stands_around(case, _ANSWERS) and not _ANSWERS & {k for n in pattern.needs for k in n}:
        return "it is what people answered"
    if _denied(case, pattern):
        return "it is of those of whom it is not so"
    nearest = [at[0] for at in found if at is not None]
    if nearest[0] in (HOST, SENTENCE) and _breaks_down_otherwise(case, pattern):
        return "its own words name another part of the whole"
    return (
        _too_far(case, nearest)
        or _counts_else(case, pattern, measure, nearest[0])
        or part_of_a_sum(case, pattern, measure, nearest[0])
    )


def _stands_around(case: Case, keys: frozenset[str]) -> bool:
    """Whether something stands in the figure's sentence or labels, its lead line, caption
    or headings."""
    return any(
        mark.concept in keys or mark.dimension in keys
        for tier in (LIMB, HOST, SENTENCE, LEAD, HEADING)
        for mark in case.tiers.marks[tier]
    )


def _breaks_down_otherwise(case: Case, pattern: CompiledPattern) -> bool:
    """Whether the pattern's breakdown is a neighbour's ("61% lived in residential care and
    12% with their parents") and the figure's own limb has words that no rule knows."""
    figure = case.figure
    broken_down = any(
        m.dimension in pattern.needs[0] or m.concept in pattern.needs[0]
        for marks in case.tiers.marks[HOST : SENTENCE + 1]
        for m in marks
        if m.dimension is not None
    )
    if case.cell or not broken_down or figure.relation.cue or figure.limb.host is not None:
        return False
    return figure.limb.base_of is None and bool(residue(figure, case.marks))


def _has_clause(case: Case) -> bool:
    """Whether a base says of itself what it counts ("the 23 children who left care")."""
    limb = case.figure.limb
    return bool(re.search(r"\b(?:who|that|which)\b", case.marks.text[limb.start : limb.end]))


def _too_far(case: Case, tiers: list[int]) -> str | None:
    """A need beyond the sentence counts only for a figure that points back."""
    first = tiers[0]
    if case.cell or first <= LEAD:
        return None
    if case.counted.foreign:
        return "it counts something else"
    left = len(residue(case.figure, case.marks))
    counts = case.figure.unit == "count" and case.figure.relation.kind == "actual"
    counts = counts and not _POINTS_AT_LEVEL.match(case.marks.text)
    if counts and left and _OF_THESE.match(case.marks.text):
        return "its own words say something else of a part"
    if min(tiers) > LEAD and left >= (_WORDS_OF_A_COUNT if counts else _WORDS_OF_ITS_OWN):
        return "its sentence has a subject of its own"
    if first in (BEFORE, HEADING) and (
        case.anaphoric or min(tiers) <= (HOST if counts else SENTENCE)
    ):
        return None
    if first == TITLE and min(tiers) <= SENTENCE:
        return None
    return "the words that name it stand too far away"


_POINTS_AT_LEVEL = re.compile(
    r"\W*(?:this|it|that|which)\s(?:is|was|represents|represented|compares|compared)\b",
    re.IGNORECASE,
)

_OF_THESE = re.compile(r"\W*(?:out )?of (?:these|those|them)\b", re.IGNORECASE)

_NOT = re.compile(
    r"\b(?:did|do|does|have|has|had|were|was|are|is|could|would|been) not\b(?! (?:only|just|yet)\b)"
    r"|\b(?:did|does|do|have|has|had|were|was|are|is)n[’']t\b",
    re.IGNORECASE,
)


def _denied(case: Case, pattern: CompiledPattern) -> bool:
    """Whether a figure is of those of whom the measure is not true ("19 children have not had
    a check"), and the words that deny it are none that the pattern asks for."""
    if case.cell or case.figure.relation.kind != "actual":
        return False
    needed = frozenset(key for need in pattern.needs for key in need)
    limb = case.figure.limb
    found = _NOT.search(case.marks.text, max(limb.start, case.figure.number.end), limb.end)
    return found is not None and not any(
        m.start < found.end() and m.end > found.start()
        for m in case.marks.concepts
        if m.concept in needed or m.dimension in needed
    )


def _counts_else(case: Case, pattern: CompiledPattern, measure: Measure, tier: int) -> str | None:
    """A count of something else is not this measure."""
    counted = case.counted
    shares = case.figure.unit == "percent" and case.figure.relation.kind == "actual"
    if shares and counted.foreign and measure.counts and not case.cell and tier > HOST:
        return f"it is a share of “{counted.words}”"
    if case.figure.unit != "count" or adopted_unit(case.figure, pattern) is not None:
        return None
    if case.figure.number.value != int(case.figure.number.value) or case.figure.number.value < 0:
        return "nobody counts in fractions"
    if measure.counts and counted.words:
        allowed = set(measure.counts)
        if counted.head is not None and not counted.head & allowed:
            return f"it counts “{counted.words}”"
        only_adjectives = bool(counted.keys) and counted.keys <= set(measure.dimensions)
        if (
            not counted.keys & allowed
            and not only_adjectives
            and not (counted.generic and "child" in allowed)
        ):
            return f"it counts “{counted.words}”"
    if counted.foreign and tier > SENTENCE:
        return f"it counts “{counted.words}”"
    known = frozenset(measure.dimensions).union(measure.counts, *pattern.needs, *pattern.context)
    part = case.figure.relation.cue == "part" and tier == HOST
    if part and residue(case.figure, case.marks, known):
        return "its own words say something else of a part"
    if measure.whole and not case.cell and case.figure.relation.kind != "change":
        return only_some(case, pattern, measure, tier)
    return None


def _units(pattern: CompiledPattern, figure: Figure) -> frozenset[Unit]:
    """The units in which the pattern's measure, or a change of it, may be given."""
    if figure.relation.kind != "change":
        return pattern.units
    allowed: set[Unit] = set(pattern.units)
    if "percent" in allowed:
        allowed.add("percentage_points")
    if allowed & {"count", "currency_gbp", "fte", "days", "weeks", "months"}:
        allowed.add("percent")
    return frozenset(allowed)


_UNPRINTED: frozenset[Unit] = frozenset({"score", "ratio", "fte", "days", "weeks", "months"})


def adopted_unit(figure: Figure, pattern: CompiledPattern) -> Unit | None:
    """The unit of a measure that is given in one unit only, for a figure that prints none
    ("the average SDQ score was 14.2"); None where the figure has a unit of its own."""
    if figure.number.unit is not None or figure.unit != "count" or len(pattern.units) != 1:
        return None
    return next((unit for unit in pattern.units if unit in _UNPRINTED), None)


def _weighed(case: Case, pattern: CompiledPattern) -> Weighed:
    found = [at for need in pattern.needs if (at := case.tiers.tier_of(need, TITLE))]
    context = [at for need in pattern.context if (at := case.tiers.tier_of(need))]
    first = found[0][0]
    matched = sum(words for _, words in found)
    near_context = sum(1 for tier, _ in context if tier <= SENTENCE)
    near = sum(1 for tier, _ in (*found, *context) if tier <= HOST)
    rank = (
        first,
        -near,
        sum(tier for tier, _ in found[1:]),
        -near_context,
        -len(found),
        -matched,
        -len(context),
    )
    return Weighed(pattern, rank, first)


def _dimensions(
    case: Case, pattern: CompiledPattern, measure: Measure
) -> tuple[tuple[str, str], ...]:
    """The pattern's own dimensions, those it needs, and those its measure may carry."""
    out = dict(pattern.dimensions)
    needed = _met_by(case, pattern)
    for key in needed:
        if "=" in key and case.tiers.tier_of({key}) is not None:
            name, _, value = key.partition("=")
            if name in measure.dimensions:
                out.setdefault(name, value)
    for name in measure.dimensions:
        if name not in out:
            found = _value_of(case, name, name in needed or name == "budget_line")
            if found is not None:
                out[name] = found
    return tuple(sorted(out.items()))


def _met_by(case: Case, pattern: CompiledPattern) -> set[str]:
    """The keys that meet the pattern's needs: of alternatives those that stand nearest."""
    met: set[str] = set()
    for need in pattern.needs:
        best = case.tiers.tier_of(need, TITLE)
        if best is not None:
            nearest = best[0]
            for key in need:
                at = case.tiers.tier_of({key}, TITLE)
                if at is not None and at[0] == nearest:
                    met.add(key)
    return met


def _value_of(case: Case, dimension: str, needed: bool) -> str | None:
    """The value of a dimension that governs the figure.

    One that the pattern needs is taken from wherever it is nearest; one that it may carry
    only from the figure's limb, its host's, a list lead, or the outer labels of a cell.
    """
    for tier, marks in enumerate(case.tiers.marks):
        if not needed and tier not in (LIMB, HOST, LEAD) and not (case.cell and tier < HEADING):
            continue
        here = [m for m in marks if m.dimension == dimension]
        if not here and tier == LIMB and needed and not case.cell and _the_others(case):
            return "other"
        before = [m for m in here if tier == LIMB and m.end <= case.figure.number.start]
        if dimension == "budget_line" and before and not case.cell:
            return before[0].value  # "Fostering is forecast to overspend by £1m on placements"
        if here:
            return _preferred(here, case.figure.number.end if tier == LIMB else None).value
        if tier == HOST and not needed:
            inherited = dict(case.inherited).get(dimension)
            if inherited is not None:
                return inherited
    return None


_OTHER = re.compile(r"^\W*(?:and\s+)?(?:(?:the\s+)?others?|in other \w+)\W*$", re.IGNORECASE)


def _the_others(case: Case) -> bool:
    """Whether the limb says no more than "other": the rest of an enumeration."""
    limb, number = case.figure.limb, case.figure.number
    words = case.marks.text[limb.start : number.start] + case.marks.text[number.end : limb.end]
    return bool(_OTHER.match(re.sub(r"\([^()]*\)|\d[\d.,]*%?|[()]", "", words)))


def _preferred(marks: list[ConceptMark], after: int | None) -> ConceptMark:
    """Of several values the longest phrase, then the first behind the figure."""
    return min(
        marks,
        key=lambda m: (-(m.end - m.start), after is not None and m.start < after, m.start),
    )
