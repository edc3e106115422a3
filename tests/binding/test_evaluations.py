"""What a sentence says of how well something went narrows no figure; what it says of those who are
counted does."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nChildren's services, annual report 2018/19\n\n")


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        (
            "There has been a rapid and appropriate rise in the number of children subject to "
            "child protection plans, to 195 at 31 March 2019.",
            "195",
            "cpp_total",
        ),
        (
            "The council has been effective in reducing the number of children in care to 412 at "
            "31 March 2019.",
            "412",
            "cla_total",
        ),
        (
            "The service was successful in placing 86% of looked after children within 20 miles "
            "of home.",
            "86%",
            "cla_over_20_miles",
        ),
        (
            "Caseloads of social workers, at an average of 22 cases, significantly exceed what the "
            "review recommended.",
            "22",
            "sw_caseload",
        ),
        ("There were 37 ongoing private fostering arrangements.", "37", "private_fostering"),
    ],
)
def test_how_well_it_went_narrows_nothing(text: str, figure: str, measure: str) -> None:
    assert read(text)[figure].measure == measure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("There were 195 appropriate child protection plans at 31 March 2019.", "195"),
        ("The charity was helpful to 412 children in care at 31 March 2019.", "412"),
        (
            "Children in care, at an average of 22 visits, asked for more than the review "
            "recommended.",
            "22",
        ),
    ],
)
def test_what_is_said_of_those_counted_narrows_them(text: str, figure: str) -> None:
    assert read(text)[figure].measure is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The number of children on a child protection plan fell to 213 in March 2019.", "213"),
        ("72% of looked after children lived in foster care in 2018/19.", "72%"),
    ],
)
def test_the_month_or_year_of_a_level_is_its_last_day(text: str, figure: str) -> None:
    found = read(text)[figure]
    assert (found.confidence, str(found.period_end)) == ("high", "2019-03-31")
    assert found.period_basis == "as_at"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In the past year, 25 care leavers have been placed in emergency accommodation.", "25"),
        ("612 children were looked after during 2018/19.", "612"),
        ("612 children were in care throughout 2018/19.", "612"),
        ("Over the course of 2018/19 a total of 612 children were in care.", "612"),
        ("In 2018/19 we supported 612 care leavers.", "612"),
        ("During March 2019 612 children were on a child protection plan.", "612"),
    ],
)
def test_a_level_counted_over_a_time_is_in_doubt(text: str, figure: str) -> None:
    assert "stock_over_span" in read(text)[figure].doubts
