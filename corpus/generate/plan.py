"""Which documents there are: every council's papers over the ten years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from corpus.generate import bodies, make, papers
from corpus.generate.content import Block, Grid, Report
from corpus.generate.councils import ELMSWORTH, MARLSHIRE, TARNLEY, WYNCASTER, Council
from corpus.generate.make import Compose, Made, Write
from corpus.generate.packs import PACKS
from corpus.generate.periods import Quarter, year_name
from corpus.generate.planted import RESTATED
from corpus.generate.said import Ledger
from corpus.generate.styles import city, county, london, metropolitan
from corpus.generate.teller import Teller

Body = Callable[[Teller], tuple[Block, ...]]
YEARS = range(2014, 2025)


@dataclass(frozen=True, slots=True)
class Document:
    """A document to make; `path` is relative to corpus/.

    One report drawn in a house style also has what composes and what draws it, so that it can
    be drawn again with an error in it.
    """

    path: str
    make: Callable[[], Made]
    compose: Compose | None = None
    write: Write | None = None


def _drawn(path: str, compose: Compose, write: Write) -> Document:
    return Document(path, partial(make.as_pdf, compose, write), compose, write)


def documents() -> Iterator[Document]:
    """All of them, in order."""
    for fy in YEARS:
        yield _marlshire(fy)
        yield _tarnley(fy)
        yield _wyncaster(fy)
        yield _elmsworth(fy)
    yield from _quarterly()
    yield from _minutes()
    for fy, name, agenda in PACKS:
        path = f"{agenda.council.key}/{year_name(fy)}/{name}.pdf"
        yield Document(path, partial(make.as_pack, agenda))


def annual(council: Council, fy: int, body: Body, title: str, month: int, item: str) -> Compose:
    """Composes a council's annual report on a financial year."""

    def compose(ledger: Ledger) -> Report:
        t = make.teller(council, Quarter(fy), "year", ledger, "annual")
        blocks = body(t)
        first, until = RESTATED.get((council.key, "cla_total", Quarter(fy - 1)), (0, 0))
        if until == fy - 1:
            place = next(i for i, block in enumerate(blocks) if not hasattr(block, "text")) + 1
            blocks = (*blocks[: place + 1], bodies.restated(t, 1, first), *blocks[place + 1 :])
        return papers.report(t, title, blocks, month=month, item=item)

    return compose


def _path(council: Council, fy: int, stem: str, ending: str) -> str:
    return f"{council.key}/{year_name(fy)}/{stem}_{year_name(fy)}.{ending}"


def _marlshire(fy: int) -> Document:
    """A county: header block; text in some years, once damaged."""
    body = papers.key_points if fy in (2015, 2019, 2023) else papers.prose
    compose = annual(MARLSHIRE, fy, body, f"Corporate Parenting Annual Report {year_name(fy)}",
                     month=9 if fy % 2 else 7, item=str(4 + fy % 6))  # fmt: skip
    stem = "corporate_parenting_annual_report"
    if fy in (2016, 2019):
        ends, how = "txt", lambda: make.as_text(
            compose, damaged=fy == 2019, wrap=78 if fy == 2019 else None)  # fmt: skip
    elif fy == 2022:
        ends, how = "md", lambda: make.as_markdown(compose)
    else:
        return _drawn(_path(MARLSHIRE, fy, stem, "pdf"), compose, county.write)
    return Document(_path(MARLSHIRE, fy, stem, ends), how)


def _tarnley(fy: int) -> Document:
    """A metropolitan borough: scorecards, lists and tables by turns."""
    body = (bodies.scorecard, bodies.placement_list, bodies.placement_table)[fy % 3]
    if fy == 2020:
        body = bodies.placement_list
    compose = annual(TARNLEY, fy, body, f"Corporate Parenting Performance {year_name(fy, '/')}",
                     month=6 if fy % 2 else 10, item=str(6 + fy % 4))  # fmt: skip
    stem = "corporate_parenting_performance"
    if fy in (2018, 2023):
        return Document(_path(TARNLEY, fy, stem, "md"), lambda: make.as_markdown(compose))
    if fy == 2021:
        return Document(_path(TARNLEY, fy, stem, "txt"), lambda: make.as_text(compose, wrap=84))
    return _drawn(_path(TARNLEY, fy, stem, "pdf"), compose, metropolitan.write)


