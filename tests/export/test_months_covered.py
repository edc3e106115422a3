"""How long the period of a figure is, whatever kind of period it is called."""

from __future__ import annotations

import pytest

from extractor.export.workbook import months_covered


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2014-04-01", "2015-03-31", 12),
        ("2014-09-01", "2015-08-31", 12),
        ("2014-01-21", "2015-01-20", 12),
        ("2015-04-01", "2015-11-30", 8),
        ("2011-04-01", "2014-03-31", 36),
        ("2014-09-01", "2014-09-30", 1),
        (None, "2015-03-31", None),
    ],
)
def test_spans_of_all_kinds_have_their_months(
    start: str | None, end: str, months: float | None
) -> None:
    assert months_covered({"period_start": start, "period_end": end}) == months
