"""The metropolitan borough's house style: a report of a director to a scrutiny board, with
its table of yes and no questions, a scorecard, a serif face."""

from __future__ import annotations

from corpus.generate import draw
from corpus.generate.content import Bullets, Cards, Chart, Grid, Heading, Para, Report
from corpus.generate.periods import DATE_FORMS
from corpus.generate.sheet import Face, Sheet

BODY = Face("Times", "", 12)
QUESTIONS = (
    ("Are specific electoral wards affected?", "No"),
    ("Has consultation been carried out?", "Yes"),
    ("Are there implications for equality and diversity?", "No"),
    ("Will the decision be open for call-in?", "No"),
    ("Does the report contain confidential or exempt information?", "No"),
)


def write(sheet: Sheet, report: Report) -> None:
    """The report, on pages of its own."""
    sheet.new_page()
    _header(sheet, report)
    section = number = 0
    for block in report.blocks:
        match block:
            case Heading(level=1):
                section, number = section + 1, 0
                sheet.room(28)
                sheet.flow(f"{section}.0   {block.text}", BODY.bold().sized(13))
                sheet.skip(3)
            case Heading():
                sheet.room(26)
                sheet.flow(block.text, Face("Times", "I", 12))
                sheet.skip(2)
            case Para():
                number += 1
                sheet.room(14)
                sheet.write_line(f"{section}.{number}", sheet.side, sheet.y, BODY)
                sheet.flow(" ".join(block.sentences), BODY, x=sheet.side + 13, justify=True)
                sheet.skip(4)
            case Bullets():
                draw.bullets(sheet, block, BODY, 13, "·")
                sheet.skip(3)
            case Grid():
                draw.grid(sheet, block, Face("Helvetica", "", 9), (191, 191, 191))
            case Cards():
                draw.cards(sheet, block, Face("Helvetica", "", 9), (222, 235, 247))
            case Chart():
                draw.chart(sheet, block, Face("Helvetica", "", 10), (112, 48, 160))
    sheet.room(24)
    sheet.flow("Background documents", BODY.bold())
    sheet.flow("; ".join(report.sources) or "None", BODY)


def _header(sheet: Sheet, report: Report) -> None:
    council, day = report.council, report.meeting
    sheet.centred(council.name, sheet.y, BODY.bold().sized(14))
    sheet.skip(10)
    person = council.officers[1]
    sheet.write_line(f"Report author: {person.name}", sheet.side + 105, sheet.y, BODY.sized(10))
    sheet.skip(4.5)
    sheet.write_line(f"Tel: {council.tel(person)}", sheet.side + 105, sheet.y, BODY.sized(10))
    sheet.skip(8)
    sheet.flow(f"Report of {council.officers[0].post}", BODY.bold())
    sheet.flow(f"Report to {report.committee}", BODY.bold())
    sheet.flow(f"Date: {DATE_FORMS[1](day)}", BODY.bold())
    sheet.flow(f"Subject: {report.title}", BODY.bold())
    sheet.skip(4)
    for question, answer in QUESTIONS:
        height = 6.0
        sheet.box(sheet.side, sheet.y, sheet.width - 30, height)
        sheet.box(sheet.side + sheet.width - 30, sheet.y, 30, height)
        sheet.write_line(question, sheet.side + 2, sheet.y + 1, BODY.sized(10))
        other = "No" if answer == "Yes" else "Yes"
        marks = f"[X] {answer}   [ ] {other}"
        sheet.write_line(marks, sheet.side + sheet.width - 28, sheet.y + 1, BODY.sized(10))
        sheet.y += height
    sheet.skip(6)
    sheet.flow("Summary of main issues", BODY.bold().sized(13))
    sheet.skip(2)
    sheet.flow(report.purpose, BODY)
    sheet.skip(3)
    sheet.flow("Recommendations", BODY.bold().sized(13))
    sheet.skip(2)
    for number, text in enumerate(report.recommendations, 1):
        sheet.flow(f"({number}) That the Board {text}.", BODY, x=sheet.side + 6)
    sheet.skip(5)
