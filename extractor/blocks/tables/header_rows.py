"""How many rows of a table are column headers, and how many columns are row labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.blocks.cards import is_key
from extractor.blocks.tables.candidate import CandidateCell, TableCandidate
from extractor.blocks.tables.cell_kinds import (
    begins_with_period,
    counts_up,
    is_bands,
    is_data,
    is_figure,
    is_mark,
    is_period,
    is_unit,
)
from extractor.pages.model import Word
from extractor.regex import regex

MOST_HEADER_ROWS = 6
MOST_LABEL_COLUMNS = 4
_YEARED = regex(r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b|^q[1-4]\b", re.IGNORECASE)
_HOLDS_FIGURE = regex(r"^\W*\d[\d,.]*\s*(?:%|[a-z]+)?(?:\s*\(.*\))?$", re.IGNORECASE)


def header_rows(draft: TableCandidate) -> int:
    """The number of rows, above the first row with figures, that name columns.

    A row with only its label filled heads a group of rows instead, where it is right above the
    figures and there is a header above it. Periods are headers.
    """
    rows = _by_row(draft)
    named = False  # once columns are named, 1, 2, 3 below are figures
    first = None
    for number, row in enumerate(rows):
        if _states(row, draft.columns, named):
            first = number
            break
        named = named or sum(1 for c in row if c.column > 0) > 1
    if first is None:
        return 1 if draft.rows > 1 and draft.columns > 1 else 0
    found = _before_figures(rows, min(first, MOST_HEADER_ROWS))
    labels = {0, *_labels_among_figures(rows[first:])}
    while found > 1 and _only_label(rows[found - 1], labels):
        found -= 1
    if found == 1 and _only_label(rows[0], {0}) and rows[0][0].column_span < draft.columns:
        return 0
    return found


def _before_figures(rows: Sequence[Sequence[CandidateCell]], found: int) -> int:
    """How many of the first rows have no figure in the columns where the rows below have figures.

    Rows with many words and one figure (payments, cases) look like headers on their own.
    """
    held: dict[int, list[str]] = {}
    for row in rows[found:]:
        for cell in row:
            held.setdefault(cell.column, []).append(cell.string)
    numeric = {
        column
        for column, texts in held.items()
        if column > 0 and sum(1 for t in texts if is_figure(t)) >= 0.8 * max(len(texts), 3)
    }
    for number, row in enumerate(rows[:found]):
        beside = [c for c in row if c.column in numeric and c.column_span == 1]
        stated = [c for c in beside if is_figure(c.string) and not is_period(c.string)]
        words = [c for c in row if c.column > 0 and not is_figure(c.string)]
        named = counts_up([c.string for c in beside]) or _names_bands(row)
        if number and stated and words and not named:
            return number
    return found


def _names_bands(row: Sequence[CandidateCell]) -> bool:
    """Whether a row without a label names its columns by bands: "0 – 15 | 16 – 64 | 65 & over"."""
    texts = [c.string for c in row if c.column > 0]
    return len(texts) == len(row) > 2 and is_bands(texts)


def _by_row(draft: TableCandidate) -> list[list[CandidateCell]]:
    rows: list[list[CandidateCell]] = [[] for _ in range(draft.rows)]
    for cell in sorted(draft.cells, key=lambda c: c.column):
        rows[cell.row].append(cell)
    return rows


def _only_label(row: Sequence[CandidateCell], labels: Collection[int]) -> bool:
    return len(row) <= 1 and all(c.column in labels for c in row)


def _labels_among_figures(body: Sequence[Sequence[CandidateCell]]) -> list[int]:
    """The columns of words that have columns of figures on both sides, as the labels of accounts
    do with last year's figures to their left."""
    held: dict[int, list[str]] = {}
    for row in body:
        for cell in row:
            held.setdefault(cell.column, []).append(cell.string)
    figures = [
        k
        for k, texts in held.items()
        if sum(map(is_data, texts)) > 0.5 * len(texts) and not all(map(str.isdigit, texts))
    ]  # bare numbers may be those of the rows
    words = [k for k, texts in held.items() if len(texts) > 2 and not any(map(is_data, texts))]
    return [k for k in words if figures and min(figures) < k < max(figures)]


def _states(row: Sequence[CandidateCell], columns: int, named: bool) -> bool:
    """Whether a row gives figures rather than naming columns."""
    beside = [c.string for c in row if c.column > 0]
    periods = sum(1 for t in beside if is_period(t) or begins_with_period(t))
    marks = sum(1 for t in beside if is_mark(t))
    figures = sum(1 for t in beside if _figure(t))
    words = len(beside) - periods - marks - figures
    if not named and counts_up(beside):
        return False
    if _names_bands(row) or (not named and len(beside) > 2 and is_bands(beside)):
        return False
    if not figures:
        return marks > 0 and not periods and not words
    if periods >= max(figures, 2):
        return False
    return figures >= words or figures + 1 >= columns / 3


