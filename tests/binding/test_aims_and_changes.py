"""Aims, the two ends of a change, what somebody compared, and what a sentence announces."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in Care: annual report 2021/22\n\n"
MINUTES = "Larkmoor Borough Council\nChildren's Scrutiny Committee: minutes, 20 May 2022\n\n"

read = reader(HEAD)


def span(found: object) -> tuple[str, str]:
    return str(getattr(found, "period_start", None)), str(getattr(found, "period_end", None))


@pytest.mark.parametrize(
    "text",
    [
        "We hope to place no more than {n} of our children over 20 miles from home.",
        "We want to make sure that no more than {n} of our children in care are placed over 20 "
        "miles from home.",
        "Our ambition is that {n} of children in care will live with in-house foster carers.",
    ],
)
def test_what_somebody_aims_at_is_a_target(text: str) -> None:
    found = read(text.format(n="10%"))
    assert found["10%"].kind == "target"


@pytest.mark.parametrize(
    "text",
    [
        "Members wanted to know why {n} children in care had no school place.",
        "Members will wish to be aware that {n} children in care had no school place.",
        "{n} children in care had no school place; the hope is that all will have one in June.",
    ],
)
def test_what_somebody_only_wants_to_know_is_none(text: str) -> None:
    assert read(text.format(n="12"))["12"].kind == "actual"


def test_what_an_aim_is_compared_with_is_the_level_of_today() -> None:
    found = read(
        "We want to make sure that by March 2025 no more than 10% of our children are placed over "
        "20 miles from their home, compared to 16% at the moment.\n"
    )
    assert (found["10%"].kind, str(found["10%"].period_end)) == ("target", "2025-03-31")
    assert (found["16%"].kind, found["16%"].measure) == ("actual", "cla_over_20_miles")
    assert str(found["16%"].period_end) == "2022-03-31"


@pytest.mark.parametrize(
    "text",
    [
        "The number of children in care rose from 289 at the end of March 2021 to 312.",
        "The number of children in care rose from 289 at the time of the inspection (March 2021) "
        "to 312.",
    ],
)
def test_the_ends_of_a_change_are_known_past_the_time_of_the_first(text: str) -> None:
    found = read(text)
    assert {f: o.measure for f, o in found.items()} == {"289": "cla_total", "312": "cla_total"}
    assert str(found["289"].period_end) == "2021-03-31"
    assert str(found["312"].period_end) == "2022-03-31"


def test_what_varies_from_place_to_place_is_no_change() -> None:
    found = read(
        "The vacancy rate of social workers varied, from 6% in the fostering teams to 23% in the "
        "east locality."
    )
    assert found["23%"].measure is None


def test_a_change_since_a_month_before_begins_there() -> None:
    found = read(
        "There were 409 children in care at the end of August 2021, five more than a month before."
    )
    assert span(found["five"]) == ("2021-07-31", "2021-08-31")
    found = read(
        "In the year 37 special guardianship orders were granted, 15 more than in 2020/21."
    )
    assert span(found["15"]) == ("2021-04-01", "2022-03-31")


def test_more_than_a_year_is_still_no_date() -> None:
    found = read("Twenty children in care had been placed there more than a year before the visit.")
    assert found["Twenty"].measure is None or str(found["Twenty"].period_end) == "2022-03-31"


def test_a_change_is_of_the_level_and_not_of_what_this_was_set_against() -> None:
    found = read(
        "Children's services overspent by £6.8m against a net budget of £92.4m, and this was an "
        "increase of £1.9m on the year before."
    )
    assert found["£1.9m"].measure == "budget_variance"


def test_no_country_has_fewer_children_than_a_council() -> None:
    found = read(
        "Although this is an increase on the 470 children looked after at 31 March 2021, it is "
        "below the average for England (59)."
    )
    assert found["470"].measure == "cla_total"
    assert found["59"].measure is None


def test_an_average_counts_nobody() -> None:
    found = read(
        "The average has come down from 27 to 21 at the time of this visit, but a few social "
        "workers still hold more than 30 children."
    )
    assert {o.measure for o in found.values()} == {None}


def test_what_ended_is_no_number_of_those_there_are() -> None:
    assert read("At year end 27 private fostering arrangements were known.")["27"].measure
    assert read("27 private fostering arrangements ended.")["27"].measure is None


def test_a_later_statement_explains_no_figure_with_a_verb_of_its_own() -> None:
    found = read("Of all children in care 96 went missing and 51 went missing more than once.")
    assert found["96"].measure == "missing_children"
    assert found["51"].measure == "missing_repeat"


def test_what_a_relative_clause_says_of_a_part_is_said_of_that() -> None:
    found = read(
        "The report dealt with statutory visits to children in care, 84 per cent of which had been "
        "completed within timescale, and the number of children in care, which was 289."
    )
    assert found["84 per cent"].measure in ("cla_visit_timely", None)
    assert found["289"].measure == "cla_total"


def test_a_sentence_announces_the_time_of_its_section() -> None:
    found = read(
        "The Director presented the scorecard for the period April to September 2021.\n\n"
        "17% of referrals to children's social care were repeat referrals.\n",
        MINUTES,
    )
    assert span(found["17%"]) == ("2021-04-01", "2021-09-30")


@pytest.mark.parametrize(
    "line",
    [
        "The Panel approved the strategy for the period April 2024 to March 2027.",
        "The last report was of the period April to September 2020.",
    ],
)
def test_another_time_is_not_announced(line: str) -> None:
    found = read(f"{line}\n\n17% of referrals to children's social care were repeat referrals.\n")
    assert span(found["17%"]) == ("2021-04-01", "2022-03-31")


def test_comparable_figures_are_dealt_out_to_those_of_the_sentence_before() -> None:
    found = read(
        "91% of care leavers aged 19 to 21 were in touch, 87% were in suitable accommodation and "
        "54% were in education, employment or training. The comparable England figures were 89%, "
        "85% and 52%."
    )
    assert [found[f].measure for f in ("89%", "85%", "52%")] == [
        "cl_in_touch", "cl_suitable_accommodation", "cl_eet",
    ]  # fmt: skip
    assert {found[f].area_level for f in ("89%", "85%", "52%")} == {"national"}


def test_a_list_of_areas_is_dealt_out_to_a_list_of_figures() -> None:
    found = read("London and England averages for care leavers in EET in 2021 were 53% and 45%.")
    assert (found["53%"].area_level, found["45%"].area_level) == ("regional", "national")


def test_the_heads_of_columns_are_not_the_time_of_a_report() -> None:
    text = (
        "Larkmoor Youth Justice Partnership\nYouth Justice Plan\n\nFirst-time entrants\n\n"
        " | January to December 2023 | January to December 2024\n"
        "Number of first-time entrants | 171 | 144\n"
    )
    found = read(text, "")
    assert {f: o.kind for f, o in found.items()} == {"171": "actual", "144": "actual"}


def test_an_expected_standard_is_no_forecast_and_an_outturn_column_no_money() -> None:
    text = (
        "Indicator | Outturn 2020/21 | Outturn 2021/22\n"
        "KS2 reading, writing and maths of children in care (expected standard) | 31% | 36%\n"
    )
    assert {o.kind for o in read(text).values()} == {"actual"}
    text = (
        "Indicator | Outturn 2020/21 | Outturn 2021/22\n"
        "Children in care with three or more placements in the year | 9% | 11%\n"
    )
    assert {o.measure for o in read(text).values()} == {"cla_placement_3plus"}


def test_the_values_of_a_card_share_the_unit_that_one_prints() -> None:
    text = (
        "KPI 3.4 Rate of children subject to a child protection plan\n\n"
        "Outturn: 43.7 per 10,000\nTarget: 40.0\nStatus: Amber\n"
    )
    found = read(text)
    assert set(found) == {"43.7", "40.0"}
    assert {o.unit for o in found.values()} == {"rate_per_10000"}
    assert {o.measure for o in found.values()} == {"cpp_rate_10k"}


def test_a_card_of_quarters_has_the_time_of_each_label() -> None:
    text = "Children in care with three or more placements\nQ1: 9.1%\nQ2: 9.4%\nQ3: 10.2%\n"
    assert [span(o)[1] for o in read(text).values()] == ["2021-06-30", "2021-09-30", "2021-12-31"]


def test_whose_caseloads_they_are_is_said_in_the_title() -> None:
    head = "Larkmoor Council\nIndependent Reviewing Officer annual report 2021/22\n\n"
    found = read("At 31 March 2022 the average caseload was 78.", head)
    assert dict(found["78"].dimensions) == {"worker_role": "iro"}
    assert not read("At 31 March 2022 the average caseload was 78.")["78"].dimensions


def test_the_limits_of_the_two_stages_are_not_that_of_45_days() -> None:
    assert (
        read("Initial assessments within seven working days stood at 52%.")["52%"].measure is None
    )
    assert read("52% of assessments were completed in 45 working days.")["52%"].measure


INSPECTION = (
    "Larkmoor Borough Council\nInspection of services for children looked after and care leavers\n"
    "Inspection date: 21 April 2015 – 8 May 2015\n\n"
)


def test_the_last_twelve_months_of_a_list_end_with_the_day_of_its_levels() -> None:
    text = (
        "Children looked after in this area\n\n"
        "- At 31 March 2015, 354 children are being looked after by the local authority.\n"
        "- In the last 12 months:\n- there have been 32 adoptions\n\n"
        "Key findings\n\nIn the last 12 months, 24 children were adopted.\n"
    )
    found = read(text, INSPECTION)
    assert span(found["32"]) == ("2014-04-01", "2015-03-31")
    assert span(found["24"]) == ("2014-05-09", "2015-05-08")


def test_a_recommended_range_is_one_target() -> None:
    found = read("IROs hold 71 cases on average, above the 50 to 70 recommended in the Handbook.")
    assert (found["50 to 70"].kind, found["50 to 70"].value_max) == ("target", 70)
    found = read("IROs hold 71 cases on average, whereas the IRO Handbook suggests 50 to 70.")
    assert found["50 to 70"].kind == "target"


def test_what_an_expected_sum_is_in_brackets_is_expected_too() -> None:
    head = "Larkmoor Borough Council\nChildren's Services: revenue budget monitoring 2021/22\n\n"
    found = read(
        "The Directorate is forecast to overspend by £5.4m (8.2%) against its budget of £65.9m.",
        head,
    )
    assert (found["£5.4m"].kind, found["8.2%"].kind) == ("forecast", "forecast")
    assert found["£65.9m"].kind == "actual"


def test_who_has_none_of_something_is_a_part() -> None:
    assert read("At year end the foster carers had 26 foster places.")["26"].measure
    assert read("On that date 26 foster places had no child in them.")["26"].measure is None
    assert read("41 children in care had no school place.")["41"].measure == "cla_no_school"


def test_a_law_is_no_part_of_what_is_counted() -> None:
    found = read("38 children in care were accommodated under section 20 of the Children Act 1989.")
    assert found["38"].measure == "cla_legal_status"


def test_the_quarter_is_not_the_month_that_an_explanation_names() -> None:
    head = "Larkmoor Borough Council\nChildren who go missing: Quarter 2 2021/22\n\n"
    found = read(
        "Between July and September 2021, 63 of our looked after children went missing. The rise "
        "to 171 missing episodes is largely explained by the warm evenings of August. 28 looked "
        "after children went missing more than once in the quarter.",
        head,
    )
    assert span(found["28"]) == ("2021-07-01", "2021-09-30")


def test_an_improvement_on_a_level_dates_only_that() -> None:
    found = read("The rate of repeat referrals was 22.8%, an improvement on 26.1% in 2020/21.")
    assert span(found["22.8%"]) == ("2021-04-01", "2022-03-31")
    assert span(found["26.1%"]) == ("2020-04-01", "2021-03-31")


def test_what_lasted_since_a_year_is_no_time_of_the_next() -> None:
    found = read(
        "No looked after child has been permanently excluded since 2015, but 12.4% received at "
        "least one suspension."
    )
    assert str(found["12.4%"].period_start) != "2015-01-01"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "The number of missing episodes of children in care is up by 18% but the Board thinks "
            "that this reflects better reporting since the protocol was signed in June 2020.",
            "18%",
        ),
        (
            "17 children were adopted, two more than in 2019/20; 29 placement orders were made.",
            "29",
        ),
        (
            "Only 43% of looked after children attended their review, and the service wants this "
            "to reach 60% in the coming year.",
            "43%",
        ),
    ],
)
def test_a_time_of_a_reason_a_change_or_an_aim_dates_no_other_figure(
    text: str, figure: str
) -> None:
    assert span(read(text)[figure]) == ("2021-04-01", "2022-03-31")


def test_those_whom_an_event_involved_are_not_all() -> None:
    found = read("In 2021/22 there were 611 missing episodes involving 84 looked after children.")
    assert found["84"].measure == "missing_children"


def test_a_country_as_a_whole_and_a_london_borough() -> None:
    found = read(
        "57% of care leavers were in education, employment or training, which is better than in "
        "England as a whole (55% in 2020/21)."
    )
    assert found["55%"].area_level == "national"
    found = read(
        "In a small London borough this does not mean far away, and only 52 children in care lived "
        "more than 20 miles from home."
    )
    assert found["52"].area_level == "local"


def test_a_part_of_others_is_no_number_of_ours() -> None:
    found = read(
        "At 31 March 2022 Larkmoor was supporting 342 care leavers. 74 of them first came to us as "
        "unaccompanied children."
    )
    assert (found["342"].measure, found["74"].measure) == ("cl_total", None)
    found = read("At 31 March 2022 we looked after 342 children. 74 of them are unaccompanied.")
    assert found["74"].measure == "cla_uasc"
