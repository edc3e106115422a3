"""What two readings of the same documents have gained, lost and changed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.store.corrections import ADDED
from extractor.store.records import Row
from extractor.store.runs import opened

COMPARED: tuple[str, ...] = (
    *("value", "value_max", "unit", "qualifier", "kind", "direction", "measure"),
    *("dimensions_key", "denominator", "area", "period_basis", "period_start", "period_end"),
    "confidence",
)
_NEEDED = (
    *COMPARED,
    *("id", "document_id", "page", "figure_text", "quote", "rule", "as_read", "read_confidence"),
)

Reading = Mapping[str, tuple[str, Mapping[str, Row]]]
"""Document id to its path and its figures by id, as they were read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that one reading has and the other has not, or has otherwise."""

    kind: str
    path: str
    page: int | None
    figure: str
    quote: str
    rule: str | None
    changes: tuple[tuple[str, object, object], ...] = ()


def reading_of_database(db: sqlite3.Connection) -> Reading:
    """What is in a database now."""
    paths = dict(db.execute("select id, path from documents").fetchall())
    return _gathered(paths, _rows(db))


def reading_after_run(db: sqlite3.Connection, run: int) -> Reading:
    """What was in a database when a run had ended."""
    paths = dict(db.execute("select id, path from documents where run <= ?", (run,)).fetchall())
    rows = [row for row in _rows(db) if row["document_id"] in paths]
    replaced = db.execute(
        """select document_id, state from replaced_documents r where run > ? and run = (
          select min(run) from replaced_documents e
          where e.document_id = r.document_id and e.run > ?)""",
        (run, run),
    ).fetchall()
    for document, state in replaced:
        before = opened(state)
        if before["documents"][0]["run"] <= run:
            paths[document] = before["documents"][0]["path"]
            rows += before["observations"]
    return _gathered(paths, rows)


def differences(old: Reading, new: Reading) -> list[Difference]:
    """What `new` has gained, lost and changed, by document."""
    found = []
    for document in sorted({*old, *new}, key=lambda d: (new.get(d) or old[d])[0]):
        path, before = old.get(document, ("", {}))
        path, after = new.get(document, (path, {}))
        found += _of_document(path, before, after)
    return found


def by_rule(found: Iterable[Difference]) -> dict[str, Counter[str]]:
    """Gained, lost and changed figures of each rule."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for difference in found:
        counts[difference.rule or "(no rule)"][difference.kind] += 1
    return dict(sorted(counts.items()))


def _rows(db: sqlite3.Connection) -> list[Row]:
    columns = {row[1] for row in db.execute("pragma table_info(observations)").fetchall()}
    listed = [name if name in columns else f"null as {name}" for name in _NEEDED]
    cursor = db.execute(f"select {', '.join(listed)} from observations")
    return [dict(zip(_NEEDED, row, strict=True)) for row in cursor.fetchall()]


def _gathered(paths: Mapping[str, str], rows: Iterable[Row]) -> Reading:
    figures: dict[str, dict[str, Row]] = {document: {} for document in paths}
    for row in rows:
        read = json.loads(row["as_read"] or "{}")
        if ADDED in read:
            continue
        row = row | {k: v for k, v in read.items() if k in row}
        row["confidence"] = row["read_confidence"] or row["confidence"]
        figures[row["document_id"]][row["id"]] = row
    return {document: (paths[document], of) for document, of in figures.items()}


def _of_document(
    path: str, before: Mapping[str, Row], after: Mapping[str, Row]
) -> list[Difference]:
    same = {name: name for name in before if name in after}
    # A figure whose place on the page has moved a little has another id and the same words.
    moved = {_words(row): name for name, row in after.items() if name not in before}
    for name, row in before.items():
        if name not in same and _words(row) in moved:
            same[name] = moved.pop(_words(row))
    found = [_difference("lost", path, before[n]) for n in before if n not in same]
    kept = set(same.values())
    found += [_difference("gained", path, after[n]) for n in after if n not in kept]
    for old, new in same.items():
        changes = tuple(
            (field, before[old][field], after[new][field])
            for field in COMPARED
            if before[old][field] != after[new][field]
        )
        if changes:
            found.append(_difference("changed", path, after[new], changes))
    return found


def _words(row: Row) -> tuple[object, ...]:
    return row["page"], row["figure_text"], row["quote"]


def _difference(
    kind: str, path: str, row: Row, changes: tuple[tuple[str, object, object], ...] = ()
) -> Difference:
    return Difference(
        kind, path, row["page"], row["figure_text"], row["quote"], row["rule"], changes
    )
