"""Binding the figures of a sentence or list item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area, Number, Period
from extractor.binding.area import UNNAMED, area_of_figure
from extractor.binding.candidates import OPENING_BASE
from extractor.binding.discourse.context import Context, Setting
from extractor.binding.discourse.coreference import from_before
from extractor.binding.discourse.foretold import as_those_before
from extractor.binding.discourse.plain_reference import is_plain_reference
from extractor.binding.forecasts_and_signs import (
    in_its_mood,
    in_its_time,
    is_of_a_year,
    with_its_level,
    with_sign,
)
from extractor.binding.grammar.happened import came_about
from extractor.binding.measures.choose import Choice, choose_in_sentence
from extractor.binding.measures.evidence import BEFORE, CLAUSE, in_silent_unit
from extractor.binding.measures.shares_of_parts import (
    with_shares_of_wholes,
    without_shares_of_parts,
)
from extractor.binding.model import WIDER, Binding, BoundMeasure, BoundPeriod, Figure
from extractor.binding.periods.candidates import FROM_TO, dated_sentence
from extractor.binding.periods.counted_over import over_a_span
from extractor.binding.periods.in_sentences import period_of_figure
from extractor.binding.periods.present import levels_before_now
from extractor.binding.periods.reference_times import ABOVE
from extractor.binding.sentences.clause_context import match_context
from extractor.binding.sentences.read import Sentence, read_sentence
from extractor.binding.sentences.too_many_figures import bind_crowded, is_crowded
from extractor.binding.subjects.base_of_share import base_words
from extractor.binding.subjects.in_sentences import Subjects
from extractor.binding.units.in_sentences import MOST_APART
from extractor.regex import regex
from extractor.rulebook.model import Measure, Rulebook
from extractor.types import AGE_BAND

SMALL = 13
"""Counts below this, written as words, are mostly single cases ("five of them moved"), not a
population."""


def bind_sentence(
    context: Context, numbers: Sequence[Number], setting: Setting
) -> tuple[list[Binding], list[Number]]:
    """Bind every candidate of a sentence.

    Returns the bindings, and the candidates that the text denies, each with the reason.
    """
    if is_crowded(numbers):
        return bind_crowded(context, numbers, setting.home), []
    rulebook = setting.rulebook
    sentence = read_sentence(context, numbers, rulebook)
    context, annotated = sentence.context, sentence.context.annotated
    choices = _choices(sentence, setting)
    measures = from_before(
        [c.bound for c in choices], sentence.figures, sentence.counted, context, rulebook
    )
    known = [bound is not None for bound in measures]
    moods = [
        in_its_mood(f, m, context, w.governed, rulebook)
        for f, m, w in zip(sentence.figures, measures, sentence.words, strict=True)
    ]
    measures, figures = [bound for bound, _ in moods], [figure for _, figure in moods]
    for at, figure in enumerate(figures):  # what one comes to may come to another
        figures[at] = with_its_level(figure, figures, annotated.text)
    areas = [area_of_figure(f, annotated, setting.home, figures) for f in figures]
    measures = _of_enough_people(figures, measures, areas, rulebook)
    measures = without_shares_of_parts(figures, measures, annotated, rulebook)
    measures = with_shares_of_wholes(figures, measures, annotated.text)
    periods = _periods(sentence, figures, measures, areas, setting)
    bindings: list[Binding] = []
    excluded: list[Number] = []
    subjects = Subjects(context, figures, rulebook.words)
    for figure, noun, bound in zip(figures, sentence.counted, measures, strict=True):
        at = figure.index
        reason = _not_bound(figure, annotated.text, named=known[at])
        if reason is not None:
            excluded.append(replace(figure.number, excluded=reason))
            continue
        period, choice = periods[at], choices[at]
        figure = in_its_time(in_silent_unit(figure, bound), bound, period.period, context, setting)
        figure = as_those_before(
            figure, bound, period, context.foretold, annotated, rulebook.measures
        )
        if bound is None and _is_decimal(figure):
            figure = replace(figure, unit="ratio")
        said = figure  # what a bracket says again is named before it
        if figure.clause.bracket and figure.antecedent is not None:
            said = figures[figure.antecedent]
        own = [m for m in annotated.concepts if said.clause.holds(m.start)]
        figure = with_sign(figure, bound, own, said.number.start, rulebook)
        bindings.append(
            Binding(
                figure, bound, period, areas[at], subjects.of(figure, noun),
                base_words(figure, annotated), _denominator(figure, figures, annotated),
                _doubts(figure, bound, period, areas[at], context, rulebook), choice.rejected,
                nearest=choice.nearest if bound is None else None,
                unexplained=choice.unexplained if bound is None else (),
            )
        )  # fmt: skip
    return bindings, excluded


def _of_enough_people(
    figures: Sequence[Figure],
    measures: Sequence[BoundMeasure | None],
    areas: Sequence[Area],
    rulebook: Rulebook,
) -> list[BoundMeasure | None]:
    """The measures, without those of numbers of people that other areas cannot have: "470 children
    … is below the average for England (59)" is no number of England's children but a rate."""

    def counted(figure: Figure, bound: BoundMeasure | None) -> str | None:
        if bound is None or figure.unit != "count" or figure.relation.kind == "change":
            return None
        measure = bound.pattern.measure
        return measure if "count" in rulebook.measures[measure].units else None

    rows = list(zip(figures, measures, areas, strict=True))
    most: dict[str, float] = {}
    for figure, bound, area in rows:
        if area.level == "local" and (measure := counted(figure, bound)):
            most[measure] = max(most.get(measure, 0), figure.number.value)
    least = dict.fromkeys(WIDER, 1.0) | {"statistical_neighbours": 1 / MOST_APART}
    return [
        None
        if (measure := counted(figure, bound)) is not None
        and figure.number.value < least.get(area.level, 0) * most.get(measure, 0)
        else bound
        for figure, bound, area in rows
    ]


