"""What goes on from what was said before: forecasts of a paragraph, aims, comings and goings, and
what a figure is only set against."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nCabinet, 14 October 2020\nPosition at 31 August 2020\n\n"
UNDATED = "Larkmoor Borough Council\n\n"
OVERSPEND = "Fostering is forecast to overspend by £2.1m this year. "


read = reader(HEAD)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Legal costs account for £0.4m of the pressure.", "forecast"),
        ("Placements are £0.4m over budget.", "forecast"),
        ("The adoption service shows an underspend of £0.4m.", "forecast"),
        ("Last year legal costs were overspent by £0.4m.", "actual"),
        ("Legal costs have already overspent by £0.4m.", "actual"),
        ("The current overspend on legal costs is £0.4m.", "actual"),
        ("The fostering budget is £0.4m.", "actual"),
    ],
)
def test_sums_behind_a_forecast_are_foretold_unless_they_are_over(sentence: str, kind: str) -> None:
    assert read(OVERSPEND + sentence, UNDATED)["£0.4m"].kind == kind


def test_a_new_paragraph_or_a_sum_that_is_over_ends_the_forecast() -> None:
    after = "Legal costs show an overspend of £0.4m."
    over = "The year before, adoption was overspent by £0.2m. "
    assert read(OVERSPEND + after, UNDATED)["£0.4m"].kind == "forecast"
    assert read(OVERSPEND + "\n\n" + after, UNDATED)["£0.4m"].kind == "actual"
    assert read(OVERSPEND + over + after, UNDATED)["£0.4m"].kind == "actual"


def test_a_bound_joined_to_an_aim_is_an_aim() -> None:
    found = read(
        "We want at least 60% of foster placements to be with our own carers and no more than 18 "
        "children in children's homes."
    )
    assert (found["60%"].kind, found["18"].kind) == ("target", "target")
    fact = read("We want 60% to be with our own carers, and at least 18 children live in homes.")
    assert fact["18"].kind == "actual"


@pytest.mark.parametrize(
    ("sentence", "gender"),
    [
        ("More boys than girls are in care: 210 were boys.", "male"),
        ("There are fewer boys than girls in care: 210 were girls.", "female"),
        ("Of those in care 210 were boys, unlike girls a growing group.", "male"),
    ],
)
def test_a_figure_has_the_value_that_its_statement_names(sentence: str, gender: str) -> None:
    found = read("We looked after 388 children. " + sentence)["210"]
    assert dict(found.dimensions)["gender"] == gender


def test_those_who_come_and_go_are_not_those_who_are_there() -> None:
    found = read(
        "There were 256 children in care at the end of August 2020; 31 children came in and 34 "
        "left during the month, nine of the latter through adoption."
    )
    assert found["256"].measure == "cla_total"
    assert (found["31"].measure, found["34"].measure) == (None, None)  # no word says into care
    assert found["nine"].value == 9
    back = read("There were 256 children in care at the end of August 2020; 27 children went back.")
    assert back["27"].measure != "cla_total"


def test_a_number_joined_to_the_object_of_a_verb_counts_what_that_does() -> None:
    found = read("The October 2019 census recorded 850 pupils in primary schools and 610 in "
                 "secondary schools.")  # fmt: skip
    assert found["610"].measure == found["850"].measure is not None
    assert dict(found["610"].dimensions) == {"phase": "secondary"}
    rose = read("Referrals to children's social care rose from 46 in May to 61 in June.")
    assert rose["61"].measure == "referrals"


def test_the_figures_of_one_bracket_share_the_time_before_it() -> None:
    found = read(
        "Of looked after children 84% had a health assessment and 79% a dental check in 2018/19, "
        "both up on 2017/18 (76% and 70% respectively)."
    )
    assert found["76%"].period_end == found["70%"].period_end == "2018-03-31"
