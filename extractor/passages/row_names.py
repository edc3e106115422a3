"""What tells the rows of a table apart where their labels do not: the columns of words that a
person would name a row by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extractor.blocks.model import Cell
from extractor.blocks.tables.cell_kinds import is_data, is_figure, is_period
from extractor.blocks.tables.header_hierarchy import HeaderHierarchy
from extractor.regex import regex

FEWEST = 3  # rows of a table whose labels can be found to repeat
_REPEATED = 0.5  # of the rows have the label of another row: it is a category
_OF_WORDS = 0.8  # of a column's cells
_GAIN = 0.1  # of the rows must be told apart by a further column
_LONG = 12  # words of a cell, on average: it is a sentence or several
_SHORT = 6  # words of a headline, on average
_DAY = regex(r"\d{1,2}[-./ ](?:\d{1,2}|[A-Za-z]{3,9})[-./ ]\d{2,4}")
_CODE = regex(
    r"[A-Z]{1,6}[ ./-]?\d[\d./-]*[a-z]?(?:\s?[/,&+]\s?[A-Z]{0,6}[ ./-]?\d[\d./-]*[a-z]?)*"
    r"|[A-Z]{1,3}|\d{3,7}"
)
_LONG_NUMBER = regex(r"\d{4,7}")  # of an invoice or a site, as a reference
# A word, not a code ("CG", "DP 41").
_NAMES = regex(r"[A-Za-z][a-z]{2}|[A-Z]{4}|[^\W\d_]{3,} [^\W\d_]{2,}|[^\W\d_A-Za-z][^\W\d_]{2,}")


def row_names(cells: Sequence[Cell], paths: HeaderHierarchy) -> dict[int, tuple[str, ...]]:
    """The words that name each row: its labels, with the columns of words beside them that tell it
    from the other rows. Empty where the labels name the rows by themselves.

    A label names nothing where it is a date or a reference beside words ("20-Jan-17 | Friends of
    the Park | 250"), or a category that most rows share with others.
    """
    rows: dict[int, dict[int, str]] = {}
    first: dict[int, Cell] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text.content
        first.setdefault(cell.row, cell)
    labels = {
        row: path
        for row, cell in first.items()
        if (path := paths.of(cell).row_path) or len(rows[row]) > 1
    }
    rows = {row: rows[row] for row in labels}  # one text without a label is the rest of a row
    named = {row: tuple(part for part in path if _names(part)) for row, path in labels.items()}
    own = [path[-1:] for path in labels.values()]  # without the headings of their groups
    if len(rows) < FEWEST and any(named.values()):
        return {}
    days = any(_DAY.fullmatch(part.strip()) for path in labels.values() for part in path)
    if days and all(named.values()) and len(set(named.values())) == len(set(labels.values())):
        return named
    figures = [
        k
        for row in rows.values()
        for k, text in row.items()
        if is_figure(text) and not _LONG_NUMBER.fullmatch(text.strip())
    ]
    columns = _columns_of_words(rows)
    if not columns or not figures:
        return {}
    chosen: list[int] = []
    if not any(_names(part) for path in own for part in path):
        held = Counter(figures)  # the last full column: those before it may number the rows
        last = max(k for k, count in held.items() if count >= _OF_WORDS * max(held.values()))
        beside = [k for k in columns if k < last]
        if not beside or not all(map(_refers, own)):
            return {}
        chosen = beside[:1]
    elif _repeated(labels.values()) < _REPEATED:
        return {}
    chosen = _telling(rows, named, chosen, columns)
    if not chosen:
        return {}
    return {row: (*named[row], *(rows[row][k] for k in chosen if k in rows[row])) for row in rows}


def _columns_of_words(rows: Mapping[int, Mapping[int, str]]) -> list[int]:
    held: dict[int, list[str]] = {}
    for row in rows.values():
        for column, text in row.items():
            held.setdefault(column, []).append(text)
    return sorted(
        column
        for column, texts in held.items()
        if len(texts) >= _OF_WORDS * len(rows)
        and sum(1 for text in texts if _names(text)) >= _OF_WORDS * len(texts)
    )


def _names(text: str) -> bool:
    return bool(_NAMES.search(text)) and not is_data(text) and not is_period(text)


def _words(rows: Mapping[int, Mapping[int, str]], column: int) -> int:
    return sum(len(row.get(column, "").split()) for row in rows.values())


def _is_text(rows: Mapping[int, Mapping[int, str]], column: int) -> bool:
    return _words(rows, column) > _LONG * len(rows)


def _refers(path: tuple[str, ...]) -> bool:
    """Whether labels are only dates and references ("LP48.08")."""
    return bool(path) and all(is_period(part) or _CODE.fullmatch(part.strip()) for part in path)


def _repeated(paths: Iterable[tuple[str, ...]]) -> float:
    times = Counter(paths)
    return sum(n for n in times.values() if n > 1) / max(sum(times.values()), 1)


def _telling(
    rows: Mapping[int, Mapping[int, str]],
    named: Mapping[int, tuple[str, ...]],
    chosen: list[int],
    columns: Sequence[int],
) -> list[int]:
    """The columns, in order, that tell the rows apart, those first that tell most of them."""

    def apart(held: Sequence[int]) -> int:
        return len({(named[row], *(rows[row].get(k) for k in held)) for row in rows})

    while apart(chosen) < len(rows):
        left = [k for k in columns if k not in chosen]
        if not left:
            break
        # Sentences tell rows apart, but a person calls a row by its name.
        best = max(
            left, key=lambda k: (apart([*chosen, k]), not _is_text(rows, k), _words(rows, k))
        )
        if apart([*chosen, best]) - apart(chosen) < max(1, _GAIN * len(rows)):
            break
        chosen = [*chosen, best]
    return sorted({*chosen, *_headlines(rows, chosen, columns)})


def _headlines(
    rows: Mapping[int, Mapping[int, str]], chosen: Sequence[int], columns: Sequence[int]
) -> list[int]:
    """The columns of short names that stand right before chosen ones of sentences: what each
    sentence is about ("Wardens | Revised staffing to meet the guidance on caseloads")."""

    def heads(column: int) -> bool:
        told = {row.get(column) for row in rows.values()}
        short = _words(rows, column) <= _SHORT * len(rows)
        return column in columns and short and len(told) > _REPEATED * len(rows)

    texts = [k for k in chosen if _is_text(rows, k)]
    return [k - 1 for k in texts if heads(k - 1)]
