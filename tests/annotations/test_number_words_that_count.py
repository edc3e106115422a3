"""Which number words are figures: those that count somebody, wherever they stand."""

from __future__ import annotations

import pytest

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\nChildren in care at 31 March 2023\n\n"


def figures(text: str) -> list[str]:
    return [o.figure_text for o in read_text(HEAD + text, RULEBOOK).observations]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Thirty-one of these children went missing.", "Thirty-one"),
        ("Eleven residential staff attended the training in June.", "Eleven"),
        ("- Young people identified with a substance misuse problem: twelve", "twelve"),
        ("We supported nineteen of you at university.", "nineteen"),
        ("By the end of March the number of approvals should reach twelve.", "twelve"),
        ("One in eleven of our children has moved three times.", "One in eleven"),
        ("Six complaints went on to Stage 2 and one reached a Stage 3 panel.", "one"),
        (
            "Of 18 visits that were checked, in seven there was no note of the child's view.",
            "seven",
        ),
        ("The panel heard 11 appeals and upheld three.", "three"),
        ("There were 14 concerns raised about carers and two led to a review.", "two"),
        ("Of these, 30 were graded good and four inadequate.", "four"),
        ("No 16 or 17 year olds were housed in a hostel.", "No"),
    ],
)
def test_a_word_that_counts_is_a_figure(text: str, figure: str) -> None:
    assert figure in figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "One of the most important priorities is stability.",
        "Fourteen priorities are set out in the plan.",
        "Young people who reach eighteen can stay put.",
        "The plan goes from stage one to stage two and three.",
        "The team was split in two the year before.",
    ],
)
def test_a_word_that_counts_nobody_is_none(text: str) -> None:
    assert figures(text) == []
