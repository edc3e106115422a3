"""Bind the figure of a table cell or card by its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractor.annotations.annotate import Annotator
from extractor.annotations.model import Area, ConceptSpan, Direction, Kind, Number, Period, Unit
from extractor.binding.account import (
    Account,
    abbreviations,
    account_of_label,
    is_range,
    keys_of,
    spans_elsewhere,
    without_inclusions,
)
from extractor.binding.area import area_of_cell
from extractor.binding.context import Context
from extractor.binding.flat_rows import FlatRow
from extractor.binding.frames import MatchContext
from extractor.binding.measure import choose_measure
from extractor.binding.model import Binding, BoundPeriod, Clause, Figure, Relation
from extractor.binding.mood import in_its_time
from extractor.binding.period import change_of_cell, financial_year_of, period_of_cell
from extractor.binding.period_cells import on_its_day
from extractor.binding.relations import is_signed_aside, role_of_labels
from extractor.binding.scopes import BEFORE, LIST_INTRO, TITLE, evidence_scope_of_cell
from extractor.binding.sentence import with_unit
from extractor.binding.signs import with_sign
from extractor.binding.subject import subject_of_cell
from extractor.binding.units import (
    has_a_unit_of_its_own,
    is_of_money,
    may_state_a_unit,
    names_a_count,
    stated_unit,
    unit_of_cell,
    unit_of_label,
)
from extractor.passages.model import CellLabels
from extractor.regex import regex

_VARIANCE = regex(r"\bvariance\b|\bvar\b\.?", re.I)
_OF_MONEY = regex(r"£|\b(?:budget|outturn|forecast|spen[dt]|cost|expenditure)", re.I)


def bind_cell(context: Context, numbers: Sequence[Number]) -> list[Binding]:
    """Bind the figures of one cell: two where it has a range, or a count with its share."""
    cell = context.passage.cell
    if cell is not None and cell.aside is not None and len(numbers) == 2:
        numbers = _with_aside(numbers, cell.aside, context.annotated.text)
    text = context.annotated.text
    bindings = [
        _bound(context, i, number, beside_level=is_signed_aside(text, numbers, i))
        for i, number in enumerate(numbers)
    ]
    if len(bindings) == 2 and _is_unclear_aside(bindings[0], bindings[1], context.annotated.text):
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


def _bound(context: Context, index: int, number: Number, *, beside_level: bool = False) -> Binding:
    passage, annotated = context.passage, context.annotated
    cell = passage.cell
    assert cell is not None
    aged = _tells_ages(cell, passage.caption)
    inner_labels = [
        f"aged {label}" if aged and is_range(label) else label
        for label in (*cell.row_path[-1:], *cell.column_path[::-1])
    ]
    outer_labels = [*cell.row_path[-2::-1]]
    frame = [label for label in (cell.stub, passage.caption) if label]
    unit, scale, inferred = _unit_within(context, number, [*inner_labels, *outer_labels])
    kind, direction, told = _kind(number, unit, inner_labels, context)
    if kind == "actual" and beside_level and not _VARIANCE.search(" ".join(inner_labels)):
        kind, direction = "change", number.direction
    if kind == "change":
        number = replace(number, value=abs(number.value))
    figure = Figure(
        index, _scaled(number, scale), Clause(cell.start, cell.end),
        Relation(kind, direction, because="column label" if kind != "actual" else None),
        unit, scale,
    )  # fmt: skip
    inner = _concepts(context, inner_labels)
    outer = _concepts(context, outer_labels)
    evidence = evidence_scope_of_cell(inner, outer, context.around(), annotated.text)
    case = MatchContext(
        figure=figure,
        evidence=evidence,
        own=_labels(context, [*_without(told, inner_labels), *_counted_here(number, context)]),
        around=_labels(context, outer_labels),
        heads=_labels(context, frame),
        anaphoric=True,
        cell=True,
        siblings=context.annotator.keys_in(cell.siblings),
        total=cell.total,
        row=cell.row_path[-1] if cell.row_path else "",
        row_keys=frozenset[str]().union(*map(keys_of, _concepts(context, cell.row_path[-1:]))),
        columns=_labels(context, cell.column_path),
        text=annotated.text,
    )
    choice = choose_measure(case, context.rulebook, explain=context.explain)
    bound = choice.bound
    measure = context.rulebook.measures[bound.pattern.measure] if bound else None
    yearly = measure is not None and measure.span == "financial_year"
    # Of what no frame accounts for in full, the measure that came nearest still says whether
    # it is a level at a date or something counted over a time.
    near = measure or context.rulebook.measures.get(choice.nearest or "")
    counted = near.kind if near is not None else None
    period = period_of_cell(
        passage,
        counted,
        context.times,
        yearly,
        figure=figure,
        left=context.left,
    )
    period = on_its_day(period, measure.year_day if measure is not None else None, passage)
    if kind == "change" and not _is_span(period):
        period = change_of_cell(context.left, counted)
    figure = in_its_time(with_unit(figure, bound), bound, period.period, context)
    for label in inner_labels:
        figure = with_sign(
            figure, bound, context.annotator.concepts_of(label), len(label), context.rulebook
        )
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
    by_caption = bound is not None and bound.tier >= LIST_INTRO
    if bound is not None and (
        bound.loose or case.around.unknown or (by_caption and case.heads.unknown)
    ):
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


_NOUN_AFTER = regex(r"\s+([A-Za-z]{3,})[\s.*]*")


def _counted_here(number: Number, context: Context) -> list[str]:
    """The noun printed after the figure in its cell: "13 miles" counts miles, whatever the labels
    name."""
    cell, text = context.passage.cell, context.annotated.text
    if cell is None or number.unit is not None:
        return []
    found = _NOUN_AFTER.fullmatch(text, number.end, cell.end)
    return [found[1]] if found else []


_AGE = regex(r"\bage[sd]?\b", re.IGNORECASE)


def _tells_ages(cell: CellLabels, caption: str | None) -> bool:
    """Whether the labels or caption of a cell show that ranges of numbers are ages."""
    told = (*cell.row_path, *cell.column_path, cell.stub or "", caption or "")
    return any(_AGE.search(label) for label in told)


def _concepts(context: Context, labels: Sequence[str]) -> tuple[ConceptSpan, ...]:
    """What labels of a cell name, without what they include besides."""
    concepts_of = context.annotator.concepts_of
    return tuple(m for label in labels for m in without_inclusions(label, concepts_of(label)))


def _labels(context: Context, labels: Sequence[str]) -> Account:
    """The account of every word of a cell's labels."""
    account = Account()
    for label in labels:
        account = account + _label(label, context.home, context.annotator)
    return account


