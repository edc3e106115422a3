"""Writes docs/modules.md from the first paragraph of each module's docstring.

python docs/build_modules.py
"""

from __future__ import annotations

import ast
from pathlib import Path

import extractor

PACKAGE = Path(extractor.__file__).parent
PAGE = Path(__file__).with_name("modules.md")
FIRST = (
    "pages", "redaction", "blocks", "blocks/tables", "reports", "passages", "annotations",
    "annotations/parsing", "annotations/numbers", "annotations/exclusions", "annotations/periods",
    "rulebook", "binding", "binding/sentences", "binding/cells", "binding/grammar",
    "binding/clauses", "binding/measures", "binding/periods", "binding/units", "binding/subjects",
    "binding/discourse", "checks", "store", "ingest", "wording", "export", "explain", "review",
    "reference", "site", "site/charts", "cli",
)  # fmt: skip
"""The folders in the order in which a paper goes through them."""


def said(path: Path) -> str:
    """The first paragraph of a module's docstring, as one line."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def folders() -> list[str]:
    """All folders of the package; one that FIRST does not name comes last."""
    found = {p.parent.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("__init__.py")} - {"."}
    return [name for name in FIRST if name in found] + sorted(found - set(FIRST))


def table(folder: Path) -> list[str]:
    """The modules of a folder, a row each."""
    modules = [p for p in sorted(folder.glob("*.py")) if not p.name.startswith("__")]
    rows = [
        f"| [{p.name}](../extractor/{p.relative_to(PACKAGE).as_posix()}) | {said(p)} |"
        for p in modules
    ]
    return ["| Module | Does |", "| --- | --- |", *rows, ""] if rows else []


def page() -> str:
    """The whole page."""
    parts = [
        "# Every module in one line",
        "",
        "Built from the docstrings by `python docs/build_modules.py`; a test holds it equal. "
        "Which file to open for a given change is in [architecture.md](architecture.md).",
        "",
    ]
    for name in folders():
        parts += [f"## {name}", "", said(PACKAGE / name / "__init__.py"), ""]
        parts += table(PACKAGE / name)
    parts += ["## extractor", "", "What all folders use, and the Python interface.", ""]
    parts += table(PACKAGE)
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
