"""Evidence scopes: where the words that explain a figure may be, from near to far.

A measure's phrase in the figure's own limb says more than one elsewhere in the sentence,
and that more than one in the line above. Each tier is a set of concept marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.binding.model import Figure
from extractor.marks.model import ConceptMark
from extractor.marks.read import Marker, Marks
from extractor.passages.model import Passage

LIMB, HOST, SENTENCE, LEAD, BEFORE, HEADING, TITLE = range(7)
"""The tiers: own clause, clause of the figure it is set against, sentence (or the outer labels
of a table cell), list lead, sentences before in the paragraph, caption and headings, title."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The concept marks around a passage, once for all of its figures.

    `before` are the sentences before in the same paragraph, nearest first.
    """

    lead: tuple[tuple[ConceptMark, ...], ...] = ()
    before: tuple[tuple[ConceptMark, ...], ...] = ()
    heading: tuple[tuple[ConceptMark, ...], ...] = ()
    title: tuple[ConceptMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiers:
    """For one figure: the marks of each tier, and where each key is found first."""

    marks: tuple[tuple[ConceptMark, ...], ...]
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


def surroundings(
    passage: Passage,
    before: Sequence[Marks],
    title: str | None,
    marker: Marker,
) -> Surroundings:
    """Mark everything around a passage that may explain its figures."""
    heads = [*([passage.caption] if passage.caption else []), *passage.headings]
    lead = passage.lead
    if passage.cell is not None:  # what rules all cells of a table is as near as a list's line
        stub = passage.cell.stub
        lead = (*([stub] if stub else []), *([passage.caption] if passage.caption else []))
        heads = list(passage.headings)
    return Surroundings(
        tuple(marker.concepts_of(line) for line in lead),
        tuple(marks.concepts for marks in before),
        tuple(marker.concepts_of(line) for line in heads),
        marker.concepts_of(title) if title else (),
    )


def tiers_of(
    figure: Figure,
    figures: Sequence[Figure],
    marks: Marks,
    around: Surroundings,
    elliptical: bool,
    adjuncts: frozenset[int] = frozenset(),
    clause: frozenset[int] | None = None,
) -> Tiers:
    """The tiers of one figure of a sentence or list item.

    What is said in another figure's limb explains this one only where it is set against
    that figure or counts nothing itself (`elliptical`).
    """
    brackets = [
        f.limb
        for f in figures
        if f.index != figure.index and f.limb.bracket and not f.limb.holds(figure.number.start)
    ]
    concepts = tuple(m for m in marks.concepts if m.start not in adjuncts)
    own = tuple(
        m
        for m in concepts
        if figure.limb.holds(m.start)
        and (clause is None or m.start in clause)
        and not any(b.holds(m.start) for b in brackets)
    )
    hosts = _hosts(figure, figures)
    beside = hosts[:1] or _partners(figure, figures)
    first = tuple(m for h in beside for m in concepts if h.limb.holds(m.start))
    if len(figures) > 1:  # "Suitable accommodation, 17-21 year olds: 82%, against 80% …"
        opening = min(f.limb.start for f in figures)
        first += tuple(m for m in concepts if m.end <= opening)
    others = [
        f.limb
        for f in figures
        if f.index != figure.index and f not in hosts and not _is_part(f, figure, marks)
    ]
    last = max(f.limb.end for f in figures)  # what follows is another clause without figures
    sentence = tuple(
        m
        for m in concepts
        if m.start < last and (elliptical or not any(limb.holds(m.start) for limb in others))
    )
    return _assembled(
        (own, first, sentence, _flat(around.lead), _flat(around.before),
         _flat(around.heading), around.title),
        marks.text,
    )  # fmt: skip


def _partners(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The other figure of "from 179 to 203": what names the one names both."""
    because = figure.relation.because
    if because not in ("from_to", "to_from", "by_to", "to_by"):
        return []
    return [
        f for f in figures if abs(f.index - figure.index) == 1 and f.relation.because == because
    ]


_OF_THEM = re.compile(r"^\W*\S+\s+(?:per cent\s+)?of\s+(?:them|these|those|whom|which)\b", re.I)


def _is_part(other: Figure, figure: Figure, marks: Marks) -> bool:
    """Whether another figure is a share of this one ("2,914 assessments, 86% of them in
    time"): what is said of it is said of this one too."""
    if other.relation.host != figure.index:
        return False
    said = marks.text[other.number.start : other.limb.end]
    return other.relation.cue == "part" or bool(_OF_THEM.match(said))


def tiers_of_cell(
    inner: tuple[ConceptMark, ...], outer: tuple[ConceptMark, ...], around: Surroundings, text: str
) -> Tiers:
    """The tiers of a table cell: its own row and column label, the outer ones, the rest."""
    return _assembled(
        (
            inner,
            (),
            outer,
            _flat(around.lead),
            (),
            _flat(around.heading),
            around.title,
        ),
        text,
    )


def _hosts(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that this one is set against, nearest relation first, without loops."""
    hosts: list[Figure] = []
    current = figure
    while True:
        index = current.relation.host if current.relation.host is not None else current.limb.host
        if index is None or index == figure.index or any(h.index == index for h in hosts):
            return hosts
        current = figures[index]
        hosts.append(current)


def _flat(groups: Iterable[tuple[ConceptMark, ...]]) -> tuple[ConceptMark, ...]:
    return tuple(mark for group in groups for mark in group)


def _assembled(tiers: tuple[tuple[ConceptMark, ...], ...], text: str) -> Tiers:
    nearest: dict[str, tuple[int, int]] = {}
    for tier, marks in enumerate(tiers):
        for mark in marks:
            weight = mark.end - mark.start
            for key in (mark.concept, mark.dimension):
                if key is not None:
                    known = nearest.get(key)
                    if known is None or (known[0] == tier and known[1] < weight):
                        nearest[key] = (tier, weight)
    return Tiers(tiers, nearest)
