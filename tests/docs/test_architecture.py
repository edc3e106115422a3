"""The drawings in docs/architecture.md are the order that imports keep."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FIRST_DRAWN = {
    "extractor": "cli",
    "extractor.binding": "observe",
    "extractor.annotations": "annotate",
}
"""The packages whose layers are drawn, and what is at the top of each."""
DRAWN = pytest.mark.parametrize("package", FIRST_DRAWN)


def drawn(package: str) -> list[list[str]]:
    """The layers of a drawing from the top, each with its folders and modules."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = re.search(rf"```text\n({FIRST_DRAWN[package]} .*?)```", text, re.DOTALL)
    assert found is not None
    return [re.split(r"\s{3,}", line)[0].split(" · ") for line in found[1].splitlines()]


def contract(package: str) -> tuple[list[list[str]], set[tuple[str, str]]]:
    """The layers and the ignored imports of a package's contract in pyproject.toml."""
    data = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = data["tool"]["importlinter"]["contracts"]
    (said,) = [one for one in contracts if one["containers"] == [package]]
    ignored = {tuple(line.split(" -> ")) for line in said.get("ignore_imports", ())}
    return [layer.split(" : ") for layer in said["layers"]], ignored


def part_of(module: str, package: str) -> str:
    """The folder or module right below the package that a module is in."""
    return module.removeprefix(f"{package}.").split(".")[0] if module.startswith(package) else ""


@DRAWN
def test_the_drawing_is_the_contract(package: str) -> None:
    layers, _ = contract(package)
    assert [sorted(layer) for layer in drawn(package)] == [sorted(layer) for layer in layers]


@DRAWN
def test_every_folder_and_module_is_drawn(package: str) -> None:
    place = PROJECT.joinpath(*package.split("."))
    there = {path.stem for path in place.glob("*.py")} - {"__init__", "__main__"}
    there |= {path.parent.name for path in place.glob("*/__init__.py")}
    assert {name for layer in drawn(package) for name in layer} == there


@DRAWN
def test_no_import_goes_up(package: str) -> None:
    height = {name: -place for place, layer in enumerate(drawn(package)) for name in layer}
    _, ignored = contract(package)
    up = set()
    for path in PROJECT.joinpath(*package.split(".")).rglob("*.py"):
        module = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
        here = part_of(module, package)
        if here not in height:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if named.startswith(f"{package}."):
                there = part_of(named, package)
                if there != here and height[there] >= height[here]:
                    up.add((module, named))
    assert up <= ignored


def test_every_file_named_is_there_and_once_in_its_row() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\(\.\./([^)]+)\)|`((?:extractor|rules)/[\w/]+\.(?:py|yml))`", text)
    assert len(named) > 100
    missing = [path for pair in named for path in pair if path and not (PROJECT / path).exists()]
    assert missing == []
    for line in text.splitlines():
        links = re.findall(r"\]\((\.\./[^)]+)\)", line)
        assert len(links) == len(set(links)), line
