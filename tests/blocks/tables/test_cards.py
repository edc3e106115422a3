"""KPI cards and infographics: figures paired with their names by where they are."""

from __future__ import annotations

from pathlib import Path

from made_tables import Sheet, pages

from extractor.blocks.model import Table
from extractor.blocks.read import read_blocks
from extractor.blocks.tables.find import find_tables
from extractor.blocks.tables.infographics import find_infographics
from extractor.blocks.tables.unruled_cards import find_cards
from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page
from extractor.passages.model import CellLabels, Passage
from extractor.passages.table_cells import table_passages


def passages(card: Table) -> list[Passage]:
    return table_passages(
        card, report=0, paragraph=1, section=None, headings=(), caption=None,
        second_hand=False, source="card",
    )  # fmt: skip


def cells(card: Table) -> list[CellLabels]:
    return [p.cell for p in passages(card) if p.cell is not None]


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
    found = cells(card)
    title = "CL07: Visits to children in care on time"
    assert [(c.row_path, c.column_path, c.rag) for c in found] == [
        ((title,), ("Latest",), None),
        ((title,), ("Target",), None),
        ((title,), ("Floor",), None),
        ((title,), ("Previous",), "red"),
    ]
    (first, *_) = passages(card)
    assert first.text.content == f"{title} | Latest | 613"
    assert (first.source, first.doubts) == ("card", ())


