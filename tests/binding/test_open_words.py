"""What a sentence leaves open, and what may fill it: words of a measure's field, the sentence
before, a span, an earlier time in brackets."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\n\nMeeting date: 18 June 2019\n\n"


def figures(text: str, head: str = HEAD) -> dict[str, Observation]:
    """The observations of a text by the figure as printed."""
    return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}


def test_words_of_the_measures_own_field_leave_a_doubt() -> None:
    plain = figures("At 31 March 2019, 97 children in care lived outside the county.")["97"]
    assert (plain.measure, plain.confidence) == ("cla_out_of_area", "high")
    field = RULEBOOK.fields["cla_out_of_area"]
    assert "boundary" in field
    assert "trampoline" not in field
    loose = figures("At 31 March 2019, 97 children in care lived outside the county boundary line.")
    assert loose["97"].confidence != "high" or not loose["97"].unexplained


def test_words_of_another_field_still_narrow() -> None:
    found = figures("At 31 March 2019, 97 trampoline children in care lived outside the county.")
    assert found["97"].measure is None
    assert "trampoline" in found["97"].unexplained


def test_no_word_of_its_field_makes_a_whole_population() -> None:
    found = figures("At 31 March 2019, 97 registered children in care attended.")["97"]
    assert found.measure != "cla_total" or not found.unexplained


def test_a_sentence_that_does_not_say_what_it_counts_takes_it_from_the_one_before() -> None:
    found = figures(
        "The number of children in care has fallen again. There were 468 at 31 March 2019, "
        "compared with 481 a year before."
    )
    assert [found[text].measure for text in ("468", "481")] == ["cla_total"] * 2


def test_a_sentence_that_counts_something_else_takes_nothing_from_the_one_before() -> None:
    found = figures(
        "The number of children in care has fallen again. There were 468 lorries at 31 March 2019."
    )
    assert found["468"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "span"),
    [
        ("Their attendance averaged 94.1%.", "94.1%", True),
        ("Of them, 39% were in foster care.", "39%", False),
    ],
)
def test_a_day_in_the_sentence_before_does_not_date_what_happened_over_a_time(
    sentence: str, figure: str, span: bool
) -> None:
    head = (
        "Larkmoor Borough Council\nVirtual School report for the academic year 2018/19\n"
        "Reporting period: 1 September 2018 to 31 August 2019\n\n"
    )
    found = figures(
        f"At the end of the year 274 looked after children were on the roll. {sentence}", head
    )[figure]
    assert (found.period_basis == "during") is span
    assert found.period_end == "2019-08-31"


def test_a_part_lends_its_words_to_no_whole() -> None:
    found = figures(
        "The children who went missing in 2018/19 numbered 83, of whom thirty-one went missing on "
        "more than one occasion."
    )
    assert found["83"].measure != "missing_repeat"
    assert found["thirty-one"].measure == "missing_repeat"


def test_the_level_of_an_earlier_time_may_stand_in_brackets() -> None:
    found = figures(
        "In 2018/19 there were 318 children missing, a 12% increase on the year before (284)."
    )
    assert (found["318"].period_start, found["284"].period_start) == ("2018-04-01", "2017-04-01")
    assert found["284"].unit == "count"


def test_todays_figure_is_no_forecast() -> None:
    found = figures(
        "Some 450 children will be looked after at 31 March 2027; today's figure is 398."
    )
    assert found["450"].kind == "forecast"
    assert found["398"].kind == "actual"
    assert found["398"].period_end != "2027-03-31"


def test_a_share_in_the_sentence_gives_a_later_count_no_unit() -> None:
    found = figures(
        "16% of looked after children attend a special school, but at 31 March 2019 a further 22 "
        "were without a school place."
    )
    assert (found["16%"].unit, found["22"].unit) == ("percent", "count")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Twenty-six arrived in the year while four presented spontaneously.", "four"),
        ("The panel met 14 times during 2018/19.", "14"),
        ("Nine Larkmoor children were matched with adopters in the year.", "Nine"),
    ],
)
def test_numbers_before_verbs_names_and_times_are_read(text: str, figure: str) -> None:
    assert figures(text)[figure].unit == "count"


@pytest.mark.parametrize("text", ["Eleven children had moved 3 times.", "Four Oaks is a home."])
def test_numbers_of_moves_and_names_are_not(text: str) -> None:
    assert not {"3", "Four"} & figures(text).keys()


def test_a_column_beside_its_base_is_of_the_same_thing() -> None:
    found = figures(
        "## Initial health assessments\n\n| Month | IHAs due | Completed in time | % in time |\n"
        "| --- | --- | --- | --- |\n| Jan 2019 | 14 | 9 | 64% |\n| Feb 2019 | 11 | 10 | 91% |\n"
    )
    assert (found["64%"].measure, found["9"].measure) == ("iha_timely", "iha_timely")


def test_a_sentence_before_a_colon_names_the_matter() -> None:
    found = figures(
        "The Chair welcomed the fall in placements breaking down: 23 had ended in an unplanned "
        "way in 2018/19."
    )
    assert found["23"].measure == "cla_placement_disruption"


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("The council is on course to plant an additional 151,211 trees.", "151,211", "forecast"),
        ("The service is on track to recruit 12 foster carers by March 2026.", "12", "forecast"),
        (
            "We share the goal of extending tree cover by 1.5 million trees.",
            "1.5 million",
            "target",
        ),
        ("Trees are replanted, to meet a 75% survival rate.", "75%", "target"),
        ("Of these students 65% are on track to get a job.", "65%", "actual"),
    ],
)
def test_what_is_on_course_is_not_there_yet(sentence: str, figure: str, kind: str) -> None:
    (found,) = (o for o in read_text(sentence, RULEBOOK).observations)
    assert (found.figure_text, found.kind) == (figure, kind)
