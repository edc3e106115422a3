"""Rows that stand apart from their table, and tables that stand close to what is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from made_tables import Sheet, pages
from table_subjects import passages_of, subjects

from extractor.blocks.tables.find import find_tables
from extractor.blocks.tables.lines import lines_of
from extractor.blocks.tables.row_rules import RuledBand

XS = [72, 260, 330, 400]
HEAD = ["Boats", "Planned", "Built", "Sold"]


def read(folder: Path, draw: Callable[[Sheet], None]) -> dict[str, str]:
    tables = find_tables(pages(folder, draw)[0])
    return subjects([passage for table in tables for passage in passages_of(table)])


def fleet(sheet: Sheet) -> None:
    sheet.prose(lines=2)
    sheet.line(HEAD, XS, "B")
    for name, *figures in (
        ("Tugs", "11", "12", "13"),
        ("Punts", "14", "15", "16"),
        ("Barges", "17", "-", "19"),
    ):
        sheet.line([name, *figures], XS)


def test_rows_below_a_gap_have_the_columns_of_the_table_above(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        fleet(sheet)
        sheet.y += 40
        sheet.line(["Rafts", "21", "22", "23"], XS)
        sheet.line(["Whole fleet", "63", "-", "71"], XS)

    found = read(tmp_path, draw)
    assert found["22"] == "Rafts – Built"
    assert found["71"] == "Whole fleet – Sold"


def test_remarks_between_rows_do_not_end_a_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 402)
        sheet.line(HEAD, XS, "B")
        sheet.rule(70, 402)
        for name, *figures in (
            ("Tugs", "1,101", "112", "113"),
            ("Punts", "214", "-", "216"),
        ):
            sheet.line([name, *figures], XS)
            sheet.rule(70, 402)
            sheet.y += 4
            for line in (
                "The yard has waited for oak from the north since spring, and the two slips that",
                "were to be mended by then are still under water at every second tide of the moon,",
                "so that no keel was laid in the last quarter, and none will be before the winter.",
            ):
                sheet.put(200, line)
                sheet.y += 11
            sheet.rule(70, 402)
        sheet.put(72, "Barges of the")
        sheet.y += 6
        for text, x in zip(("417", "418", "-"), XS[1:], strict=True):
            sheet.put(x, text, right=True)
        sheet.y += 6
        sheet.put(72, "upper river")

    found = read(tmp_path, draw)
    assert found["216"] == "Punts – Sold"
    assert found["418"] == "Barges of the upper river – Built"


def test_what_is_named_anew_or_stands_elsewhere_is_no_part(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        fleet(sheet)
        sheet.y += 30
        sheet.line(["Crews", "Hired", "Left", "Ill"], XS, "B")
        sheet.line(["Pilots", "31", "32", "33"], XS)

    assert read(tmp_path, draw).get("32") != "Pilots – Built"

    def beside(sheet: Sheet) -> None:
        fleet(sheet)
        sheet.y += 30
        sheet.line(["Pilots", "41", "42", "43"], [72, 220, 300, 440])

    assert "42" not in read(tmp_path, beside)

    def figure(sheet: Sheet) -> None:
        fleet(sheet)
        sheet.y += 30
        sheet.put(72, "Figure 3: Boats by river")
        sheet.y += 30
        sheet.line(["Upper", "51", "52", "53"], XS)

    assert "52" not in read(tmp_path, figure)


def test_a_page_number_below_the_last_column_is_no_sum(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.rule(70, 402)
        sheet.line(HEAD, XS, "B")
        sheet.rule(70, 402)
        for name, *figures in (("Tugs", "11", "12", "13"), ("Punts", "14", "15", "16")):
            sheet.line([name, *figures], XS)
            sheet.rule(70, 402)
        sheet.y += 4
        sheet.put(402, "105", right=True)

    assert "105" not in read(tmp_path, draw)


def test_a_table_below_one_with_drawn_cells_is_kept(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        widths = [120, 80, 80]
        sheet.lattice([["Years", "2019", "2020"], ["Index", "97.5", "100.0"]], widths)
        sheet.y -= 6
        sheet.put(72, "What ropes and sails cost")
        sheet.y += 6
        names, first, second = "Ropes\nSails\nOars", "£180\n£240\n£17", "£190\n£250\n£18"
        sheet.lattice([["Years", "2019", "2020"], [names, first, second]], widths)

    found = read(tmp_path, draw)
    assert found["£250"] == "What ropes and sails cost – Sails – 2020"
    assert found["97.5"] == "Index – 2019"


def test_small_counts_that_fall_by_one_are_no_scale_of_a_long_column(tmp_path: Path) -> None:
    counts = ("0", "5", "4", "3", "2", "0", "1", "2", "7", "3", "9", "8")

    def draw(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Hours open", "Quays", "Slips"], XS[:3], "B")
        for number, count in enumerate(counts):
            sheet.line([f"Ward of the {number * 3 + 40} oaks", count, str(number + 60)], XS[:3])

    found = read(tmp_path, draw)
    assert found["9"] == "Ward of the 70 oaks – Quays"

    def scale(sheet: Sheet) -> None:
        sheet.prose(lines=2)
        sheet.line(["Quays", "", ""], XS[:3], "B")
        for tick in ("5", "4", "3", "2", "1", "0"):
            sheet.line(["North", tick, "71"], XS[:3])

    assert not read(tmp_path, scale)


def test_the_caption_of_a_chart_parts_what_is_ruled_above_and_below_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for text in ("Figure 5: Boats that leak", "Boats that leak", "Figure 5 shows leaks"):
            sheet.put(72, text)
            sheet.y += 20

    words = pages(tmp_path, draw)[0].words
    bands = [RuledBand.of(ln.box.top - 4, ln.box.bottom + 4, [ln]) for ln in lines_of(words)]
    assert [band.parts for band in bands] == [True, False, False]
