"""Numbers dropped: neither a figure, nor excluded with a reason, nor on a page with a problem.

    python -m benchmarks.nothing_dropped PATH… [--jobs 2] [--ocr] [--list FILE]

Counts the numbers printed on each page as its words have them, and takes away those that the
page's observations and excluded numbers print; what is left over was dropped. A sentence that
goes over a page break is told of the page on which it begins, so what a neighbouring page tells
more often than it prints counts too. Footnote marks and the digits of codes ("E01031427") are no
numbers; contact details are sealed, and a number beside them that is not shown stands for at most
PARTS runs of digits. Exits with 1 where a number was dropped.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from extractor.binding.candidates import NOT_SHOWN
from extractor.errors import ExtractorError
from extractor.pages.model import Page
from extractor.pages.pasted_pictures import NOT_READ
from extractor.pages.source import TEXT_SUFFIXES, Source, open_source
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.redaction.pages import Sealer
from extractor.rulebook.load import load_rulebook

_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])|(?<![^\W_])\d+(?=(?:bn|m|k|p|st|nd|rd|th)\b)")
_DIGITS = re.compile(r"\d+")
PARTS = 4
SUFFIXES = (".pdf", *TEXT_SUFFIXES)


@dataclass(slots=True)
class Tally:
    """What one document prints and tells; `dropped` names page, number and how often."""

    file: str
    refused: str | None = None
    pages: int = 0
    numbers: int = 0
    excused: int = 0
    unshown: int = 0
    dropped: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many numbers were dropped."""
        return sum(times for _, _, times in self.dropped)


class _Watched:
    """A source that counts the numbers of its pages as they go by."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.identity, self.media = source.identity, source.media
        self.page_count, self.outline, self.title = source.page_count, source.outline, source.title
        self.printed: dict[int, Counter[str]] = {}

    def pages(self) -> Iterator[Page]:
        sealer = Sealer()
        for page in self._source.pages():
            (sealed,) = sealer.seal([page])
            self.printed[page.number or 0] = _printed(sealed)
            yield page

    def close(self) -> None:
        self._source.close()


def _printed(page: Page) -> Counter[str]:
    texts = [page.text] if page.text is not None else [w.text for w in page.words if not w.raised]
    return Counter(digits for text in texts for digits in _NUMBER.findall(text))


def tally(path: Path, settings: ReadingSettings) -> Tally:
    """What a document prints and tells, and what of it was dropped."""
    out = Tally(str(path))
    try:
        source = _Watched(open_source(path, settings))
        told, hidden, excused = _told(source, settings)
    except ExtractorError as error:
        out.refused = str(error)  # a file that is refused as a whole has a row that says so
        return out
    out.pages = len(source.printed)
    surplus = {page: told[page] - printed for page, printed in source.printed.items()}
    for page, printed in source.printed.items():
        left = printed - told[page]
        out.numbers += printed.total()
        if page in excused:
            out.excused += left.total()
            continue
        left -= _broken(left, surplus[page])
        unseen = PARTS * hidden[page]
        for digits, times in left.items():
            for near in (page - 1, page + 1):
                taken = min(times, surplus.get(near, Counter())[digits])
                if taken:
                    surplus[near][digits] -= taken
                    times -= taken
            out.unshown += min(times, unseen)
            times, unseen = times - min(times, unseen), unseen - min(times, unseen)
            if times:
                out.dropped.append((page, digits, times))
    return out


def _broken(left: Counter[str], surplus: Counter[str]) -> Counter[str]:
    """The parts, among what is left, of numbers that a narrow column broke over two lines."""
    parts: Counter[str] = Counter()
    for whole in surplus:
        for cut in range(1, len(whole)):
            two = Counter((whole[:cut], whole[cut:]))
            if two <= left - parts:
                parts += two
                break
    return parts


def _told(
    source: Source, settings: ReadingSettings
) -> tuple[dict[int, Counter[str]], Counter[int], set[int]]:
    """The numbers told of each page, how many are told and not shown, and the pages of which a
    problem is told."""
    told: dict[int, Counter[str]] = defaultdict(Counter)
    hidden: Counter[int] = Counter()
    excused: set[int] = set()
    with Reading(source, load_rulebook(), settings) as reading:
        for read in reading.pages():
            number = read.page.number or 0
            # A picture that was not read is no reason why a number of the text is not told.
            if any(not problem.endswith(NOT_READ) for problem in read.page.problems):
                excused.add(number)
            for figure in read.observations:
                told[figure.page or number].update(_DIGITS.findall(figure.figure_text))
            for excluded in read.excluded:
                where = excluded.page or number
                told[where].update(_DIGITS.findall(excluded.text))
                hidden[where] += excluded.text == NOT_SHOWN
    return told, hidden, excused


def _files(paths: list[Path]) -> list[Path]:
    found = [f for p in paths for f in ([p] if p.is_file() else sorted(p.rglob("*")))]
    return [f for f in found if f.is_file() and f.suffix.lower() in SUFFIXES]


def _lines(path: Path | None) -> TextIO:
    return Path(os.devnull if path is None else path).open("w", encoding="utf-8")


def main(argv: list[str]) -> int:
    """Count over the files named, print the documents that drop numbers, and the sum."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ocr", action="store_true", help="recognise pages without usable text")
    parser.add_argument("--list", type=Path, help="write what was dropped, a number a line")
    args = parser.parse_args(argv)
    settings = ReadingSettings(ocr="auto" if args.ocr else "off")
    done: list[Tally] = []
    with ProcessPoolExecutor(args.jobs) as pool, _lines(args.list) as lines:
        waiting = [pool.submit(tally, path, settings) for path in _files(args.paths)]
        for future in as_completed(waiting):
            document = future.result()
            done.append(document)
            for page, number, times in document.dropped:
                lines.write(f"{document.file}\t{page}\t{number}\t{times}\n")
            lines.flush()
            if document.dropped:
                pages = len({page for page, _, _ in document.dropped})
                print(f"{document.left:6} on {pages} pages: {document.file}", flush=True)
    left = sum(d.left for d in done)
    print(
        f"{len(done)} documents ({sum(d.refused is not None for d in done)} refused), "
        f"{sum(d.pages for d in done)} pages, {sum(d.numbers for d in done)} numbers: "
        f"{left} dropped, {sum(d.excused for d in done)} on pages with a problem, "
        f"{sum(d.unshown for d in done)} not shown"
    )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
