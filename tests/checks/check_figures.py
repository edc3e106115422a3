"""Figures and papers of an invented council, for the checks."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.checks.document import Knowledge, check_document
from extractor.checks.model import Figure, Finding
from extractor.checks.run import load_identities
from extractor.cli import main

KNOWS = Knowledge(
    {"cla_total": "Children looked after", "cla_placement": "Children looked after by placement"},
    {("cla_total", "count"): (10.0, 2000.0)},
)
PLAIN = Figure(
    id="", document="d", position=0, report=0, page=1, source="list", quote="", offset=0, text="",
    value=0, value_max=None, rounded_to=1, unit="count", qualifier="exact", kind="actual",
    direction=None, measure="cla_total", dimensions=(), denominator=None, area="Elmsworth",
    where="local:elmsworth", level="local", basis="as_at", start=None, end="2020-03-31",
    meeting="2020-06-30", confidence="high", doubts=(), row=None, column=None, key=None,
)  # fmt: skip
MIX = {
    "in_house_foster": 253, "ifa_foster": 217, "semi_independent": 86, "placed_for_adoption": 26,
    "connected_person": 37, "placed_with_parents": 12, "residential": 86,
}  # fmt: skip


def figure(value: float, **fields: object) -> Figure:
    """A figure; what is not said is a total of Elmsworth at 31 March 2020."""
    number = len(_made)
    _made.append(number)
    given: dict[str, object] = {"id": f"f{number}", "position": number, "quote": f"quote {number}"}
    return replace(PLAIN, value=value, **(given | fields))  # type: ignore[arg-type]


def placements(mix: dict[str, int], **fields: object) -> list[Figure]:
    """One figure for each kind of placement."""
    return [
        figure(value, measure="cla_placement", dimensions=(("placement_type", kind),), **fields)
        for kind, value in mix.items()
    ]


def found(figures: list[Figure], identity: str) -> list[Finding]:
    """What one identity finds."""
    return [
        finding
        for finding in check_document(load_identities(), figures, KNOWS)
        if finding.identity.id == identity
    ]


def report(folder: Path, name: str, paragraphs: list[str], meeting: str = "16 June 2020") -> Path:
    """A text paper of an invented committee."""
    path = folder / name
    folder.mkdir(exist_ok=True)
    numbered = "\n\n".join(f"1.{n} {text}" for n, text in enumerate(paragraphs, 1))
    path.write_text(
        "Norfolk County Council\n\nAgenda Item No: 5\n\nCORPORATE PARENTING REPORT\n\n"
        f"To: Children's Committee\n\nMeeting Date: {meeting}\n\n"
        f"From: Director of Children's Services\n\n1. BACKGROUND\n\n{numbered}\n",
        encoding="utf-8",
    )
    return path


_made: list[int] = []


def alarms_of(papers: Path, database: Path, jobs: int) -> dict[str, list[str]]:
    """The sentences of the alarms of each paper of a folder that is ingested, by its name."""
    with pytest.raises(SystemExit) as left:
        main(["ingest", str(papers), "--db", str(database), "--jobs", str(jobs), "--quiet"])
    assert left.value.code == 0
    with sqlite3.connect(database) as db:
        found = db.execute(
            """select d.path, c.message from documents d
            left join checks c on c.document_id = d.id and c.status = 'fail'"""
        ).fetchall()
    listed: dict[str, list[str]] = {}
    for path, message in found:
        listed.setdefault(Path(path).stem, []).extend([message] if message else [])
    return listed
