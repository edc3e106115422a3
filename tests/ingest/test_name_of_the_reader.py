"""What a reading depends on: every module that takes part in it is in the name of the reader."""

from __future__ import annotations

import ast
from pathlib import Path

from extractor.ingest.provenance import READING_MODULES, READING_STAGES
from extractor.package_files import PACKAGE

NO_PART = {"package_files.py", "rules_cache.py", "pattern_cache.py", "wording/words.py"}
"""Where files are, what is kept of rules and patterns between runs, the words of messages: none
changes what is read."""


def imported(path: Path) -> set[str]:
    """The files of the package that a module imports, as paths in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("extractor"):
            continue
        place = PACKAGE.joinpath(*(node.module or "").split(".")[1:])
        named = [place / alias.name for alias in node.names] if place.is_dir() else [place]
        found |= {p.relative_to(PACKAGE).with_suffix(".py").as_posix() for p in named}
    return found


def test_every_module_that_reading_imports_is_in_its_name() -> None:
    """Else a change of one would leave documents as they were read before."""
    taking_part = [PACKAGE / name for name in READING_MODULES]
    taking_part += [path for stage in READING_STAGES for path in (PACKAGE / stage).rglob("*.py")]
    named = {name for path in taking_part for name in imported(path)}
    there = {name for name in named if (PACKAGE / name).is_file()}
    missing = {name for name in there if name.split("/")[0] not in READING_STAGES}
    assert missing - set(READING_MODULES) - NO_PART == set()
