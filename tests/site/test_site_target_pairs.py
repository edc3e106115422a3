"""Which figure a target of a sentence is held against, on the page and in the view of targets."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from site_asked import site_of_papers
from test_site_targets import row

from extractor.site.indicators import indicators_of
from extractor.site.sql_pages import INDICATORS

PAPER = """Exford County Council

Children in Care Annual Report

Meeting Date: 14 June 2017

1.1 In 2015/16 initial health assessments were completed on time for 62% of children, against a
target of 85%.

1.2 In 2016/17 initial health assessments were completed on time for 66% of children.
"""
GAP = "Most fell outside the target of 85% for assessments on time by an average of 62%."


def test_a_target_of_a_sentence_is_of_the_figure_beside_it() -> None:
    older = row("actual", 681, "2014-03-31", source="prose")
    latest = row("actual", 619, "2015-03-31", source="prose")
    target = row("target", 547, None, source="prose", loose=1, beside=older["id"])
    assert indicators_of([latest, older, target], []) == []
    (one,) = indicators_of([latest, older, {**target, "beside": latest["id"]}], [])
    assert (one.latest, one.target and one.target["value"]) == (latest, 547)


def test_of_two_figures_for_one_date_that_beside_the_target_is_the_latest() -> None:
    whole = row("actual", 728, "2014-03-31", source="prose")
    recent = row("actual", 554, "2014-03-31", source="prose")
    target = row("target", 487, None, source="prose", loose=1, beside=recent["id"])
    (one,) = indicators_of([whole, recent, target], [])
    assert one.latest["value"] == 554


def test_a_less_certain_reading_of_a_sentence_is_not_judged() -> None:
    figure = row("actual", 42, "2016-12-08", source="prose", confidence="medium")
    target = row("target", 70, None, source="prose", loose=1, beside=figure["id"])
    (one,) = indicators_of([figure, target], [])
    assert (one.unsure, one.met) == (True, None)
    (borne_out,) = indicators_of([{**figure, "agrees": '["sum"]'}, target], [])
    assert borne_out.met is False
    (printed,) = indicators_of([{**figure, "source": "card"}, target], [])
    assert printed.met is False


def test_the_view_holds_a_target_against_the_figure_beside_it_and_no_gap(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "annual.txt").write_text(PAPER, encoding="utf-8")
    site_of_papers(tmp_path).close()
    pairs = "select actual, target from targets_vs_actuals"
    with closing(sqlite3.connect(tmp_path / "figures.db")) as db:
        db.execute(
            "update observations set period_end = null, financial_year = null where kind = 'target'"
        )
        assert db.execute(pairs).fetchall() == [(62, 85)]
        db.execute(
            "update observations set quote = ?, quote_start = ?, quote_end = ? where value = 62",
            (GAP, GAP.index("62"), GAP.index("62") + 3),
        )
        assert db.execute(pairs).fetchall() == []
        papers = json.dumps([document for (document,) in db.execute("select id from documents")])
        about = {"documents": papers, "area": "Exford"}
        db.row_factory = sqlite3.Row
        values = {found["value"] for found in db.execute(INDICATORS, about)}
        assert 66 in values
        assert 62 not in values
