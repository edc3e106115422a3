"""Binding the figures of a sentence or list item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.figures.area import area_of_figure
from extractor.figures.counted import Counted, counted
from extractor.figures.limbs import find_limbs
from extractor.figures.measure import Case, adopted_unit, bind_measure, rejected
from extractor.figures.model import (
    Binding,
    BoundMeasure,
    BoundPeriod,
    Figure,
    Limb,
    Relation,
)
from extractor.figures.period import Times, is_ahead, is_running, period_of_figure
from extractor.figures.relations import relate
from extractor.figures.scopes import BEFORE, Surroundings, surroundings, tiers_of
from extractor.figures.subject import base_words, subject_of
from extractor.figures.units import units_of_sentence
from extractor.marks.model import Area, ConceptMark, Number, Period
from extractor.marks.read import Marker, Marks
from extractor.passages.model import Passage
from extractor.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with its marks and everything around it that may explain its figures.

    `spoken_of` are concepts that the report speaks of again and again. For a table cell
    `scale` is that of money printed alike elsewhere in the report, and `left` are the
    periods of the cells to the left in its row, nearest first.
    """

    passage: Passage
    marks: Marks
    before: tuple[Marks, ...]
    title: str | None
    times: Times
    home: Area
    marker: Marker
    rulebook: Rulebook
    lead: tuple[str, ...] = ()
    explain: bool = False
    spoken_of: tuple[ConceptMark, ...] = ()
    scale: float = 1.0
    left: tuple[Period, ...] = ()

    def around(self) -> Surroundings:
        """The concept marks of lead, sentences before, headings and title."""
        passage = replace(self.passage, lead=self.lead)
        return surroundings(passage, self.before, self.title, self.marker, self.spoken_of)


_OPENING_BASE = re.compile(
    r"^\W*(?:of|out of|from|among|amongst)\s+(?:the|these|those|our|this|a total of|all)?\s*"
    r"(?:total\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\s+(?=[\d£A-Z])")
_ANAPHORA = re.compile(
    r"^\W*(?:(?:the\s+)?(?:performance|figure|rate|proportion|percentage|number|total|compliance"
    r"|position|result|average|remaining|remainder|majority|most|rest|target|score|actual|increase|decrease|rise|fall|reduction|change)|this|these"
    r"|those|it|they|of\s+(?:these|those|them|this)|which|that|both|overall|nationally|locally"
    r"|compared|up|down|an?\s+(?:increase|decrease|rise|fall|reduction|improvement)|\d|none|england)"
    r"|\bof (?:them|these|those|whom)\b|\b(?:performance|compliance|this|these|average|figure)\b",
    re.IGNORECASE,
)


def candidates_of(
    passage: Passage, marks: Marks, stated: dict[float, Period]
) -> tuple[list[Number], list[Number]]:
    """The numbers of a passage that may be statistics, and the others with their reasons.

    In a table only what stands in the cell itself counts. A base that a sentence opens
    with is refused where the report has stated the same count before.
    """
    candidates: list[Number] = []
    refused: list[Number] = []
    for number in marks.numbers:
        if passage.cell is not None and not (
            passage.cell.start <= number.start and number.end <= passage.cell.end
        ):
            continue
        if number.refused is not None:
            refused.append(number)
        elif _within_age(number, marks):
            refused.append(replace(number, refused="age"))
        elif _PARAGRAPH.match(marks.text[number.start :]) and not number.start:
            refused.append(replace(number, refused="paragraph number"))
        elif passage.cell is None and number.unit is None and _alone(number, marks.text):
            refused.append(replace(number, refused="number without words"))
        elif _restated_base(number, marks.text, stated):
            refused.append(replace(number, refused="restated base"))
        else:
            candidates.append(number)
    return candidates, refused


def _within_age(number: Number, marks: Marks) -> bool:
    """Whether the number is part of an age band ("39% were 10 to 15", by age)."""
    return number.unit is None and any(
        m.dimension == "age_band" and m.start <= number.start and number.end <= m.end
        for m in marks.concepts
    )


def _alone(number: Number, text: str) -> bool:
    """Whether the text is nothing but the number: a torn paragraph number, a chart label."""
    return not any(c.isalpha() for c in text[: number.start] + text[number.end :])


def _restated_base(number: Number, text: str, stated: dict[float, Period]) -> bool:
    opening = bool(_OPENING_BASE.match(text[: number.start]))
    return opening and number.value in stated and number.value > 1


def bind_sentence(
    context: Context, numbers: Sequence[Number]
) -> tuple[list[Binding], list[Number]]:
    """Bind every candidate of a sentence; figures that the text denies come back refused."""
    marks = context.marks
    limbs = find_limbs(marks.text, numbers)
    relations = relate(marks, numbers, limbs)
    figures = _figures(marks, numbers, limbs, relations)
    around = context.around()
    nouns = [counted(f, marks) for f in figures]
    cases, measures = _measures(context, figures, nouns, around)
    bindings: list[Binding] = []
    periods: dict[int, BoundPeriod] = {}
    for index in _hosts_first(figures):
        bound = measures[index]
        measure = context.rulebook.measures[bound.pattern.measure] if bound else None
        kind = measure.kind if measure else None
        yearly = measure is not None and measure.span == "financial_year"
        periods[index] = period_of_figure(
            figures[index], figures, marks, replace(context.passage, lead=context.lead),
            context.before, kind, context.times, periods, yearly,
        )  # fmt: skip
    refused: list[Number] = []
    for figure, noun, bound in zip(figures, nouns, measures, strict=True):
        if figure.relation.denied:
            refused.append(replace(figure.number, refused="denied in the text"))
            continue
        if figure.limb.base_of is not None and bound is None:
            refused.append(replace(figure.number, refused="base"))
            continue
        figure = in_its_time(with_unit(figure, bound), bound, periods[figure.index].period, context)
        bindings.append(
            Binding(
                figure, bound, periods[figure.index],
                area_of_figure(figure, marks, context.home, figures),
                subject_of(figure, marks, noun, context.passage),
                base_words(figure, marks), _denominator(figure, figures, marks),
                _doubts(figure, bound, periods[figure.index]),
                tuple(rejected(cases[figure.index], context.rulebook)) if context.explain else (),
            )
        )  # fmt: skip
    return bindings, refused


