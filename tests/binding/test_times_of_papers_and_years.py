"""Times that a paper's head, a sentence before or a word such as "since" gives to its figures."""

from __future__ import annotations

import pytest
from figures_read import reader

from extractor.observation import Observation

read = reader()
MINUTES = "Larkmoor Borough Council\nCorporate Parenting Board - Minutes\n6 March 2019\n\n"
YEAR = "Larkmoor Borough Council\nVirtual School Annual Report\nAcademic year 2022/23\n\n"
UPDATE = "Larkmoor Borough Council\nHousing Update\nHousing Panel, 18 July 2019\n\n"


def span(found: Observation) -> tuple[str | None, str | None]:
    return found.period_start, found.period_end


def test_months_in_a_bracket_of_the_head_are_those_of_the_figures() -> None:
    head = (
        "Larkmoor Council\nCase file audits\n"
        "Improvement Board, 30 January 2020 (files read October to December 2019)\n\n"
    )
    assert span(read("Managers read 96 files.", head)["96"]) == ("2019-10-01", "2019-12-31")
    other = "Larkmoor Council\nCase file audits\nImprovement Board (30 January 2020)\n\n"
    assert span(read("Managers read 96 files.", other)["96"])[0] is None


@pytest.mark.parametrize(
    "cover",
    [
        "Ofsted\nMonitoring visit to Larkmoor children's services\n11 and 12 June 2019\n\n",
        "Ofsted - Inspection of children's services\nLarkmoor Council, 3 to 12 June 2019\n\n",
        "Ofsted\nUnannounced inspection of contact arrangements\n11 and 12 June 2019\n\n",
    ],
)
def test_days_below_the_title_of_an_inspection_are_its_days(cover: str) -> None:
    found = read("At the time of this visit 136 children were in need.", cover)["136"]
    assert span(found) == (None, "2019-06-12")


def test_there_are_so_many_who_have_been_something_is_of_now() -> None:
    cover = "Ofsted\nMonitoring visit to Larkmoor children's services\n11 and 12 June 2019\n\n"
    found = read(
        "There are 370 families who have been identified so far and the scheme is helping 260 of "
        "them.",
        cover,
    )
    assert span(found["370"]) == span(found["260"]) == (None, "2019-06-12")


def test_since_a_month_counts_to_the_end_of_what_the_report_is_for() -> None:
    found = read(
        "The Head of Service presented the scorecard to the end of January 2019. Since April, 94% "
        "of reviews of looked after children had been held in timescale.",
        MINUTES,
    )
    assert span(found["94%"]) == ("2018-04-01", "2019-01-31")


def test_since_a_month_with_no_end_leaves_what_happened_undated() -> None:
    found = read(
        "There were 40 adoptions in 2015/16. Since April 2018, 32 children have left care.", ""
    )
    assert span(found["32"]) == (None, None)


def test_a_year_report_goes_back_to_its_year_behind_a_term() -> None:
    found = read(
        "In the summer term 97% of personal education plans were up to date. The average "
        "Attainment 8 score of children in our care was 19.6.",
        YEAR,
    )
    assert span(found["97%"]) == ("2023-04-01", "2023-07-31")
    assert span(found["19.6"]) == ("2022-09-01", "2023-08-31")


def test_a_sentence_that_refers_back_keeps_the_term() -> None:
    found = read(
        "In the summer term 60 plans were read. Of these, 41 were up to date.",
        YEAR,
    )
    assert span(found["41"]) == ("2023-04-01", "2023-07-31")


def test_the_year_is_the_one_just_spoken_of() -> None:
    text = (
        "In 2018/19 there were 187 acceptances. In all 96 affordable homes were built in the year."
    )
    assert span(read(text, UPDATE)["96"]) == ("2018-04-01", "2019-03-31")


@pytest.mark.parametrize(
    "sentence",
    [
        "Referrals rose by 22% in the six months to August 2010, and 81% of assessments were late.",
        "Referrals rose by 22% in the six months to the end of August 2010.",
    ],
)
def test_a_change_in_a_span_has_that_span(sentence: str) -> None:
    assert span(read(sentence)["22%"]) == ("2010-03-01", "2010-08-31")


def test_a_change_of_a_number_in_a_year_lasts_the_year() -> None:
    found = read("The number of children in care fell by 12% in 2014/15.")["12%"]
    assert span(found) == ("2014-04-01", "2015-03-31")
    than = read("The number of children in care is 12 higher than in 2014/15.")["12"]
    assert span(than) != ("2014-04-01", "2015-03-31")


def test_the_same_half_of_another_year() -> None:
    found = read(
        "From April to September 2013 there were 30 adoptions, against 21 in the same half of the "
        "previous year."
    )
    assert span(found["21"]) == ("2012-04-01", "2012-09-30")
