"""A share that other people make up of those whom a measure counts is none of that measure's."""

from __future__ import annotations

import pytest
from figures_read import reader

figures = reader("Borough of Ashmere\n\nPerformance report, 12 June 2023\n\n")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("UASC made up 17% of the children who entered care in the year.", "17%"),
        ("Care leavers make up 8% of young people who are NEET.", "8%"),
        ("Looked after children accounted for 4% of pupils permanently excluded.", "4%"),
        (
            "Unaccompanied children represented 9% of children in care in March and accounted for "
            "17% of all children taken into care in the year.",
            "17%",
        ),
    ],
)
def test_a_share_that_others_make_up_has_no_measure(text: str, figure: str) -> None:
    assert figures(text)[figure].measure is None


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("Unaccompanied children account for 9% of children looked after.", "9%", "cla_uasc"),
        ("Children in foster care made up 72% of children looked after.", "72%", "cla_fostered"),
        ("Neglect accounted for 45% of child protection plans.", "45%", "cpp_total"),
        ("Agency social workers made up 21% of the workforce.", "21%", "sw_agency_rate"),
    ],
)
def test_a_share_that_a_part_of_the_measure_makes_up_keeps_it(
    text: str, figure: str, measure: str
) -> None:
    assert figures(text)[figure].measure == measure


@pytest.mark.parametrize(
    "ages", ["15-years-old or older", "15 years of age and over", "15 years old and above"]
)
def test_an_age_and_all_above_it(ages: str) -> None:
    found = figures(f"Of children who entered care in 2022/23, 32% were {ages}.")["32%"]
    assert dict(found.dimensions) == {"age_band": "15_and_over"}


def test_some_of_a_group_that_no_measure_counts_are_not_sure_to_be_all_of_theirs() -> None:
    found = figures(
        "In 2022/23 forty-six adopters were awaiting a match, of whom 18 were approved in the year."
    )["18"]
    assert found.confidence != "high"


def test_so_many_for_every_other_is_a_ratio() -> None:
    found = figures("In March 2023 there were 22 boys for every girl in care.")["22"]
    assert (found.unit, found.measure) == ("ratio", None)


@pytest.mark.parametrize(
    ("text", "figure", "category"),
    [
        ("Currently 71% of children are on a child protection plan due to neglect.", "71%",
         {"abuse_category": "neglect"}),
        ("At 31 March 2023 120 children were in care due to abuse or neglect.", "120",
         {"need_category": "N1"}),
        ("At 31 March 2023 412 children were in care because of rising demand.", "412", {}),
        ("The number of children in care rose to 402 in March 2023 as more came in due to abuse or "
         "neglect.", "402", {}),
    ],
)  # fmt: skip
def test_a_reason_that_is_a_breakdown_is_one(
    text: str, figure: str, category: dict[str, str]
) -> None:
    found = figures(text)[figure]
    assert found.measure is not None
    assert dict(found.dimensions) == category


def test_those_who_have_done_so_are_not_all() -> None:
    text = "Few had gone to university before; in 2023 52 care leavers (11%) have done so."
    assert figures(text)["52"].measure != "cl_total"


def test_an_average_in_a_bracket_is_not_the_councils() -> None:
    text = (
        "In 2022/23 57% of care leavers were in education, employment or training, which remains "
        "well above average for this group (45%)."
    )
    found = figures(text)
    assert (found["57%"].area_level, found["45%"].area_level) == ("local", "other")