def _not_bound(figure: Figure, text: str, *, named: bool) -> str | None:
    """Why a candidate is no figure after all; `named`: a measure is known for it."""
    if figure.relation.denied:
        return "denied in the text"
    if not named and _is_decimal(figure) and _FOR_EVERY.search(text):
        return "ratio of a kind that no rule knows"
    if figure.clause.base_of is not None and not named:
        return "base"
    return None


def _periods(
    sentence: Sentence,
    figures: Sequence[Figure],
    measures: Sequence[BoundMeasure | None],
    areas: Sequence[Area],
    setting: Setting,
) -> dict[int, BoundPeriod]:
    """The periods of the figures, by their index."""
    context, text = sentence.context, sentence.context.annotated.text
    passage = replace(context.passage, list_intro=tuple(line.text for line in context.list_intro))
    dated = dated_sentence(
        figures, context.annotated, passage, context.before, setting.times,
        [words.governed for words in sentence.words],
    )  # fmt: skip
    periods: dict[int, BoundPeriod] = {}
    for index in _antecedents_first(figures):
        figure, bound = figures[index], measures[index]
        measure = setting.rulebook.measures[bound.pattern.measure] if bound else None
        kind, lasting = (measure.kind, measure.lasting) if measure else (None, False)
        if measure is None and _may_have_come_about(figure, context.annotated):
            kind, lasting = ("flow", False) if figure.unit == "count" else (None, True)
        yearly = is_of_a_year(figure, measure, text)
        of_years = measure is not None and measure.span == "several_years"
        period = period_of_figure(figure, dated, kind, periods, yearly, lasting, of_years)
        periods[index] = _of_its_source(figure, areas[index], figures, setting.home, text, period)
    for index in levels_before_now(figures, measures, text):
        if periods[index].source != "stated":
            periods[index] = BoundPeriod(None, None)
    return periods


def _may_have_come_about(figure: Figure, annotated: Annotations) -> bool:
    """Whether a figure of no measure counts what came about, or is a share of it."""
    if figure.unit not in ("count", "percent") or figure.relation.kind != "actual":
        return False
    return came_about(annotated.syntax, figure.number)


_LATEST = regex(
    r"\b(?:most recent(?:ly)?|latest|last)\s+(?:published|available|reported|validated|known)?\s*"
    r"(?:national|regional|england|figures?|data|statistics)\b|\b(?:latest|last) published\b",
    re.IGNORECASE,
)


_AWAY = ABOVE | {"paragraph"}
"""Places outside a sentence from which a figure may take its time."""


def _of_its_source(
    figure: Figure,
    area: Area,
    figures: Sequence[Figure],
    home: Area,
    text: str,
    period: BoundPeriod,
) -> BoundPeriod:
    """The period of a figure, none where it is the latest of another source, and with a doubt where
    a figure of the country or the region takes the time of the council's elsewhere."""
    if _is_of_another_source(figure, area, figures, home, text, period):
        return BoundPeriod(None, None)
    if period.period is None or period.source not in _AWAY or period.doubts:
        return period
    return replace(period, doubts=("period_carried",)) if area.level in WIDER else period


def _is_of_another_source(
    figure: Figure,
    area: Area,
    figures: Sequence[Figure],
    home: Area,
    text: str,
    period: BoundPeriod,
) -> bool:
    """Whether a figure is said to be the latest that others have published: its time is then
    theirs and not that of the figure beside it ("the most recent national figure of 11%")."""
    if period.source == "stated" or figure.relation.cue != "comparator":
        return False
    elsewhere = area.level != home.level
    if elsewhere and period.period is not None and _is_no_day_of_statistics(period.period):
        return True
    start = figure.number.start
    before = max((f.number.end for f in figures if f.number.end <= start), default=0)
    return _LATEST.search(text, before, start) is not None


