"""Drawn lines and their cells: the same as pdfplumber's, which is slower."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber import table as plumber

from extractor.blocks.tables.grids import SNAP, Rules, lattices
from extractor.pages.model import Ruling

# Near one another, at the tolerance and beyond it.
places = st.sampled_from([0.0, 0.4, 2.9, 3.0, 3.1, 6.0, 20.0, 20.5, 23.0, 24.0, 40.0, 43.5, 60.0])


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    at, low, high = draw(places), draw(places), draw(places)
    low, high = min(low, high), max(low, high) + 1.0
    if draw(st.booleans()):
        return Ruling(low, at, high, at)
    return Ruling(at, low, at, high)


def merged(found: list[Ruling]) -> list[dict[str, Any]]:
    edges = [
        {
            "object_type": "line", "orientation": "h" if r.horizontal else "v",
            "x0": r.x0, "x1": r.x1, "top": r.top, "bottom": r.bottom, "doctop": r.top,
            "width": r.x1 - r.x0, "height": r.bottom - r.top,
        }
        for r in found
    ]  # fmt: skip
    return list(plumber.merge_edges(edges, SNAP, SNAP, SNAP, SNAP))


def cells(edges: list[dict[str, Any]]) -> list[list[tuple[float, ...]]]:
    crossings = plumber.edges_to_intersections(edges, SNAP, SNAP)
    return list(plumber.cells_to_tables(plumber.intersections_to_cells(crossings)))


@given(st.lists(rulings(), max_size=25))
def test_lines_are_joined_and_make_cells_as_in_pdfplumber(found: list[Ruling]) -> None:
    rules, edges = Rules.of(found), merged(found)
    flat = [(e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h"]
    tall = [(e["x0"], e["top"], e["bottom"]) for e in edges if e["orientation"] == "v"]
    assert (rules.flat, rules.tall) == (sorted(flat), sorted(tall))
    ours = [[(b.x0, b.top, b.x1, b.bottom) for b in group] for group in lattices(rules)]
    assert ours == cells(edges)


@given(st.sets(st.integers(0, 6), min_size=2), st.sets(st.integers(0, 6), min_size=2))
def test_a_full_grid_has_all_its_cells(across: set[int], down: set[int]) -> None:
    xs, ys = [30.0 * x for x in sorted(across)], [30.0 * y for y in sorted(down)]
    found = [Ruling(xs[0], y, xs[-1], y) for y in ys] + [Ruling(x, ys[0], x, ys[-1]) for x in xs]
    expected = (len(xs) - 1) * (len(ys) - 1)
    groups = lattices(Rules.of(found))
    assert sum(map(len, groups)) == (expected if expected > 1 else 0)
