"""Where the time of a page goes: milliseconds of the processor for each stage, and the ratio
to the script that a user would write, all in one run, in turns.

    python benchmarks/pages.py FILE… [--rounds 3]

Each stage's time is what the way up to its end takes longer than the way up to the stage
before it; of several rounds the quickest counts. The rules are loaded beforehand.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import user_script

from extractor.blocks.read import read_blocks
from extractor.pages.source import open_source
from extractor.passages.read import PassageReader
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.reports.tracker import ReportTracker
from extractor.rulebook.load import load_rulebook

SETTINGS = ReadingSettings.model_validate({"ocr": "off"})


def pages(file: Path) -> int:
    """Words and ruling lines of every page."""
    source = open_source(file, SETTINGS)
    count = sum(1 for _ in source.pages())
    source.close()
    return count


def blocks(file: Path) -> int:
    """Pages, tables and blocks."""
    source = open_source(file, SETTINGS)
    count = sum(1 for _ in read_blocks(source.pages()))
    source.close()
    return count


def passages(file: Path) -> int:
    """Everything up to the passages, with the reports that they are in."""
    source = open_source(file, SETTINGS)
    tracker, reader, count = ReportTracker(source), PassageReader(), 0
    for page in read_blocks(source.pages()):
        list(reader.read(page, tracker.see(page)))
        count += 1
    source.close()
    return count


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Milliseconds a page, by stage.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    rulebook, languages = load_rulebook(), user_script.languages()

    def observations(file: Path) -> int:
        with Reading(file, rulebook, SETTINGS) as reading:
            return sum(1 for _ in reading.pages())

    ways: dict[str, Callable[[Path], int]] = {
        "pages": pages,
        "blocks": blocks,
        "reports and passages": passages,
        "annotations to observations": observations,
    }
    scripts = {
        f"the user's script ({name})": partial(user_script.read, nlp=nlp)
        for name, nlp in languages.items()
    }
    observations(given.files[-1])  # compiles the phrases
    took = dict.fromkeys([*ways, *scripts], float("inf"))
    for _ in range(given.rounds):
        for name, way in (ways | scripts).items():
            before = time.process_time()
            count = sum(way(file) for file in given.files)
            took[name] = min(took[name], 1000 * (time.process_time() - before) / count)
    print("| stage | ms a page |\n| --- | ---: |")
    done = 0.0
    for name in ways:
        print(f"| {name} | {took[name] - done:.1f} |")
        done = took[name]
    print(f"| the whole way | {done:.1f} |")
    for name in scripts:
        print(f"| {name} | {took[name]:.1f} |\n| ratio | {took[name] / done:.1f} |")


if __name__ == "__main__":
    main()
