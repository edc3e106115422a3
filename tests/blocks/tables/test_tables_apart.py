"""Tables side by side, groups of columns, tables over pages: each figure under its own labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from made_tables import Sheet, pages

from extractor.blocks.read import read_blocks
from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.reports.model import Report

Told = dict[tuple[str, str], str]
AGES = (("Age", "2022", "2023"), ("Under 1", "12", "15"), ("1 to 4", "40", "44"),
        ("5 to 9", "60", "58"), ("Total", "112", "117"))  # fmt: skip
HOMES = (("Accommodation", "2022", "2023"), ("Own tenancy", "52", "55"), ("Hostel", "10", "9"),
         ("Custody", "6", "8"))  # fmt: skip


def passages_of(folder: Path, draw: Callable[[Sheet], None]) -> list[Passage]:
    reader = PassageReader()
    return [p for page in read_blocks(pages(folder, draw)) for p in reader.read(page, Report(0))]


def told(passages: Sequence[Passage]) -> Told:
    """The figures of table cells by their row and column labels."""
    return {
        (" / ".join(p.cell.row_path), " / ".join(p.cell.column_path)): p.text.content[
            p.cell.start : p.cell.end
        ]
        for p in passages
        if p.cell is not None
    }


def plain(rows: Sequence[Sequence[str]]) -> Told:
    head, *body = rows
    return {
        (row[0], year): cell for row in body for year, cell in zip(head[1:], row[1:], strict=True)
    }


@pytest.mark.parametrize("titled", [True, False])
def test_unruled_tables_side_by_side_keep_their_own_rows(tmp_path: Path, titled: bool) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        if titled:
            sheet.put(72, "Table 1: Children in care by age", "B")
            sheet.put(320, "Table 2: Care leavers by accommodation", "B")
            sheet.y += 14
        top = sheet.y
        for row in AGES:
            sheet.line(row, [72, 170, 220])
        sheet.y = top
        for row in HOMES:
            sheet.line(row, [320, 450, 500])
        sheet.y += 40
        sheet.prose(3)

    found = passages_of(tmp_path, draw)
    assert told(found) == {**plain(AGES), **plain(HOMES)}
    captions = {p.caption for p in found if p.cell is not None}
    if titled:
        assert captions == {
            "Table 1: Children in care by age", "Table 2: Care leavers by accommodation"
        }  # fmt: skip


def test_a_column_of_words_between_figures_is_no_second_table(tmp_path: Path) -> None:
    rows = (("Measure", "2023", "Owner", "2024", "Target"), ("Children in care", "412", "Smith",
            "430", "400"), ("Children on plans", "215", "Jones", "210", "200"),
            ("Care leavers", "96", "Patel", "95", "90"))  # fmt: skip

    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        for row in rows:
            sheet.line(row, [72, 200, 280, 340, 400])
        sheet.y += 40
        sheet.prose(3)

    found = told(passages_of(tmp_path, draw))
    assert found[("Children in care", "2024")] == "430"
    assert found[("Children on plans", "Target")] == "200"


def test_ruled_tables_side_by_side_have_each_its_own_title(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        sheet.put(72, "Table 1: Children in care by age", "B")
        sheet.put(300, "Table 2: Care leavers", "B")
        sheet.y += 8
        top = sheet.y
        sheet.lattice(AGES, (80, 50, 50))
        sheet.y = top
        sheet.lattice(HOMES, (100, 50, 50), x=300)
        sheet.y += 60
        sheet.prose(3)

    captions = {(p.cell.stub, p.caption) for p in passages_of(tmp_path, draw) if p.cell is not None}
    assert captions == {
        ("Age", "Table 1: Children in care by age"),
        ("Accommodation", "Table 2: Care leavers"),
    }


TEAMS = (("North", "120 130 90 95"), ("South", "140 150 100 99"), ("East", "100 110 80 81"))
GROUPED: Told = {
    (team, f"{head} / {leaf}"): figure
    for team, row in TEAMS
    for (head, leaf), figure in zip(
        [(h, x) for h in ("Referrals", "Assessments") for x in ("Boys", "Girls")],
        row.split(),
        strict=True,
    )
}


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("shift", [0, 8, 18])
def test_headers_of_groups_over_columns_that_go_round(
    tmp_path: Path, ruled: bool, shift: int
) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        sheet.put(185 + shift, "Referrals")
        sheet.put(315 + shift, "Assessments")
        if ruled:
            sheet.pdf.line(160, sheet.y + 4, 450, sheet.y + 4)
        sheet.y += 14
        sheet.line(("Team", "Boys", "Girls", "Boys", "Girls"), [72, 200, 250, 340, 390])
        for team, row in TEAMS:
            sheet.line((team, *row.split()), [72, 200, 250, 340, 390])
        sheet.y += 40
        sheet.prose(3)

    assert told(passages_of(tmp_path, draw)) == GROUPED


TYPED = """                 Referrals          Assessments
Team         Boys    Girls      Boys    Girls
North         120      130        90       95
South         140      150       100       99
East          100      110        80       81
"""
DRAWN = """+---------+------+------+
| Age     | 2022 | 2023 |
+---------+------+------+
| Under 1 | 12   | 15   |
| 1 to 4  | 40   | 44   |
| 5 to 9  | 60   | 58   |
| Total   | 112  | 117  |
+---------+------+------+
"""


@pytest.mark.parametrize(("text", "expected"), [(TYPED, GROUPED), (DRAWN, plain(AGES))])
def test_typed_tables(text: str, expected: Told) -> None:
    page = read_plain(Page(None, 0.0, 0.0, (), (), "text", text=text))
    assert told(PassageReader().read(page, Report(0))) == expected


def test_the_rest_of_a_table_on_the_next_page_is_no_list_of_contents(tmp_path: Path) -> None:
    rest = (("Sort A", "30", "40"), ("Sort B", "31", "41"), ("Sort C", "32", "42"),
            ("Sort D", "33", "43"), ("Total", "99", "98"))  # fmt: skip

    def draw(sheet: Sheet) -> None:
        for _ in range(7):
            sheet.prose(5)
        sheet.lattice((("Placement", "2022", "2023"), ("Fostering", "15", "25")), (160, 60, 60))
        sheet.next_page()
        sheet.lattice(rest[:-1], (160, 60, 60))
        sheet.prose(3)

    found = told(passages_of(tmp_path, draw))
    assert found == plain((("Placement", "2022", "2023"), ("Fostering", "15", "25"), *rest[:-1]))


def test_a_title_with_its_unit_at_the_right_rules_all_columns(tmp_path: Path) -> None:
    rows = (("Service", "Budget", "Forecast"), ("Fostering", "1,204", "1,310"),
            ("Residential", "2,000", "1,950"), ("Total", "3,204", "3,260"))  # fmt: skip

    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        sheet.put(72, "Table 7: Placement budget", "B")
        sheet.put(340, "£000", right=True)
        sheet.y += 14
        for row in rows:
            sheet.line(row, [72, 260, 340])
        sheet.y += 40
        sheet.prose(3)

    found = passages_of(tmp_path, draw)
    assert told(found) == plain(rows)
    assert {p.caption for p in found if p.cell is not None} == {"Table 7: Placement budget £000"}


def test_two_runs_of_rows_below_one_another_are_read_once(tmp_path: Path) -> None:
    first = (("Fund", "2022", "2023"), ("General", "6", "8"), ("Projects", "7", "9"),
             ("Transition", "5", "4"))  # fmt: skip
    second = (("Donations", "32", "31"), ("Friends", "37", "35"), ("Health", "43", "41"))

    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        for row in first:
            sheet.line(row, [72, 260, 340])
        sheet.y += 14
        for row in second:
            sheet.line(row, [72, 260, 340])
        sheet.y += 40
        sheet.prose(3)

    found = [p.text.content.split(" | ")[-1] for p in passages_of(tmp_path, draw) if p.cell]
    assert sorted(found, key=int) == sorted(
        ["6", "8", "7", "9", "5", "4", "32", "31", "37", "35", "43", "41"], key=int
    )


def test_a_framed_table_under_a_ruled_title_is_read_once(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(3)
        sheet.rule(72, 252)
        sheet.put(74, "Costs of care by type", "B")
        sheet.y += 10
        sheet.lattice(AGES, (80, 50, 50))
        sheet.prose(3)

    assert told(passages_of(tmp_path, draw)) == plain(AGES)
    figures = [p for p in passages_of(tmp_path, draw) if p.cell is not None]
    assert len(figures) == len(plain(AGES))
