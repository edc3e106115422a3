"""Sums that go on from a forecast of the sentences before: "is forecast to overspend by £2.1m.
Legal fees account for £0.4m of the pressure".

The parts of a year's outturn that is foretold are foretold too, until a sentence says that it is
about something that is over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.grammar.governor import has_subject, tokens_of
from extractor.binding.model import Binding, BoundMeasure, BoundPeriod, Figure
from extractor.regex import regex
from extractor.rulebook.model import Measure

_AUXILIARIES = frozenset({"was", "were", "had", "has", "have", "did", "been"})
_SO_FAR = regex(
    r"\b(?:to date|so far|already|currently|at present|at this (?:point|stage)|closed|last year"
    r"|year[- ]end|in the first (?:\w+ )?(?:months?|quarters?|half)|(?:in|for) the (?:quarter|half)"
    r"|(?:current|actual)(?: \w+)? (?:over|under)\w*"
    r"|(?:final|provisional|previous|actual|the) (?:outturn|accounts)|(?:final|actual) position)\b",
    re.IGNORECASE,
)


def foretold_after(
    foretold: frozenset[str], annotated: Annotations, bindings: Sequence[Binding]
) -> frozenset[str]:
    """The measures of which a paragraph has given forecasts, behind a sentence: those of the ones
    before too, unless it states sums that are over."""
    again = frozenset(
        b.measure.pattern.measure
        for b in bindings
        if b.measure is not None and b.figure.relation.kind == "forecast"
    )
    if again or not foretold:
        return foretold | again
    sums = [b.figure for b in bindings if b.figure.unit == "currency_gbp"]
    levels = (f for f in sums if f.relation.kind == "actual" and not f.relation.cue)
    over = any(is_over(annotated, f) for f in levels)
    return frozenset() if over else foretold


def as_those_before(
    figure: Figure,
    bound: BoundMeasure | None,
    period: BoundPeriod,
    foretold: frozenset[str],
    annotated: Annotations,
    measures: Mapping[str, Measure],
) -> Figure:
    """The figure as a forecast where it is a sum of a year's outturn and those before it are."""
    relation = figure.relation
    if bound is None or relation.kind != "actual" or relation.cue in ("earlier", "comparator"):
        return figure
    if not _is_of_outturn(measures[bound.pattern.measure]) or period.source == "stated":
        return figure
    before = any(_is_of_outturn(measures[name]) for name in foretold)
    if not before or is_over(annotated, figure):
        return figure
    return replace(figure, relation=replace(relation, kind="forecast", because="as before"))


def _is_of_outturn(measure: Measure) -> bool:
    return measure.span == "financial_year" and not measure.planned


def is_over(annotated: Annotations, figure: Figure) -> bool:
    """Whether a figure is said to be of something done or past: by its verb, or by words such as
    "to date"."""
    said = _SO_FAR.search(annotated.text, figure.clause.start, figure.clause.end)
    return said is not None or _is_past(annotated.syntax, figure.number)


def _is_past(syntax: Syntax, number: Number) -> bool:
    """Whether the nearest verb above a figure that has a subject or an auxiliary is in a past
    tense or the perfect."""
    own = tokens_of(syntax, number)
    for at in syntax.ancestors[own[0]] if own else ():
        verb = syntax.tokens[at]
        if verb.pos not in ("VERB", "AUX"):
            continue
        helping = {
            syntax.tokens[i].lower
            for i in syntax.children[at]
            if syntax.tokens[i].dep in ("aux", "auxpass")
        }
        if helping:
            return not helping.isdisjoint(_AUXILIARIES)
        if has_subject(syntax, at):
            return verb.lower not in (verb.lemma, "is", "are") and not verb.lower.endswith("s")
    return False
