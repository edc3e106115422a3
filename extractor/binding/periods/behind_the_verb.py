"""The time behind the verb of a figure whose subject other figures stand in: "Eighty-seven
applications, concerning 139 children, were issued in 2022/23"."""

from __future__ import annotations

from extractor.annotations.periods.resolve import PeriodSpan
from extractor.binding.periods.attachment import only_compared
from extractor.binding.periods.candidates import DatedFigure, can_date
from extractor.binding.periods.spoken_of import looks_back

_FAR = 160
"""So many characters behind its verb a time may stand."""


def behind_its_verb(said: DatedFigure) -> list[PeriodSpan]:
    """The first time behind the verb whose subject a figure heads, where only figures inside that
    subject are between the two; none where the verb is right behind the figure's own clause."""
    figure, sentence = said.figure, said.sentence
    verb = sentence.governed[figure.index].verb
    if verb is None or verb < figure.number.end or figure.relation.cue:
        return []
    inside = [f for f in sentence.figures if figure.number.end <= f.number.start < verb]
    mark = next((m for m in sentence.strong if m.start >= verb), None)
    if not inside or mark is None or mark.start > verb + _FAR or looks_back(mark):
        return []
    if any(verb <= f.number.start < mark.start for f in sentence.figures):
        return []
    if not can_date(mark, said) or only_compared(mark, figure, sentence.annotated.text):
        return []
    return [mark]
