"""The labels of a table cell as a person would write them: in order, without codes and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.binding.subjects.label_words import LONGEST_PART, shortened, spoken
from extractor.binding.subjects.table_names import (
    Around,
    every_word,
    long_words,
    names_of_table,
    refers,
    says_something,
)
from extractor.blocks.tables.captions import NUMBERED, names_quantity
from extractor.blocks.tables.cell_kinds import begins_with_period, is_period
from extractor.blocks.tables.folded import BOUNDED
from extractor.passages.model import CellLabels, Passage
from extractor.regex import regex
from extractor.rulebook.words import Words

_CODE = regex(r"^(?:[(\[#]?\d{1,7}[.)\]]?|[A-Z]{1,6}[ -/]?\d{1,4}(?:\.\d{1,3})*[a-z]?|[A-Za-z])$")
_HOW_MANY = ("N",)  # the column of how many were asked or tested, beside that of a share
# A label that begins a clause which others finish: "If line 40 is —", "Your tax is:".
_OPEN_CLAUSE = regex(r"(?<=[\w,]) (?:is|are|was|were)\s*[—–:…-]+\s*$", re.IGNORECASE)


LONGEST_NAME = 400
"""Most characters of what a cell counts."""


def subject_of_cell(passage: Passage, words: Words) -> str:
    """What a table cell counts: the name of its table, then its row and column labels."""
    assert passage.cell is not None
    around = Around(
        passage.caption, passage.lead, passage.headings, passage.running_head, passage.title
    )
    name = name_of_cell(passage.cell, around, words, LONGEST_NAME)
    if len(name) > LONGEST_NAME:  # the end of a label may be what tells it from another
        name = name_of_cell(passage.cell, around, words)
    return shortened(name, LONGEST_NAME)


def name_of_cell(
    cell: CellLabels, around: Around, words: Words, longest: int = LONGEST_PART
) -> str:
    """What a cell counts: the name of its table, then its row and its column labels.

    Units, reference codes, footnote marks and numbers of rows are left out, and a label that
    says what another one says; of each label at most so many characters are kept. A table without
    a caption is named by the line that leads in to it or by the heading; one whose only column is
    headed by a unit, and a row without a label, also by what is in its corner.
    """
    path = cell.name or cell.row_path
    if len(path) > 1 and (NUMBERED.match(path[0]) or names_quantity(path[0])):
        # The title of a second table in the same grid, which heads its rows.
        around, path = replace(around, caption=path[0]), path[1:]
    stub = cell.stub if cell.stub and not begins_with_period(cell.stub) else ""
    if refers(around.caption) and len(long_words(stub)) > 2:
        around, stub = replace(around, caption=stub), ""  # "Note 5" over "Costs of boats"
    rows = _finished(stub, _told(path, longest))
    columns = _told(_without_copulas(_rejoined(cell.column_path), words), longest)
    if not (rows and columns) and says_something(stub, words):
        rows = [*_told([stub], longest), *rows]
    labels = [*rows, *columns]
    frames = [frame for frame in names_of_table(around, words) if _adds(frame, labels)]
    quantity = spoken(stub) if names_quantity(stub) else ""  # the corner says what all cells are
    if quantity not in frames and _adds(quantity, labels, all_new=True):
        frames.append(quantity)
    return " – ".join(_once(frames, rows, columns, words))


def _told(path: Iterable[str], longest: int) -> list[str]:
    """The labels of one side, without those that are only a code where another label has words."""
    labels = [label for part in path if (label := _first_sentence(spoken(part, longest)))]
    speaking = [
        label
        for label in labels
        if not _CODE.match(label) or is_period(label) or label in _HOW_MANY
    ]
    return speaking or labels


_SENTENCE_END = regex(r"(?<=[a-z)])\.\s+(?=[A-Z])")


def _first_sentence(label: str) -> str:
    """A label without the sentences that follow its first, where it is long."""
    end = _SENTENCE_END.search(label, LONGEST_PART // 5) if len(label) > LONGEST_PART else None
    return label[: end.start()] if end else label


def _rejoined(path: Iterable[str]) -> list[str]:
    """The labels, a header whose words were parted over rows in one ("multi-", "generational
    household")."""
    parts: list[str] = []
    for part in path:
        goes_on = part[:1].islower() and len(part) > 1
        if parts and goes_on and parts[-1][-1:] not in (":", "."):
            parts[-1] += part if parts[-1].endswith("-") else f" {part}"
        else:
            parts.append(part)
    return parts


def _finished(stub: str, rows: list[str]) -> list[str]:
    """The labels of a row, the innermost with the clause before it that the corner begins: "If the
    rent is at least 50 but less than 60" below "If the rent is —"."""
    if not rows or not _OPEN_CLAUSE.search(stub):
        return rows
    label = rows[-1].lower() if BOUNDED.fullmatch(rows[-1]) else rows[-1]
    return [*rows[:-1], f"{spoken(stub)} {label}"]


def _without_copulas(columns: Sequence[str], words: Words) -> Sequence[str]:
    """The labels of a column as names: "Your rent" of "Your rent is", nothing of "And you are",
    which says of none of them what it is."""
    told = [(label, _OPEN_CLAUSE.sub("", label)) for label in columns]
    named = [short for label, short in told if short == label or says_something(short, words)]
    return named or columns


def _adds(frame: str, labels: Sequence[str], *, all_new: bool = False) -> bool:
    """Whether a caption has a word that no label has; with `all_new` none that any label has."""
    said = frozenset().union(*map(every_word, labels))
    new = [word not in said for word in long_words(frame)]
    return bool(new) and all(new) if all_new else any(new)


def _once(
    frames: Sequence[str], rows: Sequence[str], columns: Sequence[str], words: Words
) -> list[str]:
    """Names and labels in order, without a label that another one contains.

    "Total" over a column is no part of "Programme total" beside a row: what says nothing by itself
    stays where it is the last of its side, unless the other side's label is the same.
    """
    ends = {side[-1] for side in (rows, columns) if side}
    kept: list[str] = []
    for label in (*rows, *columns):
        key = label.casefold()
        alone = label in ends and not says_something(label, words)
        if any(key == other.casefold() for other in kept):
            continue
        if not alone and any(_is_part(label, other) for other in kept):
            continue
        kept = [other for other in kept if not _is_part(other, label)] + [label]
    return [*frames, *kept]


_FURTHER = 5
"""Most words that a label may have beyond another one which it is said to repeat."""


def _is_part(label: str, other: str) -> bool:
    """Whether a label is repeated by another one; a sentence that uses the word of a category
    ("Pay") does not repeat it."""
    longer = len(other.split()) - len(label.split())
    said = f" {other.casefold()} "
    at = said.find(label.casefold())
    apart = at > 0 and not (said[at - 1].isalnum() or said[at + len(label)].isalnum())
    return apart and longer <= _FURTHER
