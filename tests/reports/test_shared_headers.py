"""The header fields of real reports that are beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from report_papers import reports_of

from extractor.reports.model import Header

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not CORPUS.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]


def header(pattern: str) -> Header:
    (path,) = CORPUS.glob(pattern)
    _, reports = reports_of(path)
    return reports[0].header


def value(found: Header, name: str) -> str | None:
    stated = getattr(found, name)
    return None if stated is None else stated.value


def test_the_annual_report_of_2016_17() -> None:
    found = header("seeds/000_*.txt")
    assert {n: value(found, n) for n in ("item", "committee", "meeting_date", "wards")} == {
        "item": "13",
        "committee": "Children and Young People's Committee",
        "meeting_date": "2017-12-05",
        "wards": "All",
    }
    assert (value(found, "author"), value(found, "key_decision")) == ("Lou Williams", "No")
    assert (value(found, "forward_plan"), value(found, "source_documents")) == ("n/a", "None")
    post = value(found, "author_post")
    assert post is not None
    assert post.startswith("Service Director")
    assert post.endswith("Peterborough")
    assert found.council is not None
    assert (found.council.value, found.council.inferred) == ("Cambridgeshire County Council", True)
    officer, member = found.contacts
    assert (officer.role, officer.name, officer.telephone) == (
        "officer", "Fiona Mackirdy", "01223 715576",
    )  # fmt: skip
    assert (member.role, member.name, member.email) == (
        "member", "Councillor Simon Bywater", "Simon.Bywater@cambridgeshire.gov.uk",
    )  # fmt: skip
    assert [p.value[-7:] for p in found.period] == ["2016-17"]


def test_the_damaged_report_of_2020() -> None:
    found = header("seeds/001_*.txt")
    assert found.committee is not None
    assert found.committee.value == "Corporate Parenting Sub-Committee"
    assert found.committee.inferred
    purpose, asked = value(found, "purpose"), value(found, "recommendations")
    assert purpose is not None
    assert asked is not None
    assert purpose.startswith("The purpose of this report")
    assert asked.startswith("The Sub Committee is recommended")
    assert asked.count("\n") == 2
    for name in ("meeting_date", "item", "author", "author_post", "wards", "key_decision"):
        assert value(found, name) is None


@pytest.mark.parametrize(
    ("pattern", "council", "day"),
    [
        ("kent/cabinet/*/originals/24-00096*Report.pdf", "Kent County Council", "2025-01-30"),
        ("kent/cabinet/*/originals/Minutes_of*.pdf", "Kent County Council", "2025-01-09"),
        ("ofsted/80418_norfolk/*2015.pdf", "Norfolk County Council", None),
        ("bedford/*.pdf", "Bedford Borough Council", None),
        ("west_sussex/CLA*.pdf", "West Sussex County Council", None),
    ],
)
def test_council_and_meeting_of_printed_papers(pattern: str, council: str, day: str | None) -> None:
    found = header(pattern)
    assert (value(found, "council"), value(found, "meeting_date")) == (council, day)
