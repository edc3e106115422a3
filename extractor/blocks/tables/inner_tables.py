"""Blocks of a table with titles of their own: where columns are named again, what stands over them,
and what the header says of the first block."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.cell_kinds import (
    begins_with_period,
    is_data,
    is_link,
    is_mark,
    is_period,
    is_unit,
)
from extractor.blocks.text import Text
from extractor.regex import regex

_NUMERIC = 0.6  # of a column's cells are figures
FEWEST = 3  # figures of a column of figures
_REPEATED = 0.5  # of the labels of the first block stand in the second one again


def inner_headers(table: Table, labels: Sequence[int]) -> list[list[int]]:
    """Rows below the header that name columns again: words where other rows have figures, or the
    names of the header once more."""
    again = _said_again(table, labels)
    said = {row for block in again for row in block}
    return sorted([*again, *(b for b in _among_figures(table, labels) if said.isdisjoint(b))])


def _said_again(table: Table, labels: Sequence[int]) -> list[list[int]]:
    """The rows that say the last row of the header again, with those right above them which are
    laid out like the header's others."""
    rows = by_row(table)

    def beside(row: int) -> list[Cell]:
        return [c for c in rows.get(row, ()) if c.text and c.column not in labels]

    def layout(row: int) -> list[tuple[int, int]]:
        return [(c.column, c.column_span) for c in beside(row)]

    last = table.header_rows - 1
    names = {c.column: c.text.content for c in beside(last)}
    if len(names) < FEWEST or any(map(_states, names.values())):
        return []
    found = []
    for row in range(last + 1, table.rows):
        if {c.column: c.text.content for c in beside(row)} != names:
            continue
        first = row
        while first > last + 1 and last - (row - first) > 0:
            above, over = layout(first - 1), layout(last - (row - first) - 1)
            if above != over:
                break
            first -= 1
        found.append([*range(first, row + 1)])
    return found


def _among_figures(table: Table, labels: Sequence[int]) -> list[list[int]]:
    labelled = {c.row for c in table.cells if c.text and c.column in labels}
    body: dict[int, list[Cell]] = {}
    data: dict[int, int] = {}
    filled: dict[int, int] = {}
    for c in table.cells:
        if c.row < table.header_rows or not c.text or c.column in labels:
            continue
        body.setdefault(c.row, []).append(c)
        filled[c.column] = filled.get(c.column, 0) + 1
        data[c.column] = data.get(c.column, 0) + is_data(c.text.content)
    numeric = {k for k, n in data.items() if n >= 0.6 * filled[k] and n >= 3}
    found: list[list[int]] = []
    for row in sorted(body):
        names = [c for c in body[row] if c.column in numeric and not _states(c.text.content)]
        if len(names) < max(2, 0.5 * len([c for c in body[row] if c.column in numeric])):
            continue
        named = len(names) >= 0.4 * len(numeric) or row not in labelled
        if not named or any(is_data(c.text.content) for c in body[row]):
            continue
        if row in labelled and _says_one_year(names):
            continue
        if found and found[-1][-1] == row - 1:
            found[-1].append(row)
        else:
            above = row - 1
            lone = above in body and not any(_states(c.text.content) for c in body[above])
            found.append([above, row] if lone and above >= table.header_rows else [row])
    return found


def _says_one_year(cells: Sequence[Cell]) -> bool:
    """Whether cells all print the same four digits: "2000 | 2000" beside a label are figures."""
    texts = {c.text.content for c in cells}
    return len(texts) == 1 and min(texts).isdigit()


_THOUSANDS = regex(r"£\s?['’‘]?0{3}['’]?s?")


def _states(text: str) -> bool:
    text = _THOUSANDS.sub("", text)
    if is_period(text) or begins_with_period(text):
        return False
    return any(ch.isdigit() for ch in text)


def naming_rows(table: Table, labels: Sequence[int]) -> list[int]:
    """Rows below the header that name the only column of figures, beside a label that names the
    rows below them: "Movements | £000", "Book issues | Number of items".

    Such a name is a unit, repeats the header, or is set in bold like its label and unlike the
    figures.
    """
    found = []
    values = _columns_of_figures(table, labels)
    rows = by_row(table)
    header = {c.text.content.casefold() for r in range(table.header_rows) for c in rows.get(r, ())}
    for row in sorted(rows):
        if row < table.header_rows or table.columns < 3:
            continue
        cells = [c for c in rows[row] if c.text and not is_link(c.text.content)]
        beside = [c for c in cells if c.column not in labels]
        label = next((c for c in cells if c.column in labels), None)
        if len(beside) != 1:
            continue
        name = beside[0].text.content
        if is_unit(name) and len(cells) == 2:
            found.append(row)
            continue
        if is_data(name) or is_mark(name) or is_period(name) or values != [beside[0].column]:
            continue
        again = name.casefold() in header
        bold = beside[0].bold and (label is None or label.bold)
        if again or (bold and len(cells) <= 2 and not _all_bold(table, values[0])):
            found.append(row)
    return found


