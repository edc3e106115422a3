"""How fast language is read: tokens a second, its share of a page, and what more rules cost.

    .venv/bin/python -m benchmarks.language [FILE…] [--rounds 3]

FILE are papers (default: PDFs of corpus/). The language stage is everything from a passage to
its observations: tokens, numbers, periods, areas, concepts, and what is bound to what. Rules
for the last table are made up for it: their phrases are pairs of words in the
papers, so that they are found about as often as those of real rules.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from extractor.binding.observe import Observer
from extractor.blocks.read import read_blocks
from extractor.observation import DocumentIdentity
from extractor.pages.source import open_source
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.reading_settings import ReadingSettings
from extractor.reports.model import Report
from extractor.reports.tracker import ReportTracker
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook
from extractor.tokens import sentence_words

HERE = Path(__file__).resolve().parent.parent
RULES = (50, 100, 200, 500)
PHRASES_A_RULE = 12


@dataclass(frozen=True)
class Read:
    """A document as far as the language stage is handed it, and how long that took."""

    identity: DocumentIdentity
    passages: list[tuple[Passage, Report]]
    pages: int
    seconds: float


def read(file: Path) -> Read:
    """Pages, blocks, reports and passages of a document."""
    start = time.process_time()
    source = open_source(file, ReadingSettings(ocr="off"))
    try:
        tracker, reader = ReportTracker(source), PassageReader()
        passages: list[tuple[Passage, Report]] = []
        pages = 0
        for page in read_blocks(source.pages()):
            report = tracker.see(page)
            passages += [(passage, report) for passage in reader.read(page, report)]
            pages += 1
    finally:
        source.close()
    return Read(source.identity, passages, pages, time.process_time() - start)


def observe(documents: list[Read], rulebook: Rulebook) -> tuple[float, int]:
    """Seconds that the language stage takes over all passages, and the figures it finds."""
    Observer(rulebook, documents[0].identity)  # compiles the phrases, once a process
    start, figures = time.process_time(), 0
    for document in documents:
        observer = Observer(rulebook, document.identity)
        for passage, report in document.passages:
            figures += len(observer.observe(passage, report).observations)
    return time.process_time() - start, figures


def best(documents: list[Read], rulebook: Rulebook, rounds: int) -> tuple[float, int]:
    """The quickest of several rounds: what the machine does besides only ever adds. All times
    are CPU seconds of this process."""
    return min(observe(documents, rulebook) for _ in range(rounds))


def made_up_rules(folder: Path, count: int, words: list[str]) -> Rulebook:
    """A rulebook of `count` measures of one pattern each, with the real words for roles."""
    chance = random.Random(count)
    concepts, measures = {}, {}
    for number in range(count):
        pairs = {" ".join(chance.sample(words, 2)) for _ in range(PHRASES_A_RULE)}
        concepts[f"thing_{number}"] = {"phrases": sorted(pairs)}
        text = f"In 2019 there were 12 {min(pairs)}."
        pattern = {
            "id": f"thing_{number}",
            "requires": [f"thing_{number}"],
            "examples": [{"text": text, "figure": "12"}],
        }
        measures[f"thing_{number}"] = {
            "label": f"Thing {number}",
            "definition": "Made up to measure how time grows with the number of rules.",
            "units": ["count", "percent"],
            "kind": "flow",
            "patterns": [pattern],
        }
    rules = {"domain": "things", "title": "Things", "concepts": concepts, "measures": measures}
    place = folder / str(count)
    place.mkdir()
    (place / "things.yml").write_text(yaml.safe_dump(rules), encoding="utf-8")
    shipped = HERE / "rules"
    for name in ("roles.yml", "areas.yml"):
        (place / name).write_bytes((shipped / name).read_bytes())
    return load_rulebook(place)


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed of the language stage.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    files = given.files or sorted((HERE / "corpus").glob("*/*/*annual*.pdf"))[:12]
    rulebook = load_rulebook()
    documents = [read(file) for file in files]  # warms up what is read once a process
    documents = [read(file) for file in files]
    pages = sum(d.pages for d in documents)
    before = sum(d.seconds for d in documents)
    texts = [p.text.content for d in documents for p, _ in d.passages]
    spoken = Counter(w.lower for text in texts for w in sentence_words(text) if w.alpha)
    tokens = sum(len(sentence_words(text)) for text in texts)
    seconds, figures = best(documents, rulebook, given.rounds)
    print(f"{len(files)} papers, {pages} pages, {len(texts)} passages, {tokens} tokens")
    print(f"language stage: {tokens / seconds:,.0f} tokens a second, {figures} figures")
    print(f"before it: {1000 * before / pages:.1f} ms a page")
    print(f"language: {1000 * seconds / pages:.1f} ms a page", end="")
    print(f" = {100 * seconds / (seconds + before):.0f}% of a page")
    print("\n| rules | phrases | language, ms a page |\n| ---: | ---: | ---: |")
    real = f"{len(rulebook.patterns)} (those of the project) | {len(rulebook.phrases)}"
    print(f"| {real} | {1000 * seconds / pages:.1f} |")
    words = [word for word, _ in spoken.most_common(400) if len(word) > 3]
    with tempfile.TemporaryDirectory() as folder:
        for count in RULES:
            made = made_up_rules(Path(folder), count, words)
            took, _ = best(documents, made, given.rounds)
            print(f"| {count} | {len(made.phrases)} | {1000 * took / pages:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
