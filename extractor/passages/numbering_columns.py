"""Columns of a table that state no figures: those that number the cells beside them, and those of
references."""

from __future__ import annotations

import re

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.cell_kinds import is_figure, numbers_boxes
from extractor.blocks.tables.header_hierarchy import HeaderHierarchy
from extractor.regex import regex

_ORDER = regex(
    r"\b(?:rank|position|(?<!decimal )place|quartile|week|day|month|year)", re.IGNORECASE
)


def words_beside(table: Table) -> frozenset[str]:
    """The words of the cells that hold more than a figure."""
    texts = (cell.text.content for cell in table.cells)
    return frozenset(word for text in texts if not is_figure(text) for word in text.split())


def running_numbers(
    columns: dict[int, list[Cell]], paths: HeaderHierarchy, beside: frozenset[str]
) -> frozenset[int]:
    """The columns that only number the cells beside them; a rank is something stated."""
    return frozenset(
        column
        for column, cells in columns.items()
        if numbers_boxes([cell.text.content.strip() for cell in cells], beside)
        and not _ORDER.search(" ".join(paths.of(cells[0]).column_path))
    )


_REFERENCES = regex(
    r"(?:[a-z/-]+ ){0,2}ref(?:erence)?s?\.?(?: (?:no|number)\.?)?"
    r"|(?:invoice|cheque|voucher|transaction|order) (?:no|number|ref)\.?",
    re.IGNORECASE,
)


def references(columns: dict[int, list[Cell]], paths: HeaderHierarchy) -> frozenset[int]:
    """The columns whose header says that they hold references."""
    return frozenset(
        column
        for column, cells in columns.items()
        if _REFERENCES.fullmatch(" ".join(paths.of(cells[0]).column_path).strip())
    )
