"""Times that a text leaves behind: of earlier levels, definitions, works cited, the past."""

from __future__ import annotations

import pytest
from figures_read import reader

QUARTER = "Larkmoor Borough Council\nFront door: performance report\nApril to September 2021\n\n"
YEAR = "Larkmoor Borough Council\nChildren who go missing: report for 2019/20\n\n"
INSPECTED = (
    "Inspection of services for children in need of help and protection, children looked after and "
    "care leavers\nLarkmoor\nInspection date: 3 to 20 November 2015\n\n"
)
UNDATED = "Larkmoor Borough Council\nA paper on children in care\n\n"


read = reader(UNDATED)


def spans(text: str, head: str) -> dict[str, tuple[str | None, str | None]]:
    found = read(text, head)
    return {
        figure: (
            str(o.period_start) if o.period_start else None,
            str(o.period_end) if o.period_end else None,
        )
        for figure, o in found.items()
    }


def test_a_sentence_of_earlier_levels_does_not_date_those_after_it() -> None:
    text = (
        "In 2019/20 there were 388 missing episodes of looked after children. In 2018/19 there had "
        "been 455 missing episodes. Return home interviews were held after 84% of episodes.\n\n"
        "Interviews were offered after 95% of missing episodes.\n"
    )
    found = spans(text, YEAR)
    assert found["455"] == ("2018-04-01", "2019-03-31")
    assert found["84%"] == found["95%"] == ("2019-04-01", "2020-03-31")


def test_a_sentence_of_a_later_level_does_date_those_after_it() -> None:
    text = (
        "In 2018/19 there were 388 missing episodes of looked after children. In 2019/20 there "
        "were 455 missing episodes. Return home interviews were held after 84% of episodes.\n"
    )
    assert spans(text, UNDATED)["84%"] == ("2019-04-01", "2020-03-31")


@pytest.mark.parametrize(
    "text",
    [
        "18% of referrals were of children who had been referred within the previous 12 months.",
        "18% of plans were for children who had had a plan within the last two years.",
    ],
)
def test_how_long_before_they_had_done_something_is_no_time_of_a_figure(text: str) -> None:
    later = "\n\nThere were 260 section 47 enquiries over the same period.\n"
    found = spans(f"From 1 April to 30 September 2021 we took 900 contacts. {text}{later}", QUARTER)
    assert found["18%"] == found["260"] == ("2021-04-01", "2021-09-30")


def test_what_happened_within_the_last_months_is_dated_by_them() -> None:
    text = "41 children have come into care within the last six months.\n"
    assert spans(text, INSPECTED)["41"] == ("2015-05-21", "2015-11-20")


def test_the_year_of_a_work_that_is_cited_dates_nothing() -> None:
    text = "Care proceedings lasted an average of 39 weeks (Ministry of Works, 2024).\n"
    assert spans(text, UNDATED)["39"] == (None, None)
    text = "Care proceedings lasted an average of 41 weeks (England, 2024).\n"
    assert spans(text, UNDATED)["41"][1] is not None


def test_although_goes_back_from_the_level_before() -> None:
    text = (
        "In the twelve months to December 2022 the rate of first time entrants was 160 per 100,000 "
        "young people. This is a rise from 140 per 100,000 in the previous year, although the rate "
        "is still below that of our statistical neighbours (190).\n"
    )
    found = spans(text, UNDATED)
    assert found["140"] == ("2021-01-01", "2021-12-31")
    assert found["190"] == ("2022-01-01", "2022-12-31")


def test_a_month_of_a_change_has_the_year_of_its_end() -> None:
    text = (
        "There were 560 looked after children in June 2020. The number of children looked after "
        "fell from 548 in September to 531 on 29 November 2021.\n"
    )
    assert spans(text, UNDATED)["548"][1] == "2021-09-30"


