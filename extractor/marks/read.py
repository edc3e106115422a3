"""Passage to marks: everything that stage 4 finds in one text."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.marks.ages import find_age_bands
from extractor.marks.areas import find_areas
from extractor.marks.concepts import ConceptFinder
from extractor.marks.model import Area, AreaMark, ConceptMark, Direction, Number, RoleMark
from extractor.marks.numbers import find_numbers
from extractor.marks.periods import PeriodMark, find_periods
from extractor.marks.roles import RoleFinder
from extractor.marks.tokens import language
from extractor.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of one text. `concepts` include the age bands."""

    text: str
    doc: Doc
    numbers: tuple[Number, ...]
    periods: tuple[PeriodMark, ...]
    areas: tuple[AreaMark, ...]
    concepts: tuple[ConceptMark, ...]
    roles: tuple[RoleMark, ...] = ()
    directions: tuple[tuple[int, Direction], ...] = ()


class Marker:
    """Marks texts by one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._concepts = ConceptFinder(rulebook)
        self._roles = RoleFinder(rulebook)
        # What was built now lives as long as the process: the garbage collector, which
        # would go through all of it every few pages, leaves it alone.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)  # a page makes thousands of small things, none in cycles

    def mark(self, text: str, home: Area | None) -> Marks:
        """Mark a passage's text; roles and the rest only where it has a candidate figure."""
        doc = language().make_doc(text)
        numbers = tuple(find_numbers(doc))
        periods = tuple(find_periods(text))
        concepts = self._concepts.find(doc) + find_age_bands(text)
        candidates = [n for n in numbers if n.refused is None]
        if not candidates:
            return Marks(text, doc, numbers, periods, (), concepts)
        return Marks(
            text, doc, numbers, periods, tuple(find_areas(text, home)), concepts,
            self._roles.find(doc, candidates), self._roles.directions(doc),
        )  # fmt: skip

    def concepts_of(self, text: str) -> tuple[ConceptMark, ...]:
        """The concepts and age bands of a heading, label or lead line."""
        return self._concepts.find_in(text) + find_age_bands(text)
