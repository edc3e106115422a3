"""Cards: a measure with labelled values, "Latest: 613 | Target: 700 | Previous: 612 (Red)".

A card is a table of one row: the measure is its row label, and each value has its own label as
column header. What a value's label can be is a closed list of the words that dashboards use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.blocks.model import Cell, Rag, Table, Trend
from extractor.blocks.ratings import rag_of, signals_of, trend_of
from extractor.blocks.text import Text
from extractor.months import BEGINNINGS
from extractor.pages.model import Box
from extractor.regex import regex

_PERIOD = (
    r"(?:\s*\([^()]{1,30}\)|\s+(?:(?:q[1-4]|hy?[12])(?:\s+\d[\d/\-–]{3,6})?"
    r"|(?:19|20)\d\d(?:[/\-–]\d\d(?:\d\d)?)?"
    rf"|\d\d/\d\d|(?:{BEGINNINGS})[a-z]*\s+(?:20)?\d\d))?"
)
_NAME = (
    r"(?:latest|current|actual|performance|result|value|"
    r"(?:this|last|previous|prior) (?:quarter|year|month|period|result|value)|previous|prior|"
    r"target|floor(?: standard)?|minimum standard|upper|lower|threshold|baseline|benchmark|"
    r"national(?: average)?|england|regional|statistical neighbours?|forecast|year to date|ytd|"
    r"outturn)(?: (?:value|performance|result|position|actual|target|average))?"
)
# "2018/19 to date", "2017/18 outturn"
_OF_YEAR = (
    r"(?:19|20)\d\d[/\-–]\d\d(?:\d\d)? (?:to date|so far|year to date|ytd"
    r"|(?:final |full year )?outturn|actual|performance|result|target)"
)
KEY = rf"(?:{_NAME}{_PERIOD}|{_OF_YEAR})"
VALUE = (
    r"[(<>~≈+\-–−]?[£$€]?\d[\d,]*(?:\.\d+)?\s?"
    r"(?:%|k\b|m\b|bn\b|pp\b|days?\b|weeks?\b|months?\b|per 1(?:00?)?,?000\b)?\*?"
)
_RAG = r"(?:\s*[(\[](?P<rag>red|amber|green|r|a|g)[)\]]|\s+(?P<word>red|amber|green)\b)?"
# Of several values some may be labelled with their time only: "Q3 2023/24: 76% | Target: 85%".
_WHEN = (
    r"(?:(?:q|quarter\s)[1-4]|(?:hy?|half[- ]year\s)[12])(?:\s\d[\d/\-–]{3,6})?"
    r"|(?:19|20)\d\d[/\-–]\d\d(?:\d\d)?"
    rf"|(?:{BEGINNINGS})[a-z]*\s+(?:20)?\d\d"
)
_PAIR = regex(
    rf"(?<![\w%])(?P<key>{KEY}|{_WHEN})\s*(?:[:=]|\s[-–]\s)\s*(?P<value>{VALUE})(?![\w/]){_RAG}",
    re.IGNORECASE,
)
_FIGURE = regex(r"\d")
_PARTS_PAIR = regex("[:=–-]")  # between a label and its value
_BARE = regex(rf"(?P<key>{KEY})\s*[:=]?\s+(?P<value>{VALUE}){_RAG}$", re.IGNORECASE)
_TURNED = regex(rf"(?P<value>{VALUE})\s+(?P<key>{KEY}){_RAG}$", re.IGNORECASE)
_ITEM = regex(r"[^|,;\s](?:(?:[^|,;]|,(?=\d))*[^|,;\s])?")
_KEY = regex(rf"^{KEY}\s*[:=]?$", re.IGNORECASE)
_BETWEEN = regex(r"^[\s|,;/·•–-]*$")
_SIGNAL = regex(
    r"(?:\brag(?: (?:rating|status))?|\bstatus|\brating|\bdirection(?: of travel)?|\bdot|\btrend)"
    r"\s*+[:=]?\s*+(?P<said>red|amber|green|[rag]\b|improv(?:ed|ing)|worse(?:ning|ned)?"
    r"|declin(?:ed|ing)|steady|stable|static|same|no change|[↑↓→↗↘▲▼◄►⬆⬇])",
    re.IGNORECASE,
)
_RATING = regex(r"[\s|,;:-]*[(\[]?\b(RED|AMBER|GREEN)\b[)\]]?\s*(\S)?\s*$")
# The same in small letters, where a dash, a bracket or a colon sets it apart: "Stability – Green".
_APART = regex(r"(?:\s[-–—]|[:(\[])\s*+(red|amber|green)\b[)\]]?(\S)?\s*+$", re.IGNORECASE)
# A word that says that the measure follows, and its number.
_NAMES_MEASURE = regex(
    r"^(?:(?:key )?(?:performance )?(?:indicator|measure)|kpi|pi)\s?(?:(?:[\d.]{1,6})?\s*[:–-]\s*"
    r"|\d[\d.]{0,5}\s+(?=[A-Z]))",
    re.I,
)
_LETTERS = regex(r"[^\W\d_]{2,}")
# What a rating of the whole card is about.
_LATEST = regex(r"^(?:latest|current|actual|performance|result|value|this|outturn)", re.I)


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A value with its label, as one text holds them, and the rating in brackets after it.

    `start` and `end` bound the three within the text, `box` on the page.
    """

    key: Text
    value: Text
    rag: Rag | None
    start: int
    end: int
    box: Box | None

    @property
    def name(self) -> str:
        return self.key.content.lower()


