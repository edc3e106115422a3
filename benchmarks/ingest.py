"""How fast an archive is read, and in how much memory: ratios within one run.

    python benchmarks/ingest.py speed FILE…        # against the user's script, page for page
    python benchmarks/ingest.py processes FILE…    # two worker processes against one
    python benchmarks/ingest.py length FILE…       # time a page from 10 to 5,000 pages
    python benchmarks/ingest.py rules FILE…        # time a page with 50 and with 500 rules
    python benchmarks/ingest.py memory FILE…       # peak memory for 100 and for 2,000 pages
    python benchmarks/ingest.py unchanged          # 10,000 files that were read before

Long documents are made of the pages of FILE…, one after another. Results go to stdout, one
JSON object a line; times are of the processor, for two processes also of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pikepdf
import psutil

from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.provenance import provenance
from extractor.ingest.read import read_document
from extractor.ingest.report import Outcome, Summary
from extractor.ingest.run import IngestJob, ingest
from extractor.ingest.task import Task
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook
from extractor.store.database import close, open_for_writing
from extractor.store.records import SourceLocation
from extractor.store.runs import start_run
from extractor.store.stored_rules import store_rulebook
from extractor.store.write import Writer

ROUNDS = 3


def tell(**facts: object) -> None:
    """One result."""
    print(json.dumps(facts), flush=True)


def load() -> float:
    """How many processes wanted a core in the last minute; these measurements are among them."""
    return round(os.getloadavg()[0], 1)


def repeated(files: Sequence[Path], pages: int, target: Path) -> Path:
    """A PDF of `pages` pages: those of `files`, over and over, with their own content streams."""
    with pikepdf.new() as made:
        while len(made.pages) < pages:
            for file in files:
                with pikepdf.open(file) as source:
                    made.pages.extend(list(source.pages)[: pages - len(made.pages)])
        made.save(target)
    return target


def sampled(files: Sequence[Path], pages: int, target: Path) -> Path:
    """A PDF of `pages` pages from all over `files`, so that longer ones repeat the same mix."""
    with pikepdf.new() as made:
        for number in range(pages):
            with pikepdf.open(files[number % len(files)]) as source:
                made.pages.append(source.pages[(number * 7 + 2) % len(source.pages)])
        made.save(target)
    return target


def mixed(files: Sequence[Path], pages: int, target: Path) -> Path:
    """A PDF of `pages` pages, in which each hundred has pages of all `files` in turn."""
    with pikepdf.new() as made:
        while len(made.pages) < pages:
            with ExitStack() as held:
                sources = [held.enter_context(pikepdf.open(file)) for file in files]
                for number in range(min(100, pages - len(made.pages))):
                    source = sources[number % len(sources)]
                    made.pages.append(source.pages[number // len(sources) % len(source.pages)])
        made.save(target)
    return target


class EndToEnd:
    """From bytes to rows in this process: what a worker does and what the writer does."""

    def __init__(self, folder: Path, rulebook: Rulebook) -> None:
        self.rulebook, self.settings = (
            rulebook,
            ReadingSettings.model_validate({"ocr": "off", "max_bytes": 5_000_000_000}),
        )
        self.staged, self.path = folder / "staging", folder / "figures.db"
        self.db = open_for_writing(self.path)
        store_rulebook(self.db, rulebook)
        source = provenance(rulebook, self.settings)
        self.writer = Writer(
            self.db, self.path, start_run(self.db, "benchmark", source, {}, {}), source
        )

    def read(self, file: Path) -> int:
        """Read a document into the database; returns the number of pages."""
        self.staged.unlink(missing_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            task = Task(file, str(file), f"benchmark of {file}", None, self.staged)
            read_document(task, self.rulebook, self.settings)
        return int(
            self.writer.load(self.staged, [SourceLocation(str(file), str(file))])["pages_read"]
        )

    def close(self) -> None:
        """Close the database."""
        close(self.db, self.path)


@contextmanager
def end_to_end(rulebook: Rulebook) -> Iterator[EndToEnd]:
    """A database in a folder that lasts as long as the block."""
    with tempfile.TemporaryDirectory() as folder:
        made = EndToEnd(Path(folder), rulebook)
        yield made
        made.close()


def pace(read: Callable[[Path], int], files: Sequence[Path]) -> tuple[int, float]:
    """Pages, and seconds of the processor, for reading all files once."""
    before = time.process_time()
    pages = sum(read(file) for file in files)
    return pages, time.process_time() - before


def speed(files: Sequence[Path]) -> None:
    """Pages a second of this program, end to end, against the user's script; in turns."""
    import user_script

    languages = user_script.languages()
    pages, best = 0, float("inf")
    yardsticks = dict.fromkeys(languages, float("inf"))
    with end_to_end(load_rulebook()) as ours:
        ours.read(files[0])
        for _ in range(ROUNDS):
            pages, seconds = pace(ours.read, files)
            best = min(best, seconds)
            for name, nlp in languages.items():
                _, seconds = pace(partial(user_script.read, nlp=nlp), files)
                yardsticks[name] = min(yardsticks[name], seconds)
    for name, yardstick in yardsticks.items():
        tell(
            what="speed",
            pages=pages,
            ours_pages_a_second=round(pages / best, 1),
            script=f"pdfplumber and spaCy ({name})",
            script_pages_a_second=round(pages / yardstick, 1),
            ratio=round(yardstick / best, 2),
            load=load(),
        )


