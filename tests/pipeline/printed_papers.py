"""Papers in which figures are printed in ways that are easily misread, made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from fpdf import FPDF

from extractor.observation import Observation
from extractor.pipeline import Reading, read_text
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = (
    "Larkmoor Borough Council",
    "Children's Services Scrutiny Committee, 14 May 2024",
)
TITLE = "Children in Care Performance Report, Quarter 4 2023/24"
Rules = Literal["all", "rows", "none"]

_SIGNS = {
    "exact": "", "less_than": "<", "at_most": "<=", "more_than": ">", "at_least": ">=",
    "approximately": "~", "between": "between ",
}  # fmt: skip
_UNITS = {"count": "", "percent": "%", "currency_gbp": " GBP"}


def short(o: Observation) -> str:
    """A figure in one line: sign, value, unit, measure, change, time.

    "<5 missing_children 2023-03-01/2023-03-31", "28 cla_total decrease 2023-03-31/2024-03-31".
    """
    unit = str(o.unit or "")
    value = f"{o.value:.10g}" if o.value is not None else "none"
    end = str(o.period_end or "")
    time = f"{o.period_start}/{end}" if o.period_start else end
    told = [
        f"{_SIGNS[o.qualifier]}{value}{_UNITS.get(unit, f' {unit}')}",
        str(o.measure),
        o.direction or ("" if o.kind == "actual" else o.kind),
        time,
    ]
    return " ".join(part for part in told if part)


def said(text: str, title: str = TITLE) -> list[str]:
    """The figures of a text file under the usual head."""
    paper = "\n".join([*HEAD, f"# {title}", "", text, ""])
    return [short(o) for o in read_text(paper, RULEBOOK).observations]


def typed(*rows: str) -> str:
    """A table as Markdown types it; cells of a row are parted by a bar."""
    cells = [row.split("|") for row in rows]
    lines = [cells[0], ["---"] * len(cells[0]), *cells[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


class Paper:
    """One page of a PDF under the usual head; `y` is where the next thing is."""

    def __init__(self, title: str = TITLE) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_page()
        self.y = 72.0
        for text, style, size in ((HEAD[0], "B", 15.0), (HEAD[1], "", 11.0), (title, "B", 13.0)):
            self.put(72, text, style, size)
            self.y += 22
        self.y += 10

    def put(self, x: float, text: str, style: str = "", size: float = 10.5) -> float:
        """Words at the height `y`; gives their width."""
        self.pdf.set_font("Helvetica", style, size)
        self.pdf.text(x, self.y, text)
        return float(self.pdf.get_string_width(text))

    def line(self, text: str) -> Paper:
        """A line of running text."""
        self.put(72, text)
        self.y += 18
        return self

    def table(
        self,
        rows: Sequence[str],
        widths: Sequence[float],
        rules: Rules = "all",
        align: str = "",
        gap: float = 3.0,
        marks: dict[tuple[int, int], str] | None = None,
    ) -> Paper:
        """A table: cells parted by a bar, lines of a cell by a line feed.

        `align` has a letter (l, c, r) for each column, `gap` is the space at the sides of a cell,
        `marks` are raised marks by row and column.
        """
        align = align or "l" + "c" * (len(widths) - 1)
        for number, row in enumerate(rows):
            cells = row.split("|")
            height = 12.0 * max(cell.count("\n") + 1 for cell in cells) + 6
            left = 72.0
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                if rules == "all":
                    self.pdf.rect(left, self.y, width, height)
                mark = (marks or {}).get((number, column), "")
                self._cell(cell, left, width, align[column], gap, "B" * (number == 0), mark)
                left += width
            self.y += height
            if rules == "rows":
                self.pdf.line(72, self.y, left, self.y)
        self.y += 20
        return self

    def _cell(
        self, cell: str, left: float, width: float, align: str, gap: float, style: str, mark: str
    ) -> None:
        top = self.y
        for part in cell.split("\n"):
            self.y += 12
            self.pdf.set_font("Helvetica", style, 10.5)
            wide = self.pdf.get_string_width(part)
            x = {"l": left + gap, "r": left + width - gap - wide, "c": left + (width - wide) / 2}
            end = x[align] + self.put(x[align], part, style)
        if mark:
            self.y -= 4
            self.put(end + 0.5, mark, size=6)
        self.y = top

    def said(self, folder: Path) -> list[str]:
        """The figures that are read from it."""
        self.pdf.output(str(folder / "made.pdf"))
        with Reading(folder / "made.pdf", RULEBOOK, ReadingSettings(ocr="off")) as reading:
            return [short(o) for page in reading.pages() for o in page.observations]
