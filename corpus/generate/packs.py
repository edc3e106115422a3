"""The agenda packs: which council binds which papers, and where items have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from corpus.generate import bodies, draw, make, papers, tables
from corpus.generate.content import Block
from corpus.generate.councils import ELMSWORTH, MARLSHIRE, TARNLEY, WYNCASTER, Council
from corpus.generate.periods import Quarter, Span, year_name
from corpus.generate.said import Ledger
from corpus.generate.sheet import Sheet
from corpus.generate.styles import city, county, london, metropolitan, minutes
from corpus.generate.styles.pack import Agenda, Item, System
from corpus.generate.teller import Teller
from corpus.generate.wording import procedure

STYLES = {
    "marlshire": county.write, "tarnley": metropolitan.write, "wyncaster": city.write,
    "elmsworth": london.write,
}  # fmt: skip
Body = Callable[[Teller], tuple[Block, ...]]
MAIN: dict[str, Body] = {
    "marlshire": papers.prose, "tarnley": bodies.scorecard, "wyncaster": bodies.dashboard,
    "elmsworth": papers.sections,
}  # fmt: skip


def _report(
    council: Council, meeting: date, at: Quarter, body: Body, title: str, item: str,
    ledger: Ledger, span: Span,
) -> Callable[[Sheet], None]:  # fmt: skip
    """Draws a report of the pack; the annual report has an appendix on wide pages."""
    t = make.teller(council, at, span, ledger, f"pack{item}")
    report = replace(papers.report(t, title, body(t), item=item), meeting=meeting)
    table = (
        tables.scorecard(t) if body is MAIN[council.key] and body is not bodies.scorecard else None
    )

    def drawn(sheet: Sheet) -> None:
        STYLES[council.key](sheet, report)
        if table:
            draw.appendix(sheet, "Appendix 1: Scorecard", table)

    return drawn


def _minutes(council: Council, meeting: date, fy: int, ledger: Ledger) -> Callable[[Sheet], None]:
    """The minutes of the last meeting, two months before."""
    t = make.teller(council, Quarter(fy), "year", ledger, "pack minutes")
    held, before = papers.meeting_day(t, meeting.month - 2), papers.meeting_day(t, 7)
    about = f"Headlines of the annual report {year_name(fy, council.year_sign)}"
    return lambda sheet: minutes.write(sheet, t, council.committee, held, before, about)


def _items(council: Council, meeting: date, fy: int, ledger: Ledger) -> list[Item]:
    """The usual agenda: formal items, minutes, reports, one exempt, one to follow."""
    name = year_name(fy, council.year_sign)
    half_year = Quarter(fy + 1, 2)
    later = year_name(half_year.fy, council.year_sign)
    main = MAIN[council.key]

    def paper(number: str, title: str, body: Body, at: Quarter, span: Span = "year") -> Item:
        drawn = _report(council, meeting, at, body, title, number, ledger, span)
        return Item(number, title, drawn, blank_after=int(number) % 3 == 1)

    year_end = Quarter(fy)
    return [
        Item("1", "Apologies for absence", None, "verbal"),
        Item("2", "Declarations of interest", None, "verbal"),
        Item("3", "Minutes of the previous meeting", _minutes(council, meeting, fy, ledger)),
        paper("4", f"Corporate Parenting Annual Report {name}", main, year_end),
        paper("5", f"Performance Report Quarter {half_year.q} {later}", bodies.quarterly,
              half_year, "quarter"),
        paper("6", "Sufficiency Statement", bodies.sufficiency, year_end),
        paper("7", f"Indicator tables {name}", bodies.full_year_quarters, year_end),
        paper("8", "Terms of Reference", procedure.terms_of_reference, year_end),
        Item("9", "Inspection action plan", None, "to_follow"),
        paper("10", "Work Programme", procedure.work_programme, year_end),
        Item("11", "Award of residential care contract", None, "exempt"),
    ]  # fmt: skip


def _agenda(council: Council, fy: int, system: System, bookmarks: bool) -> Agenda:
    t = make.teller(council, Quarter(fy), "year", Ledger(), "pack")
    meeting = papers.meeting_day(t, 11)
    return Agenda(
        council, council.committee, meeting, system,
        lambda ledger: _items(council, meeting, fy, ledger), bookmarks,
    )  # fmt: skip


def _name(agenda: Agenda) -> str:
    day = agenda.meeting
    if agenda.system == "modern.gov":
        return f"public_reports_pack_{day.day:02}-{day.month:02}-{day.year}"
    return f"document_pack_{day.isoformat()}"


PACKS = [
    (fy, _name(agenda), agenda)
    for fy, agenda in (
        (2016, _agenda(TARNLEY, 2016, "modern.gov", True)),
        (2017, _agenda(MARLSHIRE, 2017, "cmis", False)),
        (2020, _agenda(ELMSWORTH, 2020, "modern.gov", False)),
        (2022, _agenda(WYNCASTER, 2022, "modern.gov", True)),
        (2023, _agenda(MARLSHIRE, 2023, "cmis", True)),
    )
]