def processes(files: Sequence[Path]) -> None:
    """Seconds of two worker processes against one, from the first page on.

    The clock says little where other programs use the same cores. What the program itself allows
    is said by the seconds of the processor: one worker is done after its own, two need half of
    theirs and of the writer's (`ratio_of_cpu`, on a machine of two cores).
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "many").mkdir()
        one = repeated(files, 60, folder / "one.pdf")
        for number in range(16):
            with pikepdf.open(one) as pdf:
                pdf.docinfo["/Title"] = str(number)  # other bytes, so another document
                pdf.save(folder / "many" / f"{number:02}.pdf")
        took: dict[int, float] = {}
        needed: dict[int, float] = {}
        for jobs in (1, 2):
            watch = _Watch()
            order = IngestJob(
                folder / f"{jobs}.db",
                (folder / "many",),
                limits=IngestSettings.model_validate({"jobs": jobs}),
                reading=ReadingSettings.model_validate({"ocr": "off"}),
            )
            summary = ingest(order, watch)
            took[jobs] = watch.end.clock - watch.start.clock
            writer = watch.end.writer - watch.start.writer
            workers = watch.end.workers - watch.start.workers
            needed[jobs] = max(workers, writer) if jobs == 1 else (workers + writer) / 2
            tell(
                what="processes",
                jobs=jobs,
                pages=summary.pages,
                seconds=round(took[jobs], 1),
                workers_cpu=round(workers, 1),
                writer_cpu=round(writer, 1),
                load=load(),
            )
    tell(
        what="processes",
        ratio=round(took[1] / took[2], 2),
        ratio_of_cpu=round(needed[1] / needed[2], 2),
    )


@dataclass(frozen=True)
class _Moment:
    """Seconds of the clock, and of the processor that each kind of process has used so far."""

    clock: float
    writer: float
    workers: float

    @classmethod
    def now(cls) -> _Moment:
        readers = psutil.Process().children(recursive=True)
        used = sum(sum(reader.cpu_times()[:2]) for reader in readers)
        return cls(time.monotonic(), time.process_time(), used)


class _Watch(Quiet):
    """Notes when the first page was heard of and when the last document ended."""

    def __init__(self) -> None:
        self.start = self.end = _Moment(0, 0, 0)

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
        if pages_under_way and not self.start.clock:
            self.start = _Moment.now()

    def ended(self, outcome: Outcome, summary: Summary) -> None:
        if summary.done == summary.total:
            self.end = _Moment.now()


def length(files: Sequence[Path]) -> None:
    """Milliseconds of the processor a page, for documents of 10 to 5,000 pages."""
    with tempfile.TemporaryDirectory() as name, end_to_end(load_rulebook()) as ours:
        ours.read(files[0])
        found = {}
        ten = sampled(files, 10, Path(name) / "ten.pdf")
        for pages in (10, 100, 1000, 5000):
            file = repeated([ten], pages, Path(name) / f"{pages}.pdf")
            rounds = max(1, 300 // pages)
            read, seconds = pace(ours.read, [file] * rounds)
            found[pages] = 1000 * seconds / read
            tell(what="length", pages=pages, ms_a_page=round(found[pages], 2))
    tell(what="length", ratio=round(max(found.values()) / min(found.values()), 2))


WORDS = """allotment bridge canal depot estuary fountain garage harbour island junction kiosk
lantern meadow nursery orchard pavilion quarry reservoir stadium terrace underpass viaduct
warehouse yard""".split()  # noqa: SIM905


def rules(files: Sequence[Path]) -> None:
    """Milliseconds of the processor a page with 50 and with 500 rules, all of them invented."""
    found = {}
    for count in (50, 500):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_rules(folder, count)
            with end_to_end(load_rulebook(folder)) as ours:
                ours.read(files[0])
                times = [pace(ours.read, files) for _ in range(ROUNDS)]
                found[count] = min(1000 * seconds / pages for pages, seconds in times)
                tell(what="rules", rules=count, ms_a_page=round(found[count], 2))
    tell(what="rules", ratio=round(found[500] / found[50], 2))


def write_rules(folder: Path, count: int) -> None:
    """A rule file with `count` rules about things of which committee papers seldom speak."""
    lines = ["domain: invented", "title: Invented", "concepts:"]
    measures = ["measures:"]
    for number in range(count):
        first, second = WORDS[number % len(WORDS)], WORDS[(number // len(WORDS)) % len(WORDS)]
        phrase = f"number of {first} {second} places"
        lines += [f"  c{number}:", "    phrases:", f"      - {phrase}"]
        lines += [f"      - {first} {second} (open|closed|planned)"]
        measures += [
            f"  m{number}:",
            f"    label: Measure {number}",
            "    definition: Invented.",
            "    units: [count, percent]",
            "    kind: stock",
            "    patterns:",
            f"      - id: p{number}",
            f"        requires: [c{number}]",
            "        examples:",
            f"          - {{text: 'The {phrase} was 12.', figure: '12'}}",
        ]
    text = "\n".join([*lines, *measures]) + "\n"
    (folder / "invented.yml").write_text(text, encoding="utf-8")


def memory(files: Sequence[Path]) -> None:
    """Peak resident megabytes of a worker process that reads 100 and 2,000 pages of one mix: the
    first pages of several files would leave out what the others need."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for pages in (100, 2000):
            file = mixed(files, pages, Path(name) / f"{pages}.pdf")
            options = ["--db", f"{name}/{pages}.db", "--jobs", "1", "--ocr", "off", "--log-json"]
            call = [sys.executable, "-m", "extractor", "ingest", str(file), *options]
            said = subprocess.run(call, capture_output=True, check=True, text=True).stderr
            found[pages] = json.loads(said.splitlines()[-1])["peak_memory"] / 1e6
            tell(what="memory", pages=pages, peak_mb=round(found[pages]))
    tell(what="memory", ratio=round(found[2000] / found[100], 2))


UNCHANGED = 10_000
"""How many files are looked at again."""


def unchanged(files: Sequence[Path]) -> None:
    """Seconds of the processor that an ingest of 10,000 short texts takes, and a second one, when
    all are as they were."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "texts"
        folder.mkdir()
        for number in range(UNCHANGED):
            text = f"Kent County Council\n\nPaper {number} says that {number} visits were made.\n"
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        for turn in ("first", "again"):
            before, clock = os.times(), time.monotonic()
            ingest(IngestJob(Path(name) / "texts.db", (folder,)), Quiet())
            after = os.times()
            used = sum(after[:4]) - sum(before[:4])
            took = time.monotonic() - clock
            tell(
                what="unchanged",
                turn=turn,
                files=UNCHANGED,
                cpu=round(used, 1),
                clock=round(took, 1),
            )


def main() -> None:
    """Run the measurement that is asked for."""
    known = {f.__name__: f for f in (speed, processes, length, rules, memory, unchanged)}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=known)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    known[given.what](given.files)


if __name__ == "__main__":
    main()
