"""How well the figures of real papers are read, apart by where they stand: cards, tables, prose.

    python -m benchmarks.by_source [--jobs 2]

Scores `reports.jsonl` beside the shared papers with its own scorer, the figures of one source at
a time: those of the others are then neither wanted nor counted against.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
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
    for source in SOURCES:
        docs = {row["doc"] for row in rows if row["source"] == source}
        wanted = [
            row if row["source"] == source else {**row, "optional": True}
            for row in rows
            if row["doc"] in docs
        ]
        result, _ = tool.score(wanted, found)
        fields = ", ".join(f"{name} {result['fields'].get(name, 0.0):.3f}" for name in FIELDS)
        print(
            f"{source:6} {result['gold']:5} figures, record F1 {result['record_f1']:.3f}: {fields}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
