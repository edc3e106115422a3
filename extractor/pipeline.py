"""The pipeline: bytes to pages, blocks, passages, annotations, bindings and observations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractor.binding.candidates import excluded_in
from extractor.binding.model import Binding, BindingResult
from extractor.binding.observe import Observer, prepare_sentences
from extractor.blocks.model import PageBlocks
from extractor.blocks.read import read_blocks
from extractor.errors import FAULTS, page_problem, passage_problem
from extractor.observation import DocumentIdentity, ExcludedNumber, Observation, PageRecord
from extractor.pages.source import Source, TextSource, open_source
from extractor.passages.excluded import excluded_texts
from extractor.passages.read import PassageReader
from extractor.passages.sentences import sentence_spans
from extractor.reading_settings import ReadingSettings
from extractor.redaction.pages import Sealer
from extractor.reports.model import Given, Report
from extractor.reports.tracker import ReportTracker
from extractor.rulebook.model import Rulebook

TOGETHER = 256
"""Passages that are looked at together: mostly those of a page, while a text file is one page."""
TEXTS_TOGETHER = 1000
"""Short texts whose sentences are parsed together."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page gives: its record, its observations, and the numbers that are not
    statistics."""

    page: PageRecord
    observations: tuple[Observation, ...]
    excluded: tuple[ExcludedNumber, ...]
    bindings: tuple[Binding, ...] = ()


class Reading:
    """One document being read. Use as a context manager and iterate `pages()` once.

    `given` is what is known of the paper from elsewhere; it wins over what its pages say.
    `progress` is called before each passage, as a sign of life. `reports` is complete when the
    pages
    are exhausted. Memory is bounded by a few pages, however long the document is. Raises
    RefusedDocument on opening a file that is not a document, FailedDocument where pdfium gives up
    on the whole file.
    """

    def __init__(
        self,
        document: Path | Source,
        rulebook: Rulebook,
        settings: ReadingSettings,
        *,
        explain: bool = False,
        given: Given | None = None,
        progress: Callable[[], None] = lambda: None,
    ) -> None:
        self._rulebook, self._explain = rulebook, explain
        self._given, self._progress = given, progress
        self._source = open_source(document, settings) if isinstance(document, Path) else document
        self.identity: DocumentIdentity = self._source.identity
        self.reports: tuple[Report, ...] = ()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def pages(self) -> Iterator[PageReading]:
        """Run the pipeline, a page at a time."""
        tracker = ReportTracker(self._source, self._given)
        passages = PassageReader()
        observer = Observer(self._rulebook, self.identity, explain=self._explain)
        sealer = Sealer()
        followed = tracker.follow(read_blocks(sealer.seal(self._source.pages())))
        for page, report in followed:
            found, outside_passages, problems = _observed(
                page, report, passages, observer, self._progress
            )
            excluded = (*(number for f in found for number in f.excluded), *outside_passages)
            shown = sealer.seen(page.number)
            record = PageRecord(
                page.number, page.text, page.text_source, page.width, page.height,
                page.problems + problems, page.printed_number, len(excluded), shown.turned,
                shown.contacts,
            )  # fmt: skip
            yield PageReading(
                record,
                tuple(o for f in found for o in f.observations),
                excluded,
                tuple(b for f in found for b in f.bindings),
            )
        self.reports = tracker.finish()


def _observed(
    page: PageBlocks,
    report: Report,
    passages: PassageReader,
    observer: Observer,
    progress: Callable[[], None],
) -> tuple[list[BindingResult], list[ExcludedNumber], tuple[str, ...]]:
    """What the passages of a page give, the numbers of what is not a passage, and what went
    wrong."""
    try:
        held = passages.read(page, report)
        outside_passages = excluded_in(excluded_texts(page, held))
    except FAULTS as error:
        return [], [], (page_problem(error),)
    found: list[BindingResult] = []
    problems: list[str] = []
    for at, passage in enumerate(held):
        progress()
        if at % TOGETHER == 0:
            with suppress(*FAULTS):  # the passage at fault says so below, where it is read alone
                observer.look_ahead(held[at : at + TOGETHER], report)
        try:
            found.append(observer.observe(passage, report))
        except FAULTS as error:
            problems.append(passage_problem(error, passage.text.content))
    return found, outside_passages, tuple(problems)


def read_text(text: str, rulebook: Rulebook, *, explain: bool = False) -> PageReading:
    """Read a piece of text as if it were a text file: for examples and for `explain`."""
    identity = DocumentIdentity("0" * 64, "(text)", "text", len(text.encode()), 1)
    source = TextSource(identity, "text", text)
    with Reading(source, rulebook, ReadingSettings.usual(), explain=explain) as reading:
        return next(reading.pages())


def read_texts(texts: Sequence[str], rulebook: Rulebook) -> Iterator[PageReading]:
    """Read pieces of text, each as `read_text` does; sentences are parsed together."""
    for first in range(0, len(texts), TEXTS_TOGETHER):
        some = texts[first : first + TEXTS_TOGETHER]
        prepare_sentences(
            (text[start:end] for text in some for start, end in sentence_spans(text)), rulebook
        )
        for text in some:
            yield read_text(text, rulebook)
    prepare_sentences((), rulebook)
