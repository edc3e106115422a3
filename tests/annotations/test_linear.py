"""What it costs to find the numbers of a text grows with its length and no faster.

Steps of the program are counted, not seconds: every line that runs and every call. The patterns
themselves run inside `re`, where nothing can be counted; they are held down by the length of
what they are given, which is checked as well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import log2
from types import FrameType
from typing import Any

import pytest

from extractor.annotations import every_number
from extractor.annotations.ages import find_age_bands
from extractor.annotations.every_number import READ_AT_ONCE, find_numbers
from extractor.tokens import sentence_words

LENGTH = 2_500
STRETCH = 400
SHAPES = [
    "1,", "1.1.", "1/2", "1/2 ", "1:1 ", "(5%) ", "[5] ", ", 6%", "and 5% and 6% ", "from 5% to ",
    "2019-20 ", "31/03/2019 ", "31 March 2019, ", "q1 ", "9", "1 1 ", "1 000 ", "5-", "5 - 9 - ",
    "£5 ", "(£5m) ", "one hundred ", "one in ", "five ", "five, or six or ", "no ", "5 of the 6 ",
    "5 out of 6 ", "page 5 of ", "section 5(a) ", "aged 5 and 6, ", "under 5 ", "Year 5 children ",
    "Joe, 17, ", "95% CI 3-4 ", "28(3): 86-88; ", "http://a.b/5 ", "a@b.c ", "a.", "a-", "* ",
    "number below 5 suppressed ", "scored 5 out of 6 ", "5 days ", "-5 ", "5\u200b", "5   ",
    "The number of children in care rose from 5 to 6 in 2019. ",
]  # fmt: skip


def steps(work: Callable[[str], object], text: str) -> int:
    """How many lines and calls of the program run while `work` reads the text."""
    count = 0

    def tracer(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("work", [find_numbers, find_age_bands, sentence_words])
def test_twice_the_text_costs_twice_the_steps(
    work: Callable[[str], object], shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(every_number, "READ_AT_ONCE", STRETCH)
    _doubles(work, shape, LENGTH)


@pytest.mark.parametrize("shape", SHAPES)
def test_one_stretch_costs_twice_the_steps_for_twice_its_length(shape: str) -> None:
    _doubles(find_numbers, shape, READ_AT_ONCE // 2)


def _doubles(work: Callable[[str], object], shape: str, length: int) -> None:
    short, long = (shape * (n // len(shape)) for n in (length, 2 * length))
    work(long)  # what is built once is built
    growth = 2 * log2(2 * length) / log2(length)
    assert steps(work, long) <= 1.05 * growth * steps(work, short) + 500


@pytest.mark.parametrize("shape", SHAPES)
def test_no_more_is_read_at_once_than_the_bound(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    found = every_number._numbers

    def noted(text: str, cell: tuple[int, int] | None) -> Any:
        read.append(text)
        return found(text, cell)

    monkeypatch.setattr(every_number, "_numbers", noted)
    text = shape * (LENGTH // len(shape))
    find_numbers(text)
    longest_number = LENGTH if shape == "9" else 16
    assert max(map(len, read)) <= READ_AT_ONCE + longest_number
    assert len(read) <= 2 * LENGTH / READ_AT_ONCE + 1


def test_a_text_is_cut_inside_no_number() -> None:
    sentence = "There were 1,204 children in care and £1.2m was spent on 31 March 2019"
    for filler in (" ", ". ", ", "):
        text = filler.join([sentence] * 200)
        whole = [n.text for n in find_numbers(sentence)]
        assert [n.text for n in find_numbers(text)] == whole * 200


def _pieces(text: str) -> Iterator[str]:
    for start, end in every_number._stretches(text):
        yield text[start:end]


@pytest.mark.parametrize("shape", [*SHAPES, "9" * 5000, "x" * 5000, ""])
def test_the_stretches_of_a_text_are_the_text(shape: str) -> None:
    text = shape * (LENGTH // max(1, len(shape)) + 1)
    pieces = list(_pieces(text))
    assert "".join(pieces) == text
    assert not any(a[-1:].isdigit() and b[:1].isdigit() for a, b in pairwise(pieces))


@pytest.mark.parametrize("digits", [16, 309, 400, 5000])
def test_more_digits_than_anything_has_are_no_number(digits: int) -> None:
    for text in (
        f"As at 31 March 2019 there were {'9' * digits} children, 12 of them girls.",
        f"It cost £{'9' * digits} billion and 12 others.",
        f"A share of {'9' * digits}.5% and 12 others",
        f"£{'9' * digits}-{'9' * digits}m, 12",
        f"9{',999' * digits}, 12 left",
    ):
        kept = [n for n in find_numbers(text) if n.excluded is None]
        assert all(abs(n.value) < 1e19 for n in find_numbers(text))
        assert [n.value for n in kept][-1] == 12
        assert "too many digits" in {n.excluded for n in find_numbers(text)}
