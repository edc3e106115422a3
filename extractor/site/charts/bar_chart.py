"""A chart of mixes: one stacked bar for each date, with what the paper does not list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.site.charts.layout import Entry, room, values_axis, width_of
from extractor.site.charts.model import COLOURS, COMPARED, WIDE, Bar, Chart, ChartWords, Tick

LEFT, RIGHT, ABOVE, BELOW = 62, 22, 16, 34
_MORE = ("#7d8ca3", "#c58a5c", "#5fa39a", "#b48ab1", "#9aa35f")
PALETTE = (*COLOURS, *_MORE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its name, value, what a reader sees, its evidence ("" for a gap), and its
    rank among the parts, from the bottom up."""

    name: str
    value: float
    label: str
    figure: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar: its labels below the axis (a long and a short one), its parts from the bottom up,
    and what is not listed; `withheld` where that may not be given."""

    when: str
    short: str
    parts: tuple[Part, ...]
    gap: Part | None
    withheld: bool = False


def stacked(
    stacks: Sequence[Stack], unit: str, words: ChartWords, by: str, width: int = WIDE
) -> Chart | None:
    """The chart of the bars, in the order given; None where there are none.

    `by` is what people call the breakdown whose values are the parts ("placement").
    """
    if not stacks:
        return None
    ranks = {part.name: part.rank for stack in stacks for part in stack.parts}
    names = sorted(ranks, key=lambda name: (ranks[name], name))
    colours = {name: PALETTE[i % len(PALETTE)] for i, name in enumerate(names)}
    entries = [Entry(name, colours[name], "block") for name in names]
    if any(stack.gap for stack in stacks):
        entries.append(Entry(f"not listed by {by} in the paper", COMPARED[0], "open"))
    drawing = 360.0 if width == WIDE else 300.0
    space = room(words, entries, width, drawing)
    top, bottom = space.top + ABOVE, space.top + drawing - BELOW
    sums = [
        sum(part.value for part in stack.parts) + (stack.gap.value if stack.gap else 0.0)
        for stack in stacks
    ]
    up = values_axis([0.0, *sums], unit, top, bottom)
    slot = (width - LEFT - RIGHT) / len(stacks)
    long = all(width_of(stack.when) < slot - 6 for stack in stacks)
    thick = min(70.0, slot * 0.7)
    bars: list[Bar] = []
    for number, stack in enumerate(stacks):
        x = round(LEFT + slot * number + (slot - thick) / 2, 1)
        height = 0.0
        for part in (*stack.parts, *([stack.gap] if stack.gap else [])):
            y = up.y(height + part.value)
            bars.append(
                Bar(
                    x,
                    y,
                    round(thick, 1),
                    round(up.y(height) - y, 1),
                    colours.get(part.name, COMPARED[0]),
                    part is stack.gap,
                    part.label,
                    part.figure,
                )
            )
            height += part.value
    return Chart(
        width=width,
        height=space.height,
        left=LEFT,
        right=width - RIGHT,
        top=top,
        bottom=bottom,
        across=tuple(
            Tick(round(LEFT + slot * (number + 0.5), 1), stack.when if long else stack.short)
            for number, stack in enumerate(stacks)
        ),
        up=up.ticks(),
        texts=space.texts,
        legend=space.legend,
        bars=tuple(bars),
    )
