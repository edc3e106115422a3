"""A share of some of a population has no measure of all of it."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren looked after: position at 31 March 2019\n\n"


read = reader(HEAD)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("310 children live with foster families, 40% of whom are with relatives.", "40%"),
        (
            "91% of looked after children who are fostered are with in-house carers, and 97% are "
            "within 20 miles of their home.",
            "97%",
        ),
        ("91% of looked after children who are fostered are with in-house carers.", "91%"),
    ],
)
def test_a_share_of_a_kind_has_no_measure(text: str, figure: str) -> None:
    assert read(text)[figure].measure is None


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("We looked after 342 children, 44% of whom were aged 16 and over.", "44%", "cla_age_band"),
        ("97% of looked after children live within 20 miles of home.", "97%", "cla_over_20_miles"),
        (
            "92% of children who had been looked after for a year had a dental check and 88% had a "
            "health assessment.",
            "88%",
            "rha_up_to_date",
        ),
    ],
)
def test_a_share_of_all_has_one(text: str, figure: str, measure: str) -> None:
    assert read(text)[figure].measure == measure


def test_one_thing_or_another_is_not_both() -> None:
    both = "38% of looked after children live out of county and more than 20 miles from home."
    assert dict(read(both)["38%"].dimensions) == {
        "distance": "over_20_miles", "placement_locality": "out_of_area",
    }  # fmt: skip
    either = "38% of looked after children live out of county or more than 20 miles from home."
    assert read(either)["38%"].measure is None


def test_ages_are_those_of_their_own_statement() -> None:
    text = (
        "Of the 167 children looked after, 26% were under the age of 10 and 32% were over 16, and "
        "there were 31 unaccompanied asylum-seeking children.\n"
    )
    found = read(text)
    assert dict(found["26%"].dimensions) == {"age_band": "under_10"}
    assert dict(found["32%"].dimensions) == {"age_band": "16_and_over"}
    assert "age_band" not in dict(found["31"].dimensions)


def test_an_age_without_a_noun_is_no_figure() -> None:
    text = "57% of care leavers over 18 are in EET, and for those under 18 it is 74%.\n"
    assert set(read(text)) == {"57%", "74%"}
    assert dict(read(text)["57%"].dimensions) == {"age_band": "18_and_over"}


def test_a_share_after_of_these_is_no_base() -> None:
    text = "There were 3,904 referrals to social care. Of these 22.5% were repeat referrals.\n"
    assert read(text)["22.5%"].measure == "rereferrals"


def test_compared_figures_have_the_unit_that_was_carried() -> None:
    text = (
        "438 children were looked after, or 74 per 10,000 children. The rate was above the London "
        "(51) and national average (60) rates.\n"
    )
    found = read(text)
    assert found["51"].unit == found["60"].unit == "rate_per_10000"


def test_a_unit_that_tells_two_measures_apart_is_needed() -> None:
    text = "The number of care applications had risen by 20%.\n"
    assert read(text)["20%"].measure == "care_applications"


def test_the_role_of_the_sentence_before_is_that_of_its_caseloads() -> None:
    text = "The service has 7.5 full-time equivalent IROs. Caseloads average 78.\n"
    assert dict(read(text)["78"].dimensions) == {"worker_role": "iro"}
