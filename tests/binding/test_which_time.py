"""Which of several times a figure is of: the present of an inspection, the years of an average, the
two ends of a change, the year before a quarter that is still to come."""

from __future__ import annotations

import pytest
from figures_read import reader

from extractor.observation import Observation

VISIT = (
    "Larkmoor Borough Council\nInspection of services for children\n"
    "Inspection date: 9 May 2016 to 2 June 2016\n\n"
)
VISITED = "2016-06-02"


read = reader(VISIT)


def span(found: Observation) -> tuple[str | None, str | None]:
    start, end = found.period_start, found.period_end
    return (str(start) if start else None, str(end) if end else None)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        (
            "In 2014 half of placements were our own, whereas now this has dropped and private "
            "providers have grown to 58% of placements of looked after children.",
            "58%",
        ),
        (
            "Turnover of social workers was 31% in 2014-15, and 22% of current social workers are "
            "agency staff.",
            "22%",
        ),
        ("Currently 27 care leavers are at university and nine plan to go in September.", "27"),
        ("At the point of the inspection 19 children were privately fostered.", "19"),
        (
            "Action was taken in 2014 on delay. The average length of care proceedings is 29 weeks "
            "and falling.",
            "29",
        ),
    ],
)
def test_a_figure_of_the_present_has_the_date_of_the_visit(sentence: str, figure: str) -> None:
    assert span(read(sentence)[figure]) == (None, VISITED)


@pytest.mark.parametrize(
    ("sentence", "figure", "end"),
    [
        ("In March 2014 there were 27 care leavers at university.", "27", "2014-03-31"),
        (
            "On 28 February 2016 the council looked after 521 children, boys now being the larger "
            "group.",
            "521",
            "2016-02-28",
        ),
        (
            "From April 2014 to April 2015 referrals rose. The number of children in need has also "
            "risen in that time period from 1,374 to 1,450.",
            "1,450",
            "2015-04-30",
        ),
    ],
)
def test_another_time_that_is_said_stays(sentence: str, figure: str, end: str) -> None:
    assert span(read(sentence)[figure])[1] == end


@pytest.mark.parametrize(
    "sentence",
    [
        "Placement stability of looked after children, of three or more placements during the "
        "year, was 12% across the three-year average.",
        "The share of care leavers in touch has been high and has typically exceeded 12%.",
        "The proportion of looked after children with a statement has fluctuated between 9% and "
        "12%.",
        "There have been 12 adoption orders made each year over the past four years.",
    ],
)
def test_what_is_of_several_years_has_no_date(sentence: str) -> None:
    found = [o for figure, o in read(sentence).items() if "12" in figure]
    assert [span(o) for o in found] == [(None, None)]


def test_levels_before_the_present_have_no_time_of_their_own() -> None:
    found = read(
        "Court proceedings fell from 79 weeks to 41 weeks; since October 2015, proceedings now "
        "take an average of 21 weeks."
    )
    assert span(found["41"]) == (None, None)
    assert span(found["21"]) != (None, None)


def test_an_average_of_named_years_is_of_those() -> None:
    found = read(
        "The three-year average for 2012 to 2015 was 544 days between a child entering care and "
        "moving in with an adoptive family."
    )["544"]
    assert span(found) == ("2012-04-01", "2015-03-31")


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        (
            "The length of care proceedings has fallen from 31 weeks to 28 weeks since 2014-15.",
            ("2014-04-01", "2015-03-31"),
            (None, VISITED),
        ),
        (
            "In cases initiated since May 2013 the length of care proceedings has fallen from 31 "
            "to 28 weeks.",
            (None, None),
            (None, VISITED),
        ),
    ],
)
def test_since_dates_the_first_level_unless_it_says_which_cases(
    sentence: str, first: tuple[str | None, str | None], last: tuple[str | None, str | None]
) -> None:
    found = read(sentence)
    assert (span(found["31"]), span(found["28"])) == (first, last)


def test_a_time_of_a_third_figure_dates_neither_level() -> None:
    found = read(
        "The length of care proceedings fell from 79 weeks to 41 weeks and, since October 2013, "
        "the average has been 21 weeks."
    )
    assert span(found["79"]) == (None, None)
    assert span(found["21"]) == ("2013-10-01", VISITED)


def test_of_two_levels_only_one_is_of_the_range_beside_it() -> None:
    found = read(
        "For 2014-15 the time between a child entering care and moving in with an adoptive family "
        "has improved to 472 days from the 538 days average between 2011 and 2014."
    )
    assert span(found["538"]) == ("2010-04-01", "2014-03-31")
    assert span(found["472"]) == ("2014-04-01", "2015-03-31")


def test_during_this_period_is_that_of_the_sentence_before() -> None:
    text = (
        "The scorecard for 2011 to 2014 shows that children waited an average of 1,081 days "
        "between entering care and being placed for adoption. An average of 29% of children "
        "looked after were placed for adoption within 18 months of coming into care during this "
        "period."
    )
    assert span(read(text)["29%"]) == ("2011-04-01", "2014-03-31")


