"""Nothing in the whole pipeline is superlinear: twice the input takes at most twice the work.

The work is the number of calls that the interpreter makes (functions of Python and of C), which
is the same on every machine. Work inside one call of C (a pattern, a slice) makes no calls: the
longer runs (`make soak`) compare the time of the processor, over inputs large enough to tell.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import lru_cache
from types import FrameType

import pytest
from doubling_shapes import SHAPES

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook

KNOWN_BEYOND: frozenset[str] = frozenset()
"""Shapes that are known to take more: none."""

ALLOWED = 2.6
"""Twice, the logarithm, and steps that come with a threshold."""


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load_rulebook()


def calls_of(work: Callable[[], object]) -> int:
    """How many calls the interpreter makes in doing the work."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def calls(unit: str, times: int) -> int:
    text = f"Kent County Council\n\n{unit * times}\n"
    return calls_of(lambda: read_text(text, rulebook()))


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_input_takes_twice_the_work(shape: str) -> None:
    unit, times = SHAPES[shape]
    calls(SHAPES["prose"][0], 1)  # What is loaded once: the rules and the parser.
    calls(unit, 2)
    once, twice = (calls(unit, times * n) for n in (2, 4))
    ratio = twice / once
    if shape in KNOWN_BEYOND and ratio > ALLOWED:
        pytest.xfail(f"{shape}: {once:,}, {twice:,} calls")
    assert shape not in KNOWN_BEYOND, f"{shape} takes no more: take it from the list"
    assert ratio <= ALLOWED, (shape, once, twice)


@pytest.mark.soak
@pytest.mark.parametrize("shape", sorted(set(SHAPES) - KNOWN_BEYOND))
def test_sixteen_times_the_input_takes_no_more_than_its_time(shape: str) -> None:
    unit, times = SHAPES[shape]
    calls(unit, 2)
    first, last = (seconds(unit, times * n) for n in (2, 32))
    # The smallest of three runs; a tenth of a second is noise.
    assert last <= 16 * ALLOWED * max(first, 0.02) + 0.1, (shape, first, last)


def seconds(unit: str, times: int) -> float:
    """The least time of the processor that reading the text takes."""
    text = f"Kent County Council\n\n{unit * times}\n"
    taken = []
    for _ in range(3):
        before = time.process_time()
        read_text(text, rulebook())
        taken.append(time.process_time() - before)
    return min(taken)
