"""What is allowed or wanted beside what is, a change told in two units, scales of labels, and
shares of everybody of an age."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nChildren's services\nPosition as at 31 March 2023\n\n")


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("A match took 201 days, longer than the 182 allowed.", "182"),
        ("Some 412 families were helped, short of the 430 agreed with the ministry.", "430"),
        ("By 2028 smoking in pregnancy will have fallen from 10.2% to no more than 6%.", "6%"),
    ],
)
def test_what_is_allowed_or_wanted_is_a_target(sentence: str, figure: str) -> None:
    assert read(sentence)[figure].kind == "target"


def test_what_will_have_grown_to_a_number_is_foreseen() -> None:
    assert read("By 2030 the population will have grown to 92,000.")["92,000"].kind == "forecast"


def test_what_is_so_now_beside_a_forecast_is_actual() -> None:
    found = read("Transport is projected to spend £11.4m, with 1,260 pupils now travelling by bus.")
    assert (found["£11.4m"].kind, found["1,260"].kind) == ("forecast", "actual")
    to_come = read("Transport is projected to spend £11.4m, with 1,260 pupils now expected by May.")
    assert to_come["1,260"].kind != "actual"


@pytest.mark.parametrize(
    "range_", ["the recommended range of 50 to 70", "the recommended 50 to 70"]
)
def test_a_recommended_range_is_one_figure(range_: str) -> None:
    found = read(f"Each reviewing officer has a caseload of 74, which is outside {range_}.")
    assert found["50 to 70"].value_max == 70


def test_a_change_told_as_a_number_or_a_share_keeps_both_units() -> None:
    found = read("The number of children in need rose by 40 or 9%.")
    assert (found["40"].unit, found["9%"].unit) == ("count", "percent")
    listed = read("Between 5 and 6% of plans, or 5 or 6%, were late.")
    assert {o.unit for o in listed.values()} == {"percent"}


def test_a_share_of_something_else_makes_no_points_of_a_change() -> None:
    found = read("Referrals rose by 22%, and 81% of initial assessments were in time.")
    assert found["22%"].unit == "percent"
    rate = read("The vacancy rate rose by 4%, and 12% of posts are vacant.")
    assert rate["4%"].unit == "percentage_points"


def test_thousands_of_a_label_multiply_what_is_no_money() -> None:
    found = read("Indicator  2021  2022\nYouth centre attendances (000s)  14.2  15.9\n")
    assert (found["14.2"].value, found["14.2"].unit) == (14_200, "count")


def test_an_average_age_is_in_years() -> None:
    table = "Type  Number  Average age (years)\nFostering  214  9.4\nResidential homes  31  14.1\n"
    found = read(table)
    assert (found["9.4"].unit, found["214"].unit) == ("years", "count")


def test_a_class_and_a_figure_behind_a_comma() -> None:
    found = read("Of the 34 pupils who completed Year 11, 8 (24%) passed both.")
    assert found["8"].value == 8
    assert "8" not in read("The 34 pupils in Years 7, 8 and 9 passed.")


def test_a_share_of_all_of_an_age_is_not_of_those_spoken_of() -> None:
    found = read(
        "In total 40 care leavers were in touch. Across the city 6.2% of all 16 to 18 year olds "
        "were not in education, employment or training."
    )
    assert found["6.2%"].measure is None
    own = read("30% of all 17 year old care leavers were not in education, employment or training.")
    assert own["30%"].measure == "cl_neet"


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("We approved 12 carers, compared with 20 planned.", "20", "target"),
        ("Savings were £3m (£4m planned).", "£4m", "target"),
        ("In 2014/15, 40 planned moves took place.", "40", "actual"),
        ("Now 30 care leavers are at university and 10 more are planned to go.", "10", "forecast"),
        ("Five care leavers are due to start at university.", "Five", "forecast"),
        ("The rise was due to 12 children entering care.", "12", "actual"),
    ],
)
def test_what_is_planned_is_not_yet_so(sentence: str, figure: str, kind: str) -> None:
    assert read(sentence)[figure].kind == kind
