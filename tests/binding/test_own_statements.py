"""Figures that say something of their own beside another: a bracket at the end of a statement, a
second verb, what came less what went, and times in the past perfect."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in Care: annual report 2021/22\n\n"
MET = "Larkmoor Borough Council\nScrutiny Committee, 14 September 2022\nHealth of children\n\n"
SEND = "Larkmoor Borough Council\nSEND Strategy: annual report 2021/22\n\n"

read = reader(HEAD)


def test_a_bracket_that_ends_a_statement_of_its_own_is_of_that() -> None:
    found = read(
        "5.1% of pupils have an EHC plan (England 4.0%), while the proportion with SEN support is "
        "lower than expected (11.2%).",
        SEND,
    )
    assert {f: o.measure for f, o in found.items()} == {
        "5.1%": "ehc_plans",
        "4.0%": "ehc_plans",
        "11.2%": "sen_support_pupils",
    }


def test_a_bracket_behind_a_remark_is_of_the_figure_before() -> None:
    found = read("5.1% of pupils have an EHC plan, and this is above England (4.0%).", SEND)
    assert {o.measure for o in found.values()} == {"ehc_plans"}


def test_a_count_out_of_its_base_says_the_share_before_it_again() -> None:
    found = read(
        "At 30 June 2021 8.7% of children in care had three or more placements during the year "
        "(36 out of 414)."
    )
    assert found["36"].unit == "count"
    assert found["36"].period_end == found["8.7%"].period_end == "2021-06-30"


def test_the_earlier_level_in_a_bracket_behind_a_change_has_its_own_time() -> None:
    found = read("In 2021/22 88% of reviews were in time, a rise of 6 points on 2020/21 (82%).")
    assert found["82%"].period_start == "2020-04-01"


def test_what_ended_beside_what_started_is_no_second_start() -> None:
    text = "During the year 212 child protection plans were started and 187 closed."
    assert read(text)["212"].measure == "cpp_started"
    assert read(text)["187"].measure != "cpp_started"


def test_what_started_in_two_quarters_is_of_one_measure() -> None:
    found = read("52 child protection plans started in April and 47 started in May 2021.")
    assert {o.measure for o in found.values()} == {"cpp_started"}


@pytest.mark.parametrize("what", ["a net loss of six", "a net decrease of six"])
def test_what_came_less_what_went_is_neither(what: str) -> None:
    found = read(f"During the year 19 fostering households left the service, {what}.")
    assert found["19"].measure == "foster_households_left"
    assert found["six"].measure in (None, "foster_households_approved")


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("The number of children in care had fallen to 402 by the end of May.", 2022),
        ("The number of children in care was 402 at the end of May.", 2022),
    ],
)
def test_what_had_come_about_by_a_month_is_past(said: str, year: int) -> None:
    assert read(said, MET)["402"].period_end == f"{year}-05-31"


def test_what_is_to_come_about_by_a_month_does_not_date_the_report() -> None:
    found = read(
        "The target is to have 380 children in care by the end of May.\n\n"
        "There were 402 children in care at the end of May.",
        MET,
    )
    assert found["402"].period_end == "2022-05-31"


def test_months_are_counted_on_from_the_first() -> None:
    found = read("In the nine months from July 2021, 61 children came into care.")
    assert (found["61"].period_start, found["61"].period_end) == (
        "2021-07-01",
        "2022-03-31",
    )


def test_an_ambition_may_be_a_bound() -> None:
    found = read("Our ambition is to be below 12% of children in care placed outside the borough.")
    assert found["12%"].kind == "target"


def test_an_ambition_for_something_to_rise_is_one() -> None:
    text = "54% of fostered children live with in-house carers and our ambition is for this to rise"
    assert read(f"{text} to 61% by 2025.")["61%"].kind == "target"


def test_items_of_a_list_of_aims_are_targets() -> None:
    found = read("By 2025 we want to:\n\n• have at least 62% of children in care in foster care\n")
    assert found["62%"].kind == "target"
    found = read(
        "We want to:\n\n• raise the share of fostered children with our own carers from 52% to 60%"
    )
    assert {f: o.kind for f, o in found.items()} == {"52%": "actual", "60%": "target"}
    found = read("In 2021 we found:\n\n• at least 62% of children in care are in foster care\n")
    assert found["62%"].kind == "actual"


@pytest.mark.parametrize("said", ["31 in 2019", "the 31 in 2019"])
def test_a_year_beside_a_calendar_year_is_one(said: str) -> None:
    found = read(f"In the calendar year 2020 44 children were adopted, compared with {said}.")
    assert (found["44"].period_start, found["44"].period_end) == ("2020-01-01", "2020-12-31")
    assert (found["31"].period_start, found["31"].period_end) == ("2019-01-01", "2019-12-31")


def test_a_year_of_two_numbers_is_no_calendar_year() -> None:
    found = read("In the calendar year 2020 44 children were adopted, and 31 in 2018/19.")
    assert found["31"].period_start == "2018-04-01"


def test_the_section_says_of_whom_its_figures_are_though_it_was_published() -> None:
    head = "Larkmoor Borough Council\nAdoption scorecard: briefing, March 2015\n\n"
    text = "The average time between a child entering care and moving in with its family: 611 days."
    covers = "The scorecard published by the ministry covers children adopted from 1 April 2011 to "
    found = read(f"{covers}31 March 2014.\n\n{text}", head)
    assert (found["611"].period_start, found["611"].period_end) == ("2011-04-01", "2014-03-31")
    found = read(f"The scorecard was published on 4 March 2015.\n\n{text}", head)
    assert found["611"].period_start is None


def test_how_long_after_is_no_figure() -> None:
    assert "91" not in read("84% of older people were at home 91 days after they left hospital.")


def test_the_line_above_a_list_says_who_is_counted() -> None:
    head = "Larkmoor Borough Council\nFostering service: request for information, 4 May 2021\n\n"
    found = read("Number of children placed with:\n\n• in-house carers: 93\n• kin: 41\n", head)
    assert found["93"].measure in (None, "cla_placement")
    found = read("Number of fostering households:\n\n• in-house: 93\n• connected: 41\n", head)
    assert found["93"].measure == "foster_households_approved"


def test_what_a_bracket_is_set_against_is_of_the_area_compared_with_before() -> None:
    text = (
        "5.1% of pupils have an EHC plan (England 4.0%), while the proportion with SEN support is "
        "lower than expected (11.2%, compared with 12.7%{})."
    )
    found = read(text.format(""), SEND)
    assert (found["11.2%"].area_level, found["12.7%"].area_level) == ("local", "national")
    assert read(text.format(" in 2020/21"), SEND)["12.7%"].area_level == "local"
