"""The unitary city's house style: labelled header lines, cards with a large figure, a bar
chart, sections without numbers, colour."""

from __future__ import annotations

from corpus.generate import draw
from corpus.generate.content import Bullets, Cards, Chart, Grid, Heading, Para, Report
from corpus.generate.periods import long_date
from corpus.generate.sheet import Face, Sheet

BODY = Face("Helvetica", "", 10.5)
TEAL = (0, 110, 120)


def write(sheet: Sheet, report: Report) -> None:
    """The report, on pages of its own."""
    sheet.new_page()
    _header(sheet, report)
    for block in report.blocks:
        match block:
            case Heading():
                sheet.room(28)
                size = 14 if block.level == 1 else 12
                sheet.flow(block.text, Face("Helvetica", "B", size, TEAL))
                sheet.skip(2.5)
            case Para():
                sheet.room(12)
                sheet.flow(" ".join(block.sentences), BODY)
                sheet.skip(3.5)
            case Bullets():
                draw.bullets(sheet, block, BODY, 4, "-")
                sheet.skip(2.5)
            case Grid():
                draw.grid(sheet, block, BODY.sized(9), (204, 232, 234))
            case Cards():
                draw.cards(sheet, block, BODY.sized(9), (229, 243, 244))
            case Chart():
                draw.chart(sheet, block, BODY, TEAL)
    sheet.room(16)
    sheet.rule(sheet.side, sheet.y, sheet.side + sheet.width, sheet.y, 0.5)
    sheet.skip(2)
    sheet.flow("Supporting documentation: " + ("; ".join(report.sources) or "none"), BODY.sized(9))


def _header(sheet: Sheet, report: Report) -> None:
    council, contact = report.council, report.author
    sheet.write_line(report.committee, sheet.side, sheet.y, BODY.bold().sized(12))
    number = f"Agenda Item {report.item}"
    width = sheet.text_width(number, BODY.bold())
    sheet.write_line(number, sheet.side + sheet.width - width, sheet.y, BODY.bold())
    sheet.skip(6)
    sheet.write_line(council.name, sheet.side, sheet.y, BODY)
    sheet.skip(8)
    top = sheet.y
    facts = (
        ("Subject:", report.title),
        ("Date of meeting:", long_date(report.meeting)),
        ("Report of:", council.officers[1].post),
        ("Contact Officer:", f"Name: {contact.name}     Tel: {council.tel(contact)}"),
        ("", f"Email: {council.email(contact)}"),
        ("Ward(s) affected:", council.wards),
    )
    sheet.rule(sheet.side, top - 2, sheet.side + sheet.width, top - 2, 0.5)
    for label, value in facts:
        sheet.write_line(label, sheet.side, sheet.y, BODY.bold())
        sheet.flow(value, BODY, x=sheet.side + 42)
        sheet.skip(1.5)
    sheet.skip(1)
    sheet.flow("FOR GENERAL RELEASE", BODY.bold())
    sheet.rule(sheet.side, sheet.y + 1, sheet.side + sheet.width, sheet.y + 1, 0.5)
    sheet.skip(5)
    sheet.flow("Purpose of the report", Face("Helvetica", "B", 14, TEAL))
    sheet.skip(2)
    sheet.flow(report.purpose, BODY)
    sheet.skip(3)
    sheet.flow("Recommendations", Face("Helvetica", "B", 14, TEAL))
    sheet.skip(2)
    for letter, text in zip("abc", report.recommendations, strict=False):
        sheet.flow(f"({letter}) That the committee {text}.", BODY, x=sheet.side + 5)
    sheet.skip(4)
