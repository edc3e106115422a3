"""Which lines are headings, and how deep: by number, by how they are set, by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

from extractor.blocks.headings import can_be_heading, level_of_number, number_of, states_figure
from extractor.blocks.model import Block
from extractor.blocks.read import read_blocks
from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings


def headings_of(text: str) -> list[tuple[int, str | None, str]]:
    page = Page(None, 0.0, 0.0, (), (), "text", text=text)
    return [
        (block.level, block.marker, block.text.content)
        for block in read_plain(page).blocks
        if block.kind == "heading"
    ]


def test_numbered_lines_in_any_case_head_what_hangs_under_them() -> None:
    text = (
        "2. Background and context\n\nThe panel met in June to look at the service.\n\n"
        "2.1 placement of children\n\nMost children live with foster carers.\n\n"
        "3. Where children live\n3.1 There were 410 children in care.\n"
    )
    assert headings_of(text) == [
        (2, "2.", "Background and context"),
        (2, "3.", "Where children live"),
    ]


def test_a_number_without_a_mark_heads_the_paragraphs_that_it_begins() -> None:
    text = "2 Post 16 years\n\n2.1 There were 60 care leavers.\n\n7 Homes closed in May.\n"
    assert headings_of(text) == [(2, "2", "Post 16 years")]


def test_items_of_a_numbered_list_are_no_headings() -> None:
    text = (
        "The committee should:\n\n1. Note the report\n2. Agree the plan\n3. Ask for an update\n\n"
        "There are no implications for the budget.\n"
    )
    assert headings_of(text) == []


def test_a_line_with_a_figure_is_a_statement_however_it_is_set() -> None:
    text = "**517 children were in care**\n\n**Children in care**\n\n**92% of reviews on time**\n"
    assert [content for _, _, content in headings_of(text)] == ["Children in care"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("517 children were in care", True),
        ("92% of reviews on time", True),
        ("Overspend £1.2m", True),
        ("Numbers rose to 45 in the quarter", True),
        ("Key Stage 4 results 2023/24", False),
        ("Post 16 years", False),
        ("Priority 2: Placement stability", False),
        ("Children aged 16 to 17", False),
        ("Position as at 31 March 2024", False),
        ("What we did", False),
    ],
)
def test_what_states_a_figure(content: str, expected: bool) -> None:
    assert states_figure(content) is expected


@pytest.mark.parametrize(
    ("marker", "number", "level"),
    [("3.", (3,), 2), ("3.0", (3,), 2), ("3.2", (3, 2), 3), ("3.2.1.", (3, 2, 1), 4)],
)
def test_levels_follow_the_number(marker: str, number: tuple[int, ...], level: int) -> None:
    assert (number_of(marker), level_of_number(marker)) == (number, level)


def test_bullets_and_letters_are_no_numbers() -> None:
    assert [number_of(marker) for marker in ("•", "a)", None, "(iv)")] == [None] * 4


def blocks_of(path: Path) -> list[Block]:
    source = open_source(path, ReadingSettings(ocr="off"))
    try:
        return [block for page in read_blocks(source.pages()) for block in page.blocks]
    finally:
        source.close()


def printed(path: Path, heading: str, mode: TextMode, width: float) -> Path:
    """A page of text in one font; the heading is made bold, if at all, by a stroke."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    top = 80.0
    for part in range(3):
        pdf.set_line_width(width)
        with pdf.local_context(text_mode=mode):
            pdf.text(72, top, f"{heading} {'abc'[part]}")
        top += 20
        for line in range(6):
            pdf.text(
                72,
                top,
                f"Line {'uvwxyz'[line]} of what the service did for its children in the year",
            )
            top += 14
        top += 20
    pdf.output(str(path))
    return path


def test_a_line_that_a_stroke_makes_bold_is_a_heading(tmp_path: Path) -> None:
    bold = printed(tmp_path / "bold.pdf", "Where children live", TextMode.FILL_STROKE, 0.4)
    assert [b.text.content for b in blocks_of(bold) if b.kind == "heading"] == [
        "Where children live a",
        "Where children live b",
        "Where children live c",
    ]
    plain = printed(tmp_path / "plain.pdf", "Where children live", TextMode.FILL, 0.4)
    assert not [b for b in blocks_of(plain) if b.kind == "heading"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("2019–20 2021–22 2023–24 Phase Phase Phase", False),
        ("2007–8 2009–10 2011–12 Year Year Year", False),
        ("Capital programme 2024/25 2025/26 2026/27", True),
        ("Placements in 2023–24", True),
    ],
)
def test_the_years_of_an_axis_head_nothing(content: str, expected: bool) -> None:
    assert can_be_heading(content) is expected
