"""Those counted over a span against those counted on its first and last day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from extractor.checks import say
from extractor.checks.model import During, Figure, Finding


def check_during(
    identity: During, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each count over a span: it takes in all who were there at its start or its
    end, and nobody but those at its start and those who came."""
    for spec in identity.spans:
        for during in figures:
            if during.measure != spec.during or during.start is None or not _counts(during):
                continue
            day = date.fromisoformat(during.start) - timedelta(days=1)
            start = _at(figures, spec.stock, during, None, day.isoformat())
            end = _at(figures, spec.stock, during, None, during.end)
            entered = _at(figures, spec.entered, during, during.start, during.end)
            yield from _judged(identity, during, start, end, entered, labels)


def _counts(figure: Figure) -> bool:
    whole = figure.unit == "count" and not figure.dimensions
    return figure.kind == "actual" and whole and not figure.bound


def _at(
    figures: Sequence[Figure], measure: str, during: Figure, start: str | None, end: str | None
) -> Figure | None:
    """The figure of a measure for the same area at a time, where it is stated with one value."""
    found = [
        f for f in figures
        if f.measure == measure and _counts(f) and f.where == during.where
        and (f.start, f.end) == (start, end)
    ]  # fmt: skip
    return found[0] if len({f.value for f in found}) == 1 else None


def _judged(
    identity: During,
    during: Figure,
    start: Figure | None,
    end: Figure | None,
    entered: Figure | None,
    labels: Mapping[str, str],
) -> Iterator[Finding]:
    head = f"{say.name(during, labels)}, {say.place(during)}: {say.of(during)}"
    for stock in (start, end):
        if stock is not None:
            fits = during.span[1] >= stock.span[0]
            message = f"{head}, {say.of(stock)} of them {say.when(stock)}"
            yield _finding(identity, fits, message, (during, stock), stock.value)
    if start is not None and entered is not None:
        most = start.span[1] + entered.span[1]
        fits = during.span[0] <= most
        message = f"{head}; {say.of(start)} {say.when(start)} and {say.of(entered)} who came"
        yield _finding(
            identity, fits, message, (during, start, entered), start.value + entered.value
        )


def _finding(
    identity: During, fits: bool, message: str, figures: tuple[Figure, ...], expected: float
) -> Finding:
    roles = ("whole", "part", "part")[: len(figures)]
    if fits:
        return Finding(identity, "pass", f"{message}.", figures, roles)
    message = f"{message}: does not go together as read. {identity.meaning}"
    return Finding(
        identity, "fail", message, figures, roles, expected, figures[0].value, None, (), figures[:1]
    )
