"""A cell of a table that states a number and its rate, taken apart by what a label says of them."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.blocks.model import Cell
from extractor.blocks.tables.header_hierarchy import Labels
from extractor.blocks.text import Text
from extractor.regex import regex

_WITH_RATE = regex(r"(?P<first>[\d,]+)\s*[(\[]\s*(?P<second>[\d,.]+)\s*[)\]]")
_RATED_LABEL = regex(r"(?P<name>[^()]*)\((?P<rate>(?:rate|per)\b[^()]*)\)", re.IGNORECASE)
_OWN_UNIT = regex(r"[,:–-]?\s*\b(?:number|no\.?|count|total)\s*$", re.IGNORECASE)
_LONGEST_LABEL = 200  # characters of a label that is looked at
_Part = tuple[Cell, Labels]


def parts_of(cell: Cell, labels: Labels) -> list[_Part]:
    """The cell with its labels; number and rate apart where a label says that the rate is in
    brackets ("480 (63.0)" beside "Children in care, number (rate per 10,000)")."""
    held = _WITH_RATE.fullmatch(cell.text.content)
    if held is None:
        return [(cell, labels)]
    for texts in (labels.row, labels.column):
        said = _RATED_LABEL.fullmatch(texts[-1].content) if texts else None
        if said is None or len(texts[-1].content) > _LONGEST_LABEL:
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
    changed = (*texts[:-1], label)
    if texts is labels.row:
        return replace(labels, row=changed, row_path=(*labels.row_path[:-1], label.content))
    return replace(labels, column=changed, column_path=(*labels.column_path[:-1], label.content))
