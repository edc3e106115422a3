"""Reports as text and Markdown files, some with the damage that copies of PDFs have: the
bullet read as a letter, a space lost after a full stop, header labels gone."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from corpus.generate.content import Bullets, Grid, Heading, Para, Report
from corpus.generate.periods import long_date
from corpus.generate.said import Ledger
from corpus.generate.sheet import sentence_around
from corpus.generate.truth import Stated
from corpus.generate.wording.filler import IMPLICATIONS

ARROWS = {"^": "↑", "v": "↓", "=": "→"}


@dataclass
class Writing:
    """A text file in the making, with the truth of what it states so far. `wrap` breaks
    lines at that width."""

    ledger: Ledger
    wrap: int | None = None
    text: str = ""
    stated: list[Stated] = field(default_factory=list)

    def line(self, marked: str = "", source: str = "prose", quote: str | None = None,
             labels: tuple[str | None, str | None] = (None, None)) -> None:  # fmt: skip
        """A line (or a paragraph, wrapped) and a line break."""
        plain = self.ledger.plain(marked)
        # Wrapping turns some blanks into line breaks, so offsets stay as they are.
        text = plain.text
        if self.wrap and len(text) > self.wrap and "\t" not in text:
            text = _wrapped(text, self.wrap)
        for start, end, figure in plain.figures:
            self.stated.append(
                Stated(
                    figure, quote or sentence_around(plain.text, start, end), source,
                    start=len(self.text) + start, end=len(self.text) + end,
                    row_label=labels[0], column_label=labels[1],
                )
            )  # fmt: skip
        self.text += text + "\n"

    def row(self, table: Grid, cells: tuple[str, ...], between: str) -> None:
        """A table row in one line, its cells parted by `between`."""
        label = self.ledger.plain(cells[0]).text
        for column, cell in enumerate(cells):
            if column:
                self.text += between
            plain = self.ledger.plain(ARROWS.get(cell, cell))
            heading = table.columns[column]
            for start, end, figure in plain.figures:
                self.stated.append(
                    Stated(
                        figure, " | ".join((table.title, label, heading, plain.text)), "table",
                        start=len(self.text) + start, end=len(self.text) + end,
                        row_label=label, column_label=heading,
                    )
                )  # fmt: skip
            self.text += plain.text
        self.text += "\n"


def _wrapped(text: str, width: int) -> str:
    """The text with some blanks turned into line breaks: as long as before."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    wrapped = "\n".join(lines)
    assert len(wrapped) == len(text), "blanks at line ends must be single"
    return wrapped


def text_report(writing: Writing, report: Report, *, damaged: bool = False) -> None:
    """A report as text: header block, numbered paragraphs, bullets."""
    bullet = "e " if damaged else "• "
    if damaged:
        writing.line(report.title.upper())
        for value in (report.author.name, report.member.name, f"(office) {_tel(report)}"):
            writing.line(f" {value}")
        writing.line("Recommendation:")
    else:
        _header(writing, report)
    writing.line()
    if damaged:
        writing.line(report.purpose)
        writing.line()
    section = number = 0
    for block in report.blocks:
        match block:
            case Heading():
                section, number = section + 1, 0
                writing.line(f"{block.text.upper()}" if damaged else f"{section}. {block.text}")
                writing.line()
            case Para():
                number += 1
                glue = "" if damaged and number == 2 else " "
                lead = "" if damaged else f"{section}.{number} "
                writing.line(lead + glue.join(block.sentences))
                writing.line()
            case Bullets():
                for item in block.items:
                    writing.line(bullet + item, source="list")
                writing.line()
            case Grid():
                writing.line(block.title)
                writing.line("   ".join(block.columns))
                for cells in block.rows:
                    writing.row(block, cells, "   ")
                writing.line()
            case _:
                raise TypeError(f"no text form for {block}")
    for title, text in IMPLICATIONS[:3]:
        writing.line(title)
        writing.line(text)
        writing.line()
    if not damaged:
        writing.line(f"Source documents: {'; '.join(report.sources) or 'None'}")


def markdown_report(writing: Writing, report: Report) -> None:
    """A report as Markdown: headings, dashes, pipe tables."""
    writing.line(f"# {report.title}")
    writing.line()
    for label, value in (
        ("Council", report.council.name), ("Committee", report.committee),
        ("Date", long_date(report.meeting)), ("Agenda item", report.item),
        ("Report of", report.lead.post),
        ("Contact officer", f"{report.author.name}, {_tel(report)}"),
        ("Wards affected", report.council.wards),
    ):  # fmt: skip
        writing.line(f"**{label}:** {value}  ")
    writing.line()
    writing.line(f"**Purpose:** {report.purpose}")
    writing.line()
    for letter, text in zip("123", report.recommendations, strict=False):
        writing.line(f"{letter}. That the committee {text}.")
    writing.line()
    for block in report.blocks:
        match block:
            case Heading():
                writing.line(f"{'#' * (block.level + 1)} {block.text}")
            case Para():
                writing.line(" ".join(block.sentences))
            case Bullets():
                for item in block.items:
                    writing.line(f"- {item}", source="list")
            case Grid():
                writing.line(f"**{block.title}**")
                writing.line()
                writing.line(f"| {' | '.join(block.columns)} |")
                writing.line("|" + " --- |" * len(block.columns))
                for cells in block.rows:
                    writing.text += "| "
                    writing.row(block, cells, " | ")
                    writing.text = writing.text[:-1] + " |\n"
            case _:
                raise TypeError(f"no Markdown form for {block}")
        writing.line()


def _header(writing: Writing, report: Report) -> None:
    author, member, council = report.author, report.member, report.council
    for label, value in (
        ("Agenda Item No", report.item), ("", report.title.upper()), ("To", report.committee),
        ("Meeting Date", long_date(report.meeting)),
        ("From", f"{report.lead.name} – {report.lead.post}"),
        ("Electoral division(s)", council.wards),
    ):  # fmt: skip
        writing.line(f"{label}: {value}" if label else value)
        writing.line()
    writing.line(f"Forward Plan ref: {report.forward_plan} Key decision: {report.key_decision}")
    writing.line()
    writing.line(f"Purpose: {report.purpose}")
    writing.line()
    writing.line(f"Recommendation: The Committee is asked to {'; '.join(report.recommendations)}.")
    writing.line()
    writing.line("\tOfficer contact:\t\tMember contacts:")
    for label, left, right in (
        ("Name", author.name, member.name), ("Post", author.post, member.post),
        ("Email", council.email(author), council.email(member)),
        ("Tel", council.tel(author), council.tel(member)),
    ):  # fmt: skip
        writing.line(f"{label}:\t{left}\t{label}:\t{right}")


def _tel(report: Report) -> str:
    return report.council.tel(report.author)
