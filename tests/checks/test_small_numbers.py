"""No check tells, in its numbers or its sentence, of one to four people that a paper leaves out."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import yaml
from check_figures import MIX, alarms_of, figure, found, placements

from extractor.checks.say import WITHHELD
from extractor.package_files import shipped
from extractor.site import sql_pages

HEAD = """Norfolk County Council

# Children looked after

Meeting Date: 16 June 2020

At 31 March 2020 there were 120 children looked after.

## Placements of children looked after at 31 March 2020

"""
TABLE = """| Placement | Children |
| --- | --- |
| In-house foster care | 43 |
| Independent fostering agency | 27 |
| Connected persons | 30 |
{line}| Residential care | 17 |
| Total children looked after | 120 |
"""
SHARES = """| Placement | Children | % |
| --- | --- | --- |
| In-house foster care | 43 | 36% |
| Independent fostering agency | 27 | 22% |
| Connected persons | 30 | 25% |
| Placed with parents | x | x |
| Residential care | 17 | 14% |
"""
NOTE = "Data not disclosed where it relates to fewer than 5 children\n\n"
PAPERS = {
    "withheld": TABLE.format(line="| Placed with parents | * |\n"),
    "range": TABLE.format(line="| Placed with parents | 1-4 |\n"),
    "lost": TABLE.format(line=""),
    "shares": SHARES,
    "dashes": NOTE + TABLE.format(line="| Placed with parents | - |\n").replace("| 17 |", "| 14 |"),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Papers from each of which one could work out that three are placed with parents."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "papers").mkdir()
    for name, text in PAPERS.items():
        (folder / "papers" / f"{name}.md").write_text(HEAD + text, encoding="utf-8")
    alarms_of(folder / "papers", folder / "figures.db", 1)
    return folder / "figures.db"


def test_neither_sum_nor_gap_of_small_numbers_is_stored(database: Path) -> None:
    with sqlite3.connect(database) as db:
        checks = db.execute(
            """select d.path, c.identity, c.expected, c.found, c.gap, c.message from checks c
            join documents d on d.id = c.document_id
            where c.identity in ('parts_of_whole', 'shares_of_whole', 'table_totals')"""
        ).fetchall()
    assert {Path(row[0]).stem for row in checks} == set(PAPERS)
    for path, identity, expected, told, gap, message in checks:
        assert (expected, told, gap) == (None, None, None), (path, identity)
        assert not re.search(r"\b(?:11[47]|97%|[36])\b", message), message


def test_a_lost_line_of_few_people_is_still_an_alarm(database: Path) -> None:
    with sqlite3.connect(database) as db:
        ((message,),) = db.execute(
            """select c.message from checks c join documents d on d.id = c.document_id
            where d.path like '%lost%' and c.status = 'fail'"""
        ).fetchall()
    assert "fewer than" in message
    assert WITHHELD in message


@pytest.mark.parametrize(("lost", "given"), [(1, False), (4, False), (5, True), (12, True)])
def test_a_gap_is_given_from_five_on(lost: int, given: bool) -> None:
    mix = MIX | {"placed_with_parents": 12 - lost}
    (finding,) = found([figure(717), *placements(mix)], "parts_of_whole")
    assert finding.status == "fail"
    assert (finding.gap is not None) is given
    assert (str(717 - lost) in finding.message) is given


def test_too_much_reveals_nobody() -> None:
    mix = MIX | {"placed_with_parents": 14}
    (finding,) = found([figure(717), *placements(mix)], "parts_of_whole")
    assert finding.gap == -2


@pytest.mark.parametrize(("base", "given"), [(60, False), (2_000, True)])
def test_missing_per_cent_of_few_people_are_not_given(base: int, given: bool) -> None:
    kinds = ("in_house_foster", "ifa_foster", "residential", "connected_person")
    shares = [
        figure(
            value, unit="percent", rounded_to=0.1, measure="cla_placement",
            dimensions=(("placement_type", kind),),
        )
        for kind, value in zip(kinds, (40.0, 30.0, 15.0, 10.1), strict=True)
    ]  # fmt: skip
    (finding,) = found([figure(base), *shares], "shares_of_whole")
    assert finding.status == "fail"
    assert (finding.gap is not None) is given


def test_the_kind_of_fostering_that_is_left_is_not_given() -> None:
    kinds = {"in_house_foster": 20, "ifa_foster": 11, "foster_total": 34}
    (finding,) = found(placements(kinds), "fostering")
    assert (finding.status, finding.gap) == ("fail", None)
    assert not re.search(r"\b(?:3|31)\b", finding.message.replace("31 March", ""))


def test_what_came_and_left_does_not_tell_a_number_that_is_withheld() -> None:
    year = {"basis": "during", "start": "2019-04-01"}
    figures = [
        figure(20, end="2019-03-31"),
        figure(10, measure="cla_entered", **year),
        figure(5, measure="cla_left", qualifier="less_than", **year),
        figure(27),
    ]
    assert found(figures, "stock_and_flow") == []


def query(name: str) -> str:
    """The SQL of a canned query of the site."""
    metadata = yaml.safe_load(shipped("metadata.yml").read_text("utf-8"))
    (database,) = metadata["databases"].values()
    return str(database["queries"][name]["sql"])


@pytest.mark.parametrize("name", PAPERS)
def test_the_query_of_the_mix_gives_no_small_gap(name: str, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "paper.md").write_text(HEAD + PAPERS[name], encoding="utf-8")
    alarms_of(tmp_path / "papers", tmp_path / "figures.db", 1)
    with sqlite3.connect(tmp_path / "figures.db") as db:
        db.row_factory = sqlite3.Row
        mix = db.execute(query("q03_placement_mix"), {"area": ""}).fetchall()
        hidden = db.execute(
            sql_pages.WITHHELD_OF_AREA, {"area": "Norfolk", "measure": "cla_placement"}
        ).fetchall()
    assert {row["total"] for row in mix} == {120}
    assert {row["gap"] for row in mix} == {None}
    assert bool(hidden) is (name != "lost")


def test_the_query_of_what_does_not_add_up_names_an_alarm_without_its_gap(database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.row_factory = sqlite3.Row
        rows = db.execute(query("q19_does_not_add_up"), {"council": ""}).fetchall()
    assert {row["identity"] for row in rows} >= {"parts_of_whole"}
    assert all(row["gap"] is None for row in rows)
