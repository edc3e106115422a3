"""Every rule's own examples run: its measure takes each, and its pattern no counter-example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.observation import Observation
from extractor.rulebook.model import CompiledPattern, Example, Rulebook
from extractor.rulebook.proven import Dependencies
from extractor.rules_cache import not_collecting, recalled, remember

if TYPE_CHECKING:
    from extractor.pipeline import PageReading

PROVEN = "proven"
MOST_PROVEN = 20_000
"""How many proofs are kept: those of the built-in rules and of folders beside them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule does not live up to."""

    pattern: str
    text: str
    problem: str

    def __str__(self) -> str:
        return f"{self.pattern}: {self.problem}\n    in: {self.text}"


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a pattern, or (a mere text) a counter-example."""

    pattern: CompiledPattern
    source: Example | str

    @property
    def text(self) -> str:
        """What is read: the text, behind the title of its report where it has one."""
        if isinstance(self.source, str):
            return self.source
        title = self.source.title
        return f"{title}\n\n{self.source.text}" if title else self.source.text

    def failures(self, reading: PageReading) -> Iterator[Failure]:
        """What is wrong where the text is read so."""
        pattern = self.pattern
        if not isinstance(self.source, str):
            if wrong := _example(pattern, self.source, reading):
                yield Failure(pattern.id, self.source.text, wrong)
            return
        for observation in reading.observations:
            if observation.rule == pattern.id:
                problem = f"matches “{observation.figure_text}” in its counter-example"
                yield Failure(pattern.id, self.source, problem)


def check_patterns(patterns: Iterable[CompiledPattern], rulebook: Rulebook) -> Iterator[Failure]:
    """Run the examples and counter-examples of `patterns`, which are of `rulebook`."""
    for failed in _run(_cases(patterns), rulebook):
        yield from failed


def check_unproven(
    patterns: Iterable[CompiledPattern], rulebook: Rulebook, program: str
) -> list[Failure]:
    """Run those that were not found to hold before, with all that they depend on as it is now.

    `program` names the code and the libraries that read. Returns what fails, in file order.
    """
    known = recalled(PROVEN)
    cases = _cases(patterns)
    with not_collecting():  # nearly all phrases are unpacked for it
        dependencies = Dependencies(rulebook, program)
        digests = [
            dependencies.of(case.text, case.pattern.id, case.pattern.measure, case.source)
            for case in cases
        ]
    left = [(c, digest) for c, digest in zip(cases, digests, strict=True) if digest not in known]
    failures: list[Failure] = []
    proven = set(digests) & known
    for (_, digest), failed in zip(left, _run([c for c, _ in left], rulebook), strict=True):
        failures += failed
        if not failed:
            proven.add(digest)
    if not known.issuperset(proven):
        both = known | proven
        remember(PROVEN, frozenset(both if len(both) <= MOST_PROVEN else proven))
    return failures


def _cases(patterns: Iterable[CompiledPattern]) -> list[Case]:
    cases: list[Case] = []
    for pattern in patterns:
        cases += [Case(pattern, example) for example in pattern.source.examples]
        cases += [Case(pattern, text) for text in pattern.source.counter_examples]
    return cases


def _run(cases: Sequence[Case], rulebook: Rulebook) -> Iterator[list[Failure]]:
    """The failures of each case."""
    if not cases:
        return
    from extractor.pipeline import read_texts  # all that reads: only where something is to be read

    readings = read_texts([case.text for case in cases], rulebook)
    for case, reading in zip(cases, readings, strict=True):
        yield list(case.failures(reading))


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
