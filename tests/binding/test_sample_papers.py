"""Whole papers of the project's own, against the truth they were made from.

A figure is right where value, unit, kind, measure and the end of its period are. Text and
Markdown papers are matched by code points, PDFs by where the figure is on its page.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.observation import Observation
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

CORPUS = Path(__file__).parents[2] / "corpus"
NO_STATISTICS = {"not_a_statistic", "definition_part"}
KINDS = {"target": "target", "forecast": "forecast", "change": "change", "floor": "floor"}

PAPERS = {
    "marlshire/2016-17/corporate_parenting_annual_report_2016-17.txt": 0.80,
    "tarnley/2018-19/corporate_parenting_performance_2018-19.md": 0.8,
    "wyncaster/2018-19/children_in_care_annual_report_2018-19.md": 0.8,
    "elmsworth/2022-23/looked_after_children_annual_report_2022-23.txt": 0.8,
    "marlshire/2014-15/corporate_parenting_annual_report_2014-15.pdf": 0.8,
    "tarnley/2016-17/corporate_parenting_performance_2016-17.pdf": 0.8,
}
"""Papers in several house styles, and the share of their figures that is read wholly right."""


@cache
def truth() -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    return rows


@cache
def read(paper: str) -> tuple[Observation, ...]:
    with Reading(CORPUS / paper, load_rulebook(), ReadingSettings(ocr="off")) as reading:
        return tuple(o for page in reading.pages() for o in page.observations)


def here(row: dict[str, Any], found: Observation) -> bool:
    """Whether the observation is where the row says."""
    if found.char_start is not None and found.char_end is not None:
        return bool(row["char_start"] < found.char_end and found.char_start < row["char_end"])
    if found.page != row.get("page") or found.box is None:
        return False
    x0, top, x1, bottom = row["bbox"]
    across, down = (found.box.x0 + found.box.x1) / 2, (found.box.top + found.box.bottom) / 2
    return bool(x0 - 2 <= across <= x1 + 2 and top - 2 <= down <= bottom + 2)


def right(row: dict[str, Any], found: Observation) -> bool:
    kind = KINDS.get(row["role"], "actual")
    end = row.get("as_at") or row.get("period_end")
    return (
        found.value == row["value"]
        and found.unit == row["unit"]
        and found.kind == kind
        and (found.measure or None) == row.get("measure_id")
        and (end is None or found.period_end == end)
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_figures_of(paper: str) -> None:
    rows, observations = truth()[paper], read(paper)
    statistics = [row for row in rows if row["role"] not in NO_STATISTICS]
    pairs = [(row, next((o for o in observations if here(row, o)), None)) for row in statistics]
    found = [(row, o) for row, o in pairs if o is not None]
    wrong = [
        (row["quote"], row["figure_text"], o.measure, o.period_end)
        for row, o in found
        if not right(row, o)
    ]
    assert len(found) >= 0.95 * len(statistics)
    assert len(found) - len(wrong) >= PAPERS[paper] * len(statistics), wrong
    spurious = [
        row["figure_text"]
        for row in rows
        if row["role"] in NO_STATISTICS and any(here(row, o) for o in observations)
    ]
    assert len(spurious) <= 0.03 * len(statistics), spurious


@pytest.mark.parametrize("paper", PAPERS)
def test_every_figure_has_its_evidence(paper: str) -> None:
    observations = read(paper)
    text = (CORPUS / paper).read_text(encoding="utf-8") if not paper.endswith(".pdf") else ""
    assert len({o.id for o in observations}) == len(observations)
    for found in observations:
        assert found.quote[found.quote_start : found.quote_end] == found.figure_text
        if text:
            printed = text[found.char_start : found.char_end]
            assert "".join(printed.split()) == "".join(found.figure_text.split())
        else:
            assert found.page is not None
            assert found.box is not None
