"""`extractor samples`: sample papers to try the other commands on."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from extractor.data import samples as shipped_samples
from extractor.errors import UsageError

_PAPERS = (".pdf", ".txt", ".md")


@click.command("samples")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def samples(folder: Path) -> int:
    """Copy the papers of an invented council into FOLDER, which is made where it is missing."""
    source = shipped_samples()
    papers = sorted(path for path in source.rglob("*") if path.suffix in _PAPERS)
    if not papers:
        raise UsageError("There are no sample papers here.", "Install the package again.")
    try:
        for paper in papers:
            target = folder / paper.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(paper, target)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}).") from error
    click.echo(f"{len(papers)} papers in {folder}", err=True)
    return 0
