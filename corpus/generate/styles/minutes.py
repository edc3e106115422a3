"""Minutes of a meeting: those present, numbered items, resolutions; figures second hand."""

from __future__ import annotations

from datetime import date

from corpus.generate.chance import shuffled
from corpus.generate.councils import Council
from corpus.generate.periods import DATE_FORMS, long_date
from corpus.generate.sheet import Face, Sheet
from corpus.generate.teller import Teller
from corpus.generate.wording.minutes import DISCUSSED, REMARKS

BODY = Face("Helvetica", "", 11)


def write(
    sheet: Sheet, t: Teller, committee: str, meeting: date, earlier: date, about: str
) -> None:
    """The minutes of the meeting at which the report on the teller's year was discussed."""
    sheet.new_page()
    sheet.second_hand = True
    council = t.council
    sheet.centred(council.name.upper(), sheet.y, BODY.bold())
    sheet.skip(7)
    sheet.centred(f"MINUTES of the meeting of the {committee}", sheet.y, BODY.bold())
    sheet.skip(6)
    sheet.centred(f"held on {DATE_FORMS[1](meeting)} at 2.00pm", sheet.y, BODY)
    sheet.skip(11)
    _present(sheet, council)
    discussed = [said for pattern in DISCUSSED if (said := pattern(t)) is not None]
    remarks = [said for pattern in REMARKS if (said := pattern(t)) is not None]
    items = (
        ("Apologies for absence", ["Apologies were received from Councillor Peter Lyle."]),
        ("Minutes of the previous meeting",
         [f"RESOLVED that the minutes of the meeting held on {long_date(earlier)} be agreed as a "
          "correct record."]),
        (about, [*shuffled(discussed, t.seed, "minutes")[:6], remarks[1], remarks[2],
                 "RESOLVED that the report be noted."]),
        ("Work programme", [remarks[0], remarks[3],
                            "RESOLVED that the work programme be agreed."]),
    )  # fmt: skip
    for number, (title, paragraphs) in enumerate(items, 1):
        sheet.room(24)
        sheet.flow(f"{number}.   {title.upper()}", BODY.bold())
        sheet.skip(3)
        for letter, paragraph in enumerate(paragraphs, 1):
            sheet.room(10)
            sheet.write_line(f"{number}.{letter}", sheet.side, sheet.y, BODY)
            sheet.flow(paragraph, BODY, x=sheet.side + 12, justify=True)
            sheet.skip(3)
    sheet.room(18)
    sheet.flow("The meeting closed at 4.15pm.", BODY)
    sheet.skip(6)
    sheet.flow("Chair ……………………………………          Date ………………………", BODY)
    sheet.second_hand = False


def _present(sheet: Sheet, council: Council) -> None:
    sheet.flow("PRESENT:", BODY.bold())
    names = ", ".join(person.name for person in council.members)
    sheet.flow(f"{names} (Chair), Councillor Dora Finch and Councillor Yusuf Karim", BODY)
    sheet.skip(3)
    sheet.flow("IN ATTENDANCE:", BODY.bold())
    officers = ", ".join(f"{person.name} ({person.post})" for person in council.officers)
    sheet.flow(officers, BODY)
    sheet.skip(5)
