"""Whole agenda packs: the front sheet, minutes, reports, appendices, items that are exempt
or to follow, and the stamps of the systems that bind them.

Modern.Gov stamps "Page 23" at the foot and "Agenda Item 7" at the top right of a report's
first page, counts pages from after the front sheet and keeps bookmarks; CMIS prints "Page
7 of 31" and lists page numbers at the right of the agenda.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.generate.councils import Council
from corpus.generate.periods import DATE_FORMS, long_date
from corpus.generate.said import Ledger
from corpus.generate.sheet import Face, Sheet
from corpus.generate.truth import Bound

FACE = Face("Helvetica", "", 11)
Pages = dict[str, tuple[int, int]]
System = Literal["modern.gov", "cmis"]


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item; `draw` draws its paper, None where the pack holds none. `status`
    says why: verbal, exempt, to_follow."""

    number: str
    title: str
    draw: Callable[[Sheet], None] | None = None
    status: str = "report"
    blank_after: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    council: Council
    committee: str
    meeting: date
    system: System
    items: Callable[[Ledger], list[Item]]
    bookmarks: bool = True


@dataclass
class Binding:
    """A pack being bound."""

    sheet: Sheet
    firsts: dict[int, str] = field(default_factory=dict)
    pages: Pages = field(default_factory=dict)
    front: int = 0


def bind(agenda: Agenda) -> tuple[Sheet, list[Bound]]:
    """The pack, drawn twice: the front sheet must know the pages that come after it."""
    trial, _ = _draw(agenda, {}, 0)
    pack, items = _draw(agenda, trial.pages, trial.sheet.page)
    bounds = []
    for item in items:
        first, last = pack.pages.get(item.number, (None, None))
        bounds.append(Bound(item.number, item.title, first, last, item.status))
    return pack.sheet, bounds


def _draw(agenda: Agenda, pages: Pages, total: int) -> tuple[Binding, list[Item]]:
    ledger = Ledger()
    sheet = Sheet(ledger, f"{agenda.committee} {long_date(agenda.meeting)}", margins=(22, 24))
    pack = Binding(sheet)
    items = agenda.items(ledger)
    front = _modern_gov_front if agenda.system == "modern.gov" else _cmis_front
    sheet.stamps.append(lambda drawn: _stamp(drawn, pack, agenda, total))
    front(sheet, agenda, items, pages)
    pack.front = sheet.page
    for item in items:
        if item.draw is None:
            continue
        first = sheet.page + 1
        pack.firsts[first] = item.number
        item.draw(sheet)
        if agenda.bookmarks:
            sheet.pdf.page, last = first, sheet.pdf.page
            sheet.bookmark(f"{item.number} {item.title}")
            sheet.pdf.page = last
        pack.pages[item.number] = (first, sheet.page)
        if item.blank_after:
            sheet.new_page()
            sheet.centred("This page is intentionally left blank", 140, FACE)
    return pack, items


def _stamp(sheet: Sheet, pack: Binding, agenda: Agenda, total: int) -> None:
    """What the binding system prints on the page that is being finished."""
    foot = sheet.pdf.h - 12
    if agenda.system == "cmis":
        sheet.centred(f"Page {sheet.page} of {total or 99}", foot, FACE.sized(9))
        return
    front = pack.front or sheet.page
    if sheet.page > front:
        sheet.centred(f"Page {sheet.page - front}", foot, FACE.sized(10))
    if sheet.page in pack.firsts:
        words = f"Agenda Item {pack.firsts[sheet.page]}"
        width = sheet.text_width(words, FACE)
        sheet.write_line(words, sheet.pdf.w - 12 - width, 8, FACE)
    if sheet.page == 1:
        sheet.write_line("Public Document Pack", 12, 8, FACE.sized(10))


def _modern_gov_front(sheet: Sheet, agenda: Agenda, items: list[Item], pages: Pages) -> None:
    council, meeting = agenda.council, agenda.meeting
    sheet.new_page()
    sheet.skip(6)
    sheet.centred("AGENDA", sheet.y, FACE.bold().sized(16))
    sheet.skip(12)
    for label, value in (
        ("Meeting:", agenda.committee), ("Date:", DATE_FORMS[1](meeting)), ("Time:", "10.00 am"),
        ("Venue:", "Committee Room 2, Town Hall"),
    ):  # fmt: skip
        sheet.write_line(label, sheet.side, sheet.y, FACE.bold())
        sheet.write_line(value, sheet.side + 28, sheet.y, FACE)
        sheet.skip(6)
    sheet.skip(3)
    sheet.flow(f"Contact: Democratic Services, Tel: {council.phone}150", FACE.sized(10))
    sheet.skip(7)
    front = 1
    for item in items:
        sheet.room(12)
        sheet.write_line(f"{item.number}.", sheet.side, sheet.y, FACE)
        place = ""
        if item.number in pages:
            first, last = (page - front for page in pages[item.number])
            place = f"  (Pages {first} - {last})"
        elif item.status == "to_follow":
            place = "  (To Follow)"
        elif item.status == "exempt":
            place = "  (Exempt – paragraph 3 of Part 1 of Schedule 12A, Local Government Act 1972)"
        sheet.flow(item.title + place, FACE, x=sheet.side + 12)
        sheet.skip(3)


def _cmis_front(sheet: Sheet, agenda: Agenda, items: list[Item], pages: Pages) -> None:
    sheet.new_page()
    sheet.flow(agenda.council.name, FACE.bold().sized(15))
    sheet.skip(3)
    sheet.flow(agenda.committee.upper(), FACE.bold().sized(13))
    sheet.skip(6)
    sheet.flow(f"Date: {DATE_FORMS[1](agenda.meeting)}", FACE)
    sheet.flow("10:00hr", FACE)
    sheet.flow("County Hall, Broad Street, Marl Regis", FACE)
    sheet.skip(6)
    sheet.flow(GUIDANCE, FACE.sized(9))
    sheet.skip(8)
    sheet.centred("AGENDA", sheet.y, FACE.bold())
    sheet.skip(8)
    for item in items:
        sheet.room(12)
        sheet.write_line(item.number, sheet.side, sheet.y, FACE)
        place = {"to_follow": "to follow", "verbal": "oral", "exempt": "exempt"}.get(
            item.status, ""
        )
        if item.number in pages:
            place = "{} - {}".format(*pages[item.number])
        width = sheet.text_width(place, FACE)
        sheet.write_line(place, sheet.side + sheet.width - width, sheet.y, FACE)
        sheet.flow(item.title, FACE, x=sheet.side + 12, width=sheet.width - 46)
        sheet.skip(3)
    sheet.new_page()
    sheet.flow("The committee comprises the following members:", FACE)
    sheet.skip(3)
    sheet.flow("; ".join(person.name for person in agenda.council.members), FACE)
    sheet.skip(3)
    sheet.flow("For more information about this meeting, please telephone Democratic Services on "
               f"{agenda.council.phone}150.", FACE)  # fmt: skip


GUIDANCE = (
    "The meeting is open to the public. Visitors are asked to sign in at reception, which opens "
    "30 minutes before the meeting. In the event of a fire leave by the nearest of the four exits. "
    "Members of the public may speak for up to 3 minutes; requests must be received by 12 noon "
    "3 working days before the meeting."
)
