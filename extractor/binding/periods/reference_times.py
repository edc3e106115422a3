"""The dates given by a report and the text around a figure, and which dates its figures cannot
have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from extractor.annotations.model import MeasureKind, Period, ReferenceTime, Unit
from extractor.annotations.periods import date_arithmetic as dates
from extractor.annotations.periods.model import Year
from extractor.annotations.periods.resolve import (
    PeriodSpan,
    default_period,
    document_anchor,
    find_periods,
    inspection_end,
    resolve,
    year_start,
)
from extractor.binding.model import BoundPeriod
from extractor.binding.periods.announced_for_section import Announced
from extractor.observation import PeriodSource
from extractor.passages.model import Passage
from extractor.regex import regex
from extractor.reports.model import Report

_NUMBERED = regex(r"\s*(\d{1,2})\b")
CARRIED_OVER = 6
"""Over so many paragraphs the date of a figure may be that of the next."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A time that a report stated, with its paragraph, its section’s number and its heading."""

    period: Period
    paragraph: int
    section: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceTimes:
    """The dates given by a report and the text around a figure.

    `base` is the period of a figure that the list intro restates ("Of the 717 …"). `reference_time`
    is what relative expressions are counted from: the header's date, otherwise the first position
    date in the report's text; it dates no figure by itself. `school` is true where the report
    counts by school years; `inspected` is the last day of the inspection reported on; `spoken` is
    the time of the council's figure that was stated last, `announced` that which a sentence of the
    section says that its figures are of.
    """

    anchor: ReferenceTime
    reference_time: ReferenceTime
    school: bool = False
    base: Period | None = None
    title: str | None = None
    published: date | None = None
    inspected: date | None = None
    spoken: Spoken | None = None
    announced: Announced | None = None

    @property
    def year_starts(self) -> int | None:
        """The first month of a year where the report says which kind it refers to."""
        return dates.ACADEMIC_YEAR_STARTS if self.school else None

    def reached(self) -> date | None:
        """The last day that the report's figures cover, according to its header."""
        span = self.anchor.report_period
        return self.anchor.as_at or (span.end if span else None)

    def known_by(self) -> date | None:
        """The last day that the report can know of."""
        days = (self.reached(), self.anchor.meeting_date, self.published, self.inspected)
        return max((day for day in days if day is not None), default=None)


def year_starts_for(unit: Unit | None, texts: Sequence[str], times: ReferenceTimes) -> int | None:
    """The first month of the years that a figure is counted by, as the nearest text says.

    Money runs by financial years, whatever is said around it.
    """
    if unit == "currency_gbp":
        return dates.FINANCIAL_YEAR_STARTS if times.school else None
    for text in texts:
        if (said := year_start(text)) is not None:
            return said
    return times.year_starts


def from_document(
    kind: MeasureKind | None, times: ReferenceTimes, year_starts: int | None = None
) -> BoundPeriod:
    """The period of a figure for which only the report as a whole says when.

    A report's year alone, "2015/16" in its title, is a school year for what is
    counted by school years.
    """
    anchor, span = times.anchor, times.anchor.report_period
    if year_starts and span and span.start and _is_plain_year(times, span):
        year = dates.year_starting(span.start.year, year_starts)
        anchor = replace(anchor, report_period=Period("during", *year))
    period = default_period(anchor, kind)
    if period is None:
        return BoundPeriod(None, None)
    titled = times.title is not None and bool(find_periods(times.title))
    return BoundPeriod(period, "title" if titled else "document")


def _is_plain_year(times: ReferenceTimes, span: Period) -> bool:
    """Whether the report's span is a year that its title names by two numbers only."""
    titled = [m.expression for m in find_periods(times.title or "", header=True)]
    plain = any(
        isinstance(expression, Year) and expression.style == "split" for expression in titled
    )
    return (
        plain
        and span.start is not None
        and (dates.is_financial_year(dates.Span(span.start, span.end)))
    )


def financial_year_of(period: Period | None) -> Period | None:
    """The financial year, 1 April to 31 March, in which a period ends."""
    if period is None:
        return None
    first = dates.year_holding(period.end, dates.FINANCIAL_YEAR_STARTS)
    return Period("during", *dates.financial_year(first))


def year_ahead_of(times: ReferenceTimes) -> Period | None:
    """The one financial year to come that a title names: what a budget that is put to a meeting is
    for, and not the year of the meeting. Spans of several years beside it are of plans."""
    met = times.anchor.meeting_date
    if met is None or times.title is None or times.reached() is not None:
        return None
    years = {
        mark.expression.first
        for mark in find_periods(times.title, header=True)
        if isinstance(mark.expression, Year) and mark.expression.last - mark.expression.first == 1
    }
    ahead = [dates.financial_year(year) for year in years]
    only = ahead[0] if len(ahead) == 1 and ahead[0].start > met else None
    return None if only is None else Period("during", *only)


def section_of(passage: Passage) -> str:
    """The number of the section that a passage is in ("2" of "2.1"), "" where it has none."""
    number = _NUMBERED.match(passage.section or "")
    return number[1] if number is not None else ""


