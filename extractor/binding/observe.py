"""Passages to observations: marks, figures, and what binds to them, one passage at a time."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.binding.candidates import candidates_of
from extractor.binding.cells import bind_cell, bind_flat_row
from extractor.binding.context import Context
from extractor.binding.crowded import bind_crowded, is_crowded
from extractor.binding.flat import flat_rows, is_header
from extractor.binding.model import Binding, Found
from extractor.binding.period import Times
from extractor.binding.plausibility import is_beyond_belief
from extractor.binding.record import observation_of
from extractor.binding.sentence import bind_sentence, unnamed
from extractor.marks.areas import home_area
from extractor.marks.calendar import ACADEMIC_YEAR_STARTS
from extractor.marks.model import Anchor, Area, Number, Period
from extractor.marks.periods import document_anchor, inspection_end, year_start
from extractor.marks.read import Marker, Marks
from extractor.observation import DocumentIdentity, Observation, RefusedNumber
from extractor.passages.model import Passage
from extractor.reports.dates import single_date
from extractor.reports.model import Report
from extractor.rulebook.model import Rulebook

GARBLED = 6
"""A recognised "sentence" with so many figures is a poster read across its boxes: which
words belong to which figure cannot be told, so no measure is given."""

REMEMBERED = 4
"""How many sentences before in a paragraph may explain a figure."""

PAGES_OPEN = 10
"""How far back a passage may still state figures: a table goes on over several pages."""

_POINTS_BACK = re.compile(
    r"^\W*(?:of\s+(?:this|these|those|the above|them)|these\b|they\b|this\b|including\b"
    r"|(?:in|during|over|within)\s+(?:the\s+(?:last|past|previous|same)|this))",
    re.IGNORECASE,
)
# Agendas and action logs are full of numbers and state no statistics.
_WITHOUT_STATISTICS = frozenset({"front_sheet", "action_log"})


@dataclass(slots=True)
class _Memory:
    """What was read before in the report: for sentences that point back."""

    report: int = -1
    paragraph: int = -1
    before: deque[Marks] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    previous: list[Binding] = field(default_factory=list)
    stated: dict[float, Period] = field(default_factory=dict)
    lead: str | None = None
    pointed_to: str | None = None
    pointed_paragraph: int = -1
    heading: str | None = None
    columns: str | None = None
    base: Period | None = None
    scales: dict[str, float] = field(default_factory=dict)
    scaled_table: int = -1
    item: str = ""
    row: tuple[int, int] = (-1, -1)
    row_periods: list[Period] = field(default_factory=list)
    times: Times = field(default_factory=lambda: Times(Anchor(), Anchor()))
    home: Area = field(default_factory=lambda: Area("", "local"))
    council: str | None = None


class Observer:
    """Turns the passages of one document into observations. Call `observe` in order."""

    def __init__(
        self, rulebook: Rulebook, identity: DocumentIdentity, *, explain: bool = False
    ) -> None:
        self._rulebook = rulebook
        self._explain = explain
        self._identity = identity
        self._marker = _marker_of(rulebook)
        self._memory = _Memory()
        self._stated: dict[int, Counter[str]] = {}

    def observe(self, passage: Passage, report: Report) -> Found:
        """The observations of a passage, and its refused numbers with their reasons."""
        memory = self._enter(passage, report)
        cell = passage.cell
        bounds = (cell.start, cell.end) if cell is not None else None
        marks = self._marker.mark(passage.text.content, memory.home, bounds)
        candidates, refused = candidates_of(passage, marks, memory.stated)
        if report.kind in _WITHOUT_STATISTICS:
            refused += [replace(n, refused=f"{report.kind.replace('_', ' ')}") for n in candidates]
            candidates = []
        bindings: list[Binding] = []
        if candidates:
            context = Context(
                passage, marks, tuple(memory.before), self._title(report, passage), memory.times,
                memory.home, self._marker, self._rulebook, self._lead(passage),
                self._explain, self._scale(passage, candidates),
                self._left(passage), tuple(memory.previous),
                memory.item if passage.source == "list" else "",
            )  # fmt: skip
            if passage.cell is not None:
                bindings = bind_cell(context, candidates)
            elif _is_garbled(passage, candidates):
                found, unbound = self._bind_garbled(context, candidates)
                bindings = [unnamed(b) for b in found]
                refused += unbound
            else:
                bindings, unbound = self._bind_text(context, candidates)
                refused += unbound
        bindings = [unnamed(b) if is_beyond_belief(b, self._rulebook) else b for b in bindings]
        self._remember(passage, marks, bindings)
        return Found(
            tuple(self._record(b, passage, report) for b in bindings),
            tuple(self._refusal(n, passage) for n in refused),
            tuple(bindings),
        )

    def _bind_garbled(
        self, context: Context, candidates: list[Number]
    ) -> tuple[list[Binding], list[Number]]:
        """Bind what was recognised across boxes; whoever calls takes the measures off."""
        if is_crowded(candidates):
            return bind_crowded(context, candidates), []
        return bind_sentence(context, candidates)

    def _bind_text(
        self, context: Context, candidates: list[Number]
    ) -> tuple[list[Binding], list[Number]]:
        """Bind a sentence; where it is a table row that came out as text, its cells."""
        heading = next(iter(context.passage.headings), "")
        header = self._memory.columns or (heading if is_header(heading) else None)
        rows = flat_rows(context.marks.text, candidates, header)
        if not rows and is_crowded(candidates):
            return bind_crowded(context, candidates), []
        if not rows:
            return bind_sentence(context, candidates)
        bindings = [b for row in rows for b in bind_flat_row(context, row, candidates)]
        inside = {index for row in rows for index in row.numbers}
        rest = [n for i, n in enumerate(candidates) if i not in inside]
        return bindings, [replace(n, refused="part of a row label") for n in rest]

    def _enter(self, passage: Passage, report: Report) -> _Memory:
        memory = self._memory
        if report.index != memory.report:
            self._memory = memory = _Memory(report.index)
            memory.times = _times(report)
        elif not memory.times.anchor.meeting_date and report.header.meeting_date:
            memory.times = _times(report)
        council = report.header.council.value if report.header.council else None
        if council != memory.council:
            memory.council, memory.home = council, home_area(council) or Area("", "local")
        if passage.paragraph != memory.paragraph:
            memory.paragraph = passage.paragraph
            memory.before.clear()
            memory.previous = []
        heading = passage.headings[0] if passage.headings else None
        if heading != memory.heading:
            memory.heading, memory.lead, memory.base = heading, None, None
            memory.item = ""
            memory.columns = memory.pointed_to = None
        return memory

    def _lead(self, passage: Passage) -> tuple[str, ...]:
        """The lead lines of a passage; paragraphs behind a line that ends in a colon hang
        under it too where they begin with a figure."""
        if passage.lead:
            return (*passage.lead, *self._behind(passage.lead[0]))
        lead = self._memory.lead
        begins = passage.sentence == 0 and passage.text.content[:1].isdigit()
        return (lead, *self._behind(lead)) if lead and (begins or passage.source == "list") else ()

    def _behind(self, lead: str) -> tuple[str, ...]:
        """What a lead line points back to: "Of this number:" stands behind a sentence that
        says which number, as at which date."""
        memory = self._memory
        points_back = memory.pointed_to is not None and _POINTS_BACK.match(lead)
        return (memory.pointed_to,) if points_back and memory.pointed_to else ()

    def _remember(self, passage: Passage, marks: Marks, bindings: Sequence[Binding]) -> None:
        memory = self._memory
        memory.before.appendleft(marks)
        memory.previous = list(bindings)
        self._remember_cell(passage, bindings)
        if bindings:
            memory.item = bindings[0].subject
        if passage.cell is None and (passage.page or 1) <= 3:
            self._note_date(passage.text.content)
        if passage.cell is None and is_header(passage.text.content):
            memory.columns = passage.text.content
        for binding in bindings:
            period = binding.period.period
            if binding.figure.unit == "count" and period is not None and binding.measure:
                memory.stated.setdefault(binding.figure.number.value, period)
            if period is not None and period.basis == "as_at" and binding.period.source == "stated":
                self._position(period)
        text = passage.text.content.rstrip()
        whole = passage.cell is None and not passage.lead
        if bindings and whole and passage.paragraph != memory.pointed_paragraph:
            # The first sentence of the paragraph states the level; later ones compare it.
            memory.pointed_to, memory.pointed_paragraph = text, passage.paragraph
        if text.endswith(":"):
            memory.lead = text
            values = [n.value for n in marks.numbers]
            memory.base = next((memory.stated[v] for v in values if v in memory.stated), None)
            memory.times = replace(memory.times, base=memory.base)
        elif passage.source == "prose" and not text[:1].isdigit() and memory.lead:
            memory.lead = None
            memory.times = replace(memory.times, base=None)

    def _note_date(self, text: str) -> None:
        """Take a date that stands alone on the first pages as the day of publication."""
        times = self._memory.times
        if times.published is None and len(text) < 40:
            self._memory.times = replace(times, published=single_date(text.strip()))

    def _scale(self, passage: Passage, candidates: list[Number]) -> float:
        """The scale of money in a table that states none, where another table of the report
        prints the same figures in thousands or millions; it then holds for the table."""
        memory = self._memory
        if passage.cell is None:
            return 1.0
        for number in candidates:
            if number.text in memory.scales:
                memory.scaled_table = passage.paragraph
        if memory.scaled_table != passage.paragraph or not memory.scales:
            return 1.0
        return next(iter(memory.scales.values()))

    def _left(self, passage: Passage) -> tuple[Period, ...]:
        """The periods of the cells to the left in the same row, nearest first."""
        memory, cell = self._memory, passage.cell
        if cell is None or memory.row != (passage.paragraph, cell.row):
            return ()
        return tuple(reversed(memory.row_periods))

    def _remember_cell(self, passage: Passage, bindings: Sequence[Binding]) -> None:
        memory, cell = self._memory, passage.cell
        if cell is None:
            return
        if memory.row != (passage.paragraph, cell.row):
            memory.row, memory.row_periods = (passage.paragraph, cell.row), []
        for binding in bindings:
            period, figure = binding.period.period, binding.figure
            if period is not None and figure.relation.kind == "actual":
                memory.row_periods.append(period)
            if figure.unit == "currency_gbp" and figure.scale > 1 and len(figure.number.text) > 4:
                memory.scales.setdefault(figure.number.text, figure.scale)

    def _position(self, period: Period) -> None:
        """Reckon relative time from the first position date of a report without any."""
        reckon = self._memory.times.reckon
        if reckon.as_at is None and reckon.report_period is None:
            reckon = replace(reckon, as_at=period.end)
            self._memory.times = replace(self._memory.times, reckon=reckon)

    def _title(self, report: Report, passage: Passage) -> str | None:
        """The title and committee of the report; a passage that is itself the title has none."""
        title = report.header.title.value if report.header.title else report.title
        if title and title.strip() == passage.text.content.strip():
            title = None
        committee = report.header.committee.value if report.header.committee else ""
        return f"{title or ''} – {committee}".strip(" –") or None

    def _record(self, binding: Binding, passage: Passage, report: Report) -> Observation:
        return observation_of(binding, passage, report, self._identity, self._rulebook, self._name)

    def _name(self, page: int | None, place: str, figure: str) -> str:
        """The id of a figure: of those printed alike at one place, each its own."""
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

    def _refusal(self, number: Number, passage: Passage) -> RefusedNumber:
        page, _ = passage.text.place(number.start, number.end)
        return RefusedNumber(
            page or passage.page, number.text, passage.text.content, number.refused or "denied"
        )


def _is_garbled(passage: Passage, candidates: Sequence[Number]) -> bool:
    """Whether a "sentence" was recognised across the boxes of a poster."""
    recognised = any(p.ocr for p in passage.text.pieces)
    return recognised and len(candidates) >= GARBLED


_markers: dict[str, Marker] = {}


def _marker_of(rulebook: Rulebook) -> Marker:
    """One marker a rulebook and process: compiling thousands of phrases takes a while."""
    if rulebook.digest not in _markers:
        _markers.clear()
        _markers[rulebook.digest] = Marker(rulebook)
    return _markers[rulebook.digest]


def _times(report: Report) -> Times:
    header = report.header
    title = header.title.value if header.title else report.title
    lines = [stated.evidence for stated in header.period] + ([title] if title else [])
    anchor = document_anchor(lines, header.date_of_meeting())
    school = year_start(" ".join(lines)) == ACADEMIC_YEAR_STARTS
    inspected = inspection_end(lines)
    reckon = anchor if inspected is None else replace(anchor, as_at=inspected)
    return Times(anchor, reckon, school, title=title, inspected=inspected)
