"""Evidence scopes: where the words that explain a figure may be, from near to far.

A phrase in the figure's own clause is stronger evidence than one elsewhere in the sentence, which
is stronger than one in the line above. Each tier is a set of concept spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.annotations.annotate import Annotations, Annotator
from extractor.annotations.model import ConceptSpan
from extractor.binding.account import stands_in
from extractor.binding.model import Figure
from extractor.passages.model import Passage

CLAUSE, ANTECEDENT, SENTENCE, LIST_INTRO, BEFORE, HEADING, TITLE = range(7)
"""The tiers: own clause, clause of the figure it is compared with, sentence (or the outer labels
of a table cell), list intro, sentences before in the paragraph, caption and headings, title."""


@dataclass(frozen=True, slots=True)
class ContextAnnotations:
    """The concept spans around a passage, once for all of its figures.

    `before` are the sentences before in the same paragraph, nearest first.
    """

    list_intro: tuple[tuple[ConceptSpan, ...], ...] = ()
    before: tuple[tuple[ConceptSpan, ...], ...] = ()
    heading: tuple[tuple[ConceptSpan, ...], ...] = ()
    title: tuple[ConceptSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceScope:
    """For one figure: the concept spans of each tier, and where each key is found first."""

    annotated: tuple[tuple[ConceptSpan, ...], ...]
    nearest: dict[str, tuple[int, int]] = field(default_factory=dict)

    def tier_of(self, keys: Iterable[str], most: int = TITLE) -> tuple[int, int] | None:
        """The nearest (tier, words matched) at which one of the keys is found, or None."""
        best: tuple[int, int] | None = None
        for key in keys:
            found = self.nearest.get(key)
            if (
                found
                and found[0] <= most
                and (best is None or (found[0], -found[1]) < (best[0], -best[1]))
            ):
                best = found
        return best


def context_annotations(
    passage: Passage,
    before: Sequence[Annotations],
    title: str | None,
    annotator: Annotator,
) -> ContextAnnotations:
    """Annotate everything around a passage that may explain its figures."""
    heads = [*([passage.caption] if passage.caption else []), *passage.headings]
    list_intro = passage.list_intro
    if passage.cell is not None:  # what rules all cells of a table is as near as a list's line
        stub = passage.cell.stub
        list_intro = (*([stub] if stub else []), *([passage.caption] if passage.caption else []))
        heads = list(passage.headings)
    return ContextAnnotations(
        tuple(annotator.concepts_of(line) for line in list_intro),
        tuple(annotated.concepts for annotated in before),
        tuple(annotator.concepts_of(line) for line in heads),
        annotator.concepts_of(title) if title else (),
    )


def evidence_scope(
    figure: Figure,
    figures: Sequence[Figure],
    annotated: Annotations,
    around: ContextAnnotations,
    elliptical: bool,
    adjuncts: frozenset[int] = frozenset(),
    own_clause: frozenset[int] | None = None,
    predicate: int | None = None,
) -> EvidenceScope:
    """The tiers of one figure of a sentence or list item.

    What is said in another figure's clause explains this one only where it is compared with
    that figure or counts nothing itself (`elliptical`). What the verb at the offset `predicate` of
    that clause says of other people ("61 live with their parents and 22% outside the county …")
    breaks down only those.
    """
    brackets = [
        f.clause
        for f in figures
        if f.index != figure.index and f.clause.bracket and not f.clause.holds(figure.number.start)
    ]
    concepts = tuple(m for m in annotated.concepts if not stands_in(m, adjuncts, annotated.words))
    own = tuple(
        m
        for m in concepts
        if figure.clause.holds(m.start)
        and (own_clause is None or m.start in own_clause)
        and not any(b.holds(m.start) for b in brackets)
    )
    chain = _antecedents_of(figure, figures)
    beside = chain[:1] or _partners(figure, figures)
    first = tuple(
        m
        for h in beside
        for m in concepts
        if h.clause.holds(m.start) and not is_of_others(m, predicate)
    )
    if len(figures) > 1:  # "Suitable accommodation, 17-21 year olds: 82%, against 80% …"
        opening = min(f.clause.start for f in figures)
        first += tuple(m for m in concepts if m.end <= opening)
    others = [f.clause for f in figures if f.index != figure.index and f not in chain]
    parts = [
        f.clause
        for f in figures
        if f.relation.cue == "part" and f.relation.antecedent == figure.index
    ]
    last = max(f.clause.end for f in figures)  # what follows is another clause without figures
    sentence = tuple(
        m
        for m in concepts
        if m.start < last
        and not any(clause.holds(m.start) for clause in (parts if elliptical else others))
    )
    return _assembled(
        (own, first, sentence, _flat(around.list_intro), _flat(around.before),
         _flat(around.heading), around.title),
        annotated.text,
    )  # fmt: skip


def is_of_others(mark: ConceptSpan, predicate: int | None) -> bool:
    """Whether a value of a breakdown is said by the verb at `predicate` and its objects."""
    return predicate is not None and mark.dimension is not None and mark.start >= predicate


def _partners(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The other figure of "from 179 to 203": words next to one describe both."""
    because = figure.relation.because
    if because not in ("from_to", "to_from", "by_to", "to_by"):
        return []
    return [
        f for f in figures if abs(f.index - figure.index) == 1 and f.relation.because == because
    ]


def evidence_scope_of_cell(
    inner: tuple[ConceptSpan, ...],
    outer: tuple[ConceptSpan, ...],
    around: ContextAnnotations,
    text: str,
) -> EvidenceScope:
    """The tiers of a table cell: its own row and column label, the outer ones, the rest."""
    return _assembled(
        (
            inner,
            (),
            outer,
            _flat(around.list_intro),
            (),
            _of_headings(around.heading),
            around.title,
        ),
        text,
    )


def _of_headings(headings: Sequence[tuple[ConceptSpan, ...]]) -> tuple[ConceptSpan, ...]:
    """What the headings above a table name: values of breakdowns only the nearest one, for
    "Scrutiny" below "Children's Services" is no part of it."""
    further = tuple(m for m in _flat(headings[1:]) if m.dimension is None)
    return (*_flat(headings[:1]), *further)


def _antecedents_of(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that this one is compared with, nearest relation first, without loops."""
    chain: list[Figure] = []
    current = figure
    while True:
        index = current.antecedent
        if index is None or index == figure.index or any(h.index == index for h in chain):
            return chain
        current = figures[index]
        chain.append(current)


def _flat(groups: Iterable[tuple[ConceptSpan, ...]]) -> tuple[ConceptSpan, ...]:
    return tuple(mark for group in groups for mark in group)


def _assembled(evidence: tuple[tuple[ConceptSpan, ...], ...], text: str) -> EvidenceScope:
    nearest: dict[str, tuple[int, int]] = {}
    for tier, annotated in enumerate(evidence):
        for mark in annotated:
            weight = mark.end - mark.start
            for key in (mark.concept, mark.dimension):
                if key is not None:
                    known = nearest.get(key)
                    if known is None or (known[0] == tier and known[1] < weight):
                        nearest[key] = (tier, weight)
    return EvidenceScope(evidence, nearest)
