"""Gaps inside figures, and figures that nearly touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages_made import Sheet, texts


@pytest.mark.parametrize(
    ("shown", "figure"),
    [
        ("[(1) -150 (,245 children)]", "1,245"),
        ("[(1,) -160 (245 children)]", "1,245"),
        ("[(4) -150 (12 children)]", "412"),
        ("[(4) -130 (1) -130 (2 children)]", "412"),
        ("[(83.) -150 (5% of children)]", "83.5%"),
        ("[(83) -150 (% of children)]", "83%"),
        ("[(\\243) -160 (1.) -150 (2m for children)]", "£1.2m"),
        ("[(20) -150 (24 was the year)]", "2024"),
    ],
)
def test_a_figure_torn_by_kerning_is_one_word(tmp_path: Path, shown: str, figure: str) -> None:
    page = Sheet().add(f"BT /F 11 Tf 50 100 Td {shown} TJ ET").read(tmp_path)
    assert texts(page)[0] == figure
    assert len(page.words[0].edges or ()) == len(figure) + 1


@pytest.mark.parametrize(
    "shown", ["[(412) -280 (398)]", "[(412) -250 (,5)]", "(412 398)", "[(In 12.) -280 (5 of)]"]
)
def test_a_space_between_figures_stays(tmp_path: Path, shown: str) -> None:
    page = (
        Sheet().add(f"BT /F 11 Tf 50 100 Td {shown} TJ ET".replace(") TJ", ") Tj")).read(tmp_path)
        if shown[0] == "("
        else Sheet().add(f"BT /F 11 Tf 50 100 Td {shown} TJ ET").read(tmp_path)
    )
    assert len(page.words) > 1


@pytest.mark.parametrize("gap", [0.8, 1.2, 2, 3])
@pytest.mark.parametrize("right", ["2 more", "398", "3%"])
def test_columns_that_nearly_touch_stay_apart(tmp_path: Path, gap: float, right: str) -> None:
    """A drawn rule parts them, and so does a gap that no figure has inside."""
    end = 50 + 3 * 5.56
    sheet = Sheet().text("412").text(right, x=end + gap)
    sheet.add(f"{end + gap / 2} 90 m {end + gap / 2} 120 l S")
    assert texts(sheet.read(tmp_path))[:2] == ["412", right.split()[0]]


def test_without_a_rule_too(tmp_path: Path) -> None:
    assert texts(Sheet().text("412").text("398", x=68.7).read(tmp_path)) == ["412", "398"]


def test_a_figure_set_in_pieces_is_one_word(tmp_path: Path) -> None:
    """Many programs set each run of letters by itself, right after the last."""
    page = Sheet().text("4").text("12", x=55.56).text(",500", x=66.68).read(tmp_path)
    assert texts(page) == ["412,500"]


def test_a_rule_through_a_word_does_not_part_it(tmp_path: Path) -> None:
    sheet = Sheet().text("Regional 1,245").add("66 90 m 66 120 l S 100 90 m 100 120 l S")
    assert texts(sheet.read(tmp_path)) == ["Regional", "1,245"]