def test_all_levels_of_a_school_measure_are_of_school_years() -> None:
    found = read(
        "The number of looked after pupils with fixed-term exclusions went from 47 in 2012-13 to "
        "55 in 2013-14 and 45 in 2014-15."
    )
    assert {figure: span(o)[0] for figure, o in found.items()} == {
        "47": "2012-09-01",
        "55": "2013-09-01",
        "45": "2014-09-01",
    }


def test_twelve_months_may_include_the_last() -> None:
    found = read(
        "Only 81% of reviews of looked after children were held on time in the 12 months up to and "
        "including September 2015."
    )["81%"]
    assert span(found) == ("2014-10-01", "2015-09-30")


def test_a_month_of_ours_is_none_of_englands() -> None:
    found = read(
        "Re-referrals fell from 20.6% in 2013 to 16.6% in April 2014, compared to the England "
        "average of 24.9%."
    )
    assert span(found["16.6%"]) == ("2014-04-01", "2014-04-30")
    assert span(found["24.9%"]) == (None, None)


def test_years_in_two_figures_are_years_behind_a_preposition_only() -> None:
    head = "Larkmoor Borough Council\nFinance report\nMeeting date: 30 January 2025\n\n"
    found = read("Savings of £700k in placements were made in 24-25 by the service.", head)
    assert span(found["£700k"]) == ("2024-04-01", "2025-03-31")
    assert "24" in read("There were 24 adoptions in 24-25 cases.", head)


def test_projections_name_both_ends() -> None:
    found = read(
        "The population aged 75 or over is likely to increase from 56,600 to 94,600 over the "
        "21-year period 2024-2045."
    )
    assert (found["94,600"].kind, str(found["94,600"].period_end)[:4]) == ("forecast", "2045")
    assert str(found["56,600"].period_end)[:4] == "2024"


@pytest.mark.parametrize("length", ["more than two years", "more than 12 months", "over a year"])
def test_a_length_of_time_is_compared_with_no_date(length: str) -> None:
    found = read(f"23 children had been on a child protection plan for {length} at 31 March 2015.")
    assert span(found["23"])[1] == "2015-03-31"


def test_a_level_at_another_date_still_is() -> None:
    found = read("23 children were on a child protection plan, two fewer than at 31 March 2015.")
    assert span(found["23"])[1] != "2015-03-31"


@pytest.mark.parametrize(
    "line",
    [
        "on the 6 month period 1/4/07 to 30/9/07",
        "for the period 1 April 2007 to 30 September 2007",
        "for the period 1/4/07 to 30/9/07",
    ],
)
def test_a_line_of_the_head_says_the_days_of_its_period(line: str) -> None:
    head = f"Larkmoor Borough Council\nAdoption agency report\n{line}\n\n"
    found = read("Nine children were matched with adoptive families.", head)["Nine"]
    assert span(found) == ("2007-04-01", "2007-09-30")


def test_the_day_of_a_meeting_dates_no_figure() -> None:
    head = "LARKMOOR CITY COUNCIL\nCHILDREN'S SCRUTINY BOARD\nTHURSDAY, 17TH SEPTEMBER, 2009\n\n"
    found = read("- Reviews of looked after children: performance had improved to 89%.\n", head)
    assert span(found["89%"])[1] != "2009-09-17"


def test_an_item_of_minutes_says_the_quarter_and_the_year_apart() -> None:
    head = "Larkmoor Council\nScrutiny Committee\nTuesday, 12 March 2024\n\n"
    item = "38. CHILDREN'S SOCIAL CARE: QUARTER 3 PERFORMANCE 2023/24\n\n"
    found = read(item + "There had been 934 referrals in the quarter.", head)
    assert span(found["934"]) == ("2023-10-01", "2023-12-31")


def test_the_title_is_below_the_team_that_wrote_it() -> None:
    head = (
        "Larkmoor Council\nPerformance and Insight Team\n"
        "Children looked after: summary, year ending 31 March 2019\n\n"
    )
    assert span(read("412 children were looked after at year end.", head)["412"])[1] == "2019-03-31"


def test_a_time_at_the_end_is_of_the_last_figure_where_a_target_is_between() -> None:
    head = "Larkmoor Council\nPerformance indicators: end of year 2023/24\n\n"
    found = read(
        "- Re-referrals within 12 months: 19.3%, against a target of 20% and an outturn of 22.8% "
        "in 2022/23.\n",
        head,
    )
    assert span(found["19.3%"]) == ("2023-04-01", "2024-03-31")


def test_a_time_in_a_relative_clause_is_of_its_own_figure() -> None:
    head = "Larkmoor Council\nWorkforce report\nPosition as at 31 March 2025\n\n"
    found = read(
        "The vacancy rate of social workers, which had been as high as 19.8% a year ago, has come "
        "down to 14.2%.",
        head,
    )
    assert [span(found[f])[1] for f in ("19.8%", "14.2%")] == ["2024-03-31", "2025-03-31"]
