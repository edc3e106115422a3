"""The drawing in docs/architecture.md is the order that imports keep."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "extractor"


def drawn() -> list[list[str]]:
    """The layers of the drawing from the top, each with its folders and modules."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = re.search(r"```text\n(cli .*?)```", text, re.DOTALL)
    assert found is not None
    return [re.split(r"\s{3,}", line)[0].split(" · ") for line in found[1].splitlines()]


def contract() -> tuple[list[list[str]], set[tuple[str, str]]]:
    """The layers and the ignored imports of the contract in pyproject.toml."""
    data = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (said,) = data["tool"]["importlinter"]["contracts"]
    ignored = {tuple(line.split(" -> ")) for line in said["ignore_imports"]}
    return [layer.split(" : ") for layer in said["layers"]], ignored


def part_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_the_drawing_is_the_contract() -> None:
    layers, _ = contract()
    assert [sorted(layer) for layer in drawn()] == [sorted(layer) for layer in layers]


def test_every_folder_and_module_is_drawn() -> None:
    there = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    there |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert {name for layer in drawn() for name in layer} == there


def test_no_import_goes_up() -> None:
    height = {name: -place for place, layer in enumerate(drawn()) for name in layer}
    _, ignored = contract()
    up = set()
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
        here = part_of(module)
        if here not in height:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor."):
                there = part_of(node.module or "")
                if there != here and height[there] >= height[here]:
                    up.add((module, node.module))
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
