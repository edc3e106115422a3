"""Times that are counted from a day in the sentence, times of others that do not carry over, and
what came about over the time of the report."""

from __future__ import annotations

import pytest
from figures_read import reader

from extractor.observation import Observation

UNDATED = "Larkmoor Council\nReport to Cabinet, 12 June 2017\n\n"
QUARTER = "Larkmoor Council\nAutumn report, 1 July to 30 September 2021\n\n"
VISITED = (
    "Larkmoor Borough Council\nInspection of services for children\n"
    "Inspection date: 30 November to 17 December 2015\n\n"
)

read = reader(UNDATED)


def span(found: Observation) -> tuple[str | None, str | None]:
    start, end = found.period_start, found.period_end
    return (str(start) if start else None, str(end) if end else None)


@pytest.mark.parametrize(
    ("sentence", "figure", "when"),
    [
        (
            "At 31 March 2017, 48 of the 402 children in our care, or 11.9%, had lived in three or "
            "more placements in the preceding year.",
            "11.9%",
            (None, "2017-03-31"),
        ),
        (
            "On 31 March 2017, 812 adults lived in care homes and in the year 1,310 others "
            "received equipment worth £1.1m.",
            "1,310",
            ("2016-04-01", "2017-03-31"),
        ),
        (
            "At the end of October 2016 there were 240 children with a child protection plan, and "
            "in the month 23 plans ended.",
            "23",
            ("2016-10-01", "2016-10-31"),
        ),
        (
            "At 31 March 2017 there were 402 children in care, compared with 390 a year earlier.",
            "390",
            (None, "2016-03-31"),
        ),
        (
            "Forty-two applications, concerning 70 children, were issued in 2015/16, compared with "
            "51 applications in 2014/15.",
            "Forty-two",
            ("2015-04-01", "2016-03-31"),
        ),
        ("In mid-2015 there were 61,300 residents.", "61,300", (None, "2015-06-30")),
        (
            "The mid-year estimate for 2013 was of 61,300 residents.",
            "61,300",
            (None, "2013-06-30"),
        ),
        ("In 2015 there were 61,300 visits to the museum.", "61,300", ("2015-01-01", "2015-12-31")),
    ],
)
def test_a_time_is_counted_from_the_day_that_the_sentence_names(
    sentence: str, figure: str, when: tuple[str | None, str]
) -> None:
    assert span(read(sentence)[figure]) == when


def test_a_part_of_a_year_before_a_day_of_no_year_is_in_doubt() -> None:
    found = read("At 30 September 2016 we looked after 402 children; in the year 31 came in.")
    assert found["31"].confidence != "high"


@pytest.mark.parametrize(
    "aside",
    [
        "The England figures for the same age group in 2015/16 were 93% in touch and 56% in "
        "education, employment or training.",
        "Among our statistical neighbours 56% were in education, employment or training in "
        "2015/16.",
        "The latest regional data are those of 2015/16.",
    ],
)
def test_the_time_of_others_is_not_that_of_the_council(aside: str) -> None:
    said = "At 31 March 2017 we supported 341 care leavers. "
    found = read(f"{said}{aside} 24 young people remained in staying put arrangements.")
    assert span(found["24"]) == (None, "2017-03-31")


def test_the_time_of_the_council_s_own_figures_is_that_of_the_next() -> None:
    found = read("In 2015/16 we received 2,410 referrals. We completed 2,105 assessments.")
    assert span(found["2,105"]) == ("2015-04-01", "2016-03-31")


def test_figures_that_one_subject_has_are_of_its_area() -> None:
    found = read(
        "At 31 March 2017 we supported 341 care leavers. The England figures for them were 93% in "
        "touch and 56% in education, employment or training."
    )
    assert found["56%"].area_level == "national"
    found = read(
        "The England figures for care leavers were 93% in touch while here 56% were in education, "
        "employment or training."
    )
    assert found["56%"].area_level == "local"


