"""What a call costs from its first instruction on, against the user's script on the same files.

    python benchmarks/start.py [FILE…] [--rounds 3]

First the commands that are called by hand, over a text of two lines; then, for FILE…, `extractor
extract` and the user's script as two programs each in a process of its own, start-up included.
All times are CPU seconds of the process and its children; of several rounds the least counts.
The rules come from the cache, as they do from the second call on; `first call` is without.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEXT = "Kent County Council\n\nAt the end of March 2024 there were 1,234 looked after children.\n"


def cpu_of(call: list[str], environment: dict[str, str]) -> float:
    """CPU seconds of a process, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(call, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="CPU seconds of whole calls.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    ours = [sys.executable, "-m", "extractor"]
    # Compiled modules, as every installed program has them after its first call.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        # A cache of its own: other checkouts on the machine do not push its rules out of it.
        environment["XDG_CACHE_HOME"] = str(Path(folder) / "kept")
        text = Path(folder) / "text.txt"
        text.write_text(TEXT, encoding="utf-8")
        silent = Path(folder) / "silent.txt"
        silent.write_text("The committee met.\n", encoding="utf-8")
        print("| call | CPU s |\n| --- | ---: |")
        for name, arguments in {
            "--help": ["--help"],
            "rules list": ["rules", "list"],
            "tables of a text": ["tables", str(text)],
            "extract of a text without figures": ["extract", str(silent)],
            "extract of a text with one": ["extract", str(text)],
            "explain of a sentence": ["explain", TEXT.splitlines()[-1]],
        }.items():
            cpu_of([*ours, *arguments], environment)
            took = min(cpu_of([*ours, *arguments], environment) for _ in range(given.rounds))
            print(f"| {name} | {took:.2f} |", flush=True)
        empty = environment | {"XDG_CACHE_HOME": str(Path(folder) / "cache")}
        print(f"| first call: extract | {cpu_of([*ours, 'extract', str(text)], empty):.2f} |")
    if given.files:
        print("\n| file | extract | the user's script | ratio |\n| --- | ---: | ---: | ---: |")
    for file in given.files:
        command = [*ours, "extract", "--ocr", "off", "--format", "jsonl", str(file)]
        script = [sys.executable, str(HERE / "user_script.py"), str(file)]
        one, other = float("inf"), float("inf")
        for _ in range(given.rounds):
            one = min(one, cpu_of(command, environment))
            other = min(other, cpu_of(script, environment))
        print(f"| {file.name} | {one:.2f} | {other:.2f} | {other / one:.1f} |", flush=True)


if __name__ == "__main__":
    main()
