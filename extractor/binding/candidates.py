"""Which numbers of a passage may be statistics, and why the others are not."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.marks.model import Number, Period
from extractor.marks.read import Marks
from extractor.passages.model import Passage

OPENING_BASE = re.compile(
    r"^\W*(?:of|out of|from|among|amongst)\s+(?:the|these|those|our|this|a total of|all)?\s*"
    r"(?:total\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\s+(?=[\d£A-Z])")


def candidates_of(
    passage: Passage, marks: Marks, stated: dict[float, Period]
) -> tuple[list[Number], list[Number]]:
    """The numbers of a passage that may be statistics, and the others with their reasons.

    In a table only what stands in the cell itself counts. A base that a sentence opens
    with is refused where the report has stated the same count before.
    """
    candidates: list[Number] = []
    refused: list[Number] = []
    for number in marks.numbers:
        if passage.cell is not None and not (
            passage.cell.start <= number.start and number.end <= passage.cell.end
        ):
            continue
        if number.refused is not None:
            refused.append(number)
        elif number.worded and _within_period(number, marks):
            refused.append(replace(number, refused="period"))
        elif _within_age(number, marks):
            refused.append(replace(number, refused="age"))
        elif _PARAGRAPH.match(marks.text[number.start :]) and not number.start:
            refused.append(replace(number, refused="paragraph number"))
        elif passage.cell is None and number.unit is None and _alone(number, marks.text):
            refused.append(replace(number, refused="number without words"))
        elif _restated_base(number, marks.text, stated):
            refused.append(replace(number, refused="restated base"))
        else:
            candidates.append(number)
    return candidates, refused


def _within_period(number: Number, marks: Marks) -> bool:
    """Whether the number is part of a time ("in the first three quarters of 2014-15")."""
    return any(p.start <= number.start and number.end <= p.end for p in marks.periods)


def _within_age(number: Number, marks: Marks) -> bool:
    """Whether the number is part of an age band ("39% were 10 to 15", by age)."""
    return number.unit is None and any(
        m.dimension == "age_band" and m.start <= number.start and number.end <= m.end
        for m in marks.concepts
    )


def _alone(number: Number, text: str) -> bool:
    """Whether the text is nothing but the number: a torn paragraph number, a chart label."""
    return not any(c.isalpha() for c in text[: number.start] + text[number.end :])


def _restated_base(number: Number, text: str, stated: dict[float, Period]) -> bool:
    opening = bool(OPENING_BASE.match(text[: number.start]))
    return opening and number.value in stated and number.value > 1
