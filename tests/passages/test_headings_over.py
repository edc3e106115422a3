"""The headings that a passage is under."""

from __future__ import annotations

from extractor.blocks.model import Block
from extractor.blocks.text import Text
from extractor.passages.headings import Headings


def heading(
    text: str, page: int, *, level: int = 2, marker: str | None = None, size: float = 12.0
) -> Block:
    return Block("heading", page, Text(text), level=level, marker=marker, size=size)


def followed(*blocks: Block) -> Headings:
    headings = Headings()
    for block in blocks:
        headings.see(block)
    return headings


def test_a_new_section_ends_all_of_the_one_before() -> None:
    headings = followed(
        heading("Background", 1, marker="1."),
        heading("Demand", 1, level=3, marker="1.2"),
        heading("Referrals", 1, level=4),
        heading("Placements", 2, marker="2."),
    )
    assert headings.over(2) == ("Placements",)


def test_a_larger_heading_within_a_section_ends_with_it() -> None:
    headings = followed(
        heading("Education", 7, marker="4."),
        heading("Post 16 years", 8, level=1, size=20.0),
        heading("Housing", 9, marker="5."),
    )
    assert headings.over(9) == ("Housing",)


def test_the_next_section_ends_the_one_before_without_a_mark_or_a_heading() -> None:
    placements = heading("Placements", 1, marker="4.2")
    headings = followed(placements, heading("5 Health", 1, level=3))
    assert headings.over(1) == ("5 Health",)
    headings = followed(placements, heading("16 year olds", 1, level=3))
    assert headings.over(1) == ("16 year olds", "Placements")
    headings = followed(placements)
    headings.note("4.3", 1)
    assert headings.over(1) == ("Placements",)
    headings.note("5.1", 1)
    assert headings.over(1) == ()


def test_parts_stand_under_their_section_whatever_their_size() -> None:
    headings = followed(
        heading("Annual report", 1, level=1, size=24.0),
        heading("Placements", 1, marker="2.", size=12.0),
        heading("Foster care", 1, level=3, marker="2.1", size=16.0),
        heading("Carers", 1, level=4),
    )
    assert headings.over(1) == ("Carers", "Foster care", "Placements", "Annual report")


def test_numbers_that_begin_anew_belong_to_what_stands_above_them() -> None:
    headings = followed(
        heading("Part A", 1, level=1, size=24.0),
        heading("Summary", 1, marker="1."),
        heading("Results", 2, marker="2."),
        heading("Part B", 3, level=1, size=24.0),
        heading("Summary", 3, marker="1."),
    )
    assert headings.over(3) == ("Summary", "Part B")


def test_a_heading_set_like_the_text_rules_no_table_many_pages_on() -> None:
    headings = followed(heading("Post 16 years", 8, level=4))
    assert headings.over(8) == headings.over(9) == ("Post 16 years",)
    assert headings.over(50) == ()


def test_what_hangs_under_a_heading_renews_it() -> None:
    headings = followed(
        heading("Children's social care", 3, level=2, size=16.0),
        heading("Referrals", 6, level=4),
        heading("Assessments", 9, level=4),
    )
    assert headings.over(10) == ("Assessments", "Children's social care")
    numbered = followed(heading("Performance", 2, marker="4."))
    numbered.note("4.12", 10)
    assert numbered.over(15) == ("Performance",)
    assert numbered.over(30) == ()


def test_a_text_file_has_no_pages_and_headings_rule_to_the_next() -> None:
    headings = Headings()
    headings.see(Block("heading", None, Text("Placements"), level=2))
    assert headings.over(None) == ("Placements",)


def test_headings_can_be_come_back_to() -> None:
    headings = followed(heading("Incoming resources", 1))
    before = headings.held()
    headings.see(heading("Investment income", 1, level=4))
    assert headings.over(1) == ("Investment income", "Incoming resources")
    assert before.over(1) == ("Incoming resources",)
