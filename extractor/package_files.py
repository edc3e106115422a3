"""Where the files are that come with the package: rules, Datasette metadata and sample papers."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The path of `rules` or `metadata.yml`: inside an installed package, else in the checkout."""
    inside = PACKAGE / "data" / name
    return inside if inside.exists() else PACKAGE.parent / name


def samples() -> Path:
    """The folder of sample papers of one invented council."""
    inside = PACKAGE / "data" / "samples"
    return inside if inside.exists() else PACKAGE.parent / "corpus" / "elmsworth"
