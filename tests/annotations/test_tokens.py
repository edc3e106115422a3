"""Tokens of committee English, and the normal form that phrases are matched on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.tokens import norm, sentence_words, words_of


def words(text: str) -> list[str]:
    return [word.text for word in sentence_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("253children", "253 children"),
        ("60per cent", "60 per cent"),
        ("90%to 86%", "90 % to 86 %"),
        ("n=717", "n = 717"),
        ("2016–17", "2016 – 17"),
        ("£1.2m", "£ 1.2 m"),
        ("£(0.3)m", "£ ( 0.3 ) m"),
        ("11-15", "11 - 15"),
        ("(19/291)", "( 19 / 291 )"),
        ("9.9%are", "9.9 % are"),
        ("in-house", "in - house"),
        ("16+ and 5+", "16 + and 5 +"),
        ("A*-C", "A* - C"),
        ("31st", "31st"),
        ("Q3", "Q3"),
        ("1,409 homes", "1,409 homes"),
        ("1,2", "1 , 2"),
        ("62\u2009100", "62\u2009100"),
        ("62 100", "62 100"),
        ("107²", "107 ²"),
        ("mail a.carer@fenby.gov.uk.", "mail a.carer@fenby.gov.uk ."),
        ("see www.fenby.gov.uk/care, or", "see www.fenby.gov.uk/care, or"),
        ("setting.These", "setting . These"),
        ("the child’s ‘voice’", "the child ’s ‘ voice ’"),
        ("on 31.03.2016.", "on 31.03.2016 ."),
        ("Outcome1", "Outcome 1"),
        ("type U6", "type U6"),
    ],
)
def test_what_is_a_token(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@given(st.text())
def test_tokens_never_change_the_text(text: str) -> None:
    assert "".join(word + blank for word, blank in words_of(text)) == text


@given(st.text(alphabet="a1 .,\n\u00a0-’'%£²", max_size=30))
def test_each_stands_where_it_says(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in sentence_words(text))


@pytest.mark.parametrize(
    ("word", "normal"),
    [
        ("Placements", "placement"),
        ("agencies", "agency"),
        ("boxes", "box"),
        ("Children", "child"),
        ("people", "person"),
        ("homes", "home"),
        ("don’t", "don't"),
        ("has", "has"),
        ("This", "this"),
        ("illness", "illness"),
        ("status", "status"),
    ],
)
def test_normal_form(word: str, normal: str) -> None:
    assert norm(word) == normal
