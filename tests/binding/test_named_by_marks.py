"""Figures that lines, dashes and questions name, without a sentence."""

from __future__ import annotations

import pytest

from tests.binding.test_subjects import subjects

ASKED = "## Q7. Why do you not row?\n\n"


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        (f"{ASKED}I don't have time 41%", "41%", "Why do you not row? – I don't have time"),
        (f"{ASKED}If I was younger 9%", "9%", "Why do you not row? – If I was younger"),
        ("## Clubs\n\nRowers 93% Swimmers and divers 36%", "36%", "Clubs – Swimmers and divers"),
        ("## Boats sunk\n\nHill Lane – 39; Mill Lane – 31; 12 have not been counted.", "31",
         "Boats sunk – Mill Lane"),
        ("## Grants\n\nNorth Quay - £1,000 South Quay - £500 Total = £1,500", "£1,500",
         "Grants – Total"),
        ("Offers refused: 3 Offers taken: 2", "2", "Offers taken"),
    ],
)  # fmt: skip
def test_labels_in_a_line_are_named_under_their_heading(
    text: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(text)


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("## Boats\n\nThe uplift of fees is based on prices (+1.7%).", "+1.7%", "uplift of fees"),
        ("## Boats\n\nThe total cost is therefore £7.2m.", "£7.2m", "total cost"),
        ("## Boats\n\nThe number of boats fell to 31", "31", "number of boats"),
    ],
)
def test_a_sentence_is_no_line_of_labels(text: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(text)


def test_a_label_is_kept_whole_under_a_long_question() -> None:
    asked = (
        "During summer holidays, which harbour organisations or neighbourhood partnerships would "
        "children attending secondary schools probably recommend to newcomers from elsewhere"
    )
    found = subjects(f"## {asked}?\n\nRowing for the sake of rowing 13%")
    assert found[0][1].endswith("– Rowing for the sake of rowing")


def test_what_follows_labels_is_not_of_the_last_of_them() -> None:
    found = subjects("- Boats sunk:\n\n  - Hill Lane – 39; Mill Lane – 31; 12 have been counted\n")
    assert not any(figure == "12" and "Mill Lane" in said for figure, said in found)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("In 2019/20, percentage of idle boats in Wells has fallen to 16%, a fall of 4% from 2018.",
         "16%", "percentage of idle boats in Wells"),
        ("Gross quay income for 2025-26 is estimated to be £19.8m including £8m of fees.", "£19.8m",
         "Gross quay income"),
        ("The repair rate has improved greatly and at the end May 2017 stood at 90%.", "90%",
         "repair rate"),
    ],
)  # fmt: skip
def test_without_grammar_it_is_the_noun_before_the_first_verb(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


def test_a_statement_that_names_nothing_has_the_heading() -> None:
    found = subjects("## Rope costs\n\nThis has been set at £250k.\n")
    assert ("£250k", "Rope costs") in found
