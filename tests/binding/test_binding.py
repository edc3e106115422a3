"""What is bound to a figure: measure, kind, unit, period, area and base, sentence by sentence."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()


def figures(text: str) -> dict[str, Observation]:
    """The observations of a text by the figure as printed (no figure twice)."""
    found = read_text(text, RULEBOOK).observations
    by_text = {o.figure_text: o for o in found}
    assert len(by_text) == len(found), [o.figure_text for o in found]
    return by_text


def excluded(text: str) -> dict[str, str]:
    return {r.text: r.reason for r in read_text(text, RULEBOOK).excluded}


def period(observation: Observation) -> str | None:
    """The period as "as_at DATE" or "START..END"."""
    if observation.period_end is None:
        return None
    if observation.period_basis == "as_at":
        return f"as_at {observation.period_end}"
    return f"{observation.period_start}..{observation.period_end}"


def told(text: str) -> dict[str, tuple[str | None, str, str | None]]:
    """Measure, kind and period of each figure."""
    return {name: (o.measure, o.kind, period(o)) for name, o in figures(text).items()}


# relations ----------------------------------------------------------------------------------

ON_31_MARCH_2019, A_YEAR_BEFORE = "as_at 2019-03-31", "as_at 2018-03-31"
IN_2018_19, IN_2017_18 = "2018-04-01..2019-03-31", "2017-04-01..2018-03-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "As at 31 March 2019 there were 512 children in care, compared with 480 a year "
            "earlier.",
            {"512": ("actual", ON_31_MARCH_2019), "480": ("actual", A_YEAR_BEFORE)},
        ),
        (
            "The number of children in care rose from 480 at 31 March 2018 to 512 at 31 March "
            "2019.",
            {"512": ("actual", ON_31_MARCH_2019), "480": ("actual", A_YEAR_BEFORE)},
        ),
        (
            "The number of children in care increased by 32 from 480 at 31 March 2018 to 512 at "
            "31 March 2019.",
            {
                "32": ("change", "2018-03-31..2019-03-31"),
                "512": ("actual", ON_31_MARCH_2019),
                "480": ("actual", A_YEAR_BEFORE),
            },
        ),
        (
            # A level before whose time nothing tells is left without one, not guessed.
            "At 31 March 2019 there were 512 children in care, down from 530.",
            {"512": ("actual", ON_31_MARCH_2019), "530": ("actual", None)},
        ),
        (
            "Children in care: 512 at 31 March 2019 (480 last year).",
            {"512": ("actual", ON_31_MARCH_2019), "480": ("actual", A_YEAR_BEFORE)},
        ),
        (
            "Children in care at 31 March 2019: 512 (target: 500; England: 78,150).",
            {
                "512": ("actual", ON_31_MARCH_2019),
                "500": ("target", None),
                "78,150": ("actual", ON_31_MARCH_2019),
            },
        ),
        (
            "The number of children in care at 31 March 2019 remained unchanged at 512.",
            {"512": ("actual", ON_31_MARCH_2019)},
        ),
        (
            "We forecast that there will be 650 children in care by March 2021.",
            {"650": ("forecast", "as_at 2021-03-31")},
        ),
    ],
)
def test_levels_changes_and_targets_of_children_in_care(
    text: str, expected: dict[str, tuple[str, str | None]]
) -> None:
    assert told(text) == {name: ("cla_total", *rest) for name, rest in expected.items()}


def test_a_flow_that_doubled_has_two_years() -> None:
    found = figures("In 2018/19 the number of adoptions doubled from 12 to 24.")
    assert {n: period(o) for n, o in found.items()} == {
        "doubled": IN_2018_19, "12": IN_2017_18, "24": IN_2018_19,
    }  # fmt: skip
    assert (found["doubled"].kind, found["doubled"].direction) == ("change", "increase")
    assert {o.measure for o in found.values()} == {"adoption_orders"}


def test_respectively_deals_out_the_periods_in_order() -> None:
    found = told("In 2017/18 and 2018/19, 61 and 68 children were adopted respectively.")
    assert found["61"] == ("adoption_orders", "actual", IN_2017_18)
    assert found["68"] == ("adoption_orders", "actual", IN_2018_19)


def test_a_change_has_its_magnitude_and_its_direction() -> None:
    found = figures(
        "The proportion of children in care with three or more placements was 9.5% at 31 March "
        "2019, 1.2 percentage points lower than the year before."
    )
    change = found["1.2 percentage points"]
    assert (change.value, change.unit, change.kind) == (1.2, "percentage_points", "change")
    assert change.direction == "decrease"
    assert change.measure == found["9.5%"].measure == "cla_placement_3plus"
    assert period(change) == "2018-03-31..2019-03-31"
    assert found["9.5%"].direction is None


def test_comparisons_carry_unit_and_measure_and_change_the_area() -> None:
    found = figures(
        "In 2018/19 the rate of children subject to a child protection plan was 45 per 10,000, "
        "higher than the England average of 43.7 but lower than our statistical neighbours at 48."
    )
    assert {o.measure for o in found.values()} == {"cpp_rate_10k"}
    assert {o.unit for o in found.values()} == {"rate_per_10000"}
    assert {o.kind for o in found.values()} == {"actual"}
    levels = {name: o.area_level for name, o in found.items()}
    assert levels == {"45": "local", "43.7": "national", "48": "statistical_neighbours"}


def test_a_target_beside_a_level() -> None:
    found = told(
        "In 2018/19 61% of initial health assessments were completed on time against a target "
        "of 90%."
    )
    assert found == {
        "61%": ("iha_timely", "actual", IN_2018_19),
        "90%": ("iha_timely", "target", None),
    }


def test_days_in_brackets_are_those_of_the_area_in_them() -> None:
    found = figures(
        "The average time between a child entering care and moving in with its adoptive family "
        "was 412 days in 2018/19 (England: 450 days)."
    )
    assert [(o.measure, o.unit, o.area_level) for o in found.values()] == [
        ("adoption_a1_days", "days", "local"),
        ("adoption_a1_days", "days", "national"),
    ]


# limbs and lists ----------------------------------------------------------------------------


def test_each_limb_has_its_own_breakdown() -> None:
    found = figures(
        "There were 512 children in care at 31 March 2019. Of these, 312 (61%) were in foster "
        "care, 63 (12%) were in residential care and fewer than five were in secure "
        "accommodation."
    )
    placed = {name: dict(o.dimensions).get("placement_type") for name, o in found.items()}
    assert placed == {
        "512": None, "312": "foster_total", "61%": "foster_total", "63": "residential",
        "12%": "residential", "five": "secure",
    }  # fmt: skip
    assert found["five"].qualifier == "less_than"
    assert found["61%"].measure == found["312"].measure == "cla_placement"
    assert {period(o) for o in found.values()} == {ON_31_MARCH_2019}
    assert found["312"].period_source == "paragraph"


def test_a_list_hangs_on_the_line_above_it() -> None:
    found = figures(
        "At 31 March 2021 the council looked after:\n\n"
        "- 210 children in foster care\n"
        "- 34 children in residential care\n"
        "- fewer than five children in secure accommodation\n"
    )
    assert {o.measure for o in found.values()} == {"cla_placement"}
    assert {o.source for o in found.values()} == {"list"}
    assert {period(o) for o in found.values()} == {"as_at 2021-03-31"}
    assert dict(found["34"].dimensions) == {"placement_type": "residential"}


def test_an_ellipsis_goes_on_with_what_was_said() -> None:
    found = figures(
        "Placements at 31 March 2019\n\n"
        "Of the children in care, 61% lived in residential care and 12% in secure accommodation.\n"
    )
    assert [dict(o.dimensions) for o in found.values()] == [
        {"placement_type": "residential"},
        {"placement_type": "secure"},
    ]


def test_a_sentence_may_rest_on_the_one_before() -> None:
    found = figures(
        "Performance for initial health assessments of children in care in 2018/19 was 61%. "
        "Performance had been 45% the year before."
    )
    assert found["45%"].measure == "iha_timely"
    assert period(found["45%"]) == IN_2017_18
    assert "measure_inherited" in found["45%"].doubts
    assert found["45%"].confidence == "medium"
    assert found["61%"].confidence == "high"


def test_one_date_holds_for_a_row_of_different_counts() -> None:
    found = told(
        "As of 30 June 2021: 512 children in care, 320 children on a child protection plan and "
        "1,204 children in need."
    )
    assert {name: measure for name, (measure, _, _) in found.items()} == {
        "512": "cla_total", "320": "cpp_total", "1,204": "cin_total",
    }  # fmt: skip
    assert {when for _, _, when in found.values()} == {"as_at 2021-06-30"}


def test_a_rate_is_compared_with_a_rate() -> None:
    found = figures(
        "As at 31 March 2019 there were 717 children in care, a rate of 52.5 per 10,000 compared "
        "to 65 nationally."
    )
    assert [(o.measure, o.unit, o.area_level) for o in found.values()] == [
        ("cla_total", "count", "local"),
        ("cla_rate_10k", "rate_per_10000", "local"),
        ("cla_rate_10k", "rate_per_10000", "national"),
    ]


def test_the_distance_to_an_average_is_our_own_and_the_average_is_not() -> None:
    found = figures(
        "In 2018/19, 88% of care leavers were in suitable accommodation, which is 3 percentage "
        "points above the national average of 85%."
    )
    assert {n: (o.kind, o.area_level) for n, o in found.items()} == {
        "88%": ("actual", "local"),
        "3 percentage points": ("change", "local"),
        "85%": ("actual", "national"),
    }


def test_a_target_may_be_told_a_sentence_before() -> None:
    found = told("The target for initial health assessments is 90%. In 2018/19 we achieved 61%.")
    assert found == {
        "90%": ("iha_timely", "target", None),
        "61%": ("iha_timely", "actual", IN_2018_19),
    }


def test_what_is_expected_is_a_forecast() -> None:
    found = told("By March 2021 we expect to have 650 children in care.")
    assert found == {"650": ("cla_total", "forecast", "as_at 2021-03-31")}


def test_a_clause_with_a_verb_of_its_own_takes_nothing_from_the_one_before() -> None:
    found = told(
        "The number of children entering care increased from 179 to 203 in 2018/19, whereas 165 "
        "left."
    )
    assert found == {
        "179": ("cla_entered", "actual", IN_2017_18),
        "203": ("cla_entered", "actual", IN_2018_19),
        "165": ("cla_left", "actual", IN_2018_19),
    }


def test_a_budget_and_what_was_spent_beyond_it() -> None:
    found = told("The placements budget of £23.6m was overspent by £1.2m in 2018/19.")
    assert {n: m for n, (m, _, _) in found.items()} == {
        "£23.6m": "budget", "£1.2m": "budget_variance",
    }  # fmt: skip


def test_the_year_of_a_comparison_is_not_inherited() -> None:
    found = figures(
        "Corporate Parenting Annual Report 2018-19\n\nOur children\n\n"
        "The percentage placed 20+ miles from home was 16.9% (16.8% in 2017/18). The proportion "
        "placed out of borough was 71.0% (England 43%).\n"
    )
    assert period(found["16.8%"]) == A_YEAR_BEFORE
    assert {period(found[name]) for name in ("16.9%", "71.0%", "43%")} == {ON_31_MARCH_2019}


# bases --------------------------------------------------------------------------------------


def test_a_base_is_no_figure_of_its_own_once_it_has_been_stated() -> None:
    text = (
        "At 31 March 2019 there were 512 children in care. Of the 512 children in care, 61% were "
        "in foster care."
    )
    found = read_text(text, RULEBOOK)
    assert [o.figure_text for o in found.observations] == ["512", "61%"]
    assert [(r.text, r.reason) for r in found.excluded if r.text == "512"] == [
        ("512", "restated base")
    ]


def test_a_share_knows_its_base() -> None:
    found = figures("Of the 512 children in care at 31 March 2019, 120 were placed out of county.")
    assert found["120"].denominator == 512
    assert dict(found["120"].dimensions)["placement_locality"] == "out_of_area"
    found = figures("None of the 14 children adopted in 2018/19 came back into care.")
    assert (found["None"].value, found["None"].denominator) == (0, 14)
    found = figures("In 2018/19 54% of care leavers were in education, employment or training.")
    assert found["54%"].population == "care leavers"


# a whole population -------------------------------------------------------------------------


def test_some_of_them_are_not_all_of_them() -> None:
    text = "12 children in care attended the summer event in 2019."
    (found,) = read_text(text, RULEBOOK).observations
    assert found.measure is None
    assert "measure_unknown" in found.doubts
    assert found.confidence == "low"
    assert "children in care" in found.subject


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("At 31 March 2019 there were approximately 510 children in care.", 510, "approximately"),
        ("At 31 March 2019 more than 500 children were in care.", 500, "more_than"),
        ("At the end of December 2019 there were 1 409 children in care.", 1409, "exact"),
    ],
)
def test_a_count_of_all(text: str, value: float, qualifier: str) -> None:
    (found,) = read_text(text, RULEBOOK).observations
    assert (found.measure, found.value, found.qualifier) == ("cla_total", value, qualifier)


def test_ranges_have_two_ends_and_words_have_values() -> None:
    (found,) = read_text(
        "At 31 March 2019, there were between 20 and 25 unaccompanied asylum seeking children.",
        RULEBOOK,
    ).observations
    assert (found.value, found.value_max, found.qualifier) == (20, 25, "between")
    found = figures("At the end of March 2019 just over half of children in care were boys.")[
        "half"
    ]
    assert (found.value, found.unit, found.qualifier) == (50, "percent", "more_than")
    assert dict(found.dimensions) == {"gender": "male"}


# periods ------------------------------------------------------------------------------------


def test_a_stock_stands_on_a_day_and_a_flow_covers_a_span() -> None:
    text = "Corporate Parenting Annual Report 2018-19\n\nOur children\n\n{}\n"
    (stock,) = read_text(text.format("There were 512 children in care."), RULEBOOK).observations
    (flow,) = read_text(text.format("155 children came into care."), RULEBOOK).observations
    assert period(stock) == ON_31_MARCH_2019
    assert period(flow) == IN_2018_19
    for found in (stock, flow):
        assert found.period_source == "title"
        assert "period_inherited" in found.doubts
        assert found.confidence == "high"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("In Q2 2019/20", "2019-07-01..2019-09-30"),
        ("During the quarter ending 30 June 2019", "2019-04-01..2019-06-30"),
        ("In the year to 31 March 2019", IN_2018_19),
        ("In 2018/19", IN_2018_19),
        ("In calendar year 2018", "2018-01-01..2018-12-31"),
    ],
)
def test_written_spans(when: str, expected: str) -> None:
    (found,) = read_text(f"{when}, 45 children came into care.", RULEBOOK).observations
    assert (found.measure, period(found), found.period_source) == (
        "cla_entered", expected, "stated",
    )  # fmt: skip


def test_two_verbs_share_a_period() -> None:
    found = told("In the year to 31 March 2019, 155 children came into care and 140 left care.")
    assert found["155"] == ("cla_entered", "actual", IN_2018_19)
    assert found["140"] == ("cla_left", "actual", IN_2018_19)


# areas --------------------------------------------------------------------------------------


def test_figures_of_other_councils_are_theirs() -> None:
    found = figures(
        "There were 1,204 children in need in Norfolk at 31 March 2020 and 900 in Suffolk."
    )
    assert {n: (o.area, o.area_level) for n, o in found.items()} == {
        "1,204": ("Norfolk", "other"), "900": ("Suffolk", "other"),
    }  # fmt: skip


# tables -------------------------------------------------------------------------------------

TABLE = """\
| Indicator | Target 2018/19 | 2017/18 | 2018/19 | England 2018/19 |
| --- | --- | --- | --- | --- |
| Care leavers in suitable accommodation | 90% | 84% | 88% | 85% |
| Children in care at 31 March | – | 480 | 512 | – |
| Children in care per 10,000 | 50 | 51.2 | 54.0 | 65.0 |
"""


def test_a_cell_is_what_its_row_and_column_say() -> None:
    found = figures(TABLE)
    assert found["90%"].kind == "target"
    assert (found["85%"].area_level, period(found["85%"])) == ("national", IN_2018_19)
    assert (found["480"].measure, period(found["480"])) == ("cla_total", A_YEAR_BEFORE)
    assert (found["54.0"].unit, found["54.0"].measure) == ("rate_per_10000", "cla_rate_10k")
    assert period(found["54.0"]) == ON_31_MARCH_2019
    assert {o.source for o in found.values()} == {"table"}
    assert found["84%"].period_source == "table_header"
    assert found["84%"].row_label == "Care leavers in suitable accommodation"
    assert found["84%"].column_label == "2017/18"


def test_a_row_that_came_out_as_a_line_of_text_is_read_by_its_header() -> None:
    found = figures(
        "Corporate Parenting Annual Report 2018-19\n\nIndicators\n\n"
        "Indicator Target 2017/18 2018/19 England\n\n"
        "Care leavers in suitable accommodation 90% 84% 88% 85%\n"
    )
    assert {o.measure for o in found.values()} == {"cl_suitable_accommodation"}
    assert found["90%"].kind == "target"
    assert (period(found["84%"]), period(found["88%"])) == (IN_2017_18, IN_2018_19)
    assert found["85%"].area_level == "national"


# without a rule -----------------------------------------------------------------------------


def test_a_figure_without_a_rule_keeps_the_words_of_the_document() -> None:
    (found,) = read_text("The museum lent 45 fossils to schools in 2019.", RULEBOOK).observations
    assert (found.measure, found.rule) == (None, None)
    assert "fossils" in found.subject
    assert found.doubts == ("measure_unknown",)
    assert (found.value, found.unit, period(found)) == (45, "count", "2019-01-01..2019-12-31")


def test_what_is_no_statistic_is_refused_with_a_reason() -> None:
    text = "See paragraph 4.2, page 12. Call 01632 960123. Children Act 1989, section 20."
    assert read_text(text, RULEBOOK).observations == ()
    reasons = excluded(text)
    assert {"4.2", "12", "1989", "20"} <= set(reasons)
    assert all(reasons.values())
    assert excluded("In 2018/19 54% of care leavers aged 19-21 were in work.")["19"] == "age"


# what a figure is not ------------------------------------------------------------------------


def test_a_figure_compared_with_an_area_is_not_about_it() -> None:
    found = figures(
        "At 12.5%, the share of repeat child protection plans is lower than in England."
    )
    assert found["12.5%"].area_level == "local"


def test_a_budget_line_that_no_rule_knows_is_not_the_budget() -> None:
    text = "The budget for gritting lorries, verge cutting and gully emptying is £8.4m."
    assert figures(text)["£8.4m"].measure is None
    assert figures("The net revenue budget is £912.3m.")["£912.3m"].measure == "budget"


def test_ages_with_a_hanging_hyphen_are_ages() -> None:
    assert excluded("We house 16- and 17-year-olds.") == {"16": "age", "17": "age"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The capital budget for the fostering extensions is £3.2m.", "£3.2m"),
        ("£56m for packages and £3m for drains were spent in 2018/19.", "£56m"),
        ("At 31 March 2019 there were 4,110,000 children in care.", "4,110,000"),
        ("On 31 March 2019 nine children in care had a risk assessment.", "nine"),
    ],
)
def test_what_is_no_whole_has_no_measure(text: str, figure: str) -> None:
    assert figures(text)[figure].measure is None


def test_a_line_of_the_budget_is_the_one_that_the_sentence_begins_with() -> None:
    text = "Fostering is forecast to underspend by £0.4m, as fewer external placements are needed."
    found = figures(text)["£0.4m"]
    assert (found.measure, found.dimensions) == ("budget_variance", (("budget_line", "fostering"),))


def test_a_paragraph_number_that_touches_its_text_counts_nothing() -> None:
    assert excluded("31.A children’s home has 4 residents.")["31"] == "list marker"
    assert excluded("Few care leavers over 18 do not like where they live.") == {"18": "age"}


@pytest.mark.parametrize(
    ("text", "figure", "area"),
    [
        ("Attendance is in line with pupils nationally and 96% of visits were on time.", "96%",
         "local"),
        ("S47 enquiries fell to 615 in 2014/15, which is in line with statistical neighbours.",
         "615", "local"),
        ("The rate was 61% in 2014/15, above the 58% of statistical neighbours.", "58%",
         "statistical_neighbours"),
        ("Reviews on time: 12% in England and 17% in Essex.", "12%", "national"),
    ],
)  # fmt: skip
def test_an_area_that_is_only_compared_governs_nothing(text: str, figure: str, area: str) -> None:
    assert figures(text)[figure].area_level == area


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Nineteen children in care have not had a dental check.", "Nineteen"),
        ("The council is recruiting two CAMHS workers for children in care.", "two"),
        ("41 respondents were in care on 31 March 2019.", "41"),
        ("Ten children in care drew maps, and this led to care plans being up to date.", "Ten"),
        ("83 children were missing education. Of these, 12 were met by an inspector.", "12"),
        ("Capital spend on placements was £2.6m in 2018/19.", "£2.6m"),
        (
            "At 31 March 2019 83 children in care were missing education, four of whom had been "
            "visited.",
            "four",
        ),
        ("Business rates retention is 9% in the social work plan.", "9%"),
    ],
)
def test_what_only_stands_near_the_words_of_a_measure_has_none(text: str, figure: str) -> None:
    assert figures(text)[figure].measure is None


def test_a_level_with_a_time_of_its_own_is_not_dated_by_the_other() -> None:
    text = "Special guardianship orders rose from 10 in 2013-14 to 17 between May and July 2014."
    found = figures(text)
    assert period(found["10"]) == "2013-04-01..2014-03-31"


def test_quarters_of_a_year_that_has_run_so_far_are_no_figure() -> None:
    assert set(figures("There were 17 adoptions in the first three quarters of 2014-15.")) == {"17"}


def test_a_base_that_opens_a_sentence_ends_before_its_subject() -> None:
    text = (
        "Of the 220 open plans in 2013-14 the percentage of child protection plans open for two "
        "years or more was 9%."
    )
    found = figures(text)
    assert found["9%"].measure == "cpp_2yrs"
    assert "220" not in found or found["220"].measure != "cpp_2yrs"
