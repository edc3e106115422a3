"""A passage with everything around it that may explain its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.binding.model import Binding
from extractor.binding.period import Times
from extractor.binding.scopes import Surroundings, surroundings
from extractor.marks.model import Area, Period
from extractor.marks.read import Marker, Marks
from extractor.passages.model import Passage
from extractor.rulebook.model import Rulebook

ANAPHORA = re.compile(
    r"^\W*(?:(?:the\s+)?(?:performance|figure|rate|proportion|percentage|number|total|compliance"
    r"|position|result|average|remaining|remainder|majority|most|rest|target|score|actual|increase|decrease|rise|fall|reduction|change)|this|these"
    r"|those|it|they|of\s+(?:these|those|them|this)|which|that|both|overall|nationally|locally"
    r"|compared|up|down|an?\s+(?:increase|decrease|rise|fall|reduction|improvement)|\d|none|england)"
    r"|\bof (?:them|these|those|whom)\b"
    r"|\bwe (?:achieved|reached|managed|recorded)\b"
    r"|\b(?:performance|compliance|this|these|average|figure)\b",
    re.IGNORECASE,
)
"""What a sentence says that points back at the one before."""


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with its marks and everything around it that may explain its figures.

    For a table cell `scale` is that of money printed alike elsewhere in the report, and `left`
    are the periods of the cells to the left in its row, nearest first. `previous` are the bindings
    of the sentence before in the same paragraph, `before_in_list` the subject of the item before
    in the same list.
    """

    passage: Passage
    marks: Marks
    before: tuple[Marks, ...]
    title: str | None
    times: Times
    home: Area
    marker: Marker
    rulebook: Rulebook
    lead: tuple[str, ...] = ()
    explain: bool = False
    scale: float = 1.0
    left: tuple[Period, ...] = ()
    previous: tuple[Binding, ...] = ()
    before_in_list: str = ""

    def around(self) -> Surroundings:
        """The concept marks of lead, sentences before, headings and title."""
        passage = replace(self.passage, lead=self.lead)
        return surroundings(passage, self.before, self.title, self.marker)
