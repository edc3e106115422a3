"""Targets that change, what is only compared with, and whom a predicate or a comparison names."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\nChildren in care: report for quarter 1 2023/24\n\n"


def read(text: str, head: str = HEAD) -> dict[str, Observation]:
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


def test_a_target_stays_one_when_it_moves() -> None:
    found = read(
        "The A2 target was originally set at 213 days (7 months), reducing to 182 days (6 months) "
        "for 2014 and 152 days (5 months) for 2015."
    )
    assert {o.kind for o in found.values()} == {"target"}
    assert found["182"].period_end == found["6"].period_end


def test_what_a_team_achieved_against_a_target_is_none() -> None:
    found = read("Against a target of 90%, 84% of reviews for looked after children were in time.")
    assert found["90%"].kind == "target"
    assert found["84%"].kind == "actual"


def test_a_bracket_in_another_unit_says_the_same_forecast() -> None:
    found = read("Placements for looked after children have a forecast overspend of £2.4m (9.6%).")
    assert found["£2.4m"].kind == found["9.6%"].kind == "forecast"


@pytest.mark.parametrize(
    "text",
    [
        "Dental checks of looked after children had improved compared to the previous year - 80.2%"
        " were up to date.",
        "Fewer looked after children had a dental check in comparison to the previous year and"
        " 80.2% had an up to date dental check.",
    ],
)
def test_a_time_that_is_only_compared_with_does_not_date_the_next_figure(text: str) -> None:
    assert read(text)["80.2%"].period_end == "2023-06-30"


def test_the_time_of_an_earlier_level_dates_it() -> None:
    found = read("There were 412 children in care, compared to the previous year when it was 396.")
    assert found["396"].period_end == "2022-06-30"


def test_quarters_without_a_year_are_of_the_year_named_before() -> None:
    found = read(
        "Reviews for looked after children held in time in 2014/15 were 97% in Quarter 1, "
        "96% in Quarter 2 and 93% in Quarter 4.",
        "Larkmoor Borough Council\nReviewing officers\n\n",
    )
    assert found["97%"].period_end == "2014-06-30"
    assert found["96%"].period_end == "2014-09-30"
    assert found["93%"].period_end == "2015-03-31"


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("10 looked after children were known to the youth team.", "10", None),
        ("It is known that 410 children were looked after.", "410", "cla_total"),
        (
            "23.6% of care leavers were NEET compared to 2.1% for all Larkmoor young people.",
            "2.1%",
            None,
        ),
        (
            "23.6% of care leavers were NEET compared to 21% for all care leavers nationally.",
            "21%",
            "cl_neet",
        ),
        (
            "Attendance of looked after children was 92% in the secondary cohort.",
            "92%",
            None,
        ),
        ("Attendance of looked after children was 92%.", "92%", "cla_attendance"),
        ("There were 521 children in care, 33 more than had been budgeted for.", "33", None),
        ("There were 521 children in care, 33 more than in June 2022.", "33", "cla_total"),
    ],
)
def test_whom_the_words_leave_out(text: str, figure: str, measure: str | None) -> None:
    assert read(text)[figure].measure == measure


def test_an_age_that_all_children_have_is_no_breakdown() -> None:
    found = read("There were 445 children looked after between the ages of 0-18 years old.")
    assert found["445"].measure == "cla_total"
    assert not found["445"].dimensions
