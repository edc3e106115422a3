"""How well figures are read: every gold file and the project's own papers, in one table.

    .venv/bin/python -m benchmarks.scoreboard               # writes docs/scoreboard.md and .json
    .venv/bin/python -m benchmarks.scoreboard --hold-back   # tells totals only of what is held back
    .venv/bin/python -m benchmarks.scoreboard --sets seeds phrasings --errors 20 --dry

The gold files and their scorer lie in ../shared; without that folder only the project's own
corpus/ is scored. Some documents are held back: whoever writes rules looks at their totals
and never at their figures. The JSON beside the table keeps the outcome of each figure by its
id, without any text, so that the next run can tell gains and losses by document.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from extractor.cli.extract import observations_of
from extractor.errors import ExtractorError
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

HERE = Path(__file__).resolve().parent.parent
SHARED = HERE.parent / "shared"
HELD_BACK_FROM = 183
"""Phrasings with a higher number are not looked at while rules are written."""

Row = dict[str, Any]


@dataclass(frozen=True)
class GoldSet:
    """A set of annotated documents. `partial`: not every figure of them is annotated."""

    name: str
    gold: Path
    files: Callable[[str], Path]
    partial: bool = False
    held_back: Callable[[list[str]], set[str]] = lambda docs: set()


@dataclass
class Outcome:
    """What became of a document: a word for each gold figure, and what was too much."""

    figures: dict[str, str] = field(default_factory=dict)
    spurious: int = 0
    tempted: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """A line of the scoreboard with the outcomes that it counts."""

    name: str
    totals: Row
    documents: dict[str, Outcome]
    gold: dict[str, Row]
    errors: list[tuple[str, ...]]
    partial: bool
    held_back: bool


def _by_number(docs: list[str]) -> set[str]:
    return {d for d in docs if int(re.findall(r"\d+", d)[0]) > HELD_BACK_FROM}


def _second_half(docs: list[str]) -> set[str]:
    ordered = sorted(docs)
    return set(ordered[len(ordered) // 2 :])


def _anywhere_below(folder: Path, doc: str) -> Path:
    direct = folder / doc
    if direct.is_file():
        return direct
    return next(p for p in sorted(folder.rglob(Path(doc).name)) if str(p).endswith("/" + doc))


def gold_sets() -> list[GoldSet]:
    """All sets that are there: those of ../shared, and the project's own papers."""
    gold, papers, own = SHARED / "gold", SHARED / "corpus", HERE / "tests" / "binding"
    everywhere = partial(_anywhere_below, papers)
    sets = [
        GoldSet("seeds", gold / "seeds.jsonl", lambda doc: papers / "seeds" / doc),
        GoldSet(
            "phrasings", gold / "phrasings.jsonl", lambda doc: gold / "phrasings" / doc,
            held_back=_by_number,
        ),
        GoldSet("reports", gold / "reports.jsonl", everywhere),
        GoldSet("ofsted_dev", gold / "ofsted_dev.jsonl", everywhere, True, _second_half),
        GoldSet("own phrasings", own / "phrasings.jsonl", lambda doc: own / "phrasings" / doc),
        GoldSet("corpus", HERE / "corpus" / "truth.jsonl", lambda doc: HERE / "corpus" / doc),
    ]  # fmt: skip
    return [s for s in sets if s.gold.is_file()]


