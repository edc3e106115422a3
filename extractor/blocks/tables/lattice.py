"""Tables whose lines are drawn: pdfplumber's rules on the rulings of a page."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from pdfplumber import table as plumber

from extractor.blocks.tables.draft import Draft, DraftCell
from extractor.blocks.tables.lines import chunks_of, lines_of
from extractor.pages.model import Box, Ruling, Word, enclosing

Edge = dict[str, Any]
SNAP = 3.0
SPLIT_GAP = 0.62


def edges_of(rulings: Iterable[Ruling]) -> list[Edge]:
    """Rulings as pdfplumber's edges, snapped and joined."""
    edges = [_edge(r.x0, r.top, r.x1, r.bottom) for r in rulings]
    return plumber.merge_edges([e for e in edges if e is not None], SNAP, SNAP, SNAP, SNAP)


def _edge(x0: float, top: float, x1: float, bottom: float) -> Edge:
    width, height = x1 - x0, bottom - top
    return {
        "object_type": "line",
        "orientation": "h" if width >= height else "v",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": width,
        "height": height,
    }


def components(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that touch one another, in groups that hold both directions."""
    flat = [e for e in edges if e["orientation"] == "h"]
    tall = [e for e in edges if e["orientation"] == "v"]
    parent = list(range(len(flat) + len(tall)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(tall, len(flat)):
        x, top, bottom = v["x0"], v["top"] - SNAP, v["bottom"] + SNAP
        for i, h in enumerate(flat):
            if top <= h["top"] <= bottom and h["x0"] - SNAP <= x <= h["x1"] + SNAP:
                parent[root(i)] = root(j)
    groups: dict[int, list[Edge]] = {}
    for i, edge in enumerate([*flat, *tall]):
        groups.setdefault(root(i), []).append(edge)
    return [g for g in groups.values() if len({e["orientation"] for e in g}) == 2]


def closed(group: Sequence[Edge]) -> list[Edge]:
    """The group with the sides drawn that an open table leaves out.

    Where two or more rules end at the same outermost place and no line joins their ends,
    the reader's eye does.
    """
    out = list(group)
    flat = [e for e in group if e["orientation"] == "h"]
    tall = [e for e in group if e["orientation"] == "v"]
    for side, pick in (("x0", min), ("x1", max)):
        at = pick(e[side] for e in flat)
        ends = [e["top"] for e in flat if abs(e[side] - at) <= 2 * SNAP]
        if len(ends) >= 2:
            out.append(_edge(at, min(ends), at, max(ends)))
    for side, pick in (("top", min), ("bottom", max)):
        at = pick(e[side] for e in tall)
        ends = [e["x0"] for e in tall if abs(e[side] - at) <= 2 * SNAP]
        if len(ends) >= 3:
            out.append(_edge(min(ends), at, max(ends), at))
    return plumber.merge_edges(out, SNAP, SNAP, SNAP, SNAP)


def lattices(group: Sequence[Edge]) -> list[list[Box]]:
    """The cells of each group of cells that touch, as boxes."""
    crossings = plumber.edges_to_intersections(list(group), SNAP, SNAP)
    cells = plumber.intersections_to_cells(crossings)
    return [[Box(*cell) for cell in group] for group in plumber.cells_to_tables(cells)]


def draft_of(boxes: Sequence[Box], words: Sequence[Word]) -> Draft:
    """The words in the cells; a wide cell that holds several columns' text is cut apart."""
    xs = sorted({b.x0 for b in boxes} | {b.x1 for b in boxes})
    ys = sorted({b.top for b in boxes} | {b.bottom for b in boxes})
    cells: list[DraftCell] = []
    for b in boxes:
        row, column = ys.index(b.top), xs.index(b.x0)
        down, right = ys.index(b.bottom) - row, xs.index(b.x1) - column
        inside = [w for w in words if b.holds(w.box)]
        cell = DraftCell(row, column, inside, down, right, b)
        cells += _apart(cell, xs) if right > 1 and inside else [cell]
    return Draft(len(ys) - 1, len(xs) - 1, cells, enclosing(boxes))


def _apart(cell: DraftCell, xs: Sequence[float]) -> list[DraftCell]:
    """The cell itself, or one for each column where all its lines leave the cuts free."""
    cuts = xs[cell.column + 1 : cell.column + cell.column_span]
    pieces = [c for line in lines_of(cell.words) for c in chunks_of(line, SPLIT_GAP)]
    crossed = any(c.box.x0 < x - 1 and c.box.x1 > x + 1 for c in pieces for x in cuts)
    if len(pieces) < 2 or crossed or cell.box is None:
        return [cell]
    bounds = [cell.box.x0, *cuts, cell.box.x1]
    out = []
    for i, (left, right) in enumerate(itertools.pairwise(bounds)):
        words = [w for w in cell.words if left <= w.box.centre < right]
        box = Box(left, cell.box.top, right, cell.box.bottom)
        out.append(DraftCell(cell.row, cell.column + i, words, cell.row_span, 1, box))
    return out if sum(1 for c in out if c.words) > 1 else [cell]
