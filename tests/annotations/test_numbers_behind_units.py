"""A number behind "the quarter" or "the month": what the sentence counts, or which one it is."""

from __future__ import annotations

import pytest

from extractor.annotations.periods.grammar import find_periods
from extractor.annotations.periods.model import Length, Part, Relative
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

HEAD = "Larkmoor Borough Council\nSocial Care Performance: April to June 2013\n\n"


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("During the quarter 2,914 contacts with children's services were received.", "2,914"),
        ("During the quarter 2 children left care.", "2"),
        ("Over the month 3 children were adopted.", "3"),
    ],
)
def test_it_is_a_figure_where_things_follow(sentence: str, figure: str) -> None:
    found = {o.figure_text: o for o in read_text(HEAD + sentence, load_rulebook()).observations}
    assert figure in found
    assert str(found[figure].period_end) == "2013-06-30"


@pytest.mark.parametrize(
    "text", ["in the quarter 2 figures", "in quarter 2 40 children left", "during quarter 2"]
)
def test_it_says_which_quarter_where_none_do(text: str) -> None:
    assert [p.expression for p in find_periods(text)] == [Part("quarter", 2)]


def test_in_the_quarter_is_one_though_a_count_follows() -> None:
    (found,) = find_periods("in the quarter 2 children left care")
    assert found.expression == Relative(0, "quarter")


def test_within_the_previous_year_counts_back() -> None:
    within, before = (find_periods(f"{link} the previous year")[0] for link in ("within", "in"))
    assert within.expression == Length(1, "year")
    assert before.expression == Relative(-1, "year")
