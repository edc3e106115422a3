"""Binding the figures of a sentence or list item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area, Kind, Number, Period
from extractor.binding.area import WIDER, area_of_figure
from extractor.binding.candidates import OPENING_BASE
from extractor.binding.clause_context import match_context
from extractor.binding.clauses import find_clauses, with_named_brackets
from extractor.binding.context import Context
from extractor.binding.coreference import (
    Share,
    distribute,
    from_before,
    with_carried_units,
    with_referents,
    without_asides,
)
from extractor.binding.evidence import BEFORE, in_silent_unit
from extractor.binding.governor import named_as
from extractor.binding.grammar import read_grammar
from extractor.binding.head_noun import HeadNoun, head_noun
from extractor.binding.measure import Choice, choose_in_sentence
from extractor.binding.model import (
    Binding,
    BoundMeasure,
    BoundPeriod,
    Clause,
    Figure,
    Relation,
)
from extractor.binding.mood import in_its_mood, in_its_time, is_of_a_year, with_sign
from extractor.binding.period import period_of_figure
from extractor.binding.relations import in_their_order, relate
from extractor.binding.subject import Subjects, base_words
from extractor.binding.units import units_of_list, units_of_sentence
from extractor.regex import regex
from extractor.rulebook.model import Rulebook

SMALL = 13
"""Counts below this, written as words, are mostly single cases ("five of them moved"), not a
population."""


def bind_sentence(
    context: Context, numbers: Sequence[Number]
) -> tuple[list[Binding], list[Number]]:
    """Bind every candidate of a sentence.

    Returns the bindings, and the candidates that the text denies, each with the reason.
    """
    context = without_asides(with_referents(context))
    annotated = context.annotated
    clauses = with_named_brackets(annotated, numbers, find_clauses(annotated.text, numbers))
    relations = relate(annotated, numbers, clauses)
    clauses, relations = in_their_order(annotated.text, numbers, clauses, relations)
    figures = [_as_named(f, context) for f in _figures(context, numbers, clauses, relations)]
    figures, nouns = _with_nouns(figures, context)
    choices = _choices(context, figures, nouns)
    measures = from_before([c.bound for c in choices], figures, context)
    known = [bound is not None for bound in measures]
    moods = [in_its_mood(f, m, context) for f, m in zip(figures, measures, strict=True)]
    measures, figures = [bound for bound, _ in moods], [figure for _, figure in moods]
    areas = [area_of_figure(f, annotated, context.home, figures) for f in figures]
    bindings: list[Binding] = []
    periods: dict[int, BoundPeriod] = {}
    passage = replace(context.passage, list_intro=context.list_intro)
    for index in _hosts_first(figures):
        bound = measures[index]
        measure = context.rulebook.measures[bound.pattern.measure] if bound else None
        kind = measure.kind if measure else None
        yearly = is_of_a_year(figures[index], measure, annotated.text)
        periods[index] = period_of_figure(
            figures[index], figures, annotated, passage, context.before, kind, context.times,
            periods, yearly, measure is not None and measure.lasting,
        )  # fmt: skip
        periods[index] = _of_its_source(
            figures[index], areas[index], figures, context, periods[index]
        )
    excluded: list[Number] = []
    subjects = Subjects(context, figures)
    for figure, noun, bound in zip(figures, nouns, measures, strict=True):
        if figure.relation.denied:
            excluded.append(replace(figure.number, excluded="denied in the text"))
            continue
        if not known[figure.index] and _is_loose_ratio(figure):
            excluded.append(replace(figure.number, excluded="ratio of a kind that no rule knows"))
            continue
        if figure.clause.base_of is not None and not known[figure.index]:
            excluded.append(replace(figure.number, excluded="base"))
            continue
        figure = in_its_time(
            in_silent_unit(figure, bound), bound, periods[figure.index].period, context
        )
        named = figure  # what a bracket says again is named before it
        if figure.clause.bracket and figure.antecedent is not None:
            named = figures[figure.antecedent]
        own = [m for m in annotated.concepts if named.clause.holds(m.start)]
        figure = with_sign(figure, bound, own, named.number.start, context.rulebook)
        bindings.append(
            Binding(
                figure, bound, periods[figure.index],
                areas[figure.index],
                subjects.of(figure, noun),
                base_words(figure, annotated), _denominator(figure, figures, annotated),
                _doubts(figure, bound, periods[figure.index], context),
                choices[figure.index].rejected,
                nearest=choices[figure.index].nearest if bound is None else None,
                unexplained=choices[figure.index].unexplained if bound is None else (),
            )
        )  # fmt: skip
    return bindings, excluded


_LATEST = regex(
    r"\b(?:most recent(?:ly)?|latest|last)\s+(?:published|available|reported|validated|known)?\s*"
    r"(?:national|regional|england|figures?|data|statistics)\b|\b(?:latest|last) published\b",
    re.IGNORECASE,
)


_AWAY = frozenset({"paragraph", "heading", "title", "document"})
"""Places outside a sentence from which a figure may take its time."""


def _of_its_source(
    figure: Figure, area: Area, figures: Sequence[Figure], context: Context, period: BoundPeriod
) -> BoundPeriod:
    """The period of a figure, none where it is the latest of another source, and with a doubt where
    a figure of the country or the region takes the time of the council's elsewhere."""
    if _is_of_another_source(figure, area, figures, context, period):
        return BoundPeriod(None, None)
    if period.period is None or period.source not in _AWAY or period.doubts:
        return period
    return replace(period, doubts=("period_carried",)) if area.level in WIDER else period


