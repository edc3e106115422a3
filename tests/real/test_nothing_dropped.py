"""No number of a page is dropped: it is a figure, refused with a reason, or a problem says why."""

from __future__ import annotations

import os
import random
import re
from collections import defaultdict
from pathlib import Path

import pytest

from extractor.binding.candidates import NOT_SHOWN
from extractor.errors import ExtractorError
from extractor.pages.source import open_source
from extractor.pipeline import Reading
from extractor.redaction.pages import Sealer
from extractor.rulebook.load import load_rulebook
from extractor.settings import ReadingSettings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not CORPUS.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]

DOCUMENTS, MOST_PAGES, LARGEST = 24, 15, 1_500_000
# Codes such as "E01031427" are names, and none of their digits is a number.
_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")


def sample() -> list[Path]:
    paths = [p for p in sorted(CORPUS.rglob("*.pdf")) if p.stat().st_size < LARGEST]
    return random.Random(7).sample(paths, min(DOCUMENTS, len(paths)))


def told_by_page(path: Path) -> tuple[dict[int, set[str]], set[int]]:
    """The numbers told of each page, and the pages of which a problem or contacts are told."""
    told: dict[int, set[str]] = defaultdict(set)
    excused: set[int] = set()
    with Reading(path, load_rulebook(), ReadingSettings(ocr="off")) as reading:
        for count, reading_page in enumerate(reading.pages(), start=1):
            number = reading_page.page.number or 0
            if reading_page.page.problems:
                excused.add(number)
            for o in reading_page.observations:
                told[o.page or number] |= set(re.findall(r"\d+", o.figure_text))
            for excluded in reading_page.excluded:
                told[excluded.page or number] |= set(re.findall(r"\d+", excluded.text))
                if excluded.text == NOT_SHOWN:
                    excused.add(excluded.page or number)
            if count > MOST_PAGES:
                excused |= {number}
                break
    return told, excused


def test_every_number_of_real_pages_is_told() -> None:
    looked_at = 0
    dropped: list[str] = []
    for path in sample():
        try:
            told, excused = told_by_page(path)
        except ExtractorError:
            continue  # a file that is refused as a whole has a row that says so
        source = open_source(path, ReadingSettings(ocr="off"))
        try:
            for page in Sealer().seal(source.pages()):
                number = page.number or 0
                if number > MOST_PAGES:
                    break
                if number in excused or page.problems:
                    continue
                # A sentence over a page break is told of the page on which it begins.
                near = told[number - 1] | told[number] | told[number + 1]
                for word in page.words:
                    if word.raised:
                        continue  # a footnote mark
                    for digits in _NUMBER.findall(word.text):
                        looked_at += 1
                        if digits not in near:
                            dropped.append(f"{path.name} p. {number}: {word.text}")
        finally:
            source.close()
    assert looked_at > 1000
    assert dropped == []
