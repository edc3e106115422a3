"""A small database with two papers, and its file of corrections."""

from __future__ import annotations

import csv
from pathlib import Path

from extractor.store.correction_file import file_beside

NAMES = (
    *("action", "observation_id", "document", "figure", "place", "field", "old", "new", "quote"),
    *("reason", "made_by", "made_on"),
)
FIRST = ["At 31 March 2019 there were 690 children in care."]
SECOND = [
    "At 31 March 2020 there were 717 children in care.",
    "Some 51% of children in care were placed out of county.",
]


def write_paper(folder: Path, name: str, paragraphs: list[str], meeting: str) -> None:
    folder.mkdir(exist_ok=True)
    numbered = "\n\n".join(f"1.{n} {text}" for n, text in enumerate(paragraphs, 1))
    (folder / name).write_text(
        "Norfolk County Council\n\nAgenda Item No: 5\n\nCORPORATE PARENTING REPORT\n\n"
        f"To: Children's Committee\n\nMeeting Date: {meeting}\n\n"
        f"From: Director of Children's Services\n\n1. BACKGROUND\n\n{numbered}\n",
        encoding="utf-8",
    )


def write_corrections(database: Path, **given: object) -> Path:
    """The file beside the database with one line, or with none."""
    path = file_beside(database)
    line = {"reason": "seen on the page", "made_by": "me", "made_on": "2026-01-01", **given}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, NAMES)
        writer.writeheader()
        if given:
            writer.writerow(line)
    return path
