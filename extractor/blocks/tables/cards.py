"""KPI cards and infographics: a figure with its name beside, above or below it.

`find_cards` gives each card as a Table of one label column ("Latest", "Target", …) and
one value column, with the card's title in `caption`; `find_infographics` each large
figure with its label. The reader of the page makes blocks of kind `card` and
`infographic` of them and leaves their words out of the running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.blocks.model import Cell, Table
from extractor.blocks.tables.lines import Chunk, Line, PageLines, chunks_of, text_of
from extractor.blocks.tables.numbers import is_figure, is_period
from extractor.blocks.text import Text
from extractor.pages.model import Box, Page, Word, around, enclosing, outside

_KEY = re.compile(
    r"^(?:latest|current|actual|performance|result|value|this (?:quarter|year|month|period)|"
    r"last (?:quarter|year|month|period)|previous(?: (?:quarter|year|month|period|result))?|"
    r"target|floor(?: standard)?|upper|lower|baseline|benchmark|national(?: average)?|england|"
    r"regional|statistical neighbours?|forecast|year to date|ytd|outturn)\s*[:=]?$",
    re.IGNORECASE,
)
_VALUE = re.compile(r"^[£$€+\-–−<>~≈(]*\d[\d,.]*(?:%|k|m|bn|pp)?[)*]?$", re.IGNORECASE)
_BEGIN_VALUE = frozenset("£$€+-–−<>~≈(0123456789")
_SIGNAL = re.compile(r"^\(?(?:red|amber|green|blue|r|a|g|b|rag)\)?$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
GAP = 0.62
TITLE_REACH = 320.0  # points: a chart may stand between a card's title and its values
LARGE = 1.6  # times the usual size of type on the page
SMALLEST_LARGE = 14.0
LONGEST_LABEL = 16  # words


@dataclass(frozen=True, slots=True)
class _Pair:
    """A key and its value on one line."""

    key: tuple[Word, ...]
    value: tuple[Word, ...]

    @property
    def box(self) -> Box:
        return around((*self.key, *self.value))


def find_cards(page: Page, taken: Sequence[Box] = (), text: PageLines | None = None) -> list[Table]:
    """The KPI cards of a page outside the boxes that are `taken` (by tables).

    `text` are the lines of the page where they are known.
    """
    values = {
        id(w)
        for w in page.words
        if w.text[:1] in _BEGIN_VALUE and w.upright and _VALUE.match(w.text) is not None
    }
    if len(values) < 2:
        return []
    lines = (text or PageLines(page.words)).outside(taken, upright=True)
    pairs = [
        pair
        for line in lines
        if not values.isdisjoint(map(id, line.words))
        for pair in _pairs(line)
    ]
    out = []
    for group in _groups(pairs):
        keys = {" ".join(w.text for w in p.key).rstrip(":=").lower() for p in group}
        if len(group) < 2 or len(keys) < 2:
            continue
        box = enclosing(p.box for p in group)
        rows = [(p.key, p.value) for p in group]
        title = _title(box, lines)
        out.append(_card(page, rows, title, box))
    return out


def _pairs(line: Line) -> list[_Pair]:
    """The keys with values of a line: "Target: 700 Floor: 650"."""
    out = []
    words = line.words
    valued = {
        i
        for i, w in enumerate(words)
        if i and w.text[:1] in _BEGIN_VALUE and _VALUE.match(w.text) is not None
    }
    i = 0 if valued else len(words)
    while i < len(words):
        for size in (3, 2, 1):
            if i + size not in valued:
                continue
            key = words[i : i + size]
            text = " ".join(w.text for w in key)
            after = words[i + size : i + size + 1]
            if _KEY.match(text):
                close = after[0].box.x0 - key[-1].box.x1 < 6 * max(w.size for w in key)
                if close and (text[-1:] in ":=" or _stands_apart(words, i, i + size + 1)):
                    out.append(_Pair(tuple(key), tuple(after)))
                    i += size
                    break
        i += 1
    return out


def _stands_apart(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a key and value without colon are no part of a sentence."""
    before = words[start - 1] if start else None
    after = words[end] if end < len(words) else None
    free_left = before is None or words[start].box.x0 - before.box.x1 > GAP * words[start].size
    free_right = (
        after is None
        or after.box.x0 - words[end - 1].box.x1 > GAP * after.size
        or bool(_SIGNAL.match(after.text))
    )
    return free_left and free_right