def heading_of(passage: Passage) -> str:
    """The heading that a passage is under, "" where it has none."""
    return passage.headings[0] if passage.headings else ""


def carried(
    kind: MeasureKind | None, lasting: bool, times: ReferenceTimes, passage: Passage
) -> BoundPeriod:
    """The time of the figure stated not far before, for one that goes on speaking of it in a report
    that has no time of its own; it is no more than likely, which a doubt says."""
    spoken = times.spoken
    over_time = kind == "flow" or lasting
    if spoken is None or is_long(spoken.period):
        return BoundPeriod(None, None)
    if over_time != (spoken.period.basis == "during"):
        return BoundPeriod(None, None)
    if passage.paragraph > spoken.paragraph + CARRIED_OVER:
        return BoundPeriod(None, None)
    if section_of(passage) not in ("", spoken.section):  # a heading without number is below one
        return BoundPeriod(None, None)
    if times.inspected is not None and heading_of(passage) != spoken.heading:
        return BoundPeriod(None, None)  # what inspectors tell elsewhere is of their own days
    return BoundPeriod(spoken.period, "document", ("period_carried",))


def recast(period: Period | None, kind: MeasureKind | None) -> Period | None:
    """The same time for a measure of another kind: a level is on a span's last day."""
    if period is not None and period.basis == "during" and kind == "stock":
        return Period("as_at", None, period.end)
    return period


def period_before(period: Period | None, times: ReferenceTimes) -> Period | None:
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


def resolved(
    found: Sequence[PeriodSpan],
    kind: MeasureKind | None,
    times: ReferenceTimes,
    year_starts: int | None,
) -> Period | None:
    """The period of the first span that has one."""
    for mark in found:
        period = resolve(mark, times.reference_time, kind, year_starts=year_starts)
        if period is not None:
            return period
    return None


def is_dated(times: ReferenceTimes) -> bool:
    """Whether a report itself says what time it is about."""
    anchor = times.anchor
    return bool(anchor.as_at or anchor.report_period or anchor.meeting_date or times.inspected)


NEARLY_A_YEAR = 330  # days


def is_of_a_whole_year(period: Period) -> bool:
    """Whether a period is a span of a year, or nearly one, or more."""
    return period.start is not None and (period.end - period.start).days >= NEARLY_A_YEAR


def is_long(period: Period) -> bool:
    """Whether a span is longer than a year: what a chart covers, not when a figure was."""
    return period.start is not None and period.end >= period.start + relativedelta(years=1)


def is_ahead(period: Period | None, times: ReferenceTimes) -> bool:
    """Whether a period begins after the date of the report: its figures are forecasts."""
    spoken = times.anchor.meeting_date or times.reached() or times.published
    if period is None or spoken is None:
        return False
    return (period.start or period.end) > spoken


def is_running(period: Period | None, times: ReferenceTimes) -> bool:
    """Whether a span is not yet over on the last day that the report's figures cover."""
    reached = times.reached() or times.published
    return period is not None and reached is not None and period.end > reached


ABOVE: frozenset[PeriodSource] = frozenset(("heading", "title", "document"))
"""Places above the text, from which a figure has its time where nothing beside it says one."""


def known_of(found: BoundPeriod, times: ReferenceTimes) -> BoundPeriod:
    """The period of something that has happened, which no report dates after itself.

    What begins after the report is a forecast and keeps its time, but not where only the title or
    a heading gives it ("Budget 2019/20": what is told there has happened before). A year that is
    named while it runs stays as it is named, with a doubt; a run of years that goes on long after
    the report is a misprint ("2017–28") or misread, and gives no period.
    """
    period, known = found.period, times.known_by()
    if period is None or known is None or period.end <= known:
        return found
    if is_ahead(period, times):
        return BoundPeriod(None, None) if found.source in ABOVE else found
    if period.basis == "as_at" and found.span is not None:
        period = resolve(found.span, times.reference_time, "flow") or period
    running = period.start is not None and period.start <= known
    if running and period.end <= known + relativedelta(years=1):
        return replace(found, period=period, doubts=(*found.doubts, "period_running"))
    expression = found.span.expression if found.span is not None else None
    long = isinstance(expression, Year) and expression.last - expression.first > 1
    doubt = "period_misprint" if long else "period_after_report"
    return BoundPeriod(None, None, (*found.doubts, doubt))


def times_of(report: Report) -> ReferenceTimes:
    """The times that a report's header gives its figures."""
    header = report.header
    title = header.title.value if header.title else report.title
    lines = [stated.evidence for stated in header.period] + ([title] if title else [])
    anchor = document_anchor(lines, header.date_of_meeting())
    school = year_start(" ".join(lines)) == dates.ACADEMIC_YEAR_STARTS
    inspected = inspection_end(lines)
    reference_time = anchor if inspected is None else replace(anchor, as_at=inspected)
    if anchor.meeting_date is None and inspected is None and header.published is not None:
        reference_time = replace(reference_time, meeting_date=header.day_of_publication())
    return ReferenceTimes(anchor, reference_time, school, title=title, inspected=inspected)
