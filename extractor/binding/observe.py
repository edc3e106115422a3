"""Passages to observations, one passage at a time: annotate, find candidates, bind, record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotator
from extractor.annotations.model import Number
from extractor.binding.candidates import candidates_of
from extractor.binding.cells.bind import bind_cell, bind_flat_row
from extractor.binding.confidence import doubted_with_its_level, is_beyond_belief
from extractor.binding.discourse.context import Context, Setting, context_of
from extractor.binding.discourse.said_before import Discourse, advanced, entered
from extractor.binding.flat_rows import NO_COLUMN, flat_rows, is_header, without_columns
from extractor.binding.model import Binding, BindingResult
from extractor.binding.record import observation_of
from extractor.binding.sentences.bind import bind_sentence, unnamed
from extractor.observation import DocumentIdentity, ExcludedNumber, Observation
from extractor.passages.model import Passage
from extractor.reports.model import Report
from extractor.rulebook.model import Rulebook

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
        annotated = self._annotator.annotate(passage.text.content, state.home, bounds)
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
            context = context_of(passage, annotated, report, state, self._annotator, self._rulebook)
            setting = Setting(
                self._rulebook, self._annotator, state.times, state.home, state.units,
                self._explain,
            )  # fmt: skip
            bindings, unbound = _bind(context, candidates, setting)
            excluded += unbound
        bindings = [unnamed(b) if is_beyond_belief(b, self._rulebook) else b for b in bindings]
        bindings = [doubted_with_its_level(b, bindings, self._rulebook) for b in bindings]
        self._state = advanced(state, passage, annotated, bindings)
        return BindingResult(
            tuple(self._record(b, passage, report) for b in bindings),
            tuple(self._excluded(n, passage) for n in excluded),
            tuple(bindings),
        )

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

    def _excluded(self, number: Number, passage: Passage) -> ExcludedNumber:
        page, _ = passage.text.place(number.start, number.end)
        return ExcludedNumber(
            page or passage.page, number.text, passage.text.content, number.excluded or "denied"
        )


def _is_garbled(passage: Passage, candidates: Sequence[Number]) -> bool:
    """Whether a "sentence" was recognised across the boxes of a poster."""
    recognised = any(p.ocr for p in passage.text.pieces)
    return recognised and len(candidates) >= GARBLED


def _bind(
    context: Context, candidates: list[Number], setting: Setting
) -> tuple[list[Binding], list[Number]]:
    """Bind the candidates of a passage by its kind: a cell, a poster, a text."""
    cell = context.passage.cell
    if cell is not None:
        return bind_cell(context, cell, candidates, setting), []
    if _is_garbled(context.passage, candidates):
        found, unbound = bind_sentence(context, candidates, setting)
        return [unnamed(b) for b in found], unbound
    return _bind_text(context, candidates, setting)


def _bind_text(
    context: Context, candidates: list[Number], setting: Setting
) -> tuple[list[Binding], list[Number]]:
    """Bind a sentence; where it is a table row that came out as text, its cells."""
    heading = next(iter(context.passage.headings), "")
    header = context.columns or (heading if is_header(heading) else None)
    rows = flat_rows(context.annotated.text, candidates, header)
    if not rows:
        return _bind_sentence(context, candidates, setting)
    bindings = [b for row in rows for b in bind_flat_row(context, row, candidates, setting)]
    inside = {index for row in rows for index in row.numbers}
    rest = [n for i, n in enumerate(candidates) if i not in inside]
    return bindings, [replace(n, excluded="part of a row label") for n in rest]


def _bind_sentence(
    context: Context, candidates: list[Number], setting: Setting
) -> tuple[list[Binding], list[Number]]:
    """Bind a sentence, without the figures of a row whose columns are not there."""
    apart = without_columns(context.annotated.text, candidates)
    if not apart:
        return bind_sentence(context, candidates, setting)
    told = [n for i, n in enumerate(candidates) if i not in apart]
    bindings, unbound = bind_sentence(context, told, setting) if told else ([], [])
    return bindings, unbound + [replace(candidates[i], excluded=NO_COLUMN) for i in sorted(apart)]


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
