"""Labels over two lines, totals, and tables that stand close above one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_tables import Rows, Sheet, pages

from extractor.binding.labels import subject_of_cell
from extractor.blocks.page_furniture import is_marking
from extractor.blocks.read import read_blocks
from extractor.blocks.tables.find import find_tables
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.passages.table_cells import table_passages
from extractor.reports.model import Report
from extractor.rulebook.load import load_rulebook

XS = [72, 260, 330]


def subjects(found: list[Passage]) -> dict[str, str]:
    words = load_rulebook().words
    return {
        p.text.content[p.cell.start : p.cell.end]: subject_of_cell(p, words)
        for p in found
        if p.cell is not None
    }


def on_page(folder: Path, draw: object) -> dict[str, str]:
    """The subjects of all tables of one page, which have no heading."""
    found: list[Passage] = []
    for number, table in enumerate(find_tables(pages(folder, draw)[0])):  # type: ignore[arg-type]
        caption = table.caption.content if table.caption else None
        found += table_passages(
            table, report=0, paragraph=number, section=None, headings=(), caption=caption,
            second_hand=False,
        )  # fmt: skip
    return subjects(found)


def read(folder: Path, draw: object) -> dict[str, str]:
    """The subjects of the tables of a paper, through blocks and passages."""
    reader = PassageReader()
    found: list[Passage] = []
    for page in read_blocks(pages(folder, draw)):  # type: ignore[arg-type]
        found += reader.read(page, Report(0))
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
        sheet.line(["RIVER AND", "", ""], XS, "B")
        sheet.line(["HARBOUR", "24", "26"], XS, "B")
        sheet.rule(70, 332)

    assert on_page(tmp_path, draw)["26"] == "RIVER AND HARBOUR – 2022"


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
    xs = [72, 300, 370, 440, 510]

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
        for name, first, second in (("Staff", "511", "512"), ("Premises of ferries", "13", "14")):
            sheet.line([name, first, second], XS)
        sheet.rule(70, 335)
        sheet.line(["Total", "524", "526"], XS, "B")
        sheet.rule(70, 335)
        sheet.y = 800
        sheet.rule(70, 515)

    found = on_page(tmp_path, draw)
    assert found["(20)"] == "FERRIES – Savings"
    assert found["911"] == "FERRIES – 2021"
    assert found["14"] == "Premises of ferries – Budget"


def test_a_total_between_rules_is_no_table_of_its_own(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Team", "Outturn", "Budget"], XS, "B")
        for number, name in enumerate(("Ferries", "Quays", "Ropes", "Nets", "Locks"), 1):
            sheet.line([name, f"{number}1", f"{number}2"], XS)
        sheet.rule(70, 332)
        sheet.line(["River", "155", "160"], XS, "B")
        sheet.rule(70, 332)

    found = on_page(tmp_path, draw)
    assert found["160"] == "River – Budget"
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
    xs = [72, 260, 330, 400, 470]

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 475)
        sheet.line(["Savings", "Team", "2021", "2022", "Named by"], xs, "B")
        sheet.rule(70, 475)
        sheet.line(["Ropes", "Quay", "11", "12", "Fenby"], xs)
        sheet.line(["Nets", "Lock", "13", "14", "Marsh"], xs)
        sheet.rule(70, 475)
        sheet.y += 14
        sheet.line(["New savings", "", "21", "22", ""], xs)
        sheet.line(["Old savings", "", "23", "24", ""], xs)
        sheet.line(["Other savings", "", "25", "26", ""], xs)

    assert on_page(tmp_path, draw)["24"].endswith("Old savings – 2022")
