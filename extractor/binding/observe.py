"""Passages to observations, one passage at a time: annotate, find candidates, bind, record.

A sentence with too many figures for its grammar is a table or chart axis that came out as running
text. Each of its figures is kept with its value, its unit as printed and the words after it;
nothing else is bound to it. The time this takes is proportional to the number of figures; comparing
each with each would take hours for a long one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotator
from extractor.annotations.model import Number
from extractor.binding.candidates import candidates_of
from extractor.binding.cells import bind_cell, bind_flat_row
from extractor.binding.confidence import doubted_with_its_level, is_beyond_belief
from extractor.binding.context import Context, context_of
from extractor.binding.discourse import Discourse, advanced, entered
from extractor.binding.flat_rows import flat_rows, is_header
from extractor.binding.head_noun import HeadNoun
from extractor.binding.model import Binding, BindingResult, BoundPeriod, Clause, Figure, Relation
from extractor.binding.record import observation_of
from extractor.binding.sentence import bind_sentence, unnamed
from extractor.binding.subject import words_beside
from extractor.observation import DocumentIdentity, ExcludedNumber, Observation
from extractor.passages.model import Passage
from extractor.reports.model import Report
from extractor.rulebook.model import Rulebook

MOST_FIGURES = 60
"""The most figures in a sentence that its grammar can tell apart."""

_DOUBTS = ("too_many_figures", "measure_unknown", "period_unknown")
_NOTHING = HeadNoun("", frozenset(), True)
_WORDS = 200
"""How many characters on either side of a figure may hold the words that describe it."""


def is_crowded(numbers: Sequence[Number]) -> bool:
    """Whether a sentence has more figures than its grammar can tell apart."""
    return len(numbers) > MOST_FIGURES


def bind_crowded(context: Context, numbers: Sequence[Number]) -> list[Binding]:
    """Each figure with its unit and the words beside it, without measure and period."""
    ends = [0, *(n.end for n in numbers)]
    starts = [*(n.start for n in numbers[1:]), len(context.annotated.text)]
    bindings: list[Binding] = []
    for index, number in enumerate(numbers):
        clause = Clause(
            max(ends[index], number.start - _WORDS), min(starts[index], number.end + _WORDS)
        )
        figure = Figure(index, number, clause, Relation(), number.unit or "count")
        bindings.append(
            Binding(
                figure, None, BoundPeriod(None, None), context.home,
                _subject(figure, context), doubts=_DOUBTS,
            )
        )  # fmt: skip
    return bindings


def _subject(figure: Figure, context: Context) -> str:
    """The words beside a figure, else the heading: never the whole text without the figure."""
    beside = context.annotated.text[figure.clause.start : figure.clause.end]
    if sum(c.isalpha() for c in beside) >= 3:
        return words_beside(figure, context.annotated, _NOTHING)
    return next(iter((*context.passage.list_intro, *context.passage.headings)), "")


GARBLED = 6
"""A recognised "sentence" with so many figures is a poster read across its boxes: which
words belong to which figure cannot be told, so no measure is given."""

PAGES_OPEN = 10
"""How many pages a stated unit or header holds for: a table may run over several pages."""

# Agendas and action logs are full of numbers and state no statistics.
_WITHOUT_STATISTICS = frozenset({"front_sheet", "action_log"})


class Observer:
    """Turns the passages of one document into observations. Call `observe` in order."""

    def __init__(
        self, rulebook: Rulebook, identity: DocumentIdentity, *, explain: bool = False
    ) -> None:
        self._rulebook = rulebook
        self._explain = explain
        self._identity = identity
        self._annotator = _annotator_of(rulebook)
        self._state = Discourse()
        self._stated: dict[int, Counter[str]] = {}

    def look_ahead(self, passages: Iterable[tuple[Passage, Report]]) -> None:
        """Parse passages together, which is faster than one by one. It changes no observation."""
        self._annotator.look_ahead(
            passage.text.content
            for passage, report in passages
            if passage.cell is None and report.kind not in _WITHOUT_STATISTICS
        )

    def observe(self, passage: Passage, report: Report) -> BindingResult:
        """The observations of a passage, and its excluded numbers with their reasons."""
        state = entered(self._state, passage, report)
        cell = passage.cell
        bounds = (cell.start, cell.end) if cell is not None else None
        annotated = self._annotator.mark(passage.text.content, state.home, bounds)
        candidates, excluded = candidates_of(passage, annotated, state.stated)
        if report.kind in _WITHOUT_STATISTICS:
            excluded += [
                replace(n, excluded=f"{report.kind.replace('_', ' ')}") for n in candidates
            ]
            candidates = []
        units = state.units.with_figures(passage, candidates)
        if units is not state.units:
            state = replace(state, units=units)
        bindings: list[Binding] = []
        if candidates:
            context = context_of(
                passage, annotated, report, state, self._annotator, self._rulebook,
                explain=self._explain,
            )  # fmt: skip
            bindings, unbound = self._bind(context, candidates)
            excluded += unbound
        bindings = [unnamed(b) if is_beyond_belief(b, self._rulebook) else b for b in bindings]
        bindings = [doubted_with_its_level(b, bindings, self._rulebook) for b in bindings]
        self._state = advanced(state, passage, annotated, bindings)
        return BindingResult(
            tuple(self._record(b, passage, report) for b in bindings),
            tuple(self._refusal(n, passage) for n in excluded),
            tuple(bindings),
        )

    def _bind(
        self, context: Context, candidates: list[Number]
    ) -> tuple[list[Binding], list[Number]]:
        """Bind the candidates of a passage by its kind: a cell, a poster, a text."""
        if context.passage.cell is not None:
            return bind_cell(context, candidates), []
        if _is_garbled(context.passage, candidates):
            found, unbound = self._bind_garbled(context, candidates)
            return [unnamed(b) for b in found], unbound
        return self._bind_text(context, candidates)

    def _bind_garbled(
        self, context: Context, candidates: list[Number]
    ) -> tuple[list[Binding], list[Number]]:
        """Bind text that was recognised across boxes; the caller removes the measures."""
        if is_crowded(candidates):
            return bind_crowded(context, candidates), []
        return bind_sentence(context, candidates)

    def _bind_text(
        self, context: Context, candidates: list[Number]
    ) -> tuple[list[Binding], list[Number]]:
        """Bind a sentence; where it is a table row that came out as text, its cells."""
        heading = next(iter(context.passage.headings), "")
        header = context.columns or (heading if is_header(heading) else None)
        rows = flat_rows(context.annotated.text, candidates, header)
        if not rows and is_crowded(candidates):
            return bind_crowded(context, candidates), []
        if not rows:
            return bind_sentence(context, candidates)
        bindings = [b for row in rows for b in bind_flat_row(context, row, candidates)]
        inside = {index for row in rows for index in row.numbers}
        rest = [n for i, n in enumerate(candidates) if i not in inside]
        return bindings, [replace(n, excluded="part of a row label") for n in rest]

    def _record(self, binding: Binding, passage: Passage, report: Report) -> Observation:
        return observation_of(binding, passage, report, self._identity, self._rulebook, self._name)

    def _name(self, page: int | None, place: str, figure: str) -> str:
        """The id of a figure; figures printed alike at one place have different ids."""
        key = f"{self._identity.id}|{page}|{place}|{figure}"
        count = self._times_stated(page or 0, key)
        return hashlib.sha256(f"{key}|{count}".encode()).hexdigest()[:16]

    def _times_stated(self, page: int, key: str) -> int:
        """How often a figure was stated at the same place, this time included."""
        for done in [p for p in self._stated if p < page - PAGES_OPEN]:
            del self._stated[done]
        stated = self._stated.setdefault(page, Counter())
        stated[key] += 1
        return stated[key]

    def _refusal(self, number: Number, passage: Passage) -> ExcludedNumber:
        page, _ = passage.text.place(number.start, number.end)
        return ExcludedNumber(
            page or passage.page, number.text, passage.text.content, number.excluded or "denied"
        )


def _is_garbled(passage: Passage, candidates: Sequence[Number]) -> bool:
    """Whether a "sentence" was recognised across the boxes of a poster."""
    recognised = any(p.ocr for p in passage.text.pieces)
    return recognised and len(candidates) >= GARBLED


_annotators: dict[str, Annotator] = {}


def _annotator_of(rulebook: Rulebook) -> Annotator:
    """One annotator per rulebook and process: compiling thousands of phrases takes a while."""
    if rulebook.digest not in _annotators:
        _annotators.clear()
        _annotators[rulebook.digest] = Annotator(rulebook)
    return _annotators[rulebook.digest]


def prepare_sentences(sentences: Iterable[str], rulebook: Rulebook) -> None:
    """Parse sentences of short texts together, which is quicker than text by text."""
    _annotator_of(rulebook).prepare(sentences)
