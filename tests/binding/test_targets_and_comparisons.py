"""Targets that change, what is only compared with, and whom a predicate or a comparison names."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care: report for quarter 1 2023/24\n\n"


read = reader(HEAD)


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


def test_each_change_is_from_the_level_named_behind_it() -> None:
    found = read(
        "At 31 March 2020 there were 1,003 children looked after, a 11.4% increase on 2019's "
        "recorded figure of 900 and a 38% increase on 2015's figure of 727."
    )
    assert found["38%"].kind == "change"
    assert found["38%"].period_start == "2015-03-31"
    assert found["11.4%"].period_start == "2019-03-31"
    assert (found["727"].kind, found["727"].period_end) == ("actual", "2015-03-31")


def test_the_size_of_a_change_may_stand_behind_its_time() -> None:
    found = read(
        "The number of children in care increased over the last four years by 11%, from 1,915."
    )
    assert found["11%"].kind == "change"
    assert found["1,915"].kind == "actual"


def test_when_dates_the_figure_behind_it() -> None:
    found = read(
        "There has been a 35% increase in EHC plans since September 2014, when there had been "
        "2,960 EHC plans."
    )
    assert found["2,960"].period_end == "2014-09-30"


def test_a_time_before_a_colon_is_of_the_figure_before_it() -> None:
    found = read("347 children were in foster care at the end of May 2023: an increase of 4.")
    assert found["347"].period_end == "2023-05-31"


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        ("There were 893 looked after children at April 11, 2023.", "893", "2023-04-11"),
        ("There were 893 looked after children at April 11, fewer than before.", "893",
         "2023-04-11"),
    ],
)  # fmt: skip
def test_a_day_may_stand_behind_its_month(text: str, figure: str, day: str) -> None:
    found = read(text)
    assert found[figure].period_end == day
    assert set(found) == {figure}


def test_a_count_behind_a_month_stays_a_count() -> None:
    assert "12" in read("In April 12 looked after children moved.")


def test_one_in_sixty_is_a_share() -> None:
    found = read("One in 60 children is in care.")
    assert found["One in 60"].unit == "percent"
    assert "60" not in found


def test_a_year_and_its_figure_are_a_line_of_a_list() -> None:
    found = read("Number of children in care at 31 March:\n\n2022 – 671\n\n2023 – 664\n")
    assert {found[n].measure for n in ("671", "664")} == {"cla_total"}
    assert found["671"].period_end == "2022-03-31"


def test_lettered_items_belong_to_the_numbered_one_before_them() -> None:
    found = read(
        "1. How many children were looked after by the council?\n"
        "a) at 31 March 2022 – 671\nb) at 31 March 2023 – 664\n"
        "2. Other matters were noted\n3. There were 12 at the meeting.\n"
    )
    assert {found[n].measure for n in ("671", "664")} == {"cla_total"}
    assert found["12"].measure is None


def test_a_sentence_that_names_something_itself_does_not_go_on_with_the_one_before() -> None:
    head = "Larkmoor Borough Council\nCare leavers report 2013/14\n\n"
    found = read(
        "57% of those aged 19 to 21 were in education, employment or training. "
        "86% were in suitable accommodation and we were in touch with 91%.",
        head,
    )
    assert found["57%"].measure == "cl_eet"
    assert found["91%"].measure is None
    goes_on = read(
        "57% of care leavers were in education, employment or training. This was up from 52%.", head
    )
    assert goes_on["52%"].measure == "cl_eet"


def test_a_question_in_a_list_is_not_the_intro_of_the_next() -> None:
    found = read(
        "a) How many looked after children were there on 31 March 2023?\n"
        "b) 12 of the rooms were let.\n"
    )
    assert found["12"].measure is None


def test_a_figure_of_elsewhere_in_brackets_is_of_the_time_before_them() -> None:
    found = read(
        "81% of looked after children had a dental check at 30 September 2016 (85% in England)."
    )
    assert found["85%"].period_end == "2016-09-30"
    assert found["85%"].area_level == "national"


def test_a_forecast_is_of_no_time_that_is_over() -> None:
    found = read(
        "There were 5,750 children with EHC plans in 2016. It is estimated that there will be "
        "6,500 children with EHC plans."
    )
    assert found["6,500"].kind == "forecast"
    assert found["6,500"].period_end is None


def test_what_a_group_includes_does_not_say_what_it_is() -> None:
    found = read(
        "259 (60%) of looked after children were living with approved QXCC carers which includes "
        "23 who were placed with family and friends carers."
    )
    assert found["60%"].measure is None


_LIMITS = """# Larkmoor Borough Council
Performance 2018/19

| Indicator | Target 2018/19 | Actual 2018/19 |
| --- | --- | --- |
| % of children in care with three or more placements | <10 | {} |
"""


def test_a_bound_below_target_is_the_target() -> None:
    found = read("", head=_LIMITS.format("12"))
    target = found["10"]
    assert (target.kind, target.value, target.qualifier) == ("target", 10, "less_than")


def test_a_bound_below_actual_hides_how_many_children_there_are() -> None:
    head = _LIMITS.format("<5")
    assert {o.kind for o in read("", head=head).values()} == {"target"}
