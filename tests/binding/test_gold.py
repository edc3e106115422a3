"""What is read of annotated documents does not get worse.

The thresholds stand a little under what docs/scoreboard.md shows; whoever raises the score
raises them.
"""

from __future__ import annotations

import os
from functools import cache

import pytest

from benchmarks.scoreboard import SHARED, Score, gold_sets, scores_of

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]


@cache
def scores(name: str) -> list[Score]:
    """The scores of a set; where a part of it is held back, that comes second."""
    chosen = [s for s in gold_sets() if s.name == name]
    assert chosen
    return scores_of(chosen, jobs=1)


def test_the_two_reports_are_read_without_a_fault() -> None:
    (score,) = scores("seeds")
    wrong = {
        figure: verdict
        for outcome in score.documents.values()
        for figure, verdict in outcome.figures.items()
        if verdict != "right"
    }
    assert wrong == {}
    assert score.totals["gold"] == score.totals["found"] == 29
    assert score.totals["spurious"] == 0


def test_phrasings() -> None:
    known, held_back = scores("phrasings")
    assert known.totals["f1"] >= 0.97
    assert known.totals["record_f1"] >= 0.73  # wanted: 0.92 (docs/scoreboard.md)
    assert held_back.totals["f1"] >= 0.88
    assert held_back.totals["record_f1"] >= 0.5
    tempted = [i for s in (known, held_back) for o in s.documents.values() for i in o.tempted]
    assert len(tempted) <= 6


def test_the_local_area_section_of_inspection_reports() -> None:
    for score in scores("ofsted_dev"):
        fields = score.totals["fields"]
        assert score.totals["recall"] >= 0.97
        assert min(fields["value"], fields["unit"]) >= 0.99
        assert min(fields["measure"], fields["dimensions"]) >= 0.95
        assert fields["period"] >= 0.95


def test_own_phrasings() -> None:
    (score,) = scores("own phrasings")
    assert score.totals["f1"] >= 0.97
    assert score.totals["record_f1"] >= 0.74  # wanted: 0.86
