"""Expressions to dates, one anchor at a time: the arithmetic after `resolve.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from extractor.annotations.model import MeasureKind, Period, ReferenceTime
from extractor.annotations.periods import date_arithmetic as dates
from extractor.annotations.periods.date_arithmetic import Span
from extractor.annotations.periods.default import default_period, part_of, shifted, term_in
from extractor.annotations.periods.model import (
    Ago,
    Day,
    Edge,
    Expression,
    Later,
    Length,
    Month,
    Now,
    Part,
    Relative,
    SamePoint,
    Since,
    Through,
    ToDate,
    Year,
)


class TimexNormalizer:
    """Expressions to dates, for one anchor and one kind of measure.

    `year_starts` is the first month of a year where the surroundings say which kind of year
    they refer to (September in a school's), None where they do not.
    """

    def __init__(
        self,
        anchor: ReferenceTime,
        kind: MeasureKind | None,
        year_starts: int | None,
        governing: Period | None,
        whole: bool,
        *,
        ahead: bool = False,
    ) -> None:
        self.kind, self.governing, self.whole, self.ahead = kind, governing, whole, ahead
        self._anchor = anchor
        self.report = anchor.report_period
        self.default = default_period(anchor, kind)
        self.meeting = anchor.meeting_date
        self.schools = year_starts == dates.ACADEMIC_YEAR_STARTS  # what it counts by
        # A meeting says which years a report can know of, not which quarter it is about.
        self.reference = anchor.as_at or (self.report.end if self.report else None)
        self.latest = anchor.latest()
        spanned = self.report_span()
        if year_starts is None and spanned is not None and dates.is_academic_year(spanned):
            year_starts = dates.ACADEMIC_YEAR_STARTS
        self.year_starts = year_starts

    @property
    def first_month(self) -> int:
        """The month that a year begins with here."""
        return self.year_starts or dates.FINANCIAL_YEAR_STARTS

    def report_span(self) -> Span | None:
        """The span that the report covers."""
        if self.report is None or self.report.start is None:
            return None
        return Span(self.report.start, self.report.end)

    def period(self, expression: Expression, *, as_at: bool) -> Period | None:
        """The period of an expression, dated or spanned as the measure asks."""
        if isinstance(expression, (Ago, Later, SamePoint)):
            return self._moved(expression)
        if isinstance(expression, Now):
            at = (self.meeting or self.reference) if expression.writing else None
            return self.default if at is None else Period("as_at", None, at)
        if (
            isinstance(expression, Relative)
            and expression.step == -1
            and self._repeats_report(expression)
        ):
            return self._moved(SamePoint(1))
        if isinstance(expression, Relative) and expression == Relative(-1, "month") and as_at:
            expression = replace(expression, step=0)  # "as of last month": the month just reported
        if isinstance(expression, Edge):
            return self._edge(expression)
        found = self.span(expression)
        if found is None:
            return None
        dated = as_at or self.kind == "stock" or found.start == found.end
        return Period("as_at", None, found.end) if dated else Period("during", *found)

    def span(self, expression: Expression) -> Span | None:
        """First and last day of an expression that has its own place in the calendar."""
        match expression:
            case Day() | Month():
                return self._day_or_month(expression)
            case Year():
                return self._year(expression)
            case Part():
                return self._part(expression)
            case Relative():
                return self._relative(expression)
            case Through(first, last):
                return self._through(first, last)
            case Length(count, unit, end, style):
                last_day = self._last_day(end)
                if style is None and end is None and (count, unit) == (1, "year") and self.schools:
                    style = "academic"  # "in the last year" of examination results
                if style is not None and last_day is not None:
                    last_day = self._end_of_year_over(style, last_day)
                return None if last_day is None else dates.ending_on(last_day, count, unit)
            case ToDate():
                return self._to_date(expression)
            case Since(first):
                return self._since(self.span(_calendar_year(first)))
            case Edge(side):
                whole = self.span(replace(expression, of=_calendar_year(expression.of)).of)
                if whole is None:
                    return None
                day = whole.start if side == "start" else whole.end
                return Span(day, day)
            case _:
                found = self.period(expression, as_at=False)
                return None if found is None else Span(found.start or found.end, found.end)

    def _since(self, first: Span | None) -> Span | None:
        """From the first day of a span to the day reported on, or to that of the report where the
        span began after it ("from September to date", below a list as at March)."""
        if first is None or self.reference is None:
            return None
        last = next((d for d in (self.reference, self.meeting) if d and first.start <= d), None)
        return None if last is None else Span(first.start, last)

    def _edge(self, expression: Edge) -> Period | None:
        """A date; but what is counted by the end of a year was counted over the year."""
        expression = replace(expression, of=_calendar_year(expression.of))
        this = (
            isinstance(expression.of, Relative)
            and expression.of.step == 0
            and expression.side == "end"
        )
        found = self._ended(expression.of) if this else self.span(expression.of)
        if found is None:
            return None
        if expression.side == "end" and self.kind == "flow" and self._is_long(expression.of):
            return Period("during", *found)
        return Period("as_at", None, found.start if expression.side == "start" else found.end)

    def _ended(self, expression: Expression) -> Span | None:
        """The year or quarter that "at year end" refers to: the last that is over.

        A position on 31 December is the end of a year too. Budgets and forecasts refer to
        the end that is to come.
        """
        now = TimexNormalizer(self._anchor, self.kind, self.year_starts, self.governing, whole=True)
        found = now.span(expression)
        if found is None or self.whole or self.reference is None or found.end <= self.reference:
            return found
        if not isinstance(expression, Relative) or (self.reference.month, self.reference.day) == (
            12,
            31,
        ):
            return Span(found.start, self.reference)
        return self.span(replace(expression, step=-1))

    @staticmethod
    def _is_long(expression: Expression) -> bool:
        return isinstance(expression, (Year, Part)) or (
            isinstance(expression, Relative) and expression.unit in ("year", "quarter", "period")
        )

    # written dates

    def _day_or_month(self, expression: Day | Month) -> Span | None:
        if expression.year is not None:
            return self._placed(expression, expression.year + self._fiscal_step(expression))
        if self.latest is None:
            return None
        if expression.back is not None:
            return self._placed(expression, self.latest.year - expression.back)
        year = self.latest.year
        if self.ahead:
            here = self._placed(expression, year)
            late = here is None or here.end < self.latest
            return self._placed(expression, year + 1) if late else here
        here = self._placed(expression, year)
        late = here is None or here.start > self.latest
        return self._placed(expression, year - 1) if late else here

    @staticmethod
    def _fiscal_step(expression: Day | Month) -> int:
        """1 for "January 2024-25", which is in 2025."""
        early = expression.month < dates.FINANCIAL_YEAR_STARTS
        return 1 if isinstance(expression, Month) and expression.fiscal and early else 0

    @staticmethod
    def _placed(expression: Day | Month, year: int) -> Span | None:
        month = dates.month_span(year, expression.month)
        if isinstance(expression, Month):
            return month
        if expression.day > month.end.day:  # 29 February of a common year
            return None
        day = date(year, expression.month, expression.day)
        return Span(day, day)

    def _year(self, expression: Year) -> Span:
        if expression.style == "calendar":
            return Span(date(expression.first, 1, 1), date(expression.last, 12, 31))
        if expression.style == "bare":
            if self._year_is_named_by_its_end():
                return self._year_ending(expression.last)
            return Span(date(expression.first, 1, 1), date(expression.last, 12, 31))
        split = max(self.first_month, dates.FINANCIAL_YEAR_STARTS)  # of no calendar year
        styles = {"academic": dates.ACADEMIC_YEAR_STARTS, "split": split}
        starts = styles.get(expression.style, dates.FINANCIAL_YEAR_STARTS)
        return dates.years_starting(expression.first, expression.last - 1, starts)

    def _year_is_named_by_its_end(self) -> bool:
        """Whether "2019" is here the financial (school) year that ended in it."""
        report = self.report_span()
        if self.year_starts or (report is not None and dates.is_financial_year(report)):
            return True
        if self.kind == "stock":
            return True
        if self.kind not in ("ratio", "rate"):
            return False
        return self.reference is None or (self.reference.month, self.reference.day) != (12, 31)

    def _end_of_year_over(self, style: str, day: date) -> date:
        """The last day of the last year of a style ("academic") that is over on a day."""
        academic = style == "academic"
        starts = dates.ACADEMIC_YEAR_STARTS if academic else dates.FINANCIAL_YEAR_STARTS
        holding = dates.year_starting(dates.year_holding(day, starts), starts)
        return day if day == holding.end else holding.start - timedelta(days=1)

    def _year_ending(self, year: int) -> Span:
        return dates.year_starting(year - (self.first_month > 1), self.first_month)

    def _through(self, first: Expression, last: Expression) -> Span | None:
        end, start = self.span(last), self.span(first)
        if start is not None and end is not None and start.start > end.end:
            if isinstance(last, (Day, Month)) and last.year is None:
                end = self._placed(last, start.start.year + (last.month < start.start.month))
            elif isinstance(first, (Day, Month)) and first.year is None:
                start = self._placed(first, end.end.year - (first.month > end.end.month))
        if start is None or end is None or start.start > end.end:
            return None
        months = isinstance(first, Month) and isinstance(last, Month)
        school_year = (dates.ACADEMIC_YEAR_STARTS, dates.LAST_MONTH_OF_LESSONS)
        whole = (start.start.month, end.end.month, end.end.year - start.start.year)
        if months and whole == (*school_year, 1):
            return dates.academic_year(start.start.year)
        return Span(start.start, end.end)

    def _part(self, expression: Part) -> Span | None:
        termly = expression.kind == "term"
        starts = dates.ACADEMIC_YEAR_STARTS if termly else dates.FINANCIAL_YEAR_STARTS
        if isinstance(expression.of, Year):
            if expression.kind in ("term", "season") and expression.of.style == "bare":
                return term_in(expression, expression.of.first, schools=self.schools)
            halved = expression.kind == "half" and expression.of.style == "bare"
            if expression.of.style == "calendar" or halved:  # "the first half of 2018"
                starts = 1
            return part_of(expression, expression.of.first, starts)
        reference = self.reference or (self.governing.end if self.governing else None)
        if reference is None:
            return None
        year = dates.year_holding(reference, starts)
        if isinstance(expression.of, Relative):
            return part_of(expression, year + expression.of.step, starts)
        here = part_of(expression, year, starts)
        if here is None or self.ahead or here.start <= reference:
            return here
        return part_of(expression, year - 1, starts)

    # what is counted from elsewhere

    def _base(self) -> Period | None:
        """What "12 months ago" is counted from."""
        base = self.governing or self.default
        if base is None and self.reference is not None:
            base = Period("as_at", None, self.reference)
        if base is not None and self.kind == "stock":
            return Period("as_at", None, base.end)
        return base

    def _moved(self, expression: Ago | Later | SamePoint) -> Period | None:
        base = self.governing if isinstance(expression, Later) else self._base()
        if base is None:
            return None
        if isinstance(expression, SamePoint) and self.governing is None and self.default is None:
            return None  # the same point as what? A meeting date does not say
        if isinstance(expression, (Ago, Later)):
            count = expression.count if isinstance(expression, Later) else -expression.count
            return shifted(base, count, expression.unit)
        if expression.of is None:
            return shifted(base, -expression.back, "year")
        if expression.of.style in ("bare", "calendar"):
            return shifted(base, expression.of.last - base.end.year, "year")
        starts = self._year(expression.of).start.month
        return shifted(base, expression.of.first - dates.year_holding(base.end, starts), "year")

    def _repeats_report(self, expression: Relative) -> bool:
        """Whether "last year" is the same stretch of the year before, not all of that year."""
        if expression.unit != "year" or expression.style is not None:
            return False
        if self.kind == "flow" and self.governing is None:
            return self.report is not None
        return self.governing is not None or self.default is not None

    def _relative(self, expression: Relative) -> Span | None:
        from_day = self.governing.end if self.governing and expression.step else self.reference
        if from_day is None and self.whole and expression.unit == "year" and expression.step >= 0:
            from_day = self.meeting  # the budget or forecast of "this year"
        if from_day is None:
            return None
        if expression.unit == "period":
            return self._period_of_report(expression.step)
        if expression.unit == "year":
            return self._relative_year(expression, from_day)
        moved = dates.shift(from_day, expression.step, expression.unit)
        if expression.unit == "quarter":
            found = dates.quarter_holding(moved)
        elif expression.unit == "month":
            found = dates.month_span(moved.year, moved.month)
        elif expression.unit == "half" and self.governing is not None:
            found = dates.ending_on(moved, 1, "half")
        else:
            return None
        return self._so_far(found) if expression.step == 0 else found

    def _relative_year(self, expression: Relative, from_day: date) -> Span:
        report = self.report_span()
        if expression.step == 0 and report is not None and (dates.months_of(report) or 0) >= 12:
            return report
        starts = {"academic": dates.ACADEMIC_YEAR_STARTS, "calendar": 1,
                  "financial": dates.FINANCIAL_YEAR_STARTS}.get(
            expression.style or "", self.first_month)  # fmt: skip
        year = dates.year_holding(self.reference or from_day, starts) + expression.step
        found = dates.year_starting(year, starts)
        return self._so_far(found) if expression.step == 0 else found

    def _so_far(self, found: Span) -> Span:
        """A current year or quarter up to the report's date, if only that much can be meant."""
        if self.whole or self.reference is None:
            return found
        return Span(found.start, min(found.end, self.reference))

    def _period_of_report(self, step: int) -> Span | None:
        """The span that the report covers, or the one of the same length before it."""
        report = self.report_span()
        if report is None:
            return None if step else self._default_span()
        months = dates.months_of(report)
        if step == 0 or months is None:
            return report if step == 0 else None
        start = dates.shift_months(report.start, step * months)
        return Span(start, dates.shift_months(report.end, step * months))

    def _default_span(self) -> Span | None:
        return None if self.default is None else Span(self.default.end, self.default.end)

    def _last_day(self, end: Expression | None) -> date | None:
        if end is None:
            return self.governing.end if self.governing is not None else self.reference
        if isinstance(end, Year) and end.style == "bare":  # "year ending 2017"
            return self._year_ending(end.last).end
        found = self.span(end)
        return None if found is None else found.end

    def _to_date(self, expression: ToDate) -> Span | None:
        if expression.until is not None:
            last = self._last_day(expression.until)
            if last is None:
                return None
            holding = dates.year_holding(last, self.first_month)
            return Span(dates.year_starting(holding, self.first_month).start, last)
        if self.reference is None:
            return None if expression.of is None else self._year(expression.of)
        if expression.unit in ("quarter", "month"):
            return self._relative(Relative(0, expression.unit))
        if expression.of is not None:
            year = self._year(expression.of)
        else:
            holding = dates.year_holding(self.reference, self.first_month)
            year = dates.year_starting(holding, self.first_month)
        if self.reference < year.start:
            return None
        return Span(year.start, min(year.end, self.reference))


def _calendar_year(expression: Expression) -> Expression:
    """A lone year from January to December: "since 2007" begins on 1 January."""
    if isinstance(expression, Year) and expression.style == "bare":
        return replace(expression, style="calendar")
    return expression