def _is_no_day_of_statistics(period: Period) -> bool:
    """Whether statistics are never published for a time: one that ends on the day of an
    inspection, in the middle of a month or of a quarter."""
    following = period.end + timedelta(days=1)
    if period.start is not None and following.day == 1:
        return period.start + timedelta(days=MONTH) >= period.end  # a single month
    return following.day != 1 or following.month % 3 != 1


MONTH = 31  # days, at most


_FOR_EVERY = regex(r"\b(?:for every|for each|(?:per|each) (?:\w+ )?household)\b", re.IGNORECASE)
"""What makes a fraction of people no figure of its own: "for every child who left, 1.8 came in"."""


def _is_decimal(figure: Figure) -> bool:
    """Whether a figure that prints no unit is no whole number, and so counts nothing."""
    return figure.unit in ("count", "ratio") and figure.number.value % 1 != 0


def _choices(sentence: Sentence, setting: Setting) -> list[Choice]:
    """Choose measures in order, so that a figure may inherit a breakdown from its antecedent."""
    rulebook = setting.rulebook
    chosen: list[Choice] = []
    for index in range(len(sentence.figures)):
        case = match_context(sentence, index, chosen, rulebook)
        choice = choose_in_sentence(case, chosen, rulebook, explain=setting.explain)
        if _ends_a_change(sentence.figures, index, sentence.context.annotated):
            start = chosen[index - 1]
            if start.bound is None:
                choice = replace(choice, bound=None)
            elif choice.bound is None:
                choice = start
        chosen.append(choice)
    return chosen


def _ends_a_change(figures: Sequence[Figure], index: int, annotated: Annotations) -> bool:
    """Whether a figure is where a change led to that began with the one before ("the number of
    assessments that took over 45 days rose from 14% to 21%"): both have one subject, or none that
    a measure takes. What varies "from 6% in one team to 23% in another" is no change."""
    figure, start = figures[index], figures[index - 1]
    if not index or figure.relation.because not in FROM_TO or start.relation.cue != "earlier":
        return False
    between = range(start.number.end, figure.number.start)
    apart = any(m.start in between for m in annotated.concepts)
    alike = start.relation.because == figure.relation.because and start.unit == figure.unit
    return alike and not apart


def unnamed(binding: Binding) -> Binding:
    """The binding without its measure, where the words around it are garbled."""
    if binding.measure is None:
        return binding
    return replace(binding, measure=None, doubts=(*binding.doubts, "measure_unknown"))


def _antecedents_first(figures: Sequence[Figure]) -> list[int]:
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


def _has_an_age_not_read(figure: Figure, measure: Measure, annotated: Annotations) -> bool:
    """Whether a clause gives an age that is read as no band, of a measure that has bands: "83% of
    care leavers up to the age of 21"."""
    bands = [m for m in annotated.concepts if m.dimension == AGE_BAND]
    if AGE_BAND not in measure.dimensions or any(figure.clause.holds(m.start) for m in bands):
        return False
    return any(n.excluded == "age" and figure.clause.holds(n.start) for n in annotated.numbers)


_STATES = regex(r";\s[^;()]*$")


def _is_of_next_statement(figure: Figure, bound: BoundMeasure, text: str) -> bool:
    """Whether a sum stands behind a semicolon, and the words for what it is of before that: "legal
    fees caused the pressure; the accounts closed £310k under budget"."""
    if figure.unit != "currency_gbp" or bound.farthest == CLAUSE:
        return False
    return _STATES.search(text, figure.clause.start - 2, figure.number.start) is not None


def _doubts(
    figure: Figure,
    bound: BoundMeasure | None,
    period: BoundPeriod,
    area: Area,
    context: Context,
    rulebook: Rulebook,
) -> tuple[str, ...]:
    doubts = ["area_unclear"] if area == UNNAMED else []
    annotated, text = context.annotated, context.annotated.text
    measure = rulebook.measures[bound.pattern.measure] if bound is not None else None
    if measure is not None and measure.kind == "stock" and over_a_span(figure, period, annotated):
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
        if bound.loose or (measure and _has_an_age_not_read(figure, measure, annotated)):
            doubts.append("words_unexplained")
        plain = is_plain_reference(figure, bound, context)
        if bound.unclear and not plain:
            doubts.append("population_unclear")
        inherited = max(bound.tier, bound.farthest) >= BEFORE and not plain
        if inherited or _is_of_next_statement(figure, bound, text):
            doubts.append("measure_inherited")
    doubts.extend(period.doubts)
    on_a_day = period.period is not None and period.period.start is None
    came_about = measure is not None and measure.kind == "flow" and figure.unit == "count"
    if came_about and on_a_day and not period.doubts:
        doubts.append("period_carried")  # what came about has no day of its own
    if period.period is None:
        doubts.append("period_unknown")
    elif period.source in ABOVE and not period.doubts:
        doubts.append("period_inherited")
    return tuple(doubts)
