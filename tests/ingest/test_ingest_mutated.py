"""Broken PDFs: bytes flipped, cut off, streams exchanged. Each has an outcome, none a traceback."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from archive import rows, run, write_pdf, write_text

from extractor.ingest.limits import IngestSettings

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One of the ways in which a PDF goes wrong."""
    broken = bytearray(data)
    way = chance.randrange(5)
    if way == 0:
        for _ in range(chance.randrange(1, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    elif way == 1:
        del broken[chance.randrange(len(broken)) :]
    elif way == 2:
        start = chance.randrange(len(broken))
        del broken[start : start + chance.randrange(1, 400)]
    elif way == 3:
        digits = [m.start() for m in re.finditer(rb"\d", data)]
        for at in chance.sample(digits, min(len(digits), chance.randrange(1, 30))):
            broken[at] = ord("0") + chance.randrange(10)
    else:
        streams = [m.span(1) for m in _STREAM.finditer(data)]
        (a, b), (c, d) = chance.choice(streams), chance.choice(streams)
        broken[a:b] = data[c:d]
    return bytes(broken)


def smallest_papers(count: int) -> list[Path]:
    """PDFs with tables, charts and pictures from the papers that come with the project."""
    return sorted(CORPUS.rglob("*.pdf"), key=lambda path: (path.stat().st_size, path))[:count]


def ingest_mutated(tmp_path: Path, count: int, seed: int, bases: int = 5) -> Counter[str]:
    chance = random.Random(seed)
    folder, database = tmp_path / "papers", tmp_path / "figures.db"
    made = write_pdf(tmp_path / "whole.pdf", 2019, 717, pages=4)
    whole = [path.read_bytes() for path in (made, *smallest_papers(bases - 1))]
    folder.mkdir()
    seen = {*whole}
    for number in range(count):
        broken = mutated(whole[number % len(whole)], chance)
        while broken in seen:  # Two streams that were exchanged may be the same.
            broken = mutated(whole[number % len(whole)], chance)
        seen.add(broken)
        (folder / f"{number:04}.pdf").write_bytes(broken)
    write_text(folder / "last.txt", 2018, 690)
    limits = IngestSettings(jobs=2, page_time_limit=30, time_limit=60, memory_limit=1000)
    summary = run(database, folder, limits=limits)
    assert summary.done == summary.total == count + 1
    assert rows(database, "select status from documents where path like '%last.txt'") == ["ok"]
    assert rows(
        database, "select count(*) from documents where status <> 'ok' and reason is null"
    ) == [0]
    assert rows(database, "select reason from documents where reason like '%stopped with%'") == []
    assert rows(database, "pragma integrity_check") == ["ok"]
    return summary.endings


def test_mutated_documents(tmp_path: Path) -> None:
    ingest_mutated(tmp_path, 25, seed=1)
