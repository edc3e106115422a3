"""What goes on with the measure that was named before, by a short form or without words, and plain
phrases beside a number."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren's services\nPosition as at 31 December 2023\n\n"

read = reader(HEAD)


def test_a_rate_behind_what_it_is_of_with_the_region_beside_it() -> None:
    found = read(
        "There were 28 first-time entrants in the quarter. For the 12 months to December 2023 the "
        "rate was 142 per 100,000 young people aged 10 to 17, lower than both the region (156) "
        "and England (147)."
    )
    for figure, level in (("142", "local"), ("156", "regional"), ("147", "national")):
        assert found[figure].measure == "first_time_entrants"
        assert found[figure].unit == "rate_per_100000"
        assert found[figure].area_level == level


def test_new_plans_behind_those_they_are_of() -> None:
    found = read(
        "The number of EHC plans rose to 1,873 in August 2023. 46% of new plans were finished "
        "within 20 weeks."
    )
    assert found["46%"].measure == "ehc_plans_20w"


def test_new_plans_of_child_protection_are_none_of_those() -> None:
    found = read("In the year 91 children became subject to a plan. 46% of new plans were neglect.")
    assert found["46%"].measure != "ehc_plans_20w"


def test_what_it_was_at_the_visit_before() -> None:
    found = read(
        "The average caseload of a social worker is now 19, compared with 24 at the previous visit."
    )
    assert found["24"].measure == "sw_caseload"


def test_parts_of_a_roll_by_phase() -> None:
    found = read(
        "The Virtual School had 238 pupils on its roll, of whom 103 were in secondary schools."
    )
    assert found["103"].measure == "virtual_school_roll"
    assert dict(found["103"].dimensions) == {"phase": "secondary"}


def test_being_of_school_age_is_what_a_roll_is() -> None:
    found = read("The Virtual School had 238 children of statutory school age on its roll.")
    assert not found["238"].dimensions


def test_a_part_of_a_roll_may_be_those_of_school_age() -> None:
    found = read(
        "There were 450 children on the Virtual School roll, of whom 388 were of statutory school "
        "age and 62 were post-16."
    )
    assert dict(found["388"].dimensions) == {"phase": "statutory"}


def test_how_long_a_match_took() -> None:
    found = read(
        "In the adoption scorecard children waited 684 days between entering care and moving in. A "
        "match took 171 days from the placement order, better than the England average of 195."
    )
    assert found["171"].measure == found["195"].measure == "adoption_a2_days"


@pytest.mark.parametrize(
    "words", ["carers from independent agencies", "those of private fostering agencies"]
)
def test_carers_of_agencies_are_a_kind_of_placement(words: str) -> None:
    found = read(
        f"Of the children in care 166 live with the council's own carers and 98 with {words}."
    )
    assert found["98"].measure == "cla_placement"
    assert dict(found["98"].dimensions) == {"placement_type": "ifa_foster"}


def test_a_remark_before_the_verb_ends_no_statement() -> None:
    found = read(
        "Agency staff fill 31% of social work posts, and turnover, while falling, remains at 19%."
    )
    assert found["31%"].measure == "sw_agency_rate"
    assert found["19%"].measure == "sw_turnover_rate"


def test_a_statement_behind_while_stays_one() -> None:
    found = read(
        "At 31 March 2020 71% of children in care were in foster homes, while 12% lived in "
        "children's homes."
    )
    assert found["71%"].measure == "cla_fostered"
    assert dict(found["12%"].dimensions) == {"placement_type": "childrens_home"}


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("Twelve field social work posts stood vacant.", "Twelve", "sw_vacancy_rate"),
        ("The CSE panel had 17 children open to it.", "17", "exploitation"),
        (
            "Management reports showed 97% of personal education plans to be up to date.",
            "97%",
            "pep_up_to_date",
        ),
        (
            "In January 2018 the borough's state-funded primary schools had 24,860 pupils on roll.",
            "24,860",
            "pupils_on_roll",
        ),
        ("Savings of £650,000 were agreed for children's services.", "£650,000", "savings"),
        (
            "Re-registrations on the child protection register fell to 12.9%.",
            "12.9%",
            "cpp_repeat",
        ),
    ],
)
def test_plain_phrases(sentence: str, figure: str, measure: str) -> None:
    assert read(sentence)[figure].measure == measure


def test_what_an_audit_of_a_sample_showed_is_not_so_of_all() -> None:
    found = read("The audit showed 62% of personal education plans in the sample to be up to date.")
    assert found["62%"].measure is None
