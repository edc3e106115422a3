"""What a report consists of, before any house style draws it. Strings may hold marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpus.generate.councils import Council, Person
from corpus.generate.periods import Quarter


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, sentence by sentence. `numbered` paragraphs get a number in styles
    that number."""

    sentences: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: column titles, rows of cells, the share of the width of each column.
    `colours` names the fill of a cell by (row, column)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    rules: str = "all"
    colours: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Boxes with a large figure and what it counts below or (`label_first`) above it:
    (figure, label, small print)."""

    items: tuple[tuple[str, str, str], ...]
    label_first: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars or a line whose axis ticks are not statistics; data labels only if marked."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    data_labels: tuple[str, ...] = ()
    step: int = 100


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note in small print at the end of the report."""

    text: str


Block = Heading | Para | Bullets | Grid | Cards | Chart | Footnote


@dataclass(frozen=True, slots=True)
class Report:
    """A report to a committee: its header's facts and its body."""

    council: Council
    title: str
    committee: str
    meeting: date
    item: str
    quarter: Quarter
    author: Person
    lead: Person
    member: Person
    purpose: str
    recommendations: tuple[str, ...]
    blocks: tuple[Block, ...]
    sources: tuple[str, ...] = ()
    key_decision: str = "No"
    forward_plan: str = "n/a"
