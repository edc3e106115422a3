"""All identities over the figures of one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.checks import say
from extractor.checks.breakdown import check_breakdown
from extractor.checks.during import check_during
from extractor.checks.model import (
    After,
    AtMost,
    Breakdown,
    Change,
    During,
    Figure,
    Finding,
    Flow,
    Identities,
    Order,
    Range,
    Repeated,
    Share,
    Spend,
    Table,
    Terms,
)
from extractor.checks.order import check_order
from extractor.checks.plausible import Limits, check_after, check_range
from extractor.checks.repeated import check_repeated
from extractor.checks.say import FEWEST, WITHHELD
from extractor.checks.share import check_share
from extractor.checks.spend import check_spend
from extractor.checks.stated_change import check_change, check_flow
from extractor.checks.table import check_table
from extractor.checks.terms import check_at_most, check_terms


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the checks know of measures, labels and plausible ranges, and whether the document
    suppresses cells that were not read as bounds (a dash, a share)."""

    labels: Mapping[str, str]
    limits: Limits
    suppresses: bool = False


def check_document(
    identities: Identities, figures: Sequence[Figure], knows: Knowledge
) -> Iterator[Finding]:
    """What the identities find in one document, in the order of the identities."""
    for finding in _found(identities, figures, knows):
        yield _without_gap(finding) if knows.suppresses and _may_be_hidden(finding) else finding


def _may_be_hidden(finding: Finding) -> bool:
    """Whether what is missing of a sum may be what two suppressed cells hide, or a share."""
    sums = isinstance(finding.identity, Breakdown | Terms | Table)
    missing = finding.gap is not None and finding.gap > 0
    unit = finding.figures[0].unit
    few = finding.gap is not None and finding.gap < 2 * FEWEST and unit in ("count", None)
    return sums and missing and finding.status == "fail" and (few or unit == "percent")


def _without_gap(finding: Finding) -> Finding:
    first = finding.figures[0]
    message = (
        f"{say.place(first)}: the sum of {len(finding.figures)} figures is short as read, and the "
        f"paper withholds small numbers. {WITHHELD} {finding.identity.meaning}"
    )
    return replace(finding, expected=None, found=None, message=message)


def _found(
    identities: Identities, figures: Sequence[Figure], knows: Knowledge
) -> Iterator[Finding]:
    labels = knows.labels
    for identity in identities.identities:
        match identity:
            case Breakdown():
                yield from check_breakdown(identity, figures, identities.nested, labels)
            case Share():
                yield from check_share(identity, figures, labels)
            case Change():
                yield from check_change(identity, figures, labels)
            case Flow():
                yield from check_flow(identity, figures, labels)
            case Spend():
                yield from check_spend(identity, figures, labels)
            case During():
                yield from check_during(identity, figures, labels)
            case Terms():
                yield from check_terms(identity, figures, labels)
            case AtMost():
                yield from check_at_most(identity, figures, labels)
            case Table():
                yield from check_table(identity, figures, identities.total_labels)
            case Order():
                yield from check_order(identity, figures)
            case Repeated():
                yield from check_repeated(identity, figures, labels)
            case After():
                yield from check_after(identity, figures, labels)
            case Range():
                yield from check_range(identity, figures, knows.limits, labels)
