"""`extractor export`: what the files say is what the database holds, and is what they say it is."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from csvw import CSVW
from frictionless import validate

from extractor.cli import group
from extractor.export.exported_columns import RESOURCES, columns_of
from extractor.export.tidy import time_of
from extractor.export.write import frames

PAPER = """Elmsworth Borough Council
Children's Committee, 14 May 2021

# Looked after children

There were 412 children looked after at 31 March 2021, up from 398 at 31 March 2020.
- 51% of children looked after were in foster care at 31 March 2021, ask pat@elmsworth.example.
"""

_DATATYPES = {
    "string": lambda cells: cells,
    "integer": lambda cells: cells.astype("int64"),
    "number": lambda cells: cells.astype("float64"),
    "date": lambda cells: pd.to_datetime(cells, format="%Y-%m-%d"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A database of one paper, and its export."""
    folder = tmp_path_factory.mktemp("export")
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")
    database, out = folder / "figures.db", folder / "out"
    for words in (
        ["ingest", str(folder / "paper.md"), "--db", str(database)],
        ["export", "--db", str(database), "--out", str(out)],
    ):
        subprocess.run([sys.executable, "-m", "extractor", *words], check=True, capture_output=True)
    return database, out


def _cells(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype=str, keep_default_na=False)


def test_files_are_as_csvw_describes_them(made: tuple[Path, Path]) -> None:
    _, out = made
    said: dict[str, Any] = json.loads((out / "csv-metadata.json").read_text(encoding="utf-8"))
    tables = {table["url"]: _cells(out / table["url"]) for table in said["tables"]}
    assert len(tables["series.csv"]) > 2
    for table in said["tables"]:
        cells, schema = tables[table["url"]], table["tableSchema"]
        assert list(cells.columns) == [column["name"] for column in schema["columns"]]
        for column in schema["columns"]:
            values = cells[column["name"]]
            _DATATYPES[column["datatype"]](values[values != ""])
            assert column["dc:description"]
        assert not cells.duplicated(schema.get("primaryKey")).any()
        for key in schema.get("foreignKeys", ()):
            there = tables[key["reference"]["resource"]][key["reference"]["columnReference"]]
            here = cells[key["columnReference"]]
            assert set(here[here != ""]) <= set(there)


def test_parquet_holds_the_rows_of_the_database(made: tuple[Path, Path]) -> None:
    database, out = made
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        stored = [
            dict(row) for row in connection.execute("select * from series order by series_key")
        ]
    read = pq.read_table(out / "series.parquet").to_pylist()
    for row in read:
        row.update({name: str(row[name]) for name in row if hasattr(row[name], "isoformat")})
    assert sorted(read, key=lambda row: str(row["series_key"])) == stored
    assert {"2020-03-31", "2021-03-31"} <= {row["period_end"] for row in stored}


def test_readers_of_csvw_and_data_packages_find_no_fault(made: tuple[Path, Path]) -> None:
    _, out = made
    checked = validate(str(out / "datapackage.json"))
    assert checked.valid, checked.flatten(["message"])
    described = CSVW(str(out / "csv-metadata.json"), validate=True)
    assert described.is_valid, described.warnings