@dataclass(frozen=True, slots=True)
class Title:
    """The measure of a card, with the rating and direction printed beside it."""

    text: Text
    rag: Rag | None = None
    trend: Trend | None = None


def is_key(text: str) -> bool:
    """Whether a text is the label of a value on a card: "Latest", "Target", "Previous (Q2)"."""
    return bool(_KEY.match(text.strip()))


def is_when(text: str) -> bool:
    """Whether a text is the label of a value that gives only its time ("Quarter 1", "2023/24")."""
    return re.fullmatch(_WHEN, text.strip(), re.IGNORECASE) is not None


def labelled_values(text: Text) -> list[LabelledValue]:
    """The values with labels in a text. Labels without a colon count only where the text holds
    nothing else."""
    content = text.content
    if _FIGURE.search(content) is None:
        return []
    found = list(_PAIR.finditer(content)) if _PARTS_PAIR.search(content) else []
    ends = [0, *(m.end() for m in found)]
    starts = [*(m.start() for m in found), len(content)]
    for start, end in zip(ends, starts, strict=True):
        for item in _ITEM.finditer(content, start, end):
            bare = _BARE.match(content, *item.span()) or _TURNED.match(content, *item.span())
            if bare:
                found.append(bare)
    return [
        LabelledValue(
            _stripped(text.cut(*m.span("key"))),
            _stripped(text.cut(*m.span("value"))),
            rag_of(m["rag"] or m["word"] or "", "RAG"),
            *m.span(),
            text.place(*m.span())[1],
        )
        for m in sorted(found, key=lambda m: m.start())
    ]


def rest_of(text: Text, values: Sequence[LabelledValue]) -> Text:
    """What comes before the first of the values; all else must be marks between them, or ratings
    with their labels."""
    ends = [value.end for value in values]
    starts = [value.start for value in values[1:]]
    gaps = [text.content[a:b] for a, b in zip(ends, [*starts, len(text.content)], strict=True)]
    if not all(_BETWEEN.match(_SIGNAL.sub(" ", gap)) for gap in gaps):
        return text
    return _stripped(text.cut(0, values[0].start), " \t|,;:–-")


def signals_in(text: Text, values: Sequence[LabelledValue]) -> Title | None:
    """The rating and the direction that stand with their labels behind the values of a text."""
    found = list(_SIGNAL.finditer(text.content, values[-1].end))
    if not found:
        return None
    said = [m["said"] for m in found]
    rag = next((r for word in said if (r := rag_of(word, "RAG"))), None)
    trend = next((t for word in said if (t := trend_of(word, "direction"))), None)
    return Title(Text(), rag, trend)


def signals_of_line(text: Text) -> Title | None:
    """The rating or direction that a line consists of: "RAG: Amber", "Direction of travel: ↑"."""
    found = _SIGNAL.fullmatch(text.content.strip(" |,;"))
    if found is None:
        return None
    return Title(Text(), rag_of(found["said"], "RAG"), trend_of(found["said"], "direction"))


