"""A database of papers, and the site that publishes it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_asked import Site
from site_browser import ARGUMENTS, CHROMIUM
from site_papers import ATTACKS, FORMULA, write_papers

from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.run import IngestJob, ingest
from extractor.reading_settings import ReadingSettings


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    write_papers(folder / "papers")
    path = folder / "figures.db"
    ingest(
        IngestJob(
            database=path,
            paths=(folder / "papers",),
            reading=ReadingSettings(ocr="off"),
            limits=IngestSettings(jobs=2),
        ),
        Quiet(),
    )
    with sqlite3.connect(path) as connection:
        _check_and_correct(connection)
    connection.close()
    return path


def _check_and_correct(db: sqlite3.Connection) -> None:
    """A failed check and a correction of the same figure: nothing makes them here."""
    figure, document = db.execute(
        "select id, document_id from observations where measure = 'cla_total' limit 1"
    ).fetchone()
    db.execute(
        """insert into checks (identity, status, document_id, expected, found, gap, message,
        observations) values ('parts', 'fail', ?, 300, 290, -10, 'the parts make 290', ?)""",
        (document, json.dumps([figure])),
    )
    db.execute(
        """insert into corrections (observation_id, field, old, new, reason, made_by, made_on)
        values (?, 'value', '1', '2', 'misread', 'somebody', '2026-01-01')""",
        (figure,),
    )


@pytest.fixture(scope="session")
def site(database: Path) -> Iterator[Site]:
    published = Site(database)
    yield published
    published.close()


@pytest.fixture(scope="session")
def poisoned(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same database with an attack in every text that could come from a document."""
    path = tmp_path_factory.mktemp("poisoned") / "figures.db"
    shutil.copy(database, path)
    attack = " ".join(ATTACKS)
    with sqlite3.connect(path) as db:
        for table, columns in {
            "documents": ("title", "council", "committee", "reason", "remedy", "path"),
            "reports": ("title", "council", "committee", "item", "author_post", "purpose"),
            "pages": ("text",),
            "refusals": ("example", "example_quote"),
            "series_points": ("area", "council"),
            "measures": ("label", "definition", "note", "population"),
            "checks": ("message",),
            "corrections": ("reason", "old", "new"),
        }.items():
            for column in columns:
                known = f"{column} is not null" if table != "documents" else "true"
                db.execute(f"update {table} set {column} = ? where {known}", (attack,))
        for column in ("report", "council", "committee", "section", "area", "figure_text"):
            db.execute(f"update observations set {column} = ?", (attack,))
        db.execute(
            "update observations set quote = ?, quote_start = 5, quote_end = 9, subject = ?, "
            "dimensions = ?",
            (attack, FORMULA, json.dumps({"placement_type": attack})),
        )
        db.execute("update documents set status = 'partial', meeting_date = '2020-01-01'")
        db.execute("update reports set meeting_date = '2020-01-01'")
        db.execute("update observations set meeting_date = '2020-01-01'")
    db.close()
    published = Site(path)
    yield published
    published.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for one module: while it runs, no other event loop can."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