def scorer() -> ModuleType:
    """The scorer of ../shared, as a module. Raises FileNotFoundError without that folder."""
    path = SHARED / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("figure_scorer", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"The scorer is not at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_file(path: str, rules: str | None = None) -> list[Row]:
    """The records of one document, as `extract --format jsonl` prints them."""
    rulebook = load_rulebook(Path(rules) if rules else None)
    records: list[Row] = []
    try:
        for observation in observations_of(Path(path), rulebook, ReadingSettings()):
            records.append(observation.record())
    except ExtractorError as error:
        print(f"{path}: {error}", file=sys.stderr)
    return records


def read_all(paths: Iterable[Path], jobs: int, rules: str | None) -> dict[str, list[Row]]:
    """Read every document once, in `jobs` processes."""
    names = sorted({str(p) for p in paths})
    if jobs == 1:
        return {name: read_file(name, rules) for name in names}
    with ProcessPoolExecutor(jobs) as pool:
        return dict(zip(names, pool.map(partial(read_file, rules=rules), names), strict=True))


def scores_of(chosen: list[GoldSet], jobs: int, rules: str | None = None) -> list[Score]:
    """Read the documents of the sets and score them; a set with documents held back is two."""
    judge = scorer()
    gold = {s.name: judge.read_jsonl(s.gold) for s in chosen}
    files = {(s.name, r["doc"]): s.files(r["doc"]) for s in chosen for r in gold[s.name]}
    records = read_all(files.values(), jobs, rules)
    found: list[Score] = []
    for one in chosen:
        docs = sorted({row["doc"] for row in gold[one.name]})
        held = one.held_back(docs)
        for part, is_held in ((set(docs) - held, False), (held, True)):
            if part:
                name = f"{one.name}, held back" if is_held else one.name
                rows = [r for r in gold[one.name] if r["doc"] in part]
                read = [r for d in sorted(part) for r in records[str(files[one.name, d])]]
                found.append(_score(judge, name, rows, read, one.partial, is_held))
    return found


def _score(
    judge: ModuleType, name: str, gold: list[Row], read: list[Row], part: bool, held: bool
) -> Score:
    totals, errors = judge.score(gold, read)
    by_doc: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        by_doc[row["doc"]].append(row)
    offered: dict[str | None, list[Row]] = defaultdict(list)
    for row in read:
        offered[judge.document_of(row.get("file"), by_doc)].append(row)
    outcomes = {doc: _outcome(judge, by_doc[doc], offered[doc]) for doc in sorted(by_doc)}
    by_id = {row["id"]: row for row in gold}
    return Score(name, totals, outcomes, by_id, errors, part, held)


def _outcome(judge: ModuleType, gold: list[Row], read: list[Row]) -> Outcome:
    """What became of each figure of one document, matched as the scorer matches."""
    statistics = [
        r for r in gold if r["role"] not in judge.NOT_STATISTICS and not r.get("optional")
    ]
    pairs, free = judge.align(statistics, read)
    optional = [r for r in gold if r.get("optional")]
    free = [i for i in free if not any(judge.same_figure(o, read[i]) for o in optional)]
    pages = {r.get("page") for r in gold}
    if pages != {None}:
        free = [i for i in free if read[i].get("page") in pages]
    outcome = Outcome({row["id"]: "missed" for row in statistics}, len(free))
    for g, p in pairs:
        outcome.figures[statistics[g]["id"]] = _verdict(judge, statistics[g], read[p])
    outcome.tempted = [
        r["id"] for r in gold if _tempts(r) and any(judge.same_figure(r, read[i]) for i in free)
    ]
    return outcome


def _verdict(judge: ModuleType, gold_row: Row, read_row: Row) -> str:
    """ "right", or the fields that are wrong."""
    gold, read = judge.gold_record(gold_row), judge.predicted_record(read_row)
    worded = not re.search(r"\d", gold_row.get("figure_text") or "")
    wrong = [
        f for f in judge.FIELDS if judge.same(f, gold[f], read[f], gold["measure"], worded) is False
    ]
    return " ".join(wrong) or "right"


def _tempts(row: Row) -> bool:
    """Whether the annotated number is not a statistic and may not be taken for one."""
    return row["role"] in ("not_a_statistic", "definition_part") and not row.get("optional")


# what the table says ------------------------------------------------------------------------


def table(scores: list[Score]) -> Iterator[str]:
    """The scoreboard as Markdown, a line at a time."""
    yield "| set | figures | precision | recall | F1 | records right | record F1 | tempted |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for s in scores:
        t = s.totals
        tempting = sum(_tempts(r) for r in s.gold.values())
        tempted = sum(len(o.tempted) for o in s.documents.values())
        precision, f1, record = (
            "–" if s.partial else f"{v:.3f}" for v in (t["precision"], t["f1"], t["record_f1"])
        )
        right = f"{t['record_right']} ({t['record_right'] / max(t['gold'], 1):.3f})"
        told = f"{tempted} of {tempting}" if tempting else "–"
        yield (
            f"| {s.name} | {t['gold']} | {precision} | {t['recall']:.3f} | {f1} | {right} "
            f"| {record} | {told} |"
        )
    yield ""
    names = ["value", "unit", "kind", "qualifier", "measure", "dimensions", "area_level", "period"]
    yield "| of the figures found | " + " | ".join(n.replace("_", " ") for n in names) + " |"
    yield "| --- |" + " ---: |" * len(names)
    for s in scores:
        fields = s.totals["fields"]
        cells = (f"{fields[n]:.3f}" if n in fields else "–" for n in names)
        yield f"| {s.name} | " + " | ".join(cells) + " |"


def breakdown(scores: list[Score], key: Callable[[Row], Iterable[str]]) -> Iterator[str]:
    """Figures, found and wholly right by a property of the gold figure, as Markdown."""
    wanted, found, right = Counter[str](), Counter[str](), Counter[str]()
    for s in scores:
        for outcome in s.documents.values():
            for name, verdict in outcome.figures.items():
                for value in key(s.gold[name]):
                    wanted[value] += 1
                    found[value] += verdict != "missed"
                    right[value] += verdict == "right"
    yield "| | figures | found | wholly right |"
    yield "| --- | ---: | ---: | ---: |"
    for value in sorted(wanted):
        n = wanted[value]
        yield f"| {value} | {n} | {found[value] / n:.3f} | {right[value] / n:.3f} |"


def page(scores: list[Score], changes: list[str]) -> str:
    """docs/scoreboard.md."""
    phrasings = [s for s in scores if s.name.startswith("phrasings")]
    lines = [
        "# Scoreboard",
        "",
        "Written by `.venv/bin/python -m benchmarks.scoreboard`. *Records right* counts a figure "
        "only where value, unit, kind, qualifier, measure, breakdown, area level and period all "
        "are right. *Tempted* counts the annotated numbers that are no statistics and were taken "
        "for one. Of *ofsted_dev* only some figures are annotated, so it has no precision. What "
        "is *held back* was kept apart while rules were written; the phrasings among it were read "
        "in the last round of this version. `corpus` and `own phrasings` are "
        "the project's own sample papers and texts, the other sets come from real ones.",
        "",
        *table(scores),
    ]
    if phrasings:
        lines += ["", "## Phrasings by difficulty", ""]
        lines += breakdown(phrasings, lambda r: [str(r.get("difficulty") or "not said")])
        lines += ["", "## Phrasings by tag", ""]
        lines += breakdown(phrasings, lambda r: r.get("tags") or [])
    for name in ("reports", "corpus"):
        chosen = [s for s in scores if s.name == name]
        if chosen:
            lines += ["", f"## {name.capitalize()}: prose and tables", ""]
            lines += breakdown(chosen, lambda r: [r.get("source") or "not said"])
    lines += ["", "## Gains and losses", "", *(changes or ["Nothing has changed."])]
    return "\n".join(lines) + "\n"


# gains and losses ---------------------------------------------------------------------------


def kept(scores: list[Score]) -> Row:
    """The outcomes as JSON: ids and verdicts, no text of the documents."""
    return {
        s.name: {
            doc: {"figures": o.figures, "spurious": o.spurious, "tempted": o.tempted}
            for doc, o in s.documents.items()
        }
        for s in scores
    }


def gains_and_losses(before: Row, scores: list[Score], *, hold_back: bool) -> list[str]:
    """A line for each document whose outcome differs from the last run's, as Markdown."""
    lines: list[str] = []
    for s in scores:
        known = before.get(s.name, {})
        gained_all = lost_all = 0
        listed: list[str] = []
        for doc, outcome in s.documents.items():
            old = known.get(doc)
            if old is None:
                continue
            was = old["figures"]
            gained = [i for i, v in outcome.figures.items() if v == "right" != was.get(i)]
            lost = [i for i, v in outcome.figures.items() if v != "right" == was.get(i)]
            gained_all, lost_all = gained_all + len(gained), lost_all + len(lost)
            spurious = f"{old['spurious']} → {outcome.spurious}"
            if gained or lost or old["spurious"] != outcome.spurious:
                which = ", ".join(lost[:8]) + (" …" if len(lost) > 8 else "")
                listed.append(f"| {doc} | {len(gained)} | {len(lost)} | {spurious} | {which} |")
        if listed:
            lines += ["", f"**{s.name}**: {gained_all} gained, {lost_all} lost", ""]
            if not (hold_back and s.held_back):
                lines += [
                    "| document | gained | lost | spurious | lost figures |",
                    "| --- | ---: | ---: | ---: | --- |",
                    *listed,
                ]
    return lines[1:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sets", nargs="+", help="only these sets")
    parser.add_argument("--hold-back", action="store_true", help="tell totals only of these")
    parser.add_argument("--errors", type=int, default=0, help="print up to N errors a set")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rules", help="another folder of rules")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--out", type=Path, default=HERE / "docs" / "scoreboard.md")
    given = parser.parse_args()
    chosen = [s for s in gold_sets() if given.sets is None or s.name in given.sets]
    if not chosen:
        parser.error("there is no such set")
    scores = scores_of(chosen, given.jobs, given.rules)
    last = given.out.with_suffix(".json")
    before = json.loads(last.read_text(encoding="utf-8")) if last.is_file() else {}
    changes = gains_and_losses(before, scores, hold_back=given.hold_back)
    print("\n".join([*table(scores), "", *changes]))
    for s in scores:
        if not (s.held_back and given.hold_back):
            for error in s.errors[: given.errors]:
                print(f"{s.name}  " + "  ".join(str(part) for part in error))
    if not given.dry:
        given.out.write_text(page(scores, changes), encoding="utf-8")
        text = json.dumps(before | kept(scores), indent=0, sort_keys=True)
        last.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
