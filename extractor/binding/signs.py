"""The sign of a figure that words give: an underspend of £0.4m is a variance of -£0.4m."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.model import ConceptSpan
from extractor.binding.model import BoundMeasure, Figure
from extractor.rulebook.model import Rulebook


def with_sign(
    figure: Figure,
    bound: BoundMeasure | None,
    concepts: Sequence[ConceptSpan],
    at: int,
    rulebook: Rulebook,
) -> Figure:
    """The figure with the sign of the word that names its measure.

    `concepts` are the phrases of its clause or of one label, `at` is where the figure is among
    them: of several that name the measure the nearest counts. A number that is printed with a
    minus or in brackets keeps its sign, and so does a share.
    """
    below = rulebook.measures[bound.pattern.measure].below_zero if bound is not None else ()
    number = figure.number
    if bound is None or not below or figure.unit == "percent" or number.value <= 0:
        return figure
    needed = frozenset[str]().union(*bound.pattern.needs)
    naming = [m for m in concepts if m.concept in needed and m.dimension is None]
    nearest = min(naming, key=lambda m: min(abs(m.start - at), abs(m.end - at)), default=None)
    if nearest is None:
        return figure
    there = {m.concept for m in concepts if m.start < nearest.end and nearest.start < m.end}
    if there.isdisjoint(below):
        return figure
    highest = number.value_max
    lowered = replace(
        number,
        value=-number.value if highest is None else -highest,
        value_max=None if highest is None else -number.value,
    )
    return replace(figure, number=lowered)
