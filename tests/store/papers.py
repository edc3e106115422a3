"""Small committee papers, read by the real way into a real database."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from extractor.ingest.read import read_document
from extractor.ingest.task import Task
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook
from extractor.store.database import open_for_writing
from extractor.store.records import Provenance, SourceLocation
from extractor.store.runs import start_run
from extractor.store.stored_rules import store_rulebook
from extractor.store.write import Writer

RULES = Path(__file__).parent.parent / "ingest" / "rules"


@dataclass(frozen=True)
class Paper:
    """A report of a meeting; every sentence is a numbered paragraph."""

    meeting: str
    sentences: tuple[str, ...]
    title: str = "Corporate Parenting Performance Report"
    council: str = "Norfolk County Council"
    foot: str = ""

    def text(self) -> str:
        paragraphs = "\n".join(f"1.{n} {s}" for n, s in enumerate(self.sentences, 1))
        return (
            f"{self.council}\n\nAgenda Item No: 5\n\n{self.title.upper()}\n\n"
            f"To: Children's Committee\n\nMeeting Date: {self.meeting}\n\n"
            f"From: Director of Children's Services\n\n1. BACKGROUND\n\n"
            f"{paragraphs}\n\n{self.foot}\n"
        )


class Shelf:
    """A database, and a folder of papers that can be put into it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "figures.db"
        self.rulebook = load_rulebook(RULES)
        self.db: Database = open_for_writing(self.path)
        store_rulebook(self.db, self.rulebook)
        source = Provenance("reader", self.rulebook.digest, "settings")
        self.run = start_run(self.db, "test", source, {}, {})
        self.writer = Writer(self.db, self.path, self.run, source)

    def put(self, paper: Paper, name: str) -> str:
        """Read a paper and load it; returns the document's id."""
        path = self.folder / name
        path.write_text(paper.text(), encoding="utf-8")
        source = open_source(path, ReadingSettings())
        source.close()
        staged = self.folder / "staging"
        task = Task(path, name, source.identity.id, source.identity.bytes, staged)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read_document(task, self.rulebook, ReadingSettings())
        self.writer.load(staged, [SourceLocation(name, str(path))])
        staged.unlink()
        return source.identity.id

    def rows(self, sql: str, *parameters: object) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self.db.execute(sql, parameters).fetchall()]


ACCIDENTAL = {"run", "first_seen", "read_at", "seconds", "started", "finished", "number", "raw"}
"""Columns that differ between two runs over the same documents."""


def contents(db: Database) -> dict[str, list[str]]:
    """All rows of the tables that come from documents, in an order of their own."""
    tables = ["documents", "document_paths", "reports", "contacts", "pages", "refusals"]
    tables += ["observations", "series_points", "measures", "rules"]
    found = {}
    for table in tables:
        names = [c.name for c in db[table].columns if c.name not in ACCIDENTAL]
        if table == "pages":
            names.remove("id")
        rows = db.execute(f"select {', '.join(f'[{n}]' for n in names)} from {table}").fetchall()
        found[table] = sorted(repr(tuple(row)) for row in rows)
    return found
