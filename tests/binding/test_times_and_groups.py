"""Times that a sentence counts from its report, times that are only compared, and groups that a
sentence before has named."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
COUNCIL = (
    "Larkmoor Borough Council\nChildren's services performance\nMeeting date: 6 February 2024\n"
)
POSITION = COUNCIL + "Position as at 31 December 2023\n\n"


def figures(text: str, head: str = POSITION) -> dict[str, Observation]:
    """The observations of a text by the figure as printed."""
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


def test_the_quarter_of_a_position_is_the_one_that_ends_there() -> None:
    found = figures("During the quarter 36 children came into care.")["36"]
    assert (found.period_start, found.period_end) == ("2023-10-01", "2023-12-31")


def test_a_number_that_names_a_quarter_is_no_figure_behind_it() -> None:
    found = figures("In the quarter 3 return 36 children came into care.")
    assert "3" not in found


def test_twelve_months_end_with_the_position() -> None:
    found = figures("Turnover of social workers over the twelve months was 17%.")["17%"]
    assert (found.period_start, found.period_end) == ("2023-01-01", "2023-12-31")


def test_september_to_july_is_a_school_year() -> None:
    head = COUNCIL + "Reporting period: September 2022 to July 2023\n\n"
    found = figures("Attendance of looked after children was 91.3%.", head)["91.3%"]
    assert (found.period_start, found.period_end) == ("2022-09-01", "2023-08-31")


def test_a_time_that_a_change_is_counted_from_does_not_date_the_next_sentence() -> None:
    found = figures(
        "At 31 December 2023 61% of care leavers were in education, employment or training, up "
        "four percentage points on May 2023. Twenty-three care leavers were at university."
    )
    assert found["Twenty-three"].period_end == "2023-12-31"


def test_a_forecast_of_the_year_is_for_the_year_whenever_it_was_made() -> None:
    found = figures("At the end of September the forecast outturn for placements is £9.1m.")[
        "£9.1m"
    ]
    assert (found.kind, found.period_start, found.period_end) == (
        "forecast",
        "2023-04-01",
        "2024-03-31",
    )


@pytest.mark.parametrize(
    ("sentence", "ages"),
    [
        ("Of these, 209 (92.5%) live in suitable accommodation.", {"age_band": "17-21"}),
        ("Some 209 care leavers live in suitable accommodation.", {}),
    ],
)
def test_a_sentence_about_these_is_about_those_of_their_age(
    sentence: str, ages: dict[str, str]
) -> None:
    found = figures(f"There are 226 care leavers aged 17 to 21. {sentence}")["209"]
    assert found.measure == "cl_suitable_accommodation"
    assert dict(found.dimensions) == ages


def test_a_value_that_only_one_measure_has_names_it_after_a_sentence_about_it() -> None:
    found = figures(
        "In 2022/23 the council received 58 complaints about children's social care. Nine went to "
        "stage 2."
    )
    assert (found["Nine"].measure, dict(found["Nine"].dimensions)) == (
        "complaints",
        {"complaint_stage": "stage_2"},
    )


def test_a_rate_may_say_its_base_behind_what_it_counts() -> None:
    found = figures("There were 148 first-time entrants to youth justice per 100,000 young people.")
    assert found["148"].unit == "rate_per_100000"


def test_the_age_of_a_service_is_not_that_of_those_counted() -> None:
    found = figures("Of care leavers known to the 18+ service, 46% are in employment or training.")
    assert "age_band" not in dict(found["46%"].dimensions)


def test_of_this_number_refers_to_the_level_and_not_to_what_it_is_compared_with() -> None:
    found = figures(
        "\nChildren looked after in this area\n\n"
        "• At 31 March 2013, 664 children were being looked after (a rate of 43 per 10,000"
        " children). This is a decrease from 700 (45 per 10,000 children) at 31 March 2012:\n"
        "Of this number 176 (or 26.5%) lived outside the Local Authority area;\n",
        COUNCIL,
    )
    assert [found[figure].period_end for figure in ("664", "700", "176", "26.5%")] == [
        "2013-03-31",
        "2012-03-31",
        "2013-03-31",
        "2013-03-31",
    ]
