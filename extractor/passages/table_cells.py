"""Passages of a table: one for each cell that states something, with its labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from extractor.blocks.model import Cell, Table
from extractor.blocks.ratings import Rating, own_rag, ratings_of
from extractor.blocks.tables.cell_kinds import (
    is_data,
    is_figure,
    is_mark,
    is_period,
    is_unit,
)
from extractor.blocks.tables.folded import unfolded
from extractor.blocks.tables.header_hierarchy import HeaderHierarchy, Labels
from extractor.blocks.tables.tables_without_figures import states_statistics
from extractor.blocks.text import Text
from extractor.passages.cell_parts import parts_of
from extractor.passages.model import CellLabels, Passage, PassageSource
from extractor.passages.numbering_columns import references, running_numbers, words_beside
from extractor.passages.row_names import row_names
from extractor.passages.sentences import sentence_spans
from extractor.regex import regex

SEPARATOR = " | "
LONGEST_CELL = 8  # words; longer cells are read as sentences

_FIGURE_IN = regex(r"(?<![\w.])[£$€+\-–−<>~(]*\d")  # not the 13 of "CIN_13" or "PR0"
# "CG 22", "KPI-07": what a row is called by.
_CODE = regex(r"(?!(?:GBP|EUR|USD|FTE|QTR)\b)[A-Z]{2,4}[ -]?\d{1,6}")
_NUMBER_WORD = regex(
    r"\b(?:nil|none|zero|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)
# Words that tell what a figure is, and words that only go with one: "12 days", "45 of 60".
_GOES_WITH = regex(
    r"\b(?:days?|weeks?|months?|years?|hours?|fte|of|out|per|million|to|and|at|in|red|amber|green|"
    r"cases?|children|people|pp|pts?|points?)\b",
    re.IGNORECASE,
)
_DIGITS = regex(r"[\d.,\s]+")
# Signs that stand in a figure's place wherever they are; "c" and "*" may mean something else.
_SUPPRESSED = regex(
    r"\[[cx]\]|[(*\s]*(?:suppressed|redacted|withheld)|(?:fewer|less) than"
    r"|\w+ or (?:fewer|less|under)",
    re.IGNORECASE,
)
_WORD = regex(r"[^\W\d_]{2,}")
_TWO_FIGURES = regex(r"\d%?\s*[(\[]\s*\d")
_SHARE_ASIDE = regex(r"[\d,.]+\s*\(\s*[<>~]?\s*[\d.]+\s?%\s*\)")
_COUNT_ASIDE = regex(r"[\d.]+\s?%\s*\(\s*[<>~]?\s*[\d,]+\s*\)")


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Where a table is in its document: what all its passages share."""

    report: int
    paragraph: int
    section: str | None
    headings: tuple[str, ...]
    caption: str | None
    second_hand: bool
    source: PassageSource
    notes: tuple[str, ...]
    lead: str | None
    running_head: str | None
    title: str | None


def table_passages(
    table: Table,
    *,
    report: int,
    paragraph: int,
    section: str | None,
    headings: tuple[str, ...],
    caption: str | None,
    second_hand: bool,
    source: PassageSource = "table",
    running_head: str | None = None,
    title: str | None = None,
) -> list[Passage]:
    """The passages of a table, cell by cell.

    A cell with a figure or a suppression mark gives one passage: row labels, column
    headers and the cell, joined by " | ". A cell of sentences that hold figures gives a
    passage of prose for each sentence, with its labels as `list_intro`, nearest first; so does a
    comment with a figure in a column of words. Tables that state no statistics by nature
    (contacts, contents, work programmes) give none. Where label or header cannot be told,
    the passage bears the doubt `header_unclear`.
    """
    if not states_statistics(table):
        return []
    own = table.caption.content if table.caption is not None else None
    place = GridPlace(
        report, paragraph, section, headings, caption or own, second_hand, source,
        tuple(note.content for note in table.notes),
        table.lead.content if table.lead is not None else None,
        running_head, title,
    )  # fmt: skip
    return _CellReader(unfolded(table), place).passages()


