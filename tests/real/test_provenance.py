"""Where figures are in real documents, as a reader of another make finds them."""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from extractor.observation import Observation
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not CORPUS.is_dir() and os.environ.get("CI") != "true", reason="no shared documents here"
    ),
]

DOCUMENTS, MOST_PAGES, LOOKED_AT = 8, 12, 20
SMALLER = 1.25
"""A raised footnote mark is at least this much smaller than the digits before it."""

Character = dict[str, Any]


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def read(path: Path, pages: int) -> Iterator[Observation]:
    with Reading(path, rulebook(), ReadingSettings()) as reading:
        for number, page in enumerate(reading.pages(), start=1):
            yield from page.observations
            if number >= pages:
                return


@cache
def sample(folder: str) -> dict[tuple[Path, int], list[Observation]]:
    """The figures of a few pages of a few documents, the same in every run."""
    paths = sorted((CORPUS / folder).rglob("*.pdf"))
    chosen = random.Random(20).sample(paths, min(DOCUMENTS, len(paths)))
    found: dict[tuple[Path, int], list[Observation]] = defaultdict(list)
    for path in chosen:
        for o in read(path, MOST_PAGES):
            if o.text_source == "text_layer" and o.box is not None and o.page is not None:
                found[path, o.page].append(o)
    places = random.Random(21).sample(sorted(found), min(LOOKED_AT, len(found)))
    return {place: found[place] for place in sorted(places)}


@cache
def characters(path: Path, page: int) -> list[tuple[float, float, Character]]:
    """The characters of a page with their centres, from the top left of what is shown."""
    with pdfplumber.open(path) as document:
        shown = document.pages[page - 1]
        x0, top, _, _ = shown.bbox
        return [
            ((c["x0"] + c["x1"]) / 2 - x0, (c["top"] + c["bottom"]) / 2 - top, c)
            for c in shown.chars
        ]


def under(o: Observation, path: Path) -> list[Character]:
    """The characters whose centres lie in the box of a figure."""
    assert o.box is not None
    assert o.page is not None
    box = o.box
    return [
        c
        for x, y, c in characters(path, o.page)
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
    ]


def plain(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("−–‑’‘", "---''"))


def printed(found: list[Character]) -> set[str]:
    """What is read in the box: all of it, and what each type alone prints, since some pages
    print one line over another."""
    types: dict[object, list[Character]] = defaultdict(list)
    for c in found:
        types[c["fontname"], round(c["size"], 1)].append(c)
    return {plain("".join(c["text"] for c in group)) for group in (found, *types.values())}


@pytest.mark.parametrize("folder", ["ofsted", "kent"])
def test_the_box_of_a_figure_holds_the_figure(folder: str) -> None:
    tally: Counter[bool] = Counter()
    wrong = []
    for (path, page), observations in sample(folder).items():
        for o in observations:
            right = plain(o.figure_text) in printed(under(o, path))
            tally[right] += 1
            if not right:
                wrong.append((path.name, page, o.figure_text))
    assert tally.total() > 100
    assert tally[True] >= 0.995 * tally.total(), wrong


@pytest.mark.parametrize("folder", ["ofsted", "kent"])
def test_no_footnote_mark_is_read_as_a_digit(folder: str) -> None:
    for (path, page), observations in sample(folder).items():
        for o in observations:
            sizes = [c["size"] for c in under(o, path) if c["text"].isdigit()]
            fused = sizes and max(sizes) > SMALLER * min(sizes) and len(sizes) == len(digits(o))
            assert not fused, (path.name, page, o.figure_text)


def digits(o: Observation) -> str:
    return "".join(c for c in o.figure_text if c.isdigit())


@pytest.mark.parametrize("folder", ["ofsted", "kent"])
def test_the_quote_holds_the_figure_where_it_says(folder: str) -> None:
    for observations in sample(folder).values():
        for o in observations:
            assert o.quote[o.quote_start : o.quote_end] == o.figure_text


def looked_after(path: Path) -> list[tuple[float | None, str | None, str | None]]:
    return [
        (o.value, o.period_basis, o.period_end)
        for o in read(path, 12)
        if o.measure == "cla_total" and o.area_level == "local" and not o.dimensions
    ]


def test_norfolk_counts_its_looked_after_children_at_the_end_of_october() -> None:
    (report,) = (CORPUS / "ofsted").glob("*norfolk/*19_january_2018.pdf")
    assert (1115, "as_at", "2017-10-31") in looked_after(report)


def test_cambridgeshire_counts_its_looked_after_children_at_the_end_of_may() -> None:
    (report,) = (CORPUS / "seeds").glob("001_*.txt")
    assert (717, "as_at", "2020-05-31") in looked_after(report)
