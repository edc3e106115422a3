"""Word error rate of recognition on pages of the project's own papers.

    .venv/bin/python -m benchmarks.ocr [--pages 6] [--dpi 150 200 300]

Pages with a text layer are drawn at each resolution, clean and damaged (turned by two
degrees, blurred, with grain), bound into a PDF of pictures and read the way any scan is.
The words are compared with those of the text layer, both in rows from the top: the error
rate is the edit distance over the number of words. Figures are counted apart: how many of
the page's are read, and how many of those read are on the page.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from fpdf import FPDF
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from extractor.pages.model import Page
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
DEGREES = 2.0
GRAIN = 14.0
_FIGURE = re.compile(r"£?\d[\d,.]*%?")


@dataclass
class Score:
    """What was read at one resolution in one state."""

    words: int = 0
    errors: int = 0
    figures: int = 0
    found: int = 0
    right: int = 0
    seconds: float = 0.0
    pages: int = 0

    def line(self, name: str) -> str:
        """One row of the table."""
        return (
            f"| {name} | {100 * self.errors / self.words:.2f}% "
            f"| {100 * self.right / max(self.figures, 1):.1f}% "
            f"| {100 * self.right / max(self.found, 1):.1f}% "
            f"| {self.seconds / self.pages:.1f} |"
        )


def rows(page: Page) -> list[str]:
    """The words of a page in rows from the top."""
    lines: list[list[tuple[float, str]]] = []
    last = -1e9
    for word in sorted(page.words, key=lambda w: w.baseline):
        if not word.upright:
            continue
        if word.baseline - last > 0.4 * word.size:
            lines.append([])
        last = word.baseline
        lines[-1].append((word.box.x0, word.text))
    return [text for line in lines for _, text in sorted(line)]


def damaged(image: Image.Image, seed: int) -> Image.Image:
    """The picture as a poor scanner gives it."""
    turned = image.rotate(DEGREES, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
    grain = np.random.default_rng(seed).normal(0.0, GRAIN, soft.shape)
    return Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))


def bind(path: Path, image: Image.Image, dpi: int) -> None:
    """Write the picture as the one page of a PDF."""
    size = image.width * 72 / dpi, image.height * 72 / dpi
    pdf = FPDF(unit="pt", format=size)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    stream = io.BytesIO()
    image.save(stream, "PNG")
    pdf.image(stream, 0, 0, *size)
    pdf.output(str(path))


def chosen(count: int) -> list[tuple[Path, int, list[str]]]:
    """Papers spread over the corpus, each with the fullest of its first three pages."""
    papers = sorted(CORPUS.glob("*/*/*.pdf"))
    step = max(len(papers) // count, 1)
    found = []
    for path in papers[::step]:
        source = open_source(path, ReadingSettings(ocr="off"))
        pages = [p for p in source.pages() if p.text_source == "text_layer"][:3]
        source.close()
        if pages and len(found) < count:
            best = max(pages, key=lambda p: len(p.words))
            found.append((path, best.number or 1, rows(best)))
    return found


def measure(score: Score, path: Path, dpi: int, truth: Sequence[str]) -> None:
    """Read one scan and add what was right and wrong."""
    source = open_source(path, ReadingSettings(ocr_dpi=dpi))
    start = time.perf_counter()
    (page,) = source.pages()
    score.seconds += time.perf_counter() - start
    source.close()
    got = rows(page)
    score.pages += 1
    score.words += len(truth)
    score.errors += Levenshtein.distance(truth, got)
    meant, seen = (Counter(f for w in ws for f in _FIGURE.findall(w)) for ws in (truth, got))
    score.figures += meant.total()
    score.found += seen.total()
    score.right += (meant & seen).total()


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("--pages", type=int, default=6)
    options.add_argument("--dpi", type=int, nargs="+", default=[150, 200, 300])
    asked = options.parse_args()
    pages = chosen(asked.pages)
    print(f"{len(pages)} pages, {sum(len(words) for *_, words in pages)} words")
    print("| picture | word error rate | figures found | figures right | seconds a page |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / "scan.pdf"
        for dpi in asked.dpi:
            for state in ("clean", "turned, blurred, grainy"):
                score = Score()
                for seed, (path, number, truth) in enumerate(pages):
                    document = pdfium.PdfDocument(path)
                    shown = document[number - 1].render(scale=dpi / 72, grayscale=True)
                    image = shown.to_pil().convert("L")
                    document.close()
                    bind(scan, image if state == "clean" else damaged(image, seed), dpi)
                    measure(score, scan, dpi, truth)
                print(score.line(f"{dpi} dpi, {state}"), flush=True)


if __name__ == "__main__":
    main()
