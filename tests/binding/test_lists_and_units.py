"""Figures that print less than they mean: units that only the figure beside prints, brackets that
say a share again in staff, labels of a list that no rule knows."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care\nPosition as at 31 December 2018\n\n"


read = reader(HEAD)


@pytest.mark.parametrize(
    ("sentence", "figure", "unit"),
    [
        ("The vacancy rate for social workers is 14.6 against 17.2% nationally.", "14.6",
         "percent"),
        ("At 11.3 our vacancy rate is lower than the regional figure of 13.8%.", "11.3",
         "percent"),
        ("The rate of children in care is 58.4, compared with 66.0 per 10,000 in England.", "58.4",
         "rate_per_10000"),
        ("We have 90.6 FTE social work posts, of which 14.2 are vacant.", "14.2", "fte"),
        ("The average caseload is 15.9, and 18% of posts are vacant.", "15.9", "ratio"),
        ("We have 90 social work posts, of which 14 are vacant, against 12% nationally.", "14",
         "count"),
    ],
)  # fmt: skip
def test_a_decimal_has_the_unit_of_what_it_is_compared_with(
    sentence: str, figure: str, unit: str
) -> None:
    assert read(sentence)[figure].unit == unit


def test_a_bracket_of_staff_says_the_share_before_it_again() -> None:
    found = read("Turnover of social workers was 12% and the agency rate 8.5% (19 FTE).")
    assert found["19"].measure == found["8.5%"].measure == "sw_agency_rate"


def test_the_unit_of_staff_names_nothing_else() -> None:
    found = read("The use of agency social workers fell to 12.4 FTE against 20 FTE a year ago.")
    assert found["20"].measure == "sw_agency_rate"
    assert read("We employ 240 FTE social workers.")["240"].measure == "sw_fte"


def test_a_label_that_no_rule_knows_has_not_the_value_of_the_one_before() -> None:
    found = read("Fostered by relatives 41; agency 102; in-house 65.")
    assert found["102"].measure is None
    assert found["65"].dimensions == (("placement_type", "in_house_foster"),)
    assert read("Placed with parents 12; external 30.")["30"].measure is None


def test_a_bracket_that_leaves_nothing_out_narrows_nothing() -> None:
    found = read("Foster care (all types): 212 (70%); residential care 19.")
    assert found["212"].dimensions == (("placement_type", "foster_total"),)
    assert read("Foster care (short breaks): 31.")["31"].measure is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 90 care leavers, 40 were NEET and for 12 the outcome was unknown.",
        "41 care leavers were in EET, 20 were NEET and for 12 (16%) their activity was not known.",
    ],
)
def test_those_of_whom_something_is_not_known_are_in_no_measure(sentence: str) -> None:
    assert read(sentence)["12"].measure is None


def test_money_with_its_sign_in_brackets_is_part_of_its_sentence() -> None:
    found = read("The forecast is a £(0.4)m underspend on legal costs.")
    assert found["£(0.4)m"].measure == "budget_variance"
    assert found["£(0.4)m"].value == -400_000


def test_those_left_are_not_all() -> None:
    found = read("Including unaccompanied children 212 children are in care; excluding them it is "
                 "190.")  # fmt: skip
    assert found["212"].measure == "cla_total"
    assert found["190"].measure is None
    found = read("The number of children in care (excluding those on short breaks) was 190.")
    assert found["190"].measure == "cla_total"
