"""A row of figures without the names of its columns states nothing that could be told."""

from __future__ import annotations

import pytest

from extractor.annotations.every_number import find_numbers
from extractor.binding.flat_rows import without_columns


def apart(text: str) -> list[str]:
    numbers = [n for n in find_numbers(text) if n.excluded is None]
    return [numbers[i].text for i in sorted(without_columns(text, numbers))]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Glad to moor here 2% 11% 87%", ["2%", "11%", "87%"]),
        ("Ropes -3,216.8 - - -2,304.2 912.6 - Upper river", ["-3,216.8", "-2,304.2", "912.6"]),
        ("Ropes 12 14 Sails 9 7 31 and 4 oars", ["9", "7", "31"]),
        ("Ropes 12 14", []),
        ("They sold 3, 4 and 5 boats", []),
        ("From June 2015 34 (8%) of 19 boats leaked", []),
    ],
)
def test_three_figures_with_nothing_between_them(text: str, figures: list[str]) -> None:
    assert apart(text) == figures