def _wyncaster(fy: int) -> Document:
    """A city: cards and a chart, or the quarters of the year."""
    body = bodies.full_year_quarters if fy % 3 == 1 else bodies.dashboard
    compose = annual(WYNCASTER, fy, body, f"Children in Care Annual Report {year_name(fy, '/')}",
                     month=9, item=str(5 + fy % 5))  # fmt: skip
    stem = "children_in_care_annual_report"
    if fy in (2018, 2024):
        plain = annual(WYNCASTER, fy, papers.sections, f"Children in Care Annual Report "
                       f"{year_name(fy, '/')}", month=9, item="5")  # fmt: skip
        return Document(_path(WYNCASTER, fy, stem, "md"), lambda: make.as_markdown(plain))
    return _drawn(_path(WYNCASTER, fy, stem, "pdf"), compose, city.write)


def _elmsworth(fy: int) -> Document:
    """A London borough: prose; scanned in 2014-15, a scanned appendix in 2016-17."""
    body = bodies.placement_list if fy in (2017, 2021) else papers.sections
    if fy in (2018, 2023):
        body = bodies.with_footnote
    compose = annual(ELMSWORTH, fy, body, f"Looked After Children Annual Report "
                     f"{year_name(fy, '/')}", month=11 if fy % 2 else 9,
                     item=str(3 + fy % 5))  # fmt: skip
    stem = "looked_after_children_annual_report"
    path = _path(ELMSWORTH, fy, stem, "pdf")
    if fy == 2014:
        return Document(path, lambda: make.as_scan(compose, london.write))
    if fy == 2016:
        return Document(path, lambda: make.as_pdf(compose, london.write, _appendix(fy)))
    if fy in (2019, 2022):
        return Document(_path(ELMSWORTH, fy, stem, "txt"), lambda: make.as_text(compose, wrap=90))
    return _drawn(path, compose, london.write)


def _appendix(fy: int) -> Compose:
    """A table of placements, to be photocopied."""

    def compose(ledger: Ledger) -> Report:
        t = make.teller(ELMSWORTH, Quarter(fy), "year", ledger, "appendix")
        table = next(b for b in bodies.sufficiency(t) if isinstance(b, Grid))
        return papers.report(t, "Appendix 1 – Placements", (table,), month=9)

    return compose


def _quarterly() -> Iterator[Document]:
    """Reports on a quarter, between the annual ones."""
    for council, at, write in (
        (TARNLEY, Quarter(2015, 2), metropolitan.write),
        (WYNCASTER, Quarter(2016, 3), city.write),
        (MARLSHIRE, Quarter(2018, 3), None),
        (TARNLEY, Quarter(2019, 3), metropolitan.write),
        (WYNCASTER, Quarter(2020, 1), None),
        (ELMSWORTH, Quarter(2020, 2), london.write),
        (WYNCASTER, Quarter(2023, 2), city.write),
        (MARLSHIRE, Quarter(2024, 1), county.write),
    ):
        title = f"Performance Report Quarter {at.q} {year_name(at.fy, council.year_sign)}"

        compose = partial(_quarter, council, at, title)
        stem = f"{council.key}/{year_name(at.fy)}/performance_report_q{at.q}_{year_name(at.fy)}"
        if write is None:
            yield Document(f"{stem}.md", partial(make.as_markdown, compose))
        else:
            yield _drawn(f"{stem}.pdf", compose, write)


def _quarter(council: Council, at: Quarter, title: str, ledger: Ledger) -> Report:
    t = make.teller(council, at, "quarter", ledger, "quarterly")
    month = (at.end.month + 1) % 12 + 1
    return papers.report(t, title, bodies.quarterly(t), month=month, item="7",
                         committee=council.scrutiny)  # fmt: skip


def _minutes() -> Iterator[Document]:
    """Minutes of the meetings that received an annual report."""
    for council, fy in ((ELMSWORTH, 2015), (WYNCASTER, 2019), (ELMSWORTH, 2021), (TARNLEY, 2022)):
        t = make.teller(council, Quarter(fy), "year", Ledger(), "minutes")
        meeting = papers.meeting_day(t, 11)
        earlier = papers.meeting_day(t, 9)
        yield Document(
            f"{council.key}/{year_name(fy)}/minutes_{meeting.isoformat()}.pdf",
            partial(
                make.as_minutes, council, Quarter(fy), council.scrutiny, meeting, earlier,
                f"Annual report {year_name(fy, council.year_sign)}",
            ),
        )  # fmt: skip
