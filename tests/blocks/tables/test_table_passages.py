"""What the cells of a table say: labels, headers, groups, units, doubts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from made_tables import Rows, Sheet, pages

from extractor.blocks.model import Table
from extractor.blocks.tables import continue_tables, find_tables, table_passages
from extractor.passages.model import Passage


def passages_of(table: Table) -> list[Passage]:
    return table_passages(
        table,
        report=0,
        paragraph=1,
        section="2.1",
        headings=("Placements",),
        caption=None,
        second_hand=False,
    )


def tables_of(folder: Path, *sheets: tuple[Rows, list[float]]) -> list[Table]:
    def draw(sheet: Sheet) -> None:
        for rows, widths in sheets:
            sheet.lattice(rows, widths)
            sheet.prose(lines=2)

    return find_tables(pages(folder, draw)[0])


def paths(found: list[Passage]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        p.text.content[p.cell.start : p.cell.end]: (p.cell.row_path, p.cell.column_path)
        for p in found
        if p.cell is not None
    }


def test_each_figure_with_its_labels_and_its_place(tmp_path: Path) -> None:
    rows = [["Measure", "2021/22", "2022/23"], ["Reviews on time (%)", "91", "94"]]
    (table,) = tables_of(tmp_path, (rows, [170, 70, 70]))
    found = passages_of(table)
    assert [p.text.content for p in found] == [
        "Reviews on time (%) | 2021/22 | 91",
        "Reviews on time (%) | 2022/23 | 94",
    ]
    assert all(p.source == "table" and p.doubts == () and p.section == "2.1" for p in found)
    page, box = found[1].text.place(found[1].cell.start, found[1].cell.end)  # type: ignore[union-attr]
    assert page == 1
    assert box is not None
    assert 72 + 240 < box.x0 < 72 + 310


def test_group_headers_and_row_groups(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        xs = [72, 300, 360, 440, 500]
        sheet.rule(72, 510)
        sheet.y += 4
        sheet.put(318, "Boys")
        sheet.put(458, "Girls")
        sheet.y += 14
        sheet.line(["Age", "2022", "2023", "2022", "2023"], xs)
        sheet.rule(72, 510)
        sheet.line(["Primary", "", "", "", ""], xs)
        sheet.line(["Under 8", "10", "12", "9", "8"], xs)
        sheet.line(["8 and over", "44", "41", "39", "36"], xs)
        sheet.line(["Secondary", "", "", "", ""], xs)
        sheet.line(["Under 14", "20", "21", "22", "23"], xs)
        sheet.line(["All pupils", "74", "75", "70", "67"], xs)
        sheet.rule(72, 510)

    (table,) = find_tables(pages(tmp_path, draw)[0])
    found = paths(passages_of(table))
    assert found["41"] == (("Primary", "8 and over"), ("Boys", "2023"))
    assert found["22"] == (("Secondary", "Under 14"), ("Girls", "2022"))
    assert found["74"] == (("All pupils",), ("Boys", "2022"))


def test_merged_first_cells_and_a_corner_that_says_what_it_is_about(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        top = sheet.y
        cells = [
            (0, 0, 2, 1, "Where children live (%)"),
            (0, 2, 1, 1, "2022"),
            (0, 3, 1, 1, "2023"),
            (1, 0, 1, 2, "Ashby"),
            (1, 1, 1, 1, "In the borough"),
            (1, 2, 1, 1, "53"),
            (1, 3, 1, 1, "42"),
            (2, 1, 1, 1, "Outside it"),
            (2, 2, 1, 1, "47"),
            (2, 3, 1, 1, "58"),
        ]
        lefts = [72, 130, 240, 300, 360]
        for row, column, across, down, text in cells:
            x, y = lefts[column], top + 16 * row
            sheet.pdf.rect(x, y, lefts[column + across] - x, 16 * down)
            sheet.y = y + 11
            sheet.put(x + 3, text)

    (table,) = find_tables(pages(tmp_path, draw)[0])
    assert table.label_columns == 2
    found = paths(passages_of(table))
    assert found["58"] == (("Where children live (%)", "Ashby", "Outside it"), ("2023",))


def test_labels_between_the_figures(tmp_path: Path) -> None:
    rows = [
        ["2022 £", "", "2023 £"],
        ["12,400", "Grants paid", "13,100"],
        ["3,050", "Room hire", "2,990"],
        ["15,450", "Total", "16,090"],
    ]
    (table,) = tables_of(tmp_path, (rows, [80, 150, 80]))
    assert paths(passages_of(table))["3,050"] == (("Room hire",), ("2022 £",))


def test_suppressed_cells_count_and_signals_do_not(tmp_path: Path) -> None:
    rows = [
        ["Team", "Cases", "Status", "Target"],
        ["North", "*", "Red", "10"],
        ["South", "<5", "Amber", "12"],
        ["East", "31", "Green", "-"],
    ]
    (table,) = tables_of(tmp_path, (rows, [100, 60, 60, 60]))
    found = [p.text.content for p in passages_of(table)]
    assert found == [
        "North | Cases | *",
        "North | Target | 10",
        "South | Cases | <5",
        "South | Target | 12",
        "East | Cases | 31",
    ]


def test_sentences_in_cells_are_prose_with_their_labels(tmp_path: Path) -> None:
    rows = [
        ["Service", "Budget (£m)", "What happened"],
        ["Care", "4.2", "Costs rose as 12 more children came.\nTwo homes closed in the same year."],
        ["Play", "0.4", "Nothing changed in this service all\nthrough the winter and the spring."],
    ]
    (table,) = tables_of(tmp_path, (rows, [80, 80, 220]))
    found = passages_of(table)
    prose = [p for p in found if p.source == "prose"]
    assert [p.text.content for p in prose] == [
        "Costs rose as 12 more children came.",
        "Two homes closed in the same year.",
    ]
    assert prose[0].lead == ("Care", "What happened")
    assert prose[0].cell is None


def test_unknown_header_is_a_doubt(tmp_path: Path) -> None:
    rows = [["Ashby", "12", "14"], ["Barton", "9", "8"], ["Corby", "22", "25"]]
    (table,) = tables_of(tmp_path, (rows, [100, 60, 60]))
    found = passages_of(table)
    assert len(found) == 6
    assert all(p.doubts == ("header_unclear",) for p in found)


def test_table_over_two_pages(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        widths = [150.0, 70, 70]
        sheet.lattice(
            [["Ward", "2022", "2023"], ["Abbey", "10", "11"], ["Castle", "4", "5"]], widths
        )
        sheet.next_page()
        sheet.lattice([["Dene", "7", "8"], ["Elm", "31", "30"]], widths)
        sheet.next_page()
        sheet.lattice([["Ward", "2022", "2023"], ["Firth", "1", "2"]], widths)
        sheet.next_page()
        sheet.lattice([["Age", "Boys", "Girls"], ["0 to 4", "61", "62"]], widths)

    first, second, third, other = (find_tables(page)[0] for page in pages(tmp_path, draw))
    assert continue_tables(None, first) is first
    second = continue_tables(first, second)
    assert second.continues
    assert paths(passages_of(second))["30"] == (("Elm",), ("2023",))
    third = continue_tables(second, third)
    assert third.continues
    assert third.header_rows == 1
    assert continue_tables(third, other) is other
    moved = replace(second, columns=2)
    assert continue_tables(first, moved) is moved


def test_tables_that_state_no_statistics(tmp_path: Path) -> None:
    contact = [
        ["Contact officer", "Jo Field, team manager"],
        ["Telephone", "01632 960123"],
        ["Email", "jo.field@example.org"],
    ]
    programme = [
        ["Committee date", "Agenda item", "Lead officer"],
        ["12 May 2023", "1. Annual report", "Sam Poole"],
        ["9 June 2023", "2. Budget monitoring", "Ada Lowe"],
    ]
    signing = [["Approved by", "Date"], ["Director", "3 May 2023"], ["Lawyer", "4 May 2023"]]
    for rows in (contact, programme, signing):
        for table in tables_of(tmp_path, (rows, [120.0] * len(rows[0]))):
            assert passages_of(table) == []


def test_title_and_unit_above_a_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.put(72, "Table 4: What each service cost", "B")
        sheet.y += 12
        sheet.put(330, "All figures in £m")
        sheet.y += 6
        sheet.lattice([["Service", "2022", "2023"], ["Care", "1.2", "1.3"]], [120, 70, 70])

    (table,) = find_tables(pages(tmp_path, draw)[0])
    assert table.caption is not None
    assert table.caption.content == "Table 4: What each service cost All figures in £m"
    assert passages_of(table)[0].caption == table.caption.content
