"""Heads of papers in which the council's name does not stand alone on its line, and the day of an
inspection that is labelled."""

from __future__ import annotations

import pytest

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
FIGURE = "\n\nLarkmoorshire had 560 looked after children at 30 September 2017.\n"


@pytest.mark.parametrize(
    "head",
    [
        "Larkmoorshire County Council: Children and Families Scrutiny Panel\nPlacements\n"
        "Meeting date: 9 January 2018",
        "Larkmoorshire County Council – Cabinet\nPlacements\nMeeting date: 9 January 2018",
        "Ofsted\nLarkmoorshire County Council\nInspection of services for children\n"
        "Date of inspection: 23 November 2017",
    ],
)
def test_the_council_is_found_beside_other_words(head: str) -> None:
    [found] = read_text(head + FIGURE, RULEBOOK).observations
    assert (found.area, found.area_level) == ("Larkmoorshire", "local")
    assert (found.measure, found.confidence) == ("cla_total", "high")


def test_a_label_before_a_name_is_no_council() -> None:
    head = "Report to: Overview Panel\nPlacements of children\nMeeting date: 9 January 2018"
    [found] = read_text(head + FIGURE, RULEBOOK).observations
    assert found.area is None


@pytest.mark.parametrize("label", ["Date of inspection", "Inspection dates", "Dates of the visit"])
def test_the_present_of_a_report_is_the_labelled_day(label: str) -> None:
    head = (
        "Larkmoorshire County Council\nReport on the experiences of care leavers\n"
        f"{label}: 9 September 2016\n\n"
    )
    text = "Currently 57% of care leavers are in education, employment or training."
    [found] = read_text(head + text, RULEBOOK).observations
    assert str(found.period_end) == "2016-09-09"
