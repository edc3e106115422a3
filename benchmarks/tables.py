"""Table structure on an ICDAR 2013 folder, beside pdfplumber and camelot, in one run.

    python benchmarks/tables.py [FOLDER] [--scorer icdar_score.py] [--tools extractor …]

FOLDER holds the PDFs of the competition and their `*-str.xml` truth. The scorer is the
one that is beside the project's documents; it reads the predictions as
`extractor tables --format json` prints them. Peers that are not installed are left out
(`pip install '.[bench]'`). Times are wall-clock and processor time, with opening and
reading of the file.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from extractor.blocks.tables.find import find_tables
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

SHARED = Path(__file__).resolve().parents[2] / "shared"
Found = tuple[int, list[dict[str, Any]]]  # pages, tables


def ours(file: Path) -> Found:
    """This project's finder."""
    source = open_source(file, ReadingSettings(ocr="off"))
    try:
        pages = list(source.pages())
    finally:
        source.close()
    tables = [{"page": t.page, "rows": t.grid()} for page in pages for t in find_tables(page)]
    return len(pages), tables


def pdfplumber_defaults(file: Path) -> Found:
    """pdfplumber with the settings it comes with."""
    import pdfplumber

    tables = []
    with pdfplumber.open(file) as document:
        for page in document.pages:
            tables += [{"page": page.page_number, "rows": rows} for rows in page.extract_tables()]
            page.close()
        return len(document.pages), tables


def camelot_flavour(flavour: str) -> Callable[[Path], Found]:
    """camelot with one of its flavours."""

    def run(file: Path) -> Found:
        import camelot
        import pypdfium2

        document = pypdfium2.PdfDocument(file)
        pages = len(document)
        document.close()
        tables = []
        for number in range(1, pages + 1):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    found = camelot.read_pdf(str(file), pages=str(number), flavor=flavour)
                except (ValueError, ZeroDivisionError, IndexError, TypeError) as error:
                    print(f"camelot {flavour}: {file.name} page {number}: {error}", file=sys.stderr)
                    continue
            tables += [{"page": number, "rows": t.df.values.tolist()} for t in found]
        return pages, tables

    return run


TOOLS: dict[str, tuple[str, Callable[[Path], Found]]] = {
    "extractor": ("extractor", ours),
    "pdfplumber": ("pdfplumber", pdfplumber_defaults),
    "camelot-lattice": ("camelot", camelot_flavour("lattice")),
    "camelot-stream": ("camelot", camelot_flavour("stream")),
    "camelot-hybrid": ("camelot", camelot_flavour("hybrid")),
}


def predict(run: Callable[[Path], Found], files: list[Path]) -> dict[str, Any]:
    """The tables of all files with the time each took."""
    documents = {}
    for file in files:
        start, busy = time.perf_counter(), time.process_time()
        pages, tables = run(file)
        documents[file.stem] = {
            "tables": tables,
            "pages": pages,
            "seconds": time.perf_counter() - start,
            "cpu": time.process_time() - busy,
        }
    return documents


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("icdar_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "corpus" / "icdar2013")
    parser.add_argument("--scorer", type=Path, default=SHARED / "score" / "icdar_score.py")
    parser.add_argument("--tools", nargs="*", choices=sorted(TOOLS), default=list(TOOLS))
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    files = sorted(args.folder.rglob("*.pdf"))
    truth = scorer.load_truth(str(args.folder))
    print(
        "| tool | macro P | macro R | macro F1 | micro F1 | documents at 0 | ms a page | CPU ms |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in args.tools:
        module, run = TOOLS[name]
        if importlib.util.find_spec(module) is None:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        result = scorer.score({"tool": name, "documents": predict(run, files)}, truth)
        print(
            f"| {name} | {result['macro_p']:.3f} | {result['macro_r']:.3f} | "
            f"{result['macro_f1']:.3f} | {result['micro_f1']:.3f} | {result['zero']} | "
            f"{result['ms_page']:.1f} | {result['cpu_ms_page']:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
