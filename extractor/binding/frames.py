"""Frames of measures: the phrases that each accepts, and the people it counts."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.rulebook.model import CompiledPattern, Measure, Rulebook


@dataclass(frozen=True, slots=True)
class Frame:
    """What may be beside a figure of a pattern's measure.

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


_frames: dict[str, dict[str, Frame]] = {}


def frame_of(pattern: CompiledPattern, rulebook: Rulebook) -> Frame:
    """The frame of a pattern, made when it is first asked for and kept as long as the rulebook."""
    frames = _frames.get(rulebook.digest)
    if frames is None:
        _frames.clear()
        frames = _frames[rulebook.digest] = {}
    frame = frames.get(pattern.id)
    if frame is None:
        frame = frames[pattern.id] = _frame(pattern, rulebook.measures[pattern.measure], rulebook)
    return frame


def families_of(keys: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    """The families of populations that keys refer to."""
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
            rulebook.accepted[rulebook.domains[pattern.measure]],
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
