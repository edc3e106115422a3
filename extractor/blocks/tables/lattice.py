"""Tables whose lines are drawn: pdfplumber's rules on the rulings of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfplumber import table as plumber

from extractor.pages.model import Box, Ruling

SNAP = 3.0


def edges_of(rulings: Iterable[Ruling]) -> list[dict[str, Any]]:
    """Rulings as pdfplumber's edges, snapped and joined."""
    edges = []
    for r in rulings:
        width, height = r.x1 - r.x0, r.bottom - r.top
        if max(width, height) < 1:
            continue
        flat = width >= height
        edges.append(
            {
                "object_type": "line",
                "orientation": "h" if flat else "v",
                "x0": r.x0,
                "x1": r.x1,
                "top": r.top,
                "bottom": r.bottom,
                "doctop": r.top,
                "width": width,
                "height": height,
            }
        )
    return plumber.merge_edges(edges, SNAP, SNAP, SNAP, SNAP)


def lattices(edges: list[dict[str, Any]]) -> list[list[Box]]:
    """The cells of each group of cells that touch, as boxes."""
    crossings = plumber.edges_to_intersections(edges, SNAP, SNAP)
    cells = plumber.intersections_to_cells(crossings)
    return [[Box(*cell) for cell in group] for group in plumber.cells_to_tables(cells)]
