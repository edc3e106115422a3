"""The title of a table, its unit and the notes on it, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.blocks.tables.candidate import CandidateCell, TableCandidate
from extractor.blocks.tables.cell_kinds import is_data
from extractor.blocks.tables.columns import CHUNK_GAP
from extractor.blocks.tables.lines import SegmentedLine
from extractor.pages.model import Box, Word, around
from extractor.regex import regex

NUMBERED = regex(
    r"^(?:table|figure|fig\.?|chart|graph|exhibit)\s*"
    r"(?:(?:[A-Z]{1,2}\s?[-–.]?\s?)?\d|[IVX]{1,5}(?:[-–.]\s?[A-Z0-9]{1,2})?[.:—–]\s)",
    re.IGNORECASE,
)
_UNIT = regex(
    r"£\s?(?:m|k|bn|million|['’‘]?000s?)\b|£['’‘]?000s?|\bfigures (?:are )?in\b|\bper 1\d*,?000\b"
    r"|\(%\)|\bpercentages?\b|\bin (?:thousands|millions)\b|\brate per\b",
    re.IGNORECASE,
)
QUESTION_NUMBER = r"Q\s?\d{1,3}[a-z]?\s?[.:)]?\s*"
PARAGRAPH_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}[.)]?\s+"
"""The numbers of a question and of a paragraph, before what they say."""
_QUANTITY = regex(
    rf"^(?:{QUESTION_NUMBER}|{PARAGRAPH_NUMBER})?"
    r"(?:Average |Total |Annual |Mean |Median )?"
    r"(?:Percentages?|Proportions?|Numbers?|Rates?|Shares?|Counts?|Amounts?|%) (?:of|that|who|who'd"
    r"|answering|responding|saying|reporting|agreeing|[a-z]+ing)\b"
)
_QUESTION = regex(r"^Q\s?\d{1,3}[a-z]?\s?[.:)]?\s+[A-Z][^.]*\?")
MOST_LINES = 12
SHORT = 3  # words of a head over the columns that stands between a table and its title
LONGEST = 16  # words of a title without number
LONGEST_PLAIN = 40  # the same of a paragraph that is by itself
NEAR = 1.8  # times the size of type
OVER_HEADS = 3.0  # the same of a title over a line that names columns
FAR = 5.0  # the same: white space between two heads of columns, which is in no title
_BESIDE = 2.0  # the same: white space between the titles of two tables side by side
PARAGRAPH = 0.6  # the same: white space that separates two paragraphs
# "Table 26 shows that …" refers to the table, as "the table below" does.
_SPEAKS = regex(
    r"^(?:table|figure|fig\.?|chart)\s*[A-Z]?\d+[a-z]?\s+(?:shows?|gives?|sets?|provides?|below|above|"
    r"compares?|details?|summarises?|illustrates?|outlines?|presents?|and)\b",
    re.IGNORECASE,
)
_INTRODUCES = regex(
    r"\btables?\s+(?:below|\d+|shows?|sets?)|\bfollowing (?:table|figures)|\bbelow\b|:$"
    r"|\bas follows\W*$",
    re.IGNORECASE,
)
_NOTE = regex(
    r"^[*†‡\s]*(?:notes?|sources?|data sources?|n\.?b\.?|please note|key|all figures|provisional|"
    r"figures? (?:are|is|include|exclude|as at|for|from|may|relate|rounded)|rounded|"
    r"percentages? (?:are|may|is|of)|(?:in|ex)cludes?|based on|data (?:as at|is|are|for|from))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TableContext:
    """The lines around a table that describe it: its caption, the line that leads in to it, and
    notes that apply to all cells, the lead among them."""

    caption: list[Word]
    notes: list[list[Word]]
    lead: list[Word]


def introduces(text: str) -> bool:
    """Whether a text introduces the table that follows: "The table below shows …:"."""
    if NUMBERED.match(text):
        return bool(_SPEAKS.match(text))
    return bool(_INTRODUCES.search(text))


def names_quantity(text: str) -> bool:
    """Whether a text begins with a quantity, as titles do and sentences do not, which have "The"
    before it: "Q10. Percentage answering that …"."""
    return bool(_QUANTITY.match(text))


def asks(text: str) -> bool:
    """Whether a text is a question of a survey with its number ("Q4. How often do you row?"), which
    says what the shares below it are of."""
    return _QUESTION.match(text) is not None


def is_note(text: str) -> bool:
    """Whether a text is a note on the table above it, or names the source of its figures."""
    return bool(_NOTE.match(text))


def reads_as_title(text: str) -> bool:
    """Whether a text on its own can be the title of the table that follows."""
    titled = not text.endswith((".", ";", ",")) and text[:1].isupper()
    return bool(NUMBERED.match(text)) or (titled and len(text.split()) <= LONGEST_PLAIN)


def table_context(box: Box, lines: Sequence[SegmentedLine]) -> TableContext:
    """The caption and notes of a table at `box`; empty where there are none.

    `lines` are the page's lines outside tables. A caption is right above the table: a line that
    begins "Table 3" with the rest of its paragraph, a short line in bold or with a unit, or a
    paragraph without a full stop. A numbered line right below the table counts where there is none
    above. Notes are the paragraphs between a numbered caption and the table, a paragraph that
    introduces the table, and sources and notes right below it.
    """
    lines = [_over(line, box) for line in lines]
    above = _paragraphs(_above(box, lines))
    below = _below(box, lines)
    notes = [_words(p) for p in _noted(below)]
    for index in range(len(above) - 1, -1, -1):
        first = _string(above[index][0])
        if NUMBERED.match(first) and not _SPEAKS.match(first):
            words, rest = _words(above[index]), above[index + 1 :]
            while rest and _goes_on(words, rest[0]):
                words, rest = [*words, *_words(rest[0])], rest[1:]
            return TableContext(words, [*map(_words, rest), *notes], [])
    caption = _title(above)
    rest = above[: len(above) - len(caption)]
    lead = _lead(rest)
    if lead:
        notes.insert(0, lead)
    if not caption and below and NUMBERED.match(_string(below[0][0])):
        caption = below[:1]
    return TableContext([w for p in caption for w in _words(p)], notes, lead)


def _goes_on(caption: Sequence[Word], paragraph: Sequence[SegmentedLine]) -> bool:
    """Whether what follows the first lines of a numbered caption is the rest of it: a line that
    begins within a sentence or a bracket, below one that ends in none."""
    said = _string(paragraph[0])
    ended = caption[-1].text.endswith((".", ":", ";", "?"))
    return not ended and (said[:1].islower() or said[:1] == "(") and not _NOTE.match(said)


def _lead(above: Sequence[list[SegmentedLine]]) -> list[Word]:
    """The words of the paragraph above a table that leads in to it, or begins with the quantity
    that the table gives ("Percentage answering that …"). A head of a few words over the columns
    may be between the two."""
    for paragraph in reversed(above):
        text = " ".join(_string(line) for line in paragraph)
        if introduces(text) or names_quantity(text) or asks(text):
            return _words(paragraph)
        if len(text.split()) > SHORT and not _names_columns(paragraph):
            break
    return []


def _over(line: SegmentedLine, box: Box) -> SegmentedLine:
    """The part of a line that is above or below this table, where the rest belongs to another
    table."""
    if line.widest < _BESIDE or (box.x0 <= line.box.x0 and line.box.x1 <= box.x1):
        return line
    parts = line.segments(_BESIDE)
    kept = [part for part in parts if part.box.x0 < box.x1 and part.box.x1 > box.x0]
    numbered = [bool(NUMBERED.match(part.string)) for part in parts]
    if not kept or len(kept) == len(parts) or (any(numbered) and sum(numbered) < len(parts)):
        return line
    words = tuple(word for part in kept for word in part.words)
    return SegmentedLine(words, around(words))


def _above(box: Box, lines: Sequence[SegmentedLine]) -> list[SegmentedLine]:
    """The lines above a table, from the top, up to the first wide gap."""
    above: list[SegmentedLine] = []
    top = box.top
    for line in sorted(lines, key=lambda ln: -ln.box.middle):
        if line.box.middle >= box.top or not _beside(line, box):
            continue
        size = max(w.size for w in line.words)
        most = OVER_HEADS if _names_columns(above[:2]) else NEAR
        if top - line.box.bottom > most * size or len(above) == MOST_LINES:
            break
        above.insert(0, line)
        top = line.box.top
    return above


def _below(box: Box, lines: Sequence[SegmentedLine]) -> list[list[SegmentedLine]]:
    """The paragraphs below a table, down to the first wide gap."""
    below: list[SegmentedLine] = []
    bottom = box.bottom
    for line in sorted(lines, key=lambda ln: ln.box.middle):
        if line.box.middle <= box.bottom or not _beside(line, box):
            continue
        size = max(w.size for w in line.words)
        if line.box.top - bottom > NEAR * size or len(below) == MOST_LINES:
            break
        below.append(line)
        bottom = line.box.bottom
    return _paragraphs(below)


def _paragraphs(lines: Sequence[SegmentedLine]) -> list[list[SegmentedLine]]:
    """Lines grouped into paragraphs, split at white space, a change to or from bold, a note or a
    number."""
    out: list[list[SegmentedLine]] = []
    for line in lines:
        size = max(w.size for w in line.words)
        last = out[-1][-1] if out else None
        opens = NUMBERED.match(_string(line)) or _NOTE.match(_string(line))
        near = last is not None and line.box.top - last.box.bottom <= PARAGRAPH * size
        if last is None or opens or not near or _bold(last) != _bold(line):
            out.append([line])
        else:
            out[-1].append(line)
    return out


def _title(above: Sequence[list[SegmentedLine]]) -> list[list[SegmentedLine]]:
    """The paragraphs right above a table that can be its title."""
    kept: list[list[SegmentedLine]] = []
    for lines in reversed(above):
        # Without "TOTAL £m | 334.7 | 290.0" between title and table.
        paragraph = [line for line in lines if not _is_row(line)]
        if not paragraph:
            continue
        text = " ".join(_string(line) for line in paragraph)
        if text.endswith((".", ";", ",", ":")) or introduces(text):
            break
        if not NUMBERED.match(text) and _names_columns(paragraph):
            break
        count = len(text.split())
        titled = bool(_UNIT.search(text)) or all(_bold(line) for line in paragraph)
        plain = not kept and count <= LONGEST_PLAIN and text[:1].isupper() and count > 2
        if not (plain or (titled and count <= LONGEST * len(paragraph))):
            break
        kept.insert(0, paragraph)
        if not titled:
            break
    return kept


def _is_row(line: SegmentedLine) -> bool:
    """Whether a line is a label with two or more figures beside it."""
    beside = line.segments(CHUNK_GAP)[1:]
    return len(beside) > 1 and all(is_data(segment.string) for segment in beside)


def _names_columns(paragraph: Sequence[SegmentedLine]) -> bool:
    """Whether lines name the columns of a table: one of them is three texts, or two which are far
    apart or of which the second goes on from the line above."""
    texts = [[segment.string for segment in line.segments(CHUNK_GAP)] for line in paragraph]
    return any(
        len(parts) > 2
        or (number and len(parts) == 2 and parts[1][:1].islower())
        or (len(parts) == 2 and line.widest > FAR and not _UNIT.search(parts[1]))
        for number, (line, parts) in enumerate(zip(paragraph, texts, strict=True))
    )


def _noted(below: Sequence[list[SegmentedLine]]) -> list[list[SegmentedLine]]:
    """The paragraphs right below a table that are notes on it."""
    kept = []
    for paragraph in below:
        if not _NOTE.match(_string(paragraph[0])):
            break
        kept.append(paragraph)
    return kept


def _words(paragraph: Sequence[SegmentedLine]) -> list[Word]:
    return [w for line in paragraph for w in line.words]


def _bold(line: SegmentedLine) -> bool:
    return all(w.bold for w in line.words)


def title_words(draft: TableCandidate) -> list[Word]:
    """The words of a title that is inside the table's grid.

    It is a first row of one cell that begins "Table 3", gives the unit or covers all columns, or a
    corner cell that begins "Table 3".
    """
    first = [c for c in draft.cells if c.row == 0]
    corner = next((c for c in first if c.column == 0), None)
    if len(first) > 1 and corner is not None and NUMBERED.match(corner.string):
        return corner.words
    if draft.rows < 3 or len(first) != 1 or first[0].row_span > 1:
        return []
    text = first[0].string
    titled = NUMBERED.match(text) or (_UNIT.search(text) and len(first[0].words) <= LONGEST)
    drawn = draft.ruled == "lattice" and (
        first[0].column_span >= draft.columns or _has_heads_below(first[0], draft)
    )
    return first[0].words if titled or drawn else []


def _has_heads_below(title: CandidateCell, draft: TableCandidate) -> bool:
    """Whether all columns, also those of the labels, have heads of their own below a cell that is
    drawn over several."""
    below = [c for c in draft.cells if c.row in (1, 2) and c.column_span == 1 and c.words]
    heads = max((sum(1 for c in below if c.row == row) for row in (1, 2)), default=0)
    over = title.column == 0 and title.column_span > 1
    return over and heads >= draft.columns and reads_as_title(title.string)


def _beside(line: SegmentedLine, box: Box) -> bool:
    return line.box.x0 < box.x1 and line.box.x1 > box.x0


def _string(line: SegmentedLine) -> str:
    return " ".join(w.text for w in line.words)
