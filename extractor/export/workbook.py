"""Excel workbooks: sheets of rows with headings, dates, numbers and links; the same bytes for
the same rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_LONGEST_CELL = 32_767
_LONGEST_LINK = 2_079
_ROWS_WITH_LINKS = 30_000
"""Excel holds 65,530 links in a sheet; further addresses are text."""
_MADE = datetime(2000, 1, 1)
"""The date that every workbook bears, so that equal rows give equal files."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `kind` is text, number, date or link."""

    name: str
    width: int = 14
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, columns and rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


# Texts are written as texts, whatever they begin with: no cell is run as a formula.
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook of the sheets, as the bytes of an .xlsx file."""
    out = io.BytesIO()
    _fill(xlsxwriter.Workbook(out, {"in_memory": True, **_PLAIN}), sheets)
    return out.getvalue()


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the workbook row by row, in the memory of one row."""
    _fill(xlsxwriter.Workbook(str(path), {"constant_memory": True, **_PLAIN}), sheets)


def _fill(book: xlsxwriter.Workbook, sheets: Sequence[Sheet]) -> None:
    book.set_properties({"created": _MADE})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, heading, day, plain)
    book.close()


def _write(page: Worksheet, sheet: Sheet, heading: Format, day: Format, plain: Format) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.name, heading)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for number, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, last, number, column.kind, cell, day, plain)
    page.freeze_panes(1, 0)
    if last and all(column.name for column in sheet.columns):
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _cell(
    page: Worksheet, row: int, number: int, kind: str, cell: object, day: Format, plain: Format
) -> None:
    if cell is None or cell == "":
        return
    if kind == "date" and isinstance(cell, str):
        page.write_datetime(row, number, _midnight(cell), day)
    elif isinstance(cell, int | float):
        page.write_number(row, number, cell, plain)
    elif kind == "link" and isinstance(cell, str) and _is_link(cell, row):
        page.write_url(row, number, cell)
    else:
        page.write_string(row, number, str(cell)[:_LONGEST_CELL], plain)


def _is_link(address: str, row: int) -> bool:
    whole = address.startswith(("https://", "http://"))
    return whole and len(address) <= _LONGEST_LINK and row <= _ROWS_WITH_LINKS


def _midnight(iso: str) -> datetime:
    when = date.fromisoformat(iso)
    return datetime(when.year, when.month, when.day)
