"""Tables whose columns begin again beside themselves, and rows labelled by ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.folded import unfolded
from extractor.blocks.text import Text


def table_of(lines: Sequence[Sequence[str]], label_columns: int = 1) -> Table:
    """A table of one row of headers and the rows below it."""
    cells = tuple(
        Cell(row, column, Text(text))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    )
    return Table(None, None, len(lines), len(lines[0]), cells, 1, label_columns)


def test_a_list_folded_in_two_is_read_one_part_below_the_other() -> None:
    table = table_of([
        ["Harbour", "Boats", "Harbour", "Boats"],
        ["Ely", "12", "Wells", "7"],
        ["Cley", "9", "Yarm", "31"],
    ])  # fmt: skip
    assert unfolded(table).grid() == [
        ["Harbour", "Boats"],
        ["Ely", "12"],
        ["Cley", "9"],
        ["Wells", "7"],
        ["Yarm", "31"],
    ]


def test_names_of_figures_that_repeat_beside_one_label_fold_nothing() -> None:
    table = table_of([
        ["Harbour", "Boats", "%", "Boats", "%"],
        ["Ely", "12", "40", "14", "42"],
        ["Cley", "18", "60", "19", "58"],
    ])  # fmt: skip
    assert unfolded(table) is table


def test_figures_that_repeat_their_headers_without_labels_fold_nothing() -> None:
    table = table_of([
        ["Boats", "Crew", "Boats", "Crew"],
        ["12", "40", "9", "31"],
        ["18", "60", "4", "12"],
    ])  # fmt: skip
    assert unfolded(table) is table


def test_heads_of_a_part_may_stand_on_lines_that_differ() -> None:
    table = table_of([
        ["If the mast,", "Sail", "Oars", "If the mast,", "in feet, is", "Oars"],
        ["in feet, is", "", "", "", "Sail", ""],
        ["12", "3", "7", "20", "9", "4"],
        ["13", "4", "8", "21", "8", "3"],
    ])  # fmt: skip
    table = replace(table, header_rows=2)
    assert [row[0] for row in unfolded(table).grid()[2:]] == ["12", "13", "20", "21"]


def test_a_head_that_all_columns_share_folds_nothing() -> None:
    table = table_of([
        ["Harbour", "Boats", "Crew", "Fees"],
        ["£000", "£000", "£000", "£000"],
        ["Ely", "12", "Wells", "7"],
        ["Cley", "9", "Yarm", "31"],
    ])  # fmt: skip
    table = replace(table, header_rows=2)
    assert unfolded(table) is table


def test_numbers_from_one_to_the_next_are_one_label() -> None:
    table = table_of([
        ["Lower", "Upper", "Fee"],
        ["0", "50", "3"], ["50", "100", "8"], ["100", "150", "13"], ["150", "200", "18"],
    ])  # fmt: skip
    assert [row[:1] + row[2:] for row in unfolded(table).grid()[1:]] == [
        ["0 – 50", "3"],
        ["50 – 100", "8"],
        ["100 – 150", "13"],
        ["150 – 200", "18"],
    ]


def test_heads_that_say_what_the_numbers_are_the_ends_of_stand_in_the_label() -> None:
    table = table_of([
        ["If the catch is —", "", "And you are —", ""],
        ["At least", "But less than", "Keeper", "Guest"],
        ["0", "50", "3", "4"], ["50", "100", "8", "9"], ["100", "150", "13", "14"],
        ["150", "200", "18", "19"],
    ])  # fmt: skip
    over = [replace(c, column_span=2) if c.row == 0 else c for c in table.cells]
    whole = unfolded(replace(table, cells=tuple(over), header_rows=2))
    assert [row[0] for row in whole.grid()[2:4]] == [
        "At least 0 But less than 50",
        "At least 50 But less than 100",
    ]
    corner = next(c for c in whole.cells if c.text.content.startswith("If"))
    assert corner.column_span == 1, "it is over the labels, which are one column now"
    assert all(c.text.content != "At least" for c in whole.cells)


def test_a_folded_list_of_ranges_goes_on_from_part_to_part() -> None:
    head = ["Lower", "Upper", "Fee"]
    table = table_of([
        head * 2,
        ["0", "50", "3", "200", "250", "23"],
        ["50", "100", "8", "250", "300", "28"],
        ["100", "150", "13", "300", "350", "33"],
    ])  # fmt: skip
    assert [row[0] for row in unfolded(table).grid()[1:]] == [
        "0 – 50", "50 – 100", "100 – 150", "200 – 250", "250 – 300", "300 – 350",
    ]  # fmt: skip


def test_two_columns_of_figures_are_no_ranges() -> None:
    table = table_of([
        ["Boats", "Crew", "Fee"],
        ["12", "40", "3"], ["40", "60", "8"], ["18", "75", "13"], ["21", "80", "18"],
    ])  # fmt: skip
    assert unfolded(table) is table
