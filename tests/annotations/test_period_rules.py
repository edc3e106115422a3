"""The rules of periods, one by one: years in every form, kinds of year, the labels of cells."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.annotations.model import MeasureKind, Period, ReferenceTime
from extractor.annotations.periods.labels import labels_period, leaves_open_which_part
from extractor.annotations.periods.resolve import (
    find_periods,
    inspection_end,
    reference_year_start,
    resolve,
    year_start,
)

MEETING = ReferenceTime(meeting_date=date(2025, 2, 12))
DECEMBER_2024 = ReferenceTime(as_at=date(2024, 12, 31), meeting_date=date(2025, 2, 12))
QUARTER_3 = ReferenceTime(report_period=Period("during", date(2024, 10, 1), date(2024, 12, 31)))


def told(period: Period | None) -> str | None:
    """The period as "as at DATE" or "START to END"."""
    if period is None:
        return None
    return f"as at {period.end}" if period.start is None else f"{period.start} to {period.end}"


def of_text(text: str, anchor: ReferenceTime, kind: MeasureKind | None) -> str | None:
    marks = find_periods(text)
    assert len(marks) == 1, [mark.text for mark in marks]
    return told(resolve(marks[0], anchor, kind))


@pytest.mark.parametrize(
    "text",
    ["FY22", "FY'22", "FY’22", "FY 22", "FY2022", "FY 2021-22", "FY21/22", "FY 21-22", "2021/22 FY",
     "FYE 2022", "FYE March 2022", "YE March 2022", "y/e 31 March 2022"],
)  # fmt: skip
def test_financial_years_in_every_form(text: str) -> None:
    year = "2021-04-01 to 2022-03-31"
    assert of_text(f"In {text} there were 198 children.", ReferenceTime(), "flow") == year
    assert told(labels_period([text], [], ReferenceTime(), "flow")) == year


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("w/e 12 May 2019", "2019-05-06 to 2019-05-12"),
        ("wk ending 12/05/2019", "2019-05-06 to 2019-05-12"),
        ("W/C 12 May 2019", "2019-05-12 to 2019-05-18"),
        ("week commencing 30 December 2019", "2019-12-30 to 2020-01-05"),
        ("week beginning 6 January 2025", "2025-01-06 to 2025-01-12"),
        ("w/c 20 January", "2025-01-20 to 2025-01-26"),
    ],
)
def test_weeks_by_their_first_and_last_day(text: str, week: str) -> None:
    assert of_text(f"In {text} there were 40 referrals.", MEETING, "flow") == week


@pytest.mark.parametrize("text", ["w/c 27 February", "w/c April 31st"])
def test_a_week_that_only_the_year_would_tell(text: str) -> None:
    assert [mark.text for mark in find_periods(text)] == [text.removeprefix("w/c ")]


def test_a_week_behind_a_label_dates_no_more_than_its_day() -> None:
    assert [mark.text for mark in find_periods("Week ending: 1 November 2007")] == [
        "1 November 2007"
    ]


@pytest.mark.parametrize("text", ["FY1", "FY 22% of", "FYI 22 children"])
def test_what_is_no_financial_year(text: str) -> None:
    assert find_periods(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Mid-year 2013 the population was", "stock", "as at 2013-06-30"),
        ("in the first half of 2018", "flow", "2018-01-01 to 2018-06-30"),
        ("in the first half of 2018/19", "flow", "2018-04-01 to 2018-09-30"),
        ("2011/12 to 2015/16 school years", "ratio", "2011-09-01 to 2016-08-31"),
        ("by March 2026", None, "as at 2026-03-31"),
        ("by March 2026", "flow", "2026-03-01 to 2026-03-31"),
        ("excluded since 2007", "flow", "2007-01-01 to 2024-12-31"),
    ],
)
def test_years_and_halves(text: str, kind: MeasureKind | None, expected: str) -> None:
    assert of_text(text, DECEMBER_2024, kind) == expected


def test_an_age_is_no_period() -> None:
    assert find_periods("supported past 18 years of age and past 21 years old") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("At 31 March 2023 and 2024 there were", ["2023-03-31", "2024-03-31"]),
        ("in March 2022, 2023 and 2024 it was", ["2022-03-31", "2023-03-31", "2024-03-31"]),
        ("April, May and June 2024", ["2024-04-30", "2024-05-31", "2024-06-30"]),
    ],
)
def test_a_list_says_once_what_holds_for_all(text: str, days: list[str]) -> None:
    found = [resolve(mark, ReferenceTime(), "stock") for mark in find_periods(text)]
    assert [str(period.end) for period in found if period] == days


@pytest.mark.parametrize(
    "text", ["in the quarter", "in Quarter 3", "last year", "in the last 12 months", "since July"]
)
def test_a_meeting_says_nothing_of_quarters_and_years(text: str) -> None:
    assert of_text(text, MEETING, "flow") is None
    assert of_text(text, DECEMBER_2024, "flow") is not None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Source: 2015/16 school year", 9),
        ("academic years 2021/22 to 2023/24", 9),
        ("Attainment 8 of children in care", 9),
        ("permanently excluded from school", 9),
        ("children in reception and year 6", 9),
        ("the 2023/24 financial year", 4),
        ("calendar year 2023", 1),
        ("children in care in 2015/16", None),
        ("Year 2 of the programme for children", None),
        ("the financial year, not the academic year", None),
        ("reception of 12 visitors", None),
    ],
)
def test_kinds_of_year(text: str, month: int | None) -> None:
    assert year_start(text) == month


def test_the_last_day_in_a_caption_rules_the_years_of_its_table() -> None:
    assert reference_year_start("Staff by grade, year end 30th September") == 10
    assert reference_year_start("Children in care at 31 March") == 4
    assert reference_year_start("Children in care at 31 March 2019") is None
    assert reference_year_start("% who sat GCSEs", "Children (year end 30th September)") == 10
    assert reference_year_start("% who sat GCSEs", "Children in care") == 9
    assert reference_year_start("academic year 2019", "Children, year end 30 September") == 9
    starts = reference_year_start("Staff, year end 30th September")
    stock = labels_period(["2016"], [], ReferenceTime(), "stock", year_starts=starts)
    assert told(stock) == "as at 2016-09-30"
    flow = labels_period(["2016"], [], ReferenceTime(), "flow", year_starts=starts)
    assert told(flow) == "2015-10-01 to 2016-09-30"


@pytest.mark.parametrize(
    ("labels", "kind", "expected"),
    [
        # one label completes another
        (["Q2", "2022/23"], "flow", "2022-07-01 to 2022-09-30"),
        (["April", "2022/23"], "flow", "2022-04-01 to 2022-04-30"),
        (["January", "2022/23"], "flow", "2023-01-01 to 2023-01-31"),
        (["2019", "31 March"], "stock", "as at 2019-03-31"),
        (["Q1", "Entering care", "2023/24"], "flow", "2023-04-01 to 2023-06-30"),
        (["HY2", "Entering care", "2023/24"], "flow", "2023-10-01 to 2024-03-31"),
        (["H1", "Entering care", "2023/24"], "flow", "2023-04-01 to 2023-09-30"),
        (["Half-year 1", "2023/24"], "stock", "as at 2023-09-30"),
        (["HY1 2023/24"], "flow", "2023-04-01 to 2023-09-30"),
        (["2023/24 H2"], "flow", "2023-10-01 to 2024-03-31"),
        (["Half year 2 2023/24"], "flow", "2023-10-01 to 2024-03-31"),
        (["Appendix H1", "2023/24"], "flow", "2023-04-01 to 2024-03-31"),
        (["H1 % of initial health assessments", "2023/24"], "flow", "2023-04-01 to 2024-03-31"),
        # a length that a date ends
        (["March 2024", "Referrals in the year"], "flow", "2023-04-01 to 2024-03-31"),
        (["March 2024", "Referrals (12 months)"], "flow", "2023-04-01 to 2024-03-31"),
        (["Mar 2024", "Referrals, rolling 12 months"], "flow", "2023-04-01 to 2024-03-31"),
        (["Mar 2024", "Referrals (annual)"], "flow", "2023-04-01 to 2024-03-31"),
        (["May 2024", "Referrals (YTD)"], "flow", "2024-04-01 to 2024-05-31"),
        (["Q2 2024/25", "Referrals, rolling 12 months"], "flow", "2023-10-01 to 2024-09-30"),
        # and what is none
        (["2023/24", "Referrals in the year"], "flow", "2023-04-01 to 2024-03-31"),
        (["March 2024", "Placed within 12 months"], "flow", "2024-03-01 to 2024-03-31"),
        (["March 2024", "Children in care, rolling 12 months"], "stock", "as at 2024-03-31"),
        (["12/05/2017", "Annual membership"], None, "as at 2017-05-12"),
        (["Change on last year", "Referrals"], "flow", None),
        (["Current assets"], "flow", None),
        (["Latest"], "flow", "2024-10-01 to 2024-12-31"),
        (["Previous"], "flow", "2024-07-01 to 2024-09-30"),
    ],
)
def test_labels_together(labels: list[str], kind: MeasureKind, expected: str | None) -> None:
    assert told(labels_period(labels, [], QUARTER_3, kind)) == expected


@pytest.mark.parametrize("label", ["XY1 2023/24", "2023/24 (W2)", "PER3: 2023-24", "S1, 2023"])
def test_a_part_that_we_do_not_know_leaves_the_year_open(label: str) -> None:
    assert leaves_open_which_part(label)


@pytest.mark.parametrize(
    "label",
    ["2023/24", "Q1 2023/24", "HY1 2023/24", "M6 2023/24", "KS4 2023/24", "Cohort 1 2023/24",
     "SP 5 2023/24", "NI117 2023/24", "FY1 2023/24 to date", "XY1", "XY1 2023/24 starters",
     "Target 2023/24", "Year6 2023/24", "Yr6 2023", "Tier3 2023/24", "Ward2 2023",
     "Band4 2023/24", "Area2 2023", "LA1 2023", "2023/24 NI5", "EY2 2023/24", "Key4: 2023",
     "PI6 2023/24"],
)  # fmt: skip
def test_a_year_beside_what_we_know_or_that_is_no_part_stays_a_year(label: str) -> None:
    assert not leaves_open_which_part(label)


def test_a_caption_gives_quarters_their_year() -> None:
    caption = ["Table 3: entering care, 2022/23"]
    assert told(labels_period(["Q2"], caption, QUARTER_3, "flow")) == "2022-07-01 to 2022-09-30"
    assert told(labels_period(["Q2"], ["2021/22 and 2022/23"], QUARTER_3, "flow")) == (
        "2024-07-01 to 2024-09-30"
    )


def test_the_last_day_of_an_inspection() -> None:
    dates = ["Inspection dates: 20 June 2017 ─ 13 July 2017", "Report published: 4 September 2017"]
    assert inspection_end(dates) == date(2017, 7, 13)
    assert inspection_end(["Meeting date: 13 July 2017"]) is None
