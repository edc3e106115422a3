"""Tables of kinds that hold no statistics: contacts, contents, work programmes."""

from __future__ import annotations

import itertools
import re

from extractor.blocks.model import Table
from extractor.blocks.tables.cell_kinds import is_figure, is_period, is_phone
from extractor.regex import regex

_CONTACT = regex(
    r"\b(?:tel(?:ephone)?|phone|e-?mail|contact (?:officer|details|name)|post(?:code)?)\b\s*:?"
    r"|\S+@\S+\.\w+|\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b",
    re.IGNORECASE,
)
_SIGNING = regex(
    r"\b(?:signature|signed|sign[- ]?off|cleared by|approved by|date of approval|"
    r"date cleared|version (?:no|number|control)|author of document)\b",
    re.IGNORECASE,
)
_PROGRAMME = regex(
    r"\b(?:agenda item|item title|lead officer|report author|meeting date|date of meeting|"
    r"despatch|forward plan|deadline|target date|due date|by when|action owner|responsible officer|"
    r"work programme|decision[- ]maker|committee date|key decision)\b",
    re.IGNORECASE,
)
_DATE = regex(
    r"\b\d{1,2}(?:st|nd|rd|th)?[ /.\-](?:\d{1,2}|[a-z]{3,9})[ /.\-](?:\d{4}|\d{2})\b", re.IGNORECASE
)


# Labels that no list of contents has: ranges, totals.
_COUNTED = regex(r"\d{1,3}\s*(?:to|-|–)\s*\d{1,3}$|(?:under|over) \d{1,3}$|total\b", re.I)


def states_statistics(table: Table) -> bool:
    """Whether the table can hold statistics; False where it obviously is of another kind."""
    texts = [c.text.content for c in table.cells if c.text]
    if not any(any(map(str.isdigit, t)) for t in texts) and "*" not in texts:
        return False
    header = " | ".join(
        c.text.content for c in table.cells if c.row < max(table.header_rows, 1) and c.text
    )
    figures = _figures(table)
    if figures >= 4 and figures >= 0.3 * len(texts) and not is_contents(table):
        return True
    contact = sum(1 for t in texts if _CONTACT.search(t))
    if (contact >= 2 or (contact and len(texts) <= 8)) and figures < contact:
        return False
    if _SIGNING.search(header) or _PROGRAMME.search(header):
        return figures > sum(1 for t in texts if _DATE.search(t))
    if any(_SIGNING.search(t) for t in texts) and figures < 2:
        return False
    return not is_contents(table)


def _figures(table: Table) -> int:
    """How many cells beside the first column are figures and no dates."""
    return sum(
        1
        for c in table.cells
        if c.column > 0
        and c.row >= table.header_rows
        and is_figure(c.text.content)
        and not is_period(c.text.content)
        and not _DATE.search(c.text.content)
        and not is_phone(c.text.content)
    )


def is_contents(table: Table) -> bool:
    """Whether the last column counts pages: whole numbers that never fall, beside titles."""
    last = table.columns - 1
    pages: list[int] = []
    for c in sorted(table.cells, key=lambda c: c.row):
        if c.column != last or c.row < table.header_rows or not c.text:
            continue
        found = re.match(r"^(?:pages?\s*)?(\d{1,3})(?:\s*[-–]\s*\d{1,3})?$", c.text.content, re.I)
        if found is None:
            return False
        pages.append(int(found[1]))
    named = any(
        c.row < table.header_rows
        and c.column == last
        and re.match(r"^pages?\b", c.text.content, re.I)
        for c in table.cells
    )
    if named:
        return True
    if table.continues and table.carried_header:
        return False  # the rest of a table, whose last column has its header on the page before
    if any(0 < c.column < last and is_figure(c.text.content) for c in table.cells if c.text):
        return False
    rising = all(a <= b for a, b in itertools.pairwise(pages))
    headed = any(c.row < table.header_rows and c.column == last and c.text for c in table.cells)
    climbing = len(pages) >= 4 and rising and len(set(pages)) > len(pages) / 2
    counts = any(c.column == 0 and _COUNTED.match(c.text.content) for c in table.cells)
    return climbing and table.columns <= 3 and not headed and not counts
