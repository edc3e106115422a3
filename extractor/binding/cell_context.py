"""The context of a cell: what its labels name, what they leave over, and what is around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.annotations.annotate import Annotator
from extractor.annotations.model import Area, ConceptSpan, Number
from extractor.binding.account import phrases_of, spans_elsewhere
from extractor.binding.context import Context
from extractor.binding.evidence import Account, MatchContext, evidence_of
from extractor.binding.model import Figure
from extractor.passages.model import CellLabels
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import sentence_words

Span = tuple[int, int]


def labels_of(cell: CellLabels, caption: str | None) -> tuple[list[str], list[str]]:
    """The labels of a cell, the innermost first: those of its own row and column, and the outer
    ones of its row. A range of numbers is one of ages where another label says so."""
    aged = _holds_ages(cell, caption)
    inner = [
        f"aged {label}" if aged and _is_range(label) else label
        for label in (*cell.row_path[-1:], *cell.column_path[::-1])
    ]
    return inner, list(cell.row_path[-2::-1])


def cell_context(
    context: Context,
    figure: Figure,
    own: Sequence[str],
    inner: Sequence[str],
    outer: Sequence[str],
) -> MatchContext:
    """Everything that decides which measure can match the figure of a cell.

    `inner` and `outer` are the labels of the cell; `own` are the inner ones without the words
    that say only that the column holds changes or targets.
    """
    passage, around = context.passage, context.around
    cell = passage.cell
    assert cell is not None

    def named(labels: Sequence[str]) -> tuple[ConceptSpan, ...]:
        return tuple(m for label in labels for m in _read(label, context).concepts)

    def account(labels: Sequence[str]) -> Account:
        return sum((_read(label, context).account for label in labels), Account())

    frame = [label for label in (cell.stub, passage.caption) if label]
    row = cell.row_path[-1:]
    return MatchContext(
        figure=figure,
        evidence=evidence_of(
            (named(inner), (), named(outer), around.list_intro, (), around.heading, around.title),
            context.rulebook,
        ),
        own=account([*own, *_counted_here(figure.number, cell, context.annotated.text)]),
        around=account(outer),
        heads=account(frame),
        anaphoric=True,
        cell=True,
        siblings=_keys_in(cell.siblings, context.annotator),
        total=cell.total,
        row=row[0] if row else "",
        row_keys=frozenset(key for mark in named(row) for key in mark.keys),
        columns=account(cell.column_path),
        text=context.annotated.text,
    )


@dataclass(frozen=True, slots=True)
class _ReadLabel:
    """What a label names, without what it includes besides, and the account of all its words."""

    concepts: tuple[ConceptSpan, ...]
    account: Account


def _read(label: str, context: Context) -> _ReadLabel:
    return _label(label, context.home, context.annotator)


@lru_cache(maxsize=2048)
def _label(label: str, home: Area, annotator: Annotator) -> _ReadLabel:
    """One label; kept, because every cell of a row and a column needs it."""
    marked, concepts = annotator.mark(label, home), annotator.concepts_of(label)
    # "ending" in "year ending March 2022" is of time, not what became of a placement.
    timeless = [
        c
        for c in concepts
        if not any(p.start <= c.start and c.end <= p.end for p in marked.periods)
    ]
    return _ReadLabel(
        tuple(_without_inclusions(label, concepts)),
        account_of_label(label, timeless, spans_elsewhere(marked), annotator.words),
    )


@lru_cache(maxsize=8)
def _keys_in(labels: tuple[str, ...], annotator: Annotator) -> frozenset[str]:
    """The concepts and dimensions that the labels of a table refer to; kept, because each of its
    cells asks."""
    return frozenset(k for label in labels for m in annotator.concepts_of(label) for k in m.keys)


_RANGE = regex(r"\s*(?:[<>≤≥]\s*)?\d{1,3}\s*(?:(?:-|–|to)\s*\d{1,3}|\+)\s*|\s*[<>≤≥]\s*\d{1,3}\s*")
"""A label that is a range of numbers: one part of what the table counts."""


def _is_range(label: str) -> bool:
    """Whether a label is only a range of numbers ("1 - 4", "85+", "<1")."""
    return _RANGE.fullmatch(label) is not None


_INCLUSION = regex(
    r"\((?:including|incl\.?|inc\.)\s[^()]*(?:\)|$)|\s(?:and|&)\s+other\s[^()]*$", re.IGNORECASE
)
"""What a label adds to what it names: "(including with former carers)", "and other placements"."""


def _without_inclusions(label: str, concepts: Sequence[ConceptSpan]) -> Sequence[ConceptSpan]:
    """The concepts that a label is about, without those that it merely includes; all of them where
    it names nothing else."""
    wider = _INCLUSION.search(label)
    outside = [c for c in concepts if not wider or not wider.start() <= c.start < wider.end()]
    return outside or concepts


def account_of_label(
    label: str, concepts: Sequence[ConceptSpan], elsewhere: Sequence[Span], neutral: Words
) -> Account:
    """The account of a table label, in which every word narrows what is counted unless it is
    neutral or named as included."""
    wider = _INCLUSION.search(label)
    if wider and concepts:
        concepts, elsewhere = _without_inclusions(label, concepts), [*elsewhere, wider.span()]
    covered = [(m.start, m.end) for m in concepts] + list(elsewhere)
    unknown = [label.strip()] if _is_range(label) and not concepts else []
    for word in sentence_words(label):
        if not word.alpha or len(word.text) < 3:
            continue
        if {word.norm, word.lower} & (
            neutral.neutral | neutral.columns | neutral.verbs | neutral.light_verbs
        ):
            continue
        if not any(low <= word.start < high for low, high in covered):
            unknown.append(word.text)
    return Account(phrases_of(concepts, label), tuple(unknown))


_NOUN_AFTER = regex(r"\s+([A-Za-z]{3,})[\s.*]*")


def _counted_here(number: Number, cell: CellLabels, text: str) -> list[str]:
    """The noun printed after the figure in its cell: "13 miles" counts miles, whatever the labels
    name."""
    if number.unit is not None:
        return []
    found = _NOUN_AFTER.fullmatch(text, number.end, cell.end)
    return [found[1]] if found else []


_AGE = regex(r"\bage[sd]?\b", re.IGNORECASE)


def _holds_ages(cell: CellLabels, caption: str | None) -> bool:
    """Whether the labels or caption of a cell show that ranges of numbers are ages."""
    labels = (*cell.row_path, *cell.column_path, cell.stub or "", caption or "")
    return any(_AGE.search(label) for label in labels)
