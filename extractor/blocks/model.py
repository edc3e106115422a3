"""Headings, paragraphs, list items, tables and cards of a page: the types of blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.blocks.text import Text
from extractor.pages.model import Box, TextSource
from extractor.types import Rag as Rag
from extractor.types import Trend as Trend

BlockKind = Literal[
    "heading",
    "paragraph",
    "list_item",
    "table",
    "card",
    "infographic",
    "chart",
    "unplaced",
    "caption",
    "contact",
    "contents",
    "furniture",
    "footnote",
]
Ruled = Literal["lattice", "rows", "none"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's grid; rows and columns count from 0, spans are at least 1.

    `rag` and `trend` are what a card prints beside the value; `bold` says that all its words are
    set in bold.
    """

    row: int
    column: int
    text: Text
    box: Box | None = None
    row_span: int = 1
    column_span: int = 1
    rag: Rag | None = None
    trend: Trend | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is on one page (or a Markdown table of a text file).

    The first `header_rows` rows are column headers, the first `label_columns` columns are row
    labels. `continues` is true where the table goes on from a table of the page before;
    `carried_header` is then that table's header path, where this one does not repeat it, and
    `carried_group` the heading of the rows that it ends in. `notes`
    are the other lines around it that apply to all its cells: introduction, sources and units;
    `lead` is that of them which leads in to it and can name it where it has no caption. A
    KPI card is a table of one row: the measure, then a column for each value ("Latest", "Target"
    …).
    """

    page: int | None
    box: Box | None
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 1
    label_columns: int = 1
    caption: Text | None = None
    notes: tuple[Text, ...] = ()
    ruled: Ruled = "lattice"
    continues: bool = False
    carried_header: tuple[Cell, ...] = ()
    carried_group: Text | None = None
    form: Literal["table", "card", "infographic"] = "table"
    lead: Text | None = None

    def grid(self) -> list[list[str | None]]:
        """The texts row by row; None where a cell is empty or covered by a span."""
        out: list[list[str | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            if cell.text:
                out[cell.row][cell.column] = cell.text.content
        return out


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table or other unit of a page.

    `level` is the depth of a heading (1 is the highest) or of a list item. `marker` is what was
    before the text ("2.1", "•", "a)") and is not part of it. `list_intro` are the texts of the
    lines that introduce a list item, nearest first ("Of the 717 children in care …:").
    """

    kind: BlockKind
    page: int | None
    text: Text
    box: Box | None = None
    level: int = 0
    marker: str | None = None
    list_intro: tuple[str, ...] = ()
    table: Table | None = None
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of one page in reading order, and its page furniture.

    `furniture` are the lines that were taken out (running headers and footers, page and item
    stamps), kept because they show where reports begin. `printed_number` is the page number printed
    on the page, if any.
    """

    number: int | None
    width: float
    height: float
    blocks: tuple[Block, ...]
    furniture: tuple[Text, ...]
    text: str
    text_source: TextSource
    printed_number: int | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockCandidate:
    """A block before it is finished, with its place on the page, in points or (text files)
    characters.

    `indent` is where its text (of a list item its marker) begins, `right` the edge that it could
    have been written to, and `last_right` where its last line ends. `column` numbers the column or
    text box that it is in.
    """

    block: Block
    indent: float
    right: float = 0.0
    last_right: float = 0.0
    column: int = 0
