"""Times of what was done over a span and of changes: whose day, and how far back."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HALF_YEAR = "Kent County Council\n\nMissing children: half-year report, April to September 2021\n\n"
PLAIN = "Kent County Council\n\nChildren in care: update\n\n"


def figures(text: str, head: str) -> dict[str, Observation]:
    """The observations of a text by the figure as printed."""
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


@pytest.mark.parametrize(
    "text",
    [
        "A total of 37 letters were sent to parents.",
        "The roadshow reached 37 shopkeepers.",
        "Officers answered 37 questions from the public.",
        "So far 37 workshops have been delivered.",
    ],
)
def test_what_was_done_is_of_the_span_of_the_report_and_not_of_a_day_named_before(
    text: str,
) -> None:
    found = figures("At 30 September there were 51 boats in the harbour. " + text, HALF_YEAR)["37"]
    assert (found.period_start, found.period_end) == ("2021-04-01", "2021-09-30")


@pytest.mark.parametrize("text", ["There are 37 mentors.", "37 huts are empty."])
def test_what_there_is_keeps_the_day_named_before(text: str) -> None:
    found = figures("At 30 September there were 51 boats in the harbour. " + text, HALF_YEAR)["37"]
    assert (found.period_start, found.period_end) == (None, "2021-09-30")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a rise of 12 in twelve months", "2019-12-31"),
        ("a rise of 12 in a year", "2019-12-31"),
        ("up by 12 in six months", "2020-06-30"),
        ("12 more over the last three months", "2020-09-30"),
        ("an increase of 12 from 2019", "2019-12-31"),
    ],
)
def test_a_change_goes_back_from_the_day_of_its_level(text: str, start: str) -> None:
    found = figures(f"At 31 December 2020 we looked after 402 children, {text}.", PLAIN)["12"]
    assert (found.period_start, found.period_end) == (start, "2020-12-31")


def test_a_change_of_which_nothing_says_how_long_it_took_is_open() -> None:
    found = figures("At 31 December 2020 we looked after 402 children, a rise of 12.", PLAIN)["12"]
    assert found.period_end is None


def test_a_number_that_is_only_of_a_year_of_the_calendar_is_not_of_a_sure_day() -> None:
    head = "Kent County Council\n\nChildren in care\n\n"
    assert figures("There were 390 children in care in 2012.", head)["390"].confidence != "high"
    found = figures("There were 390 children in care at 31 March 2012.", head)
    assert found["390"].confidence == "high"


def test_who_has_a_dentist_need_not_have_seen_one() -> None:
    head = "Kent County Council\n\nHealth of looked after children 2020/21\n\n"
    found = figures("77% of looked after children are registered with a dentist.", head)
    assert found["77%"].measure is None
    found = figures("77% of looked after children had seen a dentist.", head)
    assert found["77%"].measure == "dental_up_to_date"
