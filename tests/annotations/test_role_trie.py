"""Role phrases as paths through words: options, figures with modifiers, any word, the longest."""

from __future__ import annotations

import pytest

from extractor.annotations.roles import Sentence, TokenTrie

ABOUT = {"about", "over"}


def sentence(text: str) -> Sentence:
    words = text.split()
    figures = {at: at + 1 for at, word in enumerate(words) if word[0].isdigit()}
    return Sentence(
        norms=words,
        figures=figures,
        plain=[at not in figures for at in range(len(words))],
        modifies=[word in ABOUT for word in words],
        stops=[word in ",.;" for word in words],
    )


def found(phrase: str, text: str) -> list[str]:
    paths = TokenTrie([("role", [phrase])], str.split)
    matches = paths.find(sentence(text)).get("role", [])
    return [" ".join(text.split()[start:end]) for start, end in sorted(matches)]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("target of {n}", "against a target of 70 set in May", ["target of 70"]),
        ("target (of|set at)? {n}", "target set at 7 , target 9", ["target set at 7", "target 9"]),
        ("rose by {n}", "it rose by about over 12 or rose by many", ["rose by about over 12"]),
        ("{n} target", "the 70 target and over 71 target", ["70 target", "over 71 target"]),
        ("from {n} to {n}", "from 30 to about 40", ["from 30 to about 40"]),
        ("target for * {n}", "target for boys 70 , target for , 71", ["target for boys 70"]),
        ("(a very|very)? long {n}", "a very long 12", ["a very long 12"]),
    ],
)  # fmt: skip
def test_what_a_phrase_takes(phrase: str, text: str, matches: list[str]) -> None:
    assert found(phrase, text) == matches


def test_a_figure_is_no_word_and_nothing_passes_a_stop() -> None:
    assert found("target for * {n}", "target for 12 70") == []
    assert found("target * * {n}", "target a . 70") == []
    assert found("target of {n}", "target of") == []
