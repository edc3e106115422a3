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


_SHORT = 4  # digits of a number that may as well be a year or a count
_REFERENCES = regex(
    r"(?:[a-z/-]+ ){0,2}ref(?:erence)?s?\.?(?: (?:no|number)\.?)?"
    r"|(?:invoice|cheque|voucher|transaction|order|contract|application|case|question|line|row"
    r"|serial|page|minute|item|account|vehicle) (?:no|number|ref)\.?",
    re.IGNORECASE,
)


def references(
    columns: dict[int, list[Cell]], paths: HeaderHierarchy, table: Table
) -> frozenset[int]:
    """The columns whose header says that they hold references, and those that refer to them: whole
    numbers of as many digits ("Site Ref | Superseded by")."""
    headed = {
        column
        for column, cells in columns.items()
        if _REFERENCES.fullmatch(" ".join(paths.of(cells[0]).column_path).strip())
    }
    lengths = {column: _digits(cells) for column, cells in columns.items()}
    known = {lengths[column] for column in headed} | {_digits(_references_of_rows(table))}
    known.discard(0)
    written = {k for k, cells in columns.items() if _written_as_references(cells)}
    return frozenset(headed | written | {k for k, length in lengths.items() if length in known})


_WITH_PART = regex(
    r"\d{5,}[/-]\d{1,3}[a-z]?|\d{2}/[A-Z]{1,4}/\d{3,5}(?:/\w+)?"
    r"|(?!GBP|EUR|USD|FTE)[A-Z]{2,5}-?\d{2,6}"
)


def _written_as_references(cells: list[Cell]) -> bool:
    """Whether all cells of a column are written as no figure is: "115517/8", "OAR007"."""
    return len(cells) > 1 and all(_WITH_PART.fullmatch(c.text.content.strip()) for c in cells)


def _references_of_rows(table: Table) -> list[Cell]:
    """The cells of the first column, where its header says that it holds references."""
    first = [c for c in table.cells if c.column == 0 and c.text]
    heads = [c.text.content for c in first if c.row < table.header_rows]
    if not heads or not _REFERENCES.fullmatch(" ".join(heads).strip()):
        return []
    return [c for c in first if c.row >= table.header_rows]


def _digits(cells: list[Cell]) -> int:
    """How many digits each cell of a column has, where all are whole numbers of one length that is
    rare among counts; 0 where they are not."""
    texts = {cell.text.content.strip() for cell in cells}
    lengths = {len(text) for text in texts}
    alike = len(lengths) == 1 and len(cells) > 2 and all(map(str.isdecimal, texts))
    return max(lengths) if alike and max(lengths) > _SHORT else 0
