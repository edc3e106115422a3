"""Every number of a text or page in words: its measure, or why it has none, and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.binding.measures.evidence import (
    ANTECEDENT,
    BEFORE,
    CLAUSE,
    HEADING,
    LIST_INTRO,
    SENTENCE,
    TITLE,
)
from extractor.binding.model import Binding
from extractor.observation import Observation
from extractor.pipeline import PageReading

WHERE = {
    CLAUSE: "beside the figure",
    ANTECEDENT: "beside the figure it is compared with",
    SENTENCE: "in the same sentence or row",
    LIST_INTRO: "in the line above the list",
    BEFORE: "in a sentence before",
    HEADING: "in a caption or heading",
    TITLE: "in the report's title",
}
MOST_REJECTED = 4


def explained(reading: PageReading) -> Iterator[str]:
    """Lines that explain every number of a page or text, in the order of its sentences."""
    quotes: dict[str, list[str]] = {}
    for observation, binding in zip(reading.observations, reading.bindings, strict=True):
        quotes.setdefault(observation.quote, []).extend(_taken(observation, binding))
    for number in reading.excluded:
        quotes.setdefault(number.quote, []).append(f"  {number.text}: ignored ({number.reason})")
    if not quotes:
        yield "There is no number in this text."
    for quote, lines in quotes.items():
        yield f"“{quote}”"
        yield from lines
        yield ""


def _taken(observation: Observation, binding: Binding) -> Iterator[str]:
    upper = f" to {observation.value_max:g}" if observation.value_max is not None else ""
    what = f"{observation.value:g}{upper} {observation.unit}"
    if observation.qualifier != "exact":
        what += f", {observation.qualifier.replace('_', ' ')}"
    kind = observation.kind + (f" ({observation.direction})" if observation.direction else "")
    yield f"  {observation.figure_text}: {what}; {kind}; confidence {observation.confidence}"
    yield f"      clause: “{_clause(observation, binding)}”"
    yield from _measure(observation, binding)
    yield f"      period: {_period(observation)}"
    level = (observation.area_level or "").replace("_", " ")
    yield f"      area: {observation.area or 'the report’s own'} ({level})"
    if binding.figure.relation.because:
        yield f"      role in the sentence: {binding.figure.relation.because.replace('_', ' ')}"
    if observation.population or observation.denominator:
        base = f"{observation.denominator:g} " if observation.denominator else ""
        yield f"      base: {base}{observation.population or ''}".rstrip()
    if observation.doubts:
        yield f"      flags: {', '.join(d.replace('_', ' ') for d in observation.doubts)}"


def _clause(observation: Observation, binding: Binding) -> str:
    clause = binding.figure.clause
    return observation.quote[clause.start : clause.end].strip()


def _measure(observation: Observation, binding: Binding) -> Iterator[str]:
    bound = binding.measure
    if bound is None:
        yield f"      measure: none; what is counted: “{observation.subject}”"
        for pattern, reason in binding.rejected[:MOST_REJECTED]:
            yield f"        not {pattern}: {reason}"
        return
    dimensions = ", ".join(f"{name} {value}" for name, value in bound.dimensions)
    yield f"      measure: {bound.pattern.measure}" + (f" [{dimensions}]" if dimensions else "")
    yield f"      rule: {bound.pattern.id}, named {WHERE[bound.tier]}"


def _period(observation: Observation) -> str:
    if observation.period_end is None:
        return "no date given"
    span = (
        f"as at {observation.period_end}"
        if observation.period_basis == "as_at"
        else f"{observation.period_start} to {observation.period_end}"
    )
    return f"{span} (from: {(observation.period_source or '').replace('_', ' ')})"
