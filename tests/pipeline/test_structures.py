"""What rules a figure in small papers of every shape: sections, captions, headers, cards, totals.

The papers are in `structures/`, several in a file: "##### name", the text, "=====", and a line for
each figure: value, unit and kind; its time; its labels; and its rating and direction, if any.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.package_files import shipped
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook

FOLDER = Path(__file__).parent / "structures"
HEAD = (
    "Elmsworth Borough Council\n\nCORPORATE PARENTING PERFORMANCE REPORT\n\n"
    "To: Corporate Parenting Panel\n\nMeeting Date: 12 June 2025\n\n"
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(shipped("rules"))


def cases() -> list[tuple[str, str, list[str]]]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("##### ")[1:]:
            name, _, rest = part.partition("\n")
            text, _, figures = rest.partition("\n=====\n")
            found.append((f"{file.stem}: {name}", text, figures.split("\n")))
    return found


def told(record: dict[str, Any]) -> str:
    when = [record[k] for k in ("period_start", "period_end") if record.get(k)]
    labels = [record[k] for k in ("row_label", "column_label") if record.get(k)]
    ratings = [record[k] for k in ("rag", "trend") if record.get(k)]
    parts = [
        f"{record['value']:g} {record['unit']} {record['kind']}",
        " to ".join(when) or "-",
        " / ".join(labels) or "-",
        " ".join(ratings),
    ]
    return "; ".join(part for part in parts if part)


@pytest.mark.parametrize(("name", "text", "figures"), cases(), ids=[c[0] for c in cases()])
def test_what_rules_each_figure(
    name: str, text: str, figures: list[str], rulebook: Rulebook
) -> None:
    read = read_text(HEAD + text, rulebook).observations
    assert [told(one.record()) for one in read] == [line for line in figures if line]


def test_there_are_several_of_each_kind() -> None:
    kinds = [name.partition(":")[0] for name, _, _ in cases()]
    assert len(kinds) > 70
    assert min(kinds.count(kind) for kind in ("sections", "caption", "headers", "cards")) > 5
