"""From a composed report to a finished document: text, Markdown, PDF, scan, minutes, pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.generate.content import Report
from corpus.generate.councils import Council
from corpus.generate.periods import Quarter, Span
from corpus.generate.profiles import HISTORIES
from corpus.generate.said import Ledger
from corpus.generate.sheet import Sheet
from corpus.generate.styles import minutes, pack, plain, scan
from corpus.generate.teller import Teller
from corpus.generate.truth import Bound, Stated

Compose = Callable[[Ledger], Report]
Write = Callable[[Sheet, Report], None]


@dataclass
class Made:
    """A finished document: how to save it, and its truth. `pages` is None for text."""

    save: Callable[[Path], object]
    stated: list[Stated]
    pages: int | None
    bounds: list[Bound] = field(default_factory=list)


def teller(council: Council, at: Quarter, span: Span, ledger: Ledger, seed: str) -> Teller:
    """Who speaks for a report; `seed` parts reports on the same period."""
    return Teller(HISTORIES[council.key], council, at, span, ledger, f"{council.key}{at}{seed}")


def as_text(compose: Compose, *, damaged: bool = False, wrap: int | None = None) -> Made:
    """A report as a text file."""
    ledger = Ledger()
    writing = plain.Writing(ledger, wrap=wrap)
    plain.text_report(writing, compose(ledger), damaged=damaged)
    return _written(writing)


def as_markdown(compose: Compose) -> Made:
    """A report as a Markdown file."""
    ledger = Ledger()
    writing = plain.Writing(ledger)
    plain.markdown_report(writing, compose(ledger))
    return _written(writing)


def _written(writing: plain.Writing) -> Made:
    return Made(lambda path: path.write_text(writing.text, encoding="utf-8"), writing.stated, None)


def as_pdf(compose: Compose, write: Write, scanned_appendix: Compose | None = None) -> Made:
    """A report as a PDF; its appendix may be a photocopy bound after it."""
    ledger = Ledger()
    report = compose(ledger)
    sheet = Sheet(ledger, report.title)
    write(sheet, report)
    if scanned_appendix:
        inner = Ledger()
        appendix = Sheet(inner, "Appendix")
        write(appendix, scanned_appendix(inner))
        scan.photocopy(appendix, sheet, -0.4)
    return Made(sheet.save, sheet.stated, sheet.page)


def as_scan(compose: Compose, write: Write) -> Made:
    """A report as only pictures of its pages."""
    ledger = Ledger()
    report = compose(ledger)
    drawn, sheet = Sheet(ledger, report.title), Sheet(ledger, report.title)
    write(drawn, report)
    scan.photocopy(drawn, sheet)
    return Made(sheet.save, sheet.stated, sheet.page)


def as_minutes(
    council: Council, at: Quarter, committee: str, meeting: date, earlier: date, about: str
) -> Made:
    """The minutes of the meeting that discussed the year's report."""
    ledger = Ledger()
    sheet = Sheet(ledger, f"Minutes, {committee}")
    t = teller(council, at, "year", ledger, "minutes")
    minutes.write(sheet, t, committee, meeting, earlier, about)
    return Made(sheet.save, sheet.stated, sheet.page)


def as_pack(agenda: pack.Agenda) -> Made:
    """A whole agenda pack."""
    sheet, bounds = pack.bind(agenda)
    return Made(sheet.save, sheet.stated, sheet.page, bounds)
