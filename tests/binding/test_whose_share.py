"""What is a part of others: shares of those of whom some are the measure's people, parts that a
bracket lists, a cohort whose size its sentence gives, people whom an earlier figure names."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren looked after\nPosition as at 31 December 2018\n\n"


read = reader(HEAD)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("In the year 412 pupils had an education, health and care plan, of whom 12% were looked "
         "after.", "12%"),
        ("Of the 90 children who offended, 11% were looked after.", "11%"),
    ],
)  # fmt: skip
def test_a_share_of_others_is_none_of_those_who_are_among_them(sentence: str, figure: str) -> None:
    assert read(sentence)[figure].measure is None


def test_a_share_of_those_looked_after_is_theirs() -> None:
    found = read("12% of children who are looked after have an education, health and care plan.")
    assert found["12%"].measure == "cla_sen"


def test_money_in_a_bracket_is_that_of_the_share_before_it() -> None:
    found = read("Of planned savings of £55m, 13% (£7.4m) are rated red.")
    assert found["£7.4m"].measure is None
    assert found["£55m"].measure == "savings"


def test_a_count_with_its_base_in_a_bracket_is_that_of_the_share_before_it() -> None:
    found = read(
        "Carers who are relatives are only 10% of the fostering households (13 out of 130)."
    )
    assert found["13"].measure != "foster_households_approved"
    found = read("12% (13 out of 108) of looked after children were placed out of county.")
    assert found["13"].measure == "cla_out_of_area"


def test_an_average_of_a_few_is_not_that_of_all() -> None:
    assert read("Two duty workers had caseloads of 46.")["46"].measure is None
    assert read("Social workers had caseloads of 16.")["16"].measure == "sw_caseload"


def test_an_average_of_all_whose_number_is_given_is_theirs() -> None:
    found = read("The average A1 time for the six children adopted was 512 days.")
    assert found["512"].measure == "adoption_a1_days"


def test_a_rate_for_a_group_may_be_of_what_was_said_before() -> None:
    found = read(
        "Of children looked after 12% live abroad. The proportion for those fostered is 40%."
    )
    assert found["40%"].measure is None or found["40%"].confidence != "high"


def test_parts_in_a_bracket_count_some_of_those_before() -> None:
    found = read(
        "In the quarter 45 young people took part (34 from the borough and 11 children placed here "
        "by other local authorities)."
    )
    assert found["34"].measure is None
    assert found["11"].measure is None


def test_parts_of_a_whole_population_may_have_a_measure() -> None:
    found = read("There were 245 looked after children (31 unaccompanied children and 214 others).")
    assert found["31"].measure == "cla_uasc"


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The cohort of 14 looked after children is small, and 11 have special educational needs.",
         ["11"]),
        ("Results of looked after children are better. Numbers are small and, of the 26 children "
         "eligible for these qualifications in 2018, 19 (73%) had special educational needs.",
         ["19", "73%"]),
    ],
)  # fmt: skip
def test_a_part_of_a_cohort_is_none_of_all(sentence: str, figures: list[str]) -> None:
    found = read(sentence)
    assert [found[figure].measure for figure in figures] == [None] * len(figures)


def test_a_figure_without_a_noun_counts_those_named_before() -> None:
    found = read(
        "Fifteen children taught at home are known to us and 10 receive early help.",
        "Larkmoor Borough Council\nEarly help\nPosition as at 31 December 2018\n\n",
    )
    assert found["10"].measure is None


def test_one_of_a_number_of_episodes_is_no_number_of_episodes() -> None:
    found = read(
        "Few missing episodes are followed by an interview (73 of 518 within 72 hours), and even "
        "fewer if the young person is in care (17 of 258 episodes)."
    )
    assert found["17"].measure is None


def test_what_a_bracket_is_out_of_is_the_base() -> None:
    found = read(
        "The number of agency staff in social work has fallen, with 25 agency staff covering "
        "vacancies (out of 260 social workers)."
    )
    assert found["260"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure", "breakdown"),
    [
        ("62% of children in care were boys, 31% were aged 16 and over and 5% were under 1.",
         "31%", "cla_age_band", {"age_band": "16_and_over"}),
        ("62% of children in care were boys, 31% were aged 16 and over and 5% were under 1.",
         "5%", "cla_age_band", {"age_band": "under_1"}),
        ("64% of children in care were in foster care and 33% were aged 10 to 15.",
         "33%", "cla_age_band", {"age_band": "10-15"}),
        ("Of our children in care, 58% were male and 21% were from minority ethnic groups.",
         "21%", "cla_ethnicity", {"ethnicity": "minority_ethnic"}),
        ("70% of children in care aged 10 to 15 lived with foster carers and 12% lived in "
         "children's homes.",
         "12%", "cla_placement", {"age_band": "10-15", "placement_type": "childrens_home"}),
    ],
)  # fmt: skip
def test_shares_with_verbs_of_their_own_have_only_their_subject_in_common(
    sentence: str, figure: str, measure: str, breakdown: dict[str, str]
) -> None:
    found = read(sentence)[figure]
    assert (found.measure, dict(found.dimensions)) == (measure, breakdown)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("91% of care leavers were in suitable accommodation and 34% were aged 18.", "34%"),
        ("88% of children in foster care had a health assessment and 62% were boys.", "62%"),
    ],
)
def test_what_one_share_says_is_no_part_of_the_next(sentence: str, figure: str) -> None:
    assert read(sentence)[figure].measure is None


def test_shares_with_one_verb_have_what_it_says_in_common() -> None:
    found = read("91% of care leavers were in suitable accommodation, and 84% of those aged 18.")
    assert found["84%"].measure == "cl_suitable_accommodation"
    found = read("62% of our looked after children are boys and 38% girls.")
    assert dict(found["38%"].dimensions) == {"gender": "female"}


def test_every_share_of_a_number_is_of_the_people_of_that_number() -> None:
    found = read("Of the 40 children on a plan, 62% were boys and 38% were girls.")
    assert found["62%"].measure is None
    assert found["38%"].measure is None
    found = read("Of the 400 children in care, 62% were boys and 38% were girls.")
    assert found["38%"].measure == "cla_gender"
