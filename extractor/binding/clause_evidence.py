"""Where the words that explain a figure of a sentence are, from near to far.

A phrase in the figure's own clause is stronger evidence than one elsewhere in the sentence, which
is stronger than one in the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import ConceptSpan
from extractor.binding.account import stands_in
from extractor.binding.clauses import named_from
from extractor.binding.context import Context
from extractor.binding.evidence import EvidenceScope, evidence_of
from extractor.binding.governor import (
    noun_counted,
    predicate_begins,
    predicate_of,
    scope_of,
    subject_of_predicate,
)
from extractor.binding.model import Figure
from extractor.regex import regex
from extractor.rulebook.model import Rulebook

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """The evidence for a figure of a sentence, and where it was found.

    `opening` is the span of the group that the sentence opens with, `predicate` the spans of what
    the figure's verb says beyond its clause, `of_others` the values of breakdowns that only the
    verb of the figure before says.
    """

    scope: EvidenceScope
    opening: Span | None
    predicate: tuple[Span, ...]
    of_others: frozenset[tuple[str | None, str | None]]

    def shared(self, breakdown: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The breakdown of the figure before, without what only its own verb says."""
        return tuple(item for item in breakdown if item not in self.of_others)


def clause_evidence(
    figure: Figure,
    figures: Sequence[Figure],
    annotated: Annotations,
    context: Context,
    elliptical: bool,
    adjuncts: frozenset[int],
) -> ClauseEvidence:
    """The evidence for one figure of a sentence or list item.

    What is said in another figure's clause explains this one only where it is compared with
    that figure or counts nothing itself (`elliptical`). What the verb of that clause says of other
    people ("61 live with their parents and 22% outside the county …") breaks down only those.
    """
    opening = _opening_group(annotated, figures)
    predicate = _predicate(figure, figures, annotated)
    of_others = _predicate_of_others(figure, figures, annotated, context.rulebook)
    own_clause = _clause_of(figure, annotated)
    brackets = [
        f.clause
        for f in figures
        if f.index != figure.index and f.clause.bracket and not f.clause.holds(figure.number.start)
    ]
    named = named_from(annotated.text, min(f.number.start for f in figures))
    concepts = tuple(
        m
        for m in annotated.concepts
        if m.start >= named and not stands_in(m, adjuncts, annotated.words)
    )
    own = tuple(
        m
        for m in concepts
        if (figure.clause.holds(m.start) or any(a <= m.start < b for a, b in predicate))
        and (own_clause is None or m.start in own_clause)
        and not any(b.holds(m.start) for b in brackets)
    )
    chain = _antecedents_of(figure, figures)
    beside = chain[:1] or _partners(figure, figures)
    first = tuple(
        m
        for h in beside
        for m in concepts
        if h.clause.holds(m.start) and not _is_of_others(m, of_others)
    )
    if opening is not None:
        first += tuple(m for m in concepts if m.end <= opening[1])
    if len(figures) > 1:  # "Suitable accommodation, 17-21 year olds: 82%, against 80% …"
        begun = min(f.clause.start for f in figures)
        first += tuple(m for m in concepts if m.end <= begun)
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
    around = context.around
    tiers = (own, first, sentence, around.list_intro, around.before, around.heading, around.title)
    return ClauseEvidence(
        evidence_of(tiers, context.rulebook),
        opening,
        tuple(predicate),
        frozenset(
            (m.dimension, m.value) for m in annotated.concepts if _is_of_others(m, of_others)
        ),
    )


_OPENING = regex(
    r"\W*(?:(?:of|among|amongst)\s(?:the|our|these|those|all)?|for\s(?:these|those|children))\b",
    re.IGNORECASE,
)


def _opening_group(annotated: Annotations, figures: Sequence[Figure]) -> Span | None:
    """The span of the group that a sentence opens with and parts between its figures ("Of the new
    entrants 112 were over ten, 41 were girls …"); None where it opens with none, or with its
    number."""
    found = _OPENING.match(annotated.text)
    first = min(f.number.start for f in figures)
    if found is None or any(n.start < first for n in annotated.numbers):
        return None
    return found.end(), first


def _predicate(figure: Figure, figures: Sequence[Figure], annotated: Annotations) -> list[Span]:
    """The spans of what the verb whose subject a figure heads says, where it is beyond the figure's
    clause: with its complements where only a remark on the figure is between ("58 children, 11.5%
    of those in care, were living far from home")."""
    verb = predicate_begins(annotated.syntax, figure.number)
    if verb is None or figure.clause.holds(verb):
        return predicate_of(annotated.syntax, figure.number)
    between = [f for f in figures if figure.number.end <= f.number.start < verb]
    subject = subject_of_predicate(annotated.syntax, figure.number) or frozenset()
    if not between or not all(f.number.start in subject for f in between):
        return predicate_of(annotated.syntax, figure.number)
    last = between[-1].clause
    return [(verb, last.end)] if last.holds(verb) else []


def _predicate_of_others(
    figure: Figure, figures: Sequence[Figure], annotated: Annotations, rulebook: Rulebook
) -> int | None:
    """Where the verb begins that says of the people of the figure before what this one's own verb
    does not say of its own ("61 are placed with their parents and 22% live outside the county");
    None where both share one verb or are compared."""
    antecedent, relation = figure.antecedent, figure.relation
    if antecedent is None or antecedent == figure.index or relation.kind != "actual":
        return None
    if relation.cue or figure.clause.bracket:
        return None
    own = predicate_begins(annotated.syntax, figure.number)
    theirs = predicate_begins(annotated.syntax, figures[antecedent].number)
    says = [m.start for m in annotated.concepts if m.dimension and figure.clause.holds(m.start)]
    if own == theirs or not says:
        return None
    noun = noun_counted(annotated.syntax, figure.number)
    if noun is not None and any(
        m.start <= noun < m.end and m.concept in rulebook.people for m in annotated.concepts
    ):
        return 0  # "38 young people aged 16 lived in lodgings, 29 children with their parents"
    return theirs if own is not None and max(says) >= own else None


def _is_of_others(mark: ConceptSpan, predicate: int | None) -> bool:
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


def linked_to(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that one is compared with, directly or through others, in their order."""
    links = {f.index: {f.antecedent} | {p.index for p in _partners(f, figures)} for f in figures}
    found, left = {figure.index}, [figure.index]
    while left:
        at = left.pop()
        near = {i for i in links[at] if i is not None} | {i for i in links if at in links[i]}
        left += near - found
        found |= near
    return [f for f in figures if f.index in found and f.index != figure.index]


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


def _clause_of(figure: Figure, annotated: Annotations) -> frozenset[int] | None:
    """The words of a figure's clause; None where the parsed clause has none of the phrases around
    it that are in the rules, and so is of no use."""
    own_clause = scope_of(annotated.syntax, figure.number)
    near = [m for m in annotated.concepts if figure.clause.holds(m.start)]
    if own_clause is not None and near and not any(m.start in own_clause for m in near):
        return None
    return own_clause
