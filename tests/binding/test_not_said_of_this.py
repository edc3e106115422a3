"""What is near a figure and is not said of it: plans, tables' numbers, sections."""

from __future__ import annotations

from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in Care: position at 31 March 2024\n\n"


read = reader(HEAD)


def test_the_years_of_a_plan_are_not_those_of_its_figures() -> None:
    head = "Larkmoor City Council\nYouth Justice Plan 2025-26: how we performed\n\n"
    found = read("Three children received a custodial sentence during the year.\n", head)
    assert found["Three"].period_end is None


def test_the_number_of_a_table_counts_nobody() -> None:
    found = read(
        "Table 18 Children Looked After at 31 March 2024\n\n18 children are placed far away.\n"
    )
    assert [o.quote[:2] for o in found.values()] == ["18"]


def test_the_number_of_a_section_of_the_law_begins_no_range() -> None:
    found = read("The council reduced those accommodated under section 20 to 33%.\n")
    assert "20 to 33%" not in found


def test_an_age_that_somebody_gave_is_no_figure() -> None:
    found = read("Sixty-two of the new arrivals gave their age as 17 and 58 were boys.\n")
    assert "17" not in found


def test_growth_is_no_spend() -> None:
    head = "Larkmoor Borough Council\nBudget 2024/25\n\n"
    found = read("The £147.2m core spending growth is for adult social care.\n", head)
    assert found["£147.2m"].measure is None


def test_the_date_of_one_numbered_section_is_not_that_of_the_next() -> None:
    head = "Larkmoor Borough Council\nPerformance report\n\n"
    text = (
        "1. CHILDREN IN CARE\n\n1.1 At 31 March 2024 there were 490 children in care.\n\n"
        "2. POST 16\n\n2.1 Of care leavers aged 16 and 17, 55% were in education or work.\n"
    )
    assert read(text, head)["55%"].period_end is None


def test_an_age_until_which_they_stay_is_no_figure() -> None:
    text = "Most children looked after continue in education until they are at least 18.\n"
    assert read(text) == {}


def test_each_of_a_list_that_is_expected_is_a_forecast() -> None:
    head = "Larkmoor Borough Council\nBudget book 2024/25\n\n"
    text = (
        "The service is expected to support 410 children in fostering, 35 in residential homes, "
        "and 165 in supported lodgings.\n"
    )
    assert {o.kind for o in read(text, head).values()} == {"forecast"}


def test_population_of_a_year_is_that_of_its_middle() -> None:
    head = "Larkmoor Borough Council\nNeeds assessment: residents of Larkmoor aged 0-19\n\n"
    table = "Residents aged 0-19 | 2002 | 2006\nLarkmoor | 31,500 | 32,500\n"
    found = read(table, head)["32,500"]
    assert (found.measure, str(found.period_end)) == ("residents", "2006-06-30")
