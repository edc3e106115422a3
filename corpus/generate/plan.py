"""Which documents there are: every council's papers over the ten years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.generate import papers
from corpus.generate.content import Report
from corpus.generate.councils import COUNCILS, MARLSHIRE, Council
from corpus.generate.periods import Quarter, Span, year_name
from corpus.generate.profiles import HISTORIES
from corpus.generate.said import Ledger
from corpus.generate.sheet import Sheet
from corpus.generate.styles import county, plain
from corpus.generate.teller import Teller
from corpus.generate.truth import Bound, Stated


Compose = Callable[[Ledger], Report]
Write = Callable[[Sheet, Report], None]


@dataclass
class Made:
    """A finished document: how to save it, and its truth."""

    save: Callable[[Path], object]
    stated: list[Stated]
    pages: int | None
    bounds: list[Bound] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    """A document to make; `path` is relative to corpus/."""

    path: str
    make: Callable[[], Made]


def teller(council: Council, at: Quarter, span: Span, ledger: Ledger, seed: str) -> Teller:
    return Teller(HISTORIES[council.key], council, at, span, ledger, f"{council.key}{at}{seed}")


def path_of(council: Council, fy: int, name: str) -> str:
    return f"{council.key}/{year_name(fy)}/{name}"


def documents() -> Iterator[Document]:
    """All of them, in order."""
    for fy in range(2014, 2025):
        yield from _marlshire(fy)


def _marlshire(fy: int) -> Iterator[Document]:
    """Annual reports: mostly PDF with the header block, some years text."""
    title = f"Corporate Parenting Annual Report {year_name(fy)}"
    name = f"corporate_parenting_annual_report_{year_name(fy)}"
    body = papers.key_points if fy in (2015, 2019, 2023) else papers.prose

    def annual(ledger: Ledger) -> Report:
        t = teller(MARLSHIRE, Quarter(fy), "year", ledger, "annual")
        return papers.report(t, title, body(t), month=9 if fy % 2 else 7, item=str(4 + fy % 6))

    if fy in (2016, 2019):
        yield Document(path_of(MARLSHIRE, fy, f"{name}.txt"), lambda: as_text(annual, fy == 2019))
    elif fy == 2022:
        yield Document(path_of(MARLSHIRE, fy, f"{name}.md"), lambda: as_markdown(annual))
    else:
        yield Document(path_of(MARLSHIRE, fy, f"{name}.pdf"), lambda: as_pdf(annual, county.write))


def as_text(compose: Compose, damaged: bool = False) -> Made:
    ledger = Ledger()
    writing = plain.Writing(ledger, wrap=78 if damaged else None)
    plain.text_report(writing, compose(ledger), damaged=damaged)
    return _made(writing)


def as_markdown(compose: Compose) -> Made:
    ledger = Ledger()
    writing = plain.Writing(ledger)
    plain.markdown_report(writing, compose(ledger))
    return _made(writing)


def _made(writing: plain.Writing) -> Made:
    return Made(lambda path: path.write_text(writing.text, encoding="utf-8"), writing.stated, None)


def as_pdf(compose: Compose, write: Write) -> Made:
    ledger = Ledger()
    report = compose(ledger)
    sheet = Sheet(ledger, report.title)
    write(sheet, report)
    return Made(sheet.save, sheet.stated, sheet.page)
