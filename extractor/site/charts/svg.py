"""The marks of a chart as SVG. A chart has hundreds, drawn twice: a template would take longer for
them than for the rest of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from extractor.site.charts.model import ChartMark

_BROKEN = ' stroke-dasharray="2.5 1.5"'


def shape(
    kind: str, x: float, y: float, colour: str, hollow: bool = False, dash: str = ""
) -> Markup:
    """A shape at a place: what a kind of point is drawn as, on the chart and in its legend."""
    pen = f'stroke="{colour}" stroke-width="2"'
    fill = "#fff" if hollow or kind == "hollow" else colour
    broken = _BROKEN if hollow or kind == "hollow" else ""
    if kind in ("circle", "hollow"):
        drawn = f'<circle cx="{x}" cy="{y}" r="4.5" fill="{fill}" {pen}{broken}/>'
    elif kind == "square":
        drawn = f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{fill}" {pen}{broken}/>'
    elif kind == "up":
        path = f"M{x - 6},{y} h12 M{x},{y} v-14 m-4,5 l4,-5 l4,5"
        drawn = f'<path d="{path}" fill="none" {pen}/>'
    elif kind == "down":
        path = f"M{x - 6},{y} h12 M{x},{y} v14 m-4,-5 l4,5 l4,-5"
        drawn = f'<path d="{path}" fill="none" {pen}/>'
    elif kind == "range":
        path = f"M{x - 5},{y - 8} h10 M{x - 5},{y + 8} h10 M{x},{y - 8} v16"  # in a legend
        drawn = f'<path d="{path}" fill="none" {pen}/>'
    elif kind == "block":
        drawn = f'<rect x="{x - 9}" y="{y - 6}" width="18" height="12" fill="{colour}"/>'
    elif kind == "open":
        box = f'<rect x="{x - 9}" y="{y - 6}" width="18" height="12" fill="#fff"'
        drawn = f'{box} stroke="{colour}" stroke-dasharray="3 2"/>'
    else:
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        drawn = f'<path d="M{x - 9},{y} h18" stroke="{colour}" stroke-width="3"{dashes}/>'
    return Markup(drawn)


def _bracket(x: float, low: float, high: float, colour: str, hollow: bool) -> Markup:
    """A range, from its lower end to its upper one."""
    path = f"M{x - 5},{low} h10 M{x - 5},{high} h10 M{x},{high} V{low}"
    broken = _BROKEN if hollow else ""
    return Markup(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{broken}/>')


def marks(found: Iterable[ChartMark], address: Callable[[str], str] | None) -> Markup:
    """The points of a chart, each with its label; with `address` each leads to its evidence."""
    drawn = []
    for mark in found:
        label = escape(mark.label)
        point = (
            shape(mark.shape, mark.x, mark.y, mark.colour, mark.hollow, mark.dash)
            if mark.upper is None
            else _bracket(mark.x, mark.y, mark.upper, mark.colour, mark.hollow)
        )
        if address is None:
            drawn.append(f"<g><title>{label}</title>{point}</g>\n")
        else:
            there = f'<a href="{escape(address(mark.figure))}" tabindex="-1" class="point"'
            top = mark.y if mark.upper is None else mark.upper
            touched = (
                f'<circle cx="{mark.x}" cy="{mark.y}" r="11" fill="transparent"/>'
                if mark.upper is None
                else f'<rect x="{mark.x - 11}" y="{top}" width="22" height="{mark.y - top:g}"'
                ' fill="transparent"/>'
            )
            drawn.append(
                f'{there} aria-label="{label}"><title>{label}</title>{touched}{point}</a>\n'
            )
    return Markup("".join(drawn))
