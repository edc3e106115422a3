"""The scale of a chart states nothing; columns of figures that are no scale stay what they are."""

from __future__ import annotations

from pathlib import Path

from made_tables import Sheet, pages

from extractor.blocks.model import Cell, Table
from extractor.blocks.pages_to_blocks import left_over
from extractor.blocks.read import read_blocks
from extractor.blocks.tables.chart_scales import chart_scales
from extractor.blocks.text import Text
from extractor.pages.model import Box, Word
from extractor.passages.excluded import excluded_texts
from extractor.passages.read import PassageReader
from extractor.reports.model import Report


def test_scales_are_told_with_their_reason_and_state_nothing(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        top = sheet.y
        for number, tick in enumerate(("£4,000", "£3,000", "£2,000", "£1,000", "£0")):
            sheet.y = top + 30 * number
            sheet.put(110, tick, right=True)
        sheet.y = top + 140
        for number, tick in enumerate(("0", "5", "10", "15", "20")):
            sheet.put(130 + 40 * number, tick)
        sheet.put(200, "1,742 at the end of the year")

    (page,) = read_blocks(pages(tmp_path, draw))
    found = PassageReader().read(page, Report(0))
    assert not any("£3,000" in p.text.content for p in found)
    told = {e.text.content: e.reason for e in excluded_texts(page, found)}
    assert told["£4,000 £3,000 £2,000 £1,000 £0"] == "scale of a chart"
    assert told["0 5 10 15 20"] == "scale of a chart"
    assert "£3,000" in page.text


def test_uneven_figures_rising_lists_and_years_are_no_scale(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for x, ticks in (
            (110, ("412", "300", "200", "100")),
            (210, ("1", "2", "3", "4", "5")),
            (310, ("2023", "2022", "2021", "2020")),
        ):
            for number, tick in enumerate(ticks):
                sheet.y = 100 + 30 * number + x / 10
                sheet.put(x, tick, right=True)

    assert chart_scales(pages(tmp_path, draw)[0].words) == []


def test_figures_within_lines_of_text_are_no_scale(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for number, hours in enumerate((50, 40, 30, 20, 10)):
            sheet.y = 100 + 30 * number
            sheet.put(110, f"{hours} - {hours + 9} hours")
            sheet.put(300, str(9 - number), right=True)

    assert chart_scales(pages(tmp_path, draw)[0].words) == []


def test_figures_in_a_tables_box_and_none_of_its_cells_are_told() -> None:
    def word(text: str, x: float, y: float) -> Word:
        return Word(text, Box(x, y, x + 5 * len(text), y + 10), 10.0, y + 9)

    inside, held, outside = word("90", 110, 210), word("14", 160, 310), word("75", 110, 510)
    cell = Cell(0, 0, Text.of_word(held, 1), held.box)
    table = Table(1, Box(100, 200, 300, 400), 1, 1, (cell,))
    assert left_over([inside, held, outside], [table]) == [inside]


def test_the_chart_above_a_ruled_table_of_its_data_drops_no_tick(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        top = sheet.y
        for number, tick in enumerate(("100", "75", "50", "25", "0")):
            sheet.pdf.line(120, top + 30 * number, 400, top + 30 * number)
            sheet.y = top + 30 * number + 3
            sheet.put(115, tick, right=True)
        sheet.y = top + 125
        rows = (("", "Never", "Sometimes", "Always"), ("County", "10", "62", "28"))
        sheet.lattice(rows, (48, 80, 80, 120))

    (page,) = read_blocks(pages(tmp_path, draw))
    found = PassageReader().read(page, Report(0))
    told = " ".join(e.text.content for e in excluded_texts(page, found))
    said = " ".join(p.text.content for p in found)
    for tick in ("100", "75", "50", "25"):
        assert tick in told.split() or tick in said.split()
