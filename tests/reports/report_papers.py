"""Papers made for these tests: written to files, then read the way any document is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF

from extractor.blocks.read import read_blocks
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings
from extractor.reports.model import Header, Report
from extractor.reports.tracker import ReportTracker


def reports_of(path: Path) -> tuple[list[Report], tuple[Report, ...]]:
    """The report that each page was said to belong to, and the complete list."""
    source = open_source(path, ReadingSettings(ocr="off"))
    try:
        tracker = ReportTracker(source)
        seen = [tracker.see(page) for page in read_blocks(source.pages())]
        return seen, tracker.finish()
    finally:
        source.close()


def header_of(folder: Path, text: str) -> Header:
    """The header fields of a text file with these words."""
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    _, (report,) = reports_of(path)
    return report.header


@dataclass(frozen=True)
class Sheet:
    """One page of a pack: its lines as (x in points, words, size), and a stamp at its top right."""

    lines: Sequence[tuple[float, str, float]]
    stamp: str | None = None


def prose(*words: str, stamp: str | None = None) -> Sheet:
    """A page of ordinary text, a line each."""
    return Sheet([(72, line, 11) for line in words], stamp)


def write_pack(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    number: str = "Page {n}",
    unstamped: int = 0,
    bookmarks: Sequence[tuple[str, int]] = (),
) -> Path:
    """Write a PDF of `sheets`; the first `unstamped` carry no page number, 1 follows them."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    marks = {page: title for title, page in bookmarks}
    for index, sheet in enumerate(sheets):
        pdf.add_page()
        if index + 1 in marks:
            pdf.start_section(marks[index + 1])
        if sheet.stamp:
            pdf.set_font("Helvetica", size=10)
            pdf.text(460, 30, sheet.stamp)
        top = 90.0
        for x, words, size in sheet.lines:
            for at, cell in enumerate(words.split("\t")):
                pdf.set_font("Helvetica", style="B" if size > 11 else "", size=size)
                pdf.text(x + 130 * at if at == 1 else x + 220 * at, top, cell)
            top += size * 1.8
        if index >= unstamped:
            pdf.set_font("Helvetica", size=9)
            label = number.format(n=index + 1 - unstamped, total=len(sheets) - unstamped)
            pdf.text(280, 825, label)
    pdf.output(str(path))
    return path
