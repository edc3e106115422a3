"""Everything that decides which measure may take a figure."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.binding.counted import Counted
from extractor.binding.model import Figure
from extractor.binding.scopes import Tiers
from extractor.marks.model import ConceptMark
from extractor.marks.read import Marks


@dataclass(frozen=True, slots=True)
class Case:
    """A figure with what was read around it.

    Of a cell, `unexplained` are the words of its labels that no rule knows, `row_label` is
    the innermost label of its row with its marks in `row`, and `row_left` are the words of
    that label that no mark explains and that are no usual words of tables of money.
    """

    figure: Figure
    tiers: Tiers
    counted: Counted
    marks: Marks
    anaphoric: bool
    cell: bool = False
    unexplained: tuple[str, ...] = ()
    inherited: tuple[tuple[str, str], ...] = ()
    row_label: str = ""
    row: tuple[ConceptMark, ...] = ()
    row_left: tuple[str, ...] = ()
