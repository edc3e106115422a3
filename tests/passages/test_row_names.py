"""What names a row whose label others have too."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.header_hierarchy import HeaderHierarchy
from extractor.blocks.text import Text
from extractor.passages.row_names import row_names

HEADER = ("Category", "Team", "Spend")


class Counted(tuple[Cell, ...]):
    """Cells that count how many of them have been looked at."""

    looked_at = 0

    def __iter__(self) -> Iterator[Cell]:
        for cell in super().__iter__():
            self.looked_at += 1
            yield cell


def cells_of(rows: int) -> tuple[Counted, HeaderHierarchy]:
    lines = [HEADER, *(("Pay", f"{'Adults' * (n + 1)} team", str(250 + n)) for n in range(rows))]
    cells = [
        Cell(row, column, Text(text))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    ]
    table = Table(None, None, len(lines), len(HEADER), tuple(cells), label_columns=1)
    return Counted(cells[len(HEADER) :]), HeaderHierarchy(table)


def test_a_label_of_all_rows_is_told_apart_by_the_words_beside_it() -> None:
    cells, paths = cells_of(3)
    assert row_names(cells, paths)[2] == ("Pay", "AdultsAdults team")


def test_twice_the_rows_are_twice_the_cells_looked_at() -> None:
    looked_at = []
    for rows in (20, 40):
        cells, paths = cells_of(rows)
        assert row_names(cells, paths)
        looked_at.append(cells.looked_at)
    assert looked_at[1] == 2 * looked_at[0]


def test_a_sentence_that_tells_rows_apart_comes_with_the_headline_before_it() -> None:
    told = "Revised crews for the ferry, to keep to the guidance on {} of boats and of huts"
    lines = [
        ("Category", "Member", "Headline", "Description", "Spend"),
        ("Law", "Ann Reed", "Wardens", told.format("mending"), "250"),
        ("Law", "Ann Reed", "Ferries", told.format("painting"), "260"),
        ("Law", "Ann Reed", "Locks", told.format("cleaning"), "270"),
        ("Law", "Ann Reed", "Locks", told.format("hauling"), "280"),
    ]
    cells = [
        Cell(row, column, Text(text))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    ]
    table = Table(None, None, len(lines), len(lines[0]), tuple(cells), label_columns=1)
    named = row_names(cells[len(lines[0]) :], HeaderHierarchy(table))
    assert named[1] == ("Law", "Wardens", told.format("mending"))
    assert named[4] == ("Law", "Locks", told.format("hauling"))


def test_the_names_of_those_who_answer_for_rows_are_no_headlines() -> None:
    told = "Revised crews for the ferry, to keep to the guidance on {} of boats and of huts"
    lines = [
        ("Category", "Member", "Description", "Spend"),
        *(("Law", "Ann Reed", told.format("paint" * (n + 1)), str(250 + n)) for n in range(4)),
    ]
    cells = [
        Cell(row, column, Text(text))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    ]
    table = Table(None, None, len(lines), len(lines[0]), tuple(cells), label_columns=1)
    named = row_names(cells[len(lines[0]) :], HeaderHierarchy(table))
    assert named[1] == ("Law", told.format("paint"))
