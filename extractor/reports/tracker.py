"""Which report of a pack each page belongs to, page by page, and when its header is complete."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from extractor.blocks.model import PageBlocks
from extractor.pages.source import Source
from extractor.reports.council import CouncilEvidence
from extractor.reports.council_names import place_key
from extractor.reports.front_sheet import FrontItem, front_items, is_front_sheet, names_agenda
from extractor.reports.header import HeaderReader
from extractor.reports.kinds import paper_kind
from extractor.reports.labels import head_lines
from extractor.reports.model import Given, Header, Report, ReportKind, Stated
from extractor.reports.printed_lines import PrintedLine, page_lines
from extractor.reports.segments import (
    Beginning,
    PageHead,
    Plan,
    find_beginning,
    page_head,
)

# An agenda's own pages are looked for at the head of the document only.
_FRONT_PAGES = 12
_FRONT_LINES = 600
# The upper part of a page in which a report's head is.
_TOP = 0.6
_INHERITED = ("council", "committee", "meeting_date", "published")
# A page is handed on when so many more have been seen: whose report it is and which time it
# covers may be said on its second page or at its end.
LOOK_AHEAD = 16
# Recognising a page takes seconds: of such pages fewer are waited for.
RECOGNISED_AHEAD = 2


@dataclass(slots=True)
class _Going:
    """A report whose pages are being read: what is known of it, and the reader of its header."""

    report: Report
    reader: HeaderReader = field(default_factory=HeaderReader)
    first_line: str = ""


class ReportTracker:
    """Follows the pages of one document and assigns each to a report.

    `follow` yields each page with its report after looking a few pages ahead. Alternatively call
    `see` once for every page, in order, and `finish` at the end. Keeps only the headers and a few
    lines per report, so that memory does not grow with the pages. What is `given` of the paper
    overrides what its pages say.
    """

    def __init__(self, source: Source, given: Given | None = None) -> None:
        self._source = source
        self._given = given or Given()
        self._document = CouncilEvidence()
        self._reports: list[Report] = []
        self._plan = Plan()
        self._front: list[PrintedLine] = []
        self._cover = Header()
        self._item: _Going | None = None
        self._part: _Going | None = None
        self._pages_seen = 0
        self._pack = False

    def follow(self, pages: Iterable[PageBlocks]) -> Iterator[tuple[PageBlocks, Report]]:
        """Each page with its report, whose header includes what LOOK_AHEAD more pages show."""
        held: deque[tuple[PageBlocks, int]] = deque()
        for page in pages:
            held.append((page, self.see(page).index))
            slow = sum(one.text_source == "ocr" for one, _ in held)
            if len(held) > LOOK_AHEAD or slow > RECOGNISED_AHEAD:
                yield self._known(*held.popleft())
        while held:
            yield self._known(*held.popleft())

    def _known(self, page: PageBlocks, index: int) -> tuple[PageBlocks, Report]:
        return page, self._completed(self._reports[index])

    def _completed(self, report: Report) -> Report:
        """A report with the fields that it does not state itself."""
        header = self._inherit(report.header, report)
        if report.index > 0:
            return replace(report, header=header)
        title, item = self._given.title or report.title, self._given.item or report.item
        return replace(report, header=header, title=title, item=item)

    def see(self, page: PageBlocks) -> Report:
        """The report that `page` belongs to, with its header as known so far."""
        self._pages_seen += 1
        if page.number is None:
            kind = paper_kind(page_lines(page)[:80])
            first: ReportKind = "minutes" if kind == "minutes" else "report"
            return self._read(self._begin_first(first), page)
        whole = self._item is None or self._on_front_sheet()
        lines = head_lines(page, 1.0 if whole else _TOP)
        head = page_head(page, lines, self._source.outline)
        if self._item is None:
            self._pack = names_agenda(lines)
            if is_front_sheet(lines):
                self._begin_first("front_sheet")
        if self._on_front_sheet() and self._goes_on_in_front(head, lines):
            assert self._item is not None
            return self._read(self._item, page)
        self._turn(head)
        going = self._part or self._item or self._begin_first(_first_kind(head), head)
        return self._read(going, page)

    def finish(self) -> tuple[Report, ...]:
        """Every report of the document, in order; agenda items without pages come last."""
        if not self._reports:
            self._begin_first("report")
        for report in self._reports:
            self._reports[report.index] = self._completed(report)
        begun = {r.item for r in self._reports if r.belongs_to is None and r.item is not None}
        for item in self._plan.items:
            if item.number in begun:
                continue
            status = item.status if item.first is None else "to_follow"
            pages = () if item.first is None else (f"pages {item.first} - {item.last} not found",)
            unseen = Report(
                len(self._reports),
                kind="minutes" if item.minutes else "other",
                status=status,
                item=item.number,
                title=item.title,
                evidence=(f"front sheet: {item.number} {item.title}", *pages),
            )
            self._reports.append(self._completed(unseen))
        return tuple(self._reports)

    def _on_front_sheet(self) -> bool:
        return self._item is not None and self._item.report.kind == "front_sheet"

    def _goes_on_in_front(self, head: PageHead, lines: list[PrintedLine]) -> bool:
        """Whether a page belongs to the agenda; if so, take in the items it lists."""
        listed = front_items([*self._front, *lines])
        more = len(listed) > len(self._plan.items)
        starts = self._plan.find(head) if self._plan.items else None
        if self._pages_seen > 1 and (head.strong or head.kind not in ("report", "front_sheet")):
            return False
        if starts is not None and (len(starts[1]) > 1 or not more):
            return False
        if not more and self._pages_seen > _FRONT_PAGES:
            return False
        if not more and find_beginning(head, self._plan, True, "") is not None:
            return False
        if len(self._front) < _FRONT_LINES:
            self._front += lines
            self._plan.items = listed
        return True

    def _turn(self, head: PageHead) -> None:
        """Start the report or part that begins on this page."""
        going = self._part or self._item
        inside = going.first_line if going is not None else ""
        pack = self._pack or bool(self._plan.items)
        begins = find_beginning(head, self._plan, pack, inside)
        if begins is not None and begins.part and not pack and self._is_whole(head, going):
            # A paper that is an appendix as a whole, after its cover or from its first page.
            going.first_line = head.running or ""  # type: ignore[union-attr]
            return
        if begins is None or (self._item is None and not begins.part and begins.item is None):
            return
        if self._item is None or not begins.part:
            if self._item is None and begins.part:
                return
            self._begin_item(begins, head)
        else:
            self._begin_part(begins, head)

    def _is_whole(self, head: PageHead, going: _Going | None) -> bool:
        """Whether a running header that is new on this page is that of the whole current paper."""
        if going is None or head.running is None or head.kind == "appendix":
            return False
        return going is self._item and going.report.last_page == 1 and self._pages_seen == 2

    def _begin_first(self, kind: ReportKind, head: PageHead | None = None) -> _Going:
        if self._item is None:
            stamp = head.stamp if head is not None else None
            report = Report(0, kind=kind, item=stamp, second_hand=kind == "minutes")
            self._reports.append(report)
            first = (head.running or head.first_line) if head is not None else ""
            reader = HeaderReader(_bookmarks(self._source, self._pack))
            self._item = _Going(report, reader, first)
        return self._item

    def _begin_item(self, begins: Beginning, head: PageHead) -> None:
        item = begins.item
        if item is not None:
            self._confirm(item, head, begins)
        report = Report(
            len(self._reports),
            kind=begins.kind,
            item=begins.number,
            title=begins.title,
            second_hand=begins.kind == "minutes",
            evidence=begins.evidence,
        )
        self._reports.append(report)
        self._item, self._part = _Going(report, first_line=head.running or head.first_line), None

    def _confirm(self, item: FrontItem, head: PageHead, begins: Beginning) -> None:
        self._plan.begin(item)
        if head.printed:
            self._plan.exact = self._plan.exact and item.first in head.printed
        if self._plan.exact and len(begins.evidence) > 1:
            self._plan.confirmed += 1

    def _begin_part(self, begins: Beginning, head: PageHead) -> None:
        assert self._item is not None
        report = Report(
            len(self._reports),
            kind=begins.kind,
            item=self._item.report.item,
            title=begins.title,
            belongs_to=self._item.report.index,
            second_hand=self._item.report.second_hand or begins.kind == "minutes",
            evidence=begins.evidence,
        )
        self._reports.append(report)
        first = head.running or head.first_line
        self._part = _Going(report, HeaderReader(part=True), first)

    def _read(self, going: _Going, page: PageBlocks) -> Report:
        """Add a page to a report, and to the item that the report belongs to."""
        self._document.merge(going.reader.read(page))
        own = going.reader.header()
        report = going.report
        if report.kind == "front_sheet":
            self._cover = own
        elif self._plan.items and _states_council(own, self._cover):
            self._cover = replace(self._cover, council=own.council)
        header = self._inherit(own, report)
        title, item = header.title, header.item
        planned = report.title if report.evidence else None
        report = replace(
            report,
            title=planned or (title.value if title is not None else None),
            item=report.item or (item.value if item is not None and not self._plan.items else None),
            first_page=report.first_page or page.number,
            last_page=page.number,
            header=own,
        )
        self._keep(going, report)
        if self._part is going and self._item is not None:
            self._keep(self._item, replace(self._item.report, last_page=page.number))
        return self._completed(report)

    def _keep(self, going: _Going, report: Report) -> None:
        going.report = report
        self._reports[report.index] = report

    def _inherit(self, header: Header, report: Report) -> Header:
        """A header with missing fields taken from its report, the cover or the rest of the pack.

        A part takes its report's period too; minutes in a pack keep their own date.
        """
        parent = report.belongs_to
        above = self._cover if parent is None else self._completed(self._reports[parent]).header
        minutes = report.kind == "minutes" and parent is None
        taken: dict[str, Stated] = {}
        for name in _INHERITED:
            said, own = getattr(above, name), getattr(header, name)
            if said is None or (name == "meeting_date" and minutes):
                continue
            if own is None or (name == "council" and _better_name(said, header)):
                taken[name] = replace(said, inferred=True)
        header = replace(header, **taken)  # type: ignore[arg-type]
        if parent is not None and not header.period:
            header = replace(header, period=above.period)
        if header.council is None:
            header = replace(header, council=self._document.council())
        if header.council is None:
            header = replace(header, country=self._document.nation.country())
        return self._as_given(header, report)

    def _as_given(self, header: Header, report: Report) -> Header:
        """A header in which the given fields replace what was read."""
        given = self._given
        day = None if given.meeting_date is None else given.meeting_date.isoformat()
        told = {"council": given.council, "committee": given.committee}
        if report.kind != "minutes" or len(self._reports) == 1:
            told["meeting_date"] = day
        if report.index == 0:
            told |= {"title": given.title, "item": given.item}
        values = {name: Stated(value, "manifest") for name, value in told.items() if value}
        return replace(header, **values)  # type: ignore[arg-type]


def _bookmarks(source: Source, pack: bool) -> list[tuple[str, int | None]]:
    """The file's own names: its bookmarks for the first page, and its title."""
    if pack:
        return []
    first = [(text, page) for level, text, page in source.outline if level == 1 and page == 1]
    return [*first[:1], *([(source.title, None)] if source.title else [])]


def _better_name(said: Stated, header: Header) -> bool:
    """Whether the cover gives in full the council that a report is only inferred to be of."""
    own = header.council
    if own is None or not own.inferred or said.inferred:
        return False
    return place_key(own.value) == place_key(said.value)


def _states_council(header: Header, cover: Header) -> bool:
    """Whether a report of a pack names the pack's council more reliably than what was known."""
    if header.council is None or cover.council is None:
        return header.council is not None
    return cover.council.inferred and not header.council.inferred


def _first_kind(head: PageHead) -> ReportKind:
    if head.kind in ("front_sheet", "report"):
        return "appendix" if head.running is not None else "report"
    return head.kind
