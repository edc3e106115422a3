"""The state that is carried from passage to passage: what each step keeps and drops."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from extractor.annotations.annotate import Annotator
from extractor.annotations.model import Area, Number, Period
from extractor.binding.discourse.said_before import REMEMBERED, Discourse, advanced, entered
from extractor.binding.model import Binding, BoundMeasure, BoundPeriod, Clause, Figure, Relation
from extractor.binding.units.in_tables import STATED
from extractor.blocks.text import Text
from extractor.passages.model import Passage
from extractor.reports.model import Report
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
MARKER = Annotator(RULEBOOK)
PATTERN = next(iter(RULEBOOK.patterns.values()))
REPORT = Report(0, "report", title="Children in care")


def passage(text: str, paragraph: int = 0, heading: str = "Numbers") -> Passage:
    return Passage(Text.of_source(text, 0), "prose", None, 0, paragraph, headings=(heading,))


def after(state: Discourse, said: Passage, *bindings: Binding) -> Discourse:
    annotated = MARKER.annotate(said.text.content, None)
    return advanced(entered(state, said, REPORT), said, annotated, bindings)


def count(value: int, day: str) -> Binding:
    number = Number(0, 3, str(value), float(value))
    figure = Figure(0, number, Clause(0, 3), Relation(), "count")
    period = BoundPeriod(Period("as_at", None, day), "stated")
    return Binding(
        figure, BoundMeasure(PATTERN, (), 0, (), 0, False), period, Area("", "local"), ""
    )


def test_a_state_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Discourse().paragraph = 3  # type: ignore[misc]


def test_a_new_paragraph_forgets_its_sentences_and_keeps_what_was_stated() -> None:
    state = after(Discourse(), passage("There were 512 children."), count(512, "2019-03-31"))
    assert len(state.before) == 1
    assert len(state.previous) == 1
    state = entered(state, passage("They came late.", paragraph=1), REPORT)
    assert state.before == ()
    assert state.previous == ()
    assert state.stated[512.0].end == "2019-03-31"


def test_a_new_report_forgets_everything() -> None:
    state = after(Discourse(), passage("There were 512 children:"), count(512, "2019-03-31"))
    assert state.list_intro is not None
    other = entered(state, passage("Then."), Report(1, "report", title="Schools"))
    assert other.list_intro is None
    assert not other.stated
    assert other.report == 1


def test_a_new_heading_ends_a_lead_line_and_its_time() -> None:
    state = after(Discourse(), passage("There were 512 children."), count(512, "2019-03-31"))
    state = after(state, passage("Of the 512 children:", paragraph=1))
    assert state.list_intro is not None
    assert state.times.base is not None
    state = entered(state, passage("More.", paragraph=2, heading="Costs"), REPORT)
    assert state.list_intro is None
    assert state.times.base is None


def test_what_is_kept_is_bounded() -> None:
    state = Discourse()
    for n in range(STATED + 20):
        state = after(state, passage("There were some."), count(n, "2019-03-31"))
    assert len(state.before) == REMEMBERED
    assert len(state.stated) == STATED
    assert 0.0 not in state.stated
