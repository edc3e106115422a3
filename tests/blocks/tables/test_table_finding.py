"""Tables are found where they are, with their grid, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from made_tables import Sheet, pages

from extractor.blocks.model import Table
from extractor.blocks.tables.find import find_tables

HOMES = [
    ["Ward", "2021", "2022", "2023"],
    ["Abbey", "1,204", "1,310", "1,402"],
    ["Castle and Mill", "980", "1,001", "1,133"],
    ["Dene", "77", "81", "90"],
    ["Total", "2,261", "2,392", "2,625"],
]
XS = [72, 330, 400, 470]


def only(tables: list[Table]) -> Table:
    assert len(tables) == 1
    return tables[0]


def grid(table: Table) -> list[list[str]]:
    return [[text or "" for text in row] for row in table.grid()]


def test_ruled(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.lattice(HOMES, [150, 70, 70, 70])
        sheet.prose()

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table) == HOMES
    assert (table.ruled, table.header_rows, table.label_columns) == ("lattice", 1, 1)


def test_row_rules_and_multi_line_cells(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.rule(72, 480)
        sheet.y += 4
        for text, x in (("Service", 72), ("Cost", 400), ("Change", 470)):
            sheet.put(x, text, "B", right=x > 72)
        sheet.y += 12
        sheet.rule(72, 480)
        for label, rest in (
            (["Short breaks for", "disabled children"], ["1.2", "0.1"]),
            (["Advocacy"], ["0.3", "-0.2"]),
            (["Fostering allowances", "and fees paid"], ["4.4", "0.9"]),
        ):
            sheet.y += 4
            for number, part in enumerate(label):
                sheet.put(72, part)
                if number == 0:
                    sheet.put(400, rest[0], right=True)
                    sheet.put(470, rest[1], right=True)
                sheet.y += 11
            sheet.rule(72, 480)
        sheet.prose()

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table) == [
        ["Service", "Cost", "Change"],
        ["Short breaks for disabled children", "1.2", "0.1"],
        ["Advocacy", "0.3", "-0.2"],
        ["Fostering allowances and fees paid", "4.4", "0.9"],
    ]
    assert table.ruled == "rows"


def test_no_rules_at_all(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        for number, row in enumerate(HOMES):
            sheet.line(row, XS, "B" if number == 0 else "")
        sheet.y += 12
        sheet.prose()

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table) == HOMES
    assert (table.ruled, table.header_rows, table.label_columns) == ("none", 1, 1)


def test_wrapped_label_without_rules(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.line(["Spending", "2021", "2022", "2023"], XS, "B")
        sheet.line(["Schools", "10", "11", "12"], XS)
        sheet.put(72, "Grants to voluntary bodies,")
        sheet.y += 11
        sheet.line(["including loans", "3", "4", "5"], XS)
        sheet.line(["Transport", "7", "8", "9"], XS)

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table)[2] == ["Grants to voluntary bodies, including loans", "3", "4", "5"]
    assert table.rows == 4


def test_header_over_several_columns(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        xs = [72, 280, 340, 420, 480]
        sheet.rule(72, 490)
        sheet.y += 4
        sheet.put(292, "Boys")
        sheet.put(432, "Girls")
        sheet.y += 3
        sheet.pdf.line(255, sheet.y, 345, sheet.y)
        sheet.pdf.line(395, sheet.y, 485, sheet.y)
        sheet.y += 11
        sheet.line(["Age", "2022", "2023", "2022", "2023"], xs)
        sheet.rule(72, 490)
        for row in (["0 to 4", "10", "12", "9", "8"], ["5 to 9", "44", "41", "39", "36"]):
            sheet.line(row, xs)
        sheet.rule(72, 490)

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert table.header_rows == 2
    assert grid(table)[1:] == [
        ["", "2022", "2023", "2022", "2023"],
        ["0 to 4", "10", "12", "9", "8"],
        ["5 to 9", "44", "41", "39", "36"],
    ]
    spans = {c.text.content: (c.column, c.column_span) for c in table.cells if c.row == 0}
    assert spans["Boys"][0] in (1, 2)
    assert spans["Girls"][0] in (3, 4)


def test_shades_behind_lines_of_a_cell_make_no_rows(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.pdf.set_fill_color(210, 210, 210)
        y = sheet.y
        for left, width in ((72, 150), (222, 70), (292, 70)):
            sheet.pdf.rect(left, y, width, 30, style="DF")
            sheet.pdf.rect(left + 2, y + 3, width - 4, 12, style="F")
            sheet.pdf.rect(left + 2, y + 15, width - 4, 12, style="F")
        for x, (first, second) in zip(
            (75, 225, 295),
            (("Children", "in care"), ("As at", "May"), ("As at", "June")),
            strict=True,
        ):
            sheet.y = y + 12
            sheet.put(x, first)
            sheet.y = y + 24
            sheet.put(x, second)
        sheet.y = y + 30
        sheet.lattice([["In foster care", "70", "72"], ["In homes", "12", "11"]], [150, 70, 70])

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table)[0] == ["Children in care", "As at May", "As at June"]
    assert table.rows == 3


def test_rows_of_figures_in_one_drawn_row(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lattice(
            [
                ["Team", "Open", "Closed"],
                ["North\nSouth\nEast", "1,212\n9,100\n2,220", "1,419\n8,102\n2,527"],
                ["All", "12,532", "12,048"],
            ],
            [150, 70, 70],
        )

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table)[1:4] == [
        ["North", "1,212", "1,419"],
        ["South", "9,100", "8,102"],
        ["East", "2,220", "2,527"],
    ]


def test_table_beside_running_text_in_two_columns(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        top = sheet.y
        sheet.prose(lines=18, x=50, width=230)
        sheet.y = top
        sheet.prose(lines=4, x=310, width=230)
        for row in HOMES:
            sheet.line(row, [310, 440, 490, 540])

    assert grid(only(find_tables(pages(tmp_path, draw)[0]))) == HOMES


def test_running_text_is_no_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=8)
        for number in range(1, 6):
            sheet.put(72, f"{number}.")
            sheet.put(
                100, f"The panel agreed that {number * 3} of the homes should be visited again."
            )
            sheet.y += 14
        sheet.y += 10
        sheet.pdf.rect(70, sheet.y - 10, 455, 80)
        sheet.prose(lines=4)
        for title, page in (("Summary", 1), ("What we found", 3), ("Next steps", 9), ("Annex", 12)):
            sheet.line([title, str(page)], [72, 480])

    assert find_tables(pages(tmp_path, draw)[0]) == []


def test_chart_is_no_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        top = sheet.y
        for step, value in enumerate(range(500, -1, -100)):
            sheet.y = top + 40 * step
            sheet.put(80, str(value), right=True)
            sheet.pdf.line(90, sheet.y - 3, 400, sheet.y - 3)
        sheet.y += 14
        sheet.line(["2019", "2020", "2021", "2022"], [120, 230, 310, 390])

    assert find_tables(pages(tmp_path, draw)[0]) == []


def test_shaded_bands_with_the_header_above_them_are_one_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        xs = [72, 300, 380, 460]
        sheet.rule(68, 480)
        sheet.y += 4
        sheet.line(["Characteristic", "Female", "Male", "Total"], xs, "B")
        sheet.rule(68, 480)
        sheet.y += 4
        sheet.pdf.set_fill_color(225)
        for band, (group, rows) in enumerate(
            (
                ("Age", (("16 to 17", "2", "20", "22"), ("18 to 24", "4", "24", "28"))),
                ("Ethnicity", (("Asian", "6", "40", "46"), ("White", "1", "2", "3"))),
                ("Status", (("Single", "5", "39", "44"), ("Married", "2", "14", "16"))),
            )
        ):
            for cells in ((group, "", "", ""), *rows):
                if band % 2 == 0:
                    for left, right in ((68, 240), (240, 320), (320, 400), (400, 480)):
                        sheet.pdf.rect(left, sheet.y - 9, right - left, 12, "F")
                sheet.line(cells, xs)
        sheet.rule(68, 480)
        sheet.prose()

    table = only(find_tables(pages(tmp_path, draw)[0]))
    assert grid(table)[:4] == [
        ["Characteristic", "Female", "Male", "Total"],
        ["Age", "", "", ""],
        ["16 to 17", "2", "20", "22"],
        ["18 to 24", "4", "24", "28"],
    ]
    assert (table.rows, table.header_rows) == (10, 1)


def test_group_headers_over_one_rule_each_take_their_columns(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        xs = [72, 200, 240, 280, 330, 370, 410, 460, 500, 540]
        sheet.rule(72, 545)
        sheet.y += 4
        sheet.put(215, "Under 10")
        sheet.put(347, "10 to 15")
        sheet.put(468, "16 and over")
        sheet.y += 12
        sheet.put(477, "in total")
        sheet.y += 3
        sheet.pdf.line(182, sheet.y, 545, sheet.y)
        sheet.y += 11
        sheet.line(["Ward", *["%", "Low", "High"] * 3], xs)
        sheet.rule(72, 545)
        sheet.y += 3
        for ward in ("Abbey", "Castle", "Dene"):
            sheet.line([ward, "1.3", "0.8", "2.0", "7.1", "6.9", "8.2", "12.4", "10.8", "14.2"], xs)
        sheet.rule(72, 545)

    table = only(find_tables(pages(tmp_path, draw)[0]))
    over = {c.text.content: (c.column, c.column_span) for c in table.cells if c.row == 0}
    assert over == {
        "Ward": (0, 1), "Under 10": (1, 3), "10 to 15": (4, 3), "16 and over in total": (7, 3),
    }  # fmt: skip


def test_rows_of_words_with_one_figure_are_no_headers(tmp_path: Path) -> None:
    rows = [
        ["Date", "Payee", "Details", "Category", "Net £"],
        ["01/10/2017", "Moor Ltd", "Rent", "Office", "2,040"],
        ["16/10/2017", "Ash Ltd", "Fees", "Services", "1,618"],
        ["17/10/2017", "Oak Ltd", "Fees", "Services", "718"],
        ["19/10/2017", "Elm Ltd", "Rent", "Office", "12,259"],
        ["21/10/2017", "Yew Ltd", "Rent", "Office", "2,746"],
        ["22/10/2017", "Box Ltd", "Rent", "Office", "2,746"],
        ["23/10/2017", "Fir Ltd", "Rent", "Office", "2,746"],
    ]
    table = only(find_tables(pages(tmp_path, lambda s: s.lattice(rows, [70, 80, 80, 80, 60]))[0]))
    assert table.header_rows == 1


def test_values_under_periods_need_no_labels(tmp_path: Path) -> None:
    rows = [["2025-26", "2026-27", "2027-28"], ["120", "140", "160"]]
    table = only(find_tables(pages(tmp_path, lambda s: s.lattice(rows, [80, 80, 80]))[0]))
    assert (table.header_rows, table.label_columns) == (1, 0)
