"""A passage being bound, with everything around it that may explain its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.annotations.annotate import Annotations, Annotator
from extractor.annotations.model import Area, ConceptSpan, Period
from extractor.binding.model import Binding
from extractor.binding.period import ReferenceTimes
from extractor.binding.scopes import ContextAnnotations, context_annotations
from extractor.binding.units import StatedUnit
from extractor.passages.model import Passage
from extractor.regex import regex
from extractor.rulebook.model import Rulebook

ANAPHORA = regex(
    r"^\W*(?:(?:on|at|by|in|over|during)\s[^,.;]{2,30}?,?\s+)?"
    r"(?:it|the (?:rate|figure|proportion|percentage|number|total|average))"
    r" (?:was|is|stood|stands)\b"
    r"|^\W*(?:(?:the\s+)?(?:performance|figure|rate|proportion|percentage|number|total|compliance"
    r"|position|latter|former|result|average|remaining|remainder|majority|most|rest|target|score|actual|increase|decrease|rise|fall|reduction|change)|this|these"
    r"|those|it|they|of\s+(?:these|those|them|this)|which|that|both|overall|nationally|locally"
    r"|compared|up|down|an?\s+(?:increase|decrease|rise|fall|reduction|improvement)|\d|none|england)"
    r"|\bof (?:them|these|those|whom)\b"
    r"|\bwe (?:achieved|reached|managed|recorded)\b"
    r"|\b(?:performance|compliance|this|these|average|figure)\b",
    re.IGNORECASE,
)
"""Words with which a sentence refers to the one before."""

_OF_TWO = regex(r"\bthe (latter|former)\b", re.IGNORECASE)
"""Words that refer to the last or the first of the things named in the sentence before."""


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with its annotations and everything around it that may explain its figures.

    For a table cell `scale` is that of money printed alike elsewhere in the report, and `left`
    are the periods of the cells to the left in its row, nearest first. `previous` are the bindings
    of the sentence before in the same paragraph, `columns` a line above that reads like the
    header of a table, `stated` the unit that the report states for its tables of money, where the
    cell is of one, `before_in_list` the subject of the item before in the same list.
    """

    passage: Passage
    annotated: Annotations
    before: tuple[Annotations, ...]
    title: str | None
    times: ReferenceTimes
    home: Area
    annotator: Annotator
    rulebook: Rulebook
    list_intro: tuple[str, ...] = ()
    explain: bool = False
    scale: float = 1.0
    left: tuple[Period, ...] = ()
    previous: tuple[Binding, ...] = ()
    columns: str | None = None
    stated: StatedUnit | None = None
    before_in_list: str = ""

    def around(self) -> ContextAnnotations:
        """The concept spans of lead, sentences before, headings and title."""
        passage = replace(self.passage, list_intro=self.list_intro)
        around = context_annotations(passage, self.before, self.title, self.annotator)
        of_two = _OF_TWO.search(self.annotated.text)
        if of_two is None or not around.before:
            return around
        one = self._one_of_two(around.before[0], last=of_two.group(1).lower() == "latter")
        return replace(around, before=(one,))

    def _one_of_two(
        self, annotated: tuple[ConceptSpan, ...], *, last: bool
    ) -> tuple[ConceptSpan, ...]:
        """The last, or the first, of the phrases by which measures are named, with those that
        name none."""
        naming = [
            m
            for m in annotated
            if {m.concept, m.dimension} & self.rulebook.by_need.keys()
            and self.rulebook.types.get(m.concept or "") not in ("population", "quantity")
        ]
        if not naming:
            return annotated
        meant = max(naming, key=lambda m: m.start) if last else min(naming, key=lambda m: m.start)
        return tuple(m for m in annotated if m not in naming or m.start == meant.start)
