"""Bind the figure of a table cell or card by its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.model import Direction, Kind, Number, Period, Unit
from extractor.binding.cells.read import Cell, have_aims, read_cell, without_column_words
from extractor.binding.clauses.relations import is_signed_aside
from extractor.binding.discourse.context import Context, Setting
from extractor.binding.flat_rows import FlatRow
from extractor.binding.forecasts_and_signs import in_its_time, with_sign
from extractor.binding.measures.choose import Choice, choose_measure
from extractor.binding.measures.evidence import (
    BEFORE,
    LIST_INTRO,
    TITLE,
    Account,
    MatchContext,
    in_silent_unit,
)
from extractor.binding.model import Binding, BoundMeasure, Clause, Figure, Relation
from extractor.binding.periods.in_cells import period_of_cell
from extractor.binding.units.in_tables import scaled
from extractor.passages.model import CellLabels
from extractor.regex import regex
from extractor.rulebook.model import Measure

_OF_MONEY = regex(r"£|\b(?:budget|outturn|forecast|spen[dt]|cost|expenditure)", re.I)


def bind_cell(
    context: Context, labels: CellLabels, numbers: Sequence[Number], setting: Setting
) -> list[Binding]:
    """Bind the figures of one cell: two where it has a range, or a count with its share."""
    if labels.aside is not None and len(numbers) == 2:
        numbers = _with_aside(numbers, labels.aside, context.annotated.text)
    text = context.annotated.text
    cell = read_cell(context, labels, numbers, setting)
    bindings = [
        _bound(cell, i, number, setting, beside_level=is_signed_aside(text, numbers, i))
        for i, number in enumerate(numbers)
    ]
    if len(bindings) == 2 and _is_unclear_aside(bindings[0], bindings[1], text):
        bindings[1] = replace(bindings[1], doubts=(*bindings[1].doubts, "measure_ambiguous"))
    return bindings


def _is_unclear_aside(first: Binding, aside: Binding, text: str) -> bool:
    """Whether a cell has two figures of one kind, the second in brackets, and nothing shows what
    the brackets hold: a share, the previous year or the base."""
    start = aside.figure.number.start
    return (
        text[:start].rstrip().endswith("(")
        and aside.figure.number.unit is None
        and first.figure.unit == aside.figure.unit
        and first.figure.relation.kind == aside.figure.relation.kind
    )


def _with_aside(numbers: Sequence[Number], unit: Unit, text: str) -> list[Number]:
    """A figure and one in brackets after it, in a column where another cell shows what brackets
    hold: "60 (9)" among "76 (11%)"."""
    first, aside = numbers
    if first.unit is None and aside.unit is None and text[: aside.start].rstrip().endswith("("):
        other: Unit = "count" if unit == "percent" else "percent"
        return [replace(first, unit=other), replace(aside, unit=unit)]
    return [first, aside]


def bind_flat_row(
    context: Context, row: FlatRow, numbers: Sequence[Number], setting: Setting
) -> list[Binding]:
    """Bind the numbers of a collapsed table row, each as the cell of its column."""
    bindings: list[Binding] = []
    left: list[Period] = []
    for position, (index, column) in enumerate(zip(row.numbers, row.columns, strict=True)):
        number = numbers[index]
        labels = CellLabels((row.label,), (column,), number.start, number.end, column=position)
        here = context.as_cell(labels, tuple(reversed(left)))
        cell = read_cell(here, labels, [number], setting)
        bindings.append(replace(_bound(cell, position, number, setting), cell=labels))
        period = bindings[-1].period.period
        if period is not None and bindings[-1].figure.relation.kind == "actual":
            left.append(period)
    return bindings


def _bound(
    cell: Cell, index: int, number: Number, setting: Setting, *, beside_level: bool = False
) -> Binding:
    context, passage, labels = cell.context, cell.context.passage, cell.labels
    rulebook = setting.rulebook
    unit, scale, inferred = cell.unit.of(number)
    kind, own = _kind(cell, unit)
    gap = _is_off_another(cell, unit)
    kind = "change" if gap else kind
    direction = _direction(number) if kind == "change" else None
    if kind == "actual" and beside_level and cell.of_variance is None:
        kind, direction = "change", number.direction
    if kind == "change":
        number = replace(number, value=abs(number.value))
    because = "column label" if kind != "actual" else None
    figure = Figure(
        index, scaled(number, scale), Clause(labels.start, labels.end),
        Relation(kind, direction, "gap" if gap else "", because=because), unit, scale,
    )  # fmt: skip
    case = cell.match_context(figure, without_column_words(own, unit, rulebook.words))
    choice = _of_known_labels(choose_measure(case, rulebook, explain=setting.explain), case)
    bound = choice.bound
    measure = rulebook.measures[bound.pattern.measure] if bound else None
    # Of what no frame accounts for in full, the measure that came nearest still says whether
    # it is a level at a date or something counted over a time.
    near = measure or rulebook.measures.get(choice.nearest or "")
    counted = near.kind if near is not None else None
    period = period_of_cell(figure, passage, measure, counted, setting.times, context.left)
    figure = in_its_time(in_silent_unit(figure, bound), bound, period.period, context, setting)
    for label in cell.inner:
        figure = with_sign(figure, bound, label.named, len(label.text), rulebook)
    doubts = [*passage.doubts, *(["scale_inferred"] if inferred else []), *_doubts(bound, case)]
    if measure is not None and bound is not None and _may_be_of_a_line(bound, measure, case):
        doubts.append("labels_unexplained")
    doubts.extend(period.doubts)
    if period.period is None and kind not in ("target", "floor"):
        doubts.append("period_unknown")
    elif period.source in ("title", "document"):
        doubts.append("period_inherited")
    return Binding(
        figure, bound, period, cell.area, cell.subject, doubts=tuple(doubts),
        rejected=choice.rejected, nearest=choice.nearest, unexplained=choice.unexplained,
    )  # fmt: skip


def _of_known_labels(choice: Choice, case: MatchContext) -> Choice:
    """The choice for a cell, without a measure where an outer label has words that no rule knows:
    "Sallow Vale surgery | Referrals" are those of the surgery."""
    if choice.bound is None or not case.around.unknown:
        return choice
    measure = choice.bound.pattern.measure
    return replace(choice, bound=None, nearest=measure, unexplained=case.around.unknown)


def _doubts(bound: BoundMeasure | None, case: MatchContext) -> list[str]:
    """The doubts about the measure of a cell."""
    if bound is None:
        return ["measure_unknown"]
    doubts: list[str] = []
    if bound.tier >= BEFORE or bound.farthest >= TITLE:
        doubts.append("measure_inherited")
    if bound.rivals:
        doubts.append("measure_ambiguous")
    if bound.unclear:
        doubts.append("population_unclear")
    by_caption = bound.tier >= LIST_INTRO
    if bound.loose or (by_caption and case.heads.unknown):
        doubts.append("labels_unexplained")
    return doubts


def _may_be_of_a_line(bound: BoundMeasure, measure: Measure, case: MatchContext) -> bool:
    """Whether a sum of no line is in a table whose caption has words that no rule knows: they may
    name the part of the council that the table is of."""
    opened = measure.open_dimension
    if opened is None or case.figure.unit != "currency_gbp" or not case.heads.unknown:
        return False
    return not any(opened in need for need in bound.pattern.needs) and opened not in dict(
        bound.dimensions
    )


def _kind(cell: Cell, unit: Unit) -> tuple[Kind, Account]:
    """The role of a figure by the labels of its cell, and the account of these without the words
    that gave it."""
    if cell.role is not None and not (cell.role == "change" and _is_off_budget(cell, unit)):
        return cell.role, cell.own
    if cell.of_variance is not None and _between_periods(cell, unit):
        return "change", cell.of_variance
    return "actual", cell.own


def _direction(number: Number) -> Direction:
    if number.value == 0:
        return "unchanged"
    return "decrease" if number.value < 0 or number.direction == "decrease" else "increase"


def _between_periods(cell: Cell, unit: Unit) -> bool:
    """Whether a variance is between two periods to its left: not one of money, which is
    against a budget and a figure of its own, nor one against a target."""
    ends = {period.end for period in cell.context.left}
    return len(ends) > 1 and not _is_money(cell, unit) and not have_aims(cell.labels.siblings)


def _is_off_another(cell: Cell, unit: Unit) -> bool:
    """Whether a figure is how far a level lies off a target or another area, which is no level or
    change of it ("Variance from target", "+/- England"). A variance is off the target where no two
    periods are before it; of money, one off the budget is a figure of its own."""
    gap = any(label.gap for label in cell.inner)
    if not (gap or cell.of_variance is not None) or _is_money(cell, unit):
        return False
    return gap or not _between_periods(cell, unit)


def _is_off_budget(cell: Cell, unit: Unit) -> bool:
    """Whether a variance or variation is one of money: how far a sum lies off its budget."""
    return cell.of_variance is not None and _is_money(cell, unit)


def _is_money(cell: Cell, unit: Unit) -> bool:
    texts = [*(label.text for label in cell.inner), cell.context.passage.caption or ""]
    return unit == "currency_gbp" or _OF_MONEY.search(" ".join(texts)) is not None
