"""Every rule's own examples run: its measure takes each, and its pattern no counter-example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.observation import Observation
from extractor.pipeline import PageReading, read_texts
from extractor.rulebook.model import CompiledPattern, Example, Rulebook


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule does not live up to."""

    pattern: str
    text: str
    problem: str

    def __str__(self) -> str:
        return f"{self.pattern}: {self.problem}\n    in: {self.text}"


def check_patterns(patterns: Iterable[CompiledPattern], rulebook: Rulebook) -> Iterator[Failure]:
    """Run the examples and counter-examples of `patterns`, which are of `rulebook`."""
    cases: list[tuple[CompiledPattern, Example | str]] = []
    for pattern in patterns:
        cases += [(pattern, example) for example in pattern.source.examples]
        cases += [(pattern, text) for text in pattern.source.counter_examples]
    readings = read_texts([_text(case) for _, case in cases], rulebook)
    for (pattern, case), reading in zip(cases, readings, strict=True):
        if isinstance(case, str):
            for observation in reading.observations:
                if observation.rule == pattern.id:
                    problem = f"matches “{observation.figure_text}” in its counter-example"
                    yield Failure(pattern.id, case, problem)
        elif wrong := _example(pattern, case, reading):
            yield Failure(pattern.id, case.text, wrong)


def _text(case: Example | str) -> str:
    if isinstance(case, str):
        return case
    return f"{case.title}\n\n{case.text}" if case.title else case.text


def _example(pattern: CompiledPattern, example: Example, reading: PageReading) -> str | None:
    """What is wrong with the example, or None."""
    here = [o for o in reading.observations if o.figure_text == example.figure]
    if not here:
        why = [r.reason for r in reading.excluded if r.text == example.figure]
        return f"“{example.figure}” is not matched" + (f": excluded as {why[0]}" if why else "")
    ours = [o for o in here if o.measure == pattern.measure]
    if not ours:
        return f"“{example.figure}” is matched by {here[0].rule or 'no rule'}"
    return _differs(ours[0], example)


def _differs(observation: Observation, example: Example) -> str | None:
    if example.value is not None and observation.value != example.value:
        return f"its value is {observation.value}, not {example.value}"
    if example.unit is not None and observation.unit != example.unit:
        return f"its unit is {observation.unit}, not {example.unit}"
    if example.dimensions is not None and dict(observation.dimensions) != example.dimensions:
        return f"its dimensions are {dict(observation.dimensions)}, not {example.dimensions}"
    return None
