"""The London borough's house style: a box of facts at the top right, plain prose under
headings, a serif face; in earlier years photocopied and scanned."""

from __future__ import annotations

from corpus.generate import draw
from corpus.generate.content import Bullets, Cards, Chart, Footnote, Grid, Heading, Para, Report
from corpus.generate.periods import long_date
from corpus.generate.sheet import Face, Sheet

BODY = Face("Times", "", 11.5)


def write(sheet: Sheet, report: Report) -> None:
    """The report, on pages of its own."""
    sheet.new_page()
    _header(sheet, report)
    number = 0
    for block in report.blocks:
        match block:
            case Heading():
                sheet.room(26)
                sheet.flow(block.text, BODY.bold())
                sheet.skip(2)
            case Para():
                number += 1
                sheet.room(12)
                sheet.write_line(f"{number}.", sheet.side, sheet.y, BODY)
                sheet.flow(" ".join(block.sentences), BODY, x=sheet.side + 9)
                sheet.skip(3.5)
            case Bullets():
                draw.bullets(sheet, block, BODY, 9, "o")
                sheet.skip(2.5)
            case Grid():
                draw.grid(sheet, block, BODY.sized(10), (255, 255, 255), repeat=False)
            case Cards():
                draw.cards(sheet, block, BODY.sized(10), (242, 242, 242))
            case Footnote():
                sheet.skip(3)
                sheet.rule(sheet.side, sheet.y, sheet.side + 40, sheet.y)
                sheet.skip(1)
                sheet.flow(block.text, BODY.sized(9))
            case Chart():
                draw.chart(sheet, block, BODY, (127, 127, 127))


def _header(sheet: Sheet, report: Report) -> None:
    council = report.council
    sheet.write_line(council.name, sheet.side, sheet.y, BODY.bold().sized(15))
    sheet.skip(9)
    facts = (
        ("Committee:", report.committee),
        ("Date:", long_date(report.meeting)),
        ("Classification:", "OPEN"),
        ("Report title:", report.title),
        ("Wards affected:", council.wards),
        ("From:", report.lead.post),
        ("Contact:", f"{report.author.name}, {council.tel(report.author)}"),
    )
    left = sheet.side + 58
    top = sheet.y
    sheet.skip(2)
    sheet.write_line("Item No.", sheet.side + 2, sheet.y, BODY.bold())
    sheet.write_line(report.item, sheet.side + 24, sheet.y, BODY)
    for label, value in facts:
        sheet.write_line(label, left, sheet.y, BODY.bold())
        sheet.flow(value, BODY, x=left + 32)
        sheet.skip(1)
    sheet.box(sheet.side, top, 52, sheet.y - top + 1)
    sheet.box(left - 3, top, sheet.side + sheet.width - left + 3, sheet.y - top + 1)
    sheet.skip(7)
    sheet.flow("RECOMMENDATION", BODY.bold())
    sheet.skip(2)
    for text in report.recommendations:
        sheet.flow(f"That the committee {text}.", BODY, x=sheet.side + 9)
    sheet.skip(3)
    sheet.flow("PURPOSE", BODY.bold())
    sheet.skip(2)
    sheet.flow(report.purpose, BODY, x=sheet.side + 9)
    sheet.skip(4)
