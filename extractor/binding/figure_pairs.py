"""Figures that belong together: the two ends of a change, a list set against as many levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.binding.clauses import runs
from extractor.binding.model import Clause, Relation
from extractor.regex import regex, right_before


def in_their_order(
    text: str,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    relations: Sequence[Relation],
) -> tuple[list[Clause], list[Relation]]:
    """Clauses and relations, with a list of figures set against as many levels before it, each
    against the one in its place: "91% had one and 79% the other; in England it was 89% and 76%".
    What is said before the first of the list is said of all of them."""
    clauses, relations = list(clauses), list(relations)
    for run in runs([(n.start, n.end, i) for i, n in enumerate(numbers)], text):
        first, unit = run[0], numbers[run[0]].unit
        aside = relations[first].cue in ("comparator", "earlier") or clauses[first].bracket
        levels = [
            j
            for j in range(first)
            if numbers[j].unit == unit
            and (relations[j].kind, relations[j].cue) == ("actual", "")
            and not clauses[j].bracket
        ]
        if len(run) < 2 or not aside or len(levels) != len(run):
            continue
        start, end = clauses[first].start, clauses[run[-1]].end
        for level, i in zip(levels, run, strict=True):
            relations[i] = replace(relations[first], antecedent=level, because="in their order")
            clauses[i] = replace(clauses[i], start=start, end=end)
    return clauses, relations


_FROM_IT = regex(r"\bfrom\s(?:(?:about|around|just|over|under)\s)?$", re.IGNORECASE)
_TO_IT = regex(r"[\s,()]*(?P<to>\bto\s)(?:(?:about|around|just|over|under)\s)?", re.IGNORECASE)
MOST_WORDS = 4
"""The most words between the first level of a change and its time ("from 402 children in care in
March")."""


def with_ends_of_changes(
    annotated: Annotations,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    relations: Sequence[Relation],
) -> tuple[list[Clause], list[Relation]]:
    """Clauses and relations, with the two ends of a change recognised though the time of the first
    stands between them, which is then in its clause ("from 289 at the end of March 2021 | to 312").
    """
    text, clauses, relations = annotated.text, list(clauses), list(relations)
    for i, (start, end) in enumerate(pairwise(numbers)):
        known = relations[i].because == relations[i + 1].because == _FROM_TO
        begins = relations[i].cue == "earlier" and not relations[i + 1].cue
        if not begins or not right_before(_FROM_IT, text, start.start, 20):
            continue
        times = [p for p in annotated.periods if start.end <= p.start and p.end <= end.start]
        if not times or len(text[start.end : times[0].start].split()) > MOST_WORDS:
            continue
        joined = _TO_IT.fullmatch(text, times[-1].end, end.start)
        if joined is None:
            continue
        if not known:
            relations[i] = replace(relations[i], antecedent=i + 1, because=_FROM_TO)
            relations[i + 1] = Relation(because=_FROM_TO)
        first, second = clauses[i], clauses[i + 1]
        if first.end == second.start and not first.bracket and not second.bracket:
            clauses[i] = replace(first, end=joined.start("to"))
            clauses[i + 1] = replace(second, start=joined.start("to"))
    return clauses, relations


_FROM_TO = "from_to"
