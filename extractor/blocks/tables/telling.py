"""Telling tables from charts, forms and running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractor.blocks.tables.draft import Draft
from extractor.blocks.tables.lines import Line
from extractor.blocks.tables.numbers import is_data
from extractor.pages.model import Box

_TICK = re.compile(r"^-?\d[\d,]*(?:\.\d+)?%?$|^-?\.\d+$")


def sparse(lines: Sequence[Line], bound: Box, least: float = 0.35) -> bool:
    """Whether lines fill less of the height than a table's do: charts have such frames."""
    text = sum(max(w.size for w in line.words) for line in lines)
    return text < least * bound.height


def is_table(draft: Draft) -> bool:
    """Whether the cells are filled as a table's are."""
    filled = len(draft.cells)
    if draft.rows < 2 or draft.columns < 2 or filled < 4:
        return False
    if draft.ruled == "lattice":
        filled = sum(c.row_span * c.column_span for c in draft.cells)
    least = 0.3 if draft.ruled == "lattice" else 0.35
    return filled >= least * draft.rows * draft.columns and not has_ticks(draft)


def has_ticks(draft: Draft) -> bool:
    """Whether a column holds the scale of a chart: four figures falling by equal round steps."""
    if draft.ruled == "lattice":
        return False
    for column in range(draft.columns):
        texts = [c.string for c in draft.cells if c.column == column]
        values = [float(t.replace(",", "").rstrip("%")) for t in texts if _TICK.match(t)]
        if len(values) < 0.5 * len(texts):
            continue
        steps = [round(a - b, 6) for a, b in itertools.pairwise(values)]
        for run in zip(steps, steps[1:], steps[2:], strict=False):
            years = run[0] == 1 and max(values) > 1000
            if run[0] > 0 and len(set(run)) == 1 and not years and _is_round(run[0]):
                return True
    return False


def _is_round(step: float) -> bool:
    """Whether a step is 1, 2, 2.5, 4 or 5 times a power of ten."""
    first = float(f"{step:e}".split("e")[0])
    return first in (1.0, 2.0, 2.5, 4.0, 5.0)


def is_columnar(draft: Draft) -> bool:
    """Whether a table without drawn columns holds figures, or short texts, in columns."""
    body = [c for c in draft.cells if c.row >= (draft.header_rows or 0) and c.column > 0]
    if not body:
        return False
    data = sum(1 for c in body if is_data(c.string))
    rows = len({c.row for c in body if is_data(c.string)})
    if data >= 0.4 * len(body) and (rows >= 3 or draft.ruled == "rows"):
        return True
    words = sum(len(c.words) for c in draft.cells) / len(draft.cells)
    full = len(draft.cells) >= 0.6 * draft.rows * draft.columns
    return draft.rules >= 0.6 * draft.rows and full and words < 12 and draft.rows >= 3
