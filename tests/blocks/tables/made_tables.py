"""Pages with tables, made for these tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fpdf import FPDF

from extractor.pages.model import Page
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

PROSE = (
    "The panel was told that officers had looked again at every case of the last year and "
    "that they would come back in spring with 3 proposals for the 14 homes in the borough. "
)
Rows = Sequence[Sequence[str]]


class Sheet:
    """One page of a PDF, drawn from the top; `y` is where the next thing is."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.next_page()

    def next_page(self) -> None:
        self.pdf.add_page()
        self.y = 60.0

    def prose(self, lines: int = 5, x: float = 72, width: float = 450) -> None:
        self.pdf.set_font("Times", "", 10)
        self.pdf.set_xy(x, self.y)
        self.pdf.multi_cell(width, 12, (PROSE * lines)[: lines * 95], align="J")
        self.y = self.pdf.get_y() + 20

    def put(self, x: float, text: str, style: str = "", right: bool = False) -> None:
        self.pdf.set_font("Helvetica", style, 9)
        self.pdf.text(x - self.pdf.get_string_width(text) if right else x, self.y, text)

    def line(self, cells: Sequence[str], xs: Sequence[float], style: str = "") -> None:
        """A row of a table: the first cell from its left, the others up to their right."""
        for i, (text, x) in enumerate(zip(cells, xs, strict=True)):
            self.put(x, text, style, right=i > 0)
        self.y += 12

    def rule(self, x0: float, x1: float, above: float = 9) -> None:
        self.pdf.line(x0, self.y - above, x1, self.y - above)
        self.y += 3

    def lattice(self, rows: Rows, widths: Sequence[float], x: float = 72) -> None:
        """A fully ruled table; a cell with line feeds makes its row higher."""
        for row in rows:
            height = 6 + 11 * max(text.count("\n") + 1 for text in row)
            left = x
            for text, width in zip(row, widths, strict=True):
                self.pdf.rect(left, self.y, width, height)
                for number, part in enumerate(text.split("\n")):
                    self.pdf.set_font("Helvetica", "", 9)
                    self.pdf.text(left + 3, self.y + 11 + 11 * number, part)
                left += width
            self.y += height
        self.y += 20


def pages(folder: Path, draw: Callable[[Sheet], None]) -> list[Page]:
    """The pages of the PDF that `draw` makes."""
    sheet = Sheet()
    draw(sheet)
    path = folder / "made.pdf"
    sheet.pdf.output(str(path))
    source = open_source(path, ReadingSettings(ocr="off"))
    try:
        return list(source.pages())
    finally:
        source.close()
