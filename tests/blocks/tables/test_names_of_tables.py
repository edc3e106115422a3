"""What names a table and its rows: leads and titles, groups, the columns that tell rows apart."""

from __future__ import annotations

from pathlib import Path

from made_tables import Rows, Sheet, pages
from table_subjects import passages_of, read, subjects

from extractor.blocks.model import Table
from extractor.blocks.tables.find import find_tables


def table_of(folder: Path, rows: Rows, widths: list[float], index: int = 0) -> Table:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.lattice(rows, widths)

    return find_tables(pages(folder, draw)[0])[index]


ROWS = [("Otters", 33, 29, 27), ("Beavers", 23, 21, 18), ("Voles", 13, 11, 12)]


def small(sheet: Sheet) -> None:
    """A table without lines, its head of one place over the columns."""
    sheet.put(240, "Fenby")
    sheet.y += 14
    xs = [72, 200, 270, 340]
    sheet.line(["", "Year 3", "Year 4", "Year 5"], xs)
    for name, *figures in ROWS:
        sheet.line([name, *map(str, figures)], xs)


def test_a_title_that_ends_in_a_full_stop_names_the_table_by_its_quantity(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.put(72, "Q7. Percentage answering that they swam in the last week.")
        sheet.y += 13
        small(sheet)

    (table,) = find_tables(pages(tmp_path, draw)[0])
    found = passages_of(table, "Swimming")
    assert subjects(found)["27"] == (
        "Percentage answering that they swam in the last week – Otters – Year 5"
    )
    assert any("Percentage" in note for note in found[0].notes), "the unit stands there"


def test_a_line_that_says_what_the_table_shows_names_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.put(72, "The table below shows the number of boats hired in each year:")
        sheet.y += 10
        sheet.lattice([["Boat", "2021", "2022"], ["Canoe", "11", "12"]], [120, 60, 60])

    (table,) = find_tables(pages(tmp_path, draw)[0])
    named = subjects(passages_of(table, "Background to hire"))["12"]
    assert named == "Number of boats hired in each year – Canoe – 2022"


def test_the_heading_names_a_table_without_a_caption(tmp_path: Path) -> None:
    rows = [["Item", "2021", "2022"], ["Recharges to the other accounts", "11", "12"]]
    found = passages_of(table_of(tmp_path, rows, [160, 60, 60]), "Harbour budget")
    assert subjects(found)["12"] == "Harbour budget – Recharges to the other accounts – 2022"


def test_a_title_drawn_below_one_table_is_of_the_next(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.lattice(
            [["Place", "2021", "2022"], ["Fenby", "61%", "62%"], ["Marsh", "51%", "52%"]],
            [120, 60, 60],
        )
        sheet.y -= 20
        sheet.lattice([["Percentage of active otters by age"]], [240])
        sheet.y -= 8
        sheet.lattice(
            [["Place", "2021", "2022"], ["Fenby", "41%", "42%"], ["Marsh", "31%", "32%"]],
            [120, 60, 60],
        )

    tables = find_tables(pages(tmp_path, draw)[0])
    assert [t.caption.content if t.caption else None for t in tables][-1] == (
        "Percentage of active otters by age"
    )


def test_the_running_head_of_a_schedule_names_its_tables(tmp_path: Path) -> None:
    rows = [["Line", "2021", "2022"], ["Boats", "11", "12"], ["Moorings", "21", "22"]]

    def draw(sheet: Sheet) -> None:
        for number in range(3):
            if number:
                sheet.next_page()
            sheet.y = 30
            sheet.put(72, "SCHEDULE C: HARBOUR SAVINGS")
            sheet.y = 120
            body = [[*row[:2], f"{number}{row[2]}"] for row in rows[1:]]
            sheet.lattice([rows[0], *body], [120, 60, 60])

    assert read(tmp_path, draw)["222"] == "SCHEDULE C: HARBOUR SAVINGS – Moorings – 2022"


def test_rows_are_named_by_payee_and_purpose_where_their_labels_are_dates(tmp_path: Path) -> None:
    rows = [
        ["Date", "Ref", "Payee", "Details", "£ (net)"],
        ["20/01/2017", "CG", "Friends of the Mere", "Leaflet", "250"],
        ["20/01/2017", "CG", "Friends of the Mere", "New signs", "260"],
        ["21/01/2017", "DP 4", "Otter Rescue", "New signs", "270"],
        ["22/01/2017", "DP 5", "Boat Club", "Ropes", "280"],
    ]
    found = subjects(passages_of(table_of(tmp_path, rows, [70, 50, 120, 90, 60])))
    assert found["260"].startswith("Friends of the Mere – New signs")
    assert found["270"].startswith("Otter Rescue – New signs")


def test_rows_of_a_group_are_named_by_what_stands_beside_their_reference(tmp_path: Path) -> None:
    rows = [
        ["Ref", "Site", "2021", "2022"],
        ["FENBY", "", "", ""],
        ["LP12.01", "Land north of the mere", "11", "12"],
        ["LP12.02", "Old cold store", "21", "22"],
        ["LP12.03", "Harbour park", "31", "32"],
    ]
    found = subjects(passages_of(table_of(tmp_path, rows, [60, 150, 50, 50])))
    assert found["22"] == "FENBY – Old cold store – 2022"


def test_rows_of_one_category_are_named_by_what_tells_them_apart(tmp_path: Path) -> None:
    rows = [
        ["Category", "2021", "2022", "Description", "Team"],
        ["Pay", "1.1", "2.1", "Rise for the crew", "Boats"],
        ["Pay", "1.2", "2.2", "Rise for the harbour master", "Boats"],
        ["Pay", "1.3", "2.3", "Rise for the keepers", "Locks"],
    ]
    found = subjects(passages_of(table_of(tmp_path, rows, [60, 50, 50, 170, 60])))
    assert found["2.2"] == "Pay – Rise for the harbour master – 2022"


def test_labels_that_tell_the_rows_apart_are_enough(tmp_path: Path) -> None:
    rows = [
        ["Boat", "Owner", "2021", "2022"],
        ["Heron", "Harbour board", "11", "21"],
        ["Swan", "Harbour board", "12", "22"],
        ["Teal", "Boat club", "13", "23"],
    ]
    table = table_of(tmp_path, rows, [80, 100, 50, 50])
    assert all(not p.cell.name for p in passages_of(table) if p.cell)


def test_a_row_without_values_heads_nothing_where_it_looks_like_the_others(tmp_path: Path) -> None:
    rows = [
        ["Line", "2021", "2022"],
        ["Employees", "11", "12"],
        ["Rent rebates", "", ""],
        ["Support services", "21", "22"],
    ]
    found = passages_of(table_of(tmp_path, rows, [120, 60, 60]))
    assert [p.cell.row_path for p in found if p.cell][-1] == ("Support services",)


def unruled(folder: Path, marked: str, style: str, set_in: int) -> tuple[str, ...]:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        xs = [72, 260, 330]
        sheet.line(["Line", "2021", "2022"], xs)
        for label, first, second in (("Boats", "11", "12"), ("Ropes", "13", "14")):
            sheet.line([label, first, second], xs)
        sheet.line([marked, "", ""], xs, style)
        for label, first, second in (("Locks", "21", "22"), ("Gates", "23", "24")):
            sheet.line([label, first, second], [72 + set_in, *xs[1:]])

    (table,) = find_tables(pages(folder, draw)[0])
    return [p.cell.row_path for p in passages_of(table) if p.cell][-1]


def test_bold_capitals_or_what_stands_further_out_head_a_group(tmp_path: Path) -> None:
    assert unruled(tmp_path, "Canal", "", 0) == ("Gates",)
    assert unruled(tmp_path, "Canal", "B", 0) == ("Canal", "Gates")
    assert unruled(tmp_path, "CANAL", "", 0) == ("CANAL", "Gates")
    assert unruled(tmp_path, "Canal", "", 12) == ("Canal", "Gates")


def test_all_rows_below_such_rows_are_groups(tmp_path: Path) -> None:
    rows = [
        ["Line", "2021", "2022"],
        ["River", "", ""],
        ["Boats", "11", "12"],
        ["Canal", "", ""],
        ["Locks", "21", "22"],
    ]
    found = passages_of(table_of(tmp_path, rows, [120, 60, 60]))
    assert [p.cell.row_path for p in found if p.cell][-1] == ("Canal", "Locks")


def test_a_line_of_parts_that_goes_round_stands_under_the_line_above(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.put(200, "Year 4")
        sheet.put(290, "Year 5")
        sheet.put(380, "Total")
        sheet.y += 13
        xs = [200, 245, 290, 335]
        for x, text in zip(xs, ["Boys", "Girls"] * 2, strict=True):
            sheet.put(x, text)
        sheet.y += 13
        for number, name in enumerate(("Swam", "Rowed", "Sailed")):
            sheet.put(72, name)
            for place, x in enumerate([*xs, 380]):
                sheet.put(x, f"{number + 1}{place}")
            sheet.y += 13

    (table,) = find_tables(pages(tmp_path, draw)[0])
    paths = {
        p.text.content[p.cell.start :]: p.cell.column_path for p in passages_of(table) if p.cell
    }
    assert paths["13"] == ("Year 5", "Girls")
    assert paths["20"] == ("Year 4", "Boys")
    assert paths["34"] == ("Total",)


def test_a_second_small_table_in_the_same_grid_is_named_by_its_own_head(tmp_path: Path) -> None:
    rows = [
        ["Line", "2021 Budget", "2022 Budget"],
        ["Boats", "11", "12"],
        ["Ropes", "13", "14"],
        ["Movements", "£000", ""],
        ["Inflation", "15", ""],
        ["Growth", "16", ""],
    ]
    found = passages_of(table_of(tmp_path, rows, [120, 80, 80]), "Harbour budget")
    assert subjects(found)["16"] == "Harbour budget – Movements – Growth"


def test_counted_rooms_over_the_columns_are_a_header(tmp_path: Path) -> None:
    rows = [
        ["Rent", "1 bedroom", "2 bedrooms", "3 bedrooms", "4+ bedrooms"],
        ["Cabin", "£49,441", "£72,685", "£98,883", "£169,142"],
        ["Houseboat", "£32,641", "£47,364", "£51,338", "£72,284"],
    ]
    found = passages_of(table_of(tmp_path, rows, [80, 70, 70, 70, 70]))
    assert "3 bedrooms" not in subjects(found)
    assert subjects(found)["£51,338"] == "Houseboat – 3 bedrooms"


def test_a_figure_with_what_it_counts_is_no_label_of_its_row(tmp_path: Path) -> None:
    rows = [
        ["By 2025-26", "By 2026-27", "By 2027-28"],
        ["0 places", "440 places", "90 places"],
    ]
    found = passages_of(table_of(tmp_path, rows, [90, 90, 90]), "Moorings to be built")
    assert subjects(found)["440 places"] == "Moorings to be built – By 2026-27"


def test_a_column_of_references_states_nothing(tmp_path: Path) -> None:
    rows = [
        ["Payee", "Ref", "£ (net)"],
        ["Otter Rescue", "127", "250"],
        ["Boat Club", "129", "260"],
        ["Lock Trust", "131", "270"],
    ]
    found = subjects(passages_of(table_of(tmp_path, rows, [120, 60, 60])))
    assert set(found) == {"250", "260", "270"}


def test_a_column_that_refers_to_the_references_states_nothing(tmp_path: Path) -> None:
    rows = [
        ["Site Ref", "Place", "Area", "Superseded by"],
        ["40127", "Old cold store", "0.25", "40300"],
        ["40129", "Land at the mere", "1.26", "40300"],
        ["40131", "Harbour park", "3.27", "40311"],
    ]
    found = subjects(passages_of(table_of(tmp_path, rows, [60, 120, 60, 80])))
    assert set(found) == {"0.25", "1.26", "3.27"}
    rows[0][0], rows[0][3] = "Boats", "Crew"
    assert "40311" in subjects(passages_of(table_of(tmp_path, rows, [60, 120, 60, 80])))
