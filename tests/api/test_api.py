"""The Python interface: frames of right types, equal to what the database and the command give."""

from __future__ import annotations

import doctest
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from extractor import api
from extractor.api import FailedDocument, RefusedDocument, UsageError

PAPER = """Elmsworth Borough Council
Children's Committee, 14 May 2021

# Looked after children

There were 412 children looked after at 31 March 2021, up from 398 at 31 March 2020,
against a target of 380.
Of all children looked after at 31 March 2021, 51% were in foster care.
Call 01632 960 123 for more. On page 12 of the plan there is nothing.
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("api") / "paper.md"
    file.write_text(PAPER, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def database(paper: Path) -> Path:
    made = paper.with_name("figures.db")
    summary = api.ingest(paper, made, jobs=1)
    assert summary.endings["ok"] == 1
    assert summary.observations > 3
    return made


def test_the_examples_of_the_docstrings_hold() -> None:
    outcome = doctest.testmod(api)
    assert outcome.attempted >= 5
    assert outcome.failed == 0


def test_importing_it_loads_no_pandas_and_no_language_model() -> None:
    program = (
        "import sys, extractor.api;"
        "print([m for m in ('pandas', 'numpy', 'spacy', 'datasette') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_figures_of_a_paper_are_a_frame_of_right_types(paper: Path) -> None:
    frame = api.extract(paper)
    total = frame[frame["figure_text"] == "412"].iloc[0]
    assert (total["value"], total["measure"]) == (412.0, "cla_total")
    assert total["period_end"] == pd.Timestamp("2021-03-31")
    assert total["dimensions"] == {}
    kinds = {name: str(frame[name].dtype) for name in ("page", "value", "unit", "second_hand")}
    assert kinds == {
        "page": "Int64", "value": "float64", "unit": "category", "second_hand": "boolean"
    }  # fmt: skip
    assert frame["page"].isna().all()


def test_the_frame_has_the_rows_of_the_command(paper: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "extract", str(paper), "--format", "jsonl"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    frame = api.extract(paper)
    assert list(frame.columns) == list(printed[0])
    assert frame["id"].tolist() == [row["id"] for row in printed]
    assert frame["value"].tolist() == [row["value"] for row in printed]


def test_a_frame_without_figures_has_its_columns() -> None:
    frame = api.extract_text("Nothing to report.")
    assert frame.empty
    assert "measure" in frame.columns


def test_a_document_has_figures_excluded_numbers_and_reports(paper: Path) -> None:
    document = api.read_document(paper)
    assert "412" in {one.figure_text for one in document.observations}
    assert "12" in {number.text for number in document.excluded}
    assert document.identity.media == "markdown"
    assert document.problems == ()
    (report,) = document.reports
    assert report.header.council is not None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken"])
def test_a_file_that_is_no_document_raises(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(content)
    with pytest.raises((RefusedDocument, FailedDocument)):
        api.read_document(file)


def test_a_series_is_what_the_database_has(database: Path) -> None:
    with api.open_database(database) as figures:
        series = figures.series("cla_total", area="Elmsworth", breakdown={})
        assert series["value"].tolist() == [398.0, 412.0]
        assert series["period_end"].dt.year.tolist() == [2020, 2021]
        assert str(series["restated"].dtype) == "Int64"
        assert len(figures.series("cla_total", doubtful=True)) >= len(series)
        assert figures.measures()["label"]["cla_total"] == "Children looked after"
        assert len(figures.observations("cla_total")) >= 2
        assert figures.targets("cla_total")["value"].tolist() == [380.0]
        assert figures.documents()["status"].tolist() == ["ok"]
        assert len(figures.reports()) == 1


def test_targets_are_chosen_by_the_code_of_an_area_as_by_its_name(
    database: Path, tmp_path: Path
) -> None:
    coded = tmp_path / "coded.db"
    with closing(sqlite3.connect(database)) as db, closing(sqlite3.connect(coded)) as copy:
        db.backup(copy)
        copy.execute("update observations set area_code = 'E06999999' where area = 'Elmsworth'")
        copy.commit()
    with api.open_database(coded) as figures:
        named = figures.targets("cla_total", area="Elmsworth")
        assert named["value"].tolist() == [380.0]
        assert figures.targets("cla_total", area="E06999999").equals(named)
        assert figures.targets("cla_total", area=["E06999999", "Elmsworth"]).equals(named)


def test_a_measure_that_is_not_there_is_named_with_the_nearest(database: Path) -> None:
    with (
        api.open_database(database) as figures,
        pytest.raises(UsageError, match="Did you mean “cla_total”"),
    ):
        figures.series("cla_totals")


@pytest.mark.parametrize(
    ("measure", "asked", "told"),
    [
        ("Children looked after", {}, "Did you mean “cla_total”"),
        ("cla_total", {"area": "Elmsworh"}, "Did you mean “Elmsworth”"),
        ("cla_total", {"area": ["Elmsworth", "Xyz"]}, "area called “Xyz”. There are: .*Elmsworth"),
        ("cla_total", {"unit": "counts"}, "Did you mean “count”"),
        (
            "cla_total",
            {"breakdown": {"placement": "foster_total"}},
            "Did you mean “placement_type”",
        ),
        ("cla_total", {"breakdown": {"placement_type": "x"}}, "“x”. There are: in_house_foster"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_those_that_are(
    database: Path, measure: str, asked: dict[str, Any], told: str
) -> None:
    with api.open_database(database) as figures, pytest.raises(UsageError, match=told):
        figures.series(measure, **asked)


def test_units_may_be_named_as_the_site_names_them(database: Path) -> None:
    with api.open_database(database) as figures:
        said, by_id = (figures.series("cla_total", unit=unit) for unit in ("number", "count"))
        assert len(said) == len(by_id) > 0
        # A value that is known but that no figure has is no mistake.
        assert figures.series("cla_total", breakdown={"placement_type": "secure"}).empty


def test_contact_details_stay_withheld(database: Path) -> None:
    with api.open_database(database) as figures:
        assert not figures.observations()["quote"].str.contains("960 123").any()
        with pytest.raises(Exception, match="prohibited"):
            figures.connection.execute("select * from contacts").fetchall()


def test_a_plot_has_the_line_its_targets_and_its_title(database: Path) -> None:
    pytest.importorskip("matplotlib", reason="charts are an extra").use("Agg")
    with api.open_database(database) as figures:
        drawn = figures.plot("cla_total")
    labels = {str(line.get_label()): list(line.get_ydata()) for line in drawn.get_lines()}
    assert labels["Elmsworth"] == [398.0, 412.0]
    assert labels["Elmsworth, target"] == [380.0]
    assert "Children looked after" in drawn.get_title()


def test_an_export_is_that_of_the_command(database: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    written = api.export(database, ours)
    assert {table.name for table in written} >= {"series", "observations", "tidy"}
    subprocess.run(
        [sys.executable, "-m", "extractor", "export", "--db", str(database), "--out", str(theirs)],
        check=True, capture_output=True,
    )  # fmt: skip
    files = sorted(path.name for path in ours.iterdir())
    assert files == sorted(path.name for path in theirs.iterdir())
    assert all((ours / name).read_bytes() == (theirs / name).read_bytes() for name in files)
