"""Covering the contact details in a database of a version that did not yet do so on reading."""

from __future__ import annotations

from sqlite_utils import Database

from extractor.redaction.seal import covered, holds_sealed, sealed

_TEXTS = {
    "pages": ("text",),
    "observations": (
        *("report", "section", "quote", "subject", "population", "row_label", "column_label"),
    ),
    "reports": (
        *("title", "author_post", "wards", "key_decision", "forward_plan", "purpose"),
        *("recommendations", "source_documents", "evidence"),
    ),
    "refusals": ("example", "example_quote"),
    "documents": ("title",),
}


def cover_contacts(db: Database) -> None:
    """Cover contact details in the tables that are published; keep the texts as they were."""
    for table, columns in _TEXTS.items():
        for column in columns:
            _cover(db, table, column)
    # Where on the page they stand is known only when the document is read again.
    db.execute(
        """insert into page_contacts (document_id, page)
        select distinct p.document_id, p.page from pages p join withheld_texts w
          on w.document_id = p.document_id and w.covered = p.text
        where p.page is not null"""
    )


def _cover(db: Database, table: str, column: str) -> None:
    key = "id" if table == "documents" else "document_id"
    sql = f"select rowid, {key}, {column} from {table} where {column} glob '*[0-9@]*'"
    found = []
    for number, document, text in db.execute(sql):
        hidden = sealed(text)
        if holds_sealed(hidden):
            found.append((number, document, covered(hidden), text))
    for number, document, safe, text in found:
        db.execute(f"update {table} set {column} = ? where rowid = ?", (safe, number))
        db.execute("insert into withheld_texts values (?, ?, ?)", (document, safe, text))