def titled(text: Text) -> Title:
    """A title without the rating set apart at its end, and without "Indicator:" before it."""
    named = _NAMES_MEASURE.match(text.content)
    if named and _LETTERS.search(text.content, named.end()):
        text = text.cut(named.end(), len(text.content))
    found = _RATING.search(text.content) or _APART.search(text.content)
    if found is None or not _LETTERS.search(text.content[: found.start()]):
        return Title(text)
    trend = trend_of(found[2] or "", "direction")
    if found[2] and trend is None:
        return Title(text)
    return Title(_stripped(text.cut(0, found.start())), rag_of(found[1]), trend)


def says_a_measure(text: str) -> bool:
    """Whether a text can name the measure of a card: words, and not the label of a value."""
    return len(_LETTERS.findall(text)) > 1 and not is_key(text) and signals_of(text) is None


def card(
    values: Sequence[LabelledValue], title: Title | None, page: int | None, box: Box | None
) -> Table:
    """The card as a table of one row; the rating beside the title is that of the latest value."""
    latest = next((i for i, v in enumerate(values) if _LATEST.match(v.name)), None)
    if latest is None and re.fullmatch(_WHEN, values[0].name, re.IGNORECASE):
        latest = 0  # of several quarters the newest comes first
    cells: list[Cell] = []
    labels = 0
    if title is not None and title.text:
        labels = 1
        cells.append(Cell(1, 0, title.text, _box(title.text)))
    for index, value in enumerate(values):
        rag, trend = value.rag, None
        if title is not None and index == latest:
            rag, trend = rag or title.rag, title.trend
        column = labels + index
        cells.append(Cell(0, column, value.key, _box(value.key)))
        cells.append(Cell(1, column, value.value, _box(value.value), rag=rag, trend=trend))
    cells.sort(key=lambda c: (c.row, c.column))
    return Table(
        page, box, 2, labels + len(values), tuple(cells), 1, labels, ruled="none", form="card"
    )


def cards_in(table: Table) -> list[Table]:
    """The cards that make up a ruled table; none where it is an ordinary table.

    The title of each is in the row above its values (the chart between them is no row), or beside
    them, with the rating in a cell beside the title.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    out: list[Table] = []
    title: Title | None = None
    open_values: list[LabelledValue] = []
    top = table.box.top if table.box else 0.0
    for row in [*sorted(rows), None]:
        cells = rows[row] if row is not None else []
        found = {id(c): labelled_values(c.text) for c in cells}
        here = [v for c in cells for v in found[id(c)]]
        others = [c for c in cells if not found[id(c)]]
        names = {v.name for v in open_values}
        if open_values and (not here or any(v.name in names for v in here)):
            if len(open_values) > 1:
                bottom = max([v.box.bottom for v in open_values if v.box] or [top])
                box = table.box and Box(table.box.x0, top, table.box.x1, bottom)
                out.append(card(open_values, title, table.page, box))
                top = bottom
            open_values, title = [], None
        if any(_states(c.text.content) for c in others) or not all(
            _is_covered(c.text.content, found[id(c)]) for c in cells if found[id(c)]
        ):
            return []
        open_values += here
        title = _title_in(others, title) or title
    return out


def _title_in(cells: Sequence[Cell], known: Title | None) -> Title | None:
    """The title among the cells of a row, with the rating and direction beside it."""
    texts = [c.text for c in cells if says_a_measure(c.text.content)]
    signals = [s for c in cells if (s := signals_of(c.text.content, "direction"))]
    rag = next((s.rag for s in signals if s.rag), None)
    trend = next((s.trend for s in signals if s.trend), None)
    if not texts:
        if known is None or (rag is None and trend is None):
            return None
        return replace(known, rag=known.rag or rag, trend=known.trend or trend)
    title = titled(max(texts, key=lambda t: len(t.content)))
    return replace(title, rag=title.rag or rag, trend=trend)


def _states(text: str) -> bool:
    """Whether a cell without labelled values is a figure."""
    return bool(re.fullmatch(VALUE, text.strip(), re.IGNORECASE))


def _is_covered(text: str, values: Sequence[LabelledValue]) -> bool:
    """Whether a cell's labelled values account for all its figures."""
    for value in reversed(values):
        text = text[: value.start] + text[value.end :]
    return not any(ch.isdigit() for ch in text)


def _stripped(text: Text, marks: str = " \t:=") -> Text:
    content = text.content
    start = len(content) - len(content.lstrip(marks))
    return text.cut(start, max(start, len(content.rstrip(marks))))


def _box(text: Text) -> Box | None:
    return text.place(0, len(text.content))[1]
