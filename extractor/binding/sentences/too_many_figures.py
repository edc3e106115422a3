"""Sentences with too many figures for their grammar: table or chart axes that came out as text.

Each of their figures is kept with its value, its unit as printed and the words after it; nothing
else is bound to it. The time this takes is proportional to the number of figures; comparing each
with each would take hours for a long one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations.model import Area, Number
from extractor.binding.discourse.context import Context
from extractor.binding.model import Binding, BoundPeriod, Clause, Figure, Relation
from extractor.binding.subjects.words_beside_figure import words_beside

MOST_FIGURES = 60
"""The most figures in a sentence that its grammar can tell apart."""

_UNBOUND = ("too_many_figures", "measure_unknown", "period_unknown")
_BESIDE = 200
"""How many characters on either side of a figure may hold the words that describe it."""


def is_crowded(numbers: Sequence[Number]) -> bool:
    """Whether a sentence has more figures than its grammar can tell apart."""
    return len(numbers) > MOST_FIGURES


def bind_crowded(context: Context, numbers: Sequence[Number], home: Area) -> list[Binding]:
    """Each figure with its unit and the words beside it, without measure and period."""
    ends = [0, *(n.end for n in numbers)]
    starts = [*(n.start for n in numbers[1:]), len(context.annotated.text)]
    bindings: list[Binding] = []
    for index, number in enumerate(numbers):
        clause = Clause(
            max(ends[index], number.start - _BESIDE), min(starts[index], number.end + _BESIDE)
        )
        figure = Figure(index, number, clause, Relation(), number.unit or "count")
        bindings.append(
            Binding(
                figure, None, BoundPeriod(None, None), home,
                _subject_beside(figure, context), doubts=_UNBOUND,
            )
        )  # fmt: skip
    return bindings


def _subject_beside(figure: Figure, context: Context) -> str:
    """The words beside a figure, else the heading: never the whole text without the figure."""
    beside = context.annotated.text[figure.clause.start : figure.clause.end]
    if sum(c.isalpha() for c in beside) >= 3:
        return words_beside(figure, context.annotated)
    return next(iter((*context.passage.list_intro, *context.passage.headings)), "")
