"""Where reports begin in a pack: the top of each page, compared with the agenda and the bookmarks.

There are four kinds of evidence: the bookmarks, the front sheet (by printed page or by title), the
item stamp, and the head of the report itself. Two that agree are enough; one alone counts only
where it is unmistakable, which the evidence of the segment records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.blocks.item_numbers import ITEM_NUMBER, item_number
from extractor.blocks.model import PageBlocks
from extractor.pages.source import Outline
from extractor.regex import regex
from extractor.reports.committee_names import committee_line
from extractor.reports.front_sheet import FrontItem
from extractor.reports.kinds import appendix_title, paper_kind
from extractor.reports.label_value_form import collect
from extractor.reports.labels import STAMP, Field
from extractor.reports.model import ReportKind
from extractor.reports.printed_lines import PrintedLine
from extractor.reports.title import find_title

_NUMBERED = regex(
    rf"(?:agenda\s+)?(?:item\s+)?(?P<number>{ITEM_NUMBER})[.):]?\s+(?P<title>\S.+)", re.I
)
_PRINTED = regex(r"(?:page\s+)?[-–|]?\s*(\d{1,4})\s*[-–|]?(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
_CODE = regex(r"^(?:[A-Z]{1,4}/)?\d{1,4}[/-]\d{2,6}\s*[-–:]\s*")
_HEAD_FIELDS: frozenset[Field] = frozenset(
    {"item", "committee", "title", "meeting_date", "author", "report_author", "wards"}
)
_ALIKE = 84
_HEAD_LINES = 26


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the top of a page shows.

    `strong` is true where it has the head of a report (committee, subject, author …); `printed` are
    the page numbers printed in its margins.
    """

    number: int
    kind: ReportKind
    title: str | None
    item: str | None
    stamp: str | None
    strong: bool
    fields: frozenset[Field]
    first_line: str
    running: str | None
    printed: tuple[int, ...]
    bookmarks: tuple[tuple[int, str], ...] = ()


def page_head(page: PageBlocks, lines: Sequence[PrintedLine], outline: Outline) -> PageHead:
    """Read the top of a page; `lines` are its lines from the top."""
    top = lines[:_HEAD_LINES]
    values, first_label = collect(top, len(top))
    fields = frozenset(value.kind for value in values if any(value.parts)) & _HEAD_FIELDS
    by_field = {value.kind: value.stated() for value in reversed(values)}
    title = by_field.get("title") or find_title(top[: min(first_label, 12)])
    item = by_field.get("item")
    kind = paper_kind(top)
    if committee_line(top[0].text) if top else False:
        fields |= {"committee"}
    marginal = [text.content for text in page.furniture]
    return PageHead(
        page.number or 0,
        kind,
        title.value if title is not None else None,
        item_number(item.value) if item is not None else None,
        _stamp(page, marginal),
        first_label < 10 and len(fields) >= 2 and bool(fields & {"committee", "item"}),
        fields,
        top[0].text if top else "",
        next((text for text in marginal if appendix_title(text) is not None), None),
        tuple(int(m[1]) for text in marginal if (m := _PRINTED.fullmatch(text.strip()))),
        tuple((level, text) for level, text, at in outline if at == page.number),
    )


def _stamp(page: PageBlocks, marginal: Sequence[str]) -> str | None:
    """The item stamped on the page: in the margin, or alone on its first or last line."""
    lines = page.text.strip().split("\n")
    for text in (*marginal, *lines[:2], *lines[-2:]):
        if (match := STAMP.fullmatch(text)) is not None:
            return match["item"]
    return None


@dataclass(frozen=True, slots=True)
class Beginning:
    """A report, or part of one, that begins on a page; `item` is set for an agenda item."""

    kind: ReportKind
    title: str | None
    item: FrontItem | None
    number: str | None
    part: bool
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """The agenda from the front sheet and the bookmarks, and how much of it has been reached.

    `exact` is true while printed page numbers agree with the agenda; they stop agreeing where pages
    were left out when the pack was put together.
    """

    items: list[FrontItem] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)
    confirmed: int = 0
    exact: bool = True

    def waiting(self) -> list[FrontItem]:
        """The items with pages that have not begun yet, in order."""
        return [
            item
            for index, item in enumerate(self.items)
            if item.first is not None and index not in self.begun
        ]

    def begin(self, item: FrontItem) -> None:
        """Note that `item` has begun."""
        self.begun.add(self.items.index(item))

    def find(self, head: PageHead) -> tuple[FrontItem, list[str]] | None:
        """The waiting item that begins on a page, and the evidence for it."""
        best: tuple[FrontItem, list[str]] | None = None
        for item in self.waiting():
            reasons = self._reasons(item, head)
            if len(reasons) > (len(best[1]) if best else 0):
                best = item, reasons
        return best

    def _reasons(self, item: FrontItem, head: PageHead) -> list[str]:
        reasons: list[str] = []
        if any(_names(item, text) for _, text in head.bookmarks):
            reasons.append(f"bookmark: {item.title}")
        if head.stamp == item.number:
            reasons.append(f"stamp: Agenda Item {head.stamp}")
        titled = head.title is not None and alike(head.title, item.title)
        minutes = item.minutes and head.kind == "minutes"
        if (head.strong and (titled or head.item == item.number)) or minutes:
            reasons.append(f"head of the report: {head.title or head.first_line}")
        elif titled and not head.bookmarks and head.kind == "report" and item == self.waiting()[0]:
            reasons.append(f"title on the page: {head.title}")
        if self.exact and item.first in head.printed and item == self.waiting()[0]:
            reasons.append(f"front sheet: page {item.first}")
        elif reasons:
            reasons.append(f"front sheet: {item.number} {item.title}")
        return reasons


