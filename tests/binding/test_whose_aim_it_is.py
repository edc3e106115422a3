"""Who sets an aim narrows nothing that it is of; who is meant by "whose" behind a time."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nPerformance report\nQuarter 4 2022/23\n\n")


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("The permanence plan sets a target of 31 children in care for March.", "31", "cla_total"),
        ("The Bright Start programme has a target of 390 children in care.", "390", "cla_total"),
        ("The plan is to have 390 children in care by March 2025.", "390", "cla_total"),
        ("We aim to keep the number of children in care under 390.", "390", "cla_total"),
        ("Outreach aims to keep the rate of children in care below 52 per 10,000.", "52",
         "cla_rate_10k"),
        ("Visitors noted our pledge to cut the share of care leavers who are NEET to 28%.", "28%",
         "cl_neet"),
    ],
)  # fmt: skip
def test_whose_aim_it_is_narrows_nothing(text: str, figure: str, measure: str) -> None:
    found = read(text)[figure]
    assert found.measure == measure
    assert found.kind == "target"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The stables set a target of 26 rides by children in care.", "26"),
        ("The choir has a target of 26 children in care attending.", "26"),
        ("The stables want 26 children in care to keep ponies.", "26"),
        ("The plan is to have 26 children in care attend the gala.", "26"),
    ],
)
def test_what_those_aimed_at_do_narrows_them(text: str, figure: str) -> None:
    assert read(text)[figure].measure is None


@pytest.mark.parametrize(
    "text",
    [
        "There were 17 children in care on 31 March whose school had closed.",
        "There were 17 children in care at that date whose carers had retired.",
        "There were 17 children in care in the county whose school had closed.",
        "There were 17 children in care on 31 March whose first carer was a cousin.",
    ],
)
def test_whose_behind_a_time_or_place_is_said_of_those_counted(text: str) -> None:
    assert read(text)["17"].measure is None


def test_whose_behind_a_comma_tells_of_all() -> None:
    found = read("There were 617 children in care on 31 March, whose needs vary widely.")
    assert found["617"].measure == "cla_total"


def test_main_need_behind_whose_is_the_breakdown() -> None:
    text = "There were 17 children in care on 31 March whose main need was the child's disability."
    assert dict(read(text)["17"].dimensions) == {"need_category": "N2"}


def test_bounds_of_rates_are_no_ages() -> None:
    found = read("We hope to bring the rate of children in care below 20 per 10,000.")
    assert found["20"].measure == "cla_rate_10k"
    assert "18" not in read("The rate of conceptions under 18 per 1,000 girls fell.")


def test_those_of_whom_it_is_said_who_they_are_point_back_to_nobody() -> None:
    found = read("Disabled children make up 14% of those looked after.")
    assert found["14%"].measure == "cla_disability"
    found = read("Most children on care orders live nearby, and 50% of these live in the borough.")
    assert found["50%"].measure is None
