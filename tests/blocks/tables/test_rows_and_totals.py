"""Labels over two lines, totals, and tables that stand close above one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_tables import Rows, Sheet, pages
from table_subjects import passages_of, read, subjects

from extractor.blocks.page_furniture import is_marking
from extractor.blocks.tables.find import find_tables

XS = [72, 260, 330]


def on_page(folder: Path, draw: object) -> dict[str, str]:
    """The subjects of all tables of one page, which have no heading."""
    tables = find_tables(pages(folder, draw)[0])  # type: ignore[arg-type]
    found = [passage for table in tables for passage in passages_of(table)]
    return subjects(found)


def test_the_label_of_a_total_between_two_rules_may_have_two_lines(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 332)
        sheet.line(["TEAMS", "2021", "2022"], XS, "B")
        sheet.rule(70, 332)
        sheet.line(["FERRIES", "11", "12"], XS)
        sheet.line(["QUAYS", "13", "14"], XS)
        sheet.rule(70, 332)
        sheet.line(["RIVER QUAYS", "", ""], XS, "B")
        sheet.line(["HARBOUR", "24", "26"], XS, "B")
        sheet.rule(70, 332)

    assert on_page(tmp_path, draw)["26"] == "RIVER QUAYS HARBOUR – 2022"


def test_a_heading_in_bold_over_the_only_row_between_rules_heads_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 332)
        sheet.line(["Teams", "2021", "2022"], XS, "B")
        sheet.rule(70, 332)
        sheet.line(["Harbour", "", ""], XS, "B")
        sheet.line(["Ferries", "11", "12"], XS)
        sheet.rule(70, 332)

    assert on_page(tmp_path, draw)["12"] == "Harbour – Ferries – 2022"


def test_two_lines_closer_than_rows_are_one_label(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["TEAMS", "2021", "2022"], XS, "B")
        for name, first, second in (("FERRIES", "11", "12"), ("QUAYS", "13", "14")):
            sheet.line([name, first, second], XS)
            sheet.y += 5
        sheet.line(["OLDER BOAT", "", ""], XS)
        sheet.y -= 2
        sheet.line(["SERVICES", "15", "16"], XS)
        sheet.y += 5
        sheet.line(["ROPES", "17", "18"], XS)

    assert on_page(tmp_path, draw)["16"] == "OLDER BOAT SERVICES – 2022"


def test_a_rule_at_the_foot_of_the_page_joins_no_two_tables(tmp_path: Path) -> None:
    xs = [72, 180, 290, 400, 510]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 515)
        sheet.line(["", "2021", "Inflation", "Savings", "2022"], xs, "B")
        sheet.rule(70, 515)
        sheet.line(["FERRIES", "911", "9", "(20)", "900"], xs, "B")
        sheet.rule(70, 515)
        sheet.y += 16
        sheet.rule(70, 335)
        sheet.line(["Analysis", "Outturn", "Budget"], XS, "B")
        for number in range(12):
            sheet.line(
                [
                    f"Premises of the ferries at quay {'abcdefghijkl'[number]}",
                    f"{number}3",
                    f"{number}4",
                ],
                XS,
            )
        sheet.rule(70, 335)
        sheet.line(["Total", "524", "526"], XS, "B")
        sheet.rule(70, 335)
        sheet.y += 30
        sheet.rule(70, 515)

    found = on_page(tmp_path, draw)
    assert found["(20)"] == "FERRIES – Savings"
    assert found["911"] == "FERRIES – 2021"
    assert found["14"] == "Premises of the ferries at quay b – Budget"


def test_a_total_between_rules_is_no_table_of_its_own(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Team", "Outturn", "Budget"], XS, "B")
        for number, name in enumerate(
            ("Ferries", "Quays", "Ropes", "Nets", "Locks", "Rafts", "Buoys", "Masts"), 1
        ):
            sheet.line([name, f"{number}1", f"{number}2"], XS)
        sheet.rule(70, 332)
        sheet.line(["River and", "", ""], XS, "B")
        sheet.line(["harbour", "155", "160"], XS, "B")
        sheet.rule(70, 332)

    found = on_page(tmp_path, draw)
    assert found["160"] == "River and harbour – Budget"
    assert found["32"] == "Ropes – Budget"


def test_a_label_and_its_figure_are_two_cells_however_near(tmp_path: Path) -> None:
    xs = [72, 200, 270, 330]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 332)
        for line in (("", "2021", "", ""), ("", "Total", "", "2022"), ("", "Budget", "Growth", "")):
            sheet.line(line, xs, "B")
        sheet.rule(70, 332)
        sheet.line(["FERRIES AND QUAY", "7,960", "15", "7,975"], xs, "B")
        sheet.rule(70, 332)

    assert "FERRIES AND QUAY –" in on_page(tmp_path, draw)["15"]


def test_the_total_of_all_groups_is_not_of_the_last_one(tmp_path: Path) -> None:
    rows: Rows = [
        ["Row", "Project", "2021", "2022"],
        ["1", "Ferries", "11", "12"],
        ["OTHER WORKS", "", "", ""],
        ["2", "Quays", "13", "14"],
        ["3", "Total projects", "15", "16"],
        ["4", "Total - River and harbour", "17", "18"],
        ["Amounts may not add up", "", "", ""],
    ]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.lattice(rows, [60, 150, 60, 60])

    found = on_page(tmp_path, draw)
    assert found["14"] == "OTHER WORKS – Quays – 2022"
    assert found["18"] == "Total - River and harbour – 2022"


def test_a_row_without_a_label_is_named_by_the_corner(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Money spent on boats", "Staff", "Ropes"], XS, "B")
        sheet.line(["Ferries", "11", "12"], XS)
        sheet.line(["Quays", "13", "14"], XS)
        sheet.line(["", "24", "26"], XS)

    assert on_page(tmp_path, draw)["26"] == "Money spent on boats – Ropes"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("OFFICIAL", True),
        ("OFFICIAL - SENSITIVE", True),
        ("MCC Restricted", True),
        ("Classification: Official", True),
        ("Not protectively marked", True),
        ("Official statistics", False),
        ("Restricted funds", False),
        ("Children protected", False),
    ],
)
def test_lines_that_say_who_may_read_a_paper(text: str, marks: bool) -> None:
    assert is_marking(text) is marks


def test_a_marking_at_the_head_of_a_page_names_no_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for page in range(2):
            if page:
                sheet.next_page()
            sheet.y = 40
            sheet.put(260, "MCC Restricted", "B")
            sheet.y = 90
            sheet.lattice(
                [["Ferries mended", f"{page}11", f"{page}12"], ["Quays", f"{page}13", f"{page}14"]],
                [150, 60, 60],
            )

    assert not any("Restricted" in subject for subject in read(tmp_path, draw).values())


def test_bands_that_come_again_under_each_group_name_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["Boats", "16-34", "35-54", "55+", "16-34", "35-54", "55+"],
        ["Ferries", "+2,125", "+3,143", "+900", "+1,043", "+960", "+83"],
        ["Rafts", "+734", "+606", "+373", "+980", "+308", "+475"],
    ]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        for text, x, width in (("", 72, 90), ("Plan A", 162, 150), ("Plan B", 312, 150)):
            sheet.pdf.rect(x, sheet.y, width, 17)
            sheet.pdf.set_font("Helvetica", "", 9)
            sheet.pdf.text(x + 3, sheet.y + 11, text)
        sheet.y += 17
        sheet.lattice([["", *rows[0][1:]], *rows[1:]], [90, *[50] * 6])

    found = on_page(tmp_path, draw)
    assert found["+960"] == "Ferries – Plan B – 35-54"


def test_a_part_right_below_a_table_has_its_heads(tmp_path: Path) -> None:
    xs = [72, 200, 250, 310, 370, 430, 490]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 495)
        sheet.line(["Savings", *map(str, range(2021, 2027))], xs, "B")
        sheet.rule(70, 495)
        for row, name in enumerate(("Ropes", "Nets", "Rafts")):
            sheet.line([name, *[f"{row}{number}.5" for number in range(1, 7)]], xs)
        sheet.rule(70, 495)
        sheet.y += 32
        sheet.line(["New savings", "21", "22", "", "", "", ""], xs)
        sheet.line(["Old savings", "23", "24", "", "", "", ""], xs)
        sheet.line(["Other savings", "25", "26", "", "", "", ""], xs)

    assert on_page(tmp_path, draw)["24"].endswith("Old savings – 2022")


def test_a_label_shaded_line_by_line_is_one_beside_the_figures_in_its_middle(
    tmp_path: Path,
) -> None:
    def cell(sheet: Sheet, place: tuple[float, float, float, float], text: str) -> None:
        x, y, width, height = place
        sheet.pdf.rect(x, y, width, height)
        sheet.pdf.set_font("Helvetica", "", 9)
        sheet.pdf.text(x + 3, y + height / 2 + 3, text)

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        top = sheet.y
        for text, x, width in (("Place", 79, 80), ("2021", 159, 60), ("2022", 219, 60)):
            cell(sheet, (x, top, width, 20), text)
        for row, (upper, lower) in enumerate((("North", "Fenby"), ("South", "Marsh"))):
            y = top + 20 + 40 * row
            cell(sheet, (79, y, 80, 16), upper)
            cell(sheet, (79, y + 16, 80, 16), lower)
            for number, x in ((11 + row, 159), (21 + row, 219)):
                cell(sheet, (x, y + 6, 60, 20), f"{number}.5")
            left = 72 if row else 79  # the second one is shaded a little further left
            cell(sheet, (left, y + 32, 159 - left, 8), f"Quay {row}")
            cell(sheet, (159, y + 32, 60, 8), f"3{row}.5")
            cell(sheet, (219, y + 32, 60, 8), f"4{row}.5")

    found = on_page(tmp_path, draw)
    assert found["22.5"] == "South Marsh – 2022"
    assert found["40.5"] == "Quay 0 – 2022"
    assert found["41.5"] == "Quay 1 – 2022"


def test_the_last_block_and_not_the_first_goes_on_on_the_next_page(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lattice(
            [
                ["Gifts of boats", "£'s", "£'s"],
                ["Ferries", "11", "12"],
                ["Rafts", "13", "14"],
                ["Gifts of ropes", "£'s", "£'s"],
                ["Quay", "15", "16"],
                ["Locks", "17", "18"],
            ],
            [150, 60, 60],
        )
        sheet.next_page()
        sheet.lattice([["Fenby", "21", "22"], ["Marsh", "23", "24"]], [150, 60, 60])

    found = read(tmp_path, draw)
    assert found["18"] == "Gifts of ropes – Locks"
    assert found["24"] == "Gifts of ropes – Marsh"
