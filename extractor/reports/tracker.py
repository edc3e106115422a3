"""Which report a page belongs to, while the pages go by."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, Protocol

from extractor.blocks.model import PageBlocks
from extractor.observation import DocumentIdentity
from extractor.reports.model import Report


class DocumentSource(Protocol):
    """What the tracker asks of an opened document."""

    @property
    def identity(self) -> DocumentIdentity: ...
    @property
    def media(self) -> Literal["pdf", "text", "markdown"]: ...
    @property
    def outline(self) -> tuple[tuple[int, str, int], ...]: ...
    @property
    def page_count(self) -> int: ...


class ReportTracker:
    """Follows the pages of one document and says which report each belongs to.

    `see` is called once for every page, in order; `finish` when all were seen. Keeps
    a few lines a report, so that memory does not grow with the length of the document.
    """

    def __init__(self, source: DocumentSource) -> None:
        self._source = source
        self._reports: list[Report] = [Report(0)]

    def see(self, page: PageBlocks) -> Report:
        """The report that `page` belongs to, its header as far as it is known by now."""
        report = self._reports[-1]
        report = replace(report, first_page=report.first_page or page.number, last_page=page.number)
        self._reports[-1] = report
        return report

    def finish(self) -> tuple[Report, ...]:
        """Every report of the document, in order."""
        return tuple(self._reports)
