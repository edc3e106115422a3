"""Draws the blocks of a report on a sheet: tables, cards, charts, bullets."""

from __future__ import annotations

from corpus.generate.content import Bullets, Cards, Chart, Grid
from corpus.generate.sheet import POINTS, Face, Sheet

RAG = {"G": (146, 208, 80), "A": (255, 192, 0), "R": (255, 80, 80)}


def bullets(sheet: Sheet, block: Bullets, face: Face, indent: float, glyph: str = "•") -> None:
    """List items that depend on a glyph."""
    for item in block.items:
        sheet.room(1.3 * face.size / POINTS)
        sheet.write_line(glyph, sheet.side + indent, sheet.y, face)
        sheet.flow(item, face, x=sheet.side + indent + 6, source="list")
        sheet.skip(1.2)


def appendix(sheet: Sheet, title: str, table: Grid) -> None:
    """A table on a wide page of its own."""
    sheet.new_page(landscape=True)
    face = Face("Helvetica", "", 10)
    sheet.flow(title, face.bold().sized(13))
    sheet.skip(4)
    grid(sheet, table, face, (217, 217, 217), landscape=True)


def grid(
    sheet: Sheet, table: Grid, face: Face, head: tuple[int, int, int] = (217, 226, 243), *,
    repeat: bool = True, landscape: bool = False,
) -> None:  # fmt: skip
    """A table with its title above; the header row again on each new page, if `repeat`."""
    height = 1.3 * face.size / POINTS
    sheet.room(8 * height)
    if table.title:
        sheet.flow(table.title, face.bold())
        sheet.skip(1)
    widths = [sheet.width * share / sum(table.widths) for share in table.widths]
    _grid_row(sheet, table, table.columns, widths, face.bold(), fill=head, row=-1)
    for index, cells in enumerate(table.rows):
        if sheet.y + 2.2 * height > sheet.floor:
            sheet.new_page(landscape)
            if repeat:
                _grid_row(sheet, table, table.columns, widths, face.bold(), fill=head, row=-1)
        _grid_row(sheet, table, cells, widths, face, row=index)
    for note in table.notes:
        sheet.flow(note, face.sized(face.size - 2))
    sheet.skip(4)


def _grid_row(
    sheet: Sheet, table: Grid, cells: tuple[str, ...], widths: list[float], face: Face, *,
    row: int, fill: tuple[int, int, int] | None = None,
) -> None:  # fmt: skip
    """One row; the label wraps, the other cells are a line, centred."""
    height = 1.25 * face.size / POINTS
    wrapped = [sheet.lines_of(cell, face, w - 3) for cell, w in zip(cells, widths, strict=True)]
    tall = max(len(lines) for lines in wrapped) * height + 2
    x, y = sheet.side, sheet.y
    label = sheet.ledger.plain(cells[0]).text
    for column, (cell, lines, width) in enumerate(zip(cells, wrapped, widths, strict=True)):
        colour = RAG.get(table.colours.get((row, column), "")) or fill
        if colour or table.rules == "all":
            sheet.box(x, y, width, tall, fill=colour, line=table.rules == "all")
        if cell in ("^", "v", "="):
            up = {"^": True, "v": False, "=": None}[cell]
            sheet.arrow(x + width / 2 - 2, y + 1, face, up)
        elif column == 0 or row < 0:
            for number, line in enumerate(lines):
                align = "left" if column == 0 else "centre"
                slack = width - 3 - sheet.text_width(line, face)
                shift = 0 if align == "left" else slack / 2
                sheet.write_line(line, x + 1.5 + shift, y + 1 + number * height, face)
        else:
            heading = sheet.ledger.plain(table.columns[column]).text
            text = sheet.ledger.plain(cell).text
            quote = " | ".join(part for part in (table.title, label, heading, text) if part)
            sheet.put(cell, x + 1.5, y + 1, face, quote=quote, source="table",
                      labels=(label, heading), align="centre", width=width - 3)  # fmt: skip
        x += width
    sheet.y += tall
    if table.rules == "rows":
        sheet.rule(sheet.side, sheet.y, sheet.side + sheet.width, sheet.y)


def cards(sheet: Sheet, block: Cards, face: Face, fill: tuple[int, int, int]) -> None:
    """Boxes in rows of three: a large figure, what it counts, small print."""
    gap = 5.0
    width = (sheet.width - 2 * gap) / 3
    height = 34.0
    for start in range(0, len(block.items), 3):
        sheet.room(height + 4)
        for place, (figure, label, small) in enumerate(block.items[start : start + 3]):
            x, y = sheet.side + place * (width + gap), sheet.y
            sheet.box(x, y, width, height, fill=fill, line=False)
            words = sheet.ledger.plain(f"{figure} {label} {small}").text
            figure_y, label_y = (15.0, 3.0) if block.label_first else (3.0, 14.5)
            sheet.put(figure, x, y + figure_y, face.bold().sized(24), quote=words, source="card",
                      labels=(label, None), align="centre", width=width)  # fmt: skip
            lines = sheet.lines_of(label, face, width - 6)
            for number, line in enumerate(lines):
                shift = (width - sheet.text_width(line, face)) / 2
                sheet.write_line(line, x + shift, y + label_y + number * 4.6, face)
            if small:
                sheet.put(small, x, y + 27, face.sized(8), quote=words, source="card",
                          labels=(label, None), align="centre", width=width)  # fmt: skip
        sheet.y += height + gap


def chart(sheet: Sheet, block: Chart, face: Face, fill: tuple[int, int, int]) -> None:
    """A bar chart: axis ticks and categories are loose text, as charts leave them."""
    height, left = 52.0, sheet.side + 12
    sheet.room(height + 22)
    sheet.flow(block.title, face.bold())
    sheet.skip(2)
    top, bottom = sheet.y, sheet.y + height
    highest = (int(max(block.values)) // block.step + 1) * block.step
    for tick in range(0, highest + 1, block.step):
        y = bottom - height * tick / highest
        sheet.rule(left, y, sheet.side + sheet.width, y, 0.1)
        small = face.sized(8)
        sheet.put(sheet.ledger.trap(str(tick), "axis tick"), sheet.side, y - 1.4, small,
                  quote=block.title, source="chart", align="right", width=10)  # fmt: skip
    slot = (sheet.side + sheet.width - left) / len(block.values)
    for index, (label, value) in enumerate(zip(block.labels, block.values, strict=True)):
        x, y = left + slot * (index + 0.2), bottom - height * value / highest
        sheet.box(x, y, slot * 0.6, bottom - y, fill=fill, line=False)
        small = face.sized(8)
        shift = (slot - sheet.text_width(label, small)) / 2
        sheet.write_line(label, left + slot * index + shift, bottom + 1.5, small)
        if block.data_labels:
            sheet.put(block.data_labels[index], left + slot * index, y - 4, small,
                      quote=f"{block.title} | {label}", source="chart", labels=(label, None),
                      align="centre", width=slot)  # fmt: skip
    sheet.y = bottom + 9
    assert top < bottom
