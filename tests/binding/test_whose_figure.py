"""Whose a figure is where its clause names nobody: shares for a group, parts of those with whom a
sentence opens, those of whom it is not so, what goes on behind an aside, brackets of another
statement, and labels that no rule knows."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nInspection of services for children looked after\n\n"
LEAVERS = "Larkmoor Borough Council\nCare leavers: annual report 2018/19\n\n"

read = reader(HEAD)


def test_a_share_for_a_group_is_of_what_the_sentence_before_says() -> None:
    found = read(
        "Of mainstream foster carers 90% had been trained. The rate for family and friends carers "
        "is much lower at 40%."
    )
    assert found["40%"].measure is None


def test_the_figure_for_its_own_people_is_their_share() -> None:
    found = read("The figure for looked after children with an up to date dental check was 97%.")
    assert found["97%"].measure == "dental_up_to_date"


def test_a_bracket_is_a_share_of_those_it_points_to() -> None:
    found = read("The children attend 84 schools, the vast majority of which (90%) are good.")
    assert found["90%"].measure is None


def test_a_part_of_those_with_whom_a_sentence_opens_is_not_all_of_them() -> None:
    found = read("Of 40 resignations of foster carers in the year, 18 were due to happy reasons.")
    assert found["18"].measure is None


@pytest.mark.parametrize("but", ["all but", "everyone except", "all apart from"])
def test_those_of_whom_it_is_not_so_are_counted_by_no_measure(but: str) -> None:
    found = read(f"The team is in touch with {but} four care leavers.", LEAVERS)
    assert found["four"].measure is None


def test_those_of_whom_it_is_so_are() -> None:
    found = read("The team is in touch with 44 care leavers.", LEAVERS)
    assert found["44"].measure == "cl_in_touch"


def test_what_a_verb_needs_may_stand_behind_an_aside() -> None:
    found = read("103 looked after children have been involved, in recent years, in choirs.")
    assert found["103"].measure is None


def test_a_bracket_behind_an_absolute_clause_is_of_that_clause() -> None:
    found = read(
        "Over half the children looked after are on care orders (403), with the majority of the "
        "rest being accommodated under voluntary agreements with parents (331)."
    )
    assert dict(found["403"].dimensions) == {"legal_status": "full_care_order"}
    assert dict(found["331"].dimensions) == {"legal_status": "section_20"}


def test_a_figure_goes_on_with_what_the_one_before_it_says() -> None:
    found = read(
        "At Key Stage 1, of children looked after, 45% made the progress that had been expected in "
        "reading, 41% in writing."
    )
    assert found["45%"].measure is None
    assert found["41%"].measure is None


def test_a_count_of_those_there_were_on_a_day_is_of_nothing_that_came_about() -> None:
    assert read("At 31 March 2015 there were 16 adoption orders granted.")["16"].measure is None
    assert read("16 adoption orders were granted in 2014/15.")["16"].measure == "adoption_orders"


def test_a_pronoun_goes_on_with_the_sentence_before_and_not_with_the_list_above() -> None:
    found = read(
        "The director gave an update on the turnover of social workers:\n\n"
        "a) At 31 August 2017, 22% of social workers were agency staff. This had reduced from 31% "
        "at the same point in 2016.\n\nb) Ten posts were vacant.\n"
    )
    assert found["31%"].measure == found["22%"].measure == "sw_agency_rate"


def test_a_label_that_no_rule_knows_may_be_that_of_others() -> None:
    table = (
        "Referrals to children's social care\n\n"
        "Surgery | Referrals | Jan-14\nSallow Vale surgery | Referrals | 24\n"
    )
    assert all(o.measure is None for o in read(table).values())


def test_a_budget_is_no_target() -> None:
    found = read(
        "The portfolio is forecast to overspend by £4.4m against an approved cash limit of £27.4m.",
        "Larkmoor Borough Council\nChildren and Families Portfolio: budget 2018-19\n\n",
    )
    assert (found["£27.4m"].kind, found["£27.4m"].measure) == ("actual", "budget")


@pytest.mark.parametrize("rise", ["up 5% from 381", "up 19 from 381", "a rise of 5% from 381"])
def test_what_a_change_began_with_is_a_level(rise: str) -> None:
    found = read(f"The number of children looked after was 400, {rise} in March 2018.")
    assert (found["381"].kind, str(found["381"].period_end)) == ("actual", "2018-03-31")


def test_a_bracket_behind_target_is_the_target() -> None:
    found = read("94% of reviews of children in care were in time, above target (90%).")
    assert (found["90%"].kind, found["94%"].kind) == ("target", "actual")


def test_a_bracket_behind_target_alone_is_the_level() -> None:
    found = read("The share of reviews of children in care held in time was below target (90%).")
    assert found["90%"].kind == "actual"


def test_a_time_in_a_bracket_dates_all_figures_of_its_statement() -> None:
    found = read(
        "The proportion of care leavers in education, employment or training, at 48%, is better "
        "than the national average of 45% (2013–14 figures).",
        "Larkmoor Borough Council\nInspection of services for children looked after\n"
        "Inspection date: 8 July 2015 – 30 July 2015\n\n",
    )
    assert str(found["48%"].period_end) == str(found["45%"].period_end) == "2014-03-31"


def test_a_sum_of_a_year_told_in_a_quarter_is_never_sure() -> None:
    found = read(
        "The improvement comes from the £9.9m underspend in children's services (£3.1m in Quarter "
        "2).",
        "Larkmoor Borough Council\nBudget Monitoring Report November 2024-25\n\n",
    )
    assert found["£3.1m"].confidence != "high"


def test_what_an_open_quarter_began_with_is_open_too() -> None:
    found = read(
        "The timeliness of reviews of children in care has decreased from 71% to 62% in the last "
        "quarter.",
        "Larkmoor Borough Council\nInspection of services for children looked after\n"
        "Inspection date: 8 July 2014 – 30 July 2014\n\n",
    )
    assert found["71%"].confidence != "high"
    assert found["62%"].confidence != "high"


@pytest.mark.parametrize(
    "leading",
    [
        "Members were told that 31 were adopted.",
        "The Head of Service introduced the report and advised Members that 31 were adopted.",
    ],
)
def test_what_only_leads_to_a_statement_narrows_nothing(leading: str) -> None:
    assert read(leading)["31"].measure == "adoption_orders"


def test_a_base_before_what_leads_to_a_statement_narrows_it() -> None:
    found = read("Of children under five, it was noted that 31 were adopted.")
    assert dict(found["31"].dimensions) == {"age_band": "under_5"}


def test_the_own_council_is_the_area_where_people_live() -> None:
    found = read("63% of children in care live within Larkmoor.")
    assert found["63%"].measure == "cla_out_of_area"
    assert dict(found["63%"].dimensions) == {"placement_locality": "in_area"}


def test_who_is_left_out_is_not_who_is_counted() -> None:
    found = read(
        "As at 31 December 2018 there were 287 children looked after, excluding those who receive "
        "a series of short breaks."
    )
    assert (found["287"].measure, dict(found["287"].dimensions)) == ("cla_total", {})


def test_among_a_group_is_a_share_of_what_the_sentence_before_says() -> None:
    found = read(
        "Persistent absence of pupils fell to 19.6%. Among pupils with an EHC plan it was 36%.",
        "Larkmoor Borough Council\nSchools: annual report 2018/19\n\n",
    )
    assert found["36%"].measure != "ehc_plans"


def test_a_level_that_was_passed_through_has_its_own_time() -> None:
    found = read(
        "The proportion of children in care whose health assessment is up to date is 86%, having "
        "dipped to 79% at the end of March.",
        "Larkmoor Borough Council\nChildren in care: position at 30 September 2021\n\n",
    )
    assert str(found["86%"].period_end) == "2021-09-30"
    assert str(found["79%"].period_end) == "2021-03-31"


def test_a_fall_on_a_year_is_of_the_year_after() -> None:
    found = read(
        "The number of enquiries to foster is down by about a fifth on 2010/11.",
        "Larkmoor Borough Council\nFostering: annual report 2011/12\n\n",
    )
    assert str(found["a fifth"].period_end) == "2012-03-31"


def test_the_letter_and_number_of_a_paragraph_are_no_figure() -> None:
    found = read("B.5 In 2018/19 the Council accepted 903 households as homeless.")
    assert "5" not in found
    assert "903" in found


def test_a_share_of_one_child_is_nobody_elses() -> None:
    found = read(
        "One child was not at school before the move of placement but now has a 100% attendance "
        "record."
    )
    assert found["100%"].measure is None


def test_both_say_again_those_counted_before() -> None:
    found = read("2 live in residential special schools, and both live out of the authority area.")
    assert found["both"].measure is None


def test_a_part_of_people_whom_no_measure_knows_has_none() -> None:
    found = read("There are 82 former gang members. Of these, 23 are in custody.")
    assert found["23"].measure is None


def test_children_with_a_plan_are_no_decisions() -> None:
    assert read("Currently 55 children have an adoption plan.")["55"].measure is None
    assert read("Plans for adoption were agreed for 17 children.")["17"].measure is not None
