"""The period of a figure: stated beside it, else inherited, and from how far away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from extractor.binding.model import BoundPeriod, Figure
from extractor.marks.model import Anchor, MeasureKind, Period
from extractor.marks.period_model import Ago, Edge, Month, Relative, SamePoint
from extractor.marks.periods import (
    PeriodMark,
    change_span,
    default_period,
    ends_of,
    find_periods,
    header_period,
    resolve,
)
from extractor.marks.read import Marks
from extractor.observation import PeriodSource
from extractor.passages.model import Passage

_EARLIER = re.compile(
    r"(?:\b(?:on|from|since|than|with|to|over|against|in)\s+(?:the\s+|that\s+of\s+|at\s+)*)$", re.I
)


_COMPARED = re.compile(
    r"(?:\b(?:than|compared (?:with|to)|against|since)|\d%?\)?\s+(?:[a-z]+\s+){0,3}(?:on|from))\b"
    r"(?:\s+[\w%.,’']+){0,4}\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Times:
    """What the report and the surroundings say about time.

    `base` is the period of a figure that the list lead restates ("Of the 717 …"). `reckon`
    is what relative expressions are counted from: the header's anchor, else the first
    position date that the report's text states; it dates no figure by itself.
    """

    anchor: Anchor
    reckon: Anchor
    school: bool = False
    base: Period | None = None
    title: str | None = None
    published: date | None = None


def period_of_figure(
    figure: Figure,
    figures: Sequence[Figure],
    marks: Marks,
    passage: Passage,
    before: Sequence[Marks],
    kind: MeasureKind | None,
    times: Times,
    bound: dict[int, BoundPeriod],
    yearly: bool = False,
) -> BoundPeriod:
    """The period of a figure of a sentence; `bound` holds those of the figures before it.

    `yearly` measures speak of a whole financial year where nothing else is said.
    """
    if figure.unit == "currency_gbp" and times.school:  # money runs by financial years
        times = replace(times, school=False)
    own = _own_marks(figure, figures, marks)
    governing = _governing(figure, figures, marks, passage, before, kind, times, bound)
    if figure.relation.kind == "change":
        return _of_change(figure, figures, own, marks.text, kind, times, governing, bound)
    ends = _range_of_levels(figure, own, marks)
    chosen = ends if ends is not None else _chosen(own, figure)
    if chosen is not None:
        period = resolve(
            chosen,
            times.reckon,
            "flow" if _within_month(chosen) else kind,
            school=times.school,
            governing=governing.period,
            whole=yearly or _whole_year(figure),
        )
        if period is not None:
            return BoundPeriod(period, "stated")
    if figure.relation.kind in ("target", "floor") and figure.unit != "currency_gbp":
        return BoundPeriod(None, None)
    if (yearly or (_whole_year(figure) and kind != "stock")) and governing.source in (
        "title", "document",
    ):  # fmt: skip
        return BoundPeriod(financial_year_of(governing.period), governing.source)
    if figure.relation.cue == "earlier":
        return BoundPeriod(_period_before(governing.period, times, kind), governing.source)
    return governing


def _within_month(mark: PeriodMark) -> bool:
    """Whether words place even a level within a month and on no day of it ("503 in January
    2011"); "at the end of January" and column headers name a day."""
    return isinstance(mark.says, Month) and mark.cue == "during"


def _whole_year(figure: Figure) -> bool:
    """Whether the figure speaks of a year that is not over: forecasts, money targets."""
    return figure.relation.kind == "forecast" or (
        figure.relation.kind == "target" and figure.unit == "currency_gbp"
    )


def financial_year_of(period: Period | None) -> Period | None:
    """The financial year, 1 April to 31 March, in which a period ends."""
    if period is None:
        return None
    first = period.end.year if period.end >= date(period.end.year, 4, 1) else period.end.year - 1
    return Period("during", date(first, 4, 1), date(first + 1, 3, 31))


def _own_marks(figure: Figure, figures: Sequence[Figure], marks: Marks) -> list[PeriodMark]:
    """The period marks of the figure's limb that are not in another figure's brackets.

    "respectively" deals the marks of the sentence out in order.
    """
    text = marks.text
    strong = [m for m in marks.periods if not m.weak]
    if "respectively" in text.lower() and len(strong) == len(figures) > 1:
        return [strong[figure.index]]
    return [
        m
        for m in strong
        if figure.limb.holds(m.start)
        and not any(
            o.index != figure.index
            and o.limb.bracket
            and o.limb.start >= figure.limb.start
            and o.limb.end <= figure.limb.end
            and (o.limb.start, o.limb.end) != (figure.limb.start, figure.limb.end)
            and o.limb.holds(m.start)
            for o in figures
        )
    ]


def _range_of_levels(figure: Figure, own: Sequence[PeriodMark], marks: Marks) -> PeriodMark | None:
    """The end of a range that a level belongs to ("grew from 488 to 521 between 31 March
    2017 and 31 March 2022"), None where levels or range are not of that form, or the level
    has a time of its own ("from 10 in 2013-14 to 17 in the first quarter of 2014-15")."""
    if figure.relation.because not in ("from_to", "to_from"):
        return None
    if any(ends_of(mark) is None for mark in own):
        return None
    for mark in marks.periods:
        ends = ends_of(mark)
        if ends is not None:
            return ends[0] if figure.relation.cue == "earlier" else ends[1]
    return None


def _chosen(own: Sequence[PeriodMark], figure: Figure) -> PeriodMark | None:
    """Of several marks in a limb the nearest to the figure."""
    if not own:
        return None
    number = figure.number
    return min(
        own,
        key=lambda m: m.start - number.end if m.start >= number.end else number.start - m.end,
    )


def _governing(
    figure: Figure,
    figures: Sequence[Figure],
    marks: Marks,
    passage: Passage,
    before: Sequence[Marks],
    kind: MeasureKind | None,
    times: Times,
    bound: dict[int, BoundPeriod],
) -> BoundPeriod:
    """The period that holds for the figure where its own limb names none."""
    host = figure.relation.host if figure.relation.host is not None else figure.limb.host
    if host is not None and host in bound and bound[host].source in ("stated", "sentence"):
        return BoundPeriod(_recast(bound[host].period, kind), "sentence")
    candidates: list[tuple[PeriodSource, Sequence[PeriodMark]]] = []
    strong = [m for m in marks.periods if not m.weak and not _looks_back(m)]
    first, last = figures[0].number.start, figures[-1].number.end
    shared = [m for m in strong if m.end <= first] or [
        m for m in strong if m.start >= last and not _of_one_figure(m, figures)
    ]
    candidates.append(("sentence", shared[:1]))
    for line in passage.lead:
        candidates.append(("paragraph", find_periods(line)[:1]))
    for earlier in before:
        candidates.append(("paragraph", _speaking_of(earlier)[:1]))
    for source, found in candidates:
        period = _resolved(found, kind, times)
        if period is not None:
            return BoundPeriod(period, source)
    if times.base is not None:
        return BoundPeriod(_recast(times.base, kind), "paragraph")
    heads = [*([passage.caption] if passage.caption else []), *passage.headings]
    for line in heads:
        period = _resolved(find_periods(line)[:1], kind, times)
        if period is not None:
            return BoundPeriod(period, "heading")
    return from_document(kind, times)


def _speaking_of(marks: Marks) -> list[PeriodMark]:
    """The periods that a sentence speaks of: not those in brackets ("30 (28 in 2015/16)")
    nor those that it compares with ("two fewer than in 2015/16")."""
    return [
        m
        for m in marks.periods
        if not m.weak
        and not _looks_back(m)
        and marks.text.count("(", 0, m.start) == marks.text.count(")", 0, m.start)
        and not _COMPARED.search(marks.text[: m.start])
    ]


def _of_one_figure(mark: PeriodMark, figures: Sequence[Figure]) -> bool:
    """Whether a mark behind all figures belongs to one that is set against another
    ("23 children (21 in 2019/20)", "two fewer than in 2021-22") and so not to all."""
    return len(figures) > 1 and any(
        f.limb.holds(mark.start)
        and (f.limb.bracket or f.relation.cue in ("earlier", "comparator", "change"))
        for f in figures
    )


def _resolved(found: Sequence[PeriodMark], kind: MeasureKind | None, times: Times) -> Period | None:
    for mark in found:
        period = resolve(mark, times.reckon, kind, school=times.school)
        if period is not None:
            return period
    return None


def from_document(kind: MeasureKind | None, times: Times) -> BoundPeriod:
    """The period of a figure for which only the report as a whole says when."""
    period = default_period(times.anchor, kind)
    if period is None:
        return BoundPeriod(None, None)
    titled = times.title is not None and bool(find_periods(times.title))
    return BoundPeriod(period, "title" if titled else "document")


def _recast(period: Period | None, kind: MeasureKind | None) -> Period | None:
    """The same time for a measure of another kind: a level stands on a span's last day."""
    if period is not None and period.basis == "during" and kind == "stock":
        return Period("as_at", None, period.end)
    return period


def _period_before(period: Period | None, times: Times, kind: MeasureKind | None) -> Period | None:
    """The period before: the day before the report's span for a level, else the span before."""
    span = times.anchor.report_period
    if period is None:
        return None
    if period.basis == "as_at":
        if span is not None and span.start is not None:
            return Period("as_at", None, span.start - timedelta(days=1))
        return None
    if period.start is None:
        return None
    months = round((period.end - period.start).days / 30.44)
    start = period.start - relativedelta(months=months)
    return Period("during", start, period.start - timedelta(days=1))


def _levels_beside(
    figure: Figure,
    figures: Sequence[Figure],
    bound: dict[int, BoundPeriod],
    later: Period | None,
) -> tuple[Period | None, Period | None]:
    """The periods of the two levels that a change lies between, where the sentence gives both."""
    for other in figures:
        if other.relation.cue != "earlier" and not (
            other.relation.cue == "comparator" and other.unit == figure.unit
        ):
            continue
        host = other.relation.host
        first = bound[other.index].period if other.index in bound else None
        last = bound[host].period if host is not None and host in bound else None
        if first is not None and last is not None and first.end < last.end:
            return first, last
    return None, later


def _of_change(
    figure: Figure,
    figures: Sequence[Figure],
    own: Sequence[PeriodMark],
    text: str,
    kind: MeasureKind | None,
    times: Times,
    governing: BoundPeriod,
    bound: dict[int, BoundPeriod],
) -> BoundPeriod:
    """The span of a change: from the earlier to the later date, or the later period of a flow."""
    later, source = governing.period, governing.source
    earlier: Period | None = None
    for mark in own:
        period = resolve(mark, times.reckon, kind, school=times.school, governing=later)
        if period is None:
            continue
        behind = mark.start > figure.number.end and _EARLIER.search(text[: mark.start])
        if behind or _looks_back(mark):
            earlier, source = period, "stated"
        else:
            later, source = period, "stated"
            if period.basis == "as_at" and not _EARLIER.search(text[: mark.start]):
                spanned = resolve(mark, times.reckon, "flow", school=times.school)
                later = spanned if spanned is not None else later
    if earlier is None:
        earlier, later = _levels_beside(figure, figures, bound, later)
    if earlier is not None and later is not None:
        return BoundPeriod(change_span(earlier, later, kind), source)
    if later is None:
        return BoundPeriod(None, None)
    if later.basis == "as_at":
        span = times.anchor.report_period
        if span is not None and span.end == later.end:
            return BoundPeriod(span, source)
        return BoundPeriod(None, None)
    return BoundPeriod(later, source)


def _looks_back(mark: PeriodMark) -> bool:
    """Whether the words mean a time before the one that governs ("a year earlier")."""
    says = mark.says
    if isinstance(says, Edge):
        return says.side == "start"
    return isinstance(says, Ago | SamePoint) or (isinstance(says, Relative) and says.step < 0)


def period_of_cell(
    passage: Passage, kind: MeasureKind | None, times: Times, yearly: bool = False
) -> BoundPeriod:
    """The period of a table cell: its column header, row label, caption, headings, report."""
    cell = passage.cell
    if cell is not None:
        for label in (*reversed(cell.column_path), *reversed(cell.row_path)):
            period = header_period(label, times.anchor, kind)
            if period is not None:
                return BoundPeriod(period, "table_header")
    for line in [*([passage.caption] if passage.caption else []), *passage.headings]:
        period = _resolved(find_periods(line)[:1], kind, times)
        if period is not None:
            return BoundPeriod(period, "heading")
    found = from_document(kind, times)
    return BoundPeriod(financial_year_of(found.period), found.source) if yearly else found


def change_of_cell(left: Sequence[Period], kind: MeasureKind | None) -> BoundPeriod:
    """The period of a change column: between the two periods to its left, or the year
    before the one that stands there."""
    if not left:
        return BoundPeriod(None, None)
    later = left[0]
    if len(left) > 1 and left[1].end < later.end:
        earlier = left[1]
    elif later.start is None:
        earlier = Period("as_at", None, later.end - relativedelta(years=1))
    else:
        return BoundPeriod(later, "table_header")
    return BoundPeriod(change_span(earlier, later, kind), "table_header")


def is_ahead(period: Period | None, times: Times) -> bool:
    """Whether a period begins after the report speaks: its figures are forecasts."""
    anchor = times.anchor
    spoken = (
        anchor.meeting_date
        or anchor.as_at
        or (anchor.report_period.end if anchor.report_period else None)
        or times.published
    )
    if period is None or spoken is None:
        return False
    return (period.start or period.end) > spoken


def is_running(period: Period | None, times: Times) -> bool:
    """Whether a span is not over on the date to which the report's figures run."""
    anchor = times.anchor
    reached = (
        anchor.as_at
        or (anchor.report_period.end if anchor.report_period else None)
        or times.published
    )
    return period is not None and reached is not None and period.end > reached
