"""Heads of columns that stand close together, say the same again, or go on from page to page."""

from __future__ import annotations

from pathlib import Path

from made_tables import Sheet, pages
from table_subjects import passages_of, read, subjects

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.columns import CHUNK_GAP
from extractor.blocks.tables.find import find_tables
from extractor.blocks.tables.lines import SegmentedLines
from extractor.blocks.text import Text


def put_close(sheet: Sheet, ends: list[float], upper: str, beside: str, lower: list[str]) -> None:
    """Two heads of two lines each, whose first lines have no more than a space between them."""
    width = sheet.pdf.get_string_width(" ")
    sheet.put(ends[0], upper, right=True)
    sheet.put(ends[0] + width, beside)
    sheet.y += 11
    for x, text in zip(ends, lower, strict=True):
        sheet.put(x, text, right=True)
    sheet.y += 14


def heads(folder: Path, beside: str, gap: float = 0) -> list[tuple[str, ...]]:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.pdf.set_font("Helvetica", "", 9)
        end = 260 + sheet.pdf.get_string_width(" " + beside) + gap
        put_close(sheet, [260, end], "2024-25", beside, ["Target", "catch"])
        for number, name in enumerate(("Boats", "Ropes", "Sails", "Quays")):
            sheet.line([name, f"{number + 1},200.5", f"{number + 1},310.5"], [72, 260, end])

    (table,) = find_tables(pages(folder, draw)[0])
    return [p.cell.column_path for p in passages_of(table) if p.cell][:2]


def test_heads_set_to_the_right_of_their_columns_are_two_however_near(tmp_path: Path) -> None:
    assert heads(tmp_path, "against original") == [
        ("2024-25 Target",),
        ("against original catch",),
    ]


def test_a_head_that_only_reaches_over_two_columns_is_one(tmp_path: Path) -> None:
    assert heads(tmp_path, "against original", gap=14)[0][0].startswith("2024-25 against original")


def test_heads_that_are_said_again_are_no_banner_above_the_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 400)
        for x in (72, 197, 322):
            sheet.put(x, "Of the crew")
        sheet.y += 12
        sheet.rule(70, 400)
        xs = [72, 120, 160, 197, 245, 285, 322, 370, 410]
        for x, text in zip(xs, ["Mast", "Day", "Night"] * 3, strict=True):
            sheet.put(x, text)
        sheet.y += 12
        sheet.rule(70, 400)
        for number in range(4):
            for place, x in enumerate(xs):
                named = place % 3 == 0
                text = f"Boat {number}{place}" if named else f"{number + 1}{place}"
                sheet.put(x, text)
            sheet.y += 12
        sheet.rule(70, 400)

    (table,) = find_tables(pages(tmp_path, draw)[0])
    assert table.grid()[0].count("Of the crew") == 3


def test_a_title_in_the_header_is_carried_to_the_next_page(tmp_path: Path) -> None:
    rows = [["Boats", "11", "12"], ["Ropes", "21", "22"], ["Sails", "31", "32"]]

    def draw(sheet: Sheet) -> None:
        for number in range(2):
            if number:
                sheet.next_page()
            head = [["Table 4: Quays let", "Rooms", ""], ["Kind", "2021", "2022"]]
            head = [["", "Rooms", ""], head[1]] if number else head
            body = [[row[0], *(f"{number + 1}{text}" for text in row[1:])] for row in rows]
            sheet.y = 690 if not number else 60
            sheet.lattice([*head, *body], [120, 60, 60])

    found = read(tmp_path, draw)
    assert found["121"] == "Quays let – Ropes – Rooms – 2021"
    assert found["221"] == "Quays let – Ropes – Rooms – 2021"


def grouped(folder: Path, names: list[str], over: dict[str, tuple[int, int]]) -> dict[str, str]:
    """The column headers of a table by the figures in its first row: names of columns, and heads
    in the middle of several of them."""
    ends = [200 + 46.0 * place for place in range(len(names))]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        for text, (first, last) in over.items():
            width = sheet.pdf.get_string_width(text)
            sheet.put((ends[first] - 36 + ends[last]) / 2 - width / 2, text)
        sheet.y += 13
        for x, text in zip(ends, names, strict=True):
            sheet.put(x, text, right=True)
        sheet.y += 13
        for number, name in enumerate(("Boats", "Ropes", "Sails", "Quays"), 1):
            row = [name, *(f"{number}1,{place}00.5" for place in range(len(names)))]
            sheet.line(row, [72, *ends])

    (table,) = find_tables(pages(folder, draw)[0])
    return {
        p.text.content[p.cell.start : p.cell.end]: " / ".join(p.cell.column_path)
        for p in passages_of(table)
        if p.cell is not None and p.cell.row_path[-1] == "Boats"
    }


