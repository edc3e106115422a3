"""Figures that words near them do not make what they seem: of either of two kinds, among others
named before, a share of a sum, a class in place of a length of time, a target that was missed."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care: position as at 31 August 2020\n\n"


read = reader(HEAD)


def test_who_is_with_one_or_the_other_is_of_neither_kind() -> None:
    either = read("Of the children in care 21 were with foster carers or their parents.")["21"]
    assert either.measure is None
    one = read("Of the children in care 21 were placed with their parents.")["21"]
    assert dict(one.dimensions) == {"placement_type": "placed_with_parents"}


def test_who_is_among_those_before_is_none_of_their_number() -> None:
    before = "In 2019/20 the council owed a main housing duty to 118 households. "
    found = read(before + "How many carers were among them was not known, but fewer than 20.")
    assert found["20"].measure is None


def test_a_share_of_a_sum_goes_on_with_nothing_before() -> None:
    before = "Legal costs were overspent by £0.3m. "
    found = read(before + "Reserves stand at £4.2m, 2.6% of all spending.")
    assert found["2.6%"].measure is None
    found = read("Legal costs were overspent by £0.3m, 2.6% of the budget.")
    assert found["2.6%"].measure == "budget_variance"


def test_a_share_of_those_of_an_age_is_no_share_of_that_age() -> None:
    before = "On 31 August 2020 we looked after 388 children. "
    assert read(before + "A third were aged 10 to 15.")["A third"].measure == "cla_age_band"
    assert read(before + "So do 47% of all under-18s in Larkmoor.")["47%"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "value", "unit"),
    [
        ("One in four Year 11 pupils had a mentor.", "One in four", 25.0, "percent"),
        ("In all three Year 9 pupils were excluded in 2018/19.", "three", 3.0, "count"),
        ("There were 512 A&E visits per 1,000 infants.", "512", 512.0, "rate_per_1000"),
    ],
)
def test_a_class_is_no_length_of_time(sentence: str, figure: str, value: float, unit: str) -> None:
    found = read(sentence)[figure]
    assert (found.value, found.unit) == (value, unit)


def test_an_age_in_weeks_is_no_figure_but_a_wait_is() -> None:
    assert "six to eight" not in read("Reviews at six to eight weeks were held for 71%.")
    assert "six to eight" in read("The average wait stood at six to eight weeks.")


@pytest.mark.parametrize("target", ["the target of 75%", "its 75% target", "the 75% ambition"])
def test_nobody_is_missing_where_a_target_is_missed(target: str) -> None:
    found = read(f"71% of looked after children had a health assessment, just missing {target}.")
    assert (found["75%"].kind, found["75%"].measure) == ("target", found["71%"].measure)


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("There were 12 more looked after children than in March.", "12", "change"),
        ("There were 12 fewer children in care in the north than a year ago.", "12", "change"),
        ("Of those in care 12 live more than 20 miles from home.", "12", "actual"),
        (
            "Attendance is 0.4 percentage points behind last year.",
            "0.4 percentage points",
            "change",
        ),
        ("The directorate must find savings of £2m.", "£2m", "target"),
        ("Savings of £2m are required of the directorate.", "£2m", "target"),
        ("Savings of £2m were made by the directorate.", "£2m", "actual"),
    ],
)
def test_what_is_more_or_required_is_no_level(sentence: str, figure: str, kind: str) -> None:
    assert read(sentence)[figure].kind == kind


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("£2m was saved and about £800,000 is at risk.", "approximately"),
        ("They spoke about the £2m and about £800,000 of grants.", "exact"),
    ],
)
def test_and_about_is_an_estimate_unless_something_is_spoken_about(
    text: str, qualifier: str
) -> None:
    assert read(text)["£800,000"].qualifier == qualifier


def test_a_number_to_come_has_the_unit_of_its_own_level() -> None:
    found = read(
        "On 31 August 2020 we looked after 388 children. Two thirds were boys. 118 were "
        "unaccompanied minors, a number we expect to fall below 90 by March 2021."
    )
    assert found["90"].unit == "count"


def test_a_sum_whose_line_stands_before_a_semicolon_is_doubted() -> None:
    found = read("Legal fees were above budget in 2019/20; the accounts closed £31k under budget.")
    assert found["£31k"].confidence != "high"


def test_sessions_of_absence_run_by_school_years() -> None:
    lost = read("Pupils with support lost 7% of sessions to absence in 2018/19.")["7%"]
    assert lost.period_start == "2018-09-01"


def test_a_limit_is_a_figure_only_where_a_length_of_time_is_held_against_it() -> None:
    alone = read("11 families had been there beyond the legal limit of seven weeks.")
    assert [o.value for o in alone.values()] == [11.0]
    held = read("Care proceedings took 31 weeks, beyond the statutory limit of 26 weeks.")
    assert {o.value: o.kind for o in held.values()} == {31.0: "actual", 26.0: "target"}
    assert "2" not in read("The new 2FE school will provide 420 places.")
