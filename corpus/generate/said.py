"""Text that knows the figures in it.

A `Ledger` hands out a mark for each figure; marks travel inside ordinary strings through
the wording, and `plain` resolves them into the printed text and where each figure is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.generate.periods import When

Role = Literal[
    "actual", "previous_period", "target", "forecast", "change", "national_comparator",
    "statistical_neighbour_comparator", "definition_part", "not_a_statistic",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed, and what it states. `when` None: the paper does not say when.

    `area` is the place that the figure is about. A figure that is not a statistic has its
    `role` and `notes` only.
    """

    text: str
    value: float | None = None
    unit: str | None = None
    measure: str | None = None
    role: Role = "actual"
    qualifier: str = "exact"
    when: When | None = None
    category: tuple[tuple[str, str], ...] = ()
    value_max: float | None = None
    direction: str | None = None
    area: str | None = None
    ambiguous: bool = False
    optional: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """Printed text and (start, end, figure) for each figure in it."""

    text: str
    figures: tuple[tuple[int, int, Figure], ...] = ()


RAISED = "\ue002"  # before a footnote marker: the next character is small and raised
_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass
class Ledger:
    """All figures of one document, in the order in which they were written."""

    figures: list[Figure] = field(default_factory=list)

    def mark(self, figure: Figure) -> str:
        self.figures.append(figure)
        return f"\ue000{len(self.figures) - 1}\ue001"

    def trap(self, text: str, notes: str, role: Role = "not_a_statistic") -> str:
        """A number that tempts and is not a statistic, or defines another figure."""
        return self.mark(Figure(text, role=role, notes=notes))

    def plain(self, marked: str) -> Plain:
        """The text without marks. Capitalises a figure in words that opens the text."""
        parts: list[str] = []
        found: list[tuple[int, int, Figure]] = []
        length = last = 0
        for match in _MARK.finditer(marked):
            before = marked[last : match.start()]
            figure = self.figures[int(match.group(1))]
            length += len(before)
            if length == 0 and figure.text[:1].islower():
                figure = replace(figure, text=figure.text[0].upper() + figure.text[1:])
            parts += [before, figure.text]
            found.append((length, length + len(figure.text), figure))
            length += len(figure.text)
            last = match.end()
        return Plain("".join(parts) + marked[last:], tuple(found))


def footnoted(marked: str, number: int) -> str:
    """The sentence with a footnote marker right after its first figure."""
    return marked.replace("\ue001", f"\ue001{RAISED}{number}", 1)


def capital(marked: str) -> str:
    """The sentence with a capital first letter (marks are left alone)."""
    return marked[:1].upper() + marked[1:]


_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def in_words(number: int) -> str:
    return _WORDS[number]
