"""`python -m corpus.generate --out corpus` writes every document and its truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.generate import truth
from corpus.generate.plan import Document, documents


def write(document: Document, out: Path) -> list[dict[str, object]]:
    """The document, its truth and, for a pack, its reports; returns the truth."""
    made = document.make()
    path = out / document.path
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    records = truth.rows(document.path, made.stated, made.pages)
    truth.write(path.with_suffix(".truth.jsonl"), records)
    if made.bounds:
        truth.write_bounds(path.with_suffix(".reports.json"), made.bounds)
    return records


def main() -> int:
    """Write all documents, or those whose path contains --only."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("corpus"))
    parser.add_argument("--only", default="", help="only documents whose path contains this")
    args = parser.parse_args()
    records: list[dict[str, object]] = []
    for document in documents():
        if args.only in document.path:
            records += write(document, args.out)
    if not args.only:
        truth.write(args.out / "truth.jsonl", records)
    print(f"{len(records)} rows of truth", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
