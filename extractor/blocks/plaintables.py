"""Tables of text files: cells parted by pipes (Markdown) or by tabs."""

from __future__ import annotations

import re

from extractor.blocks.model import Block, Cell, Table
from extractor.blocks.text import Text
from extractor.blocks.unseen import visible_text

_CONTACT = re.compile(r"\b(?:e-?mail|tel(?:ephone)?|post|contacts?|names?)\s*:", re.IGNORECASE)
_DASHES = re.compile(r"\s*:?-{2,}:?\s*")


def is_cells(raw: str) -> bool:
    """Whether a line of a file is a row of cells."""
    line = raw.strip()
    return (line.startswith("|") and line.count("|") > 1) or "\t" in raw.lstrip(" ")


def table_block(rows: list[tuple[str, int]]) -> Block:
    """The block of rows given as (line, its offset): a table, or a contact box."""
    split = [_cells(raw, start) for raw, start in rows]
    split = [cells for cells in split if not all(_DASHES.fullmatch(c.content) for c in cells if c)]
    everything = Text.join([Text.join([c for c in row if c], " ") for row in split if any(row)])
    if _CONTACT.search(everything.content):
        return Block("contact", None, everything)
    columns = max((len(row) for row in split), default=0)
    if len(split) < 2 or columns < 2:
        return Block("paragraph", None, everything)
    cells = tuple(
        Cell(r, c, text) for r, row in enumerate(split) for c, text in enumerate(row) if text
    )
    return Block("table", None, Text(), table=Table(None, None, len(split), columns, cells))


def _cells(raw: str, start: int) -> list[Text]:
    line = raw.rstrip("\r\n")
    separator = "|" if line.strip().startswith("|") else "\t"
    out: list[Text] = []
    at = 0
    for cell in line.split(separator):
        inner = cell.strip()
        out.append(visible_text(inner, start + at + cell.index(inner)) if inner else Text())
        at += len(cell) + 1
    if separator == "|":
        out = out[1:-1] if line.strip().endswith("|") else out[1:]
    while out and not out[-1] and separator == "\t":
        out.pop()
    return out
