"""What the cells of a table say: labels, headers, groups, units, doubts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from made_tables import Rows, Sheet, pages

from extractor.blocks.model import Table
from extractor.blocks.tables.continued import continue_tables
from extractor.blocks.tables.find import find_tables
from extractor.passages.model import Passage
from extractor.passages.table_cells import table_passages


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
    found = passages_of(table)
    assert paths(found)["58"] == (("Ashby", "Outside it"), ("2023",))
    assert {p.cell.stub for p in found if p.cell} == {"Where children live (%)"}


def test_labels_between_the_figures(tmp_path: Path) -> None:
    rows = [
        ["2022 £", "", "2023 £"],
        ["12,400", "Grants paid", "13,100"],
        ["3,050", "Room hire", "2,990"],
        ["15,450", "Total", "16,090"],
    ]
    (table,) = tables_of(tmp_path, (rows, [80, 150, 80]))
    assert paths(passages_of(table))["3,050"] == (("Room hire",), ("2022 £",))


def test_suppressed_cells_count_and_signals_belong_to_their_figures(tmp_path: Path) -> None:
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
        "East | Target | -",
    ]
    rated = {
        p.cell.row_path[0]: p.cell.rag
        for p in passages_of(table)
        if p.cell and p.cell.column_path == ("Cases",)
    }
    assert rated == {"North": "red", "South": "amber", "East": "green"}
    assert all(p.cell.rag is None for p in passages_of(table) if p.cell and p.cell.column == 3)


def test_marks_for_suppressed_values_are_no_headers(tmp_path: Path) -> None:
    rows = [
        ["Measure", "March 2023", "March 2024"],
        ["Missing from care", "[c]", "[low]"],
        ["Missing from home", "fewer than five", "n/a"],
        ["Children in care", "398", "412"],
    ]
    (table,) = tables_of(tmp_path, (rows, [150, 80, 80]))
    assert table.header_rows == 1
    found = paths(passages_of(table))
    assert found["[low]"] == (("Missing from care",), ("March 2024",))
    assert found["fewer than five"] == (("Missing from home",), ("March 2023",))
    assert found["398"] == (("Children in care",), ("March 2023",))
    assert "n/a" in found


def test_quarters_take_the_year_of_their_neighbour(tmp_path: Path) -> None:
    rows = [
        ["Measure", "Q3 22/23", "Q4", "Q1", "Target"],
        ["Entering care", "47", "52", "50", "45"],
    ]
    (table,) = tables_of(tmp_path, (rows, [150, 60, 60, 60, 60]))
    found = passages_of(table)
    assert [p.cell.column_path for p in found if p.cell] == [
        ("Q3 22/23",), ("Q4 22/23",), ("Q1 23/24",), ("Target",),
    ]  # fmt: skip
    assert found[1].text.content == "Entering care | Q4 | 52"


def test_a_year_broken_over_two_lines_and_a_section_row_with_a_year(tmp_path: Path) -> None:
    rows = [
        ["Period", "2021-\n22", "Change"],
        ["2021/22", "", ""],
        ["Q1", "47", "2"],
        ["Q2", "52", "5"],
    ]
    (table,) = tables_of(tmp_path, (rows, [100, 80, 60]))
    found = paths(passages_of(table))
    assert found["47"] == (("2021/22", "Q1 2021/22"), ("2021-22",))


def test_references_of_rows_are_no_labels_and_totals_are_told(tmp_path: Path) -> None:
    rows = [
        ["Ref", "Age group", "Boys", "Girls"],
        ["PI1", "0 to 4", "11", "12"],
        ["PI2", "5 to 9", "21", "22"],
        ["PI3", "Total", "32", "34"],
    ]
    (table,) = tables_of(tmp_path, (rows, [50, 90, 60, 60]))
    found = [p.cell for p in passages_of(table) if p.cell]
    assert [c.row_path for c in found][::2] == [("0 to 4",), ("5 to 9",), ("Total",)]
    assert {c.stub for c in found} == {"Age group"}
    assert [c.total for c in found] == [False] * 4 + [True] * 2


def test_the_total_of_a_group_ends_it_and_a_grand_total_is_of_all(tmp_path: Path) -> None:
    rows = [
        ["Legal status", "2023", "2024"],
        ["Under orders", "", ""],
        ["Interim", "11", "12"],
        ["Full", "21", "22"],
        ["Total", "32", "34"],
        ["Voluntary", "5", "6"],
        ["Grand total", "37", "40"],
        ["Not recorded", "1", "2"],
    ]
    (table,) = tables_of(tmp_path, (rows, [120, 60, 60]))
    found = paths(passages_of(table))
    assert found["32"] == (("Under orders", "Total"), ("2023",))
    assert found["5"] == (("Voluntary",), ("2023",))
    assert found["37"] == (("Grand total",), ("2023",))


def test_a_comment_in_a_column_of_words_is_no_figure_of_the_row(tmp_path: Path) -> None:
    rows = [
        ["Measure", "March 2024", "Comment"],
        ["Children in care", "412", "2 more than planned"],
        ["Care leavers", "131", "12 in custody"],
        ["Reviews on time", "98%", "a good result"],
    ]
    (table,) = tables_of(tmp_path, (rows, [120, 80, 120]))
    found = passages_of(table)
    assert [p.text.content for p in found if p.cell] == [
        "Children in care | March 2024 | 412",
        "Care leavers | March 2024 | 131",
        "Reviews on time | March 2024 | 98%",
    ]
    prose = [(p.text.content, p.list_intro) for p in found if not p.cell]
    assert prose[1] == ("12 in custody", ("Care leavers", "Comment"))


def test_directions_of_travel(tmp_path: Path) -> None:
    rows = [
        ["Measure", "Actual", "Target", "RAG", "Direction of travel"],
        ["Reviews on time", "94%", "95%", "A", "Improved"],
        ["Visits on time", "80%", "95%", "R", "No change"],
    ]
    (table,) = tables_of(tmp_path, (rows, [110, 60, 60, 60, 110]))
    found = {p.cell.column_path[0]: p.cell for p in passages_of(table)[:2] if p.cell}
    assert (found["Actual"].rag, found["Actual"].trend) == ("amber", "improving")
    assert (found["Target"].rag, found["Target"].trend) == (None, None)


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
    assert prose[0].list_intro == ("Care", "What happened")
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
    assert table.caption.content == "Table 4: What each service cost"
    (first, *_) = passages_of(table)
    assert first.caption == "Table 4: What each service cost"
    assert first.notes == ("All figures in £m",)


def test_a_long_caption_with_the_notes_below_the_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        for line in (
            "Table 2: Children looked after for at least one year (year end 30th September),",
            "by legal status, excluding a series of short term placements and those who were",
            "placed for adoption before the end of the year, all local authority areas",
        ):
            sheet.put(72, line)
            sheet.y += 11
        sheet.lattice([["Status", "2022", "2023"], ["Full order", "12", "13"]], [120, 70, 70])
        sheet.y -= 8
        sheet.put(72, "Source: return to the department, school years")
        sheet.y += 11
        sheet.put(72, "Note: figures are rounded")
        sheet.y += 40
        sheet.prose()

    (table,) = find_tables(pages(tmp_path, draw)[0])
    (first, *_) = passages_of(table)
    assert first.caption is not None
    assert first.caption.startswith("Table 2: Children looked after for at least one year (year")
    assert first.caption.endswith("all local authority areas")
    assert first.notes == (
        "Source: return to the department, school years",
        "Note: figures are rounded",
    )


def test_a_plain_title_and_a_sentence_that_introduces_the_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose()
        sheet.put(72, "The table below shows those in care at 30 September for a year or more.")
        sheet.y += 22
        sheet.put(72, "Health of children in care")
        sheet.y += 8
        sheet.lattice([["Measure", "2022", "2023"], ["Dental checks", "12", "13"]], [120, 70, 70])

    (table,) = find_tables(pages(tmp_path, draw)[0])
    (first, *_) = passages_of(table)
    assert first.caption == "Health of children in care"
    assert first.notes == (
        "The table below shows those in care at 30 September for a year or more.",
    )


def test_a_code_among_the_references_of_payments_is_no_figure(tmp_path: Path) -> None:
    rows = [
        ["Date", "Ref", "Payee", "Net"],
        ["5 Dec 2017", "CG 22", "Baker", "900"],
        ["6 Dec 2017", "DP 6", "Cook", "1,200"],
        ["7 Dec 2017", "CG23", "Smith", "340"],
    ]
    (table,) = tables_of(tmp_path, (rows, [80, 60, 80, 60]))
    assert [p.text.content.split(" | ")[-1] for p in passages_of(table)] == ["900", "1,200", "340"]
