"""A passage being bound, with everything around it that may explain its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.annotations.annotate import Annotations, Annotator
from extractor.annotations.model import Area, ConceptSpan, Period
from extractor.binding.discourse.said_before import Discourse
from extractor.binding.model import Binding
from extractor.binding.periods.reference_times import ReferenceTimes
from extractor.binding.units.in_tables import TableUnits
from extractor.passages.model import CellLabels, Passage
from extractor.regex import regex
from extractor.reports.model import Report
from extractor.rulebook.model import Rulebook

ANAPHORA = regex(
    r"^\W*(?:(?:on|at|by|for|in|over|during)\s[^,.;]{2,30}?,?\s+)?"
    r"(?:it|the (?:rate|figure|proportion|percentage|number|total|average))"
    r" (?:was|is|stood|stands)\b"
    r"|^\W*(?:(?:the\s+)?(?:performance|figure|rate|proportion|percentage|number|total|compliance"
    r"|position|latter|former|result|average|remaining|remainder|majority|most|rest|target|score|actual|increase|decrease|rise|fall|reduction|change)|this|these"
    r"|those|it|they|of\s+(?:these|those|them|this)|which|that|both|overall|nationally|locally"
    r"|compared|up|down|an?\s+(?:increase|decrease|rise|fall|reduction|improvement)|\d|none|england)"
    r"|\bof (?:them|these|those|whom)\b"
    r"|\bwe (?:achieved|reached|managed|recorded)\b"
    r"|\b(?:performance|compliance|this|these|average|figure)\b"
    r"|\bsuch (?:an? (?!high|low|large|small|short|way\b)[a-z]+|(?!as\b)[a-z]+s)\b",
    re.IGNORECASE,
)
"""Words with which a sentence refers to the one before."""

_OF_TWO = regex(r"\bthe (latter|former)\b", re.IGNORECASE)
"""Words that refer to the last or the first of the things named in the sentence before."""


LABEL_WORDS = 14
_SAYS = regex(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|should|would|may|does|do|did|there|who|why|how"
    r"|what|that|noted|asked|agreed|remains?|rose|fell|increased|decreased|improved|continues?)\b",
    re.IGNORECASE,
)  # what makes a line a statement or a question, and no label


Concepts = tuple[ConceptSpan, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The concept spans around a passage, annotated once for all of its figures: in its list intro
    (for a cell what rules all cells of its table), the sentences before in the paragraph, caption
    and headings, and the title of the report. Those of a cell but for the title are read with its
    labels."""

    list_intro: Concepts = ()
    before: Concepts = ()
    heading: Concepts = ()
    title: Concepts = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a passage is bound by and does not say itself: the rules, and what holds for its report
    so far: its dates, its council's area, the units of its tables. `explain` asks for the patterns
    that came near."""

    rulebook: Rulebook
    annotator: Annotator
    times: ReferenceTimes
    home: Area
    units: TableUnits
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with its annotations and everything around it that may explain its figures.

    For a table cell `left` are the periods of the cells to the left in its row, nearest first.
    `previous` are the bindings of the sentence before in the same paragraph, `columns` a line above
    that reads like the header of a table, `before_in_list` the subject of the item before in the
    same list. `list_intro` are the lines of the list intro, annotated, `under` the caption and
    headings with the phrases of the rules in them, `foretold` the measures of which the paragraph
    has given forecasts.
    """

    passage: Passage
    annotated: Annotations
    around: Around
    before: tuple[Annotations, ...]
    list_intro: tuple[Annotations, ...] = ()
    left: tuple[Period, ...] = ()
    previous: tuple[Binding, ...] = ()
    columns: str | None = None
    before_in_list: str = ""
    under: tuple[tuple[str, Concepts], ...] = ()
    foretold: frozenset[str] = frozenset()

    @property
    def after_label(self) -> bool:
        """Whether the sentence stands right behind the words that its paragraph begins with for a
        label ("Number of looked after children. There were 512 …")."""
        if len(self.before) != 1 or self.previous:
            return False
        label = self.before[0].text
        return len(label.split()) <= LABEL_WORDS and _SAYS.search(label) is None

    def as_cell(self, cell: CellLabels, left: tuple[Period, ...]) -> Context:
        """The context of a part of a text that is read as the cell of a table, with the periods of
        the parts to its left."""
        passage = replace(self.passage, cell=cell, source="table")
        return replace(self, passage=passage, left=left)


def context_of(
    passage: Passage,
    annotated: Annotations,
    report: Report,
    state: Discourse,
    annotator: Annotator,
    rulebook: Rulebook,
) -> Context:
    """A passage with everything around it: what is printed there, annotated, and what the report
    (`state`) has said before."""
    title = _title(report, passage)
    around = Around(title=annotator.concepts_of(title) if title else ())
    list_intro: tuple[Annotations, ...] = ()
    under: tuple[tuple[str, Concepts], ...] = ()
    if passage.cell is None:
        heads = [*([passage.caption] if passage.caption else []), *passage.headings]
        under = tuple((line, annotator.concepts_of(line)) for line in heads)
        around = replace(
            around,
            list_intro=annotator.concepts_of_all(state.lines_above),
            before=_said_before(annotated.text, state.before, rulebook),
            heading=tuple(mark for _, marks in under for mark in marks),
        )
        list_intro = tuple(map(annotator.line, state.lines_above))
    return Context(
        passage, annotated, around, state.before, list_intro, state.left, state.previous,
        state.columns, state.item if passage.source == "list" else "", under, state.foretold,
    )  # fmt: skip


def _title(report: Report, passage: Passage) -> str | None:
    """The title and committee of the report, without the title where the passage is the title."""
    title = report.header.title.value if report.header.title else report.title
    if title and title.strip() == passage.text.content.strip():
        title = None
    committee = report.header.committee.value if report.header.committee else ""
    return f"{title or ''} – {committee}".strip(" –") or None


def _said_before(text: str, before: Sequence[Annotations], rulebook: Rulebook) -> Concepts:
    """What the sentences before name, nearest first; for "the latter" and "the former" only the
    one that is meant of the last. Where the last gives no figure and names something to count,
    what those before it name is not meant: "60% are in work. Many are not. At 38% …"."""
    of_two = _OF_TWO.search(text)
    if not before:
        return ()
    concepts = before[0].concepts
    naming = [m for m in concepts if _is_naming(m, rulebook)]
    if of_two is None:
        further = [mark for annotated in before[1:] for mark in annotated.concepts]
        if naming and all(n.excluded for n in before[0].numbers):
            further = [m for m in further if not _is_naming(m, rulebook)]
        return (*concepts, *further)
    if not naming:
        return concepts
    last = of_two.group(1).lower() == "latter"
    meant = max(naming, key=lambda m: m.start) if last else min(naming, key=lambda m: m.start)
    return tuple(m for m in concepts if m not in naming or m.start == meant.start)


def _is_naming(mark: ConceptSpan, rulebook: Rulebook) -> bool:
    """Whether a phrase is one that a measure needs, and more than who is counted."""
    if not {mark.concept, mark.dimension} & rulebook.by_need.keys():
        return False
    return rulebook.types.get(mark.concept or "") not in ("population", "quantity")
