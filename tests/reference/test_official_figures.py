"""Official figures are loaded by their layout, kept apart, and compared with what papers say."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from commands_run import rows, run

from extractor.errors import UsageError
from extractor.reference.read import read_reference

PAPER = """Norfolk County Council

# Corporate parenting report

Meeting Date: 16 June 2020

At 31 March 2020 there were 1,113 children looked after, and at 31 March 2019 there were 1,210.

At 31 March 2020 there were 900 children looked after in Suffolk.

At 31 March 2020 fewer than five children looked after were in secure units.
"""

GENERAL = """measure,dimensions,area,area_code,period_end,value,unit,source,release,released_on
cla_total,,Norfolk,E10000020,2019-03-31,"1,200",count,DfE,2019 release,2019-12-05
cla_total,,Norfolk,E10000020,2020-03-31,1113,count,DfE,2020 release,2020-12-10
cla_total,,Norfolk,E10000020,2020-03-31,1115,count,DfE,2021 release,2021-11-18
cla_placement,placement_type=secure,Norfolk,E10000020,2020-03-31,c,count,DfE,2020,2020-12-10
"""
KNOWN = """measure_id,category,period_type,period_start,period_end,value,unit,source,vintage,\
source_kind
cla_total,,as_at,2020-03-31,2020-03-31,1100,count,DfE,2021 release,official statistics
cla_total,,as_at,2019-03-31,2019-03-31,1210,count,our paper,,committee report
cla_entered,,period,2019-04-01,2020-03-31,310,count,DfE,2021 release,official statistics
"""
NUMBERS = """year_ending_31_march,level,area,children_looked_after,rate_per_10000,source
2020,LA,Norfolk,"1,110",65,DfE 2020 release
2020,National,England,80080,67,DfE 2020 release
"""
PLACEMENTS = (
    "time_period,geographic_level,geo_breakdown,new_la_code,cla_group,characteristic,number,"
    "percentage\n"
    "2020,Local authority,Norfolk,E10000020,Placement,Total,1110,100\n"
    "2020,Local authority,Norfolk,E10000020,Placement,Foster placements,780,70\n"
    "2020,Local authority,Norfolk,E10000020,Placement,Residential schools,low,c\n"
    "2020,Local authority,Norfolk,E10000020,Distance,Nearby,500,45\n"
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("official")
    (folder / "papers").mkdir()
    written(folder / "papers", "report.md", PAPER)
    run("ingest", folder / "papers", "--db", folder / "figures.db", "--jobs", 1, "--quiet")
    return folder / "figures.db"


@pytest.fixture
def database(papers: Path, tmp_path: Path) -> Path:
    """A database of one paper, without official figures."""
    copy = tmp_path / "figures.db"
    copy.write_bytes(papers.read_bytes())
    return copy


@pytest.mark.parametrize(
    ("text", "area", "found", "left_out"),
    [
        (GENERAL, None, [("cla_total", 1200), ("cla_total", 1113), ("cla_total", 1115)], 1),
        (KNOWN, "Norfolk", [("cla_total", 1100), ("cla_entered", 310)], 1),
        (
            NUMBERS,
            None,
            [
                ("cla_total", 1110), ("cla_rate_10k", 65),
                ("cla_total", 80080), ("cla_rate_10k", 67),
            ],
            0,
        ),
        (
            PLACEMENTS,
            None,
            [
                ("cla_total", 1110), ("cla_total", 100),
                ("cla_placement", 780), ("cla_placement", 70),
            ],
            3,
        ),
    ],
    ids=["general", "known", "number_and_rate", "placements"],
)  # fmt: skip
def test_each_layout_is_recognised_by_its_columns(
    tmp_path: Path, text: str, area: str | None, found: list[tuple[str, float]], left_out: int
) -> None:
    figures, others = read_reference(written(tmp_path, "official.csv", text), area)
    assert [(f["measure"], f["value"]) for f in figures] == found
    assert others == left_out


def test_what_papers_said_is_no_official_figure(database: Path, tmp_path: Path) -> None:
    known = written(tmp_path, "known.csv", KNOWN)
    run("reference", "load", known, "--db", database, "--area", "Norfolk")
    assert rows(database, "select distinct source from reference_figures") == [("DfE",)]


def test_a_report_is_held_against_the_release_that_was_out(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("reference", "load", written(tmp_path, "official.csv", GENERAL), "--db", database)
    asked = """select period_end, reported, official, agreement, seen, shown_as
      from official_comparison where area = 'Norfolk' order by 1"""
    assert rows(database, asked) == [
        ("2019-03-31", 1210.0, 1200.0, "within 1%", 1, "official"),
        # Both releases came out after the meeting: the first of them is the nearest.
        ("2020-03-31", 1113.0, 1113.0, "equal", 0, "official"),
    ]
    capsys.readouterr()
    run("reference", "compare", "--db", database)
    said = capsys.readouterr()
    assert "2020 release, released after the meeting" in said.out
    assert "2 compared: 1 equal, 1 within 1%." in said.err


def test_that_none_are_loaded_is_said_with_how_to(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    run("reference", "compare", "--db", database)
    said = capsys.readouterr()
    assert said.out == ""
    assert "No official figures are loaded." in said.err
    assert f"extractor reference load FILE --db {database}" in said.err


def test_a_report_without_a_date_is_held_against_the_first_release(
    database: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(database) as db:
        db.execute("update series_points set meeting_date = null")
        db.execute("update observations set meeting_date = null")
    run("reference", "load", written(tmp_path, "official.csv", GENERAL), "--db", database)
    assert rows(
        database,
        """select official, release, seen from official_comparison
        where area = 'Norfolk' and period_end = '2020-03-31'""",
    ) == [(1113.0, "2020 release", None)]


def test_official_figures_bear_out_and_are_never_mixed_in(database: Path, tmp_path: Path) -> None:
    asked = "select area, period_end, value from series_all where measure = 'cla_total' order by 1"
    before = rows(database, asked)
    file = written(tmp_path, "official.csv", GENERAL)
    run("reference", "load", file, "--db", database)
    assert rows(database, asked) == before
    assert rows(
        database, "select agrees from series_all where value = 1113 and measure = 'cla_total'"
    ) == [('["official"]',)]
    # A file of the same name replaces what it gave before.
    run("reference", "load", written(tmp_path, "official.csv", NUMBERS), "--db", database)
    assert rows(database, "select count(*) from reference_figures") == [(4,)]


def test_a_suppressed_cell_is_not_loaded(database: Path, tmp_path: Path) -> None:
    run("reference", "load", written(tmp_path, "official.csv", GENERAL), "--db", database)
    assert rows(
        database, "select count(*) from reference_figures where measure = 'cla_placement'"
    ) == [(0,)]


def test_a_number_that_is_withheld_is_not_compared(database: Path, tmp_path: Path) -> None:
    secure = GENERAL.replace("2020-03-31,c,count", "2020-03-31,8,count")
    run("reference", "load", written(tmp_path, "official.csv", secure), "--db", database)
    kind = "measure = 'cla_placement' and placement_type = 'secure'"
    assert rows(database, f"select value, qualifier from series_all where {kind}") == [
        (5.0, "less_than")
    ]
    assert rows(database, f"select * from official_comparison where {kind}") == []


def test_an_official_nought_can_be_compared(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nought = GENERAL.replace('"1,200"', "0")
    run("reference", "load", written(tmp_path, "official.csv", nought), "--db", database)
    capsys.readouterr()
    run("reference", "compare", "--db", database, "--differing")
    assert "reported 1210, official 0 count: further apart" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"), [("a,b\n1,2\n", "no layout that is known"), (KNOWN, "names no area")]
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_reference(written(tmp_path, "official.csv", text))