def in_its_time(
    figure: Figure, bound: BoundMeasure | None, period: Period | None, context: Context
) -> Figure:
    """The figure as a forecast where its time had not come when the report was written."""
    if figure.relation.kind != "actual" or period is None:
        return figure
    measure = context.rulebook.measures[bound.pattern.measure] if bound else None
    running = (
        measure is not None
        and measure.span == "financial_year"
        and (not measure.planned and is_running(period, context.times))
    )
    passage = context.passage
    told = " ".join([passage.caption or "", *(passage.cell.row_path if passage.cell else ())])
    ahead = passage.cell is not None and (
        is_ahead(period, context.times)
        or ("forecast" in told.lower() and is_running(period, context.times))
    )
    if running or ahead:
        because = "its time had not come"
        return replace(figure, relation=replace(figure.relation, kind="forecast", because=because))
    return figure


def _figures(
    marks: Marks, numbers: Sequence[Number], limbs: Sequence[Limb], relations: Sequence[Relation]
) -> list[Figure]:
    draft = [
        Figure(i, n, limb, relation, n.unit or "count")
        for i, (n, limb, relation) in enumerate(zip(numbers, limbs, relations, strict=True))
    ]
    nouns = [counted(f, marks).words for f in draft]
    units = units_of_sentence(marks.text, numbers, relations, nouns)
    return [
        replace(f, unit=unit, unit_from="figure" if f.number.unit else "sentence")
        for f, unit in zip(draft, units, strict=True)
    ]


def _measures(
    context: Context, figures: Sequence[Figure], nouns: Sequence[Counted], around: Surroundings
) -> tuple[list[Case], list[BoundMeasure | None]]:
    """Bind measures in order, so that a figure may inherit dimensions from its host."""
    cases: list[Case] = []
    anaphoric = bool(_ANAPHORA.search(context.marks.text))
    bound: list[BoundMeasure | None] = []
    for figure, noun in zip(figures, nouns, strict=True):
        host = figure.relation.host
        inherited: tuple[tuple[str, str], ...] = ()
        if host is not None and host < len(bound):
            before = bound[host]
            inherited = before.dimensions if before is not None else ()
        elliptical = noun.generic or not noun.words
        tiers = tiers_of(figure, figures, context.marks, around, elliptical)
        case = Case(figure, tiers, noun, context.marks, anaphoric, inherited=inherited)
        cases.append(case)
        bound.append(bind_measure(case, context.rulebook))
    return cases, bound


def with_unit(figure: Figure, bound: BoundMeasure | None) -> Figure:
    """The figure in the unit of its measure where it prints none itself."""
    unit = adopted_unit(figure, bound.pattern) if bound is not None else None
    return figure if unit is None else replace(figure, unit=unit, unit_from="measure")


def _hosts_first(figures: Sequence[Figure]) -> list[int]:
    """The indexes of the figures so that each comes behind the one it is set against, and
    changes behind the levels that they lie between."""
    order: list[int] = []

    def visit(index: int, path: frozenset[int]) -> None:
        if index in order or index in path:
            return
        figure = figures[index]
        for host in (figure.relation.host, figure.limb.host):
            if host is not None:
                visit(host, path | {index})
        order.append(index)

    for figure in figures:
        if figure.relation.kind != "change":
            visit(figure.index, frozenset())
    for figure in figures:
        visit(figure.index, frozenset())
    return order


def _denominator(figure: Figure, figures: Sequence[Figure], marks: Marks) -> float | None:
    """The number of a share's base, where the sentence opens with it ("Of the 717 …")."""
    bases = [n for n in marks.numbers if n.refused in ("base", "restated base")]
    opening = [f for f in figures if _OPENING_BASE.match(marks.text[: f.number.start])]
    if figure.unit in ("percent", "count") and figure.relation.kind == "actual":
        for other in figures:
            if other.limb.base_of is not None and figure.limb.holds(other.number.start):
                return None if other.index == figure.index else other.number.value
        for number in bases:
            if figure.limb.holds(number.start) or number.start < figures[0].number.start:
                return number.value
        if opening and opening[0].index != figure.index and opening[0].unit == "count":
            return opening[0].number.value
    return None


def _doubts(figure: Figure, bound: BoundMeasure | None, period: BoundPeriod) -> tuple[str, ...]:
    doubts: list[str] = []
    if bound is None:
        doubts.append("measure_unknown")
    else:
        if bound.rivals:
            doubts.append("measure_ambiguous")
        if bound.tier >= BEFORE:
            doubts.append("measure_inherited")
    if period.period is None:
        doubts.append("period_unknown")
    elif period.source in ("title", "document", "heading"):
        doubts.append("period_inherited")
    return tuple(doubts)
