"""What of a sentence decides which measure a figure belongs to, one kind a test."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
PARENTING = "Corporate Parenting Annual Report 2022/23"
SERVICES = "Children's Services Scorecard, September 2024"


def figures(text: str, title: str = PARENTING) -> dict[str, Observation]:
    """The figures of a text in a report, as printed."""
    read = read_text(f"Marlshire County Council\n{title}\n\n{text}\n", RULEBOOK)
    return {o.figure_text: o for o in read.observations}


@pytest.mark.parametrize(
    "text",
    [
        "23 care leavers who attend the drop-in have a pathway plan.",
        "18 of the children in care who were sampled in the audit had a care plan.",
        "A quarter of care leavers (41) told us they did not feel ready to live alone.",
        "31 children are looked after because of absent parenting.",
        "Performance on initial health assessments is 12 percentage points below target.",
        "The rate of re-referrals is 4 percentage points above the England average.",
    ],
)
def test_a_clause_that_picks_some_of_them_out_gives_no_measure(text: str) -> None:
    assert {o.measure for o in figures(text).values()} <= {None, "cla_need_category"}


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("Housing is suitable and 512 children were in care at the year end.", "512", "cla_total"),
        ("The panel approved 21 new fostering households in the year.", "21",
         "foster_households_recruited"),
        ("The number of care leavers deemed to be in suitable accommodation was 91.", "91",
         "cl_suitable_accommodation"),
        ("54 unaccompanied asylum seeking children were looked after.", "54", "cla_uasc"),
        ("48 looked after children are recorded as being disabled.", "48", "cla_disability"),
        ("We were in touch with 152 care leavers at the year end.", "152", "cl_in_touch"),
    ],
)  # fmt: skip
def test_words_of_another_clause_or_of_who_acted_change_nothing(
    text: str, figure: str, measure: str
) -> None:
    assert figures(text)[figure].measure == measure


def test_labels_are_dealt_out_and_those_of_the_others_narrow_nothing() -> None:
    found = figures(
        "The proportions in fostering, residential and supported accommodation were 71%, 13% and"
        " 9% respectively."
    )
    kinds = {f: dict(o.dimensions).get("placement_type") for f, o in found.items()}
    assert kinds == {"71%": "foster_total", "13%": "residential", "9%": "semi_independent"}


@pytest.mark.parametrize(
    ("which", "measure"), [("latter", "sw_vacancy_rate"), ("former", "sw_turnover_rate")]
)
def test_the_latter_is_the_last_that_was_named(which: str, measure: str) -> None:
    text = f"We track turnover and vacancy rates monthly. The {which} has risen to 14%."
    assert figures(text, SERVICES)["14%"].measure == measure


def test_a_population_that_is_only_presumed_is_looked_at_twice() -> None:
    presumed = figures("12 children were living with their parents.", SERVICES)["12"]
    assert (presumed.measure, presumed.confidence) == ("cla_placement", "medium")
    named = figures("12 children in care were living with their parents.", SERVICES)["12"]
    assert (named.measure, named.confidence) == ("cla_placement", "high")
    elsewhere = figures("12 children were living with their parents.", "Library Service report")
    assert elsewhere["12"].measure is None


def test_a_figure_that_only_compares_has_the_measure_of_the_other() -> None:
    found = figures(
        "The average weekly cost of a residential placement for an older person was £742, an"
        " increase of £38 on the year.",
        "Council Plan annual report 2020/21",
    )
    assert found["£742"].measure == found["£38"].measure == "asc_weekly_cost"


def test_the_time_that_a_clause_names_tells_a_level_from_a_flow() -> None:
    flow = figures("Twelve fostering households were approved in 2013/14.")["Twelve"]
    stock = figures("107 fostering households were approved at year end.")["107"]
    assert flow.measure == "foster_households_recruited"
    assert stock.measure == "foster_households_approved"


def test_a_clause_with_matter_of_its_own_borrows_none() -> None:
    found = figures(
        "62% of children looked after are placed within the county, and 65% of children are in"
        " placements provided by the council."
    )
    assert found["62%"].measure == "cla_out_of_area"
    assert found["65%"].measure != "cla_out_of_area"


TABLE = """Care leavers in touch with the service

