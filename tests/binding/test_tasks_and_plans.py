"""What somebody is told to do or a plan asks for is an aim; what defines a score is nothing."""

from __future__ import annotations

import pytest
from figures_read import reader

read = reader("Larkmoor Borough Council\nPerformance report\nQuarter 4 2022/23\n\n")


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("The team was asked to recruit 18 new fostering households.", "18", "recruited"),
        ("The team was commissioned to recruit 18 new fostering households.", "18", "recruited"),
        ("We said we would recruit 18 new fostering households.", "18", "recruited"),
        ("Our recovery plan seeks to cut absence of children in care to 5%.", "5%", "cla_absence"),
        ("The sufficiency strategy allows for a vacancy rate of 8% of foster places.", "8%", "vac"),
    ],
)
def test_what_was_set_as_a_task_is_a_target(text: str, figure: str, measure: str) -> None:
    found = read(text)[figure]
    assert found.kind == "target"
    assert measure in (found.measure or "")


@pytest.mark.parametrize(
    "text",
    [
        "12 looked after children were asked to leave their school.",
        "We asked 12 looked after children about their homes.",
        "The letter calls for 12 looked after children by name.",
        "The council was asked to report on 12 looked after children.",
        "Officers said that 12 looked after children would be moved.",
        "The school was asked to exclude 12 looked after children.",
    ],
)
def test_what_is_said_of_those_who_are_asked_is_no_task(text: str) -> None:
    found = read(text)["12"]
    assert found.kind == "actual"
    assert found.measure is None


def test_a_score_that_only_defines_a_level_is_no_figure() -> None:
    says = "A score of 17 on the SDQ is the point at which a child is seen by the nurse."
    assert "17" not in read(says)
    found = read("On average our looked after children had a score of 14.1 on the SDQ.")
    assert found["14.1"].measure == "sdq_average"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The average SDQ score of looked after children was 14 points.", "sdq_average"),
        ("Training in the SDQ has reached 14 carers.", None),
    ],
)
def test_people_are_no_score(text: str, measure: str | None) -> None:
    assert read(text)["14"].measure == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        (
            "The target of 3 permanent exclusions of looked after children was missed.",
            "cla_permanent_exclusions",
        ),
        ("The reviews of 3 looked after children were missed.", None),
    ],
)
def test_a_target_that_was_missed(text: str, measure: str | None) -> None:
    assert read(text)["3"].measure == measure


def test_a_school_year_before_a_count_is_no_list_of_years() -> None:
    found = read("Of 31 looked after children in Year 11, 9 left with a standard pass in both.")
    assert {"31", "9"} <= set(found)
    assert "8" not in read("Our looked after children in Years 7, 8 and 9 did well: 31 passed.")


@pytest.mark.parametrize(
    "text",
    [
        "62 looked after children missed at least a tenth of their schooling.",
        "62 looked after children missed a tenth or more of their lessons.",
    ],
)
def test_a_part_of_schooling_that_is_missed_is_a_threshold(text: str) -> None:
    assert set(read(text)) == {"62"}


def test_ages_of_adults_are_read_where_words_say_so() -> None:
    found = read("In 2021, 58% of residents were aged 18 to 64.")
    assert found["58%"].dimensions == (("age_band", "18-64"),)
    assert not read("Of all scores, 58% were 18 to 64.")["58%"].dimensions


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        (
            "According to the return for the year 31 children were privately fostered.",
            "31",
            "private_fostering",
        ),
        ("Treated according to need, 31 children were privately fostered.", "31", None),
    ],
)
def test_who_says_it_narrows_nothing(text: str, figure: str, measure: str | None) -> None:
    if measure is not None:
        assert read(text)[figure].measure == measure
    else:
        assert figure in read(text)


@pytest.mark.parametrize(("verb", "measure"), [("is", "budget"), ("should be", None)])
def test_a_budget_that_should_be_is_none_yet(verb: str, measure: str | None) -> None:
    found = read(f"The council's revenue budget for 2022/23 {verb} £412m.")
    assert found["£412m"].measure == measure


def test_a_decision_of_what_should_be_is_no_aim() -> None:
    found = read("The panel agreed that 12 looked after children should be adopted.")
    assert found["12"].kind == "actual"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Children aged 5 to 9 were admitted to hospital 310 times.", "hospital_admissions"),
        ("Looked after children were suspended 310 times.", None),
        ("The hospital was cleaned 310 times.", None),
    ],
)
def test_how_often_it_happened_counts_where_the_measure_is_of_events(
    text: str, measure: str | None
) -> None:
    assert read(text)["310"].measure == measure