@lru_cache(maxsize=2048)
def _label(label: str, home: Area, annotator: Annotator) -> Account:
    """The account of one label; kept, because every cell of a row and a column needs it."""
    marked = annotator.mark(label, home)
    elsewhere = [
        *spans_elsewhere(marked.numbers, marked.periods, marked.areas),
        *abbreviations(label),
    ]
    # "ending" in "year ending March 2022" is of time, not what became of a placement.
    concepts = [
        c
        for c in annotator.concepts_of(label)
        if not any(p.start <= c.start and c.end <= p.end for p in marked.periods)
    ]
    return account_of_label(label, concepts, elsewhere, annotator.words)


def _year_beside(context: Context) -> BoundPeriod:
    """The period of a target in a table: the financial year of the column to its left, if that is a
    span. A target next to a date has no period."""
    beside = context.left[0] if context.left else None
    if beside is None or beside.basis != "during":
        return BoundPeriod(None, None)
    return BoundPeriod(financial_year_of(beside), "table_header")


def _unit_within(
    context: Context, number: Number, labels: Sequence[str]
) -> tuple[Unit, float, bool]:
    """The unit of a cell with its factor, and whether the factor was found elsewhere: in another
    table with the same figures, or in a line on an earlier page."""
    passage, page = context.passage, context.passage.page
    stub = [passage.cell.stub] if passage.cell is not None and passage.cell.stub else []
    caption = [passage.caption] if passage.caption else []
    notes = [note for note in passage.notes if may_state_a_unit(note)]
    around = [*caption, *notes, *passage.headings[:1]]
    ruling = [*stub, *(text for text in around if stated_unit(text, page) is None)]
    if number.unit is None and unit_of_cell(labels) is None and is_of_money(passage):
        # A "%" far from a column of money is another column's.
        ruling = [text for text in ruling if (unit_of_label(text) or ("",))[0] != "percent"]
    apart = passage.cell is not None and has_a_unit_of_its_own(passage.cell)
    apart = apart and unit_of_cell(labels) is None
    unit, scale = _unit(number, [*labels, *([] if apart or names_a_count(labels) else ruling)])
    stated = None if apart else context.stated
    if stated is not None and number.unit is None and unit == "count" and not names_a_count(labels):
        return stated.unit, stated.scale, stated.page != page
    alike = unit == "currency_gbp" and scale == 1.0 and context.scale > 1
    if alike and "." not in number.text:
        return unit, context.scale, True
    return unit, scale, False


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


def _kind(
    number: Number, unit: Unit, labels: Sequence[str], context: Context
) -> tuple[Kind, Direction | None, re.Pattern[str] | None]:
    """The role of a cell by its labels, the direction of a change, and the words that gave it."""
    told = role_of_labels(labels, context.rulebook)
    if told is not None:
        kind, words = told
        return kind, _way(number) if kind == "change" else None, words
    if _VARIANCE.search(" ".join(labels)) and _between_periods(unit, labels, context):
        return "change", _way(number), _VARIANCE
    return "actual", None, None


def _way(number: Number) -> Direction:
    if number.value == 0:
        return "unchanged"
    return "decrease" if number.value < 0 or number.direction == "decrease" else "increase"


def _between_periods(unit: Unit, labels: Sequence[str], context: Context) -> bool:
    """Whether a variance is between two periods to its left: not one of money, which is
    against a budget and a figure of its own, nor one against a target."""
    ends = {period.end for period in context.left}
    caption = context.passage.caption or ""
    money = unit == "currency_gbp" or _OF_MONEY.search(" ".join([*labels, caption]))
    return len(ends) > 1 and not money


def _without(told: re.Pattern[str] | None, labels: Sequence[str]) -> list[str]:
    """The labels without the words that only say that the column holds changes."""
    return list(labels) if told is None else [told.sub(" ", label) for label in labels]


def _is_span(period: BoundPeriod) -> bool:
    """Whether the labels give a time that a change can take."""
    told = period.source == "table_header" and period.period is not None
    return told and period.period is not None and period.period.basis == "during"


def _scaled(number: Number, scale: float) -> Number:
    if scale == 1.0:
        return number
    upper = None if number.value_max is None else round(number.value_max * scale, 6)
    return replace(number, value=round(number.value * scale, 6), value_max=upper)
