"""Two measures that fit a figure equally well are rivals, and neither is sure."""

from __future__ import annotations

from extractor.annotations.model import Number
from extractor.binding.confidence import confidence_of
from extractor.binding.measures.choose import choose_measure
from extractor.binding.measures.evidence import Account, EvidenceScope, MatchContext
from extractor.binding.model import Clause, Figure, Relation
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import CompiledPattern

RULEBOOK = load_rulebook()


def context(*patterns: CompiledPattern) -> MatchContext:
    """A figure beside which everything is said that the patterns need."""
    keys = {next(iter(sorted(need))) for p in patterns for need in (*p.needs, *p.context)}
    figure = Figure(0, Number(0, 2, "12", 12.0), Clause(0, 2), Relation(), "count")
    evidence = EvidenceScope(((),) * 7, dict.fromkeys(keys, (0, 1)))
    return MatchContext(figure, evidence, Account(), text="12")


def test_measures_that_fit_equally_well_are_rivals() -> None:
    alike = [
        p
        for p in RULEBOOK.patterns.values()
        if len(p.needs) == 1
        and not p.context
        and "count" in p.units
        and not RULEBOOK.measures[p.measure].whole
        and not p.needs[0] & RULEBOOK.dimensions
    ]
    one, other = alike[0], next(p for p in alike if p.measure != alike[0].measure)
    alone = choose_measure(context(one), RULEBOOK).bound
    both = choose_measure(context(one, other), RULEBOOK).bound
    assert alone is not None
    assert both is not None
    assert alone.rivals == ()
    assert set(both.rivals) | {both.pattern.measure} >= {one.measure, other.measure}
    assert confidence_of(("measure_ambiguous",), bound=True) == "low"
