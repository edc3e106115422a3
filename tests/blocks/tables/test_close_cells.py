"""Figures that are close: cells side by side, gaps inside a number, marks after it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from made_tables import Sheet, pages

from extractor.blocks.tables.find import find_tables
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings


def close_columns(sheet: Sheet, gap: float, *, ruled: bool) -> None:
    """A column of figures set to the right against one that begins with figures."""
    rows = [
        ("Measure", "March 2024", "Comment"),
        ("Children in care", "412", "2 more than planned"),
        ("Care leavers", "131", "12 in custody"),
    ]
    for number, (label, figure, comment) in enumerate(rows):
        top = 100 + 18 * number
        if ruled:
            for x, width in ((72, 120), (192, 80), (272, 180)):
                sheet.pdf.rect(x, top, width, 18)
        else:
            sheet.pdf.line(72, top, 452, top)
        sheet.y = top + 12
        sheet.put(75, label)
        sheet.put(272 - gap / 2, figure, right=True)
        sheet.put(272 + gap / 2, comment)
    if not ruled:
        sheet.pdf.line(72, 154, 452, 154)


@pytest.mark.parametrize(("gap", "ruled"), [(0.0, True), (0.6, True), (2.0, True), (2.0, False)])
def test_close_columns_are_two_figures(tmp_path: Path, gap: float, ruled: bool) -> None:
    page = pages(tmp_path, lambda sheet: close_columns(sheet, gap, ruled=ruled))[0]
    (table,) = find_tables(page)
    body = [[text or "" for text in row][-2:] for row in table.grid()[1:]]
    if len(table.grid()[0]) == 3:
        assert body == [["412", "2 more than planned"], ["131", "12 in custody"]]
    else:  # without rules the comment may go with the figure, but as words of its own
        assert [row[-1] for row in body] == ["412 2 more than planned", "131 12 in custody"]


def words_of(folder: Path, content: str) -> list[str]:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 200))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 11 Tf 40 100 Td {content} TJ ET".encode())
    path = folder / "torn.pdf"
    pdf.save(path)
    source = open_source(path, ReadingSettings(ocr="off"))
    try:
        return [word.text for word in next(source.pages()).words]
    finally:
        source.close()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[(there were 1,)-150(245 of them)]", ["there", "were", "1,245", "of", "them"]),
        ("[(there were 4)-150(12 of them)]", ["there", "were", "412", "of", "them"]),
        ("[(was 83.)-160(5% and)]", ["was", "83.5%", "and"]),
        ("[(for 20)-150(23 and)]", ["for", "2023", "and"]),
        # A printed space, or a gap as wide as one, parts figures.
        ("[(in 2023 412 of)]", ["in", "2023", "412", "of"]),
        ("[(for 5)-300(12 of)]", ["for", "5", "12", "of"]),
        ("[(a list: 1,)-300(245)]", ["a", "list:", "1,", "245"]),
    ],
)
def test_a_gap_inside_a_figure(tmp_path: Path, content: str, expected: list[str]) -> None:
    assert words_of(tmp_path, content) == expected


def test_marks_behind_figures_and_labels_in_ruled_cells(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        marked: list[tuple[float, float, str]] = []
        rows = [
            (("Measure", ""), ("March 2023", "1"), ("March 2024", "")),
            (("Children in care", ""), ("398", "10"), ("412", "a")),
            (("Care leavers", "2"), ("120", ""), ("131", "1,2")),
        ]
        for number, row in enumerate(rows):
            top = 100 + 18 * number
            for x, (text, mark) in zip((72, 222, 302), row, strict=True):
                sheet.pdf.rect(x, top, 150 if x == 72 else 80, 18)
                sheet.y = top + 13
                sheet.put(x + 4, text)
                marked.append((x + 4 + sheet.pdf.get_string_width(text), top + 9.5, mark))
        sheet.pdf.set_font("Helvetica", "", 6)
        for x, y, mark in marked:  # drawn when the table is there already
            sheet.pdf.text(x, y, mark)

    (table,) = find_tables(pages(tmp_path, draw)[0])
    assert table.grid() == [
        ["Measure", "March 2023", "March 2024"],
        ["Children in care", "398", "412"],
        ["Care leavers", "120", "131"],
    ]
