"""Patterns that say first what every number begins with find what they would find without that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.annotations import ages
from extractor.annotations.numbers import digits, words
from extractor.tokens import _ADDRESSES, _OTHERS, words_of

WORDS = """
    one two three four five ﬁve six nine ten twelve fifteen ﬁfteen twenty twenty-one fourty ﬁfty a
    an hundred thousand million billion half halves third thirds quarter quarters fifth tenths dozen
    of percentage point per cent percent doubled doubling trebled tripled quadrupled halved
    halving double twice treble triple as many fold times none nil zero no both were whom once
    thrice first second eighth in every out under below over aged ages between age the to and or
    plus post years year old olds group minus l lo 12 1,234 5.6 1 0 000 16 18+ 25s 14-16 £ £1.2m
    (£3m) (4) -7 +3 .5 ½ 5% 7pp 2.3.1 x3 and/or Kent's ' ’s
"""
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(WORDS.split()), st.sampled_from([" ", " ", " ", "-", "", ", ", "\n"])
    ),
    max_size=14,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def without_beginning(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern without the first look ahead that it begins with."""
    written = pattern.pattern
    start = at = written.index("(?=")
    depth = 0
    while True:
        sign = written[at]
        if sign == "[":  # brackets in a set are signs
            at = written.index("]", at + 2)
        elif sign == "\\":
            at += 1
        else:
            depth += (sign == "(") - (sign == ")")
        at += 1
        if depth == 0:
            break
    assert written[:start].strip() in ("", r"\b")
    return re.compile(written[:start] + written[at:], pattern.flags & ~re.UNICODE)


@pytest.mark.parametrize(
    "pattern",
    [digits._PRINTED, words._WORDS, words._PROPORTION, ages._BANDS],
    ids=["digits", "words", "proportions", "ages"],
)
@settings(deadline=None)
@given(text=TEXTS)
def test_nothing_else_is_found_without_the_beginning(pattern: re.Pattern[str], text: str) -> None:
    plain = without_beginning(pattern)
    found = [(m.span(), m.groups()) for m in pattern.finditer(text)]
    assert found == [(m.span(), m.groups()) for m in plain.finditer(text)]


@settings(deadline=None)
@given(text=TEXTS | st.text(st.sampled_from("ab.@-/:wukgov123' ")))
def test_tokens_are_the_same_whether_addresses_are_looked_for_or_not(text: str) -> None:
    slow = re.compile(rf"({_ADDRESSES}{_OTHERS})([ ]?)", re.VERBOSE | re.DOTALL)
    assert words_of(text) == slow.findall(text)


@settings(deadline=None)
@given(text=TEXTS | st.text(st.sampled_from("abs4.A*’' ")))
def test_tokens_are_the_same_whether_plain_words_are_taken_first_or_not(text: str) -> None:
    first, others = _OTHERS.split("|", 1)
    assert "[a-z]" in first
    slow = re.compile(rf"({_ADDRESSES}{others})([ ]?)", re.VERBOSE | re.DOTALL)
    assert words_of(text) == slow.findall(text)
