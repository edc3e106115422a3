"""Passages of a table: one for each cell that states something, with its labels."""

from __future__ import annotations

import re

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.kinds import states_statistics
from extractor.blocks.tables.numbers import is_figure, is_mark, is_period, is_unit
from extractor.blocks.tables.paths import Labels, TablePaths
from extractor.blocks.text import Text
from extractor.passages.model import CellLabels, Passage, PassageSource
from extractor.passages.sentences import sentence_spans

SEPARATOR = " | "
LONGEST_CELL = 8  # words; longer cells are read as sentences

_SUPPRESSED = re.compile(
    r"^(?:\*+|x|c|z|u|low|<\s*\d+|fewer than \w+|less than \w+)$", re.IGNORECASE
)
_FIGURE_IN = re.compile(r"(?<![\w.])[£$€+\-–−<>~(]*\d")  # not the 13 of "CIN_13" or "PR0"
_NUMBER_WORD = re.compile(
    r"\b(?:nil|none|zero|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)


def table_passages(
    table: Table,
    *,
    report: int,
    paragraph: int,
    section: str | None,
    headings: tuple[str, ...],
    caption: str | None,
    second_hand: bool,
    source: PassageSource = "table",
) -> list[Passage]:
    """The passages of a table, cell by cell.

    A cell with a figure or a suppression mark gives one passage: row labels, column
    headers and the cell, joined by " | ". A cell of sentences that hold figures gives a
    passage of prose for each sentence, with its labels as `lead`, nearest first. Tables
    that state no statistics by nature (contacts, contents, work programmes) give none.
    Where label or header cannot be told, the passage bears the doubt `header_unclear`.
    """
    if not states_statistics(table):
        return []
    own = table.caption.content if table.caption is not None else None
    paths = TablePaths(table)
    out: list[Passage] = []
    for cell in paths.data_cells():
        labels = paths.of(cell)
        content = cell.text.content
        pieces: list[tuple[Text, CellLabels | None]]
        if len(content.split()) > LONGEST_CELL:
            pieces = [
                (cell.text.cut(start, end), None)
                for start, end in sentence_spans(content)
                if any(ch.isdigit() for ch in content[start:end])
                or _NUMBER_WORD.search(content[start:end])
            ]
        elif _states(content, cell, table):
            pieces = [_joined(cell, labels)]
        else:
            continue
        for text, where in pieces:
            number = len(out)
            out.append(
                Passage(
                    text,
                    source if where is not None else "prose",
                    cell.text.place(0, len(content))[0] or table.page,
                    report,
                    paragraph,
                    number,
                    section,
                    _lead(labels) if where is None else (),
                    headings,
                    caption or own,
                    where,
                    second_hand,
                    () if labels.clear or where is None else ("header_unclear",),
                )
            )
    return out


def _states(content: str, cell: Cell, table: Table) -> bool:
    """Whether a short cell holds a figure or stands for one that was suppressed."""
    if _SUPPRESSED.match(content.strip()):
        return True
    if is_mark(content) or is_unit(content):
        return False
    if is_period(content) and not is_figure(content):
        return False
    if is_period(content) and len(content.strip()) != 4:
        return False
    if is_period(content):  # "2019" is a count only where its column holds counts
        column = [
            c.text.content
            for c in table.cells
            if c.column == cell.column and c.row >= table.header_rows and c.text
        ]
        return sum(1 for t in column if is_figure(t) and not is_period(t)) > 0.5 * len(column)
    return bool(_FIGURE_IN.search(content))


def _joined(cell: Cell, labels: Labels) -> tuple[Text, CellLabels]:
    """Labels, headers and cell as one text, and where the cell stands in it."""
    stub = (labels.stub,) if labels.stub is not None else ()
    row = (*stub, *labels.row)
    text = Text.join((*row, *labels.column, cell.text), SEPARATOR)
    end = len(text.content)
    where = CellLabels(
        tuple(t.content for t in row),
        tuple(t.content for t in labels.column),
        end - len(cell.text.content),
        end,
        cell.row,
        cell.column,
    )
    return text, where


def _lead(labels: Labels) -> tuple[str, ...]:
    """Column header and row label of a cell of sentences, nearest first."""
    row = SEPARATOR.join(t.content for t in labels.row)
    column = SEPARATOR.join(t.content for t in labels.column)
    return tuple(t for t in (row, column) if t)
