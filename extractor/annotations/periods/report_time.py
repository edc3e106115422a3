"""The time that a report refers to, from its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractor.annotations.model import Period, ReferenceTime
from extractor.annotations.periods import date_arithmetic as dates
from extractor.annotations.periods.grammar import find_periods
from extractor.annotations.periods.model import (
    Day,
    Edge,
    Length,
    Month,
    Now,
    Part,
    PeriodSpan,
    Relative,
    Through,
    ToDate,
    Year,
)
from extractor.annotations.periods.normalizer import TimexNormalizer
from extractor.annotations.periods.year_type import year_start
from extractor.bullets import LINE_BULLETS
from extractor.regex import regex

_LABEL = regex(
    r"^\W*(?:(?P<span>(?:reporting )?period(?: covered| of report)?|report(?:ing)? period"
    r"|period covered by (?:this|the) report|covering)|(?P<point>"
    r"(?:(?:all|the) )?(?:position|data|figures|numbers|information|performance|snapshot|correct"
    r"|reported)?\s*(?:(?:are|is|correct|shown|given|quoted|reported|in this report)\s+){0,3}"
    r"(?:as )?(?:at|of)(?: date)?|(?:position|data|figures|information|performance) (?:up )?to"
    r"|(?:data|snapshot|position|census|reporting) date))\s*[:\-–]?\s+(?=\S)",
    re.IGNORECASE,
)
_VISIT = r"(?:(?:focused |monitoring )?visit|(?:re-?)?inspection)"
_INSPECTED = rf"{_VISIT} dates?|dates? of (?:the )?{_VISIT}|fieldwork(?: dates?)?"
# A title and the days below it, as covers have them.
_COVER = r"^[^.\n]{0,40}\b(?:visit|inspection)\b[^.\n]{0,140}\n(?:[^\d\n]{1,60},\s)?(?=\d)"
_INSPECTION = regex(
    rf"^\W*(?:{_INSPECTED})\s*:?\s+"
    r"|^(?:visit|inspection|review|assessment)s?\b[^.]{0,140}?\b(?:on|between|from)\s+(?=\d)"
    rf"|{_COVER}",
    re.IGNORECASE,
)
_MEETING = regex(
    rf"^\W*(?:(?:date of )?(?:the )?meeting(?: date)?|{_INSPECTED})\s*:?\s+|{_COVER}",
    re.IGNORECASE,
)
# Lines of a report's head whose dates are not the time that it is about.
_NOT_ABOUT = regex(
    r"^\W*(?:(?:report )?published|publication|date|dates?\b|author|contact|previous|next|last"
    r"|review date|version|source|minutes? of|agenda item|item|to|from)\b(?!\s+report)|@"
    r"|\bpublished\b|\bmeeting\b|©|\bact (?:19|20)\d\d",
    re.IGNORECASE,
)
_ALL_BUT_PERIOD = regex(
    r"\W*(?:(?:up )?to the|to|for the|for|on the|the)?"
    r"(?: (?:\d{1,2}|three|six|nine|twelve)[ -]months?)?(?: period)?\W*", re.IGNORECASE,
)  # fmt: skip
_BODY = regex(
    r"^(?:\W*\d+(?:\.\d+)+\s|1\.?\s+[A-Z]|(?:introduction|background|purpose|executive summary"
    r"|summary|recommendations?|main issues|contents)\b)",
    re.IGNORECASE,
)
_PLAN = regex(r"\b(?:strategy|plan|programme|framework|priorities|mtfp|vision)\b", re.IGNORECASE)
_IS_A_PLAN = regex(r"\b(?:strategy|plan)\b", re.IGNORECASE)
# A month beside one of these is the month of the figures; elsewhere that of the paper.
_MONITORING = regex(
    r"score ?card|dash ?board|performance|monitoring|indicator|data|activity|position|statistics"
    r"|outturn|finance|return|key figures|\bkpi",
    re.IGNORECASE,
)
_MONTHLY = regex(r"\bmonthly\b|\b(?:in|for) the month\b", re.IGNORECASE)
_TITLE_LINES, _TITLE_LENGTH, _LONGEST_REPORT = 15, 160, 18


def document_anchor(lines: Sequence[str], meeting_date: date | None) -> ReferenceTime:
    """What the head of a report says about its time, from its lines in order.

    A line that states it ("Position as at …", "Reporting period: …") comes first, then the title
    ("Annual Report 2016-17", "Month 6 2023/24"), then a first sentence that begins "As at 31 May
    2020". A month in a title is a position at its end, unless it is the month of the meeting. Plans
    and strategies refer to years to come and give no period.
    """
    meeting = meeting_date or _meeting_of(lines)
    stated = ReferenceTime(meeting_date=meeting)
    starts = _year_start(lines)
    for line in lines:
        found = _stated(line, meeting, starts)
        if found is not None:
            stated = replace(
                stated,
                as_at=stated.as_at or found.as_at,
                report_period=stated.report_period or found.report_period,
            )
    if stated.as_at is not None or stated.report_period is not None:
        return stated
    return _from_title(lines, meeting) or _from_first_sentence(lines, meeting) or stated


def _is_sentence(line: str) -> bool:
    """Whether a line goes on beyond its date, as "As at 31 May 2020 there were …" does."""
    marks = find_periods(line)
    return not marks or len(line[marks[-1].end :].split()) > 4


def _stated(line: str, meeting: date | None, starts: int | None) -> ReferenceTime | None:
    """The period of a line that states nothing else: with a label, or alone."""
    match = _LABEL.match(line)
    if match is not None and not _is_sentence(line):
        marks = find_periods(line)
        point = match["point"] is not None
        return _anchor_of(marks[0], meeting, starts, point=point) if marks else None
    marks = find_periods(line) if _MEETING.match(line) is None else []
    if len(marks) != 1 or not _ALL_BUT_PERIOD.fullmatch(line.replace(marks[0].text, "", 1)):
        return None
    if isinstance(marks[0].expression, (Month, Relative)) or marks[0].relative:
        return None
    found = _anchor_of(marks[0], meeting, starts, point=False)
    # A day within a month alone on a line is the date of the paper, days within a month those
    # of an inspection.
    if found.as_at is not None:
        return found if dates.is_month_end(found.as_at) else None
    period = found.report_period
    if period is None or period.start is None:
        return None
    return found if dates.months_of(dates.Span(period.start, period.end)) else None


def _anchor_of(
    mark: PeriodSpan, meeting: date | None, starts: int | None, *, point: bool
) -> ReferenceTime:
    """The meaning of one period of a head: a position where it is a date, else a span."""
    expression = mark.expression
    # A quarter or term of a title is the last one begun when the meeting was held.
    found = TimexNormalizer(ReferenceTime(as_at=meeting), None, starts, None, False).span(
        expression
    )
    if found is None or isinstance(expression, (Relative, Now)):
        return ReferenceTime(meeting_date=meeting)
    if isinstance(expression, Edge) and expression.side == "end" and not point:
        year = _year_ended(expression, meeting, starts)
        if year is not None:
            return replace(year, as_at=found.end)
    dated = isinstance(expression, (Day, Month, Edge)) or found.start == found.end
    by_month = isinstance(expression, Part) and expression.kind == "financial_month"
    if point or dated or by_month:
        return ReferenceTime(found.end, None, meeting)
    return ReferenceTime(None, Period("during", *found), meeting)


def _year_ended(edge: Edge, meeting: date | None, starts: int | None) -> ReferenceTime | None:
    """The year at whose end a report is made ("End of year report 2021/22"): what came about did
    so in that year."""
    if not isinstance(edge.of, Year):
        return None
    normalizer = TimexNormalizer(ReferenceTime(as_at=meeting), None, starts, None, False)
    year = normalizer.span(edge.of)
    return None if year is None else ReferenceTime(None, Period("during", *year), meeting)


def _year_start(lines: Sequence[str]) -> int | None:
    """The first month of the years that the title lines refer to."""
    return next((s for line in _title_lines(lines) if (s := year_start(line)) is not None), None)


def _title_lines(lines: Sequence[str]) -> list[str]:
    """The lines that can be a title: at the top, before the first paragraph begins."""
    titles: list[str] = []
    for line in [line.strip() for line in lines if line.strip()][:_TITLE_LINES]:
        if titles and _BODY.match(line):
            break
        prose = line.endswith((".", ";", ",")) or line[0].islower() or len(line) > _TITLE_LENGTH
        if not prose and _NOT_ABOUT.search(line) is None and _MEETING.match(line) is None:
            titles.append(line)
    return titles


def _from_title(lines: Sequence[str], meeting: date | None) -> ReferenceTime | None:
    titles = _title_lines(lines)
    for line in titles:
        for mark in with_year(find_periods(line, header=True)):
            if _fits_title(mark, _beside(mark, line, titles), meeting):
                found = _anchor_of(mark, meeting, _year_start(lines), point=False)
                if isinstance(mark.expression, Month) and _MONTHLY.search(" ".join(titles)):
                    found = _with_its_month(found)
                if _is_past(found, meeting):
                    return _with_its_day(found, line)
    return None


def _with_its_day(anchor: ReferenceTime, line: str) -> ReferenceTime:
    """The year of a title with the day in it to which the title says that the paper goes ("Budget
    monitoring 2019/20: position at 30 November 2019")."""
    year = anchor.report_period
    if anchor.as_at is not None or year is None or year.start is None:
        return anchor
    for mark in find_periods(line, header=True):
        if mark.cue == "as_at" and isinstance(mark.expression, Day) and mark.expression.year:
            day = _anchor_of(mark, anchor.meeting_date, None, point=True).as_at
            if day is not None and year.start <= day < year.end:
                return replace(anchor, as_at=day)
    return anchor


def _beside(mark: PeriodSpan, line: str, titles: Sequence[str]) -> str:
    """The words that say what a period of a title is of: of a month alone on its line, those of
    the other lines."""
    alone = _ALL_BUT_PERIOD.fullmatch(line.replace(mark.text, "", 1)) is not None
    return " ".join(titles) if alone and isinstance(mark.expression, Month) else line


def _with_its_month(anchor: ReferenceTime) -> ReferenceTime:
    """The position at the end of a month with that month, of which a monthly report is."""
    if anchor.as_at is None:
        return anchor
    month = Period("during", anchor.as_at.replace(day=1), anchor.as_at)
    return replace(anchor, report_period=month)


def with_year(marks: Sequence[PeriodSpan]) -> Sequence[PeriodSpan]:
    """The periods of a line, a quarter with the year behind it ("Quarter 1 Report 2024/25")."""
    if len(marks) != 2:
        return marks
    part, year = marks[0].expression, marks[1].expression
    if not (isinstance(part, Part) and part.of is None and isinstance(year, Year)):
        return marks
    whole = year.style != "bare" and year.last - year.first == 1
    return [replace(marks[0], expression=replace(part, of=year))] if whole else marks


def _fits_title(mark: PeriodSpan, line: str, meeting: date | None) -> bool:
    expression = mark.expression
    if isinstance(expression, Year):
        if expression.style == "bare" or expression.last - expression.first > 1:
            return False
        if meeting is None:
            return _IS_A_PLAN.search(line) is None
        return not (_PLAN.search(line) and expression.first >= meeting.year)
    if isinstance(expression, Day):
        return expression.year is not None and mark.cue == "as_at"
    if isinstance(expression, Month):
        if expression.year is None:
            return False
        late = meeting is not None and (expression.year, expression.month) >= (
            meeting.year,
            meeting.month,
        )
        return mark.cue == "as_at" or not (late or _MONITORING.search(line) is None)
    if isinstance(expression, Part):
        return isinstance(expression.of, Year) or meeting is not None
    if isinstance(expression, Through) and isinstance(expression.first, Day):
        return _ALL_BUT_PERIOD.fullmatch(line.replace(mark.text, "", 1)) is None
    return isinstance(expression, (Through, Length, Edge, ToDate)) and not mark.relative


def _is_past(anchor: ReferenceTime, meeting: date | None) -> bool:
    """Whether a report can cover this period: it begins before the meeting and is no longer than a
    year."""
    if anchor.as_at is not None:
        return meeting is None or anchor.as_at <= dates.month_end(meeting)
    period = anchor.report_period
    if period is None or period.start is None:
        return False
    longest = dates.shift_months(period.start, _LONGEST_REPORT)
    return period.end <= longest and (meeting is None or period.start <= meeting)


def _from_first_sentence(lines: Sequence[str], meeting: date | None) -> ReferenceTime | None:
    for line in lines:
        for mark in find_periods(line):
            opening = line[: mark.start].strip().lower().lstrip(LINE_BULLETS).strip()
            if opening.split()[-2:] in (["as", "at"], ["as", "of"]) and len(opening) <= 8:
                found = _anchor_of(mark, meeting, None, point=True)
                if found.as_at is not None and not mark.relative and _is_past(found, meeting):
                    return found
    return None


def inspection_end(lines: Sequence[str]) -> date | None:
    """The last day of the inspection whose dates the head of a report gives."""
    return _labelled_day(lines, _INSPECTION)


def _meeting_of(lines: Sequence[str]) -> date | None:
    """The last day that a "Meeting date:" or "Inspection dates:" line gives."""
    return _labelled_day(lines, _MEETING)


def _labelled_day(lines: Sequence[str], label: re.Pattern[str]) -> date | None:
    for line in lines:
        match = label.match(line)
        marks = find_periods(line) if match is not None else []
        if marks and not marks[0].relative:
            found = TimexNormalizer(ReferenceTime(), None, None, None, False).span(
                marks[0].expression
            )
            if found is not None:
                return found.end
    return None
