"""The language in which rule files write phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rulebook.phrases import MOST, PhraseError, elements, expand

WORD = st.text(alphabet="abcdefghij", min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("phrase", "sequences"),
    [
        ("looked after child", ["looked after child"]),
        ("boy|girl", ["boy", "girl"]),
        ("(in house|internal) carer", ["in house carer", "internal carer"]),
        ("number (of the)? child", ["number of the child", "number child"]),
        ("in[-]house carer", ["in house carer", "in-house carer", "inhouse carer"]),
        ("(two|2)[-]year", ["two year", "two-year", "twoyear", "2 year", "2-year", "2year"]),
        (
            "part[-](day|time)",
            ["part day", "part-day", "partday", "part time", "part-time", "parttime"],
        ),
        ("(15|ten)-day", ["15-day", "ten-day"]),
        ("(a|b)[-]c", ["a c", "a-c", "ac", "b c", "b-c", "bc"]),
        ("pre[-](a b|c)", ["pre a b", "pre-a b", "prea b", "pre c", "pre-c", "prec"]),
        ("a (b|(c d|e) f) g", ["a b g", "a c d f g", "a e f g"]),
        ("up|down by|of", ["up by", "up of", "down by", "down of"]),
        ("[(] {n} [)]", ["( {n} )"]),
        ("(a|a) b", ["a b"]),
    ],
)
def test_a_phrase_stands_for_its_word_sequences(phrase: str, sequences: list[str]) -> None:
    assert expand(phrase) == tuple(sequences)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("(a b", "does not close a bracket"),
        ("a b)", "closes a bracket that is not open"),
        ("a | b", "an empty alternative"),
        ("a||b", "an empty alternative"),
        ("?", "a question mark with nothing before it"),
        ("a? b?", "could match nothing at all"),
        ("", "could match nothing at all"),
        (" ".join(["(a|b|c|d)"] * 6), f"stands for more than {MOST} phrases"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase: str, told: str) -> None:
    with pytest.raises(PhraseError, match=told.replace("?", r"\?")):
        expand(phrase)


@given(st.lists(st.lists(WORD, min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
def test_alternatives_multiply(places: list[list[str]]) -> None:
    found = expand(" ".join("(" + "|".join(words) + ")" for words in places))
    expected = 1
    for words in places:
        expected *= len(words)
    assert len(found) == expected == len(set(found))
    for sequence in found:
        for word, words in zip(sequence.split(), places, strict=True):
            assert word in words


@given(st.lists(WORD, min_size=1, max_size=4), st.lists(WORD, min_size=1, max_size=2))
def test_what_may_be_left_out_makes_two_of_each(words: list[str], extra: list[str]) -> None:
    plain, more = " ".join(words), " ".join(extra)
    assert expand(f"{plain} ({more})?") == (f"{plain} {more}", plain)


@given(st.text(alphabet="ab ()|?[-]{n}*", max_size=30))
def test_any_text_is_a_phrase_or_an_error_in_words(text: str) -> None:
    try:
        sequences = expand(text)
    except PhraseError:
        return
    assert 0 < len(sequences) <= MOST
    assert elements(text)
