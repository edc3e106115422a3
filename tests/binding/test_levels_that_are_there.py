"""What is there is no aim, a time behind a figure is its own, a year is counted from a level."""

from __future__ import annotations

import pytest
from figures_read import reader

figures = reader("Borough of Ashmere\n\nPerformance report, 12 June 2024\n\n")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The policy provides for the 412 children in care at 31 March 2024.", "412"),
        (
            "The council was asked to raise the 91% of care leavers in suitable accommodation.",
            "91%",
        ),
        ("The improvement plan aims to cut the 19% of re-referrals seen in 2023/24.", "19%"),
    ],
)
def test_a_level_that_there_is_is_no_aim(text: str, figure: str) -> None:
    assert figures(text)[figure].kind == "actual"


def test_what_is_to_be_reached_is_an_aim() -> None:
    assert figures("The team was asked to recruit 25 foster carers in 2023/24.")["25"].kind == (
        "target"
    )


def test_what_will_be_is_a_forecast() -> None:
    assert figures("In 2024/25 we will look after 412 children in care.")["412"].kind == "forecast"


def test_a_figure_behind_or_keeps_the_time_behind_it() -> None:
    found = figures(
        "54% of children in care lived with our own carers at 31 March 2021 or 220 children at "
        "31 March 2022."
    )
    assert (str(found["54%"].period_end), str(found["220"].period_end)) == (
        "2021-03-31",
        "2022-03-31",
    )


@pytest.mark.parametrize(
    ("text", "figure", "end"),
    [
        ("At 31 March 2023 71% of care leavers were in touch and 60% had been in the year before.",
         "60%", "2022-03-31"),
        ("At 31 March 2023 there were 412 children in care, and in the year 96 left care.", "96",
         "2023-03-31"),
    ],
)  # fmt: skip
def test_a_year_is_counted_from_the_day_of_the_level(text: str, figure: str, end: str) -> None:
    assert str(figures(text)[figure].period_end) == end


def test_the_year_after_a_level_is_not_the_year_to_it() -> None:
    text = "There were 412 children in care at 31 March 2023 and in the year after 96 left care."
    assert figures(text)["96"].confidence != "high"


def test_children_missing_from_care_are_counted_as_their_incidents_are() -> None:
    found = figures("44 looked after children went missing from care on 120 occasions in 2022/23.")
    assert (found["44"].measure, found["120"].measure) == ("missing_children", "missing_incidents")


def test_an_age_is_not_read_behind_after() -> None:
    found = figures(
        "There were 27 children on a protection plan in March 2024, after 21 in March 2023."
    )
    assert found["21"].value == 21


def test_an_average_alone_in_a_bracket_is_the_level_itself() -> None:
    found = figures("The share in suitable accommodation was above average (91%) in March 2024.")
    assert found["91%"].area_level == "local"


def test_so_many_more_with_their_share_in_a_bracket_are_a_change() -> None:
    found = figures(
        "At the end of February 2024 the council maintained 9,104 EHC plans, 612 (7.2%) more than "
        "twelve months before."
    )
    assert (found["612"].kind, found["7.2%"].kind) == ("change", "change")


def test_everybody_of_an_age_is_not_those_in_care() -> None:
    found = figures(
        "In 2022/23 immunisations were up to date for 74% of looked after children, against 92% of "
        "all five-year-olds in the borough."
    )
    assert (found["74%"].measure, found["92%"].measure) == ("immunisations_up_to_date", None)


def test_a_label_that_ends_with_all_pupils_is_of_everybody() -> None:
    found = figures(
        "Virtual School outcomes\n\n"
        "| Measure | 2022/23 | 2023/24 |\n|---|---|---|\n"
        "| Persistent absence | 24.6% | 22.0% |\n"
        "| Persistent absence, all Ashmere pupils | 23.1% | 21.7% |\n"
    )
    assert found["22.0%"].measure == "cla_persistent_absence"
    assert found["21.7%"].measure != "cla_persistent_absence"
