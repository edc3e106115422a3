"""Figures of neighbouring populations are theirs, and none of children looked after."""

from __future__ import annotations

import pytest

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
LOOKED_AFTER = "Corporate Parenting Panel: Virtual School Annual Report"


def measure_of(text: str, figure: str, title: str | None = None) -> str | None:
    reading = read_text(f"{title}\n\n{text}" if title else text, RULEBOOK)
    (found,) = [o for o in reading.observations if o.figure_text == figure]
    return found.measure


@pytest.mark.parametrize(
    ("theirs", "ours", "figure"),
    [
        (
            "4.6% of all pupils were suspended in 2021/22.",
            "4.6% of looked after children were suspended in 2021/22.",
            "4.6%",
        ),
        (
            "Overall absence of all pupils was 4.7% in 2018/19.",
            "Overall absence of looked after children was 4.7% in 2018/19.",
            "4.7%",
        ),
        (
            "The average Attainment 8 score of all pupils was 46.7 in 2019.",
            "The average Attainment 8 score of children in care was 46.7 in 2019.",
            "46.7",
        ),
        (
            "4.3% of all pupils had an EHC plan in 2023.",
            "43% of looked after children had an EHC plan in 2023.",
            "4.3%",
        ),
    ],
)
def test_a_figure_of_all_pupils_is_theirs_even_in_a_report_about_children_looked_after(
    theirs: str, ours: str, figure: str
) -> None:
    other = measure_of(theirs, figure, LOOKED_AFTER)
    own = measure_of(ours, "43%" if "43%" in ours else figure, LOOKED_AFTER)
    assert own is not None
    assert RULEBOOK.domains[own] == "education"
    assert other is None or RULEBOOK.domains[other] in ("schools", "special_needs")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In March 2019, 3,120 patients were waiting for treatment.", "3,120"),
        ("In 2019/20, 612 households were owed a prevention duty.", "612"),
        ("There were 31,400 children aged 10-15 living in the county in 2019.", "31,400"),
    ],
)
def test_a_rival_population_takes_its_figure_from_a_report_of_childrens_services(
    text: str, figure: str
) -> None:
    found = measure_of(text, figure, "Children's Services: Performance Report")
    assert found is None or RULEBOOK.domains[found] in ("health_services", "housing", "population")


def test_a_register_of_households_is_no_fostering_service() -> None:
    assert measure_of("Number of households registered: 115", "115") is None


def test_a_class_of_use_is_no_indicator_of_adoption() -> None:
    text = "A3 retail units with hostel rooms were 100% of the floor space."
    assert measure_of(text, "100%", "Use Classes A1/A3/A4: students' hostel") is None