def _groups(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Pairs that stand close together, each key once."""
    groups: list[list[_Pair]] = []
    for pair in pairs:
        box = pair.box
        for group in groups:
            around = enclosing(p.box for p in group)
            line = abs(box.middle - around.middle) <= box.height
            near = line or -box.height < box.top - around.bottom < 3 * box.height
            apart = max(box.x0 - around.x1, around.x0 - box.x1)
            keys = {tuple(w.text for w in p.key) for p in group}
            if (
                near
                and apart < (160 if line else 20)
                and tuple(w.text for w in pair.key) not in keys
            ):
                group.append(pair)
                break
        else:
            groups.append([pair])
    return groups


def _title(box: Box, lines: Sequence[Line]) -> tuple[Word, ...]:
    """The nearest line above the values that says something in words."""
    for line in sorted(lines, key=lambda ln: -ln.box.middle):
        if line.box.middle >= box.top or box.top - line.box.bottom > TITLE_REACH:
            continue
        if _pairs(line):
            return ()
        words = [w for w in line.words if w.box.x1 > box.x0 - 40 and w.box.x0 < box.x1 + 40]
        said = [w for w in words if w.text[:1].isalpha() and not is_period(w.text)]
        if len(said) >= 3 and len(said) >= 0.6 * len(words):
            return tuple(words)
    return ()


def _card(
    page: Page,
    rows: Sequence[tuple[Sequence[Word], Sequence[Word]]],
    title: Sequence[Word],
    box: Box,
) -> Table:
    ocr = page.text_source == "ocr"
    cells = []
    for row, (key, value) in enumerate(rows):
        label = text_of(key, page.number, ocr)
        label = label.cut(0, len(label.content.rstrip(" :=")))
        cells.append(Cell(row, 0, label, around(key)))
        shown = text_of(value, page.number, ocr)
        cells.append(Cell(row, 1, shown, around(value)))
    caption: Text | None = text_of(title, page.number, ocr) if title else None
    return Table(
        page.number, box, len(rows), 2, tuple(cells), 0, 1, caption=caption, ruled="none",
        form="card" if title or len(rows) > 1 else "infographic",
    )  # fmt: skip


def find_infographics(
    page: Page, taken: Sequence[Box] = (), text: PageLines | None = None
) -> list[Table]:
    """Large figures with the smaller text that names them, outside the boxes `taken`.

    `text` are the lines of the page where they are known.
    """
    if not any(_DIGIT.search(w.text) for w in page.words if w.size >= SMALLEST_LARGE):
        return []
    words = outside([w for w in page.words if w.upright], taken)
    if not words:
        return []
    usual = sorted([w.size for w in words])[len(words) // 2]
    least = max(LARGE * usual, SMALLEST_LARGE)
    if not any(w.size >= least and _DIGIT.search(w.text) for w in words):
        return []
    lines = (text or PageLines(page.words)).outside(taken, upright=True)
    chunks = [c for line in lines for c in chunks_of(line, GAP)]
    large = [c for c in chunks if _is_large(c, usual, page)]
    if not large:
        return []
    small = [c for c in chunks if c not in large]
    below = [(c, _label(c, small, 1)) for c in large]
    above = [(c, _label(c, small, -1)) for c in large]
    # The labels of one page stand all on the same side of their figures.
    pairs = below if sum(1 for _, t in below if t) >= sum(1 for _, t in above if t) else above
    named = [(c, label) for c, label in pairs if _names(label, page)]
    out = []
    for figure, label in named:
        bare = figure.string.isdigit() and len(figure.string) <= 3
        if len(named) > 1 or not bare:  # one bare number may be the page's own
            box = around((*figure.words, *label))
            out.append(_card(page, [(label, figure.words)], (), box))
    return out


def _names(label: Sequence[Word], page: Page) -> bool:
    """Whether a label is short and narrow, as those of infographics are."""
    if not 0 < len(label) <= LONGEST_LABEL:
        return False
    narrow = around(label).width < 0.45 * page.width
    return narrow and sum(1 for w in label if w.text[:1].isalpha()) >= 2


def _is_large(chunk: Chunk, usual: float, page: Page) -> bool:
    size = min(w.size for w in chunk.words)
    if size < max(LARGE * usual, SMALLEST_LARGE):
        return False
    inside = 40 < chunk.box.middle < page.height - 40
    return inside and is_figure(chunk.string) and not is_period(chunk.string)


def _label(figure: Chunk, chunks: Sequence[Chunk], side: int) -> tuple[Word, ...]:
    """The lines of smaller text that stand right below (side 1) or above (-1) a figure."""
    size = max(w.size for w in figure.words)
    edge = figure.box.bottom if side > 0 else figure.box.top
    held: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda c: side * c.box.middle):
        gap = chunk.box.top - edge if side > 0 else edge - chunk.box.bottom
        under = min(chunk.box.x1, figure.box.x1) - max(chunk.box.x0, figure.box.x0)
        if side * (chunk.box.middle - figure.box.middle) <= 0 or under <= 0:
            continue
        own = max(w.size for w in chunk.words)
        if gap > (1.2 * size if not held else 0.9 * own) or len(held) == 5 or own >= 0.8 * size:
            break
        held.append(chunk)
        edge = chunk.box.bottom if side > 0 else chunk.box.top
    return tuple(w for c in sorted(held, key=lambda c: c.box.middle) for w in c.words)
