"""Shares for a group, parts of other people, what is foretold and what somebody took up: words that
name a measure without the figure being of it."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Kent County Council\n\nChildren Looked After: Annual Report 2018/19\n\n"
BUDGET = "Kent County Council\n\nRevenue budget monitoring 2018/19\n\n"


def figures(text: str, head: str = HEAD) -> dict[str, Observation]:
    """The observations of a text by the figure as printed."""
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


@pytest.mark.parametrize(
    "text",
    [
        "For children placed outside the county the dental figure was lower, at 61%.",
        "Dental checks were lower, at 61%, for children placed outside the county.",
        "School attendance was 84% for children in foster care and 61% for those in hostels.",
        "School attendance was 84% for girls and 61% for those in children's homes.",
        "Health assessments were in date for 84% of children and for 61% of those in secure homes.",
        "Among those living with their parents the share of reviews held on time was 61%.",
    ],
)
def test_a_share_for_a_group_is_not_the_share_that_the_group_makes_up(text: str) -> None:
    assert figures(text)["61%"].measure is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("61% of children were placed outside the county.", "cla_out_of_area"),
        ("The target for children placed outside the county is 61%.", "cla_out_of_area"),
        (
            "For care leavers in suitable accommodation the national average is 61%.",
            "cl_suitable_accommodation",
        ),
        ("For 61% of children in care the main need was abuse or neglect.", "cla_need_category"),
    ],
)
def test_a_group_with_nothing_else_said_of_it_is_what_the_share_is_of(
    text: str, measure: str
) -> None:
    assert figures(text)["61%"].measure == measure


def test_a_part_of_people_of_another_measure_is_not_all_of_its_own() -> None:
    found = figures(
        "At 31 March 2019, 47 children were thought to be at risk of sexual exploitation, 19 of"
        " whom are looked after by other councils."
    )
    assert (found["47"].measure, found["19"].measure) == ("exploitation", None)
    found = figures("At 31 March 2019 19 children were looked after here by other councils.")
    assert found["19"].measure == "cla_in_area_other_las"


def test_the_next_part_is_of_the_same_whole_and_not_the_whole() -> None:
    found = figures(
        "On 31 March 2019 there were 340 households in temporary accommodation, of whom 120 were"
        " in hostels and 28 were families with a baby."
    )
    assert found["340"].measure == "temporary_accommodation"
    assert found["28"].measure is None
    found = figures(
        "On 31 March 2019 we looked after 340 children, of whom 80 lived outside the county and 28"
        " were placed with their parents."
    )
    assert found["28"].measure == "cla_placement"


def test_some_of_them_are_some_of_those_who_did_something() -> None:
    found = figures("88 children in care went missing on 412 occasions; 31 of them went missing"
                    " more than once.")  # fmt: skip
    assert found["31"].measure == "missing_repeat"


def test_new_plans_are_for_protection_only_where_something_says_so() -> None:
    assert figures("We received 830 requests and issued 512 new plans.")["512"].measure is None
    found = figures("The service agreed 512 new plans for the young people it mentors.")
    assert found["512"].measure is None
    found = figures("Child protection plans fell. 512 new plans were made in the year.")
    assert found["512"].measure == "cpp_started"
    assert figures("512 new child protection plans began.")["512"].measure == "cpp_started"


@pytest.mark.parametrize(
    "text",
    [
        "The fostering service expects an overspend of £1.4m.",
        "The adoption service foresees an underspend of £1.4m.",
        "The monitoring assumes an overspend of £1.4m for home to school transport.",
    ],
)
def test_what_somebody_expects_is_a_forecast(text: str) -> None:
    assert figures(text, BUDGET)["£1.4m"].kind == "forecast"


def test_what_is_expected_of_no_figure_foretells_none() -> None:
    found = figures(
        "The fostering service had an overspend of £1.4m, as the board expected.", BUDGET
    )
    assert found["£1.4m"].kind == "actual"


def test_what_a_model_assumes_is_of_the_measure_and_the_model_narrows_nothing() -> None:
    found = figures("Our modelling assumes 455 children in care by March 2022, against 431 at the"
                    " end of December 2019.")  # fmt: skip
    assert (found["455"].measure, found["455"].kind) == ("cla_total", "forecast")
    assert found["431"].measure == "cla_total"
    assert (
        figures("The pilot assumes 455 children in care by March 2022.")["455"].kind == "forecast"
    )


def test_who_took_something_up_is_no_rise() -> None:
    found = figures("The offer has been taken up by 37 young people.")
    assert found["37"].kind == "actual"
    found = figures("The number of children in care went up by 37.")
    assert found["37"].kind == "change"


def test_how_far_a_time_is_from_its_limit_is_in_the_unit_of_the_time() -> None:
    found = figures("It took an average of 190 days from court authority to match, 69 above the"
                    " threshold.")  # fmt: skip
    assert (found["69"].unit, found["69"].kind) == ("days", "change")


def test_what_a_later_sentence_names_is_meant_and_not_what_one_before_it_named() -> None:
    found = figures(
        "In March 2019 61% of care leavers aged 19 to 21 were in education, employment or training."
        " Some are at university. Too many care leavers are not in education, employment or"
        " training (NEET). At 34% (70), this has to fall."
    )
    assert (found["34%"].measure, found["70"].measure) == ("cl_neet", "cl_neet")
    found = figures(
        "At 31 March 2019 61% of care leavers were in education, employment or training. This had"
        " been 58%."
    )
    assert found["58%"].measure == "cl_eet"


def test_a_bracket_that_says_what_is_included_makes_no_part_of_the_next_figure() -> None:
    found = figures(
        "At 31 January 2019 there were 8,100 children with an EHC plan. 31% of children are taught"
        " in mainstream schools (including units), while the national figure is 42%.",
        "Kent County Council\n\nSpecial educational needs\n\n",
    )
    assert (found["31%"].measure, found["42%"].measure) == (None, None)


def test_a_title_says_of_whom_a_figure_is_and_not_of_what() -> None:
    head = "Kent County Council\n\nReview of services for looked after children\n\n"
    found = figures("Attendance is good; current rates are 96.1%.", head)
    assert found["96.1%"].measure != "cla_review_timely"


def test_sums_are_of_the_money_that_their_own_statement_names() -> None:
    found = figures(
        "The main pressure is residential placements, where spend is expected to reach £31.5m.",
        BUDGET,
    )
    assert found["£31.5m"].measure != "budget_variance"
    found = figures("There is an overspend in the adoption service, whose budget is £1.1m.", BUDGET)
    assert found["£1.1m"].measure != "budget_variance"
    found = figures("The overspend on the fostering budget is £2.2m.", BUDGET)
    assert found["£2.2m"].measure == "budget_variance"


def test_what_a_few_have_is_no_average_of_all() -> None:
    found = figures("At the visit two experienced duty workers had caseloads of 38 and 44.")
    assert (found["38"].measure, found["44"].measure) == (None, None)
    found = figures("Three newly qualified workers had caseloads of 24, 25 and 31.")
    assert {found[n].measure for n in ("24", "25", "31")} == {None}
    assert figures("Social workers had an average caseload of 19.")["19"].measure == "sw_caseload"


def test_the_ages_of_a_sentence_without_figures_are_those_of_the_share_that_goes_on_with_it() -> (
    None
):
    found = figures(
        "Too many care leavers aged between 18 and 21 are not in education, employment or training"
        " (NEET). At 38%, this has to fall."
    )
    assert (found["38%"].measure, dict(found["38%"].dimensions)) == (
        "cl_neet",
        {"age_band": "18-21"},
    )
