"""Small archives of committee papers, and what came of ingesting them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from fpdf import FPDF

from extractor.cli import main
from extractor.ingest.progress import Quiet
from extractor.ingest.report import Listener, Summary
from extractor.ingest.run import IngestJob, ingest

RULES = Path(__file__).parent / "rules"
TOPICS = ("fostering", "adoption", "schooling", "health", "housing", "transport", "advocacy")
ACCIDENTAL = {"run", "first_seen", "read_at", "seconds", "number", "id", "reader"}
"""Columns that differ between two runs over the same documents (`id` only in `pages`).

`reader` is among them so that the tests can be run while the code is being changed."""


def sentence(year: int, count: int) -> str:
    return f"There were {count} children in care in Norfolk on 31 March {year}."


def write_text(path: Path, year: int, count: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Norfolk County Council\n\nCHILDREN IN CARE {year}\n\nTo: Children's Committee\n\n"
        f"Meeting Date: 12 June {year}\n\n1. BACKGROUND\n\n1.1 {sentence(year, count)}\n",
        encoding="utf-8",
    )
    return path


def write_pdf(path: Path, year: int, count: int, pages: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number in range(pages):
        pdf.add_page()
        if number == 0:
            pdf.multi_cell(
                0, 6, f"Norfolk County Council\n\nCHILDREN IN CARE {year}\n\n", align="L"
            )
            pdf.multi_cell(0, 6, f"Meeting Date: 12 June {year}\n\n1. BACKGROUND\n\n", align="L")
        # Other words at other heights on each page, or it would be taken for a running head.
        pdf.set_y(30 + 17 * (number % 11))
        topic = TOPICS[number % 7] + " " + TOPICS[number % 5]
        pdf.multi_cell(0, 6, f"The panel heard about {topic}.\n\n", align="L")
        pdf.multi_cell(0, 6, f"1.{number + 1} {sentence(year, count + number)}", align="L")
    pdf.output(str(path))
    return path


def run(database: Path, *paths: Path, listener: Listener | None = None, **more: Any) -> Summary:
    """An ingest with the small rulebook and one process."""
    from extractor.ingest.limits import IngestSettings

    limits = more.pop("limits", None) or IngestSettings(jobs=1)
    order = IngestJob(database, paths, rules=more.pop("rules", RULES), limits=limits, **more)
    return ingest(order, listener or Quiet())


def command(*arguments: object) -> int:
    """The exit code of `extractor …`."""
    try:
        main([str(a) for a in arguments])
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def rows(database: Path, sql: str) -> list[Any]:
    with sqlite3.connect(database) as db:
        found = db.execute(sql).fetchall()
    db.close()
    return [row[0] if len(row) == 1 else row for row in found]


def contents(database: Path) -> dict[str, list[str]]:
    """All rows that come from documents, in an order of their own."""
    found = {}
    with sqlite3.connect(database) as db:
        for table in ("documents", "document_paths", "reports", "pages", "refusals",
                      "observations", "series_points"):  # fmt: skip
            names = [
                row[1]
                for row in db.execute(f"pragma table_info({table})")
                if row[1] not in ACCIDENTAL or (row[1] == "id" and table != "pages")
            ]
            cursor = db.execute(f"select {', '.join(f'[{n}]' for n in names)} from {table}")
            found[table] = sorted(repr(row) for row in cursor)
    db.close()
    return found
