"""How sure the reading of a figure is: high, medium or low; whether it is in its plausible range.

High means that everything is clear from the paper; 97 in 100 of such figures are to be right. How
often each level is, is measured on papers that nobody worked with (docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.binding.model import Binding
from extractor.observation import Confidence
from extractor.rulebook.model import Rulebook

SERIOUS = frozenset({"ocr", "header_unclear", "measure_ambiguous"})
"""Serious doubts: with any one of these a reading has low confidence."""

HARMLESS = frozenset({"period_inherited", "part_of_a_figure"})
"""Doubts that do not lower the confidence: the report's own period dates a figure that has no date
of its own; a part of the figure before is of the measure that its own words name."""


def confidence_of(doubts: tuple[str, ...], *, bound: bool) -> Confidence:
    """The confidence of a figure with these doubts; one without a measure has the lowest."""
    found = frozenset(doubts)
    if not bound or found & SERIOUS:
        return "low"
    return "medium" if found - HARMLESS else "high"


BEYOND = 10.0
"""A figure so many times outside the plausible range is not of this measure: the words that name
the measure are there for another reason."""


UNSURE = frozenset({"measure_inherited", "population_unclear", "labels_unexplained"})
"""Doubts with which a figure outside the plausible range is not of its measure."""


def is_plausible(binding: Binding, rulebook: Rulebook) -> bool:
    """Whether a figure without breakdown is in its measure's plausible range (a warning)."""
    limits = _limits(binding, rulebook)
    if limits is None or _broken_down(binding, rulebook) or binding.area.level != "local":
        return True
    return limits[0] <= binding.figure.number.value <= limits[1]


def is_beyond_belief(binding: Binding, rulebook: Rulebook) -> bool:
    """Whether a council's figure is far too large for its measure, or far too small for a
    whole. Figures of the country and the region are larger, and are not judged.

    A measure needs less that is only carried on from another sentence or a heading, or whose
    population or labels are not clear: outside the plausible range the figure is of something
    else ("30 days outside of the threshold", "427 children missing from education").
    """
    change = binding.figure.relation.kind == "change"
    unsure = not UNSURE.isdisjoint(binding.doubts)
    if unsure and not change and not is_plausible(binding, rulebook):
        return True
    limits = _limits(binding, rulebook)
    if limits is None or binding.area.level not in ("local", "other"):
        return False
    low, high = limits
    value = binding.figure.number.value
    if value > high * BEYOND > 0:
        return True
    if value < 0 <= low and not change and binding.figure.unit != "currency_gbp":
        return True  # a share or a number below nought is a change that nothing calls so
    return not change and not _broken_down(binding, rulebook) and 0 < value < low / BEYOND


def doubted_with_its_level(
    binding: Binding, bindings: Sequence[Binding], rulebook: Rulebook
) -> Binding:
    """The binding with a serious doubt where the council's figure that it is compared with is
    outside the range of their measure: both are then of another one ("172 days, against an
    England average of 217")."""
    at = binding.figure.relation.antecedent
    if binding.measure is None or at is None or binding.figure.relation.cue != "comparator":
        return binding
    level = next((b for b in bindings if b.figure.index == at), None)
    if level is None or level is binding or level.measure is None:
        return binding
    same = level.measure.pattern.measure == binding.measure.pattern.measure
    if not same or is_plausible(level, rulebook):
        return binding
    return replace(binding, doubts=(*binding.doubts, "measure_ambiguous"))


def _limits(binding: Binding, rulebook: Rulebook) -> tuple[float, float] | None:
    if binding.measure is None:
        return None
    measure = rulebook.measures[binding.measure.pattern.measure]
    return measure.plausible.get(binding.figure.unit)


def _broken_down(binding: Binding, rulebook: Rulebook) -> bool:
    bound = binding.measure
    if bound is None:
        return False
    return bool({name for name, _ in bound.dimensions} - {n for n, _ in bound.pattern.dimensions})
