"""Pages that are built from docstrings say what the docstrings say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def builder(name: str) -> ModuleType:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["build_reference", "build_modules"])
def test_the_page_is_built_from_the_docstrings(name: str) -> None:
    module = builder(name)
    written = module.PAGE.read_text(encoding="utf-8")
    assert written == module.page(), f"run: python docs/{name}.py"


def test_every_module_says_what_it_is_for() -> None:
    modules = builder("build_modules")
    silent = [p for p in modules.PACKAGE.rglob("*.py") if not modules.said(p).endswith((".", "`."))]
    assert [p.name for p in silent if p.name != "__main__.py"] == []