def test_a_change_from_a_position_of_the_past_is_no_time_of_a_part() -> None:
    text = (
        "At 31 March 2017 there were 342 children with a child protection plan, of whom 44% were "
        "under the category of neglect, a change from the position three years ago.\n"
    )
    assert spans(text, UNDATED)["44%"][1] == "2017-03-31"


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("The number of foster carers has remained stable at 330.", "330"),
        ("About 97% of looked after children take part in their reviews.", "97%"),
        ("Care proceedings take 29 weeks on average.", "29"),
    ],
)
def test_the_present_of_an_inspection_is_the_inspection(sentence: str, figure: str) -> None:
    text = f"Five complaints were made in 2013-14 about placements. {sentence}\n"
    assert spans(text, INSPECTED)[figure] == (None, "2015-11-20")


def test_items_of_a_list_have_the_day_of_the_items_above() -> None:
    text = (
        "Children looked after in this area\n\n"
        "•  At 19 June 2015, 212 children were being looked after by the local authority.\n"
        "•  9% live more than 20 miles from their home.\n"
        "•  178 live with foster families.\n"
    )
    found = spans(text, INSPECTED)
    assert found["9%"] == found["178"] == (None, "2015-06-19")


def test_to_date_reaches_the_day_of_the_inspection() -> None:
    text = (
        "Children looked after in this area\n\n"
        "•  At 31 March 2015, 212 children were being looked after by the local authority.\n"
        "•  From September 2015 to date, 19 looked after children have had a fixed term "
        "exclusion.\n"
    )
    assert spans(text, INSPECTED)["19"] == ("2015-09-01", "2015-11-20")


def test_the_second_quarter_is_of_the_year_of_the_first() -> None:
    text = (
        "In the first quarter of 2014 care proceedings took 28 weeks, and the average was 22 weeks "
        "at the end of the second quarter.\n"
    )
    assert spans(text, INSPECTED)["22"][1] == "2014-09-30"


def test_an_average_of_years_is_carried_and_never_of_the_day_of_a_report() -> None:
    text = (
        "Our three year average for A1 in 2011-14 is 640 days. The A2 average is 190 days.\n\n"
        "The average time from entering care to moving in with an adoptive family is 430 days.\n"
    )
    found = spans(text, INSPECTED)
    assert found["190"] == ("2011-04-01", "2014-03-31")
    text = "The average time from entering care to moving in with an adoptive family is 430 days.\n"
    assert spans(text, INSPECTED)["430"] == (None, None)


def test_a_date_of_the_data_in_the_head_dates_the_figures() -> None:
    head = "Larkmoor Borough Council\nWorkforce update\nReporting date: 30 September 2023\n\n"
    text = "There were 62 agency social workers in post.\n"
    assert spans(text, head)["62"] == (None, "2023-09-30")


@pytest.mark.parametrize("when", ["in the first quarter of 2014", "in the last quarter"])
def test_a_quarter_that_is_left_open_is_never_sure(when: str) -> None:
    text = f"Care proceedings took an average of 28 weeks {when}.\n"
    found = read(text, INSPECTED)["28"]
    assert "period_open" in found.doubts
    assert found.confidence == "medium"
    named = read(text.replace(when, "in the first quarter of 2014/15"), INSPECTED)["28"]
    assert "period_open" not in named.doubts


MET = "Larkmoor Borough Council\nCorporate Parenting Board\n2 February 2012\n\n"


def test_months_are_counted_from_the_latest_time_of_the_first_sentence_with_any() -> None:
    found = reader("Larkmoor Borough Council\nMinutes\n\n")(
        "There were 702 looked after children in September 2020, and 641 on 30 June 2021.\n\n"
        "At the end of May 650 children were looked after."
    )
    assert str(found["650"].period_end) == "2021-05-31"


def test_a_month_may_be_later_than_the_day_of_an_earlier_sentence() -> None:
    found = reader(MET)(
        "At 31 March 2011 there were 307 looked after children.\n\n"
        "At the end of December there were 332 looked after children."
    )["332"]
    assert str(found.period_end) == "2011-12-31"
    assert "period_open" in found.doubts
    assert found.confidence == "medium"


def test_a_month_of_a_report_on_a_year_is_of_that_year() -> None:
    head = "Larkmoor Borough Council\nAnnual report 2010/11\n8 November 2011\n\n"
    found = reader(head)(
        "At 31 March 2011 there were 307 looked after children.\n\n"
        "At the end of December there were 332 looked after children."
    )["332"]
    assert str(found.period_end) == "2010-12-31"
    assert "period_open" not in found.doubts
