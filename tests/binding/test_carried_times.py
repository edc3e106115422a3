"""Times that a figure takes from the text before it, and those that it must not take."""

from __future__ import annotations

import pytest
from figures_read import reader

UNDATED = "Larkmoor Borough Council\nChildren in Care: a profile\n\n"
YEAR = "Larkmoor Borough Council\nIndependent Reviewing Officers: Annual Report 2021/22\n\n"


read = reader()


def ends(text: str, head: str = UNDATED) -> dict[str, str | None]:
    found = read(text, head)
    return {figure: str(o.period_end) if o.period_end else None for figure, o in found.items()}


def test_a_profile_goes_on_with_the_date_of_its_first_figure_but_is_not_sure() -> None:
    text = (
        "How many?\n\nOn 31 March 2022, 291 children were looked after by Larkmoor.\n\n"
        "Who are they?\n\nBoys account for 57% of the children in care.\n"
    )
    found = read(text, UNDATED)
    assert str(found["57%"].period_end) == "2022-03-31"
    assert "period_carried" in found["57%"].doubts
    assert found["57%"].confidence == "medium"


def test_no_date_is_carried_far_or_from_england() -> None:
    far = "\n\n".join(f"The service met its staff {word}." for word in "abcdefg")
    text = f"On 31 March 2022, 291 children were looked after.\n\n{far}\n\n57% are boys in care.\n"
    assert ends(text)["57%"] is None
    text = (
        "England had 83,840 children looked after at 31 March 2023.\n\n"
        "Larkmoor cares for 291 children in care.\n"
    )
    assert ends(text)["291"] is None


def test_the_next_sentence_does_not_go_on_with_a_year_that_was_compared() -> None:
    text = (
        "94.6% of reviews of looked after children were on time, whereas in 2020/21 it had been "
        "97.2%. 88% of looked after children took part in their reviews.\n"
    )
    assert ends(text, YEAR) == {"94.6%": "2022-03-31", "97.2%": "2021-03-31", "88%": "2022-03-31"}


def test_nor_with_that_of_a_target() -> None:
    text = (
        "On 31 March 2024 36% of care leavers were not in education, employment or training. "
        "By March 2025 we want it to be under 30%. On the same day 68% of pathway plans were up to "
        "date.\n"
    )
    found = read(text, UNDATED)
    assert found["30%"].kind == "target"
    assert str(found["68%"].period_end) == "2024-03-31"


@pytest.mark.parametrize(
    "text",
    [
        "In the quarter to 31 December 2023 138 section 47 enquiries were started and 52 children "
        "were the subject of an initial child protection conference.",
        "Between 1 October and 31 December 2023 52 initial child protection conferences took "
        "place. "
        "There were 148 children on a plan at 31 December 2023.",
    ],
)
def test_what_happened_is_never_dated_by_the_day_of_another_figure(text: str) -> None:
    found = read(text, UNDATED)
    assert str(found["52"].period_start) == "2023-10-01"


def test_a_day_that_says_who_is_counted_dates_no_result_of_theirs() -> None:
    text = (
        "Of the 24 Year 11 pupils who had been in our care for at least a year on 31 March 2024, "
        "20.8% achieved grade 4 or above in English and maths.\n"
    )
    head = "Larkmoor Virtual School\nAnnual Report for the academic year 2023/24\n\n"
    assert ends(text, head)["20.8%"] != "2024-03-31"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Visit dates: 18 and 19 May 2023", "2023-05-19"),
        ("Dates of visit: 18 to 19 May 2023", "2023-05-19"),
        ("Published: 28 June 2023\n\nThis visit took place on 18 and 19 May 2023.", "2023-05-19"),
    ],
)
def test_an_inspection_s_present_is_the_last_day_of_its_visit(line: str, day: str) -> None:
    head = f"Larkmoor Council\nFocused visit to Larkmoor children's services\n{line}\n\n"
    text = (
        "There are 329 children looked after. Agency staff fill one in three social work posts.\n"
    )
    assert set(ends(text, head).values()) == {day}


def test_a_head_line_about_the_paper_introduces_no_list() -> None:
    head = (
        "Larkmoor County Council\nInspection of looked after children services\n"
        "Inspection dates: 8 – 12 July 2013\nPublished: 16 August 2013\n\n"
    )
    text = "53. The council has 188 children looked after placed outside the county.\n"
    [figure] = read(text, head).values()
    assert (figure.kind, str(figure.period_end)) == ("actual", "2013-07-12")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Data to: 30 September 2024", "2024-09-30"),
        ("Position as at: 30 September 2024", "2024-09-30"),
    ],
)
def test_a_head_says_to_which_day_its_figures_go(head: str, expected: str) -> None:
    head = f"Larkmoor Council\nQuarterly Data Report\nMeeting date: 19 November 2024\n{head}\n\n"
    text = "At the end of Quarter 2 the council was responsible for 783 children in care.\n"
    assert ends(text, head)["783"] == expected


def test_minutes_know_the_day_of_their_meeting() -> None:
    head = "Larkmoor Council\nChildren's Panel: Minutes\nMeeting held on 14 March 2023\n\n"
    text = "The Panel heard that there were 17 vacant foster places at the end of February.\n"
    assert ends(text, head)["17"] == "2023-02-28"


def test_what_is_said_of_some_of_those_counted_is_not_said_of_all() -> None:
    head = "Larkmoor Council\nChildren looked after: position at 31 March 2024\n\n"
    text = "22 live with parents, of whom a very small number live outside the authority's area.\n"
    [found] = read(text, head).values()
    assert found.measure != "cla_out_of_area"


def test_a_list_of_the_last_months_ends_on_the_day_in_its_brackets() -> None:
    text = (
        "In the last 12 months (to 30 November 2015):\n"
        "- 42 children became subjects of special guardianship orders\n"
    )
    found = read(text, UNDATED)["42"]
    assert (str(found.period_start), str(found.period_end)) == ("2014-12-01", "2015-11-30")


def test_a_figure_of_england_without_a_time_is_not_sure_of_that_of_its_neighbour() -> None:
    text = (
        "In 2013/14 14% of children who left care were adopted. The average time from entering "
        "care to placement with an adoptive family is 778 days, significantly longer than the "
        "national average of 647 days.\n"
    )
    found = read(text, UNDATED)["647"]
    assert found.confidence != "high"


def test_the_month_in_which_a_budget_was_agreed_is_not_its_year() -> None:
    head = "Larkmoor Council\nBudget monitoring 2024/25\nPosition as at 30 November 2024\n\n"
    text = "The budget was agreed in February 2024. The budget for fostering is £3m.\n"
    found = read(text, head)["£3m"]
    assert (str(found.period_start), str(found.period_end)) == ("2024-04-01", "2025-03-31")
