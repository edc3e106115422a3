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


@pytest.mark.parametrize(
    ("head", "end"),
    [
        ("Looked After Children\nAnnual report 2016-17", "2017-03-31"),
        ("Placements\nSix month report\n1 April 2017 – 30 September 2017", "2017-09-30"),
        ("Placements\nScorecard (position at 10 October 2018)", "2018-10-10"),
        ("Placements: performance report\nOctober 2018", "2018-10-31"),
        ("Children's Board\nMinutes of the meeting held on 4 December 2018\n"
         "Reporting period: 1 July to 30 September 2018", "2018-09-30"),
        ("Placements\nPolicy of 2016-17", None),
    ],
)  # fmt: skip
def test_the_lines_below_a_title_say_what_time_the_paper_is_of(head: str, end: str | None) -> None:
    text = f"Larkmoorshire County Council\n{head}\n\nThere were 560 looked after children.\n"
    found = [o for o in read_text(text, RULEBOOK).observations if o.measure == "cla_total"]
    assert [o.period_end for o in found] == [end]


def test_that_period_is_the_one_that_was_spoken_of_before() -> None:
    text = (
        "Larkmoorshire County Council\nFostering\nMeeting date: 9 January 2018\n\n"
        "Between 1 April 2017 and 30 September 2017 there were 214 initial fostering enquiries.\n\n"
        "Retention\n\nOver the same period 23 fostering households ended their approval. "
        "In that period 17 children came into care.\n"
    )
    found = read_text(text, RULEBOOK).observations
    assert {(o.period_start, o.period_end) for o in found} == {("2017-04-01", "2017-09-30")}