def test_two_exports_are_the_same_bytes(made: tuple[Path, Path], tmp_path: Path) -> None:
    database, out = made
    CliRunner().invoke(
        group, ["export", "--db", str(database), "--out", str(tmp_path)], catch_exceptions=False
    )
    names = {file.name for file in out.iterdir()}
    assert {"tidy.csv", "tidy.meta.csv", "figures.xlsx", "datapackage.json"} <= names
    assert names == {file.name for file in tmp_path.iterdir()}
    for name in names:
        assert (out / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_the_workbook_has_labels_quotes_and_dates(made: tuple[Path, Path], tmp_path: Path) -> None:
    database, out = made
    figures = pd.read_excel(out / "figures.xlsx", sheet_name=["Figures", "Measures", "Notes"])
    with closing(sqlite3.connect(database)) as connection:
        stored = connection.execute(
            "select m.label, s.value from series s join measures m on m.id = s.measure"
        ).fetchall()
    sheet = figures["Figures"]
    assert sorted(zip(sheet["Measure"], sheet["Value"], strict=True)) == sorted(stored)
    assert sheet["Quote"].str.contains("children looked after").all()
    assert set(sheet["Date or end of period"].dt.year) == {2020, 2021}
    relative = sheet["Evidence (address on your site)"]
    assert relative.str.startswith("/figures/-/figure/").all()
    assert "Definition" in figures["Measures"]
    said = CliRunner().invoke(
        group,
        ["export", "--db", str(database), "--out", str(tmp_path), "--site", "https://f.example/"],
        catch_exceptions=False,
    )
    assert "links to https://f.example/" in said.stderr
    assert "--site" in " ".join(figures["Notes"].iloc[:, 1].astype(str))
    again = pd.read_excel(tmp_path / "figures.xlsx", sheet_name=["Figures", "Notes"])
    assert "--site" not in " ".join(again["Notes"].iloc[:, 1].astype(str))
    linked = again["Figures"]["Evidence"]
    assert linked.str.startswith("https://f.example/figures/-/figure/").all()


def test_the_run_says_where_the_evidence_leads(made: tuple[Path, Path], tmp_path: Path) -> None:
    database, _ = made
    asked = ["export", "--db", str(database), "--out", str(tmp_path)]
    assert "add --site" in CliRunner().invoke(group, asked).stderr
    refused = CliRunner().invoke(group, [*asked, "--site", "f.example"])
    assert refused.exit_code == 2
    assert "https://" in refused.stderr


def test_the_tidy_layout_has_every_point_of_a_place(made: tuple[Path, Path]) -> None:
    _, out = made
    series, tidy = _cells(out / "series.csv"), _cells(out / "tidy.csv")
    placed = series[series["area_level"].isin(["local", "national", "regional"])]
    coded = series[series["area_code"].fillna("") != ""]
    assert set(tidy["figure_id"]) == {*placed["observation_id"], *coded["observation_id"]}
    assert set(tidy["geographic_level"]) <= {"National", "Regional", "Local authority"}


def test_the_tidy_layout_has_time_place_and_filters(made: tuple[Path, Path]) -> None:
    _, out = made
    tidy = _cells(out / "tidy.csv")
    first = tidy[tidy["measure"] == "Children looked after"].iloc[-1]
    assert (first["time_period"], first["time_identifier"]) == ("2021", "March")
    assert (first["geographic_level"], first["la_name"]) == ("Local authority", "Elmsworth")
    assert first["value"] == "412"
    described = _cells(out / "tidy.meta.csv")
    assert set(described["col_name"]) <= set(tidy.columns)


@pytest.mark.parametrize(
    ("kind", "start", "end", "said"),
    [
        ("as_at", None, "2014-03-31", ("2014", "March")),
        ("financial_year", "2016-04-01", "2017-03-31", ("201617", "Financial year")),
        ("school_year", "2016-09-01", "2017-08-31", ("201617", "Academic year")),
        ("quarter", "2017-01-01", "2017-03-31", ("201617", "Financial year Q4")),
        ("quarter", "2017-04-01", "2017-06-30", ("201718", "Financial year Q1")),
        ("twelve_months", "2016-07-01", "2017-06-30", ("2017", "Reporting year")),
    ],
)
def test_periods_in_the_terms_of_the_standard(
    kind: str, start: str | None, end: str, said: tuple[str, str]
) -> None:
    assert time_of(kind, start, end) == said


def test_what_the_site_withholds_is_not_exported(made: tuple[Path, Path], tmp_path: Path) -> None:
    database, out = made
    assert b"elmsworth.example" not in b"".join(file.read_bytes() for file in out.glob("*.csv"))
    CliRunner().invoke(
        group,
        ["export", "--db", str(database), "--out", str(tmp_path), "--publish-contacts"],
        catch_exceptions=False,
    )
    assert "pat@elmsworth.example" in (tmp_path / "observations.csv").read_text(encoding="utf-8")


def test_a_spreadsheet_runs_no_cell(made: tuple[Path, Path], tmp_path: Path) -> None:
    source, _ = made
    database = tmp_path / "figures.db"
    database.write_bytes(source.read_bytes())
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update observations set subject = '=HYPERLINK(\"x\")'")
    CliRunner().invoke(
        group, ["export", "--db", str(database), "--out", str(tmp_path)], catch_exceptions=False
    )
    assert set(_cells(tmp_path / "observations.csv")["subject"]) == {'\'=HYPERLINK("x")'}
    parquet = pq.read_table(tmp_path / "observations.parquet", columns=["subject"])
    assert set(parquet["subject"].to_pylist()) == {'=HYPERLINK("x")'}


def test_frames_together_are_the_whole_table(made: tuple[Path, Path]) -> None:
    database, _ = made
    observations = next(each for each in RESOURCES if each.name == "observations")
    with closing(sqlite3.connect(database)) as connection:
        columns = columns_of(connection, observations)
        whole = pd.concat(frames(connection, observations, columns))
        pieces = list(frames(connection, observations, columns, rows=2))
    assert len(pieces) > 1
    pd.testing.assert_frame_equal(
        pd.concat(pieces).reset_index(drop=True), whole.reset_index(drop=True)
    )


def test_a_folder_that_cannot_be_made_is_said_in_words(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    database, _ = made
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    call = [sys.executable, "-m", "extractor", "export", "--db", str(database)]
    told = subprocess.run(
        [*call, "--out", str(tmp_path / "file" / "out")], capture_output=True, text=True
    )
    assert told.returncode == 1
    assert "cannot be written" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_same_papers_give_the_same_bytes_in_any_order_and_by_any_number_of_processes(
    tmp_path: Path,
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for year in (2019, 2020, 2021):
        text = PAPER.replace("2021", str(year)).replace("2020, ", f"{year - 1}, ")
        (papers / f"{year}.md").write_text(text, encoding="utf-8")
    exports = []
    for jobs, order in (("1", (2019, 2020, 2021)), ("2", (2021, 2019, 2020))):
        database, out = tmp_path / f"{jobs}.db", tmp_path / f"out{jobs}"
        for batch in (order[:1], order[1:]):
            files = [str(papers / f"{year}.md") for year in batch]
            words = ["ingest", *files, "--db", str(database), "--jobs", jobs]
            subprocess.run([sys.executable, "-m", "extractor", *words], check=True,
                           capture_output=True)  # fmt: skip
        CliRunner().invoke(
            group, ["export", "--db", str(database), "--out", str(out)], catch_exceptions=False
        )
        exports.append({file.name: file.read_bytes() for file in out.iterdir()})
    assert exports[0] == exports[1]
