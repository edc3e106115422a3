"""The day of a meeting behind its committee's name and the word minutes."""

from __future__ import annotations

import pytest

from extractor.pipeline import read_text
from extractor.reports.committee_names import committee_line
from extractor.rulebook.load import load_rulebook

DAY = "18 July 2023"


@pytest.mark.parametrize(
    "line",
    [
        f"Housing Panel: minutes of {DAY}",
        f"Housing Panel – Draft minutes, {DAY}",
        f"Housing Panel – Minutes of the meeting held on {DAY}",
        f"Housing Panel – notes of a meeting held on {DAY}",
    ],
)
def test_a_committee_is_named_before_its_minutes(line: str) -> None:
    assert committee_line(line) == ("Housing Panel", DAY)


def test_a_day_without_a_year_is_the_last_before_the_meeting() -> None:
    text = (
        f"Larkmoor Borough Council\nHousing Panel: minutes of {DAY}\n"
        "The manager said that 284 children had been in care on 30 June.\n"
    )
    [found] = read_text(text, load_rulebook()).observations
    assert found.period_end == "2023-06-30"
