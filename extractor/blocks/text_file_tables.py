"""Tables and cards of text files: cells separated by bars (Markdown) or tabs, or set in columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.blocks.cards import (
    VALUE,
    is_key,
)
from extractor.blocks.cells_by_line import rows_by_line
from extractor.blocks.model import Block, Cell, Table
from extractor.blocks.tables.captions import introduces, is_note, reads_as_title
from extractor.blocks.tables.cell_kinds import is_data, is_period, is_phone, is_unit, round_of
from extractor.blocks.text import Text
from extractor.blocks.text_file_cards import Run, card_at, pairs_at, title_of
from extractor.blocks.visible_text import SourceLine, visible_text, without_struck
from extractor.bullets import LINE_BULLETS
from extractor.regex import regex

_CONTACT = regex(r"\b(?:e-?mail|tel(?:ephone)?|post|contacts?|names?)\s*:", re.IGNORECASE)
_DASHES = regex(r"\s*:?-{2,}:?\s*")
_BORDER = regex(r"\s*\+(?:[-=:]+\+)+\s*")  # of a table drawn with signs: "+----+----+"
_COLUMN = regex(r"\S+(?: \S+)*")  # one space parts words, two or more part columns
# A line of the front matter ("Meeting date: 14 November 2023") names no table below it.
_FRONT = regex(
    r"[\w ’']{0,30}\b(?:date|period|author|officer|committee|status|report to)\s*:", re.IGNORECASE
)
_DASH = " – "
_LIST = regex(rf"\s*(?:[-*+{LINE_BULLETS}]|\d+[.)]|[a-z][.)])\s")


Looked = tuple[Run | None, int]  # a table, and up to which line there is no other one


def runs_of(lines: Sequence[SourceLine]) -> Iterator[Run]:
    """The tables and cards among the lines of a file, in order."""
    at = 0
    checked = 0  # lines before this one were looked at together and are not a table
    while at < len(lines):
        run = card_at(lines, at) or pairs_at(lines, at)
        if run is None and at >= checked:
            for find in (_bars, _tabs, _dashes, _ranges, _by_line, _columns):
                run, last = find(lines, at)
                if run is not None:
                    break
                checked = max(checked, last)
        if run is None:
            at += 1
        else:
            yield run
            at = run.last


def _bars(lines: Sequence[SourceLine], first: int) -> Looked:
    """Rows with bars between the cells, with or without bars at both ends."""
    raw = lines[first].raw
    if "|" not in raw and not _BORDER.fullmatch(raw):
        return None, first
    last = _while(lines, first, lambda line: "|" in line.raw or bool(_BORDER.fullmatch(line.raw)))
    held = lines[first:last]
    if not any("|" in line.raw for line in held):
        return None, last
    closed = raw.strip()[0] in "|+" and raw.count(raw.strip()[0]) > 1
    ruled = any(_is_ruling(line) for line in held)
    even = len({x.raw.count("|") for x in held}) == 1
    split = [line.raw.split("|") for line in held]
    if not closed and not ruled and not (even and (len(held) > 2 or _is_head_and_row(split))):
        return None, last
    opened = all(line.raw.strip().startswith("|") for line in held if "|" in line.raw)
    return _table(lines, first, last, [_split(x.raw, x.start, "|", opened) for x in held]), last


def _is_head_and_row(lines: Sequence[Sequence[str]]) -> bool:
    """Whether two lines, as their cells, are a header and a row whose cells but the first are all
    figures."""
    if len(lines) != 2 or len(lines[0]) != len(lines[1]):
        return False
    head, row = ([cell.strip() for cell in cells[1:]] for cells in lines)
    return len(row) > 1 and all(map(is_data, row)) and not any(map(is_data, head))


def _is_ruling(line: SourceLine) -> bool:
    if _BORDER.fullmatch(line.raw):
        return True
    cells = [cell for cell in line.raw.strip().strip("|").split("|") if cell.strip()]
    return bool(cells) and all(_DASHES.fullmatch(cell) for cell in cells)


def _tabs(lines: Sequence[SourceLine], first: int) -> Looked:
    """Rows with tabs between the cells."""
    raw = lines[first].raw
    mark = _LIST.match(raw)  # a tab behind the mark of a list item parts no cells
    if "\t" not in (raw[mark.end() :] if mark else raw).strip():
        return None, first
    last = _while(lines, first, lambda line: "\t" in line.raw.lstrip(" "))
    rows = [_split(x.raw, x.start, "\t") for x in lines[first:last]]
    return _table(lines, first, last, rows), last


def _dashes(lines: Sequence[SourceLine], first: int) -> Looked:
    """Rows whose cells are parted by spaced dashes, the same number in each, below a header."""
    many = lines[first].raw.count(_DASH)
    if many < 2 or _LIST.match(lines[first].raw):
        return None, first
    last = _while(lines, first, lambda line: line.raw.count(_DASH) == many)
    rows = [_split(x.raw, x.start, _DASH) for x in lines[first:last]]
    stating = [all(is_data(c.content) or not c for c in row[1:]) for row in rows]
    tabular = last - first > 2 and not stating[0] and sum(stating) > 1
    return (_table(lines, first, last, rows) if tabular else None), max(last, first + 1)


_NAMED_VALUE = regex(
    rf"(?P<label>[^:|\t]{{1,60}}?)(?::\s+|\s[–-]\s)(?P<value>{VALUE})", re.IGNORECASE
)
_RANGE = regex(r"\d{1,3}\s*(?:-|–|to)\s*\d{1,3}|\d{1,3}\s?\+|(?:under|over) \d{1,3}", re.IGNORECASE)


def _ranges(lines: Sequence[SourceLine], first: int) -> Looked:
    """Lines of a label and a value ("1 to 4: 39", "2017 – 32"), some of whose labels are ranges
    that would be read as figures in a sentence, or all of them times: a table of two columns."""
    last = first
    while last < len(lines) and (last == first or lines[last].blanks == 0):
        if _NAMED_VALUE.fullmatch(lines[last].text.content) is None:
            break
        last += 1
    held = [_NAMED_VALUE.fullmatch(line.text.content) for line in lines[first:last]]
    labels = [m["label"] for m in held if m is not None]
    ranges = sum(1 for label in labels if _RANGE.match(label))
    above = lines[first - 1].text.content.rstrip() if first and lines[first].blanks < 2 else ""
    # Rows named by times alone say what they are of only in the line above.
    times = len(labels) > 1 and all(map(is_period, labels)) and above.endswith(("?", ":"))
    if not times and (last - first < 3 or ranges < 2):
        return None, max(last, first + 1)
    rows = [
        [line.text.cut(*m.span("label")), line.text.cut(*m.span("value"))]
        for line, m in zip(lines[first:last], held, strict=True)
        if m is not None
    ]
    return _table(lines, first, last, rows), last


def _by_line(lines: Sequence[SourceLine], first: int) -> Looked:
    """One cell a line, each row as long as the header."""
    found = rows_by_line(lines, first)
    if found is None:
        return None, first
    rows, last = found
    return _of_rows(lines, first, last, rows), last


def _columns(lines: Sequence[SourceLine], first: int) -> Looked:
    """Rows set in columns with white space between them, most of which hold figures."""
    if len(_spans(lines[first])) < 2 or _LIST.match(lines[first].raw):
        return None, first
    last = first + 1
    while last < len(lines) and lines[last].blanks <= (last == first + 1):
        if not _is_row(lines[last]):
            break
        last += 1
    while len(_spans(lines[last - 1])) == 1:  # what is below it is not a row without figures
        last -= 1
    held = [_spans(line) for line in lines[first:last]]
    stating = sum(1 for line in lines[first:last] if _states(line))
    few = last - first < 3 or stating < 2 or stating < 0.5 * (last - first)
    if few and not _is_head_and_row([_cells(line) for line in lines[first:last]]):
        return None, last
    widest = max(held, key=len)
    # Where each line has a text for every column, they need not stand in line.
    even = all(len(spans) == len(widest) for spans in held)
    rows = []
    for line, spans in zip(lines[first:last], held, strict=True):
        row = [Text()] * len(widest)
        for number, (start, end) in enumerate(spans):
            place = number if even else _nearest(start, end, widest)
            if row[place]:
                return None, last
            row[place] = Text.of_source(line.raw[start:end], line.start + start)
        rows.append(row)
    return _table(lines, first, last, rows), last


def _is_row(line: SourceLine) -> bool:
    """Whether a line continues a table set in columns: several cells, or a label alone."""
    if "|" in line.raw or "\t" in line.raw or _LIST.match(line.raw):
        return False
    spans = _spans(line)
    return len(spans) > 1 or (len(spans) == 1 and len(line.raw.split()) <= 4)


def _states(line: SourceLine) -> bool:
    texts = [line.raw[a:b] for a, b in _spans(line)[1:]]
    return any(is_data(text) for text in texts)


def _spans(line: SourceLine) -> list[tuple[int, int]]:
    return [found.span() for found in _COLUMN.finditer(line.raw)]


def _cells(line: SourceLine) -> list[str]:
    return [line.raw[start:end] for start, end in _spans(line)]


def _nearest(start: int, end: int, columns: Sequence[tuple[int, int]]) -> int:
    """The column whose extent a cell shares most of, else the nearest one."""
    return max(
        range(len(columns)),
        key=lambda k: min(end, columns[k][1]) - max(start, columns[k][0]),
    )


def _while(lines: Sequence[SourceLine], first: int, belongs: Callable[[SourceLine], bool]) -> int:
    """The end of the lines from `first` that belong together without a blank line."""
    last = first + 1
    while last < len(lines) and lines[last].blanks == 0 and belongs(lines[last]):
        last += 1
    return last


def _table(
    lines: Sequence[SourceLine], first: int, last: int, split: Sequence[Sequence[Text]]
) -> Run:
    """The block of rows of cells: a table with its caption and notes, or a contact box."""
    rulings = [i for i, x in enumerate(lines[first:last]) if _is_ruling(x)]
    # A border above the first row is none below the header.
    ruling = next((i - rulings.index(i) for i in rulings if i > rulings.index(i)), None)
    rows = [row for row, x in zip(split, lines[first:last], strict=True) if not _is_ruling(x)]
    return _of_rows(lines, first, last, rows, ruling)


def _of_rows(
    lines: Sequence[SourceLine],
    first: int,
    last: int,
    rows: Sequence[Sequence[Text]],
    ruling: int | None = None,
) -> Run:
    """The block of rows, of which those above `ruling` are the header."""
    everything = Text.join([Text.join([c for c in row if c], " ") for row in rows if any(row)])
    columns = max((len(row) for row in rows), default=0)
    figures = sum(
        1 for row in rows for c in row[1:] if is_data(c.content) and not is_phone(c.content)
    )
    if _CONTACT.search(everything.content) and not figures:
        return Run(first, last, Block("contact", None, everything))
    if len(rows) < 2 or columns < 2:
        return Run(first, last, Block("paragraph", None, everything))
    header = _with_units(rows, ruling or _header_rows(rows))
    rows = [*_grouped(rows[:header]), *rows[header:]]
    cells = tuple(
        Cell(r, c, text, column_span=_span(row, c) if r < header - 1 else 1)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    table = Table(None, None, len(rows), columns, cells, header, _label_columns(rows, header))
    return Run(
        first, last, Block("table", None, Text(), table=_captioned(table, lines, first, last))
    )


def _header_rows(rows: Sequence[Sequence[Text]]) -> int:
    """How many rows from the top name columns: those before the first with a figure."""
    for number, row in enumerate(rows):
        if any(is_data(cell.content) for cell in row[1:]):
            return number
    return 1


_COUNTS = frozenset(("n", "no", "no.", "number", "count", "#"))


def _parts_groups(above: Sequence[Text], row: Sequence[Text]) -> bool:
    """Whether a row gives the times of columns whose groups the row above it names: "Boys" twice
    over "2023" and "2024"."""
    groups = [cell.content for cell in above[1:]]
    times = [cell.content for cell in row[1:]]
    grouped = len(set(groups)) < len(groups)
    return grouped and len(times) > 1 and all(map(is_period, times))


def _with_units(rows: Sequence[Sequence[Text]], header: int) -> int:
    """The header rows, with a row right below them that gives only units or periods of the columns:
    "£m", "%", "No.", "Q1"."""
    if not 0 < header < len(rows) - 1:
        return header
    if rows[header][0]:
        return header + _parts_groups(rows[header - 1], rows[header])
    held = [cell.content.strip().lower() for cell in rows[header] if cell]
    heads = all(is_unit(t) or t in _COUNTS or (is_period(t) and not t.isdigit()) for t in held)
    return header + (len(held) > 1 and heads)


def _grouped(header: Sequence[Sequence[Text]]) -> list[Sequence[Text]]:
    """The header rows, with each group header moved to the first of its columns.

    Where the last row repeats itself ("2022 2023 2022 2023") and the row above has one text for
    each repetition, each of them heads one of them.
    """
    out = list(header)
    if len(out) < 2:
        return out
    leaves = [k for k, text in enumerate(out[-1]) if k and text]
    heads = [text for text in out[-2][1:] if text]
    each = round_of([out[-1][k].content for k in leaves])
    if each is not None and len(heads) * each == len(leaves) and len(heads) > 1:
        row = [out[-2][0], *[Text()] * (len(out[-2]) - 1)]
        for place, head in enumerate(heads):
            row[leaves[place * each]] = head
        out[-2] = row
    return out


def _span(row: Sequence[Text], column: int) -> int:
    """How many columns a cell of an upper header row covers: its own and empty ones after it."""
    behind = next((c for c in range(column + 1, len(row)) if row[c]), len(row))
    return behind - column if column else 1


def _label_columns(rows: Sequence[Sequence[Text]], header: int) -> int:
    """How many columns from the left are row labels."""
    body = rows[header:]
    columns = max(len(row) for row in rows)
    for k in range(columns):
        held = [row[k].content for row in body if k < len(row) and row[k]]
        data = sum(1 for text in held if is_data(text) and not is_period(text))
        if held and data >= 0.5 * len(held):
            named = rows[0][k].content if header and k < len(rows[0]) else ""
            coded = all(map(_CODE.fullmatch, held)) and not is_period(named)
            if not (k or is_key(named)) and coded and _words(body, 1):
                continue
            return k if k or is_key(named) else 1
    return 1


_CODE = regex(r"\d{1,3}(?:\.\d{1,2}|[A-Za-z])?(?:\s?\(\d+\))?[a-z]?")
"""The code or number of a row ("1E", "2A(2)", "14")."""


def _words(body: Sequence[Sequence[Text]], column: int) -> bool:
    """Whether a column of all rows holds words and no figures."""
    held = [row[column].content for row in body if column < len(row) and row[column]]
    return len(held) == len(body) and not any(map(is_data, held))


def _captioned(table: Table, lines: Sequence[SourceLine], first: int, last: int) -> Table:
    """The table with the line above it as its caption and the lines around it that apply to its
    cells as notes."""
    notes: list[Text] = []
    caption: Text | None = None
    lead: Text | None = None
    if first and lines[first].blanks <= 1:
        above = title_of(lines[first - 1].text)
        if introduces(lines[first - 1].text.content):
            lead = above
            notes.append(above)
        elif reads_as_title(above.content) and not _FRONT.match(above.content):
            caption = above
        elif above.content.endswith("?"):
            caption = above  # the question that the lines answer
    while last < len(lines) and lines[last].blanks <= 1 and is_note(lines[last].text.content):
        notes.append(lines[last].text)
        last += 1
    return replace(table, caption=caption, notes=tuple(notes), lead=lead)


def _split(raw: str, start: int, separator: str, opened: bool = True) -> list[Text]:
    """The cells of a line. `opened` says that all lines of the table begin with a bar: where only
    some do, the first cell of those is empty."""
    line = raw.rstrip("\r\n")
    out: list[Text] = []
    at = 0
    for cell in line.split(separator):
        inner = cell.strip()
        out.append(visible_text(inner, start + at + cell.index(inner)) if inner else Text())
        at += len(cell) + len(separator)
    if separator == "|":
        begin = 1 if opened and line.strip().startswith("|") else 0
        out = out[begin : len(out) - 1 if line.strip().endswith("|") else len(out)]
    while out and not out[-1] and separator == "\t":
        out.pop()
    return [without_struck(cell) for cell in out]