def test_a_head_has_no_two_columns_of_one_name(tmp_path: Path) -> None:
    found = grouped(
        tmp_path,
        ["Core", "Grant", "Total", "Core", "Core", "Grant", "Total"],
        {"Canal": (0, 2), "Mere": (3, 3), "River": (4, 6)},
    )
    assert list(found.values()) == [
        "Canal / Core", "Canal / Grant", "Canal / Total", "Mere / Core",
        "River / Core", "River / Grant", "River / Total",
    ]  # fmt: skip


def test_columns_of_names_of_their_own_are_dealt_out_to_no_head(tmp_path: Path) -> None:
    found = grouped(
        tmp_path,
        ["Rent", "Core", "Grant", "Core", "Grant", "Places"],
        {"Canal": (1, 2), "River": (3, 4)},
    )
    assert list(found.values()) == [
        "Rent", "Canal / Core", "Canal / Grant", "River / Core", "River / Grant", "Places",
    ]  # fmt: skip


def test_the_group_that_a_page_ends_in_goes_on_to_the_next_heading(tmp_path: Path) -> None:
    head = ["Place", "2021", "2022"]

    def draw(sheet: Sheet) -> None:
        sheet.y = 660
        sheet.lattice([head, ["By canal", "", ""], ["Fenby", "11", "12"]], [120, 60, 60])
        sheet.next_page()
        rows = [head, ["Marsh", "21", "22"], ["By river", "", ""], ["Ely", "31", "32"]]
        sheet.lattice(rows, [120, 60, 60])

    found = read(tmp_path, draw)
    assert found["12"] == "By canal – Fenby – 2022"
    assert found["22"] == "By canal – Marsh – 2022"
    assert found["32"] == "By river – Ely – 2022"


def test_a_group_that_its_total_ends_goes_on_nowhere(tmp_path: Path) -> None:
    head = ["Place", "2021", "2022"]

    def draw(sheet: Sheet) -> None:
        sheet.y = 640
        rows = [["By canal", "", ""], ["Fenby", "11", "12"], ["Total by canal", "13", "14"]]
        sheet.lattice([head, *rows], [120, 60, 60])
        sheet.next_page()
        sheet.lattice([head, ["Marsh", "21", "22"], ["Ely", "31", "32"]], [120, 60, 60])

    assert read(tmp_path, draw)["22"] == "Marsh – 2022"