def _is_of_another_source(
    figure: Figure, area: Area, figures: Sequence[Figure], context: Context, period: BoundPeriod
) -> bool:
    """Whether a figure is said to be the latest that others have published: its time is then
    theirs and not that of the figure beside it ("the most recent national figure of 11%")."""
    if period.source == "stated" or figure.relation.cue != "comparator":
        return False
    elsewhere = area.level != context.home.level
    if elsewhere and period.period is not None and _is_no_day_of_statistics(period.period):
        return True
    start = figure.number.start
    before = max((f.number.end for f in figures if f.number.end <= start), default=0)
    return _LATEST.search(context.annotated.text, before, start) is not None


def _is_no_day_of_statistics(period: Period) -> bool:
    """Whether statistics are never published for a time: one that ends on the day of an
    inspection, in the middle of a month or of a quarter."""
    following = period.end + timedelta(days=1)
    if period.start is not None and following.day == 1:
        return period.start + timedelta(days=MONTH) >= period.end  # a single month
    return following.day != 1 or following.month % 3 != 1


MONTH = 31  # days, at most


def _is_loose_ratio(figure: Figure) -> bool:
    """Whether a figure is a fraction of people or things and of no known measure ("1.9
    children per household", "for every child who left, 1.8 came in")."""
    return figure.unit in ("count", "ratio") and figure.number.value % 1 != 0


def _figures(
    context: Context,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    relations: Sequence[Relation],
) -> list[Figure]:
    annotated = context.annotated
    draft = [
        Figure(i, n, clause, relation, n.unit or "count")
        for i, (n, clause, relation) in enumerate(zip(numbers, clauses, relations, strict=True))
    ]
    nouns = [head_noun(f, annotated).words for f in draft]
    units = units_of_sentence(annotated.text, numbers, relations, nouns)
    bare = [not noun or _is_labelled(n, annotated) for n, noun in zip(numbers, nouns, strict=True)]
    units = units_of_list(units, numbers, bare, context.passage.list_intro)
    return [replace(f, unit=unit) for f, unit in zip(draft, units, strict=True)]


def _is_labelled(number: Number, annotated: Annotations) -> bool:
    """Whether the label of a list item's figure is a place: "England: 61"."""
    return any(
        not annotated.text[area.end : number.start].strip(" :–-=")
        for area in annotated.areas
        if area.end <= number.start
    )


def _with_nouns(figures: Sequence[Figure], context: Context) -> tuple[list[Figure], list[HeadNoun]]:
    """The figures with the units that they take from the sentence before, and what each counts:
    after a share that is named behind "of"."""
    nouns = [head_noun(f, context.annotated) for f in figures]
    carried = with_carried_units(figures, nouns, context)
    return carried, [
        noun if now.unit == before.unit else head_noun(now, context.annotated)
        for now, before, noun in zip(carried, figures, nouns, strict=True)
    ]


def _as_named(figure: Figure, context: Context) -> Figure:
    """The figure as a target or a floor where it is the value of a noun that says so."""
    if figure.relation.kind != "actual":
        return figure
    noun = named_as(context.annotated.syntax, figure.number)
    kind = _kind_of_noun(noun, context.rulebook) if noun is not None else None
    if kind is None:
        return figure
    return replace(
        figure, relation=replace(figure.relation, kind=kind, cue=kind, because=f"“{noun}”")
    )