def find_beginning(head: PageHead, plan: Plan, pack: bool, inside: str) -> Beginning | None:
    """What begins on a page, if anything.

    `pack` is true where the document has an agenda; `inside` is the first line of the current part,
    so that its running header does not begin it again.
    """
    found = plan.find(head)
    if found is not None:
        item, reasons = found
        by_page_alone = reasons == [f"front sheet: page {item.first}"]
        weak = by_page_alone and plan.confirmed == 0 and bool(plan.begun)
        if not weak:
            return Beginning(
                "minutes" if item.minutes else _item_kind(head, item),
                item.title,
                item,
                item.number,
                False,
                tuple(reasons if len(reasons) > 1 else [*reasons, "not confirmed otherwise"]),
            )
    if not pack or not plan.items:
        begun = _unplanned(head, pack)
        if begun is not None:
            return begun
    return _part(head, pack, inside)


def _item_kind(head: PageHead, item: FrontItem) -> ReportKind:
    if head.kind in ("minutes", "decision", "action_log"):
        return head.kind
    if re.search(r"(?i)action (?:log|tracker)|work programme|forward plan|agenda plan", item.title):
        return "action_log"
    return "report"


def _unplanned(head: PageHead, pack: bool) -> Beginning | None:
    """A report in a pack without a front sheet: found by a stamp, a complete head, or both."""
    reasons: list[str] = []
    marks = [text for _, text in head.bookmarks]
    if head.stamp is not None:
        reasons.append(f"stamp: Agenda Item {head.stamp}")
    enough = len(head.fields) >= 3 and "committee" in head.fields
    if head.strong and (enough or head.stamp is not None or marks):
        reasons.append(f"head of the report: {head.title or head.first_line}")
    elif head.kind == "minutes" and (marks or head.stamp is not None or pack):
        reasons.append(f"minutes: {head.first_line}")
    if reasons and marks:
        reasons.append(f"bookmark: {marks[0]}")
    if not reasons:
        return None
    if len(reasons) == 1:
        reasons.append("not confirmed otherwise")
    kind = head.kind if head.kind in ("minutes", "decision", "action_log") else "report"
    title = head.title or (_plain(marks[0]) if marks else None)
    return Beginning(kind, title, None, head.stamp or head.item, False, tuple(reasons))


def _part(head: PageHead, pack: bool, inside: str) -> Beginning | None:
    """An appendix, a decision record or another paper within an item."""
    if head.running is not None and part_label(head.running) != part_label(inside):
        title = _appendix_name(head.running, head.title)
        return Beginning("appendix", title, None, None, True, (f"running head: {head.running}",))
    if head.first_line and head.first_line == inside:
        return None
    if head.kind == "appendix" and part_label(head.first_line) != part_label(inside):
        title = _appendix_name(head.first_line, head.title)
        return Beginning("appendix", title, None, None, True, (f"heading: {head.first_line}",))
    if not pack:
        return None
    marks = [text for level, text in head.bookmarks if level <= 2]
    if marks:
        kind: ReportKind = "decision" if head.kind == "decision" else "appendix"
        return Beginning(kind, marks[0], None, None, True, (f"bookmark: {marks[0]}",))
    if head.kind in ("decision", "action_log", "other") or head.strong:
        kind = head.kind if head.kind in ("decision", "action_log", "other") else "appendix"
        return Beginning(kind, head.title, None, None, True, (f"heading: {head.first_line}",))
    return None


def _appendix_name(heading: str, title: str | None) -> str:
    """ "Appendix G" with the title below it; a longer heading is used on its own."""
    if title is None or len(heading) > 14 or heading in title:
        return heading
    return f"{heading}: {title}"


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same apart from codes, case and punctuation."""
    one, other = _plain(one), _plain(other)
    if min(len(one), len(other)) < 6:
        return one == other
    from rapidfuzz import fuzz

    if fuzz.ratio(one, other) >= _ALIKE:
        return True
    shorter = min(one, other, key=len)
    return len(shorter.split()) >= 3 and fuzz.token_set_ratio(one, other) >= 95


def _plain(title: str) -> str:
    title = _CODE.sub("", title.strip())
    return re.sub(r"[^a-z0-9]+", " ", title.lower().replace("&", "and")).strip()


def _names(item: FrontItem, bookmark: str) -> bool:
    """Whether a bookmark names an item: by its title, with or without the number before it."""
    if alike(bookmark, item.title):
        return True
    match = _NUMBERED.match(bookmark)
    return (
        match is not None and match["number"] == item.number and alike(match["title"], item.title)
    )


def part_label(title: str) -> str:
    """What distinguishes one appendix from the next: "Appendix B - Sources" → "appendix b"."""
    found = appendix_title(title)
    return " ".join((found or title).lower().split()[:2]).strip(" :–-") if found else title.lower()
