"""Tables that came out with one cell a line, as copied from a web page; an empty line may be before
each row, or before each cell.

Indicator
2018/19
2019/20
Target
Children looked after with three or more placements
11.8%
10.2%
10%
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.blocks.cards import is_key
from extractor.blocks.tables.cell_kinds import is_data, is_period
from extractor.blocks.text import Text
from extractor.blocks.visible_text import SourceLine

FEWEST = 2  # columns of figures
_NAME_WORDS = 4
_MOST_LINES = 20  # of the header and the first label


def rows_by_line(lines: Sequence[SourceLine], first: int) -> tuple[list[list[Text]], int] | None:
    """The rows of such a table that begins at a line, the header first, and the line behind it;
    None where there is none.

    The header is a short name and two or more columns, half of them times or words such as
    "Target"; each row is a label and as many figures.
    """
    if first + 1 < len(lines) and lines[first + 1].blanks == 1:
        return _spaced_rows(lines, first)
    begins = _first_figure(lines, first)
    if begins is None:
        return None
    header = [line.text for line in lines[first : begins - 1]]
    columns = len(header) - 1
    if columns < FEWEST or not _names_columns([name.content for name in header]):
        return None
    rows, last = [header], begins - 1
    while (end := _row_ends(lines, last, columns)) is not None:
        rows.append([line.text for line in lines[last:end]])
        last = end
    return (rows, last) if len(rows) > 1 else None


def _spaced_rows(lines: Sequence[SourceLine], first: int) -> tuple[list[list[Text]], int] | None:
    """The rows of a table that has an empty line behind every cell, as minutes have that were
    copied from a web page; two rows at least, and times for the names of its rows or columns."""
    begins = first + 1
    while begins < len(lines) and lines[begins].blanks == 1 and begins < first + _MOST_LINES:
        if is_data(lines[begins].text.content):
            break
        begins += 1
    else:
        return None
    if begins == len(lines) or lines[begins].blanks != 1:
        return None
    header = [line.text for line in lines[first : begins - 1]]
    names = [name.content for name in header]
    if len(header) <= FEWEST or any(not _is_name(name) for name in names):
        return None
    rows, last = [header], begins - 1
    while (end := last + len(header)) <= len(lines):
        cells = [line.text for line in lines[last:end]]
        label, *values = (cell.content for cell in cells)
        spaced = all(line.blanks == 1 for line in lines[last:end])
        if not spaced or is_data(label) or not all(map(is_data, values)):
            break
        rows.append(cells)
        last = end
    labels = [row[0].content for row in rows[1:]]
    of_times = bool(labels) and all(map(is_period, labels))
    if len(rows) <= FEWEST or not (of_times or _names_columns(names)):
        return None
    return rows, last


def _is_name(text: str) -> bool:
    """Whether a line can be the name of a column: a few words that make no sentence."""
    return len(text.split()) <= _NAME_WORDS and not text.endswith((".", ":", ";", ","))


def _first_figure(lines: Sequence[SourceLine], first: int) -> int | None:
    """The first line that is only a figure, of those that follow without white space, but for one
    empty line before the label of the first row."""
    for at in range(first, min(len(lines), first + _MOST_LINES)):
        set_off = at > first and lines[at].blanks
        if set_off and not (_is_set_off(lines, at) and at > first + FEWEST):
            return None
        if is_data(lines[at].text.content):
            return at
    return None


def _is_set_off(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a label stands behind one empty line and right above a figure."""
    behind = lines[at + 1] if at + 1 < len(lines) else None
    above = behind is not None and not behind.blanks and is_data(behind.text.content)
    return lines[at].blanks == 1 and above


def _names_columns(header: Sequence[str]) -> bool:
    """Whether short lines are a stub and the names of columns, half of which are well known."""
    if any(len(name.split()) > _NAME_WORDS for name in header):
        return False
    if any(map(str.isdigit, header[0])):
        return False
    known = sum(is_period(name) or is_key(name.rstrip(":")) for name in header[1:])
    return 2 * known >= len(header) - 1


def _row_ends(lines: Sequence[SourceLine], first: int, columns: int) -> int | None:
    """Where the row that begins at a line ends; None where none begins there."""
    end = first + 1 + columns
    if end > len(lines) or any(lines[at].blanks for at in range(first + 1, end)):
        return None
    if lines[first].blanks and not _is_set_off(lines, first):
        return None
    label, *values = (line.text.content for line in lines[first:end])
    whole = not is_data(label) and all(map(is_data, values))
    return end if whole and any(map(str.isalpha, label)) else None
