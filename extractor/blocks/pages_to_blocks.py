"""Pages of a PDF to blocks, a page at a time with a short look ahead."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.blocks.cards import cards_in
from extractor.blocks.contents import contents_box
from extractor.blocks.hyphens import KnownWords
from extractor.blocks.layout import reading_order
from extractor.blocks.lines import TextLine, rows_of, text_of
from extractor.blocks.lists import ListIntros
from extractor.blocks.model import Block, BlockCandidate, PageBlocks, Table
from extractor.blocks.page_breaks import continued_over, join_columns, join_pages
from extractor.blocks.page_furniture import Margins, furniture, printed_number, stamps
from extractor.blocks.paragraphs import PageStyle, drafts
from extractor.blocks.tables.chart_scales import chart_scales
from extractor.blocks.tables.find import find_tables
from extractor.blocks.tables.infographics import find_infographics
from extractor.blocks.tables.lines import SegmentedLines
from extractor.blocks.tables.lines import text_of as cell_text
from extractor.blocks.tables.unruled_cards import find_cards
from extractor.blocks.text import Text
from extractor.pages.model import Box, Page, Word, outside, within


def left_over(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    """The words with digits inside the boxes of tables that are in none of their cells."""
    boxes = [table.box for table in tables if table.box is not None]
    if not boxes:
        return []
    figures = [w for w in words if not w.raised and any(ch.isdigit() for ch in w.text)]
    inside = list({id(w): w for box in boxes for w in within(figures, box)}.values())
    told = {piece_box for table in tables for piece_box in _boxes(table)}
    return [w for w in inside if w.box not in told]


def _boxes(table: Table) -> Iterator[Box]:
    texts: list[Text] = [cell.text for cell in table.cells]
    texts += [*table.notes, *([table.caption] if table.caption is not None else [])]
    for text in texts:
        for piece in text.pieces:
            if piece.box is not None:
                yield piece.box


LOOK_AHEAD = 3
LOOK_BACK = 4
# A page with fewer letters than this says nothing about the size of body text.
TELLING_LETTERS = 600


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page whose tables are known, the words outside them, and the scales of its charts.
    `unplaced` are figures inside a table's box that are in none of its cells."""

    page: Page
    tables: tuple[Table, ...]
    words: tuple[Word, ...]
    scales: tuple[tuple[Word, ...], ...]
    unplaced: tuple[Word, ...]
    margins: Margins
    contents: Box | None


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A page whose blocks are made but may still continue on the next page."""

    page: Page
    drafts: tuple[BlockCandidate, ...]
    furniture: tuple[TextLine, ...]
    text: str
    problems: tuple[str, ...]


class BlockReader:
    """Holds back the few pages that are needed to recognise page furniture and paragraphs split by
    page breaks."""

    def __init__(self) -> None:
        self._ahead: deque[_Seen] = deque()
        self._behind: deque[Margins] = deque(maxlen=LOOK_BACK)
        self._held: _Drafted | None = None
        self._leads = ListIntros()
        self._sizes: Counter[float] = Counter()
        self._known = KnownWords()

    def see(self, page: Page) -> Iterator[PageBlocks]:
        """Take in one more page; returns the pages that are now complete."""
        contents = contents_box(page.words)
        text = SegmentedLines(page.words)
        tables = tuple(
            table
            for table in find_tables(page, text)
            if contents is None or table.box is None or not contents.holds(table.box)
        )
        tables = tuple(part for table in tables for part in (cards_in(table) or [table]))
        boxes = [t.box for t in tables if t.box is not None]
        for find in (find_cards, find_infographics):
            tables += tuple(find(page, boxes, text))
            boxes = [t.box for t in tables if t.box is not None]
        words = outside(page.words, boxes)
        unplaced = left_over(page.words, tables)
        scales = tuple(tuple(run) for run in chart_scales([*words, *unplaced]))
        if scales:
            gone = {id(w) for run in scales for w in run}
            words = [w for w in words if id(w) not in gone]
            unplaced = [w for w in unplaced if id(w) not in gone]
        margins = Margins.of(page, words)
        self._ahead.append(
            _Seen(page, tables, tuple(words), scales, tuple(unplaced), margins, contents)
        )
        if len(self._ahead) > LOOK_AHEAD:
            yield from self._advance()

    def finish(self) -> Iterator[PageBlocks]:
        """The pages that are still held back."""
        while self._ahead:
            yield from self._advance()
        if self._held is not None:
            yield self._decided(self._held)
            self._held = None

    def _advance(self) -> Iterator[PageBlocks]:
        seen = self._ahead.popleft()
        drafted = self._draft(seen)
        self._behind.append(seen.margins)
        if self._held is not None:
            held, following = join_pages(self._held.drafts, drafted.drafts, self._known)
            following = continued_over(held, following)
            drafted = replace(drafted, drafts=following)
            yield self._decided(replace(self._held, drafts=held))
        self._held = drafted

    def _draft(self, seen: _Seen) -> _Drafted:
        page = seen.page
        others = [*self._behind, *(ahead.margins for ahead in self._ahead)]
        stamped = stamps(page, seen.words)
        found = [*stamped, *furniture(seen.margins, others, stamped)]
        out = {id(word) for line in found for word in line.words}
        found = list({tuple(map(id, line.words)): line for line in found}.values())
        words = [w for w in seen.words if id(w) not in out] if out else seen.words
        items = reading_order(words, seen.tables)
        if seen.contents is not None:
            items = [_listed(item, seen.contents) for item in items]
        lines = [item for item in items if isinstance(item, TextLine)]
        self._known.learn([line.text for line in lines])
        style = PageStyle.of(lines, page.height, self._body_size(lines))
        made = drafts(items, page.number, style, ocr=page.text_source == "ocr", known=self._known)
        made = join_columns(made, self._known)
        scales = [cell_text(run, page.number, page.text_source == "ocr") for run in seen.scales]
        text = "\n".join([_page_text(items, page), *(scale.content for scale in scales)])
        made += [BlockCandidate(Block("chart", page.number, scale), 0.0) for scale in scales]
        if seen.unplaced:
            held = cell_text(seen.unplaced, page.number, page.text_source == "ocr")
            made.append(BlockCandidate(Block("unplaced", page.number, held), 0.0))
        return _Drafted(page, tuple(made), tuple(found), text, _sideways(words))

    def _body_size(self, lines: list[TextLine]) -> float:
        """The size of most of the page's text; of the document's where the page has little."""
        here: Counter[float] = Counter()
        for line in lines:
            here[line.size] += len(line.text)
        self._sizes.update(here)
        sizes = here if sum(here.values()) >= TELLING_LETTERS else self._sizes
        return sizes.most_common(1)[0][0] if sizes else 0.0

    def _decided(self, drafted: _Drafted) -> PageBlocks:
        page = drafted.page
        blocks: tuple[Block, ...] = tuple(self._leads.see(draft) for draft in drafted.drafts)
        return PageBlocks(
            page.number,
            page.width,
            page.height,
            blocks,
            tuple(text_of([line], page.number) for line in drafted.furniture),
            drafted.text,
            page.text_source,
            printed_number(drafted.furniture),
            (*page.problems, *drafted.problems),
        )


def _sideways(words: Sequence[Word]) -> tuple[str, ...]:
    """The problem to report where words with figures outside tables are set sideways: they are not
    read."""
    turned = [w for w in words if not w.upright and any(ch.isdigit() for ch in w.text)]
    if not turned:
        return ()
    figures = "a figure" if len(turned) == 1 else f"{len(turned)} figures"
    return (f"Text set sideways, with {figures} in it, was not read.",)


def _listed(item: TextLine | Table, contents: Box) -> TextLine | Table:
    """A line within the list of contents, marked as such."""
    if isinstance(item, TextLine) and contents.holds(item.box, 1.0):
        return replace(item, listed=True)
    return item


def _page_text(items: list[TextLine | Table], page: Page) -> str:
    """The text of a page in reading order, one line of text or table row per line."""
    out: list[str] = []
    for item in items:
        if isinstance(item, TextLine):
            out.append(item.text)
        elif item.box is not None:
            rows = rows_of(within(page.words, item.box))
            out += [" ".join([w.text for w in row]) for row in rows]
    return "\n".join(out)
