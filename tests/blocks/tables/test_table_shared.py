"""Tables of real documents: structure on the ICDAR 2013 set, labels in council papers."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractor.blocks.tables.continued import continue_tables
from extractor.blocks.tables.find import find_tables
from extractor.pages.model import Page
from extractor.pages.source import open_source
from extractor.passages.model import Passage
from extractor.passages.table_cells import table_passages
from extractor.reading_settings import ReadingSettings

SHARED = Path(__file__).parents[4] / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]


def pages_of(file: Path) -> list[Page]:
    source = open_source(file, ReadingSettings(ocr="off"))
    try:
        return list(source.pages())
    finally:
        source.close()


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "icdar_score", SHARED / "score" / "icdar_score.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_structure_of_the_competition_tables() -> None:
    folder = SHARED / "corpus" / "icdar2013"
    documents = {
        file.stem: {
            "tables": [
                {"page": t.page, "rows": t.grid()} for p in pages_of(file) for t in find_tables(p)
            ]
        }
        for file in folder.rglob("*.pdf")
    }
    score = scorer()
    result = score.score({"documents": documents}, score.load_truth(str(folder)))
    assert result["macro_f1"] >= 0.96
    assert result["zero"] == 0


def passages_of(file: Path) -> Iterator[tuple[int, Passage]]:
    last = None
    for page in pages_of(file):
        tables = find_tables(page)
        if tables:
            tables[0] = continue_tables(last, tables[0])
        last = tables[-1] if tables else None
        for table in tables:
            for passage in table_passages(
                table, report=0, paragraph=0, section=None, headings=(), caption=None,
                second_hand=False,
            ):  # fmt: skip
                if passage.cell is not None:
                    yield page.number or 0, passage


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def test_labels_of_every_annotated_table_cell() -> None:
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (SHARED / "gold" / "reports.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["source"] == "table":
            gold[row["doc"]].append(row)
    files = list((SHARED / "corpus").rglob("*.pdf"))
    right = total = 0
    for name, rows in gold.items():
        file = next(f for f in files if f.as_posix().endswith(name))
        found = list(passages_of(file))
        for row in rows:
            total += 1
            x, y = (row["bbox"][0] + row["bbox"][2]) / 2, (row["bbox"][1] + row["bbox"][3]) / 2
            for page, passage in found:
                assert passage.cell is not None
                box = passage.text.place(passage.cell.start, passage.cell.end)[1]
                inside = box is not None and box.x0 - 1 <= x <= box.x1 + 1
                if page != row["page"] or not inside or not box.top - 2 <= y <= box.bottom + 2:  # type: ignore[union-attr]
                    continue
                labels = letters("".join(passage.cell.row_path))
                header = letters("".join(passage.cell.column_path))
                right += (
                    letters(row["row_label"]) in labels and letters(row["column_label"]) in header
                )
                break
    assert right >= 0.97 * total


def test_inspection_reports_hold_hardly_any_tables() -> None:
    pages = tables = 0
    for file in sorted((SHARED / "corpus" / "ofsted").rglob("*2016.pdf"))[:6]:
        for page in pages_of(file)[1:]:
            pages += 1
            tables += sum(
                1
                for t in find_tables(page)
                if not any(letters(c.text.content) == "keyjudgement" for c in t.cells)
            )
    assert tables <= 0.02 * pages
