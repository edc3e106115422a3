"""Measures and breakdowns that a sentence deals out to its figures: "A, B and C were 1, 2 and 3".

Areas are dealt out in `area.py`, times in `periods/lists.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.annotations.annotate import Annotations
from extractor.annotations.concepts import ConceptFinder
from extractor.annotations.model import ConceptSpan
from extractor.binding.clauses.split import deals_in_order
from extractor.binding.model import Figure
from extractor.regex import regex
from extractor.rulebook.model import Rulebook

_ROW = regex(r"[\s,;&]*(?:and|or)?[\s,;&]*$")
_LISTED = regex(r"\s*(?:,|&|\band\b|\bor\b|,\s*and\b)\s*(?:the\s|of\s|those\s)*", re.IGNORECASE)


def _in_a_row(text: str, figures: Sequence[Figure]) -> bool:
    """Whether three or more figures, or two of one unit, follow each other with only commas
    and "and" between."""
    between = [text[a.number.end : b.number.start] for a, b in pairwise(figures)]
    return len(figures) > 2 and all(_ROW.match(gap) for gap in between)


@dataclass(frozen=True, slots=True)
class Share:
    """What belongs to one figure in a sentence that distributes its labels: the spans without those
    of the other figures, the places of those, and that of its own label."""

    annotated: Annotations
    others: tuple[tuple[int, int], ...]
    label: tuple[int, int] | None = None


def distribute(
    annotated: Annotations, figures: Sequence[Figure], rulebook: Rulebook
) -> list[Share]:
    """For each figure its share of the labels, where a sentence gives as many labels as figures
    in a row ("A, B and C were 1, 2 and 3"); empty for other sentences."""
    text = annotated.text
    in_order = deals_in_order(text) or _in_a_row(text, figures)
    if in_order:
        annotated = _taken_apart(annotated, figures, rulebook)
    if len(figures) < 2 or not (in_order or _side_by_side(text, figures)):
        return []
    first, last = figures[0].number.start, figures[-1].number.end
    beside = [m for m in annotated.concepts if m.end <= first or m.start >= last]
    needs = rulebook.by_need
    labels = _places(m for m in beside if m.concept in needs or (m.dimension or "") in needs)
    if len(labels) != len(figures) or not in_order:
        named = (m for m in beside if m.concept in needs or m.dimension)
        labels = _chain(_merged(_places(named)), len(figures), text)
    return [
        Share(
            annotated.with_concepts(
                tuple(
                    m for m in annotated.concepts
                    if not any(label != own and _holds(label, m) for label in labels)
                    and sum(m.start <= low and high <= m.end for low, high in labels) < 2
                )
            ),
            tuple(label for label in labels if label != own),
            own,
        )
        for own in labels
    ]  # fmt: skip


_JOINED = regex(r",?\s(?:and|&)\s|,\s|/", re.IGNORECASE)


def _taken_apart(
    annotated: Annotations, figures: Sequence[Figure], rulebook: Rulebook
) -> Annotations:
    """The sentence with the only phrase that lists as many values of a breakdown as there are
    figures taken apart ("reading, writing and maths were 1%, 2% and 3%"), where no times or places
    are dealt out instead."""
    text, count = annotated.text, len(figures)
    if max(len(annotated.areas), len(annotated.periods)) >= count:
        return annotated
    found = [
        parts
        for start, end in _places(m for m in annotated.concepts if m.dimension)
        if (parts := _members(annotated, (start, end), rulebook))
        and len(_JOINED.split(text[start:end])) == count == len(_places(parts))
    ]
    if len(found) != 1:
        return annotated
    first, last = found[0][0].start, found[0][-1].end
    kept = (m for m in annotated.concepts if m.end <= first or m.start >= last)
    return annotated.with_concepts(tuple(sorted((*kept, *found[0]), key=lambda m: m.start)))


def _members(
    annotated: Annotations, place: tuple[int, int], rulebook: Rulebook
) -> list[ConceptSpan]:
    """The values of one breakdown that a phrase lists, by themselves."""
    start, end = place
    named = {m.dimension for m in annotated.concepts if (m.start, m.end) == place}
    bounds = [start, *(start + m.end() for m in _JOINED.finditer(annotated.text[start:end])), end]
    finder = ConceptFinder(rulebook)
    return [
        mark
        for low, high in pairwise(bounds)
        for mark in finder.find([w for w in annotated.words if low <= w.start < high])
        if mark.dimension in named
    ]


def _side_by_side(text: str, figures: Sequence[Figure]) -> bool:
    """Whether two figures of one unit have only "and" between them."""
    if len(figures) != 2 or figures[0].unit != figures[1].unit:
        return False
    return _ROW.fullmatch(text, figures[0].number.end, figures[1].number.start) is not None


def _places(marks: Iterable[ConceptSpan]) -> list[tuple[int, int]]:
    return sorted({(mark.start, mark.end) for mark in marks})


def _holds(label: tuple[int, int], mark: ConceptSpan) -> bool:
    return label[0] <= mark.start and mark.end <= label[1]


def _merged(labels: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The labels, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in labels:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _chain(labels: Sequence[tuple[int, int]], count: int, text: str) -> list[tuple[int, int]]:
    """The only run of exactly so many labels joined by "," and "and"; empty where there is none, or
    more than one."""
    found: list[list[tuple[int, int]]] = [[]]
    for label in labels:
        if found[-1] and not _LISTED.fullmatch(text, found[-1][-1][1], label[0]):
            found.append([])
        found[-1].append(label)
    runs = [run for run in found if len(run) > 1]
    return runs[0] if len(runs) == 1 and len(runs[0]) == count else []
