"""Questions and their answers: what a bare number answers is what it counts."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.passages.answers import is_answer
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = """Larkmoor Borough Council
Freedom of Information request: response
Date of reply: 3 July 2023

"""


def read(text: str) -> dict[str, Observation]:
    return {o.figure_text: o for o in read_text(HEAD + text, RULEBOOK).observations}


@pytest.mark.parametrize(
    "text",
    ["63", "Fewer than five", "Answer: 14 households.", "57%", "A. 1,204", "Seven", "72 (31%)"],
)
def test_a_number_with_little_else_is_an_answer(text: str) -> None:
    assert is_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2022/23, 74 children went missing.",
        "We do not hold this information.",
        "63 children were looked after and 12 of them were placed out of area.",
        "See the answer to question 2.",
    ],
)
def test_a_statement_of_its_own_is_none(text: str) -> None:
    assert not is_answer(text)


def test_answers_in_the_lines_of_their_questions() -> None:
    found = read(
        "- How many children did the council look after on 31 March 2023? 63\n"
        "- How many of these were placed with independent fostering agencies? 22\n"
        "- What percentage of care leavers aged 19 to 21 were in education, employment or training "
        "on 31 March 2023? 57%\n"
        "- How many complaints about children's social care did you receive in 2022/23? Seven\n"
    )
    assert found["63"].measure == "cla_total"
    assert str(found["63"].period_end) == "2023-03-31"
    assert dict(found["22"].dimensions) == {"placement_type": "ifa_foster"}
    assert (found["57%"].measure, dict(found["57%"].dimensions)) == (
        "cl_eet",
        {"age_band": "19-21"},
    )
    assert found["Seven"].measure == "complaints"


def test_an_answer_in_the_paragraph_after_its_question() -> None:
    found = read("Q1. How many children in care lived out of area on 31 March 2023?\n\n71\n")
    assert found["71"].measure == "cla_out_of_area"
    assert found["71"].quote.endswith("2023? 71")


@pytest.mark.parametrize(
    "question",
    [
        "How many siblings of children in care did the council support on 31 March 2023?",
        "How many disabled adults were in care on 31 March 2023?",
        "How many children who left care in 2022/23 had been in care for over two years?",
        "How many children's homes does the council run?",
    ],
)
def test_the_words_of_the_question_narrow_its_answer(question: str) -> None:
    assert read(f"{question} 63")["63"].measure is None
    assert read(f"{question}\n\n63")["63"].measure is None


def test_a_question_without_an_answer_asks_nothing_of_the_next_paragraph() -> None:
    found = read(
        "How many children are looked after?\n\nIn 2022/23 the library had 1,432 new readers.\n"
    )
    assert found["1,432"].measure is None
    assert found["1,432"].quote.startswith("In 2022/23")
