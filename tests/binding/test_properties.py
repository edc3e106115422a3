"""What holds for any text: nothing raises, every figure is where the record says."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
SOME = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARTS = st.sampled_from(
    [
        "At 31 March 2019", "there were", "512", "children in care", "compared with", "480",
        "a year earlier", ",", ".", "of whom", "37%", "(12%)", "in foster care", "nationally",
        "the target was", "fell by", "a third", "to", "from", "between", "and", "respectively",
        "in 2018/19", "£1.2m", "per 10,000", "fewer than five", "none", "aged 16-17", "\n",
        "\n\n", "- ", "|", "1.1", "1,409", "1 409", "²", "+", "–", "last quarter", "doubled",
        "care leavers", "of the", "Table 3", "§", "½", "%", "£", "99999999999999999999",
    ]
)  # fmt: skip
SENTENCES = st.lists(PARTS, max_size=25).map(" ".join)
ANYTHING = st.text(max_size=200)


def check(text: str) -> None:
    reading = read_text(text, RULEBOOK)
    for found in reading.observations:
        assert found.quote[found.quote_start : found.quote_end] == found.figure_text
        assert found.char_start is not None
        assert found.char_end is not None
        assert 0 <= found.char_start < found.char_end <= len(text)
        assert found.unit is not None
        assert found.subject is not None
        assert (found.measure is None) == (found.rule is None)
        assert (found.direction is not None) <= (found.kind == "change")
        if found.period_end is None:
            assert found.period_start is None
            assert found.period_source is None
        elif found.period_basis == "as_at":
            assert found.period_start is None
        else:
            assert found.period_start is not None
            assert found.period_start <= found.period_end
        if found.confidence != "high":
            assert found.doubts
    ids = [found.id for found in reading.observations]
    assert len(set(ids)) == len(ids)
    assert ids == [found.id for found in read_text(text, RULEBOOK).observations]
    for number in reading.excluded:
        assert number.reason


@given(SENTENCES)
@SOME
def test_sentences_of_any_kind(text: str) -> None:
    check(text)


@given(ANYTHING)
@SOME
def test_any_text_at_all(text: str) -> None:
    check(text)


@given(st.integers(6, 99_999), st.sampled_from(["children in care", "care leavers", "fossils"]))
@SOME
def test_offsets_slice_back_to_the_figure(value: int, noun: str) -> None:
    text = f"A report – with “signs” before it.\n\nAt 31 March 2019 there were {value:,} {noun}.\n"
    (found,) = read_text(text, RULEBOOK).observations
    assert text[found.char_start : found.char_end] == found.figure_text == f"{value:,}"
    assert found.value == value
