"""Arrows drawn as shapes are words of the page; other shapes are none."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from fpdf import FPDF

from extractor.pages.model import Page
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

Shape = list[tuple[float, float]]
# Points upwards, in a box of one by one: x to the right, y downwards.
BLOCK: Shape = [(0.5, 0), (1, 0.5), (0.7, 0.5), (0.7, 1), (0.3, 1), (0.3, 0.5), (0, 0.5)]
TRIANGLE: Shape = [(0.5, 0), (1, 1), (0, 1)]
THIN: Shape = [(0.5, 0), (0.9, 0.4), (0.55, 0.3), (0.55, 1), (0.45, 1), (0.45, 0.3), (0.1, 0.4)]
SQUARE: Shape = [(0, 0), (1, 0), (1, 1), (0, 1)]
DIAMOND: Shape = [(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)]
CORNER: Shape = [(0, 0), (1, 1), (0, 1)]
CIRCLE: Shape = [
    (0.5 + 0.5 * math.cos(a / 8 * math.pi), 0.5 + 0.5 * math.sin(a / 8 * math.pi))
    for a in range(16)
]


def drawn(folder: Path, shape: Shape, turn: float, style: str, words: str, size: float) -> Page:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    pdf.text(72, 80, words)
    angle = math.radians(turn)
    points = []
    for x, y in shape:
        dx, dy = size * (x - 0.5), size * (y - 0.5)
        points.append(
            (300 + dx * math.cos(angle) - dy * math.sin(angle),
             200 + dx * math.sin(angle) + dy * math.cos(angle))
        )  # fmt: skip
    pdf.set_fill_color(0, 0, 0)
    pdf.polygon(points, style=style)
    path = folder / "arrow.pdf"
    pdf.output(str(path))
    source = open_source(path, ReadingSettings(ocr="off"))
    try:
        (page,) = source.pages()
    finally:
        source.close()
    return page


def signs(page: Page) -> list[str]:
    return [word.text for word in page.words if word.text in "↑↓→←↗↘↙↖"]


STRAIGHT = [(0, "↑"), (90, "→"), (180, "↓"), (270, "←")]
SLANTED = [(45, "↗"), (135, "↘")]


@pytest.mark.parametrize(
    ("shape", "turn", "sign"),
    [(shape, *way) for shape in (BLOCK, TRIANGLE, THIN) for way in STRAIGHT]
    + [(shape, *way) for shape in (BLOCK, THIN) for way in SLANTED],
)
@pytest.mark.parametrize("style", ["F", "D"])
def test_the_way_an_arrow_points(
    tmp_path: Path, shape: Shape, turn: float, sign: str, style: str
) -> None:
    page = drawn(tmp_path, shape, turn, style, "Direction of travel", 14)
    assert signs(page) == [sign]
    (word,) = [w for w in page.words if w.text == sign]
    assert abs(word.box.centre - 300) < 5
    assert abs(word.box.middle - 200) < 5


@pytest.mark.parametrize(
    ("shape", "turn"),
    [(shape, turn) for shape in (SQUARE, DIAMOND, CIRCLE) for turn in (0, 30, 45)]
    + [(CORNER, 0), (CORNER, 90)],
)
def test_other_shapes_are_no_arrows(tmp_path: Path, shape: Shape, turn: float) -> None:
    assert signs(drawn(tmp_path, shape, turn, "F", "Direction of travel", 14)) == []


def test_marks_of_charts_and_pages_that_rate_nothing(tmp_path: Path) -> None:
    assert signs(drawn(tmp_path, TRIANGLE, 0, "F", "Direction of travel", 4)) == []
    assert signs(drawn(tmp_path, TRIANGLE, 0, "F", "A map of the borough", 14)) == []
