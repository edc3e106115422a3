"""Faults planted in binding, one at a time, and whether the quick tests of binding notice.

    python benchmarks/planted_faults.py [--jobs 2] [NAME …]

Each fault is one small change of the source, made in a copy of the package; `tests/binding` runs
against the copy, without the tests over the gold and without the rules' examples said
differently, which notice most things and say little of where. A fault that no test notices
survives: a test is missing. Exits with 1 where more than ALLOWED survive, or where a fault no
longer fits the source.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BINDING = "extractor/binding"
LEFT_OUT = ("test_gold.py", "test_metamorphic.py", "test_sample_papers.py")
FIRST = ("tests/binding/test_state.py", "tests/binding/test_clauses.py")
ALLOWED = 2
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: in `file`, `old` (which is there once) becomes `new`."""

    name: str
    file: str
    old: str
    new: str

    def planted(self, source: str) -> str:
        if source.count(self.old) != 1:
            raise SystemExit(f"{self.name}: stands {source.count(self.old)} times in {self.file}")
        return source.replace(self.old, self.new)


FAULTS = (
    Fault(
        "the state is not reset at a new report", "discourse/said_before.py",
        "state = Discourse(report.index, times=times_of(report))",
        "state = replace(state, report=report.index)",
    ),
    Fault(
        "sentences of the paragraph before explain", "discourse/said_before.py",
        "        before, previous = (), ()\n",
        "        previous = ()\n",
    ),
    Fault(
        "figures of the paragraph before are antecedents", "discourse/said_before.py",
        "        before, previous = (), ()\n",
        "        before = ()\n",
    ),
    Fault(
        "a lead line holds below the next heading", "discourse/said_before.py",
        "        state = _with_list_intro(state, None)\n        if state.times.inspected",
        "        if state.times.inspected",
    ),
    Fault(
        "a lead line explains no paragraph below it", "discourse/said_before.py",
        'if not begins and passage.source != "list":', "if True:",
    ),
    Fault(
        "a lead line holds behind prose of its own", "discourse/said_before.py",
        '    if intro is None or passage.source != "prose":\n', "    if True:\n",
    ),
    Fault(
        "agendas state figures", "observe.py",
        'frozenset({"front_sheet", "action_log"})', "frozenset({\"\"})",
    ),
    Fault(
        "who reports narrows", "grammar/adjuncts.py",
        "    left_out |= _reporting(syntax, holds)\n", "",
    ),
    Fault(
        "a relative clause of another noun narrows", "grammar/relative_clauses.py",
        'if token.dep != "relcl" or token.head in holds:', "if True:",
    ),
    Fault(
        "what opens the sentence narrows", "grammar/adjuncts.py",
        "    if not set_off or span[-1] > min(figures):\n", "    if True:\n",
    ),
    Fault(
        "an adjective before a neutral noun that is counted is passed over", "grammar/narrowing.py",
        'token.dep != "amod" or head.start in counted', 'token.dep != "amod"',
    ),
    Fault(
        "a share counts nothing", "grammar/governor.py",
        'if tokens[child].lower == "of" and tokens[child].start >= number.end:', "if False:",
    ),
    Fault(
        "a figure's clause is the whole sentence", "grammar/governor.py",
        'if token.pos in ("VERB", "AUX") and token.dep in FINITE and has_subject(syntax, at):\n'
        "            return frozenset",
        "if False:\n            return frozenset",
    ),
    Fault(
        "what might be is", "grammar/modality.py",
        'if aux.dep == "aux" and (aux.lower in words.modal or aux.lower in words.future):',
        'if aux.dep == "aux" and aux.lower in words.future:',
    ),
    Fault(
        "what will be is", "forecasts_and_signs.py",
        'relation = replace(figure.relation, kind=kind, because=f"“{said}”")',
        "relation = figure.relation",
    ),
    Fault(
        "what is not so is", "grammar/modality.py",
        'if tokens[child].dep == "neg" and not _spares', "if False and not _spares",
    ),
    Fault(
        "“was not 61 but 57” denies both", "grammar/modality.py",
        'if any(tokens[i].lower == "but" for i in range(denial, figure)):', "if False:",
    ),
    Fault(
        "unknown words narrow nothing", "measures/clause_words.py",
        "tuple(w.text for w in left if w.start not in grammar.light | grammar.acts)", "()",
    ),
    Fault(
        "phrases without a place are passed over", "measures/left_over_words.py",
        "if not p.keys & accepted", "if not p.keys",
    ),
    Fault(
        "unknown words of a label narrow nothing", "cells/read.py",
        "            unknown.append(word.text)\n", "            continue\n",
    ),
    Fault(
        "a phrase inside a longer one counts besides", "measures/clause_words.py",
        "o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start", "False",
    ),
    Fault(
        "other people are no rivals", "../rulebook/frames.py",
        "families = _families(required | set(measure.counts), rulebook)",
        "families = frozenset[str]()",
    ),
    Fault(
        "a sentence takes the measure of any figure before", "measures/distance.py",
        "and case.antecedents != {fit.pattern.measure}", "and not case.antecedents",
    ),
    Fault(
        "what is counted does not matter", "measures/misfit.py",
        "    if not case.head & allowed:\n", "    if False:\n",
    ),
    Fault(
        "a phrase that is denied counts", "measures/misfit.py",
        "if denied := [p for p in case.denied if p.keys & frame.accepts]:",
        "if denied := [p for p in case.denied if not p.keys]:",
    ),
    Fault(
        "measures that fit equally well are no rivals", "measures/choose.py",
        "for w in fitting if w.rank == best.rank}", "for w in fitting[:1]}",
    ),
    Fault(
        "a doubtful reading is sure", "confidence.py",
        'return "medium" if found - HARMLESS else "high"', 'return "high"',
    ),
    Fault(
        "a breakdown is taken from anywhere", "measures/breakdowns.py",
        "            not needed\n            and tier not in (CLAUSE, ANTECEDENT, LIST_INTRO)\n",
        "            False\n            and tier not in (CLAUSE, ANTECEDENT, LIST_INTRO)\n",
    ),
)  # fmt: skip


def survives(fault: Fault) -> bool:
    """Whether the tests of binding pass with the fault in place."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for name in ("extractor", "rules", "tests/binding"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "metadata.yml", "tests/conftest.py"):
            shutil.copy(ROOT / name, copy / name)
        file = copy / BINDING / fault.file
        file.write_text(fault.planted(file.read_text("utf-8")), "utf-8")
        left_out = [f"--ignore=tests/binding/{name}" for name in LEFT_OUT]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [*command, *left_out, *FIRST, "tests/binding"],
            cwd=copy, capture_output=True, text=True, timeout=LONGEST, check=False,
        )  # fmt: skip
    if run.returncode not in (0, 1):
        raise SystemExit(f"{fault.name}: the tests do not run\n{run.stdout[-2000:]}{run.stderr}")
    return run.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("names", nargs="*", help="part of the names of the faults to plant")
    given = parser.parse_args()
    chosen = [f for f in FAULTS if not given.names or any(n in f.name for n in given.names)]
    with ThreadPoolExecutor(given.jobs) as pool:
        outcomes = pool.map(survives, chosen)
        alive = 0
        for fault, lives in zip(chosen, outcomes, strict=True):
            alive += lives
            print(f"{'SURVIVES' if lives else 'noticed '}  {fault.name} ({fault.file})", flush=True)
    print(f"{alive} of {len(chosen)} survive")
    return int(alive > ALLOWED)


if __name__ == "__main__":
    raise SystemExit(main())
