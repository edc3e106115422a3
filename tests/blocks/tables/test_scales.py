"""The scale of a chart states nothing; columns of figures that are no scale stay what they are."""

from __future__ import annotations

from pathlib import Path

from made_tables import Sheet, pages

from extractor.blocks.read import read_blocks
from extractor.blocks.tables.scales import chart_scales
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
