"""A sentence, list item or table cell with its headings and labels: the types of passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.blocks.model import Rag, Trend
from extractor.blocks.text import Text

PassageSource = Literal["prose", "list", "table", "card", "infographic", "chart"]


@dataclass(frozen=True, slots=True)
class CellLabels:
    """What the labels of a table cell say: paths run from the outermost inwards.

    `start` and `end` bound the cell's own text within the passage's text. `row_path`
    begins with the section rows that the row is under; `column_path` is complete, a
    quarter or month bearing the year that its neighbour or the spanning header gives. On a
    card the last part of `column_path` is the label of the value as printed ("Latest",
    "Target", "Floor", "Previous"). `stub` is the header of the column of row labels ("Age
    group", "Legal status"): it frames the rows and is not part of `row_path`. `total` says
    that the row or the column is a total of its group or table. `aside` is the unit of what is
    in brackets in the cells of the column, where one of them prints it ("76 (11%)"); `shares`
    says that all other figures of the row or the column are percentages, `decimals` that the row
    has a decimal for another time, and so no counts. `rag` and `trend` are what the card, or the
    other cells of the row, print beside the figure. `siblings` are the innermost labels of all rows
    and columns of the table. `name` are the words that tell this
    row from the others, where its labels do not ("Pay" for each row): they name it in a subject.
    """

    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    start: int
    end: int
    row: int = 0
    column: int = 0
    stub: str | None = None
    rag: Rag | None = None
    trend: Trend | None = None
    total: bool = False
    siblings: tuple[str, ...] = ()
    aside: Literal["percent", "count"] | None = None
    shares: bool = False
    decimals: bool = False
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, a list item or a table cell, with the context it is to be read in.

    `paragraph` counts the paragraphs, lists and tables of the document: passages that
    share it were written together; `sentence` counts within it. `list_intro` are the lines a
    list item hangs under and `headings` the headings above, both nearest first;
    `section` is the nearest paragraph number or heading as printed. `report` is the
    index of the report it is in. The text of a table passage is row labels, column
    headers and the cell, joined by " | ". `notes` are the further lines around a table
    that rule all its cells: the rest of its caption, notes, sources, units; `lead` is the line that
    leads in to it. `running_head` is what the head of the page prints above a table, `title` is
    that of its report. `row` are the labels that name the row of the table in one of whose cells a
    sentence stands, the outermost first.
    """

    text: Text
    source: PassageSource
    page: int | None
    report: int
    paragraph: int
    sentence: int = 0
    section: str | None = None
    list_intro: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    caption: str | None = None
    cell: CellLabels | None = None
    second_hand: bool = False
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lead: str | None = None
    running_head: str | None = None
    title: str | None = None
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExcludedText:
    """A text that states nothing by what it is (a heading, a page number), and the reason.

    What is `private` (contact details) must not be shown.
    """

    text: Text
    page: int | None
    reason: str
    private: bool = False
