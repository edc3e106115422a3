"""Periods: what is found, and what dates it means for a stock, a flow and a ratio."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations.model import MeasureKind, Period, ReferenceTime
from extractor.annotations.periods import date_arithmetic as dates
from extractor.annotations.periods.labels import labels_period
from extractor.annotations.periods.resolve import (
    change_span,
    current_year,
    default_period,
    document_anchor,
    ends_of,
    find_periods,
    resolve,
)


def at(day: str) -> Period:
    return Period("as_at", None, date.fromisoformat(day))


def span(first: str, last: str) -> Period:
    return Period("during", date.fromisoformat(first), date.fromisoformat(last))


YEAR_2016 = ReferenceTime(report_period=span("2016-04-01", "2017-03-31"))
Q3_2018 = ReferenceTime(report_period=span("2018-10-01", "2018-12-31"))
DECEMBER_2019 = ReferenceTime(as_at=date(2019, 12, 31), meeting_date=date(2020, 1, 21))
SEPTEMBER_2024 = ReferenceTime(as_at=date(2024, 9, 30), meeting_date=date(2024, 11, 12))
MAY_2020 = ReferenceTime(as_at=date(2020, 5, 31))
SCHOOL_2020 = ReferenceTime(report_period=span("2020-09-01", "2021-08-31"))
NOTHING = ReferenceTime()


def said(text: str) -> list[str]:
    return [mark.text for mark in find_periods(text)]


def only(
    text: str, anchor: ReferenceTime, kind: MeasureKind | None, governing: Period | None = None
) -> Period | None:
    marks = find_periods(text)
    assert len(marks) == 1, [mark.text for mark in marks]
    return resolve(marks[0], anchor, kind, governing=governing)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As at 31 May 2020 we cared for 90.", ["31 May 2020"]),
        (
            "on 31st May 2020, and at 31.5.20 and 31/05/2020",
            ["31st May 2020", "31.5.20", "31/05/2020"],
        ),
        ("May 31, 2020 and Sep-24 and Sept ’24", ["May 31, 2020", "Sep-24", "Sept ’24"]),
        ("rose in 2016-17, 2016/17 and 2016–2017", ["2016-17", "2016/17", "2016–2017"]),
        ("in 16/17 and 23/24", ["16/17", "23/24"]),
        ("In 2009, 2010 and 2011 there were 4, 5 and 6", ["2009", "2010", "2011"]),
        ("between 2015 and 2017", ["2015 and 2017"]),
        ("from 1 April 2016 to 31 March 2017", ["1 April 2016 to 31 March 2017"]),
        ("from 20 in 2008 to 31 in January 2011", ["2008", "January 2011"]),
        ("from 3.1 m in 2022/23 to 4.2 m in 2027/28", ["2022/23", "2027/28"]),
        ("(Apr 65%, May 72%, Jun 84%)", ["Apr", "May", "Jun"]),
        (
            "Q3 2018/19, 2018/19 Q2 and the third quarter",
            ["Q3 2018/19", "2018/19 Q2", "third quarter"],
        ),
        ("12 months to the end of November 2019", ["12 months to the end of November 2019"]),
        ("compared with 30% 12 months ago", ["12 months ago"]),
        ("2,640 at the same point in 2018", ["same point in 2018"]),
        ("71% in the same months of 2022, 60% in the same months", ["same months of 2022"]),
        ("having dipped to 71% in the previous half-year", ["previous half-year"]),
        ("performance this year (last year’s was 4)", ["this year", "last year"]),
        ("over the course of the year", ["year"]),
        ("for the period April - December 2019", ["April - December 2019"]),
        ("1.4.16 to 31.3.17; April 16 to March 17", ["1.4.16 to 31.3.17", "April 16 to March 17"]),
        ("in the month of December", ["December"]),
        ("12 left care in the month", ["month"]),
    ],
)
def test_finds_periods(text: str, found: list[str]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We may march on.",
        "young people aged 16-17, 16/17 year olds, 17-21",
        "the Children Act 1989 and the Care Planning Regulations 2010",
        "the number rose to 2018 children, and £2018 was spent",
        "in 2,018 cases, 2018.5 and 2018%",
        "a quarter of care leavers, three quarters of carers",
        "2.5 years or more, every six months, within 28 days, 12 weeks old",
        "at the same time, some time ago",
        "the second Tuesday of the month",
        "3.1.12 The Committee noted",
        "the strategic plan 2014-17",
        "more than 12 months ago, aged 12 months to 4 years",
        "Year 11 pupils and Key Stage 4",
        "tel. 01223 201617",
        "half a year, a half year 2 of them, Annex HY12, H1N1, unit H2",
    ],
)
def test_leaves_what_is_no_period(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "anchor", "kind", "period"),
    [
        # written dates stand for themselves
        ("as at 31 May 2020", NOTHING, "stock", at("2020-05-31")),
        ("in 2016-17", NOTHING, "flow", span("2016-04-01", "2017-03-31")),
        ("in 2016-17", NOTHING, "stock", at("2017-03-31")),
        ("academic year 2020/21", NOTHING, "ratio", span("2020-09-01", "2021-08-31")),
        ("The 2010 GCSE results", NOTHING, "ratio", span("2009-09-01", "2010-08-31")),
        ("the average (2013-16)", NOTHING, "ratio", span("2013-04-01", "2016-03-31")),
        ("in the calendar year 2018", YEAR_2016, "flow", span("2018-01-01", "2018-12-31")),
        ("at the end of December 2019", NOTHING, "stock", at("2019-12-31")),
        ("at March 2013", NOTHING, "ratio", at("2013-03-31")),
        ("in September 2024", NOTHING, "flow", span("2024-09-01", "2024-09-30")),
        ("As at November 2024-25", NOTHING, "stock", at("2024-11-30")),
        ("Q4 2018/19", NOTHING, "flow", span("2019-01-01", "2019-03-31")),
        ("HY1 2018/19", NOTHING, "flow", span("2018-04-01", "2018-09-30")),
        ("half-year 2 of 2018/19", NOTHING, "flow", span("2018-10-01", "2019-03-31")),
        ("2018/19 HY2", NOTHING, "stock", at("2019-03-31")),
        ("In HY1", DECEMBER_2019, "flow", span("2019-04-01", "2019-09-30")),
        ("Month 6 2023/24", NOTHING, "flow", span("2023-09-01", "2023-09-30")),
        ("April to September 2015", NOTHING, "flow", span("2015-04-01", "2015-09-30")),
        ("October to March 2016", NOTHING, "flow", span("2015-10-01", "2016-03-31")),
        ("between 1 April and 30 June 2016", NOTHING, "ratio", span("2016-04-01", "2016-06-30")),
        ("year ended 31 March 2015", NOTHING, "flow", span("2014-04-01", "2015-03-31")),
        (
            "rolling 12 months to the end of November 2019",
            DECEMBER_2019,
            "ratio",
            span("2018-12-01", "2019-11-30"),
        ),
        ("in the first nine months of 2019/20", NOTHING, "flow", span("2019-04-01", "2019-12-31")),
        ("quarters 1 and 2", Q3_2018, "flow", span("2018-04-01", "2018-09-30")),
        ("week ending 13 December 2019", NOTHING, "flow", span("2019-12-07", "2019-12-13")),
        # a lone year
        ("in 2008", YEAR_2016, "stock", at("2008-03-31")),
        ("placed in 2019", DECEMBER_2019, "flow", span("2019-01-01", "2019-12-31")),
        ("in 2019", MAY_2020, "ratio", span("2018-04-01", "2019-03-31")),
        ("in 2015", YEAR_2016, "flow", span("2014-04-01", "2015-03-31")),
        ("between 2015 and 2017", NOTHING, "stock", at("2017-03-31")),
        ("at the end of 2018", YEAR_2016, "stock", at("2018-12-31")),
        ("year ending 2017", NOTHING, "flow", span("2016-04-01", "2017-03-31")),
        # counted from the report
        ("12 months ago", YEAR_2016, "flow", span("2015-04-01", "2016-03-31")),
        ("12 months ago", YEAR_2016, "stock", at("2016-03-31")),
        ("three months earlier", DECEMBER_2019, "stock", at("2019-09-30")),
        ("above last year’s 93%", Q3_2018, "ratio", span("2017-10-01", "2017-12-31")),
        ("at the end of the previous quarter", Q3_2018, "stock", at("2018-09-30")),
        ("on the previous quarter", Q3_2018, "flow", span("2018-07-01", "2018-09-30")),
        (
            "last quarter of the last financial year",
            MAY_2020,
            "ratio",
            span("2020-01-01", "2020-03-31"),
        ),
        ("in the month", DECEMBER_2019, "flow", span("2019-12-01", "2019-12-31")),
        ("year to date", SEPTEMBER_2024, "ratio", span("2024-04-01", "2024-09-30")),
        ("since July", SEPTEMBER_2024, "flow", span("2024-07-01", "2024-09-30")),
        ("within the previous twelve months", Q3_2018, "ratio", span("2018-01-01", "2018-12-31")),
        ("over the past three years", MAY_2020, "flow", span("2017-06-01", "2020-05-31")),
        ("across the autumn term", SCHOOL_2020, "ratio", span("2020-09-01", "2020-12-31")),
        ("on 31 March", YEAR_2016, "stock", at("2017-03-31")),
        ("by March", DECEMBER_2019, "stock", at("2020-03-31")),
        ("than we started with", YEAR_2016, "stock", at("2016-04-01")),
        ("at year end", MAY_2020, "stock", at("2020-03-31")),
        ("by the end of 2027/28", NOTHING, "flow", span("2027-04-01", "2028-03-31")),
        ("At the time of writing", SEPTEMBER_2024, "stock", at("2024-11-12")),
        ("as of last month", SEPTEMBER_2024, "stock", at("2024-09-30")),
        # nothing to count from
        ("12 months ago", NOTHING, "stock", None),
        ("year to date", NOTHING, "flow", None),
        (
            "at the same point last year",
            ReferenceTime(meeting_date=date(2020, 1, 5)),
            "stock",
            None,
        ),
    ],
)
def test_reckons_dates(
    text: str, anchor: ReferenceTime, kind: MeasureKind | None, period: Period | None
) -> None:
    assert only(text, anchor, kind) == period


def test_relative_periods_follow_the_one_that_governs() -> None:
    quarter = span("2020-01-01", "2020-03-31")
    same = only("in the same period a year ago", MAY_2020, "ratio", quarter)
    assert same == span("2019-01-01", "2019-03-31")
    to_date = span("2019-04-01", "2019-12-31")
    point = only("at the same point in 2018", DECEMBER_2019, "flow", to_date)
    assert point == span("2018-04-01", "2018-12-31")
    earlier = only("a year earlier", MAY_2020, "stock", at("2019-02-28"))
    assert earlier == at("2018-02-28")


def test_a_range_has_two_ends() -> None:
    (mark,) = find_periods("fell from 92% to 91% between 2019 and 2024")
    ends = ends_of(mark)
    assert ends is not None
    assert [resolve(end, NOTHING, "stock") for end in ends] == [at("2019-03-31"), at("2024-03-31")]
    assert ends_of(find_periods("in 2019")[0]) is None


def test_budgets_speak_of_the_whole_year() -> None:
    (mark,) = find_periods("this year")
    assert resolve(mark, DECEMBER_2019, "flow") == span("2019-04-01", "2019-12-31")
    assert resolve(mark, DECEMBER_2019, "flow", whole=True) == span("2019-04-01", "2020-03-31")
    assert current_year(DECEMBER_2019) == span("2019-04-01", "2020-03-31")
    assert current_year(NOTHING) is None


def test_what_undated_figures_get() -> None:
    assert default_period(YEAR_2016, "stock") == at("2017-03-31")
    assert default_period(YEAR_2016, "flow") == YEAR_2016.report_period
    assert default_period(DECEMBER_2019, "ratio") == at("2019-12-31")
    assert default_period(ReferenceTime(meeting_date=date(2020, 1, 1)), "stock") is None


def test_the_period_of_a_change() -> None:
    before, after = at("2018-09-30"), at("2018-12-31")
    assert change_span(before, after, "stock") == span("2018-09-30", "2018-12-31")
    assert change_span(after, before, "stock") == span("2018-09-30", "2018-12-31")
    years = span("2015-04-01", "2016-03-31"), span("2016-04-01", "2017-03-31")
    assert change_span(*years, "flow") == years[1]
    assert change_span(*years, "stock") == span("2016-03-31", "2017-03-31")


@pytest.mark.parametrize(
    ("lines", "anchor"),
    [
        (["Corporate Parenting Annual Report 2016-17"], YEAR_2016),
        (["Annual Report 2016-17", "Reporting period: 1 April 2016 to 31 March 2017"], YEAR_2016),
        (
            ["Services Update to the end of December 2019", "Position as at 31 December 2019"],
            ReferenceTime(as_at=date(2019, 12, 31)),
        ),
        (
            ["Children’s Services Update to the end of December 2019"],
            ReferenceTime(as_at=date(2019, 12, 31)),
        ),
        (["PERFORMANCE REPORT: QUARTER 3 2018/19"], Q3_2018),
        (["Scorecard, September 2024"], ReferenceTime(as_at=date(2024, 9, 30))),
        (
            ["Six Monthly Report: April to September 2015"],
            ReferenceTime(report_period=span("2015-04-01", "2015-09-30")),
        ),
        (["Budget Monitoring: Month 6 2023/24"], ReferenceTime(as_at=date(2023, 9, 30))),
        (["Virtual School Annual Report 2020-21"], SCHOOL_2020),
        (["Looked After Children", "Annual report 2016-17"], YEAR_2016),
        (
            ["Front door: monthly performance report", "January 2023"],
            ReferenceTime(date(2023, 1, 31), span("2023-01-01", "2023-01-31")),
        ),
        (["Front door", "January 2023"], NOTHING),
        (
            ["Performance report: year end 2016-17"],
            ReferenceTime(date(2017, 3, 31), YEAR_2016.report_period),
        ),
        (
            ["Performance report, quarter 3 (October to December 2018)"],
            ReferenceTime(report_period=span("2018-10-01", "2018-12-31")),
        ),
        (
            ["Finance Monitoring Report", "As at November 2024-25 – Quarter 3"],
            ReferenceTime(as_at=date(2024, 11, 30)),
        ),
        (
            ["PERFORMANCE REPORT", "• As at 31 May 2020 there were 90 children in our care."],
            MAY_2020,
        ),
        (["1 April 2016 to 31 March 2017", "Corporate Parenting Report"], YEAR_2016),
        (["13 March 2017 to 24 March 2017", "Inspection of services"], NOTHING),
        (["12 July 2017", "Corporate Parenting Report"], NOTHING),
        (["Placement Sufficiency Strategy 2024-2028"], NOTHING),
        (["Minutes of the meeting held on 5 March 2019", "Report published: 3 May 2019"], NOTHING),
        (
            ["Meeting date: 12 September 2017", "Annual Report 2016-17"],
            ReferenceTime(None, YEAR_2016.report_period, date(2017, 9, 12)),
        ),
    ],
)
def test_the_time_a_report_is_about(lines: list[str], anchor: ReferenceTime) -> None:
    assert document_anchor(lines, None) == anchor


def test_a_title_that_bears_the_month_of_the_meeting_says_no_position() -> None:
    meeting = date(2017, 3, 14)
    assert document_anchor(["Corporate Parenting Report March 2017"], meeting) == ReferenceTime(
        meeting_date=meeting
    )


@pytest.mark.parametrize(
    ("label", "anchor", "kind", "period"),
    [
        ("2016", NOTHING, "stock", at("2016-03-31")),
        ("2016", NOTHING, "flow", span("2015-04-01", "2016-03-31")),
        ("16/17", NOTHING, "flow", span("2016-04-01", "2017-03-31")),
        ("23-24", NOTHING, "flow", span("2023-04-01", "2024-03-31")),
        ("2022/23 Outturn", NOTHING, "flow", span("2022-04-01", "2023-03-31")),
        ("Q2", Q3_2018, "ratio", span("2018-07-01", "2018-09-30")),
        ("Q4", Q3_2018, "ratio", span("2018-01-01", "2018-03-31")),
        ("Qtr 2", YEAR_2016, "stock", at("2016-09-30")),
        ("Q3 18/19", NOTHING, "stock", at("2018-12-31")),
        ("Sep-24", NOTHING, "stock", at("2024-09-30")),
        ("Mar 17", NOTHING, "stock", at("2017-03-31")),
        ("31/03/2017", NOTHING, "ratio", at("2017-03-31")),
        ("Apr", SEPTEMBER_2024, "flow", span("2024-04-01", "2024-04-30")),
        ("24/25 YTD", SEPTEMBER_2024, "ratio", span("2024-04-01", "2024-09-30")),
        ("YTD", SEPTEMBER_2024, "flow", span("2024-04-01", "2024-09-30")),
        ("Latest", SEPTEMBER_2024, "stock", at("2024-09-30")),
        ("Previous quarter", Q3_2018, "stock", at("2018-09-30")),
        ("Previous", Q3_2018, "ratio", span("2018-07-01", "2018-09-30")),
        ("Previous year", YEAR_2016, "stock", at("2016-03-31")),
        ("Same period last year", Q3_2018, "flow", span("2017-10-01", "2017-12-31")),
        ("Change from previous year", YEAR_2016, "stock", None),
        ("Aged 16-17", YEAR_2016, "stock", None),
        ("16-17", YEAR_2016, "stock", None),
        ("Target", YEAR_2016, "ratio", None),
        ("England", YEAR_2016, "ratio", None),
    ],
)
def test_table_labels(
    label: str, anchor: ReferenceTime, kind: MeasureKind, period: Period | None
) -> None:
    assert labels_period([label], [], anchor, kind) == period


_DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))
_FORMS = ["%d %B %Y", "%d/%m/%Y", "%B %d, %Y", "%d-%m-%Y", "%d %b %Y", "%Y-%m-%d", "%d %B, %Y"]


@given(_DAYS, st.sampled_from(_FORMS))
def test_every_written_date_comes_back(day: date, form: str) -> None:
    text = f"It stood at 7 as at {day.strftime(form)}."
    assert only(text, NOTHING, "stock") == Period("as_at", None, day)


@given(_DAYS, st.integers(1, 60))
def test_month_ends_stay_month_ends(day: date, months: int) -> None:
    end = dates.month_end(day)
    moved = dates.shift_months(end, -months)
    assert dates.is_month_end(moved)
    assert dates.shift_months(moved, months) == end
    back = dates.ending_on(end, months, "month")
    assert back.start.day == 1
    assert back.end == end
    assert dates.months_of(back) == months


_WORDS = st.sampled_from(
    [
        "the",
        "last",
        "previous",
        "12",
        "2016-17",
        "2018",
        "31",
        "March",
        "May",
        "Q3",
        "of",
        "to",
        "and",
        "year",
        "quarter",
        "month",
        "ago",
        "end",
        "at",
        "in",
        "since",
        "by",
        "between",
        "same",
        "period",
        "date",
        "rolling",
        "months",
        "ending",
        "this",
        "term",
        "autumn",
        "Month",
        "6",
        "9999",
        "0",
        "-",
        "/",
        "(",
        ")",
        ".",
        "%",
        "start",
        "half",
        "first",
        "from",
        "29",
        "February",
    ]
)
_ANCHORS = st.builds(
    ReferenceTime,
    st.none() | _DAYS,
    st.none()
    | st.builds(lambda d, n: Period("during", d, d + timedelta(n)), _DAYS, st.integers(0, 400)),
    st.none() | _DAYS,
)


@given(
    st.lists(_WORDS, max_size=9).map(" ".join) | st.text(max_size=40),
    _ANCHORS,
    st.sampled_from(["stock", "flow", "ratio", "rate", None]),
    st.booleans(),
)
def test_any_text_gives_ordered_marks_and_spans_that_begin_before_they_end(
    text: str, anchor: ReferenceTime, kind: MeasureKind | None, whole: bool
) -> None:
    reached = 0
    governing = default_period(anchor, kind)
    for mark in find_periods(text):
        assert reached <= mark.start < mark.end <= len(text)
        assert mark.text == text[mark.start : mark.end]
        reached = mark.end
        for period in (
            resolve(mark, anchor, kind, whole=whole),
            resolve(mark, anchor, kind, governing=governing, year_starts=9 if whole else None),
        ):
            if period is not None:
                assert (period.start is None) == (period.basis == "as_at")
                assert period.start is None or period.start <= period.end
    labels_period([text], [], anchor, kind)
    document_anchor([text], anchor.meeting_date)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in winter 2020/21", "2020-12-01", "2021-02-28"),
        ("in the summer of 2020", "2020-06-01", "2020-08-31"),
        ("in autumn 2020", "2020-09-01", "2020-11-30"),
    ],
)
def test_a_season_has_its_three_months(text: str, first: str, last: str) -> None:
    [mark] = find_periods(text)
    period = resolve(mark, NOTHING, "flow")
    assert period is not None
    assert (str(period.start), str(period.end)) == (first, last)
