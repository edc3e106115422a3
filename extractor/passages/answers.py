"""Answers that say nothing without their question: "How many children are looked after? 63"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.exclusions.patterns import NUMBER
from extractor.blocks.text import Text
from extractor.passages.model import Passage
from extractor.regex import regex

_ANSWER = regex(
    r"\W*(?:(?:answer|response|reply|a)\s*[:.–-]\s*)?"
    r"(?:(?:fewer|less|more) than |approximately |around |about |under |over "
    r"|a total of |in total,? )?"
    rf"(?:£?[0-9][0-9,.]*(?:m|k|bn)?|{NUMBER})(?:\s?%| per ?cent)?(?: \([^()]{{1,20}}\))?"
    r"(?: [a-z][a-z’'-]*){0,3}\W*",
    re.IGNORECASE,
)
LONGEST_ANSWER = 80
"""An answer that is longer says by itself what it counts."""


def is_answer(text: str) -> bool:
    """Whether a text is only a number, perhaps with its unit and a word or two ("Fewer than five",
    "Answer: 14 households")."""
    return len(text) <= LONGEST_ANSWER and _ANSWER.fullmatch(text) is not None


def with_answers(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The sentences of a text, an answer in one with the question that it follows.

    `spans` are the sentences as (start, end).
    """
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and text[: out[-1][1]].endswith("?") and is_answer(text[start:end]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def answered(question: Passage | None, answer: Passage) -> Passage | None:
    """One passage of a question and of the paragraph after it, where that is only an answer;
    otherwise None."""
    if question is None or not question.text.content.rstrip().endswith("?"):
        return None
    if question.page != answer.page or question.report != answer.report:
        return None
    if question.cell is not None or not is_answer(answer.text.content):
        return None
    return replace(question, text=Text.join((question.text, answer.text)))
