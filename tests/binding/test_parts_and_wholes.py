"""What each figure of a sentence has of its own, and what it shares with the others: a breakdown, a
level it is set against, an area, a time, the group that the sentence opens with."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Kent County Council\n\nMeeting date: 20 June 2019\n\n"
IN_CARE = "At 31 March 2019 there were 412 looked after children. "


def figures(text: str, head: str = HEAD) -> dict[str, Observation]:
    """The observations of a text by the figure as printed."""
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


def breakdown(found: Observation) -> dict[str, str]:
    return dict(found.dimensions)


def test_a_part_with_a_breakdown_is_of_the_whole_and_the_next_goes_back_to_it() -> None:
    found = figures(
        "At 31 March 2019 there were 180 children with a child protection plan, 95 of them for"
        " neglect and 41 for physical abuse."
    )
    assert [found[n].measure for n in ("180", "95", "41")] == ["cpp_total"] * 3
    assert breakdown(found["95"]) == {"abuse_category": "neglect"}
    assert breakdown(found["41"]) == {"abuse_category": "physical"}


def test_what_one_verb_says_breaks_down_nobody_elses_figure() -> None:
    found = figures(
        IN_CARE + "Fifty-eight were placed with their parents and 19% lived outside it."
    )
    assert "placement_type" not in breakdown(found["19%"])
    found = figures(
        IN_CARE + "In all 30 young people aged 16 or 17 lived in supported accommodation and 21"
        " children were placed with their parents."
    )
    assert breakdown(found["30"])["age_band"] == "16-17"
    assert breakdown(found["21"]) == {"placement_type": "placed_with_parents"}


def test_a_figure_is_set_against_the_level_of_its_own_size_or_unit() -> None:
    found = figures(
        IN_CARE + "Of these 96 of the 412 (23.3%) were girls, compared with 88 in 2018."
    )
    assert (found["88"].unit, found["88"].measure) == ("count", found["96"].measure)
    found = figures(
        "There were 412 looked after children at the end of March 2019, or 61 for every 10,000"
        " residents under 18, up from 399 twelve months before."
    )
    assert (found["61"].measure, found["399"].measure) == ("cla_rate_10k", "cla_total")
    assert found["399"].unit == "count"


def test_a_remark_or_a_threshold_behind_a_figure_makes_no_comparison() -> None:
    found = figures(
        "With 90% of care leavers aged 17 to 18 and 86% of those aged 19 to 21 in suitable"
        " accommodation in 2018/19, exceeding national averages."
    )
    assert {found[n].period_end for n in ("90%", "86%")} == {"2019-03-31"}
    found = figures("In May, 230 looked after children less than five years of age were seen.")
    assert found["230"].kind == "actual"


def test_a_figure_behind_an_aside_goes_on_with_the_level() -> None:
    found = figures(
        "The average Attainment 8 score of looked after children was 20.4, up from 18.9 in 2017,"
        " and Progress 8 was -1.31.",
        "Kent County Council\n\nVirtual School annual report, academic year 2017/18\n\n",
    )
    assert found["-1.31"].period_end == found["20.4"].period_end != found["18.9"].period_end


def test_a_change_in_brackets_is_the_same_change() -> None:
    found = figures("In 2018/19 the number of looked after children rose by 12 (3%) to 412.")
    assert [found[n].kind for n in ("12", "3%", "412")] == ["change", "change", "actual"]
    assert found["3%"].measure == "cla_total"


def test_two_figures_in_one_bracket_are_of_the_two_levels_before() -> None:
    found = figures(
        "At 31 March 2019, 91% of looked after children had an annual health assessment and 79% had"
        " seen a dentist; both were a shade below the previous year (93% and 82%)."
    )
    assert found["93%"].measure == found["91%"].measure
    assert found["82%"].measure == found["79%"].measure != found["91%"].measure


@pytest.mark.parametrize("in_order", ["respectively", "in that order"])
def test_areas_and_times_are_dealt_out_in_order(in_order: str) -> None:
    found = figures(
        "The social worker vacancy rates for England and for the South East were 16.4% and 18.1%"
        f" {in_order}."
    )
    assert [found[n].area for n in ("16.4%", "18.1%")] == ["England", "South East"]
    found = figures(f"12 boys and 15 girls entered care in 2021/22 and 2022/23 {in_order}.")
    assert [found[n].period_end for n in ("12", "15")] == ["2022-03-31", "2023-03-31"]
    found = figures(
        "At 31 March 2019 the rate was 61 looked after children per 10,000, against 65 per 10,000"
        " for England and 58 for statistical neighbours (both at 31 March 2018)."
    )
    assert [found[n].period_end for n in ("61", "65", "58")] == [
        "2019-03-31", "2018-03-31", "2018-03-31",
    ]  # fmt: skip


def test_the_group_that_a_sentence_opens_with_is_that_of_each_figure() -> None:
    found = figures(
        "During 2018/19 140 children entered care. Of the new entrants 60 were aged ten or over and"
        " 30% were looked after under section 20."
    )
    assert (found["60"].measure, breakdown(found["60"])) == (
        "cla_entered", {"age_band": "10_and_over"},
    )  # fmt: skip
    assert found["30%"].measure != "cla_legal_status"


def test_these_children_are_those_of_the_sentence_before() -> None:
    known = "Forty looked after children were in secure accommodation at 31 March 2019. "
    found = figures(known + "Those children included 12 who lived outside the county.")["12"]
    assert breakdown(found)["placement_type"] == "secure"
    found = figures(known + "The children included 12 who lived outside the county.")["12"]
    assert "placement_type" not in breakdown(found)


def test_these_of_a_kind_that_was_not_understood_are_doubted() -> None:
    later = "These placements included 12 outside the county."
    known = "Forty looked after children were in residential care at 31 March 2019. "
    unknown = "Forty looked after children were in trampoline placements at 31 March 2019. "
    assert figures(known + later)["12"].confidence == "high"
    assert figures(unknown + later)["12"].confidence != "high"


def test_a_modal_verb_within_a_phrase_of_the_rules_is_part_of_its_name() -> None:
    found = figures("In 2018/19 the agency agreed that 17 children should be placed for adoption.")
    assert found["17"].measure == "adoption_decisions"
    found = figures("In 2018/19 it was said that 17 children should be looked after.")
    assert found["17"].measure is None


def test_the_verb_beyond_a_remark_on_its_subject_is_said_of_the_figure() -> None:
    found = figures(
        IN_CARE + "Most of these were in neighbouring authorities and only 58 children in all,"
        " 14.1% of those in care, were living more than 20 miles from home."
    )
    assert found["58"].measure == found["14.1%"].measure == "cla_over_20_miles"


def test_children_in_care_for_a_year_are_whom_health_measures_count_and_no_total() -> None:
    found = figures(
        "At 31 March 2019, 91% of children looked after for a year or more had an annual health"
        " assessment. There were 300 children who had been looked after for at least a year."
    )
    assert (found["91%"].measure, found["91%"].confidence) == ("rha_up_to_date", "high")
    assert found["300"].measure is None


def test_a_list_set_against_as_many_levels_is_dealt_out_in_their_order() -> None:
    found = figures(
        "At 31 March 2019, 91% of looked after children had an annual health assessment, 79% had"
        " seen a dentist and 86% were up to date with immunisations, the equivalent figures for"
        " England at 31 March 2018 being 89%, 76% and 82%."
    )
    for level, abroad in (("91%", "89%"), ("79%", "76%"), ("86%", "82%")):
        assert found[abroad].measure == found[level].measure
        assert (found[abroad].area, found[abroad].period_end) == ("England", "2018-03-31")
    assert found["86%"].area != "England"


def test_a_rate_goes_on_in_its_unit_and_a_change_does_not() -> None:
    found = figures(
        "In 2018 the rate of first-time entrants to the youth justice system was 187 per 100,000 of"
        " the 10-17 population; it had been 201 in 2017."
    )
    assert {found[n].unit for n in ("187", "201")} == {"rate_per_100000"}
    found = figures("In 2018/19 looked after children increased by 12% from 368 to 412.")
    assert found["368"].unit == "count"


def test_the_others_with_a_place_of_their_own_are_not_in_other_places() -> None:
    found = figures(
        IN_CARE + "Of these 41 were in supported accommodation and the other 32 at home with their"
        " parents."
    )
    assert breakdown(found["32"])["placement_type"] == "placed_with_parents"


def test_the_date_of_the_countrys_figure_dates_no_figure_of_the_council() -> None:
    found = figures(
        "At 31 March 2019, 178 full-time equivalent social workers were in post. The vacancy rate"
        " in England was 16% at 30 September 2018. Agency workers made up 11% of the social work"
        " workforce."
    )
    assert (found["16%"].period_end, found["11%"].period_end) == ("2018-09-30", "2019-03-31")


def test_a_quarter_in_a_title_is_of_the_year_behind_it() -> None:
    head = (
        "Kent County Council\n\nPermanence: Quarter 1 Report 2018/19\n\nMeeting date: 6 August 2018"
    )
    found = figures("There were 316 looked after children.", head + "\n\n")["316"]
    assert found.period_end == "2018-06-30"


def test_a_line_that_dates_all_figures_dates_them() -> None:
    head = "Kent County Council\nSufficiency Strategy\nAll figures at 30 September 2018\n\n"
    found = figures("We cared for 316 looked after children.", head)["316"]
    assert found.period_end == "2018-09-30"


def test_what_these_assessments_are_was_said_before() -> None:
    found = figures(
        "In 2018/19, 96 looked after children needed an initial health assessment and 59% of these"
        " assessments were completed within 20 working days."
    )
    assert found["59%"].measure == "iha_timely"


def test_counts_that_add_up_to_the_whole_are_its_parts() -> None:
    found = figures(
        "In February 2019, 41 children were waiting to be adopted, 20 of whom had been placed, and "
        "21 were waiting to be matched."
    )
    assert found["41"].measure == "children_waiting_adoption"
    assert found["20"].measure is None
    assert found["21"].measure is None


def test_a_count_with_a_noun_of_its_own_is_no_part_though_it_adds_up() -> None:
    found = figures(
        "At 31 March 2019 512 children were looked after, 112 of whom were in residential care, "
        "and 400 children were on a child protection plan."
    )
    assert found["400"].measure == "cpp_total"


def test_a_part_that_names_a_breakdown_keeps_it() -> None:
    found = figures("Of the 60 children adopted in 2018/19, 20 were under five.")
    assert found["20"].measure == "adoption_orders"
    assert breakdown(found["20"]) == {"age_band": "under_5"}
