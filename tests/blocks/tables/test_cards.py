"""KPI cards and infographics: figures paired with their names by where they stand."""

from __future__ import annotations

from pathlib import Path

from made_tables import Sheet, pages

from extractor.blocks.tables import find_tables, table_passages
from extractor.blocks.tables.cards import find_cards, find_infographics


def test_card_with_a_chart_between_title_and_values(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.put(72, "CL07: Visits to children in care on time", "B")
        sheet.y += 30
        for value in (800, 600, 400, 200):
            sheet.put(92, str(value), right=True)
            sheet.y += 20
        sheet.line(["Q1", "Q2", "Q3"], [120, 190, 260])
        sheet.y += 10
        sheet.put(72, "Latest: 613")
        sheet.put(180, "Target: 700  Floor: 650")
        sheet.put(360, "Previous: 612 (Red)")
        sheet.y += 40
        sheet.prose()

    page = pages(tmp_path, draw)[0]
    (card,) = find_cards(page)
    assert card.grid() == [
        ["Latest", "613"],
        ["Target", "700"],
        ["Floor", "650"],
        ["Previous", "612"],
    ]
    assert card.caption is not None
    assert card.caption.content == "CL07: Visits to children in care on time"
    found = table_passages(
        card, report=0, paragraph=1, section=None, headings=(), caption=None,
        second_hand=False, source="card",
    )  # fmt: skip
    assert [p.text.content for p in found][:2] == ["Latest | 613", "Target | 700"]
    assert {p.source for p in found} == {"card"}
    assert not any(p.doubts for p in found)


def test_sentences_with_such_words_are_no_card(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.put(72, "The target 700 was missed and the previous 612 was beaten by one.")

    assert find_cards(pages(tmp_path, draw)[0]) == []


def test_large_figures_with_their_labels_below(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.y += 30
        top = sheet.y
        for x, figure, label in (
            (90, "1,409", ("children had a plan", "at the end of March")),
            (260, "51%", ("of them lived", "outside the borough")),
            (420, "£4.2m", ("was spent on", "short breaks")),
        ):
            sheet.pdf.set_font("Helvetica", "B", 28)
            sheet.pdf.text(x, top, figure)
            for number, line in enumerate(label, 1):
                sheet.y = top + 6 + 11 * number
                sheet.put(x, line)
        sheet.y += 40
        sheet.prose()

    page = pages(tmp_path, draw)[0]
    taken = [t.box for t in find_tables(page) if t.box is not None]
    assert [t.grid()[0] for t in find_infographics(page, taken)] == [
        ["children had a plan at the end of March", "1,409"],
        ["of them lived outside the borough", "51%"],
        ["was spent on short breaks", "£4.2m"],
    ]
