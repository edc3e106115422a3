"""Labels over several lines, and blocks of a table with headings of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_tables import Rows, Sheet, pages
from table_subjects import passages_of, subjects

from extractor.blocks.model import Table
from extractor.blocks.tables.cell_kinds import is_link, numbers_boxes
from extractor.blocks.tables.find import find_tables


def subjects_of(table: Table) -> dict[str, str]:
    return subjects(passages_of(table))


def drawn(folder: Path, rows: Rows, widths: list[float]) -> Table:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.lattice(rows, widths)

    return find_tables(pages(folder, draw)[0])[0]


XS = [72, 260, 330]


def test_a_label_goes_on_where_its_column_had_no_room_for_the_next_word(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["SERVICE", "2021", "2022"], XS, "B")
        sheet.line(["BOATS, QUAYS AND", "", ""], XS)
        sheet.line(["FERRY LANDINGS", "", ""], XS)
        sheet.line(["MAINTENANCE", "11", "12"], XS)
        sheet.line(["MOORING SERVICE", "21", "22"], XS)
        sheet.line(["ROPES", "31", "32"], XS)
        sheet.line(["ALL BOATS", "63", "66"], XS)

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["12"] == "BOATS, QUAYS AND FERRY LANDINGS MAINTENANCE – 2022"
    assert found["66"] == "ALL BOATS – 2022"


def test_a_short_line_of_words_heads_the_rows_below_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Service", "2021", "2022"], XS)
        sheet.line(["RIVER", "", ""], XS)
        sheet.line(["Boats and", "", ""], XS)
        sheet.line(["landings", "11", "12"], XS)
        sheet.line(["Moorings at the quay", "21", "22"], XS)
        sheet.line(["Ropes", "31", "32"], XS)
        sheet.line(["Paint", "41", "42"], XS)

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["22"] == "RIVER – Moorings at the quay – 2022"


def test_a_label_in_the_middle_of_a_drawn_row_is_of_all_its_lines(tmp_path: Path) -> None:
    rows = [
        ["", "", "Harbour", "Canal"],
        ["Crew", "worst\nbest", "1.0%\n0.5%", "2.0%\n1.5%"],
        ["", "", "", ""],
        ["Ropes", "worst\nbest", "3.0%\n2.5%", "4.0%\n3.5%"],
        ["", "", "", ""],
        ["Paint and\nvarnish", "worst\nbest", "5.0%\n4.5%", "6.0%\n5.5%"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [90, 70, 70, 70]))
    assert found["3.0%"] == "Ropes – worst – Harbour"
    assert found["3.5%"] == "Ropes – best – Canal"
    assert found["5.5%"] == "Paint and varnish – best – Canal"


def test_a_count_in_brackets_below_its_share_has_the_whole_label(tmp_path: Path) -> None:
    rows = [
        ["All answers", "Agree", "Disagree"],
        ["The boats were safe\nand clean", "49%\n(63)", "51%\n(65)"],
        ["The crew was helpful\nat all times of\nthe day", "57%\n(74)", "43%\n(55)"],
    ]
    found = drawn(tmp_path, rows, [140, 70, 70])
    assert [row[0] for row in found.grid()][1:] == [
        "The boats were safe and clean",
        "The crew was helpful at all times of the day",
    ]


def test_a_title_within_a_grid_is_over_the_headings_below_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        place = ["Place", "2021", "2022"]
        for title, rows in (
            ("", [place, ["Fenby", "61%", "62%"], ["Marsh", "51%", "52%"]]),
            ("Percentage of active otters by age", [place]),
            ("Young", [["Fenby", "41%", "42%"], ["Marsh", "31%", "32%"]]),
            ("Old", [["Fenby", "21%", "22%"], ["Marsh", "11%", "12%"]]),
        ):
            if title:
                sheet.lattice([[title]], [240])
                sheet.y -= 20
            sheet.lattice(rows, [120, 60, 60])
            sheet.y -= 20

    (table,) = find_tables(pages(tmp_path, draw)[0])
    found = subjects_of(table)
    assert found["12%"] == "Percentage of active otters by age – Old – Marsh – 2022"
    assert found["62%"] == "Fenby – 2022"


def test_blocks_that_name_their_column_again_have_their_own_heading(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        xs = [72, 90, 330, 360]
        box = 40
        for block, rows in (
            ("Boats at 31 March", ["121", "2,398", "3,831", "77"]),
            ("Boats bought in the year", ["84", "268", "66", "95"]),
        ):
            for x, text in zip(xs[1:3], [block, "Number of items"], strict=True):
                sheet.put(x, text, "B", right=x > 90)
            sheet.y += 12
            for name, figure in zip(["Canoes", "Rafts", "Dinghies", "Punts"], rows, strict=True):
                sheet.put(xs[0], str(box), "B")
                sheet.put(xs[1], name)
                sheet.put(xs[2], figure, right=True)
                sheet.put(xs[3], str(box + 30), right=True)
                sheet.y += 12
                box += 1
            sheet.y += 7

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["268"] == "Boats bought in the year – Rafts – Number of items"
    assert found["2,398"] == "Boats at 31 March – Rafts – Number of items"
    assert "73" not in found, "the numbers of the boxes state nothing"


def test_the_heading_of_the_first_block_stands_in_the_corner(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["CANAL", "2021", "2022"], XS, "B")
        for number, block in enumerate(("", "RIVER", "ALL")):
            if block:
                sheet.line([block, "", ""], XS, "B")
            for place, name in enumerate(("Boats", "All moorings", "Ropes")):
                sheet.line([name, f"{number + 1}1{place}", f"{number + 1}2{place}"], XS)

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["121"] == "CANAL – All moorings – 2022"
    assert found["222"] == "RIVER – Ropes – 2022", "a label with all in it is no total"
    assert found["320"] == "ALL – Boats – 2022"


def test_columns_named_again_beside_another_label_begin_another_block(tmp_path: Path) -> None:
    rows = [
        ["Resident otters", "Grown", "Cubs"],
        ["Fenby", "11", "12"],
        ["Marsh", "13", "14"],
        ["Visiting otters", "Adults", "Cubs"],
        ["Fenby", "21", "22"],
        ["Marsh", "23", "24"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [120, 70, 70]))
    assert found["12"] == "Resident otters – Fenby – Cubs"
    assert found["24"] == "Visiting otters – Marsh – Cubs"


def test_a_label_in_bold_above_the_first_row_heads_it_between_rules(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(72, 330)
        sheet.line(["Saving", "2021", "2022"], XS)
        for rule, (label, first, second) in enumerate(
            (("Boats", "11", "12"), ("Ropes", "13", "14"), ("Paint", "15", "16"))
        ):
            sheet.rule(72, 330)
            if not rule:
                sheet.line(["Harbour and canal", "", ""], XS, "B")
            sheet.line([label, first, second], XS)
        sheet.rule(72, 330)

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["12"] == "Harbour and canal – Boats – 2022"


def test_the_title_of_an_appendix_in_the_corner_names_the_table(tmp_path: Path) -> None:
    rows = [
        ["Appendix 2 - Harbour savings", "", ""],
        ["Line", "2021", "2022"],
        ["Boats", "11", "12"],
        ["Ropes", "13", "14"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [160, 60, 60]))
    assert found["12"] == "Harbour savings – Boats – 2022"


def test_times_over_all_columns_leave_none_for_labels(tmp_path: Path) -> None:
    rows = [
        ["By 2025-26", "By 2026-27", "By 2027-28", "By 2028-29", "By 2029-30", "Post 2032"],
        ["0.3FE\n85 temp berths", "5FE\n10 temp berths", "6.3FE", "14FE", "5FE", "7FE"],
    ]
    found = passages_of(drawn(tmp_path, rows, [75] * 6))
    assert {p.cell.row_path for p in found if p.cell} == {()}


def test_bands_under_a_head_of_several_columns_name_them(tmp_path: Path) -> None:
    rows = [
        ["Place", "Total", "Ages", "", ""],
        ["", "", "0 - 15", "16 - 64", "65 & over"],
        ["Fenby", "808,900", "145,200", "495,700", "168,100"],
        ["Marsh", "480,030", "79,910", "284,950", "115,180"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [90, 60, 60, 60, 60]))
    assert found["284,950"].endswith("16 - 64")
    rows = [
        ["Households", "15-24", "25-34", "35-44", "65+", "Total"],
        ["Alone", "309", "1,371", "1,068", "147", "3,694"],
        ["Couples", "347", "2,785", "803", "155", "4,838"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [90, 50, 50, 50, 50, 50]))
    assert found["155"] == "Couples – 65+"


def test_what_is_said_below_the_names_of_columns_is_of_those_it_is_in_the_middle_of(
    tmp_path: Path,
) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        xs = [72, 200, 270, 340]
        sheet.line(["Income", "Single", "Widowed", "Separate"], xs)
        sheet.put(209, "What you have to pay is")
        sheet.y += 12
        for at in range(4):
            sheet.line([f"Band {at}", f"1{at}1", f"1{at}2", f"1{at}3"], xs)

    found = passages_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert all(p.cell.column_path[-1] == "What you have to pay is" for p in found if p.cell)


def test_a_line_of_totals_above_a_table_is_no_part_of_its_title(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.y += 20
        sheet.put(72, "Register of harbour risks", "B")
        sheet.y += 12
        for x, text in ((200, "TOTAL £m"), (270, "334.7"), (330, "290.0")):
            sheet.put(x, text, "B")
        sheet.y += 8
        sheet.lattice([["Risk", "2021", "2022"], ["Flood", "11", "12"]], [120, 90, 90])

    (table,) = find_tables(pages(tmp_path, draw)[0])
    assert table.caption is not None
    assert table.caption.content == "Register of harbour risks"


def test_two_rows_of_references_are_named_by_the_words_beside_them(tmp_path: Path) -> None:
    rows = [
        ["Ref", "Old ref", "Address", "Area", "Berths"],
        ["LP39.01", "40285", "Land north of the Mere", "49.77", "12"],
        ["LP39.02/ LP39.03", "40252", "Land east of the Mere", "13.4", "14"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [90, 50, 140, 50, 50]))
    assert found["49.77"] == "Land north of the Mere – Area"


def test_a_row_is_named_by_its_name_not_by_sentences(tmp_path: Path) -> None:
    said = "The boats are old and will have to be painted before the summer\nor sold in {}"
    rows = [
        ["Team", "2021", "2022", "Risk", "Cause"],
        ["Harbour", "11", "12", "Paint", said.format("May")],
        ["Harbour", "13", "14", "Storms", said.format("June")],
        ["Harbour", "15", "16", "Theft", said.format("July")],
    ]
    found = subjects_of(drawn(tmp_path, rows, [60, 40, 40, 60, 290]))
    assert found["14"] == "Harbour – Storms – 2022"


@pytest.mark.parametrize("text", ["Go to Guidance -->", "Back to top", "Click here"])
def test_buttons_are_links(text: str) -> None:
    assert is_link(text)


def test_words_are_no_links() -> None:
    assert not is_link("Go to sea")
    assert not is_link("See the harbour")


def test_a_box_without_a_number_leaves_a_gap_in_their_run() -> None:
    numbers = [str(n) for n in (95, 96, 97, 99, 100, 101, 102, 103)]
    assert numbers_boxes(numbers)
    assert not numbers_boxes(["95", "98", "101", "104", "107", "110", "113"])


def test_a_column_that_numbers_payments_is_not_where_the_figures_begin(tmp_path: Path) -> None:
    rows = [
        ["Date", "Ref", "Payee", "Details", "£ (net)"],
        ["04/07/2016", "1", "Moor Boats", "Deposit", "1,800"],
        ["14/07/2016", "2", "Quay Club", "Membership", "304"],
        ["01/08/2016", "3", "Moor Boats", "August rent", "950"],
    ]
    found = subjects_of(drawn(tmp_path, rows, [70, 40, 110, 110, 60]))
    assert found["950"].startswith("Moor Boats – August rent")


def test_the_corner_may_head_the_first_block_over_two_columns_of_labels(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        for number, block in enumerate(("FIRST CONTACT", "FOLLOW UP")):
            for name, widths in ((block, [160, 60, 60]),):
                sheet.lattice([[name, "Jul-13", "Aug-13"]], widths)
            sheet.y -= 20
            sheet.lattice(
                [
                    [place, kind, f"{number}{at}1", f"{number}{at}2"]
                    for at, (place, kind) in enumerate(
                        (p, k) for p in ("Fenby", "Marsh") for k in ("By day", "By night")
                    )
                ],
                [80, 80, 60, 60],
            )
            sheet.y -= 20

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["012"] == "FIRST CONTACT – Fenby – By night – Aug-13"
    assert found["132"] == "FOLLOW UP – Marsh – By night – Aug-13"


def test_a_block_as_far_below_a_group_as_its_heading_is_from_the_one_above_is_no_part_of_it(
    tmp_path: Path,
) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Place", "2021", "2022"], XS)
        sheet.line(["River", "", ""], XS, "B")
        for name, first, second in (("Boats", "11", "12"), ("Ropes", "13", "14")):
            sheet.line([name, first, second], XS)
        sheet.y += 13
        sheet.line(["Canal", "", ""], XS, "B")
        for name, first, second in (("Locks", "21", "22"), ("Gates", "23", "24")):
            sheet.line([name, first, second], XS)
        sheet.y += 13
        for name, first, second in (("Mean of boats", "31", "32"), ("Mean of locks", "33", "34")):
            sheet.line([name, first, second], XS)

    found = subjects_of(find_tables(pages(tmp_path, draw)[0])[0])
    assert found["24"] == "Canal – Gates – 2022"
    assert found["32"] == "Mean of boats – 2022"


def test_a_table_that_goes_on_in_the_next_column_keeps_its_title(tmp_path: Path) -> None:
    head = ["Place", "2021", "2022"]

    def draw(sheet: Sheet) -> None:
        sheet.y = 300
        sheet.put(60, "Table 4: Otters at home", "B")
        sheet.y += 8
        sheet.lattice([head, ["Fenby", "11", "12"], ["Marsh", "13", "14"]], [80, 60, 60], x=60)
        sheet.y = 60
        sheet.lattice([head, ["Quay", "21", "22"], ["Mere", "23", "24"]], [80, 60, 60], x=330)

    tables = find_tables(pages(tmp_path, draw)[0])
    assert {t.caption.content if t.caption else None for t in tables} == {"Table 4: Otters at home"}