def _kind_of_noun(noun: str, rulebook: Rulebook) -> Kind | None:
    """The kind that a noun in normal form gives its value ("target", "ambition", "forecast"); a
    change needs more evidence."""
    for role in rulebook.labels:
        if role.kind in ("target", "floor", "forecast") and noun in role.words:
            return role.kind
    return None


def _choices(
    context: Context,
    figures: Sequence[Figure],
    nouns: Sequence[HeadNoun],
) -> list[Choice]:
    """Choose measures in order, so that a figure may inherit a breakdown from its antecedent."""
    dealt = distribute(context.annotated, figures, context.rulebook)
    grammar = read_grammar(
        context.annotated.syntax, [f.number for f in figures], context.rulebook.words
    )
    chosen: list[Choice] = []
    for figure, noun in zip(figures, nouns, strict=True):
        share = dealt[figure.index] if dealt else Share(context.annotated, ())
        elliptical = noun.generic or not noun.words
        case = match_context(context, figure, figures, share, grammar, elliptical, chosen)
        chosen.append(choose_in_sentence(case, chosen, context.rulebook, explain=context.explain))
    return chosen


def _over_a_span(figure: Figure, annotated: Annotations) -> bool:
    """Whether a clause counts over a span of time ("have been placed there in the past year"):
    a level is on a day."""
    return any(p.cue == "during" and figure.clause.holds(p.start) for p in annotated.periods)


def unnamed(binding: Binding) -> Binding:
    """The binding without its measure, where the words around it are garbled."""
    if binding.measure is None:
        return binding
    return replace(binding, measure=None, doubts=(*binding.doubts, "measure_unknown"))


def _hosts_first(figures: Sequence[Figure]) -> list[int]:
    """The indexes of the figures so that each comes after the one it is compared with, and
    changes after the levels that they are between."""
    order: list[int] = []

    def visit(index: int, path: frozenset[int]) -> None:
        if index in order or index in path:
            return
        figure = figures[index]
        for antecedent in (figure.relation.antecedent, figure.clause.antecedent):
            if antecedent is not None:
                visit(antecedent, path | {index})
        order.append(index)

    for figure in figures:
        if figure.relation.kind != "change":
            visit(figure.index, frozenset())
    for figure in figures:
        visit(figure.index, frozenset())
    return order


def _denominator(figure: Figure, figures: Sequence[Figure], annotated: Annotations) -> float | None:
    """The number of a share's base, where the sentence opens with it ("Of the 717 …")."""
    bases = [n for n in annotated.numbers if n.excluded in ("base", "restated base")]
    opening = [f for f in figures if OPENING_BASE.match(annotated.text[: f.number.start])]
    if figure.unit in ("percent", "count") and figure.relation.kind == "actual":
        for other in figures:
            if other.clause.base_of is not None and figure.clause.holds(other.number.start):
                return None if other.index == figure.index else other.number.value
        for number in bases:
            if figure.clause.holds(number.start) or number.start < figures[0].number.start:
                return number.value
        if opening and opening[0].index != figure.index and opening[0].unit == "count":
            return opening[0].number.value
    return None


def _doubts(
    figure: Figure, bound: BoundMeasure | None, period: BoundPeriod, context: Context
) -> tuple[str, ...]:
    doubts: list[str] = []
    measure = context.rulebook.measures[bound.pattern.measure] if bound is not None else None
    if measure is not None and measure.kind == "stock" and _over_a_span(figure, context.annotated):
        doubts.append("stock_over_span")
    number = figure.number
    if number.worded and figure.unit == "count" and number.value < SMALL:
        doubts.append("worded_count")
    if figure.relation.cue == "part":
        doubts.append("part_of_a_figure")
    if bound is None:
        doubts.append("measure_unknown")
    else:
        if bound.rivals:
            doubts.append("measure_ambiguous")
        if bound.loose:
            doubts.append("words_unexplained")
        if bound.unclear:
            doubts.append("population_unclear")
        if max(bound.tier, bound.farthest) >= BEFORE:
            doubts.append("measure_inherited")
    doubts.extend(period.doubts)
    if period.period is None:
        doubts.append("period_unknown")
    elif period.source in ("title", "document", "heading") and not period.doubts:
        doubts.append("period_inherited")
    return tuple(doubts)
