"""A sentence that only gives the level before for another time is as sure as that level."""

from __future__ import annotations

import pytest
from figures_read import reader

figures = reader("Borough of Ashmere\n\nCorporate parenting report, 12 June 2018\n\n")

LEVEL = "At 31 March 2018, 612 children were being looked after by the local authority."
RATED = (
    "At 31 March 2018, 612 children were being looked after by the local authority (a rate of 64 "
    "per 10,000 children)."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "This is a reduction from 640 at 31 March 2017.",
        "This is a 4% increase from 640 at 31 March 2017.",
        "This was similar to 640 at 31 March 2017.",
        "This represents a small fall from 640 at 31 March 2017.",
        "This compares with 640 at 31 March 2017.",
    ],
)
def test_the_level_before_is_taken_up_without_doubt(sentence: str) -> None:
    found = figures(f"{LEVEL} {sentence}")["640"]
    assert (found.measure, found.confidence, found.doubts) == ("cla_total", "high", ())
    assert str(found.period_end) == "2017-03-31"


def test_number_and_rate_are_each_taken_up() -> None:
    found = figures(f"{RATED} This is a reduction from 640 (67 per 10,000) at 31 March 2017.")
    assert found["640"].measure == "cla_total"
    assert found["67"].measure == "cla_rate_10k"
    assert {found["640"].confidence, found["67"].confidence} == {"high"}


@pytest.mark.parametrize(
    "text",
    [
        # two levels in one unit: which of them is meant is not sure
        "At 31 March 2018, 612 children were being looked after and 540 were in foster care. "
        "This is a reduction from 640 at 31 March 2017.",
        # a statement comes between
        f"{LEVEL} This is a reduction from last year, and 640 were placed at 31 March 2017.",
        # it is the performance that is spoken of, not the level itself
        f"{LEVEL} Performance had been 640 at 31 March 2017.",
    ],
)
def test_what_is_not_plain_stays_in_doubt(text: str) -> None:
    assert figures(text)["640"].confidence != "high"


def test_a_level_in_doubt_gives_its_doubt_on() -> None:
    found = figures(
        "Children in care at 31 March 2018\n\nThe total was 612. This is a reduction from 640 at "
        "31 March 2017.\n"
    )
    assert found["612"].confidence == "medium"
    assert found["640"].confidence == "medium"


SEVERAL = (
    "Inspection of services for children in need of help and protection, children looked after and "
    "care leavers\n\n"
)


@pytest.mark.parametrize(
    ("level", "earlier", "measure"),
    [
        (
            "5,540 children had been identified through assessment as being formally in need of a "
            "specialist children's service",
            "5,882",
            "cin_total",
        ),
        ("341 children were the subject of a child protection plan", "312", "cpp_total"),
        ("four children lived in a private fostering placement", "13", "private_fostering"),
    ],
)
def test_a_level_whose_people_it_names_is_taken_up_in_a_report_on_several(
    level: str, earlier: str, measure: str
) -> None:
    text = (
        f"{SEVERAL}At 31 March 2018, {level}. This is a reduction from {earlier} at 31 March 2017."
    )
    found = figures(text)[earlier]
    assert (found.measure, found.confidence, found.doubts) == (measure, "high", ())
