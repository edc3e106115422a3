"""Cells of a number with its rate in brackets, under a label that says so: "480 (63.0)" beside
"Children in care, number (rate per 10,000)".
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.blocks.model import Cell
from extractor.blocks.tables.header_hierarchy import Labels
from extractor.blocks.text import Text
from extractor.regex import regex

_TWO = regex(r"(?P<first>[\d,]+)\s*[(\[]\s*(?P<second>[\d,.]+)\s*[)\]]")
_LABEL = regex(r"(?P<name>[^()]*)\((?P<rate>(?:rate|per)\b[^()]*)\)", re.IGNORECASE)
_OWN_UNIT = regex(r"[,:–-]?\s*\b(?:number|no\.?|count|total)\s*$", re.IGNORECASE)
_LONGEST = 200  # characters of a label that is looked at
Part = tuple[Cell, Labels]


def rate_aside(cell: Cell, labels: Labels) -> list[Part]:
    """The cell with its labels; the number and the rate apart, each with its own, where the cell
    holds both and a label says that the rate is in brackets.
    """
    held = _TWO.fullmatch(cell.text.content)
    if held is None:
        return [(cell, labels)]
    for texts in (labels.row, labels.column):
        said = _LABEL.fullmatch(texts[-1].content) if texts else None
        if said is None or len(texts[-1].content) > _LONGEST:
            continue
        name = said["name"].rstrip()
        own = _OWN_UNIT.sub("", name)
        number, rate = texts[-1].cut(0, len(name)), texts[-1].cut(*said.span("rate"))
        both = Text.join((texts[-1].cut(0, len(own)), rate), ", ") if own else rate
        return [
            (replace(cell, text=cell.text.cut(*held.span(which))), _renamed(labels, texts, label))
            for which, label in (("first", number or texts[-1]), ("second", both))
        ]
    return [(cell, labels)]


def _renamed(labels: Labels, texts: tuple[Text, ...], label: Text) -> Labels:
    """The labels with another text for the last of those of the row, or of the column."""
    changed = (*texts[:-1], label)
    if texts is labels.row:
        return replace(labels, row=changed, row_path=(*labels.row_path[:-1], label.content))
    return replace(labels, column=changed, column_path=(*labels.column_path[:-1], label.content))
