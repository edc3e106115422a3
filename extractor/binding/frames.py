"""Measures as frames: the keys that have a place in each, and whose figures it takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook.model import CompiledPattern, Measure, Rulebook


@dataclass(frozen=True, slots=True)
class Frame:
    """What may stand beside a figure of a pattern's measure.

    `accepts` are the keys of phrases that have a slot: the phrases that it requires, its
    population's, its breakdowns' and words of quantity. `families` are the populations
    whose figures it takes, none where the measure counts things; `beside` those that may be
    named besides. `any_value` counts the requirements that any value of a breakdown meets:
    a pattern that asks for one value says more.
    """

    accepts: frozenset[str]
    families: frozenset[str]
    beside: frozenset[str]
    any_value: int = 0


def frame_of(pattern: CompiledPattern, rulebook: Rulebook) -> Frame:
    """The frame of a pattern."""
    return _frames(rulebook.digest, rulebook_key(rulebook))[pattern.id]


class rulebook_key:
    """A rulebook as a key of a cache: equal where the digest is."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def __hash__(self) -> int:
        return hash(self.rulebook.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, rulebook_key) and other.rulebook.digest == self.rulebook.digest


@lru_cache(maxsize=2)
def _frames(digest: str, key: rulebook_key) -> dict[str, Frame]:
    rulebook = key.rulebook
    return {
        pattern.id: _frame(pattern, rulebook.measures[pattern.measure], rulebook)
        for pattern in rulebook.patterns.values()
    }


def families_of(keys: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    """The families of populations that keys speak of."""
    return frozenset(f for f, members in rulebook.families.items() if members & keys)


def _frame(pattern: CompiledPattern, measure: Measure, rulebook: Rulebook) -> Frame:
    required = frozenset[str]().union(*pattern.needs, *pattern.context)
    families = families_of(required | set(measure.counts), rulebook)
    beside = families or rulebook.beside[rulebook.domains[pattern.measure]]
    related = frozenset[str]().union(*(rulebook.families[f] for f in beside))
    anywhere = frozenset(
        concept
        for concept, kind in rulebook.types.items()
        if kind == "quantity"
        or (kind == "population" and not measure.whole and not _in_family(concept, rulebook))
    )
    services = frozenset(
        concept
        for concept, kind in rulebook.types.items()
        if kind == "service" and not _in_family(concept, rulebook)
    )
    return Frame(
        required.union(
            measure.counts, measure.dimensions, measure.accepts, related, anywhere, services,
            (name for name, _ in pattern.dimensions),
        ),
        families,
        families.union(
            rulebook.beside[rulebook.domains[pattern.measure]],
            families_of(frozenset(measure.accepts), rulebook),
        ),
        sum(bool(need & rulebook.dimensions) for need in pattern.needs),
    )  # fmt: skip


def _in_family(concept: str, rulebook: Rulebook) -> bool:
    return any(concept in members for members in rulebook.families.values())
