"""Which report a page belongs to, while the pages go by."""

from __future__ import annotations

from dataclasses import replace

from extractor.blocks.model import PageBlocks
from extractor.pages.source import Source
from extractor.reports.header import HeaderReader
from extractor.reports.model import Report


class ReportTracker:
    """Follows the pages of one document and says which report each belongs to.

    `see` is called once for every page, in order; `finish` when all were seen. Keeps
    a few lines a report, so that memory does not grow with the length of the document.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._header = HeaderReader()
        self._reports: list[Report] = [Report(0)]

    def see(self, page: PageBlocks) -> Report:
        """The report that `page` belongs to, its header as far as it is known by now."""
        self._header.read(page)
        header = self._header.header()
        report = self._reports[-1]
        report = replace(
            report,
            title=header.title.value if header.title else None,
            item=header.item.value if header.item else None,
            first_page=report.first_page or page.number,
            last_page=page.number,
            header=header,
        )
        self._reports[-1] = report
        return report

    def finish(self) -> tuple[Report, ...]:
        """Every report of the document, in order."""
        return tuple(self._reports)
