"""Cues: which lists have a string in a text, found in one pass."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations.exclusions.cue_search import Cues
from extractor.annotations.exclusions.exclude import EXCLUSIONS

_STRINGS = st.text("ab (.%", min_size=1, max_size=4)


@given(st.lists(st.lists(_STRINGS, max_size=3), min_size=1, max_size=6), st.text("abc (.%"))
def test_the_lists_found_are_those_with_a_string_in_the_text(
    lists: list[list[str]], text: str
) -> None:
    held = [i for i, cues in enumerate(lists) if not cues or any(cue in text for cue in cues)]
    assert Cues([*lists, ["a"]]).among(text) == held + [len(lists)] * ("a" in text)


def test_a_string_within_another_and_one_that_overlaps_are_found() -> None:
    cues = Cues([["mar"], ["march"], ["arc"], ["chair"]])
    assert cues.among("in march") == [0, 1, 2]
    assert cues.among("marchair") == [0, 1, 2, 3]


def test_every_exclusion_is_tried_on_its_own_example() -> None:
    cues = Cues([exclusion.cues for exclusion in EXCLUSIONS])
    for number, exclusion in enumerate(EXCLUSIONS):
        shown = re.sub("[«»]", "", exclusion.example).lower()
        assert number in cues.among(shown), exclusion.example
