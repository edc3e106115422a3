"""The rules and the taxonomy of the domain, where it is at hand, agree on breakdowns."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from extractor.rulebook.load import load_rulebook

TAXONOMY = Path(__file__).parents[3] / "shared" / "domain" / "measures.yml"
RULEBOOK = load_rulebook()
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not TAXONOMY.is_file() and os.environ.get("CI") != "true", reason="no taxonomy here"
    ),
]


def test_every_measure_of_the_taxonomy_is_in_the_rules() -> None:
    wanted = {str(row["id"]) for row in yaml.safe_load(TAXONOMY.read_text())["measures"]}
    assert not wanted - RULEBOOK.measures.keys()


def test_every_dimension_of_the_taxonomy_is_one_in_the_rules_or_counted_apart() -> None:
    missing = []
    for row in yaml.safe_load(TAXONOMY.read_text())["measures"]:
        measure = RULEBOOK.measures[row["id"]]
        for dimension in row.get("dimensions", ()):
            if dimension not in (*measure.dimensions, *measure.counted_apart):
                missing.append(f"{row['id']}: {dimension}")
    assert not missing