class _CellReader:
    """Reads the data cells of one table."""

    def __init__(self, table: Table, place: GridPlace) -> None:
        self._table, self._place = table, place
        self._paths = HeaderHierarchy(table)
        if place.caption is None and self._paths.title is not None:
            self._place = replace(place, caption=self._paths.title.content)
        self._cells = list(self._paths.data_cells())
        self._columns = _grouped(self._cells, by_row=False)
        self._rows = _grouped(self._cells, by_row=True)
        self._shaded: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.rag is not None and not cell.text:
                self._shaded.setdefault(cell.row, []).append(cell)
        self._signals = {row: self._signals_in(cells) for row, cells in self._rows.items()}
        self._groups = _groups_of_repeated(self._columns, self._paths)
        self._names = row_names(self._cells, self._paths)
        self._running = running_numbers(self._columns, self._paths, words_beside(table))
        self._running |= references(self._columns, self._paths, table)
        labels = [self._paths.of(cell) for cell in self._cells]
        self._siblings = tuple(
            dict.fromkeys(
                path[-1] for own in labels for path in (own.row_path, own.column_path) if path
            )
        )
        self._out: list[Passage] = []

    def passages(self) -> list[Passage]:
        """The passages in reading order."""
        for cell in self._cells:
            if cell.column in self._running:
                continue
            labels = self._paths.of(cell)
            if cell.column in self._groups:
                labels = _in_group(labels, self._groups[cell.column])
            if self._is_prose(cell):
                for start, end in sentence_spans(cell.text.content):
                    said = cell.text.content[start:end]
                    if any(ch.isdigit() for ch in said) or _NUMBER_WORD.search(said):
                        row = self._names.get(cell.row) or labels.row_path
                        self._add(cell, cell.text.cut(start, end), _lead(labels), row=row)
            elif self._states(cell):
                signal = self._signals[cell.row].get(cell.column, Rating())
                parts = parts_of(cell, labels)
                for part, named in parts:
                    text, where = _joined(part, named, signal)
                    where = replace(
                        where,
                        siblings=self._siblings,
                        aside=self._aside(cell) if len(parts) == 1 else None,
                        shares=self._shares(cell),
                        decimals=self._beside_decimals(cell),
                        name=self._names.get(cell.row, ()),
                    )
                    self._add(part, text, (), where, clear=labels.clear)
        return self._out

    def _add(
        self, cell: Cell, text: Text, list_intro: tuple[str, ...], where: CellLabels | None = None,
        *, clear: bool = True, row: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        place = self._place
        self._out.append(
            Passage(
                text,
                "prose" if where is None else place.source,
                cell.text.place(0, len(cell.text.content))[0] or self._table.page,
                place.report,
                place.paragraph,
                len(self._out),
                place.section,
                list_intro,
                place.headings,
                place.caption,
                where,
                place.second_hand,
                () if clear else ("header_unclear",),
                place.notes,
                place.lead,
                place.running_head,
                place.title,
                row,
            )
        )

    def _is_prose(self, cell: Cell) -> bool:
        """Whether a cell is read as sentences: it is long, or a comment in a column of words."""
        content = cell.text.content
        if len(content.split()) > LONGEST_CELL:
            return True
        if is_data(content) or not _WORD.search(_GOES_WITH.sub("", content)):
            return False
        column = [c.text.content for c in self._columns[cell.column]]
        data = sum(1 for text in column if is_data(text) or is_period(text))
        # "13 miles", "20 miles": words that all cells share are a unit.
        units = Counter(_DIGITS.sub("", text).lower() for text in column)
        unit = units.most_common(1)[0][1] > 0.5 * len(column)
        return data < 0.5 * len(column) and not unit and self._table.columns > 2

    def _states(self, cell: Cell) -> bool:
        """Whether a short cell holds a figure or is where one is suppressed or missing."""
        content = cell.text.content
        if is_mark(content):
            near = (*self._columns[cell.column], *self._rows[cell.row])
            symbol = _SUPPRESSED.match(content.strip())
            return bool(symbol) or any(is_figure(c.text.content) for c in near)
        if is_unit(content) or _CODE.fullmatch(content.strip()):
            return False
        if is_period(content) and not is_figure(content):
            return False
        if is_period(content) and len(content.strip()) != 4:
            return False
        if is_period(content):  # "2019" is a count only where its column holds counts
            column = [c.text.content for c in self._columns[cell.column]]
            return sum(1 for t in column if is_figure(t) and not is_period(t)) > 0.5 * len(column)
        return bool(_FIGURE_IN.search(content))

    def _aside(self, cell: Cell) -> Literal["percent", "count"] | None:
        """The unit of what the cells of a row, or half of a column, have in brackets, where one
        prints it."""
        units: tuple[tuple[Literal["percent", "count"], re.Pattern[str]], ...] = (
            ("percent", _SHARE_ASIDE), ("count", _COUNT_ASIDE),
        )  # fmt: skip
        row, column = (
            [c.text.content.strip() for c in group]
            for group in (self._rows[cell.row], self._columns[cell.column])
        )
        for unit, printed in units:
            if any(map(printed.fullmatch, row)):
                return unit
        for unit, printed in units:
            if sum(1 for text in column if printed.fullmatch(text)) >= 0.5 * len(column):
                return unit
        return None

    def _shares(self, cell: Cell) -> bool:
        """Whether all other figures of the row, or of the column, print a percent sign."""
        if _TWO_FIGURES.search(cell.text.content):
            return False  # "480 (63.0)" says two things, and which is the share is not known
        for group in (self._rows[cell.row], self._columns[cell.column]):
            texts = [c.text.content for c in group if c is not cell]
            figures = [t for t in texts if is_figure(t) and not is_period(t)]
            if figures and all("%" in text for text in figures):
                return True
        return False

    def _beside_decimals(self, cell: Cell) -> bool:
        """Whether the row gives a decimal under a header that differs only in its time: what it
        gives for several times has one unit."""
        head = _untimed(self._paths.of(cell).column_path)
        return any(
            _DECIMAL.fullmatch(other.text.content.strip())
            and _untimed(self._paths.of(other).column_path) == head
            for other in self._rows[cell.row]
            if other is not cell
        )

    def _signals_in(self, cells: list[Cell]) -> dict[int, Rating]:
        """The signals of one row, by the columns of the figures that they belong to."""
        headers = {c.column: SEPARATOR.join(self._paths.of(c).column_path) for c in cells}
        figures = frozenset(c.column for c in cells if self._states(c))
        said = [(c.column, (_is_mark(c) and c.rag) or c.text.content) for c in cells]
        said += [(c.column, c.rag or "") for c in self._shaded.get(cells[0].row, ())]
        found = ratings_of(said, headers, figures)
        for cell in cells:
            near = found.get(cell.column, Rating())
            rag = cell.rag or own_rag(cell.text.content) or near.rag
            found[cell.column] = Rating(rag, cell.trend or near.trend)
        return found


_DECIMAL = regex(r"\d{1,3}\.\d{1,3}")
_OF_TIMES = regex(r"[^\W\d_]{2,}")
_TELL_YEARS_APART = frozenset(
    {"provisional", "revised", "final", "target", "actual", "academic", "year"}
)


def _untimed(path: tuple[str, ...]) -> frozenset[str]:
    """The words of a column's header without those that tell one year from another."""
    words = (word.lower() for part in path for word in _OF_TIMES.findall(part))
    return frozenset(word for word in words if word not in _TELL_YEARS_APART)


def _is_mark(cell: Cell) -> bool:
    """Whether a cell holds nothing but signs: a dot, whose colour is what it says."""
    return not any(ch.isalnum() for ch in cell.text.content)


def _grouped(cells: Iterable[Cell], *, by_row: bool) -> dict[int, list[Cell]]:
    groups: dict[int, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(cell.row if by_row else cell.column, []).append(cell)
    return groups


def _groups_of_repeated(
    columns: dict[int, list[Cell]], paths: HeaderHierarchy
) -> dict[int, Text | None]:
    """For each column whose header another column repeats, the header of its group.

    "Total aged 17-18 | In touch | Total aged 19-21 | In touch": what is under the second
    "In touch" is said by the nearest header to its left that is once. None where no such
    header tells the columns apart.
    """
    headers = {column: paths.of(cells[0]) for column, cells in columns.items()}
    times = Counter(labels.column_path for labels in headers.values())
    groups: dict[int, Text | None] = {}
    nearest: Text | None = None
    for column, labels in sorted(headers.items()):
        if not labels.column_path:
            continue
        if times[labels.column_path] == 1:
            nearest = labels.column[-1] if labels.column else None
        else:
            groups[column] = nearest
    shared = Counter(
        (headers[column].column_path, group.content if group else None)
        for column, group in groups.items()
    )
    return {
        column: group if group and shared[headers[column].column_path, group.content] == 1 else None
        for column, group in groups.items()
    }


def _in_group(labels: Labels, group: Text | None) -> Labels:
    """The labels of a cell under a repeated header, with the header of its group in front."""
    if group is None:
        return replace(labels, clear=False)
    return replace(
        labels,
        column=(group, *labels.column),
        column_path=(group.content, *labels.column_path),
    )


def _joined(cell: Cell, labels: Labels, signal: Rating) -> tuple[Text, CellLabels]:
    """Labels, headers and cell as one text, and where the cell is in it."""
    text = Text.join((*labels.row, *labels.column, cell.text), SEPARATOR)
    end = len(text.content)
    where = CellLabels(
        labels.row_path,
        labels.column_path,
        end - len(cell.text.content),
        end,
        cell.row,
        cell.column,
        labels.stub.content if labels.stub is not None else None,
        signal.rag,
        signal.trend,
        labels.total,
    )
    return text, where


def _lead(labels: Labels) -> tuple[str, ...]:
    """Column header and row label of a cell of sentences, nearest first."""
    row, column = SEPARATOR.join(labels.row_path), SEPARATOR.join(labels.column_path)
    return tuple(t for t in (row, column) if t)