def _columns_of_figures(table: Table, labels: Sequence[int]) -> list[int]:
    """The columns of figures, without those that number the boxes of a form."""
    held: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda c: c.row):
        if cell.row >= table.header_rows and cell.text and cell.column not in labels:
            held.setdefault(cell.column, []).append(cell.text.content.strip())
    return [
        column
        for column, texts in sorted(held.items())
        if sum(map(is_data, texts)) >= max(FEWEST, _NUMERIC * len(texts)) and not _counts_on(texts)
    ]


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether texts are whole numbers that go on by one, but for a few left out."""
    numbers = [int(text) for text in texts if text.isdecimal()]
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return len(numbers) == len(texts) and all(0 < step <= FEWEST for step in steps)


def _all_bold(table: Table, column: int) -> bool:
    figures = [c for c in table.cells if c.column == column and is_data(c.text.content)]
    return all(cell.bold for cell in figures)


def titles_over(
    table: Table, labels: Collection[int], inner: Sequence[Sequence[int]]
) -> dict[int, Text]:
    """For each row where columns are named again, the title in a row of its own right above it,
    which is over the label and figures."""
    rows = by_row(table)
    found: dict[int, Text] = {}
    for block in inner:
        above = [c for c in rows.get(block[0] - 1, ()) if c.text]
        if len(above) != 1 or block[0] - 1 < table.header_rows:
            continue
        title = above[0]
        if (
            title.column == 0
            and title.column_span > len(labels)
            and not is_data(title.text.content)
        ):
            found[block[-1]] = title.text
    return found


def repeated_headers(
    table: Table, labels: Sequence[int], inner: Sequence[Sequence[int]]
) -> list[int]:
    """Of the rows where columns are named again, those whose label tells the rows below from those
    above: it differs from the header's corner, and the columns ("Boys | 2018 | 2019") or the labels
    of the rows are the same again."""
    if not inner:
        return []
    rows = by_row(table)
    last = [c for c in rows.get(table.header_rows - 1, ()) if c.text]
    corner = next(_in_corner(table, labels), None)
    names = {c.column: c.text.content.casefold() for c in last if c.column not in labels}
    found = []
    starts = [block[0] for block in inner]
    first = _labels_in(rows, labels, table.header_rows, starts[0])
    for block, end in zip(inner, [*starts[1:], table.rows], strict=True):
        cells = [c for row in block for c in rows.get(row, ()) if c.text]
        label = next((c for c in cells if c.column in labels), None)
        again = {c.column: c.text.content.casefold() for c in cells if c.column not in labels}
        own = _labels_in(rows, labels, block[-1] + 1, end)
        alike = len(first & own) >= max(2, _REPEATED * len(own))
        differs = label and corner and label.text.content != corner.text.content
        if label and differs and ((again and again == names) or alike):
            found.append(label.row)
    return found


def _in_corner(table: Table, labels: Sequence[int]) -> Iterator[Cell]:
    """The cells of the header right above the labels of the rows."""
    for cell in table.cells:
        if cell.row + cell.row_span == table.header_rows and cell.column in labels and cell.text:
            yield cell


def _labels_in(
    rows: Mapping[int, Sequence[Cell]], labels: Sequence[int], first: int, end: int
) -> set[str]:
    """The labels of the rows from `first` up to `end`."""
    return {
        cell.text.content
        for row in range(first, end)
        for cell in rows.get(row, ())
        if cell.column in labels[-1:] and cell.text
    }


def first_heading(
    table: Table, labels: Sequence[int], groups: Mapping[int, Text], heads: Collection[int]
) -> tuple[Cell, list[int]] | None:
    """The cell of the header that heads the first rows, and these rows: where they have no heading
    but the next block has, with the same labels again or (`heads`) in a row that names its columns
    again, theirs is in the header's corner."""
    named = {
        c.row: c.text.content
        for c in table.cells
        if c.row >= table.header_rows and c.column in labels[-1:] and c.text
    }
    headed = sorted(row for row in groups if row in named)
    if not headed or table.header_rows == 0:
        return None
    own = {id(text) for text in groups.values()}
    texts = {c.row for c in table.cells if id(c.text) in own}
    first = [row for row in named if row < headed[0] and row not in texts]
    second = {named[row] for row in headed if groups[row] is groups[headed[0]]}
    again = [row for row in first if named[row] in second]
    heading = next((c for c in table.cells if c.text is groups[headed[0]]), None)
    named_again = heading is not None and heading.row in heads
    if not named_again and len(again) < max(2, _REPEATED * len(first)):
        return None
    over = (c for c in _in_corner(table, labels) if labels[-1] < c.column + c.column_span)
    corner = next(over, None)
    if corner is None or heading is None or is_period(corner.text.content):
        return None
    if sum(1 for c in table.cells if c.text.content == corner.text.content) > 1:
        return None  # it names the labels of each block
    alike = corner.bold == heading.bold and (
        corner.text.content.isupper() == heading.text.content.isupper()
    )
    return (corner, first) if alike else None


def by_row(table: Table) -> dict[int, list[Cell]]:
    """The cells that begin in each row, in the order of the table."""
    found: dict[int, list[Cell]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell)
    return found
