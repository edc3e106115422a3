"""How well tables are found that are set as agencies of the United States set them.

    python -m benchmarks.agency_tables [--scorer icdar_score.py] [--keep FOLDER] [--only NAME …]
    python -m benchmarks.agency_tables --random 0-100

The documents are drawn here, so that every cell is known; the scorer is the competition's, as in
`benchmarks.tables`. Once with every cell at its first row and column only, once with spans. With
`--random` the documents are drawn from seeds, one table each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.agency import drawn_at_random, finance, layouts, statistics
from benchmarks.agency.sheet import Sheet, TrueTable
from benchmarks.tables import SHARED, load_scorer
from extractor.blocks.model import Table
from extractor.blocks.tables.find import find_tables
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

DOCUMENTS: dict[str, Callable[[], Sheet]] = {
    made.__name__: made for made in (*statistics.DOCUMENTS, *finance.DOCUMENTS, *layouts.DOCUMENTS)
}


def found_in(file: Path) -> list[Table]:
    """The tables of a file, page by page."""
    source = open_source(file, ReadingSettings(ocr="off"))
    try:
        return [table for page in source.pages() for table in find_tables(page)]
    finally:
        source.close()


def prediction(tables: list[Table]) -> list[dict[str, Any]]:
    """The tables as the scorer reads them."""
    return [
        {
            "page": table.page,
            "rows": table.grid(),
            "cells": [
                {
                    "row": cell.row,
                    "col": cell.column,
                    "end_row": cell.row + cell.row_span - 1,
                    "end_col": cell.column + cell.column_span - 1,
                    "text": cell.text.content,
                }
                for cell in table.cells
                if cell.text
            ],
        }
        for table in tables
    ]


def truth(tables: list[TrueTable]) -> list[dict[str, Any]]:
    """The drawn tables as the scorer reads them."""
    return [{"page": table.page, "pages": [table.page], "cells": table.cells} for table in tables]


def main(argv: list[str]) -> int:
    """Draw, find and score; a line for each document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scorer", type=Path, default=SHARED / "score" / "icdar_score.py")
    parser.add_argument("--keep", type=Path, help="where the documents are kept")
    parser.add_argument("--only", nargs="*", choices=sorted(DOCUMENTS), default=list(DOCUMENTS))
    parser.add_argument("--random", help="seeds, as in 0-100: documents drawn at random instead")
    args = parser.parse_args(argv)
    made = {name: DOCUMENTS[name] for name in args.only}
    if args.random:
        first, last = map(int, args.random.split("-"))
        made = {f"seed {seed}": partial(drawn_at_random.table, seed) for seed in range(first, last)}
    scorer = load_scorer(args.scorer)
    with tempfile.TemporaryDirectory() as folder:
        kept = args.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        totals = [[0.0, 0.0], [0.0, 0.0]]
        for name, make in made.items():
            sheet = make()
            file = kept / f"{name}.pdf"
            sheet.save(file)
            predicted = prediction(found_in(file))
            line = f"{name:20}"
            for total, spans in zip(totals, (False, True), strict=True):
                correct, said, true = scorer.score_doc(predicted, truth(sheet.tables), spans=spans)
                precision, recall, f1 = scorer.prf(correct, said, true)
                if not sheet.tables:
                    precision = recall = f1 = float(said == 0)
                total[0] += precision
                total[1] += recall
                line += f"  {f1:.3f} ({correct}/{said}/{true})"
            print(f"{line}  tables {len(predicted)}/{len(sheet.tables)}")
    for total, how in zip(totals, ("first places", "with spans"), strict=True):
        precision, recall = (value / len(made) for value in total)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{how}: macro P {precision:.3f}, R {recall:.3f}, F1 {f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
