"""What a newcomer meets on the site: commands that can be run as they stand, lists without gaps."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_asked import Site

from extractor.site.measures import Figures, breaks_shown
from extractor.wording import words


@pytest.fixture
def renamed(database: Path, tmp_path: Path) -> Iterator[Site]:
    """The database under a name of its own, its papers without a meeting."""
    copy = tmp_path / "my papers.db"
    shutil.copy(database, copy)
    with sqlite3.connect(copy) as db:
        db.execute("update documents set meeting_date = null")
    db.close()
    published = Site(copy)
    yield published
    published.close()


def test_commands_name_the_database_and_no_heading_is_empty(renamed: Site) -> None:
    figure = renamed.one("select id from observations where measure = 'cla_total' limit 1")
    home = renamed.html("/")
    assert "Latest meetings" not in home
    root = "/figures"
    doubts = renamed.html(f"{root}/-/doubts")
    assert "extractor review --db &#39;my papers.db&#39;" in doubts
    evidence = renamed.html(f"{root}/-/figure/{figure}")
    assert "extractor check --db &#39;my papers.db&#39;" in evidence


def test_home_says_how_many_of_all_measures_are_stated(site: Site) -> None:
    stated = site.one("select count(distinct measure) from series_points")
    known = site.one("select count(*) from measures")
    assert f"<strong>{stated}</strong> of {known} measures" in site.html("/")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("72", "paragraph 72"),
        ("4.12", "paragraph 4.12"),
        ("Placements", "section Placements"),
        ("4 Placements", "section 4 Placements"),
    ],
)
def test_a_number_is_a_paragraph(given: str, said: str) -> None:
    assert words.section(given) == said


def test_only_breaks_of_areas_that_are_shown_are_listed() -> None:
    measure = {
        "breaks": """[{"date": "2019-04-01", "note": "of all"},
        {"date": "2020-04-01", "note": "here", "areas": ["Fenby", "Norton"]},
        {"date": "2021-04-01", "note": "elsewhere", "areas": ["Saltby"]}]"""
    }
    row = {"area": "Fenby", "observation_id": "1", "doubts": "[]"}
    shown = breaks_shown(measure, Figures([row], [], []))
    assert [change.note for change in shown] == ["of all", "here"]
