"""Tables drawn on a sheet from their heads and rows, with their cells noted as true."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.agency.sheet import Column, Head, Row, Sheet, Style, TrueTable

_NOTE = re.compile(r"\^(\w+)$")  # "Total^1": a raised mark
_CURRENCY = "$"


def draw(
    sheet: Sheet, y: float, at: Sequence[Column], heads: Sequence[Head], rows: Sequence[Row],
    look: Style, onto: TrueTable | None = None,
) -> float:  # fmt: skip
    """Draw a table with its top at `y`; the place below it. With `onto` its rows go on there."""
    table = onto or sheet.table()
    first = 1 + max((cell[1] for cell in table.cells), default=-1)
    left, right = at[0].x, at[-1].x + at[-1].width
    if "top" in look.rules:
        sheet.rule(left, y, right, y, 1.0)
        if "double" in look.rules:
            sheet.rule(left, y + 2, right, y + 2)
    feet = _heads(sheet, table, y + 2, at, heads, look, first) if heads else [y - 3]
    low = feet[-1] + 3
    number = first + 1 + max((h.bottom for h in heads), default=-1)
    if heads and "heads" in look.rules:
        sheet.rule(left, low, right, low)
    begun = low
    for count, row in enumerate(rows, 1):
        low = _row(sheet, table, low, at, row, look, number, shaded=look.stripes and count % 2 == 0)
        number += row.kind != "blank"
        if look.gap_every and count % look.gap_every == 0:
            low += 0.6 * look.leading
        if "rows" in look.rules and count < len(rows):
            sheet.rule(left, low, right, low)
    if "bottom" in look.rules:
        sheet.rule(left, low, right, low, 1.0)
    if "bars" in look.rules:
        for k, column in enumerate(at[1:], 1):
            over = [h for h in heads if h.first < k <= h.last] if "boxed" in look.rules else []
            top = 1.5 + feet[max(h.bottom for h in over)] if over else y
            sheet.rule(column.x, top if "boxed" in look.rules else begun, column.x, low)
    return low + look.leading


def _heads(
    sheet: Sheet, table: TrueTable, y: float, at: Sequence[Column], heads: Sequence[Head],
    look: Style, first: int,
) -> list[float]:  # fmt: skip
    """Draw the heads, those of one level on one foot; the foot of each level."""
    bold = "B" if look.bold_heads else ""
    levels = max(h.bottom for h in heads) + 1
    lines: list[tuple[Head, list[str]]] = []
    for head in heads:
        width = at[head.last].x + at[head.last].width - at[head.first].x - 6
        lines.append((head, sheet.wrapped(head.text, width, bold)))
    tall = [
        max([len(text) for h, text in lines if h.top == h.bottom == level] or [1]) * look.leading
        for level in range(levels)
    ]
    for head, text in lines:  # a head over several levels may need more than they give
        lack = len(text) * look.leading - sum(tall[head.top : head.bottom + 1])
        if lack > 0:
            tall[head.top] += lack
    feet = [y + sum(tall[: level + 1]) + 3 * level for level in range(levels)]
    for head, text in lines:
        left, right = at[head.first].x, at[head.last].x + at[head.last].width
        foot = feet[head.bottom]
        for number, line in enumerate(reversed(text)):
            place, align = (left + right) / 2, "centre"
            if head.first == 0 or look.heads_left:
                place, align = left, "left"
            sheet.text(place, foot - 2 - number * look.leading, line, align, bold)  # type: ignore[arg-type]
        if head.last > head.first and "spans" in look.rules:
            sheet.rule(left + 3, foot + 1.5, right - 3, foot + 1.5)
        said = " ".join(text).replace("- ", "") if "-|" in head.text else " ".join(text)
        table.add(first + head.top, head.first, said, first + head.bottom, head.last)
    return feet


def _row(
    sheet: Sheet, table: TrueTable, y: float, at: Sequence[Column], row: Row, look: Style,
    number: int, *, shaded: bool,
) -> float:  # fmt: skip
    """Draw a row from `y`; the place below it."""
    if row.kind == "blank":
        return y + look.leading
    left, right = at[0].x, at[-1].x + at[-1].width
    if row.kind == "section":
        text = row.cells[0] or ""
        sheet.text((left + right) / 2, y + look.leading - 3, text, "centre", "B")
        table.add(number, 0, text, None, len(at) - 1)
        return y + look.leading
    texts = [
        sheet.wrapped(text, column.width - 4 - (row.indent if k == 0 else 0))
        if text and (k == 0 or column.align == "left")
        else ([text] if text else [])
        for k, (text, column) in enumerate(zip(row.cells, at, strict=True))
    ]
    deep = max(len(lines) for lines in texts)
    if shaded:
        sheet.shade(left, y, right, y + deep * look.leading)
    if row.kind == "total":
        for column in at[1:]:
            sheet.rule(column.x + 8, y + 1, column.x + column.width - 4, y + 1)
    base = y + look.leading - 3
    for k, (lines, column) in enumerate(zip(texts, at, strict=True)):
        if not lines:
            continue
        # Figures stand beside the last line of a wrapped label, texts beside the first.
        down = 0 if column.align == "left" else (deep - 1) * look.leading
        for line_number, line in enumerate(lines):
            place = base + down + line_number * look.leading
            _cell(sheet, column, place, line, row, look, label=k == 0)
        said = " ".join(lines)
        if k == 0 and look.leaders and row.kind != "group":
            said += _leader(
                sheet, column, base + (len(lines) - 1) * look.leading, lines[-1], row, look
            )
        table.add(number, k, _NOTE.sub("" if look.raised else r"\1", said))
    return y + deep * look.leading


def _cell(
    sheet: Sheet, column: Column, y: float, text: str, row: Row, look: Style, *, label: bool
) -> None:
    bold = "B" if row.kind == "group" else ""
    x = column.place() + (row.indent if label else 0)
    mark = _NOTE.search(text) if look.raised else None
    if mark:
        text = text[: mark.start()]
    if look.dollars and text.startswith(_CURRENCY) and not label:
        sheet.text(column.x + 6, y, _CURRENCY, "left", bold)
        text = text[1:]
    sheet.text(x, y, text, column.align, bold)
    if mark:
        end = x + sheet.width(text, style=bold) if column.align == "left" else x
        sheet.text(end + 0.3, y - 3, mark[1], "left", size=0.62 * sheet.size)


def _leader(sheet: Sheet, column: Column, y: float, label: str, row: Row, look: Style) -> str:
    """Draw dots from a label to the end of its column; what they are as text."""
    x = column.x + row.indent + sheet.width(label) + 2
    dot = sheet.width(". " if look.spaced else ".")
    count = int((column.x + column.width - 4 - x) / dot)
    if count < 2:
        return ""
    dots = "." * count
    printed = ". " * count if look.spaced else dots
    sheet.text(column.x + column.width - 4 - count * dot, y, printed)
    return dots
