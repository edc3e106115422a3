"""Tables as agencies of the United States set them: every cell is known, as they are drawn here."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.agency import drawn_at_random
from benchmarks.agency.sheet import Truth
from benchmarks.agency_tables import DOCUMENTS, found_in
from extractor.blocks.model import Table

LEAST = {"form": 0.95, "numbered_columns": 0.99, "crops": 0.99, "no_lines_spans": 0.99}
NOT_FOUND = {"unruled_words"}  # words only, no lines: told from a list by nothing


def neighbours(cells: list[Truth]) -> Counter[tuple[str, str, str]]:
    """The pairs of cells beside and below one another, as the ICDAR competition counts them."""
    grid: dict[tuple[int, int], int] = {}
    texts: list[str] = []
    for top, bottom, left, right, said in cells:
        text = "".join(said.split())
        if not text:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                grid[row, column] = len(texts)
        texts.append(text)
    pairs: set[tuple[str, int, int]] = set()
    for way, line, at in (("beside", 0, 1), ("below", 1, 0)):
        lines: dict[int, list[tuple[int, int]]] = {}
        for place, cell in grid.items():
            lines.setdefault(place[line], []).append((place[at], cell))
        for held in lines.values():
            order = [cell for _, cell in sorted(held)]
            pairs |= {(way, a, b) for a, b in itertools.pairwise(order) if a != b}
    return Counter((way, texts[a], texts[b]) for way, a, b in pairs)


def as_found(table: Table) -> list[Truth]:
    return [
        (c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text.content)
        for c in table.cells
    ]


def agreement(found: list[list[Truth]], true: list[list[Truth]]) -> float:
    """F1 of the pairs of all tables of a document; 1 where there are none, as there should be."""
    ours, theirs = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for cells in found:
        ours += neighbours(cells)
    for cells in true:
        theirs += neighbours(cells)
    if not ours and not theirs:
        return 1.0
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


@pytest.mark.parametrize("name", sorted(DOCUMENTS.keys() - NOT_FOUND))
def test_cells_of_agency_tables(name: str, tmp_path: Path) -> None:
    sheet = DOCUMENTS[name]()
    file = tmp_path / f"{name}.pdf"
    sheet.save(file)
    found = [as_found(table) for table in found_in(file)]
    assert agreement(found, [table.cells for table in sheet.tables]) >= LEAST.get(name, 1.0)


def test_a_wrong_cell_lowers_the_agreement() -> None:
    true: list[Truth] = [(0, 0, 0, 0, "a"), (0, 0, 1, 1, "b"), (1, 1, 0, 1, "c")]
    merged: list[Truth] = [(0, 0, 0, 1, "a b"), (1, 1, 0, 1, "c")]
    assert agreement([true], [true]) == 1.0
    assert agreement([merged], [true]) == 0.0


@pytest.mark.parametrize("seed", [19, 53, 709, 793])
def test_a_unit_in_brackets_in_the_wide_spaces_of_a_typewriter_names_no_columns(
    seed: int, tmp_path: Path
) -> None:
    file = tmp_path / "typed.pdf"
    sheet = drawn_at_random.table(seed)
    sheet.save(file)
    found = [as_found(table) for table in found_in(file)]
    assert agreement(found, [table.cells for table in sheet.tables]) == 1.0
