"""A real meeting's papers bound into one pack: every report with its pages and its title."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF

from extractor.blocks.read import read_blocks
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings
from extractor.reports.model import Report
from extractor.reports.tracker import ReportTracker

PAPERS = Path(__file__).parents[3] / "shared" / "corpus/kent/cabinet/2025-01-30/originals"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not PAPERS.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]
# Agenda items and the files that belong to them, in the order in which they are bound.
ITEMS = {
    "3": ["Minutes_of*"],
    "5": ["24-00108_-_Rev*", "24-00108_-_PROD*", "24-00108_-_Fin*", "24-00108_-_App*"],
    "6": [
        "Draft_Revenue_Budget_2025-26_MTFP*",
        "Draft_Revenue_Budget_2025-26_and*",
        *(f"Appendix_{letter}_*" for letter in "ABCDEFGHIJKLMNOP"),
    ],
    "7": ["24-00109_-_Tr*", "24-00109_-_Appendix_A*", "Item_7_*EqIA*", "24-00109_-_Appendix_C*"],
    "8": [
        "24-00115_-_Adop*", "24-00115_-_PROD*", "24-00115_-_Appendix_A*",
        "24-00115_-_Appendix_B*", "24-00115_-_EqIA*",
    ],
    "9": ["24-00096_-_Comm*", "24-00096_-_PRoD*", "24-00096_-_EQIA*"],
}  # fmt: skip
WORDS = {
    "3": "Minutes of the Meeting", "5": "Budget Monitoring Report", "6": "Draft Revenue Budget",
    "7": "Strengthening Independence", "8": "Integrated Care Strategy", "9": "Commissioning Plan",
}  # fmt: skip


@dataclass(frozen=True)
class Bound:
    """The packs, without and with an outline, and the pages of each item (first, last)."""

    plain: Path
    outlined: Path
    pages: dict[str, tuple[int, int]]


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    folder = tmp_path_factory.mktemp("pack")
    pages: dict[str, tuple[int, int]] = {}
    with pikepdf.new() as pack:
        front = _append(pack, "Agenda_frontsheet*")
        for item, patterns in ITEMS.items():
            first = len(pack.pages) + 1
            for pattern in patterns:
                _append(pack, pattern)
            pages[item] = first, len(pack.pages)
        for index, page in enumerate(pack.pages):
            if index >= front:
                _stamp(page, f"Page {index + 1 - front}")
        pack.save(folder / "plain.pdf")
        with pack.open_outline() as outline:
            for item, (first, _) in pages.items():
                outline.root.append(pikepdf.OutlineItem(f"{item} {WORDS[item]}", first - 1))
        pack.save(folder / "outlined.pdf")
    return Bound(folder / "plain.pdf", folder / "outlined.pdf", pages)


def _append(pack: pikepdf.Pdf, pattern: str) -> int:
    with pikepdf.open(sorted(PAPERS.glob(pattern))[0]) as paper:
        pack.pages.extend(paper.pages)
        return len(paper.pages)


def _stamp(page: pikepdf.Page, words: str) -> None:
    x0, y0, x1, y1 = (float(v) for v in page.mediabox)
    over = FPDF(unit="pt", format=(x1 - x0, y1 - y0))
    over.set_auto_page_break(False)
    over.add_page()
    over.set_font("Helvetica", size=9)
    over.text((x1 - x0) / 2 - 20, y1 - y0 - 14, words)
    with pikepdf.open(io.BytesIO(bytes(over.output()))) as layer:
        page.add_overlay(layer.pages[0])


def _reports(bound: Bound) -> list[tuple[Report, ...]]:
    """The reports of both packs; their pages are the same, so they are read once."""
    settings = ReadingSettings(ocr="off")
    sources = [open_source(path, settings) for path in (bound.plain, bound.outlined)]
    trackers = [ReportTracker(source) for source in sources]
    for page in read_blocks(sources[0].pages()):
        for tracker in trackers:
            tracker.see(page)
    for source in sources:
        source.close()
    return [tracker.finish() for tracker in trackers]


def test_every_report_has_its_pages_and_title_with_and_without_an_outline(bound: Bound) -> None:
    for reports in _reports(bound):
        whole = [r for r in reports if r.belongs_to is None and r.first_page is not None]
        assert whole[0].kind == "front_sheet"
        found = {r.item: (r.first_page, r.last_page) for r in whole[1:]}
        assert found == bound.pages
        for report in whole[1:]:
            assert report.item is not None
            assert report.title is not None
            assert WORDS[report.item] in report.title
            assert "not confirmed otherwise" not in report.evidence
        assert [r.kind for r in whole[1:3]] == ["minutes", "report"]
        assert {r.item for r in reports if r.status == "verbal"} == {"1", "2", "4"}
        appendices = {r.item for r in reports if r.kind == "appendix" and r.belongs_to is not None}
        assert {"5", "6"} <= appendices