def test_others_are_compared_with_the_level_of_now_and_not_with_the_one_before() -> None:
    found = read(
        "At 31 March 2017 12.4% of children in our care had three or more placements. This was up "
        "from 10.8% at 31 March 2016 and worse than our statistical neighbours (10.6%)."
    )
    assert span(found["10.8%"]) == (None, "2016-03-31")
    assert span(found["10.6%"])[1] != "2016-03-31"


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Our web pages had 2,310 hits.", "2,310"),
        ("Nurses sent a letter to 31% of the quarter’s newcomers.", "31%"),
        ("Only 4% of courses ended early.", "4%"),
        ("94% of babies were visited by a nurse.", "94%"),
        ("Nine mentors left.", "Nine"),
    ],
)
def test_what_came_about_did_so_over_the_time_of_the_report(sentence: str, figure: str) -> None:
    found = read(f"At 30 September 2021 there were 51 boats in the harbour. {sentence}", QUARTER)
    assert span(found[figure]) == ("2021-07-01", "2021-09-30")


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Some 31 requests were waiting for an answer.", "31"),
        ("94% of huts were empty.", "94%"),
        ("31 boats had sails.", "31"),
    ],
)
def test_what_there_was_is_of_the_day_named_before(sentence: str, figure: str) -> None:
    found = read(f"At 30 September 2021 there were 51 boats in the harbour. {sentence}", QUARTER)
    assert span(found[figure]) == (None, "2021-09-30")


def test_a_state_of_the_present_is_of_no_span_before_it() -> None:
    head = "Larkmoor Council\nBriefing, September 2021\n\nAt 31 August 2021 there were 51 boats. "
    said = "Between April and August 2021, 26 boats came. The council also supports 134 crews."
    assert span(read(said, head)["134"]) == (None, "2021-08-31")
    said = "Between April and August 2021, 26 boats came. Of these, 12 are red."
    assert span(read(said, head)["12"]) == ("2021-04-01", "2021-08-31")


def test_what_is_so_at_present_of_a_span_that_opens_the_sentence_is_of_the_span() -> None:
    said = "For crossings between April and October 2015, the mean delay is currently 10 days, with"
    found = read(f"{said} 77% of boats being in time.", VISITED)
    assert span(found["77%"]) == ("2015-04-01", "2015-10-31")
    said = "In 2014 half of boats were ours, whereas now private owners have grown to 58% of them."
    assert span(read(said, VISITED)["58%"])[0] != "2014-01-01"


def test_days_of_absence_and_attainment_are_of_school_years() -> None:
    found = read("In 2012–13, 42 were absent for 25 days or more; in 2013–14 it was 31.", VISITED)
    assert span(found["42"]) == ("2012-09-01", "2013-08-31")
    found = read("In 2012–13, 42 boats were absent for repairs.", VISITED)
    assert span(found["42"]) == ("2012-04-01", "2013-03-31")


def test_items_that_a_footnote_parts_from_their_list_keep_its_date() -> None:
    text = (
        "At 31 March 2015, 664 children were being looked after. This is a decrease from 700 at 31 "
        "March 2014:\n\n"
        "Of this number 176 lived outside the area;\n\n"
        "The council was given the opportunity to review this section.\n\n"
        "10 lived with parents;\n\n"
    )
    assert span(read(text, VISITED)["10"]) == (None, "2015-03-31")
    text = text.replace("176 lived outside the area;", "176 lived outside the area.")
    assert read(text, VISITED)["10"].confidence != "high"


def test_a_sum_foreseen_by_the_end_of_a_year_is_of_the_year() -> None:
    head = "Larkmoor Herald\nStory for the Larkmoor Herald, 17 January 2024\n\n"
    text = "Spending on placements for children in care will hit £48 million by the end of March."
    assert span(read(text, head)["£48 million"]) == ("2023-04-01", "2024-03-31")
    text = "The council has promised savings of £5.5m next year."
    assert span(read(text, head)["£5.5m"]) == ("2024-04-01", "2025-03-31")


def test_a_state_in_a_month_is_of_its_last_day_and_what_was_done_of_the_month() -> None:
    found = read("Plans are late: 66% were overdue in February 2015.", VISITED)
    assert span(found["66%"]) == (None, "2015-02-28")
    found = read("In May 2015, 12 letters were sent.", VISITED)
    assert span(found["12"]) == ("2015-05-01", "2015-05-31")


def test_the_day_of_a_caption_is_that_of_rows_that_count_what_there_is() -> None:
    head = "Larkmoor Council\nHarbour statement 2023\n\nBoats at 31 March\n\n"
    table = "Kind   2021   2022   2023\nRed boats   181   172   164\nVisits   44   46   49"
    found = read(table + "\n", head)
    assert span(found["172"]) == (None, "2022-03-31")
    assert span(found["46"]) != (None, "2022-03-31")
