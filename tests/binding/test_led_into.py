"""What leads into a figure from outside its clause: a line above a table, a list before a
semicolon, a relative clause."""

from __future__ import annotations

import pytest
from figures_read import reader

CARE_LEAVERS = "Larkmoor Borough Council\nSufficiency strategy for care leavers 2023\n\n"
BOARD = "Larkmoor Safeguarding Children Board\nAnnual report 2017-2018\n\n"
CARE = "Larkmoor Borough Council\nChildren in care: annual report 2020/21\n\n"
UASC = "Larkmoor Borough Council\nUnaccompanied asylum seeking children: 30 June 2022\n\n"


read = reader(CARE)


def test_the_line_that_leads_in_to_a_table_names_its_population() -> None:
    text = (
        "The number of care leavers by accommodation was as follows.\n\n"
        "Accommodation | Number\nIndependent tenancy | 118\nWith parents or relatives | 44\n"
    )
    head = CARE.replace("annual report", "and those who have left it, report")
    found = read(text, head)
    assert {found["118"].measure, found["44"].measure} == {"cl_accommodation_type"}


def test_the_head_of_the_row_labels_does_too() -> None:
    text = (
        "What the data tells us\n\nCategory of plan | Number\nNeglect | 118\nEmotional abuse | 92\n"
    )
    found = read(text, BOARD)
    assert found["118"].measure == "cpp_total"
    assert dict(found["118"].dimensions) == {"abuse_category": "neglect"}


@pytest.mark.parametrize("end", ["respectively", "in all"])
def test_figures_behind_a_semicolon_go_on_with_those_before_in_their_order(end: str) -> None:
    text = (
        "In 2020/21, 168 children came into care and 131 left care; in 2016/17 the figures were "
        f"140 and 143 {end}.\n"
    )
    found = read(text)
    assert (found["140"].measure, found["143"].measure) == ("cla_entered", "cla_left")
    assert str(found["140"].period_end) == str(found["143"].period_end) == "2017-03-31"


def test_a_share_behind_who_make_up_is_of_the_count_before() -> None:
    text = "We care for 48 unaccompanied children, who make up 9.8% of all our children in care.\n"
    assert read(text)["9.8%"].measure == "cla_uasc"
    text = "48 children had a plan, who make up 9.8% of pupils.\n"
    assert read(text)["9.8%"].measure != "cla_uasc"


def test_in_a_paper_on_some_of_them_a_figure_without_a_noun_is_theirs() -> None:
    text = (
        "We care for 48 unaccompanied asylum seeking children, 9% of our children in care. 21 live "
        "in foster care.\n"
    )
    assert read(text, UASC)["21"].measure is None
    assert read(text.replace("48 unaccompanied asylum seeking", "480"))["21"].measure is not None


def test_what_was_so_at_the_time_narrows_nothing() -> None:
    text = (
        "83% of looked after children had an up to date dental check, up from 61% in January 2021, "
        "when many surgeries were closed.\n"
    )
    assert read(text)["61%"].measure == "dental_up_to_date"


def test_when_so_many_were_dates_a_figure_by_the_time_before_it() -> None:
    text = (
        "In 2015/16 38 children were adopted, a fall on the previous year, when 51 adoption orders "
        "were granted.\n"
    )
    assert str(read(text)["51"].period_end) == "2015-03-31"


def test_a_time_in_the_same_bracket_is_that_of_its_figure() -> None:
    text = (
        "The latest figure for looked after children who were convicted or cautioned (4%, 2019/20) "
        "is unchanged.\n"
    )
    assert str(read(text)["4%"].period_end) == "2020-03-31"


@pytest.mark.parametrize(
    "text",
    [
        "Vacancy rates of social workers varied from 6% in the fostering teams to 23% elsewhere.",
        "79% of assessments were within 45 days; we look at the South locality, where 6% were.",
    ],
)
def test_one_end_of_what_varies_and_a_part_of_the_area_have_no_measure(text: str) -> None:
    assert read(text)["6%"].measure is None


def test_becoming_looked_after_during_the_year_is_coming_into_care() -> None:
    text = "214 children became looked after during the year and 259 ceased to be looked after.\n"
    assert read(text)["214"].measure == "cla_entered"
    text = "614 children were looked after during the year.\n"
    assert read(text)["614"].measure == "cla_during_period"


def test_a_range_itself_is_what_a_measure_varies_over() -> None:
    text = "Across all councils re-referrals to social care ranged from 7.4% to 45%.\n"
    assert read(text)["7.4% to 45%"].measure == "rereferrals"


def test_those_whom_events_are_about_are_not_all() -> None:
    text = "The 1,012 missing episodes related to 186 individual looked after children.\n"
    assert read(text)["186"].measure is None


def test_a_count_far_above_the_rate_beside_it_is_no_rate() -> None:
    text = (
        "At 31 January 2024 we cared for 604 children (86 per 10,000), whereas at 31 March 2023 "
        "the figure was 571.\n"
    )
    assert (read(text)["571"].unit, read(text)["571"].measure) == ("count", "cla_total")


def test_what_a_target_was_to_have_is_the_target() -> None:
    text = "91% of reviews of looked after children were on time; the target was to have 95%.\n"
    assert read(text)["95%"].kind == "target"


def test_a_table_of_lines_whose_rows_are_set_off() -> None:
    text = (
        "Indicator\n31 March 2023\n31 March 2024\n\nChildren in our care\n512\n498\n\n"
        "of which unaccompanied asylum seeking children\n48\n57\n\nThere were changes.\n"
    )
    found = read(text)
    assert {f: str(found[f].period_end) for f in ("512", "498", "48", "57")} == {
        "512": "2023-03-31", "498": "2024-03-31", "48": "2023-03-31", "57": "2024-03-31",
    }  # fmt: skip
    assert (found["498"].measure, found["57"].measure) == ("cla_total", "cla_uasc")


def test_a_card_of_lines_with_labels_and_values() -> None:
    text = (
        "Care leavers in suitable accommodation\nTarget 2009/10\n92.0%\nQ3\n93.8%\n\n"
        "The quarter was a good one.\n"
    )
    found = read(text, CARE.replace("annual report 2020/21", "Quarter 3 2009/10"))
    assert (found["92.0%"].kind, found["93.8%"].kind) == ("target", "actual")
    assert found["93.8%"].measure == "cl_suitable_accommodation"


def test_national_averages_are_dealt_out_to_the_figures_before() -> None:
    text = (
        "93.1% of those looked after for a year had an annual health assessment, 88.3% a dental "
        "check and 91.8% were up to date with immunisations. The national averages were 90%, 84.1% "
        "and 87.2%.\n"
    )
    found = read(text)
    assert [found[f].measure for f in ("90%", "84.1%", "87.2%")] == [
        "rha_up_to_date", "dental_up_to_date", "immunisations_up_to_date",
    ]  # fmt: skip
    assert found["90%"].area_level == "national"
