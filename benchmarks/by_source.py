"""How well the figures of real papers are read, apart by where they stand: cards, tables, prose.

    python -m benchmarks.by_source [--jobs 2]

Scores `reports.jsonl` beside the shared papers with its own scorer, the figures of one source at
a time: those of the others are then neither wanted nor counted against. Last come performance
reports, which are the papers with cards: all figures of their pages, and those that are not in
sentences.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import ModuleType
from typing import Any

from benchmarks.scoreboard import gold_sets, read_file, scorer

SOURCES = ("card", "table", "list", "prose")
FIELDS = ("kind", "period", "dimensions", "measure")


def main(argv: list[str]) -> int:
    """Read the papers and print a line for each source."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    tool = scorer()
    gold = next(known for known in gold_sets() if known.name == "reports")
    rows: list[dict[str, Any]] = tool.read_jsonl(gold.gold)
    files = [str(gold.files(doc)) for doc in sorted({row["doc"] for row in rows})]
    with ProcessPoolExecutor(args.jobs) as pool:
        found = [record for records in pool.map(read_file, files) for record in records]
    cards = {row["doc"] for row in rows if row["source"] == "card"}
    for source in SOURCES:
        _tell(source, tool, rows, found, lambda row, source=source: row["source"] == source)
    _tell("performance reports", tool, rows, found, lambda row: row["doc"] in cards)
    _tell(
        "their cards, tables",
        tool,
        rows,
        found,
        lambda row: row["doc"] in cards and row["source"] in ("card", "table"),
    )
    return 0


def _tell(
    name: str,
    tool: ModuleType,
    rows: list[dict[str, Any]],
    found: list[dict[str, Any]],
    asked: Callable[[dict[str, Any]], bool],
) -> None:
    docs = {row["doc"] for row in rows if asked(row)}
    wanted = [
        row if asked(row) else {**row, "optional": True} for row in rows if row["doc"] in docs
    ]
    result, _ = tool.score(wanted, found)
    fields = ", ".join(f"{field} {result['fields'].get(field, 0.0):.3f}" for field in FIELDS)
    print(f"{name:20} {result['gold']:5} figures, record F1 {result['record_f1']:.3f}: {fields}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
