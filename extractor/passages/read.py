"""Blocks to passages: sentences, list items and table cells with their context."""

from __future__ import annotations

import re

from extractor.blocks.model import Block, BlockKind, PageBlocks, Table
from extractor.blocks.page_furniture import is_marking
from extractor.blocks.text import Text
from extractor.passages.answers import answered, with_answers
from extractor.passages.headings import Headings
from extractor.passages.model import Passage, PassageSource
from extractor.passages.sentences import sentence_spans
from extractor.passages.table_cells import table_passages
from extractor.regex import regex
from extractor.reports.model import Report

_WITHOUT_PASSAGES = frozenset(
    ("furniture", "contact", "contents", "heading", "caption", "chart", "unplaced")
)
_SOURCES: dict[BlockKind, PassageSource] = {
    "list_item": "list",
    "infographic": "infographic",
    "card": "card",
}
_TABLE_SOURCES: dict[BlockKind, PassageSource] = {
    "card": "card",
    "infographic": "infographic",
    "chart": "chart",
}


class PassageReader:
    """Reads the pages of one document in turn; remembers headings and numbering between them."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._page: int | None = None
        self._running_head: str | None = None
        self._section: str | None = None
        self._paragraph = 0
        self._report = 0
        self._title: str | None = None  # of the last table, also where its header held it

    def read(self, page: PageBlocks, report: Report) -> list[Passage]:
        """The passages of a page, in reading order."""
        if report.index != self._report:
            self._report = report.index
            self._headings, self._section = Headings(), None
        self._page = page.number
        self._running_head = _running_head(page)
        out: list[Passage] = []
        before: Headings | None = None  # the headings of the last table
        for block in page.blocks:
            if block.kind == "heading":
                self._headings.see(block)
                self._section = " ".join(p for p in (block.marker, block.text.content) if p)
            elif block.table is not None:
                self._paragraph += 1
                cells = self._cells(block, block.table, report)
                self._title = cells[0].caption if cells else None
                out += cells
                if block.table.continues and before is not None:
                    self._headings = before  # what headed rows of the table heads nothing after it
                before = self._headings.held()
            elif block.kind not in _WITHOUT_PASSAGES:
                self._paragraph += 1
                self._headings.note(block.marker, page.number)
                if block.marker and block.marker[0].isdigit() and not block.list_intro:
                    self._section = block.marker.rstrip(".)")
                sentences = self._sentences(block, report)
                whole = answered(out[-1] if out else None, sentences[0]) if sentences else None
                if whole is not None:
                    out[-1] = whole
                    del sentences[0]
                out += sentences
        return out

    def _sentences(self, block: Block, report: Report) -> list[Passage]:
        text = block.text
        spans = with_answers(sentence_spans(text.content), text.content)
        whole = len(spans) == 1
        return [
            self._passage(block, text if whole else text.cut(start, end), number, report)
            for number, (start, end) in enumerate(spans)
        ]

    def _passage(self, block: Block, text: Text, number: int, report: Report) -> Passage:
        return Passage(
            text,
            _SOURCES.get(block.kind, "prose"),
            text.pieces[0].page if text.pieces else block.page,
            report.index,
            self._paragraph,
            number,
            self._section,
            tuple(map(_introducing, block.list_intro)),
            self._headings.over(self._page),
            second_hand=report.second_hand,
        )

    def _cells(self, block: Block, table: Table, report: Report) -> list[Passage]:
        caption = table.caption.content if table.caption is not None else None
        return table_passages(
            table,
            report=report.index,
            paragraph=self._paragraph,
            section=self._section,
            headings=self._headings.over(self._page),
            caption=caption or (self._title if table.continues else None),
            second_hand=report.second_hand,
            source=_TABLE_SOURCES.get(block.kind, "table"),
            running_head=self._running_head,
            title=report.header.title.value if report.header.title else report.title,
        )


_FEW_WORDS = 8
_POINTS_BACK = regex(r"\W*(?:out )?of (?:this|these|those|them|the)\b", re.IGNORECASE)


def _introducing(paragraph: str) -> str:
    """The sentence of a paragraph that introduces a list, with the one before where it says hardly
    anything itself ("The breakdown is as follows:"); what is said further up is of other things."""
    spans = sentence_spans(paragraph)
    if len(spans) < 2:
        return paragraph
    last = paragraph[spans[-1][0] :]
    bare = len(last.split()) < _FEW_WORDS and not any(map(str.isdigit, last))
    bare = bare and _POINTS_BACK.match(last) is None  # "Of these:" is looked up when it is bound
    return paragraph[spans[-2][0] :] if bare else last


_BETWEEN_WORDS = regex(r"[\s–—-]+")
_HEAD = 0.2  # of a page's height: what is further down is no running head


def _running_head(page: PageBlocks) -> str | None:
    """The last line of words that the head of a page repeats from its neighbours, if any: of a
    schedule that goes on over pages it is the title."""
    for line in reversed(page.furniture):
        box = line.pieces[0].box if line.pieces else None
        if box is None or box.bottom > _HEAD * page.height:
            continue
        if is_marking(line.content):
            continue
        if any(w.isalpha() and len(w) > 3 for w in _BETWEEN_WORDS.split(line.content)):
            return line.content
    return None
