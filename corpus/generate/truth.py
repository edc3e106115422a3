"""The truth beside the papers, in the form of the annotations that the scorer reads.

A row for each figure: what it states, and exactly where it is. Numbers that are no
statistic have a row with that role, and every page has a row, so that what a reader adds
to a page is counted against it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from corpus.generate.said import Figure


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in its place. `page` and `box` (x0, top, x1, bottom in points) for a PDF,
    `start` and `end` (code points) for text. A box is None where the figure is on a picture
    or runs over two lines."""

    figure: Figure
    quote: str
    source: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    start: int | None = None
    end: int | None = None
    row_label: str | None = None
    column_label: str | None = None
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A report within a pack: its item number, title and PDF pages (None: not in the pack)."""

    item: str
    title: str
    first_page: int | None
    last_page: int | None
    status: str = "report"


def row(document: str, number: int, stated: Stated) -> dict[str, object]:
    """One line of the truth; what does not apply is left out."""
    figure = stated.figure
    record: dict[str, object] = {
        "id": f"{_name(document)}-{number:04}",
        "doc": document,
        "page": stated.page,
        "bbox": None if stated.box is None else [round(side, 1) for side in stated.box],
    }
    if stated.start is not None:
        record |= {"char_start": stated.start, "char_end": stated.end}
    record["figure_text"] = figure.text
    if figure.role in ("not_a_statistic", "definition_part"):
        return _said(record | {"role": figure.role, "notes": figure.notes})
    when = figure.when
    as_at = when is not None and when.start is None
    record |= {
        "quote": stated.quote,
        "source": stated.source,
        "row_label": stated.row_label,
        "column_label": stated.column_label,
        "value": figure.value,
        "value_max": figure.value_max,
        "unit": figure.unit,
        "measure_id": figure.measure,
        "category": dict(figure.category),
        "qualifier": figure.qualifier,
        "role": figure.role,
        "direction": figure.direction,
        "period_type": "unspecified" if when is None else "as_at" if as_at else "period",
        "as_at": when.end.isoformat() if when and as_at else None,
        "period_start": when.start.isoformat() if when and when.start else None,
        "period_end": when.end.isoformat() if when and not as_at else None,
        "area": figure.area,
        "ambiguous": figure.ambiguous,
        "optional": figure.optional,
    }
    if stated.second_hand:
        record["second_hand"] = True
    return _said(record)


def _said(record: dict[str, object]) -> dict[str, object]:
    return {
        key: value
        for key, value in record.items()
        if value is not None and value is not False and value not in ({}, "")
    }


def _name(document: str) -> str:
    """tarnley-scorecard_2016-17"""
    path = Path(document)
    return f"{path.parts[0]}-{path.stem}"


def rows(document: str, stated: list[Stated], pages: int | None) -> list[dict[str, object]]:
    """The truth of a document: its figures, and a row for each page without any."""
    found = [row(document, number, figure) for number, figure in enumerate(stated, 1)]
    covered = {figure.page for figure in stated}
    for page in range(1, (pages or 0) + 1):
        if page not in covered:
            found.append(
                {
                    "id": f"{_name(document)}-page{page}",
                    "doc": document,
                    "page": page,
                    "figure_text": "",
                    "role": "not_a_statistic",
                    "notes": "nothing on this page is a statistic",
                }
            )
    return found


def write(path: Path, records: list[dict[str, object]]) -> None:
    """One JSON object a line."""
    lines = (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records
    )
    path.write_text("".join(lines), encoding="utf-8")


def write_bounds(path: Path, bounds: list[Bound]) -> None:
    """Where the reports of a pack begin and end."""
    records = [
        {
            "item": bound.item,
            "title": bound.title,
            "first_page": bound.first_page,
            "last_page": bound.last_page,
            "status": bound.status,
        }
        for bound in bounds
    ]
    path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
