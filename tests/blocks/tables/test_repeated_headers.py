"""Tables whose columns are named again and again on the way down."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.header_hierarchy import HeaderHierarchy
from extractor.blocks.text import Text


class Counted(tuple[Cell, ...]):
    """Cells that count how many of them have been looked at."""

    looked_at = 0

    def __iter__(self) -> Iterator[Cell]:
        for cell in super().__iter__():
            Counted.looked_at += 1
            yield cell


def table_of(groups: int) -> Table:
    """A table in which each group of two rows has years of its own over it."""
    lines: list[tuple[str, ...]] = []
    for n in range(groups):
        year = 2000 + n % 20
        lines += [("", f"{year}/{year - 1999:02}", f"{year + 1}/{year - 1998:02}")]
        lines += [("Foster care", str(100 + n), str(110 + n)), ("", str(20 + n), str(30 + n))]
    cells = Counted(
        Cell(row, column, Text(text))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    )
    return Table(None, None, len(lines), 3, cells, label_columns=1)


def test_each_row_has_the_header_that_was_last_above_it() -> None:
    table = table_of(3)
    hierarchy = HeaderHierarchy(table)
    years = {c.text.content: hierarchy.of(c).column[-1].content for c in hierarchy.data_cells()}
    assert years["100"] == "2000/01"
    assert years["111"] == "2002/03"
    assert years["112"] == "2003/04"


def test_a_table_is_walked_as_often_however_many_headers_it_has() -> None:
    walks = []
    for groups in (50, 200):
        table = table_of(groups)
        Counted.looked_at = 0
        hierarchy = HeaderHierarchy(table)
        for cell in hierarchy.data_cells():
            hierarchy.of(cell)
        walks.append(Counted.looked_at / len(table.cells))
    assert walks[1] < 1.5 * walks[0]
