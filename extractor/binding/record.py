"""Convert a binding to the published record."""

from __future__ import annotations

from collections.abc import Callable

from extractor.binding.confidence import confidence_of, is_plausible
from extractor.binding.model import Binding
from extractor.observation import DocumentIdentity, Observation
from extractor.passages.model import Passage
from extractor.reports.model import Report
from extractor.rulebook.model import Rulebook


def observation_of(
    binding: Binding,
    passage: Passage,
    report: Report,
    identity: DocumentIdentity,
    rulebook: Rulebook,
    name: Callable[[int | None, str, str], str],
) -> Observation:
    """The observation of one bound figure; `name` gives its id from the page, the place on
    it and the figure as printed."""
    figure, number = binding.figure, binding.figure.number
    page, box = passage.text.place(number.start, number.end)
    span = passage.text.source_span(number.start, number.end)
    shown = page if page is not None else passage.page
    place = str(span[0] if span else None) if box is None else f"{box.x0:.0f},{box.top:.0f}"
    bound, period = binding.measure, binding.period.period
    change = figure.relation.kind == "change"
    value = abs(number.value) if change else number.value
    doubts = list(binding.doubts)
    recognised = any(
        p.ocr for p in passage.text.pieces if p.start < number.end and p.end > number.start
    )
    if recognised:
        doubts.append("ocr")
    if bound is not None and not change and not is_plausible(binding, rulebook):
        doubts.append("out_of_range")
    cell = binding.cell or passage.cell
    title = report.header.title.value if report.header.title else report.title
    return Observation(
        id=name(shown, place, number.text),
        document_id=identity.id,
        file=identity.file,
        report=report.index,
        item=report.item,
        report_title=title,
        section=passage.section,
        page=shown,
        box=box,
        char_start=span[0] if span else None,
        char_end=span[1] if span else None,
        quote=passage.text.content,
        quote_start=number.start,
        quote_end=number.end,
        source="table" if binding.cell is not None else passage.source,
        text_source="ocr" if recognised else ("text" if identity.media != "pdf" else "text_layer"),
        figure_text=number.text,
        value=value,
        value_max=number.value_max,
        unit=figure.unit,
        qualifier=number.qualifier,
        kind=figure.relation.kind,
        direction=figure.relation.direction if change else None,
        measure=bound.pattern.measure if bound else None,
        subject=binding.subject,
        dimensions=bound.dimensions if bound else (),
        population=binding.population,
        denominator=binding.denominator,
        area=binding.area.name or None,
        area_code=binding.area.code,
        area_level=binding.area.level,
        period_basis=period.basis if period else None,
        period_start=period.start.isoformat() if period and period.start else None,
        period_end=period.end.isoformat() if period else None,
        period_source=binding.period.source if period else None,
        rule=bound.pattern.id if bound else None,
        confidence=confidence_of(tuple(doubts), bound=bound is not None),
        doubts=tuple(dict.fromkeys(doubts)),
        second_hand=passage.second_hand,
        row_label=" – ".join(cell.row_path) if cell else None,
        column_label=" – ".join(cell.column_path) if cell else None,
        rag=cell.rag if cell else None,
        trend=cell.trend if cell else None,
        unexplained=binding.unexplained,
        nearest_measure=binding.nearest,
    )
