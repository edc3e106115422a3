"""The period of a table cell: from its labels, the table's caption or notes, or the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from extractor.annotations.model import MeasureKind, Period, Unit
from extractor.annotations.periods.labels import (
    label_span,
    labels_period,
    leaves_open_which_part,
)
from extractor.annotations.periods.model import Day, Expression
from extractor.annotations.periods.resolve import (
    change_span,
    find_periods,
    reference_year_start,
    start_by_last_day,
)
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.periods.reference_times import (
    ReferenceTimes,
    financial_year_of,
    from_document,
    is_dated,
    known_of,
    resolved,
    year_starts_for,
)
from extractor.passages.model import Passage
from extractor.regex import regex
from extractor.rulebook.model import Measure

# Labels of what is so at a date, where no measure says whether it is a level.
_STANDS = regex(
    r"\b(?:posts?|roles?|vacancies|places|beds) (?:that (?:are|were) )?"
    r"(?:filled|held|occupied|vacant)"
    r"|\b(?:in post|on roll|currently open|awaiting|outstanding at)\b",
    re.I,
)
_OF_A_YEAR = regex(r"\b(?:budget|forecast|variance|outturn|(?:over|under)[- ]?spen)", re.I)


def period_of_cell(
    figure: Figure,
    passage: Passage,
    measure: Measure | None,
    kind: MeasureKind | None,
    times: ReferenceTimes,
    left: Sequence[Period],
) -> BoundPeriod:
    """The period of the figure of a table cell: its column headers and row labels, caption,
    headings, report; for a change and a target also the cells to the left in its row.

    `kind` is that of its measure, or of the one that came nearest; `left` are the periods of the
    cells to the left, nearest first.
    """
    counted = kind
    if kind is None and passage.cell is not None:
        labels = " ".join((*passage.cell.row_path, *passage.cell.column_path))
        stands = _STANDS.search(labels) or _is_of_its_captions_day(passage, labels)
        counted = "stock" if stands else None
    yearly = measure is not None and measure.span == "financial_year"
    month = next((p for p in left if p.start is None or (p.end - p.start).days < 31), None)
    found = _of_labels(passage, counted, times, yearly, figure.unit, month)
    role = figure.relation.kind
    if role == "actual" and figure.unit != "currency_gbp":
        found = known_of(found, times)
    found = _on_its_day(found, measure.year_day if measure is not None else None, passage)
    if measure is not None and measure.kind == "ratio" and not measure.lasting:
        found = _on_its_last_day(found)
    if role == "change" and figure.relation.cue != "gap" and not _is_span(found):
        return _change(left, kind)
    if role in ("target", "floor") and found.source != "table_header":
        return _year_beside(left)
    return found


_OVER_TIME = regex(
    r"\b(?:during|in (?:the )?(?:year|quarter|month)|per (?:year|quarter|month)|annual\w*|new"
    r"|started|starting|ended|ending|ceased|opened|closed|joined|left|leavers?|starters?|received"
    r"|completed|made|issued|held|moves?|visits?|referrals?|complaints?|adoptions?|spend|cost)\b",
    re.IGNORECASE,
)
"""Labels of what comes about, which a caption with a day does not date ("Adoptions")."""


def _is_of_its_captions_day(passage: Passage, labels: str) -> bool:
    """Whether a table's caption says to which day of each year its rows are, and the row counts
    nothing that comes about: "Placement mix at 31 March" over 2021, 2022 and 2023."""
    marks = find_periods(passage.caption) if passage.caption else []
    named = any(
        isinstance(m.expression, Day) and m.expression.year is None and m.cue == "as_at"
        for m in marks
    )
    return named and _OVER_TIME.search(labels) is None


def _is_span(found: BoundPeriod) -> bool:
    """Whether the labels give a time that a change can take."""
    period = found.period
    return found.source == "table_header" and period is not None and period.basis == "during"


def _year_beside(left: Sequence[Period]) -> BoundPeriod:
    """The period of a target in a table: the financial year of the column to its left, if that is a
    span. A target next to a date has no period."""
    if not left or left[0].basis != "during":
        return BoundPeriod(None, None)
    return BoundPeriod(financial_year_of(left[0]), "table_header")


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
        if period is not None and kind is None and beside is not None and _same_day(period, beside):
            # The caption's day is that of all columns, whatever one of them counts.
            period = beside if any(map(start_by_last_day, around)) else period
        if period is not None:
            spans = ((label, label_span(label)) for label in labels)
            year = next((label for label, span in spans if span and not span.relative), "")
            doubts = ("period_open",) if leaves_open_which_part(year) else ()
            return BoundPeriod(period, "table_header", doubts)
        if any(_SEVERAL_YEARS.search(label) for label in cell.column_path):
            return BoundPeriod(None, None)
    for line in [*around[:1], *passage.headings]:
        marks = [] if _COMPARES.search(line) else find_periods(line)[:1]
        period = resolved(marks, kind, times, starts)
        if marks and _is_that_day(marks[0].expression, beside):
            return BoundPeriod(beside, "table_header")
        if period is not None:
            # "at 31 March" of a paper that gives no day of its own may be of any year
            guessed = marks[0].relative and not is_dated(times)
            doubts = ("period_carried",) if guessed else ()
            return _of_year(BoundPeriod(period, "heading", doubts), unit, yearly, passage)
    found = from_document(kind, times, starts)
    return _of_year(found, unit, yearly, passage)


# "Changes to the budget between 2011/12 and 2012/13" are of no time that takes in both years.
_COMPARES = regex(
    r"\b(?:changes?|movements?|differences?|variations?|reconciliation|comparison)\b.{1,60}"
    r"\bbetween\b", re.IGNORECASE
)  # fmt: skip
_SEVERAL_YEARS = regex(r"\b(?:prior|previous|earlier|later|future|subsequent) years\b", re.I)
_DATED = regex(r"\bmar(?:ch)?\b|[0-9]{1,2}[./][0-9]{1,2}[./]|[/–-]", re.I)


def _on_its_day(found: BoundPeriod, day: str | None, passage: Passage) -> BoundPeriod:
    """The period of a level on the day of its measure (month and day, None: 31 March), where only
    the year is in the head of its column or row ("2006")."""
    period, cell = found.period, passage.cell
    if day is None or period is None or cell is None or found.source != "table_header":
        return found
    if period.basis != "as_at" or (period.end.month, period.end.day) != (3, 31):
        return found
    if any(_DATED.search(label) for label in cell.column_path[-1:]):
        return found
    month, last = map(int, day.split("-"))
    return replace(found, period=Period("as_at", None, date(period.end.year, month, last)))


def _on_its_last_day(found: BoundPeriod) -> BoundPeriod:
    """The period of a share of those there are, under the head of a month: as for their number, its
    last day."""
    period = found.period
    if found.source != "table_header" or period is None or period.start is None:
        return found
    month = period.start.day == 1 and period.end == period.start + relativedelta(day=31)
    return replace(found, period=Period("as_at", None, period.end)) if month else found


def _of_year(found: BoundPeriod, unit: Unit | None, yearly: bool, passage: Passage) -> BoundPeriod:
    """The period found, or its financial year for budgets and what is compared with them, even in a
    report for one quarter."""
    cell = passage.cell
    if unit == "currency_gbp" and cell is not None:
        around = [*([passage.caption] if passage.caption else []), *passage.notes]
        words = " ".join([*cell.column_path, *cell.row_path, *around])
        yearly = yearly or _OF_A_YEAR.search(words) is not None
    return replace(found, period=financial_year_of(found.period)) if yearly else found


def _same_day(period: Period, beside: Period) -> bool:
    """Whether a year ends on the day of the column to its left."""
    return beside.start is None and period.start is not None and period.end == beside.end


def _is_that_day(said: Expression, beside: Period | None) -> bool:
    """Whether a day that a caption gives without its year is the one of the column to the left,
    which says the year: "In care at 31 March" over "All in care at 31 March 2023"."""
    if not isinstance(said, Day) or said.year is not None or said.back is not None:
        return False
    day = None if beside is None or beside.start is not None else beside.end
    return day is not None and (day.month, day.day) == (said.month, said.day)


def _year_starts(passage: Passage, unit: Unit | None, times: ReferenceTimes) -> int | None:
    """The first month of the years that a table counts by: labels, notes, caption, headings."""
    cell = passage.cell
    labels = (*cell.row_path, *cell.column_path, cell.stub or "") if cell is not None else ()
    around = [*passage.notes, *([passage.caption] if passage.caption else [])]
    if unit != "currency_gbp":
        said = reference_year_start(" ".join(labels), *around)
        if said is not None:
            return said
    return year_starts_for(unit, [" ".join([*labels, *around]), *passage.headings], times)


def _change(left: Sequence[Period], kind: MeasureKind | None) -> BoundPeriod:
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
