"""What the parts of a rulebook say of each other, worked out once when rules are loaded: the frame
of every pattern, the units of its measure, and which populations a phrase names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractor.rulebook.model import CompiledPattern, Frame, Measure, Rulebook
from extractor.types import Unit

_COUNTED: frozenset[Unit] = frozenset({"count", "currency_gbp", "fte", "days", "weeks", "months"})
"""Units of amounts, which grow or shrink by a percentage."""

_SILENT: frozenset[Unit] = frozenset({"score", "ratio", "fte", "days", "weeks", "months"})
"""Units that a figure often does not print."""


def with_frames(rulebook: Rulebook) -> Rulebook:
    """The rulebook with the frame of every pattern, and an index of the patterns by the first
    phrase that each needs."""
    family_of = {
        key: frozenset(f for f, members in rulebook.families.items() if key in members)
        for key in frozenset[str]().union(*rulebook.families.values())
    }
    naming = {k for k, t in rulebook.types.items() if t in ("population", "service", "quantity")}
    rulebook = replace(rulebook, family_of=family_of, people=frozenset(naming | family_of.keys()))
    shared = {whole: _beside_any(rulebook, whole=whole) for whole in (False, True)}
    carriers = Counter(d for m in rulebook.measures.values() for d in set(m.dimensions))
    patterns: dict[str, CompiledPattern] = {}
    for pattern in rulebook.patterns.values():
        measure = rulebook.measures[pattern.measure]
        own = frozenset(d for d in measure.dimensions if carriers[d] == 1)
        patterns[pattern.id] = replace(
            pattern,
            change_units=_change_units(pattern, rulebook),
            silent_unit=_silent_unit(pattern),
            frame=_frame(pattern, measure, rulebook, shared[measure.whole], own),
        )
    by_need: dict[str, list[CompiledPattern]] = {}
    for pattern in patterns.values():
        for key in pattern.needs[0]:
            by_need.setdefault(key, []).append(pattern)
    return replace(
        rulebook, patterns=patterns, by_need={key: tuple(found) for key, found in by_need.items()}
    )


def _change_units(pattern: CompiledPattern, rulebook: Rulebook) -> frozenset[Unit]:
    """The units in which a change of the pattern's measure may be given."""
    allowed: set[Unit] = set(pattern.units)
    if "percent" in allowed:
        allowed.add("percentage_points")
    if allowed & _COUNTED and not _is_told_by_its_unit(pattern, rulebook):
        allowed.add("percent")
    return frozenset(allowed)


def _is_told_by_its_unit(pattern: CompiledPattern, rulebook: Rulebook) -> bool:
    """Whether only the unit says that a pattern is meant and not that of another measure: "care
    proceedings rose by 20%" is how many there are, not how many weeks they take."""
    return (
        bool(pattern.source.units)
        and "count" not in pattern.units
        and any(
            other.measure != pattern.measure
            and len(other.needs) == 1
            and not other.needs[0].isdisjoint(pattern.needs[0])
            and other.units.isdisjoint(pattern.units)
            for other in rulebook.patterns.values()
        )
    )


def _silent_unit(pattern: CompiledPattern) -> Unit | None:
    if len(pattern.units) != 1:
        return None
    return next((unit for unit in pattern.units if unit in _SILENT), None)


def _beside_any(rulebook: Rulebook, *, whole: bool) -> frozenset[str]:
    """The concepts that may be beside a figure of any measure: words of quantity, services of no
    family, and general words for people beside all but a count of everybody (`whole`)."""
    return frozenset(
        concept
        for concept, kind in rulebook.types.items()
        if kind == "quantity"
        or (kind == "population" and not whole and concept not in rulebook.family_of)
        or (kind == "service" and concept not in rulebook.family_of)
    )


def _frame(
    pattern: CompiledPattern,
    measure: Measure,
    rulebook: Rulebook,
    shared: frozenset[str],
    own_breakdowns: frozenset[str],
) -> Frame:
    domain = rulebook.domains[pattern.measure]
    required = frozenset[str]().union(*pattern.needs, *pattern.context)
    families = _families(required | set(measure.counts), rulebook)
    beside = families or rulebook.beside[domain]
    related = frozenset[str]().union(*(rulebook.families[f] for f in beside))
    # Those "looked after for a year or more" are a part, whom only their own measures count.
    related = frozenset(key for key in related if rulebook.types.get(key) != "limit")
    return Frame(
        required.union(
            measure.counts, measure.dimensions, measure.accepts, related, shared,
            rulebook.accepted[domain], (name for name, _ in pattern.dimensions),
        ),
        families,
        families.union(
            rulebook.beside[domain], _families(frozenset(measure.accepts), rulebook)
        ),
        sum(bool(need & rulebook.dimensions) for need in pattern.needs),
        own_breakdowns,
        tuple(_services(need, rulebook) for need in pattern.context),
    )  # fmt: skip


def _families(keys: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    return frozenset[str]().union(*(rulebook.family_of.get(key, ()) for key in keys))


def _services(need: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    """The services in whose papers the populations of a requirement go without saying."""
    meant = _families(need, rulebook)
    return frozenset[str]().union(*(rulebook.presumed.get(f, ()) for f in meant))
