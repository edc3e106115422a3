"""Every rule's own examples and counter-examples hold, a test for each measure."""

from __future__ import annotations

import pytest

from extractor.rulebook.check import check_patterns
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()


@pytest.mark.parametrize("measure", RULEBOOK.measures)
def test_examples_of(measure: str) -> None:
    patterns = [p for p in RULEBOOK.patterns.values() if p.measure == measure]
    assert not [str(failure) for failure in check_patterns(patterns, RULEBOOK)]


def test_every_measure_says_what_it_counts_and_how() -> None:
    for name, measure in RULEBOOK.measures.items():
        assert measure.label, name
        assert len(measure.definition) > 15, name
        for unit in measure.plausible:
            assert unit in measure.units, name


def test_start_up_stays_quick() -> None:
    """All phrases come back from the cache at every start: they may not grow without bound.

    50,000 more of them cost 15 ms and 10 MB there."""
    assert len(RULEBOOK.phrases) < 131_000
