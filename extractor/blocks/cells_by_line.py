"""Tables that came out with one cell a line, as copied from a web page; an empty line may be before
each row.

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
