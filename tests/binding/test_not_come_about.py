"""What is hoped for, asked for, refused or lost is no figure of those who have it."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nPerformance report\nQuarter 4 2022/23\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "23 care leavers hope to go to university.",
        "23 care leavers declined an apprenticeship.",
        "23 care leavers lost their tenancy.",
        "The team helped 23 care leavers to apply for university.",
        "The team helped 23 care leavers with their applications for university.",
        "23 care leavers are eligible for an apprenticeship.",
        "23 care leavers were at risk of custody.",
        "23 children avoided coming into care.",
        "Home care was refused by 23 adults.",
        "Applications were made for 23 placement orders.",
        "The adoption panel declined 23 matches.",
        "Two advisers support 23 care leavers.",
        "The council has 23 care leavers working for it.",
    ],
)
def test_what_has_not_come_about_counts_nobody(text: str) -> None:
    assert read(text)["23"].measure is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("23 care leavers were supported to go to university.", "cl_higher_education"),
        ("23 care leavers kept a tenancy of their own.", "cl_accommodation_type"),
        ("Home care was provided to 23 adults.", "asc_home_care"),
        ("23 children were waiting for adoption.", "children_waiting_adoption"),
        ("There were 23 applications for care orders in the year.", "care_applications"),
        ("The leaving care service helps 23 care leavers.", "cl_total"),
    ],
)
def test_what_is_so_or_is_counted_itself_keeps_its_measure(text: str, measure: str) -> None:
    assert read(text)["23"].measure == measure


def test_an_adjective_before_a_figure_is_what_is_thought_of_it() -> None:
    found = read("A commendable 93% of children in care had a personal education plan.")
    assert found["93%"].measure == "pep_up_to_date"
    found = read("Of the children in care, a local 93% had a personal education plan.")
    assert found["93%"].measure == "pep_up_to_date"


def test_other_councils_look_after_none_of_ours() -> None:
    found = read("Other councils look after 203 children here.")
    assert found["203"].measure == "cla_in_area_other_las"


def test_a_share_given_as_one_says_what_it_is_of() -> None:
    text = "Adoption was the reason that 9% of children ceased to be looked after."
    assert read(text)["9%"].measure == "adoption_pct_leavers"


def test_a_level_below_that_of_others_is_not_theirs() -> None:
    text = "The rate of entrants to care, 27 per 10,000, remains below that of our neighbours."
    assert read(text)["27"].measure == "cla_entered_rate_10k"


def test_an_average_over_a_length_is_a_figure() -> None:
    found = read("On average children had been looked after for 29 months.")
    assert found["29"].measure == "cla_time_in_care"
    assert "29" not in read("Six children had been looked after for 29 months.")


def test_numbers_that_reach_a_level_reach_no_age() -> None:
    assert read("The number of adopters approved reached 21.")["21"].measure == "adopters_approved"
    assert "21" not in read("Six care leavers reached 21 in May.")


@pytest.mark.parametrize(
    "text",
    [
        "19 children in care have siblings in other authorities.",
        "19 children in care have a parent in prison.",
        "19 children in care have a parent with a disability.",
        "19 children in care have brothers and sisters living with foster carers.",
    ],
)
def test_what_is_said_of_their_families_is_said_of_none_of_them(text: str) -> None:
    assert read(text)["19"].measure is None


def test_what_is_said_of_themselves_is() -> None:
    assert read("19 children in care live with their siblings.")["19"].measure is not None
    found = read("The council supports 19 care leavers in custody.")
    assert found["19"].measure == "cl_custody"


@pytest.mark.parametrize("source", ["A snapshot in March", "The dashboard"])
def test_what_puts_a_number_at_a_value_narrows_nothing(source: str) -> None:
    found = read(f"{source} put the number of children in care at 476.")
    assert found["476"].measure == "cla_total"
    assert read(f"{source} put the number of drums at 476.")["476"].measure is None


def test_a_subject_that_is_also_a_town_is_no_area_in_a_label() -> None:
    head = "Larkmoor Borough Council\nVirtual School report\n\n"
    table = "Key Stage 1 | 2022 | 2023\nReading, expected standard | 44% | 52%\nMaths | 41% | 46%"
    found = read(table, head)
    assert found["52%"].area_level != "other"
    assert found["52%"].measure != "ks2_expected"
