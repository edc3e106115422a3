"""What the figures of drawn tables count, as the tests of labels and names ask for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from made_tables import Sheet, pages

from extractor.binding.subjects.in_cells import subject_of_cell
from extractor.blocks.model import Table
from extractor.blocks.read import read_blocks
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.passages.table_cells import table_passages
from extractor.reports.model import Report
from extractor.rulebook.load import load_rulebook


def passages_of(table: Table, heading: str = "") -> list[Passage]:
    """The cells of a table as passages, below a heading where one is given."""
    return table_passages(
        table, report=0, paragraph=1, section=None, headings=(heading,) if heading else (),
        caption=table.caption.content if table.caption else None, second_hand=False,
    )  # fmt: skip


def subjects(found: list[Passage]) -> dict[str, str]:
    """The subject of each figure of some cells."""
    words = load_rulebook().words
    return {
        p.text.content[p.cell.start : p.cell.end]: subject_of_cell(p, words)
        for p in found
        if p.cell is not None
    }


def read(folder: Path, draw: Callable[[Sheet], None]) -> dict[str, str]:
    """The subjects of the tables of a paper, through blocks and passages."""
    reader = PassageReader()
    found: list[Passage] = []
    for page in read_blocks(pages(folder, draw)):
        found += reader.read(page, Report(0))
    return subjects(found)
