"""Text and Markdown files: blocks, and the offset of every character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.blocks.model import Block, PageBlocks
from extractor.blocks.text import Text
from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page
from extractor.passages.read import PassageReader
from extractor.pipeline import read_text
from extractor.reports.model import Report
from extractor.rulebook.load import load_rulebook


def read(text: str) -> PageBlocks:
    return read_plain(Page(None, 0.0, 0.0, (), (), "text", text=text))


def shape(text: str) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.marker, b.text.content) for b in read(text).blocks]


def assert_stands_there(text: Text, source: str) -> None:
    """Each piece of `text` is what the file has at its offsets, white space being a space."""
    for piece in text.pieces:
        assert piece.source_start is not None
        there = source[piece.source_start : piece.source_start + piece.end - piece.start]
        printed = text.content[piece.start : piece.end]
        assert all(
            a == b or (a == " " and b.isspace()) for a, b in zip(printed, there, strict=True)
        )


def test_wrapped_lines_are_joined_and_header_lines_are_not() -> None:
    blocks = shape(
        "Westmere County Council\n"
        "Corporate Parenting Annual Report 2016-17\n"
        "Meeting date: 12 September 2017\n"
        "Reporting period: 1 April 2016 to 31 March 2017\n"
        "\n"
        "At the end of the year the council looked after some 717 children,\n"
        "and of these a rather larger part than in the year before were put\n"
        "with carers of its own.\n"
    )
    assert [content for _, _, content in blocks[:4]] == [
        "Westmere County Council",
        "Corporate Parenting Annual Report 2016-17",
        "Meeting date: 12 September 2017",
        "Reporting period: 1 April 2016 to 31 March 2017",
    ]
    assert len(blocks) == 5
    assert blocks[4][2].endswith("were put with carers of its own.")


def test_markers_are_kept_apart() -> None:
    blocks = shape(
        "# Annual report\n\n1. BACKGROUND\n\n- 1.1 The duty is old.\n- 12 children moved.\n"
        "e As at 31 May there were 9.\n* one more\na) to note\n2.5 years plus was usual.\n"
        "3. 16% were from abroad.\n"
    )
    assert blocks == [
        ("heading", None, "Annual report"),
        ("heading", "1.", "BACKGROUND"),
        ("paragraph", "1.1", "The duty is old."),
        ("list_item", "-", "12 children moved."),
        ("list_item", "e", "As at 31 May there were 9."),
        ("list_item", "*", "one more"),
        ("list_item", "a)", "to note"),
        ("paragraph", None, "2.5 years plus was usual."),
        ("list_item", "3.", "16% were from abroad."),
    ]


def leads(text: str) -> dict[str, tuple[str, ...]]:
    return {b.text.content: b.list_intro for b in read(text).blocks if b.kind == "list_item"}


def test_leads_of_nested_items_nearest_first() -> None:
    found = leads(
        "The year in figures:\n\n"
        "- 717 children were in care. Of these:\n  - 107 lived elsewhere\n\n  - 46 came alone\n"
        "- 39 were adopted\n\nAfter that.\n\n- 12 of them\n"
    )
    top = "The year in figures:"
    assert found == {
        "717 children were in care. Of these:": (top,),
        "107 lived elsewhere": ("717 children were in care. Of these:", top),
        "46 came alone": ("717 children were in care. Of these:", top),
        "39 were adopted": (top,),
        "12 of them": (),
    }


def test_a_list_that_lost_its_bullets_keeps_its_lead() -> None:
    text = (
        "Of the 717 children in care they were in the following placements:\n\n"
        "253 children were placed in house.\n\n217 children were with agencies.\n\n"
        "We are glad of this.\n\n12 is a number.\n"
    )
    found = leads(text)
    assert set(found) == {"253 children were placed in house.", "217 children were with agencies."}


def test_tables_and_contact_boxes() -> None:
    page = read(
        "| Placement | 2016 | 2017 |\n| --- | --- | --- |\n| Foster care | 253 | 217 |\n\n"
        "\tOfficer contact:\t\tMember contacts:\nName:\tJo Bloggs\tNames:\tPat Smith\n"
        "Tel:\t01632 960123\tTel:\t01632 960124\n"
    )
    table, contact = page.blocks
    assert table.table is not None
    assert table.table.grid() == [["Placement", "2016", "2017"], ["Foster care", "253", "217"]]
    assert contact.kind == "contact"
    assert_stands_there(table.table.cells[4].text, page.text)


def test_emphasis_and_footnote_marks_leave_the_offsets_right() -> None:
    source = "There were **717** children¹,   of _whom_ 253 (*35%*) moved.\r\n"
    (block,) = read(source).blocks
    assert block.text.content == "There were 717 children, of whom 253 (35%) moved."
    assert_stands_there(block.text, source)
    at = block.text.content.index("35%")
    span = block.text.source_span(at, at + 3)
    assert span is not None
    assert source[slice(*span)] == "35%"


LINE = st.text(st.sampled_from("abcdeAB 0123456789.,:;%£-–•*_#|\t()'¹³\r"), min_size=0, max_size=30)


@settings(deadline=None)
@given(st.lists(LINE, max_size=12))
def test_every_character_of_a_passage_stands_where_it_says(lines: list[str]) -> None:
    source = "\n".join(lines)
    page = read(source)
    blocks: list[Block] = list(page.blocks)
    for block in blocks:
        assert_stands_there(block.text, source)
    for passage in PassageReader().read(page, Report(0)):
        assert_stands_there(passage.text, source)
        for index, char in enumerate(passage.text.content):
            span = passage.text.source_span(index, index + 1)
            assert span is None or source[slice(*span)] == char or char == " "


UNSEEN = "\u00ad\u200b\u200c\u2060\ufeff\u200e"


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_prints_nothing_parts_no_word_and_no_figure(unseen: str) -> None:
    source = (
        f"There were 1,{unseen}245 chil{unseen}dren in care.\n\n"
        f"| Year | Number |\n| --- | --- |\n| 2023 | 1{unseen}31 |\n| 2024 | 140 |\n"
    )
    prose, table = read(source).blocks
    assert prose.text.content == "There were 1,245 children in care."
    assert_stands_there(prose.text, source)
    assert prose.text.source_span(11, 16) == (11, 17)
    assert table.table is not None
    cell = next(c.text for c in table.table.cells if c.text.content == "131")
    assert_stands_there(cell, source)


def test_a_soft_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    [block] = read("The number of looked after chil\u00ad\ndren rose to 131 at the end.").blocks
    assert block.text.content == "The number of looked after children rose to 131 at the end."


def tables_in(source: str) -> list[list[list[str | None]]]:
    return [b.table.grid() for b in read(source).blocks if b.table is not None]


def test_tables_without_bars_at_the_ends_and_in_columns() -> None:
    bars = "Placement | 2016 | 2017\n--- | --- | ---\nFoster care | 253 | 217\n"
    columns = (
        "Table 2: Where children live\n\n"
        "Placement          2016    2017\n"
        "Foster care         253     217\n"
        "Children's homes     12       -\n"
        "All placements    1,265   1,217\n"
        "Source: monthly return\n"
    )
    assert tables_in(bars) == [[["Placement", "2016", "2017"], ["Foster care", "253", "217"]]]
    assert tables_in(columns) == [
        [
            ["Placement", "2016", "2017"],
            ["Foster care", "253", "217"],
            ["Children's homes", "12", "-"],
            ["All placements", "1,265", "1,217"],
        ]
    ]
    table = next(b.table for b in read(columns).blocks if b.table is not None)
    assert table.caption is not None
    assert table.caption.content == "Table 2: Where children live"
    assert [note.content for note in table.notes] == ["Source: monthly return"]
    cell = next(c for c in table.cells if c.text.content == "1,265")
    assert columns[slice(*(cell.text.source_span(0, 5) or (0, 0)))] == "1,265"


def test_a_bar_that_opens_only_the_header_is_an_empty_first_cell() -> None:
    table = " | 2016 | 2017\nFoster care | 253 | 217\nLodgings | 12 | 9\n"
    assert tables_in(table)[0][:2] == [[None, "2016", "2017"], ["Foster care", "253", "217"]]
    closed = "| Placement | 2016 |\n| --- | --- |\n| Foster care | 253 |\n"
    assert tables_in(closed) == [[["Placement", "2016"], ["Foster care", "253"]]]


def test_rows_parted_by_spaced_dashes_are_a_table() -> None:
    table = (
        "Indicator – June 2019 – Target\n"
        "Children in care per 10,000 – 61 – 58\n"
        "Care leavers in work – 55% – n/a\n"
        "Children with a plan – 163 – 150\n"
    )
    assert tables_in(table)[0][1] == ["Children in care per 10,000", "61", "58"]
    prose = "The team – small – grew.\nThe town – small – did not.\nWe met – once – there.\n"
    assert tables_in(prose) == []


def test_a_short_line_right_above_its_text_is_a_heading() -> None:
    text = "The meeting was quorate.\n\nThe picture at 31 March 2019\nWe cared for 412 children on"
    kinds = {
        b.text.content: b.kind for b in read(text + " that date in all kinds of homes.").blocks
    }
    assert kinds["The picture at 31 March 2019"] == "heading"
    kinds = {b.text.content: b.kind for b in read("Present\nMrs Otter and Mr Vole\n").blocks}
    assert "heading" not in {k for c, k in kinds.items() if c.startswith("Mrs")}
    figures = {
        b.kind for b in read("Budget\n\nSome 412 children in 2019\nWe met them all there.").blocks
    }
    assert figures == {"heading", "paragraph"}


def test_columns_of_words_and_lists_are_no_tables() -> None:
    assert tables_in("One side  another side\nmore text  and words\nthe last  line of it\n") == []
    assert tables_in("- 12 moved   and 3 left\n- 4 moved   and 5 left\n- 6 moved   and 7\n") == []


def test_a_table_of_figures_that_mentions_names_is_no_contact_box() -> None:
    (grid,) = tables_in(
        "| Contacts: calls | 2023 | 2024 |\n| --- | --- | --- |\n| Phone | 12 | 15 |\n"
    )
    assert grid[1] == ["Phone", "12", "15"]


def test_items_of_a_list_are_no_card() -> None:
    text = (
        "Larkmoor Borough Council\nReport\n\nThe number of looked after children per 10,000 at 31 "
        "March 2023 was:\n\n- Larkmoor: 53\n- England: 61\n- Statistical neighbours: 56\n"
    )
    found = read_text(text, load_rulebook()).observations
    assert {o.source for o in found} == {"list"}
    assert {o.unit for o in found} == {"rate_per_10000"}


def test_a_table_with_one_cell_a_line_is_read_as_one() -> None:
    text = (
        "Stability\n\nIndicator\n2018/19\n2019/20\nTarget\nStat. neighbours\n"
        "Three or more placements in the year\n11.8%\n10.2%\n10%\n10.9%\n"
        "Same placement for two years\n66%\n69%\n–\n68%\n\nThe service was pleased.\n"
    )
    tables = [b.table for b in read(text).blocks if b.table is not None]
    [table] = tables
    assert (table.rows, table.columns, table.header_rows) == (3, 5, 1)
    assert [c.text.content for c in table.cells if c.row == 2][:3] == [
        "Same placement for two years", "66%", "69%",
    ]  # fmt: skip


def test_lines_of_figures_without_names_of_columns_are_no_table() -> None:
    text = "Results\nWestmere\nEastvale\nOaks\nChildren in care\n11\n12\n13\n"
    assert all(b.table is None for b in read(text).blocks)


def test_a_tab_behind_a_bullet_makes_no_table() -> None:
    text = (
        "Adoption\n\n•\tIn 2017-18, 14 children were adopted.\n•\tTen households were approved.\n"
    )
    assert [(b.kind, b.text.content) for b in read(text).blocks if b.kind != "heading"] == [
        ("list_item", "In 2017-18, 14 children were adopted."),
        ("list_item", "Ten households were approved."),
    ]


def test_a_figure_below_a_label_that_ends_in_an_age_is_its_own() -> None:
    text = "Children in care\n\nBoys\n57%\nAged 10 to 15\n196\nAged 16+\n88\n"
    said = [b.text.content for b in read(text).blocks if b.kind != "heading"]
    assert said == ["Boys 57%", "Aged 10 to 15 196", "Aged 16+ 88"]


def test_a_header_and_one_row_set_in_columns_are_a_table() -> None:
    table = "Measure  Threshold  Larkmoor  England\nA2 days to a match  121  189  170\n"
    assert tables_in(table) == [
        [
            ["Measure", "Threshold", "Larkmoor", "England"],
            ["A2 days to a match", "121", "189", "170"],
        ]
    ]
    assert tables_in("We had 14 rows  and 512 pegs\nof which  three broke\n") == []


def test_codes_before_labels_are_labels_too() -> None:
    coded = (
        "Ref  Indicator  2022/23  2023/24\n"
        "1E  Adults in paid work  6.5%  7.2%\n"
        "1G  Adults in their own home  81.0%  82.6%\n"
    )
    (block,) = [b for b in read(coded).blocks if b.table is not None]
    assert block.table is not None
    assert block.table.label_columns == 2
