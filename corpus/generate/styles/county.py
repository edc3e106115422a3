"""The county's house style: a header block, officer and member contacts side by side,
numbered paragraphs, bullets, implications, source documents. CMIS page numbers."""

from __future__ import annotations

from corpus.generate import draw
from corpus.generate.content import Block, Bullets, Cards, Chart, Grid, Heading, Para, Report
from corpus.generate.periods import long_date
from corpus.generate.sheet import Face, Sheet
from corpus.generate.wording.filler import IMPLICATIONS

BODY = Face("Helvetica", "", 11)
LABEL = 44.0


def write(sheet: Sheet, report: Report) -> None:
    """The report, on pages of its own."""
    sheet.new_page()
    header(sheet, report)
    contacts(sheet, report)
    section = _body(sheet, report.blocks)
    _implications(sheet, section + 1)
    _sources(sheet, report)


def header(sheet: Sheet, report: Report) -> None:
    """Item number, title, and the labelled facts."""
    number = f"Agenda Item No: {report.item}"
    width = sheet.text_width(number, BODY.bold())
    sheet.write_line(number, sheet.side + sheet.width - width, sheet.y, BODY.bold())
    sheet.skip(10)
    sheet.flow(report.title.upper(), BODY.bold().sized(13))
    sheet.skip(4)
    fact(sheet, "To:", report.committee)
    fact(sheet, "Meeting Date:", long_date(report.meeting))
    fact(sheet, "From:", f"{report.lead.name} – {report.lead.post}")
    fact(sheet, "Electoral division(s):", report.council.wards)
    sheet.write_line("Forward Plan ref:", sheet.side, sheet.y, BODY.bold())
    sheet.write_line(report.forward_plan, sheet.side + LABEL, sheet.y, BODY)
    sheet.write_line("Key decision:", sheet.side + 92, sheet.y, BODY.bold())
    sheet.write_line(report.key_decision, sheet.side + 122, sheet.y, BODY)
    sheet.skip(8)
    fact(sheet, "Purpose:", report.purpose)
    sheet.write_line("Recommendation:", sheet.side, sheet.y, BODY.bold())
    if len(report.recommendations) == 1:
        text = f"It is recommended that the Committee {report.recommendations[0]}."
        sheet.flow(text, BODY, x=sheet.side + LABEL)
    else:
        sheet.flow("The Committee is recommended to:", BODY, x=sheet.side + LABEL)
        for letter, text in zip("abc", report.recommendations, strict=False):
            sheet.flow(f"{letter}) {text}", BODY, x=sheet.side + LABEL + 4)
    sheet.skip(5)


def fact(sheet: Sheet, label: str, value: str) -> None:
    """A label in bold, and its value hanging beside it."""
    sheet.write_line(label, sheet.side, sheet.y, BODY.bold())
    sheet.flow(value, BODY, x=sheet.side + LABEL)
    sheet.skip(3)


def contacts(sheet: Sheet, report: Report) -> None:
    """The two-column table of officer and member contacts."""
    council, half = report.council, sheet.width / 2
    sheet.room(34)
    columns = (
        ("Officer contact:", "Name:", report.author),
        ("Member contacts:", "Names:", report.member),
    )
    top = sheet.y
    sheet.box(sheet.side, top, half, 27)
    sheet.box(sheet.side + half, top, half, 27)
    small = BODY.sized(9)
    for number in range(5):
        for column, (title, name, person) in enumerate(columns):
            x, y = sheet.side + column * half + 2, top + 1.5 + number * 5
            lines = (
                (title, ""), (name, person.name), ("Post:", person.post),
                ("Email:", council.email(person)), ("Tel:", council.tel(person)),
            )  # fmt: skip
            label, value = lines[number]
            sheet.write_line(label, x, y, small.bold())
            sheet.write_line(value, x + 14, y, small)
    sheet.y = top + 33


def _body(sheet: Sheet, blocks: tuple[Block, ...]) -> int:
    """Sections numbered 1, paragraphs 1.1; returns the last section's number."""
    section = number = 0
    for block in blocks:
        match block:
            case Heading():
                section, number = section + 1, 0
                sheet.room(26)
                sheet.flow(f"{section}.  {block.text.upper()}", BODY.bold())
                sheet.skip(3)
            case Para():
                number += 1
                sheet.room(12)
                sheet.write_line(f"{section}.{number}", sheet.side, sheet.y, BODY)
                sheet.flow(" ".join(block.sentences), BODY, x=sheet.side + 12)
                sheet.skip(3.5)
            case Bullets():
                draw.bullets(sheet, block, BODY, 14)
                sheet.skip(2.5)
            case Grid():
                draw.grid(sheet, block, BODY.sized(9))
            case Cards():
                draw.cards(sheet, block, BODY.sized(9), (226, 239, 218))
            case Chart():
                draw.chart(sheet, block, BODY.sized(10), (68, 114, 196))
    return section


def _implications(sheet: Sheet, section: int) -> None:
    sheet.room(30)
    sheet.flow(f"{section}.  SIGNIFICANT IMPLICATIONS", BODY.bold())
    sheet.skip(3)
    for number, (title, text) in enumerate(IMPLICATIONS, 1):
        sheet.room(14)
        sheet.write_line(f"{section}.{number}", sheet.side, sheet.y, BODY)
        sheet.flow(title, BODY.bold(), x=sheet.side + 12)
        sheet.flow(text, BODY, x=sheet.side + 12)
        sheet.skip(3)


def _sources(sheet: Sheet, report: Report) -> None:
    sheet.room(20)
    half = sheet.width / 2
    sheet.box(sheet.side, sheet.y, half, 6)
    sheet.box(sheet.side + half, sheet.y, half, 6)
    sheet.write_line("Source Documents", sheet.side + 2, sheet.y + 1, BODY.bold().sized(10))
    sheet.write_line("Location", sheet.side + half + 2, sheet.y + 1, BODY.bold().sized(10))
    sheet.skip(8)
    for source in report.sources or ("None",):
        sheet.write_line(source, sheet.side + 2, sheet.y, BODY.sized(10))
        if report.sources:
            sheet.write_line(
                "County Hall, room 214", sheet.side + half + 2, sheet.y, BODY.sized(10)
            )
        sheet.skip(6)
