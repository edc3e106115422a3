"""Points that one paper states more than once: with the same value, or with another one. Two rows
of one table that do so with different values are doubted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractor.checks import say
from extractor.checks.model import Figure, Finding, Repeated, overlap

MOST_NAMED = 4
"""So many of the values that were read are named in a sentence."""


def check_repeated(
    identity: Repeated, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each point that the document states in more than one place."""
    points: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.key is not None and not _tells_of_before(identity, figure):
            points[figure.key].append(figure)
    for stated in points.values():
        if len({(f.page, f.quote) for f in stated}) < 2:
            continue
        sure = [f for f in stated if _is_sure(identity, f)]
        certain = [f for f in sure if f.confidence == "high"]
        if _differing(certain):
            yield _differ(identity, certain, labels)
        elif _in_two_rows(sure):
            yield _differ(identity, sure, labels)
        if _differing(stated):
            continue
        exact = [f for f in stated if f.qualifier == "exact"]
        wordings = {f.quote for f in exact}
        if len(wordings) > 1:
            one = stated[0]
            message = (
                f"{say.name(one, labels)}, {say.place(one)}: {say.of(one)} is stated in "
                f"{len(wordings)} places."
            )
            roles = ("statement",) * len(exact)
            yield Finding(identity, "pass", message, tuple(exact), roles, agrees=tuple(exact))


def _is_sure(identity: Repeated, figure: Figure) -> bool:
    """Whether a figure is surely of what it was read as: else two of them are no contradiction."""
    return figure.confidence != "low" and not set(identity.doubtful) & set(figure.doubts)


def _tells_of_before(identity: Repeated, figure: Figure) -> bool:
    """Whether its sentence says that the figure was stated before and is another one now."""
    said = figure.quote.lower()
    return any(phrase in said for phrase in identity.restated)


def _differing(stated: Sequence[Figure]) -> bool:
    return any(not overlap(a.span, b.span) for n, a in enumerate(stated) for b in stated[n + 1 :])


def _differ(identity: Repeated, stated: Sequence[Figure], labels: Mapping[str, str]) -> Finding:
    values = sorted({f.value for f in stated})
    one = stated[0]
    named = [say.number(value, one.unit) for value in values[:MOST_NAMED]]
    if len(values) > MOST_NAMED:
        named.append(f"{len(values) - MOST_NAMED} others")
    places = say.listed(named)
    message = (
        f"{say.name(one, labels)}, {say.place(one)}: we read more than one value for this date, "
        f"{places}."
    )
    roles = ("statement",) * len(stated)
    against = _in_two_rows(stated)
    return Finding(identity, "fail", message, tuple(stated), roles, contradicts=against)


def _in_two_rows(stated: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that another row of their table gives otherwise."""
    return tuple(f for f in stated if any(_is_other_row(f, other) for other in stated))


def _is_other_row(figure: Figure, other: Figure) -> bool:
    """Whether two figures with different values are in two rows of one column of a table: they
    cannot be of the same thing, and at least one of them was read as what it is not."""
    if figure.source != "table" or other.source != "table" or figure.row == other.row:
        return False
    place, elsewhere = ((f.report, f.page, f.column) for f in (figure, other))
    return place == elsewhere and not overlap(figure.span, other.span)
