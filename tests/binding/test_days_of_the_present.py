"""Levels of the day that a paper goes to: of a title with a year and a day in it, of the days when
inspectors looked at cases, of the present in a year that is running."""

from __future__ import annotations

from figures_read import reader

HEAD = (
    "Larkmoor Borough Council\nCabinet, 21 January 2020\n"
    "Performance monitoring 2019/20: position at 30 November 2019\n\n"
)


read = reader(HEAD)


def test_a_day_in_the_year_of_a_title_is_that_of_its_levels() -> None:
    found = read("There are 310 children in care. The placements budget is £4m.")
    assert (found["310"].period_start, found["310"].period_end) == (None, "2019-11-30")
    assert (found["£4m"].period_start, found["£4m"].period_end) == ("2019-04-01", "2020-03-31")


def test_a_title_without_a_day_gives_its_year() -> None:
    head = "Larkmoor Borough Council\nFostering outturn 2018/19\n\n"
    assert read("The placements budget was £4m.", head)["£4m"].period_end == "2019-03-31"


def test_the_present_is_of_no_year_that_is_running() -> None:
    before = "Of the savings of £3m planned this year, £2m has been delivered. "
    now = read(before + "Across the council 212 vehicles are being kept in store.")["212"]
    assert (now.period_start, now.period_end) == (None, "2019-11-30")
    done = read(before + "Across the council 212 vehicles were sold.")["212"]
    assert done.period_end != "2019-11-30"


def test_what_inspectors_looked_at_is_of_their_visit() -> None:
    head = (
        "Ofsted\nJoint area review of Larkmoor Borough Council\n"
        "Fieldwork: 10 to 21 September 2007\n\n"
    )
    before = "In 2006/07, 80% of looked after children had a dental check. "
    case = read(before + "Of the 18 files read by inspectors, only 11 had a photograph.", head)
    assert case["11"].period_end == "2007-09-21"
    other = read(before + "Health assessments were done for 84% of them.", head)
    assert other["84%"].period_end != "2007-09-21"
