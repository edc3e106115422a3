"""Brackets that are not simply about the figure before them: behind a statement of their own ("9%
of pupils have a plan, whereas the proportion with support is lower (13%)", "half are on care orders
(403), with most of the rest being accommodated (331)"), or behind a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.annotations.periods.resolve import PeriodSpan
from extractor.binding.model import Clause
from extractor.regex import regex, right_before

_OWN_STATEMENT = regex(
    r"[,;]\s(?:whereas|while|whilst|but|and)\s(?:the|our|its)\s(?:[a-z]+\s)?"
    r"(?:proportion|percentage|share|number|rate)\s(?!(?:is|was|has|had)\b)"
    r"[^\d,;:()]{3,90}?\s(?:is|was|were|are|remains|remained|stood|fell|rose)\b[^\d,;:()]{0,60}$"
    r"|,\swith\s(?:(?:the\s)?(?:vast\s|great\s)?majority|most|many|some|others|the\s(?:rest|remainder))"
    r"\b[^\d;:()]{3,120}$"
)
_MOST = 200  # characters of a statement


def with_own_statements(
    text: str, numbers: Sequence[Number], clauses: Sequence[Clause]
) -> list[Clause]:
    """The clauses, with the first figure of a bracket about the statement that it ends, where this
    names a share or number of its own; the clause of the figure before ends where it begins."""
    out = list(clauses)
    for i, clause in enumerate(clauses):
        before = clause.antecedent
        opening = text.rfind("(", 0, numbers[i].start)
        if not clause.bracket or before is None or text[opening + 1 : numbers[i].start].strip():
            continue
        begin = max(numbers[j].end for j in range(i))
        low = max(numbers[before].end, begin, opening - _MOST)
        said = _OWN_STATEMENT.search(text, low, opening)
        if said is None:
            continue
        out[i] = Clause(said.start(), max(clause.end, numbers[i].end))
        out = [
            replace(c, end=said.start()) if c.start < said.start() < c.end and j < i else c
            for j, c in enumerate(out)
        ]
    return out


_OPENING = regex(r"\s*[(\[]\s*$")
_BRACKET = 8  # characters of an opening bracket and the blanks around it


def time_before_bracket(number: Number, annotated: Annotations) -> PeriodSpan | None:
    """The time right before the bracket that a number opens: "between January (331) and December
    (365)"."""
    opened = right_before(_OPENING, annotated.text, number.start, _BRACKET)
    if opened is None:
        return None
    return next((m for m in annotated.periods if m.end == opened.start()), None)
