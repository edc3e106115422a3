"""Binding the figure of a table cell or card: its labels say what a sentence would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.binding.account import Account, account_of_label, spans_elsewhere
from extractor.binding.area import area_of_cell
from extractor.binding.case import MatchContext
from extractor.binding.context import Context
from extractor.binding.flat import FlatRow
from extractor.binding.measure import choose_measure
from extractor.binding.model import Binding, BoundPeriod, Figure, Limb, Relation
from extractor.binding.period import change_of_cell, financial_year_of, period_of_cell
from extractor.binding.scopes import BEFORE, TITLE, tiers_of_cell
from extractor.binding.sentence import in_its_time, with_unit
from extractor.binding.subject import subject_of_cell
from extractor.binding.units import unit_of_cell
from extractor.marks.model import Direction, Kind, Number, Period, Unit
from extractor.passages.model import CellLabels

_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"\b(?:change|movement|difference|\+/-|±|increase/decrease)\b", re.I), "change"),
    (re.compile(r"\bfloor\b|\bminimum standard\b", re.I), "floor"),
    (re.compile(r"\b(?:target|goal)s?\b(?!.*\b(?:met|vs|against|variance))", re.I), "target"),
    (re.compile(r"\b(?:forecast(?:ed)?|projected|projection|predicted)\b", re.I), "forecast"),
)  # fmt: skip


def bind_cell(context: Context, numbers: Sequence[Number]) -> list[Binding]:
    """Bind the figures of one cell. A range or a count with its share may make two."""
    return [_bound(context, index, number) for index, number in enumerate(numbers)]


def bind_flat_row(context: Context, row: FlatRow, numbers: Sequence[Number]) -> list[Binding]:
    """Bind the numbers of a collapsed table row, each as the cell of its column."""
    bindings: list[Binding] = []
    left: list[Period] = []
    for position, (index, column) in enumerate(zip(row.numbers, row.columns, strict=True)):
        number = numbers[index]
        labels = CellLabels((row.label,), (column,), number.start, number.end, column=position)
        cell = replace(
            context,
            passage=replace(context.passage, cell=labels, source="table"),
            left=tuple(reversed(left)),
        )
        bindings.append(replace(_bound(cell, position, number), cell=labels))
        period = bindings[-1].period.period
        if period is not None and bindings[-1].figure.relation.kind == "actual":
            left.append(period)
    return bindings


def _bound(context: Context, index: int, number: Number) -> Binding:
    passage, marks = context.passage, context.marks
    cell = passage.cell
    assert cell is not None
    inner_labels = [*cell.row_path[-1:], *cell.column_path[::-1]]
    outer_labels = [*cell.row_path[-2::-1]]
    frame = [label for label in (cell.stub, passage.caption) if label]
    ruling = [*frame, *passage.notes, *passage.headings[:1]]
    unit, scale = _unit(number, [*inner_labels, *outer_labels, *ruling])
    inferred = (
        unit == "currency_gbp" and scale == 1.0 and context.scale > 1 and "." not in number.text
    )
    if inferred:
        scale = context.scale
    kind, direction = _kind(number, inner_labels)
    figure = Figure(
        index, _scaled(number, scale), Limb(cell.start, cell.end),
        Relation(kind, direction, because="column label" if kind != "actual" else None),
        unit, scale,
    )  # fmt: skip
    inner = tuple(m for label in inner_labels for m in context.marker.concepts_of(label))
    outer = tuple(m for label in outer_labels for m in context.marker.concepts_of(label))
    tiers = tiers_of_cell(inner, outer, context.around(), marks.text)
    case = MatchContext(
        figure=figure,
        tiers=tiers,
        own=_labels(context, inner_labels),
        around=_labels(context, outer_labels),
        heads=_labels(context, frame),
        anaphoric=True,
        cell=True,
        text=marks.text,
    )
    choice = choose_measure(case, context.rulebook, explain=context.explain)
    bound = choice.bound
    measure = context.rulebook.measures[bound.pattern.measure] if bound else None
    yearly = measure is not None and measure.span == "financial_year"
    period = period_of_cell(
        passage,
        measure.kind if measure else None,
        context.times,
        yearly,
        figure=figure,
    )
    if kind == "change" and period.source != "table_header":
        period = change_of_cell(context.left, measure.kind if measure else None)
    figure = in_its_time(with_unit(figure, bound), bound, period.period, context)
    if kind in ("target", "floor") and period.source != "table_header":
        period = _year_beside(context)
    doubts = list(passage.doubts)
    if inferred:
        doubts.append("scale_inferred")
    if bound is None:
        doubts.append("measure_unknown")
    elif bound.tier >= BEFORE or bound.farthest >= TITLE:
        doubts.append("measure_inherited")
    if bound is not None and bound.rivals:
        doubts.append("measure_ambiguous")
    if bound is not None and bound.unclear:
        doubts.append("population_unclear")
    if bound is not None and case.around.unknown:
        doubts.append("labels_unexplained")
    doubts.extend(period.doubts)
    if period.period is None and kind not in ("target", "floor"):
        doubts.append("period_unknown")
    elif period.source in ("title", "document"):
        doubts.append("period_inherited")
    return Binding(
        figure, bound, period, area_of_cell(passage, context.home),
        subject_of_cell(passage, context.rulebook.words), doubts=tuple(doubts),
        rejected=choice.rejected, nearest=choice.nearest, unexplained=choice.unexplained,
    )  # fmt: skip


def _labels(context: Context, labels: Sequence[str]) -> Account:
    """What labels of a cell say, each word of them."""
    account = Account()
    for label in labels:
        marked = context.marker.mark(label, context.home)
        account = account + account_of_label(
            label,
            context.marker.concepts_of(label),
            spans_elsewhere(marked.numbers, marked.periods, marked.areas),
            context.rulebook.words,
        )
    return account


def _year_beside(context: Context) -> BoundPeriod:
    """The time of a target in a table: the financial year of the column to its left, where
    that gives a span; a target beside a date says nothing of time."""
    beside = context.left[0] if context.left else None
    if beside is None or beside.basis != "during":
        return BoundPeriod(None, None)
    return BoundPeriod(financial_year_of(beside), "table_header")


def _unit(number: Number, labels: Sequence[str]) -> tuple[Unit, float]:
    """The unit of a cell: its own sign, else the labels'; a sign keeps the label's scale
    ("£2,613" in a table in £'000)."""
    labelled = unit_of_cell(labels)
    if number.unit is not None:
        if number.unit == "currency_gbp":
            scale = next(
                (s for label in labels if (u := unit_of_cell([label])) and u[0] == "currency_gbp"
                 for s in [u[1]]),
                1.0,
            )  # fmt: skip
            printed_scale = re.search(r"[kmb]n?$|million|billion|thousand", number.text, re.I)
            return number.unit, 1.0 if printed_scale else scale
        return number.unit, 1.0
    return labelled if labelled is not None else ("count", 1.0)


def _kind(number: Number, labels: Sequence[str]) -> tuple[Kind, Direction | None]:
    for label in labels:
        for pattern, kind in _KINDS:
            if pattern.search(label):
                if kind != "change":
                    return kind, None
                sign: Direction = "decrease" if number.value < 0 else "increase"
                return kind, "unchanged" if number.value == 0 else sign
    return "actual", None


def _scaled(number: Number, scale: float) -> Number:
    if scale == 1.0:
        return number
    upper = None if number.value_max is None else round(number.value_max * scale, 6)
    return replace(number, value=round(number.value * scale, 6), value_max=upper)