def test_boxed_cards_below_one_another_with_their_ratings(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for title, rating, values in (
            ("Visits on time", "GREEN", ("Latest: 97%", "Target: 95%, Floor 90%")),
            ("Calls answered within 20 seconds", "RED", ("Latest: 71%", "Previous: 80% (Amber)")),
        ):
            top = sheet.y
            sheet.pdf.rect(72, top, 250, 20)
            sheet.pdf.rect(322, top, 70, 20)
            sheet.pdf.rect(72, top + 20, 320, 60)
            sheet.pdf.rect(72, top + 80, 160, 18)
            sheet.pdf.rect(232, top + 80, 160, 18)
            sheet.y = top + 13
            sheet.put(75, title)
            sheet.put(330, rating)
            sheet.y = top + 92
            sheet.put(75, values[0])
            sheet.put(235, values[1])
            sheet.y = top + 130

    (page,) = read_blocks(pages(tmp_path, draw))
    cards = [b.table for b in page.blocks if b.table is not None]
    assert not any("Amber" in b.text.content for b in page.blocks)
    told = [(c.row_path[-1], c.column_path[-1], c.rag) for card in cards for c in cells(card)]
    assert told == [
        ("Visits on time", "Latest", "green"),
        ("Visits on time", "Target", None),
        ("Visits on time", "Floor", None),
        ("Calls answered within 20 seconds", "Latest", "red"),
        ("Calls answered within 20 seconds", "Previous", "amber"),
    ]


def test_measure_beside_and_below_the_values(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.put(72, "Reviews held on time")
        sheet.put(220, "Actual 91%")
        sheet.put(320, "Target 95%")
        sheet.y += 200
        sheet.put(72, "Latest: 12")
        sheet.put(180, "Target: 10")
        sheet.y += 12
        sheet.put(72, "Days from referral to assessment")
        sheet.y += 60
        sheet.prose()

    beside, below = find_cards(pages(tmp_path, draw)[0])
    assert [c.row_path for c in cells(beside)] == [("Reviews held on time",)] * 2
    assert [c.row_path for c in cells(below)] == [("Days from referral to assessment",)] * 2


def test_typed_cards_in_text_files() -> None:
    source = (
        "Visits to children in care on time\n"
        "Latest: 613 | Target: 700 Floor: 650 | Previous: 612 (Red)\n\n"
        "Some prose about the target of the year.\n\n"
        "Dental checks\n\nLatest: 80%\nTarget: 90%\n\n"
        "Health plans: Actual: 70%, Target: 75%\n"
    )
    page = read_plain(Page(None, 0.0, 0.0, (), (), "text", text=source))
    told = [
        (c.row_path, [c.column_path[-1] for c in found])
        for b in page.blocks
        if b.kind == "card"
        and b.table is not None
        and (found := cells(b.table))
        and (c := found[0])
    ]
    assert told == [
        (("Visits to children in care on time",), ["Latest", "Target", "Floor", "Previous"]),
        (("Dental checks",), ["Latest", "Target"]),
        (("Health plans",), ["Actual", "Target"]),
    ]
    first = next(b.table for b in page.blocks if b.table is not None)
    value = next(p for p in passages(first) if p.text.content.endswith("612"))
    assert value.cell is not None
    span = value.text.source_span(value.cell.start, value.cell.end)
    assert span is not None
    assert source[slice(*span)] == "612"
    assert value.cell.rag == "red"


def test_sentences_with_such_words_are_no_card(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.put(72, "The target 700 was missed and the previous 612 was beaten by one.")

        sheet.y += 20
        sheet.put(
            72, "We missed it again (Target: 95%, Actual: 91%) as two of the three were late."
        )

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


def _arrow(sheet: Sheet, x: float, top: float, down: bool = False) -> None:
    shape = [(5, 0), (10, 5), (7, 5), (7, 10), (3, 10), (3, 5), (0, 5)]
    points = [(x + a, top + (10 - b if down else b)) for a, b in shape]
    sheet.pdf.polygon(points, style="F")


def test_a_drawn_arrow_below_the_rating_of_a_card_is_its_trend(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for title, down in (("Visits to children on time", False), ("Calls answered soon", True)):
            top = sheet.y
            sheet.pdf.rect(72, top, 250, 30)
            sheet.pdf.rect(322, top, 70, 30)
            sheet.pdf.rect(72, top + 30, 160, 18)
            sheet.pdf.rect(232, top + 30, 160, 18)
            sheet.y = top + 13
            sheet.put(75, title)
            sheet.put(335, "GREEN")
            _arrow(sheet, 350, top + 17, down)
            sheet.y = top + 42
            sheet.put(75, "Latest: 97%")
            sheet.put(235, "Target: 95%")
            sheet.y = top + 80

    (page,) = read_blocks(pages(tmp_path, draw))
    cards = [b.table for b in page.blocks if b.table is not None]
    told = [(c.column_path[-1], c.rag, c.trend) for card in cards for c in cells(card)]
    assert told == [
        ("Latest", "green", "improving"),
        ("Target", None, None),
        ("Latest", "green", "worsening"),
        ("Target", None, None),
    ]


def test_arrows_of_a_column_that_speaks_of_direction(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        top = sheet.y
        sheet.lattice(
            (
                ("Measure", "March 2024", "Target", "DoT"),
                ("Children in care", "412", "400", ""),
                ("Care leavers in touch", "96%", "95%", ""),
            ),
            (160, 80, 80, 60),
        )
        _arrow(sheet, 412, top + 20, down=True)
        _arrow(sheet, 412, top + 37)

    (page,) = read_blocks(pages(tmp_path, draw))
    (table,) = [b.table for b in page.blocks if b.table is not None]
    told = {(c.row_path[-1], c.column_path[-1]): c.trend for c in cells(table)}
    assert told == {
        ("Children in care", "March 2024"): "worsening",
        ("Children in care", "Target"): None,
        ("Care leavers in touch", "March 2024"): "improving",
        ("Care leavers in touch", "Target"): None,
    }


RED, AMBER, GREEN, PALE_GREEN, BLUE = (
    (192, 0, 0), (255, 192, 0), (0, 176, 80), (198, 239, 206), (0, 70, 160)
)  # fmt: skip
Colour = tuple[int, int, int]


def _shaded(
    folder: Path, head: str, cells: list[tuple[str, str, Colour]], words: str = "RAG ratings"
) -> dict[str, str | None]:
    """The ratings of the figures of a ruled table, whose last column has a word and a fill."""

    def draw(sheet: Sheet) -> None:
        sheet.put(72, words)
        sheet.y += 20
        for number, (figure, word, fill) in enumerate([("March 2024", head, BLUE), *cells]):
            label = "Measure" if number == 0 else f"Reviews held on time, team {number}"
            sheet.pdf.rect(72, sheet.y, 200, 20)
            sheet.pdf.rect(272, sheet.y, 70, 20)
            if number:
                sheet.pdf.set_fill_color(*fill)
                sheet.pdf.rect(342, sheet.y, 60, 20, style="F")
            sheet.pdf.rect(342, sheet.y, 60, 20)
            sheet.y += 13
            for x, text in ((76, label), (276, figure), (346, word)):
                sheet.put(x, text)
            sheet.y += 7

    (page,) = read_blocks(pages(folder, draw))
    (table,) = [b.table for b in page.blocks if b.table is not None]
    return {p.text.content[p.cell.start : p.cell.end]: p.cell.rag
            for p in passages(table) if p.cell is not None}  # fmt: skip


def test_shaded_cells_without_a_word_under_a_header_of_ratings(tmp_path: Path) -> None:
    found = _shaded(
        tmp_path, "RAG", [("91%", "", RED), ("95%", "", AMBER), ("98%", "", PALE_GREEN)]
    )
    assert found == {"91%": "red", "95%": "amber", "98%": "green"}


def test_shaded_figures_are_rated_where_several_colours_tell_them_apart(tmp_path: Path) -> None:
    cells = [("88%", "91%", RED), ("90%", "98%", GREEN), ("89%", "97%", BLUE)]
    found = _shaded(tmp_path, "Now", cells)
    assert (found["91%"], found["98%"], found["97%"]) == ("red", "green", None)
    one = _shaded(tmp_path, "Now", [("90%", "91%", GREEN), ("80%", "98%", GREEN)])
    assert set(one.values()) == {None}


def test_colours_of_a_page_that_rates_nothing_are_decoration(tmp_path: Path) -> None:
    cells = [("90%", "91%", RED), ("80%", "98%", GREEN)]
    assert set(_shaded(tmp_path, "Now", cells, "Reviews of teams").values()) == {None}
