"""The whole way of a figure: bytes to pages, blocks, passages, marks, figures, observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.binding.model import Binding
from extractor.binding.observe import Observer
from extractor.blocks.read import read_blocks
from extractor.observation import DocumentIdentity, Observation, PageRecord, RefusedNumber
from extractor.pages.source import Source, TextSource, open_source
from extractor.passages.read import PassageReader
from extractor.reports.model import Report
from extractor.reports.tracker import ReportTracker
from extractor.rulebook.model import Rulebook
from extractor.settings import ReadingSettings


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page gave: its record, its observations, and the numbers that are none."""

    page: PageRecord
    observations: tuple[Observation, ...]
    refused: tuple[RefusedNumber, ...]
    bindings: tuple[Binding, ...] = ()


class Reading:
    """One document being read. Use as a context manager and iterate `pages()` once.

    `reports` is complete when the pages are exhausted. Memory is bounded by a few
    pages, however long the document is. Raises RefusedDocument on opening a file that
    is no document, FailedDocument where pdfium gives up on the whole file.
    """

    def __init__(
        self,
        document: Path | Source,
        rulebook: Rulebook,
        settings: ReadingSettings,
        *,
        explain: bool = False,
    ) -> None:
        self._rulebook, self._explain = rulebook, explain
        self._source = open_source(document, settings) if isinstance(document, Path) else document
        self.identity: DocumentIdentity = self._source.identity
        self.reports: tuple[Report, ...] = ()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def pages(self) -> Iterator[PageReading]:
        """The way, a page at a time."""
        tracker = ReportTracker(self._source)
        passages = PassageReader()
        observer = Observer(self._rulebook, self.identity, explain=self._explain)
        for page in read_blocks(self._source.pages()):
            report = tracker.see(page)
            found = [observer.observe(passage, report) for passage in passages.read(page, report)]
            refused = tuple(number for f in found for number in f.refused)
            record = PageRecord(
                page.number, page.text, page.text_source, page.width, page.height,
                page.problems, page.printed_number, len(refused),
            )  # fmt: skip
            yield PageReading(
                record,
                tuple(o for f in found for o in f.observations),
                refused,
                tuple(b for f in found for b in f.bindings),
            )
        self.reports = tracker.finish()


def read_text(text: str, rulebook: Rulebook, *, explain: bool = False) -> PageReading:
    """Read a piece of text as if it were a text file: for examples and for `explain`."""
    identity = DocumentIdentity("0" * 64, "(text)", "text", len(text.encode()), 1)
    source = TextSource(identity, "text", text)
    with Reading(source, rulebook, ReadingSettings(), explain=explain) as reading:
        return next(reading.pages())
