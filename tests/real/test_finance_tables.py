"""The money of real finance papers: signs in brackets, and units that stand far from the cell."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from extractor.observation import Observation
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

CABINET = Path(__file__).parents[3] / "shared/corpus/kent/cabinet/2025-01-30/originals"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not CABINET.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]


def cells(name: str) -> list[Observation]:
    """The figures in tables of a paper of the meeting."""
    [path] = CABINET.glob(name)
    with Reading(path, load_rulebook(), ReadingSettings(ocr="off")) as reading:
        found = [o for page in reading.pages() for o in page.observations]
    return [o for o in found if o.source == "table"]


def test_a_header_band_above_a_section_is_the_header_of_its_rows() -> None:
    found = [o for o in cells("Appendix_E_*.pdf") if o.page == 2]
    assert len(found) > 100
    assert {o.unit for o in found} == {"currency_gbp"}
    assert {o.value for o in found if o.figure_text == "12,299.2"} == {12_299_200.0}


def test_a_likelihood_is_a_score_and_not_millions() -> None:
    found = [o for o in cells("Appendix_I_*.pdf") if "Likelihood" in (o.column_label or "")]
    assert len(found) > 20
    assert Counter(o.unit for o in found) == {"score": len(found)}