def test_a_range_drawn_over_all_columns_heads_the_rows_below(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        for width, rows in (
            ([120, 60, 60], [["Place", "2021", "2022"]]),
            ([240], [["75+"]]),
            ([120, 60, 60], [["Fenby", "11%", "12%"], ["Ely", "13%", "14%"]]),
            ([240], [["55-74"]]),
            ([120, 60, 60], [["Fenby", "21%", "22%"], ["Ely", "23%", "24%"]]),
        ):
            sheet.lattice(rows, width)
            sheet.y -= 20

    found = read(tmp_path, draw)
    assert found["12%"] == "75+ – Fenby – 2022"
    assert found["24%"] == "55-74 – Ely – 2022"


def test_the_names_of_the_header_once_more_begin_a_block(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        for year in ("2023", "2022"):
            sheet.lattice([[f"Rating {year}"]], [180], 192)
            sheet.y -= 20
            figures = ["40 (70%)", "13 (23%)", "4 (7%)"] if year == "2023" else ["41", "12", "5"]
            names = [f"Boats of {year}", "Good", "Fair", "Poor"]
            sheet.lattice([names, ["Sails", *figures]], [120, 60, 60, 60])
            sheet.y -= 20

    found = read(tmp_path, draw)
    assert found["13 (23%)"] == "Boats of 2023 – Sails – Rating 2023 – Fair"
    assert found["5"] == "Boats of 2022 – Sails – Rating 2022 – Poor"


def test_labels_may_stand_behind_figures_that_few_rows_have(tmp_path: Path) -> None:
    rows = [
        ["Core 2021", "Total 2021", "", "Core 2022", "Total 2022"],
        ["", "", "Money for boats", "", ""],
        ["", "11.5", "Ferries", "12.5", "13.5"],
        ["", "21.5", "Rafts", "22.5", "23.5"],
        ["", "31.5", "Barges", "32.5", "33.5"],
    ]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.lattice(rows, [60, 60, 120, 60, 60])

    found = read(tmp_path, draw)
    assert found["21.5"] == "Money for boats – Rafts – Total 2021"
    assert found["33.5"] == "Money for boats – Barges – Total 2022"


def test_a_sum_without_a_label_ends_its_group(tmp_path: Path) -> None:
    rows = [
        ["Line", "2021", "2022"],
        ["MONEY FOR BOATS", "", ""],
        ["Ferries", "11", "12"],
        ["Rafts", "21", "22"],
        ["", "32", "34"],
        ["Gifts", "41", "42"],
        ["Surplus of the year", "51", "52"],
    ]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.lattice(rows, [120, 60, 60])

    found = read(tmp_path, draw)
    assert found["22"] == "MONEY FOR BOATS – Rafts – 2022"
    assert found["52"] == "Surplus of the year – 2022"


def test_the_question_above_a_chart_names_the_table_below_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.put(72, "Q12. On how many days of a week do you row?")
        sheet.y += 12
        sheet.put(72, "% of at least 'three'")
        sheet.y += 14
        sheet.put(180, "Fenby", "B")
        sheet.y += 6
        sheet.lattice([["", "Canoe", "Raft"], ["Fenby", "11", "12"]], [120, 60, 60])

    assert read(tmp_path, draw)["12"] == (
        "On how many days of a week do you row? % of at least 'three' – Fenby – Raft"
    )


def test_a_numbered_caption_goes_on_in_a_line_of_another_type(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.put(72, "Table 3: Boats that were let by harbours and kind of boat", "B")
        sheet.y += 12
        sheet.put(72, "(sail and oars), 2007")
        sheet.y += 6
        sheet.lattice([["Place", "Sail", "Oars"], ["Ely", "11", "12"]], [120, 60, 60])

    assert read(tmp_path, draw)["12"] == (
        "Boats that were let by harbours and kind of boat (sail and oars), 2007 – Ely – Oars"
    )


def test_a_title_among_the_heads_stands_before_row_and_column() -> None:
    def cell(row: int, column: int, text: str, over: int = 1) -> Cell:
        return Cell(row, column, Text(text), column_span=over)

    head = (
        cell(0, 0, "A"),
        cell(0, 2, "2018 Budget"),
        cell(1, 0, "Account of the harbour", 2),
        cell(2, 1, "2018 Spent"),
    )
    rows = [("Ropes", "11", "12"), ("Sails", "21", "22")]
    body = [cell(3 + n, k, text) for n, row in enumerate(rows) for k, text in enumerate(row)]
    table = Table(None, None, 5, 3, (*head, *body), 3, 1)
    found = subjects(passages_of(table))
    assert found["21"] == "Account of the harbour – Sails – 2018 Spent"
    assert found["22"] == "Account of the harbour – Sails – 2018 Budget"


def test_the_second_line_of_heads_that_are_said_again_is_no_part_of_them(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        starts = [72, 222, 372]
        for line in (["If the mast", ""], ["is above", "Fee"]):
            for x in starts:
                sheet.put(x, line[0])
                sheet.put(x + 70, line[1])
            sheet.y += 11
        sheet.y += 3
        for row in range(4):
            for part, x in enumerate(starts):
                sheet.put(x, f"{4 * part + row + 1}0")
                sheet.put(x + 70, f"{part + 1}{row}.5")
            sheet.y += 12

    (table,) = find_tables(pages(tmp_path, draw)[0])
    assert table.grid()[0] == ["If the mast is above", "Fee"] * 3


def test_words_spread_over_their_column_are_one_text(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for words, space in (
            (["The", "reduction", "in", "the", "volume"], [7, 7, 7, 7]),
            (["Places", "reduction", "in", "the", "volume"], [7, 12, 9, 7]),
            (["Core", "Core", "Core", "Core", "Core"], [7, 7, 7, 7]),
        ):
            x = 72.0
            for word, gap in zip(words, [*space, 0], strict=True):
                sheet.put(x, word)
                x += sheet.pdf.get_string_width(word) + gap
            sheet.y += 14

    (page,) = pages(tmp_path, draw)
    lines = SegmentedLines(page.words).outside()
    assert [len(line.segments(CHUNK_GAP)) for line in lines] == [1, 5, 5]


def test_a_numbered_title_stands_further_above_heads_of_columns(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.put(72, "Table 4. Place of boats by kind")
        sheet.y += 28
        for x, text in ((200, "Indoors"), (300, "Outdoors")):
            sheet.put(x, text, "B")
        sheet.y += 6
        rows = [["Kind", "Shed", "Hall", "Quay", "Mere"], ["Canoes", "11", "12", "13", "14"]]
        sheet.lattice(rows, [120, 50, 50, 50, 50])

    assert read(tmp_path, draw)["14"] == "Place of boats by kind – Canoes – Mere"
