"""Phrases of the rules in a text: in any form, the longest winning, capitals as written."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations.ages import find_age_bands
from extractor.rulebook.phrases import found_in, trie_of
from extractor.tokens import norm

PHRASES = (
    ("foster placement", "fostering", None, None, False),
    ("children's home", "home", None, None, False),
    ("home", "house", None, None, False),
    ("LAC", "cla", None, None, True),
    ("foster placement", "placement_type=foster", "placement_type", "foster", False),
)


def found(text: str) -> list[tuple[str, list[str]]]:
    words = text.split()
    norms = [norm(word) for word in words]
    return [
        (" ".join(words[start:end]), [sense[0] for sense in senses])
        for start, end, senses in found_in(trie_of(PHRASES), norms)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foster Placements", [("Foster Placements", ["fostering", "placement_type=foster"])]),
        ("a home", [("home", ["house"])]),
        ("fosters placed", []),
        ("foster", []),
        ("lac", [("lac", ["cla"])]),
    ],
)
def test_phrases_are_found_in_their_normal_form(
    text: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert found(text) == expected


def test_what_must_stand_in_capitals_says_so() -> None:
    ((_, _, senses),) = found_in(trie_of(PHRASES), ["lac"])
    assert senses[0][3] == ("LAC",)


WORDS = st.sampled_from("abc")


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=6), st.lists(WORDS, max_size=12))
def test_every_phrase_is_found_wherever_it_stands(
    phrases: Sequence[list[str]], text: list[str]
) -> None:
    trie = trie_of([(" ".join(words), "x", None, None, False) for words in phrases])
    wanted = {
        (start, start + len(words))
        for words in phrases
        for start in range(len(text) - len(words) + 1)
        if text[start : start + len(words)] == words
    }
    assert {(start, end) for start, end, _ in found_in(trie, text)} == wanted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("in work at the age of 19", ["19"]),
        ("137 aged over 16, 12 over the age of 18", ["16_and_over", "18_and_over"]),
        ("230 children less than five years of age", ["under_5"]),
        ("230 children fewer than in 2005", []),
        ("19% five to nine, 38% ten to 15", ["5-9", "10-15"]),
        ("over 16 miles away, less than 5 years", []),
    ],
)
def test_ages_over_under_and_at(text: str, values: list[str]) -> None:
    assert [m.value for m in find_age_bands(text)] == values
