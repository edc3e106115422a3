"""What a sentence only says in passing (targets, levels of before, figures of a country or region),
with which the next sentence does not go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area
from extractor.binding.model import WIDER, Binding
from extractor.binding.periods.candidates import FROM_TO
from extractor.binding.periods.spoken_of import dating
from extractor.regex import regex

_WIDER = WIDER | {"statistical_neighbours"}
_HAPPENED = frozenset({"actual", "change"})


def without_asides(annotated: Annotations, bindings: Sequence[Binding], home: Area) -> Annotations:
    """A sentence without the times of targets and forecasts, of levels before that which it states
    first, and of figures of others: the next sentence does not go on with them. Most sentences are
    followed by none that asks, so their times are found only where one does."""
    if not bindings:
        return annotated.with_periods_found(
            lambda: [] if _speaks_of_others(annotated) else dating(annotated)
        )
    asides = _times_of_asides(bindings, home)
    return annotated.with_periods_found(
        lambda: [p for p in dating(annotated) if p.start not in asides]
    )


_OWN = regex(
    r"\b(?:we|our|us|here|locally|the (?:council|authority|county|city|borough|district|service"
    r"|partnership|board|trust))\b", re.IGNORECASE,
)  # fmt: skip


def _speaks_of_others(annotated: Annotations) -> bool:
    """Whether a sentence without figures names the country, the region or similar councils and
    nothing of the council's own: "the latest regional data are those of 2022/23"."""
    levels = {m.area.level for m in annotated.areas}
    return bool(levels) and levels <= _WIDER and _OWN.search(annotated.text) is None


def is_of_others(binding: Binding, home: Area) -> bool:
    """Whether a figure is of the country, the region, similar councils or another council."""
    level = binding.area.level
    return level in _WIDER or (level == "other" and home.level == "local" and bool(home.name))


def _times_of_asides(bindings: Sequence[Binding], home: Area) -> set[int]:
    """Where the times begin that only date asides of a sentence."""

    def passing(binding: Binding) -> bool:
        return is_aside(binding) or is_of_others(binding, home)

    if len(bindings) < 2 and not any(map(passing, bindings)):
        return set()
    first = bindings[0].period.period
    aside: set[int] = set()
    kept: set[int] = set()
    for binding in bindings:
        mark, period, relation = (
            binding.period.span, binding.period.period, binding.figure.relation,
        )  # fmt: skip
        if mark is None or period is None or relation.because in FROM_TO:
            continue
        earlier = first is not None and period.end < first.end
        (aside if earlier or passing(binding) else kept).add(mark.start)
    return aside - kept


def is_aside(binding: Binding) -> bool:
    """Whether a figure is no level of the council's that happened."""
    return binding.figure.relation.kind not in _HAPPENED or binding.area.level in WIDER


def without_wider(annotated: Annotations, bindings: Sequence[Binding]) -> Annotations:
    """A sentence without the phrases of the rules that only the clauses of figures of the country
    or region have, where it gives figures of the council's own too: "ours scored 19.6, whereas the
    average for all pupils in England was 46.3" says nothing of whose the next figure is."""
    wider = [b.figure.clause for b in bindings if b.area.level in WIDER]
    own = [b.figure.clause for b in bindings if b.area.level not in WIDER]
    if not wider or not own:
        return annotated
    kept = tuple(
        m
        for m in annotated.concepts
        if any(c.holds(m.start) for c in own) or not any(c.holds(m.start) for c in wider)
    )
    return annotated.with_concepts(kept)