| Year | Total aged 17-18 | Number in touch | Total aged 19-21 | Number in touch |
| --- | --- | --- | --- | --- |
| 2020 | 82 | 77 | 194 | 173 |
| 2021 | 81 | 76 | 207 | 203 |
"""


def test_labels_beside_a_cell_say_what_it_does_not_count() -> None:
    found = figures(TABLE)
    assert {found[f].measure for f in ("82", "194", "81", "207")} <= {None, "cl_total"}
    bands = {
        f: (found[f].measure, dict(found[f].dimensions).get("age_band")) for f in ("77", "173")
    }
    assert bands == {"77": ("cl_in_touch", "17-18"), "173": ("cl_in_touch", "19-21")}


def test_people_whom_nothing_names_are_looked_at_twice() -> None:
    named = figures("61% of initial health assessments of children in care were in time.", SERVICES)
    unnamed = figures("61% of initial health assessments were in time.", "Performance report")
    assert (named["61%"].measure, named["61%"].confidence) == ("iha_timely", "high")
    assert (unnamed["61%"].measure, unnamed["61%"].confidence) == ("iha_timely", "medium")


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("58 children in our care have had three social workers.", "58", "cla_total"),
        ("In the south of the county, 49 children are in care.", "49", "cla_total"),
        ("There were 149 incidents involving 55 children in need.", "55", "cin_total"),
        ("12 children in care attended 14 sessions.", "12", "cla_total"),
        ("12% of initial health assessments were declined.", "12%", "iha_timely"),
        ("A third of children coming into care had been known to us.", "A third", "cla_entered"),
        ("We would be looking after 120 fewer children.", "120", "cla_total"),
    ],
)
def test_what_they_did_or_are_part_of_narrows(text: str, figure: str, measure: str) -> None:
    assert figures(text)[figure].measure != measure


def test_the_value_of_a_target_is_one() -> None:
    found = figures("There were 412 children in care at 31 March 2021 against a target of 380.")
    assert (found["412"].kind, found["380"].kind) == ("actual", "target")
    assert figures("The target for children in care was 380.")["380"].kind == "target"


def test_who_reports_and_how_the_sentence_opens_narrow_nothing() -> None:
    reported = figures(
        "The auditor's letter acknowledged that 512 children were in care and 480 a year before."
    )
    assert {o.measure for o in reported.values()} == {"cla_total"}
    based = figures(
        "The letter acknowledged that of the children in care 41 had moved three times."
    )
    assert based["41"].measure == "cla_placement_3plus"
    opened = figures("In the wider picture, 512 children were in care.")
    assert opened["512"].measure == "cla_total"


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("The team chaired 1,486 looked after reviews and 94% of reviews were in timescale.",
         "94%", "cla_review_timely"),
        ("The courts granted 19 placement orders and the agency decision maker agreed adoption"
         " plans for 24 children.", "24", "adoption_decisions"),
        ("Assessments were timely in 88% of cases, although re-referrals, at 27%, remain too high.",
         "27%", "rereferrals"),
    ],
)  # fmt: skip
def test_who_acted_on_those_counted_says_what_happened_to_them(
    text: str, figure: str, measure: str
) -> None:
    assert figures(text, SERVICES)[figure].measure == measure


@pytest.mark.parametrize(
    "text",
    [
        "The service has seven children in need teams.",
        "The local authority operates nine children's homes.",
        "Children's services have 636 local authority foster carers.",
        "The Government committed funding to build 200 more children's home placements.",
        "The restructure reduced posts from 76.5 to 64 FTEs.",
    ],
)
def test_teams_homes_carers_and_posts_are_no_children(text: str) -> None:
    measures = {o.measure for o in figures(text, SERVICES).values()}
    assert not measures & {"cin_total", "cla_placement", "first_time_entrants"}


def test_the_words_before_a_colon_are_of_every_figure_behind_it() -> None:
    found = figures(
        "Average caseloads: social workers 15.2, personal advisers 23, newly qualified staff 11.",
        SERVICES,
    )
    assert {f: o.measure for f, o in found.items()} == dict.fromkeys(
        ("15.2", "23", "11"), "sw_caseload"
    )


def test_what_is_said_of_a_part_is_not_said_of_the_whole() -> None:
    found = figures("We completed 2,914 assessments, 86% of them inside 45 working days.", SERVICES)
    assert (found["2,914"].measure, found["86%"].measure) == ("assessments", "assessments_45d")


def test_a_figure_set_off_beside_its_noun_is_no_forecast() -> None:
    found = figures(
        "The number of approved fostering households, 139 at the end of March 2024, will need to"
        " grow by 25.",
        SERVICES,
    )
    assert found["139"].kind == "actual"


def test_a_bare_number_that_is_called_a_rate_is_no_count() -> None:
    found = figures("There were 239 children on a plan; regionally the rate was 41.", SERVICES)
    assert found["41"].measure not in ("cpp_total", "cpp_ended")


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("72% of children in care are placed outside Marlshire.", "72%", "cla_out_of_area"),
        ("29% of children in care are placed outside London.", "29%", None),
        ("12 children in care were placed outside of England.", "12", None),
        ("12 children in care were placed outside the North West.", "12", None),
    ],
)
def test_outside_a_region_is_not_outside_the_councils_own_boundary(
    text: str, figure: str, measure: str | None
) -> None:
    found = figures(text)[figure]
    assert (found.measure, found.area) == (measure, "Marlshire")
