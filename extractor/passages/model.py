"""What stage 3 hands on: the smallest stretch of text that states something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.blocks.text import Text

PassageSource = Literal["prose", "list", "table", "card", "infographic", "chart"]


@dataclass(frozen=True, slots=True)
class CellLabels:
    """What the labels of a table cell say: paths run from the outermost inwards.

    `start` and `end` bound the cell's own text within the passage's text.
    """

    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    start: int
    end: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, a list item or a table cell, with the context it is to be read in.

    `paragraph` counts the paragraphs, lists and tables of the document: passages that
    share it were written together; `sentence` counts within it. `lead` are the lines a
    list item hangs under and `headings` the headings above, both nearest first;
    `section` is the nearest paragraph number or heading as printed. `report` is the
    index of the report it stands in. The text of a table passage is row labels, column
    headers and the cell, joined by " | ".
    """

    text: Text
    source: PassageSource
    page: int | None
    report: int
    paragraph: int
    sentence: int = 0
    section: str | None = None
    lead: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    caption: str | None = None
    cell: CellLabels | None = None
    second_hand: bool = False
    doubts: tuple[str, ...] = ()
