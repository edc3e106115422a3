"""The view `problems`: what is wrong, and apart from it what to do about it."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.errors import without_remedy
from extractor.ingest.read import _in_short
from extractor.pages.pasted_pictures import ONE
from extractor.store.database import open_for_writing

PLAIN = "Struck-out text: 2 words were left out."


def test_a_page_tells_its_remedy_apart(tmp_path: Path) -> None:
    db = open_for_writing(tmp_path / "figures.db")
    db.execute("pragma foreign_keys = off")
    db.execute(
        """insert into documents (id, path, status, reason, remedy, reader, rules_digest,
          settings_digest, first_seen, read_at, run)
        values ('d', 'a.pdf', 'partial', 'Page 3: so', 'Print it.', '', '', '', '', '', 1)"""
    )
    db.execute(
        """insert into pages (document_id, page, text, text_source, width, height, problems)
        values ('d', 3, '', 'text_layer', 1, 1, ?)""",
        [json.dumps([PLAIN, ONE])],
    )
    found = db.execute("select page, problem, remedy from problems").fetchall()
    problem, remedy = without_remedy(ONE)
    assert remedy is not None
    assert remedy.startswith("Print the page to a new PDF")
    assert problem.endswith("figures inside pictures, often charts, are missing.")
    assert sorted(map(tuple, found[1:])) == sorted([(3, PLAIN, None), (3, problem, remedy)])
    assert tuple(found[0]) == (None, "Page 3: so", "Print it.")


def test_a_document_has_the_remedy_of_its_first_problem() -> None:
    problem, remedy = without_remedy(ONE)
    said = f"Page 3: a{problem[1:]}"
    assert _in_short([(3, ONE)]) == (said, remedy)
    assert _in_short([(3, ONE), (4, PLAIN)]) == (
        f"{said} Something is also wrong with page 4.", remedy
    )  # fmt: skip
    assert _in_short([(3, PLAIN)]) == (f"Page 3: s{PLAIN[1:]}", None)
