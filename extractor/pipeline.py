"""The pipeline: bytes to pages, blocks, passages, annotations, bindings and observations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from extractor.binding.candidates import excluded_in
from extractor.binding.model import Binding, BindingResult
from extractor.binding.observe import Observer, prepare_sentences
from extractor.blocks.model import PageBlocks
from extractor.blocks.read import read_blocks
from extractor.errors import FAULTS, FailedDocument, page_problem, passage_problem
from extractor.observation import DocumentIdentity, ExcludedNumber, Observation, PageRecord
from extractor.pages.source import Source, TextSource, open_source
from extractor.passages.excluded import excluded_texts
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.passages.sentences import sentence_spans
from extractor.reading_settings import ReadingSettings
from extractor.redaction.pages import Sealer, Seen
from extractor.reports.model import Given, Report
from extractor.reports.tracker import ReportTracker
from extractor.rulebook.model import Rulebook

PAGES_TOGETHER = 8
"""Pages whose sentences are parsed together: most pages state a few figures only, and calling the
parser takes as long as a sentence of them."""
TOGETHER = 256
"""Sentences that are looked at together: mostly those of a few pages. A text file is one page."""
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
        for together in _together(_drafts(followed, passages, sealer)):
            for draft in _observed(together, observer, self._progress):
                yield draft.reading()
        self.reports = tracker.finish()


@dataclass(slots=True)
class _Draft:
    """A page with its passages, and what is found in them."""

    page: PageBlocks
    report: Report
    shown: Seen
    passages: Sequence[Passage] = ()
    found: list[BindingResult] = field(default_factory=list)
    outside: Sequence[ExcludedNumber] = ()
    """The numbers of what is not a passage."""
    problems: list[str] = field(default_factory=list)

    def reading(self) -> PageReading:
        """What the page gives."""
        page, shown = self.page, self.shown
        excluded = (*(number for f in self.found for number in f.excluded), *self.outside)
        record = PageRecord(
            page.number, page.text, page.text_source, page.width, page.height,
            page.problems + tuple(self.problems), page.printed_number, len(excluded), shown.turned,
            shown.contacts,
        )  # fmt: skip
        return PageReading(
            record,
            tuple(o for f in self.found for o in f.observations),
            excluded,
            tuple(b for f in self.found for b in f.bindings),
        )


def _drafts(
    followed: Iterable[tuple[PageBlocks, Report]], reader: PassageReader, sealer: Sealer
) -> Iterator[_Draft]:
    """The pages with their passages."""
    for page, report in followed:
        draft = _Draft(page, report, sealer.seen(page.number))
        try:
            held = reader.read(page, report)
            draft.outside = excluded_in(excluded_texts(page, held))
            draft.passages = held
        except FAULTS as error:
            draft.problems.append(page_problem(error))
        yield draft


def _together(drafts: Iterator[_Draft]) -> Iterator[list[_Draft]]:
    """The pages in groups; nobody waits for pages that take seconds each. What was read before a
    failure comes out before it is raised."""
    held: list[_Draft] = []
    try:
        for draft in drafts:
            held.append(draft)
            if len(held) == PAGES_TOGETHER or draft.page.text_source == "ocr":
                yield held
                held = []
    except FailedDocument:
        if held:
            yield held
        raise
    if held:
        yield held


def _observed(
    drafts: Sequence[_Draft], observer: Observer, progress: Callable[[], None]
) -> Iterator[_Draft]:
    """The pages with what their passages give."""
    sentences = [(p, d.report) for d in drafts for p in d.passages if p.cell is None]
    seen = 0
    for draft in drafts:
        for passage in draft.passages:
            progress()
            if passage.cell is None:
                if seen % TOGETHER == 0:
                    with suppress(*FAULTS):  # the passage at fault says so where it is read alone
                        observer.look_ahead(sentences[seen : seen + TOGETHER])
                seen += 1
            try:
                draft.found.append(observer.observe(passage, draft.report))
            except FAULTS as error:
                draft.problems.append(passage_problem(error, passage.text.content))
        yield draft


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
