"""The period of a table cell: from its labels, the table's caption or notes, or the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from extractor.annotations.model import MeasureKind, Period, Unit
from extractor.annotations.periods import (
    change_span,
    find_periods,
    labels_period,
    reference_year_start,
)
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.reference_times import (
    ReferenceTimes,
    financial_year_of,
    from_document,
    is_ahead,
    known_of,
    resolved,
    year_starts_for,
)
from extractor.passages.model import Passage
from extractor.regex import regex

# Labels of what is so at a date, where no measure says whether it is a level.
_STANDS = regex(
    r"\b(?:posts?|roles?|vacancies|places|beds) (?:that (?:are|were) )?"
    r"(?:filled|held|occupied|vacant)"
    r"|\b(?:in post|on roll|currently open|awaiting|outstanding at)\b",
    re.I,
)
_OF_A_YEAR = regex(r"\b(?:budget|forecast|variance|outturn|(?:over|under)[- ]?spen)", re.I)


def period_of_cell(
    passage: Passage,
    kind: MeasureKind | None,
    times: ReferenceTimes,
    yearly: bool = False,
    *,
    figure: Figure | None = None,
    left: Sequence[Period] = (),
) -> BoundPeriod:
    """The period of a table cell: its column headers and row labels, caption, headings, report.

    `yearly` measures refer to a whole financial year where nothing else is said; `figure` is
    the one whose period is asked for, where its unit and kind are known; `left` are the periods
    of the cells to the left in its row, nearest first.
    """
    unit = figure.unit if figure is not None else None
    if kind is None and passage.cell is not None:
        labels = " ".join((*passage.cell.row_path, *passage.cell.column_path))
        kind = "stock" if _STANDS.search(labels) else None
    month = next((p for p in left if p.start is None or (p.end - p.start).days < 31), None)
    found = _of_labels(passage, kind, times, yearly, unit, month)
    happened = figure is not None and figure.relation.kind == "actual" and unit != "currency_gbp"
    return known_of(found, times) if happened and not is_ahead(found.period, times) else found


def _of_labels(
    passage: Passage,
    kind: MeasureKind | None,
    times: ReferenceTimes,
    yearly: bool,
    unit: Unit | None,
    beside: Period | None,
) -> BoundPeriod:
    starts = _year_starts(passage, unit, times)
    cell = passage.cell
    around = [*([passage.caption] if passage.caption else []), *passage.notes]
    if cell is not None:
        labels = (*reversed(cell.column_path), *reversed(cell.row_path))
        corner = [cell.stub] if cell.stub else []
        # "Last quarter" on a card is counted from the date beside "Latest".
        anchor = times.reference_time if passage.source == "card" else times.anchor
        period = labels_period(
            labels, [*corner, *around], anchor, kind, year_starts=starts, beside=beside
        )
        if period is not None:
            return BoundPeriod(period, "table_header")
    for line in [*around[:1], *passage.headings]:
        period = resolved(find_periods(line)[:1], kind, times, starts)
        if period is not None:
            return _of_year(BoundPeriod(period, "heading"), unit, yearly, passage)
    found = from_document(kind, times, starts)
    return _of_year(found, unit, yearly, passage)


_DATED = regex(r"\bmar(?:ch)?\b|[0-9]{1,2}[./][0-9]{1,2}[./]|[/–-]", re.I)


def on_its_day(found: BoundPeriod, day: str | None, passage: Passage) -> BoundPeriod:
    """The period of a level on the day of its measure (month and day, None: 31 March), where only
    the year stands in the head of its column or row ("2006")."""
    period, cell = found.period, passage.cell
    if day is None or period is None or cell is None or found.source != "table_header":
        return found
    if period.basis != "as_at" or (period.end.month, period.end.day) != (3, 31):
        return found
    if any(_DATED.search(label) for label in cell.column_path[-1:]):
        return found
    month, last = map(int, day.split("-"))
    return replace(found, period=Period("as_at", None, date(period.end.year, month, last)))


def _of_year(found: BoundPeriod, unit: Unit | None, yearly: bool, passage: Passage) -> BoundPeriod:
    """The period found, or its financial year for budgets and what is compared with them, even in a
    report for one quarter."""
    cell = passage.cell
    if unit == "currency_gbp" and cell is not None:
        around = [*([passage.caption] if passage.caption else []), *passage.notes]
        told = " ".join([*cell.column_path, *cell.row_path, *around])
        yearly = yearly or _OF_A_YEAR.search(told) is not None
    return BoundPeriod(financial_year_of(found.period), found.source) if yearly else found


def _year_starts(passage: Passage, unit: Unit | None, times: ReferenceTimes) -> int | None:
    """The first month of the years that a table counts by: labels, notes, caption, headings."""
    cell = passage.cell
    labels = (*cell.row_path, *cell.column_path, cell.stub or "") if cell is not None else ()
    around = [*passage.notes, *([passage.caption] if passage.caption else [])]
    if unit != "currency_gbp":
        for text in (" ".join(labels), *around):
            if (said := reference_year_start(text)) is not None:
                return said
    return year_starts_for(unit, [" ".join([*labels, *around]), *passage.headings], times)


def change_of_cell(left: Sequence[Period], kind: MeasureKind | None) -> BoundPeriod:
    """The period of a change column: between the two periods to its left, whichever of them
    is first, or the year before the one that is there."""
    if not left:
        return BoundPeriod(None, None)
    later = left[0]
    if len(left) > 1 and left[-1].end > left[-2].end and left[1].end > later.end:
        later, earlier = left[-1], left[-2]  # the columns run backwards
    elif len(left) > 1 and left[1].end < later.end:
        earlier = left[1]
    elif later.start is None:
        earlier = Period("as_at", None, later.end - relativedelta(years=1))
    else:
        return BoundPeriod(later, "table_header")
    return BoundPeriod(change_span(earlier, later, kind), "table_header")
