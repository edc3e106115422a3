"""Errors planted in the papers of the corpus are found; the papers as they are raise no alarm."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.generate.errors import ERRORS, plant
from extractor.cli import main

CORPUS = Path(__file__).parents[2] / "corpus"
PAPERS = [
    "elmsworth/2022-23/looked_after_children_annual_report_2022-23.txt",
    "marlshire/2018-19/performance_report_q3_2018-19.md",
    "tarnley/2018-19/corporate_parenting_performance_2018-19.md",
    "tarnley/2023-24/corporate_parenting_performance_2023-24.md",
    "wyncaster/2020-21/performance_report_q1_2020-21.md",
    "wyncaster/2024-25/children_in_care_annual_report_2024-25.md",
]


def papers() -> dict[str, str]:
    """Every paper as it is, and with each error that it has a place for."""
    made = {}
    for number, path in enumerate(PAPERS):
        paper = (CORPUS / path).read_text("utf-8")
        made[f"{number}_sound"] = paper
        for error in ERRORS:
            if (wrong := plant(paper, error)) is not None:
                assert wrong != paper
                made[f"{number}_{error}"] = wrong
    return made


MADE = papers()


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The sentences of the alarms of each paper, by its name."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "papers").mkdir()
    for name, paper in MADE.items():
        (folder / "papers" / f"{name}.md").write_text(paper, encoding="utf-8")
    database = folder / "figures.db"
    with pytest.raises(SystemExit) as left:
        main(["ingest", str(folder / "papers"), "--db", str(database), "--jobs", "1", "--quiet"])
    assert left.value.code == 0
    with sqlite3.connect(database) as db:
        found = db.execute(
            """select d.path, c.message from documents d
            join checks c on c.document_id = d.id and c.status = 'fail'"""
        ).fetchall()
    listed: dict[str, list[str]] = {name: [] for name in MADE}
    for path, message in found:
        listed[Path(path).stem].append(message)
    return listed


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith("_sound")])
def test_a_paper_as_it_was_made_raises_no_alarm(alarms: dict[str, list[str]], name: str) -> None:
    assert alarms[name] == []


@pytest.mark.parametrize("name", [name for name in MADE if not name.endswith("_sound")])
def test_an_error_is_found(alarms: dict[str, list[str]], name: str) -> None:
    assert alarms[name]


def test_every_kind_of_error_has_a_paper() -> None:
    assert {name.partition("_")[2] for name in MADE} == {"sound", *ERRORS}