def _figure(text: str) -> bool:
    if is_period(text) or begins_with_period(text) or is_unit(text):
        return False
    return bool(is_figure(text) or _HOLDS_FIGURE.match(text))


def label_columns(draft: TableCandidate, header: int) -> int:
    """The number of columns from the left that are row labels.

    These are columns of words or periods before the first column of figures; a column of codes
    counts where a column of words follows it. 0 where there are figures to the left of the words
    (last year's, in accounts): the labels are then in the middle.
    """
    body: list[list[str]] = [[] for _ in range(draft.columns)]
    for cell in draft.cells:
        if cell.row >= header:
            body[cell.column].append(cell.string)
    shares = [
        sum(1 for t in texts if is_data(t) or _HOLDS_FIGURE.match(t)) / len(texts) if texts else 0.0
        for texts in body
    ]
    counts = all(any(map(str.isdigit, text)) for text in body[0]) and bool(body[0])
    if not any(share >= 0.5 for share in shares[1:]):
        return 0 if counts and _named_like_others(draft, header) else 1
    if (shares[0] >= 0.5 or counts) and _named_like_others(draft, header):
        return 0
    for column in range(min(draft.columns, MOST_LABEL_COLUMNS + 1)):
        if shares[column] < 0.5 or (column == 0 and _periods(body[0])):
            continue
        if column + 1 < draft.columns and is_bands(body[column]):
            continue
        codes = all(t.isdigit() or not is_figure(t) for t in body[column])
        words_next = column + 1 < draft.columns and body[column + 1] and shares[column + 1] < 0.2
        # After a column of words they are figures: "Children in care | 412 | Smith | 430".
        named = any(body[k] and shares[k] < 0.2 for k in range(column))
        if codes and words_next and not named:
            continue
        if column == 0 and _labels_inside(body, shares):
            return 0
        before = [text for k in range(column) for text in body[k]]
        if column and all(map(is_data, before)) and _labels_behind(body, shares, column):
            return 0
        return max(column, 1)
    return 1


def _named_like_others(draft: TableCandidate, header: int) -> bool:
    """Whether the first column is headed with a period or a role as all the others are."""
    heads = [c for c in draft.cells if c.row == header - 1]
    if header < 1 or len(heads) < draft.columns or len(heads) < 2:
        return False
    if all(is_key(c.string) for c in heads):
        return True
    return all(len(c.words) <= 3 and _YEARED.search(c.string) for c in heads)


def _labels_inside(body: Sequence[Sequence[str]], shares: Sequence[float]) -> bool:
    """Whether the first column holds figures (with currency signs or many digits) rather than
    codes."""
    words = [k for k in range(1, len(body)) if body[k] and shares[k] < 0.2]
    grand = sum(1 for t in body[0] if is_data(t) and (len(t) > 3 or not t.isdigit()))
    return bool(words) and grand >= 0.6 * len(body[0])


def _labels_behind(body: Sequence[Sequence[str]], shares: Sequence[float], column: int) -> bool:
    """Whether the next column that is filled holds the labels of all rows."""
    behind = next((k for k in range(column + 1, len(body)) if body[k]), None)
    most = max(map(len, body))
    return behind is not None and shares[behind] < 0.2 and len(body[behind]) == most


def _periods(texts: Sequence[str]) -> bool:
    return sum(1 for t in texts if is_period(t)) >= 0.5 * len(texts)


MOST_TOUCHING = 6  # names of columns that stand so close together that they read as one


def with_periods_apart(draft: TableCandidate) -> TableCandidate:
    """The draft with header cells parted that hold one period for each of several columns:
    "March 2023 March 2024" over two of them, set too close together to be told apart by the gap."""
    if draft.ruled == "lattice":
        return draft
    taken = {(c.row, k) for c in draft.cells for k in range(c.column, c.column + c.column_span)}
    cells: list[CandidateCell] = []
    for cell in draft.cells:
        parts = _touching_periods(cell) if cell.row < MOST_HEADER_ROWS else []
        places = [(cell.row, cell.column + i) for i in range(cell.column_span, len(parts))]
        inside = cell.column + len(parts) <= draft.columns
        if len(parts) < max(2, cell.column_span) or not inside or taken.intersection(places):
            cells.append(cell)
            continue
        cells += [CandidateCell(cell.row, cell.column + i, words) for i, words in enumerate(parts)]
    return draft if len(cells) == len(draft.cells) else replace(draft, cells=cells)


def _touching_periods(cell: CandidateCell) -> list[list[Word]]:
    """The words of a cell in one line, parted into periods of as many words each; empty where they
    are not."""
    words = cell.words
    if len(words) < 2 or len(cell.lines) != 1 or is_period(cell.string):
        return []
    for count in range(2, min(len(words), MOST_TOUCHING) + 1):
        size, rest = divmod(len(words), count)
        parts = [words[i : i + size] for i in range(0, len(words), size)]
        if not rest and all(is_period(" ".join(w.text for w in part)) for part in parts):
            return parts
    return []
